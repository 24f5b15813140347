"""Lists of subscriptions (OPML 2.0, http://opml.org/spec2.opml): outlines, in folders or not, with `xmlUrl`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from feeder.errors import InputError
from feeder.normalise.text import line

_TYPES: Final = frozenset(("rss", "atom", "feed"))  # of an outline that is a feed, whether it has an address or not


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that somebody reads. The address is as written, but that `feed:` is no scheme of the web; it may be
    missing."""

    title: str
    url: str
    line: int


def read(body: bytes, name: str) -> list[Subscription]:
    """The feeds in the file's order. Entities are not resolved, and nothing is asked for.

    Raises InputError, with the line, for what is no XML, and for XML that is no OPML or names no feed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"{name}:{error.lineno or 1}: this is no XML: {error.msg}; export the OPML file again"
        ) from error
    if etree.QName(root).localname.lower() != "opml":
        raise InputError(f"{name}:{root.sourceline}: this is no OPML: it begins with <{etree.QName(root).localname}>")
    feeds = [found for each in root.iter("{*}outline") if (found := _subscription(each))]
    if not any(each.url for each in feeds):
        raise InputError(f"{name}: no outline in it has an address of a feed (xmlUrl)")
    return feeds


def _subscription(outline: Any) -> Subscription | None:
    """None for a folder or a link. Programs differ in the case of attributes."""
    said = {str(key).lower(): value for key, value in outline.attrib.items()}
    title = line(said.get("title") or said.get("text") or "", 200)
    url = re.sub(r"^feed:(?=https?://)", "", said.get("xmlurl", "").strip(), flags=re.IGNORECASE)
    url = re.sub(r"^feed://", "http://", url, flags=re.IGNORECASE)
    is_feed = url or said.get("type", "").strip().lower() in _TYPES
    return Subscription(title, url, outline.sourceline or 0) if is_feed else None
