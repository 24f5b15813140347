"""What a listing page says of itself: what it is called, where that stands, and whether it is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from feeder.extract import listing_words as words
from feeder.extract.listing_groups import FENCE, HEADINGS, MANY
from feeder.extract.listing_labels import said
from feeder.extract.listing_pages import Anchor
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing_groups import Owners

_CAPTIONS = (*sorted(HEADINGS), "caption", "legend", "th")
_PLAIN = ("td", "div", "p", "span", "strong", "b", "font", "center", "section", "header", "dt", "li")
_NO_HEADING = frozenset(("a", "nav", "option", "button", "aside", "footer", "select"))
_MOST = 4  # places where a page says what it is called
_NAME = 80  # characters of a category's name, with what is written around it


def names(labels: Iterable[Anchor], host: str) -> dict[int, str]:
    """What the page calls the categories that it links to, by number. `labels` are links to listings."""
    counts: dict[int, Counter[str]] = {}
    for anchor in labels:
        listing = anchor.listing
        text = said(anchor.element)
        leads = words.is_paging(text) or words.is_more(text) or words.is_next(text)
        if listing and listing.host == host and 2 < len(text) <= 60 and not leads:
            counts.setdefault(listing.number, Counter())[words.bare_label(text)] += 1
    return {number: texts.most_common(1)[0][0] for number, texts in counts.items()}


def headings(tree: HtmlElement, name: str, owner: Owners) -> list[HtmlElement]:
    """The elements that say the category's name outside of all items; if the name is not known, the heading that the
    page's title repeats. Mostly one; a ticker or a side bar may be called like the category."""
    wanted = fold(name)
    if not wanted:
        return _titled(tree, owner)
    first = wanted.partition(" ")[0]
    near = [each for each in tree.iter(*_CAPTIONS, *_PLAIN) if each.text and first in each.text.casefold()]
    captions = [each for each in tree.iter(*_CAPTIONS) if each not in near]
    named = (each for each in (*near, *captions) if each not in owner and _names(each, wanted))
    found = [each for each in named if _may_head(each)]
    outside = [each for each in found if not _in_item(each, owner)]
    marked = [each for each in outside if each.tag in _CAPTIONS]
    if len(outside) > _MOST:  # labels of items
        return marked if len(marked) <= _MOST else []
    return found if not marked and len(found) == len(outside) + 1 else outside  # the box of an only item holds all


def _names(element: HtmlElement, wanted: str) -> bool:
    own = element.text or ""
    if len(own) > _NAME or (element.tag in _PLAIN and not own.strip()):
        return False
    text = said(element)
    return len(text) <= _NAME and wanted in (fold(text), fold(words.bare_label(text)))


def _titled(tree: HtmlElement, owner: Owners) -> list[HtmlElement]:
    title = fold(" ".join(tree.xpath("string(//title)").split()))
    for element in tree.iter("h1", "h2", "h3"):
        text = fold(said(element))
        if len(text) > 3 and text in title and not _in_item(element, owner) and _may_head(element):
            return [element]
    return []


def _may_head(element: HtmlElement) -> bool:
    return not any(node.tag in _NO_HEADING for node in element.iterancestors())


def _in_item(element: HtmlElement, owner: Owners) -> bool:
    """Whether it stands in an element that belongs to one item."""
    nodes = (element, *element.iterancestors())
    return next((owner[node] for node in nodes if node in owner), MANY) not in (MANY, FENCE)


def says_empty(tree: HtmlElement, owner: Owners) -> bool:
    """Whether the page says, outside of all items, that there is nothing to show."""
    return any(not _in_item(element, owner) for element in _empty(tree))


def _empty(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter(
        "p", "div", "td", "li", "span", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "center"
    ):
        if element.text and words.says_empty(element.text.strip()):
            yield element


def known(names: Mapping[int, str]) -> dict[str, str]:
    """Names of categories by their folded form."""
    return {fold(name): name for name in names.values()}
