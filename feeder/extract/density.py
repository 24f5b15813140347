"""A page as a row of blocks, and how much each of them reads like text that somebody wrote.

A block is what stands between two line ends: a paragraph, a heading, a cell, a stretch of text between empty lines.
Every element of the page covers a span of blocks, so that to weigh an element is to take two sums apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from feeder.extract import article_words as words
from feeder.extract.markup import BLOCKS, UNSEEN, hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MEDIA: Final = frozenset(("img", "amp-img", "iframe", "amp-iframe", "amp-youtube", "video", "audio", "object", "embed"))

OUTSIDE: Final = frozenset(("nav", "aside", "footer"))
"""Zones of a page that are no part of its article."""

_SKIPPED: Final = UNSEEN | {"svg", "canvas", "select", "datalist", "textarea", "button", "input", "map", "dialog"}
_ZONES: Final = {"nav": "nav", "menu": "nav", "aside": "aside", "footer": "footer", "figcaption": "caption"}
_ROLES: Final = {"navigation": "nav", "contentinfo": "footer", "complementary": "aside", "search": "nav"}
_SENTENCE: Final = re.compile(r"[.!?…][\"”’')\]»]*$|[,;] |[.?!] ")
_DIVIDER: Final = re.compile(r"\s+[-–—|•·/»›>]+\s+|\s*(?:[|•·]|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)\s*")
_REMARK: Final = re.compile(r"note|admonition|callout|hint|tip|warning|info", re.IGNORECASE)
_ANCHORS: Final = "¶#§"  # links from a heading to itself
_DIGITS: Final = re.compile(r"\d{4}|lalu|ago")  # what the date lines have in common
_LEADS_ON: Final = re.compile(r"location|window\.open")  # what clicks on a link without <a> do
_TELLING: Final = ("hidden", "aria-hidden", "style", "role", "onclick")  # attributes


Slot = tuple["HtmlElement", bool]
"""Where a piece of text lies: an element, and whether behind it (its tail) or in it."""


class Block(NamedTuple):  # a dataclass takes four times as long to make, and a page has hundreds
    """Text between two line ends, with all that is needed to take it out of the page."""

    box: HtmlElement  # the innermost block element around it
    text: str
    linked: int  # characters of text within links
    links: tuple[HtmlElement, ...]
    slots: tuple[Slot, ...]
    media: tuple[HtmlElement, ...]
    zone: str  # "nav", "aside", "footer", "caption" or ""
    rank: int  # 1 to 6 in a heading, else 0

    @property
    def plain(self) -> int:
        """Characters of text outside links."""
        return len(self.text) - self.linked

    @property
    def spaced(self) -> str:
        """The text with a space between its inline elements, which a style sheet may have moved apart."""
        return " ".join(self.pieces())

    def pieces(self) -> Iterator[str]:
        """The text as its inline elements divide it."""
        for node, tail in self.slots:
            piece = " ".join(((node.tail if tail else node.text) or "").split())
            if piece:
                yield piece

    def parts(self) -> Iterator[str]:
        """The same, also divided where a line of facts has its bars and dashes."""
        return (part for piece in self.pieces() for part in _DIVIDER.split(piece) if part)


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A page's blocks in reading order."""

    blocks: tuple[Block, ...]
    spans: dict[HtmlElement, tuple[int, int]]  # first block, and the one after the last
    skipped: tuple[HtmlElement, ...]  # elements that show nothing
    gains: tuple[float, ...] = field(init=False)  # running sums: text that somebody wrote
    losses: tuple[float, ...] = field(init=False)  # running sums: links, labels

    def __post_init__(self) -> None:
        weights = [_weigh(block) for block in self.blocks]
        object.__setattr__(self, "gains", tuple(accumulate((gain for gain, _ in weights), initial=0.0)))
        object.__setattr__(self, "losses", tuple(accumulate((loss for _, loss in weights), initial=0.0)))

    def gain(self, first: int, end: int) -> float:
        """Characters of text in the blocks from `first` up to `end`, that one left out."""
        return self.gains[end] - self.gains[first] if first < end else 0.0

    def loss(self, first: int, end: int) -> float:
        """Characters of links and labels in the same blocks."""
        return self.losses[end] - self.losses[first] if first < end else 0.0

    def around(self, index: int) -> Iterator[HtmlElement]:
        """The block elements around a block, innermost first."""
        node: HtmlElement | None = self.blocks[index].box
        while node is not None:
            if node in self.spans:
                yield node
            node = node.getparent()


def inner_text(element: HtmlElement) -> str:
    """The folded text of an inline element."""
    return " ".join("".join(element.itertext()).split())


def _weigh(block: Block) -> tuple[float, float]:
    """(gain, loss) of one block."""
    size = len(block.text)
    plain = size - block.linked
    if block.zone in OUTSIDE:
        return 0.0, float(size)
    if block.linked * 2 > size:
        return 0.0, float(block.linked)
    if size < 600 and (
        words.is_furniture(block.text) or words.starts_related(block.text) or words.is_contact(block.text)
    ):
        return 0.0, float(size)
    if block.rank or block.zone == "caption":
        return 0.0, float(block.linked)
    if size >= 80 or (size >= 25 and _SENTENCE.search(block.text)):
        return float(plain), float(block.linked)
    return plain * 0.3, float(block.linked)


def outline(root: HtmlElement) -> Outline:
    """Divide a page into blocks. What is hidden stays out, unless nearly everything is."""
    body = next(root.iter("body"), root)
    held = list(body.iter())  # an element is made anew whenever it is met, unless it is held
    marked = _marked()(body)
    unseen = frozenset(node for node in marked if hidden(node))
    shown = _Reader(held, marked, unseen).read()
    hidden_text = sum(len(node.text_content()) for node in unseen)
    if hidden_text < 3 * shown.gains[-1] or not unseen:
        return shown
    whole = _Reader(held, marked, frozenset()).read()
    return whole if whole.gains[-1] > shown.gains[-1] * 3 else shown


@cache
def _marked() -> Callable[[HtmlElement], list[HtmlElement]]:
    """Finds the elements whose attributes tell whether they are seen, and as what."""
    from lxml.etree import XPath

    path = " | ".join(f"descendant::*/@{name}/.." for name in _TELLING)
    return cast("Callable[[HtmlElement], list[HtmlElement]]", XPath(path))


class _Reader:
    """Goes through the elements of a page once and cuts its text at line ends."""

    def __init__(self, held: list[HtmlElement], marked: list[HtmlElement], unseen: frozenset[HtmlElement]) -> None:
        self.held = held
        self.unseen = unseen
        self.roles = {node: zone for node in marked if (zone := _ROLES.get(node.get("role", "")))}
        self.clicks = frozenset(node for node in marked if _LEADS_ON.search(node.get("onclick", "")))
        self.blocks: list[Block] = []
        self.spans: dict[HtmlElement, tuple[int, int]] = {}
        self.skipped: list[HtmlElement] = []
        self.open: list[tuple[HtmlElement, int, str]] = [(held[0], 0, "")]  # block elements: first block, zone
        self.anchor: HtmlElement | None = None
        self.plain = self.outside = 0  # characters of text outside links; those of them in zones of no article
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self.slots: list[Slot] = []
        self.links: list[HtmlElement] = [] if self.anchor is None else [self.anchor]  # one may hold several blocks
        self.media: list[HtmlElement] = []
        self.linked = 0
        self.breaks = 0

    def read(self) -> Outline:
        path: list[HtmlElement] = []  # the elements that are open
        elements = iter(self.held)
        for node in elements:
            parent = node.getparent()
            while path and path[-1] is not parent:
                self._leave(path.pop())
            path.append(node)
            tag = node.tag
            if not _ENTER.get(tag, _Reader._enter)(self, node, tag):
                for _ in node.iterdescendants():
                    next(elements)
            elif text := node.text:
                self._say(text, node, False)
        while path:
            self._leave(path.pop())
        if self.outside > 4 * (self.plain - self.outside):  # an unclosed <nav> or <aside> has swallowed the page
            self.blocks = [block._replace(zone="") for block in self.blocks]
        return Outline(tuple(self.blocks), self.spans, tuple(self.skipped))

    def _say(self, text: str, node: HtmlElement, tail: bool) -> None:
        if text.isspace():
            self.parts.append(" ")
            return
        self.parts.append(text)
        self.slots.append((node, tail))
        self.breaks = 0
        if self.anchor is not None:
            self.linked += len(text.strip())

    def _leave(self, node: HtmlElement) -> None:
        if node is self.open[-1][0]:
            if self.slots or self.media:
                self._cut()
            _, first, _ = self.open.pop()
            if first < len(self.blocks):
                self.spans[node] = (first, len(self.blocks))
        if node is self.anchor:
            self.anchor = None
        if text := node.tail:
            self._say(text, node, True)

    # one for each kind of element; they return whether there is something to see in it

    def _enter(self, node: HtmlElement, tag: str) -> bool:
        if node in self.unseen:
            return self._skip(node, tag)
        if "-" in tag:  # somebody's own element
            self._cut()
            self.open.append((node, len(self.blocks), self._zone(node, tag)))
        return True

    def _skip(self, node: HtmlElement, tag: str) -> bool:
        self.skipped.append(node)
        return False

    def _enter_block(self, node: HtmlElement, tag: str) -> bool:
        if node in self.unseen:
            return self._skip(node, tag)
        if self.slots or self.media:
            self._cut()
        self.open.append((node, len(self.blocks), self._zone(node, tag)))
        if node in self.clicks and self.anchor is None:
            self.anchor = node
            self.links.append(node)
        return True

    def _enter_link(self, node: HtmlElement, tag: str) -> bool:
        text = node.text
        if text and len(text) == 1 and text in _ANCHORS:
            return self._skip(node, tag)
        self.anchor = node
        self.links.append(node)
        return True

    def _show(self, node: HtmlElement, tag: str) -> bool:
        """Take in a picture; a player or frame is a block of its own, and so is what follows a date line."""
        framed = tag not in ("img", "amp-img")
        if self.slots and (framed or (len(self.slots) < 6 and _DIGITS.search(" ".join(self.parts)[:80]))):
            self._cut()
        self.media.append(node)
        self.breaks = 0
        if framed:
            self._cut()
        return False

    def _break(self, node: HtmlElement, tag: str) -> bool:
        """One line break is a space, two are the end of a paragraph."""
        self.breaks += 1
        self.parts.append(" ")
        if self.breaks == 2:
            self._cut()
        return True

    def _cut(self) -> None:
        """End the block that is being read."""
        text = " ".join("".join(self.parts).split())
        if text or self.media:
            box, _, zone = self.open[-1]
            links, slots, media = tuple(self.links), tuple(self.slots), tuple(self.media)
            self.blocks.append(Block(box, text, self.linked, links, slots, media, zone, HEADINGS.get(box.tag, 0)))
            self.plain += len(text) - self.linked
            self.outside += (len(text) - self.linked) * (zone in OUTSIDE)
        self._clear()

    def _zone(self, node: HtmlElement, tag: str) -> str:
        own, around = self.roles.get(node) or _ZONES.get(tag), self.open[-1][2]
        if own is None or (tag == "aside" and _REMARK.search(node.get("class", ""))):
            return around
        if tag == "footer" and any(parent.tag == "blockquote" for parent, _, _ in self.open):
            return ""  # names who is quoted
        return own


_ENTER: Final[dict[str, Callable[[_Reader, HtmlElement, str], bool]]] = {
    **dict.fromkeys(_SKIPPED, _Reader._skip),
    **dict.fromkeys(MEDIA, _Reader._show),
    **dict.fromkeys(BLOCKS, _Reader._enter_block),
    "a": _Reader._enter_link,
    "br": _Reader._break,
}
