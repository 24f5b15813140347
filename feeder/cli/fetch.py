"""feeder fetch: ask the sources now, and publish what changed."""

from __future__ import annotations

import argparse

from feeder.app import opened
from feeder.cli import words


def run(options: argparse.Namespace) -> int:
    with opened(options.config, told=words.tell) as app:
        outcomes = [
            app.refresh(source, recheck=options.recheck, force=options.force)
            for source in words.watched(app.sources(options.sources), "reading")
        ]
        return words.report(outcomes, app.publish(), app.tell(), options.json)
