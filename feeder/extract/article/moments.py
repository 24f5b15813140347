"""What the elements around a line's words tell machines of a moment, which is exact (HTML, 4.5.14; microformats2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines
from feeder.extract.blocks import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOMENTS: Final = frozenset(
    ("datetime", "content", "title", "data-date", "data-time", "data-datetime", "data-timestamp", "data-published")
)
_CERTAIN: Final = frozenset(("datetime",))
_MERE: Final = _MOMENTS | {"aria-label", "value"}  # which are moments where they say nothing else
_MOMENT: Final = re.compile(r"\d{4}|\d{1,2}[-/.]\d")
_STAMPS: Final = {"time": "datetime", "abbr": "title", "data": "value"}
_OF_CHANGE: Final = frozenset(("updated", "dateModified"))  # as themes of WordPress and microdata name times
_OF_PUBLICATION: Final = frozenset(("published", "datePublished"))


def told(block: Block) -> Iterator[str]:
    """The moments as they are written; the elements around a line's own, and links, may tell more than a moment, of
    something else."""
    own = {node for node, tail in block.slots if not tail and node.tag != "a"}
    for node in block.holders():
        names = _MOMENTS if node in own else _CERTAIN
        values = ((name, str(value)) for name, value in node.items() if name in _MERE and _MOMENT.search(value))
        yield from (value for name, value in values if name in names or _is_mere(value))


def _is_mere(value: str) -> bool:
    return value.isdecimal() or datelines.is_date(value)


def is_stamped(block: Block) -> bool:
    """Whether a day is told to machines, whatever people are shown of it."""
    return any(_is_stamp(node) for node in block.holders() if node.tag in _STAMPS)


def _is_stamp(node: HtmlElement) -> bool:
    value = node.get(_STAMPS[node.tag], "")
    return bool(value) and (node.tag == "time" or datelines.is_date(value))


def unchanged(block: Block) -> Block:
    """The block without the times that are marked as those of a change, where it has another; themes show but one."""
    times = [node for node in block.holders() if node.tag == "time"]
    changed = set(filter(_is_of_change, times))
    if not 0 < len(changed) < len(times):
        return block
    rest = replace(block, slots=[slot for slot in block.slots if changed.isdisjoint(block.around(slot))])
    return replace(rest, text=rest.spaced)


def _is_of_change(node: HtmlElement) -> bool:
    kinds = f"{node.get('class', '')} {node.get('itemprop', '')}".split()
    return not _OF_CHANGE.isdisjoint(kinds) and _OF_PUBLICATION.isdisjoint(kinds)
