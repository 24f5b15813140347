"""RSS, Atom, RDF and JSON Feed: sites that have a feed, and feeds that somebody saved.

The XML dialects are read by feedparser (feed_xml.py), JSON Feed by hand (feed_json.py); both give drafts, whose markup
is as found: cleaning it is for later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import tzinfo

from feeder.errors import ExtractError
from feeder.extract import feed_json, feed_xml
from feeder.extract.decoding import decode
from feeder.extract.feeds import Feed, NotAFeed, called, is_feed, plain
from feeder.model import Document, Draft, Page, Request, Role
from feeder.normalise import dates
from feeder.normalise.clock import JAKARTA


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSite:
    """A site that has a feed. With `full_text` the articles are asked for their whole text."""

    url: str
    zone: tzinfo = JAKARTA  # of times that come without one
    full_text: bool = False

    def start(self) -> Iterable[Request]:
        yield Request(url=self.url, role=Role.LISTING)

    def extract(self, document: Document) -> Page:
        """Raises ExtractError for what is no feed (or, in the place of an article, no article)."""
        if document.role is Role.ARTICLE or (document.role is Role.UNKNOWN and not is_feed(document)):
            from feeder.extract import article, markup

            draft = article.read(markup.tree(document), document, zone=self.zone)
            return Page(items=(_dated(draft, document.hint, self.zone),))
        feed = _read(document, self.zone)
        next_page = (Request(url=feed.next, role=Role.LISTING),) if feed.next else ()
        if not self.full_text:
            return Page(items=feed.drafts, follow=next_page, cut=feed.cut)
        follow = tuple(
            Request(url=each.url, role=Role.ARTICLE, hint=_hint(each), spare=True) for each in feed.drafts if each.url
        )
        items = tuple(each for each in feed.drafts if not each.url)
        return Page(items=items, follow=(*follow, *next_page), cut=feed.cut)


def read(document: Document, *, zone: tzinfo = JAKARTA) -> Page:
    """The items of a feed, in its order; times without a zone are meant in `zone`. Raises ExtractError."""
    feed = _read(document, zone)
    return Page(items=feed.drafts, cut=feed.cut)


def _read(document: Document, zone: tzinfo) -> Feed:
    text = decode(document)
    try:
        json = text.lstrip("\ufeff \t\r\n").startswith("{")
        feed = feed_json.read(text, document, zone) if json else feed_xml.read(text, document, zone)
        return replace(feed, drafts=tuple(_placed(feed, document)))
    except NotAFeed as error:
        raise ExtractError(document.name or document.url, f"{error}{_named(text, document)}") from error


def _placed(feed: Feed, document: Document) -> Iterator[Draft]:
    """The entries without the addresses and ids that are not their own: that of the site or the feed, and one that
    entries of several titles share."""
    titles: dict[str, set[str]] = {}
    for each in feed.drafts:
        titles.setdefault(each.url, set()).add(each.title)
        titles.setdefault(each.guid, set()).add(each.title)
    shared = {name for name, some in titles.items() if len(some) > 1} | {feed.home, document.url}
    shared |= {called(document, feed.home), called(document, document.url)}
    for each in feed.drafts:
        yield replace(each, url="" if each.url in shared else each.url, guid="" if each.guid in shared else each.guid)


def _named(text: str, document: Document) -> str:
    """The feed that a page names as its own (`<link rel=alternate>`), for whoever configured the page."""
    if not re.match(r"\W*<(?:!doctype html|html)\b", text, re.IGNORECASE):
        return ""
    from feeder.extract import alternates, markup
    from feeder.extract.listing import fault

    tree = markup.tree(document)
    if error := fault.error(tree):
        return f"; it is an error page: {error[:80]}"
    if feeds := alternates.feeds(tree, document.url):
        return f"; the page names {feeds[0]} as its feed: put that into the configuration"
    return "; it is a page: use kind: page"


def _dated(draft: Draft, hint: Draft | None, zone: tzinfo) -> Draft:
    """An article without a date where the feed states another day: that was made for programs, and a page has the days
    of much else on it."""
    own, told = draft.stated, hint.stated if hint else None
    if own is None or told is None or dates.day_of(own, zone) == dates.day_of(told, zone):
        return draft
    return replace(draft, stated=None, traces=tuple(each for each in draft.traces if each.field != "published"))


def _hint(draft: Draft) -> Draft:
    """What the feed says of an article that has a page: a summary in place of the text is no text."""
    if any(trace.field == "html" and trace.tier == "content" for trace in draft.traces):
        return draft
    return replace(draft, html="", excerpt=draft.excerpt or plain(draft.html))
