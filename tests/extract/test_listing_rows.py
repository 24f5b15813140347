"""Rows of page numbers on sites of any grammar."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import listing, markup
from feeder.extract.listing import Listing
from feeder.model import Document

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
SITE = "https://kota.example"


def read(url: str, *pages: str, place: str = "<div>{}</div>") -> Listing:
    items = "".join(f'<div><h3><a href="/node/{n}">Rapat Pleno Nomor {n}</a></h3><p>Teks.</p></div>' for n in (8, 7))
    html = f"<body><div>{items}</div>{place.format(''.join(pages))}</body>"
    tree = markup.tree(Document(url=url, body=html.encode(), seen=SEEN))
    return listing.read(tree, url, is_item=lambda each: "/node/" in each, seen=SEEN, zone=WIB)


def links(form: str, **pages: int) -> list[str]:
    return [f'<a href="{form.format(number)}">{name.lstrip("p")}</a>' for name, number in pages.items()]


@pytest.mark.parametrize(
    ("here", "form", "pages", "following"),
    [
        ("/berita", "/berita?page={}", {"p1": 0, "p2": 1, "p3": 2}, "/berita?page=1"),  # Drupal counts from 0
        ("/berita?page=1", "/berita?page={}", {"p1": 0, "p3": 2}, "/berita?page=2"),
        ("/berita/index/104", "/berita/index/104/{}", {"p2": 20, "p3": 40}, "/berita/index/104/20"),  # CodeIgniter
        ("/berita/index/104/20", "/berita/index/104/{}", {"p1": 0, "p3": 40}, "/berita/index/104/40"),
        ("/kategori-104.html", "/hal-104-{}.html", {"p2": 2, "p3": 3}, "/hal-104-2.html"),
        ("/hal-104-2.html", "/hal-104-{}.html", {"p1": 1, "p3": 3}, "/hal-104-3.html"),
        ("/hal-104-3.html", "/hal-104-{}.html", {"p1": 1, "p2": 2}, ""),
        ("/?cat=4", "/?cat=4&paged={}", {"p2": 2, "p9": 9}, "/?cat=4&paged=2"),
        ("/berita", "/berita?start={}", {"p2": 7, "p3": 14}, "/berita?start=7"),  # Joomla
        ("/berita?page=3", "/berita?page={}", {"p1": 1, "p2": 2, "p9": 9}, "/berita?page=4"),  # what a gap hides
        ("/kabar/14", "/kabar/{}", {"p1": 0, "p2": 7, "p9": 56}, "/kabar/21"),
        ("/berita?page=4", "/berita?page={}", {"p1": 1, "p2": 2, "p3": 3, "p8": 8}, "/berita?page=5"),
    ],
)
def test_the_next_page_by_its_number(here: str, form: str, pages: dict[str, int], following: str) -> None:
    found = read(SITE + here, *links(form, **pages))
    assert found.next == (SITE + following if following else "")
    assert found.pages == (max(int(name[1:]) for name in pages) if following else 3)


def test_a_word_beside_the_numbers_says_it_better() -> None:
    far = [*links("/berita?page={}", p1=0, p9=8), '<a href="/berita?page=1">Berikutnya ›</a>']
    assert read(f"{SITE}/berita", *far).next == f"{SITE}/berita?page=1"


def test_how_many_to_show_is_no_row_of_pages() -> None:
    sizes = "".join(f"<option value={size}>{size}</option>" for size in (5, 10, 20, 50))
    display = f"<form><select name=limit onchange='this.form.submit()'>{sizes}</select></form>"
    pages = "".join(f"<option value=/berita?start={7 * n}>{n + 1}</option>" for n in (1, 2))
    chosen = f"<select><option value=/berita selected>1</option>{pages}</select>"
    assert read(f"{SITE}/berita", display, *links("/berita?start={}", p2=7, p3=14)).next == f"{SITE}/berita?start=7"
    assert read(f"{SITE}/berita", display, chosen).next == f"{SITE}/berita?start=7"


@pytest.mark.parametrize(
    "row",
    [
        links("/tag/{}", p2=5, p3=1),  # falls
        links("https://lain.example/berita?page={}", p2=2),
        links("/arsip/2025/{}", p2=2, p3=3),  # of another part of the site
        links("/node/{}#komentar", p2=7, p3=8),  # readers' comments
        links("/berita?page={}", p20251113=2),
        links("/{}/", p2025=2025, p2024=2024),  # years of an archive
        ["<select name=limit><option>5</option><option>10</option></select>"],
    ],
)
def test_other_numbers_are_no_pages(row: list[str]) -> None:
    assert read(f"{SITE}/berita/kota", *row).next == ""


def test_a_calendar_is_no_row_of_pages() -> None:
    days = "".join(f"<td>{day}</td>" for day in (1, *links("/2025/11/{}", p2=2, p3=3), 4, 5, 6, 7))
    assert read(f"{SITE}/2025/11/1", days, place="<table><tr>{}</tr></table>").next == ""
