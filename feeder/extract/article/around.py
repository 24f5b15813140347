"""The lines around an article's title and text, where pages say who wrote it, when, and under which heading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, furniture
from feeder.extract.article import labels, lines
from feeder.extract.article.looks import is_for_replies
from feeder.extract.blocks import OUTSIDE, Block, Outline, Slot
from feeder.extract.markup import inner_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_REACH: Final = 8  # blocks before the title
_BEHIND: Final = 12  # blocks behind the text
_NEAR: Final = 12  # blocks behind the title: an introduction may stand before the date
_OVER: Final = 4  # lines about an article at the head of a column
_LINE: Final = 80  # characters of a date line
_LINKED: Final = 60  # characters of links that make a list of them
_ENTRY: Final = 6  # blocks of an entry in a list
_HEADS: Final = ("dt", "th")  # of what stands beside them
_CITATION: Final = "h-cite"
_TITLE: Final = 25  # characters of a link that is a title


@dataclass(frozen=True, slots=True)
class Around:
    """The blocks near an article's title and text that are not its text, in rows, nearest first."""

    page: Outline
    title: int  # its block, -1 for none
    between: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    beside: tuple[int, ...]  # at the head of a column beside both
    opening: Slot | None  # where a date line lies that the text begins with, not divided from it

    def rows(self) -> tuple[int, ...]:
        return (*self.between, *self.before, *self.after)

    def blocks(self) -> Iterator[Block]:
        return (self.page.blocks[index] for index in self.rows())


def around(page: Outline, title: int, kept: tuple[int, ...], end: int) -> Around:
    """Look around the title in block `title` (-1: none) and the text in the blocks `kept`; its region ends at `end`."""
    first, last = (kept[0], kept[-1]) if kept else (title + 1, title)
    top = title if title >= 0 else first  # the title's own block may hold more than the title
    reach = range(top, max(first, min(top + _NEAR, last)))
    below = takewhile(lambda i: not _is_other(page.blocks[i]) or _is_fact(page, i, first), reach)
    between = dict.fromkeys((*below, *_right_above(page, top, first)))
    before = (index for index in range(top - 1, max(top - _REACH, 0) - 1, -1) if _is_close(page, index, top))
    behind = range(last + 1, min(max(end, last + _BEHIND), len(page.blocks)))
    after = takewhile(lambda i: not _is_other(page.blocks[i]) and page.blocks[i].zone not in ("nav", "aside"), behind)
    own = (i for i in after if not (is_of_another(page, i, top) or (kept and _is_of_reader(page, i, last))))
    opening = _opening(page.blocks[first]) if kept else None
    rows = (index for index in between if index not in kept and not _is_cut(page.blocks[index].text))
    return Around(page, title, tuple(rows), tuple(before), tuple(own), tuple(_beside(page, top, first)), opening)


def _is_cut(text: str) -> bool:
    """Whether a line is the beginning of a text, cut."""
    return len(text) > _LINE and text.endswith(lines.CUT)


def _right_above(page: Outline, title: int, first: int) -> Iterator[int]:
    """The lines about an article that stand over its text, where other articles are listed between title and text."""
    above = takewhile(lambda i: lines.is_about(page.blocks[i]), range(first - 1, max(first - _OVER - 1, title), -1))
    return (index for index in above if not is_of_another(page, index, title))


def _beside(page: Outline, title: int, first: int) -> Iterator[int]:
    """The lines about an article at the head of the column before that of its title and text."""
    columns = (each for each in page.around(title) if page.spans[each][1] > first) if page.blocks else ()
    for column in (each for found in columns for each in found.itersiblings(preceding=True) if each in page.spans):
        start, end = page.spans[column]
        head = takewhile(lambda i: _is_plain(page.blocks[i]), range(start, min(end, start + _OVER)))
        yield from (index for index in head if lines.is_about(page.blocks[index]))


def _is_plain(block: Block) -> bool:
    return not (block.rank or block.links or block.zone in OUTSIDE or _is_other(block))


def _is_other(block: Block) -> bool:
    if block.links and block.linked == len(block.text) and block.links[0].get("href", "").startswith("#"):
        return False  # leads there
    return furniture.starts_related(block.text) or furniture.starts_comments(block.text)


def _is_fact(page: Outline, index: int, first: int) -> bool:
    """Whether the name of a section is that of the article: behind a label that says so, or right over the day of the
    text that begins in block `first`; or whether it is the label."""
    block, before = page.blocks[index], page.blocks[index - 1].text if index else ""
    beside = (before, *(other.text for other in page.blocks[index + 1 : index + 2]))
    heads = block.box.tag in _HEADS and labels.is_before_others(block.text)
    if heads or ":" in beside or labels.is_before_others(before):
        return True
    dated, following = page.blocks[index + 1 : index + 3] if index + 1 < first else (page.blocks[index],) * 2
    return index + 1 < first and datelines.is_date(dated.text) and not (dated.links or following.links)


def _opening(block: Block) -> Slot | None:
    """The first element of a block, if it is a date line and more follows it."""
    for node, tail in block.slots:
        piece = " ".join(((node.tail if tail else node.text) or "").split())
        if piece:
            apart = not tail and node is not block.box and len(piece) < min(_LINE, len(block.text))
            return (node, tail) if apart and datelines.has_day(piece) else None
    return None


def _is_close(page: Outline, index: int, title: int) -> bool:
    """Whether no list of links and no other heading stands between a block and the title below it; a heading may be
    the day of all that is below, and a smaller one than the title who wrote it and when."""
    block = page.blocks[index]
    if block.zone in OUTSIDE or (
        block.rank and not datelines.is_date(block.text) and not _is_byline(page, index, title)
    ):
        return False
    return page.loss(index + datelines.has_day(block.spaced), title) < _LINKED and not is_of_another(page, index, title)


def _is_byline(page: Outline, index: int, title: int) -> bool:
    """Whether a heading smaller than the title is a row of facts, one of which is a day."""
    block = page.blocks[index]
    smaller = block.rank > page.blocks[title].rank
    return smaller and lines.is_about(block) and any(map(datelines.is_date, block.parts()))


def is_of_another(page: Outline, index: int, title: int) -> bool:
    """Whether a small box holds the block together with a link as long as a title, which it is about."""
    for element in page.around(index):
        first, end = page.spans[element]
        if first <= title < end or end - first > _ENTRY:
            return False
        if any(_is_title(link) for block in page.blocks[first:end] for link in block.links):
            return True
    return False


def _is_of_reader(page: Outline, index: int, last: int) -> bool:
    """Whether a container below the text, which ends in block `last`, holds the block and is named as what readers say,
    or as a citation (microformats2), or is an article of its own, as comments are (HTML, 4.3.2); one of a line or two
    about the article may be called after its comments."""
    for element in page.around(index):
        first, end = page.spans[element]
        if first <= last:
            return False
        named = element.tag == "article" or is_for_replies(element) or _CITATION in element.get("class", "").split()
        if named and end - first > 1 and not all(map(lines.is_about, page.blocks[first:end])):
            return True
    return False


def _is_title(link: HtmlElement) -> bool:
    """Whether a link is as long as a title, and no day or two: when an article was published, and when changed."""
    return len(inner_text(link)) >= _TITLE and not datelines.is_date(" ".join(link.itertext()))
