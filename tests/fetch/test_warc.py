"""Web archives."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeder.errors import FetchError
from feeder.fetch import warc
from feeder.model import Document

pytest.importorskip("warcio", reason="reads web archives")

SEEN = datetime(2025, 11, 14, tzinfo=UTC)
DATE = "2025-11-13T02:12:33Z"


def archive(path: Path, *pages: tuple[str, str, bytes, dict[str, str]], packed: bool = True) -> Path:
    """Address, status, body and headers of each page."""
    records = []
    for url, status, body, headers in pages:
        lines = "".join(f"{key}: {value}\r\n" for key, value in headers.items())
        answer = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {DATE}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    path.write_bytes(b"".join(gzip.compress(each) if packed else each for each in records))
    return path


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
    assert documents[0].name == f"{path} ({URL})"
    assert [str(each) for each in failures] == [f"{path}: the copy of {URL}4 in it is empty, or too large"]


def test_what_comes_before_a_cut_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", (URL, "200 OK", b"<p>satu", HTML), (URL, "200 OK", b"<p>dua" * 99, HTML))
    path.write_bytes(path.read_bytes()[:-60])
    documents, _ = read(path)
    assert documents[0].body == b"<p>satu"


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
