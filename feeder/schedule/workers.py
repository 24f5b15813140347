"""`feeder worker`: one of any number of processes, on any number of machines, that share a database.

    tick -> due -> queue | visit a host (so many at a time) -> queue | publish (one at a time)

The same functions as in one process, and nothing that only a worker knows: what is due, what must be published and who
is at work stand in the store. Each tick, whichever worker is first looks what is due; so none of them is special.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Protocol

from feeder.errors import FeederError, StoreError
from feeder.normalise import addresses
from feeder.ports import Source
from feeder.processes.leasing import Leasing
from feeder.schedule import local, queue
from feeder.schedule.local import TICK, Listener
from feeder.schedule.queue import PUBLISH, REFRESH, Queue

HOSTS = 4  # that one worker asks at a time

_SHIFT = 60.0  # seconds after which a host with many sources lets others have their turn
_REST = 60.0  # seconds that is left alone what failed in a way that the store does not know of
_KEPT = 86_400.0  # seconds that a worker which is gone is remembered
_SPARE = 2.0  # seconds at the end, for writing
_AGAIN = 3.0  # seconds between two tries to reach the queue


class Works(local.Works, Protocol):
    """An installation, as far as a worker needs to know it."""

    @property
    def leases(self) -> Leasing: ...
    def stale(self) -> bool:
        """Whether something waits to be published."""
        ...


class Workers:
    """The work of one worker, from `start` to `stop`."""

    _queue: Queue  # while it is connected

    def __init__(
        self,
        works: Works,
        listener: Listener,
        address: tuple[str, str],
        *,
        tick: float = TICK,
        hosts: int = HOSTS,
        queues: tuple[str, ...] = (REFRESH, PUBLISH),
    ) -> None:
        """`address` is that of the queue's database, for its library and for people."""
        self._lent = Lent(works)
        self._listener, self._address, self._tick = listener, address, tick
        self._jobs = {name: hosts if name == REFRESH else 1 for name in queues}
        self._trouble = ""  # why the queue could not be used: told once
        self._ending = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(sum(self._jobs.values()) + 3, "work"))
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def replace(self, works: Works) -> None:
        """From now on, look after this installation. What is under way ends as it began."""
        self._lent.replace(works)

    def stop(self, seconds: float) -> bool:
        """End within this time; what was read by then is stored, and published by whoever is left. Returns whether all
        came to an end."""
        for works in self._lent.all():
            works.hasten(seconds - _SPARE)
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._work())

    async def _work(self) -> None:
        """Be connected; and again, whenever that breaks."""
        while not self._ending.is_set():
            [error] = await asyncio.gather(self._connected(), return_exceptions=True)
            if error and str(error) != self._trouble:
                self._listener.failed("worker", error)
            self._trouble = str(error or "")
            self._listener.ticked()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), _AGAIN)
        await asyncio.to_thread(self._leave)

    async def _connected(self) -> None:
        """Work until told to end, or until the queue is lost."""
        await asyncio.to_thread(queue.prepare, *self._address)
        async with queue.opened(*self._address, self._refresh, self._publish) as self._queue:
            parts = [self._queue.work(name, jobs) for name, jobs in self._jobs.items()]
            parts += [self._ticking(), self._telling()]
            tasks = [asyncio.ensure_future(each) for each in (*parts, self._ending.wait())]
            try:
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for each in done:
                    each.result()
            finally:
                for each in tasks:
                    each.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _ticking(self) -> None:
        while True:
            if todo := await asyncio.to_thread(self._look):
                hosts, publish = todo
                await self._queue.put(hosts, publish=publish)
                await self._queue.tidy()
            self._trouble = ""
            self._listener.ticked()
            await asyncio.sleep(self._tick)

    async def _telling(self) -> None:
        """Those who publish tell others; beside it, so that nobody who is told holds up publishing."""
        while PUBLISH in self._jobs:
            if untold := await asyncio.to_thread(self._tell):
                self._listener.untold(untold)
            await asyncio.sleep(self._tick)
        await self._ending.wait()

    def _tell(self) -> tuple[str, ...]:
        with self._lent.current() as works:
            return works.tell()

    def _look(self) -> tuple[list[str], bool] | None:
        """The hosts that are to be looked at, the one that has waited longest first, and whether to publish; None where
        somebody else has just looked."""
        with self._lent.current() as works:
            works.leases.present()
            if not works.leases.once("tick", self._tick * 0.9):
                return None
            works.leases.forget(_KEPT)
            taken = works.leases.taken()
            due = dict.fromkeys(_host(each) for each in works.due() if f"source:{each.id}" not in taken)
            hosts = [host for host in due if not taken & {f"host:{host}", f"rest:{host}"}]
            return hosts, not taken & {"publish", f"rest:{PUBLISH}"} and works.stale()

    async def _refresh(self, host: str) -> None:
        """Ask the sources of a host that are due, one after the other."""
        if await asyncio.to_thread(self._visit, host):
            await self._queue.put((), publish=True)

    def _visit(self, host: str) -> bool:
        """Returns whether something was asked."""
        asked, end = False, time.monotonic() + _SHIFT
        with self._lent.current() as works, works.leases.take(f"host:{host}") as held:
            for source in works.due() if held else ():
                if _host(source) != host:
                    continue
                if self._ending.is_set() or time.monotonic() > end or not self._ask(works, source):
                    break
                asked = True
        return asked

    def _ask(self, works: Works, source: Source) -> bool:
        """Returns whether the next source of the host may be asked."""
        begun = time.monotonic()
        try:
            outcome = works.refresh(source)
        except FeederError as error:
            self._failed(works, source.id, _host(source), error)
            return False
        except BaseException as error:  # a mistake of ours; it flies on, and the source is asked later
            self._failed(works, source.id, _host(source), error)
            works.defer(source)
            raise
        self._listener.visited(outcome, time.monotonic() - begun)
        return True

    async def _publish(self) -> None:
        await asyncio.to_thread(self._write)

    def _write(self) -> None:
        with self._lent.current() as works:
            try:
                published = works.publish()
            except BaseException as error:
                self._failed(works, "publishing", PUBLISH, error)
                if not isinstance(error, FeederError):
                    raise
                return
            if published.problems:
                self._rest(works, PUBLISH)
            self._listener.published(published)

    def _failed(self, works: Works, what: str, rest: str, error: BaseException) -> None:
        if not self._ending.is_set():
            self._listener.failed(what, error)
            self._rest(works, rest)

    def _rest(self, works: Works, what: str) -> None:
        with suppress(StoreError):  # then nobody can begin anything, either
            works.leases.once(f"rest:{what}", _REST)

    def _leave(self) -> None:
        with self._lent.current() as works, suppress(StoreError):
            works.leases.absent()


class Lent:
    """The installation that is looked after, lent to the threads at work; one that was replaced is closed once nobody
    uses it."""

    def __init__(self, works: Works) -> None:
        self._current = works
        self._used: Counter[Works] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def current(self) -> Iterator[Works]:
        with self._lock:
            works = self._current
            self._used[works] += 1
        try:
            yield works
        finally:
            with self._lock:
                self._used[works] -= 1
            self._sweep(works)

    def replace(self, works: Works) -> None:
        with self._lock:
            before, self._current = self._current, works
        self._sweep(before)

    def all(self) -> list[Works]:
        with self._lock:
            return list({*self._used, self._current})

    def _sweep(self, works: Works) -> None:
        with self._lock:
            over = works is not self._current and not self._used[works]
            if over:
                del self._used[works]
        if over:
            works.close()


def _host(source: Source) -> str:
    return addresses.host(source.office.url)
