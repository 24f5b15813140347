"""The five fields of a crontab line, with crontab's own meaning.

Fields are minute, hour, day of the month, month and weekday, as in crontab(5): `*`, numbers, names (`jan`, `sun`),
ranges, lists and steps; weekdays count from Sunday, which is 0 and 7. Every engine counts in its own way, so none of
them is ever given the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_FORM: Final = "write minute, hour, day, month and weekday, as */30 * * * *"
_FIELDS: Final = (("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7))
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMES: Final = {
    "month": {name: number for number, name in enumerate(_MONTHS, 1)},
    "weekday": {name: number for number, name in enumerate("sun mon tue wed thu fri sat".split())},
}
_NICKNAMES: Final = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
}
_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PART: Final = re.compile(r"(\*|\w+)(?:-(\w+))?(?:/(\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """When to look, in the time zone of the publisher."""

    text: str
    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]  # 0 is Sunday
    either: bool  # day and weekday are both restricted: one of them is enough


def parse(text: str) -> Cron:
    """Raises ValueError, with the remedy, for what crontab would not take or what never comes."""
    fields = _NICKNAMES.get(text.strip().lower(), text).split()
    if len(fields) != len(_FIELDS):
        raise ValueError(f"{text!r} has {len(fields)} fields, not 5; {_FORM}")
    minutes, hours, days, months, weekdays = (
        frozenset(number for part in field.split(",") for number in _numbers(part, *limits))
        for field, limits in zip(fields, _FIELDS, strict=True)
    )
    either = not (fields[2].startswith("*") or fields[4].startswith("*"))
    if not either and not any(day <= _LONGEST[month - 1] for day in days for month in months):
        raise ValueError(f"{text!r} never comes: no such day in these months; {_FORM}")
    return Cron(
        text=text,
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=frozenset(day % 7 for day in weekdays),
        either=either,
    )


def _numbers(part: str, name: str, low: int, high: int) -> Iterator[int]:
    found = _PART.fullmatch(part)
    if not found or (found[1] == "*" and found[2]):
        raise ValueError(f"{part!r} is no {name}; {_FORM}")
    first = low if found[1] == "*" else _number(found[1], name)
    last = high if found[1] == "*" or (found[3] and not found[2]) else _number(found[2] or found[1], name)
    if not low <= first <= last <= high or found[3] == "0":
        raise ValueError(f"{name} {part!r} is not within {low} and {high}; {_FORM}")
    yield from range(first, last + 1, int(found[3] or 1))


def _number(text: str, name: str) -> int:
    known = _NAMES.get(name, {})
    if text.lower() in known:
        return known[text.lower()]
    if not text.isascii() or not text.isdecimal():
        raise ValueError(f"{text!r} is no {name}; {_FORM}")
    return int(text)
