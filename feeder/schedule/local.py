"""`feeder run`: one process that asks each source when its time has come.

    tick -> due -> visit (a thread for each host) -> publish (one thread)

APScheduler only ticks. Which source is due is read from the store at each tick, so that a `feeder fetch` by hand counts
too, missed runs come once, and a restart goes on where the last process was.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from typing import Protocol

from apscheduler.executors.pool import ThreadPoolExecutor as Ticking
from apscheduler.schedulers.background import BackgroundScheduler

from feeder.errors import FeederError, StoreError
from feeder.model import Outcome
from feeder.normalise import addresses
from feeder.ports import Source
from feeder.publishing import Published

_HOSTS = 4  # that are asked at a time
_TICK = 5.0  # seconds
_REST = 60.0  # seconds that a host is left alone after a failure that the store does not know of
_SPARE = 2.0  # seconds at the end, for writing


class Works(Protocol):
    """An installation, as far as a schedule needs to know it."""

    def due(self) -> list[Source]: ...
    def refresh(self, source: Source) -> Outcome: ...
    def defer(self, source: Source) -> None: ...
    def publish(self) -> Published: ...
    def hasten(self, seconds: float) -> None: ...
    def close(self) -> None: ...


class Listener(Protocol):
    """Who is told how it goes; from any thread."""

    def ticked(self) -> None: ...
    def visited(self, outcome: Outcome, seconds: float) -> None: ...
    def published(self, published: Published) -> None: ...
    def failed(self, what: str, error: BaseException) -> None:
        """Something failed that is no failure of a site: a FeederError, or a bug."""
        ...


class Local:
    """The schedule of one installation, from `start` to `stop`."""

    def __init__(self, works: Works, listener: Listener, *, tick: float = _TICK) -> None:
        self._works, self._listener = works, listener
        self._lock = threading.RLock()
        self._tasks: dict[Future[None], tuple[Works, str]] = {}  # what is under way, with the host that it asks
        self._retired: list[Works] = []  # replaced, and closed once nothing of theirs is under way
        self._resting: dict[str, float] = {}
        self._ending = False
        self._publication: Future[None] | None = None
        self._visitors = ThreadPoolExecutor(_HOSTS, "visit")
        self._publisher = ThreadPoolExecutor(1, "publish")
        self._scheduler = BackgroundScheduler(executors={"default": Ticking(1)}, timezone=UTC)
        self._scheduler.add_job(
            self._tick, "interval", seconds=tick, id="tick", coalesce=True, max_instances=1, misfire_grace_time=None
        )

    def start(self) -> None:
        self._scheduler.start()
        self._wake()

    def replace(self, works: Works) -> None:
        """From now on, look after this installation. What is under way ends as it began."""
        with self._lock:
            self._retired.append(self._works)
            self._works = works
            self._sweep()
        self._wake()

    def stop(self, seconds: float) -> bool:
        """End within this time; what was read by then is stored and published. Returns whether all came to an end."""
        end = time.monotonic() + seconds
        with self._lock:
            self._ending = True
            tasks = list(self._tasks)
        self._scheduler.shutdown(wait=False)
        for works in (*self._retired, self._works):
            works.hasten(seconds - _SPARE)
        self._visitors.shutdown(wait=False, cancel_futures=True)
        wait(tasks, timeout=end - time.monotonic())
        self._publish()
        self._publisher.shutdown(wait=False)
        wait(list(self._tasks), timeout=max(end - time.monotonic(), 0))
        return not self._tasks

    def _wake(self) -> None:
        self._scheduler.modify_job("tick", next_run_time=datetime.now(UTC))

    def _tick(self) -> None:
        try:
            self._begin(self._works.due())
        except StoreError as error:
            self._listener.failed("schedule", error)
        self._listener.ticked()

    def _begin(self, due: Iterable[Source]) -> None:
        """Visit those whose hosts nobody talks to, as long as there is a thread for them."""
        with self._lock:
            for source in due:
                host = addresses.host(source.office.url)
                asked = {host for _, host in self._tasks.values() if host}
                if self._ending or len(asked) >= _HOSTS:
                    return
                if host not in asked and self._resting.get(host, 0.0) <= time.monotonic():
                    self._submit(self._visitors.submit(self._visit, self._works, source), self._works, host)

    def _visit(self, works: Works, source: Source) -> None:
        begun = time.monotonic()
        try:
            outcome = works.refresh(source)
        except FeederError as error:
            self._rest(source)
            self._listener.failed(source.id, error)
            return
        except BaseException as bug:
            self._rest(source)
            self._listener.failed(source.id, bug)
            works.defer(source)
            raise
        self._listener.visited(outcome, time.monotonic() - begun)
