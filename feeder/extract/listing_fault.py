"""What a page is that should be a listing, and says nothing of items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from feeder.errors import ExtractError
from feeder.extract import article_words, markup
from feeder.extract.listing import Listing
from feeder.model import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAMPLE = 4000  # characters that are searched for a program's message


def error(tree: HtmlElement) -> str:
    """The words that give an error page or a firewall's page away, "" if nothing does."""
    said = next((each for each in _headings(tree) if article_words.is_error(each)), "")
    return said or (_first_line(tree) if article_words.has_fault(markup.text(tree)[:_SAMPLE]) else "")


def is_end(found: Listing, tree: HtmlElement) -> bool:
    """Whether a page without items is a page past the last one: it says so, or has the marks of a listing."""
    return (found.known and found.empty) or ((found.known or found.empty) and not error(tree))


def refuse(tree: HtmlElement, document: Document, expected: str) -> ExtractError:
    """The error to raise for a page without items, which says what it looks like and what was expected."""
    name = document.name or document.url
    if said := error(tree):
        return ExtractError(name, f"an error page: {said[:80]}")
    if frame := markup.frame(tree, document.url):
        return ExtractError(name, f"the page is only a frame around {frame}: use that address instead")
    links = sum(1 for _ in tree.iter("a"))
    if not links and len(markup.text(tree)) < _LITTLE:
        return ExtractError(name, f"an almost empty page: expected {expected}; it may need a browser to fill it")
    return ExtractError(
        name, f"expected {expected}; none of the {links} links is one, and the page does not say that it is empty"
    )


_LITTLE = 200  # characters


def _headings(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("title", "h1", "h2", "h3"):
        said = " ".join("".join(element.itertext()).split())
        yield said
        if element.tag == "title":
            yield from re.split(r"\s[-–—|:»·]\s", said)
    yield _first_line(tree)


def _first_line(tree: HtmlElement) -> str:
    return markup.text(tree).partition("\n")[0][:200]
