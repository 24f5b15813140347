"""What programs for conversations put beside each post: who wrote it, since when, how often, and the same buttons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from feeder.extract import datelines
from feeder.extract.article.body import Body
from feeder.extract.blocks import CELLS, Block
from feeder.normalise.text import fold

_POSTS: Final = 2  # dates of a kind: fewer are no conversation
_SAID: Final = 25  # characters of a text
_LONGEST: Final = 60  # characters of such a line
_NAME: Final = 25
_ROWS: Final = 3  # of a table around a post
_NUMBER: Final = re.compile(r"\d+")
_AGAIN: Final = re.compile(r"(?:re|aw|antw|sv)\b\s*", re.IGNORECASE)  # before the title of an answer


def beside_posts(body: Body) -> Iterator[int]:
    """Short lines that come again with each post, and the names of those who wrote them."""
    blocks = body.page.blocks
    short = [index for index in body.region if _is_short(blocks[index]) and not _is_typed(body, blocks[index])]
    dated = [index for index in short if _is_dated(blocks[index])]
    if len(dated) < _POSTS or _are_below(body, dated):
        return
    places = Counter(body.home(blocks[index])[2] for index in dated)
    posts = max(places.values(), default=0)
    if posts < _POSTS:
        return
    keys = {index: _key(blocks[index]) for index in short}
    often = Counter(key for index, key in keys.items() if not blocks[index].rank)
    same = Counter(blocks[index].text for index in short)
    names = {
        body.home(blocks[index])[1:] for index in short if _is_link(blocks[index]) and same[blocks[index].text] > 1
    }
    for index, key in keys.items():
        block = blocks[index]
        name = _is_link(block) and body.home(block)[1:] in names  # where others stand who write again
        if name or often[key] >= max(_POSTS, posts - 1) or same[block.text] > 1 or key == body.title:
            yield index


def _are_below(body: Body, dated: Sequence[int]) -> bool:
    """Whether all dates but that above the text stand below it, and beside links alone: those of other articles."""
    first, *rest = [*(index for index in dated if index > body.first), body.region.end]
    said = sum(body.gain(*span) for span in pairwise((first, *rest)))
    return said < _SAID <= body.gain(body.region.first, first)


def _is_short(block: Block) -> bool:
    return 0 < len(block.text) <= _LONGEST and block.box.tag not in ("li", "pre")


def _is_link(block: Block) -> bool:
    """The name of who wrote a post, which leads to more of that person."""
    return 0 < len(block.text) == block.linked <= _NAME


def _is_typed(body: Body, block: Block) -> bool:
    """Whether a writer put it among the paragraphs, or into a table of data."""
    return body.at_home(block) or _in_table(body, block)


def _is_dated(block: Block) -> bool:
    return any(map(str.isdecimal, block.text)) and datelines.has_day(block.spaced)


def _in_table(body: Body, block: Block) -> bool:
    """Whether it is a cell of a table of data: of many rows, or of several without anything like a post."""
    if not body.in_cell(block) or not any(node.tag in CELLS for node in (block.box, block.box.getparent())):
        return False
    table = next(block.box.iterancestors("table"), None)
    if table is None:
        return False
    rows = sum(1 for _ in islice(table.iter("tr"), _ROWS + 1))
    return rows > _ROWS or (rows > 1 and all(map(_is_short, body.page.blocks[slice(*body.page.spans[table])])))


def _key(block: Block) -> str:
    """A line without its numbers, and without what says that it answers another."""
    text = " ".join(piece for piece in block.pieces() if not datelines.is_date(piece))
    return _AGAIN.sub("", _NUMBER.sub("0", fold(text)), count=1)
