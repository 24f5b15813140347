"""Any site, with nothing but the address of a page: what its items are is found out.

    addresses > patterns that repeat > the listing that each would make > the best of them

Links to the items of a list have addresses of one pattern, titles of several words, and stand in like surroundings;
menus, tags and footers lack one or the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from feeder.extract import inline, listing, markup, page_article, page_patterns
from feeder.extract.inline import carriers as inline_carriers
from feeder.extract.inline.objects import Site
from feeder.extract.kpu import JAKARTA
from feeder.extract.listing import Listing, kin, words
from feeder.extract.listing import fault as listing_fault
from feeder.extract.listing import forms as listing_forms
from feeder.extract.listing import pages as listing_pages
from feeder.extract.listing import scene as listing_scene
from feeder.extract.listing.labels import said
from feeder.model import Document, Draft, Dropped, Page, Request, Role, Trace
from feeder.normalise import addresses
from feeder.normalise.text import count

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SCRIPTED = "further pages that only a script can fetch"
_TRIED = 8  # patterns that are looked at closely
_ARTICLE = "//meta[@property='og:type' and @content='article' or @property='article:published_time']"
_WORDS = 2.5  # of a title; entries of menus have fewer
_LEAST = 4.0  # score of a list that is believed
_CLEAR = 7.0  # score of a list that no only item is asked for against
_SURE = 4.0  # certainty of a list of one: it stands below the page's heading, or with its pagination
_ALIKE = 3  # addresses that show what those of articles are like here
_LIKELY = 2.0  # certainty of a list of one with such an address
_NO_TIME = datetime(2100, 1, 1, tzinfo=UTC)  # a survey asks whether there are dates, not which


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A list that was found on a page."""

    pattern: str  # of its items' addresses
    count: int
    titles: tuple[str, ...]  # of the first items
    score: float  # how much it looks like the page's own list of articles


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyPage:
    """A page that lists articles. `zone` is where its times without a zone are meant."""

    url: str
    pages: int = 1
    zone: tzinfo = JAKARTA
    kind: str = "page"

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
        if document.role is Role.UNKNOWN and not self._is_own(document.url) and not _outweighs(found, tree):
            return Page(items=(self._article(tree, document),))
        if not found.drafts and not listing_fault.is_end(found, tree, document.url):
            raise listing_fault.refuse(tree, document, "a list of links to articles, alike in address and surroundings")
        if found.drafts and not found.next and listing_forms.asks_for_more(tree):
            found = replace(found, dropped=(*found.dropped, Dropped(SCRIPTED, document.url)))
        return found.page()

    def _article(self, tree: HtmlElement, document: Document) -> Draft:
        return page_article.read(tree, document, self._site(tree, document))

    def _listing(self, tree: HtmlElement, document: Document) -> Listing:
        asked = document.role is Role.LISTING or self._is_own(document.url)
        anchors = listing_pages.anchors(tree, markup.base(tree, document.url), document.url)
        name = listing_scene.own_name(anchors, self.url) if asked else ""
        ranked = partial(_ranked, tree, document.url, document.seen, self.zone, name)
        shown = ranked(2)
        further = asked and document.url != self.url  # it may be the last page, with an only item
        last = _last(ranked(1), tree, document.url) if further and not (shown and shown[0][0].score >= _CLEAR) else None
        if shown:
            return last or _completed(tree, document, shown[0][1], self.zone, name)
        told = inline.listing(inline_carriers.data(tree), self._site(tree, document), name)
        empty = listing.read(tree, document.url, is_item=lambda url: False, seen=document.seen, zone=self.zone)
        if told.drafts:
            return replace(told, next=told.next or empty.next)
        return last or (_only(ranked(1)) if asked and not empty.empty else None) or empty

    def _site(self, tree: HtmlElement, document: Document) -> Site:
        host = addresses.host(document.url)
        return Site(
            url=document.url,
            base=markup.base(tree, document.url),
            seen=document.seen,
            zone=self.zone,
            is_item=lambda url: addresses.host(url) == host,
        )

    def _is_own(self, url: str) -> bool:
        return listing_pages.place(url).name == listing_pages.place(self.url).name


def survey(tree: HtmlElement, url: str) -> tuple[Candidate, ...]:
    """The lists of links on a page that may be lists of articles, the likeliest first."""
    return tuple(candidate for candidate, _ in _ranked(tree, url, _NO_TIME, UTC))


def _ranked(
    tree: HtmlElement, url: str, seen: datetime, zone: tzinfo, category: str = "", least: int = 2
) -> list[tuple[Candidate, Listing]]:
    known = _titles(tree, url)
    read = partial(listing.read, tree, url, seen=seen, zone=zone, category=category)
    found = [each for each in _tried(known, page_patterns.patterns(known, least), read, url) if each[0].count >= least]
    if not found and least > 1:  # lists of decrees and the like lead to files, and not to pages about them
        filed = _tried(known, page_patterns.patterns(known, least, files=True), read, url)
        found = [each for each in filed if each[0].count >= least and each[0].score >= _CLEAR]
    found.sort(key=lambda each: -each[0].score)
    best: dict[str, tuple[Candidate, Listing]] = {}
    for candidate, told in found:
        best.setdefault(told.drafts[0].url, (candidate, told))
    return list(best.values())


def _tried(
    known: Mapping[str, str], shared: Mapping[str, set[str]], read: Callable[..., Listing], url: str
) -> Iterator[tuple[Candidate, Listing]]:
    """The listings that the most promising patterns make, if they are believed."""
    for pattern in _promising(known, shared):
        told = read(is_item=partial(_is_item, pattern, known))
        titles = tuple(draft.title for draft in told.drafts)
        score = _score(pattern, told, titles, url)
        if score >= _LEAST:
            yield Candidate(pattern=pattern, count=len(titles), titles=titles[:3], score=round(score, 1)), told


def _completed(tree: HtmlElement, document: Document, found: Listing, zone: tzinfo, name: str) -> Listing:
    """A list together with its items that have addresses of another kind."""
    anchors = list(listing_pages.anchors(tree, markup.base(tree, document.url), document.url))
    items = frozenset(draft.url for draft in found.drafts)
    more = kin.further(anchors, items).difference(each.what for each in found.dropped)
    if not more:
        return found
    told = listing.read(
        tree, document.url, is_item=(items | more).__contains__, seen=document.seen, zone=zone, category=name
    )
    return told if items <= {draft.url for draft in told.drafts} else found


def _titles(tree: HtmlElement, url: str) -> dict[str, str]:
    """The addresses that the page leads to, with the longest that stands on a link to each; not those of other pages
    of the list, on which there is a number or "Berikutnya"."""
    here = listing_pages.place(url).name
    titles: dict[str, str] = {}
    for anchor in listing_pages.anchors(tree, markup.base(tree, url), url):
        if anchor.element.tag != "link" and listing_pages.place(anchor.url).name != here:
            titles[anchor.url] = max(titles.get(anchor.url, ""), _words(anchor.element), key=len)
    onwards = sum(map(words.is_next, titles.values()))
    return {each: title for each, title in titles.items() if not _turns(title, onwards)}


def _turns(title: str, onwards: int) -> bool:
    """Whether it leads to another page of the list; "13/11/2025" is the date of an item, and "Weiter" the word on its
    link where it stands on many (`onwards`)."""
    if words.is_next(title):
        return onwards <= listing_pages.FURTHER
    return words.is_paging(title) and not words.is_dated(title)


def _is_item(pattern: str, titles: Mapping[str, str], url: str) -> bool:
    return url in titles and page_patterns.matches(pattern, url)


def _promising(titles: Mapping[str, str], shared: Mapping[str, set[str]]) -> list[str]:
    """Patterns of addresses, those with most words on their links, or in the addresses themselves, first."""
    words = {each: min(max(count(title), page_patterns.words(each)), 12) for each, title in titles.items()}
    weights = {pattern: sum(words[each] for each in addresses) for pattern, addresses in shared.items()}
    return sorted(weights, key=lambda pattern: -weights[pattern])[:_TRIED]


def _words(element: HtmlElement) -> str:
    """What the link says, or its picture, or its title: the longest."""
    names = [element.get("title", ""), *(image.get("alt", "") for image in element.iter("img"))]
    longest: str = max([said(element), *names], key=len)
    return longest


def _score(pattern: str, found: Listing, titles: Sequence[str], url: str) -> float:
    long = sum(map(count, titles)) / len(titles) if titles else 0.0
    told = any(each.stated or each.excerpt or each.html or each.image for each in found.drafts)
    return (
        found.certainty
        + min(long, 8.0) / 2
        - (2.0 if told else 6.0) * (long < _WORDS)
        - 4.0 * page_patterns.is_list(pattern)
        - 2.0 * (pattern.partition("/")[0] != addresses.host(url))
        - 0.5 * pattern.count("<name>")
        + 1.0 * pattern.startswith(f"{addresses.canonical(url)}/")
    )


def _last(ranked: Iterable[tuple[Candidate, Listing]], tree: HtmlElement, url: str) -> Listing | None:
    """The list of one that is the last page, and no link at the foot: it has a date, or a heading for its title, and it
    has an address like others on the page, or stands out."""
    known = _titles(tree, url)
    likely: list[tuple[bool, Listing]] = []  # the best first
    for candidate, found in ranked:
        marked = any(each.stated or Trace("title", "listing", "heading") in each.traces for each in found.drafts)
        alike = sum(page_patterns.matches(candidate.pattern, each) for each in known) >= _ALIKE
        if marked and found.certainty >= (_LIKELY if alike else _SURE):
            likely.append((alike, found))
    return max(likely, key=lambda each: each[0])[1] if likely else None


def _only(ranked: Iterable[tuple[Candidate, Listing]]) -> Listing | None:
    """The list of one on a first page: it stands below the page's heading, with a heading for its title, and a date."""
    for _, found in ranked:
        draft = found.drafts[0]
        if found.certainty >= _SURE and draft.stated and Trace("title", "listing", "heading") in draft.traces:
            return found
    return None


def _outweighs(found: Listing, tree: HtmlElement) -> bool:
    """Whether a page that nobody asked for is a listing rather than an article with a list beside it."""
    return len(found.drafts) > 2 and not tree.xpath(_ARTICLE)
