"""Where on a page the article's text lies.

Structure first: the text nearest to the title, and outwards from it. Where nothing follows a title, density: the
container with the most text.
"""

from __future__ import annotations

from feeder.extract.article import entries, seed
from feeder.extract.article.field import Field, Region
from feeder.extract.article.growth import grow


def around_title(field: Field, excerpt: str = "") -> Region | None:
    """The text that belongs to the field's title, and begins with `excerpt` where that is known; None if nothing on the
    page follows the title."""
    found = seed.near_title(field, excerpt)
    if found is not None:
        listed = entries.around(field, found) if not excerpt else None
        return listed or grow(field, found, "structure", "the text around the title")
    index = seed.picture_above(field)
    if index is None:
        return None
    box = field.page.blocks[index].box
    return Region(index, index + 1, frozenset(), box, "structure", "the picture above the title")


def densest(field: Field) -> Region | None:
    """The container with the most text of a whole page."""
    found = seed.densest(field)
    return grow(field, found, "density", "the container with the most text") if found is not None else None
