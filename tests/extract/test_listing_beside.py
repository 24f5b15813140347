"""Lists of which one is the page's own, where little tells them apart, and items of which little is marked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import listing, markup
from feeder.extract.listing import Listing
from feeder.model import Document, Draft
from feeder.normalise import addresses

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2026, 11, 14, tzinfo=WIB)
URL = "https://kota.kpu.go.id/blog/category/104"
TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan."


def read(main: str, menu: str = '<a href="/blog/category/104">Berita Terkini</a>') -> Listing:
    html = f"<body>{menu}<div>{main}</div></body>"
    tree = markup.tree(Document(url=URL, body=html.encode(), seen=SEEN))
    return listing.read(tree, URL, is_item=lambda each: addresses.article(each) is not None, seen=SEEN, zone=WIB)


def cards(*numbers: int) -> str:
    return "".join(
        f'<div><h3><a href="/blog/read/{n}_rapat-{n}">Rapat Pleno Terbuka Nomor {n}</a></h3><p>{TEXT}</p></div>'
        for n in numbers
    )


def numbers(found: Listing) -> list[int]:
    return [known.number for each in found.drafts if (known := addresses.article(each.url))]


def test_the_newest_are_the_list_beside_a_tab_of_the_most_read() -> None:
    tabs = '<ul><li><a href="#a">Terbaru</a></li><li><a href="#b">Terpopuler</a></li></ul>'
    panes = f'<div id="a">{cards(4, 3)}</div><div id="b">{cards(19, 18, 17, 16, 15)}</div>'
    assert numbers(read(f"<h1>Berita Terkini</h1>{tabs}{panes}")) == [4, 3]
    beside = f"<div><h1>Berita Terkini</h1><p>Situs sedang diperbarui.</p></div><div>{tabs}{panes}</div>"
    assert numbers(read(beside)) == []


def test_the_newest_are_the_list_below_what_was_pinned() -> None:
    main = f"<h1>Berita Terkini</h1><h2>Disematkan</h2><div>{cards(2)}</div><h2>Terbaru</h2><div>{cards(9, 8, 7)}</div>"
    assert numbers(read(main)) == [2, 9, 8, 7]


def test_a_single_item_below_its_heading_beside_a_longer_list_below_another() -> None:
    main = f"<div><h2>Berita Terkini</h2><div>{cards(1)}</div></div><div><h2>Sosialisasi</h2>{cards(9, 8, 7, 6)}</div>"
    assert numbers(read(main)) == [1]


def test_headings_without_links_of_any_length_and_items_without_words_in_the_address() -> None:
    long = "Rapat Pleno Terbuka Pemutakhiran Data Pemilih Berkelanjutan Triwulan Keempat"
    titles = ("Rapat Pleno", "Apel Pagi", long, "Bimbingan Teknis")
    main = "".join(
        f"<h3>{title}</h3><h6>1{n}/11/2025</h6><p>{TEXT}</p><p><a href='/blog/read/{n}_'>Selengkapnya</a></p>"
        for n, title in enumerate(titles)
    )
    found = read(f"<h1>Berita Terkini</h1>{main}")
    assert [each.title for each in found.drafts] == list(titles)
    assert [each.stated and each.stated.at.day for each in found.drafts] == [10, 11, 12, 13]


def test_a_day_without_its_year_has_it_from_the_attribute() -> None:
    [draft] = item('<time datetime="2025-11-12T18:12:33Z">13 Nov</time>')
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 13, 1, 12, 33, tzinfo=WIB)


def test_an_attribute_of_another_day_is_not_believed() -> None:
    [draft] = item('<time datetime="2026-11-14T00:00:09Z">13 Nov</time>')
    assert draft.stated is not None
    assert (draft.stated.at.month, draft.stated.at.day) == (11, 13)


def item(date: str) -> tuple[Draft, ...]:
    return read(f'<h1>Berita Terkini</h1><div><h3><a href="/blog/read/1_a">Rapat Pleno</a></h3>{date}</div>').drafts


@pytest.mark.parametrize(
    "line",
    [
        "<summary>{title} <small>{day}</small></summary>",
        "<h3>{title} <span>{day}</span></h3>",
        '<h3><a href="{link}">{title} <small>{day}</small></a></h3>',
        '<a href="{link}">{title} <span>{day}</span></a>',
        "<b>{title} <i>{day}</i></b>",
    ],
    ids=["summary", "heading", "linked heading", "link", "bold"],
)
@pytest.mark.parametrize("day", ["13.11.2025", "Kamis, 13 November 2025", "13/11/2025"])
def test_a_date_that_ends_the_line_of_a_title_is_none_of_it(line: str, day: str) -> None:
    titles = {f"/blog/read/{n}_rapat-{n}": f"Rapat Pleno Terbuka Nomor {n}" for n in (4, 3, 2)}
    main = "".join(
        f'<div>{line.format(title=title, link=link, day=day)}<p>{TEXT}</p><a href="{link}">Selengkapnya</a></div>'
        for link, title in titles.items()
    )
    found = read(f"<h1>Berita Terkini</h1>{main}").drafts
    assert [each.title for each in found] == list(titles.values())
    assert {each.stated and each.stated.at.date().isoformat() for each in found} == {"2025-11-13"}


@pytest.mark.parametrize("day", ["<span>2024</span>", "<b>14 Februari 2024</b>", "<em>13 November</em> di Jakarta"])
def test_a_day_that_belongs_to_a_title_stays_in_it(day: str) -> None:
    title = "Pemungutan suara ulang nomor {} digelar lagi pada {}"
    main = "".join(f'<div><h3><a href="/blog/read/{n}_x">{title.format(n, day)}</a></h3></div>' for n in (4, 3, 2))
    said = day.replace("span", "b").replace("em>", "b>").replace("<b>", "").replace("</b>", "")
    assert [each.title for each in read(main).drafts] == [title.format(n, said) for n in (4, 3, 2)]


def dated(*numbers: int) -> str:
    return "".join(
        f'<div><h3><a href="/blog/read/{n}_x">Rapat Pleno Terbuka Nomor {n}</a></h3><p>{n:02} November 2026</p></div>'
        for n in numbers
    )


@pytest.mark.parametrize("control", ['<a href="#s" data-slide="next">›</a>', '<button data-bs-slide="prev">‹</button>'])
def test_what_is_shown_in_turn_above_a_dated_list_is_another_one(control: str) -> None:
    slides = f"<div>{cards(53, 52, 51)}{control}</div>"
    assert numbers(read(f"<h1>Berita Terkini</h1>{slides}<div>{dated(9, 8, 7)}</div>")) == [9, 8, 7]
    assert numbers(read(f"<h1>Berita Terkini</h1>{slides}<div>{dated(9)}</div>")) == [9]
    assert numbers(read(f"<h1>Berita Terkini</h1>{slides}<div>{cards(9, 8, 7)}</div>")) == [53, 52, 51, 9, 8, 7]


def test_a_list_that_is_shown_in_turn_may_be_the_only_one() -> None:
    control = '<a href="#s" data-slide="next">›</a>'
    assert numbers(read(f"<h1>Berita Terkini</h1><div>{dated(9, 8, 7)}{control}</div>")) == [9, 8, 7]
    assert numbers(read(f"<h1>Berita Terkini</h1><div>{cards(9, 8, 7)}{control}</div>")) == [9, 8, 7]


def test_the_rows_of_a_table_that_leads_to_other_articles_are_lists_of_their_own() -> None:
    links = " • ".join(f'<a href="/blog/read/{n}_y">Tahapan Pemilihan Nomor {n}</a>' for n in (61, 75, 63, 84))
    table = f"<table><tr><th>Tahapan</th><td>{links}</td></tr></table>"
    own = "".join(f'<li><a href="/blog/read/{n}_x">Rapat Pleno Nomor {n} di Kota</a></li>' for n in (9, 8, 7, 6))
    assert numbers(read(f"<h1>Berita Terkini</h1><ul>{own}</ul>{table}")) == [9, 8, 7, 6]


PAGES = '<ul><li>1</li><li><a href="/blog/category/104?page=2">2</a></li></ul>'


def bare(*numbers: int) -> str:
    return "".join(f'<li><a href="/blog/read/{n}_rapat-{n}">Rapat Pleno Terbuka Nomor {n}</a></li>' for n in numbers)


@pytest.mark.parametrize("label", ["<h3>Artikel Lainnya ...</h3>", "<h3>Arsip</h3>", ""])
@pytest.mark.parametrize("rest", [(15, 14, 13, 12), (15, 14), (15,)])
@pytest.mark.parametrize(
    "rows", [cards(19, 18, 17, 16), f"{cards(19)}<div>{cards(18, 17)}</div><div>{cards(16)}</div>"]
)
def test_titles_of_older_items_above_the_pagination_are_the_rest_of_the_list(
    label: str, rest: tuple[int, ...], rows: str
) -> None:
    main = f"<main><h1>Berita Terkini</h1>{rows}<div>{label}<ol>{bare(*rest)}</ol></div>{PAGES}</main>"
    side = f"<div><h3>Artikel Terpopuler</h3><ul>{bare(3, 19, 8)}</ul></div>"
    assert numbers(read(main + side)) == [19, 18, 17, 16, *rest]


@pytest.mark.parametrize("others", [(18, 13, 9), (25, 14, 3), (3, 9, 8)])
def test_titles_of_others_above_the_pagination_are_none_of_the_list(others: tuple[int, ...]) -> None:
    links = f"<div><h3>Artikel Lainnya</h3><ol>{bare(*others)}</ol></div>"
    found = read(f"<main><h1>Berita Terkini</h1>{cards(19, 18, 17, 16)}{links}{PAGES}</main>")
    assert numbers(found) == [19, 18, 17, 16]


@pytest.mark.parametrize("box", ["aside", "footer", "nav", 'div role="complementary"'])
def test_an_element_that_is_made_for_what_stands_beside(box: str) -> None:
    side = f"<{box}>{cards(53, 8, 52)}</{box.partition(' ')[0]}>"
    assert numbers(read(f"<div><h1>Berita Terkini</h1><div>{cards(9, 8, 7)}</div>{side}</div>")) == [9, 8, 7]
    assert numbers(read(f"{side}<div>{cards(9, 8, 7)}</div>", menu="")) == [9, 8, 7]


@pytest.mark.parametrize("around", ["main", "div"])
def test_a_search_around_the_whole_list_is_no_box_beside_it(around: str) -> None:
    form = f'<form role="search"><input type="search" name="cari">{cards(9, 8, 7)}</form>'
    foot = f"<footer><p>{TEXT * 9}</p></footer>" if around == "main" else ""
    assert numbers(read(f"<{around}><h1>Berita Terkini</h1>{form}</{around}>{foot}")) == [9, 8, 7]
    sought = f'<div role="search"><input type="search" name="cari"><p>Sering dicari</p>{cards(53, 8, 52)}</div>'
    assert numbers(read(f"<{around}><div>{cards(9, 8, 7)}</div>{sought}</{around}>", menu="")) == [9, 8, 7]
    assert numbers(read(f"{sought}<{around}><h1>Berita Terkini</h1></{around}>{foot * 2}")) == []


@pytest.mark.parametrize("label", ["<h3>Terpopuler</h3>", "<p>Terpopuler</p>", "<p><b>Baca juga</b></p>"])
def test_a_label_among_the_items_begins_another_list(label: str) -> None:
    flat = f"<h1>Berita Terkini</h1><div>{cards(9, 8, 7)}{label}{cards(53, 8, 52)}</div>"
    assert numbers(read(flat)) == [9, 8, 7]
    entries = f"<h1>Berita Terkini</h1><ul>{bare(9, 8, 7)}<li>{label}</li>{bare(53, 8, 52)}</ul>"
    assert numbers(read(entries)) == [9, 8, 7]


def test_a_box_with_a_heading_of_its_own_among_the_items() -> None:
    box = f"<div><h3>Terpopuler</h3>{cards(53)}</div>"
    assert numbers(read(f"<h1>Berita Terkini</h1><div>{cards(9, 8, 7)}{box}</div>")) == [9, 8, 7]


@pytest.mark.parametrize("box", ["<p>{}</p>", "<ul><li>{}</li></ul>"])
def test_a_link_to_another_article_in_the_box_of_an_item(box: str) -> None:
    other = box.format('<a href="/blog/read/53_x">Pengumuman Seleksi Petugas</a>')
    holding = cards(8).removesuffix("</div>") + f"{other}</div>"
    assert numbers(read(f"<h1>Berita Terkini</h1><div>{cards(9)}{holding}{cards(7, 6)}</div>")) == [9, 8, 7, 6]


def test_the_articles_in_a_menu_of_menus() -> None:
    menus = "".join(
        f'<li><a href="/{name}">{name.title()}</a><ul>{bare(*some)}</ul></li>'
        for name, some in (("profil", (53, 52, 51)), ("layanan", (43, 42)), ("hukum", (33, 32, 31)))
    )
    assert numbers(read(f"<ul>{menus}</ul><ul>{bare(9, 8)}</ul>", menu="")) == [9, 8]


def test_a_list_of_the_newest_below_a_list_of_one_that_was_pinned() -> None:
    main = f"<h2>Disematkan</h2><ul>{bare(2)}</ul><h2>Terbaru</h2><ul>{bare(9, 8, 7, 6)}</ul>"
    assert numbers(read(main)) == [2, 9, 8, 7, 6]


@pytest.mark.parametrize("heading", ["<h1>Berita Terkini</h1>", ""])
def test_a_page_that_says_that_it_is_empty_has_no_list_of_titles(heading: str) -> None:
    found = read(f"<div>{heading}<p>Belum ada data.</p></div><ul>{bare(53, 8, 52)}</ul>")
    assert (numbers(found), found.empty) == ([], True)


def test_an_item_that_tells_of_nothing_found_does_not_make_the_page_empty() -> None:
    told = cards(53, 52).replace(TEXT, "Tidak ada data ganda, kata ketua panitia seusai rapat.")
    found = read(f"<h1>Berita Terkini</h1><ul>{bare(9, 7)}</ul><h3>Terpopuler</h3>{told}")
    assert (numbers(found), found.empty) == ([9, 7], False)


@pytest.mark.parametrize("card", ["<div>{label}{title}<p>{text}</p></div>", "<div>{title}<p>{text}</p>{label}</div>"])
def test_the_label_of_each_item_is_no_heading_of_the_page(card: str) -> None:
    main = "".join(
        card.format(
            label="<span>Berita Terkini</span>",
            title=f'<h3><a href="/blog/read/{n}_x">Rapat Pleno Nomor {n}</a></h3>',
            text=TEXT,
        )
        for n in (9, 8, 7)
    )
    found = read(f"<div>{main}</div>")
    assert (numbers(found), found.known) == ([9, 8, 7], False)


TITLES = ("Rapat Pleno Terbuka di Balai Kota", "Apel Pagi Bersama Pegawai", "Uji Coba Sistem Informasi Logistik")
OFFICES = ("Subbagian Teknis dan Hukum", "Kelompok Kerja Data", "Bagian Umum dan Rumah Tangga")


@pytest.mark.parametrize(
    "card",
    [
        '<div><p>{office}</p><p>{title}</p><a href="{link}">Buka</a></div>',
        '<div><a href="{link}"><p>{office}</p><p>{title}</p></a></div>',
        '<div><h4>{office}</h4><p><a href="{link}">{title}</a></p></div>',
        '<div><a href="{link}"><img src="/{office}.jpg" alt="{office}"></a><p>{title}</p></div>',
        '<div><h4>{office}</h4><p><a href="{link}">{title} ...</a></p></div>',
    ],
)
def test_the_words_of_the_address_tell_the_title(card: str) -> None:
    main = "".join(
        card.format(office=office, title=title, link=f"/blog/read/{n}_{title.lower().replace(' ', '-')}")
        for n, (office, title) in enumerate(zip(OFFICES, TITLES, strict=True))
    )
    found = [each.title for each in read(f"<h1>Berita Terkini</h1>{main}").drafts]
    assert [each.removesuffix(" ...") for each in found] == list(TITLES)


def test_an_only_item_in_one_box_with_the_heading_that_the_title_repeats() -> None:
    own = f"<div><h2>Pengumuman</h2>{cards(1)}</div>"
    others = f"<div><h2>Sosialisasi</h2><div>{cards(9, 8, 7, 6)}</div></div>"
    assert numbers(read(own + others, "<title>Pengumuman | KPU Kota</title>")) == [1]


@pytest.mark.parametrize("label", ["Populer", "Trending", "Baca Juga", "Pilihan Redaksi", "Pengumuman", "Infografis"])
def test_a_list_with_a_name_of_its_own_above_the_pagination_is_none_of_the_page(label: str) -> None:
    links = f"<div><h4>{label}</h4><ul>{bare(6, 4, 3)}</ul></div>"
    assert numbers(read(f"<main><h1>Berita Terkini</h1>{cards(19, 18, 17, 16)}{links}{PAGES}</main>")) == [
        19,
        18,
        17,
        16,
    ]


def test_numbers_in_the_words_of_an_address_tell_no_order() -> None:
    school = '<li><a href="/blog/read/15_simulasi-di-sma">Simulasi Pencoblosan di SMA 47</a></li>'
    rest = school + bare(14, 13)
    main = f"<h1>Berita Terkini</h1>{cards(19, 18, 17, 16)}<div><h3>Artikel Lainnya</h3><ol>{rest}</ol></div>{PAGES}"
    assert numbers(read(f"<main>{main}</main>")) == [19, 18, 17, 16, 15, 14, 13]


@pytest.mark.parametrize("space", ["\n      ", "\t", "\xa0", "  "])
@pytest.mark.parametrize("day", ["13 November 2025", "13 de novembro de 2025", "Kamis, 13 November 2025 09:12 WIB"])
def test_white_space_of_any_kind_stands_between_the_words_of_a_day(day: str, space: str) -> None:
    told = "<span>nov</span><span>13</span><span>2025</span><span>{day}</span><span>{day}</span>"
    badge = f"<a href='/blog/read/{{n}}_x'>{told}</a>"
    main = "".join(
        f"<div>{badge.format(n=n, day=day)}<h3><a href='/blog/read/{n}_x'>Rapat Pleno Nomor {n}</a></h3></div>"
        for n in (9, 8, 7)
    )
    spaced = main.replace(day, day.replace(" ", space))
    found = [read(f"<h1>Berita Terkini</h1>{each}").drafts for each in (main, spaced)]
    assert [[each.stated for each in drafts] for drafts in found] == [[found[0][0].stated] * 3] * 2
    assert found[0][0].stated is not None
    assert found[0][0].stated.at.date().isoformat() == "2025-11-13"


def test_a_list_in_a_nav_that_is_the_main_part_of_the_page() -> None:
    menu = '<nav><a href="/">Beranda</a> <a href="/blog/category/104">Berita Terkini</a></nav>'
    assert numbers(read(f"<main><nav><div>{cards(9, 8, 7)}</div></nav>{menu}</main>")) == [9, 8, 7]
    popular = f"<nav><div>{cards(3, 2, 1)}</div></nav>"
    assert numbers(read(f"<main><div>{cards(9, 8, 7, 6)}</div>{popular}</main>")) == [9, 8, 7, 6]
    links = "".join(f'<li><a href="/blog/read/{n}_menu">Rapat Pleno Nomor {n}</a></li>' for n in range(20, 60))
    assert numbers(read(f"<main><nav><ul>{links}</ul></nav><div>{cards(9, 8, 7)}</div></main>")) == [9, 8, 7]
