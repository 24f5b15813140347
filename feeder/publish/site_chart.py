"""Items per month as columns. Widths are shares of whatever room there is, so that the letters keep their size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MONTHS = 12
HEIGHT = 120  # of the highest column, in pixels


@dataclass(frozen=True, slots=True)
class Column:
    month: date
    count: int
    left: float  # per cent of the width
    width: float
    height: float  # pixels

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def columns(months: Sequence[tuple[date, int]]) -> list[Column]:
    """The last twelve months up to the newest that has items, oldest first, none before the first that has any. A
    month without items counts zero."""
    if not months:
        return []
    counts = {_number(month): count for month, count in months}
    last = max(counts)
    shown = range(max(min(counts), last - MONTHS + 1), last + 1)
    highest = max(1, *(counts.get(number, 0) for number in shown))
    slot = 100 / MONTHS
    return [
        Column(
            month=date(number // 12, number % 12 + 1, 1),
            count=count,
            left=round(place * slot + slot / 8, 2),
            width=round(slot * 3 / 4, 2),
            height=round(HEIGHT * count / highest, 1),
        )
        for place, number in enumerate(shown)
        for count in (counts.get(number, 0),)
    ]


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1
