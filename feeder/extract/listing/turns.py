"""What stands on a link to another page of a list: a number, a word, a picture of an arrow, or a relation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feeder.extract.listing import days, words
from feeder.extract.markup import inner_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = re.compile(r"\d+")
_LONGEST = 20  # characters: "Halaman 3"
_PARTS = 6  # of a day and time
_MOST = 10_000  # pages; a greater number counts something else


def number(element: HtmlElement) -> int:
    """The page that a link names, 0 if there is no number on it, or more than that, or it is part of a day."""
    text = inner_text(element) if element.tag in ("a", "option") else ""
    numbers = _NUMBER.findall(text) if len(text) < _LONGEST and words.is_paging(text) else []
    page = int(numbers[0][:9]) if len(numbers) == 1 else 0
    return page if page < _MOST and not is_part_of_day(element) else 0


def is_part_of_day(element: HtmlElement) -> bool:
    """Whether its line is a day, of which each part leads to what came out then."""
    line = element.getparent()
    few = line is not None and len(line) <= _PARTS
    return few and days.is_date(inner_text(line))


def leads_on(element: HtmlElement) -> bool:
    """Whether it leads to the next page."""
    return is_related(element) or says_next(element)


def is_related(element: HtmlElement) -> bool:
    """Whether it leads to the next page by its relation (HTML, section 4.6.7)."""
    return "next" in element.get("rel", "").lower().split()


def says_next(element: HtmlElement) -> bool:
    """Whether it is called "Berikutnya", by its text, by its picture, or for those who see neither."""
    return words.is_next(said(element))


def said(element: HtmlElement) -> str:
    """What it is called."""
    text = inner_text(element) or element.get("aria-label", "") or element.get("title", "")
    return str(text or next((each.get("alt", "") for each in element.iter("img")), ""))
