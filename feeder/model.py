"""The nouns of news. Frozen values: no I/O, no third-party imports, aware datetimes, text in NFC.

Request -> Document -> Page(Draft, ...) -> Item -> StoredItem: a type's name says its stage. What the
store remembers beside items stands in `records`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from enum import StrEnum


class Role(StrEnum):
    """What a document is for; UNKNOWN when nobody asked for it (a file on disk)."""

    LISTING = "listing"
    ARTICLE = "article"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Where a date comes from, best first."""

    STATED = "stated"  # metadata, listing, feed, a date line of the page
    INFERRED = "inferred"  # read off the body
    FIRST_SEEN = "first-seen"


class Precision(StrEnum):
    TIME = "time"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A moment, and how it is known. With DAY precision `at` is midnight of that day in its zone."""

    at: datetime
    basis: Basis = Basis.STATED
    precision: Precision = Precision.TIME
    vague: bool = False  # by words that only say how long ago it was, which say something else tomorrow
    yearless: bool = False  # by words that do not say of which year: the latest, which is another one next year

    @property
    def drifts(self) -> bool:
        """Whether the same words may mean another day when they are read again."""
        return self.vague or self.yearless

    def shares_day(self, other: When) -> bool:
        """Whether another moment is on the same day, in its own zone."""
        return self.at.date() == other.at.astimezone(self.at.tzinfo).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that belongs to an item. The address is absolute and encoded."""

    url: str
    title: str = ""
    media_type: str = ""
    size: int | None = None  # bytes


@dataclass(frozen=True, slots=True)
class Trace:
    """Which tier answered for a field, and why it was believed."""

    field: str
    tier: str
    reason: str = ""


AHEAD = "ahead"  # the tier of a day that is yet to come


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that looked like an item and was left out. The reason is a fixed phrase, so that it can be counted."""

    reason: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one document says of one item, as found; everything may be missing.

    Text fields are plain text with entities decoded; `html` is markup as found, with links relative to `base`.
    """

    url: str = ""  # absolute public address; "" where there is none
    aliases: tuple[str, ...] = ()  # other addresses that lead to it
    guid: str = ""  # what its feed calls it, after the host of the feed
    title: str = ""
    html: str = ""
    base: str = ""
    excerpt: str = ""  # a shortened text; never published as the text
    copied: bool = False  # by hand, without markup, pictures and links
    shortened: bool = False  # `html` is the beginning of the text alone
    stated: When | None = None
    image: str = ""  # absolute
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    language: str = ""
    further: str = ""  # absolute address of a page that may hold the next part of the text
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the items of a source have in common."""

    url: str  # the listing: its host is the office's
    zone: tzinfo
    formerly: tuple[str, ...] = ()  # hosts it was called by before
    category: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server wants back in order to answer 304 (RFC 9110, section 13)."""

    etag: str = ""
    last_modified: str = ""
    digest: str = ""  # SHA-256 of the body: where a server has no validators, an equal body is "not modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Where to look. `hint` is what the asking page already says of the item; `spare`, that this will do where the
    article cannot be had."""

    url: str
    role: Role = Role.UNKNOWN
    hint: Draft | None = None
    validators: Validators = Validators()
    spare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes, and the public address they are (or were) found at; never a path on our disk."""

    url: str
    body: bytes
    seen: datetime  # when it was had
    media_type: str = "text/html"
    charset: str = ""  # as the Content-Type header claims; "" where it does not
    role: Role = Role.UNKNOWN
    hint: Draft | None = None
    validators: Validators = Validators()
    name: str = ""  # what to call it in messages, where the address is not what the user knows (a file's path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one document says: finished drafts, where to look next, and what was left out.

    `follow` keeps the page's order: article requests carry their draft as hint; a request with Role.LISTING is the
    next page of the same listing.
    """

    items: tuple[Draft, ...] = ()
    follow: tuple[Request, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    pages: int = 0  # how many the listing has, where it says so
    cut: bool = False  # it breaks off: items of a list are missing, or the end of a text
    missed: tuple[str, ...] = ()  # of the places that somebody named, those where nothing stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One publishable piece of news: clean, absolute, dated."""

    keys: tuple[str, ...]  # identity keys, best first (normalise.identity)
    names: tuple[str, ...]  # title-and-day keys, for other grammars and for text without an address
    url: str
    title: str
    html: str  # sanitised, links absolute
    text: str  # the same without markup, paragraphs divided by blank lines
    summary: str
    published: When
    image: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    language: str = ""
    tier: str = ""
    traces: tuple[Trace, ...] = ()
    event: date | None = None  # the day the body names, whatever `published` says
    copied: bool = False  # by hand, without markup, pictures and links
    shortened: bool = False  # the text is its beginning alone
    picture: Attachment | None = None  # the image, with its type and size, where its server states them


TOPIC = "topic-"


@dataclass(frozen=True, slots=True)
class Topic:
    """What an item is about, by rules (normalise.topics)."""

    id: str
    label: str

    @classmethod
    def of(cls, feed: str, label: str) -> Topic:
        """The topic of a feed."""
        return cls(feed.removeprefix(TOPIC), label)

    @property
    def feed(self) -> str:
        """The id of its feed, and its folder below feeds/."""
        return TOPIC + self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an item said until `until`."""

    number: int
    since: datetime
    reason: str
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person set right in an item."""

    field: str  # title, date, topics or hidden
    value: str  # the new title or date; topics as +arsip -sdm; the reason why it is hidden
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item with its identity and history."""

    id: str  # IRI, minted once
    item: Item
    source: str
    published: datetime  # minted once: a day's items keep their order by seconds after midnight
    updated: datetime  # `published` until an edit
    first_seen: datetime
    last_seen: datetime = field(compare=False)  # no document says it of what still stands
    revision: int = 1
    revisions: tuple[Revision, ...] = ()  # the earlier ones, oldest first, where they were asked for
    withdrawn: datetime | None = None
    sources: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    corrections: tuple[Correction, ...] = ()  # by hand; they are laid over the item already

    def __hash__(self) -> int:
        return hash((self.id, self.revision))  # quick: what was made of an item is looked up by it


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed to publish: its place, its words, its selection."""

    path: str  # folder below the output, "" for the main feed
    title: str
    home: str  # the page for people: absolute
    description: str = ""
    language: str = "id"
    sources: tuple[str, ...] = ()  # () means all
    feed: str = ""  # of all that the store has assigned to this feed; "" for whole sources
    limit: int = 50
    author: str = ""
    ttl: int = 30  # minutes
    base: str = ""  # the public address of the output: absolute, ends with a slash
    id: str = ""  # IRI that outlives a change of address; "" for the first address of the Atom document
    formerly: tuple[str, ...] = ()  # paths that it had before, the first one first; it is still to be had there
    first_base: str = ""  # the first public address of the output, of which ids are made; "" for `base`
    zone: str = "Asia/Jakarta"  # of the times that readers see
    note: str = ""  # what subscribers should know, after the description
    hub: str = ""  # WebSub
    icon: str = ""  # absolute
    version: str = ""  # of the program


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one refresh of one source did."""

    source: str
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    dropped: tuple[Dropped, ...] = ()
    failures: tuple[str, ...] = ()
    modified: bool = True  # False: the source said that nothing changed
    until: datetime | None = None  # a host wants no requests before
    due: datetime | None = None  # when the source is asked next by its schedule
    notes: tuple[str, ...] = ()
    doubt: str = ""  # why what was read waits, and is not published
