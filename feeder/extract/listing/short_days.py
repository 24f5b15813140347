"""Days as boards in Korea, China and Japan write them: `11-28`, `11.28`, `26-11-28`, `26.11.28`.

The same numbers are versions, scores, prices and times elsewhere. They are days where they are a column of a list, and
a word for the day, or titles in one of those languages, say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from feeder.extract.listing import days
from feeder.extract.listing.lines import Line, Said
from feeder.extract.listing.meta import column
from feeder.normalise.date_words import ASIAN_LABEL, real

_DAY = re.compile(
    rf"(?P<label>(?:{ASIAN_LABEL})[\s:：]*)?[\[(]?(?:(?P<year>\d\d)(?P<sign>[-./]))?(?P<month>0[1-9]|1[0-2])"
    r"(?(sign)(?P=sign)|[-./])(?P<day>0[1-9]|[12]\d|3[01])[\])]?(?P<time>\s\d{1,2}:\d\d(?::\d\d)?)?"
)
_LABEL = re.compile(ASIAN_LABEL)
_ASIAN = re.compile("[ぁ-ヿ㐀-鿿가-힣]")
_FEW = 3  # items that make a column
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LEAP = 2000  # a year with all days, for those without


def spell(said: Sequence[Said], today: date) -> None:
    """Write the days of a list out in its lines, if it writes them like that; with a year, as far as there is one."""
    columns = [[line for line in each.lines if _DAY.fullmatch(line.text)] for each in said]
    short = [lines[0] for lines in columns if len(lines) == 1]
    beside = (line for each, lines in zip(said, columns, strict=True) if lines for line in each.lines)
    if len(short) < _FEW or 2 * len(short) <= len(said) or any(_is_other(line) for line in beside):
        return
    asian = 2 * sum(any(_ASIAN.search(line.text) for line in each.lines) for each in said) > len(said)
    if _are_days(short, today, asian=asian):
        for line in short:
            line.text = _DAY.sub(_spelled, line.text)


def _is_other(line: Line) -> bool:
    return days.is_date(line.text) and not _DAY.fullmatch(line.text)


def _are_days(lines: Sequence[Line], today: date, *, asian: bool) -> bool:
    """Whether a column holds days that can be, most of them from new to old, as those of events to come are not; with
    a word for the day above or before them, or on an `asian` page, with one that is no month."""
    found = [each for line in lines if (each := _DAY.fullmatch(line.text))]
    real_days = [day for each in found if (day := _read(each)) and (day.year == _LEAP or day <= today)]
    heads = {head for line in lines if (head := column(line.element))}
    if len(real_days) < len(found) or not all(map(_LABEL.match, heads)):
        return False
    labelled = heads or all(each["label"] for each in found)
    rising = sum(after > before for before, after in pairwise(real_days))
    return 3 * rising < len(lines) and bool(labelled or (asian and max(day.day for day in real_days) > len(_NAMES)))


def _read(found: re.Match[str]) -> date | None:
    return real(_LEAP + int(found["year"] or 0), int(found["month"]), int(found["day"]))


def _spelled(found: re.Match[str]) -> str:
    month, day = found["month"], found["day"]
    written = f"20{found['year']}-{month}-{day}" if found["year"] else f"{int(day)} {_NAMES[int(month) - 1]}"
    return f"{found['label'] or ''}{written}{found['time'] or ''}"
