"""Pages from the web: what comes back, what is "not modified", and what is no page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feeder import __version__
from feeder.errors import FetchError, Trouble
from feeder.fetch.http import Visit
from feeder.fetch.memory import MemoryHosts
from feeder.model import Draft, Request, Role, Validators
from fetch.conftest import MakeWeb, Serve
from fetch.site import Clock, Wanted, reply

PAGE = b"<html><title>Berita</title><p>Rapat pleno terbuka</p></html>"


def test_a_page_is_a_document(serve: Serve, visit: Visit, clock: Clock) -> None:
    site = serve(lambda _: reply(200, PAGE, 'Text/HTML; charset="windows-1252"', ETag='"1"', Last_Modified="Fri"))
    hint = Draft(title="Rapat")
    [document] = visit(Request(url=site.url + "blog/read/1_rapat#top", role=Role.ARTICLE, hint=hint))
    assert document.url == site.url + "blog/read/1_rapat"
    assert document.body == PAGE
    assert (document.media_type, document.charset) == ("text/html", "windows-1252")
    assert (document.role, document.hint, document.seen) == (Role.ARTICLE, hint, clock.at)
    assert (document.validators.etag, document.validators.last_modified) == ('"1"', "Fri")


def test_it_says_who_it_is(serve: Serve, visit: Visit) -> None:
    site = serve(lambda _: reply(200, PAGE))
    visit(Request(url=site.url))
    for wanted in site.everything:
        assert wanted.headers["user-agent"] == f"feeder/{__version__} (+mailto:operator@example.org)"
        assert wanted.headers["from"] == "operator@example.org"
        assert wanted.headers["accept-encoding"] == "gzip, deflate"


def test_a_contact_page_is_no_sender(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(lambda _: reply(200, PAGE))
    make_web(contact="https://example.org/about").for_source("contoh")(Request(url=site.url))
    assert "from" not in site.requests[0].headers
    assert site.requests[0].headers["user-agent"].endswith("(+https://example.org/about)")


def test_a_contact_is_reduced_to_what_a_header_may_hold(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(lambda _: reply(200, PAGE))
    make_web(contact="mailto:b\r\nX: é@example.org").for_source("contoh")(Request(url=site.url))
    assert site.requests[0].headers["from"] == "bX: @example.org"


def test_no_cookies_are_kept(serve: Serve, visit: Visit) -> None:
    site = serve(lambda _: reply(200, PAGE, Set_Cookie="session=1"))
    visit(Request(url=site.url))
    visit(Request(url=site.url))
    assert "cookie" not in site.requests[1].headers


def conditional(wanted: Wanted) -> list[bytes]:
    same = wanted.headers.get("if-none-match") == '"1"' or "if-modified-since" in wanted.headers
    return reply(304) if same else reply(200, PAGE, ETag='"1"')


@pytest.mark.parametrize("known", [Validators(etag='"1"'), Validators(last_modified="Fri, 14 Nov 2025 00:00:00 GMT")])
def test_not_modified_is_nothing(serve: Serve, visit: Visit, known: Validators) -> None:
    site = serve(conditional)
    assert visit(Request(url=site.url, validators=known)) == []
    assert len(site.requests) == 1


def test_an_equal_page_is_nothing_where_the_site_knows_no_validators(serve: Serve, visit: Visit) -> None:
    pages = [PAGE, PAGE, PAGE + b"<p>Baru"]
    site = serve(lambda _: reply(200, pages.pop(0)))
    [first] = visit(Request(url=site.url))
    assert visit(Request(url=site.url, validators=first.validators)) == []
    assert len(visit(Request(url=site.url, validators=first.validators))) == 1


def test_who_forces_has_every_page_in_full(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(conditional)
    visit = make_web().for_source("contoh", force=True)
    for known in (Validators(), Validators(etag='"1"')):
        [document] = visit(Request(url=site.url, validators=known))
        assert document.body == PAGE


def test_a_strange_etag_is_not_sent_back(serve: Serve, visit: Visit) -> None:
    site = serve(lambda _: reply(200, PAGE, ETag='"ä"'))
    [document] = visit(Request(url=site.url))
    assert document.validators.etag == ""


def test_what_is_fresh_is_not_asked_again(serve: Serve, visit: Visit, clock: Clock) -> None:
    site = serve(lambda _: reply(200, PAGE, ETag='"1"', Cache_Control="public, max-age=600", Age="60"))
    [document] = visit(Request(url=site.url))
    again = Request(url=site.url, validators=document.validators)
    clock.at += timedelta(seconds=530)
    assert visit(again) == []
    assert len(site.requests) == 1
    clock.at += timedelta(seconds=20)
    assert visit(again) == []
    assert len(site.requests) == 2


def test_what_was_not_had_in_full_is_never_fresh(serve: Serve, visit: Visit) -> None:
    site = serve(lambda _: reply(200, PAGE, Cache_Control="max-age=600"))
    visit(Request(url=site.url))
    visit(Request(url=site.url))  # without the validators of the first
    assert len(site.requests) == 2


@pytest.mark.parametrize("control", ["no-cache, private", "max-age=600, no-store", "max-age=0", "s-maxage=600", "x"])
def test_what_is_not_fresh_is_asked_again(serve: Serve, visit: Visit, control: str) -> None:
    site = serve(lambda _: reply(200, PAGE, Cache_Control=control))
    [document] = visit(Request(url=site.url))
    visit(Request(url=site.url, validators=document.validators))
    assert len(site.requests) == 2


def test_who_forces_asks_again(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(lambda _: reply(200, PAGE, Cache_Control="max-age=600"))
    web = make_web()
    [document] = web.for_source("contoh")(Request(url=site.url))
    web.for_source("contoh", force=True)(Request(url=site.url, validators=document.validators))
    assert len(site.requests) == 2


@pytest.mark.parametrize(
    ("status", "trouble", "words"),
    [
        (404, Trouble.GONE, "there is no such page (404 Not Found)"),
        (410, Trouble.GONE, "there is no such page (410 Gone)"),
        (401, Trouble.DENIED, "the site refuses to show this page (401 Unauthorized)"),
        (403, Trouble.DENIED, "the site refuses to show this page (403 Forbidden)"),
        (418, Trouble.DENIED, "the site does not answer such a request"),
        (204, Trouble.BROKEN, "the answer is no page (204 No Content)"),
        (206, Trouble.BROKEN, "the answer is no page (206 Partial Content)"),
        (302, Trouble.BROKEN, "the answer is no page (302 Found)"),
        (304, Trouble.BROKEN, "the answer is no page (304 Not Modified)"),
        (299, Trouble.BROKEN, "the answer is no page (299)"),
    ],
)
def test_what_is_no_page_says_why_and_is_asked_once(
    serve: Serve, visit: Visit, status: int, trouble: Trouble, words: str
) -> None:
    site = serve(lambda _: reply(status))
    with pytest.raises(FetchError) as failure:
        visit(Request(url=site.url + "x"))
    assert failure.value.trouble is trouble
    assert failure.value.status == status
    assert str(failure.value).startswith(f"{site.url}x: {words}")
    assert len(site.requests) == 1


def test_an_empty_page_is_no_page(serve: Serve, visit: Visit) -> None:
    site = serve(lambda _: reply(200, b" \n"))
    with pytest.raises(FetchError, match="the answer is empty") as failure:
        visit(Request(url=site.url))
    assert failure.value.trouble is Trouble.BROKEN


def test_every_request_is_in_the_ledger(serve: Serve, visit: Visit, hosts: MemoryHosts) -> None:
    site = serve(lambda wanted: reply(404, b"tidak ada") if wanted.path == "/x" else reply(200, PAGE))
    visit(Request(url=site.url))
    with pytest.raises(FetchError):
        visit(Request(url=site.url + "x"))
    assert [(each.url, each.status, each.size, each.note) for each in hosts.ledger] == [
        (site.url + "robots.txt", 404, 0, "robots gone"),
        (site.url, 200, len(PAGE), ""),
        (site.url + "x", 404, 9, "gone"),
    ]
    assert {(each.host, each.source) for each in hosts.ledger} == {(site.host, "contoh")}


def test_a_file_tells_its_size_and_type(serve: Serve, visit: Visit) -> None:
    site = serve(lambda _: reply(200, b"%PDF" * 100, "application/pdf"))
    attachment = visit.head(site.url + "dmdocuments/Pengumuman (1).pdf")
    assert attachment
    assert (attachment.url, attachment.media_type, attachment.size) == (
        site.url + "dmdocuments/Pengumuman (1).pdf",
        "application/pdf",
        400,
    )
    assert site.requests[0].method == "HEAD"
    assert site.requests[0].path == "/dmdocuments/Pengumuman%20(1).pdf"


@pytest.mark.parametrize("status", [405, 404, 500, 204])
def test_a_file_whose_size_is_not_told_is_nothing(serve: Serve, visit: Visit, status: int) -> None:
    site = serve(lambda _: reply(status))
    assert visit.head(site.url + "a.pdf") is None
    assert len(site.requests) == 1


def test_a_file_of_unknown_length_has_no_size(serve: Serve, visit: Visit) -> None:
    site = serve(lambda _: [b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\r\n"])
    attachment = visit.head(site.url + "a.png")
    assert attachment
    assert (attachment.size, attachment.media_type) == (None, "image/png")
