"""What the store remembers between runs, and what processes share: of items, of sources, of hosts, of the output.

Frozen values, as those of `model`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from feeder.model import Item, Precision, StoredItem, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store remembers of an item: enough to decide, no more."""

    number: int  # row of the store, and a short name for people
    id: str
    digest: str  # of what is published (feeder.revise.digests)
    hint: str  # digest of what the listing last said of it
    url: str
    title: str
    image: str
    when: When  # as known, before seconds were minted
    first_seen: datetime
    published: datetime  # as minted
    updated: datetime
    revision: int
    checked: datetime  # when its page was last asked
    sources: tuple[str, ...]
    keys: tuple[str, ...]
    names: tuple[str, ...]
    withdrawn: datetime | None = None
    hints: Mapping[str, str] = field(default_factory=dict)  # by source: each listing says its own; `hint` is the home's
    hidden: bool = False  # by hand; it is withdrawn, and does not come back by itself
    edits: int = 0  # how often in a row it said something else whenever it was asked
    said: str = ""  # digest of what it said last, where that makes no revision any more
    called: tuple[str, ...] = ()  # the name by which its feed calls it today; `names` has the first one


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One item to store. `reason` is "" for a new item and for what readers need not be told; otherwise the item as
    stored so far becomes a revision of that reason."""

    stored: StoredItem
    digest: str
    hint: str = ""
    keys: tuple[str, ...] = ()  # to remember, beside those already known
    names: tuple[str, ...] = ()
    reason: str = ""
    news: bool = False  # whether those are told of it who asked for news
    instead: Known | None = None  # the item whose keys it takes: another article stood there


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """An item that said something else whenever it was asked; `times` in a row, 0 once it has settled."""

    number: int
    times: int = 0
    digest: str = ""  # of what it said last


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An item that left its listing, and how its page answered since."""

    number: int
    url: str
    first: datetime  # when the page was first found gone
    last: datetime  # when it was last asked
    times: int = -1  # how often in a row it was found gone; 0: it is there, -1: not asked yet
    withdrawn: bool = False


class Came(NamedTuple):
    """How an item came."""

    published: datetime
    precision: Precision  # of that
    first_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What the store remembers of a source between refreshes."""

    source: str
    due: datetime | None = None  # when to look again; None: at once
    failures: int = 0  # refreshes that failed, in a row
    checked: datetime | None = None  # the last refresh
    succeeded: datetime | None = None  # the last one without failure
    error: str = ""  # what failed in the last one, in words for the operator, line by line
    verdict: str = ""
    reason: str = ""
    facts: str = ""  # JSON of the room that judges (health), opaque to the store
    viewed: datetime | None = None  # when the listing was last had in full and believed
    told: str = ""  # the verdict that the operator was told of; "" when all is well
    held: str = ""  # why its feed is not published, although it was read: it would not be valid
    walked: str = ""  # address of the last listing page that a backfill has read; "" when none is under way
    stuck: datetime | None = None  # since when no new article can be had
    passed: tuple[str, ...] = ()  # addresses of articles that could not be had, and that news came past
    gap: datetime | None = None  # below the item of this time a refresh has left something out


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry of a page that waits: an item as it was read, or the key of one that nobody asked again."""

    key: str
    item: Item | None = None
    hint: str = ""  # digest of what the listing says of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What was read and not believed: a page of a listing, in its order, or that many items are gone at once."""

    url: str
    at: datetime
    reason: str  # a sentence
    entries: tuple[Listed, ...] = ()
    facts: str = ""  # JSON of the room that judges: what is the norm once it is accepted
    gone: tuple[int, ...] = ()  # numbers of items that are to be withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """What is known of a host, for all processes that share the store."""

    host: str  # with its port where that is not the scheme's own
    free: datetime | None = None  # not to be asked before
    paused: datetime | None = None  # asked us to wait (Retry-After), or blocked us, until then
    pause: str = ""  # why
    pauses: int = 0  # how often in a row
    robots: str = ""  # text of robots.txt
    robots_until: datetime | None = None  # as long as that holds; None: never had


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line of the ledger: one request that left this machine."""

    at: datetime
    host: str
    url: str
    source: str  # "" for what was told to others
    status: int  # 0: no answer
    size: int  # bytes of body on the wire
    seconds: float
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """Requests of a kind, out of the ledger."""

    host: str
    source: str
    status: int  # 0: no answer
    note: str
    count: int
    size: int  # bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Lease:
    """What somebody does, and nobody else before it has ended."""

    name: str
    owner: str
    since: datetime
    renewed: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the output, as it was last written."""

    sha256: str
    count: int  # items in it
    size: int  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something to send that somebody has taken in hand."""

    number: int
    target: str
    subject: str  # path of a feed that changed, or id of a new item
    tries: int  # with this one
    claimed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of something that was sent; no trouble: it arrived."""

    trouble: str = ""  # in words for the operator, without a secret
    again: bool = False  # it is certain that nobody took it, so that it may be sent once more
    until: datetime | None = None  # not before


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What has not reached a target yet, or never will."""

    target: str
    waiting: int
    lost: int  # given up in the last days
    due: datetime | None  # of the next try
    trouble: str
