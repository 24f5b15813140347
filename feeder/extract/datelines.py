"""Lines that say of which day something is, in the forms that pages use. All questions take one line.

Which day that is, `normalise.dates` reads; here it only matters that a line is one of these, and no text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from feeder.normalise.date_words import AGO_ABROAD, ASIAN_DAY, FOREIGN_DAY, ROMAN_DATE, VIETNAMESE_DAY

_MONTH: Final = (
    r"(?:jan(?:uari|uary|\.)?|feb(?:ruari|ruary|\.)?|pebruari|peb|mar(?:et|ch|\.)?|mrt|m(?:ä|ae)rz|apr(?:il|\.)?|mei|may|mai"
    r"|jun[ie]?\.?|jul[iy]?\.?|agu(?:stus|\.)?|ags|agt|aug(?:ust|\.)?|sep(?:t\.?|tember|\.)?|o[kc]t(?:ober|\.)?"
    r"|nov(?:ember|\.)?|nop(?:ember|\.)?|de[scz](?:ember|\.)?)"
)
_PAST: Final = r"(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun)"
_SPAN: Final = r"(?:second|minute|hour|day|week|month|year)"
_WORDED: Final = (
    rf"\bse{_PAST} (?:yang )?lalu\b|\ban? {_SPAN}s? ago\b"
    r"|^(?:kemarin|hari ini|yesterday|today|baru saja|just now)\b"
)
_NUMBERED: Final = (
    rf"\b(?=\d)(?:\d{{1,2}}(?:st|nd|rd|th|\.)?[\s/-]+{_MONTH}[\s,/'’-]+(?:\d{{4}}|\d{{2}})\b"
    r"|(?<!versi )(?<!version )\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)?\d{2}\b(?![.,]?\d)"
    r"|(?:19|20)\d{2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\d)"
    rf"|{ROMAN_DATE}|\d+\s?{_PAST} (?:yang )?lalu\b|\d+ {_SPAN}s? ago\b)",
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:\d{{4}}\b|\d\d(?=\s\d{{1,2}}:\d\d))",
    rf"(?i:{FOREIGN_DAY})",
    ASIAN_DAY,
    VIETNAMESE_DAY,
    AGO_ABROAD,
)
_DAY: Final = re.compile("|".join((*_NUMBERED, _WORDED)), re.IGNORECASE)
_DAYS: Final = tuple(map(re.compile, (_WORDED, *_NUMBERED)))  # of lower case: as one, they take three times as long
_DATE_WORDS: Final = re.compile(
    rf"\b(?:{_MONTH}|senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|wed|thu|sat|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|wib|wita|wit|gmt|utc|cest|cet|e[ds]t|p[ds]t|bst|sgt|jst"
    r"|[ap]\.?m\.?|pukul|jam|uhr|at|pada|on|tanggal|tgl|hari|waktu|tayang|terbit|rilis"
    r"|di?(?:posting|posted|publikasikan|publish|terbitkan|buat|unggah|tulis|tayangkan|perbarui|update|ubah)|diposkan"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi(?:é|e)rcoles|jueves|viernes|s(?:á|a)bado"
    r"|domingo|luned(?:ì|i)|marted(?:ì|i)|mercoled(?:ì|i)|gioved(?:ì|i)|venerd(?:ì|i)|sabato|domenica|le|à"
    r"|publi(?:é|e) le|publicado el|pubblicato il|geplaatst op|am|um"
    r"|posted|published|publikasi|publish(?:ed)? date|created|date|updated?|last (?:updated|modified)|modified"
    r"|terakhir (?:diperbarui|diubah)|veröffentlicht|stand)\b|[\d\W_]+",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")


@lru_cache(maxsize=4096)
def has_day(text: str) -> bool:
    """Whether a day is named, in a form that date lines use."""
    forms = _DAYS if _DIGIT.search(text) else _DAYS[:1] if len(text) < 60 else ()
    lower = text.lower()
    return any(form.search(lower) for form in forms)


@lru_cache(maxsize=4096)
def is_date(text: str) -> bool:
    """A date, a time and the words around them, and nothing else."""
    return len(text) <= 120 and has_day(text) and len(beside(text)) <= 3


def is_date_words(text: str) -> bool:
    """A weekday, a month, a time of day, "Diposting": the stuff of date lines."""
    return len(text) <= 60 and not _DATE_WORDS.sub("", text)


def beside(text: str) -> str:
    """What a line says beside the days that it names, and the words that go with one."""
    return _DATE_WORDS.sub("", without_days(text))


def without_days(text: str) -> str:
    """What is left of a line without the days that it names."""
    return _DAY.sub("", text)
