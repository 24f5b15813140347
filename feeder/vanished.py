"""Articles that left their listing are asked, and withdrawn once they are gone for good.

Part of a refresh that found the listing in order: its neighbours are there, the article is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from feeder import removal
from feeder.crawl import HOPELESS
from feeder.errors import FetchError, Trouble
from feeder.model import Absence, Request, Role, Waiting
from feeder.ports import Fetch, Store
from feeder.removal import Rule

_AT_ONCE = 5  # pages that are asked in one refresh
_MANY = 5  # articles that are gone at once: more are withdrawn only by a person's word


def ask(
    source: str,
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
    before = store.absent(source, viewed)
    due = [each for each in before if removal.due(each, rule, now)]
    answers = _answers([*left, *due][:_AT_ONCE], fetch, now)
    if not answers and not left:
        return [], ""
    absent = {each.number: each for each in (*before, *answers) if not each.withdrawn}
    missed = [each for each in absent.values() if each.times > 0]
    gone = [each for each in missed if removal.confirmed(each, rule)]
    back = [each for each in answers if each.withdrawn and not each.times]
    doubt = f"{len(missed)} articles left the listing, and their pages are gone" if len(missed) > _MANY and gone else ""
    with store.begin(scope) as transaction:
        transaction.absent((*left, *answers))
        for each in back:
            transaction.withdraw(each.number, None)
        for each in () if doubt else gone:
            transaction.withdraw(each.number, now)
        if doubt:
            numbers = tuple(each.number for each in gone)
            transaction.wait(source, Waiting(url="", at=now, reason=doubt, gone=numbers))
    withdrawn = [] if doubt else [f"withdrawn: {each.url}" for each in gone]
    return [*withdrawn, *(f"back again: {each.url}" for each in back)], doubt


def _answers(absences: Sequence[Absence], fetch: Fetch, now: datetime) -> list[Absence]:
    """What the pages say; one that fails in another way says nothing."""
    found = []
    for each in absences:
        try:
            for _ in fetch(Request(url=each.url, role=Role.ARTICLE)):
                pass
            found.append(removal.counted(each, now, gone=False))
        except FetchError as failure:
            if failure.trouble is Trouble.GONE:
                found.append(removal.counted(each, now, gone=True))
            elif failure.trouble in HOPELESS:
                break
    return found
