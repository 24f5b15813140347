"""An item stands on listings: when it stood there, what they say of it, and what feeds it is in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from feeder.store.sql import SqlStore
from store.samples import FIRST, edited, new

LATER = FIRST + timedelta(days=1)


def put(store: SqlStore, source: str, *numbers: int) -> None:
    with store.begin(source) as transaction:
        transaction.write(source, FIRST, [new(number, source=source) for number in numbers])


def see(store: SqlStore, source: str, *keys: str, now: datetime = LATER, hint: str = "") -> None:
    with store.begin(source) as transaction:
        numbers = [known.number for known in transaction.known(keys).values()]
        transaction.seen(source, now, numbers, dict.fromkeys(numbers, hint))


def titles(store: SqlStore, *sources: str, limit: int = 50) -> list[str]:
    return [each.item.title.removeprefix("Judul ") for each in store.newest(sources, limit)]


def test_the_newest_first_and_no_more_than_asked(store: SqlStore) -> None:
    put(store, "a", 1, 4, 2, 3)
    assert titles(store, limit=3) == ["4", "3", "2"]
    assert titles(store, "a", limit=3) == ["4", "3", "2"]
    assert titles(store, "b") == []


def test_items_of_one_time_come_by_id(store: SqlStore) -> None:
    with store.begin("a") as transaction:
        transaction.write("a", FIRST, [new(number, at=FIRST, source="a") for number in (3, 1, 2, 20)])
    assert titles(store) == titles(store, "a") == ["1", "2", "20", "3"]
    assert titles(store, "a", limit=2) == ["1", "2"]


def test_sources_are_joined_without_repeats(store: SqlStore) -> None:
    put(store, "a", 1, 3, 5)
    put(store, "b", 2, 4, 6)
    see(store, "b", "key:5")
    assert titles(store, "a", "b") == ["6", "5", "4", "3", "2", "1"]
    assert titles(store, "a", "b", limit=2) == ["6", "5"]
    assert titles(store, "b") == ["6", "5", "4", "2"]
    assert store.newest(("b",), 2)[1].sources == ("a", "b")  # home first
    assert store.counts() == {"a": 3, "b": 4}


def test_one_busy_source_and_one_that_sleeps(store: SqlStore) -> None:
    put(store, "sleeps", *range(5))
    put(store, "busy", *range(100, 300))
    assert titles(store, "sleeps", "busy", limit=3) == ["299", "298", "297"]
    assert titles(store, "sleeps", limit=3) == ["4", "3", "2"]
    assert len(titles(store, "sleeps", "busy", limit=203)) == 203


def test_what_is_withdrawn_is_in_no_feed_and_leaves_no_gap(store: SqlStore) -> None:
    put(store, "a", 1, 2, 3)
    gone = replace(new(3, source="a"), stored=replace(new(3, source="a").stored, withdrawn=LATER))
    with store.begin("a") as transaction:
        transaction.write("a", LATER, [gone])
    assert titles(store, limit=2) == titles(store, "a", limit=2) == ["2", "1"]


def test_seen_moves_the_day_and_marks_nothing(store: SqlStore) -> None:
    put(store, "a", 1, 2)
    store.published(store.stale())
    see(store, "a", "key:1", hint="said")
    assert [each.last_seen for each in store.newest((), 2)] == [new(2).stored.last_seen, LATER]
    assert store.known(["key:1"])["key:1"].hint == "said"
    assert store.stale() == {}


def test_an_older_copy_does_not_turn_the_day_back(store: SqlStore) -> None:
    put(store, "a", 1)
    see(store, "a", "key:1", now=FIRST - timedelta(days=9))
    assert store.newest((), 1)[0].last_seen == new(1).stored.last_seen


def test_each_listing_says_its_own(store: SqlStore) -> None:
    put(store, "a", 1)
    see(store, "a", "key:1", hint="of a")
    see(store, "b", "key:1", hint="of b")
    known = store.known(["key:1"])["key:1"]
    assert (known.hint, known.hints, known.sources) == ("of a", {"a": "of a", "b": "of b"}, ("a", "b"))


def test_a_known_item_on_another_listing_changes_that_feed_alone(store: SqlStore) -> None:
    put(store, "a", 1)
    store.published(store.stale())
    see(store, "b", "key:1")
    assert store.stale().keys() == {"source:b", "item:1"}  # its page names both


def test_a_changed_item_changes_the_feeds_of_all_its_listings(store: SqlStore) -> None:
    put(store, "a", 1)
    see(store, "b", "key:1")
    store.published(store.stale())
    with store.begin("b") as transaction:
        transaction.write("b", LATER, [edited(new(1, source="a"), LATER, text="Lain.")])
    assert store.stale().keys() == {"item:1", "source:a", "source:b", "month:2025-11"}


def test_a_write_without_a_hint_keeps_the_one_there_is(store: SqlStore) -> None:
    with store.begin("a") as transaction:
        transaction.write("a", FIRST, [new(1, source="a", hint="said")])
        transaction.write("a", LATER, [edited(new(1, source="a"), LATER, text="Lain.")])
    assert store.known(["key:1"])["key:1"].hint == "said"


def test_the_minted_times_of_a_day(store: SqlStore) -> None:
    day = FIRST.replace(hour=0)
    seconds = [timedelta(0), timedelta(seconds=2), timedelta(seconds=1), timedelta(days=1)]
    with store.begin("a") as transaction:
        transaction.write("a", FIRST, [new(n, at=day + each, source="a") for n, each in enumerate(seconds)])
        found = transaction.day("a", day, day + timedelta(days=1, microseconds=-1))
        assert list(found) == [day, day + timedelta(seconds=1), day + timedelta(seconds=2)]
        assert list(transaction.day("b", day, day + timedelta(days=1))) == []


def test_an_item_that_moves_is_sorted_where_it_is_now(store: SqlStore) -> None:
    put(store, "a", 1, 2, 3)
    moved = new(1, at=FIRST + timedelta(days=40), source="a")
    with store.begin("a") as transaction:
        transaction.write("a", LATER, [moved])
    assert titles(store, "a") == titles(store) == ["1", "3", "2"]
    assert store.stale().keys() == {"item:1", "item:2", "item:3", "source:a", "month:2025-11", "month:2025-12"}
