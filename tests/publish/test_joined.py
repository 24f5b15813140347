"""A feed of several offices has each text once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from feeder.model import StoredItem
from feeder.publish import joined
from publish.examples import NEWEST, stored

NAMES = {"pusat": "KPU Jakarta Pusat", "barat": "KPU Jakarta Barat", "kpu-jakarta": "KPU Jakarta"}
ZONE = "Asia/Jakarta"


def of(source: str, number: int, **said: Any) -> StoredItem:
    """An item of a source, seen an hour later for every number."""
    made = stored(number, id=f"tag:{source},2025:{number}", **said)
    return replace(made, source=source, sources=(source,), first_seen=NEWEST + timedelta(hours=number))


SAME = {"title": "Rapat Pleno", "text": "Isi  yang sama.", "published": NEWEST}


def test_the_same_text_of_two_offices_is_one_entry_that_names_both() -> None:
    one, other = of("pusat", 1, **SAME), of("barat", 2, **{**SAME, "title": "RAPAT pleno", "text": "Isi yang sama"})
    [entry] = joined.joined([other, one], NAMES, ZONE)
    assert (entry.id, entry.source, entry.sources) == (one.id, "pusat", ("pusat", "barat"))
    assert entry.item.authors == ("KPU Jakarta Pusat", "KPU Jakarta Barat")


def test_it_stays_the_entry_that_was_there_first_whatever_its_time() -> None:
    late = of("barat", 2, **{**SAME, "published": NEWEST + timedelta(hours=1)})
    [entry] = joined.joined([late, of("pusat", 1, **SAME)], NAMES, ZONE)
    assert entry.id == "tag:pusat,2025:1"


def test_authors_that_are_named_stay() -> None:
    one, other = of("pusat", 1, **SAME, authors=("Humas",)), of("barat", 2, **SAME, authors=("Humas",))
    [entry] = joined.joined([one, other], NAMES, ZONE)
    assert entry.item.authors == ("Humas", "KPU Jakarta Pusat", "KPU Jakarta Barat")


def test_what_is_not_the_same_stays_apart() -> None:
    one = of("pusat", 1, **SAME)
    for other in (
        of("barat", 2, **{**SAME, "text": "Isi yang lain."}),
        of("barat", 2, **{**SAME, "title": "Rapat"}),
        of("barat", 2, **{**SAME, "published": NEWEST - timedelta(days=1)}),
        of("pusat", 2, **SAME),
    ):
        assert {each.id for each in joined.joined([one, other], NAMES, ZONE)} == {one.id, other.id}


def test_two_of_one_office_and_one_of_another_are_two() -> None:
    made = joined.joined([of("pusat", 1, **SAME), of("pusat", 2, **SAME), of("barat", 3, **SAME)], NAMES, ZONE)
    assert sorted(each.sources for each in made) == [("pusat",), ("pusat", "barat")]


def test_the_day_is_the_one_that_the_text_names() -> None:
    day = NEWEST.date()
    early, late = of("pusat", 1, **SAME, event=day), of("barat", 2, **{**SAME, "published": NEWEST + timedelta(days=2)})
    late = replace(late, item=replace(late.item, event=day))
    assert len(joined.joined([early, late], NAMES, ZONE)) == 1


def test_newest_first_and_ties_by_id() -> None:
    made = [of("pusat", number, published=NEWEST) for number in (3, 1, 2)] + [
        of("barat", 9, published=NEWEST + timedelta(1))
    ]
    assert [each.id for each in joined.joined(made, NAMES, ZONE)] == [
        "tag:barat,2025:9",
        "tag:pusat,2025:1",
        "tag:pusat,2025:2",
        "tag:pusat,2025:3",
    ]


def test_a_feed_is_filled_and_its_end_holds_no_repeat() -> None:
    # Forty texts, each in the morning at one office and in the evening at the other, on two days.
    items = []
    for number in range(40):
        said = {"title": f"Judul {number}", "text": f"Isi {number}."}
        at = NEWEST.replace(hour=8) - timedelta(days=number // 20, minutes=number)
        items += [
            of("pusat", number, **said, published=at),
            of("barat", number + 50, **said, published=at + timedelta(hours=9)),
        ]
    items.sort(key=lambda each: each.published, reverse=True)
    asked = []

    def read(limit: int) -> Sequence[StoredItem]:
        asked.append(limit)
        return items[:limit]

    made = joined.newest(read, 10, NAMES, ZONE)
    assert [each.source for each in made] == ["pusat"] * 10
    assert [each.item.title for each in made] == [f"Judul {number}" for number in range(10)]
    assert asked[-1] < 80
