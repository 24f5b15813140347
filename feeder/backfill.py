"""The whole of a listing, page by page, however long it takes.

It can be stopped at any moment, and goes on where it was. New items that push the pages along while it walks only bring
some items a second time, and those are known; after a stop the last page is read again, so that none slips through when
items were taken away. At its end it looks at the first pages once more, as an ordinary fetch does: hours or days have
gone by, and more may have come on top than such a fetch would go through.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from feeder import pipeline
from feeder.crawl import Memory, Step, crawl
from feeder.model import Outcome, Request, Role, Validators
from feeder.normalise import identity
from feeder.pipeline import Tally
from feeder.ports import Fetch, Now, Source, Store

_ANY = 1_000_000  # pages: as far as there is anything new
_CIRCLE = 3  # pages in a row with the same items; two of them may be new items that push along a whole page

#: Told after each page: how many were read in this run, and how many the listing has (0: it does not say).
Told = Callable[[int, int], None]


def backfill(
    source: Source, fetch: Fetch, store: Store, now: Now, *, pages: int | None = None, told: Told = lambda *_: None
) -> Outcome:
    """Read the listing from where the last backfill stopped, or from its start, to its end or for `pages` pages; at its
    end what came on top meanwhile, too."""
    state = store.state(source.id)
    start = [Request(url=state.walked, role=Role.LISTING)] if state.walked else source.extractor.start()
    nothing = Validators()  # a page that did not change still leads on to the next one
    memory = Memory(source=source.id, known=store.known, validators=lambda _: nothing, again=lambda _: False)
    tally, circle = Tally(source.id), _Circle()
    for number, step in enumerate(crawl(source.extractor, start, fetch, memory), start=1):
        pipeline.take(replace(step, validators={}), source, store, now(), tally)
        told(number, step.pages)
        if step.failures:
            break
        last = step.last or circle.closes(step)
        if last and not step.last:
            tally.notes.append(f"ended at {step.url}: it shows the same items as the pages before it")
        _remember(source, store, "" if last else step.url)
        if last and (state.walked or number > 1):
            return _and_top(tally.outcome(), pipeline.refresh(source, fetch, store, now, pages=_ANY))
        if number == pages:
            break
    return tally.outcome()


@dataclass(slots=True)
class _Circle:
    """Many a site shows its last page, or its first, for any number that is too high, and always a link to the next."""

    shown: frozenset[str] = frozenset()
    times: int = 0

    def closes(self, step: Step) -> bool:
        """Whether this page shows what those before it have shown."""
        shown = frozenset(identity.key(each.url) for each in step.entries)
        self.times = self.times + 1 if shown and shown == self.shown else 1
        self.shown = shown
        return self.times >= _CIRCLE


def _and_top(outcome: Outcome, top: Outcome) -> Outcome:
    """With what had come on top meanwhile; what is known there was counted when it was new."""
    return replace(
        outcome,
        new=outcome.new + top.new,
        revised=outcome.revised + top.revised,
        failures=top.failures,
        notes=(*outcome.notes, *top.notes),
        doubt=top.doubt,
        until=top.until,
    )


def _remember(source: Source, store: Store, url: str) -> None:
    with store.begin(pipeline.scope(source)) as transaction:
        transaction.state(replace(store.state(source.id), walked=url))
