"""The daemon of `feeder run`: an installation with its schedule, what it tells the world, and how it is replaced."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from feeder.app import App
from feeder.cli import words
from feeder.config import Config
from feeder.edition.publishing import Published
from feeder.errors import ConfigError, FeederError, OutputError
from feeder.model import Outcome
from feeder.parts.targets import missing
from feeder.schedule.local import TICK, Listener, Local
from feeder.schedule.notify import Manager
from feeder.watch.logs import event


class Schedule(Protocol):
    """What looks after an installation: `schedule.local`, or `schedule.workers`."""

    def start(self) -> None: ...
    def replace(self, works: App) -> None: ...
    def stop(self, seconds: float) -> bool: ...


Begin = Callable[[App, Listener, float], Schedule]


@contextmanager
def opened(load: Callable[[], App], manager: Manager, begin: Begin) -> Iterator[Service]:
    """The service of a database, and its parts; the only one, where one process does it all. Raises ConfigError,
    StoreError and OutputError."""
    service = Service(load, manager, begin)
    try:
        with service.alone():
            yield service
    finally:
        service.close()


class Service:
    """A schedule's listener: it writes the log, and tells systemd and Prometheus."""

    def __init__(self, load: Callable[[], App], manager: Manager, begin: Begin) -> None:
        self._load, self._manager = load, manager
        self._app = load()
        tick = min(TICK, manager.patience / 3) if manager.patience else TICK
        self._schedule = begin(self._app, self, tick)
        self._measure: Callable[[], None] = lambda: None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody but workers looks after the database meanwhile, and Prometheus is answered."""
        alone = self._app.store.alone() if isinstance(self._schedule, Local) else nullcontext()
        with alone, self._measured() as self._measure:
            yield

    def _measured(self) -> AbstractContextManager[Callable[[], None]]:
        """What writes the figures, where they go into a file. Raises ConfigError where a library is missing."""
        place = self._app.config.metrics
        if not place:
            return nullcontext(lambda: None)
        try:
            from feeder.watch import metrics
        except ImportError as error:
            raise ConfigError("metrics need one more package: pip install 'feeder-kpu[metrics]'") from error
        return metrics.served(
            place, metrics.Figures(lambda: self._app.store, lambda: self._ids, lambda: self._app.fleet())
        )

    def close(self) -> None:
        self._app.close()

    @property
    def config(self) -> Config:
        """As it is used."""
        return self._app.config

    @property
    def sources(self) -> str:
        ids = self._ids
        return f"{len(ids)} source{'s' * (len(ids) != 1)}: {words.files(ids, 10)}"

    @property
    def _ids(self) -> list[str]:
        return [entry.id for entry in self._app.config.sources]

    def start(self) -> None:
        _prepare(self._app)
        self._manager.ready(self.sources)
        self._schedule.start()

    def reload(self) -> None:
        """Go on with the configuration as it is now; with the one before where that has mistakes."""
        self._manager.reloading()
        try:
            app = self._load()
            _unchanged(self._app.config, app.config)
            _prepare(app)
        except FeederError as error:
            for line in str(error).splitlines():
                event(logging.ERROR, f"the configuration is not taken: {line}")
            event(logging.ERROR, "feeder goes on with the configuration as it was")
        else:
            self._app = app
            self._schedule.replace(app)
            event(logging.INFO, f"the configuration was read again; {self.sources}")
        self._manager.ready(self.sources)

    def stop(self, seconds: float) -> bool:
        """Returns whether everything came to an end in time."""
        self._manager.stopping()
        return self._schedule.stop(seconds)

    # what a schedule tells

    def ticked(self) -> None:
        self._manager.alive()

    def visited(self, outcome: Outcome, seconds: float) -> None:
        source = outcome.source
        if outcome.due is None:  # broken off
            event(logging.INFO, f"{source}: the rest is read after the next start", source=source)
            return
        for failure in outcome.failures:
            event(logging.WARNING, f"{source}: {failure}", source=source, failure=failure)
        if outcome.doubt:
            event(logging.WARNING, f"{source}: held back: {outcome.doubt}", source=source, doubt=outcome.doubt)
        for note in outcome.notes:
            event(logging.INFO, f"{source}: {note}", source=source, note=note)
        due = outcome.due.astimezone()  # as the times of the log
        said = f"{words.summary(outcome)}; {seconds:.1f} s, next at {due:%Y-%m-%d %H:%M}"
        event(
            logging.INFO,
            said,
            source=source,
            new=outcome.new,
            revised=outcome.revised,
            unchanged=outcome.unchanged,
            failed=len(outcome.failures),
            seconds=round(seconds, 3),
            due=due.isoformat(),
        )
        self._manager.status(said)

    def published(self, published: Published) -> None:
        for problem in published.problems:
            event(logging.ERROR, f"held back, since it would not be valid: {problem}", problem=problem)
        for note in published.notes:
            event(logging.INFO, note)
        try:
            self._measure()
        except OutputError as error:
            event(logging.ERROR, str(error))

    def untold(self, troubles: tuple[str, ...]) -> None:
        for trouble in troubles:
            event(logging.WARNING, trouble)

    def failed(self, what: str, error: BaseException) -> None:
        if isinstance(error, FeederError):
            event(logging.ERROR, f"{what}: {error}", source=what)
        else:
            event(logging.ERROR, f"{what}: feeder has a mistake here; please report this:", error=error, source=what)


def _prepare(app: App) -> None:
    """Make what threads will share, and see whether schedules have changed."""
    _ = app.store, app.web, app.output, app.site, app.choosing, app.others, app.leases
    app.timetable.review()
    for secret in missing(app.config):
        event(logging.WARNING, secret)


def _unchanged(before: Config, after: Config) -> None:
    """Raises ConfigError for what cannot change while feeder runs."""
    fixed = {
        "database": (before.database, after.database),
        "engine": (before.engine, after.engine),
        "metrics": (before.metrics, after.metrics),
        "publisher.timezone": (before.publisher.timezone, after.publisher.timezone),
    }
    changed = [f"{name}: changed, which needs a restart of feeder" for name, (old, new) in fixed.items() if old != new]
    if changed:
        raise ConfigError("\n".join(changed))
