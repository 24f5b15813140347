"""Disks that are full or read-only, files that nobody meant, and processes that write at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from xml.etree import ElementTree

import pytest
from patience import PATIENCE

from feeder.cli import main

CONFIG = """
database: sqlite:///db/feeder.db
sources: [{id: contoh, kind: kpu, url: "https://kota-contoh.kpu.go.id/blog/category/104"}]
"""

Mount = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text(CONFIG)
    (tmp_path / "page.txt").write_text(page("Contoh"))
    for name in ("db", "output"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def mount(folder: Path) -> Iterator[Mount]:
    """Puts a disk in memory at a folder, with these options; a second time it changes the options."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    with ExitStack() as mounted:

        def call(name: str, options: str) -> None:
            place = folder / name
            again = "remount," if place.is_mount() else ""
            command = ["mount", "-t", "tmpfs", "-o", again + options, "tmpfs", str(place)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode and not again:
                pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
            done.check_returncode()
            if not again:
                mounted.callback(subprocess.run, ["umount", str(place)], check=True)

        yield call


def page(name: str) -> str:
    told = [
        f"KPU Kota {name} Menggelar Rapat Nomor {day}\n\n"
        f"KPU Kota {name} menggelar rapat pada {day} November 2025. {'Rapat dihadiri tamu undangan. ' * 60}\n\n"
        for day in range(9, 1, -1)
    ]
    return "Berita Terkini\n\n" + "".join(told)


def ingest(name: str = "page.txt") -> int:
    return main(["ingest", name, "--source", "contoh", "--seen-at", "2025-11-14"])


def is_whole(items: int) -> bool:
    """Every feed that is there can be read, all items are there, and everything agrees."""
    readable()
    return len(json.loads(Path("output/feed.json").read_text())["items"]) == items and main(["verify"]) == 0


def readable() -> None:
    for each in Path("output").rglob("*.xml"):
        ElementTree.parse(each)
    for each in Path("output").rglob("*.json"):
        json.loads(each.read_bytes())


def test_an_output_that_is_full_is_completed_later(mount: Mount, capsys: pytest.CaptureFixture[str]) -> None:
    mount("output", "size=200k")
    for _ in range(2):
        assert ingest() == 3
        assert "the disk is full; free some space, the next run completes the output" in capsys.readouterr().err
        readable()
    mount("output", "size=20m")
    assert main(["publish"]) == 0
    assert is_whole(8)


def test_an_output_that_is_read_only_keeps_its_feeds(
    folder: Path, mount: Mount, capsys: pytest.CaptureFixture[str]
) -> None:
    mount("output", "size=20m")
    assert ingest() == 0
    mount("output", "ro")
    assert is_whole(8)  # looking needs no right to write
    (folder / "more.txt").write_text(page("Lain"))
    assert ingest("more.txt") == 3
    assert "the disk is read-only; make it writable, or choose another output folder" in capsys.readouterr().err
    assert len(json.loads(Path("output/feed.json").read_text())["items"]) == 8
    mount("output", "rw")
    assert main(["publish"]) == 0
    assert is_whole(16)


def test_a_database_on_a_full_disk(mount: Mount, capsys: pytest.CaptureFixture[str]) -> None:
    mount("db", "size=300k")
    assert ingest() == 3
    assert "feeder.db: the disk is full: make room and run again" in capsys.readouterr().err
    mount("db", "size=20m")
    assert ingest() == 0
    assert is_whole(8)


def test_a_database_on_a_read_only_disk(folder: Path, mount: Mount, capsys: pytest.CaptureFixture[str]) -> None:
    mount("db", "size=20m")
    assert ingest() == 0
    mount("db", "ro")
    (folder / "more.txt").write_text(page("Lain"))
    assert ingest("more.txt") == 3
    assert "let this user read and write the file and its folder" in capsys.readouterr().err
    mount("db", "rw")
    assert is_whole(8)
    assert ingest("more.txt") == 0
    assert is_whole(16)


def test_a_text_that_nobody_wrote_by_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "page.txt").open("ab") as file:
        file.truncate(200_000_000)
    assert ingest() == 1
    assert "page.txt: this file is too large (200,000,000 bytes; at most 50,000,000)" in capsys.readouterr().err


def test_a_folder_without_readable_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "saved").mkdir()
    assert ingest("saved") == 1
    assert "saved: this folder holds no pages, feeds or texts" in capsys.readouterr().err
    (folder / "saved" / "data").write_bytes(bytes(range(256)))
    assert ingest("saved") == 1
    assert "data: this file is no page, feed or text" in capsys.readouterr().err


def test_several_processes_lose_nothing(folder: Path) -> None:
    names = ["Satu", "Dua", "Tiga"]
    command = [sys.executable, "-m", "feeder", "ingest", "--source", "contoh", "--seen-at", "2025-11-14"]
    for name in names:
        (folder / f"{name}.txt").write_text(page(name))
    running = [subprocess.Popen([*command, f"{name}.txt"], stdout=subprocess.DEVNULL) for name in names]
    assert [each.wait(PATIENCE) for each in running] == [0, 0, 0]
    assert is_whole(24)
