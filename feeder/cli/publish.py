"""feeder publish: write the output from the store."""

from __future__ import annotations

import argparse

from feeder.app import opened
from feeder.cli import words


def run(options: argparse.Namespace) -> int:
    with opened(options.config, told=words.tell) as app:
        published = app.publish(everything=options.all)
        status = words.report([], published, app.tell(), options.json)
        if not published.written and not options.json:
            print("nothing to write: nothing is new")
        return status
