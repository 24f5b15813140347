"""feedgen, and the one extension that writes what feedgen 1.0.0 writes wrongly or not at all.

feedgen gives the skeleton: the head of the feed, ids, titles, dates, texts, categories, authors, escaping. The
extension gives links with all their attributes (feedgen loses them in entries, and has no hub in RSS), media, sources,
the language of an entry, `content:encoded` beside a description in HTML, and `dc:creator`.

feedgen leaves the names of Atom without a namespace and sets `xmlns` on the root as if it were an attribute; so does
the extension.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from html import escape
from typing import Any

import feedgen.entry
import feedgen.feed
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement, _Element

from feeder.model import Attachment, Channel
from feeder.publish.address import below, path, public
from feeder.publish.entry import Entry, Placed, head
from feeder.publish.text import xml_text

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# feedgen's own function switches the locale of the whole process for every date, also under the feet of other threads.
feedgen.entry.formatRFC2822 = feedgen.feed.formatRFC2822 = format_datetime

Link = dict[str, str]


class FeedExtension:
    """Links and marks of the document. feedgen makes one without arguments; `generator` fills it."""

    def __init__(self) -> None:
        self.links: Sequence[Link] = ()
        self.archive = False
        self.deleted: Sequence[tuple[str, str]] = ()  # ids, and when they were withdrawn (RFC 6721)

    def extend_ns(self) -> dict[str, str]:
        spaces = {"dc": DC, "media": MEDIA}
        spaces |= {"fh": HISTORY} if self.archive else {}
        return spaces | {"at": TOMBSTONES} if self.deleted else spaces

    def extend_atom(self, feed: _Element) -> None:
        for link in self.links:
            SubElement(feed, "link", link)
        if self.archive:
            SubElement(feed, f"{{{HISTORY}}}archive")
        for ref, when in self.deleted:
            SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", {"ref": ref, "when": when})

    def extend_rss(self, rss: _Element) -> None:
        for link in self.links:
            SubElement(rss[0], f"{{{ATOM}}}link", link)


class EntryExtension:
    """What an entry has beside feedgen's parts. `add` fills it."""

    placed: Placed

    def extend_atom(self, element: _Element) -> None:
        entry, origin = self.placed.entry, self.placed.origin
        if entry.language != self.placed.language:
            element.set(LANG, entry.language)
        SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
        for file in entry.enclosures:
            SubElement(element, "link", _enclosure(file))
        _media(element, entry)
        if origin:
            _source(element, origin, entry)

    def extend_rss(self, element: _Element) -> None:
        entry, origin = self.placed.entry, self.placed.origin
        _put(element, "description", escape(entry.summary, quote=False))
        if entry.html:
            _put(element, f"{{{CONTENT}}}encoded", entry.html)
        for author in entry.authors:
            _put(element, f"{{{DC}}}creator", author)
        for file in entry.enclosures[:1]:  # the first file, else the picture: RSS readers know one
            SubElement(element, "enclosure", {"url": file.url, "type": file.media_type, "length": str(file.size or 0)})
        _media(element, entry)
        if entry.updated > entry.published:
            _put(element, f"{{{ATOM}}}updated", entry.updated.isoformat())
        if origin:
            place = public(origin, path(origin, "rss.xml"))
            _put(element, "source", head(origin).title, {"url": place})


def generator(channel: Channel, name: str, links: Sequence[Link]) -> Any:
    """A FeedGenerator with the head of a feed: all but its date. `name` is the file's, `links` are further ones."""
    about, made = head(channel), FeedGenerator()
    made.register_extension("feeder", FeedExtension, EntryExtension)
    made.id(about.id)
    made.title(about.title)
    made.subtitle(about.description)
    made.language(about.language)
    made.author(name=about.author, uri=about.home)
    made.generator("feeder", xml_text(channel.version) or None)
    made.ttl(channel.ttl)
    if about.icon:
        made.image(about.icon, about.title, about.home)
        made.icon(about.icon)
    made.link(href=about.home, rel="alternate", type="text/html")
    made.feeder.links = ({"rel": "self", "type": _type(name), "href": public(channel, name)}, *links)
    return made


def add(made: Any, placed: Placed) -> Any:
    """One more entry, with what Atom and RSS write alike; the caller adds what they do not."""
    entry = placed.entry
    added = made.add_entry(order="append")
    added.guid(entry.id, permalink=False)
    added.title(entry.title)
    added.published(entry.published)
    if entry.tags:
        terms = {topic.label: topic.id for topic in entry.topics}
        added.category([_category(tag, terms, placed.base) for tag in entry.tags])
    added.feeder.placed = placed
    return added


def subscription(channel: Channel, prev: str = "") -> list[Link]:
    """The links of a document that people subscribe to; `prev` is where the archive begins."""
    links: list[Link] = [{"rel": "hub", "href": xml_text(channel.hub)}] if channel.hub else []
    return [*links, archived("prev-archive", channel, prev)] if prev else links


def archived(rel: str, channel: Channel, place: str) -> Link:
    """A link along the chain of RFC 5005."""
    return {"rel": rel, "type": _type(place), "href": public(channel, place)}


def _type(name: str) -> str:
    return "application/rss+xml" if name.endswith("rss.xml") else "application/atom+xml"


def _source(element: _Element, origin: Channel, entry: Entry) -> None:
    """The feed this entry also stands in. Its date is the entry's: the date of the feed would change this entry with
    every other."""
    about, source = head(origin), SubElement(element, "source")
    _put(source, "id", about.id)
    _put(source, "title", about.title)
    _put(source, "updated", entry.updated.isoformat())
    SubElement(source, "link", {"rel": "self", "href": public(origin, path(origin, "atom.xml"))})
    SubElement(source, "link", {"rel": "alternate", "type": "text/html", "href": about.home})


def _category(tag: str, topics: Mapping[str, str], base: str) -> Link:
    """Topics are called by their id, in a scheme of their own; the office's categories by their name."""
    if tag in topics:
        return {"term": topics[tag], "scheme": below(base, "topics/"), "label": tag}
    return {"term": tag, "scheme": below(base, ""), "label": tag}


def _enclosure(file: Attachment) -> Link:
    link = {"rel": "enclosure", "type": file.media_type, "href": file.url}
    if file.title:
        link["title"] = file.title
    return link if file.size is None else link | {"length": str(file.size)}


def _media(element: _Element, entry: Entry) -> None:
    """Media RSS: the picture, for readers that show one beside the title."""
    if file := entry.image:
        made = {"url": file.url, "type": file.media_type, "medium": "image"}
        SubElement(element, f"{{{MEDIA}}}content", made if file.size is None else made | {"fileSize": str(file.size)})


def _put(parent: _Element, tag: str, text: str, attributes: Link | None = None) -> None:
    SubElement(parent, tag, attributes or {}).text = text
