"""feeder preview: what would be published of a page or file."""

from __future__ import annotations

import argparse
import sys
import textwrap
from dataclasses import asdict

from feeder.app import opened
from feeder.cli import DONE, FAILED, words
from feeder.model import Item
from feeder.preview import Preview


def run(options: argparse.Namespace) -> int:
    with opened(options.config) as app:
        found = app.preview(options.place, options.source)
    for failure in found.failures:
        print(f"feeder: {failure}", file=sys.stderr)
    if options.json:
        words.dump(
            {"items": [asdict(item) for item in found.items], "dropped": [asdict(each) for each in found.dropped]}
        )
    else:
        _show(found)
    return FAILED if found.failures or not found.items else DONE


def _show(found: Preview) -> None:
    for item in found.items:
        _item(item)
    print(f"{len(found.items)} items, {len(found.dropped)} dropped")
    for each in found.dropped:
        print(f"  dropped: {each.reason}: {each.what}")


def _item(item: Item) -> None:
    """The item's fields, each with where it comes from."""
    traces = {trace.field: f"  [{trace.tier}: {trace.reason}]" for trace in item.traces}
    when = item.published
    fields = {
        "address": item.url,
        "date": f"{when.at:%Y-%m-%d %H:%M %z} ({when.basis}, to the {when.precision})",
        "image": item.image,
        "category": ", ".join(item.tags),
        "author": ", ".join(item.authors),
        "files": ", ".join(each.url for each in item.attachments),
        "summary": item.summary,
        "text": f"{len(item.text.split())} words",
    }
    print(item.title + traces.get("title", ""))
    for name, value in fields.items():
        if value:
            print(
                textwrap.fill(
                    f"{name + ':':<10}{value}{traces.get(name, '')}",
                    110,
                    initial_indent="  ",
                    subsequent_indent=" " * 12,
                )
            )
    print()
