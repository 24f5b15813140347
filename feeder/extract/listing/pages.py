"""Where a listing goes on: by the address grammar, by `rel=next` (HTML, section 4.6.7), by the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from feeder.extract.listing import forms as listing_forms
from feeder.extract.listing import turns, words
from feeder.extract.markup import absolute
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_COUNTS = re.compile(  # pages; "page_id" names one, and "page_size" says how long they are
    r"p|pg|paged|page(?:_(?!id$|size$)\w+|no|num(?:ber)?)?|hal|halaman|pagina", re.IGNORECASE
)
_ENTRIES = re.compile(r"start|offset|limitstart|per_page", re.IGNORECASE)  # how many stand on the pages before
_IN_PATH = re.compile(r"/(?:page|hal|halaman|p)[/-]?(\d{1,6})/?$", re.IGNORECASE)
_SUFFIX = re.compile(r"/(\d{1,6})/?$")
_NAMES = re.compile(r"id$|^(?:cat|kat|sec|tag|term)", re.IGNORECASE)  # parameters that name a section
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
    """A page of a listing: all its pages share a name. The number in its address counts pages, from 1 or from 0, or
    entries; 0 where there is none."""

    name: str
    number: int

    @property
    def page(self) -> int:
        """Which page it is, if pages are counted from 1."""
        return max(self.number, 1)


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
    if not following and current and (last or turns.says_next(element)):
        following = current if current > here and not last else current + 1
    return following if not last or following <= last else 0


def _digits(element: HtmlElement, name: str) -> int:
    value = element.get(name, "")
    return int(value[:9]) if value.isdecimal() else 0


_listing = lru_cache(2048)(addresses.listing)  # a site's menus stand on all its pages


@lru_cache(2048)
def place(url: str) -> Place:
    """Which listing the address belongs to, and which page of it."""
    found, parts = _listing(url), urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    counts = [value for names in (_COUNTS, _ENTRIES) for name, value in query if names.fullmatch(name)]
    number = next(filter(str.isdecimal, counts), "")
    if found:
        rest = parts.path.partition(f"/{found.number}")[2]
        in_path = _IN_PATH.search(rest) or _SUFFIX.search(rest)
        name = f"{found.host}/{found.number}"
    else:
        kept = urlencode([pair for pair in query if not _counts(*pair)])
        in_path = _IN_PATH.search(parts.path)
        path = parts.path[: in_path.start()] if in_path else parts.path
        name = addresses.canonical(parts._replace(path=path, query=kept, fragment="").geturl())
    return Place(name, int((number or (in_path[1] if in_path else "") or "0")[:9]))


def _counts(name: str, value: str) -> bool:
    """Whether a parameter may say which page it is; `?page=kontak` names one."""
    return (not value or value.isdecimal()) and bool(_COUNTS.fullmatch(name) or _ENTRIES.fullmatch(name))


def paging(found: Iterable[Anchor], url: str) -> list[tuple[Anchor, int]]:
    """The links to pages of the listing at `url`, each with the number in its address; its first page only where a page
    number or a word stands on the link."""
    here = place(url)
    end = ending(here)
    candidates = ((anchor, place(anchor.url)) for anchor in found if end in anchor.url)
    return [
        (anchor, there.number)
        for anchor, there in candidates
        if there.name == here.name and anchor.element.tag != "link" and (there.page > 1 or _numbered(anchor.element))
        if not _is_size(anchor, there.number)
    ]


def _is_size(anchor: Anchor, number: int) -> bool:
    """Whether it leads to the same page with more entries on it: `?per_page=20`, and "20" on the link."""
    names = [name for name, _ in parse_qsl(urlsplit(anchor.url).query)]
    is_length = any(map(_ENTRIES.fullmatch, names)) and not any(map(_COUNTS.fullmatch, names))
    return is_length and turns.number(anchor.element) == number > 0


def ending(here: Place) -> str:
    """What stands in the addresses of all pages of a listing: a cheap look before they are taken apart."""
    path = here.name.partition("?")[0]
    return path.rpartition("/")[2] if "/" in path else ""


def _numbered(element: HtmlElement) -> bool:
    return words.is_paging("".join(element.itertext()).strip())


def following(found: Iterable[Anchor], pages: Iterable[tuple[Anchor, int]], url: str) -> str:
    """The address of the next page, "" where there is none. Never another host or listing, never a page before."""
    here, found = place(url), list(found)
    first = here.number or (0 if _from_zero(found, here) else 1)
    told = [(each, place(each.url)) for each in _told(found)]
    numbered = [*((each, there.number) for each, there in told if there.name == here.name), *pages]
    ahead = sorted((each for each in numbered if each[1] > first), key=lambda each: each[1])
    if not ahead:
        return next((each.url for each, _ in told if _goes_on(each.url, url, here)), "") or _counted_on(found, url)
    anchor, number = ahead[0]
    return at(anchor.url, first + 1) if number > first + 1 and _skips(anchor, number, url) else anchor.url


def _from_zero(found: Iterable[Anchor], here: Place) -> bool:
    """Whether the page behind the first has the number 1, as a number or a word on a link to it says."""
    ones = [each for each in found if place(each.url) == Place(here.name, 1)]
    second = any(turns.number(each.element) == 2 or turns.leads_on(each.element) for each in ones)
    return second and not any(
        turns.number(each.element) == 1 or words.turns_back(turns.said(each.element)) for each in ones
    )


def _skips(anchor: Anchor, number: int, url: str) -> bool:
    """Whether the number in the address of a link counts pages, so that those before it are known, too."""
    parts, said = urlsplit(anchor.url), turns.number(anchor.element)
    counted = _IN_PATH.search(parts.path) or any(_COUNTS.fullmatch(name) for name, _ in parse_qsl(parts.query))
    return bool(counted) and (said in (number, number + 1) or (not said and _listing(url) is not None))


def _counted_on(found: Sequence[Anchor], url: str) -> str:
    """The nearest address that counts on from ours (`/news/index`, `/news/index/5`): by its words, or because a script
    goes there. A number of ours may be the list's own (`/category/3`), unless something leads back through it."""
    if _listing(url):
        return ""
    stem, ours = _counted(url)
    alike = [(theirs, each) for each in found for other, theirs in [_counted(each.url)] if other == stem]
    turned = not ours or any(theirs < ours and words.turns_back(turns.said(each.element)) for theirs, each in alike)
    ahead = (
        (theirs, each.url)
        for theirs, each in alike
        if theirs > ours and (each.element.tag != "a" or (turned and words.turns_on(turns.said(each.element))))
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
    here, linked = place(url), {max(number, 1) for _, number in pages}
    said = [(number, page) for anchor, number in pages if (page := turns.number(anchor.element)) > 1]
    if any(number != page for number, page in said):  # counted from 0, or by their entries
        number, page = max(said)
        return page + (here.number > number)
    around = {here.page - 1, here.page + 1}
    return max(*linked, here.page) if linked - around or (linked and max(linked) < here.page) else 0


def _told(found: Iterable[Anchor]) -> Iterator[Anchor]:
    """What leads to the page that is next by the page's own word: by relation first, then by word."""
    by_word = []
    for anchor in found:
        if turns.is_related(anchor.element):
            yield anchor
        elif anchor.element.tag != "link" and turns.says_next(anchor.element) and not _is_section(anchor):
            by_word.append(anchor)
    if len({each.url for each in by_word}) <= FURTHER:  # else it is the word on the links to items
        yield from by_word


def _is_section(anchor: Anchor) -> bool:
    """Whether "Artikel Lama" is the name of a section: no number in the address says how far the list goes back."""
    if not words.is_older(turns.said(anchor.element)):
        return False
    parts = urlsplit(anchor.url)
    told = "".join(value for name, value in parse_qsl(parts.query) if not _NAMES.search(name))
    return not (_IN_PATH.search(parts.path) or any(map(str.isdecimal, told)))


def _goes_on(address: str, url: str, here: Place) -> bool:
    """Whether an address without a known page number may be the next page."""
    if addresses.host(address) != addresses.host(url) or addresses.article(address):
        return False
    there = place(address)
    if _listing(url):  # its other pages may lie at another place, but not at that of another listing
        elsewhere = not _listing(address) and there.number == here.page + 1
        return elsewhere or (there.name == here.name and not there.number and _grows(address, url))
    ours, theirs = addresses.canonical(url), addresses.canonical(address)
    return theirs != ours and not (there.name == here.name and there.page <= here.page) and is_related(ours, theirs)


def _grows(address: str, url: str) -> bool:
    """Whether a number in the query of an address is greater than ours, whatever it is called."""
    ours, theirs = (dict(parse_qsl(urlsplit(each).query)) for each in (url, address))
    counts = [(ours.get(name, "0"), value) for name, value in theirs.items()]
    return any(a.isdecimal() and b.isdecimal() and int(b[:9]) > int(a[:9]) for a, b in counts)


def is_related(ours: str, theirs: str) -> bool:
    """Whether two addresses (canonical) share their path but for its end."""
    mine, other = ours.partition("?")[0].split("/"), theirs.partition("?")[0].split("/")
    return mine[:-1] == other[: len(mine) - 1]


def at(url: str, page: int, name: str = "") -> str:
    """The address of another page of a listing: as its own counts pages, else with a parameter `name`."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    own = name or next((each for each, value in query if _COUNTS.fullmatch(each) and value.isdecimal()), "page")
    in_path = _IN_PATH.search(parts.path)
    if in_path and not name and own not in dict(query):
        path = parts.path[: in_path.start(1)] + str(page) + parts.path[in_path.end(1) :]
        return urlunsplit(parts._replace(path=path, fragment=""))
    kept = [pair for pair in query if pair[0] != own]
    return urlunsplit(parts._replace(query=urlencode([*kept, (own, str(page))]), fragment=""))
