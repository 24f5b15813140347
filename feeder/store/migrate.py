"""Bring a database to the schema of this version, from nothing or from any earlier one.

A migration is a file migrations/<number>_<name>.sql of statements that every database understands, but for the words
in braces, which are the driver's. What was released is never changed again: a new file is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from functools import cache
from pathlib import Path

from feeder.errors import StoreError
from feeder.store.engine import CHUNK, Engine, Session
from feeder.store.rows import moment
from feeder.store.writing import mark, month_of

MOVING = "moving"  # in the table `feeder`: which database this one is to become a copy of, and is not yet
_FOLDER = Path(__file__).with_name("migrations")


def migrate(engine: Engine, zone: tzinfo) -> None:
    """Ready for use, with months counted in this zone; all or nothing, and once, however many processes begin."""
    wanted = {"schema": str(len(_files())), "zone": str(zone)}
    with engine.session() as session:
        if facts(engine, session) == wanted:
            return
    with engine.transaction("migrate") as session:
        found = facts(engine, session)
        if MOVING in found:
            raise StoreError(
                f"{engine.driver.place}: holds a part of {found[MOVING]}, because `feeder migrate-store` was stopped: "
                "run it again, it goes on from there"
            )
        for script in scripts(engine.driver.types)[int(found.get("schema", 0)) :]:
            _run(session, script)
        if found.get("zone", wanted["zone"]) != wanted["zone"]:
            _count_months(session, zone)
        session.many(
            "INSERT INTO feeder (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            wanted.items(),
        )


def scripts(types: Mapping[str, str]) -> list[str]:
    """All migrations in their order, with the words of a database."""
    return [file.read_text(encoding="utf-8").format(**types) for file in _files()]


@cache
def _files() -> tuple[Path, ...]:
    return tuple(sorted(_FOLDER.glob("[0-9]*.sql")))


def facts(engine: Engine, session: Session) -> dict[str, str]:
    """The table `feeder`; empty for a new database. Raises StoreError where a newer version was at work."""
    if not session.one(engine.driver.exists):
        return {}
    found: dict[str, str] = dict(session.all("SELECT name, value FROM feeder"))
    if int(found.get("schema", 0)) > len(_files()):
        raise StoreError(
            f"{engine.driver.place}: was made by a newer feeder (schema {found['schema']}; this one knows "
            f"{len(_files())}): upgrade feeder, or put a backup in its place"
        )
    return found


def _run(session: Session, script: str) -> None:
    """Statement by statement: SQLite's own way with a script commits first."""
    code = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    for statement in code.split(";"):
        session.run(statement)


def _count_months(session: Session, zone: tzinfo) -> None:
    """The publisher moved to another zone: items near a month's end change their month, and every file its content."""
    touched = _places(session)
    last = 0
    page = f"SELECT number, published FROM items WHERE number > ? ORDER BY number LIMIT {CHUNK}"
    while rows := session.all(page, (last,)):
        months = [(month_of(moment(published), zone), number) for number, published in rows]
        session.many("UPDATE items SET month = ? WHERE number = ?", months)
        last = rows[-1][0]
    mark(session, touched | _places(session))


def _places(session: Session) -> set[str]:
    """Everything that can be published."""
    rows = session.all(
        "SELECT DISTINCT 'month:' || month FROM items UNION SELECT DISTINCT 'source:' || source FROM sightings"
    )
    return {name for (name,) in rows}
