"""Days and times as Indonesian offices write them.

`written` reads a date that stands beside an item; `infer` finds the day of the event in the bodies of a page, and
settles the years they leave out; `uploaded` reads the time in a picture's name. All are pure: the moment at which the
page was seen is passed in, and nothing that they are given makes them raise.

What libraries do with these forms, and why they are read here: `Kamis (13/11)` becomes a day of the current year,
`12/05/2024` the fifth of December, `10 hingga 11 November 2025` nothing, and `Kemarin` the present time of day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from feeder.model import Basis, Precision, When
from feeder.normalise.clock import clock
from feeder.normalise.date_labels import rank
from feeder.normalise.date_words import (
    ASIAN_DAY,
    FOREIGN,
    FOREIGN_DAY,
    LABELLED_DAY,
    MONTH,
    SPACED_DAY,
    VIETNAMESE_DAY,
    YEAR_FIRST,
    pattern,
    plain,
    real,
)
from feeder.normalise.events import event
from feeder.normalise.mentions import EARLIEST, Day, Mention, mentions
from feeder.normalise.relative import ago, slack
from feeder.normalise.years import Clue, settle

_LINE = 500  # characters: what is longer is not about a date
_SOON, _LATE = timedelta(days=-3), timedelta(days=30)  # from an event, or its picture, to the day of its news
_FEW = 2  # days, of which the first numbers may be the same by chance
_AHEAD = timedelta(days=2)  # clocks and zones differ; what lies further ahead is not when a page was published

_EPOCH = pattern(r"([0-9]{10})(?:\.[0-9]+|([0-9]{3}))?")
_IN_AMERICA = (
    r"(?=,?\s[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s?[ap]\.?m\.?\s\(?[ecmp][sd]?t\b)"  # where the month stands first
)
_REWRITTEN = (  # as all the others are written
    (pattern(r"\A((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?=T|\Z)"), r"\1-\2-\3"),
    (pattern(r"(?<=[0-9]T)([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])"), r"\1:\2:\3"),
    (pattern(ASIAN_DAY), r"\3/\2/\1"),
    (pattern(LABELLED_DAY), r"\1\g<2>20\3-\5-\6"),
    (pattern(VIETNAMESE_DAY), r"\1/\2/\3"),
    (pattern(YEAR_FIRST), r"\4/\3/\1"),
    (pattern(SPACED_DAY), r"\1/\3/\4"),
    (pattern(rf"\b({MONTH})\.?\s([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s((?:19|20)[0-9]{{2}})\b"), r"\2 \1 \3"),
    (  # PHP's `F d y h:i`
        pattern(rf"(?<![0-9]\s)\b({MONTH})\.?\s([0-9]{{1,2}}),?\s([0-9]{{2}})(?=\s[0-9]{{1,2}}:[0-9]{{2}})"),
        r"\2 \1 \3",
    ),
    (pattern(rf"\b([0-9]{{1,2}})(?:st|nd|rd|th)\s(?:of\s)?({MONTH})"), r"\1 \2"),
    (pattern(r"(?<![0-9/-])(0?[1-9]|1[0-2])([/-])(1[3-9]|2[0-9]|3[01])\2((?:19|20)[0-9]{2})(?![0-9])"), r"\3/\1/\4"),
    (pattern(rf"(?<![0-9/])(0?[1-9]|1[0-2])/\s?([0-9]{{1,2}})/((?:19|20)?[0-9]{{2}}){_IN_AMERICA}"), r"\2/\1/\3"),
)
_EITHER = pattern(r"(?<![0-9/-])([0-9]{1,2})([/-])([0-9]{1,2})\2((?:19|20)?[0-9]{2})(?![0-9/-])")
_TWELVE = pattern(r"[0-9]\s?[ap]\.?m\b")
_FOREIGN = pattern(FOREIGN_DAY)
_DAY = pattern(r"\b(?:(?P<today>hari\sini|today)|kemarin|yesterday)\b")
_UPLOAD = pattern(r"(?:thumb_)?([0-9]{10})")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an item of a page has to say about its day."""

    text: str  # the body, without its title; paragraphs divided by blank lines
    uploaded: datetime | None = None  # of its picture
    stated: When | None = None


def written(text: str, *, seen: datetime, zone: tzinfo) -> When | None:
    """The moment a site writes beside an item, in metadata, an attribute, a JSON value or a feed.

    In: a string about a date, perhaps with a label, an author or views around it: ISO 8601, RFC 822, whole numbers of
    seconds or milliseconds since 1970, Indonesian and English words, a whole date in the months of some more languages
    or in Chinese, Japanese or Korean, day/month/year, or how long ago it was before
    `seen` (aware). Out: the first such moment between 1990 and two days after `seen`, in `zone`, which is also where
    times without a zone are meant; that of publication before any other, that of a change or an event only where there
    is no other; None if there is none.
    """
    line, now = plain(text[:_LINE]).strip(), seen.astimezone(zone)
    moments = _moments(line, now, zone)
    return next((found for found in moments if found.at.year >= EARLIEST and found.at <= seen + _AHEAD), None)


def stamped(text: str, *, seen: datetime, zone: tzinfo) -> When | None:
    """As `written`, of an attribute or a value for machines: the first second of a day is how programs write a day of
    which they know no time."""
    found = written(text, seen=seen, zone=zone)
    if found and found.precision is Precision.TIME and found.at.astimezone(zone).time() == time():
        return replace(found, at=found.at.astimezone(zone), precision=Precision.DAY)
    return found


def monthly(lines: Iterable[str]) -> bool:
    """Whether the dates of a list have the month first: one of them cannot be read otherwise, and none has to be."""
    pairs = list(_pairs(lines))
    return any(second > 12 for _, second in pairs) and all(first <= 12 for first, _ in pairs)


def daily(lines: Iterable[str]) -> bool:
    """Whether one of the dates of a list can only have the day first."""
    return any(first > 12 for first, _ in _pairs(lines))


def is_american(lines: Sequence[str]) -> bool:
    """Whether the dates of a list look American, though none tells: beside a twelve-hour clock, and with a first number
    that changes less from item to item than the second, as months do."""
    clocked = [line for line in lines if _TWELVE().search(line)]
    first, second = ({pair[place] for pair in _pairs(clocked)} for place in (0, 1))
    return 2 * len(clocked) > len(lines) and len(first) < len(second) > _FEW


def _pairs(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    return ((int(found[1]), int(found[3])) for line in lines for found in _EITHER().finditer(line))


def day_first(line: str) -> str:
    """A line of a list in which the month stands first, as `written` reads it."""
    return _EITHER().sub(r"\3\2\1\2\4", line)


def is_open(line: str) -> bool:
    """Whether a line may have a date with the month first."""
    return _EITHER().search(line) is not None


def is_turned(one: date, other: date) -> bool:
    """Whether two days are one date, once with the day first and once with the month."""
    return one.year == other.year and (one.month, one.day) == (other.day, other.month)


def uploaded(url: str) -> datetime | None:
    """When a picture was uploaded, in UTC, if its name begins with the Unix time, between 2005 and 2100."""
    name = url.partition("#")[0].partition("?")[0].rpartition("/")[2]
    if match := _UPLOAD().match(name):
        moment = datetime.fromtimestamp(int(match[1]), UTC)
        return moment if 2005 <= moment.year < 2100 else None
    return None


def infer(page: Sequence[Evidence], *, seen: datetime, zone: tzinfo) -> list[When | None]:
    """The day of the event that each body names, in the page's order, which runs from new to old.

    The first day that a body names for its own event, up to the day of `seen` (aware) in `zone`; a range gives its last
    day. A missing year is settled by the weekday, the picture and the neighbours on the page, and otherwise is the
    latest. Basis INFERRED, precision DAY, at midnight in `zone`.
    """
    today = seen.astimezone(zone).date()
    clues = [_clue(item, today, zone) for item in page]
    return [replace(_moment(day, zone), basis=Basis.INFERRED) if day else None for day in settle(clues, today)]


def placed(
    page: Sequence[Evidence], events: Sequence[When | None], *, seen: datetime, zone: tzinfo
) -> list[When | None]:
    """The stated days of a page's items, in its order, with the years that the words leave out: settled by the `events`
    that the bodies name, by the pictures and by the neighbours."""
    today = seen.astimezone(zone).date()
    pairs = list(zip(page, events, strict=True))
    days = settle([_stated_clue(item, event, today, zone) for item, event in pairs], today, listed=True)
    return [
        _of_year(item.stated, day.year) if item.stated and item.stated.yearless and day else item.stated
        for item, day in zip(page, days, strict=True)
    ]


def _stated_clue(item: Evidence, event: When | None, today: date, zone: tzinfo) -> Clue:
    if item.stated is None or not item.stated.yearless:
        return Clue(None, stated=day_of(item.stated, zone) if item.stated else None)
    day = Day(item.stated.at.day, item.stated.at.month)
    mention = Mention(day, day, 0, 0, weekday=None, bracketed=False, sure=True)
    picture = item.uploaded.astimezone(zone).date() if item.uploaded else None
    told = day_of(event, zone) if event else None
    near = [each if each and _leads_to(each, item.stated) else None for each in (picture, told)]
    return Clue(mention, uploaded=near[0], stated=near[1])


def _leads_to(other: date, stated: When) -> bool:
    """Whether a day is that of some year that is listed, or shortly before: a text may tell of what was long ago, and a
    picture be used again."""
    days = [real(year, stated.at.month, stated.at.day) for year in (other.year, other.year + 1)]
    return any(_SOON <= day - other <= _LATE for day in days if day)


def _of_year(when: When, year: int) -> When:
    return replace(when, at=when.at.replace(year=year)) if real(year, when.at.month, when.at.day) else when


def day_of(when: When, zone: tzinfo) -> date:
    """The day on which it is in `zone`."""
    return when.at.astimezone(zone).date()


def _moments(line: str, now: datetime, zone: tzinfo) -> Iterator[When]:
    """Everything that a line says about a moment, best first."""
    if match := _EPOCH().fullmatch(line):
        moment = datetime.fromtimestamp(int(match[1]), zone)
        yield When(at=moment + timedelta(milliseconds=int(match[2] or 0)))
    yield from _dates(line, now, zone)
    if found := ago(line, now):
        yield replace(found, vague=True)
    if match := _DAY().search(line):
        day = now.date() - timedelta(days=0 if match["today"] else 1)
        yield replace(_moment(day, zone, clock(line, match.start(), match.end())), vague=True)


def _dates(line: str, now: datetime, zone: tzinfo) -> Iterator[When]:
    for form, replacement in _REWRITTEN:
        line = form().sub(replacement, line)
    if not line.isascii():
        line = line.lower()  # patterns ignore the case of plain letters alone
    line = _FOREIGN().sub(lambda found: f"{found[1]}/{FOREIGN[found[2].lower()]}/{found[3]}", line)
    horizon = (now + _AHEAD).date()
    found = list(mentions(line, horizon))
    if len(found) > 1:
        found.sort(key=lambda each: rank(line[: each.start]))
    for mention in found:
        if day := _on_its_own(_on_weekday(mention, line), horizon):
            moment = _moment(day, zone, clock(line, mention.start, mention.end, alone=len(found) == 1))
            yield replace(moment, yearless=mention.year is None and mention.weekday is None)


def _on_weekday(mention: Mention, line: str) -> Mention:
    """The mention with the month first, where only so its numbers are of the weekday beside it, as Drupal has them."""
    year, day = mention.year, mention.last
    if not year or mention.fits(year) or not _EITHER().fullmatch(line, mention.start, mention.end):
        return mention
    turned = replace(day, day=day.month, month=day.day)
    other = replace(mention, first=turned, last=turned)
    return other if turned.on(year) and other.fits(year) else mention


def _on_its_own(mention: Mention, today: date) -> date | None:
    """The day of a mention that no neighbours, and no picture, help to place."""
    if mention.year:
        return mention.day(mention.year, today)
    return settle([Clue(mention)], today)[0] if mention.sure else None


def _moment(day: date, zone: tzinfo, at: tuple[time, tzinfo | None] | None = None) -> When:
    if at is None:
        return When(at=datetime.combine(day, time(), zone), precision=Precision.DAY)
    return When(at=datetime.combine(day, at[0], at[1] or zone).astimezone(zone))


def _clue(item: Evidence, today: date, zone: tzinfo) -> Clue:
    picture = item.uploaded.astimezone(zone).date() if item.uploaded else None
    return Clue(
        event(item.text, today),
        uploaded=picture if picture and picture <= today + _AHEAD else None,
        stated=day_of(item.stated, zone) if item.stated and not item.stated.yearless else None,
        slack=slack(item.stated, today) if item.stated else 0,
    )
