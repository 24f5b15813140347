"""Lines that end though no element of their own says so: the cards of other articles, and what was a heading of old."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.blocks import Slot

_LARGE: Final = re.compile(r"\s*(?:[4-7]|\+[1-4])\s*")  # sizes of <font>: 3 is that of text


def is_teaser(link: HtmlElement, first: Slot) -> bool:
    """Whether a link begins its block, and its first element says that it leads to another article."""
    node, tail = first
    label = "" if tail or link not in node.iterancestors() else " ".join((node.text or "").split())
    return furniture.starts_related(label)


def are_large(slots: Sequence[Slot], end: HtmlElement) -> bool:
    """Whether all of a line is set larger than what follows its end, as headings were before they had tags."""
    return (
        bool(slots)
        and not _is_large(end)
        and all(_is_large(node.getparent() if tail else node) for node, tail in slots)
    )


def _is_large(element: HtmlElement) -> bool:
    return any(_LARGE.fullmatch(font.get("size", "")) for font in (element, *element.iterancestors("font")))
