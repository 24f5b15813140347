from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import inline
from feeder.extract.inline.site import Site
from feeder.extract.listing import Listing
from feeder.normalise import addresses

WIB = ZoneInfo("Asia/Jakarta")
HOST = "https://kota.kpu.go.id"
NEWS, NOTICES = f"{HOST}/blog/category/104", f"{HOST}/blog/category/11"
TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor. " * 2
PAGER = {"halaman": 2, "total_halaman": 2}


def item(number: int, **more: Any) -> dict[str, Any]:
    """One with a picture and an excerpt, if `more` does not say otherwise."""
    own = {"id": number, "judul": f"Rapat Pleno {number}", "tautan": f"/blog/read/{number}_rapat", "ringkasan": TEXT}
    return own | {"gambar": "/images/a.jpg", "tanggal": "2025-11-13"} | more


def bare(count: int, **more: Any) -> list[dict[str, Any]]:
    """The page's own items, which happen to be pictures that the list does not show."""
    return [item(number, ringkasan="", gambar=None, **more) for number in range(count, 0, -1)]


def others(count: int, **more: Any) -> list[dict[str, Any]]:
    return [item(number, **more) for number in range(60, 60 + count)]


def filed(number: int, name: str) -> dict[str, Any]:
    return {"kategori": {"id": number, "nama": name}}


def read(*values: Any, url: str = NEWS, category: str = "") -> Listing:
    site = Site(url, url, datetime(2025, 11, 14, tzinfo=WIB), WIB, lambda each: addresses.article(each) is not None)
    return inline.listing(values, site, category)


def numbers(found: Listing) -> list[int]:
    return [each.number for draft in found.drafts if (each := addresses.article(draft.url))]


@pytest.mark.parametrize("name", ["pengumuman", "agenda", "announcements", "galeri", "sorotan"])
@pytest.mark.parametrize("own", [[*bare(2), item(3), item(4), item(5)], bare(8)])
def test_what_items_leave_empty_does_not_give_their_place_to_another_list(name: str, own: list[Any]) -> None:
    assert len(numbers(read({"berita": own, name: others(3)}))) == len(own)
    assert len(numbers(read({name: others(3), "berita": own}))) == len(own)


@pytest.mark.parametrize("together", [lambda own, other: [{**own, **other}], lambda own, other: [other, own]])
def test_a_list_of_another_section_is_not_the_own_for_being_longer(together: Callable[[Any, Any], Any]) -> None:
    assert numbers(read(*together({"berita": bare(1)}, {"pengumuman": others(8)}))) == [1]


@pytest.mark.parametrize("own", [bare(1), []])
def test_the_last_page_and_an_empty_one_beside_another_section_in_one_object(own: list[Any]) -> None:
    for url in (NEWS, NOTICES):
        found = read({"berita": own, "pengumuman": others(3), "meta": PAGER}, url=url, category="Pengumuman")
        assert len(numbers(found)) == len(own)


@pytest.mark.parametrize("more", [filed(104, "Kabar"), {"kategori_id": "104"}, {"kategori": "Berita Terkini"}])
def test_the_list_whose_objects_name_the_category_of_the_page(more: dict[str, Any]) -> None:
    found = read({"opini": others(9, **filed(135, "Opini")), "x": bare(2, **more)}, category="Berita Terkini")
    assert numbers(found) == [2, 1]


def test_a_category_that_only_one_list_names_does_not_tell() -> None:
    assert len(numbers(read({"sorotan": others(3, **filed(104, "Berita")), "berita": bare(8)}))) == 8


def test_sections_of_a_category_are_no_other_category() -> None:
    found = read({"berita": bare(8, **filed(201, "Daerah")), "meta": PAGER, "tokoh": others(3, **filed(9, "Tokoh"))})
    assert len(numbers(found)) == 8


@pytest.mark.parametrize(
    "path", ["/pengumuman", "/pengumuman?page=2", "/informasi/pengumuman/page/2", "/?jenis=pengumuman"]
)
def test_the_list_that_the_address_names(path: str) -> None:
    found = read({"berita": others(8), "pengumuman": bare(3)}, url=HOST + path)
    assert numbers(found) == [3, 2, 1]


@pytest.mark.parametrize(
    "value",
    [
        {"pengumuman": bare(3)},
        {"pengumuman": bare(3), "populer": others(5)},
        {"pengumuman": {"data": bare(3), "current_page": 1, "last_page": 2}, "berita": others(5)},
        {"pengumuman": bare(3, **filed(11, "Pengumuman")), "berita": others(2, **filed(104, "Berita"))},
    ],
)
def test_a_list_called_like_a_section_may_be_the_own(value: Any) -> None:
    assert numbers(read(value, url=NOTICES, category="Pengumuman")) == [3, 2, 1]


def test_a_page_that_is_called_like_a_section() -> None:
    value = {"berita": others(3), "galeri": bare(8)}
    assert len(numbers(read(value, url=f"{HOST}/foto", category="Galeri Foto"))) == 8


def test_the_pagination_says_how_many_items_stand_on_the_page() -> None:
    pager = {"page": 8, "limit": 8, "total": 57}
    assert numbers(read({"opini": others(8), "posts": bare(1), **pager}, url=f"{NEWS}?page=8")) == [1]


def test_categories_are_no_items() -> None:
    posts = [{"id": n, "judul": f"Rapat Pleno {n}", "slug": "rapat", "tanggal": "2025-11-13"} for n in (2, 1)]
    groups = [{"id": n, "nama": f"Berita Kota {n}", "slug": "kota", "created_at": "2020-01-01"} for n in range(60, 80)]
    assert numbers(read({"berita": posts, "kategori": groups})) == [2, 1]
