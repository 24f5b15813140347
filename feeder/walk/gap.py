"""Where a walk through a listing left something out, so that the next one goes on below it. Pure.

A page without news ends a walk, since all that follows was had before. That is not so where the walk before it broke
off, or was killed, or met an article that could not be had: its place is the time of the last item on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feeder.crawl import Step


@dataclass(slots=True)
class Gap:
    """What earlier walks left out (`before`), and this one."""

    before: datetime | None = None
    found: datetime | None = None
    broken: bool = False  # this walk did not come to its end

    def meets(self, step: Step, above: datetime | None, last: datetime | None, *, doubted: bool = False) -> None:
        """A page was read, or not, or not believed: the last item on it, and on the page before; None where there is
        none."""
        nothing = step.seen is None or last is None  # was had of the page
        broken = doubted or step.hopeless or (nothing and bool(step.failures))
        self.broken |= broken
        if broken or (step.failures and above):  # the first page is asked in any case
            self.found = lowest(self.found, last)

    def lies_below(self, last: datetime | None) -> bool:
        """Whether the walk has to go on after a page that ends with this item."""
        return bool(self.before and last and last >= self.before)

    @property
    def left(self) -> datetime | None:
        """What the next walk has to know."""
        return lowest(self.found, self.before if self.broken else None)


def lowest(*some: datetime | None) -> datetime | None:
    """The earliest of those that there are."""
    return min((each for each in some if each), default=None)
