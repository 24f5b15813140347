"""Characters, times and words as documents can hold them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

_SHORT = 500  # characters
_FORBIDDEN = bytes(set(range(0x20)) - set(b"\t\n\r")) + b"\x7f"  # DEL is not forbidden, and useless


def xml_text(text: str) -> str:
    """The text without what XML 1.0 forbids (section 2.2): control characters, surrogates, U+FFFE and U+FFFF.

    The normaliser has taken them out already. Here they are taken out again, since one of them in one item would keep
    the whole document from being written.
    """
    if len(text) < _SHORT and text.isprintable():  # most are, and this is the quickest way to know
        return text
    try:
        encoded = text.encode()
    except UnicodeEncodeError:  # surrogates
        return xml_text(text.encode("utf-8", "ignore").decode())
    clean = encoded.translate(None, _FORBIDDEN)  # a sixth of a regex's time
    if len(clean) == len(encoded) and "\ufffe" not in text and "\uffff" not in text:
        return text
    return clean.decode().replace("\ufffe", "").replace("\uffff", "")


def local(moment: datetime, zone: str) -> datetime:
    """An aware time in a zone (IANA name), in whole seconds."""
    there = moment.astimezone(ZoneInfo(zone))
    return there.replace(microsecond=0) if there.microsecond else there


def stamp(moment: datetime, zone: str) -> str:
    """The time as RFC 3339 writes it: 2025-11-13T09:12:00+07:00."""
    return local(moment, zone).isoformat()


def shortened(text: str, limit: int) -> str:
    """The beginning of a text in one line, cut at a word."""
    flat = " ".join(text[: 4 * limit].split())
    if len(flat) <= limit:
        return flat
    return flat[: limit + 1].rpartition(" ")[0] + "…" if " " in flat[: limit + 1] else flat[:limit] + "…"
