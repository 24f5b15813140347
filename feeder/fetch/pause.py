"""When a host wants no requests for a while: because it said so, or because its firewall stopped us. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from feeder.errors import FetchError, Trouble
from feeder.fetch.answer import moment
from feeder.records import HostState

_SHORTEST, _LONGEST = timedelta(hours=1), timedelta(hours=24)  # after being blocked; doubled each time in a row


def after(state: HostState, failure: FetchError | None, now: datetime) -> HostState:
    """What is known of a host after an answer; a page (no failure) ends all pauses."""
    if failure is None:
        return replace(state, paused=None, pause="", pauses=0) if state.paused or state.pauses else state
    if failure.trouble is Trouble.BLOCKED:
        length = min(_SHORTEST * 2 ** min(state.pauses, 10), _LONGEST)
        return replace(state, paused=now + length, pause=_words(failure), pauses=state.pauses + 1)
    if failure.trouble is Trouble.BUSY and failure.until:
        return replace(state, paused=failure.until, pause=_words(failure))
    return state


def refusal(state: HostState, url: str, now: datetime, status: int | None = None) -> FetchError | None:
    """Why the host is not asked now; None if it may be."""
    if not state.paused or state.paused <= now:
        return None
    trouble, _, reason = state.pause.partition(": ")
    until = state.paused
    words = f"{reason}; nothing is asked of {state.host} until {moment(until)}, unless with --force"
    return FetchError(url, words, trouble=Trouble(trouble or Trouble.BUSY), status=status, until=until)


def _words(failure: FetchError) -> str:
    """A pause as the store keeps it: "blocked: the site's firewall …"."""
    return f"{failure.trouble}: {failure.reason}"
