"""Which public address a saved file is a copy of."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeder.fetch.saved import address

SITE = "https://jakarta.kpu.go.id"
LISTING = f"{SITE}/blog/category/104"


def by_path(path: str, site: str = LISTING, page: bytes = b"<html>") -> str:
    return address(page, path.split("/"), ["home", "budi", "simpan", *path.split("/")], site)


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("blog/category/104", "/blog/category/104"),
        ("blog/category/104.html", "/blog/category/104"),
        ("blog/category/104?page=2", "/blog/category/104?page=2"),
        ("blog/category/104?page=2.html", "/blog/category/104?page=2"),
        ("blog/category/104@page=2", "/blog/category/104?page=2"),
        ("blog/category/104%3Fpage=2.htm", "/blog/category/104?page=2"),
        ("blog/category/104/index.html", "/blog/category/104/"),
        ("blog/category/104/index.html?page=3", "/blog/category/104/?page=3"),
        ("index.php/blog/category/104.html", "/index.php/blog/category/104"),
        ("blog/read/8076_rapat-pleno.html", "/blog/read/8076_rapat-pleno"),
        ("blog/read/24985/rapat pleno.html", "/blog/read/24985/rapat%20pleno"),
        ("berita/baca/10122/-.html", "/berita/baca/10122/-"),
        ("berita/baca/10122/index.html", "/berita/baca/10122/"),
        ("salinan/2025/blog/read/8076_x.html", "/blog/read/8076_x"),
        ("127.0.0.1:8000/blog/read/8076_x.html", "/blog/read/8076_x"),
        ("index.html", "/"),
        ("page/read/tentang.html", "/page/read/tentang.html"),
        ("Berita Terkini (1).html", "/Berita%20Terkini%20(1).html"),
        ("cari?q=pemilu dan pleno.html", "/cari?q=pemilu%20dan%20pleno"),
    ],
)
def test_by_its_place(path: str, url: str) -> None:
    assert by_path(path) == SITE + url


def test_a_folder_may_be_named_as_its_host() -> None:
    assert by_path("jakarta.kpu.go.id/blog/read/8_x.html") == f"{SITE}/blog/read/8_x"
    assert by_path("bali.kpu.go.id/blog/read/8_x.html") == "https://bali.kpu.go.id/blog/read/8_x"
    assert by_path("bali.kpu.go.id/index.php/blog/read/8_x") == "https://bali.kpu.go.id/index.php/blog/read/8_x"


def test_the_folder_above_may_tell() -> None:
    whole = ["home", "jakarta.kpu.go.id", "blog", "read", "8_x.html"]
    assert address(b"", ["8_x.html"], whole, LISTING) == f"{SITE}/blog/read/8_x"


def test_a_folder_may_belong_below_an_address() -> None:
    assert by_path("a/b.html", "https://example.org/arsip/") == "https://example.org/arsip/a/b.html"
    assert by_path("a/b.html", "https://example.org/arsip") == "https://example.org/a/b.html"


URL = f"{SITE}/blog/read/8076_rapat?x=1"


@pytest.mark.parametrize(
    "mark",
    [
        f"<!DOCTYPE html>\r\n<!-- saved from url=(0052){SITE}/blog/read/8076_rapat?x=1 -->",
        f"<html><!--\n Page saved with SingleFile \n url: {URL} \n saved date: Thu Nov 13 2025\n-->",
        f"<!-- Saved from {URL} at 2025-11-13T02:00:00Z using monolith v2.8 -->",
        "<!-- Mirrored from jakarta.kpu.go.id/blog/read/8076_rapat?x=1 by HTTrack Website Copier/3.x, x -->",
    ],
)
def test_what_the_saving_program_wrote_counts_most(mark: str) -> None:
    page = mark.encode() + b'<link rel="canonical" href="https://jakarta.kpu.go.id/lain">'
    assert by_path("blog/category/104.html", page=page) == URL


@pytest.mark.parametrize(
    "tag",
    [
        f'<link rel="canonical" href="{URL}">',
        f"<LINK HREF='{URL}' REL=canonical />",
        f'<meta property="og:url" content="{URL}">',
        '<meta content="/blog/read/8076_rapat?x=1" property="og:url">',
    ],
)
def test_a_page_may_name_itself(tag: str) -> None:
    assert by_path("Rapat.html", page=tag.encode()) == URL


def test_its_place_counts_more_where_it_follows_the_grammar() -> None:
    page = b'<link rel="canonical" href="https://jakarta.kpu.go.id/blog/category/104">'
    assert by_path("blog/category/104?page=2.html", page=page) == f"{SITE}/blog/category/104?page=2"


@pytest.mark.parametrize(
    "page",
    [
        b'<link rel="canonical" href="https://example.org/x">',
        b"<!-- saved from url=(0014)about:internet -->",
        b"<!-- saved from url=(0020)file:///home/x.html -->",
        b'<p>rel="canonical"',
        b'<link rel="canonical">',
        b"\xff\xfe<\0",
    ],
)
def test_what_cannot_be_does_not_count(page: bytes) -> None:
    assert by_path("Rapat.html", page=page) == f"{SITE}/Rapat.html"


@example(["A:"])
@given(st.lists(st.text(min_size=1, max_size=20).filter(lambda part: "/" not in part), min_size=1, max_size=5))
def test_any_name_gives_an_address(parts: list[str]) -> None:
    url = address(b"", parts, parts, LISTING)
    assert url.startswith("https://")
    assert url.isascii()
