"""Which entries stand under the number of a known item, and are another article. Pure.

A number is the item, whatever becomes of its title and address: offices mend both. But they also write a new article
over an old one, and databases give numbers again. Where title, address and text share hardly anything with what is
known, and the day is a later one, readers have not seen it yet, and it is not of that day. More than a few at once are
a site that counts its articles anew, or shows wrong pages: they stay edits, which a person judges where they are many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeder.model import Basis, Item
from feeder.normalise import addresses, identity
from feeder.records import Known
from feeder.revise import alike
from feeder.revise.alike import Said

_FEW = 3
_WORD = re.compile(r"[^\W\d_]+")


def find(entries: Sequence[Item | Known], found: Sequence[Known | None], said: Said) -> dict[int, Known]:
    """Those of the items that were `found` for the entries of a page which are others, by place."""
    pairs = zip(entries, found, strict=True)
    others = {
        place: known
        for place, (entry, known) in enumerate(pairs)
        if isinstance(entry, Item) and known and _is_another(entry, known, said)
    }
    return others if len(others) <= _FEW else {}


def _is_another(item: Item, known: Known, said: Said) -> bool:
    return (
        identity.is_numbered(item.keys)
        and not item.copied
        and _is_later(item, known)
        and not alike.share(item.title, known.title)
        and bool(_slug(item.url) and _slug(known.url))
        and not alike.share(_slug(item.url), _slug(known.url))
        and alike.is_strange(item, known, said)
    )


def _is_later(item: Item, known: Known) -> bool:
    """Whether both days are stated, and its own is later."""
    one, other = item.published, known.when
    if {one.basis, other.basis} != {Basis.STATED} or one.drifts or other.drifts:
        return False
    return one.at.date() > other.at.astimezone(one.at.tzinfo).date()


def _slug(url: str) -> str:
    """The words of an address, but for what all addresses of its form have."""
    found = addresses.article(url)
    path = addresses.canonical(url).partition("/")[2]
    return " ".join(_WORD.findall(path.removeprefix(found.grammar) if found else path))
