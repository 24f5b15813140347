"""What pages say of themselves to machines is collected, however badly it is written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.extract import markup
from feeder.extract.structured import Claims, claims
from feeder.model import Document

URL = "https://kota.example.go.id/blog/read/1_x"
SEEN = datetime(2025, 11, 14, tzinfo=UTC)
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Rapat &amp; Evaluasi",
    "datePublished": "2025-11-13T09:12:33+07:00",
    "author": [{"@type": "Person", "name": "Ratna"}, "Dimas", "https://example.org/orang/3"],
    "image": {"@type": "ImageObject", "url": "/images/a.jpg"},
    "articleSection": ["Berita", "Umum"],
    "articleBody": "Satu.\nDua.",
    "inLanguage": "id",
    "publisher": {"@type": "Organization", "name": "KPU Kota Contoh"},
}


def collect(head: str, body: str = "<p>x</p>", url: str = URL) -> Claims:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return claims(markup.tree(Document(url=URL, body=html.encode(), seen=SEEN)), url)


def island(data: Any) -> str:
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "WebPage"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE | {"@type": ["Article", "Thing"]}},
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE) + ";",
        json.dumps(ARTICLE).replace("Satu.\\n", "Satu.\n"),
    ],
    ids=["object", "list", "graph", "nested", "comment", "cdata", "comma", "semicolon", "line end"],
)
def test_json_ld_in_every_shape(data: Any) -> None:
    found = collect(island(data))
    assert found.titles[0] == ("JSON-LD", "Rapat & Evaluasi")
    assert found.dates == (("JSON-LD", "2025-11-13T09:12:33+07:00"),)
    assert [name for _, name in found.authors] == ["Ratna", "Dimas"]
    assert [address for _, address in found.images] == ["/images/a.jpg"]
    assert [name for _, name in found.sections] == ["Berita", "Umum"]
    assert found.body == "Satu.\nDua."
    assert "KPU Kota Contoh" in found.sites
    assert found.language == "id"


def test_references_within_a_graph_are_followed() -> None:
    graph = [
        {"@type": "Article", "headline": "Judul", "author": {"@id": "#p"}, "image": {"@id": "#i"}},
        {"@type": "Person", "@id": "#p", "name": "Ratna"},
        {"@type": "ImageObject", "@id": "#i", "url": "/a.jpg"},
    ]
    found = collect(island({"@graph": graph}))
    assert (found.authors, found.images) == ((("JSON-LD", "Ratna"),), (("JSON-LD", "/a.jpg"),))


def test_of_several_articles_the_one_with_the_address_of_the_page_counts() -> None:
    others = [{"@type": "Article", "headline": f"Lain {n}", "url": f"https://kota.example.go.id/{n}"} for n in range(3)]
    found = collect(island([*others, {"@type": "Article", "headline": "Ini", "mainEntityOfPage": {"@id": URL + "#x"}}]))
    assert found.titles[0] == ("JSON-LD", "Ini")


def test_articles_with_other_addresses_are_others() -> None:
    other = {"@type": "NewsArticle", "headline": "Rapat yang Lain Sama Sekali", "url": "/blog/read/7_y"}
    assert collect(island([other])).titles == ()
    assert collect(island([other, {"@type": "NewsArticle", "headline": "Ini"}])).titles == (("JSON-LD", "Ini"),)
    titled = "<title>Rapat yang Lain Sama Sekali | KPU</title>"
    assert ("JSON-LD", other["headline"]) not in collect(titled + island([other])).titles  # two numbers are two


@pytest.mark.parametrize(
    "place",
    ["https://www.kpu.example.go.id/blog/read/1_x", "/blog/read/1_lain", "https://kota.example.go.id/", "#berita"],
)
def test_an_article_of_this_page_in_any_spelling(place: str) -> None:
    node = {"@type": "NewsArticle", "headline": "Ini", "mainEntityOfPage": {"@id": place}}
    assert collect(island([node])).titles == (("JSON-LD", "Ini"),)


def test_an_article_under_another_address_is_known_by_its_title() -> None:
    node = {"@type": "NewsArticle", "headline": "Rapat Pleno di Kota", "url": "/2025/11/rapat-pleno"}
    found = collect("<title>Rapat Pleno di Kota - KPU</title>" + island(node))
    assert ("JSON-LD", "Rapat Pleno di Kota") in found.titles
    canonical = collect('<link rel="canonical" href="/2025/11/rapat-pleno"><title>KPU</title>' + island(node))
    assert ("JSON-LD", "Rapat Pleno di Kota") in canonical.titles


def test_meta_elements() -> None:
    found = collect(
        "<title> Judul  Halaman </title>"
        '<meta property="og:title" content="Judul"><meta name="DC.date.issued" content="2025-11-13">'
        '<meta property="article:author" content="https://facebook.com/x"><meta name="Author" content="Ratna">'
        '<meta property="og:image" content="/a.jpg"><link rel="image_src" href="/b.jpg">'
        '<meta property="og:site_name" content="KPU Kota Contoh"><meta property="og:locale" content="id_ID">'
        '<meta property="article:section" content="Berita"><meta name="x">'
    )
    assert found == Claims(
        titles=(("og:title", "Judul"), ("<title>", "Judul Halaman")),
        dates=(("dc.date.issued", "2025-11-13"),),
        authors=(("author", "Ratna"),),
        sections=(("article:section", "Berita"),),
        images=(("og:image", "/a.jpg"), ("link", "/b.jpg")),
        sites=("KPU Kota Contoh",),
        language="id-ID",
    )


def test_microdata_of_the_article_and_of_nothing_within_it() -> None:
    body = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">Judul</h2>'
        '<time itemprop="datePublished" datetime="2025-11-13">kemarin</time>'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"> <b itemprop="name">Ratna</b></span>'
        '<img itemprop="image" src="/a.jpg"><div itemprop="articleBody"><p>Satu.</p></div>'
        '<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="headline">Lain</b></div></div>'
        '<div itemscope itemtype="https://schema.org/NewsArticle"><b itemprop="headline">Kedua</b></div>'
    )
    found = collect("", body)
    assert found.titles == (("microdata", "Judul"),)
    assert found.dates == (("microdata", "2025-11-13"),)
    assert found.authors == (("microdata", "Ratna"),)
    assert found.images == (("microdata", "/a.jpg"),)


@pytest.mark.parametrize(
    "writer",
    [
        '<a itemprop="url" href="/u/ratna"><span itemprop="name">Ratna</span></a>',
        '<a itemprop="url" href="/u/ratna">Ratna</a>',
        '<link itemprop="url" href="/u/ratna"><meta itemprop="name" content="Ratna">',
    ],
)
def test_a_writer_s_name_goes_before_the_address(writer: str) -> None:
    picture = '<meta itemprop="name" content="Perahu"><meta itemprop="url" content="/a.jpg">'
    reader = '<p itemprop="comment"><b itemprop="author">Tom</b> <time itemprop="datePublished">2025-11-14</time></p>'
    found = collect(
        "",
        '<div itemscope itemtype="https://schema.org/DiscussionForumPosting">'
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person">{writer}</span>'
        f'<p itemprop="image" itemscope itemtype="https://schema.org/ImageObject">{picture}</p>{reader}</div>',
    )
    assert found.authors == (("microdata", "Ratna"),)
    assert found.images == (("microdata", "/a.jpg"),)


def test_the_breadcrumb_names_the_section() -> None:
    steps = [{"@type": "ListItem", "name": "Beranda"}, {"item": {"name": "Berita", "@id": "/b"}}, {"name": "Judul"}]
    found = collect(island({"@type": "BreadcrumbList", "itemListElement": steps}))
    assert found.sections == (("breadcrumb", "Berita"),)


@pytest.mark.parametrize(
    "data", ["", "{", "[[[[", "null", '"x"', "[1, 2]", '{"@type": 5, "author": {"name": {}}}', "{" * 5000, "[" * 99999]
)
def test_what_is_no_json_ld_is_passed_over(data: str) -> None:
    assert collect(island(data)) == Claims()


NAMES = (
    *("@type", "@id", "@graph", "author", "image", "name", "url", "headline", "publisher", "datePublished"),
    *("itemListElement", "mainEntityOfPage", "articleSection", "inLanguage"),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_read(data: Any) -> None:
    article = data | {"@type": "Article"} if isinstance(data, dict) else data
    assert isinstance(collect(island(article)), Claims)
