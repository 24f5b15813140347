"""What stands within an article's text and is none of it: share bars, related items, counters, dates, authors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from feeder.extract import article_lines as lines
from feeder.extract import article_media as media
from feeder.extract import article_words as words
from feeder.extract.article_field import Region, family, is_for_replies
from feeder.extract.article_heading import fold
from feeder.extract.density import OUTSIDE, Block, Outline, inner_text
from feeder.normalise import clock

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHARE: Final = re.compile(
    r"facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share|home\?status)|^whatsapp:|wa\.me/\?"
    r"|(?:api|web)\.whatsapp\.com/send|(?:t|telegram)\.me/share|^tg:|linkedin\.com/(?:share|cws)|lineit"
    r"|pinterest\.[\w.]+/pin/create|line\.me/(?:R/)?(?:share|msg)|reddit\.com/submit|^mailto:\?|vk\.com/share"
    r"|tumblr\.com/(?:share|widgets)|getpocket\.com/save|threads\.net/intent|bsky\.app/intent|addtoany|sharethis"
    r"|^javascript:|[?&](?:print|format=pdf|tmpl=component)",
    re.IGNORECASE,
)
_CELLS: Final = frozenset(("li", "td", "th", "dd", "dt"))
_CREDIT: Final = re.compile(  # below the picture over a text
    r"(?:foto|gambar|ilustrasi|dok(?:umentasi)?|sumber|photo|image|credits?)\b", re.IGNORECASE
)
_TITLE: Final = 25  # characters of a link that is a title
_FEW: Final = 24  # blocks of a table of facts: labels, colons, values
_END: Final = (".", ";", "?", "!")  # of a sentence or of a list's item, not of a label
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_LABELLED: Final = re.compile(
    r"(?:tags?|tagar|kategori|label|topik|topics?|kata kunci|keywords?|filed under|posted in|category|rubrik|sku)\s*:",
    re.IGNORECASE,
)


def kept(page: Outline, region: Region, title: str, here: str) -> tuple[int, ...]:
    """The blocks of a region that are the article's own text; `here` is the page's address."""
    body = _Body(page, region, fold(title), here)
    gone = {*_forms(body), *_after_comments(body), *_related(body), *_facts(body), *_replies(body)}
    return tuple(index for index in region if index not in gone and not any(rule(body, index) for rule in _RULES))


class _Body:
    """A region, and what is usual in it."""

    def __init__(self, page: Outline, region: Region, title: str, here: str) -> None:
        self.page = page
        self.region = region
        self.title = title
        self.here = here
        self.host = urlsplit(here).netloc
        self._places: dict[HtmlElement, tuple[HtmlElement | None, str, str]] = {}
        gains = {index: page.gain(index, index + 1) for index in region}
        own = [index for index in region if not lines.is_about(page.blocks[index])]
        text = [index for index in own if gains[index] >= 25] or own  # a list of few words is a text, too
        self.total = sum(gains.values())
        self.first = text[0] if text else region.end
        self.last = text[-1] if text else region.end
        self.many = Counter(self.home(page.blocks[index]) for index in text if gains[index] >= 50 or text is own)
        self.homes = set(self.many)
        self.looks = {home[1:] for home in self.homes if home[1]}

    def at_home(self, block: Block) -> bool:
        """Whether the block stands where the paragraphs stand, in the same kind of element: its writer typed it."""
        home = self.home(block)
        return home in self.homes or (home[1:] in self.looks and home[1] != "")

    def home(self, block: Block) -> tuple[HtmlElement | None, str, str]:
        """Where a block stands: between the elements of a container, or as an element of some class in it."""
        if block.box not in self._places:
            self._places[block.box] = self._place(block.box)
        return self._places[block.box]

    def _place(self, box: HtmlElement) -> tuple[HtmlElement | None, str, str]:
        parent = box.getparent()
        first, end = self.page.spans[box]
        if end - first > 1 or parent is None:
            return box, "", ""
        return parent, family(parent), f"{box.tag} {box.get('class', '')}"

    def is_text(self, index: int) -> bool:
        """A paragraph that stands where others stand."""
        block = self.page.blocks[index]
        return len(block.text) >= 50 and block.plain * 2 > len(block.text) and self.many[self.home(block)] > 1

    def in_cell(self, block: Block) -> bool:
        """Whether it is all that a table's cell or a list's item says."""
        cell = next(
            (node for node in (block.box, block.box.getparent()) if node is not None and node.tag in _CELLS), None
        )
        first, end = self.page.spans[cell] if cell is not None else (0, 0)
        return end - first == 1

    def gain(self, first: int, end: int) -> float:
        return self.page.gain(first, end)


# single blocks


def _outside(body: _Body, index: int) -> bool:
    """In a navigation, a footer or an aside."""
    block = body.page.blocks[index]
    return block.zone in OUTSIDE


def _empty(body: _Body, index: int) -> bool:
    """Ornaments and pictures that lead elsewhere."""
    block = body.page.blocks[index]
    return not block.text and not media.worth(block, body.here)


def _furniture(body: _Body, index: int) -> bool:
    block = body.page.blocks[index]
    if body.in_cell(block) and not block.links:
        return False  # a word in a table or list
    if not body.at_home(block) and (words.is_contact(block.text) or not _WORD.search(block.text)) and not block.media:
        return True
    parts = (block.text, *block.parts()) if len(block.text) < 100 else (block.text,)
    furniture = words.is_furniture(parts[0]) or (len(parts) > 2 and all(map(words.is_furniture, parts[1:])))
    return bool(block.text) and furniture and not _offers_file(block)


def _shares(body: _Body, index: int) -> bool:
    """Nothing but links that hand the page on."""
    block = body.page.blocks[index]
    shares = sum(_SHARE.search(link.get("href", "")) is not None for link in block.links)
    return shares * 2 > len(block.links) and block.plain < 40


def _leads_away(body: _Body, index: int) -> bool:
    """A line of links to other pages of the site."""
    block = body.page.blocks[index]
    if not block.links or _offers_file(block) or block.plain >= 80:
        return False
    if words.is_related(block.text) or _LABELLED.match(block.text):
        return True
    if block.linked * 2 <= len(block.text) or _names_row(body, block):
        return False
    own = [link for link in block.links if _is_own(link, body)]
    if not own or len(own) * 2 < len(block.links):
        return not body.at_home(block) and not _in_list(block) and not _in_quotation(block)
    return len(own) > 1 or len(block.text) >= 25 or not body.at_home(block)


def _repeats_title(body: _Body, index: int) -> bool:
    return index <= body.first and fold(body.page.blocks[index].text) == body.title != ""


def _about(body: _Body, index: int) -> bool:
    """Lines about the article that nobody typed with its text: dates, authors, counters, the category's name."""
    block = body.page.blocks[index]
    if not block.text or (index == body.first and not lines.is_about(block)):
        return False
    if index > body.first:
        return lines.is_about(block) and not body.at_home(block) and not body.in_cell(block)
    if block.media:
        return len(block.text) < 100 and _CREDIT.match(block.text) is not None and not body.at_home(block)
    label = len(block.text) < 40 and not block.rank and not block.text.endswith(_END)
    label = label and not any(node.tag == "li" for node in (block.box, *block.box.iterancestors()))
    return lines.is_about(block) or (label and not body.at_home(block))


_RULES: Final = (_outside, _empty, _furniture, _shares, _leads_away, _repeats_title, _about)


def _is_own(link: HtmlElement, body: _Body) -> bool:
    """Whether a link stays on the site."""
    try:
        return urlsplit(link.get("href", "")).netloc in ("", body.host)
    except ValueError:
        return False


def _offers_file(block: Block) -> bool:
    return any(media.file_type(link.get("href", "")) for link in block.links)


def _in_list(block: Block) -> bool:
    """Whether it is a cell or an item, or the only paragraph of one."""
    parent = block.box.getparent()
    return block.box.tag in _CELLS or (parent is not None and parent.tag in _CELLS)


def _names_row(body: _Body, block: Block) -> bool:
    """Whether it is a cell of a table in which others say something of it."""
    row = block.box.getparent() if block.box.tag in ("td", "th") else None
    first, end = body.page.spans.get(row, (0, 0)) if row is not None else (0, 0)
    others = (other for other in body.page.blocks[first:end] if other is not block)
    return body.in_cell(block) and end - first <= _FEW and any(other.text and not other.links for other in others)


def _in_quotation(block: Block) -> bool:
    """Whether somebody else says it: its link names who, as that of a post of a social network does."""
    return next(block.box.iterancestors("blockquote"), None) is not None


# stretches of blocks


def _forms(body: _Body) -> Iterator[int]:
    """Small forms: searches, newsletters, polls. (Some programs put the whole page into one.)"""
    for form in body.region.root.iter("form"):
        first, end = body.page.spans.get(form, (0, 0))
        if body.gain(first, end) < body.total * 0.3:
            yield from range(*_around_form(body, form, first, end))


def _around_form(body: _Body, form: HtmlElement, first: int, end: int) -> tuple[int, int]:
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


def _facts(body: _Body) -> Iterator[int]:
    """Tables and lists of facts about the article before or behind its text: its author, its day, its readers."""
    for element in body.region.root.iter("table", "dl", "ul"):
        first, end = body.page.spans.get(element, (0, 0))
        blocks = body.page.blocks[first:end]
        if not 2 < len(blocks) <= _FEW or max(len(block.text) for block in blocks) > 80:
            continue
        timed = element.tag == "ul" and any(clock.is_clock(block.text) for block in blocks)  # a table may be an agenda
        kinds = (lines.announces_name, lines.is_date, words.is_count, words.starts_comments)
        if timed + sum(any(kind(block.text) for block in blocks) for kind in kinds) > 1:
            yield from range(first, end)


def _replies(body: _Body) -> Iterator[int]:
    """What readers say between the parts of a text, by the names of its containers; not where it is all there is."""
    region = body.region
    inside = (pair for pair in body.page.spans.items() if region.first <= pair[1][0] and pair[1][1] <= region.end)
    found = {index for box, span in inside if is_for_replies(box) for index in range(*span)}
    if body.first not in found and sum(body.gain(index, index + 1) for index in found) * 2 < body.total:
        yield from found


def _after_comments(body: _Body) -> Iterator[int]:
    """Everything from the heading of the comments on."""
    for index in body.region:
        block = body.page.blocks[index]
        if (
            words.starts_comments(block.text)
            and body.gain(body.region.first, index) * 2 >= body.total
            and not _in_list(block)
        ):
            yield from range(index, body.region.end)
            return


def _related(body: _Body) -> Iterator[int]:
    """Boxes with links to other articles, each with its heading."""
    done = body.region.first
    for index in body.region:
        text = body.page.blocks[index].text
        if index >= done and (words.starts_related(text) or words.starts_biography(text)):
            first, done = _box(body, index)
            yield from range(first, done)


def _box(body: _Body, label: int) -> tuple[int, int]:
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
    if words.starts_biography(body.page.blocks[label].text):
        return label, min(label + 3, body.region.end) if label >= body.last - 3 else label
    linked = any(body.page.blocks[index].links for index in range(label, end))
    return (first, end) if linked or label == body.region.end - 1 else (label, label)  # the last one: over nothing


def _teased(body: _Body, label: int) -> int:
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


def _is_title(block: Block, body: _Body) -> bool:
    links = (link for link in block.links if block.linked * 5 >= 4 * len(block.text))
    return any(len(inner_text(link)) >= _TITLE and _is_own(link, body) for link in links)


def _belongs(block: Block) -> bool:
    """An entry of such a box: a link, its picture, its date."""
    if block.linked * 2 > len(block.text) or (block.media and block.links):
        return True
    about = lines.has_day(block.text) or words.is_furniture(block.text) or not _WORD.search(block.text)
    return not block.rank and len(block.text) < 60 and about
