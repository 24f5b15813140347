"""Leases, what hosts asked of us, and the ledger."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

from feeder.records import Asked, HostState
from feeder.store.sql import SqlStore
from store.samples import FIRST as NOW

HOST = "jakarta.kpu.go.id"
SOON = NOW + timedelta(minutes=1)


def request(at: datetime, url: str = "/", host: str = HOST) -> Asked:
    return Asked(at=at, host=host, url=url, source="kpu", status=200, size=57_000, seconds=0.1 + 0.2, note="baru")


def test_one_at_a_time_has_a_host(store: SqlStore) -> None:
    assert store.hosts.claim(HOST, "one", NOW, SOON) == HostState(host=HOST)
    assert store.hosts.claim(HOST, "two", NOW, SOON) is None
    assert store.hosts.claim("other.example", "two", NOW, SOON) == HostState(host="other.example")


def test_the_owner_may_renew_its_lease(store: SqlStore) -> None:
    store.hosts.claim(HOST, "one", NOW, SOON)
    assert store.hosts.claim(HOST, "one", NOW, SOON + timedelta(minutes=1))
    assert store.hosts.claim(HOST, "two", SOON, SOON + timedelta(minutes=1)) is None


def test_a_lease_ends_by_itself(store: SqlStore) -> None:
    store.hosts.claim(HOST, "killed", NOW, SOON)
    assert store.hosts.claim(HOST, "two", SOON, SOON + timedelta(minutes=1))


def test_what_was_learned_goes_to_the_next(store: SqlStore) -> None:
    state = store.hosts.claim(HOST, "one", NOW, SOON)
    assert state
    learned = replace(state, free=SOON, paused=SOON, pause="Retry-After", pauses=2, robots="Disallow: /")
    store.hosts.release("one", learned, [])
    assert store.hosts.claim(HOST, "two", NOW, SOON) == learned


def test_who_comes_back_late_gives_away_no_lease_of_others(store: SqlStore) -> None:
    late = store.hosts.claim(HOST, "late", NOW, SOON)
    assert late
    store.hosts.claim(HOST, "two", SOON, SOON + timedelta(minutes=1))
    store.hosts.release("late", replace(late, pause="blocked"), [])
    assert store.hosts.claim(HOST, "three", SOON, SOON + timedelta(minutes=1)) is None


def test_of_many_who_ask_at_once_one_gets_it(store: SqlStore) -> None:
    def claim(owner: int) -> bool:
        return store.hosts.claim(HOST, str(owner), NOW, SOON) is not None

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(claim, range(20))) == 1


def test_the_ledger_counts_and_tells(store: SqlStore) -> None:
    asked = [request(NOW + timedelta(seconds=second), f"/{second}") for second in range(5)]
    store.hosts.release("one", HostState(host=HOST), asked)
    store.hosts.release("one", HostState(host="other.example"), [request(NOW, host="other.example")])
    assert store.hosts.asked(NOW + timedelta(seconds=2)) == 3
    assert store.hosts.asked(NOW) == 6
    assert store.ledger(NOW, HOST, limit=2) == [asked[4], asked[3]]
    assert len(store.ledger(NOW)) == 6


def test_the_ledger_forgets_after_ninety_days(store: SqlStore) -> None:
    store.hosts.release("one", HostState(host=HOST), [request(NOW)])
    store.hosts.release("one", HostState(host=HOST), [request(NOW + timedelta(days=90))])
    assert store.hosts.asked(NOW) == 2
    store.hosts.release("one", HostState(host=HOST), [request(NOW + timedelta(days=91))])
    assert store.hosts.asked(NOW) == 2
