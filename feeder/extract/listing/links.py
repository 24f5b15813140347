"""The links that items can be found by: not those that a text makes in passing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from feeder.extract.listing import words
from feeder.extract.listing.anchors import Anchor
from feeder.extract.listing.groups import MANY, Link, owners
from feeder.extract.markup import BLOCKS, inner_text
from feeder.normalise import identity
from feeder.normalise.text import count

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PASSING = 60  # characters before a link on its line: it is part of a sentence
_SERIES = 3  # items that make a list
_BESIDE = 2  # of them side by side
_WORDS = 3  # of a title; a category has fewer


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
    return len(before) > _PASSING and not words.is_more(inner_text(element))


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
    nested: set[HtmlElement] = set()
    for members in series.values():
        nested.update(link.element for link in _inside(found, _boxes(members)))
    return [link for link in found if link.element not in nested]


def _inside(found: Sequence[Link], boxes: Sequence[dict[HtmlElement, str]]) -> list[Link]:
    """The links that are no items of their own: a few in the largest box of items, and categories in any."""
    largest = max(boxes, key=len, default={})
    few = [link for link in found if _is_foreign(link, largest)] if len(largest) >= _SERIES else []
    if len({link.key for link in few}) * 2 > len(largest):
        few = []
    units = {element: key for box in boxes for element, key in box.items()}
    labels = [link for link in found if _is_foreign(link, units)] if len(largest) >= _BESIDE else []
    sure = 0 < len({link.key for link in labels}) <= len(units) and _are_labels(labels, found, units)
    return [*few, *labels] if sure else few


def _path(element: HtmlElement) -> tuple[str, ...]:
    return tuple(str(node.tag) for node in element.iterancestors())


def _boxes(members: Sequence[Link]) -> list[dict[HtmlElement, str]]:
    """The largest elements with one member each, those side by side together: a first item may stand above the rest."""
    if len({link.key for link in members}) < _BESIDE:
        return []
    owner = owners(members, ())
    boxes: dict[HtmlElement, dict[HtmlElement, str]] = {}
    for element, key in owner.items():
        parent = element.getparent()
        if key != MANY and parent is not None and owner.get(parent) == MANY:
            boxes.setdefault(parent, {})[element] = key
    return list(boxes.values())


def _are_labels(inside: Sequence[Link], found: Sequence[Link], units: dict[HtmlElement, str]) -> bool:
    """Whether links within items are too short for titles, such as most of the items have."""
    longest: dict[str, int] = dict.fromkeys(units.values(), 0)
    for link in found:
        if link.key in longest:
            longest[link.key] = max(longest[link.key], _words(link))
    titled = sum(words >= _WORDS for words in longest.values())
    return all(_words(link) < _WORDS for link in inside) and 2 * titled > len(longest)


def _words(link: Link) -> int:
    return count("".join(link.element.itertext()))


def _is_foreign(link: Link, units: dict[HtmlElement, str]) -> bool:
    """Whether the link stands in the unit of another item."""
    node = link.element
    while node is not None:
        if key := units.get(node):
            return key != link.key
        node = node.getparent()
    return False
