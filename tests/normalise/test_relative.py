"""What is told by how many months ago it was, and the witnesses that know the day."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feeder.model import Basis, Precision, When
from feeder.normalise.dates import Evidence, infer, written
from feeder.normalise.relative import sharper

JAKARTA = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 11, 40, tzinfo=JAKARTA)


def read(text: str, event: str = "", uploaded: str = "") -> str:
    stated = written(text, seen=SEEN, zone=JAKARTA)
    assert stated is not None
    named = When(at=day(event), basis=Basis.INFERRED, precision=Precision.DAY) if event else None
    picture = day(uploaded) + timedelta(hours=9) if uploaded else None
    return sharper(stated, named, picture, SEEN).at.strftime("%Y-%m-%d")


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


@pytest.mark.parametrize(
    ("text", "event", "uploaded", "expected"),
    [
        ("1 bulan yang lalu", "", "", "2025-10-14"),
        ("1 bulan yang lalu", "2025-09-20", "", "2025-09-20"),
        ("1 bulan yang lalu", "2025-09-20", "2025-09-22", "2025-09-22"),  # reported two days later
        ("1 bulan yang lalu", "", "2025-09-22", "2025-09-22"),
        ("1 bulan yang lalu", "2025-10-01", "2025-09-16", "2025-09-16"),  # announced
        ("1 bulan yang lalu", "2025-10-10", "2025-06-01", "2025-10-10"),  # an old picture
        ("1 bulan yang lalu", "2025-10-12", "2025-09-16", "2025-09-16"),
        ("1 bulan yang lalu", "2025-03-01", "2025-10-12", "2025-10-14"),  # tells of the past
        ("2 tahun yang lalu", "2023-02-01", "", "2023-02-01"),
        ("2 tahun yang lalu", "2021-02-01", "", "2023-11-14"),
        ("1 minggu yang lalu", "2025-11-02", "2025-11-03", "2025-11-03"),
        ("1 minggu yang lalu", "2025-11-02", "", "2025-11-07"),
        ("3 hari yang lalu", "2025-11-09", "2025-11-09", "2025-11-11"),
        ("13 November 2025", "2025-11-12", "2025-11-12", "2025-11-13"),
    ],
)
def test_the_day_among_those_that_it_may_mean(text: str, event: str, uploaded: str, expected: str) -> None:
    assert read(text, event, uploaded) == expected


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        ("2 tahun yang lalu", "Rapat digelar Jumat (27/10).", "2023-10-27"),
        ("2 tahun yang lalu", "Rapat digelar Kamis (15/12).", "2022-12-15"),  # nearly three years ago
        ("2 tahun yang lalu", "Rapat digelar pada 10 November.", "2023-11-10"),
        ("3 hari yang lalu", "Rapat digelar Senin (10/11).", "2025-11-10"),
    ],
)
def test_the_year_of_a_day_in_a_text_of_which_only_the_age_is_told(said: str, text: str, expected: str) -> None:
    [found] = infer([Evidence(text, stated=written(said, seen=SEEN, zone=JAKARTA))], seen=SEEN, zone=JAKARTA)
    assert found
    assert found.at.strftime("%Y-%m-%d") == expected
