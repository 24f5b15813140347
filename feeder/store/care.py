"""What a sound store never holds, how a backup is put in its place, and a look at what is there."""

from __future__ import annotations

from contextlib import closing
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from feeder.errors import StoreError
from feeder.store.engine import Engine, open_engine
from feeder.store.migrate import migrate
from feeder.store.writing import mark

_NEVER = {
    "has no content": """
        SELECT id FROM items WHERE NOT EXISTS (
          SELECT 1 FROM revisions WHERE item = number AND revisions.revision = items.revision)""",
    "lacks an earlier revision, or has one too many": """
        SELECT id FROM items WHERE revision <> (SELECT count(*) FROM revisions WHERE item = number)""",
    "stands on no listing": """
        SELECT id FROM items WHERE NOT EXISTS (SELECT 1 FROM sightings WHERE item = number)""",
    "cannot be recognised: it has neither key nor name": """
        SELECT id FROM items WHERE NOT EXISTS (SELECT 1 FROM keys WHERE item = number)
        AND NOT EXISTS (SELECT 1 FROM names WHERE item = number)""",
    "is sorted under another time than its own": """
        SELECT DISTINCT id FROM items JOIN sightings ON item = number WHERE sightings.published <> items.published""",
    "arrived after a gap, or twice": """
        SELECT id FROM items JOIN arrivals ON item = number WHERE arrival > (SELECT count(*) FROM arrivals)""",
}

_SHOWN = """
SELECT 'item:' || number FROM items UNION SELECT 'month:' || month FROM items
UNION SELECT 'source:' || source FROM sightings UNION SELECT 'feed:' || feed FROM selected"""


_HELD = "SELECT source, count(*) FROM sightings GROUP BY source ORDER BY source"


class Restored(NamedTuple):
    items: int
    aside: str  # where the database lies that was there before; "" if there was none


def held(url: str) -> tuple[dict[str, int], list[str]]:
    """How many items each source has, and the files that were written; of a database as it is, which is neither made
    nor brought up to date. Nothing where there is none. Raises StoreError."""
    engine = open_engine(url)
    if not engine.driver.there():
        return {}, []
    with closing(engine), engine.session() as session:
        if not session.one(engine.driver.exists):
            return {}, []
        return dict(session.all(_HELD)), [path for (path,) in session.all("SELECT path FROM outputs ORDER BY path")]


def problems(engine: Engine) -> tuple[str, ...]:
    """Every damage in a sentence; reads the whole database."""
    with engine.session() as session:
        found = [str(row[0]) for sql in engine.driver.checks for row in session.all(sql)]
        found += [f"{id} {words}" for words, sql in _NEVER.items() for (id,) in session.all(sql)]
    return tuple(f"{engine.driver.place}: {each}" for each in found)


def restore(url: str, backup: Path, zone: tzinfo, *, force: bool, shown: int = 0) -> Restored:
    """Put a backup in the place of the database at this address, once it is found whole, with everything in it to be
    published. Raises StoreError: also where there is a database, or where more items are
    `shown` than it has, unless `force`."""
    engine = open_engine(url)
    with engine.restoring(backup, force) as (address, aside):
        copy = open_engine(address)
        copy.driver.place = str(backup)  # in messages
        try:
            _prove(copy, zone)
            count = _mark_all(copy)
        except StoreError as error:
            raise StoreError(
                f"{error}\n{backup}: is not restored, and nothing was changed; name one that `feeder backup` wrote"
            ) from error
        finally:
            copy.close()
        if count < shown and not force:
            raise StoreError(
                f"{backup}: is not restored, and nothing was changed: it has {count} items, and the output shows "
                f"{shown}; what it lacks would be gone from there, too. To have it so, add --force"
            )
        return Restored(count, aside)


def _prove(copy: Engine, zone: tzinfo) -> None:
    """Bring it up to date, and read all of it."""
    with copy.session() as session:
        if not session.one(copy.driver.exists):
            raise StoreError(f"{copy.driver.place}: is no backup of feeder")
    migrate(copy, zone)
    if found := problems(copy):
        raise StoreError("\n".join(found))


def _mark_all(engine: Engine) -> int:
    with engine.transaction() as session:
        mark(session, (name for (name,) in session.all(_SHOWN)))
        [(count,)] = session.all("SELECT count(*) FROM items")
    return int(count)
