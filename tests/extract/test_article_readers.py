"""How often an article was read, as it stands below the text."""

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
TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan dari kota."


def read(below: str) -> Draft:
    page = f"<title>Rapat Pleno</title><main><h1>Rapat Pleno</h1><p>{TEXT}</p><p>{TEXT} Lagi.</p>{below}</main>"
    document = Document(url=URL, body=page.encode(), seen=SEEN)
    return article.read(markup.tree(document), document, zone=WIB)


@pytest.mark.parametrize("data", ["itemprop=comment itemscope", "itemscope itemtype=https://schema.org/Comment"])
def test_what_microdata_calls_a_comment_is_no_part_of_the_text(data: str) -> None:
    reply = (
        f"<div><b>tom</b> <time>14 November 2025</time></div><div itemprop=text><p>Terima kasih, Anna. {TEXT}</p></div>"
    )
    draft = read(f"<div {data}>{reply}</div>")
    assert said(draft) == f"{TEXT}\n\n{TEXT} Lagi."


def test_what_readers_say_in_lines_below_how_many_they_are() -> None:
    lines = f"<b>Anna</b><br>Jumat, 14 November 2025 - 11:55:29 WIB<br><br>Terima kasih. {TEXT[:60]}.<hr>"
    assert said(read(f"<p>{TEXT} Sekali lagi.</p><span>2 Komentar :</span><br>{lines}{lines}")) == (
        f"{TEXT}\n\n{TEXT} Lagi.\n\n{TEXT} Sekali lagi."
    )


@pytest.mark.parametrize(
    "notice",
    [
        "Komentar menjadi tanggung jawab pengirim. Kami tidak bertanggung jawab atas isinya.",
        "Isi komentar sepenuhnya menjadi tanggung jawab komentator seperti diatur dalam UU ITE",
        "The comments are owned by the poster. We aren't responsible for their content.",
        "3 Komentar",
        '"Rapat Pleno" | <a href=/login>Login</a> | 3 komentar',
    ],
)
def test_what_readers_say_in_tables_below_a_notice_is_no_part_of_the_text(notice: str) -> None:
    reply = (
        "<table><tr><td><b>Re: Rapat Pleno</b> oleh <b>Anna</b> pada 14-11-2025</td></tr>"
        f"<tr><td>Terima kasih. {TEXT}</td></tr></table>[ <a href=/balas>Balas</a> | <a href=/induk>Induk</a> ]"
    )
    more = f"{TEXT} Sekali lagi."
    table = f"<table><tr><td>{notice}</td></tr></table>"
    assert said(read(f"<p>{more}</p>{table}{reply}")) == f"{TEXT}\n\n{TEXT} Lagi.\n\n{more}"


@pytest.mark.parametrize("heading", ["<h3>Pengunjung</h3>", "<p>Pembaca:</p>"])
def test_what_stands_below_a_word_for_readers_is_text_unless_it_is_a_number(heading: str) -> None:
    assert said(read(f"{heading}<p>{TEXT} Akhir.</p>")).endswith(f"\n\n{TEXT} Akhir.")


def said(draft: Draft) -> str:
    return html.text(html.clean(draft.html, draft.base))


@pytest.mark.parametrize(
    "below",
    [
        "<p>Artikel ini telah dibaca 98 kali</p>",
        "<p>Sudah dilihat oleh 98 orang</p>",
        "<p>Jumlah pengunjung halaman ini: 98</p>",
        "<table><tr><th>Dibaca</th><td>1.298</td></tr></table>",
        "<dl><dt>Dibaca</dt><dd>98</dd></dl>",
        "<ul><li>Dibaca: 98 kali</li></ul>",
    ],
)
def test_the_number_of_readers_is_no_part_of_the_text_and_names_nobody(below: str) -> None:
    draft = read(below)
    assert said(draft) == f"{TEXT}\n\n{TEXT} Lagi."
    assert draft.authors == ()


@pytest.mark.parametrize(
    "below",
    ["<p>Dibaca 98 kali oleh warga di perpustakaan kota.</p>", "<ul><li>98 kali rapat</li><li>12 hadir</li></ul>"],
)
def test_what_a_text_counts_stays(below: str) -> None:
    assert "98 kali" in said(read(below))
