"""The beginning of a text, cut, which some pages put over the text itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Final

from feeder.extract.article import lines
from feeder.extract.article.field import SOME, Region
from feeder.extract.blocks import Outline
from feeder.normalise.text import fold

_NEAR: Final = 6  # blocks


def without(page: Outline, region: Region) -> Region:
    """A region without such a line."""
    first = (index for index in region if _says(page, index) and not lines.is_about(page.blocks[index]))
    found = frozenset(takewhile(lambda index: _is_excerpt(page, index), first))
    return replace(region, refused=region.refused | found) if found else region


def _says(page: Outline, index: int) -> bool:
    """Whether a block is text, or a heading that may be the beginning of it."""
    return page.gained[index] >= SOME or page.blocks[index].text.endswith(lines.CUT)


def _is_excerpt(page: Outline, index: int) -> bool:
    """Whether a block ends with dots, and the text below begins with the same words, if in several paragraphs."""
    text = page.blocks[index].text
    if not text.endswith(lines.CUT):
        return False
    begins = fold(text).rpartition(" ")[0]
    below = [fold(block.text) for block in page.blocks[index + 1 : index + _NEAR]]
    return begins != "" and any(" ".join(below[first:]).startswith(begins) for first in range(len(below)))
