"""What waits because it was not believed, taken as it is: it is committed, and becomes the norm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from feeder import pipeline
from feeder.errors import InputError
from feeder.health import Verdict
from feeder.model import Item, Outcome, Validators
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.records import Known, Waiting
from feeder.trust import gate
from feeder.walk.gap import lowest
from feeder.walk.tally import Tally


def accept(source: Source, store: Store, now: datetime) -> Outcome:
    """Commit the page, or the withdrawals, that wait. Raises InputError where nothing does."""
    waiting, state = store.waiting(source.id), store.state(source.id)
    if waiting is None:
        raise _refused(source.id, state.held)
    tally = Tally(source.id, modified=True)
    newest = store.latest(source.id) if state.succeeded else None
    hints = {each.key: each.hint for each in waiting.entries}
    with store.begin(pipeline.scope(source)) as transaction:
        decision = pipeline.decided(list(_entries(waiting, store)), source, now, transaction, None)
        decision = gate.told(decision, newest)
        pipeline.commit(decision, hints, source.id, now, transaction)
        for number in waiting.gone:
            transaction.withdraw(number, now)
        transaction.wait(source.id, None)
        transaction.validators(source.id, waiting.url, Validators())  # the pages after it were not read
        said = f"accepted by hand: {waiting.reason}"
        if waiting.url:  # only a listing tells what a listing is like, and has pages below
            state = replace(state, facts=waiting.facts, gap=lowest(state.gap, decision.last if decision.new else None))
        transaction.state(replace(state, verdict=Verdict.OK, reason=said, succeeded=now, failures=0, error=""))
    tally.count(decision)
    return tally.outcome()


def _refused(source: str, held: str) -> InputError:
    """Why there is nothing to accept; a feed may be `held` back all the same."""
    if not held:
        return InputError(f"{source}: nothing waits to be accepted")
    return InputError(
        f"{source}: {held}: such a feed breaks readers and cannot be accepted; take the item out of it with "
        "`feeder hide`, and report this"
    )


def _entries(waiting: Waiting, store: Store) -> Iterator[Item | Known]:
    """The page in its order. An item that has gone from the store meanwhile is passed over."""
    known = store.known(each.key for each in waiting.entries if each.item is None)
    for each in waiting.entries:
        entry = each.item or known.get(each.key)
        if entry:
            yield entry
