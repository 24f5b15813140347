"""How a source is doing, in one word and one sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from feeder.errors import ExtractError, FetchError, Trouble

WAITS = "; what was read waits, and the feeds stay as they were"

LATELY = timedelta(days=2)  # news so young break any silence

_DAY = timedelta(days=1)
_RHYTHM = 5  # items that make a rhythm
_LONG = 5  # times the usual time between two
_STUCK = "no new article can be had, {} failed: {}; see what it is like with: feeder preview {}"
_BLOCKED = {Trouble.BLOCKED, Trouble.ROBOTS, Trouble.DENIED}


class Verdict(StrEnum):
    OK = "ok"
    QUIET = "quiet"  # all is well, there is no news
    DRIFTED = "drifted"  # the page is there, and is not understood as it was
    BLOCKED = "blocked"  # the site does not want to be asked
    UNREACHABLE = "unreachable"


def judge(
    new: int,
    revised: int,
    failures: Sequence[FetchError | ExtractError],
    *,
    read: int = 0,
    doubt: str = "",
    silence: str = "",
    stuck: Sequence[FetchError | ExtractError] = (),
    lasting: bool = False,
) -> tuple[Verdict, str]:
    """The verdict on a refresh, and the evidence. `read` is how many items were found in order, `doubt` why a page is
    not believed, `silence` how long there was no news. `stuck` are the failures that keep new articles away, and
    `lasting` says that they have done so for long."""
    if doubt:
        return Verdict.DRIFTED, doubt + WAITS
    if failures and len(failures) > read:
        return _failed(failures[0])
    if not new and (len(stuck) > 1 or (lasting and not all(map(_is_gone, stuck)))):
        verdict, why = _failed(stuck[0])
        return verdict, _STUCK.format(len(stuck), why, stuck[0].url)
    found = f"{new} new and {revised} revised items" if new or revised else "the site was read, and there is no news"
    if failures:
        found += f"; {len(failures)} pages failed and are asked again: {failures[0]}"
    if new or revised:
        return Verdict.OK, found
    return Verdict.QUIET, found + silence


def _failed(first: FetchError | ExtractError) -> tuple[Verdict, str]:
    if isinstance(first, ExtractError):
        return Verdict.DRIFTED, str(first)
    return (Verdict.BLOCKED if first.trouble in _BLOCKED else Verdict.UNREACHABLE), str(first)


def _is_gone(failure: FetchError | ExtractError) -> bool:
    """Whether there is no such page: one link that leads nowhere may stand at the top of a list for weeks."""
    return failure.gone if isinstance(failure, ExtractError) else failure.trouble is Trouble.GONE


def silence(times: Sequence[datetime], now: datetime) -> str:
    """`; the newest is 12 days old, usually there is one every 2 days`, where it is quiet for longer than usual; ""
    otherwise. `times` are those of the last items, oldest first."""
    if len(times) < _RHYTHM:
        return ""
    from statistics import median  # late: it brings fractions and decimals

    usual = median((later - earlier) / _DAY for earlier, later in pairwise(times))
    age = (now - times[-1]) / _DAY
    if age < max(_LONG * usual, LATELY / _DAY):
        return ""
    often = f"every {usual:.0f} days" if usual >= 1.5 else "every day"
    return f"; the newest is {age:.0f} days old, usually there is one {often}"
