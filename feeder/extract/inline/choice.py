"""Which list of a page's data is its own: pagination beside it, how much each object says, the names on the way."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2

from feeder.extract.inline import objects, pagers
from feeder.extract.inline.parts import ASIDE, Part, is_beside
from feeder.extract.inline.site import Site
from feeder.normalise import addresses
from feeder.normalise.text import count

_ITEM = 1.0  # weight of an object that is an item
_SEVERAL = 3  # items that are no chance
_WORDS = 4.0  # of their titles; entries of menus have fewer
_SAMPLE = 12  # objects of a list that are weighed


def own(lists: Iterable[Part], site: Site, *, lost: bool = False) -> Part | None:
    """The page's own list; with `lost` one whose objects give no address."""
    return _best((_score(part, site, lost), part) for part in lists)


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


def _score(part: Part, site: Site, lost: bool) -> float:
    """How much a list looks like the page's own; 0 or less: it does not. One that is `lost` gives no address."""
    paged = pagers.of(part) is not None
    if part.beside and (not paged or ASIDE.search(part.path) or is_beside(part.name)):
        return 0.0  # pagination beside "popular" is that of another list
    if not part.value:
        return _ITEM if paged else 0.0
    members = [objects.member(each, site.language) for each in part.value[:_SAMPLE]]
    weights = [objects.weight(each) for each in members]
    reached = sum(bool(objects.address(each, site)) for each in members) / len(members)
    mean = sum(weights) / len(weights)
    if mean < _ITEM or bool(reached) is lost:
        return 0.0
    foreign = part.beside or part.latest  # also where the pagination of another list stands by it
    return mean + 0.5 * log2(1 + len(part.value)) + 3.0 * paged - 3.0 * bool(foreign)


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
    return _ITEM * len(places) + _ITEM * words * declared
