"""Where an article's text is thickest: the element from which its region grows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture
from feeder.extract.article import answers
from feeder.extract.article.field import ENOUGH, MUCH, SOME, Field
from feeder.extract.article.lines import is_about
from feeder.extract.article.looks import is_of_others
from feeder.extract.article.media import LITTLE
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LIKELY: Final = re.compile(  # of lower case, as the next
    r"article|artikel|berita|body|content|detail|entry|isi|konten|main|news|post|read|story|text"
)
_UNLIKELY: Final = re.compile(
    r"comment|komentar|side|widget|foot|nav|menu|relat|terkait|share|social|promo|banner|cookie|popup|modal|crumb"
    r"|author|popular|teaser|header|sponsor|subscribe|newsletter|login|pagination|tags?\b"
)
_FAR: Final = 0.2  # what text counts for, with every container that divides it from the title
_DEPTH: Final = 3  # containers around a text that it counts for, and whose names tell what it is
_ENDS: Final = (".", "!", "?", ":", "”", '"', "…", "。", "！", "？", "」")
_LABEL: Final = 40  # characters of a heading that is none by its tag
_LOOKED: Final = 400  # characters of a block, in which an excerpt may lie
_EXCERPT: Final = 8  # words of a listing's excerpt that are enough to know the text by


def near_title(field: Field, excerpt: str) -> HtmlElement | None:
    """The element right around the most text, text far from the title counting for less; None if all there is is a
    picture above the title. `excerpt` is how the text begins, as far as the listing says."""
    steps = _steps(field)
    farther = sorted((*steps, *_answers(field)))
    rest = range(field.title + 1, len(field.page.blocks))
    opening = _opening(field, excerpt)
    if opening is not None:
        return _heaviest(field, rest, farther, lambda element: float(_covers(field, element, opening)))
    best = _heaviest(field, rest, farther, lambda element: 1.0)
    if best is None or not steps:
        return best
    says = _says_something(field, steps[0])
    if not says and picture_above(field) is not None and _is_box_apart(field, best):
        return None
    if field.page.spans[best][0] < steps[0]:
        return best
    near = _heaviest(field, range(field.title + 1, steps[0]), farther, lambda element: 1.0)
    if near is None or not says:
        return best
    return near if _is_side_bar(field, best, near, steps[0]) else best


def _says_something(field: Field, step: int) -> bool:
    """Whether a sentence, a list, a table, a picture or a file stands by the title, and not only a line about it."""
    cells = 0
    for index in range(field.title + 1, step):
        block = field.page.blocks[index]
        cells += block.box.tag in ("li", "td", "dd") and block.linked * 2 <= len(block.text)
        sentence = len(block.text) >= 8 and block.text.endswith(_ENDS)
        if field.worths[index] >= (SOME if sentence or block.media or block.links else ENOUGH) or (
            sentence and not is_about(block) and field.worths[index] > 0
        ):
            return True
    return cells >= 3


def densest(field: Field) -> HtmlElement | None:
    """The element right around the most text, with its class and id as a weak hint."""
    return _heaviest(field, range(len(field.page.blocks)), [], _likelihood)


def picture_above(field: Field) -> int | None:
    """The block with the picture right above the title, which may be all there is."""
    above = range(field.title - 1, max(field.title - 4, -1), -1)
    blocks = field.page.blocks
    return next((i for i in above if blocks[i].media and field.worths[i] >= LITTLE), None)


def _opening(field: Field, excerpt: str) -> int | None:
    """The block that the listing's excerpt is taken from; it may begin with a short one and go on with the next."""
    words = fold(excerpt).split()[:_EXCERPT]
    if len(words) < _EXCERPT:
        return None
    key = " ".join(words)
    blocks = field.page.blocks
    for index in range(field.title + 1, len(blocks)):
        text = fold(blocks[index].text[:_LOOKED])
        following = blocks[index + 1 : index + 2] if key.startswith(f"{text} ") else ()
        if key in " ".join((text, *(fold(block.text[:_LOOKED]) for block in following))):
            return index
    return None


def _covers(field: Field, element: HtmlElement, index: int) -> bool:
    first, end = field.page.spans[element]
    return first <= index < end


def _steps(field: Field) -> list[int]:
    """The ends of the containers around the title that hold more text than the ones within them."""
    steps, held = [], 0.0
    for element in field.page.around(field.title):
        end = field.page.spans[element][1]
        worth = field.worth(field.title + 1, end)
        if worth > held:
            steps.append(end)
            held = worth
    return steps


def _answers(field: Field) -> Iterator[int]:
    """Where readers begin to speak, behind some text."""
    for index in range(field.title + 1, len(field.page.blocks)):
        block = field.page.blocks[index]  # a counter by the title has the same words, but is no heading
        if not (block.rank or len(block.text) <= _LABEL) or not furniture.starts_comments(block.text):
            continue
        worth = field.worth(field.title + 1, index)
        if (block.rank and worth >= LITTLE) or (worth >= SOME and answers.begin(field.page, index)):
            yield index
            return


def _heaviest(
    field: Field, indices: range, steps: list[int], likelihood: Callable[[HtmlElement], float]
) -> HtmlElement | None:
    """The element with the most text among its children and theirs, a grandchild's counting half."""
    scores: dict[HtmlElement, float] = defaultdict(float)
    is_theirs = cache(is_of_others)  # paragraphs share their containers
    for index in indices:
        worth = field.worths[index]
        if worth <= 0:
            continue
        step = bisect_right(steps, index)
        worth *= _FAR**step
        if step and worth < 1:
            continue
        around = tuple(islice(field.page.around(index), _DEPTH))
        if any(map(is_theirs, around)):
            worth *= _FAR  # readers may say more than the article, and so may what it says of its writer
        first, end = field.page.spans[field.page.blocks[index].box]
        shares = (1.0, 1.0, 0.5) if end - first == 1 else (1.0, 0.5, 0.25)  # text right in its container
        for element, share in zip(around, shares, strict=False):
            scores[element] += worth * share
    weighed = {element: score * likelihood(element) for element, score in scores.items()}
    best = max(weighed, key=weighed.__getitem__, default=None)
    return _around_paragraph(field, best) if best is not None and weighed[best] > 0 else None


def _around_paragraph(field: Field, element: HtmlElement) -> HtmlElement:
    """The container of what is all of one paragraph, if with empty lines in it: its writer may have put more there."""
    spans, around = field.page.spans, element.getparent()
    first, end = spans[element]
    if field.title < 0 or not field.page.is_paragraph(element) or around is None or around not in spans:
        return element
    a, b = spans[around]
    return around if field.worth(first, end) * 2 > field.worth(max(a, field.title + 1), b) else element


def _likelihood(element: HtmlElement) -> float:
    if element.tag in ("article", "main") or element.get("itemprop") == "articleBody":
        return 1.4
    return _named(f"{element.get('class', '')} {element.get('id', '')}".lower())


@lru_cache(maxsize=1024)
def _named(name: str) -> float:
    return (1.25 if _LIKELY.search(name) else 1.0) * (0.5 if _UNLIKELY.search(name) else 1.0)


def _is_box_apart(field: Field, far: HtmlElement) -> bool:
    """Whether the only text has a heading of its own, as what stands beside a picture has, and is no long one."""
    first, end = field.page.spans[far]
    return field.worth(first, end) < MUCH * LITTLE and field.is_headed(_box_around(field, far), end)


def _is_side_bar(field: Field, far: HtmlElement, near: HtmlElement, step: int) -> bool:
    """The same of text behind block `step`, farther off than that in the element `near` the title."""
    first, end = field.page.spans[far]
    held = field.worth(max(field.page.spans[near][0], field.title + 1), field.page.spans[near][1])
    return field.worth(first, end) < MUCH * max(held, LITTLE) and field.is_headed(min(step, first), end)


def _box_around(field: Field, element: HtmlElement) -> int:
    """The first block of the outermost container around an element that the title is not in."""
    spans = field.page.spans
    around = (spans[each][0] for each in (element, *element.iterancestors()) if each in spans)
    return min((first for first in around if first > field.title), default=spans[element][0])
