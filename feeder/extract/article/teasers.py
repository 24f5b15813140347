"""The short texts by which a page leads to its other pages: each stands under a link, or over one that leads on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feeder.extract import furniture
from feeder.extract.blocks import Block, Outline

_SHORT: Final = 700  # characters of a teaser's text
_REACH: Final = 4  # blocks of one: a picture, a date, a title, some lines
_FEW: Final = 3  # fewer are an article that mentions others
_MOST: Final = 0.8  # of the page's text: then they are what it is about
_TEXT: Final = 250  # characters by the title, before the first of them: an article above them
_TITLE: Final = 15  # characters: less is a button
_LINE: Final = 80  # characters that are more than a date or a title


def teasers(page: Outline, title: int) -> frozenset[int]:
    """The blocks behind the title that are teasers; none where they are what the page is about."""
    leads = [i for i in range(title + 1, len(page.blocks)) if _leads_away(page.blocks[i])]
    if len(leads) < _FEW:
        return frozenset()
    found: list[set[int]] = [group for index in leads if (group := set(_of(page, index)))]
    every = set().union(*found)
    weight = sum(page.gained[index] for index in every)
    cut = sum(furniture.leads_on(page.blocks[index].text) for index in leads) >= _FEW
    alone = cut and title >= 0 and page.gain(title + 1, min(every, default=0)) >= _TEXT
    if len(found) < _FEW or (weight > page.gain(title + 1, len(page.blocks)) * _MOST and not alone):
        return frozenset()
    return frozenset(every)


def _leads_away(block: Block) -> bool:
    """A heading that is a link to another page, or the link below a shortened text."""
    if not block.links or block.linked * 2 <= len(block.text) or block.zone:
        return False
    if not block.rank or furniture.leads_on(block.text):
        return furniture.leads_on(block.text)
    whole = len(block.links) == 1 and block.linked * 10 >= len(block.text) * 9
    return whole and len(block.text) > _TITLE and not block.links[0].get("href", "#").startswith("#")


def _of(page: Outline, index: int) -> Iterator[int]:
    """What belongs to such a link: text and picture behind a heading, or before a link that leads on."""
    step, told = (-1 if furniture.leads_on(page.blocks[index].text) else 1), False
    for other in range(index + step, index + step * (_REACH + 1), step):
        if not 0 <= other < len(page.blocks) or page.blocks[other].rank or _leads_away(page.blocks[other]):
            return
        size = len(page.blocks[other].text)
        if size > _SHORT or (told and size >= _LINE):
            return
        told = told or size >= _LINE
        yield other
