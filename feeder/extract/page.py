"""Any site, with nothing but the address of a page: what its items are is found out.

    addresses > patterns that repeat > the listing that each would make > the best of them

Links to the items of a list have addresses of one pattern, titles of several words, and stand in like surroundings;
menus, tags and footers lack one or the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from feeder.errors import ExtractError
from feeder.extract import inline, listing, markup, page_article, page_lists, page_patterns, page_rows
from feeder.extract.inline import carriers as inline_carriers
from feeder.extract.inline.site import Site
from feeder.extract.listing import Listing
from feeder.extract.listing import anchors as listing_anchors
from feeder.extract.listing import fault as listing_fault
from feeder.extract.listing import forms as listing_forms
from feeder.extract.listing import names as listing_names
from feeder.extract.listing import places as listing_places
from feeder.extract.listing import unsafe as listing_unsafe
from feeder.extract.listing.anchors import Anchor
from feeder.extract.page_lists import Found
from feeder.model import Document, Draft, Dropped, Page, Request, Role, Trace
from feeder.normalise import html
from feeder.normalise.clock import JAKARTA
from feeder.normalise.text import count, fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EXPECTED = "a list of links to articles, alike in address and surroundings"
SCRIPTED = "further pages that only a script can fetch"
_ARTICLE = "//meta[@property='og:type' and @content='article' or @property='article:published_time']"
_BESIDE = 2  # items of a list that is no page's own
_LONG_TEXT = 1500  # characters of an article that no list is longer than
_BEGINNING = 40  # characters of an excerpt
_SURE = 4.0  # certainty of a list of one: it stands below the page's heading, or with its pagination
_TITLE = 3  # words of a link that may be a title
_LONG = 5  # words of a title
_ALIKE = 3  # addresses that show what those of articles are like here
_LIKELY = 2.0  # certainty of a list of one with such an address


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyPage:
    """A page that lists articles. `zone` is where its times without a zone are meant."""

    url: str
    zone: tzinfo = JAKARTA

    def start(self) -> Iterable[Request]:
        return (Request(url=self.url, role=Role.LISTING),)

    def extract(self, document: Document) -> Page:
        """A listing gives the articles to follow, in its order, and its next page; an article gives itself.

        Raises ExtractError for what is neither.
        """
        tree = markup.tree(document)
        if document.role is Role.ARTICLE:
            return Page(items=(self._article(tree, document),))
        found = self._listing(tree, document)
        if document.role is Role.UNKNOWN and not self._is_own(document.url):
            article = self._unasked(tree, document, found)
            if article is not None:
                return Page(items=(article,))
        first = document.url == self.url
        if not found.drafts and not listing_fault.is_end(found, tree, document.url, first=first):
            told = inline.fault(tree, Site.of(tree, document, self.zone))
            raise listing_fault.refuse(tree, document, _EXPECTED, data=told)
        if found.drafts and not found.next and listing_forms.asks_for_more(tree):
            found = replace(found, dropped=(*found.dropped, Dropped(SCRIPTED, document.url)))
        unsafe = listing_unsafe.left_out(tree, markup.base(tree, document.url), {each.url for each in found.drafts})
        return replace(found, dropped=(*found.dropped, *unsafe)).page()

    def _article(self, tree: HtmlElement, document: Document) -> Draft:
        return page_article.read(tree, document, Site.of(tree, document, self.zone))

    def _unasked(self, tree: HtmlElement, document: Document, found: Listing) -> Draft | None:
        """The article of a page that nobody asked for, unless it is rather the listing that was found on it."""
        if len(found.drafts) <= _BESIDE or tree.xpath(_ARTICLE):
            return self._article(tree, document)
        with suppress(ExtractError):
            draft = self._article(tree, document)
            return draft if _outweighs(draft, found, tree) else None
        return None

    def _listing(self, tree: HtmlElement, document: Document) -> Listing:
        """The page's own list: the likeliest that it shows, else what its data hold, else a list of one."""
        asked = document.role is Role.LISTING or self._is_own(document.url)
        anchors = list(listing_anchors.anchors(tree, markup.base(tree, document.url), document.url))
        name = listing_names.own_name(anchors, self.url) if asked else ""
        ranked = partial(page_lists.ranked, tree, document.url, document.seen, self.zone, name)
        shown = ranked(2)
        further = asked and document.url != self.url  # it may be the last page, with an only item
        clear = shown and shown[0][0].score >= page_lists.CLEAR
        last = _last(ranked(1), tree, document.url) if further and not clear else None
        if any(candidate.pattern for candidate, _ in shown):
            return last or _told(shown[0][1], anchors)
        data, site = list(inline_carriers.data(tree)), Site.of(tree, document, self.zone)
        told = inline.listing(data, site, name)
        empty = listing.read(tree, document.url, is_item=lambda url: False, seen=document.seen, zone=self.zone)
        if told.drafts:
            return replace(told, next=told.next or empty.next)
        if shown:
            return last or _told(shown[0][1], anchors)
        if last or not asked or empty.empty:
            return last or empty
        bare = inline.listing(data, site, name, bare=True)
        only = _only(ranked(1), page_lists.titles(tree, document.url))
        return only or (replace(bare, next=bare.next or empty.next) if bare.drafts else empty)

    def _is_own(self, url: str) -> bool:
        return listing_places.place(url).name == listing_places.place(self.url).name


def _told(found: Listing, anchors: Sequence[Anchor]) -> Listing:
    """A list, with what stands among its items and was left out."""
    left = page_rows.left_out(anchors, frozenset(draft.url for draft in found.drafts))
    known = {each.what for each in found.dropped}
    return replace(found, dropped=(*found.dropped, *(each for each in left if each.what not in known)))


def _last(ranked: Iterable[Found], tree: HtmlElement, url: str) -> Listing | None:
    """The list of one that is the last page, and no link at the foot: it has a date, or a heading for its title, and it
    has an address like others on the page, or stands out."""
    known = page_lists.titles(tree, url)
    likely: list[tuple[bool, Listing]] = []  # the best first
    for candidate, found in ranked:
        marked = any(each.stated or Trace("title", "listing", "heading") in each.traces for each in found.drafts)
        alike = sum(page_patterns.matches(candidate.pattern, each) for each in known) >= _ALIKE
        if marked and found.certainty >= (_LIKELY if alike else _SURE):
            likely.append((alike, found))
    return max(likely, key=lambda each: each[0])[1] if likely else None


def _only(ranked: Iterable[Found], known: Mapping[str, str]) -> Listing | None:
    """The list of one on a first page: it stands below the page's heading, and has a date, and a title that is marked
    as such, or long where the page says what it is called, and leads nowhere else by a title; `known` are the words on
    its links."""
    for _, found in ranked:
        draft = found.drafts[0]
        alone = not any(count(title) >= _TITLE for url, title in known.items() if url != draft.url)
        named = alone and bool(found.heading) and count(draft.title) >= _LONG
        marked = named or Trace("title", "listing", "heading") in draft.traces
        if found.certainty >= _SURE and draft.stated and marked:
            return found
    return None


def _outweighs(draft: Draft, found: Listing, tree: HtmlElement) -> bool:
    """Whether an article, under a title that its page calls itself by, says something else than the list on its page,
    and as much, or much more."""
    text = fold(html.text(html.clean(draft.html, draft.base)))
    listed = [(fold(each.title), fold(each.excerpt), fold(html.text(each.html))) for each in found.drafts]
    shared = sum(title in text or (excerpt != "" and excerpt[:_BEGINNING] in text) for title, excerpt, _ in listed)
    told = sum(map(len, chain.from_iterable(listed)))
    more = len(text) > (min(told, _LONG_TEXT) if shared * 2 < len(listed) else 2 * told)
    return more and bool(draft.title) and fold(draft.title) in fold(markup.titles(tree)[0])
