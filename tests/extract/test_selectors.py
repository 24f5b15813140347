from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeder import pipeline
from feeder.errors import ExtractError
from feeder.extract import markup, paths
from feeder.extract.selectors import ArticlePaths, SelectorSite
from feeder.model import Document, Draft, Office, Page, Request, Role
from feeder.ports import Source
from feeder.ports.store import Store
from world import Clock

URL = "https://kota.example/kabar"
WIB = ZoneInfo("Asia/Jakarta")
TITLES = ("Rapat Koordinasi Data Pemilih", "Apel Pagi Tekankan Disiplin", "Kunjungan Pelajar ke Kantor")


def card(number: int, title: str) -> str:
    return f"""<div class="kartu" data-kunci="{number}">
<img src="/kosong.gif" data-src="/g/{number}.jpg" alt="">
<span class="rubrik">Rubrik {number}</span><small class="oleh">Humas</small>
<h4>{title}</h4><em class="tgl">1{number} November 2025 09:12 WIB</em>
<p class="isi">Ringkasan ke-{number} dari berita yang panjang.</p>
<a class="buka" href="kabar/{number}">Buka</a></div>"""


def listing(cards: str = "".join(map(card, (1, 2, 3), TITLES))) -> str:
    return f"""<!doctype html><title>Kabar</title><h1>Kabar</h1>
<aside><h4>Iklan</h4><a href="/iklan">Iklan</a></aside>
<main>{cards}</main><a class="lanjut" href="?hal=2">Lainnya</a>"""


BODY = "".join(
    f"<p>Paragraf ke-{number} menjelaskan rapat koordinasi data pemilih secara panjang.</p>" for number in range(9)
)
ARTICLE = f"""<!doctype html><title>Situs Kota</title><h1>Rapat Koordinasi Data Pemilih</h1>
<div class="info"><b class="pena">Ratna</b> <i class="kala">13 November 2025</i></div>
<div class="badan">{BODY}<p class="bagikan">Bagikan berita ini</p><p><a href="../sk.pdf">SK</a></p></div>
<img class="utama" src="/g/utama.jpg"><a class="rubrik" href="/r">Data</a>"""


def document(text: str, role: Role = Role.LISTING, url: str = URL) -> Document:
    return Document(url=url, body=text.encode(), seen=datetime(2025, 11, 14, tzinfo=UTC), role=role, name="page.html")


def followed(page: Page) -> list[Draft]:
    return [each.hint for each in page.follow if each.hint]


def site(article: ArticlePaths | None = None, **places: Any) -> SelectorSite:
    return SelectorSite(url=URL, zone=WIB, article=article or ArticlePaths(), **places)


def test_it_starts_at_the_list() -> None:
    [request] = site().start()
    assert (request.url, request.role) == (URL, Role.LISTING)


def test_every_place_by_css() -> None:
    page = site(
        items=".kartu",
        title="h4",
        link="a.buka",
        date=".tgl",
        text=".isi",
        image="img",
        author=".oleh",
        category=".rubrik",
        next="a.lanjut",
    ).extract(document(listing()))
    first = followed(page)[0]
    assert [draft.url for draft in followed(page)] == [f"https://kota.example/kabar/{number}" for number in (1, 2, 3)]
    assert first.title == TITLES[0]
    assert first.html == '<p class="isi">Ringkasan ke-1 dari berita yang panjang.</p>'
    assert first.stated
    assert first.stated.at == datetime(2025, 11, 11, 9, 12, tzinfo=WIB)
    assert (first.image, first.authors, first.categories) == ("https://kota.example/g/1.jpg", ("Humas",), ("Rubrik 1",))
    assert (page.follow[-1].url, page.follow[-1].role) == ("https://kota.example/kabar?hal=2", Role.LISTING)
    assert {trace.tier for trace in first.traces} == {"selectors"}


def test_every_place_by_xpath() -> None:
    page = site(
        items="//div[@data-kunci]", title="./h4/text()", link=".//a/@href", image="(.//img)[1]/@data-src", date="./em"
    ).extract(document(listing()))
    assert [draft.title for draft in followed(page)] == list(TITLES)
    assert followed(page)[2].image == "https://kota.example/g/3.jpg"


def test_attributes_by_css() -> None:
    page = site(items=".kartu", title="@data-kunci", image="img@data-src", link="a.buka@href").extract(
        document(listing())
    )
    assert [draft.title for draft in followed(page)] == ["1", "2", "3"]
    assert followed(page)[0].image == "https://kota.example/g/1.jpg"


def test_what_is_not_named_is_found_as_on_any_page() -> None:
    first = followed(site(items=".kartu").extract(document(listing())))[0]
    assert (first.title, first.url) == (TITLES[0], "https://kota.example/kabar/1")
    assert first.stated
    assert first.stated.at.date().isoformat() == "2025-11-11"


def test_links_alone() -> None:
    page = site(link=".kartu a").extract(document(listing()))
    assert [draft.url for draft in followed(page)] == [f"https://kota.example/kabar/{number}" for number in (1, 2, 3)]
    assert [draft.title for draft in followed(page)] == list(TITLES)


def test_a_place_where_nothing_stands_leaves_what_was_found() -> None:
    first = followed(site(items=".kartu", title=".tidak-ada").extract(document(listing())))[0]
    assert first.title == TITLES[0]


def test_the_next_page_is_found_where_it_is_not_named() -> None:
    text = listing().replace("Lainnya", "Selanjutnya »").replace("?hal=2", "/kabar?page=2")
    page = site(items=".kartu").extract(document(text))
    assert page.follow[-1].url == "https://kota.example/kabar?page=2"


PAGES = '<nav><a href="/kabar">1</a> <a href="?hal=2">2</a> <a href="?hal=3">3</a></nav>'


def onwards(page: Page) -> list[str]:
    return [each.url for each in page.follow if each.role is Role.LISTING]


@pytest.mark.parametrize(
    ("next_", "html"),
    [
        ("nav", PAGES),
        ("nav", '<nav><a href="/kabar">«</a> <a href="?hal=2">»</a></nav>'),
        (".kaki", '<p class="kaki"><a href="?hal=2">Buka lagi</a></p>'),
        (".kaki", '<p class="kaki"><button data-href="/kabar?hal=2">Lagi</button></p>'),
        ("a.lanjut@href", '<a class="lanjut" href="?hal=2">Lagi</a>'),
    ],
)
def test_the_next_page_by_the_link_within_a_place(next_: str, html: str) -> None:
    for items in (".kartu", ""):
        assert onwards(site(next=next_, items=items).extract(document(listing() + html))) == [f"{URL}?hal=2"]


def test_no_next_page_within_a_place() -> None:
    last = document(listing() + PAGES, url=f"{URL}?hal=3")
    page = site(items=".kartu", next="nav").extract(last)
    assert (onwards(page), page.missed) == ([], ())


@pytest.mark.parametrize("places", [{"items": ".kartu"}, {}])
def test_a_place_of_the_next_page_that_is_wrong_is_named(places: dict[str, Any]) -> None:
    first = document(listing() + PAGES)
    page = site(next=".nix", **places).extract(first)
    assert (onwards(page), page.missed) == ([f"{URL}?hal=2"], ("next ('.nix')",))
    second = document(listing() + PAGES, url=f"{URL}?hal=2")  # the last one, it may be
    page = site(next=".nix", **places).extract(second)
    assert (onwards(page), page.missed) == ([], ())
    alone = site(next=".nix", **places).extract(document(listing().partition("</main>")[0]))
    assert (onwards(alone), alone.missed) == ([], ())


def test_items_without_a_link_are_items_of_their_own() -> None:
    page = site(items="li", title="b", text="i").extract(document("<ul><li><b>Satu</b><i>x</i><li><b>Dua</b></ul>"))
    assert [(draft.title, draft.html) for draft in page.items] == [("Satu", "<i>x</i>"), ("Dua", "")]


def test_an_item_that_stands_twice_comes_once() -> None:
    page = site(items=".kartu", title="h4").extract(document(listing(card(1, "Satu") + card(1, "Dua"))))
    assert [draft.title for draft in followed(page)] == ["Satu"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "#", "mailto:a@b.id"])
def test_links_that_lead_nowhere(href: str) -> None:
    text = f'<ul><li><a href="{href}">Satu</a><a href="/1">Baca</a></ul>'
    assert [each.url for each in site(items="li").extract(document(text)).follow] == ["https://kota.example/1"]


def test_places_that_find_nothing_are_named() -> None:
    with pytest.raises(ExtractError, match=r"^page\.html: expected items at '\.kotak'; none of the 5 links is one"):
        site(items=".kotak").extract(document(listing()))
    with pytest.raises(ExtractError, match=r"; correct selectors\.items, or take it out$"):
        site(items=".kotak").extract(document(listing()))
    with pytest.raises(ExtractError, match=r"; correct selectors\.link, or take it out$"):
        site(link=".kotak").extract(document(listing()))
    with pytest.raises(ExtractError, match=r"an error page: 404$"):
        site(items=".kotak").extract(document("<h1>404</h1>"))


def test_an_empty_page_past_the_last_is_the_end() -> None:
    assert site(items=".kartu").extract(document(listing(""), url=f"{URL}?hal=9")).follow == ()


def test_without_places_the_list_is_found_by_itself() -> None:
    text = listing().replace("kabar/", "/berita/baca/10").replace("Buka", "")
    for number, title in enumerate(TITLES, 1):
        text = text.replace(f"<h4>{title}</h4>", f'<h4><a href="/berita/baca/10{number}">{title}</a></h4>')
    page = site(next="a.lanjut").extract(document(text))
    assert [draft.title for draft in followed(page)] == list(TITLES)
    assert page.follow[-1].url == "https://kota.example/kabar?hal=2"


# Articles


def test_every_place_of_an_article() -> None:
    named = ArticlePaths(
        title="h1",
        date=".kala",
        text=".badan",
        image="img.utama",
        author=".pena",
        category="a.rubrik",
        remove=(".bagikan",),
    )
    [draft] = site(named, items=".kartu").extract(document(ARTICLE, Role.ARTICLE, f"{URL}/1")).items
    assert (draft.title, draft.authors, draft.categories) == (TITLES[0], ("Ratna",), ("Data",))
    assert draft.image == "https://kota.example/g/utama.jpg"
    assert draft.stated
    assert draft.stated.at.date().isoformat() == "2025-11-13"
    assert draft.html.startswith('<div class="badan"><p>Paragraf ke-0')
    assert "Bagikan" not in draft.html
    assert draft.base == f"{URL}/1"


def test_an_article_without_places_is_read_as_on_any_page() -> None:
    [draft] = site().extract(document(ARTICLE, Role.ARTICLE, f"{URL}/1")).items
    assert draft.title == TITLES[0]
    assert "Paragraf ke-8" in draft.html


def test_an_article_that_only_the_places_understand() -> None:
    text = "<h1>Hasil</h1><div class=x>Lihat lampiran.</div>"
    [draft] = site(ArticlePaths(title="h1", text=".x")).extract(document(text, Role.ARTICLE, f"{URL}/1")).items
    assert (draft.title, draft.html) == ("Hasil", '<div class="x">Lihat lampiran.</div>')


def test_text_nodes_become_paragraphs() -> None:
    named = ArticlePaths(title="//h1", text="//div[@class='badan']/p[position() < 3]/text()")
    [draft] = site(named).extract(document(ARTICLE, Role.ARTICLE, f"{URL}/1")).items
    assert draft.html.count("<p>") == 2


def test_a_page_that_is_no_article_is_refused() -> None:
    with pytest.raises(ExtractError):
        site(ArticlePaths(text=".x")).extract(document("<p></p>", Role.ARTICLE, f"{URL}/1"))


def test_a_saved_page_is_what_it_looks_like() -> None:
    both = site(items=".kartu", title="h4")
    assert len(followed(both.extract(document(listing(), Role.UNKNOWN, f"{URL}?hal=2")))) == 3
    [draft] = both.extract(document(ARTICLE, Role.UNKNOWN, f"{URL}/1")).items
    assert draft.title == TITLES[0]


# Paths


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("p", ["satu", "dua"]),
        ("p.a, p.b", ["satu", "dua"]),
        ("p@class", ["a", "b"]),
        ("p.a@class, i", ["?"]),
        ("p[title='x @y']", ["satu"]),
        ("p:first-child", ["satu"]),
        ("//p[2]", ["dua"]),
        ("(//p)[1]/@class", ["a"]),
        ("./p/text()", []),
        ("//p/text()", ["satu", "dua"]),
        ("count(//p)", ["?"]),
    ],
)
def test_paths(path: str, found: list[str]) -> None:
    tree = markup.tree(document("<div><p class=a title='x @y'>satu</p><p class=b>dua</p></div>"))
    if found == ["?"]:
        with pytest.raises(ValueError, match="is no CSS selector"):
            paths.find(path)
        return
    assert [paths.text([each]) for each in paths.find(path)(tree)] == found


def test_a_number_is_said_as_text() -> None:
    tree = markup.tree(document("<p>a</p><p>b</p>"))
    assert paths.find("(count(//p))")(tree) == ["2.0"]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("div[", "'div[' is no CSS selector ("),
        ("p:nosuch", "'p:nosuch' is no CSS selector ("),
        (
            "b/a",
            "'b/a' is no CSS selector (Expected selector, got <DELIM '/' at 1>); an XPath begins with /, ./ or (, so",
        ),
        ("string(.//i)", "'string(.//i)' is no CSS selector ("),
        ("//p[", "'//p[' is no XPath (Invalid expression); compare it with a page in the browser's tools"),
        ("//x:p", "'//x:p' is no XPath ("),
        ("//h4[matches(., 'a(')]", "\"//h4[matches(., 'a(')]\" is no XPath 1.0, which knows no matches();"),
        ("//h4[ends-with (@id, 'a')]", "\"//h4[ends-with (@id, 'a')]\" is no XPath 1.0, which knows no ends-with();"),
        ("//h4[@id = $nosuch]", "'//h4[@id = $nosuch]' is no XPath 1.0, which knows no $nosuch;"),
    ],
)
def test_bad_paths_are_named(path: str, problem: str) -> None:
    [found] = site(items=path).problems()
    assert found.startswith(f"items: {problem}")
    [found] = site(ArticlePaths(remove=("p", path))).problems()
    assert found.startswith(f"article.remove: {problem}")


@pytest.mark.parametrize("path", ["b/a", "string(.//i)", "descendant::a/@href", "*[2]", "normalize-space(.//i)"])
def test_an_xpath_that_does_not_begin_as_one_is_told_how_to(path: str) -> None:
    [found] = site(items=path).problems()
    assert found.endswith(f"; an XPath begins with /, ./ or (, so write ({path})")
    assert site(items=f"({path})").problems() == []


@pytest.mark.parametrize(
    ("path", "remedy"),
    [("img::attr(data-src)", "img@data-src"), ("h4 a::text", "h4 a alone"), ("a ::attr( b )", "a@b")],
)
def test_a_selector_of_another_program_is_told_how_to_write_it(path: str, remedy: str) -> None:
    [found] = site(items=path).problems()
    assert found.endswith(f"; write {remedy}")


def test_a_path_that_fails_on_the_page_is_no_crash() -> None:
    with pytest.raises(ExtractError, match=r"^page\.html: an XPath cannot be used on it: Invalid type"):
        site(items="//h4[count('a')]").extract(document(listing()))


def test_good_paths_have_no_problems() -> None:
    assert site(ArticlePaths(text="div", remove=("p",)), items="li", title="./b").problems() == []
    xpath = "//li[not(contains(., 'matches($x)')) and (position() = 1 or ./b)]/descendant::text()[normalize-space()]"
    assert site(items=xpath).problems() == []


@pytest.mark.parametrize("name", ["title", "link", "date", "text"])
def test_a_place_where_no_item_has_anything_is_named(name: str) -> None:
    named: dict[str, Any] = {name: ".dulu"}
    page = site(items=".kartu", **named).extract(document(listing()))
    assert page.missed == (f"{name} ('.dulu')",)
    assert [draft.title for draft in followed(page)] == list(TITLES)


@pytest.mark.parametrize(
    ("name", "path", "missed"),
    [
        ("date", "h4", "date ('h4') that is a date"),
        ("image", "h4", "image ('h4') that is a picture"),
        ("image", "a", "image ('a') that is a picture"),
        ("image", "img@data-asli", "image ('img@data-asli')"),
        ("image", ".//img/@data-asli", "image ('.//img/@data-asli')"),
        ("title", "img", "title ('img') that has words"),
    ],
)
def test_a_place_where_something_else_stands_is_named(name: str, path: str, missed: str) -> None:
    named: dict[str, Any] = {name: path}
    page = site(items=".kartu", **named).extract(document(listing()))
    assert page.missed == (missed,)
    assert [draft.title for draft in followed(page)] == list(TITLES)
    assert all("kabar" not in draft.image for draft in followed(page))


def test_a_place_of_an_article_where_no_date_stands_is_named() -> None:
    page = site(ArticlePaths(date=".pena", image=".pena")).extract(document(ARTICLE, Role.ARTICLE))
    assert page.missed == ("article.date ('.pena') that is a date",)


@pytest.mark.parametrize("said", ["Oleh: Budi Santoso", "Penulis Budi Santoso", "Budi Santoso"])
def test_a_writer_is_named_without_a_label(said: str) -> None:
    text = listing().replace(">Humas<", f">{said}<")
    assert followed(site(items=".kartu", author=".oleh").extract(document(text)))[0].authors == ("Budi Santoso",)


def test_a_place_where_some_items_have_nothing_is_right() -> None:
    page = site(items=".kartu", title="h4", author=".dulu", image=".dulu").extract(document(listing()))
    assert page.missed == ()


def test_a_place_of_an_article_where_nothing_stands_is_named(clock: Clock, store: Store) -> None:
    paths_of = ArticlePaths(title="h1", text=".dulu", author=".dulu")
    source = Source(id="k", extractor=site(paths_of, items=".kartu"), office=Office(url=URL, zone=WIB))

    def fetch(request: Request) -> list[Document]:
        article = ARTICLE.replace("Rapat Koordinasi", request.hint.title if request.hint else "")
        text = listing() if request.role is Role.LISTING else article
        return [replace(document(text, request.role, request.url), hint=request.hint, name="")]

    outcome = pipeline.refresh(source, fetch, store, clock)
    assert outcome.new == 3
    assert outcome.failures == (
        "https://kota.example/kabar/1: nothing stands at selectors.article.text ('.dulu'), so it was read as on any"
        " page; correct it, or take it out",
    )


def test_links_may_be_named_by_what_they_hold() -> None:
    page = site(link="//a[@class='buka']/@href").extract(document(listing()))
    assert [draft.url for draft in followed(page)] == [f"https://kota.example/kabar/{number}" for number in (1, 2, 3)]
