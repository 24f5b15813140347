"""How a source is doing, in one word and one sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from feeder.errors import ExtractError, FetchError, Trouble

_BLOCKED = {Trouble.BLOCKED, Trouble.ROBOTS, Trouble.DENIED}


class Verdict(StrEnum):
    OK = "ok"
    QUIET = "quiet"  # all is well, there is no news
    DRIFTED = "drifted"  # the page is there, and is not understood as it was
    BLOCKED = "blocked"  # the site does not want to be asked
    UNREACHABLE = "unreachable"


def judge(new: int, revised: int, failures: Sequence[FetchError | ExtractError]) -> tuple[Verdict, str]:
    """The verdict on a refresh, and the evidence."""
    if not failures:
        if new or revised:
            return Verdict.OK, f"{new} new and {revised} revised items"
        return Verdict.QUIET, "the site was read, and there is no news"
    first = failures[0]
    if isinstance(first, ExtractError):
        return Verdict.DRIFTED, str(first)
    return (Verdict.BLOCKED if first.trouble in _BLOCKED else Verdict.UNREACHABLE), str(first)
