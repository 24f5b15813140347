"""Articles are read off pages of any layout: each folder of data/articles is a page and what it says."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.errors import ExtractError
from feeder.extract import article, markup
from feeder.model import Document, Draft, Precision

CASES = sorted((Path(__file__).parent / "data" / "articles").iterdir())
ZONE = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, 1, tzinfo=ZONE)
SITE = "https://kota.example.go.id"
URL = f"{SITE}/blog/read/7101_simulasi"
OFFICE = "KPU Kota Contoh"
NAMED = f'<meta property="og:site_name" content="{OFFICE}">'

PARAGRAPHS = (
    "KPU Kota Contoh menggelar simulasi pemungutan suara di halaman Balai Warga Melati, Kamis (13/11).",
    "Sebanyak 212 warga ikut mencoblos surat suara contoh, dan empat di antaranya pemilih pemula.",
    "Kegiatan ditutup dengan diskusi singkat bersama pengawas dan perwakilan warga setempat.",
)
TITLE = "Simulasi Pemungutan Suara Digelar di Balai Warga"
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
SIDE = (
    '<div class="side"><h4>Berita Populer</h4><ul>'
    + "".join(
        f'<li><a href="/blog/read/{n}_x">Rapat koordinasi ke-{n} bersama jajaran kecamatan</a></li>' for n in range(6)
    )
    + "</ul><h4>Sambutan</h4><p>Selamat datang di laman resmi kami. Di sini warga dapat memeriksa namanya dalam daftar "
    "pemilih, mengunduh formulir, dan menyampaikan pengaduan kapan saja.</p></div>"
)


def page(main: str, head: str = f"<title>{TITLE} - {OFFICE}</title>", side: str = SIDE) -> str:
    return f'<!DOCTYPE html><html lang="id"><head>{head}</head><body><div class="main">{main}</div>{side}</body></html>'


def read(html: str | bytes, *, url: str = URL, hint: Draft | None = None, seen: datetime = SEEN) -> Draft:
    body = html if isinstance(html, bytes) else html.encode()
    document = Document(url=url, body=body, seen=seen, hint=hint)
    return article.read(markup.tree(document), document, zone=ZONE)


def lines(html: str) -> list[str]:
    """The text of a piece of markup, block by block."""
    if not html:
        return []
    return markup.text(markup.tree(Document(url=URL, body=f"<body>{html}".encode(), seen=SEEN))).splitlines()


def day(draft: Draft) -> str:
    return draft.stated.at.astimezone(ZONE).date().isoformat() if draft.stated else ""


# whole pages


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_page(folder: Path) -> None:
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    draft = read((folder / "page.html").read_bytes(), url=expected["url"])
    found = {
        "url": draft.url,
        "title": draft.title,
        "text": "\n".join(lines(draft.html)),
        "image": draft.image,
        "day": day(draft),
        "minute": draft.stated.at.astimezone(ZONE).strftime("%H:%M") if draft.stated else "",
        "authors": list(draft.authors),
        "categories": list(draft.categories),
        "attachments": [[file.url, file.title, file.media_type] for file in draft.attachments],
        "language": draft.language,
    }
    assert {name: found[name] for name in expected} == expected


# titles


def test_metadata_with_the_name_of_the_office_is_no_title() -> None:
    head = f'<title>{OFFICE}</title><meta property="og:title" content="{OFFICE}">{NAMED}'
    assert read(page(f"<h2>{TITLE}</h2>{BODY}", head)).title == TITLE


def test_a_title_of_two_words_that_the_menu_and_the_address_have_too() -> None:
    menu = '<ul><li><a href="/">Beranda</a></li><li><a href="/pindah-memilih">Pindah Memilih</a></li></ul>'
    text = f"<h1>Pindah Memilih</h1><h2>Di mana pun Anda berada pada hari itu</h2>{BODY}"
    draft = read(page(menu + text, f"<title>Pindah Memilih - {OFFICE}</title>"), url=f"{SITE}/pindah-memilih")
    assert draft.title == "Pindah Memilih"


def test_a_title_that_the_address_and_the_way_to_it_have() -> None:
    way = '<p><a href="/">Beranda</a></p><p><a href="/pindah">Pindah Memilih</a></p>'
    text = f"<h1>Pindah Memilih</h1><ul><li>Mudah</li><li>15 menit</li></ul><h2>Langkah demi langkah</h2>{BODY}"
    claims = f"<title>Pindah Memilih, panduan - lihat di {OFFICE}</title>"
    assert read(page(way + text, claims), url=f"{SITE}/panduan/pindah-memilih").title == "Pindah Memilih"


def test_two_claims_that_agree_are_believed_before_the_heading_of_a_part() -> None:
    claims = f'<title>{TITLE} untuk pemilih</title><meta property="og:title" content="{TITLE}">'
    assert read(page(f"<h2>Yang perlu dibawa</h2>{BODY}", claims)).title == TITLE


def test_the_largest_heading_is_believed_before_a_part_that_has_its_words() -> None:
    facts = "".join(f"<li>Bekal {n}</li>" for n in range(11))
    text = f"<h1>Simulasi pencoblosan</h1><ul>{facts}</ul><p>{PARAGRAPHS[0]}</p>"
    part = f"<h2>Simulasi pencoblosan yang ramah</h2><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    draft = read(page(text + part, "<title>Simulasi pencoblosan</title>"))
    assert draft.title == "Simulasi pencoblosan"
    assert PARAGRAPHS[0] in draft.html


def test_a_title_with_a_date_in_its_line_is_believed_before_a_chapter() -> None:
    text = f"<h1>Sebelum Hari Itu Tiba</h1>{BODY}"
    head = f"<h2><span>Nov 13</span> {TITLE}</h2>"
    draft = read(page(f"<div>{head}{text}</div>", f"<title>{TITLE}</title>"))
    assert draft.title == TITLE


def test_a_title_that_no_heading_marks_is_believed_before_the_heading_of_a_part() -> None:
    facts = "<dl><dt>Tanggal</dt><dd>13 November 2025</dd><dt>Penulis</dt><dd>Humas</dd></dl>"
    table = "<table>" + "".join(f"<tr><td>{n}</td><td>Pihak {n}</td></tr>" for n in range(9)) + "</table>"
    text = f"<div>{TITLE}</div>{facts}{table}<h3>Tata cara pencoblosan di bilik</h3>{BODY}"
    draft = read(page(text, f"<title>{TITLE} - KPU Kota</title>"))
    assert draft.title == TITLE
    assert "Pihak 3" in draft.html


def test_a_heading_that_leads_to_its_own_page_names_no_site() -> None:
    link = f'<h2><a name="simulasi"></a><a href="/blog/read/7101_simulasi">{TITLE}</a></h2>'
    draft = read(page(f"{link}{BODY}<h2>Rencana pekan depan</h2><p>{PARAGRAPHS[0]}</p>", f"<title>X | {TITLE}</title>"))
    assert draft.title == TITLE
    assert PARAGRAPHS[1] in draft.html


def test_a_title_that_only_the_page_title_has_loses_the_name_of_the_site() -> None:
    draft = read(page(BODY, f"<title>{OFFICE} - {TITLE}</title>{NAMED}"))
    assert draft.title == TITLE
    assert lines(draft.html) == list(PARAGRAPHS)


def test_the_listing_says_which_of_several_headings_is_the_title() -> None:
    main = f"<h1>Berita Terkini Hari Ini</h1><h1>{TITLE}</h1>{BODY}"
    assert read(page(main, "<title>Berita</title>"), hint=Draft(title=f"{TITLE[:30]}...")).title == TITLE


def test_a_section_over_the_title_is_no_title() -> None:
    assert read(page(f"<h1>Kegiatan</h1><h2>{TITLE}</h2>{BODY}", f"<title>{OFFICE}</title>")).title == TITLE


def test_a_shortened_heading_is_completed() -> None:
    assert read(page(f"<h1>{TITLE[:25]}...</h1>{BODY}")).title == TITLE


def test_without_any_heading_the_bold_line_over_the_text_is_the_title() -> None:
    main = f"<div><b>{TITLE}</b></div><div>13/11/2025</div><div>{BODY}</div>"
    draft = read(page(main, f"<title>{OFFICE}</title>"))
    assert (draft.title, lines(draft.html)) == (TITLE, list(PARAGRAPHS))


# texts


def test_the_excerpt_of_the_listing_shows_where_the_text_begins() -> None:
    box = (
        "<div><h2>Layanan</h2>"
        + "<p>Kantor kami melayani warga setiap hari kerja sejak pagi hingga sore.</p>" * 5
        + "</div>"
    )
    main = f"<h1>{TITLE}</h1>{box}<div>{BODY}</div>"
    hint = Draft(title=TITLE, excerpt=" ".join(PARAGRAPHS)[:90] + "...")
    assert lines(read(page(main), hint=hint).html)[-3:] == list(PARAGRAPHS)


def test_pictures_come_with_their_true_address_and_players_as_links() -> None:
    main = (
        f'<h1>{TITLE}</h1>{BODY}<p><img src="/assets/loading.gif" data-src="/images/foto kegiatan.jpg"></p>'
        '<iframe src="https://www.youtube.com/embed/abc"></iframe>'
        '<iframe src="https://www.facebook.com/plugins/like.php"></iframe>'
    )
    html = read(page(main)).html
    assert f'src="{SITE}/images/foto%20kegiatan.jpg"' in html
    assert '<a href="https://www.youtube.com/embed/abc">youtube.com</a>' in html
    assert "facebook" not in html


def test_a_post_of_a_social_network_keeps_the_link_to_it() -> None:
    post = (
        '<blockquote class="instagram-media"><div><a href="https://www.instagram.com/p/C8x/">Lihat kiriman ini</a>'
        "<p>Sebuah kiriman dibagikan oleh KPU Kota Contoh (@kpukotacontoh)</p></div></blockquote>"
    )
    found = read(page(f"<h1>{TITLE}</h1><div>{BODY}{post}</div>"))
    assert 'href="https://www.instagram.com/p/C8x/"' in found.html
    assert "Lihat kiriman ini" in lines(found.html)


def test_what_a_writer_typed_at_the_end_stays() -> None:
    typed = "<p>Penulis: Ratna; Foto: Dimas; Editor: Bayu</p><p>#TemanPemilih #PemiluContoh</p>"
    text = lines(read(page(f'<h1>{TITLE}</h1><div class="isi">{BODY}{typed}</div>')).html)
    assert text == [*PARAGRAPHS, "Penulis: Ratna; Foto: Dimas; Editor: Bayu", "#TemanPemilih #PemiluContoh"]


@pytest.mark.parametrize(
    "furniture",
    [
        '<div>Baca juga: <a href="/blog/read/9_x">Rapat koordinasi bersama jajaran</a></div>',
        '<p>Dibaca: 1.204 kali</p>',
        '<div><a href="https://wa.me/?text=x">WhatsApp</a> <a href="https://t.me/share/url?url=x">Telegram</a></div>',
        '<div>Tag: <a href="/tag/a">simulasi</a>, <a href="/tag/b">warga</a></div>',
        '<h3>Berita Terkait</h3><ul><li><a href="/blog/read/9_x">Rapat koordinasi</a> (3/10/2025)</li></ul>',
        '<div><h4>Langganan</h4><p>Dapatkan kabar setiap pekan lewat surel.</p><form><input type="email"></form></div>',
        '<div class="cookie">Kami menggunakan cookie. Dengan melanjutkan, Anda setuju.</div>',
        '<aside><p>Kutipan yang diulang di tepi halaman agar lebih menarik bagi pembaca.</p></aside>',
        '<div class="k"><h3>2 Komentar</h3><p>Terima kasih atas informasinya, sangat bermanfaat bagi warga.</p></div>',
        '<p>&copy; 2025 KPU Kota Contoh. Hak cipta dilindungi.</p>',
        '<div style="display:none">Teks rahasia yang tidak pernah tampil di layar siapa pun.</div>',
        '<p><a href="javascript:print()">Cetak</a></p>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["inside", "behind"])
def test_what_stands_around_a_text_is_none_of_it(furniture: str, place: str) -> None:
    end = "<p>Rincian jadwal diumumkan melalui papan pengumuman di setiap kelurahan pekan depan.</p>"
    if place == "inside" and "Komentar" not in furniture:
        main = f'<h1>{TITLE}</h1><div class="isi">{BODY}{furniture}{end}</div>'
    else:
        main = f'<h1>{TITLE}</h1><div class="isi">{BODY}{end}</div>{furniture}'
    text = lines(read(page(main)).html)
    assert text == [*PARAGRAPHS, "Rincian jadwal diumumkan melalui papan pengumuman di setiap kelurahan pekan depan."]


def test_only_the_json_ld_has_the_text() -> None:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(PARAGRAPHS)})
    head = f'<title>{TITLE}</title><script type="application/ld+json">{data}</script>'
    draft = read(page(f"<h1>{TITLE}</h1>", head, side=""))
    assert lines(draft.html) == list(PARAGRAPHS)


def test_a_page_that_ends_in_the_middle_is_read_as_far_as_it_goes() -> None:
    whole = page(f"<h1>{TITLE}</h1><div>{BODY}</div>")
    text = lines(read(whole[: whole.index("Sebanyak") + 22]).html)
    assert text == [PARAGRAPHS[0], "Sebanyak 212 warga iku"]


# days


def published(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


def test_a_line_that_people_read_beats_the_moment_the_page_was_made() -> None:
    head = f"<title>{TITLE}</title>{published(SEEN.isoformat())}"
    assert day(read(page(f"<h1>{TITLE}</h1><p>13 November 2025</p>{BODY}", head))) == "2025-11-13"


def test_metadata_that_agree_with_the_line_add_the_time() -> None:
    head = f"<title>{TITLE}</title>{published('2025-11-13T02:12:33Z')}"
    draft = read(page(f"<h1>{TITLE}</h1><p>13 November 2025</p>{BODY}", head))
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 13, 2, 12, 33, tzinfo=UTC)


def test_the_moment_the_page_was_made_is_no_date() -> None:
    head = f"<title>{TITLE}</title>{published((SEEN - timedelta(minutes=1)).isoformat())}"
    assert read(page(f"<h1>{TITLE}</h1>{BODY}", head)).stated is None


def test_todays_date_at_the_head_of_the_page_is_no_date() -> None:
    main = f"<p>Jumat, 14 November 2025</p><h1>{TITLE}</h1>{BODY}"
    assert read(page(main)).stated is None


def test_an_attribute_is_more_exact_than_how_long_ago_it_was() -> None:
    main = f'<h1>{TITLE}</h1><p><span title="2025-11-12 21:05:00">2 hari yang lalu</span></p>{BODY}'
    draft = read(page(main))
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 12, 21, 5, tzinfo=ZONE)
    assert draft.stated.precision == Precision.TIME


def test_an_attribute_of_quite_another_day_than_the_words_is_that_of_a_change() -> None:
    line = '<div><time datetime="2025-11-13T10:18:46Z">Terbit 9 November 2025</time></div>'
    assert day(read(page(f"<h1>{TITLE}</h1>{line}{BODY}"))) == "2025-11-09"


@pytest.mark.parametrize("words", ["Terbit 12 November 2025", "Terbit 11/9/2025", "Nov 13", "Kemarin"])
def test_an_attribute_is_believed_where_the_words_may_mean_its_day(words: str) -> None:
    line = f'<div><time datetime="2025-11-13T10:18:46Z">{words}</time></div>'
    assert day(read(page(f"<h1>{TITLE}</h1>{line}{BODY}"))) == "2025-11-13"


def test_when_it_was_changed_is_not_when_it_was_published() -> None:
    main = f"<h1>{TITLE}</h1><p>Diperbarui: 13 November 2025</p><p>Diterbitkan: 11 November 2025</p>{BODY}"
    assert day(read(page(main))) == "2025-11-11"


@pytest.mark.parametrize(
    "rows",
    [
        "<p>Tanggal kegiatan: 10 November 2025</p><p>Diposting: 11 November 2025</p>",
        "<table><tr><td>Waktu pelaksanaan<td>:<td>10 November 2025<tr><td>Tanggal<td>:<td>11 November 2025</table>",
        "<dl><dt>Tanggal<dd>10 November 2025<dt>Tanggal terbit<dd>11 November 2025</dl>",
        "<p>Batas akhir 28 November 2025 | Terbit 11 November 2025</p>",
    ],
)
def test_when_something_takes_place_is_not_when_the_text_was_published(rows: str) -> None:
    assert day(read(page(f"<h1>{TITLE}</h1>{rows}{BODY}"))) == "2025-11-11"


# people, categories, pictures, languages


def test_the_office_is_the_author_only_if_nobody_else_is_named() -> None:
    head = f'<title>{TITLE}</title><meta name="author" content="{OFFICE}">'
    assert read(page(f"<h1>{TITLE}</h1>{BODY}", head)).authors == (OFFICE,)
    assert read(page(f"<h1>{TITLE}</h1><p>Oleh: Ratna</p>{BODY}", head)).authors == ("Ratna",)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("<p><span>Pengumuman</span> <span>13 November 2025</span></p>", ()),
        ("<p>13 November 2025</p><ul><li><a href='#t2'>Dokumen</a></li></ul>", ()),
        ("<p><span>Ratna Dewi</span> <span>13 November 2025</span></p>", ("Ratna Dewi",)),
    ],
)
def test_what_leads_somewhere_is_no_person(line: str, people: tuple[str, ...]) -> None:
    menu = (
        '<ul><li><a href="/blog/category/104">Berita</a></li><li><a href="/blog/category/11">Pengumuman</a></li></ul>'
    )
    assert read(page(f"{menu}<h1>{TITLE}</h1>{line}{BODY}")).authors == people


def test_who_changed_a_page_or_may_log_in_did_not_write_it() -> None:
    changed = "<p>Created at 13/11/2025 8:11 by Ratna Dewi</p><p>Last modified at 14/11/2025 8:13 by System Account</p>"
    assert read(page(f"<h1>{TITLE}</h1>{changed}{BODY}")).authors == ("Ratna Dewi",)
    for way in ("login", "log-in", "register"):
        entry = f'<ul><li><a href="/user/{way}">Masuk</a> to post comments</li></ul>'
        assert read(page(f"<h1>{TITLE}</h1><p>Oleh: Ratna</p>{BODY}{entry}")).authors == ("Ratna",)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        *(("Geschrieben von:", "Petra Lang"), ("Escrito por", "Ana Ruiz"), ("Autor:", "Ana Ruiz")),
        *(("Rédigé par", "Luc Petit"), ("Scritto da", "Ugo Neri"), ("Автор:", "Анна Белова"), ("作者：", "李芳")),
        *(("작성자", "김민수"), ("投稿者", "山田花子")),
    ],
)
def test_who_wrote_it_in_other_languages(label: str, name: str) -> None:
    """As Joomla, DedeCMS and gnuboard have it."""
    day = "<dd><time datetime='2025-11-13T16:41:00+07:00'>13. November 2025</time></dd>"
    facts = f"<dl><dt>Details</dt><dd>{label} <span>{name}</span></dd><dd>Kategorie: <a href=/a>Rat</a></dd>{day}</dl>"
    assert read(page(f"<h1>{TITLE}</h1>{facts}{BODY}")).authors == (name,)
    row = f"<p><b>{label}</b> <i>{name}</i> <span>13 November 2025</span></p>"
    found = read(page(f"<h1>{TITLE}</h1>{row}{BODY}"))
    assert (found.authors, lines(found.html)) == ((name,), list(PARAGRAPHS))


@pytest.mark.parametrize("row", ["<tr><th>{}</th><th>{}</th><th>{}</th></tr>", "<tr><td>{} {} {}</td></tr>"])
def test_the_label_behind_a_label_is_no_name(row: str) -> None:
    """As in the head of a table of posts."""
    labels = ("<b>작성자</b>", "<b>조회 수</b>", "<i>날짜</i>")
    table = f"<table>{row.format(*labels)}<tr><td>13 November 2025</td></tr></table>"
    assert read(page(f"<h1>{TITLE}</h1>{table}{BODY}")).authors == ()


def test_a_sentence_about_an_author_is_no_name() -> None:
    text = "<p>Autor dan penulis hadir. Autoren sind willkommen. Автор книги приехал.</p>"
    found = read(page(f"<h1>{TITLE}</h1><p>13 November 2025</p>{text}{BODY}"))
    assert found.authors == ()
    assert "Autoren" in found.html


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Publicado em",
            "Time",
            "来源：",
            "in",
            "ноября",
            "发表于",
            "When",
            "Fecha",
            "Publicado",
            "Data",
            "Datum",
            "게시일",
        ),
        *(
            "Дата публикации",
            "Опубликовано",
            "发布时间",
            "发布于",
            "作者",
            "日期",
            "등록일",
            "投稿日",
            "公開日",
            "Yayın tarihi",
        ),
        *(
            "Ngày đăng",
            "Utworzono",
            "Opublikowano",
            "Gepubliceerd op",
            "Publicerad",
            "Julkaistu",
            "작성자",
            "Kategorie",
        ),
    ],
)
def test_a_label_beside_the_date_is_nobody(label: str) -> None:
    for row in (
        f"<div><span>{label}</span> <span>13/11/2025</span></div>",
        f"<div><span>13/11/2025</span> <span>{label}</span></div>",
        f"<dl><dt>Tanggal</dt><dd>13/11/2025</dd><dt>{label}</dt><dd>16:41</dd></dl>",
    ):
        assert read(page(f"<h1>{TITLE}</h1>{row}{BODY}")).authors == ()


@pytest.mark.parametrize("label", ["来源：", "Venue", "Quelle:", "in", "Kategori"])
def test_what_a_label_beside_the_date_says_of_something_else_is_nobody(label: str) -> None:
    row = f"<div><b>{label}</b> <span>Balai Kota</span> <span>13/11/2025</span></div>"
    assert read(page(f"<h1>{TITLE}</h1>{row}{BODY}")).authors == ()


@pytest.mark.parametrize("name", ["Hari Susanto", "Humas", "admin", "Mei Lin", "Data Widya"])
def test_a_name_beside_the_date_is_somebody(name: str) -> None:
    row = f"<div><span>Diposting</span> <span>{name}</span> <span>13/11/2025</span></div>"
    assert read(page(f"<h1>{TITLE}</h1>{row}{BODY}")).authors == (name,)


def test_a_short_title_beside_the_date_is_nobody() -> None:
    assert read(page(f"<h1>Rapat Pleno</h1><p>13 November 2025</p>{BODY}")).authors == ()


def test_a_name_ends_with_its_sentence() -> None:
    foot = "<footer>This entry was posted in Berita by Prof. H. Ratna. Bookmark the permalink.</footer>"
    assert read(page(f"<article><h1>{TITLE}</h1>{BODY}{foot}</article>")).authors == ("Prof. H. Ratna",)


def test_the_picture_by_the_title_beats_one_that_stands_for_the_site() -> None:
    head = f'<title>{TITLE}</title><meta property="og:image" content="{SITE}/images/og-default.jpg">'
    assert (
        read(page(f'<h1>{TITLE}</h1><img src="/images/1762999953_a.jpg">{BODY}', head)).image
        == f"{SITE}/images/1762999953_a.jpg"
    )
    assert read(page(f"<h1>{TITLE}</h1>{BODY}", head)).image == ""


@pytest.mark.parametrize(
    "name", ["no-image.png", "noimage.jpg", "default.png", "logo-kpu.png", "placeholder.svg", "tidak-ada-gambar.png"]
)
def test_a_stand_in_is_no_picture(name: str) -> None:
    assert read(page(f'<img src="/images/{name}"><h1>{TITLE}</h1><img src="/images/{name}">{BODY}')).image == ""


def test_the_picture_of_the_listing_is_found_in_the_text() -> None:
    main = f'<h1>{TITLE}</h1>{BODY}<p><img src="/images/satu.jpg"></p><p><img src="/images/dua.jpg"></p>'
    assert read(page(main), hint=Draft(title=TITLE, image=f"{SITE}/images/dua.jpg")).image == f"{SITE}/images/dua.jpg"


def test_the_language_of_the_program_is_not_that_of_the_text() -> None:
    html = page(f"<h1>{TITLE}</h1>{BODY * 2}").replace('lang="id"', 'lang="en"')
    assert read(html).language == "id"


def test_every_field_says_where_it_comes_from() -> None:
    draft = read(page(f"<h1>{TITLE}</h1><p>Oleh: Ratna, 13 November 2025</p>{BODY}"))
    tiers = {trace.field: trace.tier for trace in draft.traces}
    assert tiers["title"] == tiers["html"] == tiers["published"] == "structure"
    assert tiers["language"] == "structured"


# pages that are no articles

TEASERS = "".join(
    f'<h3><a href="/blog/read/{n}_x">Rapat koordinasi ke-{n} di kantor</a></h3><p>{PARAGRAPHS[0]}</p>'
    f'<a href="/blog/read/{n}_x">Selengkapnya</a>'
    for n in range(5)
)
REFUSED = {
    "not found": (
        page(
            "<h1>Halaman Tidak Ditemukan</h1><p>Maaf, halaman yang Anda cari tidak tersedia.</p>", "<title>404</title>"
        ),
        "an error page",
    ),
    "nothing there": (
        page('<div class="alert">Data tidak ditemukan</div>', f"<title>{OFFICE}</title>"),
        "no article: the page says that there is none",
    ),
    "database": (page("<p>SQLSTATE[HY000] [2002] Connection refused</p>", "<title>Berita</title>"), "an error page"),
    "program": ("<title>Whoops!</title><div>Whoops!</div><div>Terjadi kesalahan, coba lagi.</div>", "an error page"),
    "firewall": (
        "<title>Web Application Firewall</title><h1>Web Page Blocked!</h1><p>Attack ID: 20000051</p>",
        "an error page: Web Page Blocked!",
    ),
    "challenge": ("<title>Just a moment...</title><p>Checking if the site connection is secure</p>", "an error page"),
    "server": ("<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center>", "an error page"),
    "script": (
        '<title>KPU</title><div id="app"></div><script>start()</script>',
        "no article found: the page has no text",
    ),
    "frame": (
        '<title>KPU</title><frameset><frame src="isi.html"></frameset>',
        f"the page is only a frame around {SITE}/blog/read/isi.html: use a list whose links lead there",
    ),
    "login": (
        page("<h1>Login</h1><form><label>Sandi</label><input type=password></form>", "<title>Login</title>"),
        "an error page: Login",
    ),
    "listing": (page(TEASERS, "<title>Berita Terkini</title>"), "a list of articles, and no article"),
}


@pytest.mark.parametrize(("html", "reason"), REFUSED.values(), ids=REFUSED)
def test_refused(html: str, reason: str) -> None:
    with pytest.raises(ExtractError) as caught:
        read(html, hint=Draft())
    assert caught.value.reason.startswith(reason)
    assert str(caught.value).startswith(URL)


@pytest.mark.parametrize(("name", "gone"), [("not found", True), ("nothing there", True), ("listing", False)])
def test_only_words_say_that_an_article_is_gone(name: str, gone: bool) -> None:
    with pytest.raises(ExtractError) as caught:
        read(REFUSED[name][0], hint=Draft())
    assert caught.value.gone is gone


def test_a_list_where_nobody_promised_an_article_is_read() -> None:
    html, _ = REFUSED["listing"]
    assert lines(read(html).html)[-2:] == ["Rapat koordinasi ke-4 di kantor", PARAGRAPHS[0]]


@pytest.mark.parametrize("name", ["not found", "database", "program", "firewall"])
def test_what_the_listing_says_makes_no_article_of_an_error(name: str) -> None:
    with pytest.raises(ExtractError, match="an error page"):
        read(REFUSED[name][0], hint=Draft(title=TITLE, excerpt=PARAGRAPHS[0]))


def test_news_about_an_error_is_news() -> None:
    title = "Server Error Sirekap Sudah Ditangani"
    assert read(page(f"<h1>{title}</h1>{BODY * 3}", f"<title>{title}</title>")).title == title


# hostile pages


def test_markup_in_a_title_is_text() -> None:
    head = "<title>Rapat &lt;b&gt; &amp;amp; Evaluasi</title>"
    assert read(page(f"<h1>Rapat &lt;b&gt; &amp;amp; Evaluasi</h1>{BODY}", head)).title == "Rapat <b> &amp; Evaluasi"


def test_scripts_and_their_addresses_stay_out() -> None:
    main = f'{BODY}<script>alert(1)</script><p>Unduh <a href="javascript:alert(1)">berkas ini</a> di kantor.</p>'
    draft = read(page(f"<h1>{TITLE}</h1>{main}"))
    assert "<script" not in draft.html
    assert draft.attachments == ()


def test_a_title_of_a_megabyte_and_ten_thousand_boxes_take_no_second() -> None:
    html = page(f"<h1>{'Rapat Sangat Panjang ' * 50000}</h1>{BODY}" + "<div>" * 10000 + "x")
    begin = time.process_time()
    assert read(html).title.startswith("Rapat Sangat Panjang")
    assert time.process_time() - begin < 5


PIECES = (
    *(
        "<div>",
        "</div>",
        "<p>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<h2>",
        "</h2>",
        "<a href='/x'>",
        "</a>",
        "<br><br>",
    ),
    *(
        "<img src=a.jpg>",
        "<ul><li>",
        "</ul>",
        "<nav>",
        "<iframe src=//youtube.com/a>",
        "<form>",
        "<aside>",
        "<picture>",
    ),
    *("13 November 2025", "Baca juga", "Komentar", "Oleh: Ratna", *PARAGRAPHS, TITLE),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_markup_is_read_or_refused(pieces: list[str]) -> None:
    try:
        html = read("<title>x</title>" + "".join(pieces)).html
    except ExtractError:
        return
    assert lines(html) or "<img" in html


def test_the_picture_of_an_article_before_the_title_is_not_its_own() -> None:
    other = '<div><h3><a href="/blog/read/9_x">Pengumuman Hasil Seleksi Petugas</a></h3><img src="/images/9.jpg"></div>'
    main = f'<td>{other}</td><td><h3>{TITLE}</h3><img src="/images/8.jpg">{BODY}</td>'
    assert read(page(f"<table><tr>{main}</tr></table>")).image == f"{SITE}/images/8.jpg"


def test_a_title_at_the_end_of_the_way_to_it() -> None:
    way = f'<p><a href="/">Beranda</a> / <a href="/blog/category/104">Berita</a> / {TITLE}</p>'
    listed = Draft(url=URL, title=TITLE)
    assert read(page(f"{way}{BODY}", f"<title>{OFFICE}</title>"), hint=listed).title == TITLE
