"""feeder backfill: read the whole of a listing, and publish it."""

from __future__ import annotations

import argparse
import sys

from feeder.app import opened
from feeder.cli import words

_FAILED = "what failed is asked again by the next backfill, and the feeds keep what they have"


def run(options: argparse.Namespace) -> int:
    with opened(options.config, told=words.tell) as app:
        [source] = app.sources([options.source])
        with words.bar(f"{source.id}: pages") as told:
            outcome = app.backfill(source, pages=options.pages, told=told, force=options.force)
        status = words.report([outcome], app.publish(), app.tell(), options.json, _FAILED)
        if app.store.state(source.id).walked:
            print(f"feeder: {source.id}: not at the end yet; `feeder backfill {source.id}` goes on", file=sys.stderr)
        return status
