"""The Hosts port: leases, what hosts asked of us, and the ledger of what was asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from feeder.records import Asked, HostState, Traffic
from feeder.store.engine import Engine, Value
from feeder.store.rows import decode, encode, moment, ticks

_KEPT = timedelta(days=90)  # of the ledger

# An ended lease goes to whoever asks, a running one to its owner again; others get no row.
_CLAIM = """
INSERT INTO hosts (host, owner, lease_until, state) VALUES (?, ?, ?, ?)
ON CONFLICT (host) DO UPDATE SET owner = excluded.owner, lease_until = excluded.lease_until
WHERE hosts.lease_until <= ? OR hosts.owner = excluded.owner
RETURNING state"""

# The lease is given back, unless it has ended and is somebody else's.
_LEARNED = """
INSERT INTO hosts (host, owner, lease_until, state) VALUES (?, '', 0, ?)
ON CONFLICT (host) DO UPDATE SET state = excluded.state,
  owner = CASE WHEN hosts.owner = ? THEN '' ELSE hosts.owner END,
  lease_until = CASE WHEN hosts.owner = ? THEN 0 ELSE hosts.lease_until END"""

_COLUMNS = ("at", "host", "url", "source", "status", "size", "seconds", "note")

_ASKED = f"INSERT INTO ledger ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)})"

_LEDGER = f"""
SELECT {", ".join(_COLUMNS)} FROM ledger WHERE at >= ? AND (host = ? OR ? = '') ORDER BY at DESC LIMIT ?"""

_TRAFFIC = """
SELECT host, source, status, note, count(*), sum(size), sum(seconds) FROM ledger WHERE at >= ?
GROUP BY host, source, status, note ORDER BY host, source, status, note"""


class SqlHosts:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, host: str, owner: str, now: datetime, until: datetime) -> HostState | None:
        """Take the host's lease, or renew it; `owner` names one conversation, not a process with several."""
        new = encode(HostState(host=host))
        with self._engine.session() as session:
            row = session.one(_CLAIM, (host, owner, ticks(until), new, ticks(now)))
        return decode(HostState, row[0]) if row else None

    def release(self, owner: str, state: HostState, asked: Sequence[Asked]) -> None:
        """What was learned is written even if the lease has ended: a pause that was asked for is a pause."""
        with self._engine.transaction() as session:
            session.run(_LEARNED, (state.host, encode(state), owner, owner))
            session.many(_ASKED, [_line(each) for each in asked])
            if asked:
                session.run("DELETE FROM ledger WHERE at < ?", (ticks(asked[-1].at - _KEPT),))

    def note(self, asked: Asked) -> None:
        """A line that belongs to no turn."""
        with self._engine.session() as session:
            session.run(_ASKED, _line(asked))

    def asked(self, since: datetime) -> int:
        with self._engine.session() as session:
            row = session.one("SELECT count(*) FROM ledger WHERE at >= ? AND source <> ''", (ticks(since),))
        return int(row[0]) if row else 0

    def ledger(self, since: datetime, host: str | None = None, limit: int = 100) -> list[Asked]:
        """The last requests, newest first; of one host if it is named."""
        host = host or ""
        with self._engine.session() as session:
            rows = session.all(_LEDGER, (ticks(since), host, host, limit))
        return [Asked(**dict(zip(_COLUMNS, (moment(at), *rest), strict=True))) for at, *rest in rows]

    def traffic(self, since: datetime) -> list[Traffic]:
        """The requests since then, added up by what came of them."""
        with self._engine.session() as session:
            rows = session.all(_TRAFFIC, (ticks(since),))
        return [
            Traffic(host=host, source=source, status=status, note=note, count=count, size=int(size), seconds=seconds)
            for host, source, status, note, count, size, seconds in rows
        ]


def _line(asked: Asked) -> Sequence[Value]:
    return (ticks(asked.at), asked.host, asked.url, asked.source, asked.status, asked.size, asked.seconds, asked.note)
