"""Pages whose content stands only in data for scripts: the list of items, or the one article, found by its shape.

    carriers > lists of objects > the list that looks most like the page's own > drafts

A page's data also holds menus, popular and related items, and lists of other sections.

| of                    | look in                                                                              |
| --------------------- | ------------------------------------------------------------------------------------ |
| where data are        | `carriers`, by programs' `forms` and `literals`, or written `flat`                   |
| what an object is     | `objects`, by a `vocabulary` of fields; in several `tongues`; texts that are `trees` |
| which list is its own | `choice` among the `parts` of the data, with their `pagers`                          |
| the page              | `site`                                                                               |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from feeder.extract.inline import carriers, choice, objects, pagers
from feeder.extract.inline.objects import Node
from feeder.extract.inline.parts import Part, parts
from feeder.extract.inline.site import Site
from feeder.extract.listing import NAMELESS, Listing
from feeder.model import Draft, Dropped
from feeder.normalise import addresses, identity
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ADDRESSLESS = "no address"

_LEAST = 200  # characters of an article's text
_CATEGORIES = ("category", "kategori", "rubrik", "kanal")


def listing(data: Iterable[Any], site: Site, category: str = "", *, bare: bool = False) -> Listing:
    """The items of a listing that are in a page's data (`carriers.data`), in their order; no drafts if there are
    none. `category` is what to call the listing where the data does not say. With `bare` items of which there are
    titles and addresses alone count, too, where there are no others.
    """
    found = list(parts(data))
    lists = [part for part in found if not isinstance(part.value, Mapping)]
    name = _category(found, site)
    best = choice.own(lists, site, name or category) or (choice.bare(lists, site) if bare else None)
    if best is None:
        return Listing()
    return _told(best, site, name or _beside_list(best) or category)


def _told(best: Part, site: Site, name: str) -> Listing:
    """What a list says; of what is only declared to be one, the articles may have the titles."""
    members = (objects.member(each, site.language) for each in best.value)
    drafts = [objects.draft(each, site, name) for each in members if not objects.is_thing(each)]
    whole = [each for each in drafts if each.url and (each.title or choice.is_declared(best))]
    found: dict[str, Draft] = {}
    for each in whole:
        found.setdefault(identity.key(each.url), each)
    lost = [each for each in drafts if each not in whole]
    pager = pagers.of(best)
    return Listing(
        drafts=tuple(found.values()),
        next=pagers.following(pager, site) if pager else "",
        pages=pagers.count(pager) if pager else 0,
        dropped=tuple(Dropped(NAMELESS if each.url else ADDRESSLESS, each.title or each.url) for each in lost),
        heading=name,
        known=pager is not None,
        empty=not best.value,
    )


def fault(tree: HtmlElement, site: Site) -> str:
    """What keeps a page's data from telling its items, in words for the operator; "" if nothing does."""
    if carriers.breaks_off(tree):
        return "the page's data break off in the middle"
    lists = [part for part in parts(carriers.data(tree)) if part.value and not isinstance(part.value, Mapping)]
    best = choice.own(lists, site, lost=True)
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
    for part in parts(data):
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
        rank = (certain, not (part.beside or part.latest), len(whole))
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


def _beside_list(part: Part) -> str:
    """What the object that holds a list says of its category."""
    holder = objects.folded(part.around[0]) if part.around else {}
    given = (value for name in _CATEGORIES if isinstance(value := holder.get(name), Mapping))
    return next(filter(None, map(objects.label, given)), "")


def _category(found: Sequence[Part], site: Site) -> str:
    """What the data calls the listing's own category."""
    own = addresses.listing(site.url)
    for part in found if own else ():
        if isinstance(part.value, Mapping) and re.search(r"categor|kategori|menu|rubrik", part.path, re.IGNORECASE):
            fields = objects.folded(part.value)
            if own and str(fields.get("id")) == str(own.number) and (name := objects.label(part.value)):
                return name
    return ""
