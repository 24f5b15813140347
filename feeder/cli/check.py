"""feeder check: look for mistakes in config.yaml."""

from __future__ import annotations

import argparse
import sys

from feeder.app import opened
from feeder.cli import DONE, words
from feeder.targets import missing


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        ids = [source.id for source in app.sources()]
        topics = [rule.id for rule in app.choosing.rules]
        for secret in missing(app.config):
            print(f"feeder: note: {secret}", file=sys.stderr)
    if options.json:
        words.dump({"sources": ids, "topics": topics, "mistakes": []})
    else:
        print(f"no mistakes; sources: {', '.join(ids)}; topics: {', '.join(topics)}")
    return DONE
