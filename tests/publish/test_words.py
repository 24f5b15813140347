from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from feeder.publish import words
from feeder.publish.words import Words
from feeder.publish.words_en import ENGLISH
from feeder.publish.words_id import INDONESIAN


@pytest.mark.parametrize(
    ("language", "said"), [("id", INDONESIAN), ("en", ENGLISH), ("en-GB", ENGLISH), ("EN", ENGLISH), ("jv", INDONESIAN)]
)
def test_the_language_of_a_page(language: str, said: Words) -> None:
    assert words.of(language) is said


def test_both_languages_fill_the_same_places() -> None:
    for each in fields(Words):
        indonesian, english = getattr(INDONESIAN, each.name), getattr(ENGLISH, each.name)
        if isinstance(indonesian, str):
            assert indonesian.count("{}") == english.count("{}"), each.name
        if each.name in ("verdicts", "bases"):
            assert indonesian.keys() == english.keys()


@pytest.mark.parametrize(
    ("octets", "said"), [(0, "0 B"), (1023, "1023 B"), (1536, "1,5 KB"), (20 * 1024, "20 KB"), (5 * 1024**4, "5120 GB")]
)
def test_sizes(octets: int, said: str) -> None:
    assert INDONESIAN.size(octets) == said


def test_days_and_reasons() -> None:
    assert INDONESIAN.day(date(2025, 5, 1)) == "1 Mei 2025"
    assert ENGLISH.day(date(2025, 8, 31)) == "31 August 2025"
    assert INDONESIAN.reason("title, text") == "judul, isi"
    assert ENGLISH.reason("title, corrected by hand") == "title, corrected by hand"
