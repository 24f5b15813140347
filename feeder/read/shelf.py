"""A folder of saved pages as a small site: where each lies, in which order they are asked for, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from feeder.errors import ExtractError, FetchError, Trouble
from feeder.extract import ending, saved
from feeder.extract.saved import Saved
from feeder.model import Document, Draft, Page, Request, Role
from feeder.normalise import addresses, identity

#: The documents in a file or below a folder, under public addresses; what cannot be read is yielded as a failure.
Documents = Callable[[Path], Iterator[Document | FetchError]]


class Place(NamedTuple):
    """A file, and what it is a copy of."""

    file: str  # its path, which is a fourth of the size of a Path: there may be very many
    url: str
    role: Role = Role.UNKNOWN
    hint: Draft | None = None  # what the listing that leads there says of it

    @property
    def key(self) -> str:
        return self.file

    @property
    def leads(self) -> bool:
        return self.role is Role.LISTING


@dataclass(frozen=True, slots=True)
class Look:
    """What a file says. Its document comes without the body."""

    document: Document
    page: Page | ExtractError


#: Look into a file. A failure is the result if it cannot be read.
Read = Callable[[Place], Look | FetchError]


def reader(documents: Documents, files: Saved) -> Read:
    """What looks into files; fit for pickle if its parts are."""
    return partial(_read, documents, files)


def _read(documents: Documents, files: Saved, place: Place) -> Look | FetchError:
    document = next(documents(Path(place.file)))
    if isinstance(document, FetchError):
        return document
    document = replace(document, url=place.url, role=place.role, hint=place.hint)
    try:
        page: Page | ExtractError = ending.read(files.extract, document, loosely=place.leads)
    except ExtractError as failure:
        page = failure
    except BaseException as error:
        error.add_note(f"That was in {place.file}")
        raise
    return Look(replace(document, body=b"", hint=None), page)


class Shelf:
    """Where each saved document lies. Files are opened when they are asked for, one at a time."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._taken: set[str] = set()

    def __len__(self) -> int:
        return len(self._places)

    @property
    def taken(self) -> int:
        """How many were asked for."""
        return len(self._taken)

    def add(self, documents: Iterable[Document | FetchError]) -> list[FetchError]:
        """Take in files. Returns what could not be read."""
        failures = []
        for document in documents:
            if isinstance(document, FetchError):
                failures.append(document)
            else:
                role = Role.LISTING if addresses.listing(document.url) else Role.UNKNOWN
                self._places.setdefault(_key(document.url), Place(document.name, document.url, role))
        return failures

    def places(self) -> Iterator[Place]:
        """Listings in the order of their pages, then the rest in the order of their numbers or names."""
        return iter(sorted(self._places.values(), key=_order))

    def unread(self) -> Iterator[Request]:
        """What nothing has led to yet, in that order."""
        for place in self.places():
            if _key(place.url) not in self._taken:
                yield Request(url=place.url, role=place.role)

    def led(self, look: Look | FetchError) -> Iterator[Place]:
        """What a file leads to: further listings first, so that they are known when they are needed."""
        follow = look.page.follow if isinstance(look, Look) and isinstance(look.page, Page) else ()
        for request in sorted(follow, key=lambda each: each.role is not Role.LISTING):
            if place := self._place(request):
                yield place

    def has(self, url: str) -> bool:
        """Whether the page of an address was saved."""
        return _key(url) in self._places

    def take(self, request: Request) -> Place | None:
        """Where the document of an address lies; None for a further page of a listing that was not saved, which is
        simply not there. Raises FetchError for other pages."""
        place = self._place(request)
        if place:
            self._taken.add(_key(request.url))
        elif request.role is not Role.LISTING:
            raise FetchError(request.url, "its page was not saved", trouble=Trouble.GONE)
        return place

    def _place(self, request: Request) -> Place | None:
        place = self._places.get(_key(request.url))
        return place and place._replace(role=request.role, hint=request.hint)


class Site:
    """The saved documents as fetch and extractor of a site."""

    def __init__(self, shelf: Shelf, read: Read) -> None:
        self._shelf, self._read = shelf, read
        self._pages: dict[str, Page | ExtractError] = {}  # of the document that was fetched last

    def start(self) -> Iterable[Request]:
        return ()

    def fetch(self, request: Request) -> Iterator[Document]:
        """The saved document of an address."""
        place = self._shelf.take(request)
        if place is None:
            return
        look = self._read(place)
        if isinstance(look, FetchError):
            raise look
        self._pages = {look.document.url: look.page}
        yield replace(look.document, hint=request.hint)

    def extract(self, document: Document) -> Page:
        """What stands in it. Raises ExtractError."""
        page = self._pages[document.url]
        if isinstance(page, ExtractError):
            raise page
        return saved.kept(page, self._shelf.has)


def _key(url: str) -> str:
    return identity.key(url) or url


def _order(place: Place) -> tuple[int, int, str]:
    if listing := addresses.listing(place.url):
        return (0, listing.page, place.url)
    article = addresses.article(place.url)
    return (1, article.number if article else 0, place.file)
