"""From a page's tree to its outline: one walk over the elements, which cuts the text at line ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, line_ends, veils
from feeder.extract.blocks import HEADINGS, MEDIA, OUTSIDE, Block, Outline, Slot, are_moment
from feeder.extract.finder import finder
from feeder.extract.markup import BLOCKS, UNSEEN, is_within_words, role
from feeder.normalise.text import are_apart

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED: Final = UNSEEN | {"svg", "canvas", "select", "datalist", "textarea", "input", "map", "dialog"}
_ZONES: Final = {"nav": "nav", "menu": "nav", "aside": "aside", "footer": "footer", "figcaption": "caption"}
_ROLES: Final = {"navigation": "nav", "contentinfo": "footer", "complementary": "aside", "search": "nav"}
_REMARK: Final = re.compile(r"note|admonition|callout|hint|tip|warning|info", re.IGNORECASE)
_ANCHORS: Final = frozenset("¶#§")  # links from a heading to itself
_DIGITS: Final = re.compile(r"\b(?:19|20)\d\d\b|lalu|ago")  # what the date lines have in common
_LEADS_ON: Final = re.compile(r"location|window\.open")  # what clicks on a link without <a> do
_TELLING: Final = ("hidden", "aria-hidden", "style", "role", "onclick", "aria-controls")  # attributes
_ABOUT: Final = 6  # pieces of a line about an article
_LINE: Final = 80  # characters of one, or of a heading: a sentence that is longer is none
_MARKED: Final = " | ".join(f"descendant::*/@{name}/.." for name in _TELLING)  # whether it is seen, and as what
_STOPS: Final = (".", "!", "…", "。")
_FOOTER: Final = 200  # characters
_HELD_BACK, _ALL = 2, 3  # times as much text as is shown: what a script unveils, and a page that waits for its scripts


def outline(root: HtmlElement) -> Outline:
    """Divide a page into blocks. What is hidden stays out, unless nearly everything is."""
    body = next(root.iter("body"), root)
    held = list(body.iter())  # an element is made anew whenever it is met, unless it is held
    marked = finder(_MARKED)(body)
    unseen = veils.unseen(marked)
    shown = _Reader(held, marked, unseen).read()
    enough = shown.gains[-1]
    if not unseen:
        return shown
    lengths = {node: len(node.text_content()) for node in unseen}
    veiled = {node for node in unseen if lengths[node] > enough and veils.is_veiled(node)}
    for revealed, times in ((veiled, _HELD_BACK), (unseen, _ALL)):
        if sum(lengths[node] for node in revealed) >= (times - 1) * enough and revealed:
            whole = _Reader(held, marked, unseen - revealed).read()
            if whole.gains[-1] > enough * times:
                return whole
    return shown


class _Reader:
    """Goes through the elements of a page once and cuts its text at line ends."""

    def __init__(self, held: list[HtmlElement], marked: list[HtmlElement], unseen: frozenset[HtmlElement]) -> None:
        self.held = held
        self.elements = iter(held)
        self.roles = {node: zone for node in marked if (zone := _ROLES.get(role(node)))}
        self.clicks = frozenset(node for node in marked if _LEADS_ON.search(node.get("onclick", "")))
        self.ways = {
            **{node: _Reader._enter_box for node in (held[0], *self.roles, *self.clicks) if node.tag in BLOCKS},
            **{node: _Reader._skip for node in unseen if _ENTER.get(node.tag) not in _SEEN},
        }
        self.blocks: list[Block] = []
        self.spans: dict[HtmlElement, tuple[int, int]] = {}
        self.skipped: list[HtmlElement] = []
        self.box, self.first, self.zone = held[0], 0, ""  # the innermost block element, and its first block
        self.around: list[tuple[HtmlElement, int, str]] = []  # the same of those around it
        self.anchor: HtmlElement | None = None
        self._clear()

    def _clear(self) -> None:
        self.parts: list[str] = []
        self.slots: list[Slot] = []
        self.links: list[HtmlElement] = [] if self.anchor is None else [self.anchor]  # one may hold several blocks
        self.media: list[HtmlElement] = []
        self.linked = self.breaks = 0

    def read(self) -> Outline:
        last = beyond = self.held[0].getparent()
        for node in self.elements:
            parent = node.getparent()
            if last is not parent:
                self._leave(last, parent)
            tag = node.tag
            enter = self.ways.get(node) or _ENTER.get(tag, _Reader._enter)
            if enter(self, node, tag):
                if text := node.text:
                    self._say(text, node, False)
                last = node
            else:
                if text := node.tail:
                    self._say(text, node, True)
                last = parent
        self._leave(last, beyond)
        if _is_swallowed(self.blocks):
            self.blocks = [replace(block, zone="") for block in self.blocks]
        return Outline(tuple(self.blocks), self.spans, tuple(self.skipped))

    def _say(self, text: str, node: HtmlElement, tail: bool) -> None:
        if text.isspace():
            self.parts.append(" ")
            return
        parts = self.parts
        if parts and parts[-1][-1].islower() and are_apart(parts[-1], text) and not is_within_words(node):
            parts.append(" ")
        parts.append(text)
        self.slots.append((node, tail))
        self.breaks = 0
        if self.anchor is not None:
            self.linked += len(text.strip())

    def _leave(self, node: HtmlElement | None, around: HtmlElement | None) -> None:
        """End an element and those about it, up to the one `around` them, in which the page goes on."""
        while node is not around and node is not None:
            if node is self.box:
                if self.slots or self.media:
                    self._cut()
                if self.first < len(self.blocks):
                    self.spans[node] = (self.first, len(self.blocks))
                self.box, self.first, self.zone = self.around.pop()
            if node is self.anchor:
                self._end_link()
            if text := node.tail:
                self._say(text, node, True)
            node = node.getparent()

    def _end_link(self) -> None:
        """End a link: one that holds nothing of this block is none of it, one to another article a line of its own."""
        link, self.anchor = self.anchor, None
        if not (self.slots or self.media):
            self.links = []
        elif link is not None and len(self.slots) > 1 and line_ends.is_teaser(link, self.slots[0]):
            self._cut()

    def _cut(self) -> None:
        """End the block that is being read."""
        text = " ".join("".join(self.parts).split())
        if text or self.media:
            rank = _rank(self.box.tag, text)
            block = Block(self.box, text, self.linked, self.links, self.slots, self.media, self.zone, rank)
            self.blocks.append(block)
        self._clear()

    # one for each kind of element; they return whether there is something to see in it

    def _enter(self, node: HtmlElement, tag: str) -> bool:
        if "-" in tag:  # somebody's own element
            self._cut()
            return self._enter_box(node, tag)
        return True

    def _skip(self, node: HtmlElement, _: str) -> bool:
        self.skipped.append(node)
        return self._pass(node)

    def _pass(self, node: HtmlElement) -> bool:
        for _ in node.iterdescendants() if len(node) else ():
            next(self.elements)
        return False

    def _enter_block(self, node: HtmlElement, tag: str) -> bool:
        if len(node) > 1 or self.links or self.slots or self.media:
            return self._enter_box(node, tag)
        return not self._take(node, tag) and self._enter_box(node, tag)

    def _take(self, node: HtmlElement, tag: str) -> bool:
        """Take in at once what holds nothing but a text or a link with one, as most blocks are; False for others."""
        inner: HtmlElement = node[0] if len(node) else node
        said = inner.text or ""
        text = " ".join(said.split())
        links: tuple[HtmlElement, ...] = ()
        linked = 0
        if inner is not node:
            if not text or text in _ANCHORS or inner.tag != "a" or len(inner) or node.text or inner.tail:
                return False
            links, linked = (next(self.elements),), len(said.strip())
        if text:
            index = len(self.blocks)
            self.spans[node] = index, index + 1
            self.blocks.append(Block(node, text, linked, links, ((inner, False),), (), self.zone, _rank(tag, text)))
            self.breaks = 0
        return True

    def _enter_box(self, node: HtmlElement, tag: str) -> bool:
        if self.slots or self.media:
            self._cut()
        self.around.append((self.box, self.first, self.zone))
        self.box, self.first = node, len(self.blocks)
        if own := self.roles.get(node) or _ZONES.get(tag):
            self.zone = self._zone(node, tag, own)
        if node in self.clicks and self.anchor is None:
            self._begin_link(node)
        return True

    def _begin_link(self, node: HtmlElement) -> None:
        self.anchor = node
        self.links.append(node)

    def _zone(self, node: HtmlElement, tag: str, own: str) -> str:
        """That of an element which begins one, unless it says that it is a remark, or names who is quoted."""
        if tag == "aside" and _REMARK.search(node.get("class", "")):
            return self.zone
        if tag == "footer" and next(node.iterancestors("blockquote"), None) is not None:
            return ""
        return own

    def _enter_link(self, node: HtmlElement, tag: str) -> bool:
        if node.text in _ANCHORS:
            return self._skip(node, tag)
        if "name" in node.attrib and "href" not in node.attrib:
            return True  # a place to lead to
        self._begin_link(node)
        return True

    def _press(self, node: HtmlElement, tag: str) -> bool:
        """A button that is a heading, or a question whose answer it shows, is text."""
        if self.box.tag in HEADINGS and not self.slots:
            return True
        asks = node.text_content().rstrip().endswith("?")
        return self._enter_box(node, tag) if asks else self._skip(node, tag)

    def _show(self, node: HtmlElement, tag: str) -> bool:
        """Take in a picture; a player or frame is a block of its own, and so is what follows a date line."""
        framed = tag not in ("img", "amp-img")
        if self.slots and (framed or self._is_dated() or are_moment(self.slots)):
            self._cut()
        self.media.append(node)
        self.breaks = 0
        if framed:
            self._cut()
        return self._pass(node)

    def _break(self, node: HtmlElement, _: str) -> bool:
        """One line break is a space, two are the end of a paragraph; one is the end of a date line or a large one."""
        self.breaks += 1
        self.parts.append(" ")
        if self.breaks == 2 or self._is_date_line() or (self.breaks == 1 and line_ends.are_large(self.slots, node)):
            self._cut()
        return True

    def _is_date_line(self) -> bool:
        """Whether the block so far is a date above the text, and nothing else."""
        if self.box.tag in HEADINGS or not self._is_dated():
            return False
        told = any(len(each.text) > _LINE and each.linked * 2 < len(each.text) for each in self.blocks[-_ABOUT:])
        return not told and datelines.is_date(" ".join("".join(self.parts).split()))

    def _is_dated(self) -> bool:
        return len(self.slots) < _ABOUT and _DIGITS.search(" ".join(self.parts)[:_LINE]) is not None


def _rank(tag: str, text: str) -> int:
    """That of a heading; a sentence set as one is text."""
    rank = HEADINGS.get(tag, 0)
    return 0 if rank > 1 and len(text) > _LINE and text.endswith(_STOPS) else rank


def _is_swallowed(blocks: Sequence[Block]) -> bool:
    """Whether an unclosed <nav> or <aside> holds nearly all that the page says, and that is more than a footer says."""
    outside = sum([len(block.text) - block.linked for block in blocks if block.zone in OUTSIDE])
    return outside > _FOOTER and outside > 4 * sum(
        [len(block.text) - block.linked for block in blocks if block.zone not in OUTSIDE]
    )


_ENTER: Final[dict[str, Callable[[_Reader, HtmlElement, str], bool]]] = {
    **dict.fromkeys(BLOCKS, _Reader._enter_block),
    **dict.fromkeys(_ZONES, _Reader._enter_box),
    **dict.fromkeys(_SKIPPED, _Reader._skip),
    **dict.fromkeys(MEDIA, _Reader._show),
    "a": _Reader._enter_link,
    "button": _Reader._press,
    "br": _Reader._break,
}
_SEEN: Final = frozenset((_Reader._show, _Reader._enter_link, _Reader._break))  # whatever their attributes say
