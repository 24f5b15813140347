"""Articles that left their listing are asked, and withdrawn once they are gone for good.

Part of a refresh that found the listing in order: its neighbours are there, the article is not.
"""

from __future__ import annotations

from datetime import datetime

from feeder import removal
from feeder.crawl import HOPELESS
from feeder.errors import FetchError, Trouble
from feeder.model import Absence, Request, Role
from feeder.ports import Fetch, Source, Store
from feeder.removal import Rule

_AT_ONCE = 5  # pages that are asked in one refresh


def ask(
    source: Source, fetch: Fetch, store: Store, scope: str, now: datetime, rule: Rule, left: list[Absence]
) -> list[str]:
    """Ask the pages of items that `left` the listing just now, and of those that were found gone before. Returns what
    the operator should know."""
    due = [each for each in store.absent(source.id) if removal.due(each, rule, now)]
    answers = _answers([*due, *left][:_AT_ONCE], fetch, now)
    if not answers:
        return []
    withdrawn = [each for each in answers if not each.withdrawn and removal.confirmed(each, rule)]
    back = [each for each in answers if each.withdrawn and not each.times]
    with store.begin(scope) as transaction:
        transaction.absent(answers)
        for each in withdrawn:
            transaction.withdraw(each.number, now)
        for each in back:
            transaction.withdraw(each.number, None)
    return [f"withdrawn: {each.url}" for each in withdrawn] + [f"back again: {each.url}" for each in back]


def _answers(absences: list[Absence], fetch: Fetch, now: datetime) -> list[Absence]:
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
