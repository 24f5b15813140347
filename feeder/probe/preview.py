"""What would be published of a page or of files, without storing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial
from pathlib import Path

from feeder.crawl import Failure, Memory, crawl
from feeder.errors import FetchError, InputError
from feeder.model import Document, Dropped, Item, Office, Request, Validators
from feeder.normalise import addresses, items
from feeder.normalise.topics import Match
from feeder.ports import Extractor, Fetch, Source
from feeder.probe import detect

_NOWHERE = "https://unknown.invalid/"  # for a file that does not say where it is from (RFC 2606)


@dataclass(frozen=True, slots=True)
class Preview:
    """The items in the page's order, and what is not among them."""

    items: tuple[Item, ...]
    dropped: tuple[Dropped, ...]
    failures: tuple[Failure, ...]


def preview(extractor: Extractor, office: Office, requests: Iterable[Request], fetch: Fetch) -> Preview:
    """Read pages, and the articles that they lead to, as if nothing were known; no further page of a listing."""
    memory = Memory(source="", known=lambda _: {}, validators=lambda _: Validators(), again=lambda _: False)
    steps = [next(crawl(extractor, [request], fetch, memory)) for request in requests]
    finished = [each for step in steps if step.seen for each in items.finish(step.entries, office, step.seen)]
    return Preview(
        items=tuple(each for each in finished if isinstance(each, Item)),
        dropped=(
            *(each for step in steps for each in step.dropped),
            *(each for each in finished if isinstance(each, Dropped)),
        ),
        failures=tuple(failure for step in steps for failure in step.failures),
    )


def about(found: Preview, classify: Callable[[str, str], Iterable[Match]]) -> Preview:
    """The same with the topics of each item, and what made them, among its traces."""
    traced = (
        replace(item, traces=(*item.traces, *(match.trace for match in classify(item.title, item.text))))
        for item in found.items
    )
    return replace(found, items=tuple(traced))


def address(place: str) -> str:
    """The address that is meant where there is no file of that name. Raises InputError."""
    try:
        return detect.whole(place)
    except InputError as error:
        said = f"{place}: there is no such file; an address is written as https://example.org/news"
        raise InputError(said) from error


def page(url: str, source: Source | None, fetch: Fetch, zone: tzinfo) -> Preview:
    """A page as the source reads it; where there is none, and a feed, as what it turns out to be. Raises FetchError."""
    from feeder.extract import feeds

    document = next(iter(fetch(Request(url=url))))
    reader = source if source and not feeds.is_feed(document) else _stranger(document, zone)

    def having(request: Request) -> Iterable[Document]:
        return [document] if request.url == url else fetch(request)

    return preview(reader.extractor, reader.office, [Request(url=url)], having)


def files(path: Path, reads: Callable[[str], Source | None], zone: tzinfo) -> Preview:
    """Saved pages, feeds or page text; `reads` finds the source of an address. Raises FetchError."""
    from feeder.extract.saved import Saved
    from feeder.fetch.files import documents
    from feeder.read import shelf

    first = next(documents(path, address=_NOWHERE))
    if isinstance(first, FetchError):
        raise first
    own = first.url if addresses.host(first.url) != addresses.host(_NOWHERE) else _canonical(first)
    source = reads(own) or _stranger(replace(first, url=own or first.url), zone)
    read = partial(documents, address=source.office.url, seen=None)
    folder = shelf.Shelf()
    failures = folder.add(read(path))
    site = shelf.Site(folder, shelf.reader(read, Saved(source.extractor, source.office.url, source.office.zone)))
    found = preview(site, source.office, folder.unread(), site.fetch)
    return replace(found, failures=(*failures, *found.failures))


def _stranger(document: Document, zone: tzinfo) -> Source:
    """A source for a site that nobody configured."""
    return Source(id="preview", extractor=detect.reader(document, zone), office=Office(url=document.url, zone=zone))


def _canonical(document: Document) -> str:
    """What a page says that its address is; "" where it does not."""
    from feeder.extract import feeds, markup

    if document.media_type != "text/html" or feeds.is_feed(document):
        return ""
    told = markup.tree(document).xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return next((str(each) for each in told if addresses.canonical(str(each))), "")
