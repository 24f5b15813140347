"""Whether and when to try again: seldom, later each time, and never for long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from feeder.fetch.answer import Transient
from feeder.fetch.options import Options

_FIRST, _LONGEST = 1.0, 20.0  # seconds of back-off
_JITTER = 0.25  # of the back-off, added by chance, so that many that failed together do not come back together
_GRACE = 0.05  # seconds: so that "not before" is kept by clocks that differ a little


class Tries:
    """The tries that one request has, with all its redirects. The time counts from the first try."""

    def __init__(
        self, attempts: int, options: Options, monotonic: Callable[[], float], random: Callable[[], float]
    ) -> None:
        self._attempts = attempts
        self._options = options
        self._monotonic = monotonic
        self._random = random
        self._made = 0
        self._begun: float | None = None

    def begin(self) -> float:
        """A try begins; returns how many seconds it may take."""
        self._made += 1
        if self._begun is None:
            self._begun = self._monotonic()
        return min(self._options.deadline, max(self._left(), 0.0))

    def wait(self, failure: Transient, now: datetime, pending: float) -> float | None:
        """Seconds to wait for the next try, `pending` of them at least; None if this was the last.

        The time that a server asks for is kept as given.
        """
        if failure.until:
            seconds = max((failure.until - now).total_seconds(), 0.0) + _GRACE
        else:
            seconds = min(_FIRST * 2 ** (self._made - 1), _LONGEST) * (1 + _JITTER * self._random())
        seconds = max(seconds, pending)
        return seconds if self._made < self._attempts and seconds < self._left() else None

    def _left(self) -> float:
        begun = self._monotonic() if self._begun is None else self._begun
        return begun + self._options.patience - self._monotonic()
