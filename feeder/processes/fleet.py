"""What can be said of all workers together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feeder.processes.leasing import WORKER
from feeder.records import Lease

LATE = timedelta(minutes=5)  # after its time, from which a source counts as overdue
_TICKS = ("tick", "rest:")  # names that nobody works under


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Who is at work, on what, and what waits."""

    alive: tuple[Lease, ...]  # workers, with when they began and were last seen
    gone: tuple[Lease, ...]  # those that ended without a word, in the last day
    held: tuple[Lease, ...]  # what somebody does at the moment
    queued: dict[str, int]  # jobs that nobody has begun, by queue
    oldest: timedelta | None  # so long the first of them has waited
    overdue: tuple[str, ...]  # sources whose time came five minutes ago or more


def fleet(
    leases: Iterable[Lease], queued: dict[str, int], oldest: timedelta | None, overdue: Sequence[str], now: datetime
) -> Fleet:
    """What the leases say at this time, beside what waits."""
    leases = list(leases)
    workers = [each for each in leases if each.name.startswith(WORKER)]
    held = [each for each in leases if each.until > now and not each.name.startswith((WORKER, *_TICKS))]
    return Fleet(
        alive=tuple(each for each in workers if each.until > now),
        gone=tuple(each for each in workers if each.until <= now),
        held=tuple(held),
        queued=queued,
        oldest=oldest,
        overdue=tuple(overdue),
    )
