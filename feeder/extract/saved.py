"""Files that somebody saved: pages, feeds and page text, read as the live site would be. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from feeder.extract import syndication, textdump
from feeder.model import Document, Dropped, Page, Request, Role
from feeder.ports import Extractor

NOT_SAVED = "its page was not saved, and the listing holds only an excerpt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An extractor for a folder of files. What a listing says in full needs no page of its own."""

    site: Extractor
    url: str  # the listing that page text is a copy of
    has: Callable[[str], bool]  # whether the page of an address was saved

    def start(self) -> Iterable[Request]:
        return ()

    def extract(self, document: Document) -> Page:
        """Raises ExtractError, as the extractor of the site does."""
        if document.media_type == "text/plain":
            return textdump.read(document, url=self.url)
        if syndication.is_feed(document):
            return syndication.read(document)
        return self._kept(self.site.extract(document))

    def _kept(self, page: Page) -> Page:
        missing = [each for each in page.follow if each.role is not Role.LISTING and not self.has(each.url)]
        whole = tuple(each.hint for each in missing if each.hint and each.hint.html)
        lost = tuple(Dropped(NOT_SAVED, each.url) for each in missing if not (each.hint and each.hint.html))
        follow = tuple(each for each in page.follow if each not in missing)
        return replace(page, items=(*page.items, *whole), follow=follow, dropped=(*page.dropped, *lost))
