"""The sites of the election commission: national, provincial and local.

What is a listing and what an item is read off the addresses (`normalise.addresses`); what stands on the pages is found
by structure (`listing`, `article`), or in the data they hold for scripts (`inline`). No class name is relied on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from feeder.errors import ExtractError
from feeder.extract import ending, inline, listing, markup, page_article
from feeder.extract.ending import Ending
from feeder.extract.inline import carriers as inline_carriers
from feeder.extract.inline.site import Site
from feeder.extract.listing import Listing
from feeder.extract.listing import fault as listing_fault
from feeder.extract.listing import forms as listing_forms
from feeder.extract.listing import places as listing_places
from feeder.extract.listing import unsafe as listing_unsafe
from feeder.model import Document, Draft, Dropped, Page, Request, Role
from feeder.normalise import addresses, html
from feeder.normalise.clock import JAKARTA

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ELSEWHERE = "on another host"

_LIST = 2  # items that make a listing of a page that nobody asked for
_FAMILY = "kpu.go.id"
CATEGORIES = {
    104: "Berita Terkini",
    105: "Sosialisasi",
    11: "Pengumuman",
    14: "Umum",
    96: "KPU Dalam Berita",
    135: "Opini",
}
"""What most offices call their categories; used where a page does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KpuSite:
    """One listing of one site. `zone` is where its times without a zone are meant."""

    url: str
    zone: tzinfo = JAKARTA

    def start(self) -> Iterable[Request]:
        return (Request(url=self.url, role=Role.LISTING),)

    def extract(self, document: Document) -> Page:
        """A listing gives the articles to follow, in its order, and its next page; an article gives itself.

        Raises ExtractError for what is neither, and says what it looks like.
        """
        tree = markup.tree(document)
        document = _placed(document, tree)
        if document.role is Role.ARTICLE:
            return Page(items=(self._article(tree, document),))
        found = _going_on(self._read(tree, document), tree, document)
        if document.role is Role.UNKNOWN and len(found.drafts) < _LIST and not addresses.listing(document.url):
            draft = self._article(tree, document)
            if html.text(html.clean(draft.html, draft.base)):  # else it is a short listing
                return Page(items=(replace(draft, url=""),))  # saved under a name that is no address of an article
        return self._listing(found, tree, document)

    def _article(self, tree: HtmlElement, document: Document) -> Draft:
        if addresses.listing(document.url):
            raise ExtractError(document.name or document.url, "a listing, where an article was expected", gone=True)
        return page_article.read(tree, document, Site.of(tree, document, self.zone, is_item))

    def _listing(self, found: Listing, tree: HtmlElement, document: Document) -> Page:
        first = document.url == self.url
        if not found.drafts and not listing_fault.is_end(found, tree, document.url, first=first):
            told = inline.fault(tree, Site.of(tree, document, self.zone, is_item))
            raise listing_fault.refuse(tree, document, "links to articles (/blog/read/<id>_<slug>)", found, data=told)
        drafts, dropped = _own(found.drafts, document.url)
        unsafe = listing_unsafe.left_out(tree, markup.base(tree, document.url), {each.url for each in found.drafts})
        return replace(found, drafts=tuple(drafts), dropped=(*found.dropped, *dropped, *unsafe)).page()

    def _read(self, tree: HtmlElement, document: Document) -> Listing:
        """The listing as shown; as the page's data has it, where little is shown."""
        category = category_of(document.url) or category_of(self.url)
        shown = listing.read(tree, document.url, is_item=is_item, seen=document.seen, zone=self.zone, category=category)
        if shown.drafts and shown.known:
            return shown
        bare = document.role is Role.LISTING and not shown.drafts and not shown.empty
        told = inline.listing(
            inline_carriers.data(tree), Site.of(tree, document, self.zone, is_item), category, bare=bare
        )
        better = len(told.drafts) > len(shown.drafts) or (told.known and not shown.known)
        return replace(told, next=told.next or shown.next) if better else shown


def category_of(url: str) -> str:
    """What a listing is usually called; "" if that is not known."""
    found = addresses.listing(url)
    return CATEGORIES.get(found.number, "") if found else ""


@lru_cache(4096)  # a site's side bars stand on all its pages
def is_item(url: str) -> bool:
    """Whether the address is that of an article."""
    return addresses.article(url) is not None


def _going_on(found: Listing, tree: HtmlElement, document: Document) -> Listing:
    """With the next page by the grammar, where the page leaves it to a script to fetch that, or breaks off before it
    says how it goes on."""
    url, cut = document.url, ending.of(document.body) is not Ending.WHOLE
    if found.drafts and not found.next and addresses.listing(url) and (cut or listing_forms.asks_for_more(tree)):
        return replace(found, next=listing_places.at(url, listing_places.place(url).page + 1))
    return found


def _placed(document: Document, tree: HtmlElement) -> Document:
    """The document with its role and its public address, also where it was saved under another one, or under none."""
    if document.role is not Role.UNKNOWN:
        return document
    own = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    for url in (document.url, *own):
        if addresses.article(url):
            return replace(document, url=url, role=Role.ARTICLE)
        if addresses.listing(url):
            return replace(document, url=url, role=Role.LISTING)
    return document


def _own(drafts: Sequence[Draft], url: str) -> tuple[list[Draft], list[Dropped]]:
    """The items of the site itself and of its sisters; all of them where the site keeps none of its own."""
    here = addresses.host(url)
    own = [draft for draft in drafts if _related(addresses.host(draft.url), here)]
    if not own:
        return list(drafts), []
    return own, [Dropped(ELSEWHERE, draft.url) for draft in drafts if draft not in own]


def _related(host: str, here: str) -> bool:
    return host == here or all(f".{each}".endswith(f".{_FAMILY}") for each in (host, here))
