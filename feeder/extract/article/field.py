"""What the blocks behind a title are worth, and the part of them that is taken for the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from feeder.extract import furniture
from feeder.extract.article.lines import is_about, is_credit, is_label
from feeder.extract.article.teasers import teasers
from feeder.extract.blocks import OUTSIDE, Block, Outline

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SOME: Final = 25.0  # characters that are worth a look
ENOUGH: Final = 80.0  # characters that are a sentence or two
PLENTY: Final = 250.0  # characters that may be a whole article
CHAPTERS: Final = 1500.0  # characters of text that are more than any side bar
MUCH: Final = 8.0  # times as much text as stands by the title: no side bar either

_TEASED: Final = 0.05  # what text counts for that belongs to a link
_NEAR: Final = 15  # blocks: lines about the article stand right behind its title

Shown = Mapping[int, float]
"""What blocks with pictures, players and files count for, among the characters of a text."""


@dataclass(frozen=True, slots=True)
class Region:
    """Blocks [first, end) of a page, without those that were refused; `root` is the element around them."""

    first: int
    end: int
    refused: frozenset[int]
    root: HtmlElement
    tier: str
    reason: str

    def __iter__(self) -> Iterator[int]:
        return (index for index in range(self.first, self.end) if index not in self.refused)


@dataclass(frozen=True, slots=True)
class Text:
    """The blocks of a page that are the article's own; `root` is the element around them, `end` where their region
    ends."""

    kept: tuple[int, ...]
    root: HtmlElement
    end: int
    tier: str
    reason: str


class Field:
    """The blocks after a title (all of them where `title` is -1), weighed with their pictures and files."""

    def __init__(self, page: Outline, title: int, shown: Shown) -> None:
        self.page = page
        self.title = title
        self.rank = page.blocks[title].rank if title >= 0 else 0
        gains, losses = list(page.gained), list(page.lost)
        for index in range(title + 1, min(title + _NEAR, len(page.blocks))):
            if is_about(page.blocks[index]):
                gains[index] = 0.0
        for index, worth in shown.items():
            gains[index] = max(SOME if _is_in_gallery(page, index, shown) else worth, gains[index])
            losses[index] = 0.0  # a link to a file is none
        for index in teasers(page, title):
            gains[index] *= _TEASED
        self.worths = gains  # of each block alone
        self._places: frozenset[str] | None = None  # on the page, that its links lead to
        self._gains = tuple(accumulate(gains, initial=0.0))
        self._losses = tuple(accumulate(losses, initial=0.0))

    def worth(self, first: int, end: int) -> float:
        """Characters of text, and what stands in place of them, in blocks [first, end)."""
        return self._gains[end] - self._gains[first] if first < end else 0.0

    def loss(self, first: int, end: int) -> float:
        """Characters of links and labels in the same blocks."""
        return self._losses[end] - self._losses[first] if first < end else 0.0

    def lead(self, first: int, end: int) -> Block:
        """The first block with text, if there is one outside of menus."""
        blocks = self.page.blocks
        own = (blocks[index] for index in range(first, end) if blocks[index].text and blocks[index].zone not in OUTSIDE)
        return next(own, None) or next((each for each in blocks[first:end] if each.text), blocks[first])

    def is_outside(self, first: int, end: int) -> bool:
        """Whether it begins like something that is never part of an article."""
        lead = self.lead(first, end)
        return lead.zone in OUTSIDE or furniture.starts_related(lead.text) or furniture.starts_comments(lead.text)

    def is_led_to(self, element: HtmlElement, lead: Block) -> bool:
        """Whether a link on the page leads to a container, or to the heading in it: a table of contents names it."""
        if self._places is None:
            hrefs = (link.get("href") or "" for block in self.page.blocks for link in block.links)
            self._places = frozenset(unquote(href[1:]) for href in hrefs if href[:1] == "#" and len(href) > 1)
        between = takewhile(lambda each: each is not element, lead.box.iterancestors())
        names = (node.get(name) for node in (element, *between, *lead.box.iter()) for name in ("id", "name"))
        return any(name in self._places for name in names)

    def is_headed(self, first: int, end: int) -> bool:
        """Whether a heading or label stands before the first real text."""
        for index in range(first, end):
            block = self.page.blocks[index]
            if block.zone in OUTSIDE:
                continue
            if block.rank or (is_label(block) and not is_about(block)):
                return True
            if self.worths[index] >= ENOUGH:
                return False
        return False


def _is_in_gallery(page: Outline, index: int, shown: Shown) -> bool:
    """Whether another picture stands before one, with nothing between but their captions and numbers: a row of them
    counts hardly more than the first."""
    for above in reversed(range(index)):
        if above in shown:
            return True
        block = page.blocks[above]
        if not (block.zone == "caption" or is_credit(block.text) or not any(map(str.isalpha, block.text))):
            return False
    return False
