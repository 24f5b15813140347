"""Bytes by the scheme of their address."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeder.errors import FetchError, Trouble
from feeder.fetch.origins import by_scheme
from feeder.model import Document, Request, Role

NOW = datetime(2025, 11, 14, tzinfo=UTC)


def web(request: Request) -> list[Document]:
    return [Document(url=request.url, body=b"from the web", seen=NOW)]


fetch = by_scheme(web, lambda: NOW)


@pytest.mark.parametrize("url", ["http://a.example/", "https://a.example/"])
def test_the_web(url: str) -> None:
    assert [each.body for each in fetch(Request(url=url))] == [b"from the web"]


def test_a_file_stands_for_its_address(tmp_path: Path) -> None:
    (tmp_path / "a b.html").write_bytes(b"<p>page")
    request = Request(url=(tmp_path / "a b.html").as_uri(), address="https://a.example/", role=Role.ARTICLE)
    [document] = fetch(request)
    assert (document.url, document.role, document.seen) == ("https://a.example/a%20b.html", Role.ARTICLE, NOW)
    again = Request(url=request.url, address=request.address, validators=document.validators)
    assert list(fetch(again)) == []


def test_a_file_that_cannot_be_used_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="No such file"):
        list(fetch(Request(url=(tmp_path / "x").as_uri(), address="https://a.example/")))
    with pytest.raises(FetchError, match=r"No such file|needs the package warcio"):
        list(fetch(Request(url=(tmp_path / "x").as_uri().replace("file:", "warc:"))))


def test_other_schemes_are_refused() -> None:
    with pytest.raises(FetchError, match="an address begins with one of http, https, file, warc") as failure:
        list(fetch(Request(url="gopher://a.example/")))
    assert failure.value.trouble is Trouble.REFUSED
