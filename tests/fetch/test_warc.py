"""Web archives."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from random import randbytes

import pytest
from archived import archive

from feeder.errors import FetchError
from feeder.fetch import warc
from feeder.model import Document

pytest.importorskip("warcio", reason="reads web archives")

SEEN = datetime(2025, 11, 14, tzinfo=UTC)


def read(path: Path) -> tuple[list[Document], list[FetchError]]:
    found = list(warc.documents(path, seen=SEEN))
    documents = [each for each in found if isinstance(each, Document)]
    return documents, [each for each in found if isinstance(each, FetchError)]


HTML = {"Content-Type": "text/html; charset=UTF-8"}
URL = "https://jakarta.kpu.go.id/blog/read/8_x"


@pytest.mark.parametrize("packed", [True, False])
def test_pages_come_under_their_addresses(tmp_path: Path, packed: bool) -> None:
    pages = [
        (URL, "200 OK", b"<p>satu", HTML),
        (URL + "2", "200 OK", gzip.compress(b"<p>dua"), HTML | {"Content-Encoding": "gzip"}),
        (URL + "3", "404 Not Found", b"<p>tidak ada", HTML),
        (URL + ".png", "200 OK", b"\x89PNG", {"Content-Type": "image/png"}),
        (URL + ".rss", "200 OK", b"<rss/>", {"Content-Type": "application/rss+xml"}),
        (URL + "4", "200 OK", b"", HTML),
    ]
    path = archive(tmp_path / "a.warc.gz", *pages, packed=packed)
    documents, failures = read(path)
    assert [(each.url, each.body) for each in documents] == [
        (URL, b"<p>satu"),
        (URL + "2", b"<p>dua"),
        (URL + ".rss", b"<rss/>"),
    ]
    assert documents[0].seen == datetime(2025, 11, 13, 2, 12, 33, tzinfo=UTC)
    assert (documents[0].media_type, documents[0].charset) == ("text/html", "utf-8")
    places = [warc.member(Path(each.name)) for each in documents]
    assert [next(warc.documents(*place)) for place in places if place] == documents
    assert [each.reason for each in failures] == [f"the copy of {URL}4 there is empty, or too large"]


@pytest.mark.parametrize("packed", [True, False])
def test_what_comes_before_a_cut_is_read_and_half_a_page_is_not(tmp_path: Path, packed: bool) -> None:
    pages = [(URL, "200 OK", b"<p>satu", HTML), (URL + "2", "200 OK", randbytes(999).hex().encode(), HTML)]
    path = archive(tmp_path / "a.warc.gz", *pages, packed=packed)
    path.write_bytes(path.read_bytes()[:-400])
    documents, failures = read(path)
    assert [each.body for each in documents] == [b"<p>satu"]
    assert [each.reason for each in failures] == ["this archive is cut off; what it holds before is read"]


def test_what_a_crawler_says_of_itself_is_no_page(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc", ("metadata://gnu.org/log", "200 OK", b"log", {"Content-Type": "text/plain"}))
    assert read(path) == ([], [])


@pytest.mark.parametrize("content", [b"no archive\n", b"\x1f\x8b\x08nonsense"])
def test_what_is_no_archive_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    documents, failures = read(path)
    assert documents == []
    assert failures[0].reason.startswith("this is no web archive, or it is cut off (")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    _, failures = read(tmp_path / "a.warc")
    assert failures[0].reason == "this cannot be read (No such file or directory)"
