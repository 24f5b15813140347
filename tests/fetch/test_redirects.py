"""Where the site may send us."""

from __future__ import annotations

import pytest

from feeder.errors import FetchError, Trouble
from feeder.fetch import redirects
from feeder.fetch.http import Visit
from feeder.model import Request, Validators
from fetch.conftest import MakeWeb, Serve
from fetch.site import Answerer, Wanted, reply


def sends_on(**places: str) -> Answerer:
    """A site whose page /name sends on to places["name"]; all other pages are pages."""

    def answer(wanted: Wanted) -> list[bytes]:
        place = places.get(wanted.path.removeprefix("/"))
        return reply(302, Location=place) if place else reply(200, wanted.path.encode(), ETag='"1"')

    return answer


def failure(visit: Visit, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        visit(Request(url=url))
    return caught.value


def test_the_document_is_where_the_redirects_end(serve: Serve, visit: Visit) -> None:
    site = serve(sends_on(a="/b", b="c?x=1#top"))
    [document] = visit(Request(url=site.url + "a"))
    assert document.url == site.url + "c?x=1"


def test_validators_go_along(serve: Serve, visit: Visit) -> None:
    site = serve(lambda wanted: reply(301, Location="/b") if wanted.path == "/a" else reply(304))
    assert visit(Request(url=site.url + "a", validators=Validators(etag='"1"'))) == []
    assert [each.headers.get("if-none-match") for each in site.requests] == ['"1"', '"1"']


def test_five_are_followed(serve: Serve, visit: Visit) -> None:
    site = serve(sends_on(a="/b", b="/c", c="/d", d="/e", e="/f"))
    [document] = visit(Request(url=site.url + "a"))
    assert document.body == b"/f"


def test_a_sixth_is_not(serve: Serve, visit: Visit) -> None:
    site = serve(sends_on(a="/b", b="/c", c="/d", d="/e", e="/f", f="/g"))
    error = failure(visit, site.url + "a")
    assert error.trouble is Trouble.BROKEN
    assert str(error) == f"{site.url}a: the site sends us on more than 5 times, last to {site.url}g"


def test_circles_are_left(serve: Serve, visit: Visit) -> None:
    site = serve(sends_on(a="/b", b="/a"))
    error = failure(visit, site.url + "a")
    assert str(error) == f"{site.url}a: the site sends us in a circle, again to {site.url}a"
    assert len(site.requests) == 2


@pytest.mark.parametrize("home", ["/", "/index.php", "..", "//HOST"])
def test_sent_to_the_home_page_is_gone(serve: Serve, visit: Visit, home: str) -> None:
    site = serve(lambda wanted: reply(302, Location=home.replace("HOST", wanted.headers["host"])))
    error = failure(visit, site.url + "blog/read")
    assert error.trouble is Trouble.GONE
    assert error.reason == "the site sends us to its home page instead, so this page is gone"
    assert len(site.requests) == 1


def test_the_home_page_itself_may_move(serve: Serve, visit: Visit) -> None:
    site = serve(lambda wanted: reply(302, Location="/index.php") if wanted.path == "/" else reply(200, b"home"))
    [document] = visit(Request(url=site.url))
    assert document.body == b"home"


def test_another_host_is_not_followed(serve: Serve, visit: Visit) -> None:
    other = serve(sends_on())
    site = serve(sends_on(a=other.url + "b"))
    error = failure(visit, site.url + "a")
    assert error.trouble is Trouble.REFUSED
    assert error.reason == (
        f"the site sends us to another host, {other.url}b; if that is meant, add {other.host} to the source's hosts"
    )
    assert other.everything == []


def test_another_host_is_followed_where_the_source_names_it(serve: Serve, make_web: MakeWeb) -> None:
    other = serve(sends_on())
    site = serve(sends_on(a=other.url + "b"))
    [document] = make_web().for_source("contoh", [other.host])(Request(url=site.url + "a"))
    assert document.url == other.url + "b"
    assert [each.path for each in other.everything] == ["/robots.txt", "/b"]


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "javascript:alert(1)",
        "http://user:secret@example.org/",
        "http://[x",
    ],
)
def test_what_is_no_web_address_is_not_followed(serve: Serve, visit: Visit, place: str) -> None:
    site = serve(sends_on(a=place))
    error = failure(visit, site.url + "a")
    assert error.url == site.url + "a"
    assert error.reason.startswith("the site sends us to ")
    assert len(site.requests) == 1


@pytest.mark.parametrize(
    ("first", "url"),
    [
        ("http://jakarta.kpu.go.id/a", "https://jakarta.kpu.go.id/a"),
        ("https://jakarta.kpu.go.id/a", "https://www.jakarta.kpu.go.id/a"),
        ("https://www.jakarta.kpu.go.id/a", "https://jakarta.kpu.go.id/b"),
        ("https://jakarta.kpu.go.id/", "https://jakarta.kpu.go.id/index.php"),
    ],
)
def test_the_same_host_in_other_spellings(first: str, url: str) -> None:
    redirects.check([first], url, frozenset(), 5)


def test_home_pages() -> None:
    assert redirects.is_home("https://jakarta.kpu.go.id")
    assert redirects.is_home("https://jakarta.kpu.go.id/index.php/")
    assert not redirects.is_home("https://jakarta.kpu.go.id/?page=2")
    assert not redirects.is_home("https://jakarta.kpu.go.id/berita")


REFRESH = '<html><head><meta http-equiv="refresh" content="{}"></head><body>Anda akan dialihkan.</body></html>'


def refreshes(page: str) -> Answerer:
    """A site whose page /a is this, and whose other pages are others."""
    return lambda wanted: reply(200, page.encode() if wanted.path == "/a" else b"isi", "text/html")


@pytest.mark.parametrize("content", ["0; url=/b?x=1&amp;y=2", "3;URL='/b?x=1&amp;y=2'", " 0 ; /b?x=1&amp;y=2"])
def test_a_page_that_only_sends_its_readers_on_is_a_redirect(serve: Serve, visit: Visit, content: str) -> None:
    site = serve(refreshes(REFRESH.format(content)))
    [document] = visit(Request(url=site.url + "a"))
    assert (document.url, document.body) == (site.url + "b?x=1&y=2", b"isi")


@pytest.mark.parametrize(
    "page",
    [
        REFRESH.format("300; url=/b"),
        REFRESH.format("0"),
        REFRESH.format("0; url=/a"),
        REFRESH.format("0; url=/b") + "kata " * 1000,
        "<noscript>" + REFRESH.format("0; url=/b") + "</noscript>",
        "<!--" + REFRESH.format("0; url=/b") + "-->",
    ],
)
def test_a_page_that_shows_itself_anew_is_a_page(serve: Serve, visit: Visit, page: str) -> None:
    site = serve(refreshes(page))
    [document] = visit(Request(url=site.url + "a"))
    assert (document.url, document.body) == (site.url + "a", page.encode())


def test_a_page_sends_nobody_to_another_host(serve: Serve, visit: Visit) -> None:
    site = serve(refreshes(REFRESH.format("0; url=http://localhost/b")))
    assert "to another host, http://localhost/b" in failure(visit, site.url + "a").reason
