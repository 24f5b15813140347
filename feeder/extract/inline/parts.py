"""The objects and the lists of objects in a page's data, each with the names on the way to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from feeder.extract.inline import carriers
from feeder.extract.inline.objects import Node

ASIDE = re.compile(  # names of what is beside the list, and of what they hold
    r"popul|trend|related|terkait|sidebar|widget|slider|banner|footer|most_?(?:read|view)|(?:paling|banyak)_?dibaca",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"{ASIDE.pattern}|menu|nav|links?\b|crumb|tags?\b", re.IGNORECASE)  # a tag may have the list
_LATEST = re.compile(r"latest|recent|terbaru|terkini|headline|lainnya|pilihan|featured|others?\b", re.IGNORECASE)
_CATEGORIES = re.compile(r"categor(?:y|ies)|kategori", re.IGNORECASE)
_MOST = 500_000  # values of a page's data that are looked at


@dataclass(frozen=True, slots=True)
class Part:
    """An object or a list of objects in the page's data."""

    value: Any
    path: str  # the names on the way to it
    around: tuple[Node, ...]  # the objects that hold it, the nearest first

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def beside(self) -> bool:
        return is_beside(self.path)

    @property
    def latest(self) -> bool:
        """Whether it is called what lists beside the page's own are called, and some that are its own."""
        return bool(_LATEST.search(self.path))


def is_beside(names: str) -> bool:
    return bool(_BESIDE.search(names))


def holds_categories(name: str) -> bool:
    """Whether a list is called what those of categories are."""
    return bool(_CATEGORIES.fullmatch(name))


def parts(data: Iterable[Any]) -> Iterator[Part]:
    """All objects, and all lists of objects, of the page's data."""
    stack = [Part(value, "", ()) for value in data if isinstance(value, Mapping | list)][::-1]
    for _ in range(_MOST):
        if not stack:
            return
        part = stack.pop()
        value, within = part.value, part.around
        if isinstance(value, Mapping):
            yield part
            within = (value, *within[:2])
            inner = [Part(carriers.opened(each), f"{part.path}.{name}", within) for name, each in value.items()]
            if len(value) > 1 and all(isinstance(each, Mapping) for each in value.values()):
                yield Part(list(value.values()), part.path, part.around)
        else:
            if all(isinstance(each, Mapping) for each in value):
                yield part
            inner = [Part(each, part.path, within) for each in value]
        stack.extend(each for each in reversed(inner) if isinstance(each.value, Mapping | list))
