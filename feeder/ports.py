"""The doors to the outside world. Whatever is here may be replaced in a test; nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from feeder.model import Attachment, Correction, Document, Office, Page, Request, StoredItem, Topic, Validators
from feeder.records import (
    Absence,
    Asked,
    Backlog,
    Came,
    HostState,
    Known,
    Lease,
    Message,
    Output,
    Receipt,
    SourceState,
    Traffic,
    Unsettled,
    Waiting,
    Write,
)

#: Yields nothing when the origin says that nothing changed; raises FetchError.
Fetch = Callable[[Request], Iterable[Document]]

#: What the server says of the file at an address; None where that cannot be had. Never raises FetchError.
Head = Callable[[str], Attachment | None]

if TYPE_CHECKING:
    from pathlib import Path


class WriteFile(Protocol):
    def __call__(self, path: str, body: bytes | Iterable[bytes]) -> bool:
        """Write a file, whole or not at all. Returns whether it changed."""
        ...


class Folder(WriteFile, Protocol):
    """Where the output lies. Paths are relative, with slashes; all methods raise OutputError."""

    def together(self) -> AbstractContextManager[WriteFile]:
        """Files that take their places at the end of the block, or earlier, one after the other as they are written."""
        ...

    def read(self, path: str) -> bytes | None:
        """A file as it stands, None where there is none."""
        ...

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        ...

    def names(self) -> Iterator[str]:
        """Every file of the output by its path, in order."""
        ...

    def delete(self, path: str) -> bool:
        """Take a file away. Returns whether there was one."""
        ...


Now = Callable[[], datetime]

#: The feeds beside those of its sources that an item belongs to, by id, each with its label if it is that of a topic,
#: "" if not. Pure.
Select = Callable[[StoredItem], Mapping[str, str]]

Sleep = Callable[[float], None]


class Extractor(Protocol):
    """A kind of source: says where to start and what a document means. Pure."""

    def start(self) -> Iterable[Request]: ...

    def extract(self, document: Document) -> Page:
        """Raises ExtractError when the document says nothing it can understand."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that has news, and how to read it."""

    id: str
    extractor: Extractor
    office: Office
    pages: int = 1  # how far an ordinary fetch walks on, as long as it meets new items


class Transaction(Protocol):
    """Reads and writes that nobody else can come between."""

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]:
        """Items by identity key; a key that is not known is not in the mapping."""
        ...

    def namesakes(self, names: Iterable[str]) -> Mapping[str, Sequence[Known]]:
        """Items by title-and-day key."""
        ...

    def day(self, source: str, first: datetime, last: datetime) -> Sequence[datetime]:
        """The minted times of a source's items in [first, last], oldest first."""
        ...

    def write(self, source: str, now: datetime, writes: Iterable[Write]) -> None:
        """Insert or replace items, keep what they said before as revisions, and mark what must be published again."""
        ...

    def seen(self, source: str, now: datetime, numbers: Iterable[int], hints: Mapping[int, str]) -> None:
        """These items stand on the source's listing at this time; `hints` is what the listing says of them."""
        ...

    def validators(self, source: str, url: str, validators: Validators) -> None:
        """Remember what to send with this source's next request for this address."""
        ...

    def state(self, state: SourceState) -> None: ...

    def due(self, source: str, at: datetime) -> None:
        """Look at the source again at this time; whatever else is known of it stays."""
        ...

    def checked(self, now: datetime, numbers: Iterable[int]) -> None:
        """The pages of these items were asked now."""
        ...

    def absent(self, some: Iterable[Absence]) -> None:
        """Remember how pages answered of items that left their listing. Forgotten once they are seen again."""
        ...

    def withdraw(self, number: int, at: datetime | None) -> None:
        """Take an item out of the feeds, as of this time; with None, bring it back."""
        ...

    def wait(self, source: str, waiting: Waiting | None) -> None:
        """Keep a page that is not believed, in place of the one before; None forgets it."""
        ...

    def correct(self, number: int, correction: Correction, published: datetime | None = None) -> None:
        """Lay a correction over an item; `published` is the time that a corrected date stands under."""
        ...

    def undo(self, number: int, fields: Sequence[str]) -> list[str]:
        """Take corrections of these fields away. Returns which there were."""
        ...

    def restless(self, some: Sequence[Unsettled]) -> None:
        """Remember items that say something else whenever they are asked."""
        ...


class Store(Protocol):
    """Everything that outlives a process. All times are aware; all methods raise StoreError."""

    @property
    def outbox(self) -> Outbox: ...

    def begin(self, scope: str) -> AbstractContextManager[Transaction]:
        """One transaction, committed at the end of the block and rolled back on any exception. Two with the same scope
        never overlap, in any process."""
        ...

    def state(self, source: str) -> SourceState: ...

    def states(self, sources: Sequence[str]) -> Mapping[str, SourceState]:
        """The same of many."""
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

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]: ...

    def waiting(self, source: str) -> Waiting | None:
        """The page of this source that is not believed."""
        ...

    def missing(self, source: str, since: datetime, before: datetime) -> list[Absence]:
        """Items published after `since` that the listing has not shown since `before`, newest first; without those
        whose pages were asked already because of it."""
        ...

    def absent(self, source: str, unseen: datetime | None = None) -> list[Absence]:
        """Items that were found gone, or were not asked yet: those first, then the one that was asked longest ago. If
        `unseen` is given, without those that the listing has shown since."""
        ...

    def latest(self, source: str) -> datetime | None:
        """The time of the newest item that stands, or stood, on the source's listing."""
        ...

    def now(self) -> datetime:
        """The time; the same for all machines that share a store."""
        ...

    def due(self, now: datetime, sources: Iterable[str]) -> list[str]:
        """Those of the sources whose time has come, the one that has waited longest first."""
        ...

    def overdue(self, source: str, now: datetime, ages: Sequence[timedelta], limit: int) -> list[Known]:
        """Items whose home the source is, and whose pages were not asked since they were as old as one of the ages; the
        oldest of them first. None that was old already when it was first seen, is withdrawn, or has no address."""
        ...

    def traffic(self, since: datetime) -> list[Traffic]:
        """The requests since then, added up."""
        ...

    def ledger(self, since: datetime, host: str | None = None, limit: int = 100) -> list[Asked]:
        """The last requests since then, newest first; of one host if it is named."""
        ...

    # publishing
    def newest(self, sources: Sequence[str], limit: int) -> list[StoredItem]:
        """The newest items (of all sources if none is named), newest first, ties by id; none that is withdrawn."""
        ...

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

    def month(self, month: date, zone: str) -> Iterator[StoredItem]:
        """Everything published in the month that begins on this day, in this zone, newest first, with revisions."""
        ...

    def months(self) -> Sequence[date]:
        """Every month that has items, newest first."""
        ...

    def month_counts(self) -> Mapping[date, int]:
        """How many items each month has, newest month first."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many items stand, or stood, on each source's listing."""
        ...

    def find(self, ref: str) -> StoredItem | None:
        """The item with this id, address, identity key or number, with its revisions."""
        ...

    def items(self, numbers: Sequence[int]) -> Iterator[StoredItem]:
        """These items, by number, in this order, with their revisions; in bounded memory."""
        ...

    def number(self, ref: str) -> int | None:
        """The number of the item with this id, address or identity key; its own number, too."""
        ...

    def everything(self) -> Iterator[StoredItem]:
        """All items with their revisions, oldest first, in bounded memory."""
        ...

    def ids(self) -> Iterator[str]:
        """The ids of all items, oldest first."""
        ...

    def edited(self, limit: int) -> list[StoredItem]:
        """The items that were edited last, with their revisions, the newest edit first."""
        ...

    def withdrawn(self, limit: int) -> list[StoredItem]:
        """The items that were withdrawn last, the newest withdrawal first."""
        ...

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

    def written(self, outputs: Mapping[str, Output | None]) -> None:
        """Remember files as written; None forgets one that was taken away."""
        ...

    def look(self) -> str:
        """By what the output was last written, as `looks` was told; "" before."""
        ...

    def looks(self, look: str) -> None:
        """The output is written by this from now on."""
        ...

    def note(self, asked: Asked) -> None:
        """Put a line into the ledger that is of no source, and counts for no budget."""
        ...

    # care
    def backup(self, path: Path) -> None:
        """Copy the database as of one moment, while others use it."""
        ...

    def check(self) -> tuple[str, ...]:
        """Every damage in a sentence; () when all is well."""
        ...

    def close(self) -> None: ...


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


#: Sends a body to an address, with headers.
Post = Callable[[str, bytes, Mapping[str, str]], Receipt]


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
