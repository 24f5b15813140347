"""A listing page: from the addresses of items to what the page says of each.

    anchors > links to items > groups > the page's own list > segments > drafts

The addresses say what an item is; where its links stand, and what stands by them, says which of them the page is about.
No class name, element or order is relied on.

| of               | look in                                                                                  |
| ---------------- | ---------------------------------------------------------------------------------------- |
| links to items   | `links`, out of all `anchors`                                                            |
| other pages      | `pages`, `rows` of numbers, `forms`; what stands on a link: `turns`; addresses: `places` |
| what the page is | `names`, and all that is known of it: `scene`                                            |
| its lists        | `groups`, and how far each item reaches: `shares`; rows made `alike`, for any list       |
| which is its own | `choice` among `views`, by `labels`, `tabs`, `asides` and `order`                        |
| what items say   | `lines` and `marks` (attributes); `meta` sorts them, `fields` makes a draft              |
| fields of items  | `titles`, `text`, `pictures`; dates: `days`, `periods`, `short_days`                     |
| words            | `words`, `abroad` in other languages                                                     |
| what is no list  | `fault`; entries that are `unsafe`                                                       |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from feeder.extract.listing import anchors as listing_anchors
from feeder.extract.listing import asides as listing_asides
from feeder.extract.listing import choice as listing_choice
from feeder.extract.listing import groups as listing_groups
from feeder.extract.listing import lines as listing_lines
from feeder.extract.listing import links as listing_links
from feeder.extract.listing import marks as listing_marks
from feeder.extract.listing import meta as listing_meta
from feeder.extract.listing import names as listing_names
from feeder.extract.listing import pages as listing_pages
from feeder.extract.listing import periods as listing_periods
from feeder.extract.listing import pictures as listing_pictures
from feeder.extract.listing import places as listing_places
from feeder.extract.listing import rows as listing_rows
from feeder.extract.listing import scene as listing_scene
from feeder.extract.listing import short_days, words
from feeder.extract.listing import titles as listing_titles
from feeder.extract.listing.anchors import Anchor
from feeder.extract.listing.fields import Setting, draft
from feeder.extract.listing.groups import Link, Segment
from feeder.extract.listing.meta import Around
from feeder.extract.listing.names import Called
from feeder.extract.listing.order import Order
from feeder.extract.listing.rows import Row
from feeder.extract.listing.scene import Scene
from feeder.extract.listing.views import View
from feeder.extract.markup import base as base_of
from feeder.extract.markup import inner_text, language
from feeder.extract.markup import text as text_of
from feeder.model import Draft, Dropped, Page, Request, Role
from feeder.normalise import addresses
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BESIDE = "beside the list"
RIVAL = "in another list, which may be the page's own as well"
NAMELESS = "no title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a listing page says; its items in the page's order, each once."""

    drafts: tuple[Draft, ...] = ()
    next: str = ""  # address of the next page
    pages: int = 0  # how many the listing has, 0 where it does not say
    dropped: tuple[Dropped, ...] = ()
    heading: str = ""  # the category's name
    known: bool = False  # the page has the marks of a listing: its category's name above, or pagination
    empty: bool = False  # the page says in words that there is nothing
    certainty: float = 0.0  # how well the list stands out as the page's own

    def page(self) -> Page:
        """The articles to follow, in the page's order, and then the next page."""
        articles = [Request(url=draft.url, role=Role.ARTICLE, hint=draft) for draft in self.drafts]
        further = [Request(url=self.next, role=Role.LISTING)] if self.next else []
        return Page(follow=(*articles, *further), dropped=self.dropped, pages=self.pages)


def read(
    tree: HtmlElement, url: str, *, is_item: Callable[[str], bool], seen: datetime, zone: tzinfo, category: str = ""
) -> Listing:
    """Read the listing at `url` (absolute).

    `is_item` tells the address of an item from all others; `seen` (aware) is when the page was had, for dates that
    count back from it, and `zone` where times without a zone are meant. `category` is what to call the listing where
    the page does not say. Nothing raises; a page without items has no drafts.
    """
    order = {element: place for place, element in enumerate(tree.iter())}  # and keeps them at hand
    base = base_of(tree, url)
    anchors = list(listing_anchors.anchors(tree, base, url))
    links = listing_links.links(anchors, is_item)
    turning = _turning(anchors, links, is_item, url)
    called = listing_names.called(tree, anchors, url, category)
    scene = _scene(
        tree, order, links, turning.elements, called, Order({link.key: link.url for link in links}, seen, zone), url
    )
    chosen, rivals = listing_choice.choose(tree, scene)
    segments = _segments(chosen, scene)
    headings = [words.bare_label(inner_text(each)) for each in scene.headings]
    sure = called.listed or fold(called.name) in map(fold, filter(None, headings))
    periods = listing_periods.above(segments, scene)
    name = called.name if sure else listing_names.agreed(called, scene.headings, anchors, tree, url)
    setting = Setting(base, seen, zone, name, called)
    around = Around(text_of(tree), addresses.host(base), language(tree))
    drafts, nameless = _drafts(segments, periods, links, setting, around)
    return Listing(
        drafts=drafts,
        next=turning.next,
        pages=turning.count,
        dropped=(*nameless, *_beside(links, segments, rivals)),
        heading=called.name if sure else "".join(headings[:1]),
        known=bool(turning.elements) or (called.listed and bool(headings)),
        empty=bool(scene.empty) and not chosen,
        certainty=chosen[0].strength - chosen[0].doubt if chosen else 0.0,
    )


def _turning(anchors: Sequence[Anchor], links: Sequence[Link], is_item: Callable[[str], bool], url: str) -> Row:
    """What leads to other pages of the listing: by the grammar of its address, or by a row of numbers. A number that
    leads to a place within an item counts its comments."""
    others = [each for each in anchors if not is_item(each.url.partition("#")[0])]
    unlike = [each for each in others if not each.listing]
    if not addresses.listing(url) and (row := listing_rows.read(unlike, url)):
        return row
    pages = listing_pages.paging(others, url)
    elements = tuple(each.element for each, _ in pages if not _is_item_too(each.element, links))
    further = listing_pages.following(anchors, pages, url)
    if not (further or pages or addresses.listing(url)) and links:
        last = max(place for place, each in enumerate(anchors) if each.element is links[-1].element)
        behind = (each for each in anchors[last:] if each.element.tag == "a" and not is_item(each.url))
        further = listing_pages.by_number(behind, url)
    return Row(elements, further, listing_pages.count(pages, url))


def _is_item_too(element: HtmlElement, links: Sequence[Link]) -> bool:
    """Whether what fetches the next page when it comes into view is the last item of this one."""
    return element.tag != "a" and any(element in link.element.iterancestors() for link in links)


def _scene(
    tree: HtmlElement,
    order: Mapping[HtmlElement, int],
    links: Sequence[Link],
    pages: Sequence[HtmlElement],
    called: Called,
    newest: Order,
    url: str,
) -> Scene:
    """What is known of the page; `pages` are the links to others of the listing."""
    pages = sorted(pages, key=order.__getitem__)
    headings = listing_names.headings(tree, called, listing_groups.owners(links, pages))
    headings.sort(key=order.__getitem__)
    owner = listing_groups.owners(links, [*pages, *headings])
    empty = listing_scene.says_empty(tree, owner)
    names = frozenset((fold(called.name),)) if called.name else listing_names.titles(tree)
    sliding = listing_asides.sliding(tree, owner)
    rules = list(tree.iter("hr"))
    own = listing_places.place(url).name
    return Scene(owner, order, headings, pages, names, called.others, empty, links, sliding, rules, newest, own)


def _segments(chosen: Iterable[View], scene: Scene) -> list[Segment]:
    """The items of the lists in the page's order, each once, with all that stands by it in any place."""
    found = [segment for view in chosen for group in view.groups for segment in group.segments]
    whole: dict[str, Segment] = {}
    for segment in sorted(found, key=lambda segment: scene.order[segment.first]):
        whole.setdefault(segment.key, Segment(segment.key, [])).pieces.extend(segment.pieces)
    return list(whole.values())


def _drafts(
    segments: Sequence[Segment], periods: Sequence[str], links: Sequence[Link], setting: Setting, around: Around
) -> tuple[tuple[Draft, ...], list[Dropped]]:
    """What the page says of each item, and the items of which it says no title; `periods` stand above them."""
    leading: dict[str, list[Link]] = {}
    for link in links:
        leading.setdefault(link.key, []).append(link)
    within = [_within(leading[segment.key], segment) for segment in segments]
    urls = [own[0].url for own in within]
    parts = [(segment, {each.element for each in own}) for segment, own in zip(segments, within, strict=True)]
    marks = listing_marks.telling([listing_marks.read(*part, setting.called.labels) for part in parts])
    pictures = listing_pictures.choose([each.pictures for each in marks], setting.base)
    lines = listing_periods.apart([listing_lines.read(*part) for part in parts], periods)
    short_days.spell(lines, setting.seen.astimezone(setting.zone).date())
    listing_titles.demote(lines)
    setting = replace(
        setting,
        manner=listing_meta.manner(lines, marks, around),
        repeated=listing_titles.repeated(lines, urls),
    )
    marks = [replace(each, period=period) for each, period in zip(marks, periods, strict=True)]
    told = [draft(*row, setting) for row in zip(segments, lines, urls, marks, pictures, strict=True)]
    nameless = [Dropped(NAMELESS, url) for url, each in zip(urls, told, strict=True) if each is None]
    return tuple(_of_this_year(list(filter(None, told)))), nameless


def _of_this_year(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Where a list writes the years of some days, those without one are of this year."""
    years = any(each.stated and not each.stated.yearless for each in drafts)
    for each in drafts:
        yield replace(each, stated=replace(each.stated, yearless=False)) if years and each.stated else each


def _within(links: Sequence[Link], segment: Segment) -> list[Link]:
    """The links that stand in the segment."""
    if len(links) == 1:
        return [*links]
    elements = set(segment.elements)
    return [link for link in links if not elements.isdisjoint([link.element, *link.element.iterancestors()])]


def _beside(links: Sequence[Link], segments: Iterable[Segment], rivals: Iterable[View]) -> Iterator[Dropped]:
    """The items that only stand outside of the list, each once."""
    own = {segment.key for segment in segments}
    unsure = {key for view in rivals for group in view.groups for key in group.keys}
    beside = {link.key: link.url for link in reversed(links) if link.key not in own}
    return (Dropped(RIVAL if key in unsure else BESIDE, beside[key]) for key in reversed(beside))
