"""How long a site is believed that says that its list did not change. Pure.

Caches that were set up wrongly say so for ever (docs/decisions/2026-11-30-lists-in-full.md).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from feeder.records import Waiting

_DAY = timedelta(days=1)
_QUARTER = timedelta(hours=6)  # while a page waits: what is wrong with it may lie in its articles, or in its time


def is_believed(viewed: datetime | None, waiting: Waiting | None, now: datetime) -> bool:
    """Whether a list may answer that it did not change. `viewed` is when it was last had in full and believed,
    `waiting` what was not believed since."""
    if waiting and waiting.url:
        return now - waiting.at < _QUARTER
    return viewed is not None and now - viewed < _DAY
