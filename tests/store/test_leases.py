"""Who does what: leases in the store, and a store that writes nothing without its lease."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from feeder.errors import LostError
from feeder.store.sql import SqlStore
from store.samples import FIRST as NOW
from store.samples import new

SOON = NOW + timedelta(seconds=30)
LATER = SOON + timedelta(seconds=30)


def test_one_at_a_time_has_a_name(store: SqlStore) -> None:
    assert store.leases.claim("source:kpu", "one", NOW, SOON)
    assert not store.leases.claim("source:kpu", "two", NOW, SOON)
    assert store.leases.claim("source:lain", "two", NOW, SOON)


def test_one_that_is_renewed_goes_on_and_keeps_its_beginning(store: SqlStore) -> None:
    store.leases.claim("publish", "one", NOW, SOON)
    assert store.leases.claim("publish", "one", SOON, LATER)
    assert not store.leases.claim("publish", "two", SOON, LATER)
    [lease] = store.leases.all()
    assert (lease.since, lease.renewed, lease.until) == (NOW, SOON, LATER)


def test_one_that_nobody_renews_ends_by_itself(store: SqlStore) -> None:
    store.leases.claim("publish", "killed", NOW, SOON)
    assert store.leases.claim("publish", "two", SOON, LATER)
    assert not store.leases.claim("publish", "killed", SOON, LATER)
    assert store.leases.all()[0].since == SOON


def test_one_that_is_given_back_is_free(store: SqlStore) -> None:
    store.leases.claim("publish", "one", NOW, SOON)
    store.leases.release("publish", "other")
    assert not store.leases.claim("publish", "two", NOW, SOON)
    store.leases.release("publish", "one")
    assert store.leases.all() == []


def test_of_many_who_ask_at_once_one_gets_it(store: SqlStore) -> None:
    with ThreadPoolExecutor(4) as threads:
        got = threads.map(lambda owner: store.leases.claim("tick", str(owner), NOW, SOON), range(20))
        assert sum(got) == 1


def test_those_that_ended_long_ago_are_forgotten(store: SqlStore) -> None:
    store.leases.claim("worker:a", "a", NOW, SOON)
    store.leases.claim("worker:b", "b", NOW, LATER)
    store.leases.forget(LATER)
    assert [lease.name for lease in store.leases.all()] == ["worker:b"]


@pytest.fixture
def fenced(store: SqlStore) -> SqlStore:
    """The store of somebody who has the lease, which has ended."""
    store.leases.claim("source:kpu", "one", NOW, SOON)
    return store.fenced("source:kpu", "one")


def test_who_lost_its_lease_writes_nothing(store: SqlStore, fenced: SqlStore) -> None:
    with fenced.begin("kpu") as transaction:
        transaction.write("kpu", NOW, [new(1)])
    store.leases.claim("source:kpu", "two", SOON, LATER)
    with (
        pytest.raises(LostError, match=r"source:kpu: broken off, .* nothing is lost"),
        fenced.begin("kpu") as transaction,
    ):
        transaction.write("kpu", NOW, [new(2)])
    with pytest.raises(LostError):
        fenced.published(store.stale())
    assert list(store.ids()) == [new(1).stored.id]
    assert "source:kpu" in store.stale()


def test_marks_that_were_taken_away_can_be_set_again(store: SqlStore) -> None:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", NOW, [new(1)])
    marks = store.stale()
    store.published(marks)
    store.unpublished(marks)
    assert store.stale().keys() == marks.keys()
