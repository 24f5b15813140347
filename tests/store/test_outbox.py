"""What is to be told waits, is taken in hand once, and outlives whoever had it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

from feeder.records import Backlog, Message
from feeder.store.sql import SqlStore
from store.samples import FIRST, new

NOW = FIRST + timedelta(days=1)


def later(**by: int) -> datetime:
    return NOW + timedelta(**by)


def claimed(store: SqlStore, now: datetime = NOW, *targets: str) -> Message:
    message = store.outbox.claim(targets or ["hub", "hook"], now)
    assert message
    return message


def test_news_is_what_was_marked_as_such(store: SqlStore) -> None:
    with store.begin("") as transaction:
        transaction.write("kpu", NOW, [replace(new(2), news=True), new(3), replace(new(1), news=True)])
    first, second = store.outbox.news()
    assert (first, second) == (new(1).stored.id, new(2).stored.id)
    store.outbox.put({first: ["hook"], second: []}, NOW)
    assert store.outbox.news() == []
    assert claimed(store).subject == first
    assert store.outbox.claim(["hook"], NOW) is None


def test_feeds_are_told_of_when_they_say_something_else(store: SqlStore) -> None:
    store.outbox.changed("hub", {"atom.xml": "a", "rss.xml": "r"}, ["atom.xml"], NOW)
    assert claimed(store).subject == "atom.xml"  # the other stood there before
    assert store.outbox.claim(["hub"], NOW) is None
    store.outbox.changed("hub", {"atom.xml": "a", "rss.xml": "s"}, ["atom.xml"], NOW)
    assert claimed(store).subject == "rss.xml"


def test_a_feed_that_changes_while_it_is_told_of_is_told_of_again(store: SqlStore) -> None:
    store.outbox.changed("hub", {"atom.xml": "a"}, ["atom.xml"], NOW)
    message = claimed(store)
    store.outbox.changed("hub", {"atom.xml": "b"}, ["atom.xml"], later(seconds=1))
    store.outbox.done(message)
    again = claimed(store, later(seconds=2))
    store.outbox.done(again)
    assert (again.subject, again.tries) == ("atom.xml", 1)
    assert store.outbox.backlog() == []


def test_what_was_not_taken_waits_and_with_it_all_for_the_target(store: SqlStore) -> None:
    store.outbox.put({"a": ["hook"], "b": ["hook"], "c": ["other"]}, NOW)
    message = claimed(store)
    store.outbox.later(message, "no answer", later(minutes=1))
    assert store.outbox.claim(["hook"], later(seconds=59)) is None
    assert claimed(store, later(seconds=59), "other").subject == "c"
    assert (claimed(store, later(minutes=1)).subject, claimed(store, later(minutes=1)).subject) == ("a", "b")


def test_what_is_lost_is_told_of_for_some_days(store: SqlStore) -> None:
    store.outbox.put({"a": ["hook"]}, NOW)
    store.outbox.lose(claimed(store), "no answer")
    assert store.outbox.backlog() == [Backlog(target="hook", waiting=0, lost=1, due=None, trouble="no answer")]
    assert store.outbox.claim(["hook"], later(days=1)) is None
    store.outbox.recover([], later(days=8))
    assert store.outbox.backlog() == []


def test_what_the_dead_had_in_hand(store: SqlStore) -> None:
    store.outbox.changed("hub", {"atom.xml": "a"}, ["atom.xml"], NOW)
    store.outbox.put({"a": ["hook"]}, NOW)
    _ = claimed(store), claimed(store)
    store.outbox.recover(["hub"], later(minutes=9))
    assert store.outbox.claim(["hub", "hook"], later(minutes=9)) is None  # they may live
    store.outbox.recover(["hub"], later(minutes=11))
    assert claimed(store, later(minutes=11)).target == "hub"
    assert store.outbox.claim(["hub", "hook"], later(minutes=11)) is None


def test_what_was_in_vain_for_three_days_is_lost(store: SqlStore) -> None:
    store.outbox.put({"a": ["hook"], "b": ["hook"]}, NOW)
    store.outbox.later(claimed(store), "no answer", later(minutes=1))
    store.outbox.recover([], later(days=3, minutes=1))
    assert claimed(store, later(days=3, minutes=1)).subject == "b"  # which nobody has tried


def test_nobody_takes_what_somebody_has(store: SqlStore) -> None:
    store.outbox.put({f"item {n}": ["hook"] for n in range(40)}, NOW)
    barrier, got = Barrier(4), list[str]()

    def take() -> None:
        barrier.wait()
        while store.outbox.backlog()[0].waiting and (message := store.outbox.claim(["hook"], NOW)):
            got.append(message.subject)

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == len(set(got)) <= 40
