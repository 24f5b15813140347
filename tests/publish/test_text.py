from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feeder.publish.text import local, shortened, stamp, xml_text

ANYTHING = st.text(
    st.characters(codec=None, exclude_categories=()) | st.sampled_from("\x00\x0b\x1f\x7f\ud83d\ufffe\uffff")
)


@given(ANYTHING)
def test_any_text_becomes_text_that_xml_holds(text: str) -> None:
    etree.Element("text").text = xml_text(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))))
def test_other_text_is_as_written(text: str) -> None:
    assert xml_text(text) == text


def test_only_what_is_forbidden_goes() -> None:
    assert xml_text("Ra\x00pat\ud83d \x0b\tpleno\r\n😀\ufffe ]]> &\uffff <b>") == "Rapat \tpleno\r\n😀 ]]> & <b>"


def test_times_are_in_the_zone_and_in_whole_seconds() -> None:
    moment = datetime(2025, 11, 13, 2, 12, 5, 999_999, tzinfo=UTC)
    assert stamp(moment, "Asia/Jakarta") == "2025-11-13T09:12:05+07:00"
    assert stamp(moment, "Asia/Jayapura") == "2025-11-13T11:12:05+09:00"
    assert local(moment, "Asia/Jakarta") == moment.replace(microsecond=0)


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("satu  dua\n tiga", "satu dua tiga"),
        ("satu dua tiga empat lima", "satu dua tiga…"),
        ("satu dua tiga1 empat", "satu dua tiga1…"),
        ("a" * 30, "a" * 14 + "…"),
        ("", ""),
    ],
)
def test_a_text_is_shortened_at_a_word(text: str, beginning: str) -> None:
    assert shortened(text, 14) == beginning
