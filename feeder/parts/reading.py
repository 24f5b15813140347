"""How the sources of a configuration are read: by what, from where, and in which manner they are asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feeder.config import AnyPage, Config, Kpu, KpuApi, Publisher, Selected, Syndicated
from feeder.config import Source as SourceConfig
from feeder.model import Document, Office, Page, Request, Role
from feeder.normalise import addresses
from feeder.ports import Extractor, Source

if TYPE_CHECKING:
    from feeder.fetch.options import Options


def source(entry: SourceConfig, publisher: Publisher) -> Source:
    """A source, and how it is read; in the publisher's time zone and language where it names no others."""
    zone = ZoneInfo(entry.zone or publisher.timezone)
    office = Office(
        url=entry.url,
        zone=zone,
        formerly=tuple(map(_host, entry.formerly)),
        category=entry.category,
        language=entry.language or publisher.language,
    )
    return Source(id=entry.id, extractor=Late(entry, zone), office=office, pages=entry.pages)


def of_address(config: Config, url: str) -> Source | None:
    """The source of an address or its host, if there is one; of no address, the only one."""
    own = [each for each in config.sources if addresses.host(each.url) == addresses.host(url)]
    own.sort(key=lambda each: addresses.canonical(each.url) != addresses.canonical(url))
    if not url:
        own = list(config.sources) if len(config.sources) == 1 else []
    return source(own[0], config.publisher) if own else None


def options(config: Config) -> Options:
    """The manners and limits of the configuration, as the room that fetches counts them: in seconds and bytes."""
    from feeder.fetch.options import Options

    given = config.fetch
    return Options(
        contact=given.contact,
        delay=given.delay.total_seconds(),
        jitter=given.jitter.total_seconds(),
        allow_private=given.allow_private,
        deadline=given.timeout.total_seconds(),
        attempts=given.attempts,
        wire_limit=given.max_bytes,
        body_limit=given.max_body,
        per_run=given.budget.run,
        per_day=given.budget.day,
    )


class Late:
    """An extractor that is imported when there is something to read: most runs learn that nothing is new."""

    def __init__(self, entry: SourceConfig, zone: ZoneInfo) -> None:
        self._entry = entry
        self._zone = zone

    def start(self) -> Iterable[Request]:
        return (Request(url=self._entry.url, role=Role.LISTING),)

    def extract(self, document: Document) -> Page:
        return self._extractor.extract(document)

    @cached_property
    def _extractor(self) -> Extractor:
        return extractor(self._entry, self._zone)


def extractor(entry: SourceConfig, zone: ZoneInfo) -> Extractor:
    """What reads a source of this kind."""
    match entry:
        case Kpu():
            from feeder.extract.kpu import KpuSite

            return KpuSite(url=entry.url, zone=zone)
        case KpuApi():
            from feeder.extract.api import KpuApi as Api

            return Api(url=entry.url, zone=zone)
        case Syndicated():
            from feeder.extract.syndication import FeedSite

            return FeedSite(url=entry.url, full_text=entry.full_text, zone=zone)
        case Selected():
            from feeder.extract.selectors import ArticlePaths, SelectorSite

            paths = vars(entry.selectors) | {"article": ArticlePaths(**vars(entry.selectors.article))}
            return SelectorSite(url=entry.url, zone=zone, **paths)
        case AnyPage():
            from feeder.extract.page import AnyPage as AnySite

            return AnySite(url=entry.url, zone=zone)


def _host(name: str) -> str:
    return addresses.host(name if "//" in name else f"https://{name}")
