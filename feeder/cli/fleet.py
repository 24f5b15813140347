"""How the workers are doing, in words and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from feeder.cli.words import files
from feeder.processes.fleet import Fleet
from feeder.processes.leasing import WORKER
from feeder.records import Lease


def lines(fleet: Fleet, now: datetime) -> Iterator[str]:
    """For people."""
    alive = ", ".join(f"{_name(each)} (seen {_seconds(now - each.renewed)} ago)" for each in fleet.alive)
    yield f"workers: {alive or 'none is at work; start one with: feeder worker'}"
    for each in fleet.gone:
        yield f"  gone without a word: {_name(each)}, last seen {each.renewed.astimezone():%Y-%m-%d %H:%M:%S}"
    waits = ", ".join(f"{count} to {queue}" for queue, count in fleet.queued.items())
    yield f"queue: {waits}, the oldest for {_seconds(fleet.oldest)}" if fleet.oldest else "queue: empty"
    for lease in fleet.held:
        yield f"  {lease.name} is held by {_owner(lease)} for {_seconds(now - lease.since)}"
    if fleet.overdue:
        yield f"overdue: {files(fleet.overdue, 10)}"


def plain(fleet: Fleet) -> dict[str, Any]:
    """The same for programs."""
    return {
        "workers": [_worker(each, True) for each in fleet.alive] + [_worker(each, False) for each in fleet.gone],
        "queue": fleet.queued,
        "oldest_job_seconds": fleet.oldest.total_seconds() if fleet.oldest else None,
        "leases": [{"name": each.name, "owner": _owner(each), "since": each.since} for each in fleet.held],
        "overdue": list(fleet.overdue),
    }


def _worker(lease: Lease, alive: bool) -> dict[str, Any]:
    return {"name": _name(lease), "alive": alive, "since": lease.since, "last_seen": lease.renewed}


def _name(lease: Lease) -> str:
    return lease.name.removeprefix(WORKER)


def _owner(lease: Lease) -> str:
    return lease.owner.partition(" ")[0]


def _seconds(span: timedelta) -> str:
    return f"{span.total_seconds():.0f} s"
