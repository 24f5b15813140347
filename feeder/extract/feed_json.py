"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). What has the wrong type is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import tzinfo
from typing import Any

from feeder.extract.feeds import Feed, NotAFeed, called
from feeder.extract.markup import absolute
from feeder.extract.tracing import traced
from feeder.model import Attachment, Document, Draft, Trace
from feeder.normalise import dates, html


def read(text: str, document: Document, zone: tzinfo) -> Feed:
    """Raises NotAFeed."""
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotAFeed("no JSON that can be read") from error
    if not isinstance(feed, dict) or "jsonfeed.org/version/" not in _text(feed.get("version")):
        raise NotAFeed("JSON, but no JSON Feed: it has no version")
    entries = [each for each in _list(feed.get("items")) if isinstance(each, dict)]
    return Feed(
        drafts=tuple(_draft(entry, feed, document, zone) for entry in entries),
        next=absolute(document.url, _text(feed.get("next_url"))),
        home=absolute(document.url, _text(feed.get("home_page_url"))),
    )


def _draft(entry: dict[str, Any], feed: dict[str, Any], document: Document, zone: tzinfo) -> Draft:
    url = absolute(document.url, _text(entry.get("url")) or _text(entry.get("external_url")) or _identity(entry))
    markup, plain, summary = (_text(entry.get(key)) for key in ("content_html", "content_text", "summary"))
    dated = (_text(entry.get(key)) for key in ("date_published", "date_modified"))
    found = (dates.written(each, seen=document.seen, zone=zone) for each in dated if each)
    told = Draft(
        url=url,
        guid=called(document, _text(entry.get("id"))),
        title=_text(entry.get("title")),
        html=markup or html.paragraphs(plain or summary),
        base=url or document.url,
        excerpt=summary,
        stated=next((when for when in found if when), None),
        image=absolute(url or document.url, _text(entry.get("image")) or _text(entry.get("banner_image"))),
        categories=tuple(filter(None, map(_text, _list(entry.get("tags"))))),
        authors=tuple(_names(entry)) or tuple(_names(feed)),
        attachments=tuple(_attachments(entry, document)),
        language=_text(entry.get("language")) or _text(feed.get("language")),
        traces=(Trace("html", "content" if markup or plain else "summary", "JSON Feed"),),
    )
    return traced(told, "feed", otherwise="JSON Feed")


def _identity(entry: dict[str, Any]) -> str:
    """The id of an entry, where that is an address, as it should be."""
    told = _text(entry.get("id"))
    return told if told.startswith(("https://", "http://")) else ""


def _names(value: dict[str, Any]) -> Iterator[str]:
    """`authors` of version 1.1, `author` of 1.0."""
    for author in (*_list(value.get("authors")), value.get("author")):
        if isinstance(author, dict) and _text(author.get("name")):
            yield _text(author["name"])


def _attachments(entry: dict[str, Any], document: Document) -> Iterator[Attachment]:
    for each in _list(entry.get("attachments")):
        url = absolute(document.url, _text(each.get("url"))) if isinstance(each, dict) else ""
        if url:
            size = each.get("size_in_bytes")
            yield Attachment(
                url=url,
                title=_text(each.get("title")),
                media_type=_text(each.get("mime_type")),
                size=size if isinstance(size, int) and size > 0 else None,
            )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
