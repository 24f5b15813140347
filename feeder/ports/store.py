"""The store, as those see it who ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from feeder.model import StoredItem, Topic, Validators
from feeder.ports.shared import Outbox
from feeder.ports.transaction import Transaction
from feeder.records import Absence, Asked, Came, Known, Output, SourceState, Traffic, Waiting

if TYPE_CHECKING:
    from pathlib import Path

#: The feeds beside those of its sources that an item belongs to, by id, each with its label if it is that of a topic,
#: "" if not. Pure.
Select = Callable[[StoredItem], Mapping[str, str]]


class Store(Protocol):
    """Everything that outlives a process. All times are aware; all methods raise StoreError."""

    @property
    def outbox(self) -> Outbox: ...

    def begin(self, scope: str) -> AbstractContextManager[Transaction]:
        """One transaction, committed at the end of the block and rolled back on any exception. Two with the same scope
        never overlap, in any process."""
        ...

    def now(self) -> datetime:
        """The time; the same for all machines that share a store."""
        ...

    # a source, its addresses and its requests

    def state(self, source: str) -> SourceState: ...

    def states(self, sources: Sequence[str]) -> Mapping[str, SourceState]:
        """The same of many."""
        ...

    def due(self, now: datetime, sources: Iterable[str]) -> list[str]:
        """Those of the sources whose time has come, the one that has waited longest first."""
        ...

    def times(self, source: str, limit: int) -> Sequence[datetime]:
        """When the newest items of a source were published that are not withdrawn; newest first."""
        ...

    def came(self, source: str, limit: int) -> Sequence[Came]:
        """How the same items came."""
        ...

    def last_news(self, sources: Sequence[str]) -> Mapping[str, datetime]:
        """The time of each source's newest item that is not withdrawn, where there is one."""
        ...

    def validators(self, source: str, url: str) -> Validators:
        """What the source had of this address in full."""
        ...

    def waiting(self, source: str) -> Waiting | None:
        """The page of this source that is not believed."""
        ...

    def ledger(self, since: datetime, host: str | None = None, limit: int = 100) -> list[Asked]:
        """The last requests since then, newest first; of one host if it is named."""
        ...

    def traffic(self, since: datetime) -> list[Traffic]:
        """The requests since then, added up."""
        ...

    def note(self, asked: Asked) -> None:
        """Put a line into the ledger that is of no source, and counts for no budget."""
        ...

    # items

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]: ...

    def missing(self, source: str, since: datetime, before: datetime) -> list[Absence]:
        """Items published after `since` that the listing has not shown since `before`, newest first; without those
        whose pages were asked already because of it."""
        ...

    def absent(self, source: str, unseen: datetime | None = None) -> list[Absence]:
        """Items that were found gone, or were not asked yet: those first, then the one that was asked longest ago. If
        `unseen` is given, without those that the listing has shown since."""
        ...

    def overdue(self, source: str, now: datetime, ages: Sequence[timedelta], limit: int) -> list[Known]:
        """Items whose home the source is, and whose pages were not asked since they were as old as one of the ages; the
        oldest of them first. None that was old already when it was first seen, is withdrawn, or has no address."""
        ...

    def latest(self, source: str) -> datetime | None:
        """The time of the newest item that stands, or stood, on the source's listing."""
        ...

    def number(self, ref: str) -> int | None:
        """The number of the item with this id, address or identity key; its own number, too."""
        ...

    def find(self, ref: str) -> StoredItem | None:
        """The item with this id, address, identity key or number, with its revisions."""
        ...

    def items(self, numbers: Sequence[int]) -> Iterator[StoredItem]:
        """These items, by number, in this order, with their revisions; in bounded memory."""
        ...

    def newest(self, sources: Sequence[str], limit: int) -> list[StoredItem]:
        """The newest items (of all sources if none is named), newest first, ties by id; none that is withdrawn."""
        ...

    def edited(self, limit: int) -> list[StoredItem]:
        """The items that were edited last, with their revisions, the newest edit first."""
        ...

    def withdrawn(self, limit: int, feed: str = "") -> list[StoredItem]:
        """The items that were withdrawn last, of those that are assigned to a feed if one is named, the newest
        withdrawal first."""
        ...

    def month(self, month: date, zone: str) -> Iterator[StoredItem]:
        """Everything published in the month that begins on this day, in this zone, newest first, with revisions."""
        ...

    def months(self) -> Sequence[date]:
        """Every month that has items, newest first."""
        ...

    def month_counts(self) -> Mapping[date, int]:
        """How many items each month has, newest month first."""
        ...

    def everything(self) -> Iterator[StoredItem]:
        """All items with their revisions, oldest first, in bounded memory."""
        ...

    def ids(self) -> Iterator[str]:
        """The ids of all items, oldest first."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many items stand, or stood, on each source's listing."""
        ...

    # feeds

    def assign(self, select: Select, version: str, numbers: Sequence[int]) -> None:
        """Note which feeds these items belong to; every item, if `version` is not that of the last time.

        Marks the feeds ("feed:pdpb") that show something else because of it, and all that shows an item whose topics
        changed.
        """
        ...

    def selected(self, feed: str, limit: int) -> list[StoredItem]:
        """The newest items that are assigned to a feed, newest first, ties by id; none that is withdrawn."""
        ...

    def topics(self) -> Mapping[Topic, int]:
        """The topics that items are about, and how many of each; without those that are withdrawn."""
        ...

    # the order of arrival

    def arrive(self, numbers: Iterable[int]) -> None:
        """Count these items among those that have arrived, by their numbers; those that are counted already keep their
        place. Places begin at 1, have no gaps and are never given again."""
        ...

    def arrived(self) -> int:
        """How many items have arrived."""
        ...

    def arrivals(self, first: int, last: int) -> list[StoredItem]:
        """The items at these places, as they are now, the newest publication first; those withdrawn, too."""
        ...

    def places(self, numbers: Iterable[int]) -> list[int]:
        """The places of these items."""
        ...

    # the output

    def stale(self) -> Mapping[str, int]:
        """What must be published again: name ("month:2025-11", "source:kpu-jakarta", "item:7") and version of the
        mark."""
        ...

    def published(self, done: Mapping[str, int]) -> None:
        """Take away marks, unless they were renewed since they were read."""
        ...

    def unpublished(self, names: Iterable[str]) -> None:
        """Mark these again, though nothing changed."""
        ...

    def outputs(self) -> Mapping[str, Output]:
        """Every file as it was last written, by path below the output."""
        ...

    def written(self, files: Mapping[str, Output | None]) -> None:
        """Remember files as written; None forgets one that was taken away."""
        ...

    def look(self) -> str:
        """By what the output was last written, as `looks` was told; "" before."""
        ...

    def looks(self, look: str) -> None:
        """The output is written by this from now on."""
        ...

    # care

    def backup(self, path: Path) -> None:
        """Copy the database as of one moment, while others use it."""
        ...

    def check(self) -> tuple[str, ...]:
        """Every damage in a sentence; () when all is well."""
        ...

    def close(self) -> None: ...
