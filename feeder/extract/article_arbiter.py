"""A second opinion on where the text lies, for pages on which our own tiers are unsure or disagree."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Final

from feeder.extract.article_field import Region
from feeder.extract.article_heading import Heading, fold
from feeder.extract.density import Outline

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HALF: Final = 0.5
_MOST: Final = 0.8
_MARGIN: Final = 0.2
_PAGE: Final = 600.0  # characters of text: with less there is little to disagree about
_CHAPTERS: Final = 1500.0  # characters of text that are more than any side bar


def is_unsure(page: Outline, title: Heading, kept: tuple[int, ...]) -> bool:
    """Whether much of the page's text was left out, or nothing confirmed the title."""
    everything = page.gains[-1]
    if title.listed or everything < _PAGE:
        return False
    held = sum(page.gain(index, index + 1) for index in kept)
    return held < everything * (_HALF if title.agreed else _MOST)


def decide(
    tree: HtmlElement, page: Outline, title: Heading, offers: list[tuple[Region, tuple[int, ...]]]
) -> tuple[Region, tuple[int, ...], str] | None:
    """Which of several (region, kept blocks), the likeliest first, trafilatura agrees with, or its own choice of
    blocks if it agrees with none. None if it is not installed, finds nothing, or does not find much that the
    likeliest lacks: then a side bar may have misled it."""
    text = _opinion(tree)
    chosen = _blocks(page, text) if text else ()
    if not chosen or not offers:
        return None
    held = sum(page.gain(index, index + 1) for index in offers[0][1])
    if _lacking(page, title, offers[0][1], chosen) < (_CHAPTERS if title.agreed else held):
        return None
    scores = [_overlap(page, kept, chosen) for _, kept in offers]
    best = max(scores)
    if best < _HALF:
        region = _own(page, chosen)
        return region, chosen, region.reason
    index = next(index for index, score in enumerate(scores) if score >= best - _MARGIN)
    return (*offers[index], f"trafilatura agrees to {scores[index]:.0%}")


def _lacking(page: Outline, title: Heading, kept: tuple[int, ...], chosen: tuple[int, ...]) -> float:
    """How much text, links counted against it, the choice has that the kept blocks lack, up to the next title."""
    rank = page.blocks[title.index].rank
    titles = (i for i in range(title.index + 1, len(page.blocks)) if 0 < page.blocks[i].rank <= rank)
    more = set(chosen) - set(kept) - set(range(next(titles, len(page.blocks)), len(page.blocks)))
    return sum(page.gain(index, index + 1) - 2 * page.loss(index, index + 1) for index in more)


def _own(page: Outline, chosen: tuple[int, ...]) -> Region:
    first, last = chosen[0], chosen[-1]
    root = next(element for element in page.around(first) if page.spans[element][1] > last)
    return Region(first, last + 1, frozenset(), root, "trafilatura", "what trafilatura takes for the text")


def _opinion(tree: HtmlElement) -> str:
    """The folded text that trafilatura finds."""
    try:
        from trafilatura import extract
    except ImportError:
        return ""
    return fold(extract(deepcopy(tree), include_comments=False, include_tables=True) or "")


def _blocks(page: Outline, text: str) -> tuple[int, ...]:
    """The blocks whose words the text has; short ones count only between long ones."""
    found = [index for index, block in enumerate(page.blocks) if block.text and fold(block.text) in text]
    long = [index for index in found if len(page.blocks[index].text) >= 60]
    return tuple(index for index in found if long and long[0] <= index <= long[-1])


def _overlap(page: Outline, kept: tuple[int, ...], chosen: tuple[int, ...]) -> float:
    """F1 of two choices of blocks, by characters."""
    mine, other = ({*row} for row in (kept, chosen))

    def size(indices: set[int]) -> int:
        return sum(len(page.blocks[index].text) for index in indices)

    total = size(mine) + size(other)
    return 2 * size(mine & other) / total if total else 0.0
