"""feeder import: the feeds of an OPML file as sources."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from feeder.app import opened, place
from feeder.cli import DONE, FAILED, words
from feeder.config import Config, editing
from feeder.errors import InputError
from feeder.extract import opml
from feeder.extract.opml import Subscription
from feeder.normalise import addresses


def run(options: argparse.Namespace) -> int:
    feeds = opml.read(_bytes(Path(options.file)), options.file)
    with opened(options.config, empty=True) as app:
        if not app.kept:
            raise InputError(f"{place(options.config)}: there is no such file to add them to; `feeder init` makes one")
        added, skipped, refused = _sorted(feeds, app.config)
    if added:
        editing.add(place(options.config), added)
    for line, why in (*skipped, *refused):
        print(f"feeder: {options.file}:{line}: {why}", file=sys.stderr)
    if options.json:
        words.dump({"added": added, "skipped": [why for _, why in skipped], "refused": [why for _, why in refused]})
    else:
        for each in added:
            print(f"added: {each['id']}: {each['url']}")
        print(f"{len(added)} added, {len(skipped)} there already, {len(refused)} refused")
    return FAILED if refused else DONE


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name an OPML file") from error


_EXAMPLE = "; write it whole"  # what begins so is for people who write addresses themselves
_Told = list[tuple[int, str]]  # lines of the file, each with what is said of it


def _sorted(feeds: list[Subscription], config: Config) -> tuple[list[dict[str, str | bool]], _Told, _Told]:
    """The entries to add, what is there already, and what cannot be a source."""
    added: dict[str, dict[str, str | bool]] = {}
    skipped: _Told = []
    refused: _Told = []
    for feed in feeds:
        key = addresses.canonical(feed.url)
        taken = [str(each["id"]) for each in added.values()]
        source = _entry(feed, editing.identifier(feed.url, config, taken))
        known = editing.source_of(feed.url, config) or str(added.get(key, {}).get("id", ""))
        if not feed.url:
            refused.append((feed.line, f"{feed.title!r} lacks the address of its feed (xmlUrl)"))
        elif wrong := editing.problem(source):
            refused.append((feed.line, wrong.partition(_EXAMPLE)[0]))
        elif known:
            skipped.append((feed.line, f"{feed.url} is the source {known} already"))
        else:
            added[key] = source
    return [*added.values()], skipped, refused


def _entry(feed: Subscription, id: str) -> dict[str, str | bool]:
    said: dict[str, str | bool] = {"id": id, "kind": "feed", "url": feed.url}
    return said | ({"title": feed.title} if feed.title else {})
