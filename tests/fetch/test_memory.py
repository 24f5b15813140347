"""Hosts without a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeder.fetch.memory import MemoryHosts
from feeder.ports.shared import Hosts
from feeder.records import Asked, HostState

NOW = datetime(2025, 11, 14, 9, 0, tzinfo=UTC)
SOON = NOW + timedelta(seconds=30)


def test_one_holds_a_host_at_a_time() -> None:
    hosts: Hosts = MemoryHosts()
    assert hosts.claim("a", "one", NOW, SOON) == HostState(host="a")
    assert hosts.claim("a", "two", NOW, SOON) is None
    assert hosts.claim("b", "two", NOW, SOON) == HostState(host="b")
    assert hosts.claim("a", "two", SOON, SOON + timedelta(seconds=1)) == HostState(host="a")


def test_what_was_learned_is_there_for_the_next() -> None:
    hosts = MemoryHosts()
    state = hosts.claim("a", "one", NOW, SOON)
    assert state
    hosts.release("one", replace(state, pause="busy: x"), ())
    assert hosts.claim("a", "two", NOW, SOON) == HostState(host="a", pause="busy: x")


def test_who_lost_the_lease_only_adds_to_the_ledger() -> None:
    hosts = MemoryHosts()
    state = hosts.claim("a", "one", NOW, SOON)
    assert state
    hosts.claim("a", "two", SOON, SOON + timedelta(seconds=30))
    line = Asked(at=NOW, host="a", url="http://a/", source="contoh", status=200, size=1, seconds=0.1)
    hosts.release("one", replace(state, pauses=5), [line])
    assert hosts.claim("a", "three", SOON, SOON) is None
    assert hosts.asked(NOW) == 1
    assert hosts.asked(SOON) == 0
