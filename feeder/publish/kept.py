"""What was made of items, kept in memory: an item stands in many documents, and in most of them again the next time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

_MOST = 4 << 20  # bytes


class Kept(Generic[T]):
    """Values by what they were made of, until they take up too much room; then it begins anew. For any number of
    threads: whoever does not find a value makes it."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._values: dict[Hashable, T] = {}
        self._size = 0

    def get(self, key: Hashable) -> T | None:
        return self._values.get(key)

    def put(self, key: Hashable, value: T, size: int) -> T:
        """Keep a value that takes up about so many bytes, with its key. Returns it."""
        if self._size + size > self._most:
            self._values, self._size = {}, 0
        if size <= self._most // 8:
            self._values[key] = value
            self._size += size
        return value
