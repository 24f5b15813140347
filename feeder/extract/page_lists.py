"""The lists of links on a page of any site, and how much each looks like the page's own list of articles.

Links to the items of a list have addresses of one pattern, or stand in rows that are made alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from feeder.extract import listing, markup, page_patterns, page_rows
from feeder.extract.listing import Listing, alike, days, words
from feeder.extract.listing import anchors as listing_anchors
from feeder.extract.listing import pages as listing_pages
from feeder.extract.listing import places as listing_places
from feeder.extract.listing.anchors import Anchor
from feeder.extract.markup import inner_text
from feeder.model import Dropped
from feeder.normalise import addresses
from feeder.normalise.text import count

if TYPE_CHECKING:
    from lxml.html import HtmlElement

CLEAR = 7.0  # score of a list that is no chance
_ALONE = 5.0  # score of a list of rows, or of files, where no addresses of pages are alike
_TRIED = 8  # patterns that are looked at closely
_ROWS = 6  # and sets of rows
_WORDS = 2.5  # of a title; entries of menus have fewer
_LEAST = 4.0  # score of a list that is believed
_BETTER = 0.5  # of score: so much likelier is a list of rows than one of addresses that it does not hold
_LESS = 2.0  # of score: so much may be lost by items of other kinds that make a list whole
_FEW_UNDATED = 5  # one of so many items may be a stray link
_NUMBER = re.compile(r"\d+")
_POST = re.compile(r"(?:/p/|[?&]p=)\d+/?$")
_SPAN = 100  # items on a page, in "21-40"
_NO_TIME = datetime(2100, 1, 1, tzinfo=UTC)  # a survey asks whether there are dates, not which

_Read: TypeAlias = Callable[..., Listing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A list that was found on a page."""

    pattern: str  # of its items' addresses; "" where they only stand in rows alike
    count: int
    titles: tuple[str, ...]  # of the first items
    score: float  # how much it looks like the page's own list of articles


Found: TypeAlias = tuple[Candidate, Listing]


def survey(tree: HtmlElement, url: str) -> tuple[Candidate, ...]:
    """The lists of links on a page that may be lists of articles, the likeliest first."""
    return tuple(candidate for candidate, _ in ranked(tree, url, _NO_TIME, UTC))


def ranked(
    tree: HtmlElement, url: str, seen: datetime, zone: tzinfo, category: str = "", least: int = 2
) -> list[Found]:
    """The lists of `least` or more items, the likeliest first; the other arguments are as for `listing.read`."""
    anchors = _leading(tree, url)
    known = _titles(anchors)
    read = partial(listing.read, tree, url, seen=seen, zone=zone, category=category)
    found = [each for each in _tried(known, page_patterns.patterns(known, least), read, url) if each[0].count >= least]
    if not found and least > 1:  # lists of decrees and the like lead to files, and not to pages about them
        filed = _tried(known, page_patterns.patterns(known, least, files=True), read, url)
        found = [each for each in filed if each[0].count >= least and each[0].score >= _ALONE]
    found = _by_weight(found)
    if least > 1:
        found = [each for each in found if each[0].count >= alike.FEW or each[0].score >= CLEAR or _is_dated(each)]
        found = _with_rows(found, [each for each in anchors if each.url in known], known, read, url)
    best: dict[str, Found] = {}
    for candidate, told in _without_strays(found, anchors, read) if least > 1 else found:
        best.setdefault(told.drafts[0].url, (candidate, told))
    return list(best.values())


def titles(tree: HtmlElement, url: str) -> dict[str, str]:
    """The addresses that the page leads to, with the longest that stands on a link to each; not those of other pages
    of the list, on which there is a number or "Berikutnya"."""
    return _titles(_leading(tree, url))


def _leading(tree: HtmlElement, url: str) -> list[Anchor]:
    """What leads away from the page: neither to other pages of its list, nor to a page that it is below."""
    here, own = listing_places.place(url).name, addresses.canonical(url)
    found = [each for each in listing_anchors.anchors(tree, markup.base(tree, url), url) if each.element.tag != "link"]
    posts = _posts(found, here)
    away = (each for each in found if each.url in posts or listing_places.place(each.url).name != here)
    return [each for each in away if not page_patterns.is_above(addresses.canonical(each.url), own)]


def _posts(found: Iterable[Anchor], here: str) -> set[str]:
    """The addresses of posts (`/?p=109`, `/p/109`) that read like those of pages of the list (`here`), where several
    have titles on their links."""
    titles: dict[str, str] = {}
    for anchor in found:
        if _POST.search(anchor.url) and listing_places.place(anchor.url).name == here:
            titles[anchor.url] = max(titles.get(anchor.url, ""), _words(anchor.element), key=len)
    told = {url: title for url, title in titles.items() if not (words.is_paging(title) or words.is_next(title))}
    return set(told) if sum(count(title) > _WORDS for title in told.values()) > 1 else set()


def _titles(anchors: Iterable[Anchor]) -> dict[str, str]:
    found: dict[str, str] = {}
    for anchor in anchors:
        found[anchor.url] = max(found.get(anchor.url, ""), _words(anchor.element), key=len)
    onwards = sum(map(words.is_next, found.values()))
    return {each: title for each, title in found.items() if not _turns(each, title, onwards)}


def _turns(url: str, title: str, onwards: int) -> bool:
    """Whether it leads to another page of the list; "13/11/2025" is the date of an item, "24-3166" its number, and
    "Weiter" the word on its link where it stands on many (`onwards`)."""
    if words.is_next(title):
        return onwards <= listing_pages.FURTHER
    numbers = [int(each[:9]) for each in _NUMBER.findall(title)]
    is_code = len(numbers) == 2 and numbers[1] - numbers[0] > _SPAN
    return words.is_paging(title) and not (days.is_dated(title) or is_code or page_patterns.is_document(url))


def _words(element: HtmlElement) -> str:
    """What the link says, or its picture, or its title: the longest."""
    names = [element.get("title", ""), *(image.get("alt", "") for image in element.iter("img"))]
    longest: str = max([inner_text(element), *names], key=len)
    return longest


def _tried(known: Mapping[str, str], shared: Mapping[str, set[str]], read: _Read, url: str) -> Iterator[Found]:
    """The listings that the most promising patterns make, if they are believed."""
    for pattern in _promising(known, shared)[:_TRIED]:
        told = read(is_item=partial(_is_item, pattern, known))
        yield from _believed(told, url, pattern)


def _is_item(pattern: str, known: Mapping[str, str], url: str) -> bool:
    return url in known and page_patterns.matches(pattern, url)


def _promising(known: Mapping[str, str], shared: Mapping[str, Iterable[str]]) -> list[str]:
    """Sets of addresses, those with most words on their links, or in the addresses themselves, first."""
    words = {each: min(max(count(title), page_patterns.words(each)), 12) for each, title in known.items()}
    weights = {name: sum(words[each] for each in addresses) for name, addresses in shared.items()}
    return sorted(weights, key=lambda name: -weights[name])


def _believed(told: Listing, url: str, pattern: str = "") -> Iterator[Found]:
    titles = tuple(draft.title for draft in told.drafts)
    score = _score(told, titles, url) - 0.5 * pattern.count("<name>") if titles else 0.0
    if score >= _LEAST:
        yield Candidate(pattern=pattern, count=len(titles), titles=titles[:3], score=round(score, 1)), told


def _score(found: Listing, titles: Sequence[str], url: str) -> float:
    long = sum(map(count, titles)) / len(titles)
    told = any(each.stated or each.excerpt or each.html or each.image for each in found.drafts)
    places = [addresses.canonical(each.url) for each in found.drafts]
    host, own = addresses.host(url), f"{addresses.canonical(url)}/"
    return (
        found.certainty
        + min(long, 8.0) / 2
        - (2.0 if told else 6.0) * (long < _WORDS)
        - 4.0 * _most(map(page_patterns.is_list, places), len(places))
        - 2.0 * _most((each.partition("/")[0] != host for each in places), len(places))
        + 1.0 * all(each.startswith(own) for each in places)
        - 6.0 * (2 * sum(each for each in Counter(titles).values() if each >= alike.FEW) >= len(titles))  # buttons
    )


def _most(those: Iterable[bool], of: int) -> bool:
    return 2 * sum(those) > of


def _with_rows(
    found: list[Found], anchors: Sequence[Anchor], known: Mapping[str, str], read: _Read, url: str
) -> list[Found]:
    """The lists by address, the likeliest first, together with those by rows: one that holds all items of the
    likeliest, and more, is that list made whole."""
    best = found[0] if found else None
    sets = page_rows.sets(anchors, _urls(best) if best else frozenset())
    if best:
        sets = {urls: near for urls, near in sets.items() if not urls <= _urls(best)}
    names = {" ".join(sorted(urls)): urls for urls in sets}
    made = [
        (each, sets[names[name]])
        for name in _promising(known, names)[:_ROWS]
        for each in _believed(read(is_item=names[name].__contains__), url)
    ]
    others = [(each, False) for each in found[1:]]
    whole = [each for each, near in (*made, *others) if best and _completes(each, best, near=near)]
    likely = [each for each, _ in made if _outdoes(each, best)]
    return [*_by_weight(whole), *_by_weight(likely), *found]


def _completes(found: Found, best: Found, *, near: bool) -> bool:
    """Whether a list is the likeliest one made whole: the rest stands in one element with its items (`near`), or its
    items are only a few, or all run from new to old."""
    holds = _urls(best) < _urls(found) and _weight(found) > _weight(best) - _LESS
    return holds and (near or _is_few(best) or _falls(found[1]))


def _outdoes(found: Found, best: Found | None) -> bool:
    """Whether a list of rows is likelier than the likeliest by address."""
    if found[0].count < alike.FEW or best is None:
        return found[0].count >= alike.FEW and _weight(found) > _ALONE
    if found[0].count <= best[0].count or _weight(found) < _ALONE:
        return False
    if _is_few(best):
        return _weight(found) > _weight(best)
    return _weight(found) > _weight(best) + _BETTER and not _urls(best) < _urls(found)


def _is_few(found: Found) -> bool:
    return found[0].count < alike.FEW


def _falls(found: Listing) -> bool:
    """Whether the items run from new to old, from one element to the next."""
    told = [each.stated.at for each in found.drafts if each.stated]
    falling = sum(one >= other for one, other in pairwise(told))
    return len(told) == len(found.drafts) and told[0] > told[-1] and 10 * falling >= 9 * (len(told) - 1)


def _is_dated(found: Found) -> bool:
    return _most((each.stated is not None for each in found[1].drafts), found[0].count)


def _without_strays(found: list[Found], anchors: Sequence[Anchor], read: _Read) -> list[Found]:
    """The lists, the likeliest without the few items that have no day, and stand in no row like those that have one."""
    drafts = found[0][1].drafts if found else ()
    undated = {each.url for each in drafts if each.stated is None}
    strays = undated - page_rows.beside(anchors, frozenset(each.url for each in drafts) - undated)
    if not strays or len(undated) * _FEW_UNDATED > len(drafts):
        return found
    kept = frozenset(each.url for each in drafts) - strays
    told = read(is_item=kept.__contains__)
    if kept != {each.url for each in told.drafts}:
        return found
    left = tuple(Dropped(page_rows.UNDATED, url) for url in sorted(strays))
    return [(found[0][0], replace(told, dropped=(*told.dropped, *left))), *found[1:]]


def _by_weight(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda each: -_weight(each))


def _weight(found: Found) -> float:
    """How likely a list is beside others: news have days, and a few links may be anything."""
    return found[0].score + 1.0 * _is_dated(found) - 1.0 * (1 < found[0].count < alike.FEW)


def _urls(found: Found) -> frozenset[str]:
    return frozenset(each.url for each in found[1].drafts)
