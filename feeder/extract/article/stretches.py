"""What belongs to an article though its container does not say so: paragraphs over it, tables and pictures in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture
from feeder.extract.article.field import ENOUGH, SOME, Field, Region
from feeder.extract.article.lines import is_about, is_lede
from feeder.extract.article.looks import family
from feeder.extract.blocks import CELLS
from feeder.extract.markup import leads_elsewhere

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEAR: Final = 15  # blocks between a title and an introduction
_MOST: Final = 4  # paragraphs of an introduction
_FEWEST: Final = 9  # cells of a table of data
_AT_ONCE: Final = 3  # blocks behind a title: the lines about its article
_PARTS: Final = 3  # fewer may be boxes beside a text


def introduced(field: Field, region: Region) -> Region:
    """A region together with the paragraphs that lead from the title to it, and with nothing else that stands there."""
    start, page = field.title + 1, field.page
    ledes = [index for index in range(start, min(region.first, start + _NEAR)) if start and is_lede(page.blocks[index])]
    if not 0 < len(ledes) <= _MOST:
        return region
    first, root = ledes[0], region.root
    between = (index for index in range(first, region.first) if index not in ledes)
    if page.spans[root][0] > first:
        root = next(each for each in root.iterancestors() if page.spans.get(each, (first + 1, 0))[0] <= first)
    return replace(region, first=first, refused=region.refused.union(between), root=root)


def is_data(field: Field, first: int, end: int, element: HtmlElement | None) -> bool:
    """Whether blocks behind the title are a table of data whose rows lead on: names that are links, numbers beside."""
    if element is None or not 0 <= field.title < first or field.loss(first, end) < SOME:
        return False
    table = element if element.tag == "table" else next(element.iter("table"), None)
    if table is None or table not in field.page.spans or next(table.iter("form", "input"), None) is not None:
        return False
    a, b = field.page.spans[table]
    beside = (*field.page.blocks[first:a], *field.page.blocks[b:end])
    if sum(bool(block.links) for block in beside if block.box.tag == "li") > 1:
        return False  # a column with a list of links, and with a table
    cells = [block for block in field.page.blocks[a:b] if block.box.tag in CELLS]
    numbers = sum(not block.links and any(map(str.isdigit, block.text)) for block in cells)
    links = sum(len(block.links) for block in field.page.blocks[first:end])
    return max(_FEWEST, b - a - len(cells), links * 2) <= len(cells) <= numbers * 3


def is_figure(element: HtmlElement | None) -> bool:
    """Whether a container holds a picture with its caption, and nothing else."""
    if element is None:
        return False
    figure = element if element.tag == "figure" else next(element.iter("figure"), None)
    return figure is not None and len("".join(element.itertext()).strip()) == len("".join(figure.itertext()).strip())


def is_column(field: Field, element: HtmlElement | None) -> bool:
    """A cell of the table that the page is laid out with: one that holds the title, too."""
    row = element.getparent() if element is not None and element.tag in CELLS else None
    return row is not None and (field.title < 0 or field.page.spans[row][0] <= field.title)


def is_beside_title(field: Field, element: HtmlElement) -> bool:
    """Whether a container stands right beside the title, or beside the header around it."""
    if field.title < 0:
        return False
    above = field.page.blocks[field.title].box.getparent()
    while above is not None and above.tag in ("header", "hgroup"):
        above = above.getparent()
    return element.getparent() is above


def is_divided(field: Field, element: HtmlElement) -> bool:
    """Whether what stands in an element behind the title are parts of a page, each with a text under its heading."""
    spans = field.page.spans
    sections = [spans[each] for each in element.iterchildren("section") if each in spans]
    if len(sections) >= _PARTS and any(first <= field.title < end for first, end in sections):
        return True
    inside = (spans[each] for each in element if each in spans and spans[each][0] > field.title >= 0)
    parts = [field.worth(*span) for span in inside if _is_part(field, *span)]
    return len(parts) >= _PARTS and sum(worth >= SOME for worth in parts) >= _PARTS - 1


def is_named(field: Field, element: HtmlElement) -> bool:
    """Text under a heading below the title's, that the page's table of contents leads to."""
    if not is_prose(field, element):
        return False
    lead = field.lead(*field.page.spans[element])
    return lead.rank > field.rank and not lead.linked and field.is_led_to(element, lead)


def is_prose(field: Field, element: HtmlElement) -> bool:
    """Whether a container holds some text, and more of it than of links."""
    span = field.page.spans.get(element, (0, 0))
    worth = field.worth(*span)
    return worth >= ENOUGH and field.loss(*span) * 2 < worth and not field.is_outside(*span)


def _is_part(field: Field, first: int, end: int) -> bool:
    """Whether a heading below the title's stands over a text that leads nowhere else."""
    worth = field.worth(first, end)
    if worth < SOME / 2 or field.loss(first, end) * 4 > worth or field.is_outside(first, end):
        return False
    lead = next((block for block in field.page.blocks[first:end] if block.text and not is_about(block)), None)
    return lead is not None and lead.rank > field.rank and not lead.linked and not furniture.starts_related(lead.text)


def is_title(field: Field, index: int) -> bool:
    """Whether a block is a heading like the title, and a line about an article follows both at once."""
    blocks, title = field.page.blocks, field.title
    alike = blocks[index].rank == field.rank > 0 and blocks[index].zone == blocks[title].zone
    return alike and all(any(map(is_about, blocks[each + 1 : each + _AT_ONCE])) for each in (index, title))


def is_piece(field: Field, node: HtmlElement) -> bool:
    """Whether an <article> is one of several: the title stands in one of its own before it, or above them all."""
    if node.tag != "article" or field.title < 0:
        return False
    spans, first = field.page.spans, field.page.spans[node][0]
    others = (each for each in field.page.around(field.title) if each.tag == "article")
    if any(spans[each][1] <= first for each in others):
        return True
    rows = [each for each in node.getroottree().iter("article") if each in spans and family(each) == family(node)]
    parts = sum(field.worth(*spans[each]) >= ENOUGH for each in rows)
    return first > field.title and (parts >= _PARTS or (1 < parts == len(rows) and _are_bare(field, rows)))


def _are_bare(field: Field, elements: Sequence[HtmlElement]) -> bool:
    """Whether containers hold text without a heading or a link: what has neither is no article of its own."""
    blocks = [block for each in elements for block in field.page.blocks[slice(*field.page.spans[each])]]
    return not any(block.rank or block.links for block in blocks)


def is_inside(field: Field, element: HtmlElement | None) -> bool:
    """Whether an <article> with the title in it says that more may follow: a box is an interruption there."""
    around = element.iterancestors("article") if element is not None and field.title >= 0 else ()
    return any(field.page.spans[each][0] <= field.title for each in around)


def leads_away(field: Field, first: int, end: int) -> bool:
    """Whether blocks are links for the most part, to other pages than this."""
    links = [link for block in field.page.blocks[first:end] for link in block.links]
    away = sum(map(leads_elsewhere, links))
    return field.loss(first, end) > field.worth(first, end) and away * 2 > len(links)
