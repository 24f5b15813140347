"""The pages for people: static, without a clock, and the same bytes for the same items.

Addresses within the output are relative, so that the pages work from any server, in any folder, and as files. A page
changes only when what it shows does: of all pages only the front page knows when the sources were checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from feeder.model import Channel, StoredItem
from feeder.publish import site_chart, words
from feeder.publish.address import public, slug
from feeder.publish.archive import name as archive_name
from feeder.publish.entry import Entry, entry
from feeder.publish.site_changes import Change, changes
from feeder.publish.site_render import assets, render, stream
from feeder.publish.site_view import SiteView, SourceHealth, Topic
from feeder.publish.text import local

__all__ = [
    "INDEX",
    "REVISIONS",
    "WITHDRAWN",
    "SiteView",
    "SourceHealth",
    "Topic",
    "assets",
    "index",
    "item",
    "item_name",
    "month",
    "month_name",
    "revisions",
    "withdrawn",
]

INDEX, REVISIONS, WITHDRAWN = "index.html", "revisions.html", "withdrawn.html"
LISTED = 100  # changes on revisions.html

_LONG_AGO = 60  # days, from which on a day says more than a distance


class Card(NamedTuple):
    """An item as the pages show it."""

    entry: Entry
    stored: StoredItem
    page: str  # its own, below the output
    original: str  # its address at the office; "" where it has none
    sources: Sequence[str]  # titles


def item_name(stored: StoredItem) -> str:
    """The path below the output of an item's page."""
    return f"items/{slug(stored.id)}.html"


def month_name(month: date) -> str:
    """The path below the output of a month's page."""
    return f"archive/{month:%Y/%m}.html"


def index(site: SiteView) -> bytes:
    """The front page."""
    main, names = site.main, {each.id: each.title for each in site.sources}
    return render(
        "index.html",
        INDEX,
        main,
        site=site,
        qr=_qr(public(main, "")),
        cards=[_card(stored, main, names) for stored in site.items],
        sources=[(source, _sentence(source, site)) for source in site.sources],
        columns=site_chart.columns(site.months),
        years=_years(site.months),
        month_name=month_name,
    )


def item(stored: StoredItem, channel: Channel, names: Mapping[str, str]) -> bytes:
    """The page of an item that came with its revisions. `channel` is the main one; `names` are the titles of the
    sources by id. When an item that still stands was last seen is not said: every page would change at every look."""
    return render("item.html", item_name(stored), channel, card=_card(stored, channel, names), changes=changes(stored))


def month(month: date, items: Iterable[StoredItem], channel: Channel) -> Iterator[bytes]:
    """The page of a month, piece by piece, with its items in the order given. Only one is held at a time."""
    cards = (_card(stored, channel, {}) for stored in items)
    json = archive_name(month).rpartition("/")[2]
    return stream("month.html", month_name(month), channel, month=month, cards=cards, json=json)


def revisions(items: Iterable[StoredItem], channel: Channel) -> bytes:
    """What was changed lately in these items, which came with their revisions: the newest hundred changes."""
    made: list[tuple[Change, Card]] = []
    for stored in items:
        card = _card(stored, channel, {})
        made += [(change, card) for change in changes(stored)]
        made = sorted(made, key=lambda pair: (pair[0].at, pair[1].stored.id), reverse=True)[:LISTED]
    return render("revisions.html", REVISIONS, channel, made=made)


def withdrawn(items: Iterable[StoredItem], channel: Channel) -> bytes:
    """The items that were withdrawn, in the order given."""
    return render("withdrawn.html", WITHDRAWN, channel, cards=[_card(stored, channel, {}) for stored in items])


def _card(stored: StoredItem, channel: Channel, names: Mapping[str, str]) -> Card:
    made, page = entry(stored, channel), item_name(stored)
    sources = [names.get(each, each) for each in stored.sources or (stored.source,)]
    return Card(made, stored, page, made.url if made.url == stored.item.url else "", sources)


def _sentence(source: SourceHealth, site: SiteView) -> str:
    """When it was checked, and what that day's news was like, in words that only a new look changes."""
    said, zone = words.of(site.main.language), site.main.zone
    if source.checked is None:
        return said.never_checked + "."
    checked = local(source.checked, zone)
    same_day = site.checked is not None and checked.date() == local(site.checked, zone).date()
    parts = [said.last_checked.format(f"{said.at} {said.clock(checked)}" if same_day else said.moment(checked))]
    if source.newest is None:
        parts.append(said.no_news)
    else:
        parts.append(said.last_news.format(_distance(local(source.newest, zone), checked, said)))
    if source.rhythm is not None:
        parts.append(said.usually.format(said.rhythm(source.rhythm)))
    return ", ".join(parts) + "."


def _distance(then: datetime, now: datetime, said: words.Words) -> str:
    days = (now.date() - then.date()).days
    return said.days_ago(days) if days < _LONG_AGO else said.day(then)


def _years(months: Sequence[tuple[date, int]]) -> list[tuple[int, int, list[tuple[date, int]]]]:
    """(year, items, months), newest first."""
    years: dict[int, list[tuple[date, int]]] = {}
    for each in sorted(months, reverse=True):
        years.setdefault(each[0].year, []).append(each)
    return [(year, sum(count for _, count in each), each) for year, each in years.items()]


@lru_cache(maxsize=8)  # the address hardly ever changes, and a code costs as much as twenty entries
def _qr(address: str) -> str:
    """An inline SVG: black on white whatever the colours of the page, for cameras."""
    import segno

    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(border=3, light="#fff", omitsize=True, svgclass=None, lineclass=None)
