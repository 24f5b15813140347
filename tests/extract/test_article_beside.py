"""Lines about an article and boxes of other articles, as the programs of many sites write them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import article, markup
from feeder.model import Document, Draft, Precision, When
from feeder.normalise import html

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, tzinfo=WIB)
URL = "https://kota.kpu.go.id/blog/read/9_x"
TITLE = "Rapat Pleno Pemutakhiran Data Pemilih"
TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan dari kota."
BODY = f"<p>{TEXT}</p><p>{TEXT} Lagi.</p><p>{TEXT} Sekali lagi.</p>"


def read(above: str = "", below: str = "", body: str = BODY, head: str = "") -> Draft:
    page = f"<title>{TITLE}</title>{head}<body><main><h1>{TITLE}</h1>{above}{body}{below}</main></body>"
    tree = markup.tree(Document(url=URL, body=page.encode(), seen=SEEN))
    return article.read(tree, Document(url=URL, body=b"", seen=SEEN), zone=WIB)


def said(draft: Draft) -> list[str]:
    return html.text(html.clean(draft.html, draft.base)).split("\n\n")


WHOLE = said(read())


def test_a_time_on_a_line_of_its_own_is_none_of_the_text() -> None:
    boxes = "".join(f"<div>{paragraph}</div>" for paragraph in WHOLE)
    draft = read("<div><div>13.11.2025</div><div>09:12 WIB</div></div>", body=f"<div>{boxes}</div>")
    assert said(draft) == WHOLE
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 13, 9, 12, tzinfo=WIB)


def test_a_list_of_facts_without_labels_is_none_of_the_text() -> None:
    facts = ("Humas", "13 November 2025", "09:12", "Tidak ada komentar")
    assert said(read("<ul>" + "".join(f"<li><span>{fact}</span></li>" for fact in facts) + "</ul>")) == WHOLE


def test_the_times_of_an_agenda_are_part_of_the_text() -> None:
    rows = (("13 November 2025", "Pembukaan"), ("09:00", "Laporan panitia"), ("10:00", "Paparan"))
    table = "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows) + "</table>"
    assert "Laporan panitia" in "\n".join(said(read(body=BODY + table)))


DATED = "<p>14 November 2025 | Humas</p>"


@pytest.mark.parametrize(
    "opening",
    [
        "<table><tr><th>Tanggal<th>Kegiatan<tr><td>10 November 2025<td>Rapat<tr><td>11/11/2025<td>Pelatihan</table>",
        "<table><tr><td>Hari/Tanggal<td>: Senin, 10 November 2025<tr><td>Tempat<td>: Aula KPU</table>",
        "<dl><dt>Hari, tanggal<dd>Senin, 10 November 2025<dt>Waktu<dd>09.00 WIB<dt>Tempat<dd>Aula KPU</dl>",
        "<ul><li>10 November 2025: Rapat<li>11 November 2025<li>12 November 2025: Pelatihan</ul>",
        "<p>Hari/Tanggal : Senin, 10 November 2025<br>Pukul : 09.00 WIB<br>Tempat : Aula KPU</p>",
        "<p>Hari ini, Senin 10 November 2025.</p>",
        "<blockquote><p>“Data harus benar.”</p></blockquote>",
    ],
    ids=["schedule", "invitation", "terms", "list", "lines", "sentence", "quotation"],
)
def test_what_a_writer_begins_with_is_part_of_the_text(opening: str) -> None:
    draft = read(DATED, body=f"<div>{opening}{BODY}</div>")
    assert said(draft)[1:] == WHOLE
    assert len(said(draft)[0]) == len(html.text(html.clean(opening, URL)))
    assert draft.stated is not None
    assert draft.stated.at.day == 14


def programme(day: str) -> str:
    return f"<p><b>{day}</b></p><p>09.00 WIB Pembukaan</p><p>12.00 WIB Istirahat</p>"


DAYS = programme("Kamis, 13 November 2025") + programme("Jumat, 14 November 2025")
HELD = "<p>Hari/Tanggal : {day} November 2025<br>Waktu : 09.00 WIB<br>Tempat : Aula KPU</p>"


@pytest.mark.parametrize("days", [DAYS, HELD.format(day=13) + HELD.format(day=14)], ids=["programme", "invitations"])
@pytest.mark.parametrize("body", ["{0}{1}", "{1}{0}"], ids=["above", "below"])
def test_lines_that_come_again_with_each_day_are_part_of_the_text(days: str, body: str) -> None:
    draft = read(DATED, body=f"<div>{body.format(days, BODY)}</div>")
    assert len("".join(said(draft))) == len("".join([*html.text(html.clean(days, URL)).split("\n\n"), *WHOLE]))


@pytest.mark.parametrize(
    "days",
    [
        "<table><tr><td colspan=2>Jadwal<tr><td>Rapat<td>10 November 2025<tr><td>Pelatihan<td>11 November 2025</table>",
        "<p>10 November 2025 : Rapat</p><p>11 November 2025 : Pelatihan di kantor kecamatan dan kelurahan</p>"
        "<p>12 November 2025 : Penutupan</p>",
    ],
    ids=["table", "lines"],
)
def test_days_of_what_is_planned_are_part_of_the_text(days: str) -> None:
    for body in (f"{BODY}{days}", f"<p>{TEXT}</p>{days}{BODY}"):
        assert html.text(html.clean(days, URL)) in html.text(html.clean(read(DATED, body=body).html, URL))
    assert html.text(html.clean(days, URL))[-30:] in "\n\n".join(said(read(DATED, body=f"<div>{days}{BODY}</div>")))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<ul><li><i></i> Siti Rahmawati</li><li><time datetime=2025-11-13>Thursday, 13 Nov 2025</time></li></ul>", ""),
        ("<p><time>Nov. 13, 2025, 9:12 a.m.</time> <span>|</span> Siti Rahmawati</p>", ""),
        ("<p><time>Sept. 13, 2025, 9:12 a.m.</time> <span>|</span> Siti Rahmawati</p>", ""),
        ("<div>Link berhasil disalin!</div>", "<ul><li>Kamis, 13 November 2025 | 09:12:21 WIB</li></ul>"),
        ("", "<div><span>13 Tayangan</span><a href='/'> Ke Beranda</a></div>"),
        ("", "<ul><li>Bagikan Artikel Ini :</li></ul>"),
        ("", "<div><span>Bagikan Informasi:</span></div><div><h3>Berita Terkait Lainnya</h3></div>"),
        ("", '<p class="text-muted"><i class="fas fa-tags"></i> Kegiatan</p>'),
    ],
    ids=[
        "writer in a list",
        "writer beside the day",
        "September",
        "day below",
        "counter",
        "share in a list",
        "share",
        "section",
    ],
)
def test_what_programs_put_around_a_text_is_none_of_it(above: str, below: str) -> None:
    for body in (BODY, f"<div>{TEXT}<br><br>{TEXT} Lagi.</div>"):
        draft = read(above, body=f"<div>{body}<div>{below}</div></div>")
        assert said(draft) == html.text(html.clean(body, URL)).split("\n\n")
        assert ("Siti" in above) == (draft.authors == ("Siti Rahmawati",))


@pytest.mark.parametrize("cut", [TEXT[:60] + "...", TEXT[:57] + "…"])
def test_the_beginning_of_a_text_over_the_text_is_none_of_it(cut: str) -> None:
    assert said(read(body=f"<div><div>{cut}</div><article><div>{BODY}</div></article></div>")) == WHOLE
    assert said(read(f"<p>{cut}</p>")) == WHOLE
    assert said(read(f"<h2>{cut}</h2>")) == WHOLE
    lead = f"<p>{TEXT[:-1]} yang dibuka oleh Komisi Informas...</p>"
    assert (
        read(
            DATED[:19] + "</p>" + lead, body=BODY.replace(TEXT, TEXT[:-1] + " yang dibuka oleh Komisi Informasi.")
        ).authors
        == ()
    )
    other = f"<p>Tamu datang dari jauh, {cut}</p>"
    assert said(read(body=f"<div>{other}{BODY}</div>"))[1:] == WHOLE


@pytest.mark.parametrize(("by", "writer"), [("", ()), ("<i>Oleh: Siti Rahmawati</i>", ("Siti Rahmawati",))])
def test_a_title_that_says_who_held_something_names_no_writer(by: str, writer: tuple[str, ...]) -> None:
    page = (
        f"<main><h1>Seminar Data yang diselenggarakan oleh Komisi Informasi Kota {by}</h1>{DATED[:20]}</p>{BODY}</main>"
    )
    document = Document(url=URL, body=page.encode(), seen=SEEN)
    assert article.read(markup.tree(document), document, zone=WIB).authors == writer


def test_the_section_beside_the_day_is_no_writer() -> None:
    badge = "<div><span class=badge>Kegiatan</span> <span>31 Kali Dibaca</span> <span>13 November 2025</span></div>"
    page = f"<main>{badge}<h1>{TITLE}</h1>{BODY}</main>"
    draft = article.read(
        markup.tree(Document(url=URL, body=page.encode(), seen=SEEN)), Document(url=URL, body=b"", seen=SEEN), zone=WIB
    )
    assert (draft.categories, draft.authors) == (("Kegiatan",), ())


def test_who_posted_it_in_short() -> None:
    assert read("<div>Dipost Oleh <span>Siti</span> | Pada <span>13-11-2025 09:12:33</span></div>").authors == ("Siti",)


@pytest.mark.parametrize("line", ["Berkas diperiksa oleh para petugas di…", "Warga dapat bertanya by e-mail."])
def test_who_did_something_in_a_sentence_is_no_writer(line: str) -> None:
    assert read(f"<h3>{line}</h3><p>13 November 2025</p>").authors == ()


FRAMES = {
    "box": "{dated}<div class='isi'>{text}</div>",
    "article": "<article>{dated}{text}<p>Bagikan: <a href='https://wa.me/?text=x'>WhatsApp</a></p></article>",
    "flat": "{dated}{text}<h4>Berita Terkait</h4><ul><li><a href='/blog/read/7_y'>Judul Berita Lain di Kota</a></ul>",
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize(
    "text", ["<p>{0} {1}</p>", "<p>{0}<br><br>{1}</p>", "<div>{0} {1}</div>", "<div>{0}<br><br>{1}</div>"]
)
@pytest.mark.parametrize(
    "end",
    [
        "<table><tr><td>No<td>Nama<tr><td>1<td>Ahmad Fauzi</table>",
        "<ul><li>Fotokopi KTP<li>Pas foto</ul>",
        "<p>Demikian disampaikan.</p>",
        "<p><a href='/storage/lampiran.pdf'>Unduh lampiran</a></p>",
        "<p><a href='https://cekdptonline.kpu.go.id'>https://cekdptonline.kpu.go.id</a></p>",
        "<p>10 November 2025 : Rapat</p><p>11 November 2025 : Pelatihan</p>",
    ],
    ids=["table", "list", "sentence", "file", "link", "programme"],
)
def test_what_stands_behind_a_text_of_one_paragraph_is_part_of_it(end: str, text: str, frame: str) -> None:
    whole = text.format(f"{TEXT} {TEXT}", f"{TEXT} Lagi.") + end
    found = said(read(body=frame.format(dated=DATED, text=whole)))
    assert found == html.text(html.clean(whole, URL)).split("\n\n")


def test_the_address_below_a_copyright_notice_is_none_of_the_text() -> None:
    foot = "<p>© 2025 KPU Kota.</p><p>Jl. Merdeka No. 1. Telp. 021-390425. Email: kota@kpu.go.id</p>"
    assert said(read(below=foot)) == WHOLE


CARD = '<div><img src="/images/{n}.jpg"><h4><a href="/blog/read/{n}_y">{t}</a></h4>{d}{e}</div>'


@pytest.mark.parametrize("heading", ["<h3>Berita Terkait</h3>", "<div><span>Berita Terkait</span></div>"])
def test_cards_of_other_articles_that_stand_among_the_paragraphs(heading: str) -> None:
    cards = "".join(
        CARD.format(n=n, t=f"Judul Berita Lain Nomor {n} di Kota", d="<p>13 Nov 2025</p>", e=f"<p>{TEXT[:90]}...</p>")
        for n in range(10, 18)
    )
    assert said(read(below=heading + cards)) == WHOLE


def test_a_paragraph_below_such_a_heading_stays() -> None:
    linked = f'<p>{TEXT} <a href="/blog/read/7_y">Judul Berita Lain Nomor Tujuh di Kota</a> {TEXT}</p>'
    assert "Nomor Tujuh" in "\n".join(said(read(body=f"{BODY}<h3>Terkait</h3>{linked}{BODY}")))


def test_how_long_ago_it_was_yields_to_metadata() -> None:
    told = '<meta property="article:published_time" content="2025-10-20T09:12:33+07:00">'
    draft = read("<p>3 minggu yang lalu</p>", head=told)
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 10, 20, 9, 12, 33, tzinfo=WIB)


@pytest.mark.parametrize(
    ("box", "row"), [("<ul>{}</ul>", "<li>{}</li>"), ("<table>{}</table>", "<tr><td>{}</td></tr>")]
)
def test_a_menu_above_a_title_that_is_not_shown_names_no_section(box: str, row: str) -> None:
    names = ((104, "Berita"), (135, "Opini"))
    menu = box.format("".join(row.format(f'<a href="/blog/category/{n}">{name}</a>') for n, name in names))
    page = f"<title>{TITLE}</title><body>{menu}<table><tr><td>{BODY}</td></tr></table></body>"
    tree = markup.tree(Document(url=URL, body=page.encode(), seen=SEEN))
    assert article.read(tree, Document(url=URL, body=b"", seen=SEEN), zone=WIB).categories == ()


OTHERS = "".join(f'<p><a href="/blog/read/{n}_y">Judul Berita Lain Nomor {n} di Kota</a></p>' for n in range(4))
BANNER = f"<div>Berita<h1>{TITLE}</h1></div><div><div><h4>Terbaru</h4>{OTHERS}</div><div>{{date}}{BODY}</div></div>"
COLUMNS = f"<div><div>{{date}}<p>12 dilihat</p><h5>Terbaru</h5>{OTHERS}</div><div><h1>{TITLE}</h1>{BODY}</div></div>"


def dated(page: str, hint: Draft | None = None, head: str = "") -> datetime | None:
    body = f"<title>{TITLE}</title>{head}<body>{page}</body>".encode()
    document = Document(url=URL, body=body, seen=SEEN, hint=hint)
    stated = article.read(markup.tree(document), document, zone=WIB).stated
    return stated.at if stated else None


@pytest.mark.parametrize("page", [BANNER, COLUMNS], ids=["below the others", "above the others"])
def test_a_time_that_a_list_of_others_stands_between(page: str) -> None:
    assert dated(page.format(date="<p>13.11.2025 09:12 WIB</p>")) == datetime(2025, 11, 13, 9, 12, tzinfo=WIB)


def test_a_time_in_the_column_beside_is_not_believed_against_the_listing() -> None:
    stated = When(at=datetime(2025, 11, 10, tzinfo=WIB), precision=Precision.DAY)
    page = COLUMNS.format(date="<p>12.11.2025 09:12 WIB</p>")
    assert dated(page, Draft(title=TITLE, stated=stated)) is None


def test_a_time_in_the_column_beside_is_not_believed_against_what_machines_are_told() -> None:
    head = "<meta property='article:published_time' content='2025-11-10T08:00:00+07:00'>"
    assert dated(COLUMNS.format(date="<p>12.11.2025</p>"), head=head) == datetime(2025, 11, 10, 8, tzinfo=WIB)


@pytest.mark.parametrize(
    "head",
    [
        "<p>14.11.2025</p>",
        "<h3>12.11.2025</h3>",
        '<p>12.11.2025 <a href="/blog/read/5_y">Judul Berita Lain Nomor 5</a></p>',
        "<p>Diperbarui: 12.11.2025</p>",
    ],
    ids=["today", "heading", "link", "changed"],
)
def test_no_other_time_in_the_column_beside_is_that_of_the_article(head: str) -> None:
    assert dated(COLUMNS.format(date=head)) is None


@pytest.mark.parametrize(
    "line",
    [
        '<a href="mailto:humas@kota.kpu.example">humas@kota.kpu.example</a>',
        'Pekan lalu <a href="/blog/read/7_y">kantor itu mengumumkan jadwal pemutakhiran di seluruh kecamatan</a>.',
        "Copyright law protects the maps of the constituencies, and so the office asks before it prints any of them.",
        "Developed by the office's own people, the program compares each entry with the one of the year before.",
        "Browsers will soon block cookies of others, and the policy of the agency says nothing about that yet.",
    ],
)
def test_what_reads_like_furniture_among_the_paragraphs(line: str) -> None:
    assert len(said(read(body=f"{BODY}<p>{line}</p>{BODY}"))) == 2 * len(WHOLE) + 1


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2025 KPU Kota. Dilarang menyalin tanpa izin.",
        "Developed by Perusahaan Anu",
        "We and our partners use cookies to improve your experience of these pages.",
        '<a href="/blog/read/7_y">Kantor mengumumkan jadwal pemutakhiran</a>',
        'Ikuti kami di <a href="https://instagram.com/kota">Instagram</a> untuk berita terbaru.',
        "Apakah informasi ini bermanfaat?",
        "Was this page helpful?",
        "Daftar Isi",
    ],
)
def test_furniture_among_the_paragraphs(line: str) -> None:
    assert len(said(read(body=f"{BODY}<p>{line}</p>{BODY}"))) == 2 * len(WHOLE)


def test_the_rest_of_a_text_that_a_touch_shows() -> None:
    rest = f'<div style="display: none"><p>{TEXT} Yang pertama.</p><p>{TEXT} Yang kedua.</p></div>'
    found = said(read(body=f"<div>{BODY}{rest}<a href='#'>Selengkapnya</a></div>"))
    assert found == [*WHOLE, f"{TEXT} Yang pertama.", f"{TEXT} Yang kedua."]


def test_what_is_hidden_elsewhere_stays_out() -> None:
    note = '<div style="display: none"><p>Halaman ini disalin dari situs kantor pada hari Rabu pagi.</p></div>'
    box = '<div style="display: none"><form><p>Kirim surat kepada kantor</p><input name="surel"></form></div>'
    assert said(read(above=note, body=f"<div>{BODY}{box}</div>")) == WHOLE


WRITER = (
    '<div class="box"><img src="/r.jpg" alt=""><h4><a href="/author/rina">Rina Sari</a></h4>'
    "<p>Rina menulis tentang pemilu di kota dan di desa sejak tahun 2009, dan memotret burung.</p></div>"
)


def test_what_is_said_of_the_writer_behind_the_text_is_none_of_it() -> None:
    assert said(read(below=f"<div>{WRITER}{WRITER.replace('rina', 'budi')}</div>")) == WHOLE


def test_what_the_writer_is_quoted_with_stays() -> None:
    quoted = "<div><blockquote>Kami bekerja dengan tenang.</blockquote><p>Rina Kartika</p></div>"
    assert "Kami bekerja dengan tenang." in said(
        read("<p>Oleh: Rina Kartika</p>", below=f"{quoted}<p>{TEXT} Akhir.</p>")
    )


def test_entries_that_each_name_their_writer_stay() -> None:
    entries = "".join(f"<div><h3>Kabar {n}</h3>{WRITER}<p>{TEXT} Nomor {n}.</p></div>" for n in range(5))
    found = said(read(body=f"<div>{entries}</div>"))
    assert sum(line.startswith("Rina menulis") for line in found) == 5


def test_days_that_are_headings() -> None:
    days = "".join(f"<h2>{n}.11.2025</h2><p>{TEXT} Hari ke-{n}.</p>" for n in (11, 12, 13))
    found = said(read(body=BODY + days))
    assert [line for line in found if line.endswith(".2025")] == ["11.11.2025", "12.11.2025", "13.11.2025"]


def test_a_short_sentence_that_is_mostly_a_link() -> None:
    sentence = 'Lihat: <a href="/berita/8">pleno bulan Oktober di kota</a>.'
    assert "Lihat: pleno bulan Oktober di kota." in said(read(body=f"{BODY}<p>{sentence}</p>{BODY}"))


def test_a_paragraph_with_links_below_a_list_of_sentences() -> None:
    items = "".join(f"<li>{TEXT} Butir {n}.</li>" for n in range(4))
    last = 'Berita acara dapat dibaca di <a href="/b/8">halaman berita acara pleno</a> dan di <a href="/b/9">arsip</a>.'
    assert said(read(body=f"<ol>{items}</ol><p>{last}</p>"))[-1].startswith("Berita acara dapat dibaca")


@pytest.mark.parametrize("heading", ["猜你喜欢", "你可能也喜欢", "热门推荐"])
def test_a_chinese_heading_over_other_articles(heading: str) -> None:
    cards = "".join(f'<li><a href="/berita/{n}">另外一篇关于选举登记的文章 {n}</a></li>' for n in range(3))
    assert said(read(below=f"<div><h4>{heading}</h4><ul>{cards}</ul></div>")) == WHOLE


@pytest.mark.parametrize(
    "above",
    [
        "<p>Berita Terkini</p><p>13.11.2025</p>",
        "<h5>Berita Terbaru</h5><p>13.11.2025</p>",
        '<p><a href="/blog/category/104">Berita</a></p><p>13.11.2025</p>',
        "<p>13.11.2025 09:12 WIB, dilihat 1.204 kali</p>",
        "<ul><li>Humas</li><li>13.11.2025</li><li>883</li></ul>",
        "<table><tr><td>Humas</td><td>13.11.2025</td><td>883</td></tr></table>",
        "<p>13.11.2025</p><p>883</p>",
        "<p>13 - 11 - 2025</p>",
    ],
)
def test_the_section_the_day_and_the_readers_above_a_text(above: str) -> None:
    draft = read(above)
    assert said(draft) == WHOLE
    assert draft.stated is not None
    assert f"{draft.stated.at:%Y-%m-%d}" == "2025-11-13"
    assert draft.authors in ((), ("Humas",))


@pytest.mark.parametrize(
    "line",
    ["Pendaftaran ditutup 26 Oktober 2025", "Batas pendaftaran: 26 Oktober 2025", "Waktu pelaksanaan: 26 Oktober 2025"],
)
def test_the_day_of_what_a_text_tells_of_is_part_of_it(line: str) -> None:
    draft = read(f"<p>{line}</p>")
    assert draft.stated is None
    assert said(draft) == [line, *WHOLE]
    assert dated(f"<h1>{TITLE}</h1><p>{line}</p><p>13.11.2025</p>{BODY}") == datetime(2025, 11, 13, tzinfo=WIB)


def test_headings_that_come_again_above_a_list_of_others_with_their_days() -> None:
    heading = "<p><strong>Latar Belakang</strong></p>"
    links = "".join(
        f'<li><a href="/blog/read/{n}_y">Judul Berita Lain {n}</a><p class="tgl">1{n}.10.2025</p></li>'
        for n in range(3)
    )
    draft = read('<p class="tgl">13.11.2025</p>', f"<h4>Berita Terkait</h4><ul>{links}</ul>", (heading + BODY) * 2)
    assert said(draft) == ["Latar Belakang", *WHOLE] * 2
    assert draft.authors == ()


def test_a_viewer_shows_the_file_that_it_is_told() -> None:
    frame = '<iframe src="/pdfjs/web/viewer.html?file=/berkas/5.pdf"></iframe>'
    assert [each.url for each in read(below=frame).attachments] == ["https://kota.kpu.go.id/berkas/5.pdf"]
    link = '<p><a href="/unduh.php?file=/berkas/5.pdf">Unduh</a></p>'
    assert [each.url for each in read(below=link).attachments] == [
        "https://kota.kpu.go.id/unduh.php?file=/berkas/5.pdf"
    ]


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Informasi</h2>",
        "<p>Pengumuman</p>",
        "<p>UUD 1945<br>Pasal 22E ayat satu menyebut pemilihan.</p>",
        "<p>Keputusan Nomor 12 Tahun 2025<br>tentang penetapan daftar pemilih tetap di kota.</p>",
        "<table><tr><td>Hari</td><td>13 November 2025</td><td>Tempat: Aula Kantor KPU</td></tr></table>",
    ],
)
def test_lines_above_a_text_that_are_part_of_it(above: str) -> None:
    text = " ".join(" ".join(said(read(above))).split())
    for line in ("Informasi", "Pengumuman", "UUD 1945", "Keputusan Nomor 12", "Aula Kantor"):
        assert (line in text) == (line in above)


@pytest.mark.parametrize("label", ["Tanggal Surat: ", "Tanggal Penetapan: ", "Ditetapkan "])
def test_the_day_of_a_document_counts_where_no_other_does(label: str) -> None:
    assert dated(f"<h1>{TITLE}</h1><p>{label}12 November 2025</p>{BODY}") == datetime(2025, 11, 12, tzinfo=WIB)


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_chapter_in_a_box_right_beside_the_title(tag: str) -> None:
    chapter = f'<div class="tambahan"><{tag}>Syarat pendaftaran</{tag}><p>{TEXT} Syaratnya tiga.</p></div>'
    draft = read("<p>13 November 2025</p>", chapter, f'<div class="isi">{BODY}</div>')
    assert "Syaratnya tiga" in draft.html


@pytest.mark.parametrize(
    "part",
    [
        "<div><p>{0}</p><p>{0} Akhir.</p><div><button>Suka</button><button>Tanggapi</button></div></div>",
        '<div><p>Peserta melihat <a href="/profile/visi-misi">profil lembaga</a>. {0} Akhir.</p></div>',
        "<div><p>Budi Santoso</p><p>Kepala dinas itu mengatakan: {0} Akhir.</p></div>",
        '<h3><a href="/blog/read/7_y">Bagaimana semuanya dimulai</a></h3><p>"Saya ingin pulang." Akhir. {0}...</p>',
    ],
)
def test_parts_of_a_text_that_look_like_what_stands_beside_one(part: str) -> None:
    draft = read("<p>Oleh: Budi Santoso</p>", body=f'<div class="isi">{BODY}{part.format(TEXT)}</div>')
    assert "Akhir." in draft.html


OTHER = "/blog/read/8_pelantikan-panitia-pemilihan-kecamatan"
ABOUT_US = "<p>Kami adalah lembaga yang mandiri dan melayani pemilih di seluruh wilayah provinsi.</p>"
WITHIN = {
    "the card of another article": f"<div class=card><a href={OTHER}><img src=/images/8.jpg></a><div><a href={OTHER}>"
    f"<b>Pelantikan Panitia Pemilihan Kecamatan</b></a><p>{TEXT[:-6]} ...</p></div></div>",
    "one without its picture": f"<div><h4><a href={OTHER}>Pelantikan Panitia Pemilihan Kecamatan</a></h4>"
    f"<p>{TEXT[:-6]} ...</p></div>",
    "a newsletter": "<div><h4>Langganan Buletin</h4><p>Dapatkan kabar langsung di kotak surat Anda setiap pekan.</p>"
    "<input type=email><button>Daftar</button></div>",
    "an advertisement": "<div class=x><span>ADVERTISEMENT</span><a href=https://toko.example/>"
    "<img src=/images/9.jpg></a><p>Promo akhir tahun, diskon hingga 70 persen untuk semua produk.</p></div>",
    "a channel": "<p><em>Simak berita lainnya dengan mengikuti kami di "
    "<a href=https://news.google.com/x>Google News</a></em></p>",
}


@pytest.mark.parametrize("within", WITHIN.values(), ids=WITHIN)
def test_what_lies_between_the_paragraphs_and_is_none_of_them(within: str) -> None:
    paragraphs = [f"<p>{paragraph} Ini paragraf ke-{n}.</p>" for n, paragraph in enumerate(WHOLE * 2)]
    whole = said(read(body="".join(paragraphs)))
    assert said(read(body="".join([*paragraphs[:2], within, *paragraphs[2:]]))) == whole


@pytest.mark.parametrize("heading", ["Tentang Kami", "Hubungi Kami"])
def test_what_the_office_says_of_itself_below_the_text(heading: str) -> None:
    section = "<section><div>{}</div></section>"
    body = "".join(section.format(f"<p>{paragraph}</p>") for paragraph in WHOLE)
    assert said(read(body=body, below=section.format(f"<h2>{heading}</h2>{ABOUT_US}"))) == WHOLE


def test_a_text_that_is_set_in_headings_is_whole() -> None:
    body = "".join(f"<h4>{line}</h4>" for line in (*WHOLE, "[humas]"))
    assert said(read(body=f"<div>{body}</div>")) == [*WHOLE, "[humas]"]


def test_titles_of_others_with_their_days_in_the_lines_of_one_block() -> None:
    titles = ("Pelantikan Panitia Pemilihan Kecamatan", "Bimbingan Teknis Pengelolaan Arsip Dinamis")
    rows = "".join(
        f"<img src=/i.gif> <a href=/blog/read/{n}_x>{title}</a> <br><i>Tanggal : 0{n}/11/2025, 09:12:33,"
        f" dibaca 71 kali.</i><br>"
        for n, title in enumerate(titles, 3)
    )
    below = f"<br><a href=#>Kembali ke Atas</a><br><b>Berita Lainnya :</b><br>{rows}"
    line = "<i>Tanggal : 13/11/2025, 09:12:33, dibaca 231 kali.</i><br><br>"
    draft = read(line, below, body=f"<div align=justify>{BODY}</div>")
    assert said(draft) == WHOLE
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 13, 9, 12, 33, tzinfo=WIB)


def test_files_with_their_days_in_the_lines_of_one_block_are_part_of_the_text() -> None:
    rows = "".join(f"<a href=/f/{n}.pdf>Lampiran {n} Keputusan Rapat Pleno</a> (0{n}/11/2025)<br>" for n in (3, 4))
    assert "Lampiran 4 Keputusan Rapat Pleno" in " ".join(said(read(body=f"{BODY}<p>{rows}</p>")))
