"""Pages, feeds and texts from files, read as if they came from the addresses they are copies of."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from feeder.errors import FetchError, Trouble
from feeder.fetch import mhtml, saved, sniff, warc
from feeder.model import Document
from feeder.normalise import addresses

# What programs save beside pages, and nobody who names a folder means.
_COMPANIONS = frozenset(
    ".css .js .mjs .map .json5 .png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .woff .woff2 .ttf .eot .otf .mp3 .mp4"
    " .webm .pdf .doc .docx .xls .xlsx .ppt .pptx .zip .rar .7z .gz .tmp .part .log .db".split()
)


def documents(path: Path, *, address: str, seen: datetime | None = None) -> Iterator[Document | FetchError]:
    """A file, or all files of a folder that can hold pages, in the order of their names; each is read when asked for.

    `address` is the site that they are copies of (`saved.address`); `seen` is when they were had, by default the time
    of each file. What cannot be used is yielded as a FetchError that names the file. Pictures, style sheets and the
    like, hidden files, and the folders that browsers save beside a page are passed over; links that lead out of the
    folder are not followed. A web archive gives all its pages, and the name of one of them that page.
    """
    if inside := warc.member(path):
        changed = _failure(path, "the archive changed while it was read; try again when it is finished")
        yield next(warc.documents(*inside, seen=seen), changed)
        return
    empty = True
    for each in _files(path) if path.is_dir() else iter((path,)):
        empty = False
        if isinstance(each, Path) and warc.is_archive(each):
            yield from warc.documents(each, seen=seen)
            continue
        try:
            yield each if isinstance(each, FetchError) else _document(each, path, address, seen)
        except FetchError as failure:
            yield failure
    if empty:
        yield _failure(path, "this folder holds no pages, feeds or texts")


def _files(root: Path) -> Iterator[Path | FetchError]:
    failures: list[FetchError] = []
    for name, folders, names in os.walk(root, onerror=lambda error: failures.append(_unreadable(error, root))):
        here = Path(name)
        folders[:] = sorted(each for each in folders if not _is_companion(here / each))
        astray = [each for each in folders if _leads_out(here / each, root)]
        yield from (here / each for each in sorted(names + astray) if _is_wanted(here / each))
    yield from failures


def _is_wanted(path: Path) -> bool:
    if path.name.startswith(".") or path.name == "robots.txt":
        return False
    return path.suffix.lower() not in _COMPANIONS or warc.is_archive(path)


def _is_companion(folder: Path) -> bool:
    """Hidden, or "Page_files" beside "Page.html"."""
    page = folder.name.removesuffix("_files")
    saved_beside = page != folder.name and any(folder.with_name(page + end).exists() for end in (".html", ".htm"))
    return folder.name.startswith(".") or saved_beside


def _leads_out(path: Path, root: Path) -> bool:
    return path.is_symlink() and not path.resolve().is_relative_to(root.resolve())


def _document(path: Path, root: Path, site: str, seen: datetime | None) -> Document:
    if path != root and _leads_out(path, root):
        raise _failure(path, "this link leads out of the folder, and is not followed", Trouble.REFUSED)
    try:
        body, written = _read(path)
    except OSError as error:
        raise _unreadable(error, path) from error
    if not body.strip():
        raise _failure(path, "this file is empty")
    if form := sniff.binary(body):
        raise _failure(path, f"this file is no page, feed or text ({form})")
    inside = path.relative_to(root).parts if path != root else (path.name,)
    part = mhtml.page(body) or mhtml.Part(body, "", "")
    told = part.url if addresses.canonical(part.url) else ""
    return Document(
        url=told or saved.address(part.body, inside, path.absolute().parts[1:], site),
        body=part.body,
        seen=seen or written,
        media_type=sniff.media_type(part.body),
        charset=part.charset or sniff.charset(part.body),
        name=str(path),
    )


def _read(path: Path) -> tuple[bytes, datetime]:
    """Its bytes, and when they were written. Raises FetchError for what is no file, is too large, or changes."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise _failure(path, "this is no ordinary file")
    with path.open("rb") as stream:
        before = os.fstat(stream.fileno())
        if before.st_size > saved.LARGEST:
            raise _failure(
                path, f"this file is too large ({before.st_size:,} bytes; at most {saved.LARGEST:,}); divide it"
            )
        body = stream.read(saved.LARGEST + 1)
        after = os.fstat(stream.fileno())
    if len(body) != before.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _failure(path, "this file changed while it was read; try again when it is finished")
    return body, datetime.fromtimestamp(after.st_mtime, UTC)


def _unreadable(error: OSError, path: Path) -> FetchError:
    trouble = Trouble.GONE if isinstance(error, FileNotFoundError) else Trouble.DENIED
    return _failure(Path(error.filename or path), f"this cannot be read ({error.strerror or error})", trouble)


def _failure(path: Path, reason: str, trouble: Trouble = Trouble.BROKEN) -> FetchError:
    return FetchError(str(path), reason, trouble=trouble)
