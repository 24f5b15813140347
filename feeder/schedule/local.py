"""`feeder run`: one process that asks each source when its time has come.

    tick -> due -> visit (a thread for each host) -> publish (one thread)
    tick -> tell (one thread)

APScheduler only ticks. Which source is due is read from the store at each tick, so that a `feeder fetch` by hand counts
too, missed runs come once, and a restart goes on where the last process was.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol, TypeVar

from apscheduler.executors.pool import ThreadPoolExecutor as Ticking
from apscheduler.schedulers.background import BackgroundScheduler

from feeder.edition.publishing import Published
from feeder.errors import FeederError
from feeder.model import Outcome
from feeder.normalise import addresses
from feeder.ports import Source

T = TypeVar("T")

TICK = 5.0  # seconds

_HOSTS = 4  # that are asked at a time
_REST = 60.0  # seconds that a host is left alone after a failure that the store does not know of
_SPARE = 2.0  # seconds at the end, for writing


class Works(Protocol):
    """An installation, as far as a schedule needs to know it."""

    def due(self) -> list[Source]: ...
    def refresh(self, source: Source) -> Outcome: ...
    def defer(self, source: Source) -> None: ...
    def publish(self) -> Published: ...
    def tell(self) -> tuple[str, ...]: ...
    def hasten(self, seconds: float) -> None: ...
    def close(self) -> None: ...


class Listener(Protocol):
    """Who is told how it goes; from any thread."""

    def ticked(self) -> None: ...
    def visited(self, outcome: Outcome, seconds: float) -> None: ...
    def published(self, published: Published) -> None: ...
    def untold(self, troubles: tuple[str, ...]) -> None:
        """Others could not be told of what was published."""
        ...

    def failed(self, what: str, error: BaseException) -> None:
        """Something failed that is no failure of a site: a FeederError, or a bug."""
        ...


class Local:
    """The schedule of one installation, from `start` to `stop`."""

    def __init__(self, works: Works, listener: Listener, *, tick: float = TICK) -> None:
        self._works, self._listener = works, listener
        self._lock = threading.RLock()
        self._over = threading.Condition(self._lock)  # something has come to its end
        self._tasks: dict[Future[Any], tuple[Works, str]] = {}  # what is under way; with the host that it asks, or ""
        self._retired: list[Works] = []  # replaced, and closed once nothing of theirs is under way
        self._resting: dict[str, float] = {}  # until when a host is left alone
        self._trouble = ""  # what was wrong at the last tick: told once
        self._ending = False
        self._publication: Future[Published] | None = None
        self._visitors = ThreadPoolExecutor(_HOSTS, "visit")
        self._publisher = ThreadPoolExecutor(1, "publish")
        self._telling: Future[tuple[str, ...]] | None = None
        self._teller = ThreadPoolExecutor(1, "tell")  # so that nobody who is told holds up publishing
        self._scheduler = BackgroundScheduler(executors={"default": Ticking(1)}, timezone=UTC)
        # misfire_grace_time: by default a tick that is late by a second is left out.
        self._scheduler.add_job(self._tick, "interval", seconds=tick, id="tick", misfire_grace_time=None)

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
        self._scheduler.shutdown(wait=False)
        for works in (*self._retired, self._works):
            works.hasten(seconds - _SPARE)
        with self._over:
            self._over.wait_for(lambda: not self._hosts(), timeout=seconds - _SPARE / 2)
            self._publish()
            ended = self._over.wait_for(lambda: not self._tasks, timeout=max(end - time.monotonic(), 0))
        self._visitors.shutdown(wait=False)
        self._publisher.shutdown(wait=False)
        self._teller.shutdown(wait=False)
        return ended

    def _hosts(self) -> set[str]:
        """Those that somebody talks to."""
        return {host for _, host in self._tasks.values() if host}

    def _wake(self) -> None:
        """Tick now."""
        with self._lock:
            if not self._ending:
                self._scheduler.modify_job("tick", next_run_time=datetime.now(UTC))

    def _tick(self) -> None:
        with self._lock:
            works, busy = self._works, self._hosts()
        try:
            self._begin(works, works.due(), busy)
            self._tell(works)
            self._trouble = ""
        except FeederError as error:
            if str(error) != self._trouble:
                self._listener.failed("schedule", error)
            self._trouble = str(error)
        self._listener.ticked()

    def _begin(self, works: Works, due: Iterable[Source], busy: set[str]) -> None:
        """Visit those whose hosts nobody talks to, as long as there is a thread for them. To the `busy` ones somebody
        talked when it was read what is due: of these it may not be true any more."""
        with self._lock:
            for source in due:
                host, now = addresses.host(source.office.url), time.monotonic()
                if self._ending or works is not self._works or len(self._hosts()) >= _HOSTS:
                    return
                if host not in busy | self._hosts() and self._resting.get(host, now) <= now:
                    visit = self._visitors.submit(works.refresh, source)
                    self._tasks[visit] = works, host
                    visit.add_done_callback(partial(self._visited, source, now))

    def _visited(self, source: Source, begun: float, visit: Future[Outcome]) -> None:
        """A visit is over, well or not."""
        works, host = self._tasks[visit]
        error = visit.exception()
        try:
            if error:
                self._resting[host] = time.monotonic() + _REST
                self._listener.failed(source.id, error)
            else:
                self._listener.visited(visit.result(), time.monotonic() - begun)
            if error and not isinstance(error, FeederError):
                works.defer(source)
        finally:
            self._end(visit)
        if not self._ending:
            if not error:
                self._publish()
            self._wake()

    def _publish(self) -> None:
        """Write what changed; one thread does, and one publication that has not begun yet is enough."""
        with self._lock:
            if self._publication and not (self._publication.running() or self._publication.done()):
                return
            self._publication = publication = self._publisher.submit(self._works.publish)
            self._tasks[publication] = self._works, ""
        publication.add_done_callback(self._published)

    def _published(self, publication: Future[Published]) -> None:
        self._heard("publishing", self._listener.published, publication)
        self._wake()

    def _tell(self, works: Works) -> None:
        """Tell others what was published, unless that is under way."""
        with self._lock:
            if self._ending or (self._telling and not self._telling.done()):
                return
            self._telling = telling = self._teller.submit(works.tell)
            self._tasks[telling] = works, ""
        telling.add_done_callback(partial(self._heard, "telling", self._listener.untold))

    def _heard(self, what: str, hear: Callable[[T], None], task: Future[T]) -> None:
        """Something is over, well or not."""
        error = task.exception()
        try:
            if error:
                self._listener.failed(what, error)
            else:
                hear(task.result())
        finally:
            self._end(task)

    def _end(self, task: Future[Any]) -> None:
        with self._over:
            del self._tasks[task]
            self._over.notify_all()
        self._sweep()

    def _sweep(self) -> None:
        with self._lock:
            used = [works for works, _ in self._tasks.values()]
            ended = [works for works in self._retired if works not in used]
            self._retired = [works for works in self._retired if works in used]
        for works in ended:
            works.close()
