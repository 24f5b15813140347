"""feeder check: look for mistakes in config.yaml."""

from __future__ import annotations

import argparse

from feeder.app import opened
from feeder.cli import DONE, words


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        ids = [source.id for source in app.sources()]
    if options.json:
        words.dump({"sources": ids, "mistakes": []})
    else:
        print(f"no mistakes; sources: {', '.join(ids)}")
    return DONE
