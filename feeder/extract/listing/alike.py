"""Rows that are made alike, whatever the addresses are that they lead to.

A list may lead to pages, files and other sites by turns; what its items have in common then is the place where they
stand on the page, the element that each of them is, and that each leads somewhere by a title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feeder.extract.listing import days, words
from feeder.extract.listing.labels import said
from feeder.extract.listing.pages import Anchor
from feeder.normalise.text import count

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEW = 4  # rows that make a list
_WORDS = 3  # of a title
_PLAIN = frozenset(("div", "span", "p", "td", "section", "font", "b", "strong"))  # mean nothing by themselves
_NUMBERS = re.compile(r"\d+|\b(?:odd|even|first|last)\b")

_Leading = Mapping["HtmlElement", Sequence[Anchor]]


@dataclass(frozen=True, slots=True)
class Row:
    """One of several elements that are made alike."""

    element: HtmlElement
    url: str  # where it leads by its title, "" if it has none
    sure: bool  # it has no other that is nearly as long
    lesser: frozenset[str]  # where its other titles lead, if it is sure
    dated: bool


def rows(anchors: Iterable[Anchor]) -> list[tuple[Row, ...]]:
    """The sets of rows that are made alike, most of which lead somewhere by a title, each somewhere else."""
    leading: dict[HtmlElement, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        leading[anchor.element].append(anchor)
    makes = _Makes()
    for element in leading:
        makes.of(element)
    alike = (elements for elements in makes.elements.values() if len(elements) >= FEW)
    found = (tuple(_row(each, leading) for each in elements) for elements in alike)
    return [each for each in found if _is_list(each)]


class _Makes:
    """What elements have in common, as a number: the elements around them, their own, and the first word of the class
    of one that means nothing by itself."""

    def __init__(self) -> None:
        self.elements: dict[int, list[HtmlElement]] = defaultdict(list)
        self._numbers: dict[tuple[int, str, str], int] = {}
        self._known: dict[HtmlElement, int] = {}

    def of(self, element: HtmlElement) -> int:
        """The number of an element's make; it and all elements around it are kept by theirs."""
        line = [element]
        while line[-1] not in self._known and (above := line[-1].getparent()) is not None:
            line.append(above)
        number = self._known.get(line[-1], 0)
        for node in reversed(line):
            if node not in self._known:
                number = self._numbers.setdefault((number, str(node.tag), _kind(node)), len(self._numbers) + 1)
                self._known[node] = number
                self.elements[number].append(node)
        return number


def _kind(element: HtmlElement) -> str:
    words = element.get("class", "").split() if element.tag in _PLAIN else ()
    return _NUMBERS.sub("", "".join(words[:1]))


def _is_list(found: Sequence[Row]) -> bool:
    leading = [row.url for row in found if row.url]
    places = len(set(leading))
    return places >= FEW and len(leading) * 5 >= len(found) * 3 and places * 5 >= len(leading) * 4


def _row(element: HtmlElement, leading: _Leading) -> Row:
    line = " ".join("".join(element.itertext()).split())
    url, sure, lesser = _address([each for node in element.iter() for each in leading.get(node, ())], line)
    return Row(element, url, sure, lesser, days.is_dated_at_an_end(line))


def _address(anchors: Sequence[Anchor], line: str) -> tuple[str, bool, frozenset[str]]:
    """Where a row leads: by the longest title, or by "Selengkapnya" and the like if it has none that is a link; whether
    that is sure, and where its lesser titles lead."""
    titles = {each.url: text for each in anchors if _is_title(text := said(each.element))}
    if titles:
        first, *others = sorted(titles, key=lambda url: -len(titles[url]))
        sure = not any(len(titles[other]) * 2 >= len(titles[first]) for other in others)
        return first, sure, frozenset(others if sure else ())
    plain = {each.url for each in anchors if words.is_more(said(each.element))}
    return (plain.pop() if len(plain) == 1 and count(line) >= _WORDS else "", True, frozenset())


def _is_title(text: str) -> bool:
    return count(text) >= _WORDS and not (words.is_next(text) or words.is_paging(text) or words.is_more(text))
