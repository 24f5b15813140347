"""Articles that left their listing are asked, and withdrawn once they are gone for good.

Part of a refresh that found the listing in order: its neighbours are there, the article is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from feeder.crawl import is_hopeless
from feeder.errors import FetchError, Trouble
from feeder.normalise import addresses
from feeder.ports import Fetch, Source
from feeder.ports.store import Store
from feeder.ports.transaction import Transaction
from feeder.records import Absence, Waiting
from feeder.trust import removal, standing
from feeder.trust.removal import Rule

_AT_ONCE = 5  # pages that are asked in one refresh
_MANY = 5  # articles that are gone at once: more are withdrawn only by a person's word
_MOVED = (
    "gone, but not withdrawn: {}: the site's articles have another kind of address now; `feeder backfill {}` finds it "
    "if it was moved, `feeder hide` takes it out if it was not"
)
_PEERS = 20  # items that show what addresses the site has now


def ask(
    source: Source,
    fetch: Fetch,
    store: Store,
    scope: str,
    now: datetime,
    rule: Rule,
    left: Sequence[Absence],
    viewed: datetime,
) -> tuple[list[str], str]:
    """Ask the pages of items that `left` the listing just now, and of those that were found gone before; not of those
    that still stood there when it was last `viewed`.

    Returns what the operator should know, and why nothing was withdrawn although it should be.
    """
    before = store.absent(source.id, viewed)
    due = [each for each in before if removal.due(each, rule, now)]
    answers = _answers([*left, *due][:_AT_ONCE], source, fetch, store, now)
    if not answers and not left and not any(removal.confirmed(each, rule) and not each.withdrawn for each in before):
        return [], ""  # otherwise what waits for a person's word goes on waiting
    absent = {each.number: each for each in (*before, *answers) if not each.withdrawn}
    missed, moved = _split([each for each in absent.values() if each.times > 0], source.id, store, viewed)
    gone = [each for each in missed if removal.confirmed(each, rule)]
    back = [each for each in answers if each.withdrawn and not each.times]
    doubt = f"{len(missed)} articles left the listing, and their pages are gone" if len(missed) > _MANY and gone else ""
    with store.begin(scope) as transaction:
        transaction.absent((*left, *answers))
        _withdraw(transaction, source.id, gone, back, now, doubt)
    withdrawn = [] if doubt else [f"withdrawn: {each.url}" for each in gone]
    astray = [_MOVED.format(each.url, source.id) for each in moved if each in answers and each.times == rule.checks]
    return [*withdrawn, *(f"back again: {each.url}" for each in back), *astray], doubt


def _withdraw(
    transaction: Transaction, source: str, gone: Sequence[Absence], back: Sequence[Absence], now: datetime, doubt: str
) -> None:
    """Take out what is gone, unless that is doubted, and waits for a person; bring in what is there again."""
    for each in back:
        transaction.withdraw(each.number, None)
    if doubt:
        numbers = tuple(each.number for each in gone)
        transaction.wait(source, Waiting(url="", at=now, reason=doubt, gone=numbers))
        return
    for each in gone:
        transaction.withdraw(each.number, now)


def _split(
    missed: Sequence[Absence], source: str, store: Store, viewed: datetime
) -> tuple[list[Absence], list[Absence]]:
    """Those that are gone, and those that the site may have moved: their kind of address is gone from the listing,
    which did not go on below them."""
    newest = store.newest((source,), _PEERS) if missed else []
    alive = [each for each in newest if each.last_seen >= viewed]
    kinds = {addresses.shape(each.item.url) for each in alive}
    below = alive[-2].published if len(alive) > 1 else viewed  # one old item may be pinned to the top
    passed = {each.item.url for each in newest if each.published > below}
    gone = [each for each in missed if not kinds or addresses.shape(each.url) in kinds or each.url in passed]
    return gone, [each for each in missed if each not in gone]


def _answers(absences: Sequence[Absence], source: Source, fetch: Fetch, store: Store, now: datetime) -> list[Absence]:
    """What the pages say; one that fails in another way says nothing."""
    found = []
    for each in absences:
        try:
            there = standing.is_there(each.url, each.number, fetch, source.extractor, store.known)
            found.append(removal.counted(each, now, gone=not there))
        except FetchError as failure:
            if failure.trouble is Trouble.GONE:
                found.append(removal.counted(each, now, gone=True))
            elif is_hopeless(failure):
                break
    return found
