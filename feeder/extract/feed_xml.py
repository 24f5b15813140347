"""RSS, RDF and Atom through feedparser, whose own cleaning of markup is off: it drops what later stages keep."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from feeder.extract.feeds import Feed, NotAFeed, called, plain
from feeder.extract.markup import absolute
from feeder.extract.tracing import traced
from feeder.model import Attachment, Document, Draft, Trace, When
from feeder.normalise import dates, html

if TYPE_CHECKING:
    from time import struct_time

_DECLARATION: Final = re.compile(r"\A\W*<\?xml[^>]*\?>")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEGUN: Final = re.compile(r"<(?:\w+:)?(?:item|entry)\b")
_ENDED: Final = re.compile(r"</(?:\w+:)?(?:item|entry)\b")
_LINKED: Final = re.compile(r"</(?:\w+:)?link\s*>|<(?:\w+:)?link\s[^<>]*>")
_CLOSED: Final = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>")
_IDS: Final = re.compile(r"<(?:\w+:)?(?:guid|id)\b[^<>]*>\s*(?:<!\[CDATA\[\s*)?(https?://[^\s<\]]+)", re.IGNORECASE)
_ELEMENT: Final = re.compile(  # a text that begins with one is no words about it
    r"\s*(?:<img\s[^<>]*>|<(p|div|h[1-6]|[ou]l|table|figure|blockquote|span|strong|b|em|i|a)\b[^<>]*>.*</\1\s*>)",
    re.IGNORECASE | re.DOTALL,
)
_OLDER: Final = ("next", "prev-archive")  # paged and archived feeds (RFC 5005)


def read(text: str, document: Document, zone: tzinfo) -> Feed:
    """What is not well-formed is read as far as it goes. Raises NotAFeed."""
    import feedparser

    data = _FORBIDDEN.sub("", _DECLARATION.sub("", text)).encode()
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": document.url}
    found = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not found.entries and not found.get("version"):
        raise NotAFeed("no feed: neither RSS nor Atom nor JSON Feed")
    older = (link.get("href", "") for link in found.feed.get("links", ()) if link.get("rel") in _OLDER)
    ids = frozenset(map(unescape, _IDS.findall(text)))
    drafts = tuple(_draft(entry, found, document, zone, ids) for entry in found.entries)
    cut = not _CLOSED.search(text)
    return Feed(
        drafts=_untorn(drafts, text) if cut and drafts else drafts,
        next=absolute(document.url, next(older, "")),
        home=absolute(document.url, found.feed.get("link", "")),
        cut=cut,
    )


def _untorn(drafts: tuple[Draft, ...], text: str) -> tuple[Draft, ...]:
    """The entries of a feed that breaks off. The last one, if it is torn, says where it leads, or nothing at all; what
    else it says is less than is known, or will be."""
    last = text[max((found.start() for found in _BEGUN.finditer(text)), default=0) :]
    if _ENDED.search(last):
        return drafts
    beginning = replace(drafts[-1], html="", excerpt="", copied=True, shortened=True)
    return (*drafts[:-1], beginning) if _LINKED.search(last) else drafts[:-1]


def _draft(entry: Any, feed: Any, document: Document, zone: tzinfo, ids: Container[str]) -> Draft:
    """What an entry says; `feed` is all that feedparser found, `ids` are the ids that are addresses."""
    url = _address(entry, document.url, ids)
    base = url or document.url
    content = next((each for each in entry.get("content", ()) if each.get("value")), None)
    summary = entry.get("summary_detail") or {}
    body = content or summary
    xml_base = body.get("base") or ""
    files = tuple(_files(entry, base))
    told = Draft(
        url=url,
        guid=called(document, entry.get("id", "").strip()),
        title=_plain(entry.get("title_detail") or {}),
        html=_markup(body),
        base=xml_base if xml_base not in ("", document.url) else base,
        excerpt=_plain(summary) if content and summary.get("value") != content["value"] else "",
        stated=_stated(entry, document.seen, zone),
        image=next(_images(entry, files, base), ""),
        categories=tuple(
            dict.fromkeys(filter(None, (tag.get("label") or tag.get("term") for tag in entry.get("tags", ()))))
        ),
        authors=tuple(_authors(entry)) or (tuple(_authors(feed.feed)) if feed.version.startswith("atom") else ()),
        attachments=tuple(each for each in files if not each.media_type.startswith("image/")),
        language=body.get("language") or feed.feed.get("language", ""),
        traces=(Trace("html", "content" if content else "summary", feed.version),),
    )
    return traced(told, "feed", otherwise=feed.version)


def _address(entry: Any, here: str, ids: Container[str]) -> str:
    """Where an entry leads. Its id takes the place of a link where it is one of those that are addresses, and no name
    that feedparser makes one of on the feed's own host."""
    original = entry.get("feedburner_origlink")
    known = original or entry.get("links") or entry.get("id", "") in ids
    return absolute(here, original or entry.get("link", "")) if known else ""


def _is_markup(detail: Any) -> bool:
    return detail.get("type", "text/html") in ("text/html", "application/xhtml+xml")


def _value(detail: Any) -> str:
    """What an element holds; elements that were escaped once too often, as they were meant."""
    value = str(detail.get("value", ""))
    if _is_markup(detail) and "<" not in value and _ELEMENT.match(meant := unescape(value)):
        return meant
    return value


def _plain(detail: Any) -> str:
    """A title or summary as plain text: what is said to be markup loses it, what is said to be text stays."""
    value = _value(detail)
    if _is_markup(detail) and "<" in value:
        return plain(value)
    return " ".join((unescape(value) if _is_markup(detail) else value).split())


def _markup(detail: Any) -> str:
    value = _value(detail)
    if _is_markup(detail) and "<" in value:
        return value
    return html.paragraphs(unescape(value) if _is_markup(detail) else value)


def _stated(entry: Any, seen: datetime, zone: tzinfo) -> When | None:
    """When it was published, or at least changed."""
    said: dict[str, Any] = dict(entry)  # feedparser's own dictionary answers with `published` for `updated`, and warns
    for key in ("published", "created", "updated"):
        when = dates.written(said.get(key) or "", seen=seen, zone=zone)
        when = when or _parsed(said.get(f"{key}_parsed"), seen, zone)
        if when:
            return when
    return None


def _parsed(utc: struct_time | None, seen: datetime, zone: tzinfo) -> When | None:
    """feedparser's own reading knows more forms, but takes a time without a zone for UTC: it comes last."""
    try:
        at = datetime.fromtimestamp(timegm(utc), zone) if utc else None
    except (ValueError, OverflowError):  # 0000-00-00
        return None
    return When(at=at) if at and at.year >= 1990 and at <= seen + timedelta(days=2) else None


def _files(entry: Any, base: str) -> Iterator[Attachment]:
    """Enclosures, and media that are more than a picture of the article."""
    seen: set[str] = set()
    for each in (*entry.get("enclosures", ()), *entry.get("media_content", ())):
        url = absolute(base, each.get("href") or each.get("url") or "")
        if url and url not in seen:
            seen.add(url)
            kind = each.get("type") or {"image": "image/*"}.get(each.get("medium", ""), "")
            size = each.get("length") or each.get("filesize") or ""
            yield Attachment(
                url=url,
                title=each.get("title", ""),
                media_type=kind,
                size=int(size) if re.fullmatch(r"[1-9]\d{0,14}", str(size)) else None,
            )


def _images(entry: Any, files: tuple[Attachment, ...], base: str) -> Iterator[str]:
    yield from (each.url for each in files if each.media_type.startswith("image/"))
    pictures = [*entry.get("media_thumbnail", ()), entry.get("image") or {}]
    yield from filter(None, (absolute(base, each.get("url") or each.get("href") or "") for each in pictures))


def _authors(value: Any) -> Iterator[str]:
    for author in value.get("authors", ()) or (value.get("author_detail") or {},):
        name = " ".join((author.get("name") or "").split())
        if name:
            yield name
