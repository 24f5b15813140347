"""What left its listing, what is withdrawn, what waits, and what never settles."""

from datetime import timedelta

from feeder.records import Absence, Listed, Unsettled, Waiting
from feeder.store.sql import SqlStore
from store.samples import FIRST, new

LATER = FIRST + timedelta(days=1)


def fill(store: SqlStore, *numbers: int) -> None:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(number) for number in numbers])


def absence(number: int, times: int) -> Absence:
    url = f"https://kpu.example/blog/read/{number}_judul"
    return Absence(number=number, url=url, first=FIRST, last=LATER, times=times)


def test_missing_is_what_was_not_shown_since_and_is_newer(store: SqlStore) -> None:
    fill(store, 1, 2, 3)
    with store.begin("kpu") as transaction:
        transaction.seen("kpu", LATER, [2], {})
    since = new(1).stored.published
    assert [each.number for each in store.missing("kpu", since, LATER)] == [3]
    assert store.missing("other", since, LATER) == []


def test_whoever_was_asked_is_missing_no_more_until_it_is_seen_again(store: SqlStore) -> None:
    fill(store, 1, 2)
    with store.begin("kpu") as transaction:
        transaction.absent([absence(1, 0), absence(2, 1)])
    assert store.missing("kpu", FIRST - timedelta(days=1), LATER) == []
    assert store.absent("kpu") == [absence(2, 1)]
    with store.begin("kpu") as transaction:
        transaction.seen("kpu", LATER, [2], {})
    assert store.absent("kpu") == []


def test_withdrawn_and_brought_back(store: SqlStore) -> None:
    fill(store, 1, 2)
    store.published(store.stale())
    with store.begin("kpu") as transaction:
        transaction.withdraw(2, LATER)
    assert store.stale().keys() == {"source:kpu", "month:2025-11", "item:2"}
    assert [each.id for each in store.newest([], 10)] == [new(1).stored.id]
    [gone] = store.withdrawn(10)
    assert (gone.id, gone.withdrawn, gone.item) == (new(2).stored.id, LATER, new(2).stored.item)
    with store.begin("kpu") as transaction:
        transaction.withdraw(2, None)
    assert (store.withdrawn(10), len(store.newest([], 10))) == ([], 2)


def test_what_waits_is_kept_as_it_was_until_it_is_forgotten(store: SqlStore) -> None:
    item = new(1).stored.item
    waiting = Waiting(
        url="https://kpu.example/", at=LATER, reason="odd", entries=(Listed(key="k", item=item), Listed(key="l"))
    )
    with store.begin("kpu") as transaction:
        transaction.wait("kpu", Waiting(url="", at=FIRST, reason="before", gone=(1, 2)))
        transaction.wait("kpu", waiting)
    assert store.waiting("kpu") == waiting
    assert store.waiting("other") is None
    with store.begin("kpu") as transaction:
        transaction.wait("kpu", None)
    assert store.waiting("kpu") is None


def test_unrest_is_known_until_it_settles(store: SqlStore) -> None:
    fill(store, 1)
    with store.begin("kpu") as transaction:
        transaction.restless([Unsettled(number=1, times=2, digest="said")])
        known = transaction.known(["key:1"])["key:1"]
        assert (known.edits, known.said) == (2, "said")
        transaction.restless([Unsettled(number=1)])
        assert transaction.known(["key:1"])["key:1"].edits == 0


def test_the_newest_of_a_source(store: SqlStore) -> None:
    assert store.latest("kpu") is None
    fill(store, 1, 2)
    assert store.latest("kpu") == new(2).stored.published
