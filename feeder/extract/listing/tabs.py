"""Tabs: buttons side by side, each of which shows one of several panes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feeder.extract.listing.groups import FENCE
from feeder.extract.markup import inner_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing.groups import Owners

_BUTTONS = ("a", "button", "li", "label", "span", "div")
_REFERENCES = ("href", "data-target", "data-bs-target", "aria-controls", "data-tab")
_LONGEST = 40  # characters of what stands on a button
_MOST = 12  # buttons


@dataclass(frozen=True, slots=True)
class Tabs:
    """What stands on the button of each pane, and the buttons themselves."""

    by_id: dict[str, str] = field(default_factory=dict)
    by_place: dict[HtmlElement, str] = field(default_factory=dict)
    buttons: set[HtmlElement] = field(default_factory=set)

    def of(self, element: HtmlElement) -> str:
        """The text of the element's button, "" if it is no pane."""
        return self.by_place.get(element, "") or self.by_id.get(element.get("id", ""), "")


def read(tree: HtmlElement, owner: Owners) -> Tabs:
    """The tabs of a page, known by what a button refers to, or by their number: as many panes as buttons."""
    found = Tabs()
    for element in tree.iter(*_BUTTONS):
        for name in _REFERENCES:
            reference = element.get(name, "")
            if reference.strip("#") and (reference[0] == "#" or name in ("aria-controls", "data-tab")):
                found.by_id.setdefault(reference.lstrip("#"), inner_text(element))
    for bar in _bars(tree, owner):
        panes = _panes(bar, owner)
        if len(panes) == len(bar):
            found.by_place.update(zip(panes, map(inner_text, bar), strict=True))
            found.buttons.update(bar)
    return found


def _bars(tree: HtmlElement, owner: Owners) -> Iterator[list[HtmlElement]]:
    """Rows of buttons: labels of radio buttons, and lists of short lines without a link to an item."""
    for box in {label.getparent(): None for label in tree.iter("label") if label.get("for")}:
        yield [each for each in box if each.tag == "label"]
    for box in tree.iter("ul", "ol"):
        buttons = [each for each in box if isinstance(each.tag, str)]
        if (
            owner.get(box, FENCE) == FENCE
            and 1 < len(buttons) <= _MOST
            and all(0 < len(inner_text(each)) <= _LONGEST for each in buttons)
        ):
            yield buttons


def _panes(bar: Sequence[HtmlElement], owner: Owners) -> list[HtmlElement]:
    """What follows a row of buttons and holds items, side by side: as siblings of the buttons, of their box, or in the
    element behind it."""
    box = bar[-1].getparent()
    following = [*box.itersiblings()]
    for row in (bar[-1].itersiblings(), following, following[0] if following else ()):
        panes = [each for each in row if each.tag not in ("input", "label", "script", "style")]
        if len(panes) == len(bar) > 1 and sum(pane in owner for pane in panes) > 1 and len({p.tag for p in panes}) == 1:
            return panes
    return []
