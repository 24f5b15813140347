"""The whole history, in months and in one go; and what must be published again."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, date, datetime, timedelta

from feeder.records import Output
from feeder.store.sql import SqlStore
from store.samples import FIRST, edited, new

LATER = FIRST + timedelta(days=1)


def put(store: SqlStore, *times: datetime) -> None:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(number, at=at) for number, at in enumerate(times)])


def test_a_month_begins_and_ends_in_the_publishers_zone(store: SqlStore) -> None:
    put(
        store,
        datetime(2025, 10, 31, 16, 59, 59, 999999, tzinfo=UTC),
        datetime(2025, 10, 31, 17, tzinfo=UTC),
        datetime(2025, 11, 30, 16, 59, 59, 999999, tzinfo=UTC),
        datetime(2025, 11, 30, 17, tzinfo=UTC),
    )
    november = [each.item.title for each in store.month(date(2025, 11, 1), "Asia/Jakarta")]
    assert november == ["Judul 2", "Judul 1"]
    assert store.month_counts() == {date(2025, 12, 1): 1, date(2025, 11, 1): 2, date(2025, 10, 1): 1}
    assert store.months() == [date(2025, 12, 1), date(2025, 11, 1), date(2025, 10, 1)]
    assert list(store.month(date(2024, 2, 1), "Asia/Jakarta")) == []


def test_a_month_brings_the_revisions_and_the_withdrawn(store: SqlStore) -> None:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(1), new(2)])
        transaction.write("kpu", LATER, [edited(new(1), LATER, text="Lain.")])
    found = list(store.month(date(2025, 11, 1), "Asia/Jakarta"))
    assert [(each.item.title, [old.number for old in each.revisions]) for each in found] == [
        ("Judul 2", []),
        ("Judul 1", [1]),
    ]


def test_items_come_in_the_order_asked_for_with_their_revisions(store: SqlStore) -> None:
    put(store, *(FIRST + timedelta(seconds=n) for n in range(250)))
    with store.begin("kpu") as transaction:
        transaction.write("kpu", LATER, [edited(new(1), LATER, text="Lain.")])
    numbers = [store.number(id) for id in store.ids()]
    wanted = [number for number in reversed(numbers) if number is not None]
    found = list(store.items(wanted))
    assert [each.id for each in found] == list(reversed(list(store.ids())))
    assert [each.id for each in found if each.revisions] == [new(1).stored.id]


def test_pages_join_without_loss_or_repeat(store: SqlStore) -> None:
    same = [FIRST] * 450 + [FIRST + timedelta(seconds=n) for n in range(450)]
    put(store, *same)
    ids = list(store.ids())
    assert len(set(ids)) == len(ids) == 900
    assert [each.id for each in store.everything()] == ids
    month = list(store.month(date(2025, 11, 1), "Asia/Jakarta"))
    assert month == sorted(month, key=lambda each: (-each.published.timestamp(), each.id))
    assert {each.id for each in month} == set(ids)


def test_the_archive_may_be_written_to_while_it_is_read(store: SqlStore) -> None:
    put(store, *(FIRST + timedelta(seconds=n) for n in range(300)))
    reading = store.everything()
    next(reading)
    with store.begin("kpu") as transaction:
        transaction.write("kpu", LATER, [new(1000)])
    assert sum(1 for _ in reading) == 300


def test_reading_everything_takes_no_more_memory_for_more_items(store: SqlStore) -> None:
    def peak(numbers: range) -> int:
        with store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, (new(number, text="kata " * 400) for number in numbers))
        tracemalloc.start()
        assert sum(1 for _ in store.everything()) == numbers.stop
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few = peak(range(400))
    assert peak(range(400, 1600)) < 1.5 * few


def test_a_mark_that_was_renewed_meanwhile_stays(store: SqlStore) -> None:
    put(store, FIRST)
    read = store.stale()
    assert read.keys() == {"item:1", "month:2025-11", "source:kpu"}
    with store.begin("kpu") as transaction:
        transaction.write("kpu", LATER, [edited(new(0, at=FIRST), LATER, text="Lain.")])
    store.published(read)
    renewed = store.stale()
    assert renewed.keys() == read.keys()
    store.published(renewed)
    assert store.stale() == {}


def test_a_publisher_that_comes_late_takes_no_newer_mark_away(store: SqlStore) -> None:
    put(store, FIRST)
    read_by_both = store.stale()
    store.published(read_by_both)
    with store.begin("kpu") as transaction:
        transaction.write("kpu", LATER, [new(1)])
    store.published(read_by_both)
    assert store.stale().keys() == {"item:2", "month:2025-11", "source:kpu"}


def test_outputs_are_remembered_replaced_and_forgotten(store: SqlStore) -> None:
    first, second = Output(sha256="ab", count=6, size=1200), Output(sha256="cd", count=7, size=1300)
    store.written({"archive/2025/11.json": first, "atom.xml": first})
    store.written({"archive/2025/11.json": second, "atom.xml": None})
    assert store.outputs() == {"archive/2025/11.json": second}
    assert store.look() == ""
    store.looks("one")
    store.looks("two")
    assert store.look() == "two"
    assert store.outputs() == {"archive/2025/11.json": second}
