"""feeder detect: what an address is good for, and the entry for config.yaml."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict

from feeder.app import opened, place
from feeder.cli import DONE, FAILED, words
from feeder.config import editing
from feeder.errors import ConfigError, InputError
from feeder.probe.detect import Detection, Finding, entry, whole


def run(options: argparse.Namespace) -> int:
    with opened(options.config, empty=True, told=words.tell) as app:
        if options.add and not app.kept:
            raise InputError(f"{place(options.config)}: there is no such file to add it to; `feeder init` makes one")
        found = app.detect(whole(options.url))
        chosen = next((each for each in found.findings if options.kind in (None, each.kind)), None)
        if chosen:
            source = entry(chosen, editing.identifier(chosen.url, app.config))
            known = editing.source_of(chosen.url, app.config)
    _tell(found)
    if options.json:
        words.dump({**asdict(found), "source": source if chosen else None})
    if not chosen:
        what = f"of the kind {options.kind}" if found.findings else "to read"
        print(f"feeder: {whole(options.url)}: nothing {what} was found", file=sys.stderr)
        return FAILED
    if options.add and known:
        raise ConfigError(f"{place(options.config)}: {chosen.url} is the source {known} already")
    if not options.json:
        print(editing.shown([source]), end="")
    if options.add:
        editing.add(place(options.config), [source])
        print(f"added to {place(options.config)}; `feeder fetch {source['id']}` reads it", file=sys.stderr)
    return DONE


def _tell(found: Detection) -> None:
    """What was found, for people."""
    for finding in found.findings:
        print(_line(finding), *(f"    {title}" for title in finding.titles), sep="\n", file=sys.stderr)
    for problem in found.problems:
        print(f"feeder: {problem}", file=sys.stderr)


def _line(finding: Finding) -> str:
    return f"{finding.kind}: {finding.url}: {finding.why}, {finding.count} items"
