"""What a walk says of its source."""

from __future__ import annotations

from datetime import datetime, timedelta

from feeder import health
from feeder.crawl import Failure
from feeder.health import Verdict
from feeder.ports.transaction import Transaction
from feeder.records import SourceState
from feeder.walk.tally import Tally

_LONG = timedelta(days=1)  # that an article cannot be had
_KEPT = 50  # addresses
_RHYTHM = timedelta(days=120)  # what tells how often there is news


def verdict(tally: Tally, state: SourceState, now: datetime, transaction: Transaction) -> tuple[str, str]:
    """The verdict, and its evidence; `state` is that before the walk. A listing that says that nothing changed is as
    doubtful as it was."""
    if state.verdict == Verdict.DRIFTED and not tally.modified and not tally.failures:
        tally.doubt = state.reason
        return state.verdict, state.reason
    if state.held and not tally.failures and not tally.doubt:
        return Verdict.DRIFTED, state.held
    quiet = not tally.new and not tally.failures
    return health.judge(
        tally.new,
        tally.revised,
        tally.failures,
        read=tally.listed,
        doubt=tally.doubt,
        silence=_silence(state.source, now, transaction) if quiet else "",
        stuck=_stuck(tally, state),
        lasting=bool(state.stuck and now - state.stuck >= _LONG),
    )


def since(tally: Tally, state: SourceState, now: datetime) -> datetime | None:
    """Since when no new article can be had; None where none failed, or others came."""
    if tally.facts is None:
        return state.stuck
    return (state.stuck or now) if _stuck(tally, state) and not tally.new else None


def passed(tally: Tally, state: SourceState) -> tuple[str, ...]:
    """Addresses of articles that could not be had, and that news came past, as many at least in one walk: links that
    lead nowhere may stand on a list for ever."""
    stuck = _stuck(tally, state)
    return (*state.passed, *(each.url for each in stuck if tally.new >= len(stuck)))[-_KEPT:]


def _stuck(tally: Tally, state: SourceState) -> list[Failure]:
    """Why articles that are not known could not be had, but for those."""
    return [each for each in tally.unread if each.url not in state.passed]


def _silence(source: str, now: datetime, transaction: Transaction) -> str:
    """How long there was no news, where that is unusual."""
    if transaction.day(source, now - health.LATELY, now):
        return ""
    return health.silence(transaction.day(source, now - _RHYTHM, now), now)
