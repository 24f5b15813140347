from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import ExtractError
from feeder.extract.api import KpuApi
from feeder.model import Document, Page, Request, Role

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
URL = "https://www.kpu.go.id/api/blogs/104"
SITE = KpuApi(url=URL)


def extract(answer: Any, url: str = URL, role: Role = Role.LISTING) -> Page:
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return SITE.extract(Document(url=url, body=body, seen=SEEN, role=role, media_type="application/json"))


def entry(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "blog_name": f"Judul Berita Nomor {number}",
        "file_foto": "1762999788Foto 100% (1).jpg",
        "foto_thumb": "thumb_1762999788Foto 100% (1).jpg",
        "post_slug": "judul-berita",
        "created_at": "2025-11-13 09:12:33",
        **more,
    }


def answer(*entries: dict[str, Any], page: int = 1, last: int = 3) -> dict[str, Any]:
    following = f"{URL}?page={page + 1}" if page < last else None
    data = {"current_page": page, "data": entries, "last_page": last, "next_page_url": following, "path": URL}
    return {"success": True, "data": data}


def test_it_starts_with_the_interface() -> None:
    assert list(SITE.start()) == [Request(url=URL, role=Role.LISTING)]


def test_an_answer_gives_the_articles_and_the_next_answer() -> None:
    page = extract(answer(entry(2), entry(1, file_foto=None, foto_thumb=None)))
    assert [request.url for request in page.follow] == [
        "https://www.kpu.go.id/berita/baca/2/judul-berita",
        "https://www.kpu.go.id/berita/baca/1/judul-berita",
        f"{URL}?page=2",
    ]
    assert [request.role for request in page.follow] == [Role.ARTICLE, Role.ARTICLE, Role.LISTING]
    assert page.pages == 3
    hint, bare = page.follow[0].hint, page.follow[1].hint
    assert hint is not None
    assert bare is not None
    assert hint.title == "Judul Berita Nomor 2"
    assert hint.stated is not None
    assert hint.stated.at == datetime(2025, 11, 13, 9, 12, 33, tzinfo=WIB)
    assert hint.image == "https://www.kpu.go.id/images/1762999788Foto%20100%25%20%281%29.jpg"
    assert hint.categories == ("Berita Terkini",)
    assert bare.image == ""


def test_a_thumbnail_is_better_than_no_picture() -> None:
    hint = extract(answer(entry(1, file_foto=None), entry(2))).follow[0].hint
    assert hint is not None
    assert hint.image == "https://www.kpu.go.id/images/blogs/thumb_1762999788Foto%20100%25%20%281%29.jpg"


def test_an_empty_slug_and_an_entry_without_a_title() -> None:
    page = extract(answer(entry(2, post_slug=""), entry(1, blog_name="")))
    assert [request.url for request in page.follow[:-1]] == ["https://www.kpu.go.id/berita/baca/2/"]
    assert [(drop.reason, drop.what) for drop in page.dropped] == [
        ("no title", "https://www.kpu.go.id/berita/baca/1/judul-berita")
    ]


def test_the_last_answer_and_one_past_it() -> None:
    assert extract(answer(entry(1), page=3)).follow[-1].role is Role.ARTICLE
    assert extract(answer(page=4)).follow == ()


def test_a_page_of_the_menu() -> None:
    url = "https://www.kpu.go.id/api/page/5/read"
    (draft,) = extract({"data": {"pages_name": "Visi dan Misi", "pages_desc": "<p>Mandiri</p>"}}, url).items
    assert (draft.url, draft.title, draft.html) == (url, "Visi dan Misi", "<p>Mandiri</p>")


def test_an_article_is_read_off_its_page() -> None:
    text = "".join(
        f"<p>{number}. Rapat diikuti seluruh pegawai kantor, mitra, dan tamu undangan.</p>" for number in range(9)
    )
    html = f"<html><title>KPU</title><h1>Rapat Pleno Data Pemilih</h1><div>{text}</div></html>"
    (draft,) = extract(html.encode(), "https://www.kpu.go.id/berita/baca/2/x", Role.ARTICLE).items
    assert draft.title == "Rapat Pleno Data Pemilih"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"success": False, "message": "Kategori tidak ditemukan"}, "the answer is: Kategori tidak ditemukan"),
        ([], "the answer is: []"),
        ({"data": {"data": 7}}, "the answer is: "),
        (b"<html><title>503 Service Unavailable</title></html>", "this is no JSON: 503 Service Unavailable"),
        (b"", "this is no JSON: "),
        (b"\x00\xff", "this is no JSON: "),
    ],
)
def test_what_is_no_answer(body: Any, said: str) -> None:
    with pytest.raises(ExtractError) as caught:
        extract(body)
    assert str(caught.value).startswith(f"{URL}: expected ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "said",
    [
        {"success": True, "data": [entry(2), entry(1)]},
        {"data": [entry(2), entry(1)], "links": {"next": None}, "meta": {"current_page": 1}},
        [entry(2), entry(1)],
        {"success": True, "data": {"data": {"1": entry(2), "4": entry(1)}}},
        {"success": True, "data": {"data": [None, entry(2), "x", entry(1), []]}},
        b"<br />\n<b>Notice</b>: Undefined index in <b>x.php</b> on line <b>9</b><br />\n"
        + json.dumps(answer(entry(2), entry(1), last=1)).encode(),
    ],
)
def test_other_forms_of_the_same_answer(said: Any) -> None:
    assert [each.hint.title for each in extract(said).follow if each.hint] == [
        "Judul Berita Nomor 2",
        "Judul Berita Nomor 1",
    ]


def test_a_page_that_is_no_answer_says_what_it_shows() -> None:
    with pytest.raises(ExtractError, match=r"no JSON: Selamat datang di kantor"):
        extract(b"<html><body><p>Selamat datang di kantor</p></body></html>")
