"""Which known item an entry of a page is. Pure.

A key decides. Where none is known, a name may (`normalise.identity`): between two grammars, and for text that got an
address. Two addresses of one grammar are two items, unless the site moved one of them. It did

* where an article says the same, word for word, on the same day (in the same season, where no day is stated), and does
  not stand on the page under its old address as well; but not where the site counts its articles: two numbers may be
  two articles, however alike;
* where most of a page is known under other addresses, of another kind, or with the same words: a site that was built or
  counted anew. Addresses of one kind with one title on one day may be an office's announcements, or news of every hour.

Text that was copied shortened often names no day. It is the only article of its title that begins as it does and is no
later than the copy, if there is one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from feeder.model import Basis, Item, When
from feeder.normalise import addresses, identity
from feeder.records import Known
from feeder.revise.digests import NOTHING, digest, fields

_DAY = timedelta(days=1)
_FEW = 3  # more than that, and more than half of the page, have moved together
_SEASON = timedelta(days=90)

Namesakes = Mapping[str, Sequence[Known]]


def match(
    entries: Sequence[Item | Known], known: Mapping[str, Known], namesakes: Namesakes, source: str
) -> list[Known | None]:
    """For each entry of a page of the source the known item that it is, by `known` keys or by name; none twice."""
    found: list[Known | None] = [entry if isinstance(entry, Known) else _by_key(entry, known) for entry in entries]
    claimed = {each.number for each in found if each}
    moved: dict[int, Known] = {}
    for place, entry in enumerate(entries):
        if found[place] or isinstance(entry, Known):
            continue
        firm = [name for name in entry.names if not (identity.is_opening(name) or identity.is_called(name))]
        free = [each for each in _called(firm, namesakes) if each.number not in claimed]
        found[place] = identity.same(entry.keys, free) or _copy(entry, namesakes, claimed)
        if other := found[place] or _double(entry, free):
            claimed.add(other.number)
            if not found[place]:
                moved[place] = other
    for place, other in _believed(moved, entries, source).items():
        found[place] = other
    return found


def _by_key(item: Item, known: Mapping[str, Known]) -> Known | None:
    return next((known[key] for key in item.keys if key in known), None)


def _called(names: Iterable[str], namesakes: Namesakes) -> list[Known]:
    return [each for name in names for each in namesakes.get(name, ())]


def _copy(item: Item, namesakes: Namesakes, claimed: Container[int]) -> Known | None:
    """The one item that begins as this one does, if one of the two is copied text without a day."""
    alike = {each.number: each for each in _called(filter(identity.is_opening, item.names), namesakes)}
    free = [each for each in alike.values() if each.number not in claimed and _may_be_copy(item, each)]
    return identity.same(item.keys, free) if len(free) == 1 else None


def _may_be_copy(item: Item, known: Known) -> bool:
    """Whether one of the two has neither address nor day, and the other one is not later."""
    sides = ((item.url, item.published, known.when), (known.url, known.when, item.published))
    return any(
        not url and copied.basis is Basis.FIRST_SEEN and other.at < copied.at + _DAY for url, copied, other in sides
    )


def _double(item: Item, free: Sequence[Known]) -> Known | None:
    """The one of its namesakes that it may have been under another address: it says the same, or had one of another
    kind."""
    alike = [each for each in free if _says_the_same(item, each)]
    others = (each for each in free if addresses.shape(each.url) != addresses.shape(item.url))
    return min(alike, key=partial(_between, item), default=None) or next(others, None)


def _believed(moved: Mapping[int, Known], entries: Sequence[Item | Known], source: str) -> dict[int, Known]:
    """Those of the items that seem to have `moved`, by their places on the page, that have."""
    here = {place: known for place, known in moved.items() if source in known.sources}
    if len(here) > max(_FEW, len(entries) // 2):
        return here
    pairs = {place: (entries[place], known) for place, known in moved.items()}
    return {
        place: known
        for place, (entry, known) in pairs.items()
        if isinstance(entry, Item) and not identity.is_numbered(entry.keys) and _is_one(entry, known)
    }


def _is_one(item: Item, known: Known) -> bool:
    """Whether it says the same, and not what is said again every year."""
    return _between(item, known) < _SEASON and _says_the_same(item, known)


def _between(item: Item, known: Known) -> timedelta:
    return abs(item.published.at - known.when.at)


def _says_the_same(item: Item, known: Known) -> bool:
    """Word for word, with the same files, on the same day as far as days are known."""
    one, other = fields(digest(item)), fields(known.digest)
    same = all(one[name] == other[name] for name in ("title", "text", "attachments"))
    return same and one["text"] != NOTHING and _same_day(item.published, known.when)


def _same_day(one: When, other: When) -> bool:
    return Basis.FIRST_SEEN in (one.basis, other.basis) or one.shares_day(other)
