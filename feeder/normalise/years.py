"""Settle the years that a page leaves out, all of the page together.

Three witnesses speak: the weekday, the upload of the picture, and the order of the page, which runs from new to old.
Whoever is contradicted costs something, and the cheapest reading of the whole page is taken: a shortest path through
the years that each day may have. The weekday alone beats the picture, and the picture alone beats a neighbour; but any
two witnesses beat the third, and so do the neighbours on both sides. For weekdays are now and then wrong, pictures are
used again, and pages are not quite in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from feeder.normalise.mentions import EARLIEST, Mention

_WEEKDAY = 1.2  # another weekday than the one written
_PICTURE = 1.1  # a year or more from the upload, less in proportion
_GAP = 0.4  # a year or more between neighbours, less in proportion
_DISORDER = 0.6  # much later than the item above
_PUBLISHED = 3.0  # a year or more from the stated publication, less in proportion
_AGE = 0.005  # per year: all else equal, the latest is meant

_MEMORY = 10  # years that a day without a year may lie back, or more on a page with older ones
_SOON = timedelta(days=14)
_TOLERANCE = 60  # days
_LISTED = 7
_YEAR = 365  # days
_PINNED = 3  # items on top of a list
_LEAST = 3  # items below them, which show how often there are new ones
_OFTEN = 4  # times as long as between two of them, and a list is not up to date


@dataclass(frozen=True, slots=True)
class Clue:
    """What an item of the page says of its day."""

    mention: Mention | None
    uploaded: date | None = None
    stated: date | None = None
    slack: int = 0  # days that it may have been earlier than stated: "3 tahun yang lalu"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One day that an item may mean, the day at which it stands on the page, and what speaks against it."""

    day: date | None
    place: date
    cost: float


def days(mention: Mention, today: date) -> Iterator[date]:
    """The days that a mention may mean up to `today`, latest first; none if it is yet to come."""
    return (day for day, _ in _years(mention, today, today.year - _MEMORY))


def settle(page: Sequence[Clue], today: date, *, listed: bool = False) -> list[date | None]:
    """The day of each item, in the page's order; None where it names none. Days that are `listed` stand in order; those
    of events need not."""
    oldest = _oldest(page, today)
    columns = [_readings(clue, today, oldest) for clue in page]
    dated = [column for column in columns if column]
    chosen = iter(_below_pinned(dated, today) if listed else _cheapest(dated, _TOLERANCE))
    return [next(chosen).day if column else None for column in columns]


def _years(mention: Mention, today: date, oldest: int) -> Iterator[tuple[date, bool]]:
    """The days it may mean, and whether the weekday agrees."""
    if mention.year is None and _coming(mention, today):
        return
    for year in (mention.year,) if mention.year else range(today.year + 1, oldest - 1, -1):
        if day := mention.day(year, today):
            yield day, mention.fits(year)


def _coming(mention: Mention, today: date) -> bool:
    """Whether the weekday is that of the day's next return: `Minggu (16/11)` on a Friday the 14th is a plan."""
    returns = [(min(found), year) for year in (today.year, today.year + 1) if (found := mention.days(year))]
    near = (year for day, year in returns if today < day <= today + _SOON)
    return mention.weekday is not None and any(mention.fits(year) for year in near)


def _oldest(page: Sequence[Clue], today: date) -> int:
    known = [day.year for clue in page for day in (clue.stated, clue.uploaded) if day]
    known += [clue.mention.year for clue in page if clue.mention and clue.mention.year]
    return max(EARLIEST, min([today.year - _MEMORY, *(year - 1 for year in known)]))


def _readings(clue: Clue, today: date, oldest: int) -> list[_Reading]:
    found = list(_years(clue.mention, today, oldest)) if clue.mention else []
    if not found and clue.stated:
        return [_Reading(None, clue.stated, 0)]
    return [_Reading(day, clue.stated or day, _cost(day, fits, clue, today)) for day, fits in found]


def _cost(day: date, fits: bool, clue: Clue, today: date) -> float:
    cost = _AGE * (today.year - day.year) + (0 if fits else _WEEKDAY)
    if clue.uploaded:
        cost += _PICTURE * _distance(day, clue.uploaded)
    if clue.stated:
        cost += _PUBLISHED * _distance(day, clue.stated, clue.slack)
    return cost


def _distance(event: date, report: date, slack: int = 0) -> float:
    """How far apart, at most 1. An event after its report is twice as far; the report may be some days earlier."""
    late = (report - event).days
    return min(1, (max(late - slack, 0) if late >= 0 else -2 * (late + 1)) / _YEAR)


def _below_pinned(columns: Sequence[Sequence[_Reading]], today: date) -> list[_Reading]:
    """The cheapest reading of a list, on top of which older items may be pinned: without them it comes up to the
    present, and below them it would begin a long time before them."""
    whole = _cheapest(columns, _LISTED)
    for pinned in range(1, min(_PINNED, len(columns) - _LEAST) + 1):
        rest = _cheapest(columns[pinned:], _LISTED)
        usual = _OFTEN * median(abs((above.place - below.place).days) for above, below in pairwise(rest))
        near = (today - rest[0].place).days <= max(_LISTED, usual)
        far = (whole[pinned - 1].place - whole[pinned].place).days > max(_LISTED, usual)
        if near and far:
            return [min(column, key=lambda reading: reading.cost) for column in columns[:pinned]] + rest
    return whole


def _cheapest(columns: Sequence[Sequence[_Reading]], tolerance: int) -> list[_Reading]:
    """One reading of each column, so that readings and steps between them cost least."""
    totals: list[float] = []
    origins: list[list[int]] = []
    for above, column in zip([(), *columns], columns, strict=False):
        steps = [_step(reading, above, totals, tolerance) for reading in column]
        totals = [total for total, _ in steps]
        origins.append([origin for _, origin in steps])
    chosen: list[_Reading] = []
    pick = totals.index(min(totals)) if totals else 0
    for column, origin in zip(reversed(columns), reversed(origins), strict=True):
        chosen.append(column[pick])
        pick = origin[pick]
    return chosen[::-1]


def _step(reading: _Reading, above: Sequence[_Reading], totals: Sequence[float], tolerance: int) -> tuple[float, int]:
    """The least cost of coming to a reading, and from where."""
    ways = [
        (total + _apart(former, reading, tolerance), index)
        for index, (former, total) in enumerate(zip(above, totals, strict=True))
    ]
    total, origin = min(ways, default=(0.0, 0))
    return total + reading.cost, origin


def _apart(above: _Reading, below: _Reading, tolerance: int) -> float:
    gap = (above.place - below.place).days
    return _GAP * min(1, abs(gap) / _YEAR) + (_DISORDER if gap < -tolerance else 0)
