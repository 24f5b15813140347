"""Articles that left their listing are asked, and withdrawn once they are gone for good.

Part of a refresh that found the listing in order: its neighbours are there, the article is not. Neighbours that only
stand on the listing, and cannot be had either, prove nothing.
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
_SAME = (
    "gone from the list, but not asked for: {}: articles that still stand on it cannot be had either, as {}; "
    "nothing is withdrawn"
)
_NEIGHBOURS = 3  # that are asked until one is there: one may be gone, and still be listed
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
    due = [*left, *(each for each in before if removal.due(each, rule, now))][:_AT_ONCE]
    failing = _failing_neighbour(due, source, fetch, store, viewed)
    same = [_SAME.format(_named(due), failing)] if failing else []
    answers = [] if failing else _answers(due, source, fetch, store, now)
    if not answers and not left and not any(removal.confirmed(each, rule) and not each.withdrawn for each in before):
        return same, ""  # otherwise what waits for a person's word goes on waiting
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
    return [*same, *withdrawn, *(f"back again: {each.url}" for each in back), *astray], doubt


def _named(due: Sequence[Absence]) -> str:
    return f"{due[0].url} and {len(due) - 1} others" if len(due) > 1 else due[0].url


def _failing_neighbour(due: Sequence[Absence], source: Source, fetch: Fetch, store: Store, viewed: datetime) -> str:
    """The address of an article that stands on the listing and cannot be had; "" where one can, or there is none with
    addresses of the same kind."""
    kinds = {addresses.shape(each.url) for each in due}
    newest = store.newest((source.id,), _PEERS) if due else []
    listed = [each for each in newest if each.last_seen >= viewed and addresses.shape(each.item.url) in kinds]
    failing = ""
    for each in listed[:_NEIGHBOURS]:
        failing = failing or each.item.url
        try:
            if standing.is_there(each.item.url, store.number(each.id) or 0, fetch, source.extractor, store.known):
                return ""
        except FetchError as failure:
            if is_hopeless(failure):
                break
    return failing


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
