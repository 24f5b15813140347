"""Connections to one database: SQL in, rows out, every failure of its driver in plain words.

The rest of the store writes one SQL, with `?` for values. What databases do in their own ways stands behind `Driver`,
in `sqlite.py` and `postgres.py`; `open_engine` alone chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import monotonic, time
from typing import Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar

from feeder.errors import StoreError

Value = str | int | float | None
Row = tuple[Any, ...]
P = ParamSpec("P")
T = TypeVar("T")

_SKEW = 30.0  # seconds that the difference of two clocks is believed
_SET = 0.1  # seconds: this machine's clock was set meanwhile, and it is not

CHUNK = 500  # values in one IN (...), far below what any database takes


class Driver(Protocol):
    """What one database does in its own way. A connection commits each statement outside of BEGIN and COMMIT."""

    place: str  # what to call the database in messages; never with a password
    errors: ClassVar[type[Exception]]  # the base of what its library raises
    types: ClassVar[Mapping[str, str]]  # words of the migrations, and what they mean here
    exists: ClassVar[str]  # SQL: a row if feeder's tables are there
    others: ClassVar[str]  # SQL: the name of some table, whosever it is
    recount: ClassVar[str]  # SQL: a {column} of {table} that counts by itself goes on after the highest number there
    checks: ClassVar[Sequence[str]]  # SQL: a row for each damage that the database finds by itself

    def there(self) -> bool:
        """Whether there is such a database, as far as it is known without asking a server."""
        ...

    def connect(self) -> Any: ...

    def alive(self, connection: Any) -> bool:
        """Whether a connection that lay idle is still good; without asking the server."""
        ...

    def dialect(self, sql: str) -> str: ...

    def begin(self, scope: str) -> str:
        """SQL that begins a transaction; two of the same scope exclude each other, "" need not exclude any."""
        ...

    def freeze(self, tables: Sequence[str]) -> str:
        """SQL that begins a transaction in which nobody else writes to these tables."""
        ...

    def alone(self) -> AbstractContextManager[bool]:
        """Whether no other process is in such a block; one that is killed leaves it."""
        ...

    def skew(self, connection: Any) -> timedelta:
        """How far the database's clock is ahead of this machine's."""
        ...

    def backup(self, connection: Any, path: Path) -> None: ...

    def restoring(self, path: Path, force: bool) -> AbstractContextManager[tuple[str, str]]:
        """The address of a copy of a backup, which takes the place of the database at the end of the block, unless the
        block fails; and where a database that was there is kept, "" if there was none. Such a one is replaced only with
        `force`. Raises StoreError."""
        ...

    def explain(self, error: Exception) -> str:
        """What went wrong, and the remedy."""
        ...


class Session:
    """A connection, lent by an engine for the length of a block."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._driver = engine, engine.driver
        self._careful = _Explained(engine.driver)
        self.connection: Any = None  # the driver's own

    def __enter__(self) -> Session:
        self.connection = self._engine.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind:
            self.connection.close()  # which rolls back, whatever it was in the middle of
        else:
            self._engine.give_back(self.connection)

    @property
    def failed(self) -> bool:
        """Once a statement has, what came before it must not be committed without it."""
        return self._careful.failed

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        with self._careful:
            _storable(values)
            self.connection.execute(self._driver.dialect(sql), values)

    def all(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        with self._careful:
            _storable(values)
            rows: list[Row] = self.connection.execute(self._driver.dialect(sql), values).fetchall()
            return rows

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        return next(iter(self.all(sql, values)), None)

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """The same statement for each of the rows."""
        if batch := list(rows):
            with self._careful:
                for values in batch:
                    _storable(values)
                self.connection.cursor().executemany(self._driver.dialect(sql), batch)

    def among(self, sql: str, values: Iterable[Value], first: Sequence[Value] = ()) -> list[Row]:
        """The rows of a statement whose `{}` stands for a list of any length; `first` are the values before it."""
        rest, rows = iter(dict.fromkeys(values)), list[Row]()
        while chunk := tuple(islice(rest, CHUNK)):
            rows += self.all(sql.format(",".join("?" * len(chunk))), (*first, *chunk))
        return rows


class Engine:
    """Lends connections: as many as are in use at a time, kept for the next who asks."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._idle: list[Any] = []  # append and pop are atomic
        self._skew = (timedelta(0), -_SKEW, 0.0)  # with when it was measured, and what the clock then began at
        self._closed = False

    def session(self) -> Session:
        """A connection for the length of the block."""
        return Session(self)

    def ask(self, question: Callable[Concatenate[Session, P], T], *words: P.args, **named: P.kwargs) -> T:
        """The answer to a question that takes one session."""
        with self.session() as session:
            return question(session, *words, **named)

    @contextmanager
    def transaction(self, scope: str = "") -> Iterator[Session]:
        """Committed at the end of the block, rolled back if it fails."""
        with self.session() as session:
            session.run(self.driver.begin(scope))
            yield session
            if session.failed:
                raise StoreError(f"{self.driver.place}: nothing was written, because a part of it failed")
            session.run("COMMIT")

    @contextmanager
    def frozen(self, tables: Sequence[str]) -> Iterator[Session]:
        """A connection to read these tables with; nobody writes to them until the end of the block."""
        with self.session() as session:
            session.run(self.driver.freeze(tables))
            yield session
            session.run("ROLLBACK")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """For the length of the block, at most one process is in here. Raises StoreError for a second one."""
        with ExitStack() as stack:
            with _Explained(self.driver):
                first = stack.enter_context(self.driver.alone())
            if not first:
                raise StoreError(
                    f"{self.driver.place}: another `feeder run` works on this database; end it first, or give this one "
                    "a database of its own"
                )
            yield

    def skew(self) -> timedelta:
        """How far the database's clock is ahead; asked again now and then, and when this machine's was set."""
        skew, measured, began = self._skew
        now, begins = monotonic(), time() - monotonic()
        if now - measured < _SKEW and abs(begins - began) < _SET:
            return skew
        with self.session() as session, _Explained(self.driver):
            skew = self.driver.skew(session.connection)
        self._skew = skew, now, begins
        return skew

    def backup(self, path: Path) -> None:
        with self.session() as session, _Explained(self.driver):
            self.driver.backup(session.connection, path)

    @contextmanager
    def restoring(self, path: Path, force: bool) -> Iterator[tuple[str, str]]:
        """As the driver's; and no daemon runs meanwhile."""
        with self.alone(), self.driver.restoring(path, force) as places:
            yield places

    def close(self) -> None:
        """Close all connections; one that is lent out is closed when it comes back."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def take(self) -> Any:
        """A connection that nobody else has."""
        if self._closed:
            raise StoreError(f"{self.driver.place}: the store is closed")
        while self._idle:
            connection = self._idle.pop()
            if self.driver.alive(connection):
                return connection
            connection.close()
        with _Explained(self.driver):
            return self.driver.connect()

    def give_back(self, connection: Any) -> None:
        self._idle.append(connection)
        if self._closed:
            self.close()


def open_engine(url: str) -> Engine:
    """`sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://user@host/name`."""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        from feeder.store.sqlite import Sqlite

        return Engine(Sqlite(rest))
    if scheme in ("postgresql", "postgres"):
        try:
            from feeder.store.postgres import Postgres
        except ImportError as error:
            raise StoreError(
                f"PostgreSQL needs one more package: pip install 'feeder-kpu[cluster]' ({error})"
            ) from error
        return Engine(Postgres(url))
    raise StoreError("the address of the database must begin with sqlite:/// or postgresql://")


class _Explained:
    """A block in which a driver works: what that raises becomes a StoreError in plain words."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self.failed = False  # once anything was raised

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is None:
            return
        self.failed = True
        if isinstance(error, self._driver.errors):
            raise StoreError(f"{self._driver.place}: {self._driver.explain(error)}") from error
        if isinstance(error, UnicodeEncodeError):
            raise StoreError(f"this text is not Unicode and cannot be stored: {error.object[:80]!a}") from error


def _storable(values: Sequence[Value]) -> None:
    """PostgreSQL refuses NUL; SQLite would keep it, and the installation could never move."""
    for value in values:
        if isinstance(value, str) and "\0" in value:
            raise StoreError(f"this text holds a NUL character and cannot be stored: {value[:80]!a}")
