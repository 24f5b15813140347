"""Config in, working parts out. The only place that knows every concrete class."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feeder import config, parts, pipeline, rechecking, waits
from feeder.channels import Site
from feeder.config import Config
from feeder.errors import ConfigError, OutputError
from feeder.halt import Halt
from feeder.leasing import LEASE, PATIENCE, Held, Leasing
from feeder.model import Document, Outcome, Request
from feeder.normalise import addresses
from feeder.ports import Fetch, Head, Now, Source
from feeder.press import BUSY, Press
from feeder.publishing import Published
from feeder.rechecking import joined
from feeder.removal import Rule
from feeder.reporting import report

if TYPE_CHECKING:
    from feeder.backfill import Told
    from feeder.choosing import Choosing
    from feeder.detect import Detection
    from feeder.fetch.http import Visit, Web
    from feeder.fleet import Fleet
    from feeder.preview import Preview
    from feeder.publish.bucket import Bucket
    from feeder.publish.write import Folder
    from feeder.schedule.timetable import Timetable
    from feeder.store.sql import SqlStore
    from feeder.targets import Others
    from feeder.verifying import Fault


_MOMENT = 2.5  # seconds


def clock() -> datetime:
    return datetime.now(UTC)


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


def _announced(fetch: Fetch, asking: Callable[[], None]) -> Fetch:
    """The same, with a word before each request."""

    def announced(request: Request) -> Iterable[Document]:
        asking()
        return fetch(request)

    return announced


class App:
    """The parts, each made when it is first used: a command opens only what it needs."""

    def __init__(
        self,
        config: Config,
        now: Now = clock,
        *,
        kept: bool = True,
        halt: Halt | None = None,
        lease: float = LEASE,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Unless `kept`, what hosts were asked is remembered as long as the process lives, and there is no store.
        Whoever may want to end early hands in a `halt`. A `lease` ends after so many seconds without its holder. What
        it waits for is `told` in sentences."""
        self.kept = kept
        self._lease, self._told = lease, told
        self.halt = halt or Halt()
        self.config = config
        self.clock = now
        self.zone = ZoneInfo(config.publisher.timezone)

    @cached_property
    def store(self) -> SqlStore:
        from feeder.store.sql import open_store

        store = open_store(self.config.database, self.zone, self.clock)
        for old, new in self.config.renamed.items():
            store.rename(old, new)
        return store

    @cached_property
    def web(self) -> Web:
        from feeder.fetch.http import Web
        from feeder.fetch.memory import MemoryHosts

        if not self.kept:
            return Web(MemoryHosts(), parts.options(self.config), now=self.clock)
        options = parts.options(self.config)
        return Web(self.store.hosts, options, now=self.store.now, sleep=self.halt.sleep, told=self._told)

    @cached_property
    def leases(self) -> Leasing:
        return Leasing(self.store.leases, self.store.now, self.halt.wait, seconds=self._lease)

    @cached_property
    def queue(self) -> tuple[str, str]:
        """The database of `engine: procrastinate`, for its library and for people."""
        from feeder.store.postgres import Postgres

        driver = Postgres(self.config.database)
        return driver.conninfo, driver.place

    @cached_property
    def timetable(self) -> Timetable:
        from feeder.schedule.timetable import Timetable

        return Timetable(self.store, {entry.id: entry.schedule for entry in self.config.sources}, self.zone)

    @cached_property
    def output(self) -> Folder | Bucket:
        if "://" in self.config.output:
            from feeder.publish.bucket import Bucket

            return Bucket(self.config.output, os.environ)
        from feeder.publish.write import Folder

        return Folder(Path(self.config.output))

    def sources(self, ids: Sequence[str] = ()) -> list[Source]:
        """The sources of these ids, or all. Raises ConfigError for an id that is not configured."""
        entries = {entry.id: entry for entry in self.config.sources}
        for id in ids:
            if id not in entries:
                raise ConfigError(f"there is no source {id!r} in the configuration; it has: {', '.join(entries)}")
        return [parts.source(entries[id], self.config.publisher) for id in dict.fromkeys(ids or entries)]

    def refresh(
        self, source: Source, *, recheck: bool = False, force: bool = False, asking: Callable[[], None] = lambda: None
    ) -> Outcome:
        """Ask a source what is new, and remember it, and when to ask again; one process at a time does. `asking` is
        called before each page."""
        with self._taken(f"source:{source.id}") as held:
            if held:
                return self._refresh(source, held, recheck, force, asking)
        return Outcome(source=source.id, failures=(BUSY,), due=self.store.now())

    def _refresh(self, source: Source, held: Held, recheck: bool, force: bool, asking: Callable[[], None]) -> Outcome:
        again = (lambda _: True) if recheck else None
        rule = Rule(checks=self.config.removal.checks, over=self.config.removal.over)
        web = self._visit(source, force)
        visit = held.before(self.halt.before(_announced(web, asking)))
        head = self._head(source, web)
        store = self.store.fenced(held.name, held.owner)
        outcome = pipeline.refresh(source, visit, store, store.now, again=again, removal=rule, head=head)
        if not (recheck or outcome.failures or outcome.doubt):
            outcome = joined(outcome, rechecking.recheck(source, visit, store, store.now))
        if self.halt.called:
            return outcome
        outcome = replace(outcome, notes=(*outcome.notes, *self._tell(source)))
        return replace(outcome, due=self.timetable.note(outcome, self.store.now()))

    def _tell(self, source: Source) -> tuple[str, ...]:
        """Tell those whom the configuration names when a source breaks, and when it recovers."""
        if not self.config.notify:
            return ()
        from feeder import notices, notify

        state = self.store.state(source.id)
        notice = notices.due(state)
        if notice is None:
            return ()
        if not notify.send(self.config.notify, notice.title, notice.body):
            return ("a notice could not be sent, and is tried again: see `notify` in the configuration",)
        with self.store.begin(pipeline.scope(source)) as transaction:
            transaction.state(replace(state, told=notice.told))
        return ()

    def named(self, ref: str) -> str:
        """An item that a person names, as the store knows it: by its id, its address or number, or by the address of
        its page in the output."""
        from feeder.publish.address import page_of

        return ref if self.store.number(ref) is not None else page_of(ref, self.store.ids()) or ref

    def due(self) -> list[Source]:
        """The sources whose time has come, the one that has waited longest first."""
        ids = self.timetable.due(self.store.now())
        return self.sources(ids) if ids else []

    def defer(self, source: Source) -> None:
        """Asking a source broke off in a way that nobody foresaw."""
        self.timetable.defer(source.id, self.store.now())

    def hasten(self, seconds: float) -> None:
        """End what is being asked within this time, and ask nothing more."""
        self.halt.call()
        self.web.hasten(seconds)
        self.others.hasten(seconds)

    def accept(self, source: Source) -> Outcome:
        """Take what waits as it is, and as the norm from now on. Raises InputError where nothing waits."""
        from feeder.accept import accept

        return accept(source, self.store, self.store.now())

    def backfill(self, source: Source, *, pages: int | None, told: Told) -> Outcome:
        """Read the whole of a source's listing, going on where the last run stopped."""
        from feeder.backfill import backfill

        return backfill(source, self._visit(source), self.store, self.store.now, pages=pages, told=told)

    def ingest(
        self, source: Source, paths: Iterable[Path], seen: datetime | None, *, jobs: int = 1, told: Told
    ) -> Outcome:
        """Read files that somebody saved, as the source would be read; `seen` is when, if not the time of each file."""
        from feeder.fetch.files import documents
        from feeder.ingest import ingest

        read = partial(documents, address=source.office.url, seen=seen)
        return ingest(source, paths, read, self.store, self.store.now, jobs=jobs, told=told)

    def detect(self, url: str) -> Detection:
        """What an address is good for as a source. Raises FetchError and InputError."""
        from feeder.detect import detect

        return detect(url, self.web.for_source("detect"), self.zone)

    def preview(self, place: str, source: str | None) -> Preview:
        """What would be published of a page or a file, read as the named source, as the one of its host, or as whatever
        it is. Nothing is stored but the ledger of requests. Raises FetchError and InputError."""
        from feeder import preview

        if place and os.path.exists(place):  # noqa: PTH110 - an address may be too long for a path
            found = preview.files(Path(place), lambda url: self._reads(url, source), self.zone)
        else:
            url = preview.address(place)
            chosen = self._reads(url, source)
            visit = self._visit(chosen) if chosen else self.web.for_source("preview")
            found = preview.page(url, chosen, visit, self.zone)
        return preview.about(found, self.choosing.classify)

    def report(self) -> list[dict[str, object]]:
        """How each source is doing, as status.json has it, and when and why it is asked next."""
        return [{**each, **self.timetable.facts(str(each["id"]))} for each in report(self.site, self.store)]

    def fleet(self) -> Fleet | None:
        """How the workers are doing; None where one process does it all. Raises StoreError."""
        if self.config.engine == "local":
            return None
        from feeder.fleet import LATE, fleet
        from feeder.schedule import queue

        now = self.store.now()
        lengths = queue.lengths(*self.queue)
        oldest = timedelta(seconds=max(each.oldest for each in lengths)) if lengths else None
        overdue = self.store.due(now - LATE, [entry.id for entry in self.config.sources])
        return fleet(self.store.leases.all(), {each.queue: each.jobs for each in lengths}, oldest, overdue, now)

    def publish(self, *, everything: bool = False, pages: bool = True) -> Published:
        """Write what is stale, or every file; without `pages` only what programs read."""
        return self.press.publish(everything=everything, pages=pages)

    @contextmanager
    def _taken(self, name: str) -> Iterator[Held | None]:
        """A lease, as `Leasing.take`; whoever watches is told if it takes longer than a moment to have it."""
        with self.leases.take(name, _MOMENT) as held:
            if held or self.halt.called:
                yield held
                return
        if said := waits.sentence(name, self.store.leases.all(), self.zone):
            self._told(said)
        with self.leases.take(name, PATIENCE) as held:
            yield held

    def tell(self) -> tuple[str, ...]:
        """Send what others are to be told of what was published. Returns what went wrong, in sentences."""
        return self.others.tell(lambda: self.halt.called)

    @cached_property
    def others(self) -> Others:
        from feeder.targets import Others

        return Others(self.config, self.site, self.store, parts.options(self.config))

    def restore(self, backup: Path, *, force: bool) -> int:
        """Put a backup in the place of the database; with `force` although there is one, or the output shows more than
        the backup has. Returns how many items it has. Raises StoreError."""
        from feeder.store.care import restore

        return restore(self.config.database, backup, self.zone, force=force, shown=self.shown())

    def shown(self) -> int:
        """How many items the archive of the output has; 0 where it cannot be read."""
        from feeder.publish import archive

        try:
            return archive.total(self.output.read(archive.INDEX))
        except OutputError:
            return 0

    def verify(self) -> list[Fault]:
        """What does not agree of what is kept and what is published."""
        return self.press.verify()

    def stale(self) -> bool:
        """Whether something waits to be published."""
        return self.press.stale()

    @cached_property
    def press(self) -> Press:
        return Press(self.site, self.store, self.output, self.config.output, self._taken, self.others)

    @cached_property
    def site(self) -> Site:
        main = parts.main_channel(self.config.publisher)
        return Site(
            main=main,
            sources=tuple(parts.own_channel(main, entry) for entry in self.config.sources),
            feeds=self.choosing.channels(main),
            select=self.choosing,
            rules=self.choosing.version,
            lasts=self.choosing.lasts,
        )

    @cached_property
    def choosing(self) -> Choosing:
        from feeder.choosing import Choosing

        return Choosing(self.config, self.zone)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("web", "others", "leases", "store"):
            if name in self.__dict__:
                self.__dict__[name].close()

    def _visit(self, source: Source, force: bool = False) -> Visit:
        """What asks the web for a source, with its own hosts, certificates and budget."""
        entry = self._entry(source.id)
        return self.web.for_source(source.id, entry.hosts, ca_file=str(entry.ca_file or ""), force=force)

    def _head(self, source: Source, web: Visit) -> Head:
        """What asks for sizes of files. Not while a page of the source waits: its files would be asked every time."""
        return lambda url: None if self.halt.called or self.store.waiting(source.id) else web.head(url)

    def _reads(self, url: str, source: str | None) -> Source | None:
        """The named source, else the one of an address or its host, if there is one; of no address, the only one."""
        if source:
            return self.sources([source])[0]
        if not url:
            return self.sources()[0] if len(self.config.sources) == 1 else None
        own = [each for each in self.config.sources if addresses.host(each.url) == addresses.host(url)]
        own.sort(key=lambda each: addresses.canonical(each.url) != addresses.canonical(url))
        return parts.source(own[0], self.config.publisher) if own else None

    def _entry(self, id: str) -> parts.SourceConfig:
        return next(entry for entry in self.config.sources if entry.id == id)
