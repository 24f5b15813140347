"""The files of a folder, read once, and kept in memory as they will be sent, as far as there is room."""

from __future__ import annotations

import gzip
import os
import stat
from collections import OrderedDict
from dataclasses import dataclass
from email.utils import formatdate
from functools import cached_property
from hashlib import blake2b, file_digest
from io import BufferedReader
from pathlib import Path

from feeder.publish.kinds import Kind, kind

Headers = list[tuple[bytes, bytes]]
State = tuple[int, int, int, int]  # what changes when a file does

_LARGE = 4 * 1024 * 1024  # bytes; more is read from the disk each time, and not compressed
_ROOM = 64 * 1024 * 1024  # bytes of all that is kept
_OWN = 2048  # bytes that a kept file takes besides its body
_SMALL = 1000  # bytes; less is not worth compressing


@dataclass(frozen=True, slots=True)
class Document:
    """A file in one encoding. Where `body` is None, it is too large to be kept, and lies at `path`."""

    path: Path
    state: State
    body: bytes | None
    tag: bytes
    modified: int  # seconds since 1970
    headers: Headers
    known: Headers  # of the answer 304


class Shelf:
    """What a folder has to offer. Only regular files of known kinds, and none outside of it, symbolic links or not."""

    def __init__(self, folder: Path, hub: str = "", base: str = "") -> None:
        """With a WebSub `hub`, feeds name it; `base` is the public address of the folder."""
        self._folder = str(folder)
        self._hub, self._base = hub, base
        self._kept: OrderedDict[tuple[str, bytes], Document] = OrderedDict()
        self._size = 0

    @cached_property
    def encodings(self) -> tuple[bytes, ...]:
        """What can be compressed to: Brotli only where its library is installed."""
        from importlib.util import find_spec

        return (b"br", b"gzip") if find_spec("brotli") else (b"gzip",)

    def state(self, name: str) -> State | None:
        """What the file of this name is now; None where there is none to be had."""
        try:
            return _state(os.stat(f"{self._folder}/{name}"))  # noqa: PTH116 - at every request; a Path is slower
        except OSError:  # not there, not to be read, or a name no file can have
            return None

    def folder(self, name: str) -> bool:
        """Whether this is a folder with a page of its own."""
        return self.state(f"{name}/index.html") is not None

    def kept(self, name: str, encoding: bytes, state: State) -> Document | None:
        """The file, if it is in memory, and still as it was."""
        document = self._kept.get((name, encoding))
        if document is None or document.state != state:
            return None
        self._kept.move_to_end((name, encoding))
        return document

    def read(self, name: str, encoding: bytes) -> Document | None:
        """The file from the disk; it takes the time of reading and compressing. None where it may not be had."""
        what = kind(name)
        folder = Path(self._folder).resolve()
        try:
            path = (folder / name).resolve(strict=True)
            if what is None or not path.is_relative_to(folder):
                return None
            with path.open("rb") as file:
                state = _state(os.fstat(file.fileno()))
                document = _document(path, state, what, file, encoding) if state else None
        except OSError:
            return None
        if document and what.topic and self._hub:
            document.headers.append((b"link", self._link(name)))
        return document

    def _link(self, name: str) -> bytes:
        """Where subscribers are told of changes (WebSub, section 4)."""
        return f'<{self._hub}>; rel="hub", <{self._base}{name}>; rel="self"'.encode()

    def open(self, document: Document) -> BufferedReader | None:
        """A file too large to be kept, to be read on; None where it has just been replaced."""
        try:
            file = document.path.open("rb")
        except OSError:
            return None
        if _state(os.fstat(file.fileno())) == document.state:
            return file
        file.close()
        return None

    def keep(self, name: str, encoding: bytes, document: Document) -> None:
        """Remember a file, and forget those that nobody asked for the longest."""
        self._forget(name, encoding)
        self._kept[name, encoding] = document
        self._size += _size(document)
        while self._size > _ROOM:
            self._forget(*next(iter(self._kept)))

    def _forget(self, name: str, encoding: bytes) -> None:
        document = self._kept.pop((name, encoding), None)
        self._size -= _size(document) if document else 0


def _size(document: Document) -> int:
    return len(document.body or b"") + _OWN


def _state(found: os.stat_result) -> State | None:
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev


def _document(path: Path, state: State, what: Kind, file: BufferedReader, encoding: bytes) -> Document:
    nanoseconds, size, _, _ = state
    whole = file.read() if size <= _LARGE else None
    digest = blake2b(whole, digest_size=12) if whole is not None else file_digest(file, lambda: blake2b(digest_size=12))
    if whole is None or not what.text or len(whole) < _SMALL:
        encoding = b""
    body = _CODES[encoding](whole) if encoding and whole is not None else whole
    tag = b'"%s%s"' % (digest.hexdigest().encode(), b"-" + encoding if encoding else b"")
    known = _known(what, tag)
    modified = nanoseconds // 1_000_000_000
    headers = _headers(what, known, modified, size if body is None else len(body), encoding)
    return Document(path, state, body, tag, modified, headers, known)


def _known(what: Kind, tag: bytes) -> Headers:
    keeps = b"public, max-age=%d" % what.keeps
    return [(b"etag", tag), (b"cache-control", keeps), (b"vary", b"accept-encoding")]


def _headers(what: Kind, known: Headers, modified: int, length: int, encoding: bytes) -> Headers:
    return [
        (b"content-type", what.type.encode()),
        (b"content-length", b"%d" % length),
        *([(b"content-encoding", encoding)] if encoding else []),
        (b"last-modified", formatdate(modified, usegmt=True).encode()),
        *known,
        (b"access-control-allow-origin", b"*"),  # public anyway; readers that live in a browser need it
        (b"content-security-policy", what.policy.encode()),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
    ]


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _brotli(body: bytes) -> bytes:
    import brotli  # type: ignore[import-untyped]  # it has no types

    packed: bytes = brotli.compress(body, quality=5)
    return packed


_CODES = {b"gzip": _gzip, b"br": _brotli}
