"""What a page's data say of the pagination of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from feeder.extract.inline.objects import Node, folded
from feeder.extract.inline.parts import Part
from feeder.extract.inline.site import Site
from feeder.extract.listing import places as listing_places
from feeder.extract.markup import absolute

_PAGED = frozenset(
    "page pages currentpage lastpage perpage pagesize limit total totalcount totalpages pagecount nextpageurl "
    "prevpageurl hasnext hasmore halaman jumlahhalaman totalhalaman".split()
)
_WHOLE = ("total", "totalcount")
_EACH = ("perpage", "pagesize", "limit")
_PAGERS = ("meta", "pagination", "pager", "paging", "pageinfo", "links")
_NEXT = ("nextpageurl", "next", "nexturl", "nextpage", "nextlink")
_CURRENT = ("currentpage", "page", "current", "pageno", "halaman")
_LAST = ("lastpage", "totalpages", "pagecount", "last", "pages", "totalpage", "totalhalaman", "jumlahhalaman")


def of(part: Part) -> Node | None:
    """What is said of the pages of a list, in the object that holds it and in those made for that; None: nothing."""
    holders = [folded(holder) for holder in part.around[:2]]
    inner = [each for holder in holders for name in _PAGERS if isinstance(each := holder.get(name), Mapping)]
    nodes = [*holders[:1], *map(folded, inner)]
    if not any(map(_is_pager, nodes)):
        return None
    return {name: value for node in reversed(nodes) for name, value in node.items() if isinstance(value, str | int)}


def following(pager: Node, site: Site) -> str:
    """The address of the next page; "" if there is none."""
    here = listing_places.place(site.url)
    for name in _NEXT:
        given = pager.get(name)
        url = absolute(site.base, given) if isinstance(given, str) else ""
        there = listing_places.place(url) if url else None
        if there and there.name == here.name and there.page > here.page:
            return url
    current, last = _number(pager, _CURRENT) or here.page, count(pager)
    goes_on = last > current or any(pager.get(name) for name in (*_NEXT, "hasnext", "hasmore"))
    return listing_places.at(site.url, current + 1) if goes_on and current >= here.page else ""


def count(pager: Node) -> int:
    """How many pages there are; 0: not said."""
    return _number(pager, _LAST)


def length(pager: Node) -> int:
    """How many items stand on the page, as far as that is said; 0: it is not."""
    whole, each = _number(pager, _WHOLE), _number(pager, _EACH)
    return max(0, min(each, whole - each * (max(_number(pager, _CURRENT), 1) - 1)))


def is_alone(part: Part) -> bool:
    """Whether a list has pagination in the object that holds it, and there is no other list that it may be of."""
    holder = folded(part.around[0]) if part.around else {}
    lists = [name for name, value in holder.items() if _is_list(value) and name not in _PAGERS]
    return len(lists) == 1 and of(replace(part, around=part.around[:1])) is not None


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, Mapping) for each in value)


def _is_pager(fields: Node) -> bool:
    counts = [name for name in _PAGED & fields.keys() if isinstance(fields[name], str | int)]
    return len(counts) > 1 or "nextpageurl" in fields


def _number(fields: Node, names: Sequence[str]) -> int:
    found = (fields.get(name) for name in names)
    return next((int(each) for each in found if isinstance(each, int | str) and str(each).isdecimal()), 0)
