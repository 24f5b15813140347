"""A response's body: whole, unpacked, and no larger than agreed.

httpx unpacks as much as a server cares to send, layer upon layer: a few kilobytes can become gigabytes. This reader
takes the bytes as they come from the wire and stops at the limit.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from itertools import chain
from typing import Any

_PACKED = b"\x1f\x8b\x08"  # how gzip begins (RFC 1952)
_STEP = 262_144  # bytes unpacked at a time

GZIP, DEFLATE = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS  # what some servers send as "deflate", against RFC 9110, section 8.4.1.2


class BodyError(Exception):
    """A body that cannot be used. Says why."""


class Cut(BodyError):
    """It ended too early: worth another try."""


class Body:
    """Reads one body. `size` counts the bytes taken from the wire so far."""

    def __init__(
        self, encoding: str, *, wire_limit: int, body_limit: int, keep: bool = False, text: bool = False
    ) -> None:
        """With `keep`, what goes beyond the limits is left out rather than refused. What is said to be `text` and is
        packed was packed for the way, although no header says so."""
        self.size = 0
        self._encoding, self._text = encoding, text
        self._wire_limit, self._body_limit, self._keep = wire_limit, body_limit, keep

    def read(self, chunks: Iterable[bytes], announced: int = 0) -> bytes:
        """The whole body; `announced` is its length as the header says. Raises BodyError, and what `chunks` raises."""
        if announced > self._wire_limit:
            self._refuse(f"it is larger than {self._wire_limit:,} bytes ({announced:,})", "fetch.max_bytes")
        whole = bytearray()
        for piece in self._unpacked(chunks):
            whole += piece
            if len(whole) > self._body_limit:
                self._refuse(f"its text is larger than {self._body_limit:,} bytes", "fetch.max_body")
                del whole[self._body_limit :]
                break
        return bytes(whole)

    def _unpacked(self, chunks: Iterable[bytes]) -> Iterable[bytes]:
        encoding, pieces = _known(self._encoding), iter(self._wire(chunks))
        if self._text and not encoding:
            first = next(pieces, b"")
            encoding, pieces = "gzip" if first.startswith(_PACKED) else "", chain([first], pieces)
        return self._inflated(pieces, encoding) if encoding else pieces

    def _wire(self, chunks: Iterable[bytes]) -> Iterable[bytes]:
        for chunk in chunks:
            self.size += len(chunk)
            if self.size > self._wire_limit:
                self._refuse(f"it is larger than {self._wire_limit:,} bytes", "fetch.max_bytes")
                return
            yield chunk

    def _inflated(self, chunks: Iterable[bytes], encoding: str) -> Iterable[bytes]:
        """What follows the packed data is ignored."""
        decoder, head = None, b""
        try:
            for chunk in chunks:
                rest = head + chunk
                if decoder is None and len(rest) < 2:
                    head = rest
                    continue
                decoder, head = decoder or zlib.decompressobj(_window(encoding, rest)), b""
                yield from _drained(decoder, rest)
        except zlib.error as error:
            raise BodyError(f"it says that it is compressed ({encoding}), and is not, or badly") from error
        if not self._keep and (decoder is None or not decoder.eof):
            raise Cut("the compressed answer ends too early")

    def _refuse(self, reason: str, setting: str) -> None:
        if not self._keep:
            raise BodyError(f"{reason}; if that is meant, raise {setting}")


def _window(encoding: str, start: bytes) -> int:
    """How zlib is to take the data, by its first two bytes."""
    if encoding == "gzip":
        return GZIP
    zlib_header = start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
    return DEFLATE if zlib_header else RAW_DEFLATE


def _drained(decoder: Any, rest: bytes) -> Iterable[bytes]:
    """All that a decoder has to say about some bytes, in pieces."""
    full = False
    while not decoder.eof and (rest or full):
        piece = decoder.decompress(rest, _STEP)
        rest, full = decoder.unconsumed_tail, len(piece) == _STEP
        yield piece


def _known(encoding: str) -> str:
    """The one encoding to undo, "" for none. Raises BodyError for others, and for several upon one another."""
    names = [name.strip().lower() for name in encoding.split(",")]
    layers = [name.removeprefix("x-") for name in names if name not in ("", "identity")]
    if len(layers) > 1 or (layers and layers[0] not in ("gzip", "deflate")):
        raise BodyError(f"it is compressed in a way that was not asked for ({', '.join(layers)})")
    return layers[0] if layers else ""
