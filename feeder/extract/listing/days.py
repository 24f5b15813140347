"""What the words around a link say of a day: a date, a month above several items, how long ago it was.

All questions take one line, without white space around it.
"""

from __future__ import annotations

import re
from typing import Final

from feeder.extract.listing import abroad
from feeder.extract.listing.words import either
from feeder.normalise.date_words import AGO_ABROAD
from feeder.normalise.relative import COUNTING_BACK

_ABOUT: Final = 20  # characters beside a date that may be part of it
_SHORT: Final = 90  # characters; a longer line is text

_MONTHS: Final = either(
    r"jan(?:uari|uary)?|[fp]eb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu?(?:stus|s|t)?",
    r"aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?",
)
_RANK: Final = r"(?:st|nd|rd|th)?"
_DATED: Final = re.compile(
    rf"\b\d{{1,2}}{_RANK}(?:\W{{0,2}}|\sof\s){_MONTHS}\b|\b{_MONTHS}\W+\d{{1,2}}{_RANK}\b|\b\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}\b"
    r"|\b(?:\d{1,2}\s?[-/.]\s\d{1,2}\s?[-/.]\s(?:19|20)\d\d|(?:19|20)\d\d\s?[-/.]\s\d{1,2}\s?[-/.]\s\d{1,2})\b"
    rf"|\b\d{{4}}-\d\d-\d\dT\d|\b{COUNTING_BACK}\b|^\d{{1,2}}[-/]\d{{1,2}}$|{abroad.DAY}|{AGO_ABROAD}",
    re.IGNORECASE,
)
_UNSPACED: Final = re.compile(rf"{abroad.DAY}|\d+(?:st|nd|rd|th)\b", re.IGNORECASE)  # numbers and words in one
_ABOUT_DATES: Final = re.compile(
    rf"{AGO_ABROAD}|\b{_MONTHS}\b|\b(?:{abroad.MONTHS}|{abroad.WEEKDAYS})(?!\w)|\b"
    + either(
        r"senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?",
        r"wib|wita|wit|pukul|pkl|jam|am|pm|tanggal|tgl|hari|menit|detik|bulan|tahun|yang|hours?|minutes?|days?|weeks?",
        r"months?|diposting|diposkan|dipublikasikan|diterbitkan|diunggah|published|posted|updated|terbit|dibuat|rilis",
        rf"pada|on|at|oleh|by|admin|date|{COUNTING_BACK}",
        abroad.ABOUT_DATES,
    )
    + r"\b|[\W\d_]+",
    re.IGNORECASE,
)
_CAME_OUT: Final = re.compile(
    r"\W*(?:posted|published|released|di(?:posting|poskan|publikasikan|terbitkan|unggah)|veröffentlicht|publi(?:é|cado))\b",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"(?:\S+\s+){0,2}(?:no|nomor|nr|ref)\b.{3,60}\b(?:dated|dtd|tanggal|tgl|vom|du|от)\b\W*\d.{5,20}", re.IGNORECASE
)
_DAY_BEFORE: Final = re.compile(
    r"(?:[\[(](?P<boxed>[^\])]{3,25})[\])]\W*|(?P<day>[^|:–—-]{3,25}?)(?:\s+[-–—]\s+|\s*[|:]\s+))(?=\w)"
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_NAMED_MONTH: Final = re.compile(rf"\b(?:{_MONTHS}|{abroad.MONTHS})(?!\w)", re.IGNORECASE)
_BADGE: Final = re.compile(rf"(?P<month>{_MONTHS}|{abroad.MONTHS})\W*(?P<year>(?:19|20)\d\d)?", re.IGNORECASE)


def is_dated(line: str) -> bool:
    """Whether a short line holds a date."""
    return len(line) <= _SHORT and bool(_DATED.search(line))


def is_dated_at_an_end(line: str) -> bool:
    """Whether all that is said of an item begins or ends with a date."""
    return is_dated(line[:_SHORT]) or is_dated(line[-_SHORT:])


def is_date(line: str) -> bool:
    """Whether a short line holds a date and little else (a place, a name), or says that something came out then, or is
    the number of a document with its date."""
    return is_dated(line) and (
        len(_beside_date(line)) <= 2 or bool(_CAME_OUT.match(line) or _REFERENCE.fullmatch(line))
    )


def is_sentence(line: str) -> bool:
    """Whether a line with a date has more words than go with one: "Released on 3 May, the prisoners speak"."""
    return is_dated(line) and len(_beside_date(line)) > 2


def is_named_by_day(line: str) -> bool:
    """ "Warta Jemaat, 6 Desember 2020": such a date may be the title as well."""
    return is_dated(line) and any(map(str.isalpha, "".join(_beside_date(line))))


def after_day(line: str) -> tuple[str, str]:
    """The day that a line begins with, and what follows: "7 Januari - Pasar dibuka"; ("", the line) for any other."""
    found = _DAY_BEFORE.match(line)
    day = (found["boxed"] or found["day"]) if found else ""
    return (day, line[found.end() :]) if found and is_dated(day) and not _beside_date(day) else ("", line)


def _beside_date(line: str) -> list[str]:
    return _ABOUT_DATES.sub(" ", _UNSPACED.sub(" ", line)).split()


def dated(line: str) -> str:
    """What stands about the first date in a line, "" if there is none."""
    found = _DATED.search(line)
    return line[max(0, found.start() - _ABOUT) : found.end() + _ABOUT] if found else ""


def badge(line: str) -> tuple[str, str]:
    """Month and year, "" where it has none, of a line that is nothing else; ("", "") for any other."""
    found = _BADGE.fullmatch(line)
    return (found["month"], found["year"] or "") if found else ("", "")


def has_year(label: str) -> bool:
    """Whether a day or month says of which year it is."""
    return _YEAR.search(label) is not None


def within(label: str, period: str) -> str:
    """A day or month with what it lacks of the longer `period` above it: "13 November" of "2025", "Kamis, 13" of
    "November 2025"."""
    month, year = (_NAMED_MONTH.findall(period)[:1], _YEAR.findall(period)[:1])
    return " ".join([label, *([] if _NAMED_MONTH.search(label) else month), *year]) if year else label


def is_period(label: str) -> bool:
    """ "November 2025", "Kamis, 13 November 2025": a list that is divided by time."""
    named = any(map(str.isdecimal, label)) or bool(badge(label)[0])
    return named and len(label) < 45 and not _ABOUT_DATES.sub("", label)
