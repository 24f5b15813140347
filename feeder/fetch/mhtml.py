"""A page that a browser saved as one file, with its pictures and style sheets (MHTML, RFC 2557). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

_BEGINNING = 4_096  # bytes in which its head says what it is
_FIELD = re.compile(rb"[A-Za-z][A-Za-z-]*:")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """The page itself."""

    body: bytes
    url: str  # where it was had; "" where the file does not say so
    charset: str


def page(body: bytes) -> Part | None:
    """The page in a file; None for any other file, and for one without a page in it."""
    head = body[:_BEGINNING]
    if not (_FIELD.match(head) and _RELATED.search(head)):
        return None
    from email import message_from_bytes  # late: few files are of this kind

    whole = message_from_bytes(body)
    part = next((each for each in whole.walk() if each.get_content_type() == "text/html"), None)
    return None if part is None else _part(part, whole)


def _part(part: Message, whole: Message) -> Part:
    body = part.get_payload(decode=True)
    url = part.get("Content-Location") or whole.get("Snapshot-Content-Location") or ""
    return Part(body if isinstance(body, bytes) else b"", str(url).strip(), part.get_content_charset(""))
