"""Config in, working parts out. The only place that knows every concrete class."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feeder.config import Config
from feeder.edition.channels import Site
from feeder.edition.press import Press
from feeder.parts import reading
from feeder.ports import Now, Source
from feeder.processes.halt import Halt
from feeder.processes.leasing import LEASE, PATIENCE, Held, Leasing
from feeder.read.refreshing import Refreshing
from feeder.trust.removal import Rule

if TYPE_CHECKING:
    from feeder.fetch.http import Visit, Web
    from feeder.parts.feeds import Choosing
    from feeder.parts.targets import Others
    from feeder.publish.bucket import Bucket
    from feeder.publish.write import Folder
    from feeder.schedule.timetable import Timetable
    from feeder.store.sql import SqlStore

_MOMENT = 2.5  # seconds that a process waits for another one without a word


def clock() -> datetime:
    return datetime.now(UTC)


class Wiring:
    """The parts of an installation, each made when it is first used: a command opens only what it needs."""

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

        options = reading.options(self.config)
        if not self.kept:
            from feeder.fetch.memory import MemoryHosts

            return Web(MemoryHosts(), options, now=self.clock)
        return Web(self.store.hosts, options, now=self.store.now, sleep=self.halt.sleep, told=self._told)

    @cached_property
    def output(self) -> Folder | Bucket:
        if "://" in self.config.output:
            from feeder.publish.bucket import Bucket

            return Bucket(self.config.output, os.environ)
        from feeder.publish.write import Folder

        return Folder(Path(self.config.output))

    @cached_property
    def leases(self) -> Leasing:
        return Leasing(self.store.leases, self.store.now, self.halt.wait, seconds=self._lease)

    @cached_property
    def timetable(self) -> Timetable:
        from feeder.schedule.timetable import Timetable

        return Timetable(self.store, {entry.id: entry.schedule for entry in self.config.sources}, self.zone)

    @cached_property
    def queue(self) -> tuple[str, str]:
        """The database of `engine: procrastinate`, for its library and for people."""
        from feeder.store.postgres import Postgres

        driver = Postgres(self.config.database)
        return driver.conninfo, driver.place

    @cached_property
    def press(self) -> Press:
        return Press(self.site, self.store, self.output, self.config.output, self._taken, self.others)

    @cached_property
    def others(self) -> Others:
        from feeder.parts.targets import Others

        return Others(self.config, self.site, self.store, reading.options(self.config))

    @cached_property
    def site(self) -> Site:
        from feeder.parts import feeds

        main = feeds.main_channel(self.config.publisher)
        return Site(
            main=main,
            sources=tuple(feeds.own_channel(main, entry) for entry in self.config.sources),
            feeds=self.choosing.channels(main),
            select=self.choosing,
            rules=self.choosing.version,
            lasts=self.choosing.lasts,
        )

    @cached_property
    def choosing(self) -> Choosing:
        from feeder.parts.feeds import Choosing

        return Choosing(self.config, self.zone)

    @cached_property
    def _refreshing(self) -> Refreshing:
        rule = Rule(checks=self.config.removal.checks, over=self.config.removal.over)
        return Refreshing(self.store, self.timetable, self._taken, self.halt, removal=rule, notify=self.config.notify)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("web", "others", "leases", "store"):
            if name in self.__dict__:
                self.__dict__[name].close()

    def _visit(self, source: Source, force: bool = False) -> Visit:
        """What asks the web for a source, with its own hosts, certificates and budget."""
        entry = next(entry for entry in self.config.sources if entry.id == source.id)
        return self.web.for_source(source.id, entry.hosts, ca_file=str(entry.ca_file or ""), force=force)

    @contextmanager
    def _taken(self, name: str) -> Iterator[Held | None]:
        """A lease, as `Leasing.take`; whoever watches is told if it takes longer than a moment to have it."""
        with self.leases.take(name, _MOMENT) as held:
            if held or self.halt.called:
                yield held
                return
        from feeder.processes import waits  # late: hardly anybody has to wait

        if said := waits.sentence(name, self.store.leases.all(), self.zone):
            self._told(said)
        with self.leases.take(name, PATIENCE) as held:
            yield held
