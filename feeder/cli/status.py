"""feeder status: how each source is doing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, tzinfo

from feeder.app import App, opened
from feeder.cli import DONE, FAILED, asked, waiting, words
from feeder.cli import fleet as workers
from feeder.parts.left import left
from feeder.publish import status
from feeder.records import Asked

_WRONG = {"drifted", "blocked", "unreachable"}
_DAY = timedelta(days=1)
_SHOWN = 20  # requests of a source that is named


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        ids = [source.id for source in app.sources(options.sources)]
        found = [each for each in app.report() if each["id"] in ids]
        fleet = app.fleet() if not options.sources else None
        if options.json:
            said = _plain(app, found, bool(options.sources))
            words.dump(said | ({"fleet": workers.plain(fleet)} if fleet else {}))
        else:
            fleets = workers.lines(fleet, app.store.now()) if fleet else ()
            print(*_lines(app, found, bool(options.sources)), *fleets, sep="\n")
    idle = fleet is not None and not fleet.alive
    return FAILED if idle or any(each["verdict"] in _WRONG for each in found) else DONE


def _lines(app: App, found: Sequence[Mapping[str, object]], named: bool) -> Iterator[str]:
    """For people; of sources that are named, with what waits and what was asked."""
    for each in found:
        yield _line(each, app.zone)
    for id in [str(each["id"]) for each in found] if named else ():
        yield from (f"  failed: {line}" for line in app.store.state(id).error.splitlines())
        if held := app.store.waiting(id):
            gone = list(app.store.items(held.gone))
            yield from waiting.lines(held, gone, app.store.state(id), app.store.newest([id], 10), app.zone)
        yield from asked.lines(_requests(app, id), app.zone)
    for each in app.others.backlog():
        yield _untold(each, app.zone)
    yield from () if named else left(app.config, app.site).sentences()
    yield from () if named else asked.totals(app.store.traffic(app.store.now() - _DAY))


def _plain(app: App, found: Sequence[Mapping[str, object]], named: bool) -> dict[str, object]:
    """The same for programs."""
    sources = []
    for each in found:
        id, more = str(each["id"]), dict[str, object]()
        if held := app.store.waiting(id):
            more["waiting"] = waiting.plain(held, list(app.store.items(held.gone)), app.store.state(id))
        if named:
            more["failed"] = app.store.state(id).error.splitlines()
            more["requests"] = [asdict(line) for line in _requests(app, id)]
        sources.append({**status.plain(each, str(app.zone)), **more})
    traffic = [asdict(each) for each in app.store.traffic(app.store.now() - _DAY)]
    gone = {} if named else {"left": asdict(left(app.config, app.site))}
    return {"sources": sources, "untold": app.others.backlog(), "asked": traffic, **gone}


def _requests(app: App, source: str) -> list[Asked]:
    """The last ones of a source, newest first."""
    ledger = app.store.ledger(app.store.now() - _DAY, limit=app.config.fetch.budget.day)
    return [each for each in ledger if each.source == source][:_SHOWN]


def _line(source: Mapping[str, object], zone: tzinfo) -> str:
    newest = f"newest item {_time(source['newest_item'], zone, '%Y-%m-%d')}"  # few sites state more than a day
    if source["last_check"]:
        success = f"last success {_time(source['last_success'], zone)}"
        said = f"{source['id']}: {_coloured(str(source['verdict']))}: {source['reason']}; {success}, {newest}"
    else:
        said = f"{source['id']}: never fetched; {newest}"
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


def _time(moment: object, zone: tzinfo, form: str = "%Y-%m-%d %H:%M %Z") -> str:
    return moment.astimezone(zone).strftime(form) if isinstance(moment, datetime) else "never"
