"""feeder run: ask the sources by their schedules until told to end.

SIGHUP reads the configuration again; SIGTERM and SIGINT end after what is in hand, within ten seconds; a second one
ends at once.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from feeder import __version__, logs
from feeder.app import load
from feeder.cli import DONE
from feeder.cli.service import opened
from feeder.schedule.notify import Manager

_END = 9.0  # seconds
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def run(options: argparse.Namespace) -> int:
    logs.configure(options.log_format)
    with _waiting_signals(), opened(lambda: load(options.config), Manager(os.environ)) as service:
        logs.event(logging.INFO, f"feeder {__version__} runs, with {service.sources}")
        service.start()
        while signal.sigwait(_SIGNALS) == signal.SIGHUP:
            service.reload()
        _end_at_once_next_time()
        logs.event(logging.INFO, "asked to end: what is in hand is finished first")
        if not service.stop(_END):
            logs.event(logging.WARNING, "ended in the middle of something; the next start goes on from there")
            logging.shutdown()
            os._exit(DONE)  # threads that do not end would keep the process
    return DONE


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
