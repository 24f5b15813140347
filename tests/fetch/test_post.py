"""Sending: what became of it, and whether it may be sent again."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from feeder.fetch.options import Options
from feeder.fetch.post import Poster
from feeder.records import Asked, Receipt
from fetch.site import Site, Wanted, reply

NOW = datetime(2025, 11, 14, 9, tzinfo=UTC)
Serve = Callable[..., Site]


@pytest.fixture
def ledger() -> list[Asked]:
    return []


@pytest.fixture
def post(ledger: list[Asked]) -> Iterator[Callable[..., Receipt]]:
    made: list[Poster] = []

    def post(url: str, body: bytes = b"", **options: Any) -> Receipt:
        given = {"allow_private": ("127.0.0.1",), "deadline": 0.5, **options}
        made.append(Poster(Options(**given), now=lambda: NOW, note=ledger.append))
        return made[-1](url, body, {"Content-Type": "application/json"})

    yield post
    for each in made:
        each.close()


def answering(serve: Serve, *pieces: bytes) -> Site:
    return serve(lambda _: pieces)


@pytest.mark.parametrize(
    ("status", "again", "words"),
    [
        (500, True, "it answered 500 Internal Server Error"),
        (401, True, "it answered 401 Unauthorized; check the secret"),
        (404, True, "it answered 404 Not Found; check the address in the configuration"),
        (302, True, "it answered 302 Found; put the address that it leads to into the configuration"),
        (400, False, "it answered 400 Bad Request"),
    ],
)
def test_an_error_is_an_answer(
    serve: Serve, post: Callable[..., Receipt], status: int, again: bool, words: str
) -> None:
    site = serve(lambda _: reply(status, Location="https://other.example/?token=rahasia"))
    assert post(site.url) == Receipt(trouble=words, again=again)


def test_what_was_taken_is_taken(serve: Serve, post: Callable[..., Receipt]) -> None:
    site = serve(lambda _: reply(202))
    assert post(f"{site.url}hook", b'{"id": 1}') == Receipt()
    [asked] = site.everything  # no robots.txt: it is no visit
    assert (asked.method, asked.path, asked.headers["content-length"]) == ("POST", "/hook", "9")
    assert asked.headers["connection"] == "close"


def test_who_wants_to_be_left_alone_is(serve: Serve, post: Callable[..., Receipt]) -> None:
    site = serve(lambda _: reply(429, Retry_After="3600"))
    assert post(site.url).until == NOW + timedelta(hours=1)


def test_no_answer_may_mean_that_it_was_taken(serve: Serve, post: Callable[..., Receipt]) -> None:
    def silent(_: Wanted) -> Iterator[bytes]:
        yield b""
        raise OSError

    for site in (serve(silent), answering(serve, b"HTTP/1.1 ")):
        receipt = post(site.url, b"x")
        assert not receipt.again
        assert receipt.trouble.endswith("; it may have arrived")


def test_who_cannot_be_reached_has_not_taken_it(post: Callable[..., Receipt]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        receipt = post(f"http://127.0.0.1:{free.getsockname()[1]}/")
    assert receipt.again
    assert receipt.trouble.startswith("no connection could be made")


def test_private_addresses_are_refused_unless_they_are_meant(serve: Serve, post: Callable[..., Receipt]) -> None:
    site = serve(lambda _: reply(204))
    receipt = post(site.url, allow_private=())
    assert receipt.again
    assert "no public address; if that is meant, add it to fetch.allow_private" in receipt.trouble
    assert site.everything == []
    assert "only http: and https:" in post("file:///etc/passwd").trouble


@pytest.mark.parametrize(("status", "note"), [(202, ""), (503, "server")])
def test_it_stands_in_the_ledger_without_what_may_be_secret(
    serve: Serve, post: Callable[..., Receipt], ledger: list[Asked], status: int, note: str
) -> None:
    site = serve(lambda _: reply(status))
    post(f"{site.url}hooks/rahasia?key=rahasia")
    [line] = ledger
    assert (line.at, line.host, line.url, line.source) == (NOW, site.host, site.url, "")
    assert (line.status, line.note) == (status, note)


def test_what_did_not_leave_this_machine_does_not(post: Callable[..., Receipt], ledger: list[Asked]) -> None:
    assert post("http://127.0.0.1:9/hook", allow_private=()).trouble
    assert ledger == []
