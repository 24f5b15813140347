"""An ASGI application that answers with the files of a folder. It imports no server, and any may run it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from feeder.serve.asking import encoding, matches, place, unchanged_since
from feeder.serve.shelf import Document, Headers, Shelf, State

Message: TypeAlias = MutableMapping[str, Any]  # a scope is one, too
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

_LONGEST = 2000  # bytes of a path
_PIECE = 32 * 1024  # bytes that are sent at once; who reads slowly takes no more memory
_ALLOW = (b"allow", b"GET, HEAD, OPTIONS")
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"x-content-type-options", b"nosniff")]
_WORDS = {
    301: b"moved",
    400: b"bad request",
    404: b"not found",
    405: b"method not allowed",
    414: b"path too long",
    503: b"just replaced",
}
_place = lru_cache(maxsize=1024)(place)


class App:
    """The files of a folder, by GET and HEAD, with conditional requests and compression (RFC 9110)."""

    def __init__(self, folder: Path, hub: str = "", base: str = "", moved: Mapping[str, str] | None = None) -> None:
        """With a WebSub `hub`, feeds name it; `base` is the public address of the folder. Feeds whose ids have `moved`
        (new ids by old ones) are found by their old addresses, too."""
        self._shelf = Shelf(folder, hub, base)
        self._moved = moved or {}
        self._reading = asyncio.Lock()  # one at a time: a thousand who want the same file have it compressed once

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        fields, hosts = _fields(scope["headers"])
        method = scope["method"]
        if hosts > 1 or (hosts == 0 and scope["http_version"] == "1.1"):
            await _refuse(send, 400)
        elif method not in ("GET", "HEAD"):
            await _other(send, method)
        else:
            await self._answer(scope["raw_path"], fields, send, method == "HEAD")

    async def _answer(self, raw: bytes, fields: dict[bytes, bytes], send: Send, head: bool) -> None:
        name = _place(raw) if len(raw) <= _LONGEST else None
        if name is None:
            return await _refuse(send, 404 if len(raw) <= _LONGEST else 414)
        if self._moved and (there := _moved(name, self._moved)):
            return await _refuse(send, 301, (b"location", there.encode()))
        document = await self._find(name, encoding(fields.get(b"accept-encoding", b""), self._shelf.encodings))
        if document is None:
            return await self._lost(name, send)
        if _known(fields, document):
            return await _whole(send, 304, document.known, b"")
        if head:
            return await _whole(send, 200, document.headers, b"")
        if document.body is not None:
            return await _send(send, document, _slices(document.body))
        return await self._stream(document, send)

    async def _stream(self, document: Document, send: Send) -> None:
        file = await asyncio.to_thread(self._shelf.open, document)
        if file is None:
            return await _refuse(send, 503, (b"retry-after", b"1"))
        with file:
            return await _send(send, document, _read(file))

    async def _find(self, name: str, encoding: bytes) -> Document | None:
        if not name or name.endswith("/"):
            name += "index.html"
        state = self._shelf.state(name)
        if state is None:
            return None
        return self._shelf.kept(name, encoding, state) or await self._read(name, encoding, state)

    async def _read(self, name: str, encoding: bytes, state: State) -> Document | None:
        async with self._reading:
            document = self._shelf.kept(name, encoding, state)
            if document is None:
                document = await asyncio.to_thread(self._shelf.read, name, encoding)
                if document is not None:
                    self._shelf.keep(name, encoding, document)
            return document

    async def _lost(self, name: str, send: Send) -> None:
        """Nothing there; but a folder's page has its links right only behind a slash."""
        if name and not name.endswith("/") and self._shelf.folder(name):
            there = f"./{quote(name.rpartition('/')[2])}/"
            return await _refuse(send, 301, (b"location", there.encode()))
        return await _refuse(send, 404)


def _moved(name: str, moved: Mapping[str, str]) -> str:
    """Where the file of a feed is now, seen from where it was; "" if it has not moved."""
    folder, _, file = name.removeprefix("feeds/").partition("/")
    new = moved.get(folder) if name.startswith("feeds/") else None
    return f"../{new}/{quote(file)}" if new and file else ""


def _fields(headers: Headers) -> tuple[dict[bytes, bytes], int]:
    """The fields by name, lists joined, and how many hosts are named."""
    fields: dict[bytes, bytes] = {}
    hosts = 0
    for name, value in headers:
        hosts += name == b"host"
        fields[name] = fields[name] + b"," + value if name in fields else value
    return fields, hosts


def _known(fields: dict[bytes, bytes], document: Document) -> bool:
    """Whether the asker has it. A tag, where one is sent, counts alone (RFC 9110, 13.2.2)."""
    tags = fields.get(b"if-none-match")
    if tags is not None:
        return matches(tags, document.tag)
    since = fields.get(b"if-modified-since")
    return since is not None and unchanged_since(since, document.modified)


async def _send(send: Send, document: Document, pieces: AsyncIterator[bytes]) -> None:
    """In pieces, each when the one before has left."""
    await send({"type": "http.response.start", "status": 200, "headers": document.headers})
    async for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _slices(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]


async def _read(file: BufferedReader) -> AsyncIterator[bytes]:
    while piece := await asyncio.to_thread(file.read, _PIECE):
        yield piece


async def _other(send: Send, method: str) -> None:
    if method == "OPTIONS":
        await _whole(send, 204, [_ALLOW], b"")
    else:
        await _refuse(send, 405, _ALLOW)


async def _refuse(send: Send, status: int, *headers: tuple[bytes, bytes]) -> None:
    body = _WORDS[status] + b"\n"
    await _whole(send, status, [*_PLAIN, (b"content-length", b"%d" % len(body)), *headers], body)


async def _whole(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
