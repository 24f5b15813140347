"""Pictures, files and players of an article, where little or no text stands by them, and what stands around."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import article, markup
from feeder.model import Document, Draft
from feeder.normalise import html

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, tzinfo=WIB)
URL = "https://kota.kpu.go.id/blog/read/9_x"
TITLE = "Laporan Kinerja Instansi Pemerintah"
DAY = "<p>13 November 2025</p>"
PARAGRAPH = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan dari kota."
BODY = f"<div class=content><p>{PARAGRAPH}</p><p>{PARAGRAPH} Lagi.</p><p>{PARAGRAPH} Sekali lagi.</p></div>"
SENTENCE = "<p>Keluarga besar KPU mengucapkan selamat Hari Kesaktian Pancasila.</p>"
PICTURE = '<p><img alt="" src="/images/176info.jpg"></p>'
LINK = '<p><a href="/dokumen/7.pdf">Unduh di sini</a></p>'
OBJECT = '<div class=isi><object data="/dokumen/7.pdf" type="application/pdf"></object></div>'
SHOWN = [PICTURE, LINK, OBJECT, '<iframe src="https://drive.google.com/file/d/1Ab/preview"></iframe>']


def read(body: str, heading: str = f"<h1>{TITLE}</h1>", hint: Draft | None = None, url: str = URL) -> Draft:
    page = f"<title>Berita</title><body><main>{heading}{body}</main></body>".encode()
    document = Document(url=url, body=page, seen=SEEN, hint=hint)
    return article.read(markup.tree(document), document, zone=WIB)


def said(draft: Draft) -> list[str]:
    return html.text(html.clean(draft.html, draft.base)).split("\n\n")


def alone(shown: str) -> str:
    """The markup of an article that is nothing else."""
    return read(DAY + shown).html


COMMENT = "Cukup jelas informasinya, mohon ditambah jadwal kegiatan di kecamatan kami, terima kasih sebelumnya."
FORM = "<form><textarea></textarea><button>Kirim</button></form>"
ANSWERS = [
    f"<div class=well><h4>Tinggalkan Komentar:</h4>{FORM}</div><div class=media><a href='#'>"
    "<img src=/images/64x64.png></a><div class=media-body>"
    f"<h4>Warga <small>25 Oktober 2025</small></h4>{COMMENT}</div></div>",
    "<section class=comment-wrapper><h2>Komentar</h2><article class=comment><footer><p>Budi</p></footer>"
    f"<div><h3><a href='#'>Bagus</a></h3><div><p>{COMMENT}</p></div></div></article></section>",
    "<div class=bottom><b>Kirim Komentar</b><table><tr><td>Nama<td><input><tr><td>Isi Pesan<td><textarea></textarea>"
    "</table></div><div class=kotak>"
    f"<table><tr><td>Warga RT 3<td>2 Oktober 2025<tr><td colspan=2>{COMMENT}</table></div>",
    f"<div class='h-cite u-comment'><a>Joko</a>: <div>{COMMENT}</div> <time>14 November 2025</time></div>",
]


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("body", [*SHOWN, SENTENCE])
def test_readers_who_say_more_than_a_short_article(answers: str, body: str) -> None:
    draft = read(f"<div>{DAY}{body}</div>{answers}")
    assert said(draft) == said(read(DAY + body))
    assert "64x64" not in draft.image
    assert draft.stated is not None
    assert draft.stated.at.day == 13


def test_paragraphs_that_go_on_below_a_field_for_comments_stay() -> None:
    box = f"<div><h4>Komentar</h4>{FORM}</div>"
    assert said(read(f"{DAY}<p>{PARAGRAPH}</p>{box}<p>{PARAGRAPH} Lagi.</p><p>{PARAGRAPH} Lalu.</p>"))[-1].endswith(
        "Lalu."
    )


def test_the_day_of_an_answer_is_not_that_of_the_article() -> None:
    assert read(BODY + ANSWERS[3]).stated is None


@pytest.mark.parametrize("name", ["author-box", "about-the-author"])
def test_a_box_of_the_writer_stands_in_no_place_of_a_file(name: str) -> None:
    box = f"<div class={name}><h4>Tim Redaksi</h4><p>{PARAGRAPH}</p></div>"
    assert alone(f"<div>{LINK}</div>{box}") == alone(LINK)


SHARED = "<div><a href='https://facebook.com/sharer.php?u=x'><div>Facebook</div></a></div>"
ALSO = (
    "<div><h4><span>Baca Juga</span></h4>"
    "<div><h3><a href=/blog/read/8_x>Bimtek SIMPAW: 127 Operator Ikut</a></h3></div>"
    "<div><h3><a href=/blog/read/7_x>Rakor Data Pemilih Triwulan Empat Digelar</a></h3></div></div>"
)


@pytest.mark.parametrize("shown", SHOWN)
def test_what_stands_between_buttons_to_share_and_other_articles(shown: str) -> None:
    assert alone(f"{SHARED}<div>{shown}{ALSO}</div>") == alone(shown)


FACTS = [
    "<ul><li>Kamis, 13 November 2025 - 09:12<li>-<li>88<li><a href=/blog/kategori/104>Berita Terkini</a></ul>",
    f"<div class=nama>Admin Portal</div><div class=hari>13 November 2025</div>{SHARED}",
]


@pytest.mark.parametrize("facts", FACTS)
@pytest.mark.parametrize("shown", SHOWN)
def test_lines_about_an_article_without_text_are_none_of_it(facts: str, shown: str) -> None:
    assert read(facts + shown).html == alone(shown)


def test_who_posted_a_player_below_it() -> None:
    foot = "<div class=foot>Diposting oleh <a rel=author href=/x>Humas</a> <a href=#k>Tidak ada komentar:</a></div>"
    assert read(f"{DAY}<div class=post>{OBJECT}{foot}</div>").html == alone(OBJECT)


def test_a_line_over_a_picture_is_text() -> None:
    assert said(read(f"{DAY}<div><p>Selamat Hari Raya</p>{PICTURE}</div>"))[0] == "Selamat Hari Raya"


NAME = "<span class='author vcard'>Sri Wahyuni</span>"


@pytest.mark.parametrize("name", [NAME, "<span>Tim Humas</span>"])
@pytest.mark.parametrize("face", ["<img src=/a.png width=24>", "<img src=/images/user.png>"])
def test_a_face_and_a_name_over_the_day_are_no_picture_with_its_caption(name: str, face: str) -> None:
    draft = read(f"<div>{face}{name}</div><div><time>13 November 2025</time></div>{BODY}")
    assert said(draft) == said(read(DAY + BODY))
    assert draft.authors == (markup.inner_text(markup.tree(Document(url=URL, body=name.encode(), seen=SEEN))),)
    assert (draft.image, draft.html.count("<img")) == ("", 0)


def test_a_name_below_the_title_that_is_told_once_more() -> None:
    title = "Tingkatkan Kapasitas Operator, KPU Kota Latih Penggunaan Sidalih"
    facts = f"<p>{title}</p><div><b>Sri Wahyuni</b></div><div>Diterbitkan 13 November 2025</div>"
    draft = read(f"<div>{facts}{BODY}</div>", heading=f"<h2>{title}</h2>")
    assert (said(draft), draft.authors) == (said(read(DAY + BODY)), ("Sri Wahyuni",))


def test_the_picture_of_a_user_manual_is_one() -> None:
    assert read(DAY + "<img src=/images/user-manual-2025.png>" + BODY).image.endswith("user-manual-2025.png")


@pytest.mark.parametrize("bold", ["<img src=/u.png><b>Tentang penulis</b><br>", "<strong>Tentang penulis:</strong> "])
def test_what_is_said_of_the_writer_in_the_line_of_its_label(bold: str) -> None:
    draft = read(f"{DAY}{BODY}<div class=au>{bold}Sri Wahyuni adalah penulis di kantor ini.</div>")
    assert said(draft) == said(read(DAY + BODY))
    assert draft.image == ""


@pytest.mark.parametrize(
    "link", ["href=/images/1.png/image_view_fullscreen", f"href={URL}/foto/1/", "href=/?attachment_id=5 rel=attachment"]
)
def test_a_picture_that_leads_to_its_own_page(link: str) -> None:
    draft = read(f"{DAY}<div class=lead><a {link}><img src=/images/1.png></a></div>{BODY}")
    assert draft.image == "https://kota.kpu.go.id/images/1.png"
    assert "/images/1.png" in draft.html


@pytest.mark.parametrize("words", ["", f"<a href={URL}/bagian-2>Bagian kedua</a>"])
def test_a_picture_that_leads_elsewhere(words: str) -> None:
    href = f"{URL}/bagian-2" if words else "/blog/read/8_x"
    assert read(f"{DAY}{BODY}<div><a href={href}><img src=/images/8.png></a></div>{words}").image == ""


@pytest.mark.parametrize("asks", ["?print=1", "/?print=1"])
@pytest.mark.parametrize("base", ["", "<base href=https://kota.kpu.go.id/>"])
@pytest.mark.parametrize("url", [URL, f"{URL}/"])
def test_a_picture_that_leads_to_the_page_for_printing(asks: str, base: str, url: str) -> None:
    href = URL.removeprefix("https://kota.kpu.go.id" + "/" * bool(base)) + asks
    row = f"<div><a href={href}><img src=/images/cetak1.png alt=Cetak></a></div>"
    assert read(f"{base}{row}{DAY}{BODY}", url=url).image == ""


@pytest.mark.parametrize("hint", [None, Draft(title=TITLE)])
@pytest.mark.parametrize("size", ["5", "+2"])
def test_a_title_that_is_only_set_larger(hint: Draft | None, size: str) -> None:
    large = f"<FONT SIZE={size}><B>{TITLE}</B></FONT><BR><FONT SIZE=1>Kamis, 13 November 2025 09:12 WIB</FONT>"
    table = "<TABLE><TR><TD><IMG SRC=/images/header.jpg WIDTH=780><TR><TD>%s</TABLE>"
    draft = read(table % f"<P>{large}<P><FONT SIZE=2>{SENTENCE}</FONT>", heading="", hint=hint)
    assert (draft.title, draft.authors, draft.image) == (TITLE, (), "")
    assert said(draft) == said(read(DAY + SENTENCE))


def test_a_large_line_that_goes_on_is_one() -> None:
    assert len(said(read(DAY + f"<div><FONT SIZE=5>{PARAGRAPH}<BR>{PARAGRAPH} Lagi.</FONT></div>"))) == 1


@pytest.mark.parametrize("face", ["", "<img src=/images/8.jpg>"])
def test_the_card_of_another_article_within_lines(face: str) -> None:
    words = "<span><span>Baca juga</span><span>Bimtek SIMPAW: 127 Operator Ikut</span></span>"
    card = f"<a href=/blog/read/8_x>{face}{words}</a>"
    lines = f"{PARAGRAPH}<br><br>%s{PARAGRAPH} Lagi.<br><br>{PARAGRAPH} Sekali lagi."
    draft = read(f"{DAY}<div>{lines % card}</div>")
    assert said(draft) == said(read(f"{DAY}<div>{lines % ''}</div>"))
    assert draft.image == ""


def test_a_link_with_which_a_line_begins_is_part_of_it() -> None:
    link = (
        "<a href=/blog/read/8_x><b>Baca</b> <i>pengumuman itu</i></a> dan isi formulirnya sebelum akhir pekan ini, ya."
    )
    assert said(read(f"{DAY}<div>{PARAGRAPH}<br><br>{link}</div>"))[-1].startswith("Baca pengumuman itu dan isi")


@pytest.mark.parametrize("tag", ["h4", "div"])
def test_a_heading_goes_with_its_links(tag: str) -> None:
    box = f"<div><{tag}>Pengumuman</{tag}><ul><li><a href=/blog/read/8_b>Pengumuman Hasil Seleksi Petugas</a>"
    box += "<li><a href=/blog/read/7_b>Jadwal Penyerahan Berkas Calon</a></ul></div>"
    assert said(read(DAY + BODY.replace("<p>", box + "<p>", 2).replace(box, "", 1))) == said(read(DAY + BODY))


@pytest.mark.parametrize("tag", ["", "<p>#TemanPemilih</p>"])
def test_the_beginning_of_several_paragraphs_over_them(tag: str) -> None:
    cut = ("#TemanPemilih " if tag else "") + f"{PARAGRAPH} Rapat berlangsung sejak..."
    draft = read(f"<p class=excerpt>{cut}</p>{DAY}<div>{tag}{BODY}</div>")
    assert said(draft) == said(read(f"{DAY}<div>{tag}{BODY}</div>"))
    assert draft.stated is not None
