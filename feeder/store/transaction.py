"""The Transaction port: one refresh reads and writes here, and nobody comes between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from feeder.model import Correction, Validators
from feeder.records import Absence, Known, SourceState, Unsettled, Waiting, Write
from feeder.store import absences, corrections, reading, writing
from feeder.store.engine import Session
from feeder.store.rows import encode, moment, ticks

# One statement notes the day, and tells which of them stood there before.
_SEEN = """
UPDATE sightings SET last_seen = CASE WHEN last_seen < ? THEN ? ELSE last_seen END
WHERE source = ? AND item IN ({}) RETURNING item, hint"""

_FIRST_SEEN = """
INSERT INTO sightings (source, last_seen, hint, item, published)
SELECT ?, ?, '', number, published FROM items WHERE number = ? ON CONFLICT (item, source) DO NOTHING"""

_HINT = "UPDATE sightings SET hint = ? WHERE source = ? AND item = ?"

_VALIDATORS = """
INSERT INTO validators (source, url, state) VALUES (?, ?, ?)
ON CONFLICT (source, url) DO UPDATE SET state = excluded.state"""

_STATE = """
INSERT INTO sources (source, due, state) VALUES (?, ?, ?)
ON CONFLICT (source) DO UPDATE SET due = excluded.due, state = excluded.state"""

_DUE = """
INSERT INTO sources (source, due, state) VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET due = excluded.due"""

_CHECKED = "UPDATE items SET checked = ? WHERE number = ?"

_WAITING = """
INSERT INTO waiting (source, content) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET content = excluded.content"""

_RESTLESS = """
INSERT INTO restless (item, times, digest) VALUES (?, ?, ?)
ON CONFLICT (item) DO UPDATE SET times = excluded.times, digest = excluded.digest"""


class SqlTransaction:
    def __init__(self, session: Session, zone: tzinfo) -> None:
        self._session = session
        self._zone = zone

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]:
        return reading.by_key(self._session, keys)

    def namesakes(self, names: Iterable[str]) -> Mapping[str, Sequence[Known]]:
        return reading.by_name(self._session, names)

    def later(self, source: str, since: datetime) -> Sequence[Known]:
        return reading.later(self._session, source, since)

    def said(self, number: int) -> str:
        return reading.load(self._session, [number])[0].item.text

    def day(self, source: str, first: datetime, last: datetime) -> Sequence[datetime]:
        """Whichever source had them first: what counts is that they stand in this one's feed."""
        sql = "SELECT published FROM sightings WHERE source = ? AND published BETWEEN ? AND ? ORDER BY published"
        return [moment(at) for (at,) in self._session.all(sql, (source, ticks(first), ticks(last)))]

    def write(self, source: str, now: datetime, writes: Iterable[Write]) -> None:
        """What is there already, word for word, only counts as checked and seen. Raises StoreError for a revision that
        does not follow the stored one."""
        writing.write(self._session, self._zone, source, now, writes)

    def seen(self, source: str, now: datetime, numbers: Iterable[int], hints: Mapping[int, str]) -> None:
        at, numbers = ticks(now), tuple(numbers)
        before: dict[int, str] = dict(self._session.among(_SEEN, numbers, (at, at, source)))
        first = [number for number in numbers if number not in before]
        self._session.many(_FIRST_SEEN, [(source, at, number) for number in first])
        if first:
            writing.mark(self._session, [f"source:{source}", *(f"item:{number}" for number in first)])
        news = [(hint, source, number) for number, hint in hints.items() if hint != before.get(number, "")]
        self._session.many(_HINT, news)
        absences.back(self._session, numbers, now)

    def validators(self, source: str, url: str, validators: Validators) -> None:
        self._session.run(_VALIDATORS, (source, url, encode(validators)))

    def state(self, state: SourceState) -> None:
        due = ticks(state.due) if state.due else None
        self._session.run(_STATE, (state.source, due, encode(state)))

    def due(self, source: str, at: datetime) -> None:
        self._session.run(_DUE, (source, ticks(at), encode(SourceState(source=source))))

    def checked(self, now: datetime, numbers: Iterable[int]) -> None:
        self._session.many(_CHECKED, [(ticks(now), number) for number in numbers])

    def absent(self, some: Iterable[Absence]) -> None:
        absences.note(self._session, some)

    def withdraw(self, number: int, at: datetime | None) -> None:
        absences.withdraw(self._session, self._zone, number, at)

    def wait(self, source: str, waiting: Waiting | None) -> None:
        if waiting:
            self._session.run(_WAITING, (source, encode(waiting)))
        else:
            self._session.run("DELETE FROM waiting WHERE source = ?", (source,))

    def correct(self, number: int, correction: Correction, published: datetime | None = None) -> None:
        corrections.add(self._session, self._zone, number, correction, published)

    def undo(self, number: int, fields: Sequence[str]) -> list[str]:
        return corrections.undo(self._session, self._zone, number, fields)

    def restless(self, some: Sequence[Unsettled]) -> None:
        self._session.many(_RESTLESS, [(each.number, each.times, each.digest) for each in some if each.times])
        self._session.many("DELETE FROM restless WHERE item = ?", [(each.number,) for each in some if not each.times])
