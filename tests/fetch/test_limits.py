"""How long and how large an answer may be, on the wire."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator
from threading import Event

import pytest

from feeder.errors import FetchError, Trouble
from feeder.fetch.memory import MemoryHosts
from feeder.model import Request
from fetch.conftest import MakeWeb, Serve
from fetch.site import Answerer, Wanted, reply

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MEGABYTE = b"\0" * 1_000_000


def drip(before: bytes, each: bytes) -> Answerer:
    """Sends something every 20 ms, for ever."""

    def answer(_: Wanted) -> Iterator[bytes]:
        yield before
        while not Event().wait(0.02):
            yield each

    return answer


def failure(make_web: MakeWeb, url: str, **options: object) -> FetchError:
    with pytest.raises(FetchError) as caught:
        make_web(**({"attempts": 1} | options)).for_source("contoh")(Request(url=url))
    return caught.value


@pytest.mark.parametrize(
    "answer",
    [
        drip(HEAD + b"Content-Length: 5000\r\n\r\n", b"x"),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drip(HEAD, b"X-More: x\r\n"),
        drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        drip(b"", b""),
    ],
    ids=["body", "chunks", "headers", "informational", "silence"],
)
def test_the_whole_answer_has_a_deadline(serve: Serve, make_web: MakeWeb, answer: Answerer) -> None:
    site = serve(answer)
    error = failure(make_web, site.url, deadline=0.3)
    assert error.trouble is Trouble.UNREACHABLE
    assert error.reason.startswith("there was no whole answer within 0.3 seconds; the site is slow")


def test_looking_up_a_name_has_a_deadline_too(make_web: MakeWeb) -> None:
    error = failure(make_web, "http://slow.example/", deadline=0.2, resolve=lambda *_: Event().wait(10) and [])
    assert "no connection could be made in time; the site may be down" in error.reason


def test_all_tries_together_have_a_minute(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(drip(HEAD, b""))
    failure(make_web, site.url, deadline=0.4, patience=0.5, attempts=3)
    assert len(site.requests) == 1


def test_a_process_that_ends_does_not_wait_for_the_answer(serve: Serve, make_web: MakeWeb) -> None:
    web = make_web(deadline=3600.0)
    site = serve(lambda _: reply(200, b"page"))
    slow = serve(drip(HEAD, b""))
    web.for_source("contoh")(Request(url=site.url))
    web.hasten(0.2)
    with pytest.raises(FetchError, match="there was no whole answer"):
        web.for_source("contoh")(Request(url=slow.url))


TRUNCATED = {
    "length": [HEAD + b"Content-Length: 100\r\n\r\n", b"<p>half"],
    "chunked": [HEAD + b"Transfer-Encoding: chunked\r\n\r\n7\r\n<p>half\r\n"],
    "chunk": [HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>half"],
    "gzip": [HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"<p>whole")[:-9]],
    "gzip without trailer": [HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"<p>whole")[:-8]],
    "gzip without anything": [HEAD + b"Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n"],
}


@pytest.mark.parametrize("answer", TRUNCATED.values(), ids=TRUNCATED)
def test_no_cut_text_is_taken(serve: Serve, make_web: MakeWeb, answer: list[bytes], hosts: MemoryHosts) -> None:
    site = serve(lambda _: answer)
    error = failure(make_web, site.url, attempts=3)
    assert error.trouble is Trouble.BROKEN
    assert "cut off" in error.reason or "ends too early" in error.reason
    assert len(site.requests) == 3  # another try may help
    assert hosts.ledger[-1].status == 200


def test_a_body_without_length_ends_with_the_connection(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(lambda _: [HEAD + b"\r\n", b"<p>whole"])
    [document] = make_web().for_source("contoh")(Request(url=site.url))
    assert document.body == b"<p>whole"


def endless(head: bytes, piece: bytes) -> Answerer:
    def answer(_: Wanted) -> Iterator[bytes]:
        yield head + b"\r\n"
        for _each in range(200):
            yield piece

    return answer


BOMB = gzip.compress(b"\0" * 200_000_000)
LARGE = {
    "announced": (endless(HEAD + b"Content-Length: 200000000\r\n", MEGABYTE), "it is larger than 10,000,000 bytes"),
    "unannounced": (endless(HEAD, MEGABYTE), "it is larger than 10,000,000 bytes"),
    "bomb": (lambda _: reply(200, BOMB, Content_Encoding="gzip"), "its text is larger than 20,000,000 bytes"),
}


@pytest.mark.parametrize(("answer", "words"), LARGE.values(), ids=LARGE)
def test_200_megabytes_cost_less_than_40(serve: Serve, make_web: MakeWeb, answer: Answerer, words: str) -> None:
    site = serve(answer)
    tracemalloc.start()
    try:
        error = failure(make_web, site.url, attempts=3)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert error.trouble is Trouble.BROKEN
    assert words in error.reason
    assert len(site.requests) == 1  # another try would not help
    assert peak < 40_000_000


def test_the_limits_can_be_set(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(lambda _: reply(200, b"x" * 2_000))
    assert "larger than 1,000 bytes (2,000)" in failure(make_web, site.url, wire_limit=1_000).reason
    assert "text is larger than 1,000" in failure(make_web, site.url, body_limit=1_000).reason


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("gzip, gzip", "it is compressed in a way that was not asked for (gzip, gzip)"),
        ("br", "it is compressed in a way that was not asked for (br)"),
        ("gzip", "it says that it is compressed (gzip), and is not, or badly"),
    ],
)
def test_strange_compression_is_refused(serve: Serve, make_web: MakeWeb, encoding: str, words: str) -> None:
    site = serve(lambda _: reply(200, b"<p>page", Content_Encoding=encoding))
    error = failure(make_web, site.url, attempts=3)
    assert error.reason == f"the answer cannot be used: {words}"
    assert len(site.requests) == 1


def test_an_error_page_may_be_anything(serve: Serve, make_web: MakeWeb) -> None:
    answers = [endless(HEAD.replace(b"200", b"404"), MEGABYTE), lambda _: reply(404, b"x", Content_Encoding="br")]
    for answer in answers:
        assert failure(make_web, serve(answer).url).trouble is Trouble.GONE


def test_what_is_no_http_is_told(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(lambda _: [b"SSH-2.0-OpenSSH_9.2\r\n"])
    error = failure(make_web, site.url)
    assert error.trouble is Trouble.UNREACHABLE
    assert "the connection broke before an answer came" in error.reason


def test_headers_have_a_limit(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(endless(HEAD.rstrip(), b"X-More: " + b"x" * 100_000 + b"\r\n"))
    assert failure(make_web, site.url).trouble is Trouble.UNREACHABLE
