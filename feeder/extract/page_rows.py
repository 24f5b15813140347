"""Which rows of a page, that are made alike, may be the items of one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from feeder.extract.listing import alike
from feeder.extract.listing.alike import Row
from feeder.extract.listing.pages import Anchor
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def sets(anchors: Sequence[Anchor], best: frozenset[str]) -> dict[frozenset[str], bool]:
    """The addresses to which such rows lead, and whether all stand in one element with items of the likeliest list,
    which leads to `best`. `anchors` are the links of the page that may lead to items."""
    found: dict[frozenset[str], bool] = {}
    for rows in alike.rows(anchors):
        for part, near in _parts(rows, best):
            if urls := _items(part):
                found[urls] = found.get(urls, False) or near
    return found


def _parts(rows: Sequence[Row], best: frozenset[str]) -> Iterator[tuple[list[Row], bool]]:
    """All rows, those in one element, and those in one element with items of the likeliest list. Beside more than a few
    of these, a row has to be in no doubt."""
    boxes: dict[HtmlElement | None, list[Row]] = {}
    for row in rows:
        if row.sure or row.url in best or len(best) < alike.FEW:
            boxes.setdefault(row.element.getparent(), []).append(row)
    yield [row for within in boxes.values() for row in within], False
    yield from ((within, False) for within in boxes.values() if len(within) >= alike.FEW)
    yield [row for within in boxes.values() if any(each.url in best for each in within) for row in within], True


def _items(rows: Sequence[Row]) -> frozenset[str]:
    """Where rows lead. One that lacks the day that the others have, or leads to another site than the others, is an
    advertisement."""
    dated = 2 * sum(each.dated for each in rows) > len(rows)
    hosts = [addresses.host(each.url) for each in rows if each.url]
    main = next((host for host in hosts if 4 * hosts.count(host) >= 3 * len(hosts)), "")
    return frozenset(
        row.url
        for row in rows
        if row.url and (row.dated or not dated) and (not main or addresses.host(row.url) == main)
    )
