"""What stands above a list: the nearest heading, or a line with a word that tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from feeder.extract.listing import days, words
from feeder.extract.listing import tabs as listing_tabs
from feeder.extract.listing.groups import FENCE, HEADINGS, MANY, backwards
from feeder.extract.markup import inner_text
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing.groups import Owners

_CAPTIONS = (*sorted(HEADINGS), "caption", "legend", "summary")
_AROUND = 100  # characters that may stand beside a heading in its box
_WITHIN = 20  # "Lihat semua", in a box among the items, which may be about something else
_SHORT = 60  # characters of a line that may be a heading


class Label(NamedTuple):
    """What a list is called. Lists with the same mark are below the same heading."""

    mark: HtmlElement | None = None  # the element that says it
    text: str = ""


class Labels:
    """The labels of a page. `headings` say the name of the page's own category, which may be one of `names`; `others`
    are the names of other ones; all of them folded."""

    def __init__(
        self,
        tree: HtmlElement,
        owner: Owners,
        headings: Sequence[HtmlElement],
        names: frozenset[str],
        others: frozenset[str],
    ) -> None:
        self._owner, self._headings, self._names, self._others = owner, headings, names, others
        self._known: dict[HtmlElement, Label] = {}
        self._tabs = listing_tabs.read(tree, owner)

    def above(self, element: HtmlElement) -> Label:
        """The nearest label: beside the element or beside what it stands in."""
        passed: list[HtmlElement] = []
        found = Label()
        for node in backwards(element):
            label = self._known.get(node) or self._tab(node) or self._beside(node.getprevious(), node)
            if label:
                found = label
                break
            passed.append(node)
        self._known.update(dict.fromkeys(passed, found))
        return found

    def foreign(self, label: str) -> float:
        """How surely a label is that of a list beside the page's own: 0 to 1."""
        return 0.0 if self.is_own(label) else 1.0 if fold(label) in self._others else words.sideline(label)

    def is_own(self, label: str) -> bool:
        """Whether it is the name of the page's own category."""
        return fold(label) in self._names or fold(words.bare_label(label)) in self._names

    def apart(self, element: HtmlElement) -> bool:
        """Whether an element among the items of a list begins another list."""
        if element in self._owner:
            return any(self.foreign(caption) for caption in captions(element))
        return element.tag != "a" and bool(self._telling(element))

    def _tab(self, node: HtmlElement) -> Label | None:
        """What the button that shows the element says."""
        text = self._tabs.of(node)
        doubt = self.foreign(text)
        own = 0.0 < doubt < 1.0 and self._heads(node.getparent())
        return Label(node, text) if text and (doubt or self.is_own(text)) and not own else None

    def _heads(self, box: HtmlElement | None) -> bool:
        """Whether the page's own heading stands in the box of the tabs: "Terbaru" is then its list, newest first."""
        return any(box in each.iterancestors() for each in self._headings)

    def _beside(self, before: HtmlElement | None, node: HtmlElement) -> Label | None:
        """What the sibling before, or the text between, says."""
        parent = node.getparent()
        between = before.tail if before is not None else parent.text if parent is not None else ""
        if between and words.sideline(between.strip(" :\t\r\n")):
            return Label(node, between.strip())
        if (
            before is None
            or before.tag == "a"
            or (before.tag == node.tag == "li" and next(before.iter("a"), None) is not None)  # an entry, too
            or before in self._tabs.buttons
            or self._owner.get(before, FENCE) != FENCE
        ):
            return None
        own = [each for each in self._headings if before in (each, *each.iterancestors())]
        marked = own or list(before.iter(*_CAPTIONS, *("th",) * (node.tag == "td")))  # the header of a row
        if not marked:
            return self._telling(before)
        label = Label(marked[-1], inner_text(marked[-1]))
        if days.is_period(label.text):  # divides a list, and does not name it
            return None
        around = _WITHIN if not own and self._is_among_items(before) else _AROUND
        return label if len(inner_text(before)) < len(label.text) + around else None

    def _is_among_items(self, box: HtmlElement) -> bool:
        """Whether a box has items of one make on both sides: the list goes on, and may have nothing to do with it."""
        if box.tag in _CAPTIONS:
            return False
        above, below = (self._makes(box.itersiblings(preceding=preceding)) for preceding in (True, False))
        return not above.isdisjoint(below)

    def _makes(self, elements: Iterable[HtmlElement]) -> set[tuple[str, str]]:
        """What the items among some elements look like."""
        items = (each for each in elements if self._owner.get(each, FENCE) not in (FENCE, MANY))
        return {(str(each.tag), each.get("class", "")) for each in items}

    def _telling(self, element: HtmlElement) -> Label | None:
        """The element as a label, if its words are those of a list beside the page's own."""
        text = inner_text(element)
        return Label(element, text) if len(text) < _SHORT and self.foreign(text) else None


def captions(element: HtmlElement) -> list[str]:
    """Headings in an element that are not the title of an item: neither linked, nor with no other link than
    "Selengkapnya" to stand for them."""
    found = list(element.iter(*_CAPTIONS))
    links = list(element.iter("a")) if found else []
    if not found or (links and all(words.is_more(inner_text(link)) for link in links)):
        return []
    linked = {node for link in links for node in (*link.iter(*_CAPTIONS), *link.iterancestors(*_CAPTIONS))}
    return [inner_text(caption) for caption in found if caption not in linked]
