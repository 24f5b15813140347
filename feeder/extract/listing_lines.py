"""What stands by an item, line by line: the segment as people read it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feeder.extract import listing_words as words
from feeder.extract.listing_groups import HEADINGS, Segment
from feeder.extract.markup import BLOCKS, UNSEEN

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = UNSEEN | {"svg", "select", "textarea", "iframe", "object"}
_STRONG = frozenset(("b", "strong", "dt", "th"))
_NOTE = 60  # characters
_PARAGRAPH = 110  # characters of a <p>, from which on it is no row of notes
_INLINE = frozenset(("a", "span", "em", "small", "i", "time", "b", "strong", "font", "label", "sup"))
_MARKS = HEADINGS | _STRONG


@dataclass(slots=True, eq=False)
class Line:
    """One line of text, and how it is marked."""

    text: str
    element: HtmlElement | None  # where the text begins; None between the elements of a list
    heading: bool
    linked: bool  # all of it leads to the item
    strong: bool


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
        known.linked |= line.linked
        known.strong |= line.strong
    return Said(tuple(lines.values()), reader.more)


class _Reader:
    """Collects text until a block ends."""

    def __init__(self, links: Container[HtmlElement]) -> None:
        self.lines: list[Line] = []
        self.more = False
        self._links = links
        self._parts: list[str] = []
        self._element: HtmlElement | None = None  # of the line so far, and how much of it is marked as what
        self._heading = self._linked = self._strong = 0
        self._depths = {"heading": 0, "linked": 0, "strong": 0}  # of open elements

    def walk(self, root: HtmlElement) -> None:
        from lxml.etree import iterwalk

        walk = iterwalk(root, events=("start", "end"))
        for event, node in walk:
            tag = node.tag
            if tag == "br" and self._depths["heading"]:
                self.add(" ", node)
            elif tag in BLOCKS or (tag in _INLINE and node not in self._links and _is_note(node)):
                self.flush()
            marked = tag in _MARKS or node in self._links
            if event == "start":
                if marked:
                    self._open(node, 1)
                if tag in _SKIPPED:
                    walk.skip_subtree()
                else:
                    self.add(node.text, node)
            else:
                if marked:
                    self._open(node, -1)
                if node is not root:
                    self.add(node.tail, node.getparent())

    def _open(self, node: HtmlElement, step: int) -> None:
        depths = self._depths
        if node.tag in HEADINGS:
            depths["heading"] += step
        elif node.tag in _STRONG:
            depths["strong"] += step
        elif node in self._links:
            self._drop_more(node, step)
            if "more" not in depths:
                self.flush()
            depths["linked"] += step

    def _drop_more(self, link: HtmlElement, step: int) -> None:
        """Leave out "Selengkapnya" where it ends a line of text."""
        said = " ".join("".join(link.itertext()).split()) if step > 0 else ""
        if said and words.is_more(said):
            self.more = True
            self._depths["more"] = 1
        elif step < 0:
            self._depths.pop("more", None)

    def add(self, text: str | None, element: HtmlElement | None) -> None:
        depths = self._depths
        if not text or (text.isspace() and not self._parts) or "more" in depths:
            return
        if self._element is None and not self._parts:
            self._element = element
        self._parts.append(text)
        size = len(text.strip())
        self._heading += size * bool(depths["heading"])
        self._linked += size * bool(depths["linked"])
        self._strong += size * bool(depths["strong"])

    def flush(self) -> None:
        """End the line."""
        if self._parts:
            self._end(" ".join("".join(self._parts).split()))
            self._parts, self._element = [], None
            self._heading = self._linked = self._strong = 0

    def _end(self, text: str) -> None:
        text, cut = words.without_more(text)
        self.more |= cut
        size = sum(len(part.strip()) for part in self._parts)
        if any(map(str.isalnum, text)):
            marks = (2 * marked > size for marked in (self._heading, self._linked, self._strong))
            heading, linked, strong = marks
            self.lines.append(Line(text, self._element, heading, linked, strong))


def _is_note(element: HtmlElement) -> bool:
    """Whether an element is no part of a sentence: a date, a count, an author or another link, with nothing but
    elements and signs beside it."""
    before = element.getprevious()
    parent = element.getparent()
    between = before.tail if before is not None else parent.text if parent is not None else ""
    if any(map(str.isalnum, between or "")) or any(map(str.isalnum, element.tail or "")):
        return False
    if parent is not None and parent.tag == "p" and len("".join(parent.itertext())) > _PARAGRAPH:
        return False  # a piece of a sentence that an editor has cut up
    said = "".join(element.itertext()).strip()
    if not said or len(said) > _NOTE:
        return False
    return element.tag == "a" or words.is_date(said) or words.is_views(said) or bool(words.author(said))
