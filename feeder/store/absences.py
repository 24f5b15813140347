"""Items that left their listing, and what became of their pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from feeder.records import Absence
from feeder.store.engine import Session
from feeder.store.rows import moment, ticks
from feeder.store.writing import mark, month_of

_MISSING = """
SELECT number, url FROM sightings JOIN items ON number = item
WHERE sightings.source = ? AND sightings.published > ? AND last_seen < ? AND withdrawn IS NULL AND url <> ''
AND NOT EXISTS (SELECT 1 FROM absences WHERE absences.item = number)
ORDER BY sightings.published DESC, number"""

# CROSS JOIN lets SQLite begin with the few that are absent: it would rather walk through all that a source ever had.
_ABSENT = """
SELECT number, url, times, first, last, withdrawn FROM absences
CROSS JOIN items CROSS JOIN sightings
WHERE number = absences.item AND sightings.item = number AND sightings.source = ? AND last_seen < ? AND times <> 0
ORDER BY times > 0, last, number"""

_EVER = 2**62

_NOTE = """
INSERT INTO absences (item, times, first, last) VALUES (?, ?, ?, ?)
ON CONFLICT (item) DO UPDATE SET times = excluded.times, first = excluded.first, last = excluded.last"""

_WITHDRAW = "UPDATE items SET withdrawn = ? WHERE number = ? RETURNING published"


def missing(session: Session, source: str, since: datetime, before: datetime) -> list[Absence]:
    """Items of the listing newer than `since` that it has not shown since `before`, and that nobody asked for yet."""
    rows = session.all(_MISSING, (source, ticks(since), ticks(before)))
    return [Absence(number=number, url=url, first=before, last=before) for number, url in rows]


def absent(session: Session, source: str, unseen: datetime | None) -> list[Absence]:
    """Items that were found gone, or were not asked yet: those first, then the one that was asked longest ago."""
    return [
        Absence(number=number, url=url, times=times, first=moment(first), last=moment(last), withdrawn=bool(withdrawn))
        for number, url, times, first, last, withdrawn in session.all(
            _ABSENT, (source, ticks(unseen) if unseen else _EVER)
        )
    ]


def note(session: Session, absences: Iterable[Absence]) -> None:
    session.many(_NOTE, [(each.number, each.times, ticks(each.first), ticks(each.last)) for each in absences])


def back(session: Session, numbers: Iterable[int], at: datetime) -> None:
    """They stood on a listing at that time, which matters only where their pages were not asked since."""
    session.many("DELETE FROM absences WHERE item = ? AND last <= ?", [(number, ticks(at)) for number in numbers])


def withdraw(session: Session, zone: tzinfo, number: int, at: datetime | None) -> None:
    """Take an item out of the feeds; with None, bring it back."""
    [(published,)] = session.all(_WITHDRAW, (ticks(at) if at else None, number))
    sources = session.all("SELECT source FROM sightings WHERE item = ?", (number,))
    month = month_of(moment(published), zone)
    mark(session, (f"month:{month}", f"item:{number}", *(f"source:{source}" for (source,) in sources)))
