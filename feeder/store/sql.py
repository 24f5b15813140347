"""The Store port (`ports.store`, which says what each method promises), in SQL that every database understands.

The statements stand by subject in the files beside this one, as functions that are handed a session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from feeder.model import StoredItem, Topic, Validators
from feeder.ports import Now
from feeder.ports.store import Select
from feeder.records import Absence, Asked, Came, Known, Output, SourceState, Traffic, Waiting
from feeder.store import absences, arriving, care, leases, outputs, paging, reading, renaming, selecting, states
from feeder.store.engine import Engine, Session, open_engine
from feeder.store.hosts import SqlHosts
from feeder.store.leases import SqlLeases
from feeder.store.migrate import migrate
from feeder.store.outbox import SqlOutbox
from feeder.store.transaction import SqlTransaction
from feeder.store.writing import mark


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

    # a source, its addresses and its requests

    def state(self, source: str) -> SourceState:
        return self.states([source])[source]

    def states(self, sources: Sequence[str]) -> Mapping[str, SourceState]:
        return self._engine.ask(states.states, sources)

    def due(self, now: datetime, sources: Iterable[str]) -> list[str]:
        return self._engine.ask(states.due, now, sources)

    def times(self, source: str, limit: int) -> Sequence[datetime]:
        return self._engine.ask(states.times, source, limit)

    def came(self, source: str, limit: int) -> Sequence[Came]:
        return self._engine.ask(states.came, source, limit)

    def last_news(self, sources: Sequence[str]) -> Mapping[str, datetime]:
        return self._engine.ask(states.newest, sources)

    def validators(self, source: str, url: str) -> Validators:
        return self._engine.ask(states.validators, source, url)

    def waiting(self, source: str) -> Waiting | None:
        return self._engine.ask(states.waiting, source)

    def ledger(self, since: datetime, host: str | None = None, limit: int = 100) -> list[Asked]:
        return self.hosts.ledger(since, host, limit)

    def traffic(self, since: datetime) -> list[Traffic]:
        return self.hosts.traffic(since)

    def note(self, asked: Asked) -> None:
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
        return self._engine.ask(reading.by_key, keys)

    def missing(self, source: str, since: datetime, before: datetime) -> list[Absence]:
        return self._engine.ask(absences.missing, source, since, before)

    def absent(self, source: str, unseen: datetime | None = None) -> list[Absence]:
        return self._engine.ask(absences.absent, source, unseen)

    def overdue(self, source: str, now: datetime, ages: Sequence[timedelta], limit: int) -> list[Known]:
        return self._engine.ask(reading.overdue, source, now, ages, limit)

    def latest(self, source: str) -> datetime | None:
        return self._engine.ask(states.latest, source)

    def number(self, ref: str) -> int | None:
        return self._engine.ask(reading.find, ref)

    def find(self, ref: str) -> StoredItem | None:
        with self._engine.session() as session:
            number = reading.find(session, ref)
            return None if number is None else reading.load(session, [number], history=True)[0]

    def items(self, numbers: Sequence[int]) -> Iterator[StoredItem]:
        return paging.items(self._engine, numbers)

    def newest(self, sources: Sequence[str], limit: int) -> list[StoredItem]:
        with self._engine.session() as session:
            return reading.load(session, reading.newest(session, sources, limit))

    def edited(self, limit: int) -> list[StoredItem]:
        with self._engine.session() as session:
            return reading.load(session, reading.edited(session, limit), history=True)

    def withdrawn(self, limit: int, feed: str = "") -> list[StoredItem]:
        with self._engine.session() as session:
            return reading.load(session, selecting.withdrawn(session, feed, limit), history=True)

    def month(self, month: date, zone: str) -> Iterator[StoredItem]:
        return paging.month(self._engine, month, ZoneInfo(zone))

    def months(self) -> Sequence[date]:
        return list(self.month_counts())

    def month_counts(self) -> Mapping[date, int]:
        return self._engine.ask(reading.month_counts)

    def everything(self) -> Iterator[StoredItem]:
        return paging.everything(self._engine)

    def ids(self) -> Iterator[str]:
        return paging.ids(self._engine)

    def counts(self) -> Mapping[str, int]:
        return self._engine.ask(states.counts)

    # feeds

    def assign(self, select: Select, version: str, numbers: Sequence[int]) -> None:
        selecting.assign(self._engine, self._zone, select, version, numbers)

    def selected(self, feed: str, limit: int) -> list[StoredItem]:
        with self._engine.session() as session:
            return reading.load(session, selecting.newest(session, feed, limit))

    def topics(self) -> Mapping[Topic, int]:
        return self._engine.ask(selecting.topics)

    # the order of arrival

    def arrive(self, numbers: Iterable[int]) -> None:
        arriving.arrive(self._engine, numbers)

    def arrived(self) -> int:
        return self._engine.ask(arriving.count)

    def arrivals(self, first: int, last: int) -> list[StoredItem]:
        with self._engine.session() as session:
            return reading.load(session, arriving.between(session, first, last))

    def places(self, numbers: Iterable[int]) -> list[int]:
        return self._engine.ask(arriving.of, numbers)

    # the output

    def stale(self) -> Mapping[str, int]:
        return self._engine.ask(outputs.stale)

    def published(self, done: Mapping[str, int]) -> None:
        with self._writing() as session:
            outputs.published(session, done)

    def unpublished(self, names: Iterable[str]) -> None:
        """Also where the lease is lost: whoever took over is to see that something was in hand."""
        with self._engine.transaction() as session:
            mark(session, names)

    def outputs(self) -> Mapping[str, Output]:
        return self._engine.ask(outputs.files)

    def written(self, files: Mapping[str, Output | None]) -> None:
        with self._writing() as session:
            outputs.written(session, files)

    def look(self) -> str:
        return self._engine.ask(outputs.look)

    def looks(self, look: str) -> None:
        with self._writing() as session:
            outputs.looks(session, look)

    # care

    def backup(self, path: Path) -> None:
        """PostgreSQL refuses, and names its own tool."""
        self._engine.backup(path)

    def check(self) -> tuple[str, ...]:
        """Reads everything once."""
        return care.problems(self._engine)

    def close(self) -> None:
        self._engine.close()

    @contextmanager
    def _writing(self, scope: str = "") -> Iterator[Session]:
        """A transaction, as long as the lease is held. Raises LostError."""
        with self._engine.transaction(scope) as session:
            if self._lease:
                leases.check(session, *self._lease)
            yield session


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
