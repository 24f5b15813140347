"""Read this file first: what feeder does with a source, in order.

    recall -> crawl(fetch, extract) -> normalise -> decide -> commit

A page of a listing is one transaction. A run that is killed leaves whole pages, and the next one goes on from there.
What was committed is published by `feeder.publishing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from feeder import decide, health
from feeder.crawl import TWICE, Failure, Memory, Step, crawl
from feeder.decide import Decision, Past
from feeder.model import Dropped, Item, Known, Outcome, Request, Validators
from feeder.normalise import addresses
from feeder.ports import Fetch, Now, Source, Store, Transaction


@dataclass(slots=True)
class Tally:
    """What a refresh has done so far."""

    source: str
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    modified: bool = False
    dropped: list[Dropped] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    validators: dict[str, Validators] = field(default_factory=dict)  # of listings
    above: datetime | None = None  # the time of the last item on the page before

    def outcome(self) -> Outcome:
        return Outcome(
            source=self.source,
            new=self.new,
            revised=self.revised,
            unchanged=self.unchanged,
            modified=self.modified,
            dropped=tuple(self.dropped),
            failures=tuple(map(str, self.failures)),
        )


def refresh(
    source: Source,
    fetch: Fetch,
    store: Store,
    now: Now,
    *,
    start: Iterable[Request] | None = None,
    pages: int | None = None,
    again: Callable[[Known], bool] = lambda _: False,
) -> Outcome:
    """Ask a source what is new, and remember it. Failures are in the outcome; they are asked for again next time.

    Walks the listing from `start` (its own start) as long as pages hold anything new, `pages` (the source's) at most.
    """
    memory = Memory(source=source.id, known=store.known, validators=store.validators, again=again)
    steps = crawl(source.extractor, source.extractor.start() if start is None else start, fetch, memory)
    tally = Tally(source.id)
    for number, step in enumerate(steps, start=1):
        fresh = take(step, source, store, now(), tally)
        if not fresh or number >= (pages or source.pages):
            break
    return close(source, store, now(), tally)


def take(step: Step, source: Source, store: Store, now: datetime, tally: Tally) -> bool:
    """Commit one page of a listing. Returns whether it held anything new."""
    tally.dropped += step.dropped
    tally.failures += step.failures
    tally.modified |= step.modified
    if step.seen is None:
        return False
    entries = _entries(step, step.seen, source, tally)
    with store.begin(_scope(source)) as transaction:
        past = _recall(entries, transaction, source.id)
        decision = decide.decide(entries, past, source=source.id, now=now, zone=source.office.zone, above=tally.above)
        _commit(decision, step, source.id, now, transaction)
    tally.validators |= {url: each for url, each in step.validators.items() if url == step.url}
    tally.new += decision.new
    tally.revised += decision.revised
    tally.unchanged += len(decision.unchanged)
    tally.above = decision.last
    return decision.new > 0


def close(source: Source, store: Store, now: datetime, tally: Tally) -> Outcome:
    """Note how it went. What a listing is to be asked with next time counts only once all that it led to was had."""
    state = store.state(source.id)
    failed = bool(tally.failures)
    verdict, reason = health.judge(tally.new, tally.revised, tally.failures)
    with store.begin(_scope(source)) as transaction:
        if not failed:
            for url, validators in tally.validators.items():
                transaction.validators(url, validators)
        transaction.state(
            replace(
                state,
                checked=now,
                succeeded=state.succeeded if failed else now,
                failures=state.failures + 1 if failed else 0,
                error=str(tally.failures[0]) if failed else "",
                verdict=verdict,
                reason=reason,
            )
        )
    return tally.outcome()


def _scope(source: Source) -> str:
    """Sources of one host may hold the same articles: so they are written one after the other."""
    return addresses.host(source.office.url)


def _entries(step: Step, seen: datetime, source: Source, tally: Tally) -> list[Item | Known]:
    """The finished items of a page; each once, the first counts."""
    from feeder.normalise import items  # late: most runs meet nothing new

    entries: dict[str, Item | Known] = {}
    for each in items.finish(step.entries, source.office, seen):
        if isinstance(each, Dropped):
            tally.dropped.append(each)
        elif each.keys[0] in entries:
            tally.dropped.append(Dropped(TWICE, each.url or each.title))
        else:
            entries[each.keys[0]] = each
    return list(entries.values())


def _recall(entries: Sequence[Item | Known], transaction: Transaction, source: str) -> Past:
    found = [each for each in entries if isinstance(each, Item)]
    known = transaction.known(dict.fromkeys(key for item in found for key in item.keys))
    strangers = [item for item in found if not any(key in known for key in item.keys)]
    return Past(
        known=known,
        namesakes=transaction.namesakes(dict.fromkeys(name for item in strangers for name in item.names)),
        taken=lambda first, last: transaction.day(source, first, last),
    )


def _commit(decision: Decision, step: Step, source: str, now: datetime, transaction: Transaction) -> None:
    transaction.write(source, now, [replace(each, hint=_hint(each.keys, step.hints)) for each in decision.writes])
    hints = {known.number: _hint(known.keys, step.hints) for known in decision.unchanged}
    transaction.seen(source, now, hints, {number: hint for number, hint in hints.items() if hint})
    for url, validators in step.validators.items():
        if url != step.url:
            transaction.validators(url, validators)


def _hint(keys: Iterable[str], hints: Mapping[str, str]) -> str:
    return next((hints[key] for key in keys if key in hints), "")
