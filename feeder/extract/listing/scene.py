"""What is known of a listing page before its list is chosen: what the page is about, and what frames its list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feeder.extract.listing import words
from feeder.extract.listing.groups import MANY, Link, in_item
from feeder.extract.listing.order import Order
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing.groups import Group, Owners


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known, each with the elements that say it."""

    owner: Owners
    order: Mapping[HtmlElement, int]
    headings: Sequence[HtmlElement]  # name the page's category
    pages: Sequence[HtmlElement]  # links to other pages of the listing
    names: frozenset[str]  # of the page's category, folded
    others: frozenset[str]  # names of other categories, folded
    empty: Sequence[HtmlElement]  # say that there is nothing
    links: Sequence[Link]  # to items
    sliding: frozenset[HtmlElement]  # show what they hold in turn
    rules: Sequence[HtmlElement]  # divide the page
    newest: Order  # what tells new items from old ones
    own: str  # the page's address, canonical and without what says which page it is

    def frame(self) -> HtmlElement | None:
        """The smallest element that holds both pagination and items."""
        nodes = self.pages[-1].iterancestors() if self.pages else ()
        return next((node for node in nodes if self.owner.get(node) == MANY), None)

    def is_below(self, groups: Iterable[Group]) -> bool:
        """Whether the addresses of all items lie below that of the page, and so in its category."""
        places = (self.newest.addresses[segment.key] for group in groups for segment in group.segments)
        return "/" in self.own and all(addresses.canonical(each).startswith(f"{self.own}/") for each in places)

    def bounds(self) -> tuple[int, int]:
        """Where the page's heading ends and its pagination begins."""
        top = self.order[self.headings[0]] if self.headings else -1
        return top, self.order[self.pages[-1]] if self.pages else len(self.order)

    def leads(self) -> bool:
        """Whether the pagination stands above the list."""
        frame, (top, bottom) = self.frame(), self.bounds()
        links = [] if frame is None else [self.order[each] for each in frame.iter("a") if each in self.owner]
        items = {place for place in links if place > top} - {self.order[page] for page in self.pages}
        return bool(items) and min(items) > bottom


def says_empty(tree: HtmlElement, owner: Owners) -> list[HtmlElement]:
    """Where the page says, outside of all items, that there is nothing to show."""
    return [element for element in _empty(tree) if not in_item(element, owner)]


def _empty(tree: HtmlElement) -> Iterator[HtmlElement]:
    for element in tree.iter(
        "p", "div", "td", "li", "span", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "center"
    ):
        if element.text and words.says_empty(element.text.strip()):
            yield element
