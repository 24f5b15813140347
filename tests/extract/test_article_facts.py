"""What a page says of an article beside its text: its title, its section, its picture."""

from __future__ import annotations

import pytest
from story import BODY, FIRST, TITLE, URL, read, text

TEXT = f"<p>{FIRST}</p>{BODY}"


@pytest.mark.parametrize("more", ["13 November 2025", "Dibaca 120 kali", "Oleh: Ratna Dewi", "Berita"])
@pytest.mark.parametrize("line", ["{title}<br>{more}", "{title} <small>{more}</small>", "<span>{more}</span> {title}"])
def test_what_stands_in_the_line_of_a_title_is_none_of_it(line: str, more: str) -> None:
    heading = line.format(title=TITLE, more=more)
    assert read(f"<h1>{heading}</h1>{TEXT}", head="").title == TITLE


def test_a_title_of_two_lines() -> None:
    assert read(f"<h1>{TITLE}<br>Tinggal Tiga</h1>{TEXT}", head="").title == f"{TITLE} Tinggal Tiga"


SITE = "Kabar Muara Karang Hari Ini"


@pytest.mark.parametrize("head", ["", f"<title>{SITE}</title>", f"<title>{SITE} - {TITLE}</title>"])
@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_the_name_of_the_site_over_its_menu_is_no_title(tag: str, head: str) -> None:
    names = ("Profil", "Layanan", "Peta", "Arsip", "Kontak")
    menu = "".join(f'<li><a href="/{name}">{name} dari seluruh muara</a></li>' for name in names)
    assert read(f"<h1>{SITE}</h1><ul>{menu}</ul><{tag}>{TITLE}</{tag}>{TEXT}", head).title == TITLE


@pytest.mark.parametrize(
    ("way", "section"),
    [
        (("/", "Beranda", "/cerita", "Cerita"), "Cerita"),
        (("/", "Beranda", "/cerita", "Cerita", URL, TITLE), "Cerita"),
        (("/cerita", "Cerita", "/", "Beranda"), ""),
        (("/", "Beranda", "/cerita", "Cerita", "/unduhan", "Unduhan"), ""),
    ],
)
def test_the_section_is_the_last_step_on_the_way_from_the_home_page(way: tuple[str, ...], section: str) -> None:
    steps = "".join(f'<li><a href="{to}">{name}</a></li>' for to, name in zip(way[::2], way[1::2], strict=True))
    assert read(f"<ul>{steps}</ul><h1>{TITLE}</h1>{TEXT}").categories == ((section,) if section else ())


def shared(address: str) -> str:
    return f'<title>{TITLE}</title><meta property="og:image" content="{address}">'


@pytest.mark.parametrize("size", ["-300x200", "_small", ""])
def test_a_picture_that_the_page_shows_in_another_size(size: str) -> None:
    shown = f'<img src="/foto/dermaga.jpg">{TEXT}<img src="/foto/perahu{size}.jpg">'
    found = read(f"<h1>{TITLE}</h1>{shown}", shared("/foto/perahu-1200x630.jpg"))
    assert found.image == "https://warta.example/foto/perahu-1200x630.jpg"


def test_a_picture_that_the_page_does_not_show_yields_to_one_that_it_shows() -> None:
    found = read(f'<h1>{TITLE}</h1><img src="/foto/dermaga.jpg">{TEXT}', shared("/foto/gedung.jpg"))
    assert found.image == "https://warta.example/foto/dermaga.jpg"


@pytest.mark.parametrize(
    ("slider", "slide", "first"),
    [
        ("swiper", "swiper-slide", "dermaga"),
        ("carousel", "carousel-item active", "dermaga"),
        ("row", "slide", "perahu"),
        ("row", "col-12", "perahu"),
    ],
    ids=["slides", "a carousel", "slides that are no row", "a banner and a picture"],
)
def test_the_first_of_the_slides_over_the_title(slider: str, slide: str, first: str) -> None:
    slides = "".join(f'<div class="{slide}"><img src="/foto/{name}.jpg"></div>' for name in ("dermaga", "perahu"))
    found = read(f'<div class="{slider}"><div>{slides}</div></div><p>13 November 2025</p><h1>{TITLE}</h1>{TEXT}')
    assert found.image == f"https://warta.example/foto/{first}.jpg"


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_a_title_without_a_heading_over_sections_that_have_one(tag: str) -> None:
    parts = "".join(f"<{tag}>{name}</{tag}><p>{FIRST}</p>" for name in ("Awal mula", "Yang berubah", "Sesudah itu"))
    main = f"<header>Ihwal Muara</header><p>14 November 2026</p><article>{TEXT}{parts}</article>"
    draft = read(main, head=f"<title>Ihwal Muara - {SITE}</title>")
    assert draft.title == "Ihwal Muara"
    assert draft.html.count(FIRST) == 4
    only = read(f"<header>Ihwal Muara</header><{tag}>{TITLE}</{tag}>{TEXT}", head="<title>Ihwal Muara - Arsip</title>")
    assert only.title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "<li><a href=/tahun/>By Year</a></li>",
        "<p><a href=/rubrik/1>Seen By Me 1</a></p>",
        "<p><span>Published</span> <time>14 November 2026</time> <span>Reading Time</span> ~1 min</p>",
        "<p>Filed Under <time>14 November 2026</time></p>",
    ],
)
def test_a_word_before_something_else_is_no_writer(line: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{line}{TEXT}").authors == ()
    assert read(f"{line}<h1>{TITLE}</h1>{TEXT}").authors == ()


def test_who_holds_the_rights_is_no_writer() -> None:
    assert read(f"<h1>{TITLE}</h1>{TEXT}<div><p>Copyright &copy; by Warga Muara.</p></div>").authors == ()


@pytest.mark.parametrize("mark", ["rel=author", 'class="p-author h-card"'])
def test_a_link_to_the_writer_may_say_so(mark: str) -> None:
    below = f'<div>ditulis <a {mark} href="/">Ratna Dewi</a> pada 14 November 2026 dari dermaga</div>'
    assert read(f"<h1>{TITLE}</h1><div>{TEXT}</div>{below}").authors == ("Ratna Dewi",)


def test_who_presents_a_text_wrote_it() -> None:
    line = "<p><span>14 November 2026</span> <span>Presented by</span> <a href=https://dewi.example>Ratna Dewi</a></p>"
    assert read(f"<h1>{TITLE}</h1>{line}{TEXT}").authors == ("Ratna Dewi",)


@pytest.mark.parametrize("ornament", ["/gambar/sudut.gif", "/cgi-bin/Count.cgi?df=perahu.dat"])
def test_an_ornament_above_the_title_is_not_its_picture(ornament: str) -> None:
    head = f"<table><tr><td><img src={ornament}></td><td><b>{TITLE}</b></td></tr></table>"
    assert read(f"{head}<p><img src=/foto/dermaga.jpg></p>{TEXT}").image == "https://warta.example/foto/dermaga.jpg"
    assert read(f"{head}{TEXT}").image == ""


ROWS = {
    "with a cell of its own for the colon": "<tr><th>{}</th><td>:</td><td>{}</td></tr>",
    "without": "<tr><th>{}</th><td>{}</td></tr>",
    "in the part of a table": "<tbody><tr><th>{}</th><td>{}</td></tr></tbody>",
    "as terms": "<dt>{}</dt><dd>{}</dd>",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_the_rows_of_a_table_above_that_of_the_text_are_facts(row: str) -> None:
    facts = {
        "Judul": TITLE, "Kategori": "Berita Terkini", "Tanggal Publikasi": "12/09/2025 17:15", "Penulis": "Rina Sari",
        "Dilihat": "231 kali", "Isi": TEXT,
    }  # fmt: skip
    rows = "".join(row.format(label, said) for label, said in facts.items()).replace("</tbody><tbody>", "")
    tag = "dl" if row.startswith("<dt>") else "table"
    found = read(f"<h3>Detail</h3><{tag}>{rows}</{tag}><footer><b>Version</b> 2.4.18</footer>")
    assert text(found) == text(read(f"<h1>{TITLE}</h1>{TEXT}"))
    assert found.stated is not None
    assert f"{found.stated.at:%Y-%m-%d %H:%M}" == "2025-09-12 17:15"
    assert found.authors == ("Rina Sari",)


def test_the_row_of_a_table_below_that_of_the_text_tells_when_it_was_changed() -> None:
    rows = (f"<img src=/M/rating_star.png> {TITLE}", "Saturday, 06 September 2025 09:12", TEXT)
    below = "Last Updated on Thursday, 11 September 2025 17:15"
    found = read(f"<table>{''.join(f'<tr><td>{row}</td></tr>' for row in (*rows, below))}</table>")
    assert text(found) == text(read(f"<h1>{TITLE}</h1>{TEXT}"))
    assert found.image == ""
    assert found.stated is not None
    assert f"{found.stated.at:%Y-%m-%d %H:%M}" == "2025-09-06 09:12"


def test_the_version_of_a_program_is_no_day() -> None:
    foot = "<footer><b>Version</b> 2.4.18</footer>"
    assert (found := read(f"<h1>{TITLE}</h1>{TEXT}{foot}")).stated is None
    assert found.authors == ()


@pytest.mark.parametrize(
    "by", ["oleh", "Oleh:", "Oleh :", "by", "Penulis:", "Penulis : ", "oleh <a href=#>", "- 09:03 oleh <b>"]
)
def test_the_writer_behind_the_day_in_one_line(by: str) -> None:
    found = read(f"<h1>{TITLE}</h1><p>06-Mar-2025 09:03 WIB &nbsp; {by} Hubungan Masyarakat Muara Karang</p>{TEXT}")
    assert found.authors == ("Hubungan Masyarakat Muara Karang",)
    assert text(found) == text(read(f"<h1>{TITLE}</h1>{TEXT}"))
    assert found.stated is not None
    assert f"{found.stated.at:%Y-%m-%d %H:%M}" == "2025-03-06 09:03"


@pytest.mark.parametrize(
    "address",
    [
        "/_next/image?url=%2Ffoto%2Fdermaga%2520lama.jpg&amp;w=1920&amp;q=75",
        "/timthumb.php?src=https://warta.example/foto/dermaga%20lama.jpg&amp;w=640",
    ],
)
@pytest.mark.parametrize("head", ["", "<meta property=og:image content='{}'>"])
def test_a_picture_that_a_program_makes_smaller_is_the_whole_one(address: str, head: str) -> None:
    found = read(f"<h1>{TITLE}</h1><img src='{address}'>{TEXT}", head.format(address))
    assert found.image == "https://warta.example/foto/dermaga%20lama.jpg"


@pytest.mark.parametrize(
    ("line", "writer"),
    [
        ("<b>Rina Sari</b> <i>13 November 2025</i>", "Rina Sari"),
        ("<i>13 November 2025</i>", "Siti Aminah"),
        ("<p>Penulis: Rina Sari</p><p>13 November 2025</p>", "Rina Sari"),
        ("Ditulis oleh Rina pada Kamis, 13 November 2025 di rubrik Kabar", "Rina"),
    ],
)
def test_who_edited_it_only_if_no_writer_is_named(line: str, writer: str) -> None:
    found = read(f"<h1>{TITLE}</h1><div>{line}</div>{TEXT}<div>Editor: Siti Aminah</div>")
    assert found.authors == (writer,)


@pytest.mark.parametrize(
    "line",
    [
        'This entry was posted in <a href="/rubrik/kabar" rel="category tag">Kabar</a> and tagged <a href="/tag/laut"'
        ' rel=tag>laut</a> on <a href="/cerita/7" rel=bookmark><time datetime="2025-11-13T09:12:00+07:00">13 November'
        ' 2025</time></a> by <span><a href="/author/admin">admin</a></span>.',
        "Pos ini dipublikasikan di <a href=/rubrik/kabar>Kabar</a> pada <a href=/cerita/7>13 November 2025</a>.",
        "Diposting pada Kamis, 13 November 2025 pukul 09:12 dalam kategori Kabar dari Pesisir",
    ],
)
def test_the_line_below_a_text_that_says_when_and_where_it_was_posted(line: str) -> None:
    main = f"<article><h1>{TITLE}</h1><div class=entry>{TEXT}</div><div class=meta>{line}</div></article>"
    found = read(main)
    assert text(found) == text(read(f"<h1>{TITLE}</h1>{TEXT}"))
    assert found.stated is not None
    assert f"{found.stated.at:%Y-%m-%d}" == "2025-11-13"


@pytest.mark.parametrize(
    "line",
    ["Rabu Pahing, 13 November 2025 Pukul 09.12.35 WIB", "Muara, 13 November 2025 (diperbarui 15 November 2025)"],
)
def test_a_day_beside_the_name_of_a_place_or_another_day(line: str) -> None:
    found = read(f"<h1>{TITLE}</h1><div class=info>{line}</div><div class=body>{TEXT}</div>")
    assert text(found) == text(read(f"<h1>{TITLE}</h1>{TEXT}"))
    assert found.stated is not None
    assert f"{found.stated.at:%Y-%m-%d}" == "2025-11-13"
