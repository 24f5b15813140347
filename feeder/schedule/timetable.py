"""Which source is asked when. All that is known of it stands in the store: a restart neither forgets nor floods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo

from feeder.model import Outcome
from feeder.ports.store import Store
from feeder.records import SourceState
from feeder.schedule import adaptive
from feeder.schedule.due import Schedule, next_due


class Timetable:
    """For the sources of an installation, by their ids."""

    def __init__(self, store: Store, schedules: Mapping[str, Schedule], zone: tzinfo) -> None:
        self._store = store
        self._schedules = schedules
        self._zone = zone

    def due(self, now: datetime) -> list[str]:
        """The sources whose time has come, the one that has waited longest first."""
        return self._store.due(now, self._schedules)

    def note(self, outcome: Outcome, now: datetime) -> datetime:
        """A source was asked: when it is asked next, which is remembered."""
        state = self._store.state(outcome.source)
        partly = outcome.new + outcome.revised + outcome.unchanged > 0
        return self._remember(state, self._next(state, now, partly=partly, until=outcome.until))

    def defer(self, source: str, now: datetime) -> datetime:
        """Asking a source broke off in a way that nobody foresaw: that counts as one more failure."""
        state = self._store.state(source)
        return self._remember(state, self._next(replace(state, failures=state.failures + 1), now))

    def review(self) -> None:
        """Schedules may have changed since the times were set: they count from the last look, as if never different.
        A source that fails keeps its time."""
        for source in self._schedules:
            state = self._store.state(source)
            if state.checked and not state.failures:
                self._remember(state, self._next(state, state.checked))

    def facts(self, source: str) -> dict[str, object]:
        """For the status of a source: when it is asked next, and why an adaptive one is asked when it is."""
        due = self._store.state(source).due
        if self._schedules.get(source) != "auto":
            return {"next_check": due}
        words = adaptive.explain(self._moments(source), self._store.now(), self._zone)
        return {"next_check": due, "schedule": words}

    def _next(
        self, state: SourceState, after: datetime, *, partly: bool = False, until: datetime | None = None
    ) -> datetime:
        schedule = self._schedules[state.source]
        return next_due(
            schedule,
            state.source,
            after,
            self._zone,
            failures=state.failures,
            partly=partly,
            until=until,
            moments=self._moments(state.source) if schedule == "auto" else (),
        )

    def _moments(self, source: str) -> list[datetime]:
        return adaptive.moments(self._store.came(source, adaptive.ITEMS), self._zone)

    def _remember(self, state: SourceState, due: datetime) -> datetime:
        if due != state.due:
            with self._store.begin("") as transaction:
                transaction.due(state.source, due)
        return due
