"""Whether a page was read as its source's pages used to be. Pure.

A redesign that is read as well as before is none: what counts is what comes out. One odd article is none either: the
articles of this page are taken together with those of the pages before that were odd in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from feeder.trust.facts import Facts, Usual, usual

_OFTEN = 0.8  # the share from which on a field is missed
_PROOF = 3  # articles that make a norm
_SHORT, _FEW = 4, 4  # so many times shorter or fewer is another page

Look = Callable[[Facts, Sequence[Facts]], str]


def drift(now: Facts, past: Sequence[Facts], *, first: bool = True, textless: bool = False) -> str:
    """Why a page is not to be believed, in a sentence; "" if it is. `first` is the first page of a listing: only that
    must have items, since walks end on an empty page. `textless` articles are known to be what they seem."""
    looks = (*_OF_THE_FIRST, *_OF_ALL) if first else _OF_ALL
    due = (look for look in looks if not (textless and look in _OF_TEXTS))
    why = next((why for look in due if (why := look(now, past))), "")
    strangers = now.tiers.keys() - usual(past).tiers
    if why and past and strangers:
        why += f"; the text was found by other means than before ({', '.join(sorted(strangers))})"
    return why


def may_be_textless(now: Facts, past: Sequence[Facts]) -> bool:
    """Whether texts are missed, or short, of articles that all show a picture or a file: some are nothing else."""
    return 0 < now.read == now.shown and any(look(now, past) for look in _OF_TEXTS)


def _empty(now: Facts, past: Sequence[Facts]) -> str:
    if now.listed or now.failed:
        return ""
    if not past:
        return "the listing shows no item, and this is the first time that it is read: see that its address is right"
    before = usual(past).listed
    return f"the listing shows no item, where there used to be {before:.0f}" if before else ""


def _shrunk(now: Facts, past: Sequence[Facts]) -> str:
    before = usual(past).listed
    if not before or now.failed or now.listed * _FEW > before:
        return ""
    return f"the listing shows only {now.listed} items, where there used to be {before:.0f}"


def _same_titles(now: Facts, past: Sequence[Facts]) -> str:
    return f"all {now.read} articles have the same title" if now.read >= _PROOF and now.titles == 1 else ""


def _unwritten(now: Facts, past: Sequence[Facts]) -> str:
    if not past and now.read >= _PROOF and not now.written:
        return (
            f"none of {now.read} articles has a text, and this is the first time that they are read; where a feed has "
            "titles alone, `full_text: true` fetches the texts"
        )
    return _without(now, past, "text", lambda each: each.written, lambda norm: norm.written)


def _undated(now: Facts, past: Sequence[Facts]) -> str:
    ahead = 0 < now.read == now.ahead
    what = "day up to today" if ahead else "date"
    why = _without(now, past, what, lambda each: each.dated, lambda norm: norm.dated)
    return f"{why}: {now.ahead} are dated ahead, and come by themselves when it is time" if why and ahead else why


def _pictureless(now: Facts, past: Sequence[Facts]) -> str:
    return _without(now, past, "picture", lambda each: each.pictured, lambda norm: norm.pictured, least=5)


def _short(now: Facts, past: Sequence[Facts]) -> str:
    norm = usual(past)
    odd, before = _odd(now, past, lambda each: each.length * _SHORT < norm.length)
    told = usual(before)
    if odd < 2 or told.read < _PROOF or now.length * _SHORT >= told.length:
        return ""
    return f"the texts have {now.length} characters, where there used to be {told.length:.0f}"


def _without(
    now: Facts,
    past: Sequence[Facts],
    what: str,
    count: Callable[[Facts], int],
    share: Callable[[Usual], float],
    least: int = 2,
) -> str:
    """No article has what they used to have."""
    odd, before = _odd(now, past, lambda each: not count(each))
    norm = usual(before)
    if odd < least or norm.read < _PROOF or share(norm) < _OFTEN:
        return ""
    return f"none of {odd} articles has a {what}, where {share(norm):.0%} of {norm.read} had one"


def _odd(now: Facts, past: Sequence[Facts], is_odd: Callable[[Facts], bool]) -> tuple[int, Sequence[Facts]]:
    """How many articles in a row are odd, with the last ones; and the pages before them."""
    read, before = 0, [each for each in past if each.read]
    pages = [*before, now]
    while pages and pages[-1].read and is_odd(pages[-1]):
        read += pages.pop().read
    return read, pages


_OF_THE_FIRST: Sequence[Look] = (_empty, _shrunk)
_OF_TEXTS: Sequence[Look] = (_unwritten, _short)
_OF_ALL: Sequence[Look] = (_same_titles, _unwritten, _undated, _short, _pictureless)
