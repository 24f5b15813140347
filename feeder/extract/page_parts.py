"""Where an article goes on that its site shows in parts, each on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feeder.extract import markup
from feeder.extract.listing import places, turns

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TEXT: Final = 40  # characters of a link that leads on


def further(tree: HtmlElement, url: str) -> str:
    """The address of the part that follows the one at `url`: the same but for a number of pages (`?page=2`, `/page/2`),
    behind a word, a number or a relation that says so; "" if none does. It may be one of readers' comments."""
    here, base = places.place(url), markup.base(tree, url)
    following = str(here.page + 1)
    for node in tree.iter("a", "link"):
        if following not in (node.get("href") or "") or len(markup.inner_text(node)) > _TEXT:
            continue
        address = markup.absolute(base, node.get("href", "")).partition("#")[0]
        there = places.place(address)
        if there.name != here.name or there.number != here.page + 1:
            continue
        if turns.leads_on(node) or turns.number(node) == there.number:
            return address
    return ""


def is_first(url: str) -> bool:
    """Whether an address names no page: of a number in it nobody knows if it counts pages or articles (`/?p=7`)."""
    return places.place(url).number == 0
