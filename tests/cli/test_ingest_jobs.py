"""A large folder, read with several processes as a user does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from patience import PATIENCE

from feeder.read.ingest import FEW

CONFIG = 'sources: [{id: contoh, kind: kpu, url: "http://kota-contoh.example/blog/category/104"}]\n'
COUNT = FEW + 50
COMMAND = [sys.executable, "-m", "feeder", "ingest", "saved", "--source", "contoh", "--seen-at", "2025-11-14"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG)
    Path("saved/blog/read").mkdir(parents=True)
    save(range(1, COUNT + 1))
    return tmp_path


def save(numbers: Iterable[int]) -> None:
    for number in numbers:
        Path(f"saved/blog/read/{number}_x.html").write_text(
            f"<html><title>Kegiatan {number}</title><h1>Kegiatan {number} di Kantor</h1><p>13 November 2025</p>"
            f"<div><p>KPU menggelar kegiatan nomor {number} bersama para pemangku kepentingan.</p></div></html>"
        )


def ids(folder: Path) -> list[str]:
    from feeder.store.sql import open_store
    from world import JAKARTA, Clock

    store = open_store(f"sqlite:///{folder}/feeder.db", JAKARTA, Clock())
    try:
        return list(store.ids())
    finally:
        store.close()


def test_all_of_it_with_two() -> None:
    done = subprocess.run([*COMMAND, "--jobs", "2"], capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"contoh: {COUNT} new, 0 revised, 0 unchanged\n")


def test_one_that_is_interrupted_goes_on(folder: Path) -> None:
    """Ctrl-C reaches every process of the terminal; it is answered once."""
    many = next(count for count in (5 * COUNT, 20 * COUNT, 80 * COUNT) if interrupted(folder, count))
    before = ids(folder)
    assert before
    assert subprocess.run([*COMMAND, "--jobs", "2"], stdout=subprocess.DEVNULL, timeout=PATIENCE).returncode == 0
    after = ids(folder)
    assert (after[: len(before)], len(after)) == (before, many)


def interrupted(folder: Path, many: int) -> bool:
    """Reads so many pages, and is told to stop at the first that are stored; False if all was read by then, as it
    may be where the test has to wait for its turn."""
    save(range(COUNT + 1, many + 1))
    for old in folder.glob("feeder.db*"):
        old.unlink()
    running = subprocess.Popen(
        [*COMMAND, "--jobs", "3"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
    )
    while running.poll() is None and not ((folder / "feeder.db").exists() and ids(folder)):
        pass
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=PATIENCE)
    if running.returncode == 0:
        return False
    assert said == ("", "feeder: stopped; what was read so far is stored, and the next run goes on from there\n")
    assert running.returncode == 130
    return len(ids(folder)) < many


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_how_many_is_a_number(number: str) -> None:
    done = subprocess.run([*COMMAND, "--jobs", number], capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 2
    assert f"argument --jobs: expected a number from 1 on, got '{number}'" in done.stderr
