"""Files that somebody saved, through the same steps as the live site.

A folder of saved pages is a small site: its listings are read first, and lead to the articles that were saved with
them; then comes what no listing led to, and page text and feeds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from feeder import pipeline
from feeder.crawl import Memory, crawl
from feeder.errors import FetchError, Trouble
from feeder.extract.saved import Saved
from feeder.model import Document, Outcome, Request, Role, Validators
from feeder.normalise import addresses, identity
from feeder.pipeline import Tally
from feeder.ports import Now, Source, Store

#: The documents in a file or below a folder, under public addresses; what cannot be read is yielded as a failure.
Documents = Callable[[Path], Iterator[Document | FetchError]]


def ingest(source: Source, paths: Iterable[Path], documents: Documents, store: Store, now: Now) -> Outcome:
    """Read the files, and remember what they say. What could not be read is among the failures, by its path."""
    tally = Tally(source.id)
    shelf = Shelf(documents)
    for path in paths:
        tally.failures += shelf.add(path)
    saved = shelf.reader(source)
    memory = Memory(source=source.id, known=store.known, validators=lambda _: Validators(), again=lambda _: True)
    for request in shelf.unread():
        tally.above = None
        for step in crawl(saved, [request], shelf.fetch, memory):
            pipeline.take(replace(step, validators={}), source, store, now(), tally)
    return tally.outcome()


@dataclass(frozen=True, slots=True)
class _Place:
    file: str  # its path, which is a fourth of the size of a Path: there may be very many
    url: str


class Shelf:
    """Where each saved document lies. Bodies are read when they are asked for, one at a time."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._places: dict[str, _Place] = {}
        self._read: set[str] = set()

    def add(self, path: Path) -> list[FetchError]:
        """Take in a file or folder. Returns what could not be read."""
        failures = []
        for document in self._documents(path):
            if isinstance(document, FetchError):
                failures.append(document)
            else:
                self._places.setdefault(_key(document.url), _Place(document.name, document.url))
        return failures

    def reader(self, source: Source) -> Saved:
        """What reads the saved documents of a source."""
        return Saved(site=source.extractor, url=source.office.url, has=lambda url: _key(url) in self._places)

    def unread(self) -> Iterator[Request]:
        """Listings in the order of their pages, then the rest in the order of their numbers or names."""
        for key in sorted(self._places, key=lambda key: _order(self._places[key])):
            if key not in self._read:
                place = self._places[key]
                role = Role.LISTING if addresses.listing(place.url) else Role.UNKNOWN
                yield Request(url=place.url, role=role)

    def fetch(self, request: Request) -> Iterator[Document]:
        """The saved document of an address. A further page of a listing that was not saved is simply not there."""
        key = _key(request.url)
        place = self._places.get(key)
        if place is None:
            if request.role is Role.LISTING:
                return
            raise FetchError(request.url, "its page was not saved", trouble=Trouble.GONE)
        self._read.add(key)
        for document in self._documents(Path(place.file)):
            if isinstance(document, FetchError):
                raise document
            yield replace(document, url=place.url, role=request.role, hint=request.hint)


def _key(url: str) -> str:
    return identity.key(url) or url


def _order(place: _Place) -> tuple[int, int, str]:
    if listing := addresses.listing(place.url):
        return (0, listing.page, place.url)
    article = addresses.article(place.url)
    return (1, article.number if article else 0, place.file)
