"""Which feeds an item belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.model import Item, StoredItem, When
from feeder.normalise.selection import Choice, Seen, Selector, matches
from feeder.normalise.topics import Rule
from world import JAKARTA

AT = datetime(2025, 11, 13, 0, 30, tzinfo=JAKARTA)  # the day before in UTC
RULES = (
    Rule(id="arsip", label="Arsip", words=("arsip",)),
    Rule(id="pemilu", label="Pemilu", title=("pemilu",), years=("tahun",)),
)


def item(
    title: str = "Rapat", text: str = "", tags: tuple[str, ...] = (), sources: tuple[str, ...] = ("a",)
) -> StoredItem:
    said = Item(
        keys=("key:1",),
        names=(),
        url="",
        title=title,
        html="",
        text=text,
        summary="",
        published=When(at=AT),
        tags=tags,
    )
    return StoredItem(
        id="tag:x,2025:1",
        item=said,
        source=sources[0],
        published=AT,
        updated=AT,
        first_seen=AT,
        last_seen=AT,
        sources=sources,
    )


def selected(stored: StoredItem, **conditions: Any) -> bool:
    return "own" in Selector(RULES, [Choice(id="own", **conditions)], JAKARTA)(stored)


@pytest.mark.parametrize(
    "conditions",
    [
        {},
        {"sources": ("b", "a")},
        {"categories": ("Lain", "BERITA  terkini")},
        {"topics": ("arsip",)},
        {"topics": ("pemilu-2024",)},
        {"topics": ("pemilu",)},
        {"include": ("lain", "gedung")},
        {"include": ("/nomor \\d+/",)},
        {"exclude": ("gedung sebelah",)},
        {"since": date(2025, 11, 13)},
        {"until": date(2025, 11, 13)},
        {"topics": ("arsip",), "include": ("evaluasi",), "exclude": ("apel",), "sources": ("a",)},
    ],
)
def test_an_item_in_a_feed(conditions: dict[str, Any]) -> None:
    stored = item("Evaluasi Pemilu 2024", "Pengarsipan di gedung Nomor 3.", ("Berita Terkini",))
    assert selected(stored, **conditions)


@pytest.mark.parametrize(
    "conditions",
    [
        {"sources": ("b",)},
        {"categories": ("Berita",)},
        {"topics": ("pemilu-2029",)},
        {"include": ("lain",)},
        {"exclude": ("arsip",)},
        {"exclude": ("/NOMOR/",)},
        {"since": date(2025, 11, 14)},
        {"until": date(2025, 11, 12)},
        {"include": ("evaluasi",), "exclude": ("gedung",)},
        {"topics": ("arsip",), "categories": ("Pengumuman",)},
    ],
)
def test_an_item_out_of_a_feed(conditions: dict[str, Any]) -> None:
    stored = item("Evaluasi Pemilu 2024", "Pengarsipan di gedung Nomor 3.", ("Berita Terkini",))
    assert not selected(stored, **conditions)


def test_topics_come_with_their_labels() -> None:
    own = [Choice(id="semua"), Choice(id="tidak", include=("apel",))]
    assert Selector(RULES, own, JAKARTA)(item("Arsip Pemilu Tahun 2024")) == {
        "topic-arsip": "Arsip",
        "topic-pemilu-2024": "Pemilu 2024",
        "semua": "",
    }


def test_an_item_on_several_listings_is_of_all_of_them() -> None:
    assert selected(item(sources=("b", "c")), sources=("c",))
    assert selected(replace(item(), sources=()), sources=("a",))


def test_a_feed_of_whole_sources_needs_no_look_at_items() -> None:
    assert Choice(id="own", sources=("a", "b")).whole
    assert not Choice(id="own", until=date(2025, 1, 1)).whole
    assert not Choice(id="own", exclude=("apel",)).whole


def test_why_is_told() -> None:
    [match] = Selector(RULES, [], JAKARTA).classify("Kearsipan", "")
    assert (match.topic.id, match.why) == ("arsip", 'word "arsip" in the title, as "kearsipan"')


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True), st.sets(st.sampled_from(["x", "y", "z"])))
def test_a_word_that_is_excluded_goes_before_one_that_is_included(sources: list[str], said: set[str]) -> None:
    seen = Seen(item=item(sources=tuple(sources)), day=AT.date(), said=said.__contains__)
    wanted = Choice(id="own", include=("x", "y"), exclude=("z",))
    assert matches(seen, wanted) == (bool(said & {"x", "y"}) and "z" not in said)
