"""What a page says of the writers of its article, behind the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, Final

from feeder.extract.article import lines
from feeder.extract.article.body import Body
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINES: Final = 6  # blocks about a writer: a picture, a name, some sentences, places to follow
_SHORT: Final = 600  # characters of it
_WRITER: Final = re.compile(r"/(?:authors?|autor(?:en|es)?|auteurs?|penulis)/|[?&]author=", re.IGNORECASE)
_WRITERS: Final = 3
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")  # of somebody, alone in a line
_ABOVE: Final = 8  # blocks above a text, one of which names its writer


def behind(body: Body) -> Iterator[int]:
    """What stands behind a text about its writers, below their names or beside links to all that each of them wrote."""
    blocks, signed = body.page.blocks, _signed(body)
    names = [index for index in body.region if any(map(_leads_to_all, blocks[index].links))]
    names += [index for index in body.region if signed and fold(blocks[index].text) in signed and _goes_on(body, index)]
    found = dict.fromkeys(_around_name(body, index) for index in names)
    if len(found) <= _WRITERS:  # more are entries, each with its own
        last = (span for span in found if body.gain(body.region.first, span[0]) * 2 >= body.total)
        yield from (index for span in last for index in range(*span))


def _goes_on(body: Body, name: int) -> bool:
    """Whether what follows a name says it again, as some words about its bearer do, and a quotation does not."""
    following = body.page.blocks[name + 1 : name + _LINES]
    return any(fold(body.page.blocks[name].text) in fold(block.text) for block in following)


def _leads_to_all(link: HtmlElement) -> bool:
    """Whether it leads to all that a writer wrote; to people lead the links of texts about them, too."""
    return "author" in (link.get("rel") or "").split() or _WRITER.search(link.get("href") or "") is not None


def _signed(body: Body) -> Set[str]:
    """Who may have written the text: as the page says to machines, and what the lines above it say, or are."""
    above = [block.text for block in body.page.blocks[max(body.first - _ABOVE, 0) : body.first]]
    names = {fold(lines.byline(text)) for text in above}
    names.update(fold(text) for text in above if _NAME.fullmatch(text))
    return (names | body.authors) - {"", body.title}


def _around_name(body: Body, name: int) -> tuple[int, int]:
    """The span of the box around a writer's name, if it is a small one without paragraphs of the text."""
    span = name, name
    for box in body.page.around(name):
        first, end = body.page.spans[box]
        large = end - first > _LINES or body.gain(first, end) > min(_SHORT, body.total * 0.3)
        if large or any(map(body.is_text, range(first, end))):
            break
        span = first, end
    return span
