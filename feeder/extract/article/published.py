"""When an article was published, as far as its page states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, furniture
from feeder.extract.article import lines, moments
from feeder.extract.article.around import Around
from feeder.extract.blocks import Block, Outline
from feeder.extract.structured import Claims
from feeder.model import AHEAD, Precision, Trace, When
from feeder.normalise import clock, dates
from feeder.normalise.date_labels import CHANGED, EVENT, PUBLISHED, rank_of_line
from feeder.normalise.relative import is_relative

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WHOLE: Final = re.compile(
    r"[^\W\d_]{3}\W+(?:\d{1,2}\w*\W+)?(?:19|20)\d\d\b"
)  # with a month by name: 7/6 is read in two ways
_CHANGED: Final = re.compile(  # the line tells of two days, and the words may be those of the change
    r"\b(?:diperbarui|diubah|diupdate|pembaruan|update[ds]?|(?:last )?modified|changed|aktualisiert|geändert|mise? à"
    r" jour"
    r"|actualizad[oa]|atualizad[oa]|modificat[oa]|aggiornat[oa]|bijgewerkt)\b",
    re.IGNORECASE,
)
_ZONES: Final = timedelta(days=2)  # days that are told apart: zones and midnights make one of difference
_ROUGH: Final = re.compile(r"\b(?:month|year|bulan|tahun)")
_WORDS: Final = 8
_CAPTION: Final = "caption"
_MARKS: Final = re.compile(r"[\W_]+")
_FACTS: Final = frozenset(("a", "abbr", "data", "time"))
_BUILD: Final = timedelta(minutes=5)
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_SECONDS: Final = re.compile(r"\b\d{1,2}[:.]\d\d[:.]\d\d\b(?![.:/-]?\d)")
_FAR: Final = timedelta(days=365)
_PARTS: Final = 4  # of a day: with its weekday
_CELLS: Final = 2  # "Diposting", ":" before a date
_LABEL: Final = 40  # characters


def find(
    near: Around, claims: Claims, listed: When | None, *, seen: datetime, zone: tzinfo
) -> tuple[When | None, Trace | None]:
    """The stated moment of publication: what people are shown, made exact by what machines are told if both agree.
    What stands in a column beside the text is not believed against the listing, which says `listed`."""
    shown, line = _shown(near, listed, seen, zone)
    told, source = _told(claims, seen, zone)
    shown = _turned(shown, line, (told, listed), zone)
    built = told is None or abs(told.at - seen) < _BUILD  # when the page was made is nobody's statement
    if shown is None and built:
        shown, line = _shown_beside(near, listed, seen, zone)
    if shown is None and built:
        return None, None
    if shown is None or (told is not None and not built and not _is_believed(shown, line, (told, listed), zone)):
        return told, Trace("published", "structured", source)
    if told is not None and told.precision == Precision.TIME and _same(shown, told, zone):
        return told, Trace("published", "structured", f"{source}, agrees with “{line}”")
    return shown, Trace("published", "structure", f"“{line}” near the title")


def ahead(near: Around, claims: Claims, *, seen: datetime, zone: tzinfo) -> Trace | None:
    """What tells that the page states a day that is yet to come, where it states no other; a line that says more than
    that tells of something that will be."""
    told, _ = _told(claims, seen + _FAR, zone)
    shown, line = _shown(near, None, seen + _FAR, zone)
    found = told or (None if _is_prose(line) else shown)
    if found is None or found.drifts or found.at <= seen:
        return None
    return Trace("published", AHEAD, f"{dates.day_of(found, zone)} is yet to come")


def _turned(shown: When | None, line: str, others: Iterable[When | None], zone: tzinfo) -> When | None:
    """The moment with its month and day in each other's place, where that is how a line of numbers agrees with what
    else is said of it."""
    for other in filter(None, others):
        if (
            shown
            and dates.is_open(line)
            and not _WHOLE.search(line)
            and dates.is_turned(dates.day_of(shown, zone), dates.day_of(other, zone))
        ):
            day = dates.day_of(other, zone)
            return replace(shown, at=shown.at.astimezone(zone).replace(month=day.month, day=day.day))
    return shown


def _is_believed(shown: When, line: str, others: tuple[When, When | None], zone: tzinfo) -> bool:
    """Whether a line goes before what machines are told; a long one only with the time of the day that they are, or
    where the listing says the same day: others are what machines are told, and the listing's."""
    if is_relative(line) or rank_of_line(line) >= CHANGED:
        return False
    told, listed = others
    timed = shown.precision == Precision.TIME and told.precision == Precision.DAY
    agreeing = [other for other in (told if timed else None, listed) if other]
    return not _is_prose(line) or any(dates.day_of(other, zone) == dates.day_of(shown, zone) for other in agreeing)


def _is_prose(line: str) -> bool:
    """Whether a line says more than a date and the like: a sentence, or what is seen on a picture."""
    return len(line.split()) >= _WORDS and not datelines.is_date(line) and not lines.signed(line)


def _same(shown: When, told: When, zone: tzinfo) -> bool:
    if shown.precision == Precision.TIME:
        return abs(shown.at - told.at) < timedelta(minutes=1)
    return dates.day_of(shown, zone) == dates.day_of(told, zone)


def _told(claims: Claims, seen: datetime, zone: tzinfo) -> tuple[When | None, str]:
    for source, text in claims.dates:
        found = dates.stamped(text, seen=seen, zone=zone)
        if found is not None:
            return found, source
    return None, ""


def _shown(near: Around, listed: When | None, seen: datetime, zone: tzinfo) -> tuple[When | None, str]:
    """The best date line: one that says when the text was published before one that says when it was changed; that one
    is vague: a listing may know better. When what it tells of takes place is not when it was published, and below the
    text other things have their days: the listing's own goes before them."""
    other: tuple[When | None, str] = (None, "")
    if near.opening is not None and (found := dates.written(near.opening[0].text or "", seen=seen, zone=zone)):
        other = found, near.opening[0].text or ""
    named = tuple(index for index in near.between if index == near.title and not _holds_day(near.page.blocks[index]))
    between = tuple(index for index in near.between if index not in named)
    every = (between, near.before, near.after, named)  # a day that the title names is that of an event
    labelled = tuple(tuple(index for index in rows if _rank(near.page, index) == PUBLISHED) for rows in every)
    for rows in (*labelled, *every):
        for index, found in _ranked(near, rows, seen, zone):
            if rows == near.before and (_is_clock(found, seen, zone) or _ticks(near.page.blocks[index], found, seen)):
                continue
            rank = _rank(near.page, index)
            if _is_of_picture(near, index):
                continue
            if index in near.after and (_is_of_text(near.page.blocks[index]) or not _may_be(found, rank, listed, zone)):
                continue
            if rank < CHANGED and not _is_rough(near.page.blocks[index], found):
                return _timed(near, index, found, zone), near.page.blocks[index].text[:80]
            if rank == EVENT:
                continue
            other = other if other[0] else (replace(found, vague=True), near.page.blocks[index].text[:80])
    return other


def _holds_day(block: Block) -> bool:
    """Whether a title's block has a day in an element of its own."""
    return len(block.slots) > 1 and any(map(datelines.is_date, block.pieces()))


def _shown_beside(near: Around, listed: When | None, seen: datetime, zone: tzinfo) -> tuple[When | None, str]:
    for index, found in _ranked(near, near.beside, seen, zone):
        same = listed is None or dates.day_of(found, zone) == dates.day_of(listed, zone)
        if same and not _is_clock(found, seen, zone) and _rank(near.page, index) < CHANGED:
            return _timed(near, index, found, zone), near.page.blocks[index].text[:80]
    return None, ""


def _is_rough(block: Block, found: When) -> bool:
    """Whether it says only how many months or years ago it was."""
    return found.vague and _ROUGH.search(block.text) is not None


def _ranked(near: Around, rows: tuple[int, ...], seen: datetime, zone: tzinfo) -> list[tuple[int, When]]:
    """The blocks of a row that state a moment, those first that say that it is when the text was published."""
    found = [
        (index, when)
        for index in rows
        for when in (*_moments(near.page.blocks[index], seen, zone), *_on_leaf(near.page, index, seen, zone))
    ]
    return sorted(found, key=lambda each: _rank(near.page, each[0])) if len(found) > 1 else found


def _moments(block: Block, seen: datetime, zone: tzinfo) -> list[When]:
    """What a block states, the exact first. Where people read of a whole day, and machines of quite another, that is
    when something was changed; the same day may be written with the month first."""
    block = moments.unchanged(block)
    told = [when for text in moments.told(block) if (when := dates.stamped(text, seen=seen, zone=zone))]
    written = [when for text in _lines(block) if (when := dates.stamped(text, seen=seen, zone=zone))]
    days = [dates.day_of(when, zone) for when in told]
    if written and any(dates.is_turned(dates.day_of(written[0], zone), day) for day in days):
        return told
    if written and _WHOLE.search(block.text) and rank_of_line(block.text) < CHANGED and not _CHANGED.search(block.text):
        told = [when for when in told if abs(when.at - written[0].at) < _ZONES]
    return told + written


def _on_leaf(page: Outline, index: int, seen: datetime, zone: tzinfo) -> Iterator[When]:
    """The day whose parts are lines of their own, the first of them in a block, as on the leaf of a calendar."""
    leaf = page.blocks[index].box.getparent()
    first, end = page.spans.get(leaf, (0, 0)) if leaf is not None else (0, 0)
    said = [block.text for block in page.blocks[first:end]] if index == first and end - first <= _PARTS else []
    if len(said) > 1 and not any(map(datelines.has_day, said)) and datelines.is_date(" ".join(said)):
        found = dates.stamped(" ".join(said), seen=seen, zone=zone)
        yield from (found,) if found else ()


def _rank(page: Outline, index: int) -> int:
    """What is said of the date in a block: in the block, or in the cell or element before it in the same row."""
    block = page.blocks[index]
    before = page.blocks[max(index - _CELLS, 0) : index]
    row = [each.text for each in before if _is_label(each) and each.box.getparent() is block.box.getparent()]
    return rank_of_line(" ".join([*row, block.text]))


def _is_label(block: Block) -> bool:
    return len(block.text) <= _LABEL and not block.rank and not any(map(str.isdecimal, block.text))


def _timed(near: Around, dated: int, found: When, zone: tzinfo) -> When:
    """A day with the time that stands apart from it, beside it or in another line about the article."""
    if found.precision == Precision.TIME:
        return found
    rows = (*(index for index in (dated, dated + 1, dated - 1) if index in near.rows()), *near.between, *near.after)
    said = (piece for index in rows for piece in near.page.blocks[index].pieces() if clock.is_clock(piece))
    time = next((at for piece in said if (at := clock.clock(piece, 0, 0))), None)
    if time is None:
        return found
    day = dates.day_of(found, zone)
    return When(at=datetime.combine(day, time[0], time[1] or zone).astimezone(zone))


def _is_of_picture(near: Around, index: int) -> bool:
    """Whether a line is what a picture's caption says of it; one may hold title and day of the article."""
    block, titled = near.page.blocks[index], near.title >= 0 and near.page.blocks[near.title].zone == _CAPTION
    return block.zone == _CAPTION and not titled and not moments.is_stamped(block)


def _is_of_text(block: Block) -> bool:
    """Whether a line below the text is itself text, such as the title or the beginning of another article, and not a
    remark, which says little beside its links and the day that it tells machines."""
    if rank_of_line(block.text) == PUBLISHED:
        return False
    if any(map(_names_other, block.links)):
        return True
    if not _is_prose(block.text):
        return False
    return not moments.is_stamped(block) or len(" ".join(_beside_day(block)).split()) >= _WORDS


def _names_other(link: HtmlElement) -> bool:
    """Whether a link holds a day, and more than that: the title of what it leads to."""
    said = " ".join(" ".join(link.itertext()).split())
    dated = datelines.has_day(said) or next(link.iter("time"), None) is not None
    return dated and not (datelines.is_date(said) or datelines.is_date_words(said))


def _beside_day(block: Block) -> Iterator[str]:
    """The words that lie in no link and in no <time>."""
    for node, tail in block.slots:
        if _FACTS.isdisjoint(each.tag for each in block.around((node, tail))):
            yield _MARKS.sub(" ", (node.tail if tail else node.text) or "")


def _may_be(found: When, rank: int, listed: When | None, zone: tzinfo) -> bool:
    """Whether the day of a line below the text may be that of publication, for all that the listing says of it."""
    if rank == PUBLISHED or listed is None or listed.drifts:
        return True
    days = dates.day_of(found, zone), dates.day_of(listed, zone)
    return days[0] == days[1] or dates.is_turned(*days)


def _is_clock(found: When, seen: datetime, zone: tzinfo) -> bool:
    """Today's date at the head of a page, or the time at which it was made, tells the reader what day it is."""
    if found.precision == Precision.TIME:
        return abs(found.at - seen) < _BUILD
    return dates.day_of(found, zone) == seen.astimezone(zone).date()


def _ticks(block: Block, found: When, seen: datetime) -> bool:
    """Whether a line tells the time to the second, whole hours before it was read: a clock of another zone."""
    off = abs(found.at - seen)
    return _SECONDS.search(block.text) is not None and off < _DAY and min(off % _HOUR, -off % _HOUR) < _BUILD


def _lines(block: Block) -> Iterator[str]:
    """What its words say of one."""
    if len(block.text) <= 200 and block.linked * 2 <= len(block.text) + 40:
        line = " ".join(piece for piece in block.parts() if not furniture.is_count(piece))
        if datelines.has_day(line) or datelines.has_day(block.spaced):  # "13 - 11 - 2025" is one part
            yield line if datelines.has_day(line) else block.spaced
    elif len(block.text) <= 200:
        yield from (piece for piece in block.pieces() if datelines.is_date(piece))  # a link, as the name beside it
