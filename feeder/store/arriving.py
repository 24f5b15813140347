"""The order in which items came to be published: a number for each, from 1, without gaps, and never another."""

from __future__ import annotations

from collections.abc import Iterable

from feeder.store.engine import Engine, Session

SCOPE = "arrive"  # of the transactions here: two who count at once would give one number twice

_KNOWN = "SELECT item FROM arrivals WHERE item IN ({})"

_BETWEEN = """
SELECT number FROM arrivals JOIN items ON number = item
WHERE arrival BETWEEN ? AND ? ORDER BY published DESC, id"""


def arrive(engine: Engine, numbers: Iterable[int]) -> None:
    """What Store.arrive promises."""
    wanted = sorted(set(numbers))
    with engine.session() as session:
        if not _unknown(session, wanted):
            return
    with engine.transaction(SCOPE) as session:
        rows = enumerate(_unknown(session, wanted), count(session) + 1)
        session.many("INSERT INTO arrivals (arrival, item) VALUES (?, ?)", rows)


def count(session: Session) -> int:
    """How many have arrived; the number of the last one."""
    [(last,)] = session.all("SELECT max(arrival) FROM arrivals")
    return int(last or 0)


def of(session: Session, numbers: Iterable[int]) -> list[int]:
    """As which these arrived."""
    return [arrival for (arrival,) in session.among("SELECT arrival FROM arrivals WHERE item IN ({})", numbers)]


def between(session: Session, first: int, last: int) -> list[int]:
    """Which arrived as `first` to `last`, by day of publication, the newest first."""
    return [number for (number,) in session.all(_BETWEEN, (first, last))]


def _unknown(session: Session, numbers: Iterable[int]) -> list[int]:
    known = {item for (item,) in session.among(_KNOWN, numbers)}
    return [number for number in numbers if number not in known]
