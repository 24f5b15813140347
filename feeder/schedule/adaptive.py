"""`schedule: auto`: a source is asked often when it tends to publish, and seldom when it does not. Pure.

The last items say how many come in a week, and in which hours of a working day or of the weekend. The next look is when
a tenth of an item is to be expected since the last one: so about one look in ten finds something new, at any hour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cache

from feeder.model import Precision
from feeder.records import Came

ITEMS = 50  # how many of the newest items are looked at
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=12)

_EXPECTED = 0.1  # items at each look
_STEP = timedelta(minutes=15)
_UNKNOWN = 5  # items a week of a source that has none so far
_BELIEF = 20  # items' worth of belief that news come in office hours
_OFFICE = range(7, 18)
_AROUND = ((-1, 0.25), (0, 0.5), (1, 0.25))  # an item counts for the hours beside its own, too
_SOON = timedelta(hours=36)  # what is dated by the day and was seen so soon has come when it was seen
_LEAST_SPAN = timedelta(weeks=1)

_Hour = tuple[bool, int]  # on a weekend; hour of the day
_HOURS = [(weekend, hour) for weekend in (False, True) for hour in range(24)]


def moments(items: Sequence[Came], zone: tzinfo) -> list[datetime]:
    """When items came, as well as it is known: by the hour, or at noon of their day."""
    return [_moment(each, zone) for each in items]


def following(moments: Sequence[datetime], after: datetime, zone: tzinfo) -> datetime:
    """When to look next, in UTC; between 15 minutes and 12 hours later than `after`."""
    rates = _rates(moments, after, zone)
    at, expected = after.astimezone(UTC), 0.0
    while at - after < SHORTEST or (expected < _EXPECTED and at - after < LONGEST):
        expected += rates[_hour(at, zone)] * (_STEP / timedelta(hours=1))
        at += _STEP
    return at


def explain(moments: Sequence[datetime], now: datetime, zone: tzinfo) -> str:
    """One sentence: what is known of the rhythm, and what follows from it."""
    known = "no items yet"
    if moments:
        working = sum(not _hour(each, zone)[0] for each in moments)
        known = f"{len(moments)} items in {_span(moments, now).days} days, {working} of them on working days"
    monday = datetime.combine(
        now.astimezone(zone).date() - timedelta(days=now.astimezone(zone).weekday()), time(), zone
    )
    week, end = _looks(moments, monday, 5, zone), _looks(moments, monday + timedelta(days=5), 2, zone)
    return f"auto: {known}; asked {week} times on a working day and {end} times on a day of the weekend"


def _looks(moments: Sequence[datetime], start: datetime, days: int, zone: tzinfo) -> int:
    """Looks in a day, over some days from `start` on."""
    at, looks = start, 0
    while at - start < timedelta(days=days):
        at = following(moments, at, zone)
        looks += 1
    return round(looks / days)


def _moment(item: Came, zone: tzinfo) -> datetime:
    if item.precision is Precision.TIME:
        return item.published
    if timedelta(0) <= item.first_seen - item.published < _SOON:
        return item.first_seen
    return item.published.astimezone(zone).replace(hour=12)


def _rates(moments: Sequence[datetime], now: datetime, zone: tzinfo) -> Mapping[_Hour, float]:
    """Items to expect in each hour of a working day and of a day of the weekend."""
    weight = {each: _BELIEF * belief for each, belief in _beliefs().items()}
    for weekend, hour in (_hour(each, zone) for each in moments):
        for beside, share in _AROUND:
            weight[weekend, (hour + beside) % 24] += share
    weekly = (len(moments) or _UNKNOWN) / (_span(moments, now) / timedelta(weeks=1))
    return {each: weekly * weight[each] / (_BELIEF + len(moments)) / _days(each) for each in _HOURS}


@cache
def _beliefs() -> dict[_Hour, float]:
    """What share of a week's items each hour has, as long as nothing is known: office hours, and little beside."""
    shares = {each: _days(each) * (1.0 if not each[0] and each[1] in _OFFICE else 0.05) for each in _HOURS}
    return {each: share / sum(shares.values()) for each, share in shares.items()}


def _days(hour: _Hour) -> int:
    return 2 if hour[0] else 5


def _hour(at: datetime, zone: tzinfo) -> _Hour:
    local = at.astimezone(zone)
    return local.weekday() >= 5, local.hour


def _span(moments: Sequence[datetime], now: datetime) -> timedelta:
    """How long the items took to come; a source that has fallen silent gets slower."""
    return max(now - min(moments, default=now), _LEAST_SPAN)
