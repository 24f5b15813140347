"""feeder accept: take what waits as it is, and publish it."""

from __future__ import annotations

import argparse

from feeder.app import opened
from feeder.cli import words


def run(options: argparse.Namespace) -> int:
    with opened(options.config, told=words.tell) as app:
        [source] = app.sources([options.source])
        return words.report([app.accept(source)], app.publish(), app.tell(), options.json)
