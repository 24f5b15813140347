"""What stands by an item, line by line: the segment as people read it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from feeder.extract import furniture
from feeder.extract.listing import days, turns, words
from feeder.extract.listing.groups import HEADINGS, Segment
from feeder.extract.markup import BLOCKS, UNSEEN, inner_text, is_within_words
from feeder.normalise.text import are_apart

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = UNSEEN | {"svg", "select", "textarea", "iframe", "object"}
_STRONG = frozenset(("b", "strong", "dt", "th", "summary"))
_NOTE = 60  # characters
_PIECES = 40  # pieces of text that are looked at
_PARAGRAPH = 110  # characters of a <p>, from which on it is a sentence that an editor has cut up
_INLINE = frozenset(("a", "span", "em", "small", "i", "time", "b", "strong", "font", "label", "sup"))
_ASIDE = _INLINE - {"a", "b", "strong", "em"}  # what stresses a part of a title is part of it
_TITLES = HEADINGS | _STRONG
_MARKED = HEADINGS | _STRONG | {"a"}
_KINDS = ("heading", "strong", "linked", "away")
_REPLIES = re.compile(r"(?:댓글|코멘트|コメント|评论|評論)\s*[(\[]?\d+[)\]]?\s*(?:개|건|件|条|則)?")
_MORE = "more"  # within "Selengkapnya", which is left out


@dataclass(slots=True, eq=False)
class Line:
    """One line of text, and how most of it is marked."""

    text: str
    element: HtmlElement | None  # where the text begins; None between the elements of a list
    heading: bool
    strong: bool
    linked: bool  # it leads to the item
    away: bool  # it leads elsewhere


@dataclass(frozen=True, slots=True)
class Said:
    lines: tuple[Line, ...]
    more: bool  # "Selengkapnya" stands there: the text is shortened


def read(segment: Segment, links: Container[HtmlElement]) -> Said:
    """The lines of a segment, each once, without "Selengkapnya". `links` lead to the item."""
    reader = _Reader(links)
    for piece in segment.pieces:
        if isinstance(piece, str):
            reader.add(piece, None)
        else:
            reader.walk(piece)
    reader.flush()
    if all(line.linked for line in reader.lines):
        for line in reader.lines:  # the link holds everything, and tells nothing apart
            line.linked = False
    lines: dict[str, Line] = {}
    for line in reader.lines:
        known = lines.setdefault(line.text, line)
        known.heading |= line.heading
        known.strong |= line.strong
        known.linked |= line.linked
    return Said(tuple(lines.values()), reader.more)


def _without_replies(parts: Sequence[str]) -> Sequence[str]:
    """The parts of a line without elements at its end that count comments: "댓글", "2", "개"."""
    for place in range(1, len(parts)):
        if _REPLIES.fullmatch("".join(parts[place:]).strip()):
            return parts[:place]
    return parts


class _Reader:
    """Collects text until a block ends."""

    def __init__(self, links: Container[HtmlElement]) -> None:
        self.lines: list[Line] = []
        self.more = False
        self._links = links
        self._within = dict.fromkeys((*_KINDS, _MORE), 0)  # open elements of each kind
        self._parts: list[str] = []  # of the line so far
        self._sizes = dict.fromkeys(_KINDS, 0)  # characters of it that are marked as each kind
        self._element: HtmlElement | None = None

    def walk(self, root: HtmlElement) -> None:
        from lxml.etree import iterwalk

        walk = iterwalk(root, events=("start", "end"))
        for event, node in walk:
            tag, begins = node.tag, event == "start"
            if tag == "br" and self._within["heading"]:
                self.add(" ", node)
            elif tag in BLOCKS or "-" in tag or (tag in _INLINE and node not in self._links and self._is_note(node)):
                self.flush()
            if tag in _MARKED or node in self._links:
                self._mark(node, 1 if begins else -1)
            if not begins:
                self.add(node.tail if node is not root else "", node.getparent(), node)
            elif tag in _SKIPPED:
                walk.skip_subtree()
            else:
                self.add(node.text, node, node)

    def _mark(self, node: HtmlElement, step: int) -> None:
        if node in self._links:
            leads = words.is_more(inner_text(node))
            self.more |= leads
            if not leads:
                self.flush()
            self._within[_MORE if leads else "linked"] += step
        else:
            kind = "heading" if node.tag in HEADINGS else "away" if node.tag == "a" else "strong"
            self._within[kind] += step

    def add(self, text: str | None, element: HtmlElement | None, edge: HtmlElement | None = None) -> None:
        """Go on with a text in an element, behind the beginning or the end of one (`edge`)."""
        if not text or (text.isspace() and not self._parts) or self._within[_MORE]:
            return
        if self._parts and are_apart(self._parts[-1], text) and not (edge is not None and is_within_words(edge)):
            self.flush()
        if not self._parts:
            self._element = element
        self._parts.append(text)
        size = len(text.strip())
        for kind in _KINDS:
            if self._within[kind]:
                self._sizes[kind] += size

    def flush(self) -> None:
        """End the line."""
        if not self._parts:
            return
        text, cut = words.without_more(" ".join("".join(_without_replies(self._parts)).split()))
        self.more |= cut
        if any(map(str.isalnum, text)):
            size = sum(len(part.strip()) for part in self._parts)
            marks = {kind: 2 * marked > size for kind, marked in self._sizes.items()}
            self.lines.append(Line(text, self._element, **marks))
        self._parts, self._element, self._sizes = [], None, dict.fromkeys(_KINDS, 0)

    def _is_note(self, element: HtmlElement) -> bool:
        """Whether an element is no part of a sentence: a date, a count, an author or another link, with nothing but
        elements and signs beside it; a date that ends a title, or the name of a section at either end of one."""
        before, parent = element.getprevious(), element.getparent()
        between = before.tail if before is not None else parent.text if parent is not None else ""
        said = " ".join("".join(islice(element.itertext(), _PIECES)).split())
        if not said or len(said) > _NOTE or turns.is_part_of_day(element):
            return False
        follows, leads = (any(map(str.isalnum, text or "")) for text in (between, element.tail))
        if follows or leads:
            titled = parent is not None and (parent.tag in _TITLES or parent in self._links) and element.tag in _ASIDE
            alone = element.getnext() is None if follows else before is None
            named = furniture.is_section(said) and said[:1].isupper()
            apart = named and (follows or not (element.tail or "").strip()[:1].islower())
            apart = apart or (follows and days.is_date(said))
            return titled and alone and apart and not (follows and leads)
        if not (element.tag == "a" or days.is_date(said) or words.is_views(said) or words.author(said)):
            return False
        return parent is None or parent.tag != "p" or len("".join(islice(parent.itertext(), _PIECES))) <= _PARAGRAPH
