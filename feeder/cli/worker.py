"""feeder worker: one of any number of processes that do together what `feeder run` does alone."""

from __future__ import annotations

import argparse
from functools import partial

from feeder.app import App
from feeder.cli.run import daemon, worker
from feeder.cli.service import Schedule
from feeder.errors import ConfigError
from feeder.schedule.local import Listener


def run(options: argparse.Namespace) -> int:
    crew = {"hosts": options.hosts} | ({"queues": (options.only,)} if options.only else {})
    return daemon(options, partial(_begin, crew=crew))


def _begin(app: App, listener: Listener, tick: float, crew: dict[str, object]) -> Schedule:
    if app.config.engine == "local":
        raise ConfigError(
            "feeder worker needs `engine: procrastinate` and a PostgreSQL database in the configuration; "
            "where one process is enough, start `feeder run`"
        )
    return worker(app, listener, tick, **crew)
