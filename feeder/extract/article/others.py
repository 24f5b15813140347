"""Other articles that stand behind one in the same box: each with its title, which leads to it, and how it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feeder.extract import furniture as words
from feeder.extract.article.inside import Body
from feeder.extract.density import Block
from feeder.extract.markup import absolute
from feeder.normalise import addresses

_FEW: Final = 2  # fewer may be one that the writer mentions
_TITLE: Final = 15  # characters
_SOME: Final = 80  # characters of the article above them: with less, they are what the page is about
_TEXT: Final = 250  # the same where nothing but their place tells them from parts of it
_BEGINNING: Final = 400  # characters of another article: more is a text of its own
_LINE: Final = 80  # characters that are more than a date
_CUT: Final = ("...", "…", "]", "»", "›")


def behind(body: Body) -> Iterator[int]:
    """The blocks of the region from the first such title on, if nothing but others, and how they begin, follows it."""
    heads = _heads(body)
    if len(heads) >= _FEW and _are_foreign(body, heads):
        yield from range(heads[0], body.region.end)


def _heads(body: Body) -> list[int]:
    """The last titles of the region that lead to others, for as far as each stands over some lines."""
    found: list[int] = []
    end = body.region.end
    for index in reversed(list(body.region)):
        block = body.page.blocks[index]
        if _leads_to_another(body, block):
            if not _begins(body, index + 1, end):
                break
            found.insert(0, index)
            end = index
        elif block.rank:
            break
    return found


def _leads_to_another(body: Body, block: Block) -> bool:
    """Whether it is a heading that is a link to a page with such an address as this one has."""
    whole = len(block.links) == 1 and block.linked * 10 >= len(block.text) * 9
    if not (block.rank and whole and len(block.text) >= _TITLE):
        return False
    there = absolute(body.here, block.links[0].get("href", "")).partition("#")[0]
    here = body.here.partition("#")[0]
    return there != here and addresses.shape(there) == addresses.shape(here)


def _begins(body: Body, first: int, end: int) -> bool:
    """Whether blocks are the beginning of a text: a paragraph that is not long, and lines about it."""
    blocks = [each for each in body.page.blocks[first:end] if not each.links or each.linked < len(each.text)]
    return sum(len(each.text) for each in blocks) <= _BEGINNING and sum(len(each.text) >= _LINE for each in blocks) <= 1


def _are_foreign(body: Body, heads: list[int]) -> bool:
    """Whether a label says that they are others, or their texts break off, or stand where no paragraph of this does."""
    blocks, held = body.page.blocks, body.gain(body.region.first, heads[0])
    texts = [block for block in blocks[heads[0] : body.region.end] if len(block.text) >= _LINE]
    if words.starts_related(blocks[heads[0] - 1].text) or all(block.text.endswith(_CUT) for block in texts):
        return held >= _SOME
    own = {blocks[index].box.getparent() for index in range(body.region.first, heads[0]) if body.at_home(blocks[index])}
    return held >= _TEXT and not any(block.box.getparent() in own for block in texts)
