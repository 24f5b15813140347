"""Lines within a region that are about its article, and those that only read so: a programme, a schedule, a list."""

from __future__ import annotations

import re
from typing import Final

from feeder.extract import datelines, furniture
from feeder.extract.article import lines, link_lines, media, rows
from feeder.extract.article.body import Body
from feeder.extract.article.field import ENOUGH
from feeder.extract.article.looks import look
from feeder.extract.blocks import CELLS, Block
from feeder.normalise.date_labels import EVENT, UNSAID, rank_of_line

_QUOTED: Final = re.compile(r"[\"”’»)]+$")
_TOLD: Final = 25  # characters of terms that are more than facts about the text
_SOON: Final = 3  # blocks from the name of a section to the line about the text below it
_HEAD: Final = 2  # rows of a table about a text
_ROW: Final = 3  # lines
_LONG_ROW: Final = 6
_OWN: Final = frozenset(("li", "pre"))  # no page puts these around its labels
_CONTAINERS: Final = frozenset(("div", "section", "article"))
_LINE: Final = 80  # characters of one of a programme


def are_about(body: Body, index: int) -> bool:
    """Whether a block is a line about the article that nobody typed with its text: a day, an author, a counter, the
    name of its section."""
    block = body.page.blocks[index]
    if not block.text or (index == body.first and not lines.is_about(block)):
        return False
    if index < body.first and _names_section(body, index):
        return True
    if body.region.tier == rows.TIER and block.links:
        return False
    if index > body.first:
        if not lines.is_about(block) or block.rank or _is_among_cells(body, block):
            return False
        return not body.at_home(block) or _is_over_rest(body, index)
    if any(map(media.is_content, block.media)):
        return lines.is_credit(block.text) and not body.at_home(block)
    label = len(block.text) < 40 and not block.rank and not _QUOTED.sub("", block.text).endswith(lines.ENDS)
    label = label and not (_is_file(block) or _is_listed(body, block) or _is_in_row(body, index))
    said = _is_in_schedule(body, block) or _is_said(body, index)
    return not said and (lines.is_about(block) or (label and not body.at_home(block)))


def _is_file(block: Block) -> bool:
    """Whether it is a link to a file, and nothing else: what the article is about."""
    return len(block.links) == 1 and block.linked == len(block.text) and link_lines.offers_file(block)


def _is_among_cells(body: Body, block: Block) -> bool:
    """Whether it is a cell of a table or an item of a list, and not the only one; not below the cell of the text."""
    around = next(block.box.iterancestors("table", "ul", "ol", "dl"), None) if body.in_cell(block) else None
    if body.cell is not None and around in body.cell.iterancestors():
        return False
    return around is not None and body.page.spans[around] != body.page.spans[block.box]


def _is_over_rest(body: Body, index: int) -> bool:
    """Whether a line of its own stands between a short beginning that does not announce it and the container of all the
    rest: no writer types one around that."""
    page, box = body.page, body.page.blocks[index].box
    if page.spans[box] != (index, index + 1):
        return False
    announced = any(above.text.endswith(":") for above in page.blocks[body.first : index])
    below = (each for each in box.itersiblings() if each in page.spans and body.gain(*page.spans[each]) > 0)
    rest = next(below, None)
    if announced or rest is None or rest.tag not in _CONTAINERS:
        return False
    first, end = page.spans[rest]
    return end > body.last and body.gain(first, end) > body.gain(body.first, index)


def _names_section(body: Body, index: int) -> bool:
    """Whether a line above the text is the name of a part of the site, or a number of readers by the date."""
    text, place = body.page.blocks[index].text, body.page.blocks[index].box.getparent()
    beside = (block for block in body.page.blocks[max(index - 1, 0) : index + 2] if block.box.getparent() is place)
    if text.isdecimal():
        return any(datelines.has_day(block.spaced) for block in beside)
    over = any(map(lines.is_about, body.page.blocks[index + 1 : index + _SOON]))
    return over and (furniture.is_section(text) or furniture.starts_related(text))


def _is_said(body: Body, index: int) -> bool:
    """Whether a line stands where the paragraphs do, and is a sentence, or one of several days of a programme."""
    block = body.page.blocks[index]
    if not body.at_home(block) or block.text.endswith(lines.ENDS):
        return body.at_home(block)
    own = (body.page.blocks[each] for each in body.region if body.gain(*sorted((index, each))) < ENOUGH)
    days = [each.text for each in own if body.at_home(each) and len(each.text) <= _LINE and _has_day(each.text)]
    mere = sum(map(datelines.is_date, days)) if datelines.is_date(block.text) else 0
    return _has_day(block.text) and (mere > 1 or len(days) >= lines.AGENDA)


def _has_day(text: str) -> bool:
    """Whether a day is named, and not as that of the publication or a change."""
    return datelines.has_day(text) and rank_of_line(text) == UNSAID


def _is_in_schedule(body: Body, block: Block) -> bool:
    """Whether it stands in a schedule above the text: a list or table of several days, a table with a row of headings,
    or the facts of one event."""
    grid = next(block.box.iterancestors("table", "ul", "ol", "dl"), None) if body.in_cell(block) else None
    first, end = body.page.spans[grid] if grid is not None else (0, 0)
    if grid is None or end > body.first:
        return False
    said = [other.text for other in body.page.blocks[first:end]]
    days, ranks = sum(map(datelines.has_day, said)), set(map(rank_of_line, said))
    rows = list(grid.iter("tr"))
    several = days >= lines.AGENDA or (days > 1 and len(rows) > _HEAD and ranks == {UNSAID})
    return several or (days == 1 and EVENT in ranks) or sum(1 for each in rows[:1] for _ in each.iterchildren("th")) > 1


def _is_listed(body: Body, block: Block) -> bool:
    """Whether it stands in an item of a list, in a cell of a table, or among terms and what is said of them."""
    terms = next(block.box.iterancestors("dl"), None)
    if terms is not None and body.gain(*body.page.spans[terms]) >= _TOLD:
        return True
    cell = block.box if block.box.tag in CELLS else block.box.getparent()
    return any(node.tag in _OWN for node in (block.box, *block.box.iterancestors())) or (
        cell is not None and cell.tag in CELLS
    )


def _is_in_row(body: Body, index: int) -> bool:
    """Whether it is one of several lines alike, under a heading of their own or very many: a list without its tags."""
    blocks, first = body.page.blocks, body.region.first
    head = next((each for each in reversed(range(first, index)) if blocks[each].rank), first)
    alike = [each for each in blocks[head : body.first] if look(each.box) == look(blocks[index].box)]
    return len(alike) >= (_ROW if blocks[head].rank else _LONG_ROW)
