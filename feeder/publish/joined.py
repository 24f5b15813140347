"""A feed that joins several sources, without repeats: the same text on two offices' sites is one entry.

The entry is that of the office where it was seen first, so that it stays the same entry when others follow; all of them
are among its authors. Two items are the same text if title, day and words are the same, and no two of one source are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from feeder.model import StoredItem
from feeder.normalise.text import fold
from feeder.publish.text import local


def newest(
    read: Callable[[int], Sequence[StoredItem]], limit: int, names: Mapping[str, str], zone: str
) -> list[StoredItem]:
    """The newest entries. `read` gives so many of the newest items; `names` are those of the offices, by source."""
    wanted = limit + limit // 2
    while True:
        items = read(wanted)
        made = joined(items, names, zone)[:limit]
        # The day of the last entry must have been read to its end, or an entry might be a repeat of what came before.
        if len(items) < wanted or (len(made) == limit and _day(made[-1], zone) > _day(items[-1], zone)):
            return made
        wanted *= 2


def joined(items: Iterable[StoredItem], names: Mapping[str, str], zone: str) -> list[StoredItem]:
    """The items, newest first, with one in place of those that say the same."""
    alike: dict[tuple[str, date], list[list[StoredItem]]] = defaultdict(list)
    for each in sorted(items, key=lambda item: (item.first_seen, item.published, item.id)):
        some = alike[fold(each.item.title), _day(each, zone)]
        copies = next((copies for copies in some if _repeats(each, copies)), None)
        if copies is None:
            some.append([each])
        else:
            copies.append(each)
    made = [_one(copies, names) for some in alike.values() for copies in some]
    return sorted(sorted(made, key=lambda item: item.id), key=lambda item: item.published, reverse=True)


def _day(stored: StoredItem, zone: str) -> date:
    """The day that the text names, else that of its publication."""
    return stored.item.event or local(stored.published, zone).date()


def _repeats(stored: StoredItem, copies: Sequence[StoredItem]) -> bool:
    others = {source for each in copies for source in each.sources or (each.source,)}
    return others.isdisjoint(stored.sources or (stored.source,)) and fold(stored.item.text) == fold(copies[0].item.text)


def _one(copies: Sequence[StoredItem], names: Mapping[str, str]) -> StoredItem:
    first, *others = copies
    if not others:
        return first
    people = [author for each in copies for author in each.item.authors]
    offices = [names.get(each.source, each.source) for each in copies]
    sources = (source for each in copies for source in each.sources or (each.source,))
    item = replace(first.item, authors=tuple(dict.fromkeys(people + offices)))
    return replace(first, item=item, sources=tuple(dict.fromkeys(sources)))
