"""Where things lie in the output, and under which public address."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from feeder.model import Channel, StoredItem
from feeder.publish.text import xml_text

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f\ud800-\udfff\ufffe\uffff<>\"{}|\\^`]+")
_OTHER = re.compile(r"[^a-z0-9]+")

# The field's own files. Python's table differs between versions and machines, and the same items give the same bytes.
_TYPES = {
    "avif": "image/avif",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rar": "application/vnd.rar",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def path(channel: Channel, name: str) -> str:
    """The path below the output of a channel's file: `atom.xml`, `feeds/pdpb/atom.xml`."""
    folder = channel.path.strip("/")
    return f"{folder}/{name}" if folder else name


def public(channel: Channel, place: str) -> str:
    """The absolute address of a path below the output."""
    return below(channel.base, place)


def below(base: str, place: str) -> str:
    """The same, of the public address of an output."""
    return xml_text(f"{base.rstrip('/')}/{place}")


def former(channel: Channel, name: str) -> tuple[str, ...]:
    """The paths where a channel's file lay before."""
    return tuple(path(replace(channel, path=folder), name) for folder in channel.formerly)


def feed_id(channel: Channel) -> str:
    """The id of a feed in all its documents (RFC 4287, section 4.2.6): it does not change when the feed moves."""
    first = replace(channel, base=channel.first_base or channel.base)
    place, *_ = (*former(channel, "atom.xml"), path(channel, "atom.xml"))
    return xml_text(channel.id) or public(first, place)


def address(stored: StoredItem, channel: Channel) -> str:
    """The address that readers open: the item's own, or that of our page of it where it has none that can be used."""
    return stored.item.url if is_public(stored.item.url) else public(channel, f"items/{slug(stored.id)}.html")


def is_public(url: str) -> bool:
    """Whether this is an absolute web address, encoded as feeds need it (RFC 3987)."""
    return _ADDRESS.fullmatch(url) is not None


def page_of(url: str, ids: Iterable[str]) -> str:
    """The id of the item whose page in some output has this address; "" if none of the ids has."""
    folder, _, name = url.removesuffix(".html").rpartition("/")
    return next((id for id in ids if slug(id) == name), "") if folder.rpartition("/")[2] == "items" else ""


@lru_cache(maxsize=1024)
def slug(id: str) -> str:
    """A file name for an item, made of its id alone: ASCII, at most 80 characters, another for every other id.

    >>> slug("tag:jakarta.kpu.go.id,2025:blog/read/8076")
    'jakarta-kpu-go-id-2025-blog-read-8076-51d4e5a3d6'
    """
    words = _OTHER.sub("-", id.removeprefix("tag:").lower()).strip("-")[:69].rstrip("-")
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{words}-{digest}" if words else digest


def native_id(keys: tuple[str, ...]) -> str | None:
    """The number under which the site itself knows an item; None where its best key holds none."""
    found = keys[0] if keys else ""
    return found.rpartition("/")[2] or None if found.startswith("kpu:") else None


def media_type(url: str, fallback: str) -> str:
    """What an address ends with, as a media type."""
    _, dot, ending = url.partition("?")[0].partition("#")[0].rpartition("/")[2].rpartition(".")
    return _TYPES.get(ending.lower(), fallback) if dot else fallback
