"""Lists of subscriptions (OPML 2.0, http://opml.org/spec2.opml): outlines, in folders or not, with `xmlUrl`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from feeder.errors import InputError
from feeder.normalise.text import line


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that somebody reads. The address is as written."""

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
    found = [_subscription(each) for each in root.iter("{*}outline")]
    feeds = [each for each in found if each.url]
    if not feeds:
        raise InputError(f"{name}: no outline in it has an address of a feed (xmlUrl)")
    return feeds


def _subscription(outline: Any) -> Subscription:
    """Programs differ in the case of attributes."""
    said = {str(key).lower(): value for key, value in outline.attrib.items()}
    title = line(said.get("title") or said.get("text") or "", 200)
    return Subscription(title, said.get("xmlurl", "").strip(), outline.sourceline or 0)
