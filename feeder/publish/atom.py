"""Atom 1.0 (RFC 4287), and the documents of the archive (RFC 5005)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from feeder.model import Channel, StoredItem
from feeder.publish import history
from feeder.publish.address import path
from feeder.publish.entry import Placed, entry, newest, placed
from feeder.publish.kept import Kept
from feeder.publish.pieces import ATOM, assembled
from feeder.publish.text import stamp, xml_text

if TYPE_CHECKING:
    from feeder.publish.extension import Link

NAME = "atom.xml"

_KEPT = Kept[bytes]()


def name(part: history.Part) -> str:
    """The path below the output of a part of the archive."""
    return f"atom/{part.last}.xml"


def render(
    channel: Channel,
    items: Sequence[StoredItem],
    *,
    origins: Mapping[str, Channel] | None = None,
    arrived: int = 0,
    withdrawn: Sequence[StoredItem] = (),
) -> bytes:
    """The feed that people subscribe to, with its items in the order given; of what is `withdrawn` it says that it was
    taken down (RFC 6721).

    `origins` are the feeds of the sources, by the id of the source, where the feed joins several. `arrived` is how many
    items the archive holds; 0 where there is no archive.
    """
    from feeder.publish.extension import subscription

    part = history.newest(arrived)
    links = subscription(channel, name(part) if part else "")
    return _document(channel, items, path(channel, NAME), links, origins or {}, archive=False, withdrawn=withdrawn)


def archive(
    channel: Channel,
    items: Sequence[StoredItem],
    part: history.Part,
    *,
    origins: Mapping[str, Channel] | None = None,
) -> bytes:
    """The document `name(part)` of the archive; `items` are those that arrived as `part.first` to `part.last`. Of those
    that were withdrawn it only says so."""
    from feeder.publish.extension import archived

    links = [archived("current", channel, path(channel, NAME))]
    if part.previous:
        links.append(archived("prev-archive", channel, name(part.previous)))
    if part.next:
        links.append(archived("next-archive", channel, name(part.next)))
    standing = [each for each in items if not each.withdrawn]
    return _document(channel, standing, name(part), links, origins or {}, archive=True, withdrawn=items)


def _document(
    channel: Channel,
    items: Sequence[StoredItem],
    place: str,
    links: Sequence[Link],
    origins: Mapping[str, Channel],
    *,
    archive: bool,
    withdrawn: Sequence[StoredItem],
) -> bytes:
    from feeder.publish.extension import generator

    made = generator(channel, place, links)
    made.feeder.archive = archive
    gone = [(each.id, each.withdrawn) for each in withdrawn if each.withdrawn]
    made.feeder.deleted = [(xml_text(id), stamp(at, channel.zone)) for id, at in gone]
    entries = [entry(stored, channel) for stored in items]
    made.updated(newest(entries, channel))
    return assembled(ATOM, _KEPT, placed(entries, channel, origins), partial(_rendered, made))


def _rendered(made: Any, entries: Iterable[Placed]) -> bytes:
    from feeder.publish.extension import add

    for each in entries:
        said, added = each.entry, add(made, each)
        added.updated(said.updated)
        added.content(said.html, type="html")
        if said.summary:
            added.summary(said.summary)
        if said.authors:
            added.author([{"name": author} for author in said.authors])
    return bytes(made.atom_str(pretty=True))
