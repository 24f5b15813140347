"""The links that items can be found by: not those that a text makes in passing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from feeder.extract.listing import words
from feeder.extract.listing.groups import MANY, Link, owners
from feeder.extract.listing.pages import Anchor
from feeder.extract.markup import BLOCKS
from feeder.normalise import identity

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PASSING = 60  # characters before a link on its line: it is part of a sentence
_SERIES = 3  # items that make a list


def links(anchors: Iterable[Anchor], is_item: Callable[[str], bool]) -> list[Link]:
    """The links to items, without those that stand in the text of an item and lead to another."""
    found = []
    keys: dict[str, str] = {}
    for anchor in anchors:
        url = anchor.url
        if url not in keys:
            keys[url] = identity.key(url) if is_item(url) else ""
        if keys[url] and anchor.element.tag != "link":
            found.append(Link(anchor.element, url, keys[url]))
    passing: dict[HtmlElement, bool] = {}
    for link in found:
        passing[link.element] = _in_passing(link.element, passing)
    return _without_nested([link for link in found if not passing[link.element]] or found)


def _in_passing(element: HtmlElement, known: Mapping[HtmlElement, bool]) -> bool:
    """Whether the link belongs to a sentence, or is announced as another article; `known` has the links before it."""
    before, other = _before(element)
    if known.get(other) or words.leads_aside(before):
        return True
    return len(before) > _PASSING and not words.is_more(" ".join("".join(element.itertext()).split()))


def _before(element: HtmlElement) -> tuple[str, HtmlElement | None]:
    """What stands on the same line before it, as far as the link before, and that link."""
    parts: list[str] = []
    node: HtmlElement | None = element
    while node is not None:
        previous = node.getprevious()
        while previous is not None:
            parts.append(previous.tail or "")
            if previous.tag == "a":
                return _joined(parts), previous
            if previous.tag == "img" or any(True for _ in previous.iter(*BLOCKS)):
                return _joined(parts), None
            parts.append("".join(previous.itertext()))
            previous = previous.getprevious()
        node = node.getparent()
        if node is None or node.tag in BLOCKS:
            break
        parts.append(node.text or "")
    return _joined([*parts, "" if node is None else node.text or ""]), None


def _joined(parts: Sequence[str]) -> str:
    return " ".join("".join(reversed(parts)).split())


def _without_nested(found: Sequence[Link]) -> list[Link]:
    """Drop the links within an item of a series of like ones that lead to another item."""
    series: dict[tuple[str, ...], list[Link]] = {}
    for link in found:
        series.setdefault(_path(link.element), []).append(link)
    units = [units for members in series.values() if (units := _units(members))]
    nested: set[HtmlElement] = set()
    for each in units:
        inside = [link for link in found if _is_foreign(link, each)]
        if len({link.key for link in inside}) * 2 <= len(each):
            nested.update(link.element for link in inside)
    return [link for link in found if link.element not in nested]


def _path(element: HtmlElement) -> tuple[str, ...]:
    return tuple(str(node.tag) for node in element.iterancestors())


def _units(members: Sequence[Link]) -> dict[HtmlElement, str]:
    """The largest elements with one member each, if they stand side by side."""
    if len({link.key for link in members}) < _SERIES:
        return {}
    owner = owners(members, ())
    boxes: dict[HtmlElement, dict[HtmlElement, str]] = {}
    for element, key in owner.items():
        parent = element.getparent()
        if key != MANY and parent is not None and owner.get(parent) == MANY:
            boxes.setdefault(parent, {})[element] = key
    return max(boxes.values(), key=len, default={})


def _is_foreign(link: Link, units: dict[HtmlElement, str]) -> bool:
    """Whether the link stands in the unit of another item."""
    node = link.element
    while node is not None:
        if key := units.get(node):
            return key != link.key
        node = node.getparent()
    return False
