from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.model import StoredItem
from feeder.publish import site_search
from feeder.publish.address import slug
from feeder.publish.site_search import split
from publish.examples import NEWEST, stored

ZONE = "Asia/Jakarta"


class Folder(dict[str, bytes]):
    """The output: what was written, and how a search goes about it."""

    def build(self, items: Iterable[StoredItem], changed: Iterable[date] | None = None) -> list[str]:
        """Write what is to be written; returns which files changed."""
        months = {month: list(found) for month, found in groupby(sorted(items, key=_month), key=_month)}
        some = months if changed is None else {month: months[month] for month in changed}
        read = self.get if changed is not None else lambda _: None
        made = dict(site_search.update(list(months), some.items(), ZONE, read))
        differ = [name for name, body in made.items() if self.get(name) != body]
        self.update(made)
        return differ

    def json(self, name: str) -> Any:
        return orjson.loads(self.get(name, b"{}"))

    def find(self, word: str) -> set[str]:
        index = self.json("search/index.json")
        newest, *older = index["months"]
        letter = word[0] if word[0].isascii() else "other"
        shelf = self.json(f"search/words/{letter}.json").get(word, []) if letter in index["letters"] else []
        found = set()
        for month in [newest, *(each for each in older if shelf is True or each in shelf)]:
            known = self.json(f"search/{month // 100}/{month % 100:02}.json")
            found |= {known["items"][number][0] for number in known["words"].get(word, [])}
        return found


def _month(item: StoredItem) -> date:
    return item.published.date().replace(day=1)


def item(number: int, text: str, months_ago: int = 0) -> StoredItem:
    return stored(number, text=text, published=NEWEST - timedelta(days=30 * months_ago))


def test_a_word_of_a_body_is_found_in_any_month() -> None:
    folder = Folder()
    items = [item(1, "Rapat pleno"), item(2, "Rapat pemutakhiran data", 3), item(3, "Sosialisasi", 30)]
    folder.build(items)
    assert folder.find("rapat") == {slug(items[0].id), slug(items[1].id)}
    assert folder.find("pemutakhiran") == {slug(items[1].id)}
    assert folder.find("sosialisasi") == {slug(items[2].id)}
    assert folder.find("banjir") == set()


def test_what_a_result_shows() -> None:
    folder = Folder()
    folder.build([item(1, "Isi " * 100)])
    ((name, title, day, text),) = folder.json("search/2025/11.json")["items"]
    assert (name, title, day) == (slug(stored(1).id), "Berita 1", "2025-11-13")
    assert text.startswith("Isi Isi")
    assert len(text) <= 161


def test_titles_and_tags_are_found_and_withdrawn_items_are_not() -> None:
    folder = Folder()
    folder.build([stored(1, tags=("Zona Integritas",)), stored(2, title="Ditarik", withdrawn=NEWEST)])
    assert folder.find("integritas") == {slug(stored(1).id)}
    assert folder.find("ditarik") == set()


def test_an_item_more_in_the_newest_month_changes_that_month_alone() -> None:
    folder = Folder()
    items = [item(1, "Rapat"), item(2, "Lama", 2)]
    folder.build(items)
    assert folder.build([*items, item(3, "Kata baru")], [date(2025, 11, 1)]) == ["search/2025/11.json"]
    assert folder.find("baru") == {slug(stored(3).id)}


def test_an_edit_in_an_older_month() -> None:
    folder = Folder()
    items = [item(1, "Rapat"), item(2, "Lama", 2), item(3, "Tua", 4)]
    folder.build(items)
    items[1] = item(2, "Lama sekali", 2)
    assert folder.build(items, [date(2025, 9, 1)]) == [
        "search/2025/09.json",
        "search/words/s.json",
        "search/index.json",
    ]
    assert folder.find("sekali") == {slug(items[1].id)}


def test_a_new_month_puts_the_one_before_on_the_shelf() -> None:
    folder = Folder()
    old = item(1, "Rapat pleno")
    folder.build([old])
    new = stored(2, text="Desember", published=NEWEST + timedelta(days=30))
    folder.build([old, new], [date(2025, 12, 1)])
    assert folder.find("pleno") == {slug(old.id)}
    assert folder.find("desember") == {slug(new.id)}


def test_a_word_of_very_many_months_is_looked_for_in_all() -> None:
    folder = Folder()
    items = [item(n, "Rapat", n) for n in range(40)]
    folder.build(items)
    assert folder.json("search/words/r.json") == {"rapat": True}
    assert len(folder.find("rapat")) == 40


def test_an_archive_without_items() -> None:
    assert dict(site_search.update([], [], ZONE, lambda _: None)) == {
        "search/index.json": b'{"months":[],"letters":[]}'
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kajian e-Counting, Jum'at (13/11)", ["kajian", "counting", "jum", "at", "13", "11"]),
        ("KPU\u00a0Jakarta “résumé”", ["kpu", "jakarta", "resume"]),
        ("#TemanPemilih 8.252.897", ["temanpemilih", "252", "897"]),
        ("ꦲꦏ꧀ 選挙 _a_", ["ꦲꦏ", "選挙"]),
        ("x" * 90, ["x" * 40]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert split(text) == words


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.lists(st.sampled_from("rapat pleno data 2024 élan 選挙".split()), min_size=1), st.integers(0, 5)
            ),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_arrives_in_any_order_is_found(arrivals: list[list[tuple[list[str], int]]]) -> None:
    folder, items = Folder(), list[StoredItem]()
    for number, batch in enumerate(arrivals):
        fresh = [item(10 * number + n, " ".join(words), ago) for n, (words, ago) in enumerate(batch)]
        items += fresh
        folder.build(items, sorted({_month(each) for each in fresh}))
    for each in items:
        for word in split(each.item.text):
            assert slug(each.id) in folder.find(word)
