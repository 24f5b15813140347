"""The Store port, in SQL that every database understands.

Nothing reads the whole archive at once: what may be long comes page by page in the order of publication, each page a
query that goes on where the last one ended, so that no connection and no snapshot is held while the caller works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from feeder.model import StoredItem, Topic, Validators
from feeder.ports import Now
from feeder.ports.store import Select
from feeder.records import Absence, Asked, Came, Known, Output, SourceState, Traffic, Waiting
from feeder.store import absences, arriving, care, leases, reading, renaming, selecting, standing
from feeder.store.engine import Engine, Row, Session, Value, open_engine
from feeder.store.hosts import SqlHosts
from feeder.store.leases import SqlLeases
from feeder.store.migrate import migrate
from feeder.store.outbox import SqlOutbox
from feeder.store.rows import decode, moment, ticks
from feeder.store.transaction import SqlTransaction
from feeder.store.writing import mark

_PAGE = 200  # items

_NEWEST_FIRST = f"""
SELECT number, published, id FROM items
WHERE published >= ? AND published <= ? AND (published < ? OR id > ?) ORDER BY published DESC, id LIMIT {_PAGE}"""

_OLDEST_FIRST = f"""
SELECT number, published, id FROM items
WHERE published >= ? AND (published > ? OR id > ?) ORDER BY published, id LIMIT {_PAGE}"""

_OUTPUT = """
INSERT INTO outputs (path, sha256, count, size) VALUES (?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, count = excluded.count, size = excluded.size"""

_WHOLE = ""  # the path of the output itself


class SqlStore:
    """Made by `open_store`. For any number of threads and, each with its own, processes."""

    def __init__(self, engine: Engine, zone: tzinfo, clock: Now, lease: tuple[str, str] | None = None) -> None:
        self._engine = engine
        self._zone = zone
        self._clock = clock
        self._lease = lease
        self.hosts = SqlHosts(engine)
        self.leases = SqlLeases(engine)
        self.outbox = SqlOutbox(engine)

    def fenced(self, name: str, owner: str) -> SqlStore:
        """The same store, but that it writes nothing once this lease is somebody else's: LostError."""
        return SqlStore(self._engine, self._zone, self._clock, (name, owner))

    @contextmanager
    def begin(self, scope: str) -> Iterator[SqlTransaction]:
        with self._writing(scope) as session:
            yield SqlTransaction(session, self._zone)

    def now(self) -> datetime:
        """The clock, set right by the server's where there is one: machines that share a store share its time."""
        return self._clock() + self._engine.skew()

    # a source and its addresses

    def state(self, source: str) -> SourceState:
        return self.states([source])[source]

    def states(self, sources: Sequence[str]) -> Mapping[str, SourceState]:
        with self._engine.session() as session:
            return standing.states(session, sources)

    def times(self, source: str, limit: int) -> Sequence[datetime]:
        with self._engine.session() as session:
            return standing.times(session, source, limit)

    def came(self, source: str, limit: int) -> Sequence[Came]:
        with self._engine.session() as session:
            return standing.came(session, source, limit)

    def last_news(self, sources: Sequence[str]) -> Mapping[str, datetime]:
        with self._engine.session() as session:
            return standing.newest(session, sources)

    def due(self, now: datetime, sources: Iterable[str]) -> list[str]:
        """Those of the sources whose time has come, the one that has waited longest first."""
        times: dict[str, int] = dict(self._all("SELECT source, due FROM sources WHERE due IS NOT NULL"))
        due = [source for source in sources if times.get(source, 0) <= ticks(now)]
        return sorted(due, key=lambda source: times.get(source, 0))

    def validators(self, source: str, url: str) -> Validators:
        row = self._one("SELECT state FROM validators WHERE source = ? AND url = ?", source, url)
        return decode(Validators, row[0]) if row else Validators()

    def waiting(self, source: str) -> Waiting | None:
        row = self._one("SELECT content FROM waiting WHERE source = ?", source)
        return decode(Waiting, row[0]) if row else None

    def ledger(self, since: datetime, host: str | None = None, limit: int = 100) -> list[Asked]:
        return self.hosts.ledger(since, host, limit)

    def traffic(self, since: datetime) -> list[Traffic]:
        """The requests since then, added up."""
        return self.hosts.traffic(since)

    def note(self, asked: Asked) -> None:
        """Put a line into the ledger that is of no source, and counts for no budget."""
        self.hosts.note(asked)

    def rename(self, old: str, new: str) -> None:
        """The source has another id from now on; nothing to do where the old one is not known."""
        renaming.rename(self._engine, old, new)

    def alone(self) -> AbstractContextManager[None]:
        """For the length of the block nobody else runs the schedule of this database; a process that is killed gives
        that up. Raises StoreError if somebody does already."""
        return self._engine.alone()

    # items

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]:
        with self._engine.session() as session:
            return reading.by_key(session, keys)

    def missing(self, source: str, since: datetime, before: datetime) -> list[Absence]:
        with self._engine.session() as session:
            return absences.missing(session, source, since, before)

    def absent(self, source: str, unseen: datetime | None = None) -> list[Absence]:
        with self._engine.session() as session:
            return absences.absent(session, source, unseen)

    def latest(self, source: str) -> datetime | None:
        row = self._one("SELECT max(published) FROM sightings WHERE source = ?", source)
        return moment(row[0]) if row and row[0] is not None else None

    def overdue(self, source: str, now: datetime, ages: Sequence[timedelta], limit: int) -> list[Known]:
        """Items of the source whose pages were not asked since they were as old as one of the ages."""
        with self._engine.session() as session:
            return reading.overdue(session, source, now, ages, limit)

    def number(self, ref: str) -> int | None:
        with self._engine.session() as session:
            return reading.find(session, ref)

    def find(self, ref: str) -> StoredItem | None:
        """The item with this id, address, identity key or number, with its earlier revisions."""
        with self._engine.session() as session:
            number = reading.find(session, ref)
            return None if number is None else reading.load(session, [number], history=True)[0]

    def items(self, numbers: Sequence[int]) -> Iterator[StoredItem]:
        return self._load(
            [(number,) for number in numbers[start : start + _PAGE]] for start in range(0, len(numbers), _PAGE)
        )

    def newest(self, sources: Sequence[str], limit: int) -> list[StoredItem]:
        with self._engine.session() as session:
            return reading.load(session, reading.newest(session, sources, limit))

    def edited(self, limit: int) -> list[StoredItem]:
        """The items that were edited last, with their revisions, the newest edit first."""
        return self._listed("SELECT number FROM items WHERE revision > 1 ORDER BY updated DESC, id LIMIT ?", limit)

    def withdrawn(self, limit: int) -> list[StoredItem]:
        """The items that were withdrawn last, the newest withdrawal first."""
        sql = "SELECT number FROM items WHERE withdrawn IS NOT NULL ORDER BY withdrawn DESC, id LIMIT ?"
        return self._listed(sql, limit)

    def month(self, month: date, zone: str) -> Iterator[StoredItem]:
        first, last = _bounds(month, ZoneInfo(zone))
        return self._load(self._pages(_NEWEST_FIRST, last, first))

    def months(self) -> Sequence[date]:
        return list(self.month_counts())

    def month_counts(self) -> Mapping[date, int]:
        """Items in each month of the publisher's zone, newest month first."""
        rows = self._all("SELECT month, count(*) FROM items GROUP BY month ORDER BY month DESC")
        return {date.fromisoformat(f"{month}-01"): count for month, count in rows}

    def everything(self) -> Iterator[StoredItem]:
        """All items with their revisions, oldest first."""
        return self._load(self._pages(_OLDEST_FIRST, -(2**62)))

    def ids(self) -> Iterator[str]:
        """The ids of all items, oldest first."""
        return (id for page in self._pages(_OLDEST_FIRST, -(2**62)) for _, _, id in page)

    def counts(self) -> Mapping[str, int]:
        """How many items stand, or stood, on each source's listing."""
        return dict(self._all("SELECT source, count(*) FROM sightings GROUP BY source"))

    # feeds

    def assign(self, select: Select, version: str, numbers: Sequence[int]) -> None:
        selecting.assign(self._engine, self._zone, select, version, numbers)

    def selected(self, feed: str, limit: int) -> list[StoredItem]:
        """The newest items that are assigned to a feed, newest first, ties by id; none that is withdrawn."""
        with self._engine.session() as session:
            return reading.load(session, selecting.newest(session, feed, limit))

    def topics(self) -> Mapping[Topic, int]:
        with self._engine.session() as session:
            return selecting.topics(session)

    # the order of arrival

    def arrive(self, numbers: Iterable[int]) -> None:
        arriving.arrive(self._engine, numbers)

    def arrived(self) -> int:
        with self._engine.session() as session:
            return arriving.count(session)

    def arrivals(self, first: int, last: int) -> list[StoredItem]:
        """The items that arrived as `first` to `last`, as they are now, the newest publication first."""
        with self._engine.session() as session:
            return reading.load(session, arriving.between(session, first, last))

    def places(self, numbers: Iterable[int]) -> list[int]:
        with self._engine.session() as session:
            return arriving.of(session, numbers)

    # publishing

    def stale(self) -> Mapping[str, int]:
        return dict(self._all("SELECT name, version FROM marks WHERE version > published"))

    def published(self, done: Mapping[str, int]) -> None:
        """Take away marks, unless they were renewed since they were read."""
        with self._writing() as session:
            rows = [(version, name, version) for name, version in sorted(done.items())]
            session.many("UPDATE marks SET published = ? WHERE name = ? AND version = ?", rows)

    def unpublished(self, names: Iterable[str]) -> None:
        """Mark these again, though nothing changed."""
        with self._engine.transaction() as session:
            mark(session, names)

    def outputs(self) -> Mapping[str, Output]:
        """Files as they were last written, by path."""
        rows = self._all("SELECT path, sha256, count, size FROM outputs WHERE path <> ? ORDER BY path", _WHOLE)
        return {path: Output(sha256=sha256, count=count, size=size) for path, sha256, count, size in rows}

    def written(self, outputs: Mapping[str, Output | None]) -> None:
        """Remember files as written; None forgets one that was taken away."""
        kept = [(path, out.sha256, out.count, out.size) for path, out in sorted(outputs.items()) if out]
        gone = [(path,) for path, out in sorted(outputs.items()) if not out]
        with self._writing() as session:
            session.many(_OUTPUT, kept)
            session.many("DELETE FROM outputs WHERE path = ?", gone)

    def look(self) -> str:
        """By what the output was last written; "" before."""
        row = self._one("SELECT sha256 FROM outputs WHERE path = ?", _WHOLE)
        return str(row[0]) if row else ""

    def looks(self, look: str) -> None:
        """The output is written by this from now on."""
        with self._writing() as session:
            session.run(_OUTPUT, (_WHOLE, look, 0, 0))

    # care

    def backup(self, path: Path) -> None:
        """Copy the database as of one moment, while others use it. PostgreSQL refuses, and names its own tool."""
        self._engine.backup(path)

    def check(self) -> tuple[str, ...]:
        """Every damage in a sentence; () when all is well. Reads everything once."""
        return care.problems(self._engine)

    def close(self) -> None:
        self._engine.close()

    @contextmanager
    def _writing(self, scope: str = "") -> Iterator[Session]:
        with self._engine.transaction(scope) as session:
            if self._lease:
                leases.check(session, *self._lease)
            yield session

    def _one(self, sql: str, *values: Value) -> Row | None:
        with self._engine.session() as session:
            return session.one(sql, values)

    def _all(self, sql: str, *values: Value) -> list[Row]:
        with self._engine.session() as session:
            return session.all(sql, values)

    def _listed(self, sql: str, *values: Value) -> list[StoredItem]:
        with self._engine.session() as session:
            return reading.load(session, [row[0] for row in session.all(sql, values)], history=True)

    def _pages(self, sql: str, start: int, *bounds: int) -> Iterator[list[Row]]:
        """(number, published, id) from `start` on, by published and id."""
        published, id = start, ""
        while rows := self._all(sql, *bounds, published, published, id):
            yield rows
            _, published, id = rows[-1]

    def _load(self, pages: Iterable[Sequence[Row]]) -> Iterator[StoredItem]:
        for page in pages:
            with self._engine.session() as session:
                items = reading.load(session, [row[0] for row in page], history=True)
            yield from items


def open_store(url: str, zone: tzinfo, clock: Now = lambda: datetime.now(UTC)) -> SqlStore:
    """The store at `sqlite:///name.db`, `sqlite:////folder/name.db` or `postgresql://user@host/name`, made or brought
    up to date first. Months are counted in `zone`, the publisher's. Raises StoreError."""
    engine = open_engine(url)
    try:
        migrate(engine, zone)
    except BaseException:
        engine.close()
        raise
    return SqlStore(engine, zone, clock)


def _bounds(month: date, zone: tzinfo) -> tuple[int, int]:
    """The first and the last microsecond of the month that begins on this day."""
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    first, end = (ticks(datetime.combine(day, time(), zone)) for day in (month, following))
    return first, end - 1
