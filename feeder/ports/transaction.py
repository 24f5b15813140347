"""One transaction of the store, as those see it who write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from feeder.model import Correction, Validators
from feeder.records import Absence, Known, SourceState, Unsettled, Waiting, Write


class Transaction(Protocol):
    """Reads and writes that nobody else can come between."""

    def known(self, keys: Iterable[str]) -> Mapping[str, Known]:
        """Items by identity key; a key that is not known is not in the mapping."""
        ...

    def namesakes(self, names: Iterable[str]) -> Mapping[str, Sequence[Known]]:
        """Items by title-and-day key."""
        ...

    def later(self, source: str, since: datetime) -> Sequence[Known]:
        """Items that stand, or stood, on the source's listing and are as late as `since`, the newest ones first; none
        that is withdrawn. A few hundred at most."""
        ...

    def said(self, number: int) -> str:
        """The text of the item of this number."""
        ...

    def day(self, source: str, first: datetime, last: datetime) -> Sequence[datetime]:
        """The minted times of a source's items in [first, last], oldest first."""
        ...

    def write(self, source: str, now: datetime, writes: Iterable[Write]) -> None:
        """Insert or replace items, keep what they said before as revisions, and mark what must be published again."""
        ...

    def seen(self, source: str, now: datetime, numbers: Iterable[int], hints: Mapping[int, str]) -> None:
        """These items stand on the source's listing at this time; `hints` is what the listing says of them."""
        ...

    def validators(self, source: str, url: str, validators: Validators) -> None:
        """Remember what to send with this source's next request for this address."""
        ...

    def state(self, state: SourceState) -> None: ...

    def due(self, source: str, at: datetime) -> None:
        """Look at the source again at this time; whatever else is known of it stays."""
        ...

    def checked(self, now: datetime, numbers: Iterable[int]) -> None:
        """The pages of these items were asked now."""
        ...

    def absent(self, some: Iterable[Absence]) -> None:
        """Remember how pages answered of items that left their listing. Forgotten once they are seen again."""
        ...

    def withdraw(self, number: int, at: datetime | None) -> None:
        """Take an item out of the feeds, as of this time; with None, bring it back."""
        ...

    def wait(self, source: str, waiting: Waiting | None) -> None:
        """Keep a page that is not believed, in place of the one before; None forgets it."""
        ...

    def correct(self, number: int, correction: Correction, published: datetime | None = None) -> None:
        """Lay a correction over an item; `published` is the time that a corrected date stands under."""
        ...

    def undo(self, number: int, fields: Sequence[str]) -> list[str]:
        """Take corrections of these fields away. Returns which there were."""
        ...

    def restless(self, some: Sequence[Unsettled]) -> None:
        """Remember items that say something else whenever they are asked."""
        ...
