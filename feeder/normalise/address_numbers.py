"""The number by which a site may tell its articles apart, in addresses of any form: `/berita/7105/slug`, `/slug-7105`,
`/7105-slug.html`, `?id=7105&judul=slug`. Numbers of days, months and years are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl

from feeder.normalise import addresses

_FORMS: Final = {
    "alone": re.compile(r"(\d{2,15})(?:\.\w{1,5})?"),
    "first": re.compile(r"(\d{2,15})[-_].*"),
    "last": re.compile(r".*[-_](\d{2,15})(?:\.\w{1,5})?"),
}
_DAY, _MONTH, _YEAR = "(?:0[1-9]|[12][0-9]|3[01])", "(?:0[1-9]|1[0-2])", "(?:19|20)[0-9]{2}"
_DATE: Final = re.compile(  # one that begins as a day does may be the time of day after it
    f"{_YEAR}|{_YEAR}{_MONTH}|[0-9]{{2}}{_MONTH}{_DAY}|{_DAY}{_MONTH}[0-9]{{2}}|{_YEAR}{_MONTH}{_DAY}[0-9]*"
    f"|{_DAY}{_MONTH}{_YEAR}"
)
_DAYS = 31


@dataclass(frozen=True, slots=True)
class Place:
    """Where the number stands in an address, and all of the address but that number and the words of the title."""

    host: str
    names: tuple[str, ...]  # of its parts: those of the path have none, parameters theirs
    fixed: tuple[tuple[int, str], ...]  # parts that are the same in all
    part: int
    form: str


def shared(one: str, other: str) -> dict[Place, str]:
    """The places at which two addresses have the same number, where they differ in one part alone; with the number."""
    (host, names, left), (rival, others, right) = _parts(one), _parts(other)
    if (host, names) != (rival, others):
        return {}
    differing = [part for part, (value, another) in enumerate(zip(left, right, strict=True)) if value != another]
    if len(differing) != 1:
        return {}
    words, found = differing[0], {}
    for part in range(len(left)):
        fixed = tuple((each, left[each]) for each in range(len(left)) if each not in (part, words))
        for form in ("first", "last") if part == words else ("alone",):
            place = Place(host, names, fixed, part, form)
            if (value := number(one, place)) and value == number(other, place):
                found[place] = value
    return found


def number(url: str, place: Place) -> str:
    """The number of an address of this form; "" where it has none, or one that may be that of a day."""
    host, names, parts = _parts(url)
    if (host, names) != (place.host, place.names) or any(parts[each] != value for each, value in place.fixed):
        return ""
    found = _FORMS[place.form].fullmatch(parts[place.part])
    return found[1] if found and int(found[1]) > _DAYS and not _DATE.fullmatch(found[1]) else ""


@lru_cache(4096)
def _parts(url: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The host of an address, the names of its other parts, and those."""
    path, _, query = addresses.canonical(url).partition("?")
    host, *steps = path.split("/")
    pairs = parse_qsl(query, True)
    return host, (*("" for _ in steps), *(name for name, _ in pairs)), (*steps, *(value for _, value in pairs))
