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
from queue import SimpleQueue

from feeder import __version__, logs
from feeder.app import load
from feeder.cli import DONE
from feeder.cli.service import opened
from feeder.schedule.notify import Manager

_END = 9.0  # seconds


def run(options: argparse.Namespace) -> int:
    logs.configure(options.log_format)
    with _signals() as signals, opened(lambda: load(options.config), Manager(os.environ)) as service:
        logs.event(logging.INFO, f"feeder {__version__} runs, with {service.sources}")
        service.start()
        while signals.get() == signal.SIGHUP:
            service.reload()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_DFL)
        logs.event(logging.INFO, "asked to end: what is in hand is finished first")
        if not service.stop(_END):
            logs.event(logging.WARNING, "ended in the middle of something; the next start goes on from there")
            logging.shutdown()
            os._exit(DONE)  # threads that do not end would keep the process
    return DONE


@contextmanager
def _signals() -> Iterator[SimpleQueue[int]]:
    """The signals that arrive as long as the block lasts."""
    arrived: SimpleQueue[int] = SimpleQueue()
    ours = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {each: signal.signal(each, lambda number, _: arrived.put(number)) for each in ours}
    try:
        yield arrived
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
