"""The whole history as a chain of documents (RFC 5005, section 4): which item lies in which.

Items are counted in the order in which they arrived, from 1. A document holds a hundred of them and is named after its
last one: `atom/100.xml`, `atom/200.xml`, and `atom/231.xml` for those that do not fill a hundred yet. So what an
address holds never changes but by an edit: a subscriber who has been given `atom/231.xml` and finds `atom/260.xml`
later has missed nothing by not asking for the first again. The last, short one is the only one that ever goes away,
when a longer one takes its place. (Counting in the order of publication would move items from document to document
whenever an older one is found.)

The store counts them (Store.arrive). Numbers have no gaps and are never given again. A withdrawn item keeps its
number; in its place the document says that it was taken down (RFC 6721), and the JSON page nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

SIZE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One document of the chain: the items from `first` to `last` of `count`."""

    first: int
    last: int
    count: int

    @property
    def full(self) -> bool:
        return self.last - self.first + 1 == SIZE

    @property
    def previous(self) -> Part | None:
        return holding(self.first - 1, self.count) if self.first > 1 else None

    @property
    def next(self) -> Part | None:
        """The next full one. To name the short one would mean to write this one again with every arrival."""
        following = holding(self.last + 1, self.count) if self.last < self.count else None
        return following if following and following.full else None


def holding(number: int, count: int) -> Part:
    """The part that holds the item of this number, of `count` items."""
    if not 1 <= number <= count:
        raise ValueError(f"there is no item {number} of {count}")
    first = (number - 1) // SIZE * SIZE + 1
    return Part(first, min(first + SIZE - 1, count), count)


def newest(count: int) -> Part | None:
    """Where a subscriber begins to walk; None while there is nothing."""
    return holding(count, count) if count else None


def parts(count: int) -> list[Part]:
    """All of them, from the oldest to the newest."""
    return [holding(first, count) for first in range(1, count + 1, SIZE)]


def superseded(last: int, count: int) -> bool:
    """Whether the part that is named after this item is none any more: it was short, and more items have come."""
    return last % SIZE != 0 and last != count
