"""Boxes within an article's text that are none of it, of all kinds; those here are forms, facts about it, the page's
foot, and teasers of other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, furniture, imprints
from feeder.extract.article import biographies, comments, copies, lines, media, others
from feeder.extract.article.body import Body
from feeder.extract.blocks import Block
from feeder.extract.markup import inner_text
from feeder.normalise import clock
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE: Final = 25  # characters of a link that is a title
_FEW: Final = 24  # blocks of a table of facts: labels, colons, values
_AD: Final = 20  # characters of a word for an advertisement
_FACTS: Final = 4  # blocks of a row of them above a text, with its day
_OFFICE: Final = re.compile(
    r"(?:tentang|hubungi|kontak|profil) kami|about us|contact us|über uns|qui sommes-nous|sobre nosotros", re.IGNORECASE
)
_ADVERT: Final = re.compile(
    r"iklan|advertisement|advertorial|ads?|sponsored|anzeige|publicidad|publicité", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_]{2}")


def within(body: Body) -> frozenset[int]:
    """The blocks of a region that stand in such boxes."""
    return frozenset(index for kind in _KINDS for index in kind(body))


def _forms(body: Body) -> Iterator[int]:
    """Small forms: searches, newsletters, polls, if without the tag of one. (Some programs put the whole page into
    one.)"""
    for form in body.region.root.iter("form", "input"):
        if form.tag == "input" and (form.get("type") != "email" or next(form.iterancestors("form"), None) is not None):
            continue
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
    """Tables and lists of facts about the article before or behind its text: its author, its day, its readers; or the
    rows of one above that of its text."""
    around = next(body.cell.iterancestors("table", "dl"), None) if body.cell is not None else None
    for element in dict.fromkeys((around, *body.region.root.iter("table", "dl", "ul"))):
        first, end = body.page.spans.get(element, (0, 0))
        end = body.page.spans[body.cell][0] if body.cell is not None and element is around else end
        blocks = body.page.blocks[first:end]
        said = [block for block in blocks if element is not around or fold(block.text) != body.title]
        if not 1 < len(blocks) <= _FEW or max((len(block.text) for block in said), default=0) > 80:
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


def _adverts(body: Body) -> Iterator[int]:
    """Small boxes that begin with a word for an advertisement, and lead to another site."""
    blocks = body.page.blocks
    short = (index for index in body.region if len(blocks[index].text) <= _AD)
    for index in (each for each in short if _ADVERT.fullmatch(furniture.bare(blocks[each].text))):
        around = (span for box in body.page.around(index) if (span := body.page.spans[box])[0] == index)
        small = [span for span in around if body.gain(*span) < body.total * 0.15]
        boxes = [span for span in small if not any(map(body.is_text, range(*span)))]
        held = blocks[slice(*boxes[-1])] if boxes else ()
        if any(not body.is_own(link) for block in held for link in block.links):
            yield from range(*boxes[-1])


def _foot(body: Body) -> Iterator[int]:
    """From a copyright notice behind the text on, with the office's address below it, or from a heading over what the
    office says of itself: the foot of the page."""
    blocks, end = body.page.blocks, body.region.end
    behind = (index for index in body.region if body.gain(body.region.first, index) * 10 >= body.total * 9)
    notice = next((index for index in behind if imprints.claims_rights(blocks[index].text)), end)
    headings = (index for index in body.region if _is_of_office(body, index))
    yield from range(next((i for i in headings if body.gain(body.region.first, i) * 2 >= body.total), end), end)
    if any(imprints.is_contact(each.text) for each in blocks[notice:end]):
        yield from range(notice, end)


def _is_of_office(body: Body, index: int) -> bool:
    """Whether it is such a heading, and stands elsewhere than the paragraphs above it do."""
    block, above = body.page.blocks[index], body.page.blocks[body.region.first : index]
    named = block.rank and _OFFICE.fullmatch(block.text.strip(" :"))
    return bool(named) and all(each.box.getparent() is not block.box.getparent() for each in above)


def _related(body: Body) -> Iterator[int]:
    """Boxes with links to other articles, each with its heading."""
    done = body.region.first
    for index in body.region:
        if index >= done and _is_headed(body.page.blocks[index]) and not _is_section(body, index):
            first, done = _box(body, index)
            yield from range(first, done)


def _is_headed(block: Block) -> bool:
    """Whether it is the heading of such a box, and not the link below an entry."""
    onwards = block.links and not block.rank and furniture.leads_on(block.text)
    return (furniture.starts_related(block.text) and not onwards) or _is_biography(block)


def _is_section(body: Body, index: int) -> bool:
    """Whether it leads to the section of the article, above its text."""
    block = body.page.blocks[index]
    above = index < body.first and not block.rank
    return above and block.linked == len(block.text) and furniture.is_section(block.text)


def _is_biography(block: Block) -> bool:
    """Whether it is a heading over some words about the writer, or begins with one that is set apart."""
    return furniture.starts_biography(next(block.pieces(), ""))


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
    if _is_biography(body.page.blocks[label]):
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
    """An entry of such a box: a link, its picture, its date; no player or document alone."""
    if block.media and not (block.text or block.links):
        return not any(map(media.is_player, (node for node in block.media if node.tag not in media.PICTURES)))
    if block.linked * 2 > len(block.text) or (block.media and block.links):
        return True
    about = datelines.has_day(block.text) or furniture.is_furniture(block.text) or not _WORD.search(block.text)
    return not block.rank and len(block.text) < 60 and about


_KINDS: Final = (
    _forms,
    comments.answered,
    comments.headed,
    _foot,
    copies.again,
    copies.twice,
    biographies.behind,
    _related,
    _facts,
    _adverts,
    comments.named,
    others.behind,
    others.between,
)
