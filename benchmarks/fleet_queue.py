"""What a job of the queue costs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from feeder.app import App
from feeder.schedule import queue
from feeder.schedule.workers import Workers

JOBS = 400


def empty(app: App) -> float:
    """Milliseconds of CPU for a task that does nothing: procrastinate's minimum."""

    async def task(host: str) -> None:
        pass

    return asyncio.run(_run(app.queue, task))


def visiting(app: App) -> float:
    """The same for a job of ours at whose host nothing is due."""
    worker = Workers(app, Silent(), app.queue)

    async def task(host: str) -> None:
        await asyncio.to_thread(worker._visit, host)

    return asyncio.run(_run(app.queue, task))


async def _run(address: tuple[str, str], task: Callable[[str], Awaitable[None]]) -> float:
    queue.prepare(*address)
    left = asyncio.Semaphore(0)

    async def counting(host: str) -> None:
        await task(host)
        left.release()

    async def nothing() -> None:
        pass

    async with queue.opened(*address, counting, nothing) as opened:
        await opened.put([f"host-{number}" for number in range(JOBS)], publish=False)
        begun = time.process_time()
        working = asyncio.create_task(opened.work(queue.REFRESH, 4))
        for _ in range(JOBS):
            await left.acquire()
        spent = time.process_time() - begun
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    return spent / JOBS * 1000


class Silent:
    """A listener that nobody hears."""

    def ticked(self) -> None: ...
    def visited(self, outcome: object, seconds: float) -> None: ...
    def published(self, published: object) -> None: ...
    def untold(self, troubles: object) -> None: ...
    def failed(self, what: str, error: BaseException) -> None:
        raise error
