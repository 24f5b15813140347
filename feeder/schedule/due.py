"""When a source is asked next. Pure: the same arguments, the same time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from hashlib import blake2b
from typing import Final, Literal

from feeder.normalise.crontab import Cron
from feeder.schedule import adaptive, cron

Schedule = Cron | timedelta | Literal["auto"] | None

DEFAULT: Final = timedelta(minutes=30)  # of a source that has no schedule

_LONGEST = timedelta(days=1)  # between two looks at a source that fails
_PARTLY = 4  # times the interval, where only some articles fail: the listing may have news
_SPREAD = timedelta(minutes=1)  # over which sources of the same schedule are asked, a tenth of the interval at most


def next_due(
    schedule: Schedule,
    source: str,
    after: datetime,
    zone: tzinfo,
    *,
    failures: int = 0,
    partly: bool = False,
    until: datetime | None = None,
    moments: Sequence[datetime] = (),
) -> datetime:
    """The time to look at a source that was looked at at `after`. Crontab lines are read on the clocks of `zone`.

    One failure may be chance; with each further one in a row the interval doubles, up to a day. `partly` means that the
    listing was read, and only articles failed. Never before `until`, which is what a host asked for. `moments` are when
    the last items came.
    """
    shift = _fraction(source)
    due = _regular(schedule, after, zone, moments, shift)
    if failures > 1:
        interval = _regular(schedule, due, zone, moments, shift) - due
        most = min(interval * _PARTLY, _LONGEST) if partly else _LONGEST
        due = max(due, after + min(interval * 2 ** min(failures - 1, 16), most))
    return max(due, until) if until else due


def _regular(schedule: Schedule, after: datetime, zone: tzinfo, moments: Sequence[datetime], shift: float) -> datetime:
    """The time in good days. `shift`, between 0 and 1, is the source's place among those of the same schedule."""
    if schedule == "auto":
        return adaptive.following(moments, after, zone) + shift * _SPREAD
    if isinstance(schedule, Cron):
        first = cron.following(schedule, after, zone)
        late = shift * min(_SPREAD, (cron.following(schedule, first, zone) - first) / 10)
        return cron.following(schedule, after - late, zone) + late
    every = schedule or DEFAULT
    return after + every + shift * min(_SPREAD, every / 10)


def _fraction(source: str) -> float:
    return int.from_bytes(blake2b(source.encode(), digest_size=4).digest()) / 2**32
