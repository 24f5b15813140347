"""From links to groups of items: what stands together, side by side.

The tree is read bottom up. An element *belongs* to an item if all links in it lead to that item; an element with links
to several items *holds* them. The largest elements that belong to one item, side by side in one that holds several, are
pieces of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    Piece: TypeAlias = str | HtmlElement  # text between elements is a piece of its own
    Run: TypeAlias = Sequence[Piece]
    Owners: TypeAlias = Mapping[HtmlElement, str]

MANY: Final = ""  # in place of a key: holds links to several items
FENCE: Final = "|"  # in place of a key: the page's own heading or pagination, which belongs to no item

HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS: Final = ("ul", "ol")
_NOTHING: Final = frozenset(("script", "style", "link", "meta", "template"))


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an item."""

    element: HtmlElement
    url: str
    key: str


@dataclass(frozen=True, slots=True)
class Segment:
    """All that stands by one item, in the page's order."""

    key: str
    pieces: list[Piece]

    @property
    def first(self) -> HtmlElement:
        """The element that it begins with."""
        return next(piece for piece in self.pieces if not isinstance(piece, str))

    @property
    def elements(self) -> list[HtmlElement]:
        return [piece for piece in self.pieces if not isinstance(piece, str)]


@dataclass(frozen=True, slots=True)
class Group:
    """Items side by side in one element."""

    box: HtmlElement
    segments: list[Segment]

    @property
    def first(self) -> HtmlElement:
        """The element that the first item begins with."""
        return self.segments[0].first

    @property
    def keys(self) -> set[str]:
        return {segment.key for segment in self.segments}


def owners(links: Iterable[Link], fences: Iterable[HtmlElement]) -> dict[HtmlElement, str]:
    """For each element with a link in it the one key that it belongs to, or MANY; a list beside others that hold
    several items is one of them, if only with one."""
    found: dict[HtmlElement, str] = {}
    for link in links:
        _claim(found, link.element, link.key)
    for fence in fences:
        _claim(found, fence, FENCE)
    places = {node.getparent() for node, key in found.items() if key == MANY and node.tag in _LISTS} - {None}
    beside = (each for place in places for each in place.iterchildren(*_LISTS))
    return found | {each: MANY for each in beside if found.get(each, FENCE) != FENCE}


def _claim(found: dict[HtmlElement, str], element: HtmlElement, key: str) -> None:
    node: HtmlElement | None = element
    while node is not None:
        known = found.get(node)
        if known in (key, MANY):
            return
        found[node] = key if known is None else MANY
        node = node.getparent()


def in_item(element: HtmlElement, owner: Owners) -> bool:
    """Whether it stands in an element that belongs to one item."""
    nodes = (element, *element.iterancestors())
    return next((owner[node] for node in nodes if node in owner), MANY) not in (MANY, FENCE)


def backwards(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """An element, what stands before it, and what these stand in, up to the page's body."""
    node = element
    while node is not None and node.tag not in ("body", "html"):
        yield node
        before = node.getprevious()
        node = before if before is not None else node.getparent()


def pieces(box: HtmlElement) -> Iterator[Piece]:
    """Children and the text between them."""
    if box.text and not box.text.isspace():
        yield box.text
    for child in box:
        if child.tag not in _NOTHING:
            yield child
        if child.tail and not child.tail.isspace():
            yield child.tail
