"""What a feed is, and what it says, whatever its dialect."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from feeder.extract.decoding import decode
from feeder.model import Document, Draft
from feeder.normalise import addresses, html

_HEAD: Final = 4096  # bytes that tell what a document is
_XML: Final = re.compile(
    r"\W*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?(?:rss|feed|RDF)\b", re.S
)
_JSON: Final = re.compile(r"\W*\{.*?\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/", re.S)


class NotAFeed(Exception):
    """The document is no feed, or nothing of it can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The entries of a feed, in its order."""

    drafts: tuple[Draft, ...]
    next: str = ""  # where older entries are (RFC 5005, JSON Feed's next_url): absolute
    home: str = ""  # the page that it is the feed of
    cut: bool = False  # it breaks off


def is_feed(document: Document) -> bool:
    """Whether a document begins as a feed does; its media type proves nothing."""
    head = decode(replace(document, body=document.body[:_HEAD]))
    return bool(_XML.match(head) or _JSON.match(head))


def called(document: Document, guid: str) -> str:
    """What a feed calls an entry, for a draft; "" for nothing. One that is an address counts in any spelling."""
    return f"{addresses.host(document.url)} {addresses.canonical(guid) or guid}" if guid else ""


def plain(markup: str) -> str:
    """What markup says, in one line; scripts and styles say nothing."""
    return " ".join(html.text(html.clean(markup, "")).split())
