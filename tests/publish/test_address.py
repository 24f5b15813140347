from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.publish.address import address, feed_id, is_public, media_type, native_id, path, public, slug
from publish.examples import CHANNEL, SOURCE, stored


def test_files_of_a_channel_lie_in_its_folder() -> None:
    assert path(CHANNEL, "atom.xml") == "atom.xml"
    assert path(SOURCE, "atom.xml") == "feeds/kpu-jakarta/atom.xml"


@pytest.mark.parametrize("base", ["https://feeds.example.org/kpu/", "https://feeds.example.org/kpu"])
def test_addresses_are_below_the_base(base: str) -> None:
    assert public(replace(CHANNEL, base=base), "atom/100.xml") == "https://feeds.example.org/kpu/atom/100.xml"


def test_a_feed_keeps_its_id_when_its_address_changes() -> None:
    assert feed_id(SOURCE) == "https://feeds.example.org/kpu/feeds/kpu-jakarta/atom.xml"
    assert feed_id(replace(SOURCE, id="tag:example.org,2025:kpu", base="https://other.example/")) == (
        "tag:example.org,2025:kpu"
    )


def test_an_item_is_read_at_its_own_address() -> None:
    assert address(stored(7), CHANNEL) == "https://jakarta.kpu.go.id/blog/read/7_berita"


@pytest.mark.parametrize("url", ["", "/blog/read/7", "javascript:alert(1)", "https://a.id/b c", "https://a.id/\ud83d"])
def test_an_item_without_an_address_that_works_is_read_on_our_page(url: str) -> None:
    item = stored(7, url=url)
    assert address(item, CHANNEL) == f"https://feeds.example.org/kpu/items/{slug(item.id)}.html"


def test_a_page_keeps_its_name() -> None:
    assert slug("tag:jakarta.kpu.go.id,2025:blog/read/8076") == "jakarta-kpu-go-id-2025-blog-read-8076-51d4e5a3d6"


@given(st.text(), st.text())
def test_every_id_has_a_file_name_of_its_own(one: str, other: str) -> None:
    assert re.fullmatch("[a-z0-9-]{10,80}", slug(one))
    assert (slug(one) == slug(other)) == (one == other)


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (("kpu:jakarta.kpu.go.id/blog/read/8076", "url:x/1"), "8076"),
        (("url:example.org/berita/17",), None),
        (("text:jakarta.kpu.go.id/0f3a",), None),
        ((), None),
    ],
)
def test_the_number_of_the_site(keys: tuple[str, ...], number: str | None) -> None:
    assert native_id(keys) == number


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://a.id/x.PDF", "application/pdf"),
        ("https://a.id/x.jpeg?size=1.png#a.gif", "image/jpeg"),
        ("https://a.id/pdf", "fallback"),
        ("https://a.id/x.unknown", "fallback"),
    ],
)
def test_the_media_type_of_an_address(url: str, kind: str) -> None:
    assert media_type(url, "fallback") == kind


def test_addresses_that_a_feed_can_hold() -> None:
    assert is_public("https://kpu.go.id/images/a%20(1).jpg?x=1&y=2")
    assert not is_public("https://kpu.go.id/images/a b.jpg")
    assert not is_public("ftp://kpu.go.id/a")
