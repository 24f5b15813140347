from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeder.extract import listing, markup
from feeder.extract.listing import Listing
from feeder.model import Document
from feeder.normalise import addresses

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
URL = "https://kota.kpu.go.id/blog/category/104"
CASES = sorted((Path(__file__).parent / "listings").iterdir())

MENU = "".join(
    f'<li><a href="/blog/category/{number}">{name}</a></li>'
    for number, name in ((104, "Berita Terkini"), (11, "Pengumuman"), (135, "Opini"))
)
TITLE = "Rapat Pleno Pemutakhiran Data Pemilih"
SLUG = "rapat-pleno-pemutakhiran-data-pemilih"
TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan. " * 2


def is_item(url: str) -> bool:
    return addresses.article(url) is not None


def read(html: str, url: str = URL, is_item: Callable[[str], bool] = is_item) -> Listing:
    tree = markup.tree(Document(url=url, body=html.encode("utf-8", "surrogatepass"), seen=SEEN))
    return listing.read(tree, url, is_item=is_item, seen=SEEN, zone=WIB)


def numbers(found: Listing) -> list[int]:
    return [known.number for draft in found.drafts if (known := addresses.article(draft.url))]


def card(number: int, title: str = TITLE, more: str = "") -> str:
    return f'<div><h3><a href="/blog/read/{number}_x">{title}</a></h3><p>{TEXT[:120]}...</p>{more}</div>'


def side(*items: int, label: str = "Berita Populer") -> str:
    links = "".join(f'<li><a href="/blog/read/{number}_x">Judul Samping Nomor {number}</a></li>' for number in items)
    return f"<div><h4>{label}</h4><ul>{links}</ul></div>"


def page(*cards: str, around: str = "", pages: str = "") -> str:
    return f"""<html><head><title>KPU Kota</title></head><body><ul>{MENU}</ul><div><h1>Berita Terkini</h1>
    <div>{"".join(cards)}</div><div>{pages}</div></div>{around}</body></html>"""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_layouts(case: Path) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    found = read((case / "input.html").read_text("utf-8"), expected["url"])
    told = [
        {
            "number": number,
            "title": draft.title,
            **({"image": draft.image} if "image" in wanted else {}),
            "day": draft.stated.at.date().isoformat() if draft.stated else "",
        }
        for number, draft, wanted in zip(numbers(found), found.drafts, expected["items"], strict=False)
    ]
    assert told == expected["items"]
    assert len(found.drafts) == len(expected["items"])
    assert {draft.categories for draft in found.drafts} == {(expected["heading"],)}
    assert (found.heading, found.next) == (expected["heading"], expected["next"])


def test_what_stands_by_an_item() -> None:
    marks = (
        "<span>13 November 2025 09:12 WIB</span> <i>1.204 kali dilihat</i> <em>Oleh: Humas</em>"
        '<a href="/blog/category/11">Pengumuman</a><a href="/blog/read/1_x">Baca selengkapnya</a>'
        '<img src="/images/1762999788Foto (1).jpg">'
    )
    (draft,) = read(page(card(1, more=marks))).drafts
    assert draft.url == "https://kota.kpu.go.id/blog/read/1_x"
    assert draft.title == TITLE
    assert draft.excerpt == TEXT[:120] + "..."
    assert draft.html == ""
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 13, 9, 12, tzinfo=WIB)
    assert draft.authors == ("Humas",)
    assert draft.categories == ("Pengumuman",)
    assert draft.image == "https://kota.kpu.go.id/images/1762999788Foto%20%281%29.jpg"
    assert {trace.tier for trace in draft.traces} == {"listing"}
    assert [(trace.field, trace.reason) for trace in draft.traces] == [
        ("title", "heading"),
        ("excerpt", "shortened on the page"),
        ("published", "“13 November 2025 09:12 WIB” by the item"),
        ("image", "by the item"),
        ("categories", "a label by the item"),
        ("authors", "a line by the item"),
    ]


def test_a_whole_text_is_kept_as_markup() -> None:
    text = f"<div class=isi><p>{TEXT}</p><p>{TEXT * 2}<b>penting</b></p><p>Penulis: Ratna</p></div>"
    item = f'<div><h2><a href="/blog/read/1_x">{TITLE}</a></h2><p>883</p>{text}</div>'
    (draft,) = read(page(item)).drafts
    assert draft.html == text.removeprefix("<div class=isi>").removesuffix("</div>")
    assert draft.base == URL
    assert draft.excerpt == ""


def test_a_text_that_breaks_off_is_an_excerpt() -> None:
    item = f'<div><h2><a href="/blog/read/1_x">{TITLE}</a></h2><p>{TEXT * 4}...</p></div>'
    (draft,) = read(page(item)).drafts
    assert (draft.html, draft.excerpt) == ("", (TEXT * 4).strip() + " ...")


@pytest.mark.parametrize(
    ("link", "title"),
    [
        (f'<a href="/blog/read/1_x" title="{TITLE}">Rapat Pleno Pemut...</a>', TITLE),
        (f'<a href="/blog/read/1_x"><img src="/a.jpg" alt="{TITLE}"></a>', TITLE),
        (f'<a href="/blog/read/1_x" aria-label="Selengkapnya tentang {TITLE}"></a>', TITLE),
        (f'<h4>{TITLE}</h4><p>Humas</p><a href="/blog/read/1_x">Selengkapnya</a>', TITLE),
        (f'<span>Humas</span><div>{TITLE}</div><a href="/blog/read/1_{SLUG}">Buka</a>', TITLE),
        ('<h3><a href="/blog/read/1_x">Rapat Pleno<br>Pemutakhiran Data Pemilih</a></h3>', TITLE),
        (f'<a href="/blog/read/1_x"><b>{TITLE}</b><i>13/11/2025</i></a>', TITLE),
        ('<a href="/blog/read/1_kunjungan-pelajar"><img src="/a.jpg"></a>', "Kunjungan pelajar"),
        ('<a href="/blog/read/1_pengumuman">Pengumuman</a>', "Pengumuman"),
    ],
)  # fmt: skip
def test_titles(link: str, title: str) -> None:
    found = read(page(f"<div>{link}</div>", card(2), card(3)))
    assert found.drafts[0].title == title


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="data:image/gif;base64,R0" data-src="/images/foto.jpg">',
        '<img src="/images/loading.gif" data-original="images/foto.jpg">',
        '<img src="/images/no-image.png" srcset="/images/kecil.jpg 100w, /images/foto.jpg 900w">',
        '<picture><source srcset="/images/foto.jpg 2x"><img src="/images/placeholder.png"></picture>',
        """<a style="background: url('/images/foto.jpg') no-repeat"></a>""",
        '<div data-bg="/images/foto.jpg"></div>',
        '<img src="/images/mata.png" width="16"><img src="/images/foto.jpg">',
        '<noscript><img src="/images/foto.jpg"></noscript>',
    ],
)
def test_pictures(picture: str) -> None:
    html = page(card(1, more=picture), card(2)).replace("<head>", '<head><base href="https://kota.kpu.go.id/">')
    assert read(html).drafts[0].image == "https://kota.kpu.go.id/images/foto.jpg"


def test_a_picture_that_all_items_share_is_none_of_them() -> None:
    found = read(page(*(card(number, more='<img src="/images/stempel.jpg">') for number in (1, 2, 3))))
    assert {draft.image for draft in found.drafts} == {""}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ('<time datetime="2025-11-13T02:12:33Z">13 November</time>', "2025-11-13 09:12:33"),
        ('<time datetime="2025-11-14T00:00:00Z">Selasa, 11 November 2025</time>', "2025-11-11 00:00:00"),
        ('<span title="2025-11-12 15:00:00">2 hari yang lalu</span>', "2025-11-12 15:00:00"),
        ("<b>13</b><br><b>Nov</b><br><b>2025</b>", "2025-11-13 00:00:00"),
        ("<small>Diposting pada 13-11-2025 oleh Admin</small>", "2025-11-13 00:00:00"),
    ],
)
def test_dates(said: str, day: str) -> None:
    stated = read(page(card(1, more=f"<div>{said}</div>"))).drafts[0].stated
    assert stated is not None
    assert stated.at.strftime("%Y-%m-%d %H:%M:%S") == day


def test_a_day_in_a_text_is_not_the_date() -> None:
    rows = "".join(f"<tr><td>{day} November 2025</td><td>Tes tahap {day}</td></tr>" for day in (14, 15, 16))
    item = f'<div><h2><a href="/blog/read/1_x">{TITLE}</a></h2><p>{TEXT * 3}</p><table>{rows}</table></div>'
    (draft,) = read(page(item)).drafts
    assert draft.stated is None
    assert "Tes tahap 16" in draft.html


def test_what_stands_beside_the_list_is_left_out_and_told() -> None:
    around = side(7, 8) + side(9, label="Artikel Terkait") + '<footer><a href="/blog/read/6_x">Kabar</a></footer>'
    found = read(page(card(1), card(2), card(3), around=around))
    assert numbers(found) == [1, 2, 3]
    assert {drop.reason for drop in found.dropped} == {listing.BESIDE}
    assert sorted(drop.what[-3:] for drop in found.dropped) == ["6_x", "7_x", "8_x", "9_x"]


@pytest.mark.parametrize(
    "label", ["Terpopuler", "Baca Juga", "Berita Terbaru", "Pengumuman", "Related Posts", "Trending"]
)
def test_a_page_past_the_last_has_no_items_whatever_stands_beside(label: str) -> None:
    found = read(page("<p>Belum ada data.</p>", around=side(7, 8, 9, label=label)))
    assert (found.drafts, found.empty, found.known) == ((), True, True)


def test_without_words_and_heading_there_is_no_listing() -> None:
    found = read("<html><body><h1>Visi dan Misi</h1><p>Menjadi penyelenggara yang mandiri.</p></body></html>")
    assert (found.drafts, found.empty, found.known) == ((), False, False)


def test_an_only_item_among_side_bars() -> None:
    around = side(7, 8, 9, 10, 11) + side(12, 13, label="Pengumuman")
    assert numbers(read(page(card(1), around=around))) == [1]


def test_an_item_comes_once_however_often_it_stands_there() -> None:
    found = read(page(card(1), card(1), card(2), card(3), card(3)))
    assert numbers(found) == [1, 2, 3]
    assert found.drafts[0].excerpt.count("...") == 1


def test_five_hundred_items_in_order() -> None:
    found = read(page(*map(card, range(1, 501)), around=side(900, 901)))
    assert numbers(found) == list(range(1, 501))


def test_links_in_a_text_are_no_items() -> None:
    text = f'<p>{TEXT} Hal itu menyusul <a href="/blog/read/80_x">rapat sebelumnya</a>.</p>'
    also = '<p><strong>Baca juga:</strong> <a href="/blog/read/81_x">Kunjungan Pelajar</a></p>'
    found = read(page(*(card(number, more=text + also) for number in (1, 2, 3, 4))))
    assert numbers(found) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "title",
    [
        '<script>alert("judul")</script>Rapat & "Evaluasi" <img src=x onerror=alert(1)>',
        "javascript:alert(document.cookie)",
        "Rapat ]]> Koordinasi <![CDATA[ Data",
        "Rapat \u202eisanidrooK\u202c Data \u2067Pemilih\u2069",
        "Rapat ../../../etc/passwd Koordinasi",
        ("Rapat Koordinasi Sangat Panjang " * 32768).strip(),
    ],
)
def test_hostile_titles_are_text_in_full(title: str) -> None:
    found = read(page(card(1), card(2, escape(title)), card(3)))
    assert found.drafts[1].title == title


def test_control_characters_do_no_harm() -> None:
    found = read(page(card(1, "Rapat\x00 \x01Koor\x08dinasi\x0b Data\x1f Pemilih"), card(2)))
    assert found.drafts[0].title == "Rapat Koordinasi Data Pemilih"


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "//[", "http://[::1/blog/read/9_x", ""])
def test_links_that_lead_nowhere_are_no_items(href: str) -> None:
    found = read(page(card(1), card(2), f'<div><h3><a href="{href}">{TITLE}</a></h3></div>'))
    assert numbers(found) == [1, 2]


TABS = ("Berita Terkini", "Pengumuman", "Artikel Populer")
RADIO = "".join(
    f'<input type="radio" name="t" id="t{n}"><label for="t{n}">{name}</label>' for n, name in enumerate(TABS)
)
LIST = "<ul>" + "".join(f"<li>{name}</li>" for name in TABS) + "</ul>"
NAMED = "".join(f'<span role="tab" aria-controls="p{n}">{name}</span>' for n, name in enumerate(TABS))


@pytest.mark.parametrize(("bar", "box"), [(RADIO, "{}"), (LIST, "{}"), (LIST, "<div>{}</div>"), (NAMED, "{}")])
def test_tabs_by_their_number_or_name(bar: str, box: str) -> None:
    panes = ((9, 8, 7), (19, 18, 17), (29, 28, 27))
    shown = "".join(f'<div id="p{n}">{"".join(map(card, some))}</div>' for n, some in enumerate(panes))
    html = f"<html><body><ul>{MENU}</ul><main>{bar}{box.format(shown)}</main></body></html>"
    assert numbers(read(html)) == [9, 8, 7]


@pytest.mark.parametrize("click", ["@click", "x-on:click", "v-on:click.prevent", "onclick", "hx-get"])
def test_cards_that_a_script_opens(click: str) -> None:
    def lead(number: int) -> str:
        return f"/blog/read/{number}_x" if click == "hx-get" else f"visit('/blog/read/{number}_x')"

    cards = (f'<div {click}="{lead(number)}"><b>{TITLE} {number}</b><p>{TEXT[:90]}</p></div>' for number in (3, 2, 1))
    assert numbers(read(page(*cards))) == [3, 2, 1]


def test_the_next_page_of_a_button_beside_a_base() -> None:
    html = page(card(1), card(2), pages='<button data-next-page="2">Lagi</button>')
    assert read(html.replace("<head>", '<head><base href="/lain/">')).next == f"{URL}?page=2"


def test_deeply_nested_boxes() -> None:
    found = read(page("<div>" * 400, card(1), card(2), "</div>" * 400))
    assert numbers(found) == [1, 2]


PAGING = [
    ('<a href="?page=3">3</a><a href="?page=2">2</a><a href="?page=9">9</a>', "?page=2", 9),
    ('<a href="/blog/category/104/berita-terkini?page=2" rel="next">»</a>', "/berita-terkini?page=2", 0),
    ('<a href="?page=2">Selanjutnya</a>', "?page=2", 0),
    ('<a href="?page=30">Akhir »</a>', "?page=2", 30),
    ('<button data-url="?page=2">Muat lebih banyak</button>', "?page=2", 0),
    ('<button data-page="2">Muat lagi</button>', "?page=2", 0),
    ('<div hx-get="?page=2" hx-trigger="revealed">Memuat...</div>', "?page=2", 0),
    ('<button data-next-page="2" data-last-page="5">Lagi</button>', "?page=2", 0),
    ('<div data-current-page="1" data-last-page="5"></div>', "?page=2", 0),
    ('<div data-current-page="1" data-last-page="1"></div>', "", 0),
    ("""<button @click="go('/blog/category/104?page=2')">Berikutnya</button>""", "?page=2", 0),
    ("""<span onclick="location.href='/blog/category/104?page=2'">Berikutnya</span>""", "?page=2", 0),
    ('<a href="/blog/category/11?page=2" rel="next">»</a>', "", 0),
    ('<a href="https://lain.kpu.go.id/blog/category/104?page=2" rel="next">»</a>', "", 0),
    ('<a href="/blog/category/104" rel="next">»</a>', "", 1),
    ('<a href="?page=x" rel="next">»</a>', "", 1),
    ("", "", 0),
]


@pytest.mark.parametrize(("pages", "following", "count"), PAGING)
def test_the_next_page(pages: str, following: str, count: int) -> None:
    found = read(page(card(1), card(2), pages=pages))
    assert found.next == (URL + following if following else "")
    assert found.pages == count


def test_never_back() -> None:
    pages = '<a href="?page=3" rel="next">»</a><a href="?page=4">4</a><a href="?page=5">5</a>'
    assert read(page(card(1), pages=pages), f"{URL}?page=5").next == ""


def test_a_page_link_in_the_head() -> None:
    html = page(card(1)).replace("</head>", '<link rel="next" href="?page=2"></head>')
    assert read(html).next == f"{URL}?page=2"


@pytest.mark.parametrize(
    ("url", "link", "following"),
    [
        ("https://kota.example/kabar/", '<a href="/kabar/page/2/">2</a>', "https://kota.example/kabar/page/2/"),
        ("https://kota.example/kabar?hal=2", '<a href="?hal=1">1</a><a href="?hal=3">3</a>', "https://kota.example/kabar?hal=3"),
        ("https://kota.example/kabar", '<a href="/kabar/lama">Older posts</a>', "https://kota.example/kabar/lama"),
        ("https://kota.example/kabar", '<a href="https://lain.example/kabar/2" rel="next">2</a>', ""),
        ("https://kota.example/kabar", '<a href="/acara">Selanjutnya</a>', "https://kota.example/acara"),
    ],
)  # fmt: skip
def test_the_next_page_of_other_sites(url: str, link: str, following: str) -> None:
    items = "".join(
        f'<li><a href="/kabar/2025/{name}-kota">{TITLE} {name}</a></li>' for name in ("satu", "dua", "tiga")
    )
    found = read(f"<ul>{items}</ul><p>{link}</p>", url, lambda link: "/2025/" in link)
    assert len(found.drafts) == 3
    assert found.next == following


TAGS = st.sampled_from(
    ["div", "ul", "li", "table", "tr", "td", "p", "h2", "a", "span", "aside", "nav", "b", "br", "hr", "img"]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' href="/blog/read/1_x"',
        ' href="/blog/read/2_y"',
        ' href="?page=2"',
        ' href="//["',
        ' src="x.jpg"',
        ' style="url("',
    ]
)
TEXTS = st.sampled_from(
    ["", "Berita Terkini", "Belum ada data", "13/11/2025", "Selengkapnya", TITLE, TEXT, "»", "\u202e"]
)
PARTS = st.tuples(TAGS, ATTRIBUTES, TEXTS, st.sampled_from(["", "</div>", "</a>", "</td></tr>", "</table>"]))


@example([("a", ' href="/blog/read/1_x"', "", ""), ("p", "", "", ""), ("ul", "", "", "</a>"), ("div", "", "", "")])
@given(st.lists(PARTS, max_size=40))
def test_any_page_is_read(parts: list[tuple[str, str, str, str]]) -> None:
    html = "".join(f"<{tag}{attribute}>{text}{end}" for tag, attribute, text, end in parts)
    found = read(f"<html><body>{html}</body></html>")
    assert len({draft.url for draft in found.drafts}) == len(found.drafts)
    assert all(is_item(draft.url) and draft.title for draft in found.drafts)


def test_a_label_of_no_listing_does_not_displace_the_category() -> None:
    (draft,) = read(page(card(1, more='<a href="/search/label/KPU" rel="tag">KPU</a>'))).drafts
    assert draft.categories == ("Berita Terkini", "KPU")


def test_a_list_behind_the_pagination_is_another_one_even_if_it_is_alike() -> None:
    def row(number: int) -> str:
        return f'<li><a href="/blog/read/{number}_x">{TITLE} {number}</a></li>'

    lists = [f"<ul>{''.join(map(row, some))}</ul>" for some in ((9, 8, 7), (3, 2))]
    assert numbers(read(f'<body>{lists[0]}<a href="?page=2">Berikutnya</a>{lists[1]}</body>')) == [9, 8, 7]
    assert numbers(read(f'<body><a href="?page=2">Berikutnya</a>{lists[0]}{lists[1]}</body>')) == [9, 8, 7, 3, 2]


def test_a_list_in_no_order_that_says_little_is_not_the_pages_own() -> None:
    def rows(*some: int, text: str = "") -> str:
        return "".join(f'<li><a href="/blog/read/{n}_x">{TITLE} {n}</a>{text}</li>' for n in some)

    own = f"<ul>{rows(90, 88, 87, 85, text=f'<p>{TEXT}</p>')}</ul>"
    assert numbers(read(f"<body>{own}<ul>{rows(70, 88, 62, 81)}</ul></body>")) == [90, 88, 87, 85]
    assert numbers(read(f"<body>{own}<ul>{rows(84, 83, 80)}</ul></body>")) == [90, 88, 87, 85, 84, 83, 80]


def test_a_line_that_stands_by_most_items_is_no_title() -> None:
    def post(number: int, title: str) -> str:
        who = "<div><b>KPU Kota Kemuning</b> @kpukota</div>"
        return f'<div>{who}<div><b>{title}</b></div><p>{TEXT}</p><a href="/blog/read/{number}_-">Buka halaman</a></div>'

    found = read(page(*(post(n, f"Judul {word} Hari Ini") for n, word in ((9, "Satu"), (8, "Dua"), (7, "Tiga")))))
    assert [draft.title for draft in found.drafts] == [f"Judul {word} Hari Ini" for word in ("Satu", "Dua", "Tiga")]


def test_elements_of_a_sites_own_divide_lines_and_a_summary_is_a_title() -> None:
    own = f'<kpu-card><a href="/blog/read/9_x"></a><kpu-title>{TITLE}</kpu-title><kpu-lead>{TEXT}</kpu-lead></kpu-card>'
    chapter = f"<p>{TEXT * 3}</p><h4>Harapan ke Depan</h4><p>{TEXT * 2}</p><a href='/blog/read/8_-'>Buka</a>"
    found = read(page(own, f"<details><summary>Judul Kedua Dalam Lipatan</summary>{chapter}</details>"))
    assert [draft.title for draft in found.drafts] == [TITLE, "Judul Kedua Dalam Lipatan"]


def test_the_only_link_of_a_page_with_more_than_one_element_in_it() -> None:
    assert numbers(read('<body><a href="/blog/read/1_x"><p></p><ul></ul></a></body>')) == [1]


@pytest.mark.parametrize(
    "link",
    [
        f"<span>{TITLE}</span><span>Subbag Parhumas</span>",
        f"<span>Berita Terkini</span>{TITLE}",
        f"<span class=badge>Baru</span><span>{TITLE}</span>",
        f"{TITLE}<span><i></i>100</span>",
        f"<span class=badge>Berita</span> {TITLE}",
        f"{TITLE} <small>Berita</small>",
    ],
)
def test_what_touches_a_title_is_none_of_it(link: str) -> None:
    cards = (f'<div><h3><a href="/blog/read/{n}_{SLUG}-{n}">{link}</a></h3></div>' for n in (9, 8, 7))
    titles = [draft.title for draft in read(page(*cards)).drafts]
    assert titles == [TITLE] * 3


def test_the_day_in_brackets_before_each_title() -> None:
    cards = (f'<div><h3><a href="/blog/read/{n}_x">[1{n}/10/2025] {TITLE} {n}</a></h3></div>' for n in (9, 8, 7))
    found = read(page(*cards)).drafts
    assert [draft.title for draft in found] == [f"{TITLE} {n}" for n in (9, 8, 7)]
    assert [draft.stated.at.day for draft in found if draft.stated] == [19, 18, 17]


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("Sosialisasi Pilkada<i>2024</i> di Sekolah", "Sosialisasi Pilkada2024 di Sekolah"),
        ("Info<span>Pemilu</span> resmi dibuka di kota", "InfoPemilu resmi dibuka di kota"),
        ("<b>Cek</b>DPT dan <b>Lindungi</b>Hakmu Sekarang", "CekDPT dan LindungiHakmu Sekarang"),
        ("<span>Informasi</span> kerja bakti di kampung", "Informasi kerja bakti di kampung"),
    ],
)
def test_what_touches_a_word_in_the_middle_of_a_title_is_part_of_it(link: str, title: str) -> None:
    cards = (f'<div><h3><a href="/blog/read/{n}_">{link} {n}</a></h3></div>' for n in (9, 8, 7))
    assert [draft.title for draft in read(page(*cards)).drafts] == [f"{title} {n}" for n in (9, 8, 7)]
