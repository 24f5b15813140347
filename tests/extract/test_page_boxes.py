"""Any site: what stands between the items of a list, lists of one, and lists of files."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import ExtractError
from feeder.extract.page import AnyPage
from feeder.model import Document, Page, Role

WIB = ZoneInfo("Asia/Jakarta")
URL = "https://kota.example/warta"
TITLES = (
    "Pasar Pagi Dibuka Kembali",
    "Jalan Utama Ditutup Sementara",
    "Sekolah Terima Seribu Buku",
    "Taman Kota Akan Diperluas",
    "Warga Diminta Hemat Air",
    "Jembatan Lama Diperbaiki",
)
TEXT = "Keterangan itu disampaikan kepala dinas pada pertemuan dengan warga..."
BANNER = '<div class="b"><a href="https://iklan.example/7"><img src="https://iklan.example/b.jpg"></a></div>'
LETTER = '<div class="n"><h3>Kabar Pilihan Setiap Pagi</h3><p>Kirim alamat surel Anda, gratis.</p><form></form></div>'
OFFER = '<div class="o"><h3><a href="/dukung/kami-tahun-ini">Dukung Kami</a></h3><p>Enam edisi, harga empat.</p></div>'
MOST_READ = "<div><h3>Paling Dibaca</h3><ol>" + "".join(
    f'<li><a href="/warta/lama-sekali-{n}">Berita Lama yang Masih Dibaca {n}</a></li>' for n in range(3)
)


def card(title: str) -> str:
    name = title.lower().replace(" ", "-")
    return (
        f'<div class="c"><a href="/warta/{name}"><img src="/foto/{name}.jpg"></a>'
        f'<h3><a href="/warta/{name}">{title}</a></h3>'
        f"<p>{TEXT}</p><small>12/11/2025</small></div>"
    )


def read(body: str, title: str = "Warta", url: str = URL) -> Page:
    menu = '<ul><li><a href="/">Beranda</a></li><li><a href="/profil-kota">Profil</a></li></ul>'
    html = f"<title>{title}</title><body>{menu}{body}</body>"
    seen = datetime(2025, 11, 14, tzinfo=WIB)
    return AnyPage(url=URL).extract(Document(url=url, body=html.encode(), seen=seen, role=Role.LISTING))


def titles(found: Page) -> list[str]:
    return [each.hint.title for each in found.follow if each.hint]


def test_boxes_between_the_items_neither_end_the_list_nor_belong_to_an_item() -> None:
    cards = list(map(card, TITLES))
    boxes = (*cards[:2], BANNER, cards[2], LETTER, cards[3], OFFER, MOST_READ + "</ol></div>", *cards[4:])
    found = read(f"<main><h1>Warta</h1><div>{''.join(boxes)}</div></main>")
    assert titles(found) == list(TITLES)
    images = [each.hint.image for each in found.follow if each.hint]
    assert all(image.startswith("https://kota.example/foto/") for image in images)


def test_a_section_is_no_heading_of_a_page_whose_title_has_the_same_word() -> None:
    halves = (("Kota", TITLES[:3]), ("Desa", TITLES[3:]))
    sections = "".join(f"<section><h2>{name}</h2>{''.join(map(card, some))}</section>" for name, some in halves)
    assert titles(read(sections, "Kabar Kota - Berita Harian")) == list(TITLES)


@pytest.mark.parametrize("title", ["Warta - Dinas Kota", "Dinas Kota | Warta", "Warta"])
def test_the_list_below_the_heading_that_the_title_repeats(title: str) -> None:
    own = f"<div><h2>Warta</h2>{''.join(map(card, TITLES[:2]))}</div>"
    other = f"<div><h2>Kegiatan Warga</h2>{''.join(map(card, TITLES[2:]))}</div>"
    found = read(other + own, title)
    assert titles(found) == list(TITLES[:2])
    assert {each.hint.categories for each in found.follow if each.hint} == {("Warta",)}


def test_a_first_page_with_an_only_item() -> None:
    assert titles(read(f"<main><h1>Warta</h1>{card(TITLES[0])}</main>")) == [TITLES[0]]
    with pytest.raises(ExtractError):
        read('<main><h1>Warta</h1><p><a href="/warta/tentang-kami-semua">Tentang kami semua</a></p></main>')


def test_a_last_page_with_an_only_item_whose_title_is_no_link() -> None:
    menu = "".join(f'<li><a href="/{name}/kami">Tentang {name}</a></li>' for name in "abcdefghij")
    read_on = f'<p>{TEXT}</p><a href="/index.php/77-{TITLES[0].lower().replace(" ", "-")}">Selengkapnya</a>'
    item = f"<details><summary>{TITLES[0]} <small>11/11/2025</small></summary>{read_on}</details>"
    pages = "".join(f'<a href="/warta?start={n}">{n // 6 + 1}</a> ' for n in (0, 6, 12)) + "4"
    page = f"<ul>{menu}</ul><main><h1>Warta</h1>{item}<p>{pages}</p></main>"
    assert titles(read(page, url=f"{URL}?start=18")) == [TITLES[0]]


def row(title: str, address: str, below: str = "<small>12/11/2025</small>") -> str:
    return f'<div class="c"><h3><a href="{address}">{title}</a></h3><p>{TEXT}</p>{below}</div>'


def test_items_with_addresses_of_another_kind_stand_in_rows_like_the_others() -> None:
    others = (row("Video: Pasar Pagi dari Udara", "/galeri/video?v=77"), row("Tanya Jawab Bersama Kepala Dinas", "/77"))
    cards = [card(title) for title in TITLES]
    found = read(f"<main><h1>Warta</h1>{''.join((*cards[:3], others[0], *cards[3:], others[1]))}</main>")
    assert len(found.follow) == len(TITLES) + 2
    assert [each.hint.stated is not None for each in found.follow if each.hint] == [True] * 8


def test_few_rows_do_not_show_how_rows_are_made() -> None:
    cards = "".join(map(card, TITLES[:2]))
    found = read(f"<main><h1>Warta</h1>{cards}{row('Video: Pasar Pagi dari Udara', '/galeri/video?v=77')}</main>")
    assert titles(found) == list(TITLES[:2])


def test_what_stands_beside_items_in_a_list_of_the_most_read_is_none_of_the_page() -> None:
    popular = "".join(
        f'<li><a href="/warta/{title.lower().replace(" ", "-")}">{title}</a></li>' for title in TITLES[:5]
    )
    strange = '<li><a href="/olahraga/9">Kabar Olahraga yang Lama Sekali</a></li>'
    cards = "".join(map(card, TITLES))
    found = read(f"<main><h1>Warta</h1>{cards}</main><div><h4>Paling Dibaca</h4><ol>{popular}{strange}</ol></div>")
    assert titles(found) == list(TITLES)


@pytest.mark.parametrize(
    "strange",
    [
        row("Langganan Warta Cetak Sekarang Juga", "/langganan", below=""),
        row("Sewa Gudang Murah di Kota Ini", "https://iklan.example/7"),
        row("Lihat Semua", "/semua/1"),
        row("Agenda Kota Pekan Ini", "/agenda/1", '<a href="/agenda/2">Agenda Kota Pekan Depan</a> 12/11/2025'),
    ],
    ids=["without a day", "another site", "no title", "several"],
)
def test_a_row_like_the_others_that_is_no_item(strange: str) -> None:
    cards = [card(title) for title in TITLES]
    assert titles(read(f"<main><h1>Warta</h1>{''.join((*cards[:3], strange, *cards[3:]))}</main>")) == list(TITLES)


@pytest.mark.parametrize(
    ("strange", "told"),
    [
        (row("Langganan Warta Cetak Sekarang Juga", "/langganan", below=""), "no day"),
        (
            row("Sewa Gudang Murah di Kota Ini", "https://iklan.example/7"),
            "on another site",
        ),
        (row("Lihat Semua", "/semua/1"), ""),
    ],
)
def test_what_is_taken_for_an_advertisement_is_told(strange: str, told: str) -> None:
    cards = [card(title) for title in TITLES]
    found = read(f"<main><h1>Warta</h1>{''.join((*cards[:3], strange, *cards[3:]))}</main>")
    assert [each.reason for each in found.dropped] == [f"{told}, unlike the others in the list"] * bool(told)


@pytest.mark.parametrize("link", ["Unduh", "Unduh PDF", "Berkas"])
def test_a_list_of_files(link: str) -> None:
    rows = (
        f'<tr><td>{title}</td><td>12/11/2025</td><td><a href="/berkas/siaran-pers-{n}.pdf">{link}</a></td></tr>'
        for n, title in enumerate(TITLES)
    )
    found = read(f"<main><h1>Siaran Pers</h1><table>{''.join(rows)}</table></main>", "Siaran Pers")
    assert titles(found) == list(TITLES)
    assert found.follow[0].url == "https://kota.example/berkas/siaran-pers-0.pdf"


@pytest.mark.parametrize("label", ["Warta Lainnya", "Berita Sebelumnya", "Other stories"])
def test_older_ones_below_a_heading_of_their_own(label: str) -> None:
    rows = "".join(
        f'<li><a href="/warta/{title.lower().replace(" ", "-")}">{title}</a> <i>{9 - n}/11/2025</i></li>'
        for n, title in enumerate(TITLES[2:])
    )
    cards = "".join(map(card, TITLES[:2]))
    assert titles(read(f"<main><h1>Warta</h1><div>{cards}</div><h2>{label}</h2><ul>{rows}</ul></main>")) == list(TITLES)


@pytest.mark.parametrize(("heading", "name"), [("Pengumuman", "Pengumuman"), ("Kabar Kota", ""), ("Beranda", "")])
def test_a_heading_that_is_a_word_for_news_is_the_category(heading: str, name: str) -> None:
    found = read(f"<main><h1>{heading}</h1>{''.join(map(card, TITLES))}</main>", "Dinas")
    assert [each.hint.categories for each in found.follow if each.hint] == [(name,) if name else ()] * len(TITLES)


def test_codes_in_the_parameters_of_an_address() -> None:
    rows = "".join(
        f'<tr><td><b>{title}</b><br>{TEXT} <a href="/?m=baca&kode=B00{n}7X">[selengkapnya]</a></td></tr>'
        for n, title in enumerate(TITLES)
    )
    assert titles(read(f"<table>{rows}</table>")) == list(TITLES)


@pytest.mark.parametrize("address", ["/?p={}", "/p/{}/", "/p/{}", "/index.php?p={}"])
@pytest.mark.parametrize("further", ["/?paged=2", "/page/2", "/p/2", "/?p=2"])
@pytest.mark.parametrize("word", ["2", "Berikutnya", "Halaman 2"])
def test_posts_whose_addresses_read_like_those_of_pages(address: str, further: str, word: str) -> None:
    row = '<article><h2><a href="{0}">{1}</a></h2><p>{2}</p><a href="{0}">Selengkapnya</a></article>'
    rows = "".join(row.format(address.format(90 - n), title, TEXT) for n, title in enumerate(TITLES))
    turning = f'<p><b>1</b> <a href="{further}">{word}</a></p>'
    body = f"<title>Kota</title><body><h1>Warta</h1>{rows}{turning}".encode()
    url = "https://kota.example/"
    seen = datetime(2025, 11, 14, tzinfo=WIB)
    found = AnyPage(url=url).extract(Document(url=url, body=body, seen=seen, role=Role.LISTING))
    assert titles(found) == list(TITLES)
    assert [each.url for each in found.follow if each.role is Role.LISTING] == [url + further[1:]]


@pytest.mark.parametrize("sign", ["%26", "&amp;", "&amp;%20"])
@pytest.mark.parametrize("count", [3, 5])
def test_a_name_in_an_address_may_hold_what_divides_parameters(sign: str, count: int) -> None:
    named = ("Warga%20{}%20Wali%20Kota%20Bertemu", *(each.replace(" ", "%20") for each in TITLES[1:]))[:count]
    addresses = [f"/warta/baca/{each.format(sign)}" for each in named]
    row = '<div><h3>{}</h3><p>1{}/11/2025</p><a href="{}">Selengkapnya</a><a href="{}&amp;cetak=1">Cetak</a></div>'
    rows = [row.format(title, n, url, url) for n, (title, url) in enumerate(zip(TITLES, addresses, strict=False))]
    assert titles(read("".join(rows))) == list(TITLES[:count])


def test_items_below_the_address_of_the_list_are_its_own_and_not_what_stands_beside() -> None:
    row = '<div><a href="/{0}/{1}"><img src="/{0}/{1}.jpg"></a><a href="/{0}/{1}">{2}</a><p>{3}/11/2025</p></div>'
    ours = "".join(row.format("warta", 70 - n, title, 13 - n) for n, title in enumerate(TITLES))
    others = "".join(row.format("acara", n, f"Pertunjukan wayang malam ke-{n}", 20 + n) for n in range(4))
    assert titles(read(f"<div>{ours}</div><div>{others}</div>")) == list(TITLES)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Abstrak", "Unduh"),
        ("Lihat Abstrak", "Unduh Peraturan Lengkap"),
        ("Tanpa tanda tangan digital", "Dengan tanda tangan"),
    ],
)
def test_a_row_with_a_button_for_each_of_its_files_is_one_item(first: str, second: str) -> None:
    rows = (
        f'<tr><td>{n}</td><td>{title}</td><td>1{n}/11/2025</td><td><a href="/berkas/abstrak-{n}.pdf">{first}</a>'
        f' <a href="/berkas/keputusan-{n}.pdf">{second}</a></td></tr>'
        for n, title in enumerate(TITLES[:6])
    )
    found = read(f"<main><h1>Peraturan</h1><table>{''.join(rows)}</table></main>", "Peraturan")
    assert titles(found) == list(TITLES[:6])
    hints = [each.hint for each in found.follow if each.hint]
    assert [each.url.rpartition("/")[2] for each in hints] == [f"abstrak-{n}.pdf" for n in range(6)]
    assert [[file.title for file in each.attachments] for each in hints] == [[second]] * 6
