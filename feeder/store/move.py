"""Move an installation to another database, of either kind, with all that it remembers.

    freeze the origin > compare a range of rows > copy it if it differs > ... > compare all of both > a store

A range is compared before it is copied: so a run that was killed is completed by the next one, whatever was written to
the origin in between. Until all is there and compared, the target says that it is no store yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from hashlib import sha256
from zoneinfo import ZoneInfo

import orjson

from feeder.errors import StoreError
from feeder.store.engine import CHUNK, Engine, Row, Session, Value, open_engine
from feeder.store.migrate import MOVING, facts, migrate
from feeder.store.tables import Table, tables

Range = tuple[Row | None, Row | None]  # after this key, up to that one; None is the end of the table

#: Goes through the ranges, whose number is known, and may show how far it is.
Watched = Callable[[Iterable[None], int], Iterable[None]]

_FACTS = "feeder"  # what a database says of itself; written last


@dataclass(frozen=True, slots=True)
class Copied:
    """A table that is the same in both databases."""

    table: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Moved:
    """`before`: there was nothing left to do. Places never hold a password."""

    origin: str
    target: str
    tables: tuple[Copied, ...]
    before: bool


def move(origin: str, target: str, watched: Watched) -> Moved:
    """Copy the database of one address to the other, and compare every row. Nobody writes to the origin meanwhile; it
    stays as it is. Raises StoreError, also where `feeder run` works on one of them, or the target holds something
    else."""
    if origin == target:
        raise StoreError("both addresses name the same database; name another one to move to")
    with ExitStack() as stack:
        old, new = (stack.enter_context(closing(open_engine(url))) for url in (origin, target))
        zone = _checked(old)
        stack.enter_context(old.alone())
        stack.enter_context(new.alone())
        source = stack.enter_context(old.frozen([each.name for each in tables()]))
        before = not _prepared(source, old.driver.place, new, zone)
        if not before:
            _copy(source, new, watched)
        same = tuple(_compared(source, new, each) for each in _contents())
        if not before:
            _finish(source, new)
        return Moved(old.driver.place, new.driver.place, same, before)


def _contents() -> list[Table]:
    return [each for each in tables() if each.name != _FACTS]


def _checked(origin: Engine) -> ZoneInfo:
    """There is something to move; brought up to date first. Returns the zone that it counts months in."""
    found: dict[str, str] = {}
    if origin.driver.there():
        with origin.session() as session:
            found = facts(origin, session)
    if not found:
        raise StoreError(f"{origin.driver.place}: holds nothing of feeder, so there is nothing to move: see its name")
    zone = ZoneInfo(found["zone"])
    migrate(origin, zone)
    return zone


def _prepared(source: Session, place: str, target: Engine, zone: ZoneInfo) -> bool:
    """The target has empty tables, or a part of what is to be copied. Returns whether anything is left to do."""
    with target.session() as session:
        found = facts(target, session)
        other = None if found else session.one(target.driver.others)
    if other:
        raise StoreError(f"{target.driver.place}: holds a table {other[0]} of something else; name an empty database")
    if found.get(MOVING, place) != place:
        raise StoreError(f"{target.driver.place}: holds a part of {found[MOVING]}; complete that, or empty it first")
    if MOVING in found:
        return True
    migrate(target, zone)
    with target.transaction("migrate") as session:
        if any(session.one(f"SELECT 1 FROM {each.name} LIMIT 1") for each in _contents()):
            _refuse_another(source, session, target.driver.place)
            return False
        session.run("INSERT INTO feeder (name, value) VALUES (?, ?)", (MOVING, place))
    return True


def _refuse_another(source: Session, session: Session, place: str) -> None:
    """Raises StoreError unless both hold as many rows of everything; whether they are equal is seen later."""
    for table in _contents():
        counts = [one.all(f"SELECT count(*) FROM {table.name}")[0][0] for one in (source, session)]
        if counts[0] != counts[1]:
            raise StoreError(
                f"{place}: holds another installation already ({counts[1]} rows in {table.name}, where there are "
                f"{counts[0]} to move); name an empty database"
            )


def _copy(source: Session, target: Engine, watched: Watched) -> None:
    rows = [source.all(f"SELECT count(*) FROM {each.name}")[0][0] for each in _contents()]
    ranges = sum(count // CHUNK + 1 for count in rows)
    for _ in watched(_copying(source, target), ranges):
        pass
    with target.transaction() as session:
        for table in _contents():
            if table.number:
                session.run(target.driver.recount.format(table=table.name, column=table.number))


def _copying(source: Session, target: Engine) -> Iterator[None]:
    for table in _contents():
        for within in _ranges(source, table):
            wanted = _rows(source, table, within)
            with target.transaction() as session:
                _make(session, table, within, wanted)
            yield


def _ranges(session: Session, table: Table) -> Iterator[Range]:
    """Ranges of the key that cover the table, and whatever lies beyond; of CHUNK rows each, and more only where many
    have the same key."""
    keys, after = ", ".join(table.key), None
    while True:
        where, values = _where(table, (after, None))
        sql = f"SELECT {keys} FROM {table.name} {where} ORDER BY {keys} LIMIT 1 OFFSET {CHUNK - 1}"
        last = session.one(sql, values)
        yield after, last
        if last is None:
            return
        after = last


def _where(table: Table, within: Range) -> tuple[str, Sequence[Value]]:
    keys, places = ", ".join(table.key), ", ".join("?" * len(table.key))
    bounds = [(sign, each) for sign, each in zip((">", "<="), within, strict=True) if each is not None]
    where = " AND ".join(f"({keys}) {sign} ({places})" for sign, _ in bounds)
    return f"WHERE {where}" if where else "", [value for _, bound in bounds for value in bound]


def _rows(session: Session, table: Table, within: Range) -> list[Row]:
    """The rows of a range, in an order that is the same in every database."""
    where, values = _where(table, within)
    rows = session.all(f"SELECT {', '.join(table.columns)} FROM {table.name} {where}", values)
    return sorted(rows, key=orjson.dumps)


def _make(session: Session, table: Table, within: Range, wanted: Sequence[Row]) -> None:
    """The rows of a range what they shall be; nothing is written where they are."""
    there = _rows(session, table, within)
    if there == wanted:
        return
    width = len(table.key)
    columns = (*table.key, *table.others)
    order = [table.columns.index(column) for column in columns]
    new = [tuple(row[place] for place in order) for row in wanted]
    if table.unique:
        kept = {row[:width] for row in new}
        gone = {tuple(row[place] for place in order[:width]) for row in there} - kept
    else:
        gone = {tuple(row[place] for place in order[:width]) for row in there}
    session.many(f"DELETE FROM {table.name} WHERE {' AND '.join(f'{key} = ?' for key in table.key)}", sorted(gone))
    session.many(_insert(table, columns), new)


def _insert(table: Table, columns: Sequence[str]) -> str:
    sql = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    if not table.unique:
        return sql
    changes = ", ".join(f"{column} = excluded.{column}" for column in table.others)
    return f"{sql} ON CONFLICT ({', '.join(table.key)}) DO {f'UPDATE SET {changes}' if changes else 'NOTHING'}"


def _compared(source: Session, target: Engine, table: Table) -> Copied:
    """Raises StoreError where a table is not the same in both."""
    one = _digest(source, table)
    with target.session() as session:
        other = _digest(session, table)
    if one != other:
        raise StoreError(
            f"{target.driver.place}: {table.name} is not what there is to move ({other.rows} rows, checksum "
            f"{other.sha256[:12]}, instead of {one.rows} and {one.sha256[:12]}); name an empty database"
        )
    return one


def _digest(session: Session, table: Table) -> Copied:
    count, digest = 0, sha256()
    for within in _ranges(session, table):
        for row in _rows(session, table, within):
            count += 1
            digest.update(orjson.dumps(row) + b"\n")
    return Copied(table.name, count, digest.hexdigest())


def _finish(source: Session, target: Engine) -> None:
    """From now on the target is a store."""
    said = source.all(f"SELECT name, value FROM {_FACTS}")
    with target.transaction("migrate") as session:
        session.run(f"DELETE FROM {_FACTS}")
        session.many(f"INSERT INTO {_FACTS} (name, value) VALUES (?, ?)", said)
