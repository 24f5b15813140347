"""Which known item an entry is whose address changed with its title, text or day. Pure.

Many sites make the address of an article out of its title. It is the same one

* where both addresses have the same number at the same place, nothing but one other part of them differs, the page and
  what stood on it tell that each of the site's articles has a number of its own there, and both say much the same;
* where only the title is another one: text and day are the same. An office says the same of several events, so the
  titles must be alike, too, or the text long.

In both cases the known item has left the list, of which the page shows what was below it. It is the only one of its
kind, for that entry alone: two items are a smaller fault than an article that another one takes the place of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feeder.model import Item
from feeder.normalise import address_numbers, identity
from feeder.normalise.text import fold
from feeder.records import Known
from feeder.revise import alike
from feeder.revise.alike import Said
from feeder.revise.digests import NOTHING, digest, fields

_FEW = 3  # known ones on a page, and other numbers, that prove nothing
_SHORT, _LONG = 100, 500  # characters: what is said of all events of a kind, and of no two
_DAY = timedelta(days=1)

#: The items of the source that are later than a time, and not withdrawn.
Later = Callable[[datetime], Sequence[Known]]


@dataclass(frozen=True, slots=True)
class _List:
    """A page of a listing, what has left it, and the times of the two lowest on it that are known: one old item may
    stand on top."""

    entries: Sequence[Item | Known]
    found: Sequence[Known | None]
    left: Sequence[Known]
    lowest: datetime
    below: datetime
    texts: Mapping[str, int]  # how often each is on it, by its mark

    def strangers(self) -> list[Item]:
        pairs = zip(self.entries, self.found, strict=True)
        return [each for each, known in pairs if isinstance(each, Item) and each.url and not (known or each.copied)]


def join(
    entries: Sequence[Item | Known], found: Sequence[Known | None], later: Later, said: Said, seen: datetime
) -> list[Known | None]:
    """For each entry of a page the known item that it is: what was `found`, and more. `seen` is when the page was had:
    an old copy has nothing to say of what was asked since."""
    known = [each for each in found if each]
    if len(known) < _FEW or len(known) == len(entries):
        return list(found)
    taken = {each.number for each in known}
    lowest, below = sorted(each.published for each in known)[:2]
    left = [each for each in later(lowest - _DAY) if each.number not in taken and each.checked <= seen]
    page = _List(entries, found, left, lowest, below, _texts(entries, found) if left else {})
    wanted = {each.keys[0]: _numbered(each, page, said) or _retitled(each, page) for each in page.strangers() if left}
    sure = _sure(wanted)
    return [known or sure.get(each.keys[0]) for each, known in zip(entries, found, strict=True)]


def _sure(wanted: Mapping[str, Sequence[Known]]) -> dict[str, Known]:
    """Those that may be one item alone, which no other one may be."""
    times = Counter(each.number for some in wanted.values() for each in some)
    return {key: some[0] for key, some in wanted.items() if len(some) == 1 and times[some[0].number] == 1}


def _numbered(item: Item, page: _List, said: Said) -> list[Known]:
    """Those that have its number, and say much the same."""
    return [
        each
        for each in page.left
        if (each.published >= page.lowest or alike.is_of_day(item, each))
        and any(
            _tells(place, number, item, each, page)
            for place, number in address_numbers.shared(item.url, each.url).items()
        )
        and alike.is_edit(item, each, said)
    ]


def _tells(place: address_numbers.Place, number: str, item: Item, known: Known, page: _List) -> bool:
    """Whether the site tells its articles apart by the number at this place, and not their titles."""
    if {number} & set(fold(f"{item.title} {known.title}").split()):
        return False
    others = [address_numbers.number(each.url, place) for each in page.entries if each is not item]
    listed = [each for each in others if each]
    left = [address_numbers.number(each.url, place) for each in page.left if each is not known]
    return len(set(listed)) == len(listed) >= _FEW and number not in (*listed, *left)


def _retitled(item: Item, page: _List) -> list[Known]:
    """Those that say the same of the same day under another title; none where others on the page say it, too."""
    text, files = _marks(digest(item))
    if text == NOTHING or page.texts[text] > 1 or len(item.text) < _SHORT:
        return []
    return [
        each
        for each in page.left
        if _marks(each.digest) == (text, files)
        and each.published > page.below
        and alike.is_of_day(item, each)
        and (len(item.text) >= _LONG or alike.titles(item.title, each.title))
        and not (identity.is_numbered(item.keys) and identity.is_numbered(each.keys))
    ]


def _texts(entries: Sequence[Item | Known], found: Sequence[Known | None]) -> Counter[str]:
    """How many entries say or said each text, by its mark."""
    said = [each.digest if isinstance(each, Known) else digest(each) for each in entries]
    before = [each.digest if each else own for own, each in zip(said, found, strict=True)]
    return Counter(mark for pair in zip(said, before, strict=True) for mark in {_marks(each)[0] for each in pair})


def _marks(said: str) -> tuple[str, str]:
    """The marks of the text and the files."""
    marks = fields(said)
    return marks["text"], marks["attachments"]
