"""What feeder tells others, once the files stand: hubs of feeds that changed, webhooks and people of new items.

    news -> outbox -> claim -> send -> done | later | lost

What is to be told lies in the store, so that a process that dies forgets nothing. A message is claimed before it is
sent. Whether it is sent again where nobody answered is the target's to say: a hub may hear a thing twice, others at
most once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from feeder.model import StoredItem
from feeder.ports import Now
from feeder.ports.shared import Outbox
from feeder.ports.store import Store
from feeder.records import Message, Receipt

_WAITS = (1, 5, 30, 120, 360)  # minutes after the first, second ... try; the last one for all that follow
_LONGEST = timedelta(days=1)  # whatever the other side asks for


class Target(Protocol):
    """Somebody who is told."""

    @property
    def key(self) -> str:
        """Its name in the outbox."""
        ...

    @property
    def label(self) -> str:
        """Its name for people, without a secret."""
        ...

    @property
    def twice(self) -> bool:
        """Whether it does no harm to send a thing twice."""
        ...

    def wants(self, stored: StoredItem) -> bool:
        """Whether it is told of this new item."""
        ...

    def send(self, subject: str) -> Receipt: ...


def put(news: Sequence[str], targets: Sequence[Target], store: Store, now: datetime) -> None:
    """Note for each of these new items who is to be told of it."""
    wanted: dict[str, list[str]] = {}
    for id in news:
        item = store.find(id) if targets else None
        wanted[id] = [each.key for each in targets if item and each.wants(item)]
    if wanted:
        store.outbox.put(wanted, now)


def tell(targets: Sequence[Target], outbox: Outbox, now: Now, stopped: Callable[[], bool]) -> tuple[str, ...]:
    """Send what waits, until nothing does or `stopped`. Returns what went wrong, in sentences."""
    known = {each.key: each for each in targets}
    outbox.recover([each.key for each in targets if each.twice], now())
    troubles = []
    while not stopped() and (message := outbox.claim(known, now())):
        target = known[message.target]
        if trouble := _deliver(message, target, outbox, now):
            troubles.append(f"{target.label}: {trouble}")
    return tuple(troubles)


def _deliver(message: Message, target: Target, outbox: Outbox, now: Now) -> str:
    """Returns what went wrong."""
    receipt = target.send(message.subject)
    if not receipt.trouble:
        outbox.done(message)
        return ""
    if receipt.again or target.twice:
        due = _due(message.tries, receipt.until, now())
        outbox.later(message, receipt.trouble, due)
        return f"{receipt.trouble}; tried again in {_words(due - now())}"
    outbox.lose(message, receipt.trouble)
    return f"{receipt.trouble}; {message.subject} is not sent again"


def _due(tries: int, until: datetime | None, now: datetime) -> datetime:
    own = now + timedelta(minutes=_WAITS[min(tries, len(_WAITS)) - 1])
    return max(own, min(until, now + _LONGEST)) if until else own


def _words(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
