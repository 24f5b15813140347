"""feeder run: ask the sources by their schedules until told to end.

SIGHUP reads the configuration again; SIGTERM and SIGINT end after what is in hand, within ten seconds; a second one
ends at once.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from feeder import __version__
from feeder.app import App, load
from feeder.cli import DONE, serve
from feeder.cli.service import Begin, Schedule, Service, opened
from feeder.errors import ConfigError
from feeder.schedule.local import Listener, Local
from feeder.schedule.notify import Manager
from feeder.watch import logs

if TYPE_CHECKING:
    from feeder.serve.server import Beside

_END = 9.0  # seconds
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def run(options: argparse.Namespace) -> int:
    return daemon(options, begin)


def begin(app: App, listener: Listener, tick: float) -> Schedule:
    """What the configuration names: one process that does it all, or a worker like any other."""
    return Local(app, listener, tick=tick) if app.config.engine == "local" else worker(app, listener, tick)


def worker(app: App, listener: Listener, tick: float, **crew: Any) -> Schedule:
    """Raises ConfigError where a library is missing."""
    try:
        from feeder.schedule.workers import Workers
    except ImportError as error:
        raise ConfigError("engine: procrastinate needs more packages: pip install 'feeder-kpu[workers]'") from error
    return Workers(app, listener, app.queue, tick=tick, **crew)


def daemon(options: argparse.Namespace, begin: Begin) -> int:
    """Go on until told to end."""
    logs.configure(options.log_format)
    with (
        _waiting_signals(),
        opened(lambda: load(options.config), Manager(os.environ), begin) as service,
        _served(service, options) as server,
    ):
        logs.event(logging.INFO, f"feeder {__version__} runs, with {service.sources}")
        service.start()
        while signal.sigwait(_SIGNALS) == signal.SIGHUP:
            _reload(service, server)
        _end_at_once_next_time()
        logs.event(logging.INFO, "asked to end: what is in hand is finished first")
        if not _stop(service, server):
            logs.event(logging.WARNING, "ended in the middle of something; the next start goes on from there")
            logging.shutdown()
            os._exit(DONE)  # threads that do not end would keep the process
    return DONE


@contextmanager
def _served(service: Service, options: argparse.Namespace) -> Iterator[Beside | None]:
    """The server, where one is wanted; it runs. Raises ConfigError."""
    if not options.serve:
        yield None
        return
    with serve.beside(service.config, options) as (server, said):
        server.start()
        logs.event(logging.INFO, said)
        yield server


def _reload(service: Service, server: Beside | None) -> None:
    service.reload()
    try:
        if server:
            serve.turn(server, service.config)
    except ConfigError as error:
        logs.event(logging.ERROR, f"{error}; the folder before is served on")


def _stop(service: Service, server: Beside | None) -> bool:
    """Returns whether everything came to an end in time."""
    end = time.monotonic() + _END
    if server:
        server.end()
    ended = service.stop(_END)
    return (server is None or server.ended(end - time.monotonic())) and ended


@contextmanager
def _waiting_signals() -> Iterator[None]:
    """Signals wait until somebody asks for them; in this thread, and in those that it starts. A handler would not do:
    one that arrives just before the main thread sleeps would not wake it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_at_once_next_time() -> None:
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS[:2])
