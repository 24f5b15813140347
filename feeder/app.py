"""An installation, and what can be asked of it: each command and each schedule does its work through here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feeder import config
from feeder.edition.publishing import Published
from feeder.edition.reporting import report
from feeder.errors import ConfigError, OutputError
from feeder.model import Outcome
from feeder.parts import reading
from feeder.ports import Now, Source
from feeder.wiring import Wiring, clock

if TYPE_CHECKING:
    from feeder.edition.verifying import Fault
    from feeder.probe.detect import Detection
    from feeder.probe.preview import Preview
    from feeder.processes.fleet import Fleet
    from feeder.read.backfill import Told
    from feeder.store.care import Restored


def place(path: str | None) -> Path:
    """Where the configuration is, or would be."""
    return Path(path or os.environ.get("FEEDER_CONFIG", "config.yaml"))


def load(path: str | None) -> App:
    """An installation that may be told to end. Raises ConfigError."""
    return App(config.load(place(path), os.environ))


@contextmanager
def opened(
    path: str | None,
    now: Now = clock,
    *,
    empty: bool = False,
    trying: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Iterator[App]:
    """The parts of an installation, closed at the end of the block. Raises ConfigError.

    With `empty`, for commands that look at what is not configured yet, there need be no sources; and where no file is
    named and none lies here, defaults are used and nothing is stored. With `trying`, what it names must be writable.
    What they wait for is `told` in sentences.
    """
    file: Path | None = place(path)
    if empty and file == Path("config.yaml") and not file.exists():
        file = None
    app = App(config.load(file, os.environ, empty=empty, trying=trying), now, kept=file is not None, told=told)
    try:
        yield app
    finally:
        app.close()


class App(Wiring):
    """What an installation does."""

    # sources and items

    def sources(self, ids: Sequence[str] = ()) -> list[Source]:
        """The sources of these ids, or all. Raises ConfigError for an id that is not configured."""
        entries = {entry.id: entry for entry in self.config.sources}
        for id in ids:
            if id not in entries:
                raise ConfigError(f"there is no source {id!r} in the configuration; it has: {', '.join(entries)}")
        return [reading.source(entries[id], self.config.publisher) for id in dict.fromkeys(ids or entries)]

    def due(self) -> list[Source]:
        """The sources whose time has come, the one that has waited longest first."""
        ids = self.timetable.due(self.store.now())
        return self.sources(ids) if ids else []

    def defer(self, source: Source) -> None:
        """Asking a source broke off in a way that nobody foresaw."""
        self.timetable.defer(source.id, self.store.now())

    def named(self, ref: str) -> str:
        """An item that a person names, as the store knows it: by its id, its address or number, or by the address of
        its page in the output."""
        from feeder.publish.address import page_of

        return ref if self.store.number(ref) is not None else page_of(ref, self.store.ids()) or ref

    def report(self) -> list[dict[str, object]]:
        """How each source is doing, as status.json has it, and when and why it is asked next."""
        return [{**each, **self.timetable.facts(str(each["id"]))} for each in report(self.site, self.store)]

    def fleet(self) -> Fleet | None:
        """How the workers are doing; None where one process does it all. Raises StoreError."""
        if self.config.engine == "local":
            return None
        from feeder.processes.fleet import LATE, fleet
        from feeder.schedule import queue

        now = self.store.now()
        lengths = queue.lengths(*self.queue)
        oldest = timedelta(seconds=max(each.oldest for each in lengths)) if lengths else None
        overdue = self.store.due(now - LATE, [entry.id for entry in self.config.sources])
        return fleet(self.store.leases.all(), {each.queue: each.jobs for each in lengths}, oldest, overdue, now)

    # reading

    def refresh(
        self, source: Source, *, recheck: bool = False, force: bool = False, asking: Callable[[], None] = lambda: None
    ) -> Outcome:
        """Ask a source what is new, and remember it, and when to ask again; one process at a time does. `asking` is
        called before each page."""
        return self._refreshing.refresh(source, lambda: self._visit(source, force), recheck=recheck, asking=asking)

    def backfill(self, source: Source, *, pages: int | None, told: Told, force: bool = False) -> Outcome:
        """Read the whole of a source's listing, going on where the last run stopped."""
        from feeder.read.backfill import backfill

        return backfill(source, self._visit(source, force), self.store, self.store.now, pages=pages, told=told)

    def ingest(
        self, source: Source, paths: Iterable[Path], seen: datetime | None, *, jobs: int = 1, told: Told
    ) -> Outcome:
        """Read files that somebody saved, as the source would be read; `seen` is when, if not the time of each file."""
        from feeder.fetch.files import documents
        from feeder.read.ingest import ingest

        read = partial(documents, address=source.office.url, seen=seen)
        return ingest(source, paths, read, self.store, self.store.now, jobs=jobs, told=told)

    def accept(self, source: Source) -> Outcome:
        """Take what waits as it is, and as the norm from now on. Raises InputError where nothing waits."""
        from feeder.read.accept import accept

        return accept(source, self.store, self.store.now())

    def hasten(self, seconds: float) -> None:
        """End what is being asked within this time, and ask nothing more."""
        self.halt.call()
        self.web.hasten(seconds)
        self.others.hasten(seconds)

    # looking

    def detect(self, url: str) -> Detection:
        """What an address is good for as a source. Raises FetchError and InputError."""
        from feeder.probe.detect import detect

        return detect(url, self.web.for_source("detect", None), self.zone)

    def preview(self, place: str, source: str | None) -> Preview:
        """What would be published of a page or a file, read as the named source, as the one of its host, or as whatever
        it is. Nothing is stored but the ledger of requests. Raises FetchError and InputError."""
        from feeder.probe import preview

        def reads(url: str) -> Source | None:
            return self.sources([source])[0] if source else reading.of_address(self.config, url)

        if place and os.path.exists(place):  # noqa: PTH110 - an address may be too long for a path
            found = preview.files(Path(place), reads, self.zone)
        else:
            url = preview.address(place)
            chosen = reads(url)
            visit = self._visit(chosen) if chosen else self.web.for_source("preview", None)
            found = preview.page(url, chosen, visit, self.zone)
        return preview.about(found, self.choosing.classify)

    # publishing

    def publish(self, *, everything: bool = False, pages: bool = True) -> Published:
        """Write what is stale, or every file; without `pages` only what programs read."""
        return self.press.publish(everything=everything, pages=pages)

    def stale(self) -> bool:
        """Whether something waits to be published."""
        return self.press.stale()

    def tell(self) -> tuple[str, ...]:
        """Send what others are to be told of what was published. Returns what went wrong, in sentences."""
        return self.others.tell(lambda: self.halt.called)

    def verify(self) -> list[Fault]:
        """What does not agree of what is kept and what is published."""
        return self.press.verify()

    # care

    def restore(self, backup: Path, *, force: bool) -> Restored:
        """Put a backup in the place of the database; with `force` although there is one, or the output shows more than
        the backup has. Raises StoreError."""
        from feeder.store.care import restore

        return restore(self.config.database, backup, self.zone, force=force, shown=self.shown())

    def shown(self) -> int:
        """How many items the archive of the output has; 0 where it cannot be read."""
        from feeder.publish import archive

        try:
            return archive.total(self.output.read(archive.INDEX))
        except OutputError:
            return 0
