"""The Leases port: one row for each name that somebody holds."""

from __future__ import annotations

from datetime import datetime

from feeder.errors import LostError
from feeder.records import Lease
from feeder.store.engine import Engine, Session
from feeder.store.rows import moment, ticks

# A lease that has ended goes to whoever asks, a running one to its owner again; others get no row.
_CLAIM = """
INSERT INTO leases (name, owner, since, renewed, until) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, renewed = excluded.renewed, until = excluded.until,
  since = CASE WHEN leases.owner = excluded.owner THEN leases.since ELSE excluded.since END
WHERE leases.until <= ? OR leases.owner = excluded.owner
RETURNING name"""


class SqlLeases:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, name: str, owner: str, now: datetime, until: datetime) -> bool:
        at = ticks(now)
        with self._engine.session() as session:
            return session.one(_CLAIM, (name, owner, at, at, ticks(until), at)) is not None

    def release(self, name: str, owner: str) -> None:
        with self._engine.session() as session:
            session.run("DELETE FROM leases WHERE name = ? AND owner = ?", (name, owner))

    def all(self) -> list[Lease]:
        with self._engine.session() as session:
            rows = session.all("SELECT name, owner, since, renewed, until FROM leases ORDER BY name")
        return [Lease(name, owner, *map(moment, times)) for name, owner, *times in rows]

    def forget(self, before: datetime) -> None:
        with self._engine.session() as session:
            session.run("DELETE FROM leases WHERE until < ?", (ticks(before),))


def check(session: Session, name: str, owner: str) -> None:
    """Raises LostError if somebody else has taken the lease. One that has ended and that nobody wanted will do."""
    if not session.one("SELECT 1 FROM leases WHERE name = ? AND owner = ?", (name, owner)):
        raise LostError(name)
