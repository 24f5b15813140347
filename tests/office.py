"""A source that is read from time to time, and what became of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self

from feeder.model import Outcome
from feeder.ports import Source
from feeder.ports.store import Store
from world import Clock, FakeSite, six_of_this_week


class Reading(ABC):
    """Tests say how it is read, and what may happen on the site."""

    def __init__(self, source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
        self.source, self.site, self.store, self.clock = source, site, store, clock

    @classmethod
    def of_six(cls, source: Source, site: FakeSite, store: Store, clock: Clock) -> Self:
        """Six articles of this week, that were read."""
        office = cls(source, site, store, clock)
        site.articles = six_of_this_week()
        assert office.read().new == 6
        return office

    @abstractmethod
    def read(self) -> Outcome:
        """A refresh."""

    @property
    def titles(self) -> list[str]:
        """Those of the newest items, as subscribers see them."""
        return [each.item.title for each in self.store.newest((), 50)]
