"""`feeder worker` and `feeder run` as an operator starts them."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE

from fleet.conftest import Fleet, Office, until

SOURCE = 'sources: [{id: kpu, kind: kpu, url: "https://kota-contoh.kpu.go.id/blog/category/104"}]\n'
SHARED = "database: postgresql://feeder@127.0.0.1:1/feeder\nengine: procrastinate\n"


def command(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("text", "arguments", "words"),
    [
        ("", ["worker"], "feeder worker needs `engine: procrastinate` and a PostgreSQL database"),
        (
            "engine: procrastinate\n",
            ["run"],
            "engine: workers share a PostgreSQL server; name it: database:",
        ),
        (SHARED, ["worker", "--hosts", "none"], "argument --hosts: expected a number from 1 on, got 'none'"),
        (SHARED, ["worker", "--only", "read"], "argument --only: invalid choice: 'read'"),
    ],
)
def test_what_cannot_work(tmp_path: Path, text: str, arguments: list[str], words: str) -> None:
    (tmp_path / "config.yaml").write_text(text + SOURCE)
    done = command(tmp_path, f"import sys; from feeder.cli import main; sys.exit(main({arguments}))")
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.parametrize("name", ["run", "worker"])
def test_without_the_library_for_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "config.yaml").write_text(SHARED + SOURCE)
    code = f"import sys; sys.modules['procrastinate'] = None; from feeder.cli import main; sys.exit(main(['{name}']))"
    done = command(tmp_path, code)
    assert done.returncode == 2
    assert done.stderr == "feeder: engine: procrastinate needs more packages: pip install 'feeder-kpu[workers]'\n"


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(SHARED + SOURCE)
    done = command(tmp_path, "import sys; from feeder.cli import main; sys.exit(main(['worker']))")
    assert done.returncode == 3
    assert "postgresql://feeder@127.0.0.1:1/feeder: cannot be reached: see that the server runs" in done.stderr


@pytest.mark.parametrize("arguments", [["run"], ["worker", "--hosts", "1"]])
def test_it_reads_publishes_reloads_and_ends(fleet: Fleet, office: Office, arguments: list[str]) -> None:
    with (fleet.folder / "log").open("w") as log:
        worker = subprocess.Popen([sys.executable, "-m", "feeder", *arguments], cwd=fleet.folder, stderr=log)
    fleet.workers.append(worker)
    fleet.complete()
    config = fleet.folder / "config.yaml"
    config.write_text(config.read_text().replace("id: kpu,", "id: kota,"))
    worker.send_signal(signal.SIGHUP)
    until(lambda: " kota: 0 new, 0 revised, 6 unchanged" in (fleet.folder / "log").read_text())
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
    assert "ended in the middle" not in (fleet.folder / "log").read_text()


def test_an_output_that_cannot_be_written_is_told_once_a_minute(fleet: Fleet) -> None:
    (fleet.folder / "output" / "feed.json").mkdir(parents=True)
    worker = fleet.start()
    until(lambda: "a folder stands where a file is needed" in fleet.said(worker))
    until(lambda: "rest:publish" in {each.name for each in fleet.leases()})
    ticks = set[object]()

    def ticked() -> bool:
        ticks.update(each.since for each in fleet.leases() if each.name == "tick")
        return len(ticks) > 4

    until(ticked)
    assert fleet.said(worker).count("a folder stands where a file is needed") <= 2
