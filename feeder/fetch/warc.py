"""Pages from a web archive (WARC, ISO 28500), under the addresses they were crawled from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from feeder.errors import FetchError, Trouble
from feeder.fetch.answer import content_type
from feeder.fetch.files import LARGEST
from feeder.model import Document

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "json", "xml")


def documents(path: Path, *, seen: datetime) -> Iterator[Document | FetchError]:
    """Every page, feed and text in the file that was answered with 200, in the order in which it was crawled.

    `seen` counts for records that do not say when they were had. What cannot be used is yielded as a FetchError; a
    file that is cut off gives what it holds before. Needs warcio (`pip install feeder-kpu[warc]`).
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield _failure(path, "reading web archives needs the package warcio: pip install 'feeder-kpu[warc]'")
        return
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if _is_page(record):
                    yield _document(record, path, seen)
    except OSError as error:
        yield _failure(path, f"this cannot be read ({error.strerror or error})")
    except (ArchiveLoadFailed, EOFError) as error:
        yield _failure(path, f"this is no web archive, or it is cut off ({error})")


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource") or not _header(record.rec_headers, "WARC-Target-URI"):
        return False
    answered = record.rec_type == "resource" or (record.http_headers and record.http_headers.get_statuscode() == "200")
    return bool(answered) and any(kind in _kind(record)[0] for kind in _PAGES)


def _document(record: Any, path: Path, seen: datetime) -> Document | FetchError:
    url = _header(record.rec_headers, "WARC-Target-URI").strip("<>")
    body = record.content_stream().read(LARGEST + 1)
    if not body.strip() or len(body) > LARGEST:
        return _failure(path, f"the copy of {url} in it is empty, or too large")
    media_type, charset = _kind(record)
    name = f"{path} ({url})"
    return Document(url=url, body=body, seen=_date(record) or seen, media_type=media_type, charset=charset, name=name)


def _kind(record: Any) -> tuple[str, str]:
    headers = record.http_headers or record.rec_headers
    return content_type({"content-type": _header(headers, "Content-Type")})


def _date(record: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(_header(record.rec_headers, "WARC-Date"))
    except ValueError:
        return None


def _header(headers: Any, name: str) -> str:
    return headers.get_header(name) or ""


def _failure(path: Path, reason: str) -> FetchError:
    return FetchError(str(path), reason, trouble=Trouble.BROKEN)
