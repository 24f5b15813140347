"""Read this file first: what feeder does with a source, in order.

    recall -> crawl(fetch, extract) -> normalise -> decide -> doubt -> commit

A page of a listing is one transaction. One that is not believed waits (`feeder.read.accept`), and ends the walk. A run
that is killed leaves whole pages, and the next one goes on from there.
What was committed is published by `feeder.edition.publishing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial

from feeder import decide
from feeder.crawl import TWICE, Memory, Step, crawl, is_hopeless
from feeder.decide import Decision, Past
from feeder.model import Dropped, Item, Outcome, Request
from feeder.normalise import addresses
from feeder.ports import Fetch, Head, Now, Source
from feeder.ports.store import Store
from feeder.ports.transaction import Transaction
from feeder.records import Known, Listed, SourceState, Waiting
from feeder.trust import facts, gate, unchanged
from feeder.trust.facts import Facts
from feeder.trust.gate import Norm
from feeder.trust.removal import REMOVAL, Rule
from feeder.walk import judging, vanished, witness
from feeder.walk.gap import Gap, lowest
from feeder.walk.tally import Tally
from feeder.walk.weighing import Weigh

_TOLD = 50  # failures that are kept for the operator


def refresh(
    source: Source,
    fetch: Fetch,
    store: Store,
    now: Now,
    *,
    start: Iterable[Request] | None = None,
    pages: int | None = None,
    again: Callable[[Known], bool] | None = None,
    removal: Rule = REMOVAL,
    head: Head | None = None,
) -> Outcome:
    """Ask a source what is new, and remember it. Failures are in the outcome; they are asked for again next time.

    Walks the listing from `start` (its own start) as long as pages hold anything new, `pages` (the source's) at most.
    `again` tells which articles are asked although they are known; the listing is read for that even if it did not
    change, as it is once a day. What left the listing is asked, and withdrawn by the rule `removal`. `head` is asked of
    files and pictures that are new.
    """
    begun, state = now(), store.state(source.id)
    waiting = store.waiting(source.id)
    tally = Tally(source.id, gap=Gap(state.gap), weigh=Weigh(head), waits=_asked_again(waiting))
    tally.witness = partial(witness.testifies, source, fetch, store)
    listings = source.extractor.start() if start is None else start
    believed = unchanged.is_believed(state.viewed, waiting, begun)
    steps = crawl(source.extractor, listings, fetch, _memory(source, store, again, believed))
    _walk(steps, source, store, now, tally, cache(partial(norm_of, state, store)), pages or source.pages)
    tally.viewed = begun if tally.facts and not tally.doubt else state.viewed
    if tally.viewed and _in_order(tally):
        left = store.missing(source.id, tally.above, begun) if tally.above else []
        told, tally.doubt = vanished.ask(source, fetch, store, scope(source), now(), removal, left, tally.viewed)
        tally.notes += told
    tally.doubt = tally.doubt or tally.waits
    return close(source, store, now(), tally)


def _memory(source: Source, store: Store, again: Callable[[Known], bool] | None, believed: bool) -> Memory:
    """`believed` says whether a listing that does not change is."""
    return Memory(
        source=source.id,
        known=store.known,
        validators=partial(store.validators, source.id),
        again=again or (lambda _: False),
        unchanged=believed and again is None,
        find=store.find,
    )


def norm_of(state: SourceState, store: Store) -> Norm:
    """What the source was like before this refresh."""
    return Norm(facts.recall(state.facts), store.latest(state.source) if state.succeeded else None)


def _walk(
    steps: Iterable[Step], source: Source, store: Store, now: Now, tally: Tally, usual: Callable[[], Norm], most: int
) -> None:
    """Down the listing, so many pages at most, as long as they are believed and hold anything new, or a gap that an
    earlier walk left lies below."""
    for number, step in enumerate(steps, start=1):
        above = tally.above
        fresh = take(step, source, store, now(), tally, usual)
        tally.gap.meets(step, above, tally.above, doubted=bool(tally.doubt))
        if tally.doubt or number >= most or not (fresh or tally.gap.lies_below(tally.above)):
            if not (tally.doubt or step.last) and usual().newest:
                tally.stops_short(most)
            return


def take(
    step: Step,
    source: Source,
    store: Store,
    now: datetime,
    tally: Tally,
    usual: Callable[[], Norm] | None = None,
    *,
    news: bool = True,
) -> bool:
    """Commit one page of a listing, if it is as usual (None: whatever it is like). What is new on it is `news`, unless
    it is part of an archive. Returns whether it held anything new."""
    tally.met(step)
    if step.seen is None:
        return False
    norm = usual() if usual else None
    entries = tally.weigh(_entries(step, step.seen, source, tally), store)
    measured = facts.measure(entries, len(step.failures))
    first, tally.facts = tally.facts is None, tally.facts or measured
    textless = norm is not None and gate.needs_witness(norm, measured) and tally.witness()
    with store.begin(scope(source)) as transaction:
        decision = decided(entries, source, now, transaction, tally.above, step.seen)
        tally.doubt = gate.doubt(norm, measured, decision, first=first, textless=textless) if norm else ""
        if tally.doubt:
            transaction.wait(source.id, _waiting(step, entries, now, measured, tally.doubt))
            return False
        newest = norm.newest if norm and news else None
        decision = gate.told(decision, newest)
        commit(decision, step.hints, source.id, now, transaction, step.seen)
        if norm and news:
            _note_order(step, decision, tally, store, transaction)
        _note_validators(step, source.id, transaction)
    tally.count(decision)
    zone = source.office.zone
    tally.notes += [*gate.late(decision, newest, zone), *gate.redated(decision, zone), *gate.replaced(decision)]
    return decision.new > 0


def _note_validators(step: Step, source: str, transaction: Transaction) -> None:
    """Articles are asked with them as soon as they are stored; of the listing, see `close`."""
    for url in step.validators.keys() - {step.url}:
        transaction.validators(source, url, step.validators[url])


def _note_order(step: Step, decision: Decision, tally: Tally, store: Store, transaction: Transaction) -> None:
    """No page waits any more; and whoever is killed now has not had what follows on the listing."""
    if not tally.waits:
        transaction.wait(tally.source, None)
    if decision.new and not step.last:
        state = store.state(tally.source)
        transaction.state(replace(state, gap=lowest(state.gap, decision.last)))


def close(source: Source, store: Store, now: datetime, tally: Tally) -> Outcome:
    """Note how it went. What a listing is to be asked with next time counts only once all that it led to was had."""
    if tally.stopped:
        return tally.outcome()
    failed = bool(tally.failures)
    with store.begin(scope(source)) as transaction:
        state = store.state(source.id)
        verdict, reason = judging.verdict(tally, state, now, transaction)
        if not failed:
            for url, validators in tally.validators.items():
                transaction.validators(source.id, url, validators)
        transaction.state(
            replace(
                state,
                checked=now,
                succeeded=state.succeeded if failed or tally.doubt else now,
                failures=state.failures + 1 if failed else 0,
                error="\n".join(map(str, tally.failures[:_TOLD])),
                verdict=verdict,
                reason=reason,
                viewed=tally.viewed or state.viewed,
                facts=_remembered(state, tally),
                gap=tally.gap.left,
                stuck=judging.since(tally, state, now),
                passed=judging.passed(tally, state),
            )
        )
    return tally.outcome()


def _remembered(state: SourceState, tally: Tally) -> str:
    """The facts to keep, with those of this refresh where there are any that are believed."""
    if tally.facts is None or tally.doubt:
        return state.facts
    return facts.remember(facts.recall(state.facts), tally.facts)


def _in_order(tally: Tally) -> bool:
    """Whether the listing was there and understood, and the host may be asked more."""
    stopped = any(map(is_hopeless, tally.failures))
    return not (stopped or tally.doubt) and (tally.listed > 0 or not tally.modified)


def scope(source: Source) -> str:
    """Sources of one host may hold the same articles: so they are written one after the other."""
    return addresses.host(source.office.url)


def _asked_again(waiting: Waiting | None) -> str:
    """Why a recheck waits, if one does; a listing that is in order says nothing against it."""
    return waiting.reason if waiting and waiting.entries and not waiting.url else ""


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


def decided(
    entries: Sequence[Item | Known],
    source: Source,
    now: datetime,
    transaction: Transaction,
    above: datetime | None,
    seen: datetime | None = None,
) -> Decision:
    """What is new, edited or as it was, of the entries of a page that was had when `seen`; `above` is the time of the
    last item on the page before."""
    past = _recall(entries, transaction, source.id)
    zone = source.office.zone
    return decide.decide(entries, past, source=source.id, now=now, zone=zone, above=above, seen=seen or now)


def _waiting(step: Step, entries: Sequence[Item | Known], now: datetime, measured: Facts, why: str) -> Waiting:
    listed = [
        Listed(key=each.keys[0], item=each if isinstance(each, Item) else None, hint=_hint(each.keys, step.hints))
        for each in entries
    ]
    return Waiting(url=step.url, at=now, reason=why, entries=tuple(listed), facts=facts.remember((), measured))


def _recall(entries: Sequence[Item | Known], transaction: Transaction, source: str) -> Past:
    found = [each for each in entries if isinstance(each, Item)]
    known = transaction.known(dict.fromkeys(key for item in found for key in item.keys))
    strangers = [item for item in found if not any(key in known for key in item.keys)]
    return Past(
        known=known,
        namesakes=transaction.namesakes(dict.fromkeys(name for item in strangers for name in item.names)),
        taken=lambda first, last: transaction.day(source, first, last),
        said=lambda known: transaction.said(known.number),
        later=lambda since: transaction.later(source, since),
    )


def commit(
    decision: Decision,
    said: Mapping[str, str],
    source: str,
    now: datetime,
    transaction: Transaction,
    seen: datetime | None = None,
) -> None:
    """Write what was decided of a page; `said` is what the listing says of each item, by key, and `seen` when it was
    had: an old copy says nothing of today."""
    at = min(seen or now, now)
    writes = [replace(each, stored=replace(each.stored, last_seen=at)) for each in decision.writes]
    transaction.write(source, now, [replace(each, hint=_hint(each.keys, said)) for each in writes])
    for each in writes:
        if each.instead and not each.instead.withdrawn:
            transaction.withdraw(each.instead.number, now)
    hints = {known.number: _hint(known.keys, said) for known in decision.unchanged}
    transaction.seen(source, at, hints, {number: hint for number, hint in hints.items() if hint})
    transaction.restless(decision.unsettled)


def _hint(keys: Iterable[str], hints: Mapping[str, str]) -> str:
    return next((hints[key] for key in keys if key in hints), "")
