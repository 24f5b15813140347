"""Whether a page of a listing only shows again what pages before it have shown.

Many a site shows its last page, its first one, or an empty one for any number that is too high, and always a link to
the next; some do so once by mistake. New items that come on top while a walk goes on push known ones along, too: but
then the pages go on from one to the next, and come to an end after as many pages as the walk has had.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_ALIKE = 2  # pages in a row that are empty, or the same as the one before


@dataclass(slots=True)
class Circle:
    """What a walk has met so far."""

    astray: str = ""  # a page before the last one that showed what one further up had, and did not go on from there
    _met: set[str] = field(default_factory=set)
    _pages: dict[int, int] = field(default_factory=dict)  # the place of each in the walk, by hash
    _last: int = -1  # place of what the last page showed
    _doubted: str = ""
    _fresh: int = 0  # pages that showed anything new
    _stale: int = 0  # pages in a row that did not
    _alike: int = 0

    def is_earlier(self, page: Sequence[str]) -> bool:
        """Whether it is the same as a page further up, but neither as the last one nor as what followed that."""
        place = self._pages.get(hash(tuple(page)))
        return bool(page) and place is not None and place not in (self._last, self._last + 1)

    def closes(self, url: str, page: Sequence[str]) -> bool:
        """Whether the walk goes around in a circle with the page at `url`; all that it shows, in its order."""
        earlier, fresh = self.is_earlier(page), set(page) - self._met
        place = self._pages.setdefault(hash(tuple(page)), len(self._pages))
        alike, goes_on = place == self._last or not page, place == self._last + 1
        self.astray = self._doubted if fresh else ""
        self._doubted = url if earlier else "" if fresh or goes_on else self._doubted
        self._last = place
        self._alike = self._alike + 1 if alike and not fresh else 0
        self._stale = 0 if fresh else self._stale + 1
        self._fresh += bool(fresh)
        self._met |= fresh
        return self._alike >= _ALIKE or self._stale > self._fresh
