from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeder.model import Attachment
from feeder.publish.entry import entry, head, newest
from publish.examples import CHANNEL, NEWEST, stored

PICTURE = "https://jakarta.kpu.go.id/images/1.png"
FILE = "https://jakarta.kpu.go.id/dmdocuments/laporan.pdf"


def test_an_item_without_title_is_called_by_its_text() -> None:
    assert entry(stored(title=" ", text="Rapat pleno\nterbuka."), CHANNEL).title == "Rapat pleno terbuka."
    assert entry(stored(title="", text=""), CHANNEL).title == "https://jakarta.kpu.go.id/blog/read/1_berita"


def test_times_are_in_the_zone_of_the_channel() -> None:
    item = stored(published=datetime(2025, 11, 13, 2, 12, 0, 7, tzinfo=UTC))
    assert entry(item, CHANNEL).published.isoformat() == "2025-11-13T09:12:00+07:00"
    assert entry(item, replace(CHANNEL, zone="Asia/Makassar")).updated.isoformat() == "2025-11-13T10:12:00+08:00"


def test_an_item_is_never_updated_before_it_was_published() -> None:
    item = stored(updated=NEWEST - timedelta(days=9))
    assert entry(item, CHANNEL).updated == item.published


@pytest.mark.parametrize(
    ("said", "language"), [("en", "en"), ("zh-Hant", "zh-Hant"), ("", "id"), ("bahasa Indonesia", "id")]
)
def test_a_language_that_is_none_is_the_channel_s(said: str, language: str) -> None:
    assert entry(stored(language=said), CHANNEL).language == language


def test_a_picture_has_a_type_and_the_size_that_the_item_says() -> None:
    assert entry(stored(image=PICTURE), CHANNEL).image == Attachment(url=PICTURE, media_type="image/png")
    known = Attachment(url=PICTURE, media_type="image/webp", size=17)
    seen = entry(stored(image=PICTURE, attachments=(known,)), CHANNEL)
    assert seen.image == known
    assert seen.files == ()


def test_files_have_a_type() -> None:
    files = (Attachment(url=FILE, media_type="pdf file"), Attachment(url="https://jakarta.kpu.go.id/unduh/7"))
    types = [file.media_type for file in entry(stored(attachments=files), CHANNEL).files]
    assert types == ["application/pdf", "application/octet-stream"]


def test_one_bad_address_costs_no_more_than_itself() -> None:
    files = (Attachment(url="https://a.id/a b.pdf"), Attachment(url=FILE))
    seen = entry(stored(image="/images/1.png", attachments=files), CHANNEL)
    assert seen.image is None
    assert [file.url for file in seen.files] == [FILE]


def test_words_stand_once_and_show_something() -> None:
    assert entry(stored(tags=("Pemilu", " ", "Pemilu", "Data\x00")), CHANNEL).tags == ("Pemilu", "Data")


def test_a_feed_is_as_new_as_its_newest_change() -> None:
    edited = stored(9, updated=NEWEST)
    entries = [entry(item, CHANNEL) for item in (stored(1), edited)]
    assert newest(entries, CHANNEL) == NEWEST


def test_a_feed_without_items_has_a_date_that_stays() -> None:
    assert newest([], CHANNEL).isoformat() == "2000-01-01T07:00:00+07:00"


def test_a_feed_says_what_subscribers_should_know() -> None:
    assert head(replace(CHANNEL, note="Sumber sedang terganggu.")).description == (
        "Berita dari situs KPU Sumber sedang terganggu."
    )
    bare = head(replace(CHANNEL, title="", description="", author=""))
    assert bare.title == bare.description == bare.author == "https://feeds.example.org/kpu/"
