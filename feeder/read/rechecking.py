"""Known articles are asked again at growing ages: most are mended within the hour, few after a month.

Part of a refresh that found the listing in order. What a page says now goes through the same steps as that of a new
article; one that is gone is handed to whoever withdraws (`feeder.walk.vanished`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from feeder import health, pipeline
from feeder.crawl import Failure, Memory, Step, article
from feeder.errors import ExtractError, FetchError, Trouble
from feeder.model import Basis, Draft, Item, Outcome, Request, Role, Validators
from feeder.ports import Fetch, Now, Source
from feeder.ports.store import Store
from feeder.records import Absence, Known
from feeder.trust import facts
from feeder.trust.facts import Facts
from feeder.trust.gate import Norm
from feeder.trust.halves import Manner
from feeder.walk.tally import Tally

AGES = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30))

_AT_ONCE = 10  # pages that are asked in one refresh
_LATER = {Trouble.UNREACHABLE, Trouble.SERVER, Trouble.BUSY, Trouble.BLOCKED, Trouble.BUDGET, Trouble.STOPPED}


@dataclass(slots=True)
class _Answers:
    """What the pages said."""

    asked: list[Known] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    gone: list[Known] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    validators: dict[str, Validators] = field(default_factory=dict)


def recheck(source: Source, fetch: Fetch, store: Store, now: Now, *, limit: int = _AT_ONCE) -> Outcome:
    """Ask the pages whose time has come, the one that was asked longest ago first."""
    due = _due(source.id, store, now(), limit)
    if not due:
        return Outcome(source=source.id, modified=False)
    answers = _ask(due, source, fetch, store)
    tally = Tally(source.id, facts=Facts(), modified=bool(answers.drafts), failures=list(answers.failures))
    tally.notes += [f"its page is not there any more: {each.url}" for each in answers.gone]
    if answers.drafts:
        norm = Norm(facts.recall(store.state(source.id).facts), store.latest(source.id))
        step = Step(url="", seen=now(), entries=tuple(answers.drafts), validators=answers.validators)
        pipeline.take(step, source, store, now(), tally, lambda: norm)
    if tally.doubt:  # what was asked counts as asked once it is accepted
        _hold(tally.doubt, source, store)
    elif answers.asked:
        _note(answers, source, store, now)
    return tally.outcome()


def _due(source: str, store: Store, now: datetime, limit: int) -> list[Known]:
    """The articles whose time has come, but for those that are asked anyway, because they were found gone."""
    overdue = store.overdue(source, now, AGES, limit)
    gone = {each.number for each in store.absent(source)} if overdue else set()
    return [each for each in overdue if each.number not in gone]


def joined(outcome: Outcome, more: Outcome) -> Outcome:
    """A refresh, and the recheck that was part of it."""
    return replace(
        outcome,
        revised=outcome.revised + more.revised,
        modified=outcome.modified or more.modified,
        failures=(*outcome.failures, *more.failures),
        notes=(*outcome.notes, *more.notes),
        doubt=outcome.doubt or more.doubt,
        until=outcome.until or more.until,
    )


def _ask(due: Sequence[Known], source: Source, fetch: Fetch, store: Store) -> _Answers:
    """In the order of a listing, so that neighbours can date one another."""
    answers = _Answers()
    had = partial(store.validators, source.id)
    memory = Memory(source=source.id, known=store.known, validators=had, again=lambda _: True, find=store.find)
    for each in sorted(due, key=lambda known: known.published, reverse=True):
        stored = store.find(each.id)
        item = stored.item if stored else None
        request = Request(url=each.url, role=Role.ARTICLE, hint=_hint(each, item))
        try:
            found = article(source.extractor, request, each, fetch, memory, answers.validators, Manner())
            answers.drafts += [draft for draft in found if isinstance(draft, Draft)]
        except (FetchError, ExtractError) as failure:
            trouble = failure.trouble if isinstance(failure, FetchError) else None
            if trouble is Trouble.GONE or (isinstance(failure, ExtractError) and failure.gone):
                answers.gone.append(each)
            else:
                answers.failures.append(failure)
            if trouble in _LATER:
                break
        answers.asked.append(each)
    return answers


def _hint(known: Known, item: Item | None) -> Draft:
    """What is known beside the page: what its listing once said of it does not stand there."""
    stated = known.when if known.when.basis is Basis.STATED else None
    draft = Draft(url=known.url, title=known.title, image=known.image, stated=stated)
    return replace(draft, categories=item.tags, authors=item.authors, language=item.language) if item else draft


def _hold(doubt: str, source: Source, store: Store) -> None:
    """The refresh before this was in order; this was not."""
    with store.begin(pipeline.scope(source)) as transaction:
        verdict, reason = health.judge(0, 0, (), doubt=doubt)
        transaction.state(replace(store.state(source.id), verdict=verdict, reason=reason))


def _note(answers: _Answers, source: Source, store: Store, now: Now) -> None:
    at = now()
    with store.begin(pipeline.scope(source)) as transaction:
        transaction.checked(at, [each.number for each in answers.asked])
        transaction.absent(
            Absence(number=each.number, url=each.url, first=at, last=at, times=1) for each in answers.gone
        )
