"""feeder status: how each source is doing."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime, tzinfo

from feeder.app import opened
from feeder.cli import DONE, FAILED, words

_WRONG = {"drifted", "blocked", "unreachable"}


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        ids = [source.id for source in app.sources(options.sources)]
        found = [each for each in app.report() if each["id"] in ids]
        zone = app.zone
    if options.json:
        words.dump({"sources": found})
    else:
        for each in found:
            print(_line(each, zone))
    return FAILED if any(each["verdict"] in _WRONG for each in found) else DONE


def _line(source: Mapping[str, object], zone: tzinfo) -> str:
    times = (f"{name.replace('_', ' ')} {_time(source[name], zone)}" for name in ("last_success", "newest_item"))
    return f"{source['id']}: {source['verdict']}: {source['reason']}; {', '.join(times)}"


def _time(moment: object, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else "never"
