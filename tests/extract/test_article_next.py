"""What stands around an article on pages that go on and on, and on those that begin with much else."""

from __future__ import annotations

import pytest
from story import TITLE, read

TEXT = (
    "Di tepi muara, tiga perajin tua masih membuat perahu dari kayu ulin, papan demi papan.",
    "Satu perahu mereka selesaikan dalam empat bulan, tanpa gambar dan tanpa paku besi.",
    "Anak-anak mereka bekerja di pabrik. Tidak seorang pun, kata mereka, mau meneruskan pekerjaan itu.",
)
BODY = "".join(f"<p>{each}</p>" for each in TEXT)


def test_the_next_articles_of_a_page_that_goes_on_are_others() -> None:
    fish = "<p>Pasar tongkol itu kini jauh lebih luas dan terang, dan pedagang mengaku lega karenanya.</p>"
    other = f"<section><h2>Pasar Ikan Pindah ke Utara</h2><div>11/11/2025</div>{fish * 9}</section>"
    found = read(f"<div><section><h2>{TITLE}</h2><div>13/11/2025</div>{BODY * 3}</section>{other * 3}</div>").html
    assert all(each in found for each in TEXT)
    assert "tongkol" not in found


def test_the_site_s_name_in_a_heading_that_leads_home_is_no_title_wherever_it_stands() -> None:
    side = "".join(f'<div><a href="/cerita/{n}">Kabar lama dari muara nomor {n}</a></div>' for n in range(30))
    head = f"<title>{TITLE} | Warta Muara</title>"
    main = f'<h1><a href="/">Warta Muara</a></h1><h2>Cerita</h2><h4>{TITLE}</h4>{BODY}'
    assert read(f"<div>{side}</div><div>{main}</div>", head).title == TITLE


@pytest.mark.parametrize("back", ["Kembali", "一覧へ戻る", "Mwy o newyddion"])
@pytest.mark.parametrize("href", ["/cerita/", "./", "index.html", "https://warta.example/"])
def test_a_link_to_the_list_that_the_article_is_one_of(back: str, href: str) -> None:
    found = read(f'<div><h1>{TITLE}</h1>{BODY}<p><a href="{href}">{back}</a></p></div>').html
    assert TEXT[-1] in found
    assert back not in found


@pytest.mark.parametrize("back", ["Kembali ke indeks", "&lt;&lt; Kembali", "Kembali ke daftar"])
def test_a_link_that_says_that_it_leads_back(back: str) -> None:
    line = f'<p align=right><a href="javascript:history.back()">{back}</a> | <a href="#top">Ke atas</a></p>'
    found = read(f"<div><h1>{TITLE}</h1>{BODY}{line}</div>").html
    assert TEXT[-1] in found
    assert "Kembali" not in found


def teaser(number: int, end: str = "") -> str:
    return (
        f'<h3><a href="/cerita/{number}">Pasar ikan nomor {number} pindah ke utara</a></h3>'
        f"<p>Pasar tongkol nomor {number} kini jauh lebih luas dan terang, dan pedagang mengaku lega karenanya{end}</p>"
    )


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize(
    ("label", "box", "end"),
    [
        ("<h2>Baca Juga</h2>", "{}", "."),
        ("", "{}", " ..."),
        ("", "<div>{}</div>", "."),
        ("", "<article>{}</article>", "."),
    ],
)
def test_titles_of_others_behind_a_text_and_how_these_begin(count: int, label: str, box: str, end: str) -> None:
    others = "".join(box.format(teaser(n, end)) for n in range(10, 10 + count))
    found = read(f"<div><h1>{TITLE}</h1>{BODY}{label}{others}</div>").html
    assert all(each in found for each in TEXT)
    assert "tongkol" not in found


def test_headings_that_lead_elsewhere_over_parts_of_the_text_itself() -> None:
    parts = "".join(teaser(n, ".").replace("/cerita/", "/peta/muara/") for n in range(10, 12))
    found = read(f"<div><h1>{TITLE}</h1>{BODY}{parts}</div>").html
    assert found.count("tongkol") == 2


def test_a_text_in_two_articles_without_headings() -> None:
    parts = f"<article>{BODY}</article><article><p>{TEXT[0]} Begitu juga ayah mereka.</p></article>"
    assert "ayah mereka" in read(f"<h1>{TITLE}</h1>{parts}").html


@pytest.mark.parametrize(
    "button",
    ["<button>Balas</button>", '<a href="#r"><i></i> Reply (2)</a>', '<footer><a href="/r">Balas</a></footer>'],
)
def test_what_readers_say_has_a_button_to_reply(button: str) -> None:
    said = "<p>Bagus sekali, semoga perahu itu masih sempat dilihat oleh anak-anak kota dan anak-anak nelayan.</p>"
    answers = f"<div><div><b>Budi</b> <small>14 November 2025</small>{said}{button}</div></div>" * 2
    found = read(f"<div><h1>{TITLE}</h1><p>13 November 2025</p>{BODY}{answers}</div>").html
    assert TEXT[-1] in found
    assert "Bagus" not in found


def test_some_words_about_the_writer_that_the_page_names() -> None:
    card = "<div><h4>Budi Santoso</h4><p>Budi Santoso menulis tentang laut dan orang laut sejak tahun 2015.</p></div>"
    found = read(f"<div><h1>{TITLE}</h1><p>Oleh: Budi Santoso</p>{BODY}{card}</div>")
    assert "sejak tahun" not in found.html
    assert found.authors == ("Budi Santoso",)


@pytest.mark.parametrize(
    "picture", ['src="/kop-surat.png"', 'src="/atas.png" width="800" height="120"', 'src="/header.jpg"']
)
def test_a_letterhead_is_no_picture_of_an_article(picture: str) -> None:
    assert read(f"<img {picture}><h1>{TITLE}</h1>{BODY}").image == ""
