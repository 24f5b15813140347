"""What leads somewhere from a listing page: links, what a script follows, and forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from feeder.extract.listing import forms as listing_forms
from feeder.extract.listing import places, turns
from feeder.extract.markup import absolute
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_QUOTED = re.compile(r"""['"]([^'"\s]*/[^'"\s]*)['"]""")
_PLAIN = "|href|src|srcset|class|style|alt|title|content|"  # attributes that lead nowhere, or are read as links
_SCRIPTED = (  # what may lead somewhere by a script
    "//@*[contains(., '/') or contains(., '?') or contains(., 'Page')]"
    f"[not(contains('{_PLAIN}', concat('|', name(), '|')))]/.."
    " | //@data-page/.. | //@data-next-page/.. | //@data-last-page/.."
)
_ADDRESS = re.compile(r"href|ur[li]$|ur[li]-|link|next|endpoint|route|\bget$|goto", re.IGNORECASE)
_HANDLER = re.compile(r"on\w+$|.*click", re.IGNORECASE)
_CURRENT = ("data-current-page", "data-page", "data-current")
_LAST = ("data-last-page", "data-max-page", "data-max-pages", "data-total-pages")
_TURNS = re.compile(r"\b(?:nextPage|(?:goto|set)Page\((\d{1,6}))\b[^'\"]*(?:['\"]([\w-]+)['\"])?")  # as Livewire does


_absolute = lru_cache(2048)(absolute)  # a site's menus stand on all its pages


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that leads to an address when it is clicked."""

    element: HtmlElement
    url: str

    @property
    def listing(self) -> addresses.ListingAddress | None:
        """The listing that it leads to, if the address follows the grammar."""
        return places.listing(self.url)


def anchors(tree: HtmlElement, base: str, url: str) -> Iterator[Anchor]:
    """Everything on the page at `url` that leads to a web address, in the page's order for each kind."""
    for element in tree.iter("a", "area", "link"):
        href = element.get("href", "").strip()
        if href and href[0] != "#" and (there := _absolute(base, href)):
            yield Anchor(element, there)
    for element in tree.xpath(_SCRIPTED):
        for address in _scripted(element, url):
            if address[0] != "#" and (there := _absolute(base, address)):
                yield Anchor(element, there)
    for element, address in listing_forms.controls(tree, base, url):
        if there := _absolute(base, address):
            yield Anchor(element, there)


def _scripted(element: HtmlElement, url: str) -> Iterator[str]:
    """Where an element leads by its attributes: `data-href`, `hx-get`, `onclick`, `@click`, the number of a page."""
    for name, value in element.items():
        if _HANDLER.match(name) and (turns := _TURNS.search(value)) and element.get("disabled") is None:
            yield places.at(url, int(turns[1] or places.place(url).page + 1), turns[2] or "page")
        if name == "href" or not ("/" in value or "?" in value):
            continue
        if _HANDLER.match(name):
            yield from _QUOTED.findall(value)
        elif _ADDRESS.search(name) and len(value.split()) == 1:
            yield value.strip()
    if page := _next_number(element, places.place(url).page):
        yield places.at(url, page)


def _next_number(element: HtmlElement, here: int) -> int:
    """The page that a button or the end of the list asks for, 0 if none; we are at page `here`."""
    following, last = _digits(element, "data-next-page"), max(_digits(element, name) for name in _LAST)
    current = next((number for name in _CURRENT if (number := _digits(element, name))), 0)
    if not following and current and (last or turns.says_next(element)):
        following = current if current > here and not last else current + 1
    return following if not last or following <= last else 0


def _digits(element: HtmlElement, name: str) -> int:
    value = element.get(name, "")
    return int(value[:9]) if value.isdecimal() else 0
