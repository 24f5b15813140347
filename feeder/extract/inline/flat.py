"""Objects that are written as one flat list in which places stand for values, so that each is written once.

* devalue, of Nuxt 3 and SvelteKit: `[{"posts": 1}, [2], {"title": 3}, "…"]`
* turbo-stream, of React Router 7 and Remix: names are places, too (`{"_4": 1}`), and lines may follow with what was not
  ready yet (`P7:[…]`), whose values go on counting
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_DEPTH = 60
_WRAPPERS = frozenset(("Reactive", "ShallowReactive", "Ref", "ShallowRef", "NuxtError", "skipHydrate"))
_INSTANCES = frozenset(("Z", "SingleFetchClassInstance"))  # what was sent before, and an object of a class
_LINE = re.compile(r"(?:([A-Z]{1,2})(\d{1,9}):)?(?=\[)")
_NAME = re.compile(r"_(\d{1,9})")


def is_flat(value: Any) -> bool:
    """Whether a list is an object written flat, as Nuxt 3 and SvelteKit do (devalue): places stand for values."""
    if not isinstance(value, list) or len(value) < 3 or not isinstance(value[0], (list, dict)) or not value[0]:
        return False
    objects = [each for each in value if isinstance(each, dict)]
    return bool(objects) and all(type(place) is int for each in objects for place in each.values())


def streamed(text: str) -> Iterator[Any]:
    """The object that the lines of a turbo-stream stand for, if there are any."""
    flat: list[Any] = []
    promised: dict[int, int] = {}
    for line in text.split("\n"):
        found = _LINE.match(line)
        try:
            values = json.loads(line[found.end() :]) if found else []
        except (ValueError, RecursionError):
            break  # the places of all that follows are unknown
        if found and found[1] == "P":
            promised[int(found[2])] = len(flat)
        flat += values
    if flat:
        yield unflatten(flat, promised)


def unflatten(flat: list[Any], promised: Mapping[int, int] | None = None) -> Any:
    """The object that a flat list stands for; what refers to itself ends there. Where names are places, too, `promised`
    says where the values are that came later."""
    built: dict[int, Any] = {}

    def value(place: Any, depth: int) -> Any:
        if type(place) is not int or not 0 <= place < len(flat) or depth > _DEPTH:
            return None
        if place not in built:
            built[place] = None
            built[place] = build(flat[place], depth)
        return built[place]

    def build(written: Any, depth: int) -> Any:
        if isinstance(written, dict):
            return {named(name): value(place, depth + 1) for name, place in written.items()}
        if not isinstance(written, list):
            return written
        if written and isinstance(written[0], str):
            return wrapped(written[0], written[1:], depth)
        return [value(place, depth + 1) for place in written]

    def named(name: str) -> str:
        found = _NAME.fullmatch(name) if promised is not None else None
        return str(value(int(found[1]), 0)) if found else name

    def wrapped(kind: str, rest: list[Any], depth: int) -> Any:
        if kind in ("Map", "M"):
            return {
                str(value(key, depth)): value(each, depth + 1) for key, each in zip(rest[::2], rest[1::2], strict=False)
            }
        if kind in ("Set", "S"):
            return [value(place, depth + 1) for place in rest]
        first = rest[0] if rest else None
        if kind in _WRAPPERS or kind in _INSTANCES:
            return value(first, depth + 1)
        if kind == "P" and promised is not None and isinstance(first, int):
            return value(promised.get(first), depth + 1)
        if kind == "N" and isinstance(first, dict):  # an object, as GraphQL makes them
            return build(first, depth)
        return first  # Date, BigInt, URL: as written

    return value(0, 0)
