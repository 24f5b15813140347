"""Lines by an item that are neither its title nor its text: date, category, author, views."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from feeder.extract.furniture import is_furniture
from feeder.extract.listing import days, words
from feeder.extract.listing.lines import Line, Said
from feeder.extract.listing.marks import Marks
from feeder.extract.markup import inner_text
from feeder.model import Precision, When
from feeder.normalise import clock, dates
from feeder.normalise.date_labels import rank_of_line
from feeder.normalise.date_words import WEEKDAY
from feeder.normalise.relative import is_relative
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DIVIDERS = re.compile(r"\s*[|•·∙]\s*|\s+[-–—/]\s+")
_LONE_DAY = re.compile(rf"(?:(?:{WEEKDAY})\W*)?([0-3]?\d)(?:\W*(?:{WEEKDAY}))?", re.IGNORECASE)
_IN_NUMBERS = re.compile(r"[0-3]?\d([/-])[01]?\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AMERICAN = frozenset(("gov", "mil", "edu", "us"))  # ends of hosts where the month is written first
_NEAR = 4  # lines among which a day by itself is looked for
_WHOLE = 400  # characters: a text that long is not an excerpt
_HEAD = 40  # characters of the head of a column
_LONG = 120  # characters: a longer line is text


@dataclass(frozen=True, slots=True)
class Meta:
    """What lines and attributes together say, and the lines that are left."""

    date: When | None
    dated: str  # what says so
    categories: tuple[str, ...]
    authors: tuple[str, ...]
    rest: list[Line]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a list writes its days."""

    monthly: bool = False  # the month stands first
    stamped: bool = False  # the same of what attributes say
    led: bool = False  # most titles begin with the day


@dataclass(frozen=True, slots=True)
class Around:
    """What else a page tells of how it writes its days."""

    text: str  # with a line for each block
    host: str  # that its links are relative to
    language: str  # as it states it


def manner(said: Sequence[Said], marks: Sequence[Marks], around: Around) -> Manner:
    """How a list does it, by the dates that stand by its items; by those in their attributes, by those of the page, its
    host and its language, where they do not tell."""
    written = [line.text for each in said for line in each.lines if days.is_date(line.text)]
    stamps = [stamp for each in marks for stamp in each.stamps]
    led = sum(any(days.after_day(line.text)[0] for line in each.lines) for each in said)
    monthly = _is_monthly(written, dates.monthly(stamps) or _is_american(written, around))
    return Manner(monthly, _is_monthly(stamps, monthly), 2 * led > len(said))


def _is_monthly(lines: Sequence[str], otherwise: bool) -> bool:
    """Whether the month stands first: as the lines tell, and `otherwise` if they do not."""
    return dates.monthly(lines) or (otherwise and not dates.daily(lines))


def _is_american(written: Sequence[str], around: Around) -> bool:
    """Many a page keeps the language of its program: that alone tells nothing."""
    shown = [line for line in around.text.splitlines() if days.is_date(line.strip())]
    host = around.host.partition(":")[0].rpartition(".")[2] in _AMERICAN
    spoken = around.language.lower().replace("_", "-") == "en-us" and dates.is_american(written)
    return _is_monthly(shown, host or spoken)


def read(
    lines: Sequence[Line], marks: Marks, names: Mapping[str, str], seen: datetime, zone: tzinfo, manner: Manner
) -> Meta:
    """Sort the lines. `names` are the categories that are known, by their folded form."""
    reader = _Reader(marks, names, sum(line.heading for line in lines))
    start, end = _text(lines)
    whole = sum(len(line.text) for line in lines[start:end]) > _WHOLE
    rest = [
        line
        for place, line in enumerate(lines)
        if (start <= place < end and not _leads(line)) or not reader.takes(line, signed=not (whole and place >= end))
    ]
    reader.dates += [day for line in lines if manner.led and (day := days.after_day(line.text)[0])]
    said = sorted(reader.dates, key=_rank)[:1] or [badge for badge in [_badge(lines)] if badge]
    said = [_completed(said[0] if said else "", lines, marks.period)]
    said = [dates.day_first(each) for each in said] if manner.monthly else said
    stamps = [dates.day_first(each) for each in marks.stamps] if manner.stamped else marks.stamps
    return Meta(
        *_date(said, stamps, seen, zone),
        _distinct(marks.categories or reader.categories),
        _distinct(marks.authors or reader.authors),
        rest,
    )


def _rank(line: str) -> tuple[int, bool]:
    """By its label, and then, whether it is a whole date."""
    return rank_of_line(line), not (_YEAR.search(line) or is_relative(line))


def _text(lines: Sequence[Line]) -> tuple[int, int]:
    """Where the text begins and ends: with its first and last long line; with what follows, if that is a table of
    days."""
    text = [place for place, line in enumerate(lines) if len(line.text) > _LONG and not line.heading]
    if not text:
        return 0, 0
    table = sum(days.is_date(line.text) for line in lines[text[-1] + 1 :]) > 1
    return text[0], len(lines) if table else text[-1] + 1


def _leads(line: Line) -> bool:
    """Whether it is the date by which a post leads to its own page."""
    return line.linked and days.is_date(line.text)


class _Reader:
    """Takes the lines that are about an item."""

    def __init__(self, marks: Marks, names: Mapping[str, str], titles: int) -> None:
        self.dates: list[str] = []
        self.categories: list[str] = []
        self.authors: list[str] = []
        self._known = {fold(each) for each in (*marks.categories, *marks.authors)}
        self._names = names
        self._titles = titles  # lines that may be one: a date behind the title stands in its heading, too

    def takes(self, line: Line, *, signed: bool) -> bool:
        """Whether the line is one of these. `signed`: it may name the author; below a whole text that is part of it."""
        if not signed and words.author(line.text):
            return False
        dated = days.is_date(line.text)
        titled = line.linked and ((line.heading and not (self._titles > 1 and dated)) or days.is_sentence(line.text))
        if titled or len(line.text) > _LONG:
            return False
        whole = dated and not any(map(str.isalpha, line.text))  # "29 / 11 / 2026"
        parts = [line.text] if whole else [part for part in _DIVIDERS.split(line.text) if part.strip()]
        taken = [self._takes_part(part.strip(" :()[]#,"), line) for part in parts]
        return all(taken) or (any(taken) and not (line.heading or line.linked))

    def _takes_part(self, part: str, line: Line) -> bool:
        name = fold(part)
        if days.is_date(part):
            self.dates.append(f"{column(line.element)} {line.text}".strip())
        elif author := words.author(part):
            self.authors.append(author)
        elif name in self._names and not (line.heading or line.linked or line.away):
            self.categories.append(self._names[name])
        else:
            return name in self._known or words.is_views(part) or words.is_paging(part) or is_furniture(part)
        return True


def column(element: HtmlElement | None) -> str:
    """What the head of a table says of the column that an element stands in, "" for none."""
    line = [element, *element.iterancestors("td", "tr", "table")] if element is not None else []
    cell, row, table = ([each for each in line if each.tag == tag][:1] for tag in ("td", "tr", "table"))
    if not (cell and row and table) or cell[0].getparent() is not row[0]:
        return ""
    head = next(table[0].iter("tr"))
    place = row[0].index(cell[0])
    named = head is not row[0] and len(head) == len(row[0]) and head[place].tag == "th"
    said = inner_text(head[place]) if named else ""
    return f"{said}:" if 0 < len(said) <= _HEAD else ""


def _badge(lines: Sequence[Line]) -> str:
    """A date in boxes, with day, month and year on lines of their own; "" if there is none."""
    texts = [line.text for line in lines]
    for place, text in enumerate(texts):
        month, year = days.badge(text)
        if not month:
            continue
        around = [*reversed(texts[max(0, place - 2) : place]), *texts[place + 1 : place + 3]]
        day = next((each for each in around if re.fullmatch(r"[0-3]?\d", each)), "")
        year = year or next((each for each in around if re.fullmatch(r"(?:19|20)\d\d", each)), "")
        if day:
            return f"{day} {month} {year}".strip()
    return ""


def _completed(said: str, lines: Sequence[Line], period: str) -> str:
    """A date with what else is said of it: the year or month that it stands below, and a time on a line of its own."""
    if not said and period:
        day = next((found[1] for line in lines[:_NEAR] if (found := _LONE_DAY.fullmatch(line.text))), "")
        said = f"{day} {period}" if day and not days.is_dated(period) else period
    elif period and not _YEAR.search(said) and not is_relative(said):
        said = next((part for part in _DIVIDERS.split(said) if days.is_date(part)), said)
        sign = found[1] if (found := _IN_NUMBERS.fullmatch(said)) else " "
        said = sign.join([said, *_YEAR.findall(period)[:1]])
    times = [line.text for line in lines if clock.is_clock(line.text)]
    return f"{said} {times[0]}" if said and len(times) == 1 else said


def _date(said: Sequence[str], stamps: Iterable[str], seen: datetime, zone: tzinfo) -> tuple[When | None, str]:
    """The date in words, with the time of a stamp of the same day; a stamp where no words are, or they count back;
    and which of them it is.

    A stamp of another day than the words is that of something else, such as the making of the page.
    """
    said = [text for text in said if text]
    words_say = f"“{said[0][:80]}” by the item" if said else ""
    in_words = next((when for text in said if (when := dates.written(text, seen=seen, zone=zone))), None)
    stamped = next((when for text in stamps if (when := dates.stamped(text, seen=seen, zone=zone))), None)
    if in_words and stamped and dates.is_turned(dates.day_of(in_words, zone), dates.day_of(stamped, zone)):
        return stamped, "an attribute by the item"
    if in_words and in_words.precision is Precision.TIME and not is_relative(said[0]):
        return in_words, words_say
    if in_words and stamped and not (is_relative(said[0]) or _agree(said[0], in_words, stamped, zone)):
        return in_words, words_say
    return (stamped, "an attribute by the item") if stamped else (in_words, words_say)


def _agree(said: str, in_words: When, stamped: When, zone: tzinfo) -> bool:
    """Whether both mean one day; words that leave out the year have it from the stamp."""
    one, other = dates.day_of(in_words, zone), dates.day_of(stamped, zone)
    return one == other or (not _YEAR.search(said) and (one.month, one.day) == (other.month, other.day))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple({fold(name): name for name in reversed(list(names)) if fold(name)}.values())[::-1]
