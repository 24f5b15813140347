"""Pages whose content stands only in data for scripts: the list of items, or the one article, found by its shape.

    carriers > lists of objects > the list that looks most like the page's own > drafts

A page's data also holds menus, popular and related items. What tells its own list is pagination beside it, how much
each object says, and the names on the way to it.

| of                | look in                                                                              |
| ----------------- | ------------------------------------------------------------------------------------ |
| where data are    | `carriers`, by programs' `forms` and `literals`                                      |
| what an object is | `objects`, by a `vocabulary` of fields; in several `tongues`; texts that are `trees` |
| the page          | `site`                                                                               |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import log2
from typing import TYPE_CHECKING, Any

from feeder.extract.inline import carriers, objects
from feeder.extract.inline.objects import Node
from feeder.extract.inline.site import Site
from feeder.extract.listing import NAMELESS, Listing
from feeder.extract.listing import places as listing_places
from feeder.extract.markup import absolute
from feeder.model import Draft, Dropped
from feeder.normalise import addresses, identity
from feeder.normalise.text import count, fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ADDRESSLESS = "no address"

_ASIDE = re.compile(  # names of what is beside the list, and of what they hold
    r"popul|trend|related|terkait|sidebar|widget|slider|banner|footer|most_?(?:read|view)|(?:paling|banyak)_?dibaca",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"{_ASIDE.pattern}|menu|nav|links?\b|crumb|tags?\b", re.IGNORECASE)  # a tag may have the list
_LATEST = re.compile(r"latest|recent|terbaru|terkini|headline|lainnya|pilihan|featured|others?\b", re.IGNORECASE)
_MOST = 500_000  # values of a page's data that are looked at
_LEAST = 200  # characters of an article's text
_CATEGORIES = ("category", "kategori", "rubrik", "kanal")
_ITEM = 1.0  # weight of an object that is an item
_SEVERAL = 3  # items that are no chance
_WORDS = 4.0  # of their titles; entries of menus have fewer
_SAMPLE = 12  # objects of a list that are weighed
_PAGED = frozenset(
    "page pages currentpage lastpage perpage pagesize limit total totalcount totalpages pagecount nextpageurl "
    "prevpageurl hasnext hasmore halaman jumlahhalaman totalhalaman".split()
)
_PAGERS = ("meta", "pagination", "pager", "paging", "pageinfo", "links")
_NEXT = ("nextpageurl", "next", "nexturl", "nextpage", "nextlink")
_CURRENT = ("currentpage", "page", "current", "pageno", "halaman")
_LAST = ("lastpage", "totalpages", "pagecount", "last", "pages", "totalpage", "totalhalaman", "jumlahhalaman")


@dataclass(frozen=True, slots=True)
class _Part:
    """An object or a list of objects in the page's data."""

    value: Any
    path: str  # the names on the way to it
    around: tuple[Node, ...]  # the objects that hold it, the nearest first

    @property
    def beside(self) -> bool:
        return bool(_BESIDE.search(self.path))


def listing(data: Iterable[Any], site: Site, category: str = "", *, bare: bool = False) -> Listing:
    """The items of a listing that are in a page's data (`carriers.data`), in their order; no drafts if there are
    none. `category` is what to call the listing where the data does not say. With `bare` items of which there are
    titles and addresses alone count, too, where there are no others.
    """
    parts = list(_parts(data))
    lists = [part for part in parts if not isinstance(part.value, Mapping)]
    best = next(filter(None, (_best(lists, weigh, site) for weigh in (_score, _bare)[: 1 + bare])), None)
    if best is None:
        return Listing()
    return _told(best, site, _category(parts, site) or _beside_list(best) or category)


def _told(best: _Part, site: Site, name: str) -> Listing:
    """What a list says; of what is only declared to be one, the articles may have the titles."""
    members = (objects.member(each, site.language) for each in best.value)
    drafts = [objects.draft(each, site, name) for each in members if not objects.is_thing(each)]
    whole = [each for each in drafts if each.url and (each.title or _is_declared(best))]
    found: dict[str, Draft] = {}
    for each in whole:
        found.setdefault(identity.key(each.url), each)
    lost = [each for each in drafts if each not in whole]
    pager = _pager(best)
    return Listing(
        drafts=tuple(found.values()),
        next=_next(pager, site) if pager else "",
        pages=_number(pager, _LAST) if pager else 0,
        dropped=tuple(Dropped(NAMELESS if each.url else ADDRESSLESS, each.title or each.url) for each in lost),
        heading=name,
        known=pager is not None,
        empty=not best.value,
    )


def fault(tree: HtmlElement, site: Site) -> str:
    """What keeps a page's data from telling its items, in words for the operator; "" if nothing does."""
    if carriers.breaks_off(tree):
        return "the page's data break off in the middle"
    lists = [part for part in _parts(carriers.data(tree)) if part.value and not isinstance(part.value, Mapping)]
    best = _best(lists, partial(_score, lost=True), site)
    if best is None:
        return ""
    titles = [objects.title(objects.member(each, site.language)) for each in best.value]
    return f"the page's data hold {len(titles)} items without an address, as {titles[0][:80]}"


def article(
    data: Iterable[Any], site: Site, names: Sequence[str] = (), *, sure: bool = False, trees: bool = False
) -> Draft | None:
    """The article that data hold: the object of the page's own address, or with a title among `names`, what the page
    and its listing call it; else, unless it must be `sure`, the one with most to say that has no other address. With
    `trees` texts that are no strings count, too."""
    own, called = identity.key(site.url), [fold(name) for name in names if name]
    best: tuple[bool, bool, int] = (sure, False, _LEAST)
    found = None
    for part in _parts(data):
        fields: Node = objects.member(part.value, site.language) if isinstance(part.value, Mapping) else {}
        if not objects.title(fields) or objects.is_thing(fields):
            continue
        fields = objects.grown(fields) if trees else fields
        whole, _ = objects.text(fields)
        if not whole:
            continue
        address, alike = objects.address(fields, site), _is_called(fold(objects.title(fields)), called)
        if address and _is_another(address, site.url, alike):
            continue
        certain = alike or identity.key(address) == own
        rank = (certain, not (part.beside or _LATEST.search(part.path)), len(whole))
        if rank > best:
            best, found = rank, fields
    return replace(objects.draft(found, site), url=site.url) if found else None


def _is_called(title: str, names: Iterable[str]) -> bool:
    """Whether a title is one of the names, or most of one, or has most of its words from one."""
    within = ((one, other) for name in names for one, other in ((title, name), (name, title)))
    return any(one in other and 2 * len(one) >= len(other) for one, other in within)


def _is_another(address: str, own: str, alike: bool) -> bool:
    """Whether an address is that of another article, whatever its host: by its number, else unless they are called
    alike."""
    number, ours = addresses.article(address), addresses.article(own)
    if number and ours and number.grammar == ours.grammar:
        return number.number != ours.number
    there, here = (addresses.canonical(each).removeprefix(addresses.host(each)) for each in (address, own))
    return there != here and not alike


def _parts(data: Iterable[Any]) -> Iterator[_Part]:
    """All objects, and all lists of objects, of the page's data."""
    stack = [_Part(value, "", ()) for value in data if isinstance(value, Mapping | list)][::-1]
    for _ in range(_MOST):
        if not stack:
            return
        part = stack.pop()
        value, within = part.value, part.around
        if isinstance(value, Mapping):
            yield part
            within = (value, *within[:2])
            inner = [_Part(carriers.opened(each), f"{part.path}.{name}", within) for name, each in value.items()]
            if len(value) > 1 and all(isinstance(each, Mapping) for each in value.values()):
                yield _Part(list(value.values()), part.path, part.around)
        else:
            if all(isinstance(each, Mapping) for each in value):
                yield part
            inner = [_Part(each, part.path, within) for each in value]
        stack.extend(each for each in reversed(inner) if isinstance(each.value, Mapping | list))


def _score(part: _Part, site: Site, *, lost: bool = False) -> float:
    """How much a list looks like the page's own; 0 or less: it does not. One that is `lost` gives no address."""
    paged = _pager(part) is not None
    if part.beside and (not paged or _ASIDE.search(part.path) or _BESIDE.search(part.path.rpartition(".")[2])):
        return 0.0  # pagination beside "popular" is that of another list
    if not part.value:
        return _ITEM if paged else 0.0
    members = [objects.member(each, site.language) for each in part.value[:_SAMPLE]]
    weights = [objects.weight(each) for each in members]
    reached = sum(bool(objects.address(each, site)) for each in members) / len(members)
    mean = sum(weights) / len(weights)
    if mean < _ITEM or bool(reached) is lost:
        return 0.0
    foreign = part.beside or _LATEST.search(part.path)  # also where the pagination of another list stands by it
    return mean + 0.5 * log2(1 + len(part.value)) + 3.0 * paged - 3.0 * bool(foreign)


def _best(lists: Iterable[_Part], weigh: Callable[[_Part, Site], float], site: Site) -> _Part | None:
    """The first of the lists that weigh most, if that is more than nothing."""
    weighed = [(weigh(part, site), part) for part in lists]
    most, best = max(weighed, key=lambda each: each[0], default=(0.0, None))
    return best if most > 0 else None


def _bare(part: _Part, site: Site) -> float:
    """How much a list of titles and addresses looks like one of articles; 0: like a menu, or nothing."""
    members = [objects.member(each, site.language) for each in part.value]
    places = {objects.given(each, site) for each in members}
    if part.beside or _LATEST.search(part.path) or "" in places or any(map(objects.is_thing, members)):
        return 0.0
    declared = _is_declared(part)
    if any(addresses.canonical(each) == addresses.host(each) for each in places):
        return 0.0  # a menu, which leads home
    words = sum(count(objects.title(each)) for each in members)
    if len(places) < (2 if declared else _SEVERAL) or not (declared or words >= _WORDS * len(members)):
        return 0.0
    return _ITEM * len(places) + _ITEM * words * declared


def _is_declared(part: _Part) -> bool:
    """Whether it is what schema.org calls a list of items, and not the way to a page."""
    return bool(part.around) and objects.folded(part.around[0]).get("type") == "ItemList"


def _pager(part: _Part) -> Node | None:
    """What the data say of the pagination of a list, in the object that holds it and in those made for that."""
    holders = [objects.folded(holder) for holder in part.around[:2]]
    inner = [each for holder in holders for name in _PAGERS if isinstance(each := holder.get(name), Mapping)]
    nodes = [*holders[:1], *map(objects.folded, inner)]
    if not any(map(_is_pager, nodes)):
        return None
    return {name: value for node in reversed(nodes) for name, value in node.items() if isinstance(value, str | int)}


def _is_pager(fields: Node) -> bool:
    counts = [name for name in _PAGED & fields.keys() if isinstance(fields[name], str | int)]
    return len(counts) > 1 or "nextpageurl" in fields


def _next(pager: Node, site: Site) -> str:
    here = listing_places.place(site.url)
    for name in _NEXT:
        given = pager.get(name)
        url = absolute(site.base, given) if isinstance(given, str) else ""
        there = listing_places.place(url) if url else None
        if there and there.name == here.name and there.page > here.page:
            return url
    current, last = _number(pager, _CURRENT) or here.page, _number(pager, _LAST)
    goes_on = last > current or any(pager.get(name) for name in (*_NEXT, "hasnext", "hasmore"))
    return listing_places.at(site.url, current + 1) if goes_on and current >= here.page else ""


def _number(fields: Node, names: Sequence[str]) -> int:
    found = (fields.get(name) for name in names)
    return next((int(each) for each in found if isinstance(each, int | str) and str(each).isdecimal()), 0)


def _beside_list(part: _Part) -> str:
    """What the object that holds a list says of its category."""
    holder = objects.folded(part.around[0]) if part.around else {}
    given = (value for name in _CATEGORIES if isinstance(value := holder.get(name), Mapping))
    return next(filter(None, map(objects.label, given)), "")


def _category(parts: Sequence[_Part], site: Site) -> str:
    """What the data calls the listing's own category."""
    own = addresses.listing(site.url)
    for part in parts if own else ():
        if isinstance(part.value, Mapping) and re.search(r"categor|kategori|menu|rubrik", part.path, re.IGNORECASE):
            fields = objects.folded(part.value)
            if own and str(fields.get("id")) == str(own.number) and (name := objects.label(part.value)):
                return name
    return ""
