"""The whole of a listing, page by page, however long it takes.

It can be stopped at any moment, and goes on where it was. New items that push the pages along while it walks only bring
some items a second time, and those are known; after a stop the last page is read again, so that none slips through when
items were taken away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from feeder import pipeline
from feeder.crawl import Memory, crawl
from feeder.model import Outcome, Request, Role, Validators
from feeder.pipeline import Tally
from feeder.ports import Fetch, Now, Source, Store

#: Told after each page: how many were read in this run, and how many the listing has (0: it does not say).
Told = Callable[[int, int], None]


def backfill(
    source: Source, fetch: Fetch, store: Store, now: Now, *, pages: int | None = None, told: Told = lambda *_: None
) -> Outcome:
    """Read the listing from where the last backfill stopped, or from its start, to its end or for `pages` pages."""
    state = store.state(source.id)
    start = [Request(url=state.walked, role=Role.LISTING)] if state.walked else source.extractor.start()
    nothing = Validators()  # a page that did not change still leads on to the next one
    memory = Memory(source=source.id, known=store.known, validators=lambda _: nothing, again=lambda _: False)
    tally = Tally(source.id)
    for number, step in enumerate(crawl(source.extractor, start, fetch, memory), start=1):
        pipeline.take(replace(step, validators={}), source, store, now(), tally)
        told(number, step.pages)
        if step.failures:
            break
        _remember(source, store, "" if step.last else step.url)
        if number == pages:
            break
    return tally.outcome()


def _remember(source: Source, store: Store, url: str) -> None:
    with store.begin(source.id) as transaction:
        transaction.state(replace(store.state(source.id), walked=url))
