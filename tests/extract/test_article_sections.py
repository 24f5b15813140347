"""Under which heading of its site an article stands."""

from __future__ import annotations

from datetime import UTC

import pytest
from story import BODY, FIRST, SEEN, TITLE, ZONE

from feeder.extract import article, markup
from feeder.extract.page import AnyPage
from feeder.model import Document, Role

HOST = "https://warta.example"
TEXT = f"<div><p>{FIRST}</p>{BODY}</div>"


def sections(above: str = "", below: str = "", at: str = "/berita/80", facts: str = "") -> tuple[str, ...]:
    html = f"<title>{TITLE}</title>{above}<h1>{TITLE}</h1>{facts}{TEXT}{below}"
    document = Document(url=HOST + at, body=html.encode(), seen=SEEN)
    return article.read(markup.tree(document), document, zone=ZONE).categories


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("/berita/79", "Panen raya di hulu"),
        ("/kategori/berita", "← Kembali ke Berita"),
        ("/kategori/berita", "Kembali"),
        ("/category/news", "Back to news"),
        ("/category/news", "Lihat Semua"),
    ],
)
def test_a_link_to_another_article_or_back_to_the_list_names_no_section(href: str, words: str) -> None:
    assert sections(below=f'<div><a href="{href}">{words}</a></div>') == ()


def test_numbers_are_sections_where_articles_have_other_addresses() -> None:
    link = '<p><a href="/berita/4/hukum">Hukum</a> 13 November 2025</p>'
    assert sections(facts=link, at="/berita/baca/80/perahu") == ("Hukum",)
    assert sections(facts=link, at="/berita/80/perahu") == ()


@pytest.mark.parametrize(
    "button",
    ['<a href="#"><b>31 x</b><i>Dibaca</i></a>', '<a href="/berita/80">31 x Dibaca</a>', '<a href="">Detail</a>'],
)
def test_a_button_is_no_step_on_the_way_from_the_home_page(button: str) -> None:
    way = f'<p><a href="/">Beranda</a><span>/</span><a href="/berita">{{}}</a></p><div>{button}</div>'
    assert sections(way.format("Berita")) == ("Berita",)
    assert sections(way.format("Semua Berita")) == ()


def test_the_words_that_lead_from_a_list_to_its_items_are_the_section_of_none() -> None:
    rows = "".join(
        f"<div class=card><h5>Perahu nomor {number} diluncurkan di muara</h5><p>Kabar dari dermaga...</p>"
        f'<a href="/berita/{number}" class=btn>Baca Selengkapnya</a></div>'
        for number in range(80, 76, -1)
    )
    url = f"{HOST}/berita"
    html = f"<title>Warta</title><body><a href=/>Beranda</a> <a href=/berita>Berita</a><div>{rows}</div>"
    page = AnyPage(url=url, zone=UTC).extract(Document(url=url, body=html.encode(), seen=SEEN, role=Role.LISTING))
    assert [each.hint.categories for each in page.follow if each.hint] == [()] * 4


WAY = '<p><a href="/">Beranda</a> / <a href="/berita">{}</a></p>'


@pytest.mark.parametrize(
    "badge",
    [
        '<span class="badge bg-primary">Kegiatan</span> <span>31 Kali Dibaca</span> <span>13 November 2025</span>',
        '<span class="tag">Kegiatan</span> Terbit 13 November 2025',
        '<time datetime="2025-11-13">13.11.25</time> <span class="news-list-category">Kegiatan</span>',
        '<span class="post-kategori">Kategori: <b>Kegiatan</b></span>',
        '<span class="category-name">Categoría: <a href="/x">Kegiatan</a></span>',
    ],
)
@pytest.mark.parametrize(("way", "without"), [("", ""), ("Berita", "Berita"), ("Berita & Artikel", "Berita & Artikel")])
def test_a_badge_says_more_than_the_name_of_the_list(badge: str, way: str, without: str) -> None:
    steps = WAY.format(way) if way else ""
    assert sections(facts=f"<p>{badge}</p>", above=steps) == ("Kegiatan",)
    assert sections(above=f"{steps}<div>{badge}</div>") == ("Kegiatan",)
    assert sections(above=steps) == ((without,) if without else ())


@pytest.mark.parametrize("name", ["Pengumuman", "Siaran Pers", "Hukum"])
def test_a_badge_yields_to_a_step_that_says_more(name: str) -> None:
    badge = '<p><span class="badge">Kegiatan</span> 13 November 2025</p>'
    assert sections(facts=badge, above=WAY.format(name)) == (name,)


@pytest.mark.parametrize(
    "badge",
    [
        '<span class="badge">31</span>',
        '<span class="badge">Terbaru</span>',
        '<span class="badge"><i class="fa fa-user"></i> Siti Rahmawati</span>',
        '<span class="badge">Oleh Siti Rahmawati</span>',
        '<span class="badge">Jumat</span>',
        '<span class="category-name">Thema: Obras</span>',
        '<span class="category-name">Kategorie: <a href="/x">Berita</a></span>',
        '<span class="badge">pemilih</span> <span class="badge">data</span> <span class="badge">rapat</span>',
    ],
)
def test_a_badge_that_names_no_section(badge: str) -> None:
    assert sections(facts=f"<p>{badge} 13 November 2025</p>", above=WAY.format("Berita")) == ("Berita",)


@pytest.mark.parametrize(
    ("way", "section"),
    [
        (f'<a href="/">Home</a> / {TITLE}', ()),
        (f'<a href="/">Home</a> / {TITLE[:20]}...', ()),
        ("Home / Pelabuhan", ("Pelabuhan",)),
        (f"Home / {TITLE.split()[0]} / {TITLE}", (TITLE.split()[0],)),
    ],
)
def test_the_way_from_the_home_page_may_lead_to_the_title_alone(way: str, section: tuple[str, ...]) -> None:
    assert sections(above=f"<div>{way}</div>") == section


def test_a_menu_with_a_block_in_each_link() -> None:
    menu = "".join(f'<li><a href="/kategori/{each}"><p>{each}</p></a></li>' for each in ("Muara", "Hulu", "Opini"))
    assert sections(above=f"<nav><ul>{menu}</ul></nav>") == ()


def test_a_badge_is_called_what_is_linked_in_it() -> None:
    badge = '<p class="category"><span>di </span><a href="/muara">Kabar Muara</a></p>'
    assert sections(facts=f"<p>13 November 2025</p>{badge}") == ("Kabar Muara",)
