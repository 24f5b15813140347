"""What a person sees who watches `feeder fetch`, and what nobody else does."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import answers

from fetch.site import start
from world import Clock, FakeSite, news

COMMAND = [sys.executable, "-m", "feeder", "fetch"]


@pytest.fixture(autouse=True)
def slow_site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("FEEDER_FETCH__DELAY", "500ms")
    server = start(answers(FakeSite(Clock(), [news(number) for number in (9, 8, 7, 6)])))
    Path("config.yaml").write_text(
        f"sources: [{{id: contoh, kind: kpu, url: '{server.site.url}blog/category/104', pages: 1}}]\n"
    )
    yield
    server.shutdown()
    server.server_close()


def test_whoever_watches_sees_the_pages_being_read() -> None:
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        seen = b"".join(_read(ours))
        printed = process.communicate()[0]
    os.close(ours)
    assert b"contoh: pages: 5" in seen
    assert printed.startswith(b"contoh: 4 new")


def test_a_program_sees_nothing_of_it() -> None:
    done = subprocess.run(COMMAND, capture_output=True, check=True)
    assert done.stderr == b""


def _read(terminal: int) -> Iterator[bytes]:
    """Until the other side is closed, which Linux tells by an error."""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            return
        if not piece:
            return
        yield piece
