"""A source gets another id."""

from __future__ import annotations

from datetime import timedelta

from feeder.model import Validators
from feeder.records import SourceState, Waiting
from feeder.store.sql import SqlStore
from store.samples import FIRST, new

NOW = FIRST + timedelta(days=1)


def test_all_that_a_source_has_goes_with_it(store: SqlStore) -> None:
    with store.begin("") as transaction:
        transaction.write("lama", NOW, [new(1, source="lama"), new(2, source="lama")])
        transaction.state(SourceState(source="lama", due=NOW, failures=2))
        transaction.validators("lama", "https://kpu.example/", Validators(etag="a"))
        transaction.wait("lama", Waiting(url="https://kpu.example/", at=NOW, reason="drift"))
    store.published(store.stale())
    store.rename("lama", "baru")
    assert [each.source for each in store.newest(["baru"], 9)] == ["baru", "baru"]
    assert store.newest(["lama"], 9) == []
    assert store.state("baru") == SourceState(source="baru", due=NOW, failures=2)
    assert store.state("lama") == SourceState(source="lama")
    assert store.validators("baru", "https://kpu.example/").etag == "a"
    assert store.waiting("baru")
    assert store.waiting("lama") is None
    assert set(store.stale()) == {"month:2025-11", "source:baru", "item:1", "item:2"}
    assert store.check() == ()


def test_a_source_that_was_read_under_its_new_id_already(store: SqlStore) -> None:
    with store.begin("") as transaction:
        transaction.write("lama", NOW, [new(1, source="lama"), new(2, source="lama")])
        transaction.state(SourceState(source="lama", failures=2))
        transaction.state(SourceState(source="baru", failures=1))
        transaction.seen("baru", NOW, [1], {})
    store.rename("lama", "baru")
    assert len(store.newest(["baru"], 9)) == 2
    assert store.state("baru").failures == 1
    assert store.check() == ()


def test_sources_that_share_an_item_show_the_new_id_too(store: SqlStore) -> None:
    with store.begin("") as transaction:
        transaction.write("lama", NOW, [new(1, source="lama")])
        transaction.write("lain", NOW, [new(2, source="lain")])
        transaction.seen("teman", NOW, [1], {})
    store.published(store.stale())
    store.rename("lama", "baru")
    assert set(store.stale()) == {"month:2025-11", "source:baru", "source:teman", "item:1"}


def test_nothing_to_do_writes_nothing(store: SqlStore) -> None:
    store.rename("lama", "baru")
    assert store.stale() == {}
