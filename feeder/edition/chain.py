"""The whole history as a chain of documents, in Atom (RFC 5005) and as further pages of the JSON Feed: which of them
are due, and what they say. How items are parted among them: publish/history.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from feeder.model import Channel, StoredItem
from feeder.ports import Folder
from feeder.ports.store import Store
from feeder.publish import atom, history, jsonfeed
from feeder.publish.history import Part

_PART = re.compile(r"(?:atom|json)/(\d+)\.(?:xml|json)")


def due(store: Store, output: Folder, changed: Sequence[int], *, everything: bool) -> list[Part]:
    """What to write: the parts that hold these items (by number), those that are missing, and the full part before a
    full one, which leads to that now. New ones first: nothing that stands already must lead to what does not."""
    count = store.arrived()
    if everything:
        return history.parts(count)
    parts = {history.holding(place, count) for place in store.places(changed)} | set(_missing(output, count))
    parts |= {part.previous for part in parts if part.full and part.previous}
    return sorted(parts, key=lambda part: (output.has(atom.name(part)), part.first))


def standing(store: Store, has: Callable[[str], bool]) -> int:
    """How many items the documents hold to which the feed may lead; 0 unless the output `has` the newest."""
    part = history.newest(store.arrived())
    return part.count if part and has(atom.name(part)) else 0


def documents(
    part: Part, items: Sequence[StoredItem], main: Channel, origins: Mapping[str, Channel]
) -> dict[str, bytes]:
    """A part in both formats, by path."""
    return {
        atom.name(part): atom.archive(main, items, part, origins=origins),
        jsonfeed.name(part): jsonfeed.page(main, items, part),
    }


def superseded(paths: Iterable[str], count: int) -> list[str]:
    """Those of the paths below the output that are parts in whose place a longer one stands, if there is one."""
    if not count:
        return []
    return [path for path in paths if (part := _PART.fullmatch(path)) and history.superseded(int(part[1]), count)]


def _missing(output: Folder, count: int) -> Iterator[Part]:
    """The newest ones, as far back as there is none: most often the last one alone."""
    part = history.newest(count)
    while part and not output.has(atom.name(part)):
        yield part
        part = part.previous
