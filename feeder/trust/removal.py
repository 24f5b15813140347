"""When an article that is gone counts as withdrawn. Pure.

A page that is not found may come back within the hour, and a listing may leave something out for a day. Both together,
several times over a while, is a removal. A site that fails as a whole is none: nobody asks then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feeder.records import Absence

_BACK = 7  # a withdrawn article is asked again after so many times the while


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How often a page must be found gone, and how long after the first time."""

    checks: int = 3
    over: timedelta = timedelta(hours=24)


REMOVAL = Rule()


def due(absence: Absence, rule: Rule, now: datetime) -> bool:
    """Whether to ask again: the checks are spread over the while; more of them, where it is not withdrawn all the same,
    come ever more rarely."""
    if absence.times < 0:
        return True
    if absence.withdrawn or absence.times >= rule.checks:
        more = _BACK if absence.withdrawn else absence.times - rule.checks + 1
        return now - absence.last >= min(more, _BACK) * rule.over
    return now - absence.last >= rule.over / max(rule.checks - 1, 1)


def counted(absence: Absence, now: datetime, *, gone: bool) -> Absence:
    """One more answer of its page."""
    if not gone:
        return replace(absence, times=0, last=now)
    return replace(
        absence, times=max(absence.times, 0) + 1, first=absence.first if absence.times > 0 else now, last=now
    )


def confirmed(absence: Absence, rule: Rule) -> bool:
    """Whether it counts as withdrawn."""
    return absence.times >= rule.checks and (rule.checks == 1 or absence.last - absence.first >= rule.over)
