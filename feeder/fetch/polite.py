"""One request at a time to a host, with a pause after each, and not too many in all; whoever asks, in any process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from urllib.parse import urlsplit
from uuid import uuid4

from feeder.errors import FetchError, Trouble
from feeder.fetch import pause, robots
from feeder.fetch.options import Options
from feeder.ports import Now, Sleep
from feeder.ports.shared import Hosts
from feeder.records import Asked, HostState

_JITTER = 0.25  # of the delay, added by chance
_SPARE = 10.0  # seconds that a lease outlives the longest request
_POLL, _POLL_MOST = 0.05, 1.0  # seconds between two looks whether the host is free
_MOMENT = 2.5  # seconds
_PATIENCE = 300.0  # seconds to wait for others to leave a host alone
_PORTS = {"http": 80, "https": 443}


@dataclass(slots=True)
class Turn:
    """The right to ask a host once. What is put here is written when the turn ends."""

    owner: str
    state: HostState
    asked: list[Asked] = field(default_factory=list)


class Polite:
    """Hands out turns."""

    def __init__(
        self,
        hosts: Hosts,
        options: Options,
        *,
        now: Now,
        sleep: Sleep,
        random: Callable[[], float],
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._hosts = hosts
        self._options = options
        self._now = now
        self._sleep = sleep
        self._random = random
        self._told = told
        self._known_busy: set[str] = set()  # hosts of which that was told
        self._name = uuid4().hex
        self._numbers = count()
        self._free: dict[str, datetime] = {}  # when hosts may be asked again, as far as this process knows

    @contextmanager
    def turn(self, url: str, *, force: bool = False) -> Iterator[Turn]:
        """Waits until the host may be asked. Raises FetchError if it wants no requests for long (unless with `force`),
        or if others never leave it alone."""
        turn = self._claim(authority(url), url, force)
        try:
            refusal = pause.refusal(turn.state, url, self._now())
            if refusal and not force:
                raise refusal
            yield turn
        finally:
            self._give_back(turn)

    def pending(self, url: str) -> float:
        """Seconds until the host may be asked again."""
        free = self._free.get(authority(url))
        return max((free - self._now()).total_seconds(), 0.0) if free else 0.0

    def _claim(self, host: str, url: str, force: bool) -> Turn:
        owner = f"{self._name}-{next(self._numbers)}"
        waited, poll = 0.0, _POLL
        self._wait(self._free.get(host))
        while waited < _PATIENCE:
            now = self._now()
            state = self._leased(host, owner, now)
            if state is None:
                if waited <= _MOMENT < waited + poll:
                    self._tell(host)
                self._sleep(poll)
                waited, poll = waited + poll, min(poll * 2, _POLL_MOST)
                continue
            ready = self._ready(state, now, force)
            if ready is None:
                return Turn(owner, state)
            self._hosts.release(owner, state, ())
            waited += self._wait(ready)
        words = f"other processes of feeder have kept {host} busy for {_PATIENCE:.0f} seconds; try again later"
        raise FetchError(url, words, trouble=Trouble.BUSY)

    def _tell(self, host: str) -> None:
        """Somebody else asks the host; said once."""
        if host not in self._known_busy:
            self._known_busy.add(host)
            most = self._options.deadline + _SPARE + self._options.delay
            self._told(
                f"{host}: another process of feeder asks it; waiting for its turn, for {most:.0f} seconds at most if "
                "that one was killed"
            )

    def _leased(self, host: str, owner: str, now: datetime) -> HostState | None:
        """The host, until the longest request is over, and the pause after it: who is killed in between notes none."""
        until = now + timedelta(seconds=self._options.deadline + _SPARE)
        state = self._hosts.claim(host, owner, now, until + timedelta(seconds=self._options.delay))
        if state and self._delay(state) > self._options.delay:
            state = self._hosts.claim(host, owner, now, until + timedelta(seconds=self._delay(state)))
        return state if self._now() - now < timedelta(seconds=_SPARE) else None  # it came so late that it may end early

    def _delay(self, state: HostState) -> float:
        return max(self._options.delay, robots.delay(state.robots))

    def _ready(self, state: HostState, now: datetime, force: bool) -> datetime | None:
        """What to wait for: the delay, and a pause that ends soon; None if the host may be asked at once.

        A time farther ahead than any of these comes from a clock that was wrong.
        """
        soon = now + timedelta(seconds=self._options.patience)
        pause_ends = state.paused if state.paused and state.paused <= soon and not force else None
        latest = now + timedelta(seconds=self._longest())
        return max((each for each in (state.free, pause_ends) if each and now < each <= latest), default=None)

    def _wait(self, until: datetime | None) -> float:
        """Sleeps; returns for how long."""
        seconds = (until - self._now()).total_seconds() if until else 0.0
        seconds = max(0.0, min(seconds, self._longest()))
        if seconds:
            self._sleep(seconds)
        return seconds

    def _longest(self) -> float:
        longest = max(self._options.delay, self._options.patience, robots.LONGEST_DELAY)
        return longest * (1 + _JITTER) + self._options.jitter

    def _give_back(self, turn: Turn) -> None:
        if turn.asked:
            delay = self._delay(turn.state)
            rest = delay + (delay * _JITTER + self._options.jitter) * self._random()
            free = self._now() + timedelta(seconds=rest)
            turn.state = replace(turn.state, free=free)
            self._free[turn.state.host] = free
        self._hosts.release(turn.owner, turn.state, turn.asked)


class Budget:
    """How many requests are left of a day's, which all processes share.

    The ledger is counted again whenever a tenth is spent of what was left, so that few processes together cannot
    overspend by more than a few requests, and counting costs nothing.
    """

    def __init__(self, hosts: Hosts, per_day: int, now: Now) -> None:
        self._hosts = hosts
        self._per_day = per_day
        self._now = now
        self._unchecked = 0
        self._lock = threading.Lock()

    def spend(self, url: str) -> None:
        """Raises FetchError when nothing is left."""
        with self._lock:
            if self._unchecked <= 0:
                left = self._per_day - self._hosts.asked(self._now() - timedelta(days=1))
                if left <= 0:
                    raise exhausted(url, f"{self._per_day:,} requests in 24 hours (fetch.budget.day)")
                self._unchecked = max(1, left // 10)
            self._unchecked -= 1


def exhausted(url: str, limit: str) -> FetchError:
    return FetchError(url, f"not asked: the limit of {limit} is reached", trouble=Trouble.BUDGET)


def authority(url: str) -> str:
    """The host that manners are kept with: in lower case, with its port where that is not the scheme's own."""
    parts = urlsplit(url)
    name = (parts.hostname or "").lower()
    return name if parts.port in (None, _PORTS.get(parts.scheme)) else f"{name}:{parts.port}"
