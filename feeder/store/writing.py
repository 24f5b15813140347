"""Put items into the database: what is new, what is said anew, and what must be published again because of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple

from feeder.errors import StoreError
from feeder.normalise import identity
from feeder.records import Write
from feeder.store.engine import CHUNK, Session
from feeder.store.rows import encode, grouped, ticks


class Row(NamedTuple):
    """An item in its columns, and the content of its current revision."""

    id: str
    source: str
    url: str
    title: str
    image: str
    dated: str
    month: str
    published: int
    updated: int
    first_seen: int
    digest: str
    revision: int
    withdrawn: int | None
    content: str


_COLUMNS = Row._fields[:-1]

_BEFORE = f"""
SELECT {", ".join(f"items.{column}" for column in _COLUMNS)}, revisions.content
FROM items JOIN revisions ON revisions.item = items.number AND revisions.revision = items.revision
WHERE items.id IN ({{}})"""

_ITEM = f"""
INSERT INTO items ({", ".join(_COLUMNS)}) VALUES ({", ".join("?" for _ in _COLUMNS)})
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{column} = excluded.{column}" for column in _COLUMNS)}"""

_BY_HAND = "SELECT id, field FROM corrections JOIN items ON number = item WHERE id IN ({})"

_CHECKED = "UPDATE items SET checked = ? WHERE id IN ({}) RETURNING id, number"

_REPLACED = "UPDATE revisions SET reason = ? WHERE item = ? AND revision = ?"

_CONTENT = """
INSERT INTO revisions (item, revision, since, content) VALUES (?, ?, ?, ?)
ON CONFLICT (item, revision) DO UPDATE SET content = excluded.content"""

_KEY = "INSERT INTO keys (key, item) VALUES (?, ?) ON CONFLICT (key) DO NOTHING"
_TAKEN = "UPDATE keys SET item = ? WHERE key = ? AND item = ?"
_NAME = "INSERT INTO names (name, item) VALUES (?, ?) ON CONFLICT (name, item) DO NOTHING"

_SIGHTING = """
INSERT INTO sightings (item, source, published, last_seen, hint) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (item, source) DO UPDATE SET
  last_seen = CASE WHEN excluded.last_seen > sightings.last_seen THEN excluded.last_seen ELSE sightings.last_seen END,
  hint = CASE WHEN excluded.hint <> '' THEN excluded.hint ELSE sightings.hint END"""

_MOVED = "UPDATE sightings SET published = ? WHERE item = ? AND published <> ?"

_NEWS = "INSERT INTO news (item) VALUES (?) ON CONFLICT (item) DO NOTHING"

_MARK = "INSERT INTO marks (name, version) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET version = marks.version + 1"


def write(session: Session, zone: tzinfo, source: str, now: datetime, writes: Iterable[Write]) -> None:
    """What Transaction.write promises; inside a transaction."""
    touched: set[str] = set()
    for batch in _batches(writes):
        touched |= _Batch(session, zone, source, now, batch).store()
    mark(session, touched)


def mark(session: Session, names: Iterable[str]) -> None:
    """These must be published again. In order, so that two who mark the same wait for each other and never cross."""
    session.many(_MARK, [(name,) for name in sorted(set(names))])


def month_of(at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).date().isoformat()[:7]


def _batches(writes: Iterable[Write]) -> Iterator[dict[str, Write]]:
    """As many as go into one statement, by id. An id that comes again begins the next: the first must be there then."""
    batch: dict[str, Write] = {}
    for each in writes:
        if each.stored.id in batch or len(batch) == CHUNK:
            yield batch
            batch = {}
        batch[each.stored.id] = each
    yield batch


class _Batch:
    """Writes of different ids, beside what is stored of them so far."""

    def __init__(self, session: Session, zone: tzinfo, source: str, now: datetime, writes: dict[str, Write]) -> None:
        self._session, self._source, self._now, self._writes = session, source, now, writes
        self._before = {row[0]: Row(*row) for row in session.among(_BEFORE, writes)}
        by_hand = session.among(_BY_HAND, writes)
        rows = _kept({id: _row(each, zone) for id, each in writes.items()}, self._before, by_hand)
        self._published = {id: row.published for id, row in rows.items()}
        self._changed = {id: row for id, row in rows.items() if row != self._before.get(id)}
        self._numbers: dict[str, int] = {}

    def store(self) -> set[str]:
        """Returns the names of what must be published again."""
        self._items()
        self._contents()
        self._names()
        touched = self._sightings()
        months = {row.month for id in self._changed for row in (self._before.get(id), self._changed[id]) if row}
        numbers = (self._numbers[id] for id in self._changed)
        self._session.many(_NEWS, [(self._numbers[id],) for id, each in self._writes.items() if each.news])
        return {
            *touched,
            *(f"month:{month}" for month in months),
            *(f"item:{number}" for number in numbers),
        }

    def _items(self) -> None:
        for id, row in self._changed.items():
            _follows(self._before.get(id), row, self._writes[id].reason)
        self._session.many(_ITEM, [row[:-1] for row in self._changed.values()])
        self._numbers = dict(self._session.among(_CHECKED, self._writes, (ticks(self._now),)))

    def _contents(self) -> None:
        """Under a new revision where there is a reason, in place of the old one where there is none."""
        replaced, contents = [], []
        for id, row in self._changed.items():
            number, before, reason = self._numbers[id], self._before.get(id), self._writes[id].reason
            if before and reason:
                replaced.append((reason, number, before.revision))
            contents.append((number, row.revision, ticks(self._now) if before else row.first_seen, row.content))
        self._session.many(_REPLACED, replaced)
        self._session.many(_CONTENT, contents)

    def _names(self) -> None:
        """What items are recognised by. A key stays with the item that had it first, unless it is taken."""
        writes = [(self._numbers[id], each, each.stored.item) for id, each in self._writes.items()]
        keys = [(key, number) for number, each, item in writes for key in (*each.keys, *item.keys)]
        names = [(name, number) for number, each, item in writes for name in (*each.names, *item.names)]
        self._session.many(_TAKEN, [(n, key, e.instead.number) for n, e, _ in writes if e.instead for key in e.keys])
        keys += [(identity.former(e.instead.url), e.instead.number) for _, e, _ in writes if e.instead]
        self._session.many(_KEY, dict.fromkeys(keys))
        self._session.many(_NAME, dict.fromkeys(names))

    def _sightings(self) -> set[str]:
        """They stand on the source's listing. Returns what changes by it: the feeds of all sources that an item stands
        on, and items that stand on one more."""
        item = self._numbers
        sql = "SELECT item, source FROM sightings WHERE item IN ({})"
        sources = grouped(self._session.among(sql, item.values()))
        stored = [(item[id], each.stored, each.hint) for id, each in self._writes.items()]
        rows = [(n, self._source, self._published[s.id], ticks(s.last_seen), hint) for n, s, hint in stored]
        self._session.many(_SIGHTING, rows)
        moved = [(row.published, item[id], row.published) for id, row in self._changed.items() if id in self._before]
        self._session.many(_MOVED, moved)

        touched = {f"source:{source}" for id in self._changed for source in sources[item[id]]}
        seen = [(item[id], ticks(each.stored.last_seen)) for id, each in self._writes.items()]
        self._session.many("DELETE FROM absences WHERE item = ? AND last <= ?", seen)
        if more := {f"item:{number}" for number in item.values() if self._source not in sources[number]}:
            touched |= {f"source:{self._source}", *more}
        return touched


def _row(write: Write, zone: tzinfo) -> Row:
    stored = write.stored
    return Row(
        id=stored.id,
        source=stored.source,
        url=stored.item.url,
        title=stored.item.title,
        image=stored.item.image,
        dated=encode(stored.item.published),
        month=month_of(stored.published, zone),
        published=ticks(stored.published),
        updated=ticks(stored.updated),
        first_seen=ticks(stored.first_seen),
        digest=write.digest,
        revision=stored.revision,
        withdrawn=ticks(stored.withdrawn) if stored.withdrawn else None,
        content=encode(stored.item),
    )


def _kept(rows: dict[str, Row], before: Mapping[str, Row], by_hand: Iterable[tuple[str, str]]) -> dict[str, Row]:
    """What a person set right stays, whatever the site says."""
    columns = {"date": ("published", "month"), "hidden": ("withdrawn",)}
    for id, field in by_hand:
        kept = {name: getattr(before[id], name) for name in columns.get(field, ())}
        rows[id] = rows[id]._replace(**kept)
    return rows


def _follows(before: Row | None, after: Row, reason: str) -> None:
    """No revision is passed over, and none written twice."""
    if before and after.revision != before.revision + bool(reason):
        raise StoreError(
            f"{after.id}: revision {after.revision} does not follow {before.revision}: "
            "another process changed the item meanwhile, run again"
        )
