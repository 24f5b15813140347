"""Boxes within an article's text: forms, facts about it, readers' comments, teasers of other articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, furniture
from feeder.extract.article import lines, others
from feeder.extract.article.body import Body, in_list
from feeder.extract.article.looks import is_for_replies
from feeder.extract.blocks import Block
from feeder.extract.markup import inner_text
from feeder.normalise import clock
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE: Final = 25  # characters of a link that is a title
_FEW: Final = 24  # blocks of a table of facts: labels, colons, values
_FACTS: Final = 4  # blocks of a row of them above a text, with its day
_LINES: Final = 6  # blocks about a writer: a picture, a name, some sentences, places to follow
_SHORT: Final = 600  # characters of it
_WRITER: Final = re.compile(r"/(?:authors?|autor(?:en|es)?|auteurs?|penulis)/|[?&]author=", re.IGNORECASE)
_WRITERS: Final = 3
_ABOVE: Final = 8  # blocks above a text, one of which names its writer
_POSTS: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]{2}")


def within(body: Body) -> frozenset[int]:
    """The blocks of a region that stand in such boxes."""
    return frozenset(index for kind in _KINDS for index in kind(body))


def _forms(body: Body) -> Iterator[int]:
    """Small forms: searches, newsletters, polls. (Some programs put the whole page into one.)"""
    for form in body.region.root.iter("form"):
        first, end = body.page.spans.get(form, (0, 0))
        if body.gain(first, end) < body.total * 0.3:
            yield from range(*_around_form(body, form, first, end))


def _around_form(body: Body, form: HtmlElement, first: int, end: int) -> tuple[int, int]:
    """The box that holds a form and the words that ask to fill it in."""
    if all(node.get("type") == "hidden" for node in form.iter("input", "textarea", "select")):
        return first, end
    for parent in form.iterancestors():
        a, b = body.page.spans.get(parent, (first, end))
        if a < body.region.first or b > body.region.end or body.gain(a, b) > body.total * 0.15:
            break
        if any(body.is_text(index) for index in range(a, b) if not first <= index < end):
            break
        first, end = (a, b) if first == end else (min(first, a), max(end, b))
    return first, end


def _facts(body: Body) -> Iterator[int]:
    """Tables and lists of facts about the article before or behind its text: its author, its day, its readers."""
    for element in body.region.root.iter("table", "dl", "ul"):
        first, end = body.page.spans.get(element, (0, 0))
        blocks = body.page.blocks[first:end]
        if not 1 < len(blocks) <= _FEW or max(len(block.text) for block in blocks) > 80:
            continue
        if end <= body.first and _are_about(blocks):
            yield from range(first, end)
            continue
        timed = element.tag == "ul" and any(clock.is_clock(block.text) for block in blocks)  # a table may be an agenda
        kinds = (lines.announces_name, datelines.is_date, furniture.is_count, furniture.starts_comments)
        if timed + sum(any(kind(block.text) for block in blocks) for kind in kinds) > 1:
            yield from range(first, end)


def _are_about(blocks: Sequence[Block]) -> bool:
    """Whether a few cells are a line about an article, with its day, and no agenda with labels or with many days."""
    labelled = any(":" in block.text and not lines.is_about(block) for block in blocks)
    agenda = labelled or len(blocks) > _FACTS or sum(datelines.has_day(block.text) for block in blocks) >= lines.AGENDA
    return not agenda and any(datelines.is_date(block.text) for block in blocks)


def _replies(body: Body) -> Iterator[int]:
    """What readers say between the parts of a text, by the names of its containers; not where it is all there is."""
    region = body.region
    inside = (pair for pair in body.page.spans.items() if region.first <= pair[1][0] and pair[1][1] <= region.end)
    found = {index for box, span in inside if is_for_replies(box) for index in range(*span)}
    if body.first not in found and sum(body.page.gained[index] for index in found) * 2 < body.total:
        yield from found


def _answered(body: Body) -> Iterator[int]:
    """What readers say behind a text, by the button below each to reply; the posts of a conversation all have one."""
    spans = [_told_above(body, button) for button in _buttons(body)]
    found = {index for span in spans for index in range(*span)}
    said = sum(body.page.gained[index] for index in found) * 2 < body.total
    if said and all(body.first < span[0] and _is_dated(body, *span) for span in spans):
        yield from found


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


def _after_comments(body: Body) -> Iterator[int]:
    """Everything from the heading of the comments on, which is no button below each of several posts."""
    often = Counter(body.page.blocks[index].text for index in body.region)
    for index in body.region:
        block = body.page.blocks[index]
        if (
            furniture.starts_comments(block.text)
            and often[block.text] < _POSTS
            and body.gain(body.region.first, index) * 2 >= body.total
            and not in_list(block)
        ):
            yield from range(index, body.region.end)
            return


def _foot(body: Body) -> Iterator[int]:
    """From a copyright notice behind the text on, with the office's address below it: the foot of the page."""
    blocks, end = body.page.blocks, body.region.end
    behind = (index for index in body.region if body.gain(body.region.first, index) * 10 >= body.total * 9)
    notice = next((index for index in behind if furniture.claims_rights(blocks[index].text)), end)
    if any(furniture.is_contact(each.text) for each in blocks[notice:end]):
        yield from range(notice, end)


def _again(body: Body) -> Iterator[int]:
    """The same article once more under its title, as pages hold it for small screens."""
    blocks = body.page.blocks
    for index in body.region:
        if index > body.first and blocks[index].rank and fold(blocks[index].text) == body.title:
            said = {blocks[above].text for above in range(body.first, index)}
            again = sum(body.page.gained[i] for i in range(index, body.region.end) if blocks[i].text in said)
            if again * 2 > body.gain(index, body.region.end):  # a cover repeats no more than the first lines
                yield from range(index, body.region.end)
                return


def _twice(body: Body) -> Iterator[int]:
    """The same blocks once more in a container of their own, if they are much of the text: a copy for such screens."""
    seen: dict[str, int] = {}
    for index in body.region:
        text = body.page.blocks[index].text
        first = seen.setdefault(text, index) if len(text) >= _TITLE else index
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


def _biographies(body: Body) -> Iterator[int]:
    """What stands behind a text about its writers, below their names or beside links to all that each of them wrote."""
    blocks, signed = body.page.blocks, _signed(body)
    names = [index for index in body.region if any(map(_leads_to_all, blocks[index].links))]
    names += [index for index in body.region if signed and fold(blocks[index].text) in signed and _goes_on(body, index)]
    found = dict.fromkeys(_around_name(body, index) for index in names)
    if len(found) <= _WRITERS:  # more are entries, each with its own
        behind = (span for span in found if body.gain(body.region.first, span[0]) * 2 >= body.total)
        yield from (index for span in behind for index in range(*span))


def _goes_on(body: Body, name: int) -> bool:
    """Whether what follows a name says it again, as some words about its bearer do, and a quotation does not."""
    following = body.page.blocks[name + 1 : name + _LINES]
    return any(fold(body.page.blocks[name].text) in fold(block.text) for block in following)


def _leads_to_all(link: HtmlElement) -> bool:
    """Whether it leads to all that a writer wrote; to people lead the links of texts about them, too."""
    return "author" in (link.get("rel") or "").split() or _WRITER.search(link.get("href") or "") is not None


def _signed(body: Body) -> frozenset[str]:
    """Who wrote the text, as the lines above it say."""
    above = body.page.blocks[max(body.first - _ABOVE, 0) : body.first]
    return frozenset(fold(lines.byline(block.text)) for block in above) - {""}


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


def _related(body: Body) -> Iterator[int]:
    """Boxes with links to other articles, each with its heading."""
    done = body.region.first
    for index in body.region:
        if index >= done and _is_headed(body.page.blocks[index]):
            first, done = _box(body, index)
            yield from range(first, done)


def _is_headed(block: Block) -> bool:
    """Whether it is the heading of such a box, and not the link below an entry."""
    onwards = block.links and not block.rank and furniture.leads_on(block.text)
    return (furniture.starts_related(block.text) and not onwards) or furniture.starts_biography(block.text)


def _box(body: Body, label: int) -> tuple[int, int]:
    """The span of what a heading of that kind stands over."""
    first, end = label, label + 1
    for element in body.page.around(label):
        a, b = body.page.spans[element]
        if a < label or b > body.region.end or body.gain(a, b) > body.total * 0.35:
            break
        if body.page.loss(a, b) * 6 >= body.gain(a, b):
            end = max(end, b)
    if end > label + 1:
        return first, end
    end = _teased(body, label)
    while end < body.region.end and _belongs(body.page.blocks[end]):
        end += 1
    if furniture.starts_biography(body.page.blocks[label].text):
        return label, min(label + 3, body.region.end) if label >= body.last - 3 else label
    linked = any(body.page.blocks[index].links for index in range(label, end))
    return (first, end) if linked or label == body.region.end - 1 else (label, label)  # the last one: over nothing


def _teased(body: Body, label: int) -> int:
    """Where the boxes end that follow a heading, each with a link as long as a title, and with what it leads to."""
    heading = body.page.blocks[label].box
    while (parent := heading.getparent()) is not None and body.page.spans.get(parent) == (label, label + 1):
        heading = parent
    end = label + 1
    for box in heading.itersiblings():
        first, last = body.page.spans.get(box, (end, end))
        titled = any(_is_title(block, body) for block in body.page.blocks[first:last])
        if last > body.region.end or (first < last and not titled):
            break
        end = max(end, last)
    return end


def _is_title(block: Block, body: Body) -> bool:
    links = (link for link in block.links if block.linked * 5 >= 4 * len(block.text))
    return any(len(inner_text(link)) >= _TITLE and body.is_own(link) for link in links)


def _belongs(block: Block) -> bool:
    """An entry of such a box: a link, its picture, its date."""
    if block.linked * 2 > len(block.text) or (block.media and block.links):
        return True
    about = datelines.has_day(block.text) or furniture.is_furniture(block.text) or not _WORD.search(block.text)
    return not block.rank and len(block.text) < 60 and about


_KINDS: Final = (
    _forms,
    _answered,
    _after_comments,
    _foot,
    _again,
    _twice,
    _biographies,
    _related,
    _facts,
    _replies,
    others.behind,
)
