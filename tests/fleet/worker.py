"""`feeder worker` in the folder it is started in, but that its leases and ticks are short: python worker.py [queue]"""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from pathlib import Path

from feeder import config
from feeder.app import App
from feeder.cli.run import worker
from feeder.cli.service import opened
from feeder.schedule.local import Listener
from feeder.schedule.notify import Manager
from feeder.schedule.workers import Workers
from feeder.watch import logs

LEASE, TICK = 4.0, 0.5  # seconds


def load() -> App:
    return App(config.load(Path("config.yaml"), os.environ), lease=LEASE)


def begin(app: App, listener: Listener, _: float, queues: tuple[str, ...]) -> Workers:
    crew = {"queues": queues} if queues else {}
    made = worker(app, listener, TICK, hosts=2, **crew)
    assert isinstance(made, Workers)
    return made


def main() -> None:
    logs.configure("human")
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    with opened(load, Manager({}), partial(begin, queues=tuple(sys.argv[1:]))) as service:
        service.start()
        signal.sigwait([signal.SIGTERM])
        service.stop(9.0)


if __name__ == "__main__":
    main()
