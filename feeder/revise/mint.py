"""The times that items are published under, minted once. Pure.

Readers sort by time, and most offices state only a day: so a day's items get seconds after midnight, in the page's
order (new to old), with room for those that come later, above, below and between.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import groupby

from feeder.model import Basis, Precision, When

_FIRST = timedelta(minutes=20)  # of a day's first item: older ones may still come
_STEP = timedelta(seconds=6)
_SECOND = timedelta(seconds=1)

#: The minted times of the source's items from the first moment to the last, oldest first.
Taken = Callable[[datetime, datetime], Sequence[datetime]]


def times(
    page: Sequence[tuple[When, datetime | None]], *, zone: tzinfo, taken: Taken, above: datetime | None = None
) -> list[datetime]:
    """A time for each item of a page, in its order; those that have one keep it.

    `above` is the time of the item that stands before the first, on the page before this one.
    """
    minted: list[datetime] = []
    place, anew = 0, _anew(page, above)
    for day, group in groupby(page, key=lambda entry: _day(entry, zone)):
        entries = list(group)
        if day is None:
            minted += [
                kept or _moment(when, number, above if number >= anew else None)
                for number, (when, kept) in enumerate(entries, start=place)
            ]
        else:
            minted += _spread(day, [kept for _, kept in entries], taken, minted[-1] if minted else above)
        place += len(entries)
    return minted


def _anew(page: Sequence[tuple[When, datetime | None]], above: datetime | None) -> int:
    """How many of the first items stand over one that is newer than `above`: some sites show their first page again
    behind the last one."""
    newer = (number for number, (_, kept) in enumerate(page) if above and kept and kept > above)
    return max(newer, default=0)


def _day(entry: tuple[When, datetime | None], zone: tzinfo) -> datetime | None:
    """Midnight of the day, for an item of which no more is known (an item that has its time counts by that)."""
    when, kept = entry
    if when.basis is Basis.FIRST_SEEN or when.precision is Precision.TIME:
        return None
    local = (kept or when.at).astimezone(zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _moment(when: When, place: int, above: datetime | None) -> datetime:
    """A stated time as it is. Items first seen together keep the page's order, a second apart; those of a later page
    are older than what stands on the one before."""
    if when.basis is not Basis.FIRST_SEEN:
        return when.at
    newest = min(when.at, above - _SECOND) if above else when.at
    return newest - place * _SECOND


def _spread(
    midnight: datetime, kept: Sequence[datetime | None], taken: Taken, above: datetime | None
) -> list[datetime]:
    """Times for the items of one day that have none, between their neighbours."""
    end = midnight + timedelta(days=1)
    others = [each for each in taken(midnight, end - _SECOND) if each not in kept]
    upper = above if above and midnight <= above < end else None
    minted: list[datetime] = []
    for known, run in groupby(kept, key=lambda each: each is not None):
        some = list(run)
        if known:
            minted += [each for each in some if each]
            upper = minted[-1]
            continue
        following = kept[len(minted) + len(some)] if len(minted) + len(some) < len(kept) else None
        lower = following or max((each for each in others if upper is None or each < upper), default=None)
        minted += _between(midnight, upper, lower, len(some))
        upper = minted[-1]
    return minted


def _between(midnight: datetime, upper: datetime | None, lower: datetime | None, count: int) -> list[datetime]:
    """`count` times from new to old, below `upper` and above `lower`, in whole seconds."""
    if upper is None:
        oldest = lower + _STEP if lower else midnight + _FIRST
        return [oldest + _STEP * place for place in range(count - 1, -1, -1)]
    floor = lower or max(midnight, upper - _STEP * (count + 1))
    step = (upper - floor) / (count + 1)
    return [_whole(upper - step * (place + 1)) for place in range(count)]


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
