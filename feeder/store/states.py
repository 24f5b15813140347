"""How sources are doing, and what they are asked with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from feeder.model import Validators, When
from feeder.records import Came, SourceState, Waiting
from feeder.store.engine import CHUNK, Session
from feeder.store.rows import decode, moment, ticks

_NEWEST = """
SELECT column1, (
  SELECT sightings.published FROM sightings JOIN items ON number = item
  WHERE sightings.source = column1 AND withdrawn IS NULL ORDER BY sightings.published DESC LIMIT 1
) FROM (VALUES {}) AS asked"""

_TIMES = """
SELECT sightings.published FROM sightings JOIN items ON number = item
WHERE sightings.source = ? AND withdrawn IS NULL ORDER BY sightings.published DESC LIMIT ?"""

_CAME = """
SELECT items.published, dated, first_seen FROM sightings JOIN items ON number = item
WHERE sightings.source = ? AND withdrawn IS NULL ORDER BY sightings.published DESC LIMIT ?"""


def states(session: Session, sources: Sequence[str]) -> dict[str, SourceState]:
    """What is remembered of each source, also of one that was never asked."""
    rows = session.among("SELECT source, state, due FROM sources WHERE source IN ({})", sources)
    known = {
        source: replace(decode(SourceState, state), due=None if due is None else moment(due))
        for source, state, due in rows
    }
    return {source: known.get(source) or SourceState(source=source) for source in sources}


def due(session: Session, now: datetime, sources: Iterable[str]) -> list[str]:
    """Those of the sources whose time has come, the one that has waited longest first; those of no time before them."""
    times: dict[str, int] = dict(session.all("SELECT source, due FROM sources WHERE due IS NOT NULL"))
    due = [source for source in sources if times.get(source, 0) <= ticks(now)]
    return sorted(due, key=lambda source: times.get(source, 0))


def validators(session: Session, source: str, url: str) -> Validators:
    """What the source had of this address in full."""
    row = session.one("SELECT state FROM validators WHERE source = ? AND url = ?", (source, url))
    return decode(Validators, row[0]) if row else Validators()


def waiting(session: Session, source: str) -> Waiting | None:
    """The page of a source that is not believed."""
    row = session.one("SELECT content FROM waiting WHERE source = ?", (source,))
    return decode(Waiting, row[0]) if row else None


def latest(session: Session, source: str) -> datetime | None:
    """The time of the newest item that stands, or stood, on the source's listing."""
    row = session.one("SELECT max(published) FROM sightings WHERE source = ?", (source,))
    return moment(row[0]) if row and row[0] is not None else None


def counts(session: Session) -> dict[str, int]:
    """How many items stand, or stood, on each source's listing."""
    return dict(session.all("SELECT source, count(*) FROM sightings GROUP BY source"))


def newest(session: Session, sources: Sequence[str]) -> dict[str, datetime]:
    """The time of each source's newest item that is not withdrawn, where there is one."""
    rows = (
        row for some in _chunks(sources) for row in session.all(_NEWEST.format(",".join(["(?)"] * len(some))), some)
    )
    return {source: moment(at) for source, at in rows if at is not None}


def times(session: Session, source: str, limit: int) -> list[datetime]:
    """When the newest items of a source were published that are not withdrawn; newest first."""
    return [moment(at) for (at,) in session.all(_TIMES, (source, limit))]


def came(session: Session, source: str, limit: int) -> list[Came]:
    """How the newest items of a source came that are not withdrawn; newest first."""
    rows = session.all(_CAME, (source, limit))
    return [Came(moment(at), decode(When, dated).precision, moment(seen)) for at, dated, seen in rows]


def _chunks(sources: Sequence[str]) -> Iterator[Sequence[str]]:
    return (sources[start : start + CHUNK] for start in range(0, len(sources), CHUNK))
