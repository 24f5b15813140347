"""What a sound store never holds."""

from __future__ import annotations

from feeder.store.engine import Engine

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


def problems(engine: Engine) -> tuple[str, ...]:
    """Every damage in a sentence; reads the whole database."""
    with engine.session() as session:
        found = [str(row[0]) for sql in engine.driver.checks for row in session.all(sql)]
        found += [f"{id} {words}" for words, sql in _NEVER.items() for (id,) in session.all(sql)]
    return tuple(f"{engine.driver.place}: {each}" for each in found)
