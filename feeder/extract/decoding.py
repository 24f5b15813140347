"""From bytes to text, whatever encoding they claim to have."""

from __future__ import annotations

import codecs
import re
from typing import Final

from feeder.model import Document

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN_BYTES: Final = {ord(bytes([n]).decode("cp1252")): n for n in range(128, 160) if n not in b"\x81\x8d\x8f\x90\x9d"}
_TWICE: Final = re.compile(rf"[ÂÃâ][\x80-\xbf{''.join(map(chr, _LATIN_BYTES))}]")  # a character of UTF-8, encoded again
_CUT_OFF: Final = re.compile(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_PART: Final = re.compile(
    rb"[\xc2\xc3](?![A-Za-z])|\xe2(?:[\x80-\xbf]|(?![A-Za-z]))|\xf0"
)  # of what Western text holds
_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_LOST_QUOTE: Final = "â€\ufffd"  # a closing quote, whose last byte windows-1252 has no character for


def decode(document: Document) -> str:
    """The text of a document's bytes, whatever they claim to be; what cannot be read becomes U+FFFD. Never raises.

    Bytes that are valid UTF-8 are UTF-8 (nothing else is by chance); then the claims of the header and of the page
    count, as far as the bytes agree; then Western bytes are read as browsers read them, and others are guessed.
    """
    body = document.body
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    if b"\x1b" not in body and b"\0" not in body[:256]:
        try:
            return _undouble(body.decode())
        except UnicodeDecodeError:
            pass
    return _guess(body, document.charset)


def _undouble(text: str) -> str:
    """Take back a second encoding ("â€œ" for a quote), if all of the page went through it."""
    if not ("Ã" in text or "Â" in text or "â" in text) or not _TWICE.search(text):
        return text
    try:
        text = text.replace(_LOST_QUOTE, "â€\x9d")
        return text.translate(_LATIN_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return text


def _guess(body: bytes, claimed: str) -> str:
    """Read bytes that carry escape sequences or zeros, or are no valid UTF-8."""
    names = _claims(body, claimed)
    head = body[:256]
    zeros = head[0::2].count(0), head[1::2].count(0)
    if max(zeros) * 5 > len(head):  # every other byte: ASCII in UTF-16
        return body[: len(body) // 2 * 2].decode("utf-16-le" if zeros[1] > zeros[0] else "utf-16-be", "replace")
    if names and names[0].startswith("iso2022"):
        return body.decode(names[0], "replace")
    text = body.decode(errors="replace")
    lost = text.count(_LOST)
    if len(body) - len(text) >= lost * 2:  # each good sequence is at least two bytes for one character
        return _mostly_utf8(body) if lost else text
    return _legacy(body, names)


def _claims(body: bytes, claimed: str) -> list[str]:
    """Codecs that header and page name, as browsers understand the names; UTF-8 and UTF-16 are settled elsewhere."""
    from bs4.dammit import EncodingDetector

    names = []
    for label in (claimed, EncodingDetector.find_declared_encoding(body, is_html=True) or ""):
        try:
            name = codecs.lookup(label.strip(" \"'")).name
        except (LookupError, ValueError):
            continue
        name = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)
        if not name.startswith(("utf", "idna", "punycode", "unicode", "raw")):
            names.append(name)
    return names


def _mostly_utf8(body: bytes) -> str:
    """UTF-8 with windows-1252 pasted into it, or cut off inside a character."""
    return _HIGH.sub(_as_utf8, _CUT_OFF.sub(b"", body)).decode(errors="replace")


def _as_utf8(found: re.Match[bytes]) -> bytes:
    """Neighbouring bytes beyond ASCII as UTF-8. Where no character of it is among them, they are windows-1252, unless
    they are the beginning of one: many a program counts bytes when it shortens a text."""
    run = found[0]
    if len(run) == 1 and _leads_others(found.string, run):
        return b""  # what is left of a character
    if not run.decode(errors="ignore") and not _PART.match(found.string, found.start()):
        return run.decode("cp1252", "replace").encode()
    from bs4.dammit import UnicodeDammit

    return UnicodeDammit.detwingle(run)


def _leads_others(body: bytes, lead: bytes) -> bool:
    """Whether a byte begins whole characters of UTF-8 on the same page."""
    more = 1 + (lead >= b"\xe0") + (lead >= b"\xf0")
    return lead >= b"\xc2" and re.search(re.escape(lead) + rb"[\x80-\xbf]{%d}" % more, body) is not None


def _legacy(body: bytes, names: list[str]) -> str:
    """Single-byte and East Asian encodings."""
    for name in names:
        try:
            text = body.decode(name, "replace")
        except (LookupError, ValueError):  # a codec from bytes to bytes
            continue
        if text.count(_LOST) * 50 <= len(text):
            return text
    if len(body.translate(None, bytes(range(128)))) * 10 > len(body):  # hardly Western: ask the detector
        import logging

        from bs4.dammit import UnicodeDammit

        logging.getLogger("bs4.dammit").setLevel(logging.ERROR)  # what is lost can be seen, and is no news for people
        found = UnicodeDammit(body, is_html=True).unicode_markup
        if found:
            return found
    return body.decode("cp1252", "replace")
