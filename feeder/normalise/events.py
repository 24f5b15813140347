"""Of the days that a text names: which one is the day of its event.

The first, unless the words around it give it to something else: to a decree, a plan, an earlier occasion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from feeder.normalise.date_words import WEEKDAY, pattern, plain
from feeder.normalise.mentions import Mention, mentions
from feeder.normalise.years import days

_BODY = 50_000  # characters: what comes later names no event
_MANY = 100  # mentions, likewise
_LEAD = 300  # characters: what is the news itself, and not an aside, is said by then
_FAR = timedelta(days=31)

_SENTENCE = re.compile(r"[.!?]['\")]*\s(?=[A-Z\"'#(])|\n")

_DATED = pattern(
    r"(?:\b(?P<surely>tertanggal)|(?<!pada\s)\b(?:tanggal|tgl\.?)"
    r"|\bdi(?:tetapkan|undangkan|terbitkan|keluarkan|sahkan)\spada(?:\stanggal)?)\s\Z"
)
_DOCUMENT = pattern(
    r"\b(?:nomor|no\.|keputusan|surat(?!\ssuara)|peraturan|undang-undang|uu|sk|edaran|instruksi|nota\sdinas|pkpu|putusan)"
    r"(?!\w)(?!.*\b(?:di(?:laksanakan|selenggarakan|gelar|adakan|mulai)|ber(?:langsung|tempat)"
    r"|me(?:nggelar|laksanakan|ngikuti|nghadiri|ngadakan|nyelenggarakan))\b)"
)
_NUMBERED = pattern(r"\b(?:nomor|no\.?)\s?:?\s?\S{0,60}(?:\stahun\s[0-9]{4})?,?\s\(?\Z")

_PLANNED = pattern(
    r"\b(?:akan|rencananya|direncanakan|dijadwalkan|diagendakan|paling\slambat|selambat-lambatnya)\b[^,.;]*\Z"
    r"|\b(?:hingga|sampai(?:\sdengan)?|s\.?/?d\.?|sebelum|menjelang|jelang|sejak)\s"
    rf"(?:hari\s|tanggal\s|pada\s|{WEEKDAY}[\s,(]{{0,3}}){{0,4}}\Z"
)
_COMING = pattern(r"\)?,?\s(?:nanti|mendatang|yang\sakan\sdatang)\b")
_FORMER = pattern(
    r"\b(?:pernah|sebelumnya|beberapa\swaktu\s(?:yang\s)?lalu|lahir|kelahiran|(?<!hari\s)terakhir)\b"
    r"|\b(?:pemilu|pilkada|pileg|pilpres|pemilihan|pemungutan\ssuara)(?:\sserentak)?(?:\stahun)?(?:\s[0-9]{4})?,?\s"
    r"(?:tanggal\s|\()?\Z"
)
_GONE = pattern(r"\s(?:yang\s)?(?:lalu|silam)\b")


def event(text: str, today: date) -> Mention | None:
    """The mention of the day on which the event of a body took place; None if it names none up to `today`."""
    text = plain(text[:_BODY])
    named = [found for found in islice(mentions(text, today), _MANY) if _its_own(found, text) and _past(found, today)]
    firm = [found for found in named if not _doubtful(found, text)]
    if firm:
        return _news(firm, today)
    return next((found for found in named if found.start < _LEAD), None)


def _news(firm: Sequence[Mention], today: date) -> Mention:
    """The first; but `Kamis (13/11)`, as the press writes the day of its news, beats what lies far from it."""
    first = firm[0]
    if _press(first):
        return first
    return next((found for found in firm if _press(found) and _apart(first, found, today)), first)


def _press(mention: Mention) -> bool:
    return mention.bracketed and mention.weekday is not None


def _apart(one: Mention, other: Mention, today: date) -> bool:
    return all(abs(a - b) > _FAR for a in days(one, today) for b in days(other, today))


def _past(mention: Mention, today: date) -> bool:
    return next(days(mention, today), None) is not None


def _its_own(mention: Mention, text: str) -> bool:
    """Whether the day may be that of an event: neither of a document, nor in a row of a table."""
    if not mention.sure:
        return False
    before, after = text[max(0, mention.start - 80) : mention.start], text[mention.end : mention.end + 80]
    row = before.rpartition("\n")[2] + after.partition("\n")[0]
    return "\t" not in row and " | " not in row and (mention.weekday is not None or not _of_document(mention, text))


def _of_document(mention: Mention, text: str) -> bool:
    before = _sentence(mention, text)
    if _NUMBERED().search(before):
        return True
    dated = _DATED().search(before)
    return dated is not None and (dated["surely"] is not None or _DOCUMENT().search(before) is not None)


def _doubtful(mention: Mention, text: str) -> bool:
    """Whether the words around it say that the day belongs to a plan, or to something before the event."""
    before, end = _sentence(mention, text), mention.end
    if _PLANNED().search(before) or _COMING().match(text, end):
        return True
    return mention.weekday is None and bool(_FORMER().search(before) or _GONE().match(text, end))


def _sentence(mention: Mention, text: str) -> str:
    """The sentence up to the mention, as far as it is near."""
    return _SENTENCE.split(text[max(0, mention.start - 160) : mention.start])[-1]
