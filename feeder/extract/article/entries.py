"""Pages that are about several texts at once: entries in a row, each with a title that leads to the whole of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture
from feeder.extract.article.field import ENOUGH, SOME, Field, Region
from feeder.extract.blocks import Block, Outline

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TIER: Final = "entries"
_FEW: Final = 3  # fewer are no list
_NAME: Final = 5  # words of a title that may be a section's name; an article's is longer
_TOP: Final = 4  # blocks of an entry before its title: a picture, a section, a date


def around(field: Field, seed: HtmlElement) -> Region | None:
    """The row of entries that the text found belongs to, if it is one's, and the page's title is short like a
    section's name."""
    if field.title < 0 or len(field.page.blocks[field.title].text.split()) > _NAME:
        return None
    return row(field, seed)


def row(field: Field, seed: HtmlElement) -> Region | None:
    """The entries beside the one that an element is of, behind the field's title."""
    spans = field.page.spans
    for element in (seed, *seed.iterancestors()):
        parent = element.getparent()
        if parent is None or spans.get(element, (0, 0))[0] <= field.title:
            return None
        rows = [spans[each] for each in parent.iterchildren(element.tag) if each in spans]
        if len(rows) < _FEW or sum(_is_entry(field, first, end) for first, end in rows) < max(_FEW, len(rows) // 2):
            continue
        if any(map(furniture.starts_related, (block.text for block in field.page.blocks[field.title : rows[0][0]]))):
            return None
        return Region(rows[0][0], rows[-1][1], frozenset(), parent, TIER, "a list of entries, each with its text")
    return None


def _is_entry(field: Field, first: int, end: int) -> bool:
    """Whether it begins with a title that is a link, and says something below it."""
    top = field.page.blocks[first : min(first + _TOP, end)]
    return any(map(leads_on, top)) and field.page.gain(first, end) >= (SOME if end - first > 2 else ENOUGH)


def leads_on(block: Block) -> bool:
    """A heading that leads to a page of its own."""
    return bool(block.rank and block.links and block.linked * 2 > len(block.text))


def are_all(page: Outline, region: Region) -> bool:
    """Whether most of a region's text stands below headings that lead to the whole of it."""
    if region.tier == TIER:
        return True
    heads = [index for index in region if page.blocks[index].rank] + [region.end]
    below = [page.gain(a, b) for a, b in pairwise(heads) if leads_on(page.blocks[a])]
    told = [gain for gain in below if gain >= SOME]
    return len(told) >= _FEW and sum(told) * 2 > page.gain(region.first, region.end)
