"""What readers say about an article: told by the names of containers, by the buttons to reply, and by headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, furniture
from feeder.extract.article import answers, lines, media
from feeder.extract.article.body import Body, in_list
from feeder.extract.article.looks import is_for_replies
from feeder.extract.blocks import CELLS, Block, divided
from feeder.extract.markup import inner_text
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_POSTS: Final = 3  # with a button each: a conversation
_TEXT: Final = 25  # characters that are one
_HEADING: Final = 240  # of one over several, with the title once more
_PARAGRAPH: Final = 50


def named(body: Body) -> Iterator[int]:
    """What readers say between the parts of a text, by the names of its containers; not where it is all there is."""
    region = body.region
    inside = (pair for pair in body.page.spans.items() if region.first <= pair[1][0] and pair[1][1] <= region.end)
    found = {index for box, span in inside if is_for_replies(box) for index in range(*span)}
    if body.first not in found and sum(body.page.gained[index] for index in found) * 2 < body.total:
        yield from found


def answered(body: Body) -> Iterator[int]:
    """What readers say behind a text, by the button below each to reply; the posts of a conversation all have one."""
    spans = [_told_above(body, button) for button in _buttons(body)]
    found = {index for span in spans for index in range(*span)}
    said = sum(body.page.gained[index] for index in found) * 2 < body.total
    if said and all(body.first < span[0] and _is_dated(body, *span) for span in spans):
        yield from found


def headed(body: Body) -> Iterator[int]:
    """Everything from the heading of the comments on, which is no button below each of several posts."""
    often = Counter(body.page.blocks[index].text for index in body.region)
    for index in body.region:
        block = body.page.blocks[index]
        if (
            _heads(body, block)
            and often[block.text] < _POSTS
            and (body.gain(body.region.first, index) * 2 >= body.total or _ends_text(body, index))
            and not _is_one_of_several(body, block)
        ):
            yield from range(index, body.region.end)
            return


def _heads(body: Body, block: Block) -> bool:
    """Whether it says that comments follow, in all its words, in a first line that counts them, or beside the title
    once more."""
    first = next(block.pieces(), "") if block.text[:1].isdecimal() else ""
    if furniture.starts_comments(block.text) or furniture.starts_comments(first):
        return True
    again = block.links and body.title and len(block.text) <= _HEADING and body.title in fold(block.text)
    return bool(again) and any(map(furniture.starts_comments, divided(block.pieces())))


def _is_one_of_several(body: Body, block: Block) -> bool:
    """Whether it is an item of a list, or a cell of a table that is not all of its row."""
    cell = block.box if block.box.tag in CELLS else block.box.getparent()
    row = cell.getparent() if cell is not None and cell.tag in CELLS else None
    alone = row is not None and body.page.spans.get(row) == body.page.spans[block.box]
    return in_list(block) and not alone


def _ends_text(body: Body, index: int) -> bool:
    """Whether readers begin to write there, under a text, a picture or a file, and no paragraph goes on like those
    above: they may say more than a short article does."""
    first, end = body.region.first, body.region.end
    says = any(_says(body, above) for above in range(first, index))
    homes = (
        {body.home(body.page.blocks[i]) for i in span if body.page.gained[i] >= _PARAGRAPH}
        for span in (range(first, index), range(index, end))
    )
    return says and set.isdisjoint(*homes) and answers.begin(body.page, index)


def _says(body: Body, index: int) -> bool:
    block = body.page.blocks[index]
    text = body.page.gained[index] >= _TEXT and not lines.is_about(block)
    return text or media.worth(block, body.here) > 0


def _is_dated(body: Body, first: int, end: int) -> bool:
    return any(datelines.has_day(block.spaced) for block in body.page.blocks[first:end])


def _buttons(body: Body) -> Iterator[HtmlElement]:
    """What a reader presses to reply: links, and buttons, which an outline leaves out."""
    blocks = (body.page.blocks[index] for index in body.region)
    yield from (block.box for block in blocks if furniture.asks_for_reply(block.text))
    yield from (
        node for node in body.page.skipped if node.tag == "button" and furniture.asks_for_reply(inner_text(node))
    )


def _told_above(body: Body, button: HtmlElement) -> tuple[int, int]:
    """The span of the smallest container around a button that says something."""
    spans = (body.page.spans.get(box, (0, 0)) for box in (button, *button.iterancestors()))
    return next((span for span in spans if body.gain(*span) > 0), (0, 0))
