"""What all formats say of a feed and its items, so that they say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from feeder.model import Attachment, Channel, Item, StoredItem, Topic
from feeder.publish.address import address, feed_id, is_public, media_type, public
from feeder.publish.kept import Kept
from feeder.publish.text import local, shortened, xml_text

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # RFC 5646, as far as feeds check it
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)

#: The date of a feed that has never had an entry. There is no better one: it must not be "now".
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class Head(NamedTuple):
    """What all formats say of a feed."""

    id: str
    title: str  # never empty, nor are the next two
    description: str
    author: str
    home: str
    language: str
    icon: str
    hub: str


class Entry(NamedTuple):
    """An item as published: text that XML can hold, absolute addresses, times in the channel's zone."""

    id: str
    url: str
    title: str  # never empty
    html: str
    summary: str
    published: datetime
    updated: datetime
    language: str
    image: Attachment | None
    tags: tuple[str, ...]  # its categories at the office, and the labels of its topics
    topics: tuple[Topic, ...]
    authors: tuple[str, ...]
    files: tuple[Attachment, ...]  # with their media types; the image is not among them
    source: str

    @property
    def enclosures(self) -> tuple[Attachment, ...]:
        """The files, and the picture after them."""
        return (*self.files, self.image) if self.image else self.files


class Placed(NamedTuple):
    """An entry, and all of a feed that its markup depends on."""

    entry: Entry
    base: str
    language: str
    origin: Channel | None  # the feed of its source, where that is another


_KEPT = Kept[Entry]()


@lru_cache(maxsize=256)
def head(channel: Channel) -> Head:
    title = xml_text(channel.title).strip() or public(channel, "")
    return Head(
        id=feed_id(channel),
        title=title,
        description=xml_text(f"{channel.description} {channel.note}").strip() or title,
        author=xml_text(channel.author) or title,
        home=xml_text(channel.home),
        language=xml_text(channel.language),
        icon=xml_text(channel.icon),
        hub=xml_text(channel.hub),
    )


def entry(stored: StoredItem, channel: Channel) -> Entry:
    stored, item = current(stored), stored.item
    key = stored, channel.base, channel.language, channel.zone
    return _KEPT.get(key) or _KEPT.put(key, _entry(stored, channel), len(item.html) + len(item.text))


def current(stored: StoredItem) -> StoredItem:
    """An item without its earlier revisions, which may be many times as large."""
    return replace(stored, revisions=()) if stored.revisions else stored


def placed(entries: Iterable[Entry], channel: Channel, origins: Mapping[str, Channel]) -> list[Placed]:
    """The entries in a feed that joins these, by source."""
    return [Placed(each, channel.base, channel.language, origins.get(each.source)) for each in entries]


def _entry(stored: StoredItem, channel: Channel) -> Entry:
    item, url = stored.item, address(stored, channel)
    topics = tuple(Topic(xml_text(topic.id), xml_text(topic.label).strip()) for topic in stored.topics)
    return Entry(
        id=xml_text(stored.id),
        url=url,
        title=xml_text(item.title).strip() or shortened(xml_text(item.text), 80) or url,
        html=xml_text(item.html),
        summary=xml_text(item.summary),
        published=local(stored.published, channel.zone),
        updated=local(max(stored.updated, stored.published), channel.zone),
        language=item.language if _LANGUAGE.fullmatch(item.language) else channel.language,
        image=_image(item) if is_public(item.image) else None,
        tags=_words((*item.tags, *(topic.label for topic in topics))),
        topics=topics,
        authors=_words(item.authors),
        files=tuple(
            _typed(each, "application/octet-stream")
            for each in item.attachments
            if each.url != item.image and is_public(each.url)
        ),
        source=stored.source,
    )


def newest(entries: Iterable[Entry], channel: Channel) -> datetime:
    """The date of a feed: that of the entry that changed last."""
    return max((each.updated for each in entries), default=local(NEVER, channel.zone))


def _image(item: Item) -> Attachment:
    """The item's picture, with type and size where they are known."""
    known = (each for each in (item.picture, *item.attachments) if each and each.url == item.image)
    return _typed(next(known, Attachment(url=item.image)), "image/jpeg")


def _typed(file: Attachment, fallback: str) -> Attachment:
    kind = file.media_type if _MEDIA_TYPE.fullmatch(file.media_type) else media_type(file.url, fallback)
    return Attachment(url=file.url, title=xml_text(file.title), media_type=kind, size=file.size)


def _words(found: Sequence[str]) -> tuple[str, ...]:
    """Each once, and none that shows nothing."""
    if not found:
        return ()
    return tuple(dict.fromkeys(word for each in found if (word := xml_text(each).strip())))
