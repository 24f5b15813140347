"""What waits to be accepted, beside what the source was like."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from itertools import zip_longest
from typing import Any

from feeder.model import Item, StoredItem
from feeder.records import SourceState, Waiting
from feeder.trust.facts import Facts, Usual, recall, usual

_WIDE = 52  # characters of a column of titles


def lines(
    waiting: Waiting, gone: Sequence[StoredItem], state: SourceState, published: Sequence[StoredItem], zone: tzinfo
) -> Iterator[str]:
    """Old and new side by side, or what is to be withdrawn (`gone`), for people."""
    yield f"  read {waiting.at.astimezone(zone):%Y-%m-%d %H:%M}, and not believed: {waiting.reason}"
    if gone:
        yield from (f"  to be withdrawn: {_title(each.item, zone)}  {each.item.url}" for each in gone)
        yield "  if they were taken down, withdraw them with: feeder accept " + state.source
        return
    yield f"  {'':<18}{'before':>10}{'now':>10}"
    for name, before, now in _numbers(waiting, state):
        yield f"  {name:<18}{before:>10}{now:>10}"
    yield f"  {'published':<{_WIDE}}  what was read"
    fresh = [_title(each.item, zone) for each in waiting.entries if each.item]
    for old, new in zip_longest([_title(each.item, zone) for each in published], fresh, fillvalue=""):
        yield f"  {_cut(old):<{_WIDE}}  {_cut(new)}".rstrip()
    yield "  if this is how the site is now, publish it with: feeder accept " + state.source


def plain(waiting: Waiting, gone: Sequence[StoredItem], state: SourceState) -> dict[str, Any]:
    """The same for programs."""
    numbers = {name: {"before": before, "now": now} for name, before, now in _numbers(waiting, state)}
    read = [{"url": each.item.url, "title": each.item.title} for each in waiting.entries if each.item]
    lost = [{"url": each.item.url, "title": each.item.title} for each in gone]
    return {"since": waiting.at, "reason": waiting.reason, "facts": numbers, "read": read, "gone": lost}


def _numbers(waiting: Waiting, state: SourceState) -> Iterator[tuple[str, str, str]]:
    before, past = recall(state.facts), recall(waiting.facts)
    now = past[-1] if past else Facts()
    norm, told = (usual(before) if before else None), usual([now])
    yield "items on the page", _count(norm.listed if norm else None), _count(now.listed)
    for name in ("dated", "written", "pictured"):
        yield _WORDS[name], _share(norm, name), _share(told, name)
    yield "characters", _count(norm.length if norm and norm.read else None), _count(told.length if told.read else None)


_WORDS = {"dated": "with a date", "written": "with a text", "pictured": "with a picture"}


def _share(norm: Usual | None, name: str) -> str:
    return f"{getattr(norm, name):.0%}" if norm and norm.read else "-"


def _count(number: float | None) -> str:
    return "-" if number is None else f"{number:.0f}"


def _title(item: Item, zone: tzinfo) -> str:
    return f"{item.published.at.astimezone(zone):%Y-%m-%d} {item.title}"


def _cut(text: str) -> str:
    return textwrap.shorten(text, _WIDE, placeholder="…")
