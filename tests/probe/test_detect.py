"""What an address is good for as a source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import FetchError
from feeder.model import Document, Request
from feeder.ports import Fetch
from feeder.probe import detect

JAKARTA = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 5, tzinfo=UTC)
NEWS = "https://example.org/kabar"
TITLES = [
    "Panen raya di lima desa dimulai pekan depan",
    "Warga bergotong royong membersihkan saluran air",
    "Pasar malam kembali digelar di alun-alun kota",
    "Sekolah baru untuk anak nelayan selesai dibangun",
]
ITEM = "<item><title>{title}</title><link>https://example.org/{number}</link><description>{text}</description></item>"


def feed(text: str = "Ringkasan.", tag: str = "") -> str:
    found = [ITEM.format(title=title, number=number, text=text) for number, title in enumerate(TITLES)]
    whole = "".join(each.replace("</item>", f"{tag}</item>") for each in found)
    content = "http://purl.org/rss/1.0/modules/content/"
    return f'<rss version="2.0" xmlns:content="{content}"><channel><title>Kabar</title>{whole}</channel></rss>'


def listing(path: str = "/kabar/{number}/berita-desa", head: str = "") -> str:
    cards = "".join(
        f'<div><h3><a href="{path.format(number=number)}">{title}</a></h3><p>Ringkasan berita nomor {number}.</p></div>'
        for number, title in enumerate(TITLES, start=1)
    )
    menu = '<nav><a href="/">Beranda</a> <a href="/tentang">Tentang</a></nav>'
    body = f"<body>{menu}<main><h1>Kabar</h1>{cards}</main></body>"
    return f"<html><head><title>Kabar Desa</title>{head}</head>{body}</html>"


def site(pages: dict[str, str]) -> tuple[list[str], Fetch]:
    """What was asked, and the door that answers from the pages."""
    asked: list[str] = []

    def fetch(request: Request) -> Iterable[Document]:
        asked.append(request.url)
        if request.url not in pages:
            raise FetchError(request.url, "the page is not there (404)")
        return [Document(url=request.url, body=pages[request.url].encode(), seen=SEEN)]

    return asked, fetch


def found(pages: dict[str, str], url: str = NEWS) -> detect.Detection:
    return detect.detect(url, site(pages)[1], JAKARTA)


def test_a_feed() -> None:
    [finding] = found({NEWS: feed()}).findings
    assert (finding.kind, finding.url, finding.count) == ("feed", NEWS, 4)
    assert finding.titles == tuple(TITLES[:3])


def test_the_articles_of_a_feed_with_excerpts_are_fetched() -> None:
    whole = found({NEWS: feed(tag=f"<content:encoded>{'Isi berita. ' * 30}</content:encoded>")}).findings[0]
    brief = found({NEWS: feed()}).findings[0]
    assert "full_text" not in detect.entry(whole, "kabar")
    assert detect.entry(brief, "kabar")["full_text"] is True
    bare = found({NEWS: feed().replace("<description>Ringkasan.</description>", "")}).findings[0]
    assert bare.why == "a feed with the titles of its articles"
    assert detect.entry(bare, "kabar")["full_text"] is True


def test_a_feed_that_the_page_names_goes_before_its_list() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    detected = found({NEWS: listing(head=link), "https://example.org/rss": feed()})
    assert [(each.kind, each.url) for each in detected.findings] == [
        ("feed", "https://example.org/rss"),
        ("page", NEWS),
    ]
    assert detected.findings[0].why.startswith("the page names it")


def test_the_feed_of_comments_is_not_asked_where_there_is_another() -> None:
    links = (
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="ALTERNATE nofollow" type="application/atom+xml; charset=utf-8" href="/feed/">'
        '<link rel="alternate" hreflang="en" href="/en"><link rel="stylesheet" href="/x.css">'
    )
    asked, fetch = site({NEWS: listing(head=links), "https://example.org/feed/": feed()})
    detect.detect(NEWS, fetch, JAKARTA)
    assert asked == [NEWS, "https://example.org/feed/"]


def test_a_named_feed_that_is_not_there_is_told() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    detected = found({NEWS: listing(head=link)})
    assert [each.kind for each in detected.findings] == ["page"]
    assert detected.problems == ("the page names https://example.org/rss: the page is not there (404)",)


def test_a_named_feed_that_is_a_page_is_told() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss">'
    detected = found({NEWS: listing(head=link), "https://example.org/rss": listing()})
    assert detected.problems == ("the page names https://example.org/rss, which holds nothing to read",)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/rss">RSS</a>',
        '<a href="/rss">Umpan RSS kami</a>',
        '<a href="/rss" title="RSS Feed"><i></i></a>',
        '<a href="/rss"><img src="/r.png" alt="rss"></a>',
        '<a href="/rss" type="application/atom+xml">Langganan</a>',
    ],
)
@pytest.mark.parametrize("page", [listing(), "<html><body><p>Selamat datang.</p></body></html>"])
def test_a_link_that_is_called_a_feed_is_looked_at(page: str, link: str) -> None:
    others = '<a href="#rss">RSS</a><a href="/bom">Bom atom dan kerssik di museum kota</a>'
    pages = {NEWS: page.replace("</body>", f"{link}{others}</body>"), "https://example.org/rss": feed()}
    asked, fetch = site(pages)
    detected = detect.detect(NEWS, fetch, JAKARTA)
    assert (detected.findings[0].kind, detected.findings[0].url) == ("feed", "https://example.org/rss")
    assert asked == [NEWS, "https://example.org/rss"]


def test_an_article_is_told_from_a_list() -> None:
    text = "".join(
        f"<p>Warga desa ke-{n} menggelar panen raya bersama kepala desa dan para tamu.</p>" for n in range(6)
    )
    page = f"<html><body><nav><a href='/'>Beranda</a></nav><h1>Panen raya di desa</h1>{text}</body></html>"
    detected = found({NEWS: page})
    assert detected.findings == ()
    assert detected.problems == (
        f"{NEWS}: this is one article, and no list; give the address of the page that lists it",
    )
    assert "an error page" in found({NEWS: page.replace("Panen raya di desa", "404 Not Found")}).problems[0]


def test_a_list_of_the_election_commission() -> None:
    url = "https://kota-contoh.kpu.go.id/blog/category/104"
    [finding] = found({url: listing("/blog/read/{number}_berita-kota")}, url).findings
    assert (finding.kind, finding.url, finding.title) == ("kpu", url, "Kabar Desa")


def test_the_home_page_leads_to_the_list_that_it_links_to() -> None:
    home, news = "https://kota-contoh.kpu.go.id/", "https://kota-contoh.kpu.go.id/blog/category/104"
    page = listing("/blog/read/{number}_berita-kota")
    links = '<a href="/blog/category/11">Pengumuman</a><a href="/blog/category/104">Berita</a>'
    detected = found({home: page.replace("<nav>", f"<nav>{links}"), news: page}, home)
    assert [(each.kind, each.url) for each in detected.findings] == [("kpu", news)]


def test_the_interface_of_the_election_commission() -> None:
    url = "https://www.kpu.go.id/api/blogs/104"
    answer = '{"success": true, "data": {"data": [{"id": 7, "blog_name": "Rapat kerja", "post_slug": "rapat-kerja"}]}}'
    [finding] = found({url: answer}, url).findings
    assert (finding.kind, finding.count, finding.titles) == ("kpu-api", 1, ("Rapat kerja",))


def test_any_list_with_the_pattern_of_its_addresses() -> None:
    [finding] = found({NEWS: listing()}).findings
    assert (finding.kind, finding.count, finding.titles) == ("page", 4, tuple(TITLES[:3]))
    assert "example.org/kabar/<n>" in finding.why
    assert detect.entry(finding, "kabar") == {"id": "kabar", "kind": "page", "url": NEWS, "title": "Kabar Desa"}


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><p>Selamat datang.</p></body></html>", "an almost empty page"),
        ("<html><frameset><frame src='/isi'></frameset></html>", "only a frame around https://example.org/isi"),
        ('{"error": "no"}', "expected"),
        ("%PDF-1.4", "this is a file (application/pdf), and no page"),
        ("", "empty page"),
    ],
)
def test_nothing_to_read_and_why(page: str, reason: str) -> None:
    detected = found({NEWS: page})
    assert detected.findings == ()
    assert reason in detected.problems[0]


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("example.org", "https://example.org"),
        ("//example.org/a", "https://example.org/a"),
        ("http://example.org/a", "http://example.org/a"),
        ("localhost:8000/a", "https://localhost:8000/a"),
    ],
)
def test_an_address_without_its_scheme(place: str, url: str) -> None:
    assert detect.whole(place) == url
