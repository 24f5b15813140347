"""Read how long ago something was: `2 jam yang lalu`, `sebulan lalu`, `baru saja`, `3 days ago`.

The answer is as precise as the words: `2 jam` names an hour, `5 menit` a minute, all else a day. Weeks, months and
years are counted whole, so that what was said to be so long ago may be nearly one more of them older (`sharper`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache

from feeder.model import Basis, Precision, When
from feeder.normalise.date_words import AGO_ABROAD, SPANS_ABROAD, pattern, real

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}
_UNITS = {"detik": "second", "sec": "second", "menit": "minute", "min": "minute", "jam": "hour", "hr": "hour"}
_UNITS |= {"hari": "day", "minggu": "week", "pekan": "week", "bulan": "month", "tahun": "year"}
_UNITS |= {unit: unit for unit in (*_SECONDS, *_DAYS, *_MONTHS)}

_SPANS = ((360, 366), (27, 31))  # days ago from which years and months are counted, and the days of one more
_WEEK = 7
_LATELY = 6  # days between an event and its report

#: For patterns that ignore case: the words of a line that counts back.
COUNTING_BACK = r"(?:lalu|ago|kemarin|hari ini|yesterday|today|baru saja|just now)"
_BACK = r"\s(?:(?:yang|yg)\s)?(?:lalu|ago)\b"
_AGO = pattern(rf"(?<![\w.,])(?:(?P<count>[0-9]{{1,4}})\s?|se|satu\s|an?\s|one\s)(?P<unit>{'|'.join(_UNITS)})s?{_BACK}")
_ABROAD = pattern(AGO_ABROAD)
_UNIT_ABROAD = "|".join(f"(?P<{unit}>{words})" for unit, words in SPANS_ABROAD.items())
_SPAN = pattern(rf"(?:(?P<count>[0-9]+)\s?|\s[a-z]+\s)(?:{_UNIT_ABROAD})(?![a-zà-ÿа-я])")
_NOW = pattern(rf"\b(?:baru\ssaja|barusan|just\snow|(?:beberapa|a\sfew)\s(?:detik|seconds){_BACK})")


def ago(text: str, now: datetime) -> When | None:
    """The moment so long before `now`, whose zone says where days begin; None if it would be before the year 1."""
    if counted := _counted(text) or _counted_abroad(text):
        count, unit = counted
        return _clock(now, unit, count) if unit in _SECONDS else _day(now, unit, count)
    return _clock(now, "minute", 0) if _NOW().search(text) else None


def is_relative(line: str) -> bool:
    """Whether a line counts back from the present: `2 jam yang lalu`, `Kemarin`."""
    return _relative().search(line) is not None


@cache
def _relative() -> re.Pattern[str]:
    """For lines of any script, unlike `pattern`; compiled at its first use, as those are."""
    return re.compile(rf"\b{COUNTING_BACK}\b|{AGO_ABROAD}", re.IGNORECASE)


def _counted(text: str) -> tuple[int, str] | None:
    match = _AGO().search(text)
    return (int(match["count"] or 1), _UNITS[match["unit"].lower()]) if match else None


def _counted_abroad(text: str) -> tuple[int, str] | None:
    """The same in other languages: `vor 3 Tagen`, `il y a une heure`."""
    match = _ABROAD().search(text if text.isascii() else text.lower())
    span = _SPAN().search(match[0]) if match else None
    return (int(span["count"] or 1), str(span.lastgroup)) if span else None


def slack(stated: When, today: date) -> int:
    """How many days earlier than `stated` it may have been, where that only says how many weeks, months or years ago;
    else 0. `today` is the day from which it counts back, in its zone."""
    if not stated.vague or stated.precision is not Precision.DAY:
        return 0
    age = (today - stated.at.date()).days
    return next((days for least, days in _SPANS if age >= least), _WEEK if age >= _WEEK else 0)


def sharper(stated: When, event: When | None, uploaded: datetime | None, seen: datetime) -> When:
    """The day that the picture or the text names, where `stated` only says how many weeks, months or years ago it was,
    and that day is among those that it may mean."""
    span = slack(stated, seen.astimezone(stated.at.tzinfo).date())
    if not span:
        return stated
    named = event.at.date() if event and span > _WEEK else None
    known = _midnight(uploaded.astimezone(stated.at.tzinfo)) if uploaded else None
    if known and 0 <= (stated.at - known).days < span and not (named and (known.date() - named).days > _LATELY):
        return When(at=known, basis=Basis.INFERRED, precision=Precision.DAY)
    return event if named and event and 0 <= (stated.at.date() - named).days < span + _LATELY else stated


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _clock(now: datetime, unit: str, count: int) -> When:
    then = (now.astimezone(UTC) - timedelta(seconds=count * _SECONDS[unit])).astimezone(now.tzinfo)
    minute, second = then.minute if unit != "hour" else 0, then.second if unit == "second" else 0
    return When(at=then.replace(minute=minute, second=second, microsecond=0))


def _day(now: datetime, unit: str, count: int) -> When | None:
    if unit in _DAYS:
        day: date | None = now.date() - timedelta(days=count * _DAYS[unit])
    else:
        year, month = divmod(now.year * 12 + now.month - 1 - count * _MONTHS[unit], 12)
        days = (real(year, month + 1, day) for day in range(now.day, 0, -1))  # 31 March less a month is 28 February
        day = next(filter(None, days), None)
    if day is None:
        return None
    return When(at=datetime(day.year, day.month, day.day, tzinfo=now.tzinfo), precision=Precision.DAY)
