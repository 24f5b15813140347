"""Pages from a web archive (WARC, ISO 28500), under the addresses they were crawled from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from feeder.errors import FetchError, Trouble
from feeder.fetch.answer import content_type
from feeder.fetch.saved import LARGEST
from feeder.model import Document

_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain", "json", "xml")
_MEMBER: Final = re.compile(r"(.+\.warc(?:\.gz)?)@([0-9]+)", re.IGNORECASE)


def is_archive(path: Path) -> bool:
    return path.name.lower().endswith((".warc", ".warc.gz"))


def member(path: Path) -> tuple[Path, int] | None:
    """An archive, and where in it the page begins that a document's name leads to; None for any other path."""
    found = _MEMBER.fullmatch(str(path))
    return (Path(found[1]), int(found[2])) if found and not path.exists() else None


def documents(path: Path, start: int = 0, *, seen: datetime | None = None) -> Iterator[Document | FetchError]:
    """Every page, feed and text from `start` (bytes) on that was answered with 200, in the order in which it was
    crawled. Its name is that of the archive with its own place behind it ("a.warc.gz@1024").

    `seen` counts for records that do not say when they were had, by default the time of the file. What cannot be used
    is yielded as a FetchError; a file that is cut off gives what it holds before. Needs warcio
    (`pip install feeder-kpu[warc]`).
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield _failure(path, "reading web archives needs the package warcio: pip install 'feeder-kpu[warc]'")
        return
    try:
        with path.open("rb") as stream:
            seen = seen or datetime.fromtimestamp(path.stat().st_mtime, UTC)
            stream.seek(start)
            records = ArchiveIterator(stream)
            for record in records:
                body = record.content_stream().read(LARGEST + 1) if _is_page(record) else None
                place = records.get_record_offset()  # goes to the end of the record
                if _is_cut(record):
                    yield _failure(path, "this archive is cut off; what it holds before is read")
                elif body is not None:
                    yield _document(record, body, f"{path}@{place}", seen)
    except OSError as error:
        yield _failure(path, f"this cannot be read ({error.strerror or error})")
    except (ArchiveLoadFailed, EOFError) as error:
        yield _failure(path, f"this is no web archive, or it is cut off ({error})")


def _is_page(record: Any) -> bool:
    web = _address(record).startswith(("http://", "https://"))
    if not web or record.rec_type not in ("response", "resource"):
        return False
    answered = record.rec_type == "resource" or (record.http_headers and record.http_headers.get_statuscode() == "200")
    return bool(answered) and any(kind in _kind(record)[0] for kind in _PAGES)


def _is_cut(record: Any) -> bool:
    """Whether a record that was read to its end has fewer bytes than it says: the file ends in it."""
    return bool(getattr(record.raw_stream, "limit", 0))


def _document(record: Any, body: bytes, name: str, seen: datetime) -> Document | FetchError:
    url = _address(record)
    if not body.strip() or len(body) > LARGEST:
        return _failure(name, f"the copy of {url} there is empty, or too large")
    media_type, charset = _kind(record)
    return Document(url=url, body=body, seen=_date(record) or seen, media_type=media_type, charset=charset, name=name)


def _address(record: Any) -> str:
    return _header(record.rec_headers, "WARC-Target-URI").strip("<>")


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


def _failure(path: Path | str, reason: str) -> FetchError:
    return FetchError(str(path), reason, trouble=Trouble.BROKEN)
