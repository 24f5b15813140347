"""feeder ingest: read files that somebody saved, and publish what changed."""

from __future__ import annotations

import argparse
from datetime import datetime, time, tzinfo
from pathlib import Path

from feeder.app import App, opened
from feeder.cli import words
from feeder.errors import InputError

_LEFT = "what failed was left out, and the rest is in; hand it in again once it is mended"


def run(options: argparse.Namespace) -> int:
    with opened(options.config, told=words.tell) as app:
        [source] = app.sources([options.source])
        seen = _moment(options.seen_at, source.office.zone, app.store.now()) if options.seen_at else None
        paths = [_path(each, app) for each in options.paths]
        with words.bar(f"{source.id}: files") as told:
            outcome = app.ingest(source, paths, seen, jobs=options.jobs, told=told)
        return words.report([outcome], app.publish(), app.tell(), options.json, _LEFT)


def _path(text: str, app: App) -> Path:
    """Raises InputError: also for the folder in which feeder itself works, or its pages would come back as news."""
    path = Path(text)
    if not text or not path.exists():
        raise InputError(f"{text or 'PATH is empty'}: there is no such file or folder")
    output = app.config.output
    if path.is_dir() and "://" not in output and Path(output).resolve().is_relative_to(path.resolve()):
        raise InputError(f"{path}: holds feeder's own output; name the folder of the saved pages alone")
    return path


def _moment(text: str, zone: tzinfo, now: datetime) -> datetime:
    """A day counts as its noon. Raises InputError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"--seen-at {text}: write a day as 2025-11-14, or a time as 2025-11-14T09:30") from None
    if len(text) <= len("2025-11-14"):
        moment = datetime.combine(moment.date(), time(12))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if moment.astimezone(zone).date() > now.astimezone(zone).date():
        raise InputError(f"--seen-at {text}: lies in the future; say when the files were saved")
    return moment
