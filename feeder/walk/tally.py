"""What a refresh has done so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from feeder import decide
from feeder.crawl import Failure, Step
from feeder.decide import Decision
from feeder.errors import FetchError, Trouble
from feeder.model import Dropped, Outcome, Validators
from feeder.trust.facts import Facts
from feeder.walk.gap import Gap
from feeder.walk.weighing import Weigh

_FURTHER = (
    "page {} held only new items, and the list goes on, so there may be more: `feeder backfill {}` reads them; "
    "if it is so often, ask more often, or set `pages:` of the source to more than {}"
)
_RESTLESS = "{!r} says something else whenever it is asked: no more revisions are made of it: {}"


@dataclass(slots=True)
class Tally:
    """Counted page by page; what it came to is its `outcome`."""

    source: str
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    modified: bool = False
    dropped: list[Dropped] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unread: list[Failure] = field(default_factory=list)  # those of articles that are not known
    validators: dict[str, Validators] = field(default_factory=dict)  # of listings
    above: datetime | None = None  # the time of the last item on the page before
    gap: Gap = field(default_factory=Gap)
    weigh: Weigh = field(default_factory=Weigh)
    witness: Callable[[], bool] = lambda: False  # whether a known article is read as it was
    listed: int = 0  # items on the pages that were believed
    only_new: bool = False  # on the last page
    facts: Facts | None = None  # of the first page
    viewed: datetime | None = None  # when the listing was last had in full and believed
    doubt: str = ""  # why the last page was not believed
    waits: str = ""  # why what articles said when they were asked again still waits
    notes: list[str] = field(default_factory=list)  # for the operator

    def outcome(self) -> Outcome:
        return Outcome(
            source=self.source,
            new=self.new,
            revised=self.revised,
            unchanged=self.unchanged,
            modified=self.modified,
            dropped=tuple(self.dropped),
            failures=tuple(map(str, self.failures)),
            notes=tuple(self.notes),
            doubt=self.doubt,
            until=max((each.until for each in self._refused() if each.until), default=None),
        )

    def met(self, step: Step) -> None:
        """Add what could not be had of a page, and what it was to be asked with."""
        self.dropped += step.dropped
        self.failures += step.failures
        self.unread += step.unread
        self.modified |= step.modified
        if step.seen is not None:
            self.validators |= {url: each for url, each in step.validators.items() if url == step.url}

    def count(self, decision: Decision) -> None:
        """Add a page that was committed."""
        listed = len(decision.writes) + len(decision.unchanged)
        self.new += decision.new
        self.revised += decision.revised
        self.unchanged += listed - decision.new - decision.revised  # a better date or an address is no edit
        self.listed += listed
        self.only_new = 0 < listed == decision.new
        self.above = decision.last
        self.notes += [_RESTLESS.format(each.title[:80], each.url or each.id) for each in decide.restless(decision)]

    def stops_short(self, pages: int) -> None:
        """Note that the walk ends after so many pages, although what follows may be new, too."""
        if self.only_new:
            self.notes.append(_FURTHER.format(pages, self.source, pages))

    @property
    def stopped(self) -> bool:
        """Whether this process ends, so that the site was not read to the end and there is nothing to judge."""
        return any(each.trouble is Trouble.STOPPED for each in self._refused())

    def _refused(self) -> list[FetchError]:
        return [each for each in self.failures if isinstance(each, FetchError)]
