"""feeder ingest: read files that somebody saved, and publish what changed."""

from __future__ import annotations

import argparse
from datetime import datetime, time, tzinfo
from pathlib import Path

from feeder.app import opened
from feeder.cli import words
from feeder.errors import InputError


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        [source] = app.sources([options.source])
        seen = _moment(options.seen_at, source.office.zone) if options.seen_at else None
        paths = [Path(each) for each in options.paths]
        for path in paths:
            if not path.exists():
                raise InputError(f"{path}: there is no such file or folder")
        outcome = app.ingest(source, words.watched(paths, "reading", len(paths)), seen)
        return words.report([outcome], app.publish(), app.tell(), options.json)


def _moment(text: str, zone: tzinfo) -> datetime:
    """A day counts as its noon. Raises InputError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"--seen-at {text}: write a day as 2025-11-14, or a time as 2025-11-14T09:30") from None
    if len(text) <= len("2025-11-14"):
        moment = datetime.combine(moment.date(), time(12))
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
