"""What a person set right: kept beside the items, over every later fetch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from feeder.model import Correction
from feeder.store.engine import Row, Session
from feeder.store.rows import grouped, moment, ticks
from feeder.store.writing import mark, month_of

_OF = "SELECT item, field, value, at FROM corrections WHERE item IN ({}) ORDER BY item, field"

_ADD = """
INSERT INTO corrections (item, field, value, at, was) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (item, field) DO UPDATE SET value = excluded.value, at = excluded.at"""

_HIDE = "UPDATE items SET withdrawn = coalesce(withdrawn, ?) WHERE number = ?"

_DATE, _HIDDEN = "date", "hidden"


def of(session: Session, numbers: Iterable[int]) -> Mapping[int, Sequence[Correction]]:
    rows = grouped(session.among(_OF, numbers))
    return {
        number: [Correction(field=field, value=value, at=moment(at)) for field, value, at in some]
        for number, some in rows.items()
    }


def add(session: Session, zone: tzinfo, number: int, correction: Correction, published: datetime | None) -> None:
    """`published` is the time that a corrected date stands under."""
    before, withdrawn = _columns(session, number)
    was = {_DATE: before, _HIDDEN: withdrawn}.get(correction.field)
    session.run(_ADD, (number, correction.field, correction.value, ticks(correction.at), was))
    if correction.field == _HIDDEN:
        session.run(_HIDE, (ticks(correction.at), number))
    if published:
        _move(session, zone, number, ticks(published))
    _mark(session, zone, number, before)


def undo(session: Session, zone: tzinfo, number: int, fields: Sequence[str]) -> list[str]:
    """Returns which of the fields had been corrected."""
    sql = "SELECT field, was FROM corrections WHERE item = ?"
    found = {field: was for field, was in session.all(sql, (number,)) if field in fields}
    before, _ = _columns(session, number)
    for field, was in found.items():
        session.run("DELETE FROM corrections WHERE item = ? AND field = ?", (number, field))
        if field == _HIDDEN:
            session.run("UPDATE items SET withdrawn = ? WHERE number = ?", (was, number))
        if field == _DATE:
            _move(session, zone, number, was)
    _mark(session, zone, number, before)
    return sorted(found)


def _columns(session: Session, number: int) -> Row:
    [row] = session.all("SELECT published, withdrawn FROM items WHERE number = ?", (number,))
    return row


def _move(session: Session, zone: tzinfo, number: int, published: int) -> None:
    month = month_of(moment(published), zone)
    session.run("UPDATE items SET published = ?, month = ? WHERE number = ?", (published, month, number))
    session.run("UPDATE sightings SET published = ? WHERE item = ?", (published, number))


def _mark(session: Session, zone: tzinfo, number: int, before: int) -> None:
    """Everything that shows the item, where it stood and where it stands."""
    now, _ = _columns(session, number)
    sources = [source for (source,) in session.all("SELECT source FROM sightings WHERE item = ?", (number,))]
    months = {month_of(moment(each), zone) for each in (before, now)}
    mark(session, [f"item:{number}", *(f"month:{each}" for each in months), *(f"source:{each}" for each in sources)])
