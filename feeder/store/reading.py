"""Items out of the database: what is needed to decide (Known) and what is needed to publish (StoredItem)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from feeder.model import Item, Revision, StoredItem, Topic, When
from feeder.normalise.correcting import corrected
from feeder.records import Known
from feeder.store import corrections
from feeder.store.engine import Row, Session, Value
from feeder.store.rows import decode, grouped, moment, ticks

_KEPT, _LARGE = 256, 100_000  # items that are kept in memory, and characters of one that is not

_PLAIN = ("id", "digest", "url", "title", "image", "revision")

_KNOWN = f"""
SELECT number, source, dated, first_seen, published, updated, checked, withdrawn, {", ".join(_PLAIN)}
FROM items WHERE number IN ({{}})"""

_STORED = """
SELECT items.number, id, source, published, updated, first_seen, items.revision, withdrawn, content
FROM items JOIN revisions ON item = number AND revisions.revision = items.revision
WHERE number IN ({})"""

_EARLIER = """
SELECT item, revisions.revision, since, reason, content
FROM items JOIN revisions ON item = number AND revisions.revision < items.revision
WHERE number IN ({}) ORDER BY item, revisions.revision"""

_NEWEST = "SELECT number FROM items WHERE withdrawn IS NULL ORDER BY published DESC, id LIMIT ?"

# Once one of the sources has filled the limit by itself, nothing older than that can be among the newest of them all.
_BOUND = """
SELECT max(published) FROM (
  SELECT (
    SELECT sightings.published FROM sightings JOIN items ON number = item
    WHERE sightings.source = column1 AND withdrawn IS NULL
    ORDER BY sightings.published DESC LIMIT 1 OFFSET ?
  ) AS published FROM (VALUES {}) AS asked
) AS bounds"""

# CROSS JOIN lets SQLite begin with the sightings: it would rather walk all items by day until it has enough.
_NEWEST_OF = """
SELECT DISTINCT number, items.published, id FROM sightings CROSS JOIN items
WHERE sightings.source IN ({}) AND sightings.published >= ? AND number = item AND withdrawn IS NULL
ORDER BY items.published DESC, id LIMIT ?"""

# Which items were as old as an age and not asked since; the bound on their day lets the index begin.
_OVERDUE = """
SELECT number FROM sightings JOIN items ON number = item
WHERE sightings.source = ? AND items.source = sightings.source AND sightings.published > ?
AND withdrawn IS NULL AND url <> '' AND items.published > first_seen - ? AND ({})
ORDER BY checked, number LIMIT ?"""
_LONG_AGO = 3  # times the oldest age: nobody asks for what was missed so long ago

_LATER = """
SELECT number FROM sightings JOIN items ON number = item
WHERE sightings.source = ? AND sightings.published >= ? AND withdrawn IS NULL
ORDER BY sightings.published DESC, number LIMIT ?"""
_FEW_HUNDRED = 300

_EDITED = "SELECT number FROM items WHERE revision > 1 ORDER BY updated DESC, id LIMIT ?"


_FIND = (
    "SELECT number FROM items WHERE id = ?",
    "SELECT item FROM keys WHERE key = ?",
    "SELECT number FROM items WHERE url = ? ORDER BY number LIMIT 1",
)
_MAX_NUMBER = 2**63 - 1


def by_key(session: Session, keys: Iterable[str]) -> dict[str, Known]:
    found: dict[str, int] = dict(session.among("SELECT key, item FROM keys WHERE key IN ({})", keys))
    known = _known(session, found.values())
    return {key: known[number] for key, number in found.items()}


def by_name(session: Session, names: Iterable[str]) -> dict[str, Sequence[Known]]:
    found = grouped(session.among("SELECT name, item FROM names WHERE name IN ({}) ORDER BY name, item", names))
    known = _known(session, (number for numbers in found.values() for number in numbers))
    return {name: tuple(known[number] for number in numbers) for name, numbers in found.items()}


def newest(session: Session, sources: Sequence[str], limit: int) -> list[int]:
    """Numbers of the newest items that are not withdrawn; of any source if none is named."""
    if not sources:
        return [number for (number,) in session.all(_NEWEST, (limit,))]
    bound = session.all(_BOUND.format(",".join(["(?)"] * len(sources))), (limit - 1, *sources))[0][0]
    since = -_MAX_NUMBER if bound is None else bound
    rows = session.all(_NEWEST_OF.format(",".join("?" * len(sources))), (*sources, since, limit))
    return [number for number, _, _ in rows]


def later(session: Session, source: str, since: datetime) -> list[Known]:
    """What Transaction.later promises."""
    numbers = [number for (number,) in session.all(_LATER, (source, ticks(since), _FEW_HUNDRED))]
    known = _known(session, numbers)
    return [known[number] for number in numbers]


def edited(session: Session, limit: int) -> list[int]:
    """Numbers of the items that were edited last, the newest edit first."""
    return [number for (number,) in session.all(_EDITED, (limit,))]


def month_counts(session: Session) -> dict[date, int]:
    """Items in each month of the publisher's zone, newest month first."""
    rows = session.all("SELECT month, count(*) FROM items GROUP BY month ORDER BY month DESC")
    return {date.fromisoformat(f"{month}-01"): count for month, count in rows}


def overdue(session: Session, source: str, now: datetime, ages: Sequence[timedelta], limit: int) -> list[Known]:
    """What Store.overdue promises."""
    spans = [age // timedelta(microseconds=1) for age in ages]
    of_age = " OR ".join(["(first_seen <= ? AND checked < first_seen + ?)"] * len(spans))
    bounds = [bound for span in spans for bound in (ticks(now) - span, span)]
    values: list[Value] = [source, ticks(now) - _LONG_AGO * max(spans), max(spans), *bounds, limit]
    numbers = [number for (number,) in session.all(_OVERDUE.format(of_age), values)]
    known = _known(session, numbers)
    return [known[number] for number in numbers]


def find(session: Session, ref: str) -> int | None:
    """The number of the item that a person means; "" is the address of all that have none, and names no item."""
    for sql in _FIND if ref else ():
        if row := session.one(sql, (ref,)):
            return int(row[0])
    if ref.isdecimal() and int(ref) <= _MAX_NUMBER and session.one("SELECT 1 FROM items WHERE number = ?", (int(ref),)):
        return int(ref)
    return None


def load(session: Session, numbers: Sequence[int], *, history: bool = False) -> list[StoredItem]:
    """These items, in this order; with their earlier revisions if asked for. A constant number of queries."""
    sightings = "SELECT item, source, last_seen FROM sightings WHERE item IN ({}) ORDER BY item, source"
    seen = grouped(session.among(sightings, numbers))
    earlier = grouped(session.among(_EARLIER, numbers)) if history else {}
    items = {row[0]: _stored(row, seen[row[0]], earlier.get(row[0], ())) for row in session.among(_STORED, numbers)}
    labels = "SELECT item, feed, label FROM selected WHERE item IN ({}) AND label <> '' ORDER BY item, feed"
    for number, topics in grouped(session.among(labels, numbers)).items():
        items[number] = replace(items[number], topics=tuple(Topic.of(feed, label) for feed, label in topics))
    for number, some in corrections.of(session, numbers).items():
        items[number] = corrected(items[number], some)
    return [items[number] for number in numbers]


def _known(session: Session, numbers: Iterable[int]) -> dict[int, Known]:
    numbers = list(numbers)
    keys = grouped(session.among("SELECT item, key FROM keys WHERE item IN ({}) ORDER BY item, key", numbers))
    names = grouped(session.among("SELECT item, name FROM names WHERE item IN ({}) ORDER BY item, name", numbers))
    listed = "SELECT item, source, hint FROM sightings WHERE item IN ({}) ORDER BY item, source"
    hints = grouped(session.among(listed, numbers))
    rows = session.among(_KNOWN, numbers)
    found = {row[0]: _remembered(row, dict(hints[row[0]]), keys[row[0]], names[row[0]]) for row in rows}
    restless = session.among("SELECT item, times, digest FROM restless WHERE item IN ({})", numbers)
    found |= {item: replace(found[item], edits=times, said=digest) for item, times, digest in restless}
    hidden = session.among("SELECT item FROM corrections WHERE field = 'hidden' AND item IN ({})", numbers)
    return found | {item: replace(found[item], hidden=True) for (item,) in hidden}


def _remembered(row: Row, hints: dict[str, str], keys: Iterable[str], names: Iterable[str]) -> Known:
    number, source, dated, first_seen, published, updated, checked, withdrawn, *plain = row
    return Known(
        **dict(zip(_PLAIN, plain, strict=True)),
        number=number,
        when=decode(When, dated),
        first_seen=moment(first_seen),
        published=moment(published),
        updated=moment(updated),
        checked=moment(checked),
        withdrawn=None if withdrawn is None else moment(withdrawn),
        hint=hints.get(source, ""),
        hints=hints,
        sources=_home_first(source, hints),
        keys=tuple(keys),
        names=tuple(names),
    )


def _stored(row: Row, seen: Sequence[tuple[str, int]], earlier: Iterable[tuple[int, int, str, str]]) -> StoredItem:
    _, id, source, published, updated, first_seen, revision, withdrawn, content = row
    return StoredItem(
        id=id,
        item=_item(content),
        source=source,
        published=moment(published),
        updated=moment(updated),
        first_seen=moment(first_seen),
        last_seen=moment(max(at for _, at in seen)),
        revision=revision,
        revisions=tuple(
            Revision(number=number, since=moment(since), reason=reason, item=_item(said))
            for number, since, reason, said in earlier
        ),
        withdrawn=None if withdrawn is None else moment(withdrawn),
        sources=_home_first(source, (name for name, _ in seen)),
    )


def _item(content: str) -> Item:
    """A publishing run reads the same items for several files, and the next one most of them again."""
    return _decoded(content) if len(content) < _LARGE else decode(Item, content)


@lru_cache(maxsize=_KEPT)
def _decoded(content: str) -> Item:
    return decode(Item, content)


def _home_first(home: str, sources: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(sources, key=lambda source: (source != home, source)))
