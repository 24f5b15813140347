"""What a document of ours says of its items, read back out of its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from feeder.publish.grammar import NAMESPACES

if TYPE_CHECKING:
    from lxml.etree import _Element

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_RFC822 = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_A = f"{{{NAMESPACES['a']}}}"
_ENCODED = f"{{{NAMESPACES['content']}}}encoded"


class Said(NamedTuple):
    """What a format says of an item; a date that cannot be read, or has no zone, is None."""

    id: str
    url: str
    title: str
    html: str
    summary: str
    published: datetime | None
    updated: datetime | None
    tags: tuple[str, ...]


def atom(root: _Element) -> Iterator[Said]:
    for entry in root.iterchildren(_A + "entry"):
        text = {child.tag: child.text or "" for child in entry}
        links = entry.iterchildren(_A + "link")
        yield Said(
            id=text.get(_A + "id", ""),
            url=next((link.get("href", "") for link in links if link.get("rel", "alternate") == "alternate"), ""),
            title=text.get(_A + "title", ""),
            html=text.get(_A + "content", ""),
            summary=text.get(_A + "summary", ""),
            published=_moment(text.get(_A + "published", "")),
            updated=_moment(text.get(_A + "updated", "")),
            tags=tuple(each.get("label") or each.get("term") or "" for each in entry.iterchildren(_A + "category")),
        )


def rss(root: _Element) -> Iterator[Said]:
    for item in root.iterfind("channel/item"):
        text = {child.tag: child.text or "" for child in item}
        published = _moment_822(text.get("pubDate", ""))
        updated = text.get(_A + "updated")
        yield Said(
            id=text.get("guid", ""),
            url=text.get("link", ""),
            title=text.get("title", ""),
            html=text.get(_ENCODED, ""),
            summary=unescape(text.get("description", "")),
            published=published,
            updated=published if updated is None else _moment(updated),
            tags=tuple(each.text or "" for each in item.iterchildren("category")),
        )


def json(document: dict[str, Any]) -> Iterator[Said]:
    for item in document.get("items", ()):
        yield Said(
            id=item.get("id", ""),
            url=item.get("url", ""),
            title=item.get("title", ""),
            html=item.get("content_html", ""),
            summary=item.get("summary", ""),
            published=_moment(item.get("date_published", "")),
            updated=_moment(item.get("date_modified", "")),
            tags=tuple(item.get("tags", ())),
        )


def _moment(text: str) -> datetime | None:
    if not _RFC3339.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _moment_822(text: str) -> datetime | None:
    if not _RFC822.fullmatch(text):
        return None
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
