"""An article that its listing already told something of: the page is read in the light of that."""

from __future__ import annotations

from datetime import datetime

import pytest
from story import BODY, FIRST, MORE, SEEN, TITLE, URL, ZONE

from feeder.extract import article, markup
from feeder.model import Document, Draft, Precision

DAY = datetime(2025, 11, 13, tzinfo=ZONE)


def read(main: str, *, title: str = "Detail Berita", excerpt: str = "") -> Draft:
    body = f"<head><title>{title}</title></head><body>{main}</body>".encode()
    document = Document(url=URL, body=body, seen=SEEN, hint=Draft(url=URL, title=TITLE, excerpt=excerpt))
    return article.read(markup.tree(document), document, zone=ZONE)


@pytest.mark.parametrize("heading", ["Detail Berita", "Detail Berita<small>KPU Kota</small>"])
@pytest.mark.parametrize(
    "shown", [f'<a href="#">{TITLE}</a>', f'<a href="{URL}">{TITLE}</a>', f"<div>{TITLE}</div>", f"<h3>{TITLE}</h3>"]
)
@pytest.mark.parametrize("title", ["Detail Berita", "KPU Kota"])
def test_the_heading_of_a_section_over_the_title_that_is_known(heading: str, shown: str, title: str) -> None:
    main = f"<h1>{heading}</h1><div>13 Nov 2025</div>{shown}<div>{BODY}</div>"
    found = read(main, title=title)
    assert found.title == TITLE
    assert found.stated is not None
    assert found.stated.at == DAY


def test_the_end_of_a_breadcrumb_is_not_the_heading() -> None:
    way = f'<ol><li><a href="/">Home</a></li><li><a href="/cerita/">Cerita</a></li><li>{TITLE}</li></ol>'
    about = '<div><small><a href="#">Kamis, 13 November 2025 09:12</a></small><small><a href="#">49</a></small></div>'
    section = '<span><a href="/cerita/">Berita Terkini</a></span>'
    found = read(f"<section><div>{way}{section}<h3>{TITLE}</h3>{about}</div><div>{BODY}</div></section>", title="x")
    assert found.title == TITLE
    assert found.stated is not None
    assert found.stated.at == DAY.replace(hour=9, minute=12)
    assert found.stated.precision is Precision.TIME


def test_an_excerpt_that_runs_on_beyond_a_short_first_paragraph() -> None:
    text = f"<p>#MuaraKarang #PerahuKayu</p><p>{FIRST}</p>{BODY}"
    excerpt = f"#MuaraKarang #PerahuKayu {FIRST[:60]}..."
    agenda = "Agenda lain: lomba perahu digelar di dermaga timur pekan depan..."
    other = f'<div><a href="/cerita/5">Lomba perahu di dermaga timur</a><p>{agenda}</p></div>'
    entry = f'<div><a href="{URL}">{TITLE}</a><p>{excerpt}</p></div>'
    side = f"<div><h4>Agenda</h4>{other}</div><div><h4>Berita Populer</h4>{entry}</div>"
    found = read(
        f"<div><h2>{TITLE}</h2><p>13 November 2025</p><div>{text}</div></div><div>{side}</div>", excerpt=excerpt
    )
    assert "Agenda lain" not in found.html
    assert FIRST in found.html


def test_a_picture_right_over_the_text_goes_before_those_in_a_row_below_it() -> None:
    row = '<div><img src="/g1.jpg"></div><div><img src="/g2.jpg"></div>'
    assert read(f'<div><h1>{TITLE}</h1><img src="/a.jpg">{BODY}</div>{row}').image == "https://warta.example/a.jpg"


@pytest.mark.parametrize("clock", ["10:00:30", "03:00:30", "09.59.02"])
def test_a_clock_above_the_title_is_no_day_of_publication(clock: str) -> None:
    assert read(f"<div>Jumat, 14 November 2025 {clock} WIB</div><h1>{TITLE}</h1><div>{BODY}</div>").stated is None


@pytest.mark.parametrize("writer", ["Admin", "Humas KPU DKI Jakarta"])
@pytest.mark.parametrize("title", [TITLE, f"{TITLE} pada Hari Minggu"])
def test_the_lines_above_a_text_that_breaks_divide(writer: str, title: str) -> None:
    menu = '<td><font size=1><b>MENU</b><br><a href="/">Depan</a><br><a href="/cerita/">Cerita</a></font></td>'
    about = f"<font>Kamis, 13-11-2025 | 16.48 WIB</font><br><b>{title}</b><br><font>Penulis: {writer}</font><br><br>"
    text = "".join(f"<br><br>{each}" for each in (FIRST, *MORE))
    body = f"<table><tr>{menu}<td>{about}<img src=/a.jpg><font size=2>{text}</font></td></tr></table>".encode()
    document = Document(url=URL, body=body, seen=SEEN, hint=Draft(url=URL, title=title))
    found = article.read(markup.tree(document), document, zone=ZONE)
    assert "MENU" not in found.html
    assert "Penulis" not in found.html
    assert found.stated is not None
    assert found.stated.at == DAY.replace(hour=16, minute=48)


def test_an_excerpt_begins_with_the_text_and_not_in_the_line_above() -> None:
    rows = (f"<b>{TITLE}</b>", "Kamis, 13 November 2025", f"<p>{FIRST}</p>{BODY}<p>Penulis: Rina; Foto: Udin</p>")
    table = "".join(f"<tr><td>{row}</td></tr>" for row in (*rows, "Dibaca: 200 kali"))
    found = read(f"<table>{table}</table><table><tr><td>Terkait</td></tr></table>", excerpt=f"{FIRST[:70]}...")
    assert FIRST in found.html
    assert "200 kali" not in found.html


def test_a_day_to_the_second_above_a_title_is_that_of_its_article() -> None:
    found = read(f"<article><div>2025-11-14 09:12:33</div><h1>{TITLE}</h1>{BODY}</article>")
    assert found.stated is not None
    assert found.stated.at == datetime(2025, 11, 14, 9, 12, 33, tzinfo=ZONE)


def test_the_same_words_in_a_list_beside_are_no_heading_of_the_text() -> None:
    side = f"<div><h3>Berita Terbaru</h3><h4>{TITLE}</h4><p>Perahu itu digelar...</p></div>"
    found = read(f"<div><b>{TITLE}</b><p>13 November 2025</p>{BODY}</div>{side}")
    assert FIRST[:20] in found.html or MORE[0] in found.html
    assert "digelar" not in found.html


def test_a_heading_of_two_lines_that_the_listing_calls_otherwise() -> None:
    found = read(f"<h1>Pengumuman<br>Lelang Jabatan</h1><p>13 November 2025</p>{BODY}", title="Lelang Jabatan")
    assert "Lelang Jabatan" in found.title
    assert "Lelang" not in found.html


@pytest.mark.parametrize("name", ["banner.jpg", "biji-kop-di-aceh.jpg"])
def test_a_picture_below_the_title_is_no_letterhead(name: str) -> None:
    assert read(f'<h1>{TITLE}</h1><img src="/{name}">{BODY}').image == f"https://warta.example/{name}"


def test_titles_of_two_lines_and_with_years() -> None:
    for heading in ("Perahu 2024 Selesai,<br>Muara Karang Berpesta", "Laporan Tahun 2024<br>Perajin Muara Karang"):
        body = f"<head><title>x</title></head><body><h1>{heading}</h1><p>13 November 2025</p>{BODY}</body>".encode()
        document = Document(url=URL, body=body, seen=SEEN)
        found = article.read(markup.tree(document), document, zone=ZONE)
        assert found.title == " ".join(heading.replace("<br>", " ").split())


def test_a_moment_in_a_sentence_shows_nothing() -> None:
    found = read(f"<h1>{TITLE}</h1>{BODY}<p>Datanglah <time datetime='2025-11-20'></time> nanti ke muara itu.</p>")
    assert "…" not in found.html
