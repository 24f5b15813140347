"""feeder status: how each source is doing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import datetime, tzinfo

from feeder.app import opened
from feeder.cli import DONE, FAILED, waiting, words

_WRONG = {"drifted", "blocked", "unreachable"}


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        ids = [source.id for source in app.sources(options.sources)]
        found = [each for each in app.report() if each["id"] in ids]
        held = {id: kept for id in ids if (kept := app.store.waiting(id))}
        if options.json:
            extra = {id: {"waiting": waiting.plain(kept, app.store.state(id))} for id, kept in held.items()}
            sources = [{**each, **extra.get(str(each["id"]), {})} for each in found]
            words.dump({"sources": sources, "untold": app.others.backlog()})
        else:
            for each in found:
                print(_line(each, app.zone))
            for id in held if options.sources else ():
                print(*waiting.lines(held[id], app.store.state(id), app.store.newest([id], 10), app.zone), sep="\n")
            for each in app.others.backlog():
                print(_untold(each, app.zone))
    return FAILED if any(each["verdict"] in _WRONG for each in found) else DONE


def _line(source: Mapping[str, object], zone: tzinfo) -> str:
    times = (f"{name.replace('_', ' ')} {_time(source[name], zone)}" for name in ("last_success", "newest_item"))
    verdict = _coloured(str(source["verdict"]))
    said = f"{source['id']}: {verdict}: {source['reason']}; {', '.join(times)}"
    if "schedule" not in source:
        return said
    return f"{said}; {source['schedule']}, next {_time(source['next_check'], zone)}"


def _untold(target: Mapping[str, object], zone: tzinfo) -> str:
    said = f"{target['target']}: {target['waiting']} to be sent"
    if target["next_try"]:
        said += f", next try {_time(target['next_try'], zone)}"
    if target["lost"]:
        said += f"; {target['lost']} will not be sent any more"
    return f"{said}; {target['trouble']}" if target["trouble"] else said


def _coloured(verdict: str) -> str:
    """Green or red for a person who has not asked for no colours (https://no-color.org)."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return verdict
    return f"\x1b[{31 if verdict in _WRONG else 32}m{verdict}\x1b[0m"


def _time(moment: object, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else "never"
