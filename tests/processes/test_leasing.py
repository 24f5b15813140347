"""Leases that are renewed as long as they are held; real threads, real time, leases of a part of a second."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from feeder.errors import LostError, StoreError
from feeder.model import Document, Request
from feeder.ports.shared import Leases
from feeder.processes.leasing import Fenced, Leasing
from feeder.publish.write import Folder
from feeder.store.sql import SqlStore, open_store
from world import JAKARTA

SHORT = 2.0  # seconds
never = Event()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/feeder.db", JAKARTA)
    yield opened
    opened.close()


def leasing(leases: Leases, seconds: float = SHORT) -> Leasing:
    return Leasing(leases, lambda: datetime.now(UTC), never.wait, seconds=seconds)


class Away:
    """A store that stops answering."""

    def __init__(self, store: SqlStore) -> None:
        self.leases, self.gone = store.leases, False
        self.release, self.all, self.forget = store.leases.release, store.leases.all, store.leases.forget

    def claim(self, name: str, owner: str, now: datetime, until: datetime) -> bool:
        if self.gone:
            raise StoreError("the server is away")
        return self.leases.claim(name, owner, now, until)


def until(moment: float) -> None:
    never.wait(max(0.0, moment - time.monotonic()))


def test_it_is_held_for_as_long_as_the_block_lasts(store: SqlStore) -> None:
    with leasing(store.leases).take("publish") as held:
        assert held
        until(time.monotonic() + 1.25 * SHORT)
        held.check()
        with leasing(store.leases).take("publish") as other:
            assert other is None
    assert store.leases.all() == []


def test_who_waits_gets_it_once_it_is_given_back(store: SqlStore) -> None:
    first = leasing(store.leases, 60).take("publish")
    first.__enter__()
    later = Leasing(store.leases, lambda: datetime.now(UTC), lambda _: bool(first.__exit__(None, None, None)))
    with later.take("publish", patience=60) as held:
        assert held


def test_who_is_told_to_end_waits_no_more(store: SqlStore) -> None:
    with (
        leasing(store.leases, 60).take("publish"),
        Leasing(store.leases, lambda: datetime.now(UTC), lambda _: True).take("publish", patience=60) as held,
    ):
        assert held is None


def test_who_is_cut_off_stops_before_somebody_else_can_begin(store: SqlStore, tmp_path: Path) -> None:
    away, asked = Away(store), []

    def fetch(request: Request) -> list[Document]:
        asked.append(request.url)
        return []

    with leasing(away).take("source:kpu") as held:
        assert held
        output = Fenced(Folder(tmp_path / "output"), held)
        assert output("feed.json", b"{}")
        away.gone, begun = True, time.monotonic()
        until(begun + SHORT)
        with pytest.raises(LostError, match="source:kpu: broken off"):
            held.before(fetch)(Request(url="https://kpu.example/"))
        with pytest.raises(LostError):
            output("feed.json", b"[]")
        with pytest.raises(LostError), output.together() as write:
            write("feed.json", b"[]")
    assert asked == []
    assert output.read("feed.json") == b"{}"


def test_a_short_failure_of_the_store_does_no_harm(store: SqlStore) -> None:
    away = Away(store)
    with leasing(away, 3.0).take("source:kpu") as held:
        assert held
        away.gone = True
        until(time.monotonic() + 1.2)
        away.gone = False
        until(time.monotonic() + 1.2)
        held.check()


def test_several_that_are_held_long_are_all_renewed(store: SqlStore) -> None:
    ours, others = leasing(store.leases), leasing(store.leases)
    with ours.take("source:a") as first, ours.take("source:b") as second:
        assert first
        assert second
        until(time.monotonic() + 1.25 * SHORT)
        first.check()
        second.check()
        assert not others.once("source:a", SHORT)
        assert not others.once("source:b", SHORT)


def test_many_that_are_held_shortly_need_one_thread_which_ends_when_all_is_closed(store: SqlStore) -> None:
    before, ours = set(enumerate_threads()), leasing(store.leases, 0.6)
    for number in range(50):
        with ours.take(f"source:{number}") as held:
            assert held
    assert len(set(enumerate_threads()) - before) == 1
    ours.close()
    [watching] = set(enumerate_threads()) - before
    watching.join(5)
    assert not watching.is_alive()
