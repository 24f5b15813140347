"""Items of a list that have addresses of another kind than most: a video among the articles, a page of another section.

They stand in rows made like those of the items, on the same site. A row that lacks the day that the others have is an
advertisement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from feeder.extract.listing import words
from feeder.extract.listing.labels import said
from feeder.extract.listing.pages import Anchor
from feeder.normalise import addresses
from feeder.normalise.text import count

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEW = 4  # rows that show how rows are made here
_WORDS = 3  # of a title
_DAYS = 90  # characters at either end of a row, where its day stands

_Rows = dict[tuple["HtmlElement", str, str], set["HtmlElement"]]


def further(anchors: Sequence[Anchor], items: frozenset[str]) -> frozenset[str]:
    """The addresses of further items; `anchors` are all links of the page, `items` the addresses of those known."""
    held, leading, hosts = _held(anchors, items), _by_element(anchors), frozenset(map(addresses.host, items))
    found: set[str] = set()
    for (box, tag, name), rows in _rows(anchors, items, held).items():
        others = [each for each in box if (each.tag, each.get("class", "")) == (tag, name) and each not in held]
        if len(rows) < _FEW or len(others) > len(rows):
            continue
        dated = sum(map(_is_dated, rows)) * 2 > len(rows)
        wanted = (row for row in others if _is_dated(row) or not dated)
        found.update(address for row in wanted if (address := _address(row, leading)))
    return frozenset(address for address in found if addresses.host(address) in hosts)


def _held(anchors: Iterable[Anchor], items: frozenset[str]) -> dict[HtmlElement, set[str]]:
    """The items that each element holds links to."""
    held: dict[HtmlElement, set[str]] = defaultdict(set)
    for anchor in anchors:
        if anchor.url in items:
            for node in (anchor.element, *anchor.element.iterancestors()):
                held[node].add(anchor.url)
    return held


def _rows(anchors: Iterable[Anchor], items: frozenset[str], held: Mapping[HtmlElement, set[str]]) -> _Rows:
    """The largest elements that hold one item, by what they stand in and how they are made."""
    rows: _Rows = defaultdict(set)
    for row in (_row(anchor.element, held) for anchor in anchors if anchor.url in items):
        if (box := row.getparent()) is not None:
            rows[box, str(row.tag), row.get("class", "")].add(row)
    return rows


def _row(element: HtmlElement, held: Mapping[HtmlElement, set[str]]) -> HtmlElement:
    """The largest element around a link that holds links to the same item alone."""
    while (around := element.getparent()) is not None and len(held[around]) == 1:
        element = around
    return element


def _by_element(anchors: Iterable[Anchor]) -> dict[HtmlElement, list[Anchor]]:
    found: dict[HtmlElement, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        found[anchor.element].append(anchor)
    return found


def _address(row: HtmlElement, leading: Mapping[HtmlElement, list[Anchor]]) -> str:
    """Where a row leads: its only address with a title. "" for a button, and for a list of its own."""
    there = (anchor for element in row.iter() for anchor in leading.get(element, ()))
    titled = {anchor.url for anchor in there if _is_title(said(anchor.element))}
    return titled.pop() if len(titled) == 1 else ""


def _is_title(text: str) -> bool:
    return count(text) >= _WORDS and not (words.is_next(text) or words.is_paging(text))


def _is_dated(row: HtmlElement) -> bool:
    line = " ".join("".join(row.itertext()).split())
    return words.is_dated(line[:_DAYS]) or words.is_dated(line[-_DAYS:])
