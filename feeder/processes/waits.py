"""What a process of feeder waits for, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from feeder.records import Lease


def sentence(name: str, leases: Iterable[Lease], zone: tzinfo) -> str:
    """Who has the lease of this name, and when it is free at the latest; "" if nobody has it any more."""
    lease = next((each for each in leases if each.name == name), None)
    if not lease:
        return ""
    what = name.partition(":")[2] or "the output"
    who, until = lease.owner.partition(" ")[0], lease.until.astimezone(zone)
    return (
        f"{what}: another process of feeder ({who}) is at work on it; waiting until it is done, or until "
        f"{until:%H:%M:%S %Z} if it was killed"
    )
