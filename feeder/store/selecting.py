"""Which feeds items belong to: assigned item by item, when an item or the rules change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import tzinfo

from feeder.model import StoredItem, Topic
from feeder.ports.store import Select
from feeder.store import reading
from feeder.store.engine import Engine, Session
from feeder.store.paging import PAGE, slices
from feeder.store.rows import grouped, ticks
from feeder.store.writing import mark, month_of

SCOPE = "assign"  # of the transactions here

Chosen = tuple[StoredItem, Mapping[str, str]]  # an item, and its feeds with their labels

_NUMBERS = f"SELECT number FROM items WHERE number > ? ORDER BY number LIMIT {PAGE}"

_BEFORE = "SELECT item, feed, label, published FROM selected WHERE item IN ({}) ORDER BY item, feed"

_ASSIGN = """
INSERT INTO selected (item, feed, label, published) VALUES (?, ?, ?, ?)
ON CONFLICT (feed, item) DO UPDATE SET label = excluded.label, published = excluded.published"""

_REMOVE = "DELETE FROM selected WHERE item = ? AND feed = ?"

# CROSS JOIN lets SQLite begin with the feed; and below, with what is withdrawn.
_NEWEST = """
SELECT number FROM selected CROSS JOIN items
WHERE feed = ? AND number = item AND withdrawn IS NULL ORDER BY selected.published DESC, id LIMIT ?"""

_WITHDRAWN = """
SELECT number FROM items WHERE withdrawn IS NOT NULL
AND (? = '' OR EXISTS (SELECT 1 FROM selected WHERE item = number AND feed = ?)) ORDER BY withdrawn DESC, id LIMIT ?"""

# All of them without those that are withdrawn: these are few, and counting does not look at the others.
_TOPICS = """
SELECT feed, label, standing FROM (
  SELECT feed, max(label) AS label, count(*) - (
    SELECT count(*) FROM items CROSS JOIN selected AS gone
    WHERE withdrawn IS NOT NULL AND gone.item = number AND gone.feed = selected.feed
  ) AS standing FROM selected WHERE label <> '' GROUP BY feed
) AS topics WHERE standing > 0 ORDER BY feed"""


def assign(engine: Engine, zone: tzinfo, select: Select, version: str, numbers: Sequence[int]) -> None:
    """What Store.assign promises. A page of items is one transaction: others write in between."""
    with engine.session() as session:
        anew = session.one("SELECT version FROM assigned") != (version,)
    changed = frozenset(numbers)
    for page in _all(engine) if anew else slices(numbers):
        with engine.session() as session:  # others may write while the texts are read
            chosen = [(stored, select(stored)) for stored in reading.load(session, page)]
        with engine.transaction(SCOPE) as session:
            _assign(session, zone, dict(zip(page, chosen, strict=True)), changed)
    if anew:
        with engine.transaction(SCOPE) as session:
            session.run("DELETE FROM assigned")
            session.run("INSERT INTO assigned (version) VALUES (?)", (version,))


def newest(session: Session, feed: str, limit: int) -> list[int]:
    """Numbers of the newest items of a feed that are not withdrawn."""
    return [number for (number,) in session.all(_NEWEST, (feed, limit))]


def withdrawn(session: Session, feed: str, limit: int) -> list[int]:
    """Numbers of the items that were withdrawn last, of any feed if none is named."""
    return [number for (number,) in session.all(_WITHDRAWN, (feed, feed, limit))]


def topics(session: Session) -> dict[Topic, int]:
    return {Topic.of(feed, label): count for feed, label, count in session.all(_TOPICS)}


def _assign(session: Session, zone: tzinfo, chosen: Mapping[int, Chosen], changed: Set[int]) -> None:
    """`changed` items are shown anew by all of their feeds; others by those that they come to or leave. What changed
    since feeds were chosen for it is looked at again next time."""
    rows = grouped(session.among(_BEFORE, chosen))
    before = {item: {feed: (label, at) for feed, label, at in feeds} for item, feeds in rows.items()}
    marks, gone, new = set[str](), [], []
    for number, (stored, feeds_now) in chosen.items():
        old = before.get(number, {})
        now = {feed: (label, ticks(stored.published)) for feed, label in feeds_now.items()}
        if stored.withdrawn and number in changed:  # what showed it has to tell that it is gone
            now = old | now
        gone += [(number, feed) for feed in old if feed not in now]
        new += [(number, feed, *row) for feed, row in now.items() if old.get(feed) != row]
        feeds = old.keys() | now.keys()
        marks |= {f"feed:{feed}" for feed in feeds if number in changed or old.get(feed) != now.get(feed)}
        if _topics(old) != _topics(now):
            marks |= _shown(number, stored, zone)
    session.many(_REMOVE, gone)
    session.many(_ASSIGN, new)
    mark(session, marks)


def _topics(feeds: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    return {feed: label for feed, (label, _) in feeds.items() if label}


def _shown(number: int, stored: StoredItem, zone: tzinfo) -> set[str]:
    """Everything that shows the topics of an item."""
    sources = {f"source:{source}" for source in stored.sources}
    return {f"item:{number}", f"month:{month_of(stored.published, zone)}", *sources}


def _all(engine: Engine) -> Iterator[list[int]]:
    """The numbers of all items, page by page."""
    last = 0
    while True:
        with engine.session() as session:
            page = [number for (number,) in session.all(_NUMBERS, (last,))]
        if not page:
            return
        yield page
        last = page[-1]
