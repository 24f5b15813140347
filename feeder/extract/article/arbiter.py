"""A second opinion on where the text lies, for pages on which our own tiers are unsure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feeder.extract.article.field import CHAPTERS, PLENTY, Text
from feeder.extract.article.heading import Heading
from feeder.extract.article.media import LITTLE
from feeder.extract.article.teasers import teasers
from feeder.extract.blocks import Outline
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HALF: Final = 0.5
_MOST: Final = 0.8
_MARGIN: Final = 0.2  # the likeliest need not agree best, only nearly so
_PAGE: Final = 600.0  # characters of text: with less there is little to disagree about
_FRONT: Final = 300.0  # the same of a page that nothing names


def is_unsure(page: Outline, title: Heading, text: Text | None) -> bool:
    """Whether much of the page's text was left out, or nothing confirmed the title."""
    everything = page.gains[-1]
    if title.listed or everything < (_PAGE if title.agreed else _FRONT):
        return False
    return _gain(page, text.kept if text else ()) < everything * (_HALF if title.agreed else _MOST)


def decide(tree: HtmlElement, page: Outline, title: Heading, offers: Sequence[Text]) -> Text | None:
    """The one of several texts, the likeliest first, that trafilatura agrees with, or its own choice if it agrees with
    none. None if it does not find much that the likeliest lacks: then a side bar misled it. Where it finds nothing at
    all, another text must have that much more."""
    if not offers:
        return None
    likeliest = offers[0].kept
    held = _gain(page, likeliest)
    enough = CHAPTERS if title.agreed and held >= LITTLE else max(held, PLENTY)
    if _is_settled(page, title, offers, enough):
        return None
    chosen = _chosen(page, _opinion(tree))
    if not chosen:
        rest = offers[1:] if not title.agreed or held < LITTLE else ()
        return next((text for text in rest if _lacking(page, title, likeliest, text.kept) >= enough), None)
    if _lacking(page, title, likeliest, chosen) < enough:
        return None
    scores = [_overlap(page, offer.kept, chosen) for offer in offers]
    if max(scores) < _HALF:
        root = page.holding(chosen[0], chosen[-1] + 1)
        return Text(chosen, root, chosen[-1] + 1, "trafilatura", "what trafilatura takes for the text")
    score, text = next(pair for pair in zip(scores, offers, strict=True) if pair[0] >= max(scores) - _MARGIN)
    return replace(text, reason=f"{text.reason}; trafilatura agrees to {score:.0%}")


def _is_settled(page: Outline, title: Heading, offers: Sequence[Text], enough: float) -> bool:
    """Whether no answer would change anything, and so need not be waited for: the page has not that much more to say,
    or several ways to look for the text found the same."""
    likeliest = offers[0].kept
    same = any(_overlap(page, offer.kept, likeliest) >= _MOST for offer in offers[1:])
    told = (index for index, gain in enumerate(page.gained) if gain > 2 * page.lost[index])
    return (same and _gain(page, likeliest) >= PLENTY) or _lacking(page, title, likeliest, told) < enough


def _opinion(tree: HtmlElement) -> str:
    """The folded text that trafilatura finds."""
    from trafilatura import extract  # late: few pages need it, and its import takes a tenth of a second

    return fold(extract(deepcopy(tree), include_comments=False, include_tables=True, fast=True) or "")


def _chosen(page: Outline, text: str) -> tuple[int, ...]:
    """The blocks whose words the text has; short ones count only between long ones."""
    found = [index for index, block in enumerate(page.blocks) if block.text and fold(block.text) in text]
    long = [index for index in found if len(page.blocks[index].text) >= 60]
    return tuple(index for index in found if long and long[0] <= index <= long[-1])


def _gain(page: Outline, kept: Iterable[int]) -> float:
    return sum(page.gained[index] for index in kept)


def _lacking(page: Outline, title: Heading, kept: tuple[int, ...], chosen: Iterable[int]) -> float:
    """How much text, links counted against it, the choice has that the kept blocks lack, up to the next title."""
    rank = page.blocks[title.index].rank if title.index >= 0 else 0
    titles = (i for i in range(title.index + 1, len(page.blocks)) if 0 < page.blocks[i].rank <= rank)
    more = set(chosen) - set(kept) - set(range(next(titles, len(page.blocks)), len(page.blocks)))
    if title.agreed:
        more -= teasers(page, -1)  # a page about something leads to others; one that has no title is about them
    return sum(page.gained[index] - 2 * page.lost[index] for index in more)


def _overlap(page: Outline, kept: tuple[int, ...], chosen: tuple[int, ...]) -> float:
    """F1 of two choices of blocks, by characters."""

    def size(indices: Iterable[int]) -> int:
        return sum(len(page.blocks[index].text) for index in indices)

    total = size(kept) + size(chosen)
    return 2 * size(set(kept) & set(chosen)) / total if total else 0.0
