"""The output of an installation, written by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from feeder.edition import publishing
from feeder.edition.channels import Site
from feeder.edition.publishing import Published
from feeder.edition.stale import EVERYTHING
from feeder.errors import LostError, OutputError
from feeder.processes.leasing import BUSY, Fenced, Held, Take

if TYPE_CHECKING:
    from feeder.edition.verifying import Fault
    from feeder.parts.targets import Others
    from feeder.publish.bucket import Bucket
    from feeder.publish.write import Folder
    from feeder.store.sql import SqlStore

_LEASE = "publish"
_RESTYLED = "config.yaml, or feeder itself, has changed since the output was written; all of it was made again"


class Press:
    """What writes the output, and knows what it was made by."""

    def __init__(
        self, site: Site, store: SqlStore, output: Folder | Bucket, address: str, take: Take, others: Others
    ) -> None:
        """`address` is where the output lies, as config.yaml has it."""
        self._site, self._store, self._output, self._address = site, store, output, address
        self._take, self._others = take, others
        self._styled = False  # whether it was asked if files are to look otherwise than before
        self._looked = False  # the same, as far as that is known where nobody sees the output

    def publish(self, *, everything: bool, pages: bool) -> Published:
        """Write what is stale, or every file. Raises OutputError."""
        with self._alone(over=everything) as (store, output, notes):
            news = self._others.news()
            published = publishing.publish(self._site, store, output, everything=everything, pages=pages)
            if not published.problems:
                self._others.put(news)
            return replace(published, notes=(*notes, *published.notes))

    def stale(self) -> bool:
        """Whether something waits to be published. May be asked where nobody sees the output."""
        if not self._looked:
            self._looked = True
            if not self._store.look().startswith(self._made_by):
                self._store.unpublished([EVERYTHING])
        return bool(self._store.stale())

    def verify(self) -> list[Fault]:
        """What does not agree of what is kept and what is published. Raises OutputError."""
        from feeder.edition.verifying import verify

        with self._held():  # without the lock in the output, which may be one that this user only reads
            return verify(self._site, self._store, self._output)

    @contextmanager
    def _alone(self, *, over: bool) -> Iterator[tuple[SqlStore, Fenced, tuple[str, ...]]]:
        """The store and the output for the one process that publishes, and what the operator should know. Raises
        OutputError when another one does, or wrote there (unless it is to be written `over`), and LostError when this
        one was taken for dead."""
        with self._held() as held:
            store = self._store.fenced(held.name, held.owner)
            marks = store.stale()
            try:
                with self._output.alone():
                    notes = self._restyle(store, over) if marks or not self._styled else ()
                    yield store, Fenced(self._output, held), notes
            except LostError:
                self._store.unpublished(marks)  # who took over may have written what older files were then put over
                raise

    @contextmanager
    def _held(self) -> Iterator[Held]:
        """Nobody else writes the output meanwhile. Raises OutputError when somebody does."""
        with self._take(_LEASE) as held:
            if not held:
                raise OutputError(f"{self._address}: {BUSY}")
            yield held

    def _restyle(self, store: SqlStore, over: bool) -> tuple[str, ...]:
        """Mark everything as stale, if files are to look otherwise than when they were last written, and say so. Asked
        once, and before something is written: another process may have had another configuration meanwhile."""
        before = store.look()
        if before != self._look:
            if not (before or over):
                from feeder.edition.look import check

                check(self._output, store, self._address)
            store.unpublished([EVERYTHING])
            store.looks(self._look)
        self._styled = True
        return (_RESTYLED,) if before and not before.startswith(self._made_by) else ()

    @property
    def _look(self) -> str:
        """By what the output is made, and which one it is."""
        from feeder.edition.look import place

        return f"{self._made_by} {place(self._address)}"

    @cached_property
    def _made_by(self) -> str:
        from feeder.edition.look import fingerprint

        return fingerprint(self._site)
