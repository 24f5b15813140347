"""feeder backup and feeder restore: the database into a file, and back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from feeder.app import App, opened
from feeder.cli import DONE, words

_LOST = "feeder: the output showed {} items, and shows {} now; feeder backfill SOURCE brings what the sites still have"
_ASIDE = "feeder: the database that was there before is {} now; delete it once all is well"


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        return _restore(app, options) if options.command == "restore" else _backup(app, Path(options.file))


def _backup(app: App, file: Path) -> int:
    app.store.backup(file)
    print(f"{file}: {file.stat().st_size:,} bytes; keep it with config.yaml")
    return DONE


def _restore(app: App, options: argparse.Namespace) -> int:
    shown = app.shown()
    restored = app.restore(Path(options.file), force=options.force)
    if not options.json:
        print(f"{options.file}: restored, {restored.items} items")
    if restored.aside:
        print(_ASIDE.format(restored.aside), file=sys.stderr)
    if shown > restored.items:
        print(_LOST.format(shown, restored.items), file=sys.stderr)
    return words.report([], app.publish(everything=True), app.tell(), options.json)
