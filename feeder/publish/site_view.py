"""What the pages are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from feeder.model import Channel, StoredItem


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """A source, and how it is. Times are aware."""

    id: str
    title: str
    url: str  # its page for people
    verdict: str = "ok"  # ok | quiet | drifted | blocked | unreachable; "" before the first look
    reason: str = ""  # the evidence in a sentence, shown where all is not well
    checked: datetime | None = None
    succeeded: datetime | None = None
    newest: datetime | None = None  # publication of the newest item
    rhythm: float | None = None  # days from one item to the next, as a rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject with a feed of its own."""

    name: str
    path: str  # of its channel
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """All that the front page shows. `main` has the title, description, language, zone and address of the whole, and
    the note for its readers."""

    main: Channel
    checked: datetime | None = None  # the last look at any source: nothing but what was seen then changes with it
    items: Sequence[StoredItem] = ()  # those of the main feed, in its order
    groups: Sequence[tuple[str, Sequence[Channel]]] = ()  # the other feeds, in groups of a name
    sources: Sequence[SourceHealth] = ()
    months: Sequence[tuple[date, int]] = ()  # with the number of items, newest first
    topics: Sequence[Topic] = ()
