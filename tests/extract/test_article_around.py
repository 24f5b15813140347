"""Lines and boxes that the programs of sites put around a text, and lines of a text that look like them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeder.extract import article, markup
from feeder.model import Document, Draft
from feeder.normalise import html

URL = "https://kota.kpu.go.id/blog/read/9_x"
TITLE = "Rapat Pleno Pemutakhiran Data Pemilih"
TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan dari kota."
BODY = f"<p>{TEXT}</p><p>{TEXT} Lagi.</p><p>{TEXT} Sekali lagi.</p>"
WHOLE = [TEXT, f"{TEXT} Lagi.", f"{TEXT} Sekali lagi."]
AUTHOR = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Sari Dewi"}}</script>'


def read(above: str = "", below: str = "", body: str = BODY, head: str = "") -> Draft:
    page = f"<title>{TITLE}</title>{head}<body><main><h1>{TITLE}</h1>{above}{body}{below}</main></body>"
    document = Document(url=URL, body=page.encode(), seen=datetime(2025, 11, 14, tzinfo=UTC))
    return article.read(markup.tree(document), document, zone=UTC)


def said(draft: Draft) -> list[str]:
    return html.text(html.clean(draft.html, draft.base)).split("\n\n")


@pytest.mark.parametrize(
    "below",
    [
        '<h3 class="x"><a href="/tag/kpu" rel="tag">KPU</a> / <a href="/tag/pemilu" rel="tag">Pemilu</a></h3>',
        '<p><a href="/feed">Kommentarfeed</a> | Kommentare geschlossen | <a href="/t">Trackback-URL</a></p>',
        "<p>Komentar telah ditutup.</p>",
        '<div class="k">Kategorie: <a href="/kategorie/news/">News</a>, <a href="/kategorie/wahl/">Wahl</a></div>',
        '<p>Das Thema könnte dich auch interessieren:</p><p><a href="/blog/read/7_y">Natur selber machen, 2</a></p>',
        '<p><em>Tidak mau ketinggalan kabar? <a href="/nawala">Berlangganan buletin kami</a> sekarang juga.</em></p>',
        '<p>Keep up with us: <a href="/n">subscribe to the free newsletter</a> and know of all that is new.</p>',
        f'<div class="lain"><a href="/blog/read/7_y"><img src="/7.jpg"></a>{TEXT} '
        '<strong><a href="/blog/read/7_y">Selengkapnya</a></strong></div>',
    ],
    ids=["tags", "comments", "closed", "sections", "related", "newsletter", "newsletter in English", "teaser"],
)
def test_what_follows_a_text_is_none_of_it(below: str) -> None:
    assert said(read(body=f'<div class="isi">{BODY}{below}</div>')) == WHOLE


@pytest.mark.parametrize(
    "line",
    [
        "KPU menerbitkan buletin bulanan, dan warga dapat berlangganan buletin itu di kantor.",
        'Pengumuman dapat dibaca <a href="/blog/read/7_y">selengkapnya</a>',
        "Lisensi ini berdiri di antara hak cipta menurut undang-undang, yang di banyak negara berlaku begitu saja dan "
        "selalu ditulis sebagai (all rights reserved), dan karya yang menjadi milik umum.",
        "Kommentare geschlossen hat der Bundestag in dieser Woche keine, sagte der Sprecher.",
    ],
)
def test_a_sentence_with_the_same_words_is_part_of_it(line: str) -> None:
    assert len(said(read(body=f'<div class="isi">{BODY}<p>{line}</p></div>'))) == len(WHOLE) + 1


def test_the_writer_above_a_text_is_none_of_it() -> None:
    assert said(read("<div><img alt='Sari Dewi' src='/s.jpg'><h5>Sari Dewi</h5></div>", head=AUTHOR)) == WHOLE
    assert "Sari Dewi" in read(body=f"{BODY}<p>Sari Dewi</p>", head=AUTHOR).html  # signed


def test_a_sentence_that_is_a_heading_at_the_end_is_kept() -> None:
    ends = "<h4>Ketua menutup rapat pada sore hari.</h4><h4>Semua hadirin pulang ke rumah.</h4>"
    assert said(read(body=f'<div class="isi">{BODY}{ends}</div>'))[-1] == "Semua hadirin pulang ke rumah."
    assert said(read(body=f'<div class="isi">{BODY}<h4>Cetak dll.</h4></div>')) == WHOLE


def test_a_list_of_links_to_other_pages_under_a_heading_goes_as_a_whole() -> None:
    links = "".join(f'<li class="t"><a href="/wisata/{n}">Jalur sepeda {n}</a></li>' for n in range(4))
    links += '<li class="t"><a href="https://lain.example/9">Sewa sepeda di kota</a></li>'
    around = f"<ul>{links}</ul>"
    more = f"<h3>Bagian kedua</h3><p>{TEXT} Kedua.</p>"
    draft = read(body=f'<div class="isi">{BODY}<div><img src="/1.jpg"><h3>Tips lain</h3></div>{around}{more}</div>')
    assert said(draft) == [*WHOLE, "Bagian kedua", f"{TEXT} Kedua."]


def test_a_list_of_links_to_other_sites_is_part_of_a_text() -> None:
    links = "".join(f'<li><a href="https://{n}.example/">Kantor kota {n}</a></li>' for n in range(4))
    draft = read(body=f'<div class="isi">{BODY}<h3>Alamat</h3><ul>{links}</ul></div>')
    assert draft.title == TITLE
    assert "Kantor kota 3" in draft.html
    assert "Alamat" in draft.html


def test_words_about_the_writer_are_none_of_the_text() -> None:
    words = "<div><p>Sari Dewi</p><blockquote>Sari Dewi memimpin redaksi di kota ini.</blockquote></div>"
    assert said(read("<p>Sari Dewi</p>", body=f'<div class="isi">{BODY}{words}</div>')) == WHOLE
    assert len(said(read(body=f'<div class="isi">{BODY}{words}</div>'))) == len(WHOLE) + 2  # somebody else
    fact = words.replace("Sari Dewi", "E-Mail")
    assert said(read("<p>E-Mail</p>", body=f'<div class="isi">{BODY}{fact}</div>'))[-1].startswith("E-Mail memimpin")


def test_a_description_in_microdata_introduces_a_text() -> None:
    lede = "Apa yang sudah berminggu-minggu dibicarakan orang kini dibenarkan secara resmi oleh panitia pusat"
    draft = read(f'<div>01.02.2022</div><div itemprop="description"><p>{lede}</p></div>', body=f"<div>{BODY}</div>")
    assert said(draft) == [lede, *WHOLE]


def test_a_second_heading_as_long_as_a_sentence_introduces_a_text() -> None:
    lede = "Dua kali rapat itu ditunda karena hujan, tetapi akhirnya semua pihak datang dan menandatangani hasilnya"
    draft = read(f"<h2>{lede}</h2></div><div><div>13 November 2025</div>", body=f"<div>{BODY}</div>")
    assert said(draft) == [lede, *WHOLE]


def test_a_text_goes_on_below_a_cover_under_a_letterhead_and_the_title_once_more() -> None:
    title = f'<h2>{TITLE}</h2><p class="penulis">Oleh Sari</p>'
    cover = f'<section class="atas">{title}<div><p>{TEXT} Awal.</p></div></section>'
    printed = '<div><h1><a href="javascript:void(0)">Opini</a></h1></div><div>13 November 2025</div>'
    below = f'<section class="bawah"><div>{printed}<div>{title}</div>{BODY}</div></section>'
    page = f"<title>{TITLE}</title><body><h1>O Opini</h1>{cover}{below}</body>"
    document = Document(url=URL, body=page.encode(), seen=datetime(2025, 11, 14, tzinfo=UTC))
    assert said(article.read(markup.tree(document), document, zone=UTC)) == [f"{TEXT} Awal.", *WHOLE]
