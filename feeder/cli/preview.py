"""feeder preview: what would be published of a page or file."""

from __future__ import annotations

import argparse
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from datetime import tzinfo

from feeder.app import opened
from feeder.cli import DONE, FAILED, words
from feeder.model import Item, Precision, Trace, When
from feeder.probe.preview import Preview

_FIELDS = {  # of a trace: under which name it is shown
    "published": "date",
    "categories": "category",
    "authors": "author",
    "attachments": "file",
    "html": "text",
    "body": "text",
    "excerpt": "text",
}
_MARGIN = 15  # columns for the number of an item and the name of a field
_BEGINNING = 300  # characters of a text that are shown, unless all of it was asked for


def run(options: argparse.Namespace) -> int:
    with opened(options.config, empty=True, told=words.tell) as app:
        found, zone = app.preview(options.place, options.source), app.zone
    for failure in found.failures:
        print(f"feeder: {failure}", file=sys.stderr)
    if options.json:
        words.dump(
            {"items": [asdict(item) for item in found.items], "dropped": [asdict(each) for each in found.dropped]}
        )
    else:
        _show(found, options.full, zone)
    return FAILED if found.failures or not found.items else DONE


def _show(found: Preview, full: bool, zone: tzinfo) -> None:
    for number, item in enumerate(found.items, start=1):
        fields = [_laid_out(name, value) for name, value in _fields(item, full, zone)]
        print(f"{number:>3}." + "\n".join(fields)[4:], end="\n\n")
    for each in found.dropped:
        print(_laid_out("dropped", f"{each.what or 'something'}: {each.reason}"))
    print(f"items: {len(found.items)}, dropped: {len(found.dropped)}")


def _fields(item: Item, full: bool, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """Names and values, each with where it comes from."""
    traces: dict[str, Trace] = {}
    for trace in item.traces:
        traces.setdefault(_FIELDS.get(trace.field, trace.field), trace)
    values = {
        "title": item.title,
        "address": item.url,
        "date": _moment(item.published, zone),
        "category": ", ".join(item.tags),
        "author": ", ".join(item.authors),
        "language": item.language,
        "image": item.image,
        "file": "\n".join(f"{each.url} {each.title}".rstrip() for each in item.attachments),
        "text": _text(item.text, full) or "none",
    }
    for name, value in values.items():
        if value:
            yield name, value + (f"\n↳ {_why(traces[name])}" if name in traces else "")
    for trace in item.traces:
        if trace.field == "topic":
            yield "topic", f"{trace.tier}\n↳ {trace.reason}"


def _why(trace: Trace) -> str:
    return f"{trace.tier}: {trace.reason}" if trace.reason else trace.tier


def _moment(when: When, zone: tzinfo) -> str:
    exact = when.precision is Precision.TIME
    said = f"{when.at.astimezone(zone):%Y-%m-%d %H:%M %z}" if exact else f"{when.at:%Y-%m-%d}"
    return f"{said} ({when.basis})"


def _text(text: str, full: bool) -> str:
    if full or len(text) <= _BEGINNING:
        return text
    return f"{textwrap.shorten(text, _BEGINNING, placeholder=' …')}\n({len(text.split())} words; --full shows all)"


def _laid_out(name: str, value: str) -> str:
    """The name, and the lines of the value beside it; broken to the width of the terminal, if there is one."""
    first, *rest = [_wrapped(line) for line in value.splitlines() if line]
    return "\n".join([f"     {name:<10}{first}", *(" " * _MARGIN + each for each in rest)])


def _wrapped(line: str) -> str:
    if not sys.stdout.isatty():
        return line
    width = max(shutil.get_terminal_size().columns - _MARGIN, 20)
    lines = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    return f"\n{' ' * _MARGIN}".join(lines)
