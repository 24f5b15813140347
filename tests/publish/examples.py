"""Items and a channel to publish, and how to read a document back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from feeder.model import Basis, Channel, Item, Precision, StoredItem, When

JAKARTA = ZoneInfo("Asia/Jakarta")
NEWEST = datetime(2025, 11, 13, 9, 12, tzinfo=JAKARTA)
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
CHANNEL = Channel(
    path="",
    title="Berita KPU Jakarta",
    home="https://jakarta.kpu.go.id/",
    description="Berita dari situs KPU",
    author="KPU Provinsi Daerah Khusus Jakarta",
    base="https://feeds.example.org/kpu/",
    version="1.2.3",
)
SOURCE = replace(CHANNEL, path="feeds/kpu-jakarta", title="KPU & Jakarta", author="")


def stored(number: int = 1, **said: Any) -> StoredItem:
    """The item of this number, one hour older than the one before; `said` replaces fields of either kind."""
    at = said.pop("published", NEWEST - timedelta(hours=number))
    kept = {name: said.pop(name) for name in ("id", "updated", "revision", "revisions", "withdrawn") if name in said}
    item = Item(
        keys=(f"kpu:jakarta.kpu.go.id/blog/read/{number}",),
        names=(),
        url=f"https://jakarta.kpu.go.id/blog/read/{number}_berita",
        title=f"Berita {number}",
        html=f"<p>Isi berita {number}.</p>",
        text=f"Isi berita {number}.",
        summary=f"Isi berita {number}.",
        published=When(at=at, basis=Basis.INFERRED, precision=Precision.DAY),
        tier="structure",
    )
    first = StoredItem(
        id=f"tag:jakarta.kpu.go.id,2025:blog/read/{number}",
        item=replace(item, **said),
        source="kpu-jakarta",
        published=at,
        updated=at,
        first_seen=at + timedelta(hours=2),
        last_seen=at + timedelta(days=1),
    )
    return replace(first, **kept)


def tree(body: bytes) -> etree._Element:
    return etree.fromstring(body)


def found(element: etree._Element, path: str) -> list[Any]:
    """What an XPath finds; text and attributes as strings."""
    result: Any = element.xpath(path, namespaces=NAMES)
    return [str(each) if isinstance(each, str) else each for each in result]
