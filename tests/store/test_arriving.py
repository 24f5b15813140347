"""Items get a place in the order of their arrival, and keep it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from feeder.store import migrate
from feeder.store.engine import open_engine
from feeder.store.sql import SqlStore, open_store
from store.samples import FIRST, edited, new
from world import JAKARTA


def put(store: SqlStore, *numbers: int) -> None:
    """Items in this order of writing; the one of a higher number was published later."""
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(number) for number in numbers])


def marked(store: SqlStore) -> list[int]:
    return [int(name.removeprefix("item:")) for name in store.stale() if name.startswith("item:")]


def ids(store: SqlStore, first: int, last: int) -> list[str]:
    return [each.id.rpartition(":")[2] for each in store.arrivals(first, last)]


def test_nothing_has_arrived_at_first(store: SqlStore) -> None:
    assert (store.arrived(), store.arrivals(1, 100), store.places([1])) == (0, [], [])


def test_places_are_counted_from_one_in_the_order_of_writing(store: SqlStore) -> None:
    put(store, 5, 9, 7)
    store.arrive([3, 1, 2])
    assert store.arrived() == 3
    assert [ids(store, place, place) for place in (1, 2, 3)] == [["5"], ["9"], ["7"]]
    assert ids(store, 1, 3) == ["9", "7", "5"], "the newest publication first"


def test_what_arrives_later_comes_after_however_old_it_is(store: SqlStore) -> None:
    put(store, 5, 9)
    store.arrive(marked(store))
    put(store, 1, 12)
    store.arrive(marked(store))
    assert (ids(store, 1, 2), ids(store, 3, 4)) == (["9", "5"], ["12", "1"])


def test_a_place_is_kept_through_edits_and_withdrawal(store: SqlStore) -> None:
    put(store, 1, 2)
    store.arrive([1, 2])
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [edited(new(1), FIRST + timedelta(days=9), title="Diubah")])
        transaction.withdraw(2, FIRST)
    store.arrive(marked(store))
    assert (store.places([2]), store.arrived()) == ([2], 2)
    [first], [second] = store.arrivals(1, 1), store.arrivals(2, 2)
    assert (first.item.title, first.revision, second.withdrawn) == ("Diubah", 2, FIRST)


def test_publishers_who_count_at_once_leave_no_gap_and_no_repeat(store: SqlStore) -> None:
    put(store, *range(60))
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(store.arrive, [range(first, 61) for first in range(1, 61, 5)]))
    assert sorted(store.places(range(1, 61))) == list(range(1, 61))
    assert store.check() == ()


def test_a_gap_is_found(url: str) -> None:
    with closing(open_store(url, JAKARTA)) as store:
        put(store, 1, 2)
        store.arrive([1, 2])
        engine = open_engine(url)
        with engine.session() as session:
            session.run("UPDATE arrivals SET arrival = 3 WHERE arrival = 2")
        engine.close()
        assert [each.partition(": ")[2] for each in store.check()] == [
            "tag:kpu.example,2025:2 arrived after a gap, or twice"
        ]


def test_what_an_earlier_version_has_published_arrives_with_the_migration(store: SqlStore, url: str) -> None:
    put(store, 5, 9)
    script = Path(migrate.__file__).with_name("migrations") / "0005_arrivals.sql"
    engine = open_engine(url)
    with engine.session() as session:
        session.run(script.read_text().partition(";")[2])
    engine.close()
    assert (store.arrived(), ids(store, 2, 2)) == (2, ["9"])
