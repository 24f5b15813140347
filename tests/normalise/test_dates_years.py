"""Years that a page leaves out."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from feeder.model import When
from feeder.normalise.dates import Evidence, infer

JAKARTA = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, tzinfo=JAKARTA)


def days(*page: Evidence | str) -> list[str | None]:
    items = [Evidence(item) if isinstance(item, str) else item for item in page]
    return [found.at.date().isoformat() if found else None for found in infer(items, seen=SEEN, zone=JAKARTA)]


def pictured(text: str, year: int, month: int, day: int) -> Evidence:
    return Evidence(text, uploaded=datetime(year, month, day, 3, tzinfo=UTC))


def stated(text: str, year: int, month: int, day: int) -> Evidence:
    return Evidence(text, stated=When(at=datetime(year, month, day, 9, tzinfo=JAKARTA)))


def test_the_latest_year_that_is_not_to_come() -> None:
    assert days("13 November") == ["2025-11-13"]
    assert days("20 November") == ["2024-11-20"]
    assert days("29 Februari") == ["2024-02-29"]


def test_the_latest_year_in_which_the_weekday_fits() -> None:
    assert days("Kamis (13/11)") == ["2025-11-13"]
    assert days("Rabu (13/11)") == ["2024-11-13"]
    assert days("Rabu (16/11)") == ["2022-11-16"]


def test_a_weekday_that_never_fits_is_ignored() -> None:
    assert days("Jumat (29/2)") == ["2024-02-29"]  # 2024 a Thursday, 2020 a Saturday, 2016 a Monday


def test_the_weekday_of_a_range_may_be_of_either_end() -> None:
    assert days("Senin, 10-12 November") == ["2025-11-12"]
    assert days("Sabtu hingga Senin (8-10/11)") == ["2025-11-10"]


def test_the_picture_settles_the_year() -> None:
    assert days(pictured("13 November", 2022, 11, 14)) == ["2022-11-13"]
    assert days(pictured("30 Desember", 2023, 1, 2)) == ["2022-12-30"]
    assert days(pictured("28/12 - 30/12", 2011, 12, 31)) == ["2011-12-30"]


def test_a_picture_settles_between_years_in_which_the_weekday_fits() -> None:
    assert days(pictured("Kamis (13/11)", 2014, 11, 14)) == ["2014-11-13"]


def test_an_older_picture_used_again_does_not_contradict_the_weekday() -> None:
    assert days(pictured("Kamis (13/11)", 2023, 11, 13)) == ["2025-11-13"]
    assert days(pictured("Kamis (13/11)", 2021, 3, 1)) == ["2025-11-13"]


def test_a_picture_from_the_future_says_nothing() -> None:
    assert days(pictured("13 November", 2034, 3, 5)) == ["2025-11-13"]


def test_neighbours_settle_the_year() -> None:
    page = ["pada 5 Desember 2023", "pada 28 November", "(20/11)", "pada 14 November 2023", "(12/11)"]
    assert days(*page) == ["2023-12-05", "2023-11-28", "2023-11-20", "2023-11-14", "2023-11-12"]


def test_a_page_may_cross_the_turn_of_the_year() -> None:
    page = ["pada 4 Januari 2023", "(2/1)", "(30/12)", "pada 28 Desember 2022", "(29/12)"]
    assert days(*page) == ["2023-01-04", "2023-01-02", "2022-12-30", "2022-12-28", "2022-12-29"]


def test_stated_dates_of_neighbours_settle_the_year() -> None:
    page: list[Evidence | str] = [
        stated("Tanpa tanggal.", 2022, 6, 30),
        "pada 28 Juni",
        stated("Rabu (15/6)", 2022, 6, 16),
    ]
    assert days(*page) == [None, "2022-06-28", "2022-06-15"]


def test_an_items_own_stated_date_settles_its_year() -> None:
    assert days(stated("pada 13 November", 2019, 11, 14)) == ["2019-11-13"]
    assert days(stated("Rabu (13/11)", 2025, 11, 14)) == ["2025-11-13"]  # a Thursday


def test_neighbours_choose_between_years_in_which_the_weekday_fits() -> None:
    page = ["pada 17 November 2014", "Kamis (13/11)", "pada 10 November 2014"]
    assert days(*page)[1] == "2014-11-13"


def test_neighbours_on_both_sides_beat_a_wrong_weekday() -> None:
    page = ["pada 14 November 2025", "Rabu (13/11)", "pada 12 November 2025"]
    assert days(*page)[1] == "2025-11-13"


def test_picture_and_neighbour_beat_a_wrong_weekday() -> None:
    page: list[Evidence | str] = [pictured("Rabu (13/11)", 2025, 11, 13), "Rabu (12/11)", "Senin (10/11)"]
    assert days(*page) == ["2025-11-13", "2025-11-12", "2025-11-10"]


def test_neighbours_on_both_sides_beat_an_old_picture() -> None:
    page: list[Evidence | str] = [
        "pada 14 November 2025",
        pictured("pada 13 November", 2021, 3, 5),
        "pada 12 November 2025",
    ]
    assert days(*page)[1] == "2025-11-13"


def test_an_old_item_pinned_to_the_top_keeps_its_year() -> None:
    page = ["Selasa (4/6)", "Kamis (13/11)", "Rabu (12/11)"]
    assert days(*page) == ["2024-06-04", "2025-11-13", "2025-11-12"]


def test_an_item_without_a_day_divides_nothing() -> None:
    assert days("pada 5 Desember 2023", "Tanpa tanggal.", "(28/11)") == ["2023-12-05", None, "2023-11-28"]


def test_an_empty_page() -> None:
    assert days() == []
