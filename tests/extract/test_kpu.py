from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import ExtractError
from feeder.extract.kpu import ELSEWHERE, KpuSite
from feeder.extract.page import AnyPage
from feeder.model import Document, Page, Request, Role

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
HOST = "https://kota.kpu.go.id"
URL = f"{HOST}/blog/category/104"
SITE = KpuSite(url=URL)

TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan. " * 2
ARTICLE = f"""<html><head><title>Rapat Pleno Data Pemilih - KPU Kota</title>%s</head><body>
<h1>Rapat Pleno Data Pemilih</h1><p>13 November 2025</p>
<div>{"".join(f"<p>{number}. {TEXT}</p>" for number in range(6))}</div></body></html>"""


def extract(html: str, url: str = URL, role: Role = Role.LISTING, name: str = "") -> Page:
    return SITE.extract(Document(url=url, body=html.encode(), seen=SEEN, role=role, name=name))


def card(number: int, host: str = "", grammar: str = "blog/read/{}_judul") -> str:
    address = f"{host}/{grammar.format(number)}"
    return f'<div><h3><a href="{address}">Judul Berita Nomor {number}</a></h3><p>{TEXT[:100]}...</p></div>'


def listing(*cards: str, head: str = "", pages: str = '<a href="/blog/category/104?page=2">2</a>') -> str:
    return f"""<html><head><title>KPU Kota</title>{head}</head><body>
    <ul><li><a href="/blog/category/104">Berita Terkini</a></li></ul>
    <div><h1>Berita Terkini</h1><div>{"".join(cards)}</div><p>{pages}</p></div></body></html>"""


def urls(page: Page, role: Role = Role.ARTICLE) -> list[str]:
    return [request.url for request in page.follow if request.role is role]


def test_it_starts_with_the_listing() -> None:
    assert list(SITE.start()) == [Request(url=URL, role=Role.LISTING)]


def test_a_listing_gives_its_articles_with_hints_and_then_the_next_page() -> None:
    page = extract(listing(card(3), card(2), card(1)))
    assert page.items == ()
    assert [request.role for request in page.follow] == [Role.ARTICLE] * 3 + [Role.LISTING]
    assert [request.url for request in page.follow] == [
        *(f"{HOST}/blog/read/{number}_judul" for number in (3, 2, 1)),
        f"{URL}?page=2",
    ]
    hint = page.follow[0].hint
    assert hint is not None
    assert (hint.title, hint.categories) == ("Judul Berita Nomor 3", ("Berita Terkini",))


def test_an_article_gives_itself() -> None:
    page = extract(ARTICLE, f"{HOST}/blog/read/3_judul", Role.ARTICLE)
    assert page.follow == ()
    assert [draft.title for draft in page.items] == ["Rapat Pleno Data Pemilih"]


@pytest.mark.parametrize("url", [f"{HOST}/blog/read/3_judul", f"{HOST}/index.php/berita/baca/3/-"])
def test_a_saved_article_is_known_by_its_address(url: str) -> None:
    assert extract(ARTICLE, url, Role.UNKNOWN).items[0].url == url


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{HOST}/blog/read/3_judul">',
        f'<meta property="og:url" content="{HOST}/blog/read/3_judul">',
    ],
)
def test_a_saved_article_is_known_by_what_it_says_of_its_address(head: str) -> None:
    page = extract(ARTICLE % head, f"{HOST}/simpan/a.html", Role.UNKNOWN)
    assert page.items[0].url == f"{HOST}/blog/read/3_judul"


def test_saved_pages_without_an_address_are_known_by_their_looks() -> None:
    assert len(extract(ARTICLE, f"{HOST}/a.html", Role.UNKNOWN).items) == 1
    page = extract(listing(card(2), card(1)), f"{HOST}/b.html", Role.UNKNOWN)
    assert len(urls(page)) == 2
    assert urls(page, Role.LISTING) == []


def test_a_listing_where_an_article_was_expected() -> None:
    with pytest.raises(ExtractError, match="a listing, where an article was expected"):
        extract(listing(card(1)), URL, Role.ARTICLE)


def test_items_of_sister_offices_are_items() -> None:
    page = extract(
        listing(card(1), card(2, "https://jdih.kpu.go.id"), card(3, "https://www.kpu.go.id", "berita/baca/{}/x"))
    )
    assert len(urls(page)) == 3


def test_items_on_foreign_hosts_are_dropped_and_told() -> None:
    page = extract(listing(card(1), card(2, "https://jahat.example"), card(3)))
    assert len(urls(page)) == 2
    assert [(drop.reason, drop.what) for drop in page.dropped] == [
        (ELSEWHERE, "https://jahat.example/blog/read/2_judul")
    ]


def test_a_listing_whose_items_all_lie_elsewhere() -> None:
    page = extract(listing(card(1, "https://berita.example"), card(2, "https://berita.example")))
    assert urls(page) == ["https://berita.example/blog/read/1_judul", "https://berita.example/blog/read/2_judul"]


@pytest.mark.parametrize(
    "html",
    [
        listing("<p>Belum ada data.</p>"),
        listing("<p>Tidak ada artikel dalam kategori ini.</p>", pages=""),
        listing("<p>Data tidak ditemukan</p>"),
        listing(),
    ],
)
def test_a_page_past_the_last_is_the_end(html: str) -> None:
    assert urls(extract(html, f"{URL}?page=2")) == []


def test_what_is_called_like_the_category_where_the_page_does_not_say() -> None:
    page = extract(f"<html><body><ul>{card(1)}{card(2)}{card(3)}</ul></body></html>")
    assert {request.hint.categories for request in page.follow if request.hint} == {("Berita Terkini",)}


ERROR = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (ERROR.format("404 Not Found", "nginx"), "an error page: 404 Not Found"),
        (ERROR.format("Web Page Blocked!", "Attack ID: 20000001"), "an error page: Web Page Blocked!"),
        (ERROR.format("Whoops!", "Terjadi kesalahan, silakan coba beberapa saat lagi."), "an error page: Whoops!"),
        ("<html><title>Visi</title><p>" + "Menjadi penyelenggara yang mandiri. " * 9, "expected links to articles"),
        ('<html><frameset><frame src="/menu"><frame src="/isi"></frameset></html>', f"only a frame around {HOST}/menu"),
        (
            '<html><frameset><frame src="/menu"><frame src="/isi"></frameset></html>',
            f"{HOST}/menu and {HOST}/isi: use the one that lists the news instead",
        ),
        ('<html><body><object data="/isi/104"></object></body></html>', f"around {HOST}/isi/104: use that address"),
        (
            f"<html><body><h1>Berita Terkini</h1><iframe src='/isi'></iframe><a href='{URL}?page=2'>2</a>",
            f"only a frame around {HOST}/isi: use that address instead",
        ),
        ("<rss><channel><title>Berita</title></channel></rss>", "this is a feed, and no page: use kind: feed"),
        (ERROR.format("Verify you are human", "Isi captcha."), "an error page: Verify you are human"),
        ("<html><body><p>Sebelum melanjutkan, isi captcha.</p></body></html>", "an error page: Sebelum melanjutkan"),
        ('<html><body><div id="app"></div><script src="/app.js"></script></body></html>', "an almost empty page"),
        ("", "empty page"),
    ],
)
def test_what_is_no_listing_says_what_it_looks_like(html: str, message: str) -> None:
    with pytest.raises(ExtractError, match=r"^simpanan/104\.html: ") as caught:
        extract(html, name="simpanan/104.html")
    assert message in str(caught.value)


def test_an_error_page_in_the_site_s_own_frame() -> None:
    html = listing("<h2>404 Not Found</h2><p>Halaman tidak ditemukan.</p>", pages="").replace(
        "<h1>Berita Terkini</h1>", ""
    )
    with pytest.raises(ExtractError, match="an error page: 404 Not Found"):
        extract(html)


def state(props: dict[str, Any]) -> str:
    data = json.dumps({"component": "Blog", "props": props})
    return (
        f'<html><body><script type="application/json" data-page="app">{data}</script><div id="app"></div></body></html>'
    )


def post(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "judul": f"Judul Berita Nomor {number}", "slug": "judul", "tanggal": "2025-11-13", **more}


def test_a_listing_that_is_only_data() -> None:
    posts = {
        "data": [post(3), post(2)],
        "current_page": 1,
        "last_page": 7,
        "next_page_url": "/blog/category/104?page=2",
    }
    page = extract(state({"posts": posts, "popular": [post(9), post(8), post(7)]}))
    assert urls(page) == [f"{HOST}/blog/read/3_judul", f"{HOST}/blog/read/2_judul"]
    assert urls(page, Role.LISTING) == [f"{URL}?page=2"]
    assert page.pages == 7


def test_an_article_that_is_only_data() -> None:
    related = [post(number, isi=TEXT * 9) for number in (7, 8)]
    html = state({"post": post(3, isi=f"<p>{TEXT}</p><p>{TEXT}</p>"), "related": related})
    (draft,) = extract(html, f"{HOST}/blog/read/3_judul", Role.ARTICLE).items
    assert (draft.title, draft.html) == ("Judul Berita Nomor 3", f"<p>{TEXT}</p><p>{TEXT}</p>")
    assert draft.stated is not None


def test_data_that_the_page_also_shows_is_left_to_the_page() -> None:
    data = state({"post": post(3, isi=f"<p>1. {TEXT}</p>")}).replace("<html><body>", "").replace("</body></html>", "")
    html = ARTICLE.replace("%s", "").replace("</body>", data.split("<div")[0] + "</body>")
    (draft,) = extract(html, f"{HOST}/blog/read/3_judul", Role.ARTICLE).items
    assert draft.title == "Rapat Pleno Data Pemilih"
    assert "5. Rapat" in draft.html


A = (
    "Donor Darah dalam Rangka Hari Jadi Kota Jakarta",
    "Perempuan Kursi Parlemen dan Pekerjaan Rumah Kita",
    "Lomba Antarsubbagian Meriahkan Hari Kemerdekaan",
    "Gudang Logistik Diperiksa Menjelang Pemungutan",
)


def rows(template: str) -> str:
    return "".join(template.format(f'<a href="/blog/read/{70 - n}_x-y">{A[n]}</a>', 14 - n) for n in range(4))


def listed(body: str) -> Page:
    url = "https://kota.kpu.go.id/blog/category/104"
    seen = datetime(2025, 11, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    return KpuSite(url=url).extract(Document(url=url, body=body.encode(), seen=seen, role=Role.LISTING))


def told(found: Page) -> list[tuple[str, str, tuple[str, ...]]]:
    hints = [each.hint for each in found.follow if each.hint]
    return [(each.title, f"{each.stated.at:%m-%d}" if each.stated else "", each.categories) for each in hints]


EXPECTED = [(title, f"11-{14 - n}", ("Berita Terkini",)) for n, title in enumerate(A)]
ROWS = rows("<li>{} {} November 2025</li>")


@pytest.mark.parametrize("word", ["Semua Berita", "Lihat semua berita", "Arsip Berita", "Mundur"])
def test_a_link_to_the_listing_does_not_give_it_another_name(word: str) -> None:
    more = f'<p><a href="/blog/category/104">{word}</a></p>'
    assert told(listed(f"<h1>Berita Terkini</h1><ul>{ROWS}</ul>{more}")) == EXPECTED


def test_a_link_to_the_next_page_does_not_name_the_listing() -> None:
    more = '<a href="/blog/category/104?page=2">Maju</a>'
    assert told(listed(f"<h1>Berita Terkini</h1><ul>{ROWS}</ul>{more}")) == EXPECTED


def test_months_without_a_year_divide_a_list() -> None:
    older = "".join(f'<li><a href="/blog/read/{n}_x-y">Pleno Terbuka {n}</a> {n} Oktober 2025</li>' for n in (9, 8, 7))
    pages = '<a href="/blog/category/104?page=2">2</a>'
    body = f"<h1>Berita Terkini</h1><h3>November</h3><ul>{ROWS}</ul><h3>Oktober</h3><ul>{older}</ul>{pages}"
    assert [day for _, day, _ in told(listed(body))] == ["11-14", "11-13", "11-12", "11-11", "10-09", "10-08", "10-07"]


def test_the_menu_of_old_is_a_list() -> None:
    body = rows("<LI>{}<BR><SMALL>{} November 2025</SMALL>")
    assert told(listed(f"<H2>Berita Terkini</H2><MENU>{body}</MENU>")) == EXPECTED


@pytest.mark.parametrize("beside", [" (58)", " [58]", " - 10:12"])
def test_a_day_above_an_item_that_ends_with_a_number(beside: str) -> None:
    body = rows("<FONT SIZE=1>{1} November 2025</FONT><BR>{0}" + beside + "<BR><BR>")
    assert [day for _, day, _ in told(listed(f"<H2>Berita Terkini</H2>{body}"))] == [day for _, day, _ in EXPECTED]


@pytest.mark.parametrize(
    "body",
    [
        f'<ul><li><a href="#new">Terkini</a></li></ul><div id=new><ul>{ROWS}</ul></div>',
        f"<h3>Arsip 2024</h3><ul>{ROWS}</ul>",
    ],
)
def test_a_first_page_whose_only_list_looks_like_another_one_is_not_taken_for_an_empty_one(body: str) -> None:
    with pytest.raises(ExtractError, match=r"the 4 on the page look like another one's .*; kind: selectors can name"):
        listed(f"<h1>Berita Terkini</h1>{body}")


def test_the_last_item_that_fetches_the_next_page_when_it_is_seen() -> None:
    entries = ROWS.split("<li>")[1:]
    last = f'<li hx-get="/blog/category/104?page=2" hx-trigger="revealed">{entries[-1]}'
    found = listed(f"<h1>Berita Terkini</h1><ul>{''.join(f'<li>{each}' for each in entries[:-1])}{last}</ul>")
    assert told(found) == EXPECTED
    assert found.follow[-1].url.endswith("?page=2")


def test_the_next_page_beside_a_gap_in_the_numbers() -> None:
    numbers = "".join(f'<a href="/kabar/page/{n}/">{n}</a> ' for n in (1, 2))
    arrow = '<a href="/kabar/page/4/" aria-label="next-page"><i></i></a>'
    entries = "".join(f'<li><a href="/kabar/b-{n}-x-y/">{A[n]}</a> 1{4 - n} November 2025</li>' for n in range(4))
    for label in (arrow, arrow.replace("next-page", "Laman selanjutnya"), arrow.replace(' aria-label="next-page"', "")):
        pages = f'{numbers}<span>3</span> ... <a href="/kabar/page/9/">9</a> {label}'
        body = f"<title>Kabar</title><h1>Kabar</h1><ul>{entries}</ul><div>{pages}</div>"
        here = "https://kota.example/kabar/page/3/"
        document = Document(url=here, body=body.encode(), seen=SEEN, role=Role.LISTING)
        found = AnyPage(url="https://kota.example/kabar/").extract(document)
        assert found.follow[-1].url == "https://kota.example/kabar/page/4/"


def test_what_leads_elsewhere_among_the_items_gives_none_of_them_its_day() -> None:
    film = '<a href="https://films.example/watch?v=x">A film of the day</a>'
    box = "<div class=it><h3>{}</h3>{}</div>"
    links = [f'<a href="/blog/read/{70 - n}_x-y">{A[n]}</a>' for n in range(3)]
    boxes = (
        box.format(links[0], ""),
        box.format(film, "<p>Kamis, 13 November 2025</p>"),
        box.format(links[1], "<p>Rabu, 12 November 2025</p>"),
        box.format(links[2], "<p>Jumat, 7 November 2025</p>"),
    )
    assert [day for _, day, _ in told(listed(f"<h1>Berita Terkini</h1>{''.join(boxes)}"))] == ["", "11-12", "11-07"]
