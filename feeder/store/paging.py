"""What may be long, page by page in the order of publication.

Each page is a query that goes on where the last one ended, so that no connection and no snapshot is held while the
caller works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from feeder.model import StoredItem
from feeder.store import reading
from feeder.store.engine import Engine, Row
from feeder.store.rows import ticks

PAGE = 200  # items

_NEWEST_FIRST = f"""
SELECT number, published, id FROM items
WHERE published >= ? AND published <= ? AND (published < ? OR id > ?) ORDER BY published DESC, id LIMIT {PAGE}"""

_OLDEST_FIRST = f"""
SELECT number, published, id FROM items
WHERE published >= ? AND (published > ? OR id > ?) ORDER BY published, id LIMIT {PAGE}"""

_BEGINNING = -(2**62)  # before everything


def month(engine: Engine, first: date, zone: tzinfo) -> Iterator[StoredItem]:
    """Everything published in the month that begins on this day, newest first, with earlier revisions."""
    begin, end = _bounds(first, zone)
    return _loaded(engine, _pages(engine, _NEWEST_FIRST, end, begin))


def everything(engine: Engine) -> Iterator[StoredItem]:
    """All items with their earlier revisions, oldest first."""
    return _loaded(engine, _pages(engine, _OLDEST_FIRST, _BEGINNING))


def ids(engine: Engine) -> Iterator[str]:
    """The ids of all items, oldest first."""
    return (id for page in _pages(engine, _OLDEST_FIRST, _BEGINNING) for _, _, id in page)


def items(engine: Engine, numbers: Sequence[int]) -> Iterator[StoredItem]:
    """These items, in this order, with their earlier revisions."""
    return _loaded(engine, ([(number,) for number in some] for some in slices(numbers)))


def slices(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """These numbers, as many at a time as make a page."""
    return (numbers[start : start + PAGE] for start in range(0, len(numbers), PAGE))


def _pages(engine: Engine, sql: str, start: int, *bounds: int) -> Iterator[list[Row]]:
    """(number, published, id) from `start` on, by published and id."""
    published, id = start, ""
    while True:
        with engine.session() as session:
            rows = session.all(sql, (*bounds, published, published, id))
        if not rows:
            return
        yield rows
        _, published, id = rows[-1]


def _loaded(engine: Engine, pages: Iterable[Sequence[Row]]) -> Iterator[StoredItem]:
    for page in pages:
        with engine.session() as session:
            loaded = reading.load(session, [row[0] for row in page], history=True)
        yield from loaded


def _bounds(month: date, zone: tzinfo) -> tuple[int, int]:
    """The first and the last microsecond of the month that begins on this day."""
    following = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    first, end = (ticks(datetime.combine(day, time(), zone)) for day in (month, following))
    return first, end - 1
