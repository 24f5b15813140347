"""What a page is that should be a listing, and says nothing of items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from feeder.errors import ExtractError
from feeder.extract import ending, error_pages, feeds, markup
from feeder.extract.listing import BESIDE, Listing
from feeder.extract.listing import places as listing_places
from feeder.extract.markup import inner_text
from feeder.model import Document

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAMPLE = 4000  # characters that are searched for a program's message
_LITTLE = 200  # characters of an almost empty page


def error(tree: HtmlElement) -> str:
    """The words that give an error page or a firewall's page away, "" if nothing does."""
    headings = list(_headings(tree))
    told = next(filter(error_pages.is_heading, headings), "")
    return told or (
        headings[-1] or "a program's message" if error_pages.has_message(markup.text(tree)[:_SAMPLE]) else ""
    )


def is_end(found: Listing, tree: HtmlElement, url: str, *, first: bool = False) -> bool:
    """Whether a page without items is a page past the last one: it says so, or has the marks of a listing. A frame
    around another page is none, and a first page has items, even if we cannot tell which, unless it says that it has
    none; `first` says that it is the page at which the walk began."""
    others = first and any(each.reason == BESIDE for each in found.dropped)
    more = found.next or others or (first and found.pages > 1)
    goes_on = more and not found.empty and listing_places.place(url).page <= 1
    if goes_on or markup.frames(tree, url):
        return False
    return (found.known and found.empty) or ((found.empty or (found.known and not first)) and not error(tree))


def refuse(
    tree: HtmlElement,
    document: Document,
    expected: str,
    found: Listing | None = None,
    *,
    remedy: str = "",
    data: str = "",
) -> ExtractError:
    """The error to raise for a page without items, which says what it looks like and what was expected; `found` is what
    was read of it, `remedy` what to do if it is a list all the same, and `data` what is to say of its data."""
    name = document.name or document.url
    if feeds.is_feed(document):
        return ExtractError(name, "this is a feed, and no page: use kind: feed")
    if words := error(tree):
        return ExtractError(name, f"an error page: {words[:80]}")
    if frames := markup.frames(tree, document.url):
        which = "that address" if len(frames) == 1 else "the one that lists the news"
        return ExtractError(name, f"the page is only a frame around {' and '.join(frames)}: use {which} instead")
    beside = [each.what for each in found.dropped if each.reason == BESIDE] if found else []
    if beside:
        names = f"the {len(beside)} on the page look like another one's (popular, latest, archive), as {beside[0]}"
        return ExtractError(name, f"expected a list of {expected}; {names}; kind: selectors can name its items")
    if data or ending.of(document.body) is ending.Ending.CUT:
        return ExtractError(name, f"{data or 'the page breaks off in the middle'}: expected {expected}")
    links = sum(1 for _ in tree.iter("a"))
    if not links and len(markup.text(tree)) < _LITTLE:
        return ExtractError(name, f"an almost empty page: expected {expected}; it may need a browser to fill it")
    said = f"expected {expected}; none of the {links} links is one, and the page does not say that it is empty"
    return ExtractError(name, f"{said}; {remedy}" if remedy else said)


def _headings(tree: HtmlElement) -> Iterator[str]:
    """What stands in large letters, and the first line of all."""
    for element in tree.iter("title", "h1", "h2", "h3"):
        heading = inner_text(element)
        yield heading
        if element.tag == "title":
            yield from re.split(r"\s[-–—|:»·]\s", heading)
    yield markup.text(tree).partition("\n")[0]
