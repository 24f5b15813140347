"""The Outbox port. A message is taken in hand by one statement, before it is sent: whoever dies in between has sent it
at most once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from feeder.records import Backlog, Message
from feeder.store.engine import Engine
from feeder.store.rows import moment, ticks

_IN_HAND = timedelta(minutes=10)  # longer than anything takes to be sent
_PATIENCE = timedelta(days=3)
_SEEN = timedelta(days=7)  # how long what was lost is told of

_TOLD = "INSERT INTO told (path, digest) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET digest = excluded.digest"

# What is in hand just now is sent once more: it was taken before the feed changed.
_AGAIN = """
INSERT INTO outbox (target, subject, added, due) VALUES (?, ?, ?, ?) ON CONFLICT (target, subject)
DO UPDATE SET added = excluded.added, due = excluded.due, claimed = NULL, tries = 0"""

_ONCE = """
INSERT INTO outbox (target, subject, added, due) VALUES (?, ?, ?, ?) ON CONFLICT (target, subject) DO NOTHING"""

# CROSS JOIN lets SQLite begin with the news: it would rather walk all items by day, to have them in order.
_NEWS = "SELECT id FROM news CROSS JOIN items WHERE number = item ORDER BY published, id"
_NO_NEWS = "DELETE FROM news WHERE item IN (SELECT number FROM items WHERE id = ?)"

_CLAIM = """
UPDATE outbox SET claimed = ?, tries = tries + 1 WHERE claimed IS NULL AND number = (
  SELECT number FROM outbox WHERE claimed IS NULL AND due <= ? AND target IN ({}) ORDER BY number LIMIT 1)
RETURNING number, target, subject, tries"""

_LATER = "UPDATE outbox SET claimed = NULL, due = ?, trouble = ? WHERE number = ? AND claimed = ?"
_ALL_LATER = "UPDATE outbox SET due = ? WHERE target = ? AND claimed IS NULL AND due < ?"
_LOSE = "UPDATE outbox SET claimed = NULL, due = NULL, trouble = ? WHERE number = ? AND claimed = ?"

_FREE = "UPDATE outbox SET claimed = NULL WHERE claimed < ? AND target = ?"
_DIED = "it was on its way when feeder was killed, and may have arrived; it is not sent again"
_ABANDONED = "UPDATE outbox SET claimed = NULL, due = NULL, trouble = ? WHERE claimed < ?"
_EXPIRED = "UPDATE outbox SET due = NULL WHERE claimed IS NULL AND tries > 0 AND added < ?"

_BACKLOG = """
SELECT target, count(due), count(*) - count(due), min(due), max(trouble) FROM outbox GROUP BY target ORDER BY target"""


class SqlOutbox:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def changed(self, hub: str, feeds: Mapping[str, str], written: Collection[str], now: datetime) -> None:
        """Put in the feeds that say something else than when they were last put in."""
        with self._engine.transaction("outbox") as session:
            rows = session.among("SELECT path, digest FROM told WHERE path IN ({})", feeds)
            before: dict[str, str] = dict(rows)
            news = {path: digest for path, digest in feeds.items() if before.get(path) != digest}
            session.many(_TOLD, sorted(news.items()))
            at = ticks(now)
            session.many(_AGAIN, [(hub, path, at, at) for path in sorted(news) if path in before or path in written])

    def news(self) -> Sequence[str]:
        with self._engine.session() as session:
            return [id for (id,) in session.all(_NEWS)]

    def put(self, news: Mapping[str, Collection[str]], now: datetime) -> None:
        """These items, by id, for these targets; they are no news any more."""
        with self._engine.transaction("outbox") as session:
            at = ticks(now)
            session.many(_ONCE, [(target, id, at, at) for id, targets in news.items() for target in targets])
            session.many(_NO_NEWS, [(id,) for id in news])

    def claim(self, targets: Collection[str], now: datetime) -> Message | None:
        """The oldest message for one of the targets whose time has come."""
        with self._engine.session() as session:
            rows = session.among(_CLAIM, targets, (ticks(now), ticks(now)))
        for number, target, subject, tries in rows:
            return Message(number=number, target=target, subject=subject, tries=tries, claimed=now)
        return None

    def done(self, message: Message) -> None:
        with self._engine.session() as session:
            session.run("DELETE FROM outbox WHERE number = ? AND claimed = ?", (message.number, ticks(message.claimed)))

    def later(self, message: Message, trouble: str, due: datetime) -> None:
        with self._engine.transaction("outbox") as session:
            session.run(_LATER, (ticks(due), trouble, message.number, ticks(message.claimed)))
            session.run(_ALL_LATER, (ticks(due), message.target, ticks(due)))

    def lose(self, message: Message, trouble: str) -> None:
        with self._engine.session() as session:
            session.run(_LOSE, (trouble, message.number, ticks(message.claimed)))

    def recover(self, twice: Collection[str], now: datetime) -> None:
        """What dead processes had in hand, what was in vain for days, and what was lost long ago."""
        with self._engine.session() as session:
            if not session.one("SELECT 1 FROM outbox LIMIT 1"):
                return
        dead = ticks(now - _IN_HAND)
        with self._engine.transaction("outbox") as session:
            session.many(_FREE, [(dead, target) for target in twice])
            session.run(_ABANDONED, (_DIED, dead))
            session.run(_EXPIRED, (ticks(now - _PATIENCE),))
            session.run("DELETE FROM outbox WHERE added < ?", (ticks(now - _SEEN),))

    def backlog(self) -> Sequence[Backlog]:
        with self._engine.session() as session:
            rows = session.all(_BACKLOG)
        return [
            Backlog(target=target, waiting=waiting, lost=lost, due=moment(due) if waiting else None, trouble=trouble)
            for target, waiting, lost, due, trouble in rows
        ]
