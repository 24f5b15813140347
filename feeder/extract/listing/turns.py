"""What stands on a link to another page of a list: a number, a word, a picture of an arrow, or a relation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from feeder.extract.listing import words
from feeder.extract.markup import inner_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = re.compile(r"\d+")
_LONGEST = 20  # characters: "Halaman 3"
_MOST = 10_000  # pages; a greater number counts something else


def number(element: HtmlElement) -> int:
    """The page that a link names, 0 if there is no number on it, or more than that."""
    text = inner_text(element) if element.tag in ("a", "option") else ""
    numbers = _NUMBER.findall(text) if len(text) < _LONGEST and words.is_paging(text) else []
    page = int(numbers[0][:9]) if len(numbers) == 1 else 0
    return page if page < _MOST else 0


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
