"""Other articles that stand behind one in the same box, or in boxes of their own between its paragraphs: each with its
title, which leads to it, and how it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from feeder.extract import datelines, furniture
from feeder.extract.article.body import Body
from feeder.extract.article.field import Region
from feeder.extract.article.media import leads_away
from feeder.extract.blocks import Block, Outline
from feeder.extract.markup import absolute, inner_text, leads_elsewhere
from feeder.normalise import addresses
from feeder.normalise.files import file_type

_FEW: Final = 2  # fewer may be one that the writer mentions
_TITLE: Final = 15  # characters
_SOME: Final = 80  # characters of the article above them: with less, they are what the page is about
_TEXT: Final = 250  # the same where nothing but their place tells them from parts of it
_BEGINNING: Final = 400  # characters of another article: more is a text of its own
_LINK: Final = 25  # characters of a link that is one, whatever stands beside it
_DAY: Final = 12  # characters beside a day
_LINE: Final = 80  # characters that are more than a date
_CARD: Final = 5  # blocks: a picture, a section, a title, its beginning, a day
_CUT: Final = ("...", "…", "]", "»", "›")


def without_lists(page: Outline, region: Region) -> Region:
    """A region without the blocks that are titles of several other pages, line by line, and say but their days beside
    them."""
    found = frozenset(index for index in region if _lists(page.blocks[index]))
    return replace(region, refused=region.refused | found) if found else region


def _lists(block: Block) -> bool:
    """Whether a block is such titles, and no files."""
    if len(block.links) < _FEW or any(file_type(link.get("href", "")) for link in block.links):
        return False
    if sum(leads_elsewhere(link) and len(inner_text(link)) >= _LINK for link in block.links) < _FEW:
        return False
    slots = (slot for slot in block.slots if all(each.tag != "a" for each in block.around(slot)))
    words = (" ".join(((node.tail if tail else node.text) or "").split()) for node, tail in slots)
    said = [each for each in words if each]
    return any(map(datelines.has_day, said)) and all(map(_is_no_word, said))


def _is_no_word(text: str) -> bool:
    """Whether it is a day, a counter, a button or the heading of a list of others."""
    dated = datelines.has_day(text) and len(datelines.beside(text)) <= _DAY
    return dated or furniture.is_furniture(text) or furniture.starts_related(text)


def behind(body: Body) -> Iterator[int]:
    """The blocks of the region from the first such title on, if nothing but others, and how they begin, follows it."""
    heads = _heads(body)
    if len(heads) >= _FEW and _are_foreign(body, heads):
        yield from range(heads[0], body.region.end)


def between(body: Body) -> Iterator[int]:
    """The boxes within a text that hold the title of another article, which leads to it, with its picture or how it
    begins; unless they are most of what the page says."""
    linked = (index for index in body.region if body.page.blocks[index].links)
    heads = [index for index in linked if _leads_to_another(body, body.page.blocks[index])]
    cards = [span for index in heads if (span := _card(body, index)) and span[0] > body.region.first]
    if sum(body.gain(*span) for span in cards) * 2 < body.total:
        yield from (index for span in cards for index in range(*span))


def _card(body: Body, head: int) -> tuple[int, int] | None:
    """The largest box around a title that holds but this one with its beginning and its picture."""
    found = None
    for element in body.page.around(head):
        first, end = body.page.spans[element]
        if end - first > _CARD or any(map(body.is_text, range(first, end))) or not _begins(body, first, end):
            break
        shown = any(leads_away(node, body.here) for block in body.page.blocks[first:end] for node in block.media)
        if shown or (end - first > 1 and _breaks_off(body, first, end)):
            found = first, end
    return found


def _heads(body: Body) -> list[int]:
    """The last titles of the region that lead to others, for as far as each stands over some lines; between them may be
    headings of boxes."""
    found: list[int] = []
    end = body.region.end
    for index in reversed(list(body.region)):
        block = body.page.blocks[index]
        if _leads_to_another(body, block) and (block.rank or _breaks_off(body, index + 1, end)):
            if not _begins(body, index + 1, end):
                break
            found.insert(0, index)
            end = index
        elif block.rank and index < end - 1:
            break
    return found


def _leads_to_another(body: Body, block: Block) -> bool:
    """Whether it is a title that is a link to a page with such an address as this one has."""
    whole = len(block.links) == 1 and block.linked * 10 >= len(block.text) * 9
    if not whole or len(block.text) < _TITLE:
        return False
    there = absolute(body.here, block.links[0].get("href", "")).partition("#")[0]
    return addresses.shape(there) == addresses.shape(body.here)


def _texts(body: Body, first: int, end: int) -> list[Block]:
    return [block for block in body.page.blocks[first:end] if block.linked < len(block.text) and not block.rank]


def _begins(body: Body, first: int, end: int) -> bool:
    """Whether blocks are the beginning of a text: a paragraph that is not long, and lines about it."""
    sizes = [len(block.text) for block in _texts(body, first, end)]
    return sum(sizes) <= _BEGINNING and sum(size >= _LINE for size in sizes) <= 1


def _breaks_off(body: Body, first: int, end: int) -> bool:
    """Whether the longest of them ends with dots."""
    longest = max((block.text for block in _texts(body, first, end)), key=len, default="")
    return longest.endswith(_CUT)


def _are_foreign(body: Body, heads: list[int]) -> bool:
    """Whether all break off, or several have a label that says that they are others, or stand where no paragraph of the
    text does."""
    blocks, held = body.page.blocks, body.gain(body.region.first, heads[0])
    if all(_breaks_off(body, *span) for span in pairwise((*heads, body.region.end))):
        return held >= _SOME
    if furniture.starts_related(blocks[heads[0] - 1].text):
        return held >= _SOME
    own = {blocks[index].box.getparent() for index in range(body.region.first, heads[0]) if body.at_home(blocks[index])}
    long = [block for block in _texts(body, heads[0], body.region.end) if len(block.text) >= _LINE]
    return held >= _TEXT and not any(block.box.getparent() in own for block in long)
