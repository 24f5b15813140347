"""Give a source another id: what it has stays, under the same ids of items."""

from __future__ import annotations

from dataclasses import replace

from feeder.records import SourceState
from feeder.store.engine import Engine, Session
from feeder.store.rows import decode, encode
from feeder.store.writing import mark

_KNOWN = "SELECT 1 FROM sources WHERE source = ? UNION ALL SELECT 1 FROM sightings WHERE source = ? LIMIT 1"

_PLACES = """
SELECT DISTINCT 'month:' || month FROM items JOIN sightings ON item = number WHERE sightings.source = ?
UNION ALL SELECT 'item:' || item FROM sightings WHERE source = ?
UNION ALL SELECT DISTINCT 'source:' || others.source FROM sightings AS its JOIN sightings AS others
  ON others.item = its.item AND others.source <> its.source WHERE its.source = ?"""

_HAD = "DELETE FROM validators WHERE source = ? AND url IN (SELECT url FROM validators WHERE source = ?)"

_TWICE = "DELETE FROM sightings WHERE source = ? AND item IN (SELECT item FROM sightings WHERE source = ?)"


def rename(engine: Engine, old: str, new: str) -> None:
    """From `old` to `new`, which may be in use already: then what it knows counts."""
    with engine.session() as session:
        if not session.one(_KNOWN, (old, old)):
            return
    with engine.transaction("rename") as session:
        places = [name for (name,) in session.all(_PLACES, (old, old, old))]
        session.run(_TWICE, (old, new))
        session.run("UPDATE sightings SET source = ? WHERE source = ?", (new, old))
        session.run("UPDATE items SET source = ? WHERE source = ?", (new, old))
        session.run(_HAD, (old, new))
        session.run("UPDATE validators SET source = ? WHERE source = ?", (new, old))
        _state(session, old, new)
        mark(session, [f"source:{new}", *places])


def _state(session: Session, old: str, new: str) -> None:
    """What is remembered of the source itself."""
    row = session.one("SELECT state, due FROM sources WHERE source = ?", (old,))
    if row and not session.one("SELECT 1 FROM sources WHERE source = ?", (new,)):
        state = replace(decode(SourceState, row[0]), source=new)
        session.run("INSERT INTO sources (source, due, state) VALUES (?, ?, ?)", (new, row[1], encode(state)))
        session.run("UPDATE waiting SET source = ? WHERE source = ?", (new, old))
    session.run("DELETE FROM sources WHERE source = ?", (old,))
    session.run("DELETE FROM waiting WHERE source = ?", (old,))
