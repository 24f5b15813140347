"""The order in which items stand: a listing runs from new to old, what is popular or related does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from feeder.extract.finder import finder
from feeder.extract.listing import days
from feeder.normalise import addresses, dates

if TYPE_CHECKING:
    from feeder.extract.listing.groups import Group, Segment

_ALL = "descendant-or-self::text()"
_BESIDE_LINKS = "descendant-or-self::*[not(ancestor-or-self::a)]/text()"
_NUMBER = re.compile(r"\d+")
LEAST = 3  # items that have an order
_MANY = 5  # items that are in no order by no chance
_MOSTLY = 0.8  # of the neighbours: a few items are dated back
_HARDLY = 0.7
_SAMPLE = 12  # items
_HEAD = 90  # characters at both ends of what is said of an item


@dataclass(frozen=True, slots=True)
class Order:
    """What tells new items of a page from old ones: when they are said to be from, and the numbers in their addresses,
    which sites count up."""

    addresses: Mapping[str, str]  # of the items, by their keys
    seen: datetime
    zone: tzinfo

    def falls(self, groups: Iterable[Group], least: int = LEAST) -> bool:
        """Whether items, `least` or more, run from new to old."""
        segments = _sample(groups)
        told = (read(segments) for read in (self._days, self._numbers))
        return any(len(each) >= least and _share(each) >= _MOSTLY for each in told)

    def strays(self, groups: Iterable[Group]) -> bool:
        """Whether items are dated, and in no order."""
        segments = _sample(groups)
        told = self._days(segments)
        return len(told) >= _MANY and _share(told) <= _HARDLY and _share(self._numbers(segments)) < _MOSTLY

    def counts(self, group: Group) -> bool:
        """Whether there are numbers in the addresses of the items."""
        return len(self._numbers(_sample([group]))) >= LEAST

    def go_on(self, groups: Iterable[Group], further: Iterable[Group]) -> bool:
        """Whether the numbers in the addresses fall from each item to the next, and on through further ones."""
        above, below = ([each for group in some for each in group.segments] for some in (groups, further))
        known = [addresses.article(self.addresses[each.key]) for each in (*above, *below)]
        ids = [each.number for each in known if each]
        told = ids if len(ids) == len(known) else self._numbers([*above, *below])
        return len(told) == len(known) and all(one > other for one, other in pairwise(told))

    def _days(self, segments: Iterable[Segment]) -> list[Any]:
        return [day for segment in segments if (day := self._day(segment))]

    def _day(self, segment: Segment) -> datetime | None:
        found = date_beside(segment)
        when = dates.written(found, seen=self.seen, zone=self.zone) if found else None
        return when.at if when else None

    def _numbers(self, segments: Iterable[Segment]) -> list[Any]:
        """The numbers in the addresses of the items, of those that have as many as most."""
        canonical = (addresses.canonical(self.addresses[each.key]) for each in segments)
        found = [tuple(int(number[:9]) for number in _NUMBER.findall(each)) for each in canonical]
        usual = Counter(map(len, found)).most_common(1)[0][0] if found else 0
        told = [each for each in found if usual and len(each) == usual]
        return told if len(told) >= _MOSTLY * len(found) else []


def date_beside(segment: Segment) -> str:
    """The words of the date that is written beside the links of an item; or in its only link, beside the title."""
    texts = _texts(segment, _BESIDE_LINKS) or sorted(_texts(segment, _ALL), key=len)[:-1]
    said = " ".join(texts)
    return days.dated(said if len(said) <= 2 * _HEAD else f"{said[:_HEAD]} {said[-_HEAD:]}")


def _texts(segment: Segment, path: str) -> list[str]:
    texts = (text for piece in segment.pieces for text in ((piece,) if isinstance(piece, str) else finder(path)(piece)))
    return [" ".join(text.split()) for text in texts if not text.isspace()]


def _sample(groups: Iterable[Group]) -> list[Segment]:
    return [segment for group in groups for segment in group.segments][:_SAMPLE]


def _share(told: Sequence[Any]) -> float:
    """How many of the neighbours fall; none where nothing does."""
    pairs = list(pairwise(told))
    if all(one == other for one, other in pairs):
        return 0.0
    return sum(bool(one >= other) for one, other in pairs) / len(pairs)
