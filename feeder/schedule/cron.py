"""When a crontab line comes next. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import count

from feeder.normalise.crontab import Cron


def following(cron: Cron, after: datetime, zone: tzinfo) -> datetime:
    """The first time later than `after` that the line names on the clocks of `zone`, in UTC.

    A time that the clocks skip in spring counts as if they had not been changed yet; one that they show twice in
    autumn counts once.
    """
    return next(each for each in _times(cron, after.astimezone(zone).date(), zone) if each > after)


def _times(cron: Cron, first: date, zone: tzinfo) -> Iterator[datetime]:
    hours, minutes = sorted(cron.hours), sorted(cron.minutes)
    for day in (first + timedelta(days=each) for each in count()):
        if _comes(cron, day):
            yield from (datetime.combine(day, time(h, m), zone).astimezone(UTC) for h in hours for m in minutes)


def _comes(cron: Cron, day: date) -> bool:
    weekday = day.isoweekday() % 7 in cron.weekdays
    number = day.day in cron.days
    return day.month in cron.months and ((weekday or number) if cron.either else (weekday and number))
