"""Days that a list writes without their year, as the items come out."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.model import Draft, Item, Office, When
from feeder.normalise import items
from feeder.normalise.dates import written

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2026, 11, 30, 10, tzinfo=WIB)
OFFICE = Office(url="https://kota.example/", zone=WIB)


def said(line: str) -> When:
    found = written(line, seen=SEEN, zone=WIB)
    assert found is not None
    return found


def days(*drafts: Draft) -> list[str]:
    made = items.finish(drafts, OFFICE, SEEN)
    return [f"{each.published.at.astimezone(WIB):%Y-%m-%d}" for each in made if isinstance(each, Item)]


def draft(line: str, html: str = "<p>Rapat berlangsung sejak pagi.</p>", image: str = "") -> Draft:
    return Draft(url=f"https://kota.example/{line}", title=f"Rapat {line}", html=html, image=image, stated=said(line))


def test_a_list_that_runs_from_new_to_old_runs_into_the_year_before() -> None:
    lines = ("20 November", "6 Maret", "6 Desember", "1 November")
    assert days(*map(draft, lines)) == ["2026-11-20", "2026-03-06", "2025-12-06", "2025-11-01"]
    assert days(*map(draft, ("6 Maret", "6 November"))) == ["2026-03-06", "2025-11-06"]


def test_a_day_behind_the_others_in_one_year() -> None:
    assert days(*map(draft, ("20 November", "21 November", "19 November"))) == [
        "2026-11-20",
        "2026-11-21",
        "2026-11-19",
    ]


@pytest.mark.parametrize("pinned", [["12 Maret"], ["12 Maret", "3 Agustus"], ["3 Agustus", "12 Maret"]])
def test_old_items_on_top_do_not_put_a_list_back_by_a_year(pinned: list[str]) -> None:
    below = ["29 November", "27 November", "26 November", "20 November"]
    assert days(*map(draft, [*pinned, *below]))[len(pinned) :] == [f"2026-11-{line[:2]}" for line in below]


def test_a_list_that_nothing_was_added_to_for_months_is_none_with_an_old_item_on_top() -> None:
    lines = ["12 Maret", "3 Februari", "2 Desember", "20 Oktober"]
    assert days(*map(draft, lines)) == ["2026-03-12", "2026-02-03", "2025-12-02", "2025-10-20"]
    lines = ["12 Maret", "20 November", "15 Agustus", "2 Mei", "10 Januari"]
    assert days(*map(draft, lines)) == ["2026-03-12", "2025-11-20", "2025-08-15", "2025-05-02", "2025-01-10"]


@pytest.mark.parametrize(
    ("html", "image"),
    [("<p>Rapat berlangsung pada Kamis (13/11/2025).</p>", ""), ("<p>Rapat.</p>", "/images/1763024285_a.jpg")],
    ids=["text", "picture"],
)
def test_the_text_and_the_picture_tell_the_year(html: str, image: str) -> None:
    assert days(draft("13 November", html, image)) == ["2025-11-13"]


def test_a_year_or_a_weekday_settles_it() -> None:
    text = "<p>Rapat seperti pada 13/11/2025.</p>"
    assert days(draft("13 November 2024", text)) == ["2024-11-13"]
    assert days(draft("Rabu, 13 November", text)) == ["2024-11-13"]


def test_the_time_of_a_day_without_its_year_stays() -> None:
    [item] = items.finish([draft("13 November 09:12", "<p>Rapat pada 13/11/2025.</p>")], OFFICE, SEEN)
    assert isinstance(item, Item)
    assert item.published.at == datetime(2025, 11, 13, 9, 12, tzinfo=WIB)


def test_what_such_a_day_is_next_year_is_no_new_day() -> None:
    assert said("13 November").drifts
    assert not said("13 November 2026").drifts


def test_days_that_are_listed_stand_in_order() -> None:
    assert days(*map(draft, ("13 November", "20 Desember", "5 Desember"))) == ["2026-11-13", "2025-12-20", "2025-12-05"]
    assert days(*map(draft, ("10 November", "1 Januari"))) == ["2026-11-10", "2026-01-01"]


@pytest.mark.parametrize(
    ("html", "image"),
    [
        ("<p>Tahapan dimulai pada Senin (20/11/2023).</p>", ""),
        ("<p>Pemungutan suara pada Rabu (14/2/2024) lalu.</p>", ""),
        ("<p>Rapat.</p>", "/images/1615700000_logo.jpg"),
    ],
)
def test_what_was_long_ago_and_pictures_used_again_tell_no_year(html: str, image: str) -> None:
    assert days(draft("13 November", html, image)) == ["2026-11-13"]


def test_the_day_on_an_article_without_its_year_is_no_clue_against_its_picture() -> None:
    assert days(draft("13 November", "<p>Rapat berlangsung pada Kamis (13/11).</p>", "/images/1763024285_a.jpg")) == [
        "2025-11-13"
    ]
