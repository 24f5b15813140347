"""Where readers begin to answer an article: told by a heading, and by what it stands over."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture
from feeder.extract.article.looks import is_for_replies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from feeder.extract.blocks import Outline

_BELOW: Final = 1  # elements right behind a heading that what it stands over may be in


def begin(page: Outline, index: int) -> bool:
    """Whether a block is a heading over what readers write, with a field to write into below it, or in a box that is
    named for it."""
    if not furniture.starts_comments(page.blocks[index].text):
        return False
    boxes = list(_headed(page, index))
    over = (*boxes[-1:], *islice(boxes[-1].itersiblings(), _BELOW))
    return any(map(is_for_replies, boxes[1:])) or any(next(box.iter("textarea"), None) is not None for box in over)


def _headed(page: Outline, index: int) -> Iterator[HtmlElement]:
    """The box of a heading, and those around it that begin with it and hold more."""
    box = page.blocks[index].box
    yield box
    while (around := box.getparent()) is not None and page.spans.get(around, (-1, 0))[0] == index:
        if page.spans[around][1] > index + 1 or next(around.iter("textarea"), None) is not None:
            yield around
        box = around
