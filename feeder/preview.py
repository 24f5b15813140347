"""What would be published of a page, without storing anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from feeder.crawl import Failure, Memory, crawl
from feeder.model import Dropped, Item, Office, Request, Validators
from feeder.normalise import items
from feeder.ports import Extractor, Fetch


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
