"""What can be seen of a fleet, from any machine."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from datetime import timedelta
from urllib.request import urlopen

from patience import PATIENCE

from fleet.conftest import Fleet, until
from fleet.worker import LEASE


def status(fleet: Fleet, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "feeder", "status", *options]
    done = subprocess.run(command, cwd=fleet.folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_nobody_is_at_work(fleet: Fleet) -> None:
    code, said = status(fleet)
    assert code == 1
    assert "workers: none is at work; start one with: feeder worker" in said
    assert "queue: empty" in said


def test_who_is_at_work_and_on_what(fleet: Fleet) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    now = fleet.store.now()
    fleet.store.leases.claim("source:lain", "elsewhere:7 ab12-3", now, now + timedelta(hours=1))
    fleet.start(FEEDER_METRICS=f"127.0.0.1:{port}")
    second = fleet.start("publish")
    until(lambda: len([each for each in fleet.leases() if each.name.startswith("worker:")]) == 2)
    told = json.loads(status(fleet, "--json")[1])["fleet"]
    assert [each["alive"] for each in told["workers"]] == [True, True]
    assert ("source:lain", "elsewhere:7") in {(each["name"], each["owner"]) for each in told["leases"]}
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
        figures = answer.read().decode()
    assert "feeder_workers 2.0" in figures
    assert "feeder_queue_oldest_seconds " in figures
    second.kill()
    fleet.complete()
    until(lambda: "gone without a word" in status(fleet)[1], LEASE + 30)


def test_what_waits_and_for_how_long(fleet: Fleet) -> None:
    """A worker that only writes leaves what is to be read to others, and there are none."""
    with fleet.store.begin("") as transaction:
        transaction.due("kpu", fleet.store.now() - timedelta(minutes=10))
    fleet.start("publish")
    until(lambda: json.loads(status(fleet, "--json")[1])["fleet"]["queue"] == {"refresh": 1})
    code, said = status(fleet)
    assert code == 0
    assert "queue: 1 to refresh, the oldest for " in said
    assert "overdue: kpu" in said
