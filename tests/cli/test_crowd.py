"""A thousand subscribers ask the daemon's server all at once, again and again, while it reads a site."""

from __future__ import annotations

import asyncio
import os
import re
import resource
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from patience import PATIENCE
from served import answers

from fetch.site import start
from world import Clock, FakeSite, news

SUBSCRIBERS = 1000


@pytest.fixture
def files() -> Iterator[None]:
    """Each connection is an open file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 2 * SUBSCRIBERS:
        pytest.skip(f"this machine allows {hard} open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (2 * SUBSCRIBERS, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


class Crowd:
    """Subscribers who have what there was when they came. `heard` counts the answers by their status."""

    def __init__(self, url: str) -> None:
        first, address = httpx.get(f"{url}atom.xml", headers={"accept-encoding": "identity"}), httpx.URL(url)
        self._place = address.host, address.port
        self._ask = f"GET /atom.xml HTTP/1.1\r\nHost: feeder.example\r\nIf-None-Match: {first.headers['etag']}\r\n\r\n"
        self.heard: Counter[str] = Counter()
        self.answered = threading.Event()  # somebody was
        self._enough = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._poll()))

    def __enter__(self) -> Crowd:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        self._thread.join()

    async def _poll(self) -> None:
        while not self._enough.is_set():
            await asyncio.gather(*(self._subscriber() for _ in range(SUBSCRIBERS)))

    async def _subscriber(self) -> None:
        try:
            reader, writer = await asyncio.open_connection(*self._place)
            writer.write(self._ask.encode())
            self.heard[(await reader.readline()).decode().partition(" ")[2].strip()[:3]] += 1
            self.answered.set()
            writer.close()
        except OSError as error:
            self.heard[repr(error)] += 1


def test_a_thousand_subscribers_do_not_hold_up_the_daemon(files: None, tmp_path: Path) -> None:
    fake = FakeSite(Clock(), [news(n, date="13 November 2025") for n in range(12, 6, -1)])
    site = start(answers(fake))
    (tmp_path / "config.yaml").write_text(
        f'sources: [{{id: kpu, kind: kpu, url: "{site.site.url}blog/category/104", schedule: 1h}}]\n'
        "fetch: {delay: 0s, attempts: 1, allow_private: [127.0.0.1]}\n"
    )
    command = [sys.executable, "-m", "feeder", "run", "--serve", "--port", "0"]
    environ = {**os.environ, "WATCHDOG_USEC": "1000000"}
    with (
        closing(site.socket),
        subprocess.Popen(command, cwd=tmp_path, env=environ, stderr=subprocess.PIPE, text=True) as daemon,
    ):
        try:
            url = says(daemon, "serving ").rpartition(" at ")[2]
            alone = seconds(says(daemon, "6 new"))
            wait_for(url, "Kegiatan 12")
            with Crowd(url) as crowd:
                assert crowd.answered.wait(PATIENCE)
                fake.articles[:0] = [news(n, date="14 November 2025") for n in range(18, 12, -1)]
                with closing(sqlite3.connect(tmp_path / "feeder.db")) as database, database:
                    database.execute("UPDATE sources SET due = 0")
                crowded = seconds(says(daemon, "6 new"))
                wait_for(url, "Kegiatan 18")
            assert crowded < 10 * max(alone, 1.0), (alone, crowd.heard)  # it was the same, whenever it was measured
            assert crowd.heard.total() >= SUBSCRIBERS
            assert set(crowd.heard) == {"304", "200"}  # what they have, and then what is new
        finally:
            daemon.terminate()
        assert daemon.wait(PATIENCE) == 0
    site.shutdown()


def says(daemon: subprocess.Popen[str], words: str) -> str:
    """The next line with these words."""
    assert daemon.stderr
    return next(line.rstrip("\n") for line in daemon.stderr if words in line)


def seconds(line: str) -> float:
    """How long a look at a source took."""
    found = re.search(r"; ([\d.]+) s, next at", line)
    assert found, line
    return float(found[1])


def wait_for(url: str, words: str) -> None:
    end = threading.Event()
    timer = threading.Timer(PATIENCE, end.set)
    timer.start()
    while words not in httpx.get(f"{url}atom.xml", timeout=PATIENCE).text:
        assert not end.is_set()
    timer.cancel()
