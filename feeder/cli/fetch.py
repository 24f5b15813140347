"""feeder fetch: ask the sources now, and publish what changed."""

from __future__ import annotations

import argparse
from itertools import count

from feeder.app import App, opened
from feeder.cli import words
from feeder.model import Outcome
from feeder.ports import Source


def run(options: argparse.Namespace) -> int:
    with opened(options.config, told=words.tell) as app:
        sources = app.sources(options.sources)
        places = [f"{place} of {len(sources)}, " if len(sources) > 1 else "" for place in range(1, len(sources) + 1)]
        outcomes = [_refresh(app, source, place, options) for source, place in zip(sources, places, strict=True)]
        return words.report(outcomes, app.publish(), app.tell(), options.json)


def _refresh(app: App, source: Source, place: str, options: argparse.Namespace) -> Outcome:
    pages = count(1)
    with words.bar(f"{place}{source.id}: pages") as told:
        return app.refresh(source, recheck=options.recheck, force=options.force, asking=lambda: told(next(pages), 0))
