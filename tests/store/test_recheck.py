"""Which items are to be asked again, what was asked, and that one process alone keeps the schedule."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from feeder.errors import StoreError
from feeder.records import Asked, HostState, SourceState, Write
from feeder.store.sql import SqlStore, open_store
from store.samples import FIRST, new
from world import JAKARTA

HOUR, DAY, MONTH = timedelta(hours=1), timedelta(days=1), timedelta(days=30)
AGES = (HOUR, DAY, MONTH)


def put(store: SqlStore, *writes: Write, source: str = "kpu") -> None:
    with store.begin(source) as transaction:
        transaction.write(source, FIRST, writes)


def fresh(number: int, **said: str) -> Write:
    return new(number, at=FIRST, **said)


def overdue(store: SqlStore, after: timedelta, limit: int = 10, source: str = "kpu") -> list[str]:
    return [known.title for known in store.overdue(source, FIRST + after, AGES, limit)]


def check(store: SqlStore, after: timedelta) -> None:
    with store.begin("kpu") as transaction:
        transaction.checked(FIRST + after, [store.known(["key:1"])["key:1"].number])


def test_an_item_is_overdue_once_at_each_age(store: SqlStore) -> None:
    put(store, fresh(1))
    assert overdue(store, HOUR - timedelta(seconds=1)) == []
    for age in AGES:
        assert overdue(store, age) == ["Judul 1"]
        check(store, age)
        assert overdue(store, age) == []
    assert overdue(store, 2 * MONTH) == []


def test_ages_that_were_missed_count_once(store: SqlStore) -> None:
    put(store, fresh(1))
    assert overdue(store, 2 * DAY) == ["Judul 1"]
    check(store, 2 * DAY)
    assert overdue(store, 3 * DAY) == []


def test_what_was_asked_longest_ago_comes_first_and_no_more_than_the_limit(store: SqlStore) -> None:
    put(store, *(fresh(number) for number in (1, 2, 3)))
    check(store, HOUR)
    assert overdue(store, DAY) == ["Judul 2", "Judul 3", "Judul 1"]
    assert overdue(store, DAY, limit=2) == ["Judul 2", "Judul 3"]


def test_what_nobody_needs_to_ask_again(store: SqlStore) -> None:
    old = new(1, at=FIRST - 2 * MONTH)
    old = replace(old, stored=replace(old.stored, first_seen=FIRST))
    put(store, old, fresh(2, url=""), fresh(3))
    put(store, fresh(4), source="lain")
    with store.begin("kpu") as transaction:
        transaction.withdraw(store.known(["key:3"])["key:3"].number, FIRST)
    assert overdue(store, DAY) == []
    assert overdue(store, DAY, source="lain") == []  # the items' home is another source


def test_the_time_to_look_again_is_kept_beside_the_rest(store: SqlStore) -> None:
    with store.begin("kpu") as transaction:
        transaction.due("kpu", FIRST)
    assert store.state("kpu") == SourceState(source="kpu", due=FIRST)
    with store.begin("kpu") as transaction:
        transaction.state(SourceState(source="kpu", due=FIRST, failures=3))
        transaction.due("kpu", FIRST + HOUR)
    assert store.state("kpu") == SourceState(source="kpu", due=FIRST + HOUR, failures=3)
    assert store.due(FIRST, ["kpu"]) == []


def test_requests_are_added_up_by_what_came_of_them(store: SqlStore) -> None:
    lines = [
        Asked(
            at=FIRST + hour * HOUR,
            host="kpu.example",
            url="",
            source="kpu",
            status=status,
            size=100,
            seconds=0.5,
            note="",
        )
        for hour, status in ((-1, 200), (0, 200), (1, 200), (2, 503))
    ]
    store.hosts.release("", HostState(host="kpu.example"), lines)
    found = [
        (each.host, each.source, each.status, each.count, each.size, each.seconds) for each in store.traffic(FIRST)
    ]
    assert found == [("kpu.example", "kpu", 200, 2, 200, 1.0), ("kpu.example", "kpu", 503, 1, 100, 0.5)]


HOLD = """
import sys, time
from feeder.store.sql import open_store
from datetime import UTC
with open_store(sys.argv[1], UTC).alone():
    print("mine", flush=True)
    time.sleep(60)
"""


def test_one_process_alone_keeps_the_schedule_until_it_is_killed(url: str) -> None:
    with closing(open_store(url, JAKARTA)) as store:
        with subprocess.Popen([sys.executable, "-c", HOLD, url], stdout=subprocess.PIPE, text=True) as holder:
            assert holder.stdout
            assert holder.stdout.readline() == "mine\n"
            with (
                pytest.raises(StoreError, match="another `feeder run` works on this database; end it first"),
                store.alone(),
            ):
                pass
            holder.kill()
        with store.alone():
            pass
