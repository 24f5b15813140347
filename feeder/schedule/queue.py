"""procrastinate, as a queue in PostgreSQL that wakes workers: its tables, and what is put into them.

A job only says "look at this host" or "publish"; what that means then stands in the store. So one that is lost or comes
twice does no harm. Jobs have no `lock` and no `retry`: a worker that dies with a lock blocks what waits behind it for
ever (https://github.com/procrastinate-org/procrastinate/issues/1446). Who does what is settled by leases.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.schema import SchemaManager

from feeder.errors import StoreError

REFRESH, PUBLISH = "refresh", "publish"  # names of queues, and of the one task in each

_POLL = 5.0  # seconds between two looks for jobs whose announcement was missed
_STALLED = 30.0  # seconds without a sign of life, after which a worker's jobs are taken out of the queue
_CONNECTIONS = 4  # of a worker, for the queue alone

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('procrastinate ' || current_schema(), 0))"
_THERE = "SELECT obj_description(to_regclass('procrastinate_jobs')), to_regclass('procrastinate_jobs') IS NOT NULL"
_WAITING = "SELECT queueing_lock FROM procrastinate_jobs WHERE status = 'todo'"
_LENGTH = """
SELECT queue_name, count(*), extract(epoch FROM now() - min(at))::float8
FROM procrastinate_jobs AS jobs JOIN procrastinate_events AS events ON job_id = jobs.id AND type = 'deferred'
WHERE status = 'todo' GROUP BY queue_name ORDER BY queue_name"""


@dataclass(frozen=True, slots=True)
class Length:
    """Jobs of a queue that nobody has begun."""

    queue: str
    jobs: int
    oldest: float  # seconds that the first of them has waited


class Queue:
    """The queue as one worker uses it, between `opened` and its end. Methods raise StoreError."""

    def __init__(self, app: App, place: str) -> None:
        self._app, self._place = app, place

    async def work(self, queue: str, jobs: int) -> None:
        """Do what comes on a queue, so many jobs at a time, until cancelled; then those in hand are finished first."""
        with _explained(self._place):
            await self._app.run_worker_async(
                queues=[queue],
                name=queue,
                concurrency=jobs,
                fetch_job_polling_interval=_POLL,
                delete_jobs="always",
                install_signal_handlers=False,
            )

    async def put(self, hosts: Sequence[str], *, publish: bool) -> None:
        """Have these hosts looked at, and the output written; what waits already is not put twice."""
        wanted = [_job(REFRESH, f"{REFRESH}:{host}", host=host) for host in hosts]
        wanted += [_job(PUBLISH, PUBLISH)] if publish else []
        with _explained(self._place):
            rows = await self._app.connector.execute_query_all_async(_WAITING)
            waiting = {row["queueing_lock"] for row in rows}
            try:
                jobs = [job for job in wanted if job.queueing_lock not in waiting]
                if jobs:
                    await self._app.job_manager.batch_defer_jobs_async(jobs)
            except AlreadyEnqueued:
                return  # somebody was faster; what else is missing comes with the next tick

    async def tidy(self) -> None:
        """Take out the jobs of workers that are gone. Nobody does them again: the store knows what is due."""
        manager = self._app.job_manager
        with _explained(self._place):
            await manager.prune_stalled_workers(_STALLED)
            for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED):
                if job.id is not None:
                    await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)


@asynccontextmanager
async def opened(
    conninfo: str, place: str, refresh: Callable[[str], Awaitable[None]], publish: Callable[[], Awaitable[None]]
) -> AsyncIterator[Queue]:
    """The queue of a database, with what is done for its jobs. Raises StoreError."""
    for name in ("procrastinate", "psycopg.pool", "asyncio"):  # whatever they complain of is told once, by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    app = App(connector=PsycopgConnector(conninfo=conninfo, min_size=1, max_size=_CONNECTIONS, timeout=10.0))
    app.task(name=REFRESH, queue=REFRESH)(refresh)
    app.task(name=PUBLISH, queue=PUBLISH)(publish)
    with _explained(place):
        async with app.open_async():
            yield Queue(app, place)


def prepare(conninfo: str, place: str) -> None:
    """Make procrastinate's tables, or bring them up to date: once, however many workers start. Raises StoreError.

    How far they are stands beside them, as the comment of a table.
    """
    files = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    with _explained(place), psycopg.connect(conninfo) as connection:
        connection.execute(_LOCK)
        said, there = connection.execute(_THERE).fetchone() or ("", False)
        if said == files[-1].name:
            return
        later = [each.read_text(encoding="utf-8") for each in files if said and each.name > said]
        for script in later if there else [SchemaManager.get_schema()]:
            connection.execute(script.encode())
        connection.execute(f"COMMENT ON TABLE procrastinate_jobs IS '{files[-1].name}'".encode())


def lengths(conninfo: str, place: str) -> list[Length]:
    """How much waits, by queue; nothing before the first worker has started. Raises StoreError."""
    with _explained(place), psycopg.connect(conninfo) as connection:
        _, there = connection.execute(_THERE).fetchone() or ("", False)
        return [Length(*row) for row in connection.execute(_LENGTH)] if there else []


def _job(queue: str, lock: str, **arguments: str) -> Job:
    """Of jobs with the same `queueing_lock`, one waits at a time."""
    return Job(id=None, queue=queue, lock=None, queueing_lock=lock, task_name=queue, task_kwargs=dict(arguments))


@contextmanager
def _explained(place: str) -> Iterator[None]:
    try:
        yield
    except (ConnectorException, psycopg.Error) as error:
        said = str(error.__cause__ or error).partition("\n")[0]
        raise StoreError(f"{place}: the queue cannot be used: {said}") from error
