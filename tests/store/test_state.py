"""What is remembered of sources and addresses, and that refreshes do not come between each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from feeder.errors import StoreError
from feeder.model import Precision, Validators, When
from feeder.records import Came, SourceState
from feeder.store.sql import SqlStore
from store.samples import FIRST, new
from world import Clock


def test_a_source_that_was_never_asked_is_due(store: SqlStore) -> None:
    assert store.state("kpu") == SourceState(source="kpu")
    assert store.due(FIRST, ["kpu", "lain"]) == ["kpu", "lain"]


def test_the_state_of_a_source_comes_back(store: SqlStore) -> None:
    state = SourceState(source="kpu", due=FIRST, failures=3, checked=FIRST, error="habis waktu", facts='{"a": 1}')
    with store.begin("kpu") as transaction:
        transaction.state(SourceState(source="kpu"))
        transaction.state(state)
    assert store.state("kpu") == state


def test_who_has_waited_longest_is_due_first(store: SqlStore) -> None:
    for source, hours in (("a", 0), ("b", 1), ("c", -1)):
        with store.begin(source) as transaction:
            transaction.state(SourceState(source=source, due=FIRST + timedelta(hours=hours)))
    assert store.due(FIRST, ["d", "c", "b", "a"]) == ["d", "c", "a"]


def test_validators_belong_to_a_source_and_an_address(store: SqlStore) -> None:
    said = Validators(etag='W/"a"', last_modified="Thu, 13 Nov 2025 02:12:00 GMT", digest="ab")
    with store.begin("kpu") as transaction:
        transaction.validators("kpu", "https://kpu.example/", Validators(etag="before"))
        transaction.validators("kpu", "https://kpu.example/", said)
    assert store.validators("kpu", "https://kpu.example/") == said
    assert store.validators("kpu", "https://kpu.example/lain") == Validators()
    assert store.validators("lain", "https://kpu.example/") == Validators()


def test_transactions_of_one_scope_never_overlap(store: SqlStore) -> None:
    def count(_: int) -> None:
        with store.begin("kpu") as transaction:
            state = store.state("kpu")
            transaction.state(replace(state, failures=state.failures + 1))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count, range(40)))
    assert store.state("kpu").failures == 40


def test_others_see_a_refresh_whole_or_not_at_all(store: SqlStore) -> None:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(1)])
        assert list(store.ids()) == []
        assert transaction.known(["key:1"]).keys() == {"key:1"}
    assert list(store.ids()) == [new(1).stored.id]


def test_the_time_is_that_of_the_clock(store: SqlStore, clock: Clock) -> None:
    # The test's PostgreSQL runs on this machine: its clock agrees with ours, to the second that counts.
    assert store.now() == clock.now
    clock.forward(minutes=30)
    assert store.now() == clock.now


def test_a_closed_store_says_so(store: SqlStore) -> None:
    store.close()
    with pytest.raises(StoreError, match="the store is closed"):
        store.state("kpu")


def test_a_sound_store_has_no_problems(store: SqlStore) -> None:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(1), new(2)])
    assert store.check() == ()


def test_how_the_newest_items_of_a_source_came(store: SqlStore) -> None:
    with store.begin("kpu") as transaction:
        day = new(2, published=When(at=FIRST, precision=Precision.DAY))
        transaction.write("kpu", FIRST, [new(1), day, new(3), new(4)])
        transaction.write("lain", FIRST, [new(5, source="lain")])
        transaction.withdraw(3, FIRST)
    at = [new(number).stored.published for number in (4, 2, 1)]
    precise, by_day = Precision.TIME, Precision.DAY
    came = [Came(at[0], precise, at[0]), Came(at[1], by_day, at[1]), Came(at[2], precise, at[2])]
    assert store.came("kpu", 9) == came
    assert store.came("kpu", 2) == came[:2]


def test_many_sources_are_looked_up_at_once(store: SqlStore) -> None:
    ids = [f"kpu-{number}" for number in range(1200)]
    with store.begin("kpu") as transaction:
        transaction.write(ids[700], FIRST, [new(1), new(2), new(3)])
        transaction.write(ids[1], FIRST, [new(2)])
        transaction.withdraw(3, FIRST)
        transaction.state(SourceState(source=ids[700], verdict="ok", due=FIRST))
    assert store.last_news(ids) == {ids[1]: new(2).stored.published, ids[700]: new(2).stored.published}
    assert store.times(ids[700], 5) == [new(2).stored.published, new(1).stored.published]
    assert store.times(ids[700], 1) == [new(2).stored.published]
    states = store.states(ids)
    assert list(states) == ids
    assert states[ids[700]] == store.state(ids[700]) == SourceState(source=ids[700], verdict="ok", due=FIRST)
    assert states[ids[0]] == SourceState(source=ids[0])
