"""Which rows of a page, that are made alike, may be the items of one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from feeder.extract.listing import alike
from feeder.extract.listing.alike import Row
from feeder.extract.listing.anchors import Anchor
from feeder.model import Dropped
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNDATED = "no day, unlike the others in the list"
ELSEWHERE = "on another site, unlike the others in the list"


def sets(anchors: Sequence[Anchor], best: frozenset[str]) -> dict[frozenset[str], bool]:
    """The addresses to which such rows lead, and whether all stand in one element with items of the likeliest list,
    which leads to `best`. `anchors` are the links of the page that may lead to items."""
    found: dict[frozenset[str], bool] = {}
    lesser: dict[frozenset[str], set[str]] = {}
    for rows in alike.rows(anchors):
        for part, near in _parts(rows, best):
            if urls := _items(part):
                found[urls] = found.get(urls, False) or near
                lesser.setdefault(urls, set()).update(*(row.lesser for row in part))
    spoilt = {urls for urls in found for rows in found if rows < urls and urls - rows <= lesser[rows]}
    return {urls: near for urls, near in found.items() if urls not in spoilt}


def _parts(rows: Sequence[Row], best: frozenset[str]) -> Iterator[tuple[list[Row], bool]]:
    """All rows, those in one element, and those in one element with items of the likeliest list. Beside more than a few
    of these, a row has to be in no doubt."""
    boxes = _by_parent(row for row in rows if row.sure or row.url in best or len(best) < alike.FEW)
    yield [row for within in boxes for row in within], False
    yield from ((within, False) for within in boxes if len(within) >= alike.FEW)
    yield [row for within in boxes if any(each.url in best for each in within) for row in within], True


def beside(anchors: Sequence[Anchor], items: frozenset[str]) -> set[str]:
    """Where rows lead that stand beside those of `items`, some of which there are, and are made like them."""
    return {row.url for within in _boxes(anchors, items) for row in within if row.url}


def left_out(anchors: Sequence[Anchor], items: frozenset[str]) -> list[Dropped]:
    """What stands in rows like those of `items`, in one element with some, and was taken for an advertisement."""
    judged = (each for within in _boxes(anchors, items) for each in _judged(within))
    found = {row.url: why for row, why in judged if why and row.url not in items}
    return [Dropped(why, url) for url, why in found.items()]


def _boxes(anchors: Sequence[Anchor], items: frozenset[str]) -> Iterator[list[Row]]:
    """Rows that are made alike and stand in one element with several items."""
    for rows in alike.rows(anchors):
        boxes = _by_parent(rows)
        yield from (each for each in boxes if len(items.intersection(row.url for row in each)) >= alike.FEW)


def _by_parent(rows: Iterable[Row]) -> list[list[Row]]:
    boxes: dict[HtmlElement | None, list[Row]] = {}
    for row in rows:
        boxes.setdefault(row.element.getparent(), []).append(row)
    return list(boxes.values())


def _items(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(row.url for row, why in _judged(rows) if not why)


def _judged(rows: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """The rows that lead somewhere, each with why it is an advertisement: it lacks the day that the others have, or
    leads to another site than the others; "" for an item."""
    dated = 2 * sum(each.dated for each in rows) > len(rows)
    hosts = Counter(addresses.host(each.url) for each in rows if each.url)
    main = next((host for host, count in hosts.items() if 6 * count >= 5 * hosts.total()), "")
    for row in filter(lambda each: each.url, rows):
        astray = main and addresses.host(row.url) != main
        yield row, UNDATED if dated and not row.dated else ELSEWHERE if astray else ""
