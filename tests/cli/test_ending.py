"""Commands that are told to end in the middle of something, as processes that get signals."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from patience import PATIENCE

from fetch.site import Site, Wanted, reply, start

LIST = "<html><title>Berita</title><h1>Berita</h1>" + "".join(
    f'<h3><a href="/berita/{n}-rapat">Rapat pleno terbuka ke-{n} di kantor</a></h3><p>{n} November 2025</p>'
    for n in (13, 12, 11)
)
ARTICLE = "<html><h1>Rapat pleno terbuka ke-{n} di kantor</h1><p>KPU menggelar rapat pleno ke-{n} di kantor.</p></html>"


@pytest.fixture
def asked() -> threading.Event:
    """The second article is being asked for, and its answer takes long."""
    return threading.Event()


@pytest.fixture
def site(asked: threading.Event) -> Iterator[Site]:
    ended = threading.Event()

    def answer(wanted: Wanted) -> list[bytes]:
        if "/12-" in wanted.path and not asked.is_set():
            asked.set()
            ended.wait(PATIENCE)
        number = re.match(r"/berita/(\d+)", wanted.path)
        page = ARTICLE.format(n=number[1]) if number else LIST
        return reply(404) if wanted.path == "/robots.txt" else reply(body=page.encode())

    server = start(answer)
    yield server.site
    ended.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("command", ["fetch", "backfill"])
def test_whoever_is_told_to_end_leaves_nothing_that_the_next_one_waits_for(
    command: str, number: signal.Signals, folder: Path, site: Site, asked: threading.Event
) -> None:
    source = f"{{id: contoh, kind: page, url: {site.url}berita}}"
    (folder / "config.yaml").write_text(f"fetch: {{contact: mailto:a@example.org}}\nsources: [{source}]\n")
    words = [sys.executable, "-m", "feeder", command, "contoh"]
    running = subprocess.Popen(
        words,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # in the background it is ignored
    )
    assert asked.wait(PATIENCE)
    running.send_signal(number)
    said = running.communicate(timeout=PATIENCE)[1]
    assert said == "feeder: stopped; what was read so far is stored, and the next run goes on from there\n"
    assert running.returncode == 128 + number
    again = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith("contoh: 3 new, 0 revised, 0 unchanged\n")
