"""The whole of a listing, page by page, however long it takes.

It can be stopped at any moment, and goes on where it was. An article that cannot be had does not hold it up: the next
backfill asks for it again. New items that push the pages along while it walks only bring some items a second time, and
those are known. After a stop the last page is read again, so that none slips through when items were taken away; where
it shows none that is known, and none that is newer, more were than it holds, and the listing is read from its start.
Items that are taken away while it walks let as many slip through: no page says so, and the next backfill finds them. At
its end it looks at the first pages once more, as an ordinary fetch does: hours or days have gone by, and more may have
come on top than such a fetch would go through.

Its first page is judged as that of a fetch is: a site with other addresses would have its whole archive come again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from feeder import pipeline
from feeder.crawl import Memory, Step, crawl
from feeder.errors import ExtractError, FetchError, Trouble
from feeder.extract.listing.places import place
from feeder.model import Outcome, Request, Role, Validators
from feeder.normalise import identity
from feeder.ports import Fetch, Now, Source
from feeder.ports.store import Store
from feeder.records import Known
from feeder.walk import witness
from feeder.walk.gap import Gap
from feeder.walk.tally import Tally

_ANY = 1_000_000  # pages: as far as there is anything new
_EMPTY = "passed over {}, which showed no items, although the listing goes on; `feeder backfill {}` reads it again"
_SHORT = "the page shows {}, although the page before it says that there are {} pages; it is asked again"
_ANEW = "{}, where the last backfill stopped, shows nothing of what it had, so the listing is read from its start"
_EARLIER = "{} showed the items of an earlier page, also when it was asked twice; `feeder backfill {}` reads it again"

#: Told after each page: how many were read in this run, and how many the listing has (0: it does not say).
Told = Callable[[int, int], None]


def backfill(
    source: Source, fetch: Fetch, store: Store, now: Now, *, pages: int | None = None, told: Told = lambda *_: None
) -> Outcome:
    """Read the listing from where the last backfill stopped, or from its start, to its end or for `pages` pages; at its
    end what came on top meanwhile, too. The page that is read again after a stop does not count."""
    state = store.state(source.id)
    walked = state.walked
    steps, again = _steps(source, fetch, store, walked)
    tally, empty, most = Tally(source.id, gap=Gap(state.gap, broken=True)), list[str](), 0
    tally.witness = partial(witness.testifies, source, fetch, store)
    if walked and not again:
        tally.notes.append(_ANEW.format(walked))
    for number, step in enumerate(steps, start=1):
        step = _doubted(step, most)
        usual = partial(pipeline.norm_of, state, store) if number == 1 and not again else None
        pipeline.take(replace(step, validators={}), source, store, now(), tally, usual, news=False)
        if tally.doubt:
            return pipeline.close(source, store, now(), tally)
        told(number, step.pages)
        if _ends(step):
            break
        most = step.pages if step.entries else most
        _note(step, source.id, empty, tally.notes)
        _remember(source, store, "" if step.last else step.url)
        if step.last and (walked or number > 1):
            return _and_top(tally.outcome(), pipeline.refresh(source, fetch, store, now, pages=_ANY))
        if number - again == pages:
            break
    return tally.outcome()


def _steps(source: Source, fetch: Fetch, store: Store, walked: str) -> tuple[Iterator[Step], int]:
    """From the page at which the last backfill stopped, "" if none did, or from the start where that page shows nothing
    that is known any more; and how many pages at the beginning are read again."""
    nothing = Validators()  # a page that did not change still leads on to the next one
    memory = Memory(
        source=source.id, known=store.known, validators=lambda _: nothing, again=lambda _: False, find=store.find
    )
    start = list(source.extractor.start())
    if walked:
        steps = crawl(source.extractor, [Request(url=walked, role=Role.LISTING)], fetch, memory)
        first = next(steps)
        if walked in {each.url for each in start} or _is_known(first, store, source.id):
            return chain([first], steps), 1
    return crawl(source.extractor, start, fetch, memory), 0


def _is_known(step: Step, store: Store, source: str) -> bool:
    """Whether a page shows anything that is known, or newer than all that is, so that this follows; or could not be had
    for a while, so that nobody can tell."""
    if step.seen is None or step.hopeless:
        return not any(isinstance(each, FetchError) and each.trouble is Trouble.GONE for each in step.failures)
    newest = max((each.published for each in store.newest((source,), 1)), default=None)
    return any(
        isinstance(each, Known)
        or store.known(identity.keys(each.url))
        or (newest and each.stated and each.stated.at > newest)
        for each in step.entries
    )


def _doubted(step: Step, most: int) -> Step:
    """With a failure, and nothing else, where a page in the middle of a listing of so many pages is empty or shows what
    an earlier one did, and leads no further."""
    wrong = step.earlier or not (step.entries or step.failures)
    if not wrong or not step.last or place(step.url).page >= most:
        return step
    shown = "the items of an earlier page" if step.earlier else "no items"
    return replace(step, entries=(), failures=(ExtractError(step.url, _SHORT.format(shown, most)),))


def _note(step: Step, source: str, empty: list[str], notes: list[str]) -> None:
    """What the operator should know of how the walk goes on: around a circle, or over pages that were empty or those of
    others."""
    if step.circle or (step.earlier and step.last):
        notes.append(f"ended at {step.url}: it shows the same items as the pages before it")
    if step.astray:
        notes.append(_EARLIER.format(step.astray, source))
    if not step.entries:
        empty.append(step.url)
        return
    notes += [_EMPTY.format(url, source) for url in empty]
    empty.clear()


def _ends(step: Step) -> bool:
    """Whether the page itself, or all that it leads to, could not be had; some of its articles may fail."""
    return step.cut or step.hopeless or bool(step.failures and not step.entries)


def _and_top(outcome: Outcome, top: Outcome) -> Outcome:
    """With what had come on top meanwhile; what is known there was counted when it was new."""
    return replace(
        outcome,
        new=outcome.new + top.new,
        revised=outcome.revised + top.revised,
        failures=tuple(dict.fromkeys((*outcome.failures, *top.failures))),
        notes=(*outcome.notes, *top.notes),
        doubt=top.doubt,
        until=top.until,
    )


def _remember(source: Source, store: Store, url: str) -> None:
    with store.begin(pipeline.scope(source)) as transaction:
        transaction.state(replace(store.state(source.id), walked=url))
