"""Any site that lists news, read at the places that somebody named; what is not named is found as on any page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final

from feeder.errors import ExtractError
from feeder.extract import markup, paths
from feeder.extract.listing import words
from feeder.model import Document, Draft, Page, Request, Role, Trace
from feeder.normalise import addresses, dates
from feeder.normalise.clock import JAKARTA

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_EVERYWHERE: Final = ("title", "link", "date", "text")  # while some items have no picture, author or category
_FIELDS: Final = {"date": "published", "text": "html", "author": "authors", "category": "categories"}  # as traced
_KINDS: Final = {
    "title": "that has words",
    "text": "that has words",
    "date": "that is a date",
    "image": "that is a picture",
}
_PICTURE: Final = ("data-src", "data-original", "data-lazy-src", "src", "content", "href")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePaths:
    """Places on an article's page, each CSS or XPath (paths.py)."""

    title: str = ""
    date: str = ""
    text: str = ""
    image: str = ""
    author: str = ""
    category: str = ""
    remove: tuple[str, ...] = ()  # what is no part of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectorSite:
    """A site with places on its list: those within an item are looked for within what `items` finds, or, if it is not
    given, each link that `link` finds is an item."""

    url: str
    zone: tzinfo = JAKARTA
    items: str = ""
    title: str = ""
    link: str = ""
    date: str = ""
    text: str = ""
    image: str = ""
    author: str = ""
    category: str = ""
    next: str = ""
    article: ArticlePaths = ArticlePaths()

    def start(self) -> Iterable[Request]:
        yield Request(url=self.url, role=Role.LISTING)

    def problems(self) -> list[str]:
        """What is wrong with the paths, each with its name."""
        return [f"{name}: {problem}" for name, path in self._paths() if (problem := _problem(path))]

    def extract(self, document: Document) -> Page:
        """Raises ExtractError for a list on which the paths find nothing, and for a page that is no article."""
        from lxml.etree import XPathError

        try:
            return self._read(document)
        except XPathError as error:  # what shows only on a page: an unknown function, arguments that are missing
            raise ExtractError(document.name or document.url, f"an XPath cannot be used on it: {error}") from error

    def _read(self, document: Document) -> Page:
        if document.role is Role.ARTICLE:
            return self._article(document)
        try:
            return self._list(document) if self.items or self.link else self._any_list(document)
        except ExtractError:
            if document.role is Role.LISTING:
                raise
            return self._article(document)

    def _paths(self) -> Iterator[tuple[str, str]]:
        for place in ("items", "title", "link", "date", "text", "image", "author", "category", "next"):
            yield place, getattr(self, place)
        for field in fields(self.article):
            value = getattr(self.article, field.name)
            yield from ((f"article.{field.name}", each) for each in ((value,) if isinstance(value, str) else value))

    def _any_list(self, document: Document) -> Page:
        """The list as it is found on any page, with the next page where `next` says."""
        from feeder.extract.page import AnyPage

        page = AnyPage(url=self.url, zone=self.zone).extract(replace(document, role=Role.LISTING))
        articles = [each for each in page.follow if each.role is not Role.LISTING]
        found = next((each.url for each in page.follow if each.role is Role.LISTING), "")
        further, missed = self._next(markup.tree(document), document, found)
        return replace(page, follow=(*articles, *further), missed=missed)

    def _list(self, document: Document) -> Page:
        """The list at the places that are named; of each item, what is not named as on any page."""
        from feeder.extract import listing
        from feeder.extract.listing import fault as listing_fault

        tree = markup.tree(document)
        base = markup.base(tree, document.url)
        places = paths.elements(paths.find(self.items or self.link)(tree))
        urls = [self._address(place, base, document.url) for place in places]
        wanted = {addresses.canonical(url) for url in urls if url}
        found = listing.read(
            tree,
            document.url,
            is_item=lambda url: addresses.canonical(url) in wanted,
            seen=document.seen,
            zone=self.zone,
        )
        if not places and not found.empty and (document.url == self.url or document.role is Role.UNKNOWN):
            expected = f"items at {self.items or self.link!r}"
            remedy = f"correct selectors.{'items' if self.items else 'link'}, or take it out"
            raise listing_fault.refuse(tree, document, expected, remedy=remedy)
        told = {addresses.canonical(draft.url): draft for draft in found.drafts}
        drafts: dict[str, Draft] = {}
        for number, (place, url) in enumerate(zip(places, urls, strict=True)):
            key = addresses.canonical(url) or str(number)
            drafts.setdefault(key, self._item(place, told.get(key, Draft(url=url)), base, document.seen))
        follow = (Request(url=each.url, role=Role.ARTICLE, hint=each) for each in drafts.values() if each.url)
        further, missed = self._next(tree, document, found.next)
        if self.items and len(places) > 1:
            missed = (*_missed(self, places, drafts.values()), *missed)
        return Page(
            items=tuple(each for each in drafts.values() if each.title and not each.url),
            follow=(*follow, *further),
            missed=tuple(missed),
        )

    def _address(self, place: HtmlElement, base: str, here: str) -> str:
        """Where an item leads: where `link` says, or its first link that leads away from here."""
        named = paths.find(self.link)(place) if self.link and self.items else []
        found = named or [place]
        if any(isinstance(each, str) for each in found):
            return markup.absolute(base, paths.value(found))
        links = (link for each in found if not isinstance(each, str) for link in each.iter("a"))
        led = (markup.absolute(base, link.get("href") or "") for link in links)
        return next((url for url in led if url and addresses.canonical(url) != addresses.canonical(here)), "")

    def _item(self, place: HtmlElement, draft: Draft, base: str, seen: datetime) -> Draft:
        if not self.items:
            return draft if draft.title else replace(draft, title=markup.text(place))
        return self._told(draft, self, place, base, seen)

    def _next(self, tree: HtmlElement, document: Document, found: str) -> tuple[list[Request], tuple[str, ...]]:
        """The next page, none on the last one; and `next` where nothing stands there, although a first page goes on: to
        what was `found` as on any page."""
        named = _following(self.next, tree, document) if self.next else found
        missed = bool(found and not named and document.url == self.url)
        url = found if missed else named
        return [Request(url=url, role=Role.LISTING)] if url else [], (f"next ({self.next!r})",) if missed else ()

    def _article(self, document: Document) -> Page:
        """The article as on any page, without what is to be removed; where that is no article, what the paths find."""
        from feeder.extract import page_article
        from feeder.extract.inline.site import Site

        tree = markup.tree(document)
        for path in self.article.remove:
            for each in paths.find(path)(tree):
                if not isinstance(each, str) and each.getparent() is not None:
                    each.drop_tree()
        base = markup.base(tree, document.url)
        named = self._told(Draft(url=document.url), self.article, tree, base, document.seen)
        missed = tuple(f"article.{each}" for each in _missed(self.article, [tree], [named]))
        try:
            found = page_article.read(tree, document, Site.of(tree, document, self.zone))
        except ExtractError:
            if named.html:
                return Page(items=(named,), missed=missed)
            raise
        return Page(items=(self._told(found, self.article, tree, base, document.seen),), missed=missed)

    def _told(
        self, draft: Draft, named: SelectorSite | ArticlePaths, place: HtmlElement, base: str, seen: datetime
    ) -> Draft:
        """The draft, with what stands at the places that are named. Where nothing stands, it stays as it was found."""

        def at(path: str) -> list[HtmlElement | str]:
            return paths.find(path)(place) if path else []

        day = paths.value(at(named.date), "datetime") or paths.text(at(named.date))
        image = markup.absolute(base, paths.value(at(named.image), *_PICTURE))
        said = map(paths.text, ([each] for each in at(named.author)))
        found: dict[str, Any] = {
            "title": paths.text(at(named.title)),
            "html": paths.html(at(named.text)),
            "stated": dates.written(day, seen=seen, zone=self.zone),
            "image": ""
            if addresses.canonical(image) == addresses.canonical(draft.url)
            else image,  # a link to the item
            "authors": tuple(words.author(each) or each for each in said if each),
            "categories": tuple(filter(None, (paths.text([each]) for each in at(named.category)))),
        }
        told = {field: value for field, value in found.items() if value}
        traces = [Trace("published" if field == "stated" else field, "selectors") for field in told]
        gone = {each.field for each in traces} | ({"text", "excerpt"} if "html" in told else set())
        others = [trace for trace in draft.traces if trace.field not in gone]
        return replace(draft, **told, base=base if "html" in told else draft.base, traces=(*traces, *others))


def _following(path: str, tree: HtmlElement, document: Document) -> str:
    """Where the link at this place leads, or the only one within it, or the one among several that goes on; "" if there
    is none."""
    from feeder.extract.listing import anchors as listing_anchors
    from feeder.extract.listing import pages, rows

    base, places = markup.base(tree, document.url), paths.find(path)(tree)
    if places and (isinstance(places[0], str) or places[0].get("href")):
        return markup.absolute(base, paths.value(places, "href"))
    within = {element for each in paths.elements(places) for element in each.iter()}
    anchors = [each for each in listing_anchors.anchors(tree, base, document.url) if each.element in within]
    if len({each.url for each in anchors}) == 1:
        return anchors[0].url
    row = rows.read(anchors, document.url)
    return row.next if row else pages.following(anchors, pages.paging(anchors, document.url), document.url)


def _missed(
    named: SelectorSite | ArticlePaths, places: Sequence[HtmlElement], drafts: Iterable[Draft]
) -> Iterator[str]:
    """Places where nothing stands in any of these, although every item has it; or nothing of its kind, as `drafts`
    say, which were made of them."""
    told = {trace.field for draft in drafts for trace in draft.traces if trace.tier == "selectors"}
    for name in (*_EVERYWHERE, "image") if len(places) > 1 else _EVERYWHERE:
        path = getattr(named, name, "")
        if not path or _FIELDS.get(name, name) in told:
            continue
        if any(paths.find(path)(place) for place in places):
            yield from (f"{name} ({path!r}) {_KINDS[name]}",) if name in _KINDS else ()
        elif name in _EVERYWHERE or any(paths.holders(path)(place) for place in places):
            yield f"{name} ({path!r})"


def _problem(path: str) -> str:
    try:
        if path:
            paths.find(path)
    except ValueError as error:
        return str(error)
    return ""
