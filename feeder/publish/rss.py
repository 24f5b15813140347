"""RSS 2.0, as the RSS Advisory Board's Best Practices Profile wants it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from feeder.model import Channel, StoredItem
from feeder.publish import atom, history
from feeder.publish.address import path
from feeder.publish.entry import Placed, entry, newest, placed
from feeder.publish.kept import Kept
from feeder.publish.pieces import RSS, assembled

NAME = "rss.xml"

_KEPT = Kept[bytes]()
_TITLE = re.compile(rb"<title>[^<]*[&][^<]*</title>")


def render(
    channel: Channel,
    items: Sequence[StoredItem],
    *,
    origins: Mapping[str, Channel] | None = None,
    arrived: int = 0,
) -> bytes:
    """The feed that people subscribe to, with its items in the order given. Arguments as in `atom.render`."""
    from feeder.publish.extension import generator, subscription

    part = history.newest(arrived)
    made = generator(channel, path(channel, NAME), subscription(channel, atom.name(part) if part else ""))
    entries = [entry(stored, channel) for stored in items]
    made.updated(newest(entries, channel))  # lastBuildDate
    return assembled(RSS, _KEPT, placed(entries, channel, origins or {}), partial(_rendered, made))


def _rendered(made: Any, entries: Iterable[Placed]) -> bytes:
    from feeder.publish.extension import add

    for each in entries:
        add(made, each).link(href=each.entry.url)
    return _TITLE.sub(_plain, bytes(made.rss_str(pretty=True)))


def _plain(title: re.Match[bytes]) -> bytes:
    """Titles are plain text, but some readers take them for markup: so the profile asks for these two spellings."""
    return title[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
