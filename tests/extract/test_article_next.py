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
