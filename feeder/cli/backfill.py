"""feeder backfill: read the whole of a listing, and publish it."""

from __future__ import annotations

import argparse
import sys

from feeder.app import opened
from feeder.backfill import Told
from feeder.cli import words


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        [source] = app.sources([options.source])
        outcome = app.backfill(source, pages=options.pages, told=_bar(source.id))
        status = words.report([outcome], app.publish(), app.tell(), options.json)
        if app.store.state(source.id).walked:
            print(f"feeder: {source.id}: not at the end yet; `feeder backfill {source.id}` goes on", file=sys.stderr)
        return status


def _bar(source: str) -> Told:
    """A progress bar that says how long is left, if a person watches."""
    if not sys.stderr.isatty():
        return lambda *_: None
    from tqdm import tqdm

    bar = tqdm(desc=f"{source}: pages", unit="", leave=False)

    def told(done: int, pages: int) -> None:
        bar.total = pages or None
        bar.update(done - bar.n)

    return told
