"""JSON Feed 1.1 (jsonfeed.org/version/1.1), and the form of an item in it and in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import orjson

from feeder.model import Attachment, Channel, Revision, StoredItem
from feeder.publish import history, schema
from feeder.publish.address import native_id, path, public
from feeder.publish.entry import current, entry, head
from feeder.publish.kept import Kept
from feeder.publish.text import stamp, xml_text

NAME = "feed.json"

_KEPT = Kept[bytes]()


def name(part: history.Part) -> str:
    """The path below the output of an older page of the feed."""
    return f"json/{part.last}.json"


def render(channel: Channel, items: Iterable[StoredItem], *, arrived: int = 0) -> bytes:
    """The feed that people subscribe to, with its items in the order given; `arrived` as in `atom.render`."""
    return _document(channel, items, path(channel, NAME), history.newest(arrived))


def page(channel: Channel, items: Iterable[StoredItem], part: history.Part) -> bytes:
    """An older page, `name(part)`; `items` are those that arrived as `part.first` to `part.last`. Those that were
    withdrawn are left out."""
    return _document(channel, (each for each in items if not each.withdrawn), name(part), part.previous)


def item(stored: StoredItem, channel: Channel, *, revisions: bool = False) -> dict[str, Any]:
    """An item as feed.json and the archive have it; `revisions` puts the earlier ones in."""
    about = {
        "source": xml_text(stored.source),
        "native_id": native_id(stored.item.keys),
        "date_basis": stored.item.published.basis.value,
        "date_precision": stored.item.published.precision.value,
        "first_seen": stamp(stored.first_seen, channel.zone),
        "revision": stored.revision,
        "revisions": [_revision(each, stored, channel) for each in stored.revisions] if revisions else [],
        "tier": xml_text(stored.item.tier),
        "withdrawn": stamp(stored.withdrawn, channel.zone) if stored.withdrawn else None,
    }
    return _said(stored, channel) | {"_feeder": about}


def line(stored: StoredItem, channel: Channel) -> bytes:
    """The same as JSON, with the revisions that the item came with."""
    key = stored, channel.base, channel.language, channel.zone
    if found := _KEPT.get(key):
        return found
    made = orjson.dumps(item(stored, channel, revisions=True))
    return _KEPT.put(key, made, 2 * len(made))  # all its revisions stand in the key, too


def lines(head: bytes, items: Iterable[bytes]) -> Iterator[bytes]:
    """A JSON object that ends with its items, one a line, so that a change of one is a change of one line."""
    yield head + b'"items":['
    before = b"\n"
    for each in items:
        yield before + each
        before = b",\n"
    yield b"\n]}\n"


def _document(channel: Channel, items: Iterable[StoredItem], place: str, older: history.Part | None) -> bytes:
    about = head(channel)
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": about.title,
        "home_page_url": about.home,
        "feed_url": public(channel, place),
        "description": about.description,
        "language": about.language,
        "authors": [{"name": about.author, "url": about.home}],
        "_feeder": {"about": public(channel, schema.NAME)},
    }
    if about.icon:
        made["icon"] = about.icon
    if about.hub:
        made["hubs"] = [{"type": "WebSub", "url": about.hub}]
    if older:
        made["next_url"] = public(channel, name(older))
    said = (line(current(stored), channel) for stored in items)
    return b"".join(lines(orjson.dumps(made)[:-1] + b",", said))


def _revision(revision: Revision, stored: StoredItem, channel: Channel) -> dict[str, Any]:
    """What the item said before: the same form, but for the id."""
    earlier = replace(stored, item=revision.item, published=revision.item.published.at, updated=revision.since)
    said = _said(earlier, channel)
    del said["id"]
    about = {"revision": revision.number, "since": stamp(revision.since, channel.zone), "reason": revision.reason}
    return said | {"_feeder": about}


def _said(stored: StoredItem, channel: Channel) -> dict[str, Any]:
    view = entry(stored, channel)
    published = view.published.isoformat()
    said = {
        "id": view.id,
        "url": view.url,
        "title": view.title,
        "content_html": view.html,
        "content_text": xml_text(stored.item.text),
        "summary": view.summary,
        "date_published": published,
        "date_modified": published if view.updated is view.published else view.updated.isoformat(),
        "authors": [{"name": author} for author in view.authors],
        "tags": list(view.tags),
        "language": view.language,
        "attachments": [_attachment(file) for file in view.files],
    }
    return said | {"image": view.image.url} if view.image else said


def _attachment(file: Attachment) -> dict[str, Any]:
    made: dict[str, Any] = {"url": file.url, "mime_type": file.media_type}
    if file.title:
        made["title"] = file.title
    return made if file.size is None else made | {"size_in_bytes": file.size}
