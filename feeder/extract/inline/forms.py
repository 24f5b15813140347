"""Forms of their own in which programs write values down: rows that Next.js streams, pairs of Livewire and Astro."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_ROW = re.compile(rb"\s*([0-9a-zA-Z]*):(?:T([0-9a-f]{1,7}),)?")
_REFERENCE = re.compile(r"\$([0-9a-f]+)")
_DEPTH = 80

_decoder = json.JSONDecoder(strict=False)


def rows(stream: str) -> Iterator[Any]:
    """The values of `id:json` rows; a long text has a row of its own, `id:T<bytes in hex>,text`, and is put where
    another row refers to it (`"$id"`)."""
    texts: dict[str, str] = {}
    found: list[str] = []
    data, place = stream.encode("utf-8", "surrogatepass"), 0
    while place < len(data) and (row := _ROW.match(data, place)):
        if row[2]:
            place = row.end() + int(row[2], 16)
            texts[row[1].decode()] = data[row.end() : place].decode("utf-8", "replace")
            continue
        end = data.find(b"\n", row.end())
        place = end + 1 if end >= 0 else len(data)
        found.append(data[row.end() : place].decode("utf-8", "replace"))
    for line in found:
        if line.startswith(("[", "{")):
            try:
                value = _decoder.raw_decode(line)[0]
            except (ValueError, RecursionError):
                continue
            yield _referred(value, texts, 0) if texts else value


def _referred(value: Any, texts: Mapping[str, str], depth: int) -> Any:
    if depth > _DEPTH:
        return None
    if isinstance(value, dict):
        return {name: _referred(each, texts, depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_referred(each, texts, depth + 1) for each in value]
    reference = _REFERENCE.fullmatch(value) if isinstance(value, str) and value.startswith("$") else None
    return texts.get(reference[1], value) if reference else value


def livewire(value: Any, depth: int = 0) -> Any:
    """The values of a snapshot, in which `[value, {"s": kind}]` stands for a list or an object."""
    if depth > _DEPTH:
        return None
    if isinstance(value, list):
        if len(value) == 2 and isinstance(value[1], dict) and "s" in value[1]:
            return livewire(value[0], depth + 1)
        return [livewire(each, depth + 1) for each in value]
    if isinstance(value, dict):
        return {name: livewire(each, depth + 1) for name, each in value.items()}
    return value


def astro(value: Any, depth: int = 0) -> Any:
    """The properties of an island, in which `[0, value]` stands for a value and `[1, values]` for a list."""
    if depth > _DEPTH:
        return None
    if isinstance(value, dict):
        return {name: astro(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list) and len(value) == 2 and type(value[0]) is int:
        inner = value[1]
        return [astro(each, depth + 1) for each in inner] if isinstance(inner, list) else astro(inner, depth + 1)
    return value
