"""An article, or blocks of it, that its page holds once more, for small screens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feeder.extract.article.body import Body
from feeder.normalise.text import fold

_LONG: Final = 25  # characters: less may well be said twice


def again(body: Body) -> Iterator[int]:
    """The same article once more under its title, as pages hold it for small screens."""
    blocks = body.page.blocks
    for index in body.region:
        if index > body.first and blocks[index].rank and fold(blocks[index].text) == body.title:
            said = {blocks[above].text for above in range(body.first, index)}
            same = sum(body.page.gained[i] for i in range(index, body.region.end) if blocks[i].text in said)
            if same * 2 > body.gain(index, body.region.end):  # a cover repeats no more than the first lines
                yield from range(index, body.region.end)
                return


def twice(body: Body) -> Iterator[int]:
    """The same blocks once more in a container of their own, if they are much of the text: a copy for such screens."""
    seen: dict[str, int] = {}
    for index in body.region:
        text = body.page.blocks[index].text
        first = seen.setdefault(text, index) if len(text) >= _LONG else index
        if first < index:
            start, end = _stretch(body, first, index)
            if body.gain(start, end) * 5 > body.total * 2 and _has_container(body, start, end):
                yield from range(start, end)
                return


def _stretch(body: Body, first: int, index: int) -> tuple[int, int]:
    """How far blocks before and behind one say what those before and behind another do."""
    blocks, apart, start, end = body.page.blocks, index - first, index, index
    while end < body.region.end and end - apart < index and blocks[end].text == blocks[end - apart].text:
        end += 1
    while start - apart > body.region.first and blocks[start - 1].text == blocks[start - apart - 1].text:
        start -= 1
    return start, end


def _has_container(body: Body, first: int, end: int) -> bool:
    """Whether some element holds these blocks, and none before them."""
    around = (body.page.spans[element] for element in body.page.around(first))
    return end - first > 1 and any(a == first and b >= end for a, b in around)
