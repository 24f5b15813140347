"""Read the time of day that stands beside a date: `| 09.12 WIB`, `pukul 15.00`, `T02:12:33.000000Z`, `9:12 pm`."""

from __future__ import annotations

import re
from datetime import time, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from feeder.normalise.date_words import WEEKDAY, ZONE, ZONES, pattern

JAKARTA: Final = ZoneInfo("Asia/Jakarta")
"""Where times are meant that come without a zone, unless the configuration says otherwise."""

_OFFSET = r"(?P<sign>[+-])(?P<hours>1[0-4]|(?(zone)0?|0)[0-9]):?(?P<minutes>[0-5][0-9])?(?![0-9.:])"
_TIME = (
    r"(?P<hour>[01]?[0-9]|2[0-3])(?P<colon>[.:h])(?P<minute>[0-5][0-9])"
    r"(?:(?P=colon)(?P<second>[0-5][0-9])(?:[.,](?P<fraction>[0-9]{1,9}))?)?(?![0-9])"
    r"(?:(?:\s-\s?|-(?=[0-9]{2}\.|[0-9:]{4,5}\s?wi))[0-9]{1,2}[.:][0-9]{2}(?![0-9:]))?"  # until when: no offset
    rf"(?:\s?(?P<half>[ap])\.?m\b\.?)?\s?\(?(?P<zone>{ZONE})?\s?(?:{_OFFSET})?"
)
_SAID = r"(?:pukul|pkl\.?|jam)[\s:.]{0,2}"
_AFTER = pattern(rf"[\s,;|/)(*@·•.-]{{0,6}}(?:{_SAID}|at\s|t)?{_TIME}")
_BEFORE = pattern(rf"(?<![0-9.:]){_TIME}[\s,;|/)(*@·•-]{{0,6}}(?:{WEEKDAY}[\s,]{{0,2}})?\Z")
_ANYWHERE = pattern(rf"(?:\b{_SAID}|(?<![0-9.:])(?=[0-9]{{2}}:|[0-9]{{1,2}}\.[0-9]{{2}}\s?(?:wib|wita|wit)\b)){_TIME}")
_ALONE = pattern(rf"(?:{_SAID}|at\s|[|,@-]\s?)?(?:{_TIME})[\s|,-]{{0,2}}")


def is_clock(text: str) -> bool:
    """Whether a text is a time of day and nothing else: `pukul 09.12 WIB`."""
    return len(text) <= 40 and any(mark in text for mark in ":.h") and _ALONE().fullmatch(text) is not None


def clock(text: str, start: int, end: int, *, alone: bool = True) -> tuple[time, tzinfo | None] | None:
    """The time beside the date at `start` to `end` of a text, with its zone if one is written.

    Where the date stands alone, a time elsewhere in the text belongs to it as well, if it is clearly one.
    """
    match = _AFTER().match(text, end) or _BEFORE().search(text, max(0, start - 48), start)
    match = match or (_ANYWHERE().search(text) if alone else None)
    return (_time(match), _zone(match)) if match else None


def _time(match: re.Match[str]) -> time:
    hour = int(match["hour"])
    if match["half"] and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (match["half"].lower() == "p")
    return time(hour, int(match["minute"]), int(match["second"] or 0), int((match["fraction"] or "").ljust(6, "0")[:6]))


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match["sign"]:
        east = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        return timezone(east if match["sign"] == "+" else -east)
    return ZONES[match["zone"].lower()] if match["zone"] else None
