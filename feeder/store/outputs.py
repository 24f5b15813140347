"""What is remembered of the output: its files as they were last written, what is stale of it, and what made it."""

from __future__ import annotations

from collections.abc import Mapping

from feeder.records import Output
from feeder.store.engine import Session

_WRITTEN = """
INSERT INTO outputs (path, sha256, count, size) VALUES (?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, count = excluded.count, size = excluded.size"""

_WHOLE = ""  # the path of the output itself


def files(session: Session) -> dict[str, Output]:
    """Every file as it was last written, by path."""
    rows = session.all("SELECT path, sha256, count, size FROM outputs WHERE path <> ? ORDER BY path", (_WHOLE,))
    return {path: Output(sha256=sha256, count=count, size=size) for path, sha256, count, size in rows}


def written(session: Session, files: Mapping[str, Output | None]) -> None:
    """Remember files; None forgets one that was taken away."""
    kept = [(path, file.sha256, file.count, file.size) for path, file in sorted(files.items()) if file]
    session.many(_WRITTEN, kept)
    session.many("DELETE FROM outputs WHERE path = ?", [(path,) for path, file in sorted(files.items()) if not file])


def look(session: Session) -> str:
    """By what the output was last written; "" before."""
    row = session.one("SELECT sha256 FROM outputs WHERE path = ?", (_WHOLE,))
    return str(row[0]) if row else ""


def looks(session: Session, look: str) -> None:
    """The output is written by this from now on."""
    session.run(_WRITTEN, (_WHOLE, look, 0, 0))


def stale(session: Session) -> dict[str, int]:
    """The marks of what must be published again, with their versions."""
    return dict(session.all("SELECT name, version FROM marks WHERE version > published"))


def published(session: Session, done: Mapping[str, int]) -> None:
    """Take away marks, unless they were renewed since they were read."""
    rows = [(version, name, version) for name, version in sorted(done.items())]
    session.many("UPDATE marks SET published = ? WHERE name = ? AND version = ?", rows)
