"""OPML 2.0 (opml.org/spec2.opml): all feeds in one file that feed readers import."""

from __future__ import annotations

from collections.abc import Iterable

from feeder.model import Channel
from feeder.publish import atom
from feeder.publish.address import path, public
from feeder.publish.text import xml_text

NAME = "opml.xml"


def render(title: str, groups: Iterable[tuple[str, Iterable[Channel]]]) -> bytes:
    """The channels in groups of a name; those of the group "" stand at the top. Each is named once, in the first group
    that has it, and in one format: some readers take two formats of a feed for one, and show half of both."""
    from lxml.etree import Element, SubElement, tostring

    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = xml_text(title)
    body = SubElement(root, "body")
    named: set[str] = set()
    for group, channels in groups:
        fresh = [channel for channel in channels if channel.path not in named]
        parent = SubElement(body, "outline", text=xml_text(group)) if group and fresh else body
        for channel in fresh:
            SubElement(parent, "outline", _outline(channel))
            named.add(channel.path)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _outline(channel: Channel) -> dict[str, str]:
    title = xml_text(channel.title) or public(channel, "")
    return {
        "text": title,
        "title": title,
        "type": "rss",
        "xmlUrl": public(channel, path(channel, atom.NAME)),
        "htmlUrl": xml_text(channel.home),
        "language": xml_text(channel.language),
    }
