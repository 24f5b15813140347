"""Whether two versions are of one article: how much of what one says the other says, too. Pure."""

from __future__ import annotations

from collections.abc import Callable, Set

from feeder.model import Basis, Item
from feeder.normalise.text import fold
from feeder.records import Known
from feeder.revise.digests import NOTHING, digest, fields

_RUN = 3  # words in a row: single ones are shared by any two articles of an office

#: The text of an item, as it is known.
Said = Callable[[Known], str]


def is_edit(item: Item, known: Known, said: Said) -> bool:
    """Whether one may be the other after an edit: they share most of the text, and the day or most of the title; both
    of these where neither has a text."""
    day, title = is_of_day(item, known), titles(item.title, known.title)
    if not item.text and fields(known.digest)["text"] == NOTHING:
        return day and title
    return (day or title) and texts(item, known, said)


def is_of_day(item: Item, known: Known) -> bool:
    """Whether both have a day, and it is the same."""
    one, other = item.published, known.when
    return Basis.FIRST_SEEN not in (one.basis, other.basis) and one.shares_day(other)


def titles(one: str, other: str) -> bool:
    """Whether two titles share most of their words."""
    return _most(set(fold(one).split()), set(fold(other).split()))


def texts(item: Item, known: Known, said: Said) -> bool:
    """Whether two texts share most of what they say."""
    mark = fields(known.digest)["text"]
    if fields(digest(item))["text"] == mark:
        return mark != NOTHING
    return bool(item.text) and mark != NOTHING and _most(_runs(item.text), _runs(said(known)))


def is_strange(item: Item, known: Known, said: Said) -> bool:
    """Whether both have a text, and these share hardly anything."""
    return (
        bool(item.text) and fields(known.digest)["text"] != NOTHING and not _some(_runs(item.text), _runs(said(known)))
    )


def share(one: str, other: str) -> bool:
    """Whether two titles share more than the words that any two of an office do."""
    return _some(set(fold(one).split()), set(fold(other).split()))


def _runs(text: str) -> Set[tuple[str, ...]]:
    words = fold(text).split()
    return {tuple(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1)}


def _most(one: Set[object], other: Set[object]) -> bool:
    """Whether more than half of both is in both."""
    return 4 * len(one & other) > len(one) + len(other)


def _some(one: Set[object], other: Set[object]) -> bool:
    """Whether more than a fourth of both is in both."""
    return 8 * len(one & other) > len(one) + len(other)
