"""feeder check: look for mistakes in config.yaml."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from feeder.app import App, opened
from feeder.cli import DONE, words
from feeder.errors import ConfigError, StoreError
from feeder.parts.left import Left, left
from feeder.parts.targets import missing


def run(options: argparse.Namespace) -> int:
    try:
        return _check(options)
    except ConfigError as error:
        if options.json:
            words.dump({"sources": [], "topics": [], "mistakes": str(error).splitlines(), "left": asdict(Left())})
        raise


def _check(options: argparse.Namespace) -> int:
    with opened(options.config, trying=True) as app:
        ids = [source.id for source in app.sources()]
        topics = app.choosing.examples
        for secret in missing(app.config):
            print(f"feeder: note: {secret}", file=sys.stderr)
        found = _left(app)
    if options.json:
        words.dump({"sources": ids, "topics": topics, "mistakes": [], "left": asdict(found)})
    else:
        print(f"no mistakes; sources: {', '.join(ids)}; topics: {', '.join(topics)}")
        for sentence in found.sentences():
            print(sentence)
    return DONE


def _left(app: App) -> Left:
    """Whatever is the matter with the database is no mistake of the configuration."""
    try:
        return left(app.config, app.site)
    except StoreError as error:
        print(f"feeder: note: {error}", file=sys.stderr)
        return Left()
