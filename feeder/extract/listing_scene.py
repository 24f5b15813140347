"""What a listing page says of itself: what it is called, where that stands, and whether it is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feeder.extract import listing_words as words
from feeder.extract.listing_groups import FENCE, HEADINGS, MANY
from feeder.extract.listing_labels import said
from feeder.extract.listing_pages import Anchor
from feeder.normalise import addresses
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing_groups import Owners

_CAPTIONS = (*sorted(HEADINGS), "caption", "legend", "th")
_PLAIN = ("td", "div", "p", "span", "strong", "b", "font", "center", "section", "header", "dt", "li")
_NO_HEADING = frozenset(("a", "nav", "option", "button", "aside", "footer", "select"))
_LABEL = 60  # characters of a link to a category
_MOST = 4  # places where a page says what it is called
_NAME = 80  # characters of a category's name, with what is written around it


@dataclass(frozen=True, slots=True)
class Called:
    """What the page calls its own category, and those that it links to."""

    name: str  # "" where nothing says it
    listed: bool  # the page's own address is that of a category
    known: Mapping[str, str]  # names of categories by their folded form
    labels: frozenset[HtmlElement]  # links to categories

    @property
    def others(self) -> frozenset[str]:
        return frozenset(self.known) - {fold(self.name)}


def called(anchors: Iterable[Anchor], url: str, category: str) -> Called:
    """What the links of the page to listings of its host say; `category` is what to call its own otherwise."""
    own = addresses.listing(url)
    labels = [anchor for anchor in anchors if anchor.element.tag == "a" and anchor.listing]
    names = _names_of(labels, addresses.host(url))
    return Called(
        name=names.get(own.number, category) if own else category,
        listed=own is not None,
        known={fold(name): name for name in names.values()},
        labels=frozenset(anchor.element for anchor in labels),
    )


def _names_of(labels: Iterable[Anchor], host: str) -> dict[int, str]:
    """What most links to a category say, by its number."""
    counts: dict[int, Counter[str]] = {}
    for anchor in labels:
        listing, text = anchor.listing, said(anchor.element)
        leads = words.is_paging(text) or words.is_more(text) or words.is_next(text)
        if listing and listing.host == host and 2 < len(text) <= _LABEL and not leads:
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
