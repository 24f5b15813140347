"""Which known item an entry of a feed is that got another address and another title, text or day. Pure.

Nothing that `feeder.revise.matching` goes by is left of it but the id that its feed gives it. Feeds make their ids anew
whenever they are asked, number their places, and give an old one to another article. So an id counts where

* most of the other entries have the ids that they had before;
* the item that had it stands under no other entry;
* both say much the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from feeder.model import Item
from feeder.normalise import identity
from feeder.records import Known
from feeder.revise.alike import Said, is_edit


def join(
    entries: Sequence[Item | Known],
    found: Sequence[Known | None],
    namesakes: Mapping[str, Sequence[Known]],
    said: Said,
    source: str,
    seen: datetime,
) -> list[Known | None]:
    """For each entry of a page of the source the known item that it is: what was `found`, and more. `seen` is when the
    page was had: an old copy has nothing to say of what was asked since."""
    matches = list(found)
    if not _keeps_its_ids(entries, found):
        return matches
    taken = {each.number for each in found if each}
    for place, entry in enumerate(entries):
        if matches[place] or isinstance(entry, Known):
            continue
        free = [each for each in _called(entry, namesakes, source) if each.number not in taken and each.checked <= seen]
        if len(free) == 1 and is_edit(entry, free[0], said):
            matches[place] = free[0]
    return matches


def _keeps_its_ids(entries: Sequence[Item | Known], found: Sequence[Known | None]) -> bool:
    """Whether the feed calls most of what is known as it did at first."""
    pairs = [
        (_ids(entry), set(filter(identity.is_called, known.names)))
        for entry, known in zip(entries, found, strict=True)
        if known
    ]
    same = [bool(now & before) for now, before in pairs if now and before]
    return sum(same) * 2 > len(same)


def _ids(entry: Item | Known) -> set[str]:
    return set(entry.called if isinstance(entry, Known) else filter(identity.is_called, entry.names))


def _called(item: Item, namesakes: Mapping[str, Sequence[Known]], source: str) -> list[Known]:
    """The items of the source that had its id."""
    return [
        each
        for name in item.names
        if identity.is_called(name)
        for each in namesakes.get(name, ())
        if source in each.sources and not each.withdrawn and not _rivals(item, each)
    ]


def _rivals(item: Item, known: Known) -> bool:
    """Whether the site counts its articles, and these are two of them."""
    return identity.is_numbered(item.keys) and identity.is_numbered(known.keys)
