"""Rows of a list that lie in one another, because an excerpt left a box open: put side by side.

A program that cuts markup off after so many characters leaves `<div>` or `<table><tr><td>` open in one row. The next
row then begins within that one, and with it all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    _Kind: TypeAlias = tuple[str, ...]

_ROWS: Final = ("div", "li", "article", "section", "tr", "a")
_LISTS: Final = ("ul", "ol", "dl", "nav", "menu")  # are made for rows
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_SEVERAL: Final = 3  # rows that make a list
_ALIKE: Final = 0.6  # of the kinds of elements in two rows
_NUMBERS: Final = re.compile(r"\d{3,}|\b(?:odd|even|first|last)\b")


def close(root: HtmlElement) -> None:
    """Put rows behind the one that was left open before them, with all that follows there."""
    kinds: dict[_Kind, list[HtmlElement]] = {}
    for element in root.iter(*_ROWS):
        kind = _kind(element)
        if kind == ("div", ""):  # may be anything: told by how it begins
            kind += _kind(element[0]) if len(element) else ("",)
        kinds.setdefault(kind, []).append(element)
    for rows in kinds.values():
        if len(rows) >= _SEVERAL:
            _close(rows)


def _close(rows: Sequence[HtmlElement]) -> None:
    """Those of one kind: one was left open if no other follows beside it, and a box for rows holds none of them."""
    known = set(rows)
    holders: dict[HtmlElement | None, HtmlElement | None] = {}  # what rows beside one another lie in, looked up once
    for row in rows:
        parent = row.getparent()
        if parent not in holders:
            holders[parent] = next((each for each in row.iterancestors(str(row.tag)) if each in known), None)
        outer = holders[parent]
        if outer is None:
            continue
        known.discard(outer)  # the first that lies in it tells
        holders.clear()
        made = any(each.tag in _LISTS for each in _between(row, outer)) or not _goes_on(row)
        if not made and known.isdisjoint(outer.itersiblings()) and _is_alike(outer, row):
            for each in reversed(_rest(row, outer)):
                outer.addnext(each)


def _kind(element: HtmlElement) -> _Kind:
    """Element and class, without what counts the rows."""
    return str(element.tag), _without_numbers(element.get("class", ""))


@lru_cache(maxsize=1024)
def _without_numbers(names: str) -> str:
    return " ".join(_NUMBERS.sub("", names).split())


def _goes_on(row: HtmlElement) -> bool:
    """Whether something stands before it in its box, which so was not made for what it begins with."""
    above = row.getparent()
    return row.getprevious() is not None or (above is not None and bool((above.text or "").strip()))


def _is_alike(outer: HtmlElement, row: HtmlElement) -> bool:
    """Whether what stands in the outer one above the other is a row like that, and leads elsewhere."""
    own = list(takewhile(lambda each: each is not row, outer.iter()))
    inner = list(islice(row.iter(), len(own)))
    kinds, others = ({_kind(each) for each in those} for those in (own, inner))
    kinds -= {_kind(each) for each in _between(row, outer)} - others  # what was left open
    links, places = ({each.get("href") for each in those if each.tag == "a"} for those in (own, inner))
    ranks = {next((each.tag for each in those if each.tag in _HEADINGS), None) for those in (own, inner)}
    alike = len(kinds & others) >= _ALIKE * len(kinds | others) and len(ranks) == 1
    return alike and bool(links - places) and bool(places - links)


def _rest(row: HtmlElement, outer: HtmlElement) -> list[HtmlElement]:
    """The row, and what follows it within the outer one; text goes with the element before it."""
    found = [row]
    for node in (row, *_between(row, outer)):
        if node is not row and node.tail:
            found[-1].tail, node.tail = (found[-1].tail or "") + node.tail, None
        found.extend(node.itersiblings())
    return found


def _between(row: HtmlElement, outer: HtmlElement) -> Iterator[HtmlElement]:
    """What the row lies in, within the outer one."""
    return takewhile(lambda each: each is not outer, row.iterancestors())
