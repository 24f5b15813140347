"""feeder history: what an item says, and what it said before."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from feeder.app import opened
from feeder.cli import DONE, words
from feeder.errors import InputError
from feeder.model import Item, Precision, StoredItem
from feeder.publish import jsonfeed
from feeder.publish.site_changes import Change, changes
from feeder.publish.worddiff import Op, Piece

_DAY, _MINUTE = "%Y-%m-%d", "%Y-%m-%d %H:%M"
_MARKS = {Op.SAME: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
_COLOURS = {Op.SAME: ("", ""), Op.DELETE: ("\x1b[31;9m", "\x1b[0m"), Op.INSERT: ("\x1b[32m", "\x1b[0m")}


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        stored = app.store.find(app.named(options.item))
        channel, zone = app.site.main, app.zone
    if stored is None:
        raise InputError(f"there is no item {options.item!r}: name it by its id, its address or its number")
    if options.json:
        words.dump(jsonfeed.item(stored, channel, revisions=True))
    elif sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        print("\n".join(edits(stored, zone, width, colour="NO_COLOR" not in os.environ)))
    else:
        print("\n".join(versions(stored, zone)))
    return DONE


def versions(stored: StoredItem, zone: tzinfo) -> Iterator[str]:
    """Each revision whole, a paragraph a line, oldest first: for files, and for tools that compare."""
    yield _about(stored, zone)
    yield from _by_hand(stored, zone)
    for earlier in stored.revisions:
        yield from ("", f"revision {earlier.number}, {_time(earlier.since, zone)}; replaced: {earlier.reason}")
        yield from _whole(earlier.item, earlier.item.published.at, zone)
    since = stored.updated if stored.revisions else stored.first_seen
    yield from ("", f"revision {stored.revision}, {_time(since, zone)}")
    yield from _whole(stored.item, stored.published, zone)


def edits(stored: StoredItem, zone: tzinfo, width: int, *, colour: bool) -> Iterator[str]:
    """What each edit changed, newest first, in lines of this width: for people."""
    yield _about(stored, zone)
    yield stored.item.title
    yield from _by_hand(stored, zone)
    for change in changes(stored):
        yield from ("", f"revision {change.number}, {_time(change.at, zone)}: {change.reason}")
        for line in _edit(change, zone, width - 2, _COLOURS if colour else _MARKS):
            yield f"  {line}".rstrip()
    if not stored.revisions:
        yield from ("", "it has never changed")


def _about(stored: StoredItem, zone: tzinfo) -> str:
    said = f"{stored.id}: first seen {_time(stored.first_seen, zone)}, last seen {_time(stored.last_seen, zone)}"
    return said + (f", withdrawn {_time(stored.withdrawn, zone)}" if stored.withdrawn else "")


def _by_hand(stored: StoredItem, zone: tzinfo) -> Iterator[str]:
    for each in stored.corrections:
        yield f"corrected by hand, {_time(each.at, zone)}: {each.field}: {each.value}"


def _whole(item: Item, published: datetime, zone: tzinfo) -> Iterator[str]:
    yield f"title: {item.title}"
    form = _DAY if item.published.precision is Precision.DAY else _MINUTE
    yield f"date: {_time(published, zone, form)} ({item.published.basis}, to the {item.published.precision})"
    if item.image:
        yield f"image: {item.image}"
    yield from (f"file: {each.url}" for each in item.attachments)
    yield from ("", item.text)


def _edit(change: Change, zone: tzinfo, width: int, marks: dict[Op, tuple[str, str]]) -> Iterator[str]:
    pairs = {"date": tuple(_time(day, zone) for day in change.days or ()), "image": change.images or ()}
    for name, pair in pairs.items():
        if pair:
            yield from _wrapped([(Op.SAME, f"{name}: "), *_replaced(*pair)], width, marks)
    files = [(Op.DELETE, each) for each in change.removed] + [(Op.INSERT, each) for each in change.added]
    for piece in files:
        yield from _wrapped([(Op.SAME, "file: "), piece], width, marks)
    if change.title:
        yield from _wrapped([(Op.SAME, "title: "), *change.title], width, marks)
    if change.text:
        yield from _wrapped(change.text, width, marks)


def _replaced(old: str, new: str) -> Iterable[Piece]:
    return [(op, text) for op, text in ((Op.DELETE, f"{old} "), (Op.INSERT, new)) if text.strip()]


def _wrapped(pieces: Sequence[Piece], width: int, marks: dict[Op, tuple[str, str]]) -> Iterator[str]:
    """Lines of whole words, each word marked by itself, so that a line can be read alone. Paragraphs stay."""
    line: list[str] = []
    length = 0
    for op, text in pieces:
        before, after = marks[op]
        for place, paragraph in enumerate(text.split("\n")):
            if place and line:
                yield " ".join(line)
                line, length = [], 0
            for word in paragraph.split():
                if line and length + len(word) >= width:
                    yield " ".join(line)
                    line, length = [], 0
                line.append(f"{before}{word}{after}")
                length += len(word) + 1
    if line:
        yield " ".join(line)


def _time(at: datetime, zone: tzinfo, form: str = _MINUTE) -> str:
    return at.astimezone(zone).strftime(form)
