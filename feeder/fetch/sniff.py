"""What a file is, by its content: nobody says so for a file on disk. Pure."""

from __future__ import annotations

import codecs
import re

_BEGINNING = 4_096  # bytes that are looked at
_MARKS = (  # byte order marks; those of UTF-32 begin with those of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (  # signatures of what has no zero bytes at its beginning
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP or Office"),
    (b"\x1f\x8b", "gzip"),
)
_ROOT = re.compile(r"<(?:(rss|rdf:rdf)|(feed)|(!doctype html|html|head|body))\b")
_ROOTS = ("application/rss+xml", "application/atom+xml", "text/html")
_STARTS = (
    (re.compile(r"<\?xml"), "application/xml"),
    (re.compile(r"<(!|[a-z])"), "text/html"),
    (re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]]"), "application/json"),
)


def charset(body: bytes) -> str:
    """The encoding that a byte order mark, or the zero bytes of UTF-16 without one, give away; "" for all others."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return encoding
    start = body[:_BEGINNING]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if odd > len(start) * 0.3 and even < len(start) * 0.05:
        return "utf-16-le"
    if even > len(start) * 0.3 and odd < len(start) * 0.05:
        return "utf-16-be"
    return ""


def binary(body: bytes) -> str:
    """What a file is that is no text ("PNG", "binary"); "" for text."""
    for signature, name in _FORMATS:
        if body.startswith(signature):
            return name
    return "binary" if not charset(body) and b"\0" in body[:_BEGINNING] else ""


def media_type(body: bytes) -> str:
    """One of text/html, application/rss+xml, application/atom+xml, application/xml, application/json, text/plain."""
    start = body[:_BEGINNING].decode(charset(body) or "latin-1", "replace").lower().lstrip("\ufeff").lstrip()
    if root := _ROOT.search(start):
        return _ROOTS[(root.lastindex or 1) - 1]
    return next((kind for shape, kind in _STARTS if shape.match(start)), "text/plain")
