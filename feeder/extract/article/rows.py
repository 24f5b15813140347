"""Pages that list things, each with its name and a line or a price: goods of a shop, titles of articles."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture, imprints
from feeder.extract.article.field import ENOUGH, Field, Region
from feeder.extract.article.lines import is_about
from feeder.extract.article.media import LITTLE
from feeder.extract.blocks import CELLS, OUTSIDE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TIER: Final = "row"
_NAME: Final = 6  # words of a title that may be a section's name; an article's is longer
_FEW: Final = 4  # fewer are no list
_ABOVE: Final = 3  # blocks over a row, where its heading may stand
_DEPTH: Final = 5  # containers around a link, of which one is the entry
_ENTRY: Final = 500  # characters: more is a text of its own
_MOST: Final = 0.6  # of the page's text
_LINK: Final = 15  # characters of a link that is a title
_PRICE: Final = re.compile(
    r"(?:[$€£¥₹₽₩₺]|\b(?:Rp|USD|EUR|GBP|IDR|kr|zł|Kč|лв)\b)\.?\s?\d|\d\s?(?:[€£₽₺]|(?:kr|zł|Kč|лв|EUR|USD)\b)"
)
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u9fff]")  # scripts without spaces between words
_CELL: Final = 2  # blocks: with fewer, a cell is one of a table of data

Spans = list[tuple[int, int]]


def behind(field: Field, region: Region | None) -> Region | None:
    """The row of entries behind the title, with the text before and behind it, if that is what the page shows."""
    title = field.page.blocks[field.title].text if field.title >= 0 else ""
    if len(title.split()) > _NAME or _UNSPACED.search(title):
        return None
    row = max(_rows(field, field.title + 1), key=lambda each: _size(field, each), default=[])
    before = [index for index in region or () if row and index < row[0][0]]
    if len(row) < _FEW or not _is_for(field, before, row):
        return None
    first, end = min([*before, row[0][0]]), _ending(field, row[-1][1])
    told = {*before, *(index for span in row for index in range(*span)), *_texts(field, row[-1][1], end)}
    root = field.page.holding(first, end)
    refused = frozenset(range(first, end)) - told
    return Region(first, end, refused, root, TIER, "a row of entries below a title")


def _rows(field: Field, start: int) -> list[Spans]:
    """Containers alike, side by side, each with a link."""
    rows: dict[tuple[HtmlElement, str], dict[HtmlElement, tuple[int, int]]] = defaultdict(dict)
    met: set[HtmlElement] = set()  # blocks share their containers
    for index in range(start, len(field.page.blocks)):
        block = field.page.blocks[index]
        if block.zone in OUTSIDE or not block.links:
            continue
        around = (each for each in islice(field.page.around(index), _DEPTH) if each not in met)
        for element in around:
            met.add(element)
            box, (first, end) = _card(element), field.page.spans[element]
            if (parent := _grid(box)) is None or first < start or (box.tag in CELLS and end - first < _CELL):
                continue
            told = rows[parent, box.tag].get(box, (first, end))
            rows[parent, box.tag][box] = min(first, told[0]), max(end, told[1])
    return [_entries(field, list(row.values())) for row in rows.values() if len(row) >= _FEW]


def _card(element: HtmlElement) -> HtmlElement:
    """An entry that is a link as a whole holds blocks, and is none."""
    around = element.getparent()
    return around if around is not None and around.tag == "a" else element


def _grid(element: HtmlElement) -> HtmlElement | None:
    """What holds an entry beside others: for a cell the table, whose rows hold several."""
    if element.tag == "tr":
        return None
    return next(element.iterancestors("table"), None) if element.tag in CELLS else element.getparent()


def _entries(field: Field, spans: Spans) -> Spans:
    return [span for span in spans if _is_entry(field, *span)]


def _is_entry(field: Field, first: int, end: int) -> bool:
    """Whether it has a price, or a link as long as a title, and is short."""
    size = sum(len(block.text) for block in field.page.blocks[first:end])
    return 0 < size <= _ENTRY and (_is_priced(field, first, end) or _is_titled(field, first, end))


def _is_priced(field: Field, first: int, end: int) -> bool:
    return any(_PRICE.search(block.text) for block in field.page.blocks[first:end])


def _is_titled(field: Field, first: int, end: int) -> bool:
    """Whether it begins with a title that is a link; a picture and a date may stand before."""
    said = (block for block in field.page.blocks[first:end] if block.text and not is_about(block))
    title = next(said, None)
    return title is not None and len(title.text) >= _LINK and title.linked * 10 >= len(title.text) * 9


def _size(field: Field, row: Spans) -> int:
    return sum(len(block.text) for span in row for block in field.page.blocks[span[0] : span[1]])


def _is_for(field: Field, before: list[int], row: Spans) -> bool:
    """Whether the page is for the row: no heading says that it is about others, and it outweighs all else."""
    start = row[0][0]
    above = field.page.blocks[field.title if field.title >= 0 else max(start - _ABOVE, 0) : start]
    if any(furniture.starts_related(block.text) or furniture.starts_comments(block.text) for block in above):
        return False
    if sum(_is_priced(field, *span) for span in row) * 2 > len(row):  # below a price of its own, it is one thing's page
        held = sum(len(field.page.blocks[index].text) for index in before)
        return not _is_priced(field, max(field.title, 0), start) and _size(field, row) >= held
    headed = field.title >= 0 and any(block.rank for block in above[1:])
    if headed or any(field.page.blocks[index].media for index in before):
        return False
    rest = [block for block in field.page.blocks[field.title + 1 :] if block.zone not in OUTSIDE]
    told = field.worth(field.title + 1, start) + field.worth(row[-1][1], len(field.page.blocks))
    return told < LITTLE and _size(field, row) >= _MOST * sum(len(block.text) for block in rest)


def _ending(field: Field, end: int) -> int:
    """Where the texts behind a row end."""
    blocks = field.page.blocks
    outside = (i for i in range(end, len(blocks)) if blocks[i].zone in OUTSIDE or imprints.is_imprint(blocks[i].text))
    foot = next(outside, len(blocks))
    return max((i + 1 for i in range(end, foot) if field.worths[i] >= ENOUGH), default=end)


def _texts(field: Field, first: int, end: int) -> set[int]:
    """Paragraphs behind a row, and the headings right above them."""
    said = {index for index in range(first, end) if field.worths[index] >= ENOUGH}
    return said | {index for index in range(first, end) if field.page.blocks[index].rank and index + 1 in said}
