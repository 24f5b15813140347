"""Items are assigned to feeds when they or the rules change, and found without a look at the others."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from feeder.model import StoredItem, Topic
from feeder.ports.store import Select
from feeder.records import Write
from feeder.store.sql import SqlStore, open_store
from store.samples import FIRST, edited, new
from world import JAKARTA

ARSIP = Topic("arsip", "Arsip")


def by_words(stored: StoredItem) -> Mapping[str, str]:
    """Rules as simple as can be: a feed for each of two words, one of them a topic."""
    words = stored.item.title.lower()
    return ({"topic-arsip": "Arsip"} if "arsip" in words else {}) | ({"rapat": ""} if "rapat" in words else {})


def noting(seen: list[str]) -> Select:
    """The same rules, and which items they were asked for."""

    def select(stored: StoredItem) -> Mapping[str, str]:
        seen.append(stored.id)
        return by_words(stored)

    return select


def put(store: SqlStore, *writes: Write, source: str = "kpu") -> None:
    with store.begin(source) as transaction:
        transaction.write(source, FIRST, writes)


def settle(store: SqlStore, select: Select = by_words, version: str = "1") -> set[str]:
    """Assign as publishing does; returns what was marked by it."""
    marks = store.stale()
    store.assign(select, version, [int(name.removeprefix("item:")) for name in marks if name.startswith("item:")])
    now = store.stale()
    store.published(now)
    return {name for name, mark in now.items() if marks.get(name) != mark}


def ids(store: SqlStore, feed: str, limit: int = 50) -> list[str]:
    return [each.id.rpartition(":")[2] for each in store.selected(feed, limit)]


def test_new_items_are_assigned(store: SqlStore) -> None:
    put(store, new(1, title="Arsip"), new(2, title="Rapat arsip"), new(3, title="Apel"))
    assert {"feed:topic-arsip", "feed:rapat"} <= settle(store)
    assert (ids(store, "topic-arsip"), ids(store, "rapat"), ids(store, "lain")) == (["2", "1"], ["2"], [])
    assert store.selected("rapat", 1)[0].topics == (ARSIP,)
    assert [each.topics for each in store.everything()] == [(ARSIP,), (ARSIP,), ()]


def test_the_newest_come_first_and_no_more_than_asked(store: SqlStore) -> None:
    put(store, *(new(number, title="Rapat") for number in range(1, 8)))
    settle(store)
    assert ids(store, "rapat", 3) == ["7", "6", "5"]


def test_what_did_not_change_is_not_looked_at_again(store: SqlStore) -> None:
    put(store, new(1, title="Rapat"), new(2, title="Rapat"))
    settle(store)
    put(store, new(3, title="Rapat"))
    seen: list[str] = []
    settle(store, noting(seen))
    assert seen == ["tag:kpu.example,2025:3"]
    assert settle(store) == set()


def test_an_edit_moves_an_item_from_feed_to_feed(store: SqlStore) -> None:
    write = new(1, title="Rapat arsip")
    put(store, write)
    settle(store)
    put(store, edited(write, FIRST, title="Arsip"))
    assert {"feed:rapat", "feed:topic-arsip"} <= settle(store)
    assert (ids(store, "rapat"), ids(store, "topic-arsip")) == ([], ["1"])


def test_an_edit_that_moves_nothing_still_changes_the_feed(store: SqlStore) -> None:
    write = new(1, title="Rapat")
    put(store, write)
    settle(store)
    put(store, edited(write, FIRST, text="Lain."))
    assert "feed:rapat" in settle(store)
    assert store.selected("rapat", 1)[0].item.text == "Lain."


def test_a_date_that_is_known_better_moves_it_within_the_feed(store: SqlStore) -> None:
    first, second = new(1, title="Rapat"), new(2, title="Rapat")
    put(store, first, second)
    settle(store)
    later = FIRST + timedelta(days=1)
    put(store, replace(first, stored=replace(first.stored, published=later, updated=later)))
    settle(store)
    assert ids(store, "rapat") == ["1", "2"]


def test_other_rules_sort_the_whole_archive_anew(store: SqlStore) -> None:
    put(store, *(new(number, title=f"{'Arsip' if number % 2 else 'Apel'} {number}") for number in range(450)))
    settle(store)
    changed = settle(store, lambda stored: {"apel": ""} if "Apel" in stored.item.title else {}, "2")
    assert (len(ids(store, "apel", 500)), ids(store, "topic-arsip")) == (225, [])
    assert {"feed:apel", "feed:topic-arsip", "source:kpu", "month:2025-11", "item:2"} <= changed
    assert "item:1" not in changed  # which had no topic, and has none
    assert store.topics() == {}


def test_rules_that_come_to_the_same_change_nothing(store: SqlStore) -> None:
    put(store, new(1, title="Rapat arsip"))
    settle(store)
    assert settle(store, version="2") == set()


def test_an_item_that_changed_while_the_rules_did_is_shown_anew(store: SqlStore) -> None:
    write = new(1, title="Rapat")
    put(store, write)
    settle(store)
    put(store, edited(write, FIRST, text="Lain."))
    assert "feed:rapat" in settle(store, version="2")


def test_another_label_shows_everywhere(store: SqlStore) -> None:
    put(store, new(1, title="Arsip"))
    settle(store)
    changed = settle(store, lambda _: {"topic-arsip": "Kearsipan"}, "2")
    assert changed == {"feed:topic-arsip", "item:1", "month:2025-11", "source:kpu"}
    assert store.topics() == {Topic("arsip", "Kearsipan"): 1}


def test_what_is_withdrawn_is_neither_listed_nor_counted(store: SqlStore) -> None:
    first, second = new(1, title="Arsip"), new(2, title="Rapat arsip")
    put(store, first, second)
    settle(store)
    assert store.topics() == {ARSIP: 2}
    put(store, _withdrawn(second))
    settle(store)
    assert (ids(store, "topic-arsip"), ids(store, "rapat"), store.topics()) == (["1"], [], {ARSIP: 1})
    put(store, second)
    settle(store)
    assert (ids(store, "rapat"), store.topics()) == (["2"], {ARSIP: 2})


def test_an_item_that_comes_to_another_listing_is_assigned_anew(store: SqlStore) -> None:
    def of_both(stored: StoredItem) -> Mapping[str, str]:
        return {"both": ""} if len(stored.sources) == 2 else {}

    put(store, new(1))
    settle(store, of_both)
    with store.begin("b") as transaction:
        known = transaction.known(["key:1"])["key:1"]
        transaction.seen("b", FIRST, [known.number], {})
    settle(store, of_both)
    assert ids(store, "both") == ["1"]
    put(store, new(2))
    put(store, new(2), source="b")
    settle(store, of_both)
    assert ids(store, "both") == ["2", "1"]


def test_a_reopened_store_remembers_its_rules(url: str) -> None:
    for seen in (["tag:kpu.example,2025:1"], []):
        with closing(open_store(url, JAKARTA)) as store:
            if seen:
                put(store, new(1, title="Rapat"))
            asked: list[str] = []
            settle(store, noting(asked))
            assert asked == seen


def _withdrawn(write: Write) -> Write:
    return replace(write, stored=replace(write.stored, withdrawn=FIRST + timedelta(days=2)))
