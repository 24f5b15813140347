from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.errors import ExtractError
from feeder.extract.textdump import read
from feeder.model import Document, Page
from feeder.normalise import html

URL = "https://jakarta.kpu.go.id/blog/category/104"
RAPAT = "KPU Kota Cendana Gelar Rapat Koordinasi Data Pemilih"
APEL = "Apel Pagi, Sekretaris KPU Kota Cendana Tekankan Disiplin Kerja"
TANYA = "Mengapa Data Pemilih Tak Pernah Selesai?"
LEAD = (
    "Komisi Pemilihan Umum (KPU) Kota Cendana menggelar rapat koordinasi data pemilih pada Kamis (13/11). "
    "Rapat diikuti seluruh jajaran sekretariat di aula kantor."
)
QUOTE = "“Data pemilih itu bergerak setiap hari,” ujar Ketua KPU Kota Cendana."
LAST = "Kegiatan ditutup dengan doa bersama."


def document(text: str | bytes, name: str = "") -> Document:
    body = text if isinstance(text, bytes) else text.encode()
    return Document(url=URL, body=body, seen=datetime(2025, 11, 14, tzinfo=UTC), media_type="text/plain", name=name)


def pages(text: str | bytes) -> Page:
    return read(document(text), url=URL)


def items(text: str | bytes) -> list[tuple[str, list[str]]]:
    """Titles, each with its paragraphs."""
    return [(draft.title, html.text(draft.html).split("\n\n")) for draft in pages(text).items]


EXPECTED = [(RAPAT, [LEAD, QUOTE]), (APEL, [LEAD]), (TANYA, [QUOTE, LEAD, LAST])]
PLAIN = "\n\n".join(["Berita Terkini", RAPAT, LEAD, QUOTE, APEL, LEAD, TANYA, QUOTE, LEAD, LAST])


def test_titles_and_texts_in_page_order() -> None:
    assert items(PLAIN) == EXPECTED


def test_the_heading_is_the_category() -> None:
    assert {draft.categories for draft in pages(PLAIN).items} == {("Berita Terkini",)}


def test_without_a_heading_there_is_no_category() -> None:
    page = pages(PLAIN.removeprefix("Berita Terkini\n\n"))
    assert [draft.title for draft in page.items] == [RAPAT, APEL, TANYA]
    assert {draft.categories for draft in page.items} == {()}


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n\n", "\n"),
        PLAIN.replace("\n\n", "\n \n\t\n\u00a0\n"),
        PLAIN + "\n\n\n",
        "\ufeff" + PLAIN,
    ],
)
def test_line_ends_and_blank_lines_do_not_matter(text: str) -> None:
    assert items(text) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_encodings(encoding: str) -> None:
    assert items(PLAIN.encode(encoding)) == EXPECTED


@pytest.mark.parametrize("views", ["883", "1.204", "883 views", "Dilihat 883 kali", "👁 883"])
def test_a_view_count_before_the_title_is_in_neither_title_nor_text(views: str) -> None:
    text = "\n\n".join(
        ["Berita Terkini", views, RAPAT, LEAD, QUOTE, views, APEL, LEAD, views, TANYA, QUOTE, LEAD, LAST]
    )
    assert items(text) == EXPECTED


@pytest.mark.parametrize("more", ["Selengkapnya", "\nBaca Selengkapnya »", "SELENGKAPNYA\n"])
def test_more_below_a_shortened_text_is_in_neither(more: str) -> None:
    short = LEAD[:90] + "..."
    page = pages("\n".join(["Berita Terkini", "883", RAPAT, short, more, "12", APEL, short, more, TANYA, LEAD]))
    assert [(draft.title, draft.html) for draft in page.items] == [
        (RAPAT, f"<p>{short}</p>"),
        (APEL, f"<p>{short}</p>"),
        (TANYA, f"<p>{LEAD}</p>"),
    ]
    assert [draft.traces[1].reason for draft in page.items] == ["shortened on the page"] * 2 + ["whole"]


def test_more_at_the_end_of_the_shortened_text_itself() -> None:
    page = pages(f"{RAPAT}\n\n{LEAD[:90]}... Selengkapnya\n\n{APEL}\n\n{LEAD}")
    assert page.items[0].html == f"<p>{LEAD[:90]}...</p>"
    assert page.items[0].traces[1].reason == "shortened on the page"


def test_a_title_whose_text_is_a_picture_is_an_item_of_its_own() -> None:
    assert items(f"{RAPAT}\n\nSelengkapnya\n\n{APEL}\n\n{LEAD}") == [(RAPAT, [""]), (APEL, [LEAD])]


@pytest.mark.parametrize(
    "footer",
    [
        "« 1 2 3 Selanjutnya",
        "« 1 2 3 … 258 »",
        "‹\n1\n2\n3\n...\n258\n›",
        "Sebelumnya\n\n1\n\n2\n\nBerikutnya",
        "Halaman: 1 | 2 | 3",
        "1 2 3 Next\n\nBerita Populer\n\nKPU Terima Kunjungan Pelajar Sekolah Menengah\n\n© 2025 KPU Kota Cendana",
    ],
)
def test_what_comes_after_the_list_is_in_no_text(footer: str) -> None:
    assert items(f"{PLAIN}\n\n{footer}") == EXPECTED


def test_navigation_before_the_heading_is_dropped_and_named() -> None:
    page = pages("Beranda\nProfil\nInformasi Publik\nKontak\n\n" + PLAIN)
    assert [draft.title for draft in page.items] == [RAPAT, APEL, TANYA]
    assert page.items[0].categories == ("Berita Terkini",)
    assert [each.what for each in page.dropped] == ["Beranda", "Profil", "Informasi Publik", "Kontak"]


def test_a_word_of_the_menu_is_no_category() -> None:
    assert pages(f"Beranda\nProfil\nKontak\n\n{RAPAT}\n\n{LEAD}").items[0].categories == ()


def test_two_pages_in_one_file() -> None:
    second = f"Berita Terkini\n\n{APEL}\n\n{LEAD}\n\n{TANYA}\n\n{LEAD}\n\n« 1 2 3 Selanjutnya"
    found = items(f"Berita Terkini\n\n{RAPAT}\n\n{LEAD}\n\n« 1 2 3 Selanjutnya\n\n{second}")
    assert found == [(RAPAT, [LEAD]), (APEL, [LEAD]), (TANYA, [LEAD])]


@pytest.mark.parametrize("second", ["Pengumuman", "OPINI", "Kabar Kota"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_two_categories_one_below_the_other(second: str, gap: str) -> None:
    first = "Kabar Kota" if second == "Kabar Kota" else "Berita Terkini"
    page = pages(gap.join([first, RAPAT, LEAD, QUOTE, second, APEL, LEAD, TANYA, QUOTE, LEAD, LAST]))
    assert [(each.title, each.categories) for each in page.items] == [
        (RAPAT, (first,)),
        (APEL, (second,)),
        (TANYA, (second,)),
    ]
    assert html.text(page.items[0].html).endswith(QUOTE)


def test_a_title_that_ends_with_a_full_stop() -> None:
    title = "KPU Kota Cendana Gelar Rapat Koordinasi Data Pemilih."
    text = "\n\n".join(["Berita Terkini", APEL, LEAD, title, LEAD, QUOTE, TANYA, QUOTE])
    assert items(text) == [(APEL, [LEAD]), (title, [LEAD, QUOTE]), (TANYA, [QUOTE])]


@pytest.mark.parametrize("gap", ["\u00a0 ", " \u00a0", " \u00a0 ", "\u00a0 \u00a0"])
def test_a_no_break_space_after_a_full_stop_divides_paragraphs(gap: str) -> None:
    assert items(f"{RAPAT}\n\n{LEAD}{gap}{QUOTE}") == [(RAPAT, [LEAD, QUOTE])]


def test_a_no_break_space_elsewhere_stays() -> None:
    text = "Rapat dipimpin secara langsung \u00a0 oleh Prof.\u00a0Ali  di aula. Rapat ditutup."
    assert pages(f"{RAPAT}\n\n{text}").items[0].html == f"<p>{text}</p>"


def test_text_is_published_as_written() -> None:
    text = 'Kata "Dody",  <b>tebal</b> & “miring” ‘satu’ yangg kordinasi.'
    assert (
        pages(f"{PLAIN}\n\n{text}")
        .items[-1]
        .html.endswith('<p>Kata "Dody",  &lt;b&gt;tebal&lt;/b&gt; &amp; “miring” ‘satu’ yangg kordinasi.</p>')
    )


@pytest.mark.parametrize(
    "part",
    [
        "(humas kpu kota cendana)",
        "#TemanPemilih  #KPUMelayani",
        "Penulis: Ratna; Foto: Bayu",
        "1. Pemilih baru",
        "- fotokopi KTP elektronik",
        "fotokopi KTP elektronik",
        "Tindak Lanjut",
        "Setuju!",
        "1\tKecamatan Melati\t1.204",
        "13 November 2025",
        '"Jangan golput, karena satu suara tetap berarti"',
        "dengan ketentuan sebagai berikut:",
    ],
)
def test_short_lines_within_a_text_are_no_titles(part: str) -> None:
    text = "\n\n".join(["Berita Terkini", RAPAT, LEAD, part, LAST, LAST, APEL, LEAD, part, TANYA, LEAD])
    assert [title for title, _ in items(text)] == [RAPAT, APEL, TANYA]
    assert part.split()[0] in pages(text).items[1].html


@pytest.mark.parametrize(
    "title",
    [
        "Ayo Cek Namamu di DPT Online!",
        "“Suara Kita, Masa Depan Kota”, KPU Kota Cendana Temui Pelajar",
        "RAKOR PDPB TRIWULAN II, KPU KOTA CENDANA AJAK MITRA",
        "Kaji penerapan e-Counting, KPU Kota Cendana gelar diskusi bersama kampus",
        "KPU Kota Cendana Terima Audiensi H. Ahmad dan Drs. Bayu",
        "Pengumuman Nomor 12/PP.04-Pu/31/2022 tentang Jadwal Layanan",
    ],
)
def test_titles_of_many_kinds(title: str) -> None:
    text = "\n\n".join(["Berita Terkini", RAPAT, LEAD, QUOTE, title, LEAD, LAST, APEL, LEAD])
    assert items(text) == [(RAPAT, [LEAD, QUOTE]), (title, [LEAD, LAST]), (APEL, [LEAD])]


def test_a_one_line_text_without_a_full_stop() -> None:
    text = "Hasil seleksi administrasi selengkapnya dapat diunduh pada tautan berikut"
    assert items(f"{RAPAT}\n\n{text}\n\n{APEL}\n\n{LEAD}") == [(RAPAT, [text]), (APEL, [LEAD])]


def test_the_gap_before_titles_settles_what_the_words_do_not() -> None:
    inner = "Harapan Jajaran Sekretariat ke Depan"
    other = [f"{APEL}\n{LEAD}\n{LAST}", f"{TANYA}\n{LEAD}"] * 4
    found = items("\n\n".join([f"{RAPAT}\n{LEAD}\n{inner}\n{QUOTE}", *other]))
    assert found[0] == (RAPAT, [LEAD, inner, QUOTE])
    assert [title for title, _ in found[1:]] == [APEL, TANYA] * 4


def test_numbers_inside_a_text_are_kept() -> None:
    found = items("\n".join([RAPAT, LEAD, "Laki-laki", "1.204", "Perempuan", "1.300", LAST, "", APEL, LEAD]))
    assert found == [(RAPAT, [LEAD, "Laki-laki", "1.204", "Perempuan", "1.300", LAST]), (APEL, [LEAD])]


titles = st.sampled_from([RAPAT, APEL, TANYA, "KPU Kota Cendana Musnahkan Arsip dan Surat Suara Sisa"])
texts = st.lists(st.sampled_from([LEAD, QUOTE, LAST]), min_size=1, max_size=4)
gaps = st.integers(1, 4).map("\n".__mul__)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(titles, texts), min_size=1, max_size=8), st.data())
def test_any_list_comes_back_whatever_stands_between(listed: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    text = "Berita Terkini"
    for title, paragraphs in listed:
        views = data.draw(st.sampled_from(["", "883\n", "1.204\n\n"]))
        text += data.draw(gaps) + views + title + "".join(data.draw(gaps) + each for each in paragraphs)
    assert items(text) == listed


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with suppress(ExtractError):
        assert pages(body).items


PARAGRAPH = "Pada suatu pagi ia berjalan menyusuri sungai itu. Angin bertiup pelan di jalan setapak."


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"", "an empty file"),
        (b" \r\n\t\n", "an empty file"),
        (bytes(range(256)) * 20, "binary data"),
        ("<!DOCTYPE html><title>Berita</title>", "HTML or XML"),
        ("\n<rss version='2.0'/>", "HTML or XML"),
        ('{"items": []}', "JSON"),
        ('[{"title": "x"}]', "JSON"),
        ("id,title,date\n1,Rapat,2025-11-01\n2,Apel,2025-11-02\n", "a table (CSV)"),
        ("def add(a, b):\n    total_sum = a + b\n    return {total_sum: [a, b]}\n", "source code or markup"),
        (f"# Title\n\n{PARAGRAPH}\n\n## Next\n\n{PARAGRAPH}", "Markdown"),
        ("\n".join(map(str, range(100))), "numbers"),
        ("apel\njeruk\nmangga\npisang", "4 lines without a text below a title"),
        ("\n\n".join([PARAGRAPH] * 60), "59 paragraphs below 0 lines that could be titles"),
        (
            "Bab Pertama yang Panjang\n\n" + "\n\n".join([PARAGRAPH] * 60),
            "60 paragraphs below 1 line that could be titles",
        ),
        (
            "\n\n".join([PARAGRAPH.replace("menyusuri ", "menyusuri\n").replace(" pelan ", " pelan\n")] * 12),
            "lines that are broken in the middle of sentences",
        ),
    ],
)
def test_other_files_are_refused_with_what_was_expected(body: str | bytes, found: str) -> None:
    with pytest.raises(ExtractError) as error:
        read(document(body, name="folder/notes.txt"), url=URL)
    assert str(error.value) == (
        "folder/notes.txt: not the text of a listing page: expected a heading (the category), then for each item a "
        f"title and its text, divided by blank lines; found {found}"
    )


@pytest.mark.acceptance
def test_a_real_page() -> None:
    seed = Path(os.environ.get("FEEDER_SHARED") or Path(__file__).parents[3] / "shared") / "seed"
    if not seed.is_dir():
        pytest.skip(f"{seed} is not here")
    body = (seed / "berita-terkini.txt").read_bytes()
    page = pages(body)
    truth = json.loads((seed / "truth.json").read_text())
    assert [draft.title for draft in page.items] == [item["title"] for item in truth["items"]]
    assert {draft.categories for draft in page.items} == {(truth["heading"],)}
    assert [len(html.text(draft.html).split("\n\n")) for draft in page.items] == [2, 6, 1, 1, 1, 1]
    said = " ".join(f"{draft.title} {html.text(draft.html)}" for draft in page.items)
    assert said.split() == body.decode().removeprefix(truth["heading"]).split()
