"""Files that somebody saved: pages, feeds and page text, read as the live site would be. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo

from feeder.extract import feeds, syndication, textdump
from feeder.model import Document, Dropped, Page, Role
from feeder.ports import Extractor

NOT_SAVED = "its page was not saved, and the listing holds only an excerpt"


@dataclass(frozen=True, slots=True)
class Saved:
    """What reads a file of a site, whatever it is."""

    site: Extractor
    url: str  # the listing that page text is a copy of
    zone: tzinfo  # of times that come without one

    def extract(self, document: Document) -> Page:
        """Raises ExtractError, as the extractor of the site does."""
        if document.media_type == "text/plain":
            return textdump.read(document, url=self.url)
        if feeds.is_feed(document):
            return syndication.read(document, zone=self.zone)
        return self.site.extract(document)


def kept(page: Page, has: Callable[[str], bool]) -> Page:
    """A page that leads only to addresses whose page was saved (`has`). What a listing says in full needs no page of
    its own."""
    missing = [each for each in page.follow if each.role is not Role.LISTING and not has(each.url)]
    whole = tuple(each.hint for each in missing if each.hint and each.hint.html)
    lost = tuple(Dropped(NOT_SAVED, each.url) for each in missing if not (each.hint and each.hint.html))
    follow = tuple(each for each in page.follow if each not in missing)
    return replace(page, items=(*page.items, *whole), follow=follow, dropped=(*page.dropped, *lost))
