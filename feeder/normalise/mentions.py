"""Find the days that a text names: `Kamis (13/11)`, `27 hingga 29 Mei 2024`, `2025-11-13`.

The day stands before the month. Which of several days is meant, and the year where none is written, is settled
elsewhere. Every repetition in a pattern is bounded: the time grows with the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from feeder.normalise.date_words import MONTH, MONTHS, ROMAN, WEEKDAY, WEEKDAYS, pattern, real

EARLIEST = 1990  # no site is older: 17 Agustus 1945 is history


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written, which may lack its year, and may not exist."""

    day: int
    month: int
    year: int | None = None

    def on(self, year: int) -> date | None:
        return real(self.year or year, self.month, self.day)

    def later_than(self, other: Day) -> bool:
        """Whether it comes later in a year."""
        return (self.month, self.day) > (other.month, other.day)


@dataclass(frozen=True, slots=True)
class Mention:
    """A day, or a range of days, from `start` to `end` of a text."""

    first: Day
    last: Day
    start: int
    end: int
    weekday: int | None  # Monday is 0
    bracketed: bool
    sure: bool  # False: two numbers and a slash, with nothing beside them that says they are a day

    @property
    def year(self) -> int | None:
        return self.last.year

    def days(self, year: int) -> tuple[date, ...]:
        """The last and the first day, as far as they exist; of `year`, where none is written."""
        end = self.year or year
        found = [self.last.on(end)]
        if self.first != self.last:
            found.append(self.first.on(end - self.first.later_than(self.last)))
        return tuple(day for day in found if day and day.year >= EARLIEST)

    def day(self, year: int, today: date) -> date | None:
        """The last day, or the first where the last lies after `today`; None where both do or neither exists."""
        return next((day for day in self.days(year) if day <= today), None)

    def fits(self, year: int) -> bool:
        """Whether the range begins or ends on the weekday written beside it; true if there is none."""
        return self.weekday is None or self.weekday in {day.weekday() for day in self.days(year)}


_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:19|20)[0-9]{2}"
_UNTIL = r"-|s\.?\s?/?\s?d\.?|sampai(?:\sdengan)?|hingga|dan|to|&"
_TITLE = r"(?:hari\s)?(?:tanggal\s|tgl\.?\s)?"


def _days(until: str) -> str:
    """`27`, `27-29` or `27, 28 dan 29`, of one month."""
    return rf"(?P<day>{_DAY})(?:(?:\s?,\s?{_DAY}){{0,6}}\s?,?\s?(?:{until})\s?{_TITLE}(?P<to>{_DAY}))?"


_NAMED = (
    rf"{_days('/|' + _UNTIL)}(?:[\s/.-]{{0,2}}|\sbulan\s)(?P<month>{MONTH})"
    rf"(?:(?:\.?,?\s|[/.-])(?:tahun\s)?(?P<year>{_YEAR})(?![0-9]|[.,][0-9])"
    r"|[-/\s](?P<mark>')?(?P<short>[0-9]{2})(?(mark)(?![0-9])|(?=\s[0-9]{1,2}[:h]|\s?[|·•]|\s[–—-]\s(?![0-9])|\s?\Z)))?"
)
_ISO = rf"(?P<year>{_YEAR})(?P<bar>[/-])(?P<month>1[0-2]|0[1-9])(?P=bar)(?P<day>[0-3][0-9])(?![0-9])"
_DOTTED = (
    rf"(?P<day>{_DAY})(?P<bar>[.-])(?P<month>1[0-2]|0?[1-9])(?P=bar)"
    rf"(?:(?P<year>{_YEAR})|(?P<short>[0-9]{{2}}))(?![0-9/%-]|[.,:][0-9])"
)
_SLASHED = (
    rf"{_days(_UNTIL)}\s?/\s?(?P<month>1[0-2]|0?[1-9])"
    rf"(?:\s?/\s?(?:(?P<year>{_YEAR})|(?P<short>[0-9]{{2}})))?(?![0-9/%]|[.,:][0-9])"
)
_ROMAN = rf"(?P<day>{_DAY})(?P<bar>[-. ])(?P<month>[ivx]{{1,4}})(?P=bar)(?P<year>{_YEAR})(?![0-9/-])"
# The order matters: `5/6 Mei` is no fifth of June.
_FORMS = tuple(pattern(form) for form in (_NAMED, _ISO, _DOTTED, _SLASHED, _ROMAN))
_NUMBERS = MONTHS | ROMAN

# Begins with the digit and looks back from there, so that the search leaps from digit to digit.
_NUMBER = pattern(r"[0-9](?<![0-9a-z_/][0-9])(?<![0-9][.,:-][0-9])[0-9]*")
_RANGE = pattern(rf"\)?,?\s?(?:{_UNTIL})\s?(?:hari\s)?(?:{WEEKDAY}[\s,(]{{0,3}})?{_TITLE}\(?")
_WEEKDAY_BEFORE = pattern(
    rf"(?:(?<![0-9]\s)|(?!minggu))(?P<weekday>{WEEKDAY})"
    r"(?:[\s,.(:|-]|\b(?:pagi|siang|sore|petang|malam|dini|hari|lalu|kemarin|ini|yang|tanggal|tgl)\b){0,12}\Z"
)
_WEEKDAY_AFTER = pattern(rf"\s?\((?P<weekday>{WEEKDAY})\)")
_CUE = pattern(r"\b(?:tanggal|tgl\.?|pada|hari\sini,?)\s\(?\Z")
_FRACTION = pattern(  # dua per tiga (2/3), sepertiga (1/3), setengah (1/2)
    r"\b(?:per\s?|seper|se)(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|tengah)\s\(\Z"
)
_SHARE = pattern(r"\)?\s(?:dari|bagian|persen)\b")
_NO_DAY = pattern(  # but a place, or the number of a program
    r"\b(?:versi(?:on)?|jalan|jln?\.?|gang|gg\.?|universitas|stadion|lapangan|gedung|monumen|taman|sm[ap]|pasar)\s\Z"
)


def mentions(text: str, today: date) -> Iterator[Mention]:
    """The days named by a text that went through `plain`, in its order. `today` settles years of two digits."""
    end = 0
    for number in _NUMBER().finditer(text):
        if number.start() >= end and (found := _mention(text, number.start(), today)):
            yield found
            end = found.end


def _mention(text: str, start: int, today: date) -> Mention | None:
    one = _form(text, start)
    if one is None or _NO_DAY().search(text, max(0, start - 16), start):
        return None
    until = _RANGE().match(text, one.end())
    two = _form(text, until.end()) if until else None
    first, last = _day(one, today), _day(two or one, today, last=True)
    if first is None or last is None:
        return None
    if two is None and first.later_than(last):  # `COVID-19 dan 13 November`
        first = last
    if first.year and not last.year:
        last = replace(last, year=first.year + first.later_than(last))
    return _in_context(text, start, (two or one).end(), first, last, whole=two is not None or _whole(one))


def _form(text: str, start: int) -> re.Match[str] | None:
    return next((match for form in _FORMS if (match := form().match(text, start))), None)


def _day(match: re.Match[str], today: date, *, last: bool = False) -> Day | None:
    """The day of a form, or the last of its days; None where it is as likely to begin with the year."""
    parts = match.groupdict()
    day, month = int((last and parts.get("to")) or parts["day"]), parts["month"].lower()
    if parts["year"] or not parts.get("short"):
        number = _NUMBERS.get(month) or (int(month) if month.isdecimal() else 0)
        return Day(day, number, int(parts["year"]) if parts["year"] else None) if number else None
    short = int(parts["short"])
    year = 2000 + short if 2000 + short <= today.year else 1900 + short
    if month in MONTHS:
        return Day(day, MONTHS[month], year)
    other = real(2000 + day, int(month), short)
    if other and year < other.year and other <= today:
        return None  # 25/11/13, which is later if it begins with the year
    return Day(day, int(month), year)


def _whole(match: re.Match[str]) -> bool:
    """Whether a form says by itself that it is a day: by a month's name or a whole year."""
    return bool(match["year"]) or match["month"].lower() in MONTHS


def _in_context(text: str, start: int, end: int, first: Day, last: Day, *, whole: bool) -> Mention:
    """The mention, with what the words around it say."""
    weekday = _WEEKDAY_BEFORE().search(text, max(0, start - 48), start)
    opening = text[max(0, (weekday.start() if weekday else start) - 1) : start]
    bracketed = "(" in opening and text[end : end + 1] in {")", ",", ";"}
    sure = whole or weekday is not None or _said(text, start, end, bracketed)
    weekday = weekday or _WEEKDAY_AFTER().match(text, end)
    number = WEEKDAYS[weekday["weekday"].lower()] if weekday else None
    return Mention(first, last, start, end, weekday=number, bracketed=bracketed, sure=sure)


def _said(text: str, start: int, end: int, bracketed: bool) -> bool:
    """Whether two numbers and a slash are said to be a day, and no fraction."""
    if bracketed:
        return _FRACTION().search(text, max(0, start - 24), start) is None
    return _CUE().search(text, max(0, start - 12), start) is not None and _SHARE().match(text, end) is None
