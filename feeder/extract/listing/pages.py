"""Where a listing goes on: by the address grammar, by `rel=next` (HTML, section 4.6.7), by the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from feeder.extract.listing import forms as listing_forms
from feeder.extract.listing import words
from feeder.extract.markup import absolute
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_COUNTS = frozenset(("page", "p", "pg", "paged", "hal", "halaman", "pagina"))  # pages
_PARAMETERS = _COUNTS | {"start", "offset", "limitstart"}  # or items
_IN_PATH = re.compile(r"/(?:page|hal|halaman|p)[/-]?(\d{1,6})/?$", re.IGNORECASE)
_SUFFIX = re.compile(r"/(\d{1,6})/?$")
FURTHER = 2  # addresses that "next" may stand on: the next page, and the last one
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


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that leads to an address when it is clicked."""

    element: HtmlElement
    url: str

    @property
    def listing(self) -> addresses.ListingAddress | None:
        """The listing that it leads to, if the address follows the grammar."""
        return _listing(self.url)


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a listing: all its pages share a name."""

    name: str
    page: int


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


_absolute = lru_cache(2048)(absolute)


def _scripted(element: HtmlElement, url: str) -> Iterator[str]:
    """Where an element leads by its attributes: `data-href`, `hx-get`, `onclick`, `@click`, the number of a page."""
    for name, value in element.items():
        if _HANDLER.match(name) and (turns := _TURNS.search(value)) and element.get("disabled") is None:
            yield at(url, int(turns[1] or place(url).page + 1), turns[2] or "page")
        if name == "href" or not ("/" in value or "?" in value):
            continue
        if _HANDLER.match(name):
            yield from _QUOTED.findall(value)
        elif _ADDRESS.search(name) and len(value.split()) == 1:
            yield value.strip()
    if page := _next_number(element, place(url).page):
        yield at(url, page)


def _next_number(element: HtmlElement, here: int) -> int:
    """The page that a button or the end of the list asks for, 0 if none; we are at page `here`."""
    following, last = _digits(element, "data-next-page"), max(_digits(element, name) for name in _LAST)
    current = next((number for name in _CURRENT if (number := _digits(element, name))), 0)
    if not following and current and (last or says_next(element)):
        following = current if current > here and not last else current + 1
    return following if not last or following <= last else 0


def _digits(element: HtmlElement, name: str) -> int:
    value = element.get(name, "")
    return int(value[:9]) if value.isdecimal() else 0


_listing = lru_cache(2048)(addresses.listing)  # a site's menus stand on all its pages


@lru_cache(2048)
def place(url: str) -> Place:
    """Which listing the address belongs to, and which page of it: from 1, or from 0 where entries are counted."""
    found = _listing(url)
    if found:
        counted = _SUFFIX.search(urlsplit(url).path.partition(f"/{found.number}")[2])
        return Place(f"{found.host}/{found.number}", int(counted[1]) if counted and found.page == 1 else found.page)
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    number = next((value for name, value in query if name.lower() in _PARAMETERS and value.isdecimal()), "")
    kept = urlencode([pair for pair in query if pair[0].lower() not in _PARAMETERS])
    in_path = _IN_PATH.search(parts.path)
    path = parts.path[: in_path.start()] if in_path else parts.path
    name = addresses.canonical(parts._replace(path=path, query=kept, fragment="").geturl())
    return Place(name, int((number or (in_path[1] if in_path else "") or "1")[:9]))


def paging(found: Iterable[Anchor], url: str) -> list[tuple[Anchor, int]]:
    """The links to pages of the listing at `url`, its first one only where a page number or a word stands on it."""
    here = place(url)
    end = ending(here)
    candidates = ((anchor, place(anchor.url)) for anchor in found if end in anchor.url)
    return [
        (anchor, there.page)
        for anchor, there in candidates
        if there.name == here.name and anchor.element.tag != "link" and (there.page > 1 or _numbered(anchor.element))
    ]


def ending(here: Place) -> str:
    """What stands in the addresses of all pages of a listing: a cheap look before they are taken apart."""
    path = here.name.partition("?")[0]
    return path.rpartition("/")[2] if "/" in path else ""


def _numbered(element: HtmlElement) -> bool:
    return words.is_paging("".join(element.itertext()).strip())


def following(found: Iterable[Anchor], pages: Iterable[tuple[Anchor, int]], url: str) -> str:
    """The address of the next page, "" where there is none. Never another host or listing, never a page before."""
    here, found = place(url), list(found)
    ahead = sorted(((page, anchor.url) for anchor, page in pages if page > here.page), key=lambda each: each[0])
    if ahead:
        page, address = ahead[0]
        told = next(
            (each for each in _told(found) if place(each).name == here.name and place(each).page > here.page), ""
        )
        if page == here.page + 1 or not _listing(url):
            return told or address
        return at(address, here.page + 1)
    return next((each for each in _told(found) if _goes_on(each, url, here)), "") or _counted_on(found, url)


def _counted_on(found: Sequence[Anchor], url: str) -> str:
    """The nearest address that counts on from ours (`/news/index`, `/news/index/5`): by its words, or because a script
    goes there. A number of ours may be the list's own (`/category/3`), unless something leads back through it."""
    if _listing(url):
        return ""
    stem, ours = _counted(url)
    alike = [(theirs, each) for each in found for other, theirs in [_counted(each.url)] if other == stem]
    turned = not ours or any(theirs < ours and words.turns_back(_said(each.element)) for theirs, each in alike)
    ahead = (
        (theirs, each.url)
        for theirs, each in alike
        if theirs > ours and (each.element.tag != "a" or (turned and words.turns_on(_said(each.element))))
    )
    return min(ahead, default=(0, ""))[1]


@lru_cache(2048)
def _counted(url: str) -> tuple[str, int]:
    """An address without the number at its end, and that number, 0 where there is none."""
    path, mark, query = addresses.canonical(url).partition("?")
    number = _SUFFIX.search(path)
    return (path[: number.start()] if number else path) + mark + query, int(number[1]) if number else 0


def count(pages: Sequence[tuple[Anchor, int]], url: str) -> int:
    """How many pages there are: the last that is linked to, or this one; 0 where only the next one is known."""
    here, linked = place(url).page, {page for _, page in pages}
    return max(*linked, here) if linked - {here - 1, here + 1} or (linked and max(linked) < here) else 0


def _told(found: Iterable[Anchor]) -> Iterator[str]:
    """Addresses that the page itself calls the next: by relation first, then by word."""
    by_word = []
    for anchor in found:
        relations = anchor.element.get("rel", "").lower().split()
        if "next" in relations:
            yield anchor.url
        elif anchor.element.tag != "link" and says_next(anchor.element):
            by_word.append(anchor.url)
    if len(set(by_word)) <= FURTHER:  # else it is the word on the links to items
        yield from by_word


def says_next(element: HtmlElement) -> bool:
    """Whether it is called "Berikutnya", by its text, by its picture, or for those who see neither."""
    return words.is_next(_said(element))


def _said(element: HtmlElement) -> str:
    said = " ".join("".join(element.itertext()).split()) or element.get("aria-label", "") or element.get("title", "")
    return str(said or next((each.get("alt", "") for each in element.iter("img")), ""))


def _goes_on(address: str, url: str, here: Place) -> bool:
    """Whether an address without a known page number may be the next page."""
    if addresses.host(address) != addresses.host(url) or addresses.article(address):
        return False
    there = place(address)
    if _listing(url):
        return there.name == here.name and there.page > here.page
    ours, theirs = addresses.canonical(url), addresses.canonical(address)
    return theirs != ours and not (there.name == here.name and there.page <= here.page) and is_related(ours, theirs)


def is_related(ours: str, theirs: str) -> bool:
    """Whether two addresses (canonical) share their path but for its end."""
    mine, other = ours.partition("?")[0].split("/"), theirs.partition("?")[0].split("/")
    return mine[:-1] == other[: len(mine) - 1]


def at(url: str, page: int, name: str = "") -> str:
    """The address of another page of a listing: as its own counts pages, else with a parameter `name`."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    own = name or next((each for each, value in query if each.lower() in _COUNTS and value.isdecimal()), "page")
    in_path = _IN_PATH.search(parts.path)
    if in_path and not name and own not in dict(query):
        path = parts.path[: in_path.start(1)] + str(page) + parts.path[in_path.end(1) :]
        return urlunsplit(parts._replace(path=path, fragment=""))
    kept = [pair for pair in query if pair[0] != own]
    return urlunsplit(parts._replace(query=urlencode([*kept, (own, str(page))]), fragment=""))
