"""What is written comes back, is recognised, and keeps its past."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from feeder.errors import StoreError
from feeder.model import Basis, Precision, Revision, When
from feeder.records import Write
from feeder.store.sql import SqlStore
from store.samples import FIRST, edited, new

LATER = FIRST + timedelta(days=1)


def write(store: SqlStore, *writes: Write, source: str = "kpu", now: datetime = FIRST) -> None:
    with store.begin(source) as transaction:
        transaction.write(source, now, writes)


def test_an_empty_name_names_no_item(store: SqlStore) -> None:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(1, url="")])
    assert (store.number(""), store.find("")) == (None, None)


def test_an_item_comes_back_as_it_was(store: SqlStore) -> None:
    day = When(at=FIRST, basis=Basis.INFERRED, precision=Precision.DAY)
    first = new(1, published=day, text="Tiga \U0001f5f3 ]]> “kutip”\n\nparagraf", image="https://kpu.example/a.jpg")
    write(store, first)
    assert store.newest((), 10) == [first.stored]


def test_known_remembers_what_decides(store: SqlStore) -> None:
    write(store, replace(new(1, hint="abc"), keys=("key:old", "key:1")))
    known = store.known(["key:1", "key:old", "key:other"])
    assert known.keys() == {"key:1", "key:old"}
    assert known["key:1"] == known["key:old"]
    one = known["key:1"]
    assert (one.keys, one.names) == (("key:1", "key:old"), ("judul 1|2025-11-01",))
    assert (one.hint, one.digest, one.revision, one.checked) == ("abc", "Judul 1/Isi berita 1.", 1, FIRST)
    assert (one.when, one.published) == (When(at=one.published), new(1).stored.published)


def test_hundreds_of_keys_at_once(store: SqlStore) -> None:
    write(store, *(new(number) for number in range(1200)))
    assert len(store.known(f"key:{number}" for number in range(2000))) == 1200


def test_an_item_keeps_its_number(store: SqlStore) -> None:
    write(store, new(1), new(2))
    before = {key: each.number for key, each in store.known(["key:1", "key:2"]).items()}
    write(store, edited(new(1), LATER, title="Lain"), now=LATER)
    assert {key: each.number for key, each in store.known(["key:1", "key:2"]).items()} == before


def test_namesakes_are_all_that_bear_the_name(store: SqlStore) -> None:
    write(store, replace(new(1), names=("sama|2025-11-01",)), replace(new(2), names=("sama|2025-11-01",)))
    with store.begin("kpu") as transaction:
        found = transaction.namesakes(["sama|2025-11-01", "lain|2025-11-01"])
    assert {name: [each.id for each in those] for name, those in found.items()} == {
        "sama|2025-11-01": ["tag:kpu.example,2025:1", "tag:kpu.example,2025:2"]
    }


def test_a_key_stays_with_the_item_that_had_it_first(store: SqlStore) -> None:
    write(store, replace(new(1), keys=("key:shared",)), replace(new(2), keys=("key:shared",)))
    assert store.known(["key:shared"])["key:shared"].id == new(1).stored.id


def test_an_edit_keeps_what_was_said_before(store: SqlStore) -> None:
    first = new(1)
    second = edited(first, LATER, "text", text="Tenggat diubah.")
    third = edited(second, LATER + timedelta(days=1), "title", title="Ralat")
    for each in (first, second, third):
        write(store, each, now=each.stored.last_seen)
    found = store.find(first.stored.id)
    assert found == replace(
        third.stored,
        revisions=(
            Revision(number=1, since=first.stored.first_seen, reason="text", item=first.stored.item),
            Revision(number=2, since=LATER, reason="title", item=second.stored.item),
        ),
    )
    assert store.newest((), 10) == [third.stored]  # without the earlier ones


def test_without_a_reason_it_is_replaced_in_place(store: SqlStore) -> None:
    write(store, new(1))
    better = edited(new(1), LATER, reason="", published=When(at=FIRST, precision=Precision.DAY))
    write(store, better, now=LATER)
    assert store.find(better.stored.id) == better.stored


def test_twice_in_one_batch_is_one_item_with_both_revisions(store: SqlStore) -> None:
    second = edited(new(1), LATER, text="Lain.")
    write(store, new(1), new(2), second)
    assert [(each.id, each.revision, len(each.revisions)) for each in store.everything()] == [
        (new(1).stored.id, 2, 1),
        (new(2).stored.id, 1, 0),
    ]


def test_the_same_write_again_changes_only_when_it_was_checked(store: SqlStore) -> None:
    second = edited(new(1), LATER, text="Lain.")
    write(store, new(1))
    write(store, second, now=LATER)
    store.published(store.stale())
    before = store.find("key:1")
    write(store, second, now=LATER + timedelta(hours=1))
    assert store.find("key:1") == before
    assert store.known(["key:1"])["key:1"].checked == LATER + timedelta(hours=1)
    assert store.stale() == {}


def test_a_revision_that_does_not_follow_is_refused(store: SqlStore) -> None:
    write(store, new(1))
    second = edited(new(1), LATER, text="Lain.")
    third = edited(second, LATER, text="Lain lagi.")
    with pytest.raises(StoreError, match=r"2025:1: revision 3 does not follow 1: another process changed the item"):
        write(store, third)
    assert store.find("key:1") == new(1).stored


def test_nothing_of_a_failed_block_is_kept(store: SqlStore) -> None:
    def fail() -> None:
        with store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, [new(1)])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert list(store.ids()) == []
    assert store.stale() == {}


def test_a_failure_that_was_caught_still_undoes_the_whole_block(store: SqlStore) -> None:
    def go_on() -> None:
        with store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, [new(1)])
            with suppress(StoreError):
                transaction.write("kpu", FIRST, [replace(new(2), digest="\0")])

    with pytest.raises(StoreError, match="nothing was written, because a part of it failed"):
        go_on()
    assert list(store.ids()) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [("a\0b", r"this text holds a NUL character and cannot be stored: 'a\\x00b'"), ("\ud83d", "cannot be stored")],
)
def test_characters_that_no_database_takes_are_named(store: SqlStore, title: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        write(store, new(1, title=title))


def test_an_item_is_found_by_whatever_people_call_it(store: SqlStore) -> None:
    write(store, new(1), new(2))
    number = store.known(["key:2"])["key:2"].number
    for ref in ("tag:kpu.example,2025:2", "key:2", "https://kpu.example/blog/read/2_judul", str(number)):
        assert store.find(ref) == new(2).stored
    for ref in ("", "0", "9" * 30, "tidak ada"):
        assert store.find(ref) is None


def test_a_withdrawn_item_keeps_its_time(store: SqlStore) -> None:
    write(store, new(1))
    gone = replace(new(1), stored=replace(new(1).stored, withdrawn=LATER))
    write(store, gone, now=LATER)
    assert store.find("key:1") == gone.stored
    assert store.known(["key:1"])["key:1"].withdrawn == LATER
