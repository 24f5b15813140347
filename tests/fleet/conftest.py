"""A fleet: real workers, a real PostgreSQL, and a site that notes when it was asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from patience import PATIENCE
from served import answers

from feeder.records import Lease
from feeder.store.sql import SqlStore, open_store
from fetch.site import Wanted, start
from postgres import Server, serving
from world import JAKARTA, Clock, FakeSite, news

DELAY = 0.3  # seconds that the site is left alone
TIMEOUT = 2  # seconds for one answer

_WORKER = Path(__file__).with_name("worker.py")


class Office:
    """A site with its articles, on a host of its own; it can be made to hold an answer back."""

    def __init__(self) -> None:
        self.fake = FakeSite(Clock(), [news(n, date="13 November 2025") for n in range(12, 0, -1)])
        self.asked: list[float] = []
        self.reached, self.free = threading.Event(), threading.Event()
        self._held = ""
        self.server = start(self._answer, robots=self._robots)
        self.url = f"{self.server.site.url}blog/category/104"

    def hold(self, words: str) -> None:
        """Keep the next answer to such an address until `free` is set; `reached` tells that it is asked."""
        self._held = words

    def _answer(self, wanted: Wanted) -> Iterable[bytes]:
        self.asked.append(time.monotonic())
        if self._held and self._held in wanted.path:
            self._held = ""
            self.reached.set()
            self.free.wait(PATIENCE)
        return answers(self.fake)(wanted)

    def _robots(self, _: Wanted) -> Iterable[bytes]:
        self.asked.append(time.monotonic())
        return [b"HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n"]

    def left_alone(self) -> None:
        """Between two requests there was always the pause that the configuration says."""
        assert min(after - before for before, after in pairwise(self.asked)) > DELAY * 0.95


class Fleet:
    """Workers that share a folder with their configuration and output, and a database."""

    def __init__(self, folder: Path, database: str, office: Office) -> None:
        self.folder, self.database, self.office = folder, database, office
        self.workers: list[subprocess.Popen[Any]] = []
        self.store: SqlStore = open_store(database, JAKARTA)
        (folder / "config.yaml").write_text(
            f"database: {database}\nengine: procrastinate\n"
            f"fetch: {{delay: {DELAY * 1000:.0f}ms, timeout: {TIMEOUT}s, attempts: 1, allow_private: [127.0.0.1]}}\n"
            f'sources:\n  - {{id: kpu, kind: kpu, url: "{office.url}", pages: 3, schedule: 1h}}\n'
        )

    def start(self, *queues: str, **environ: str) -> subprocess.Popen[Any]:
        path = str(_WORKER.parent.parent)
        with (self.folder / f"worker-{len(self.workers)}.log").open("w") as log:
            worker = subprocess.Popen(
                [sys.executable, str(_WORKER), *queues],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": path, **environ},
                stderr=log,
                text=True,
            )
        self.workers.append(worker)
        return worker

    def said(self, worker: subprocess.Popen[Any]) -> str:
        return (self.folder / f"worker-{self.workers.index(worker)}.log").read_text()

    def holder(self, name: str) -> subprocess.Popen[Any] | None:
        """The worker that has a lease."""
        pids = {int(lease.owner.split()[0].rpartition(":")[2]) for lease in self.leases() if lease.name == name}
        return next((worker for worker in self.workers if worker.pid in pids), None)

    def leases(self) -> list[Lease]:
        now = self.store.now()
        return [lease for lease in self.store.leases.all() if lease.until > now]

    def hurry(self) -> None:
        """The source's time has come; whoever is asking it still sets its next one first."""
        until(lambda: not self.holder("source:kpu"))
        with self.store.begin("") as transaction:
            transaction.due("kpu", datetime.now(UTC))

    def published(self) -> list[str]:
        """The titles in the feed."""
        with suppress(FileNotFoundError):
            feed = json.loads((self.folder / "output" / "feed.json").read_text())
            return [each["title"] for each in feed["items"]]
        return []

    def complete(self) -> None:
        """Waits until everything is there, once, and nothing is left to be done."""
        wanted = sorted(each.title for each in self.office.fake.articles)
        until(lambda: sorted(self.published()) == wanted and not self.store.stale())
        assert sorted(each.item.title for each in self.store.everything()) == wanted
        assert all(each.revision == 1 for each in self.store.everything())
        assert self.store.check() == ()

    def end(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()


def until(come: Callable[[], object], patience: float = PATIENCE) -> float:
    """Waits; returns for how many seconds."""
    begun = time.monotonic()
    while not come():
        assert time.monotonic() - begun < patience, "it does not come"
        threading.Event().wait(0.02)
    return time.monotonic() - begun


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One of our own: it is stopped and started."""
    for name in ("psycopg", "procrastinate"):
        pytest.importorskip(name, reason=f"{name} is not installed")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        try:
            server = stack.enter_context(serving(Path(folder)))
        except FileNotFoundError as error:
            pytest.skip(f"no PostgreSQL: {error}")
        yield server


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    yield office
    office.free.set()
    office.server.shutdown()
    office.server.server_close()


@pytest.fixture
def fleet(server: Server, office: Office, tmp_path: Path) -> Iterator[Fleet]:
    import psycopg

    name = tmp_path.name.replace("-", "_").lower()[:40]
    with closing(psycopg.connect(server.url, autocommit=True)) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    fleet = Fleet(tmp_path, server.url.replace("/postgres", f"/{name}"), office)
    try:
        yield fleet
    finally:
        fleet.end()
        fleet.store.close()
