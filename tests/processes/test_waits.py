"""Whoever waits for another process of feeder is told what for, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feeder import config
from feeder.app import App
from feeder.processes.halt import Halt
from world import JAKARTA, Clock

CONFIG = 'sources: [{id: kota, kind: kpu, url: "http://127.0.0.1:9/"}]\nfetch: {attempts: 1, delay: 0s}\n'
START = datetime(2025, 11, 14, 12, tzinfo=JAKARTA)


class Quick(Halt):
    """Waits by setting the clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def wait(self, seconds: float) -> bool:
        self._clock.now += timedelta(seconds=seconds)
        return False


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def app(tmp_path: Path, clock: Clock, told: list[str]) -> Iterator[App]:
    (tmp_path / "config.yaml").write_text(CONFIG)
    app = App(config.load(tmp_path / "config.yaml", {}), clock, halt=Quick(clock), told=told.append)
    yield app
    app.close()


def killed(app: App, name: str) -> None:
    """A process that held this when it was killed."""
    app.store.leases.claim(name, "kantor:4711 ab12-0", START, START + timedelta(seconds=30))


def test_who_waits_for_a_source_says_so_once(app: App, clock: Clock, told: list[str]) -> None:
    killed(app, "source:kota")
    assert app.refresh(app.sources()[0]).failures
    assert told == [
        "kota: another process of feeder (kantor:4711) is at work on it; waiting until it is done, or until 12:00:30 "
        "WIB if it was killed"
    ]
    assert clock.now - START < timedelta(seconds=33)


@pytest.mark.parametrize("command", ["publish", "verify"])
def test_who_waits_for_the_output_says_so_once(app: App, told: list[str], command: str) -> None:
    killed(app, "publish")
    getattr(app, command)()
    assert told == [
        "the output: another process of feeder (kantor:4711) is at work on it; waiting until it is done, or until "
        "12:00:30 WIB if it was killed"
    ]


def test_who_has_it_at_once_says_nothing(app: App, told: list[str]) -> None:
    app.publish()
    assert told == []
