"""Workers that are killed or cut off, a server that is restarted, a clock that is wrong: nothing is lost, nothing comes
twice, work goes on, and the site is left alone as it should be."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from patience import PATIENCE

from fleet.cable import Cable
from fleet.conftest import Fleet, Office, until
from fleet.worker import LEASE, TICK
from postgres import Server
from world import news

_FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)


def article(office: Office, number: int) -> None:
    """One more, whose page is held back."""
    office.fake.articles.insert(0, news(number, date="13 November 2025"))
    office.reached.clear()
    office.free.clear()
    office.hold(f"/blog/read/{number}_")


def test_a_worker_killed_in_the_middle_of_a_refresh(fleet: Fleet, office: Office) -> None:
    article(office, 13)
    fleet.start()
    fleet.start()
    assert office.reached.wait(PATIENCE)
    victim = fleet.holder("source:kpu")
    assert victim
    victim.kill()
    office.free.set()
    until(lambda: fleet.holder("source:kpu") not in (None, victim))
    fleet.complete()
    office.left_alone()


def test_workers_killed_in_the_middle_of_publishing(fleet: Fleet, office: Office) -> None:
    for number in range(13, 16):
        office.fake.articles.insert(0, news(number, date="13 November 2025"))
        fleet.hurry()
        fleet.start()
        until(lambda: fleet.holder("publish"))
        if victim := fleet.holder("publish"):
            victim.kill()
    fleet.start()
    fleet.complete()
    office.left_alone()


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_postgresql_stopped_in_the_middle_of_a_refresh(fleet: Fleet, office: Office, server: Server, mode: str) -> None:
    article(office, 13)
    with fleet.store.begin("") as transaction:
        transaction.due("kpu", fleet.store.now() + timedelta(hours=1))
    workers = [fleet.start(), fleet.start()]
    until(lambda: sum(each.name.startswith("worker:") for each in fleet.leases()) == 2)
    fleet.hurry()
    assert office.reached.wait(PATIENCE)
    server.stop(mode)
    office.free.set()
    server.start()
    fleet.complete()
    assert [worker.poll() for worker in workers] == [None, None]
    office.left_alone()


def test_a_worker_cut_off_and_back(fleet: Fleet, office: Office, server: Server) -> None:
    """What it had in hand goes to another one, and it writes nothing of it; then it works as before."""
    cable = Cable(server.address)
    article(office, 13)
    near = fleet.start(FEEDER_DATABASE=fleet.database.replace(str(server.address[1]), str(cable.port)))
    assert office.reached.wait(PATIENCE)
    cable.cut()
    far = fleet.start()
    until(lambda: fleet.holder("source:kpu") is far)
    office.free.set()
    until(lambda: "kpu: " in fleet.said(near))
    assert "new" not in fleet.said(near)
    fleet.complete()
    cable.mend()
    far.kill()
    office.fake.articles.insert(0, news(14, date="13 November 2025"))
    fleet.hurry()
    fleet.complete()
    assert "kpu: 1 new" in fleet.said(near)
    cable.close()
    office.left_alone()


def test_two_who_publish_at_once(fleet: Fleet, office: Office) -> None:
    """One that was killed with the output in hand keeps nobody from it for longer than its lease."""
    now = fleet.store.now()
    fleet.store.leases.claim("publish", "killed", now, now + timedelta(seconds=LEASE))
    fleet.start("refresh")
    publishers = [fleet.start("publish"), fleet.start("publish")]
    until(lambda: fleet.store.stale())
    assert fleet.published() == []
    until(fleet.published)
    fleet.complete()
    assert not any("kpu: " in fleet.said(each) for each in publishers)


@pytest.mark.skipif(not _FAKETIME, reason="libfaketime is not installed")
def test_a_worker_whose_clock_is_ten_minutes_ahead(fleet: Fleet, office: Office) -> None:
    ahead = fleet.start(
        "refresh",
        LD_PRELOAD=str(_FAKETIME),
        FAKETIME="+600s",
        FAKETIME_DONT_FAKE_MONOTONIC="1",
        FAKETIME_DISABLE_SHM="1",
    )
    fleet.start("publish")
    until(lambda: "kpu: 12 new" in fleet.said(ahead))
    state, now = fleet.store.state("kpu"), fleet.store.now()
    assert state.checked
    assert state.due
    assert abs(now - state.checked) < timedelta(minutes=1)
    assert abs(now + timedelta(hours=1) - state.due) < timedelta(minutes=2)
    fleet.start("refresh")
    for number in (13, 14, 15):
        office.fake.articles.insert(0, news(number, date="13 November 2025"))
        until(partial(read_at_once, fleet, f"Kegiatan {number} di Kantor"))
        fleet.complete()
    assert max(each.first_seen for each in fleet.store.everything()) <= fleet.store.now()
    office.left_alone()


def read_at_once(fleet: Fleet, title: str) -> bool:
    """Asked for again and again: on a busy machine a lease may lapse, and its holder set the next time after us."""
    fleet.hurry()
    return title in fleet.published()


def test_three_workers_tick_as_often_as_one(fleet: Fleet, office: Office) -> None:
    for _ in range(3):
        fleet.start()
    fleet.complete()
    ticks = set()
    begun = fleet.store.now()
    while fleet.store.now() - begun < timedelta(seconds=10 * TICK):
        ticks |= {each.since for each in fleet.store.leases.all() if each.name == "tick"}
    gaps = [after - before for before, after in zip(sorted(ticks), sorted(ticks)[1:], strict=False)]
    assert gaps
    assert min(gaps) >= timedelta(seconds=TICK * 0.9)


def test_one_that_is_told_to_end_leaves_nothing_behind(fleet: Fleet, office: Office) -> None:
    worker = fleet.start()
    until(lambda: fleet.holder("source:kpu"))
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
    assert {each.name for each in fleet.leases()} <= {"tick"}  # which is left to lapse: its time is the pause
    fleet.start()
    fleet.complete()
    office.left_alone()
