"""A fleet beside a single process: python -m benchmarks.fleet

Writes benchmarks/FLEET.md. Its database is a PostgreSQL server in a temporary folder. Machines differ and drift: quote
ratios, not times.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import fleet_queue, fleet_site
from benchmarks.__main__ import made
from benchmarks.counting import counted
from feeder import config
from feeder.app import App
from feeder.model import StoredItem, Validators
from feeder.records import SourceState, Write

HERE = Path(__file__).parent
SOURCES = 1_000
ROUNDS = 3
SIZES = (1_000, 100_000)  # items
LATER = timedelta(days=30)

sys.path.append(str(HERE.parent / "tests"))
from postgres import serving  # noqa: E402  # the server that the tests start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served() as ports, serving(_made(Path(folder) / "pg")) as server:
        here = Path(folder)
        sqlite, postgres = f"sqlite:///{here}/feeder.db", server.url
        speed = throughput(here, ports, sqlite, postgres)
        cost = queries(here, ports, sqlite, postgres)
        overhead = jobs(here, ports, postgres)
        growth = sizes(here, ports, sqlite, postgres)
    text = report(speed, cost, overhead, growth)
    (HERE / "FLEET.md").write_text(text, encoding="utf-8")
    print(text)


# --- refreshes per minute ---------------------------------------------------------------------------------------------


def throughput(here: Path, ports: list[int], sqlite: str, postgres: str) -> list[tuple[str, float]]:
    """Refreshes a minute, of sources that have nothing new, from the moment that all are due."""
    found = []
    for name, database, count in (
        ("one process, SQLite", sqlite, 0),
        ("one process, PostgreSQL", postgres, 0),
        ("1 worker", postgres, 1),
        ("2 workers", postgres, 2),
        ("4 workers", postgres, 4),
    ):
        path = configured(here, ports, database, workers=count > 0)
        with closing(App(config.load(path, {}))) as app:
            filled(app)
            with running(path, count):
                settle(app)
                found.append((name, SOURCES / statistics.median(elapsed(app) for _ in range(ROUNDS)) * 60))
                print(*found[-1], flush=True)
    return found


def settle(app: App) -> None:
    """Until whoever was started is at work: a source that is due is asked."""
    since = app.store.now()

    def asked() -> bool:
        due(app, 1)
        time.sleep(1)
        return app.store.hosts.asked(since) > 0

    _until(asked)
    _until(lambda: not app.due())


def elapsed(app: App) -> float:
    begun, since = time.perf_counter(), app.store.now()
    due(app, SOURCES)
    _until(lambda: not app.due())
    took = time.perf_counter() - begun
    assert sum(each.status == 304 for each in app.store.ledger(since, limit=2 * SOURCES)) >= SOURCES
    return took


def due(app: App, count: int) -> None:
    now = app.store.now()
    with app.store.begin("") as transaction:
        for entry in app.config.sources[:count]:
            transaction.due(entry.id, now)


def filled(app: App) -> None:
    """Sources that were read before, and are asked again in a month."""
    now = app.store.now()
    with app.store.begin("") as transaction:
        for entry in app.config.sources:
            transaction.state(SourceState(source=entry.id, due=now + LATER, checked=now, succeeded=now, verdict="ok"))
            transaction.validators(entry.id, entry.url, Validators(etag=fleet_site.ETAG))


@contextmanager
def running(path: Path, count: int) -> Iterator[None]:
    """So many workers; with 0, the single process."""
    command = [sys.executable, "-m", "feeder", "worker" if count else "run", "--config", str(path)]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(max(count, 1))]
    try:
        yield
    finally:
        for each in running:
            each.terminate()
        for each in running:
            each.wait()


# --- queries, and time in the database --------------------------------------------------------------------------------


def queries(here: Path, ports: list[int], *databases: str) -> list[tuple[str, float, float, float]]:
    """Queries of a refresh with nothing new, the milliseconds they take, and the share of the whole refresh."""
    found = []
    for database in databases:
        with closing(App(config.load(configured(here, ports, database), {}))) as app:
            filled(app)
            count, sources = counted(app), app.sources()[:100]
            app.refresh(sources[0])
            count.reset()
            begun = time.perf_counter()
            for source in sources:
                app.refresh(source)
            whole = time.perf_counter() - begun
            found.append((_name(database), count.queries / 100, count.seconds * 10, count.seconds / whole))
            print(*found[-1], flush=True)
    return found


# --- the queue --------------------------------------------------------------------------------------------------------


def jobs(here: Path, ports: list[int], database: str) -> tuple[float, float]:
    """Milliseconds of CPU for an empty task of procrastinate's, and for a job of ours that finds nothing to ask."""
    with closing(App(config.load(configured(here, ports, database, workers=True), {}))) as app:
        filled(app)
        return fleet_queue.empty(app), fleet_queue.visiting(app)


# --- growth -----------------------------------------------------------------------------------------------------------


def sizes(here: Path, ports: list[int], *databases: str) -> list[tuple[str, int, float, float, float]]:
    """Queries, milliseconds of CPU and megabytes that 50 refreshes with nothing new add, beside so many items."""
    found = []
    for database in databases:
        with closing(App(config.load(configured(here, ports, database), {}))) as app:
            filled(app)
            count, source, had = counted(app), app.sources()[0], 0
            for size in SIZES:
                grow(app, source.id, had, size)
                had = size
                app.refresh(source)
                count.reset()
                memory, begun = _peak(), time.process_time()
                for _ in range(50):
                    app.refresh(source)
                spent = (time.process_time() - begun) / 50 * 1000
                found.append((_name(database), size, count.queries / 50, spent, _peak() - memory))
                print(*found[-1], flush=True)
    return found


def grow(app: App, source: str, first: int, last: int) -> None:
    """Items of this source, up to a number."""
    for start in range(first, last, 1_000):
        items = [_aged(number, source) for number in range(start, start + 1_000)]
        writes = [Write(stored=each, digest="- - - -", keys=each.item.keys) for each in items]
        with app.store.begin("") as transaction:
            transaction.write(source, datetime.now(UTC), writes)


def _aged(number: int, source: str) -> StoredItem:
    """Seven items a day, back from today: an archive grows into the past, not in width."""
    at = datetime.now(UTC) - timedelta(hours=number * 24 / 7)
    stored = made(number)
    item = replace(stored.item, published=replace(stored.item.published, at=at))
    return replace(stored, item=item, source=source, published=at, updated=at, first_seen=at, last_seen=at)


# --- tools ------------------------------------------------------------------------------------------------------------


def report(
    speed: list[tuple[str, float]],
    cost: list[tuple[str, float, float, float]],
    overhead: tuple[float, float],
    growth: list[tuple[str, int, float, float, float]],
) -> str:
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        "# A fleet beside a single process",
        "",
        f"`python -m benchmarks.fleet`, {datetime.now(UTC):%Y-%m-%d}. {machine}; site, database and workers share it,",
        "and others use it too: read the ratios. A refresh is one conditional request, answered with 304; no delay.",
        "",
        f"| {SOURCES:,} sources on {fleet_site.HOSTS} hosts, all due | refreshes a minute | beside one process |",
        "| --- | --- | --- |",
        *(f"| {name} | {rate:,.0f} | {rate / speed[0][1]:.2f} |" for name, rate in speed),
        "",
        "| a refresh with nothing new | queries | ms in the database | share of the refresh |",
        "| --- | --- | --- | --- |",
        *(f"| {name} | {each:.1f} | {took:.1f} | {share:.0%} |" for name, each, took, share in cost),
        "",
        "| a job of the queue | ms of CPU | beside |",
        "| --- | --- | --- |",
        f"| procrastinate's minimum: an empty task | {overhead[0]:.1f} | 1 |",
        f"| ours: the host's lease, and what is due there | {overhead[1]:.1f} | {overhead[1] / overhead[0]:.1f} |",
        "",
        "| a refresh with nothing new, beside | items | queries | ms of CPU | MB more after 50 |",
        "| --- | --- | --- | --- | --- |",
        *(f"| {name} | {size:,} | {each:.1f} | {cpu:.1f} | {more:.1f} |" for name, size, each, cpu, more in growth),
    ]
    return "\n".join(lines) + "\n"


def configured(here: Path, ports: list[int], database: str, *, workers: bool = False) -> Path:
    """A thousand sources, spread over the hosts."""
    hosts = [f"http://127.0.0.{number}:{port}" for number, port in enumerate(ports, start=1)]
    sources = "".join(
        f'  - {{id: office-{n}, kind: kpu, url: "{hosts[n % len(hosts)]}/blog/category/{n}", schedule: 30d}}\n'
        for n in range(SOURCES)
    )
    path = here / "config.yaml"
    path.write_text(
        f"database: {database}\noutput: output\nengine: {'procrastinate' if workers else 'local'}\n"
        f"fetch: {{delay: 0s, allow_private: [127.0.0.0/8], budget: {{day: 100000000}}}}\nsources:\n{sources}"
    )
    return path


@contextmanager
def served() -> Iterator[list[int]]:
    with ExitStack() as stack:
        site = stack.enter_context(
            subprocess.Popen([sys.executable, "-m", "benchmarks.fleet_site"], stdout=subprocess.PIPE, text=True)
        )
        stack.callback(site.kill)
        assert site.stdout
        yield [int(port) for port in site.stdout.readline().split()]


def _until(come: Callable[[], bool]) -> None:
    while not come():
        time.sleep(0.1)


def _made(folder: Path) -> Path:
    folder.mkdir()
    folder.parent.chmod(0o755)
    return folder


def _name(database: str) -> str:
    return "SQLite" if database.startswith("sqlite") else "PostgreSQL"


def _peak() -> float:
    """Megabytes that this process ever took."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
