"""Which titles the listing, the metadata and the address claim for a page, and how well a line of it agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final
from urllib.parse import unquote, urlsplit

from feeder.extract import furniture
from feeder.extract.blocks import Block
from feeder.extract.structured import Claims
from feeder.normalise.text import fold

TWICE: Final = 8.0  # weight of a title that the address has, too
_ADDRESS: Final = 2.0  # weight of what the address alone says
_DIVIDER: Final = re.compile(r"\s+[-–—|»«·•:/~‹›>]+\s+|\s*[|»«·•]\s*|\s*::\s*")
_EXTENSION: Final = re.compile(r"\.[a-z]{2,5}$")

Wanted = Mapping[str, tuple[float, str]]
"""Folded titles that are claimed: how much each counts, and who claims it."""


def wanted(claims: Claims, hint: str, names: set[str], own: str) -> Wanted:
    """What is claimed; `hint` is what the listing says, `own` what the address does, `names` are the site's."""
    found: dict[str, tuple[float, str]] = {}

    def add(text: str, weight: float, source: str) -> None:
        key = fold(text)
        if key and key not in names and not furniture.is_section(text) and found.get(key, (0.0, ""))[0] < weight:
            found[key] = weight, source

    add(hint.rstrip(".… "), 10.0, "the listing")
    for source, text in claims.titles:
        add(text.rstrip(".… "), 5.0 if source in ("JSON-LD", "microdata") else 4.0, source)
        for part in segments(text):
            add(part, 3.0, source)
    if own in found:
        add(own, TWICE, f"{found[own][1]} and the address")
    elif " " in own:
        add(own, _ADDRESS, "the address")
    return found


def slug(here: str) -> str:
    """The words that end an address."""
    name = unquote(urlsplit(here).path).rstrip("/").rpartition("/")[2]
    return fold(_EXTENSION.sub("", name).replace("_", " "))


def are_told_twice(claims: Claims, names: set[str]) -> bool:
    """Whether two claims begin with the same title."""
    keys = sorted(key for _, text in claims.titles if (key := fold(text)) and key not in names)
    return any(longer.startswith(shorter) for shorter, longer in pairwise(keys))


def agreeing(block: Block, wanted: Wanted) -> tuple[float, str]:
    """How well a block agrees, and with whom. A part of it may be the title: a date or a section's name may stand in
    its line."""
    parts = block.pieces() if block.rank and len(block.slots) > 1 else ()
    whole = _agreement(fold(block.text), wanted)
    return max([whole, *(wanted[key] for part in parts if (key := fold(part)) in wanted)], key=lambda pair: pair[0])


def _agreement(key: str, wanted: Wanted) -> tuple[float, str]:
    """The same of a folded text: the same words, or one the beginning of the other."""
    if key in wanted:
        return wanted[key]
    best = 0.0, ""
    for claim, (weight, source) in wanted.items():
        shorter, longer = (claim, key) if len(claim) < len(key) else (key, claim)
        if len(shorter) < 12 or shorter not in longer:
            continue
        if len(shorter) >= 20 and longer.startswith(shorter):
            best = max(best, (weight * 0.8 * (len(shorter) / len(longer)) ** 0.5, source))
        elif len(shorter) > len(longer) * 0.5:
            best = max(best, (weight * 0.6, source))
    return best


def segments(title: str) -> Iterator[str]:
    """A page title without the site's name, which stands before or behind: all the ways to cut it."""
    cuts = list(_DIVIDER.finditer(title))
    if cuts:
        yield title[: cuts[-1].start()]
        yield title[cuts[0].end() :]
        yield title[: cuts[0].start()]
        yield title[cuts[-1].end() :]
