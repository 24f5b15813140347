"""The sources of an installation, each asked by one process at a time.

lease > refresh > recheck > tell the operator > when to ask again
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from feeder import pipeline
from feeder.model import Document, Outcome, Request
from feeder.ports import Fetch, Head, Source
from feeder.processes.halt import Halt
from feeder.processes.leasing import BUSY, Held, Take
from feeder.read import rechecking
from feeder.trust.removal import Rule

if TYPE_CHECKING:
    from feeder.fetch.http import Visit
    from feeder.schedule.timetable import Timetable
    from feeder.store.sql import SqlStore


class Refreshing:
    """Asks sources what is new, as long as nobody says halt."""

    def __init__(
        self, store: SqlStore, timetable: Timetable, take: Take, halt: Halt, *, removal: Rule, notify: tuple[str, ...]
    ) -> None:
        """`removal` says when an article is gone, `notify` whom to tell when a source breaks, and when it recovers."""
        self._store, self._timetable = store, timetable
        self._take, self._halt = take, halt
        self._removal, self._notify = removal, notify

    def refresh(
        self, source: Source, visit: Callable[[], Visit], *, recheck: bool, asking: Callable[[], None]
    ) -> Outcome:
        """Ask a source, and remember what it says, and when to ask again. `visit` gives what asks the web for it, which
        is called before each page with a word to `asking`."""
        with self._take(f"source:{source.id}") as held:
            if held:
                return self._asked(source, held, visit(), recheck, asking)
        return Outcome(source=source.id, failures=(BUSY,), due=self._store.now())

    def _asked(self, source: Source, held: Held, web: Visit, recheck: bool, asking: Callable[[], None]) -> Outcome:
        outcome = self._read(source, held, web, recheck, asking)
        if self._halt.called:
            return outcome
        outcome = replace(outcome, notes=(*outcome.notes, *self._tell(source)))
        return replace(outcome, due=self._timetable.note(outcome, self._store.now()))

    def _read(self, source: Source, held: Held, web: Visit, recheck: bool, asking: Callable[[], None]) -> Outcome:
        """What is new, and what was mended in articles whose time has come."""
        fetch = held.before(self._halt.before(_announced(web, asking)))
        store = self._store.fenced(held.name, held.owner)
        again = (lambda _: True) if recheck else None
        head = self._head(source, web)
        outcome = pipeline.refresh(source, fetch, store, store.now, again=again, removal=self._removal, head=head)
        if recheck or outcome.failures or outcome.doubt:
            return outcome
        return rechecking.joined(outcome, rechecking.recheck(source, fetch, store, store.now))

    def _head(self, source: Source, web: Visit) -> Head:
        """What asks for sizes of files. Not while a page of the source waits: its files would be asked every time."""
        return lambda url: None if self._halt.called or self._store.waiting(source.id) else web.head(url)

    def _tell(self, source: Source) -> tuple[str, ...]:
        """Tell those whom the configuration names when a source breaks, and when it recovers."""
        if not self._notify:
            return ()
        from feeder.tell import notices, notify

        state = self._store.state(source.id)
        notice = notices.due(state)
        if notice is None:
            return ()
        if not notify.send(self._notify, notice.title, notice.body):
            return ("a notice could not be sent, and is tried again: see `notify` in the configuration",)
        with self._store.begin(pipeline.scope(source)) as transaction:
            transaction.state(replace(state, told=notice.told))
        return ()


def _announced(fetch: Fetch, asking: Callable[[], None]) -> Fetch:
    """The same, with a word before each request."""

    def announced(request: Request) -> Iterable[Document]:
        asking()
        return fetch(request)

    return announced
