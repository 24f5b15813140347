"""A region of a page, and what is usual in it: by that, what stands within a text is told from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from feeder.extract.article import entries, lines, media
from feeder.extract.article.field import SOME, Region
from feeder.extract.article.looks import family
from feeder.extract.blocks import CELLS, Block, Outline
from feeder.extract.markup import absolute
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INDEX: Final = re.compile(r"index\.\w+$", re.IGNORECASE)
_CELLS: Final = CELLS | {"li", "dd", "dt"}


class Body:
    """A region, and what is usual in it."""

    def __init__(self, page: Outline, region: Region, title: str, here: str, authors: Set[str]) -> None:
        self.page = page
        self.region = region
        self.title = title
        self.here = here
        self.authors = authors
        self.host = urlsplit(here).netloc
        self.listed = entries.are_all(page, region)
        self.shown: dict[int, float] = {}
        self._places: dict[HtmlElement, tuple[HtmlElement | None, str, str]] = {}
        gains = {index: page.gained[index] for index in region}
        self._longest = max(gains, key=gains.__getitem__, default=-1)
        about = [index for index in region if lines.is_about(page.blocks[index])]
        own = sorted(set(region).difference(about))
        if sum(gains[index] for index in own) < SOME:  # pictures, players and files in place of a text
            self.shown = {index: worth for index in region if (worth := media.worth(page.blocks[index], here))}
        self.total = sum(gains.values()) + sum(self.shown.values())
        long = [index for index in own if gains[index] >= SOME]
        if len(long) > 1 and fold(page.blocks[long[0]].text) == title:  # once more, over the text
            del long[0]
        text = long or self._below_facts(own, about) or own  # a list of few words is a text, too
        self.first = text[0] if text else region.end
        self.last = text[-1] if text else region.end
        self.many = Counter(self.home(page.blocks[index]) for index in text if gains[index] >= 50 or not long)
        self.homes = set(self.many)
        self.looks = {home[1:] for home in self.homes if home[1]}
        boxes = {page.blocks[index].box for index in text}
        self.around = {box.getparent() for box in boxes if page.is_paragraph(box)}

    def _below_facts(self, own: Sequence[int], about: Sequence[int]) -> list[int]:
        """What stands below the lines about pictures or files that no text goes with: names, numbers, sections."""
        last = max((index for index in about if index < min(self.shown, default=0)), default=-1)
        return [index for index in own if index > last and (index in self.shown or _has_words(self.page.blocks[index]))]

    @cached_property
    def cell(self) -> HtmlElement | None:
        """The cell of a table, or what is said of a term, that holds the text, where one does."""
        around = self.page.around(self._longest) if self._longest >= 0 else ()
        cells = (each for each in around if each.tag in ("td", "dd"))
        return next((each for each in cells if self.gain(*self.page.spans[each]) * 2 > self.total), None)

    def at_home(self, block: Block) -> bool:
        """Whether the block stands where the paragraphs stand, in the same kind of element: its writer typed it."""
        home, box = self.home(block), block.box
        plain = box.tag == "p" and not box.get("class") and box.getparent() in self.around
        return plain or home in self.homes or (home[1:] in self.looks and home[1] != "")

    def home(self, block: Block) -> tuple[HtmlElement | None, str, str]:
        """Where a block stands: between the elements of a container, or as an element of some class in it."""
        if block.box not in self._places:
            self._places[block.box] = self._place(block.box)
        return self._places[block.box]

    def _place(self, box: HtmlElement) -> tuple[HtmlElement | None, str, str]:
        parent = box.getparent()
        first, end = self.page.spans[box]
        if (end - first > 1 and box.tag != "p") or parent is None:
            return box, "", ""
        return parent, family(parent), f"{box.tag} {box.get('class', '')}"

    def is_text(self, index: int) -> bool:
        """A paragraph that stands where others stand."""
        block = self.page.blocks[index]
        return len(block.text) >= 50 and block.plain * 2 > len(block.text) and self.many[self.home(block)] > 1

    def in_cell(self, block: Block) -> bool:
        """Whether it is all that a table's cell or a list's item says."""
        cell = next(
            (node for node in (block.box, block.box.getparent()) if node is not None and node.tag in _CELLS), None
        )
        first, end = self.page.spans[cell] if cell is not None else (0, 0)
        return end - first == 1

    def gain(self, first: int, end: int) -> float:
        return self.page.gain(first, end) + sum(self.shown[i] for i in self.shown if first <= i < end)

    def is_own(self, link: HtmlElement) -> bool:
        """Whether a link leads to a page of the site; an address to write to is none."""
        try:
            target = urlsplit(link.get("href", ""))
        except ValueError:
            return False
        return target.scheme in ("", "http", "https") and target.netloc in ("", self.host)

    def leads_up(self, link: HtmlElement) -> bool:
        """Whether a link leads to a place above the page, by its address: to the list that it is one of."""
        there = urlsplit(absolute(self.here, link.get("href", "")))
        above = _INDEX.sub("", there.path).rstrip("/") + "/"
        here = urlsplit(self.here).path
        return there.netloc == self.host and here.startswith(above) and here.rstrip("/") + "/" != above


def _has_words(block: Block) -> bool:
    return block.linked * 2 <= len(block.text) and any(map(str.isalpha, block.text))


def in_list(block: Block) -> bool:
    """Whether it is a cell or an item, or the only paragraph of one."""
    parent = block.box.getparent()
    return block.box.tag in _CELLS or (parent is not None and parent.tag in _CELLS)
