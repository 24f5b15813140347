"""A page as a row of blocks, and how much each of them reads like text that somebody wrote.

A block is what stands between two line ends: a paragraph, a heading, a cell, a stretch of text between empty lines.
Every element of the page covers a span of blocks, so that to weigh an element is to take two sums apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture, imprints

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MEDIA: Final = frozenset(("img", "amp-img", "iframe", "amp-iframe", "amp-youtube", "video", "audio", "object", "embed"))

CELLS: Final = frozenset(("td", "th"))
OUTSIDE: Final = frozenset(("nav", "aside", "footer"))
"""Zones of a page that are no part of its article."""

_SENTENCE: Final = re.compile(r"[.!?…][\"”’')\]»]*$|[,;] |[.?!] |[。！？，；、؟،؛।]")
_DIVIDER: Final = re.compile(r"\s+[-–—|•·/»›>]+\s+|\s*(?:[|•·]|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?)\s*")
_BAR: Final = re.compile(r"[-–—|•·/»›>\u2600-\u27bf\U0001f300-\U0001faff]")  # without one, a piece is not divided


Slot = tuple["HtmlElement", bool]
"""Where a piece of text lies: an element, and whether behind it (its tail) or in it."""


@dataclass(slots=True, eq=False)  # not frozen: that takes four times as long to make, and a page has hundreds
class Block:
    """Text between two line ends, with all that is needed to take it out of the page."""

    box: HtmlElement  # the innermost block element around it
    text: str
    linked: int  # characters of text within links
    links: Sequence[HtmlElement]
    slots: Sequence[Slot]
    media: Sequence[HtmlElement]
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

    def around(self, slot: Slot) -> Iterator[HtmlElement]:
        """The elements around a piece, innermost first: up to the block's own, and a <time> around that."""
        node, tail = slot
        each = node.getparent() if tail else node
        while each is not None and each is not self.box:
            yield each
            each = each.getparent()
        yield self.box
        if (above := self.box.getparent()) is not None and above.tag == "time":
            yield above

    def holders(self) -> dict[HtmlElement, None]:
        """All of these, each once."""
        return dict.fromkeys(node for slot in self.slots for node in self.around(slot))

    def pieces(self) -> Iterator[str]:
        """The text as its inline elements divide it."""
        if len(self.slots) == 1:
            yield self.text
            return
        for node, tail in self.slots:
            piece = " ".join(((node.tail if tail else node.text) or "").split())
            if piece:
                yield piece

    def parts(self) -> Iterator[str]:
        """The same, also divided where a line of facts has its bars and dashes."""
        return divided(self.pieces())


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A page's blocks in reading order."""

    blocks: tuple[Block, ...]
    spans: dict[HtmlElement, tuple[int, int]]  # first block, and the one after the last
    skipped: tuple[HtmlElement, ...]  # elements that show nothing
    gained: tuple[float, ...] = field(init=False)  # characters of each block that somebody wrote
    lost: tuple[float, ...] = field(init=False)  # and of links and labels
    gains: tuple[float, ...] = field(init=False)  # running sums of the one
    losses: tuple[float, ...] = field(init=False)  # and of the other

    def __post_init__(self) -> None:
        gained, lost = zip(*map(_weigh, self.blocks), strict=True) if self.blocks else ((), ())
        object.__setattr__(self, "gained", gained)
        object.__setattr__(self, "lost", lost)
        object.__setattr__(self, "gains", tuple(accumulate(gained, initial=0.0)))
        object.__setattr__(self, "losses", tuple(accumulate(lost, initial=0.0)))

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

    def is_paragraph(self, element: HtmlElement) -> bool:
        """Whether a block element holds words alone, if with empty lines between them."""
        return all(block.box is element for block in self.blocks[slice(*self.spans[element])])

    def holding(self, first: int, end: int) -> HtmlElement:
        """The innermost block element around the blocks from `first` up to `end`."""
        return next(element for element in self.around(first) if self.spans[element][1] >= end)


def are_moment(slots: Iterable[Slot]) -> bool:
    """Whether pieces all lie in a <time>."""
    return all(
        (node.tag == "time" and not tail) or next(node.iterancestors("time"), None) is not None for node, tail in slots
    )


def divided(pieces: Iterable[str]) -> Iterator[str]:
    """Pieces of a line, also divided where it has its bars and dashes."""
    return (part for piece in pieces for part in (_DIVIDER.split(piece) if _BAR.search(piece) else (piece,)) if part)


def _weigh(block: Block) -> tuple[float, float]:
    """(gain, loss) of one block."""
    size = len(block.text)
    if block.zone in OUTSIDE:
        return 0.0, float(size)
    plain = size - block.linked
    if block.linked * 2 > size:
        return 0.0, float(block.linked)
    if size < 600 and (
        furniture.is_furniture(block.text) or furniture.starts_related(block.text) or imprints.is_contact(block.text)
    ):
        return 0.0, float(size)
    if block.rank or block.zone == "caption":
        return 0.0, float(block.linked)
    if size >= 80 or (size >= 25 and _SENTENCE.search(block.text)):
        return float(plain), float(block.linked)
    return plain * 0.3, float(block.linked)
