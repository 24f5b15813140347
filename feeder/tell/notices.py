"""Who is told when a source breaks: one notice then, and one when it recovers. Pure.

A site that does not answer once is no news: what may pass by itself is told when it happens twice in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from feeder.health import Verdict
from feeder.records import SourceState

_WRONG = {Verdict.DRIFTED, Verdict.BLOCKED, Verdict.UNREACHABLE}
_IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Notice:
    """What the operator is told. `told` is what to remember of it in the source's state."""

    title: str
    body: str
    told: str


def due(state: SourceState) -> Notice | None:
    """The notice to send after a refresh, if there is any."""
    if state.verdict in _WRONG:
        passing = state.verdict == Verdict.UNREACHABLE and state.failures < _IN_A_ROW
        if state.told or passing:
            return None
        return Notice(f"feeder: {state.source} is {state.verdict}", _broken(state), state.verdict)
    if not state.told:
        return None
    return Notice(f"feeder: {state.source} is well again", f"{state.source}: {state.verdict}: {state.reason}", "")


def _broken(state: SourceState) -> str:
    well = f"{state.succeeded.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if state.succeeded else "never"
    return (
        f"{state.source}: {state.verdict}: {state.reason}\n"
        f"All was well: {well}\nLook with: feeder status {state.source}"
    )
