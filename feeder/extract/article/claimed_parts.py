"""What a page tells machines is part of its text: the steps of a guide, the answers to its questions. They may stand in
boxes of their own, which nothing else tells from those that lead to other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from feeder.extract.article.field import Field, Region
from feeder.normalise.text import fold

_LONG: Final = 15  # characters: less stands in many places
_BEGINNING: Final = 60  # characters of a part that are looked for


def widened(field: Field, region: Region, parts: Sequence[str]) -> Region:
    """A region together with the boxes behind the title that hold such parts."""
    keys = {key[:_BEGINNING] for part in parts if len(key := fold(part)) >= _LONG}
    if not keys:
        return region
    held = set(region)
    texts = [fold(block.text) for block in field.page.blocks]
    known = " | ".join(texts[index] for index in region)
    missing = [key for key in keys if key not in known]
    more: set[int] = set()
    for index in range(field.title + 1, len(texts)):
        if index not in held and index not in more and any(key in texts[index] for key in missing):
            more.update(_box(field, index, held))
    return _with(field, region, held | more) if more else region


def _box(field: Field, index: int, held: set[int]) -> range:
    """The largest container around a block that has nothing of the region in it, and more text than links."""
    widest = range(index, index + 1)
    for element in field.page.around(index):
        first, end = field.page.spans[element]
        box = range(first, end)
        if field.title in box or not held.isdisjoint(box) or field.loss(first, end) > field.worth(first, end):
            break
        widest = box
    return widest


def _with(field: Field, region: Region, indices: set[int]) -> Region:
    """The region of some blocks."""
    first, end = min(indices), max(indices) + 1
    root = field.page.holding(first, end)
    return replace(region, first=first, end=end, refused=frozenset(range(first, end)) - indices, root=root)
