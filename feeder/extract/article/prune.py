"""Which blocks of a region are the article's own text: what boxes, conversations and single lines take away, one rule
after another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Final

from feeder.extract import furniture, imprints
from feeder.extract.article import boxes, excerpts, fact_lines, lines, link_lines, media, others, readers, threads
from feeder.extract.article.body import Body, in_list
from feeder.extract.article.field import Region
from feeder.extract.blocks import OUTSIDE, Block, Outline
from feeder.normalise.text import fold

_TITLE: Final = 25  # characters of a link that is a title
_SENTENCE: Final = 25  # characters
_LIST: Final = 3  # links that are one
_WORDS: Final = 2  # of a section's name
_STOPS: Final = (".", "。")
_WORD: Final = re.compile(r"[^\W\d_]{2}")


def kept(page: Outline, region: Region, title: str, here: str, authors: Iterable[str] = ()) -> tuple[int, ...]:
    """The blocks of a region that are the article's own text; `here` is the page's address, `authors` who wrote it as
    the page says to machines."""
    own = others.without_lists(page, excerpts.without(page, region))
    body = Body(page, own, fold(title), here, frozenset(map(fold, authors)))
    gone = boxes.within(body).union(threads.beside_posts(body))
    found = [index for index in body.region if index not in gone and not any(rule(body, index) for rule in _RULES)]
    texts = frozenset(found)
    found = [index for index in found if not _headed_links(body, index, texts)]
    while len(found) > 1 and (
        _is_over_nothing(body, page.blocks[found[-1]]) or _files_under(body, page.blocks[found[-1]])
    ):
        found.pop()
    return tuple(found)


def _is_over_nothing(body: Body, block: Block) -> bool:
    """A heading of which nothing that stands below it was kept, and no sentence; some writers set whole texts as
    such."""
    sentence = len(block.text) >= _SENTENCE and block.text.endswith(_STOPS)
    return block.rank > 0 and not (block.links or sentence or body.at_home(block))


def _headed_links(body: Body, index: int, kept: Set[int]) -> bool:
    """A heading in a box with titles of several other pages alone, none of which was kept."""
    blocks = body.page.blocks
    heads = blocks[index].rank or (lines.is_label(blocks[index]) and not body.at_home(blocks[index]))
    if not heads or blocks[index].links:
        return False
    if blocks[index].rank and _is_over_links(body, index, kept):
        return True
    spans = (body.page.spans[box] for box in body.page.around(index))
    first, end = next(((first, end) for first, end in spans if end - first > 1), (index, index))
    if first < index or not kept.isdisjoint(range(first + 1, end)):
        return False
    rest = [block for block in blocks[first + 1 : end] if block.text]
    titled = {link.get("href") for block in rest if len(block.text) >= _TITLE for link in block.links}
    return len(titled) > 1 and all(map(link_lines.leads_on, rest))


def _is_over_links(body: Body, index: int, kept: Set[int]) -> bool:
    """A heading of a chapter that is a list of links alone, none of which was kept."""
    blocks, end = body.page.blocks, body.region.end
    following = next((each for each in range(index + 1, end) if each in kept), end)
    if following < end and not 0 < blocks[following].rank <= blocks[index].rank:
        return False
    rest = [block for block in blocks[index + 1 : following] if block.text]
    return len(rest) >= _LIST and all(map(link_lines.leads_on, rest))


def _files_under(body: Body, block: Block) -> bool:
    """A word or two in an element unlike the paragraphs: a section that the article stands in, or a tag of it."""
    bare = not (block.media or block.links or block.text.endswith(lines.ENDS) or in_list(block))
    return bare and len(block.text.split()) <= _WORDS and not body.at_home(block)


def _outside(body: Body, index: int) -> bool:
    """In a navigation, a footer or an aside."""
    return body.page.blocks[index].zone in OUTSIDE


def _empty(body: Body, index: int) -> bool:
    """Ornaments and pictures that lead elsewhere."""
    block = body.page.blocks[index]
    return not block.text and not media.worth(block, body.here)


def _furniture(body: Body, index: int) -> bool:
    """Buttons, labels, counters and notices, as a whole line or piece by piece."""
    block = body.page.blocks[index]
    if body.in_cell(block) and not block.links:
        return furniture.asks_to_share(block.text)  # others are words in a table or list
    typed = body.at_home(block) or block.rank or block.media
    if not typed and (imprints.is_contact(block.text) or not _WORD.search(block.text)):
        return True
    parts = (block.text, *block.parts()) if len(block.text) < 100 else (block.text,)
    whole = furniture.is_furniture(parts[0])
    pieced = len(parts) > 2 and all(map(furniture.is_furniture, parts[1:]))
    return bool(block.text) and (whole or pieced) and not link_lines.offers_file(block)


def _repeats(body: Body, index: int) -> bool:
    """The title once more, if in its midst as a heading, or the writer, over the text."""
    block, over = body.page.blocks[index], index <= body.first
    said = fold(block.text) if over or block.rank else ""
    return said != "" and (said == body.title or (over and said in body.authors))


def _readers(body: Body, index: int) -> bool:
    """How often the article was read."""
    return readers.is_about_readers(body.page.blocks, index)


_RULES: Final = (
    _outside,
    _empty,
    _readers,
    _furniture,
    link_lines.hand_on,
    link_lines.lead_away,
    link_lines.ask_to_read,
    _repeats,
    fact_lines.are_about,
)
