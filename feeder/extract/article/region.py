"""Where on a page the article's text lies.

Structure first: the text nearest to the title, and outwards from it. Where nothing follows a title, density: the
container with the most text.
"""

from __future__ import annotations

from feeder.extract.article import entries, rows, seed
from feeder.extract.article.field import Field, Region, Shown
from feeder.extract.article.growth import grow
from feeder.extract.density import Outline


def around_title(page: Outline, title: int, shown: Shown, excerpt: str = "") -> Region | None:
    """The text that belongs to the heading in block `title`, and begins with `excerpt` where that is known; None if
    nothing on the page follows the heading."""
    field = Field(page, title, shown)
    found = seed.near_title(field, excerpt)
    if found is not None:
        listed = entries.around(field, found) if not excerpt else None
        return listed or grow(field, found, "structure", "the text around the title")
    index = seed.picture_above(field)
    if index is None:
        return None
    box = page.blocks[index].box
    return Region(index, index + 1, frozenset(), box, "structure", "the picture above the title")


def densest(page: Outline, shown: Shown) -> Region | None:
    """The container with the most text."""
    field = Field(page, -1, shown)
    found = seed.densest(field)
    return grow(field, found, "density", "the container with the most text") if found is not None else None


def listed(page: Outline, title: int, shown: Shown, region: Region | None) -> Region | None:
    """The row of articles or goods that a page lists behind its title, which took `region` for a text; None if it does
    not list any."""
    return rows.behind(Field(page, title, shown), region)
