"""The days, months and years that a list is divided by: each stands once, above all the items that it holds for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from feeder.extract.listing import days
from feeder.extract.listing.groups import Segment, backwards
from feeder.extract.listing.lines import Said
from feeder.extract.listing.scene import Scene
from feeder.extract.markup import inner_text
from feeder.normalise.relative import is_relative

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 45  # characters
_TALLEST = 50  # rows of a cell


def above(segments: Sequence[Segment], scene: Scene) -> list[str]:
    """What stands above each item, "" where nothing does.

    A day that stands above all of them is not believed: it may be the one on which the page was made.
    """
    finder = _Finder(scene)
    firsts = (next((each for each in segment.elements if each in scene.owner), None) for segment in segments)
    found = [finder.above(first) for first in firsts]
    told = {text for text in found if days.is_dated(text)}
    return [""] * len(found) if len(told) == 1 and told.issuperset(found) else found


def apart(lines: Sequence[Said], periods: Sequence[str]) -> list[Said]:
    """What stands by each item, without the period that begins below it: only where one stands above the first item,
    and none below the last. Otherwise it is the item's own day."""
    if not periods or not periods[0] or any(days.is_period(line.text) for line in lines[-1].lines):
        return [*lines]
    return [_without(said, *ends) for said, ends in zip(lines, pairwise([*periods, ""]), strict=True)]


def _without(said: Said, own: str, following: str) -> Said:
    if following == own:
        return said
    return replace(said, lines=tuple(line for line in said.lines if line.text != following))


def _beside(row: HtmlElement) -> Iterator[HtmlElement]:
    """The cells of rows above that stand beside this one, too (HTML, section 4.9.12)."""
    for distance, above in enumerate(islice(row.itersiblings("tr", preceding=True), _TALLEST), 1):
        for cell in above.iterchildren("td", "th"):
            spanned = cell.get("rowspan", "").strip()
            if spanned.isdecimal() and (int(spanned[:6]) > distance or int(spanned[:6]) == 0):
                yield cell


class _Finder:
    """Looks back from an item, remembering what was found on the way."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[HtmlElement, str] = {}

    def above(self, element: HtmlElement | None) -> str:
        passed: list[HtmlElement] = []
        found = ""
        for node in backwards(element):
            if node in self._known:
                found = self._known[node]
                break
            passed.append(node)
            before = node.getprevious()
            if node.tag == "tr" and (text := next(filter(None, map(self._period, _beside(node))), "")):
                found = text
                break
            if before is not None and (text := self._period(before)):
                found = text if days.has_year(text) or is_relative(text) else days.within(text, self.above(before))
                break
            if before in self._scene.headings:
                break
        self._known.update(dict.fromkeys(passed, found))
        return found

    def _period(self, element: HtmlElement) -> str:
        """The element as a period, if that is all it says."""
        if element in self._scene.owner or not isinstance(element.tag, str):
            return ""
        text = inner_text(element)
        return text if len(text) <= _LONGEST and days.is_period(text) else ""
