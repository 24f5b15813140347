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
from feeder.extract.listing.anchors import Anchor
from feeder.extract.markup import inner_text
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
    buttons = _buttons(anchor for each in leading.values() for anchor in each)
    makes = _Makes()
    for element in leading:
        makes.of(element)
    alike = (elements for elements in makes.elements.values() if len(elements) >= FEW)
    found = (tuple(_row(each, leading, buttons) for each in elements) for elements in alike)
    return [each for each in found if _is_list(each)]


def _buttons(anchors: Iterable[Anchor]) -> frozenset[str]:
    """What stands on links to several places, and so is the title of none: "Abstrak", "Unduh peraturan"."""
    places: dict[str, set[str]] = defaultdict(set)
    for anchor in anchors:
        places[inner_text(anchor.element)].add(anchor.url)
    return frozenset(text for text, urls in places.items() if len(urls) >= FEW)


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


def _row(element: HtmlElement, leading: _Leading, buttons: frozenset[str]) -> Row:
    line = " ".join(" ".join(element.itertext()).split())  # cells may touch
    anchors = [each for node in element.iter() for each in leading.get(node, ())]
    titles = {each.url: text for each in anchors if _is_title(text := inner_text(each.element)) and text not in buttons}
    url, sure, lesser = _by_title(titles) if titles else _by_button(anchors, line, buttons)
    return Row(element, url, sure, lesser, days.is_dated_at_an_end(line))


def _by_title(titles: Mapping[str, str]) -> tuple[str, bool, frozenset[str]]:
    """Where a row leads, by the longest title; whether that is sure, and where its lesser titles lead."""
    first, *others = sorted(titles, key=lambda url: -len(titles[url]))
    sure = not any(len(titles[other]) * 2 >= len(titles[first]) for other in others)
    return first, sure, frozenset(others if sure else ())


def _by_button(anchors: Sequence[Anchor], line: str, buttons: frozenset[str]) -> tuple[str, bool, frozenset[str]]:
    """The same of a row whose title is no link: by "Selengkapnya", or the first of several buttons."""
    named = [
        (text, each.url) for each in anchors if (text := inner_text(each.element)) in buttons or words.is_more(text)
    ]
    texts, urls = [text for text, _ in named], list(dict.fromkeys(url for _, url in named))
    alone = len(urls) == 1 or (buttons.issuperset(texts) and len(set(texts)) == len(texts))
    titled = count(line) - sum(map(count, texts)) >= _WORDS or days.is_dated_at_an_end(line)
    return (urls[0], True, frozenset(urls[1:])) if urls and alone and titled else ("", True, frozenset())


def _is_title(text: str) -> bool:
    return count(text) >= _WORDS and not (words.is_next(text) or words.is_paging(text) or words.is_more(text))
