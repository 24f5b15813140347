"""What the processes that share a store settle by it: what others are told, what hosts are asked, and who does what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from feeder.records import Asked, Backlog, HostState, Lease, Message


class Outbox(Protocol):
    """What others are to be told, until they were; shared by all processes, and kept when they die."""

    def changed(self, hub: str, feeds: Mapping[str, str], written: Collection[str], now: datetime) -> None:
        """Put in those of the feeds (a digest for each path) that say something else than when they were last put in;
        of those that never were, the ones that were `written` just now."""
        ...

    def news(self) -> Sequence[str]:
        """The ids of new items that were not put in yet, oldest first."""
        ...

    def put(self, news: Mapping[str, Collection[str]], now: datetime) -> None:
        """Put in these items for these targets, each at most once. They are no news any more."""
        ...

    def claim(self, targets: Collection[str], now: datetime) -> Message | None:
        """Take the oldest message for one of the targets whose time has come; nobody else gets it."""
        ...

    def done(self, message: Message) -> None:
        """It arrived, or nobody needs it."""
        ...

    def later(self, message: Message, trouble: str, due: datetime) -> None:
        """Nobody took it. It, and all else for the target, is not sent before."""
        ...

    def lose(self, message: Message, trouble: str) -> None:
        """It is not sent again; that stays to be seen for some days."""
        ...

    def recover(self, twice: Collection[str], now: datetime) -> None:
        """Of what dead processes had in hand, what may be sent `twice` (by target) is free again, the rest is lost; so
        is what was in vain for days."""
        ...

    def backlog(self) -> Sequence[Backlog]: ...


class Hosts(Protocol):
    """What hosts were asked, shared by all processes: one request at a time to a host, with its delay."""

    def claim(self, host: str, owner: str, now: datetime, until: datetime) -> HostState | None:
        """Take the host's lease, which ends by itself at `until`; None while somebody else holds it."""
        ...

    def release(self, owner: str, state: HostState, asked: Sequence[Asked]) -> None:
        """Write what was learned and the ledger, and give the lease back if `owner` still holds it."""
        ...

    def asked(self, since: datetime) -> int:
        """How many requests the ledger holds since then."""
        ...


class Leases(Protocol):
    """Who does what at the moment, for all processes that share the store. All methods raise StoreError."""

    def claim(self, name: str, owner: str, now: datetime, until: datetime) -> bool:
        """Take a name, or renew it as its owner, until it ends by itself. False while somebody else holds it."""
        ...

    def release(self, name: str, owner: str) -> None:
        """Give a name back, if `owner` still holds it."""
        ...

    def all(self) -> Sequence[Lease]:
        """Those that were not given back; some may have ended."""
        ...

    def forget(self, before: datetime) -> None:
        """Leave out those that ended before."""
        ...
