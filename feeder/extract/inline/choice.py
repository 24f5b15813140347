"""Which list of a page's data is its own.

What tells it is pagination beside it, how much its objects say, how long it is, the names on the way to it, and what
the address of the page calls it. What the items of one day happen to leave empty must not tell, or a list of another
section would take its place as soon as an item has no picture: lists whose objects have the same names say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2

from feeder.extract.inline import objects, pagers
from feeder.extract.inline.objects import Node
from feeder.extract.inline.parts import ASIDE, Part, holds_categories, is_beside
from feeder.extract.inline.site import Site
from feeder.extract.listing import places as listing_places
from feeder.normalise import addresses
from feeder.normalise.text import count, fold

_SECTIONS = re.compile(r"pengumuman|announce|agenda|gall?er[iy]", re.IGNORECASE)  # beside news
_ITEM = 1.0  # weight of an object that is an item
_TOLD = 2.0  # of what the address or the pagination says of a list: less than having pagination
_LITTLE = 0.05  # of what a list of another section would weigh: it is the own where there is none, nor an empty one
_SEVERAL = 3  # items that are no chance
_WORDS = 4.0  # of their titles; entries of menus have fewer
_SAMPLE = 12  # objects of a list that are weighed


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A list whose objects look like items."""

    part: Part
    pager: Node | None
    names: frozenset[str]  # what its objects have names for
    fullness: float  # how much they say
    filed: bool  # whether all of them name what the page is called as their category
    elsewhere: bool  # whether they name other categories
    section: bool  # whether it is called like another section


def own(lists: Iterable[Part], site: Site, category: str = "", *, lost: bool = False) -> Part | None:
    """The page's own list, `category` being what the page is called; with `lost` one whose objects give no address."""
    called = {fold(category), _called(site)} - {""}
    candidates = [part for part in lists if not _is_beside(part)]
    numbered = addresses.listing(site.url)  # one program answers all numbers: its names say nothing of the category
    said = site.url if numbered else f"{site.url} {category}"
    weighed = [_weighed(part, site, called, said, lost) for part in candidates]
    scored = _scored(list(filter(None, weighed)), site)
    empty = (_ITEM if not part.value and pagers.of(part) else 0.0 for part in candidates)
    scores = (next(scored) if found else least for found, least in zip(weighed, empty, strict=True))
    return _best(zip(scores, candidates, strict=True))


def bare(lists: Iterable[Part], site: Site) -> Part | None:
    """The list of titles and addresses that looks most like one of articles."""
    return _best((_bare(part, site), part) for part in lists)


def is_declared(part: Part) -> bool:
    """Whether it is what schema.org calls a list of items, and not the way to a page."""
    return bool(part.around) and objects.folded(part.around[0]).get("type") == "ItemList"


def _best(weighed: Iterable[tuple[float, Part]]) -> Part | None:
    """The first of the lists that weigh most, if that is more than nothing."""
    most, found = max(weighed, key=lambda each: each[0], default=(0.0, None))
    return found if most > 0 else None


def _is_beside(part: Part) -> bool:
    """Whether its name says that it is no list of the page; pagination beside "popular" is that of another list."""
    paged = pagers.of(part) is not None
    inside = part.beside and (not paged or ASIDE.search(part.path) or is_beside(part.name))
    return bool(inside) or holds_categories(part.name)


def _weighed(part: Part, site: Site, called: set[str], said: str, lost: bool) -> _Weighed | None:
    sample = part.value[:_SAMPLE]
    members = [objects.member(each, site.language) for each in sample]
    fullness = sum(map(objects.weight, members)) / max(len(members), 1)
    if fullness < _ITEM or any(objects.address(each, site) for each in members) is lost:
        return None
    categories = [set(map(fold, objects.categories(each))) for each in members]
    filed = all(not called.isdisjoint(each) for each in categories)
    names = frozenset().union(*map(objects.names, sample))
    elsewhere, section = any(categories) and not filed, _is_section(part, said)
    return _Weighed(part, pagers.of(part), names, fullness, filed, elsewhere, section)


def _scored(weighed: Sequence[_Weighed], site: Site) -> Iterator[float]:
    """How much each list looks like the page's own; 0 or less: it does not."""
    fullest: dict[frozenset[str], float] = {}
    for each in weighed:
        fullest[each.names] = max(each.fullness, fullest.get(each.names, 0.0))
    others_named = any(each.elsewhere for each in weighed)
    has_filed = any(each.filed and not each.section for each in weighed)
    for each in weighed:
        fullness = max(most for names, most in fullest.items() if names <= each.names)
        filed = each.filed and (each.section or others_named)
        foreign = each.section and (has_filed or not each.filed)
        yield (fullness + _TOLD * filed + _placed(each, site)) * (_LITTLE if foreign else 1.0)


def _placed(each: _Weighed, site: Site) -> float:
    """What the length of a list, its pagination and its name say."""
    part = each.part
    named = _called(site) in map(fold, part.path.split(".")[-2:])
    fits = each.pager is not None and pagers.length(each.pager) == len(part.value)
    foreign = part.beside or part.latest  # also where the pagination of another list stands by it
    return 0.5 * log2(1 + len(part.value)) + 3.0 * (each.pager is not None) + _TOLD * (named + fits) - 3.0 * foreign


def _is_section(part: Part, said: str) -> bool:
    """Whether a list is called like another section than what is said of the page, and has no pagination to itself."""
    found = _SECTIONS.search(part.path)
    return found is not None and found[0].lower() not in said.lower() and not pagers.is_alone(part)


def _called(site: Site) -> str:
    """What the address calls the listing: by a number ("104"), or by a word ("pengumuman")."""
    return fold(re.split(r"[/?&=]", listing_places.place(site.url).name)[-1].removesuffix(".html"))


def _bare(part: Part, site: Site) -> float:
    """How much a list of titles and addresses looks like one of articles; 0: like a menu, or nothing."""
    members = [objects.member(each, site.language) for each in part.value]
    places = {objects.given(each, site) for each in members}
    if part.beside or part.latest or "" in places or any(map(objects.is_thing, members)):
        return 0.0
    declared = is_declared(part)
    if any(addresses.canonical(each) == addresses.host(each) for each in places):
        return 0.0  # a menu, which leads home
    words = sum(count(objects.title(each)) for each in members)
    if len(places) < (2 if declared else _SEVERAL) or not (declared or words >= _WORDS * len(members)):
        return 0.0
    return (_ITEM * len(places) + _ITEM * words * declared) * (_LITTLE if _is_section(part, site.url) else 1.0)
