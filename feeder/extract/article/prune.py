"""What stands within an article's text and is none of it: share bars, related items, counters, dates, authors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, downloads, furniture
from feeder.extract.article import boxes, entries, lines, media, readers, rows, threads
from feeder.extract.article.body import Body, in_list
from feeder.extract.article.field import ENOUGH, Region
from feeder.extract.article.looks import look
from feeder.extract.blocks import CELLS, OUTSIDE, Block, Outline
from feeder.normalise.date_labels import EVENT, UNSAID, rank_of_line
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHARE: Final = re.compile(  # of lower case
    r"facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share|home\?status)|^whatsapp:|wa\.me/\?"
    r"|(?:api|web)\.whatsapp\.com/send|(?:t|telegram)\.me/share|^tg:|linkedin\.com/(?:share|cws)|lineit"
    r"|pinterest\.[\w.]+/pin/create|line\.me/(?:r/)?(?:share|msg)|reddit\.com/submit|^mailto:\?|vk\.com/share"
    r"|tumblr\.com/(?:share|widgets)|getpocket\.com/save|threads\.net/intent|bsky\.app/intent|addtoany|sharethis"
    r"|^javascript:|[?&](?:print|format=pdf|tmpl=component)"
)
_FEW: Final = 24  # blocks of a table of facts: labels, colons, values
_END: Final = (".", ";", "?", "!", "。", "！", "？")  # of a sentence or of a list's item, not of a label
_QUOTED: Final = re.compile(r"[\"”’»)]+$")
_TOLD: Final = 25  # characters of terms that are more than facts about the text
_SOON: Final = 3  # blocks from the name of a section to the line about the text below it
_NEAR: Final = 6  # blocks
_WORDS: Final = 2  # of a section's name
_HEAD: Final = 2  # rows of a table about a text
_ROW: Final = 3  # lines
_LONG_ROW: Final = 6
_OWN: Final = frozenset(("li", "pre"))  # no page puts these around its labels
_LINE: Final = 80  # characters of one of a programme
_BESIDE: Final = 5  # characters of a sentence that stand beside its link
_ASKS: Final = ("?", "？")
_ANNOUNCED: Final = 5  # words of a line that says what follows: fewer are a label
_BESIDE_ITEM: Final = 30  # of an item of a list, which may name a source
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_LABELLED: Final = re.compile(
    r"(?:tags?|tagar|kategori|label|topik|topics?|kata kunci|keywords?|filed under|posted in|category|rubrik|sku)\s*:",
    re.IGNORECASE,
)


def kept(page: Outline, region: Region, title: str, here: str) -> tuple[int, ...]:
    """The blocks of a region that are the article's own text; `here` is the page's address."""
    body = Body(page, region, fold(title), here)
    gone = boxes.within(body).union(threads.beside_posts(body))
    found = [index for index in region if index not in gone and not any(rule(body, index) for rule in _RULES)]
    while len(found) > 1 and (_is_over_nothing(page.blocks[found[-1]]) or _files_under(body, page.blocks[found[-1]])):
        found.pop()
    return tuple(found)


def _is_over_nothing(block: Block) -> bool:
    """A heading of which nothing that stands below it was kept."""
    return block.rank > 0 and not block.links


def _files_under(body: Body, block: Block) -> bool:
    """A word or two in an element unlike the paragraphs: a section that the article stands in, or a tag of it."""
    bare = not (block.media or block.links or block.text.endswith(_END) or in_list(block))
    return bare and len(block.text.split()) <= _WORDS and not body.at_home(block)


def _outside(body: Body, index: int) -> bool:
    """In a navigation, a footer or an aside."""
    block = body.page.blocks[index]
    return block.zone in OUTSIDE


def _empty(body: Body, index: int) -> bool:
    """Ornaments and pictures that lead elsewhere."""
    block = body.page.blocks[index]
    return not block.text and not media.worth(block, body.here)


def _furniture(body: Body, index: int) -> bool:
    block = body.page.blocks[index]
    if body.in_cell(block) and not block.links:
        return furniture.asks_to_share(block.text)  # others are words in a table or list
    typed = body.at_home(block) or block.rank or block.media
    if not typed and (furniture.is_contact(block.text) or not _WORD.search(block.text)):
        return True
    parts = (block.text, *block.parts()) if len(block.text) < 100 else (block.text,)
    whole = furniture.is_furniture(parts[0])
    pieced = len(parts) > 2 and all(map(furniture.is_furniture, parts[1:]))
    return bool(block.text) and (whole or pieced) and not _offers_file(block)


def _shares(body: Body, index: int) -> bool:
    """Nothing but links that hand the page on."""
    block = body.page.blocks[index]
    if not block.links or block.plain >= 40:
        return False
    shares = sum(_SHARE.search(link.get("href", "").lower()) is not None for link in block.links)
    return shares * 2 > len(block.links)


def _leads_away(body: Body, index: int) -> bool:
    """A line of links to other pages of the site."""
    block = body.page.blocks[index]
    if not block.links or _offers_file(block) or block.plain >= 80:
        return False
    if body.listed and entries.leads_on(block):
        return False
    if body.region.tier == rows.TIER:
        return furniture.leads_on(block.text)
    if furniture.is_related(block.text) or _LABELLED.match(block.text):
        return True
    if block.linked * 2 <= len(block.text) or _names_row(body, block) or _is_sentence(body, block):
        return False
    if block.box.tag == "pre" or _is_written(body, index):
        return False
    own = [link for link in block.links if body.is_own(link)]
    if not own or len(own) * 2 < len(block.links):
        return not body.at_home(block) and not in_list(block) and not _in_quotation(block)
    up = index > body.last and all(map(body.leads_up, block.links))  # "Kembali ke daftar", in any language
    return up or len(own) > 1 or len(block.text) >= 25 or not body.at_home(block)


def _repeats_title(body: Body, index: int) -> bool:
    return index <= body.first and fold(body.page.blocks[index].text) == body.title != ""


def _is_excerpt(body: Body, index: int) -> bool:
    """The beginning of the text, cut, over the text itself."""
    blocks, text = body.page.blocks, body.page.blocks[index].text
    if index > body.first or not text.endswith(lines.CUT):
        return False
    begins = fold(text).rpartition(" ")[0]
    return bool(begins) and any(fold(each.text).startswith(begins) for each in blocks[index + 1 : index + _NEAR])


def _about(body: Body, index: int) -> bool:
    """Lines about the article that nobody typed with its text: dates, authors, counters, the category's name."""
    block = body.page.blocks[index]
    if not block.text or (index == body.first and not lines.is_about(block)):
        return False
    if index < body.first and _names_section(body, index):
        return True
    if body.region.tier == rows.TIER and block.links:
        return False
    if index > body.first:
        return lines.is_about(block) and not (body.at_home(block) or _is_among_cells(body, block) or block.rank)
    if block.media:
        return lines.is_credit(block.text) and not body.at_home(block)
    label = len(block.text) < 40 and not block.rank and not _QUOTED.sub("", block.text).endswith(_END)
    label = label and not (_is_listed(body, block) or _is_in_row(body, index))
    said = _is_in_schedule(body, block) or _is_said(body, index)
    return not said and (lines.is_about(block) or (label and not body.at_home(block)))


def _is_among_cells(body: Body, block: Block) -> bool:
    """Whether it is a cell of a table or an item of a list, and not the only one."""
    around = next(block.box.iterancestors("table", "ul", "ol", "dl"), None) if body.in_cell(block) else None
    return around is not None and body.page.spans[around] != body.page.spans[block.box]


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
    if not body.at_home(block) or block.text.endswith(_END):
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


def _readers(body: Body, index: int) -> bool:
    return readers.is_about_readers(body.page.blocks, index)


_RULES: Final = (_outside, _empty, _readers, _furniture, _shares, _leads_away, _repeats_title, _is_excerpt, _about)


def _offers_file(block: Block) -> bool:
    return any(downloads.file_type(link.get("href", "")) for link in block.links)


def _is_sentence(body: Body, block: Block) -> bool:
    """Whether a writer put most of a sentence into a link: words of it stand beside."""
    beside = block.plain >= (_BESIDE_ITEM if in_list(block) else _BESIDE)
    return body.at_home(block) and beside and block.text.endswith(_END)


def _is_written(body: Body, index: int) -> bool:
    """Whether the links are part of what a writer says: in a heading of more words, or in a list that is text for the
    most part, or that a line announces."""
    block = body.page.blocks[index]
    if block.text.endswith(_ASKS) and not any(map(_leads_on, block.links)):
        return True
    if block.rank:
        return block.linked * 10 < len(block.text) * 9
    items = next(block.box.iterancestors("ul", "ol"), None) if body.in_cell(block) else None
    if items is None:
        return False
    first, end = body.page.spans[items]
    plain = sum(each.plain - each.linked for each in body.page.blocks[first:end])
    return plain > 0 or _announces(body.page.blocks[first - 1]) or _is_chapter(body, items)


def _is_chapter(body: Body, items: HtmlElement) -> bool:
    """Whether a list stands among the paragraphs, under a heading as large as that of another part of the text."""
    first, _ = body.page.spans[items]
    above, before = body.page.blocks[first - 1], body.page.blocks[body.region.first : first - 1]
    if not above.rank or above.links or not any(block.rank == above.rank for block in before):
        return False
    return any(home[0] is items.getparent() for home in body.homes)


def _leads_on(link: HtmlElement) -> bool:
    """Whether a link leads to another page; others show what is hidden on this one."""
    return (link.get("href") or "#")[0] != "#"


def _announces(block: Block) -> bool:
    """Whether a line says what follows it."""
    return block.text.endswith((":", "：")) and not block.links and len(block.text.split()) >= _ANNOUNCED


def _names_row(body: Body, block: Block) -> bool:
    """Whether it is a cell of a table in which others say something of it, or a term of a list that explains it."""
    if block.box.tag == "dt":
        below = next((each for each in block.box.itersiblings() if each.tag != "dt"), None)
        return block.plain > 0 and below is not None and body.gain(*body.page.spans.get(below, (0, 0))) > 0
    row = block.box.getparent() if block.box.tag in CELLS else None
    first, end = body.page.spans.get(row, (0, 0)) if row is not None else (0, 0)
    others = (other for other in body.page.blocks[first:end] if other is not block)
    return body.in_cell(block) and end - first <= _FEW and any(other.text and not other.links for other in others)


def _in_quotation(block: Block) -> bool:
    """Whether somebody else says it: its link names who, as that of a post of a social network does."""
    return next(block.box.iterancestors("blockquote"), None) is not None
