"""What a line of a copied page is: the title of an item, a part of its text, or outside of the list.

Nothing in copied text says so. A line is weighed by how it is written (a title is short, written Like This, without a
full stop, and its words come back in the text below it) and by where it stands: the gap before a title, after a title
and between paragraphs is counted over the whole page and weighed in turn. The best labelling of all lines together is
found in one pass over them (Viterbi's algorithm), so one odd line does not mislead the rest. A second page below the
first begins with its heading: a category that is known by its name, or the first page's own heading once more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise
from math import log
from operator import add

_Weights = tuple[float, float, float, float]  # by label

NEVER = -1e9
SURE = 3.5  # a weight beyond which a line speaks for itself
LONG_TITLE = 300  # characters; the longest title seen on a real page has 178


class Label(IntEnum):
    BEFORE = 0  # navigation, a heading
    TITLE = 1
    TEXT = 2
    AFTER = 3  # pagination, side bar, footer


class Gap(IntEnum):
    """What stands between a line and the one before it."""

    NONE = 0
    BLANK = 1
    BLANKS = 2
    MORE = 3  # "Selengkapnya"
    NUMBER = 4  # a bare number (a view count, or a cell of a table), or a rule of dashes
    VIEWS = 5  # a view count that says so
    END = 6  # the end of the list: pagination, a side bar, the footer


@dataclass(frozen=True, slots=True)
class Line:
    text: str  # without white space around it
    number: int  # in the file, from 1
    gap: Gap  # the most telling thing that stood before it
    more: bool = False  # whether "Selengkapnya" did
    numbers: tuple[str, ...] = ()  # the numbers that stood before it: view counts, or cells of a table


_COUNTED = r"(?:kali|x|views?|hits?|dilihat|dibaca|pembaca|pengunjung|tayangan)"
_BETWEEN = tuple(
    (gap, re.compile(pattern, re.IGNORECASE))
    for gap, pattern in (
        (Gap.MORE, r"\W*(?:(?:baca|lihat)\s+)?(?:berita\s+)?selengkapnya\W*|\W*read\s+more\W*"),
        (Gap.NUMBER, r"[^\w«»‹›]*(?:\d{1,3}(?:[.,]?\d{3})*[^\w«»‹›]*)?"),
        (
            Gap.VIEWS,
            rf"\W*(?:{_COUNTED}\W+)+\d[\d.,]*\W*|\W*(?:{_COUNTED}\W+)*\d[\d.,]*\W*{_COUNTED}(?:\W+{_COUNTED})*\W*",
        ),
        (Gap.END, r"\W*(?:sebelumnya|selanjutnya|berikutnya|previous|prev|next)(?:\s*[«»‹›>→])?"),
        (
            Gap.END,
            r"(?=.*[\d«»‹›])(?:(?:halaman|page|sebelumnya|selanjutnya|berikutnya|previous|prev|next|pertama|"
            r"terakhir|first|last|awal|akhir|dari|of)\b|[\W\d])+",
        ),
        (
            Gap.END,
            r"(?:berita|artikel)\s+(?:populer|terpopuler|terkait|lainnya)|(?:ikuti|hubungi|kontak)\s+kami|"
            r"jajak\s+pendapat|statistik\s+pengunjung|(?:©|\(c\)|copyright\b|hak\s+cipta\b).*\d{4}.*",
        ),
    )
)
_MORE_BESIDE = re.compile(r"(?<=[.…!?\"”])\s*(?:Baca\s+)?Selengkapnya\W*$")  # at the end of the text itself


def lines(text: str) -> list[Line]:
    """The lines that say something, each with what stood before it; the last is empty, and ends the page."""
    found: list[Line] = []
    gaps, numbers = [Gap.NONE], list[str]()
    for number, raw in enumerate(re.split(r"\r\n|[\r\n\u2028\u2029]", text), 1):
        line = raw.strip().strip("\ufeff\u200b").strip()
        kind = _between(line)
        if kind is None:
            said = _MORE_BESIDE.sub("", line)
            found.append(Line(said, number, _widest(gaps), Gap.MORE in gaps, tuple(numbers)))
            gaps, numbers = [Gap.NONE if said == line else Gap.MORE], []
        else:
            gaps.append(kind)
            numbers += [line] if kind in (Gap.NUMBER, Gap.VIEWS) else []
    return [*found, Line("", 0, Gap.END, Gap.MORE in gaps)]


def _widest(gaps: Sequence[Gap]) -> Gap:
    return max(*gaps, Gap(min(gaps.count(Gap.BLANK), Gap.BLANKS)))


def _between(line: str) -> Gap | None:
    """What a line that belongs to no item is; None for all others."""
    if not line:
        return Gap.BLANK
    if len(line) > 100:
        return None
    return next((gap for gap, pattern in _BETWEEN if pattern.fullmatch(line)), None)


def label(found: Sequence[Line]) -> list[Label]:
    """One label for each line: by the words first, then twice more with what the page itself says of its gaps."""
    above = ["", *(line.text for line in found)]
    words = [_weights(line.text, *near) for line, *near in zip(found, above, _below(found), strict=False)]
    for at in _headings(found):
        words[at] = (_HEADING, *words[at][1:])
    words.append((NEVER, NEVER, NEVER, 0.0))
    labels = _best(found, words, {})
    for _ in range(2):
        labels = _best(found, words, _habits(found, words, labels))
    return labels


def _headings(found: Sequence[Line]) -> Iterator[int]:
    """Where a category stands that is known by its name, or the first line once more."""
    known = _CATEGORIES | {found[0].text.casefold()}
    return (at for at, line in enumerate(found) if 0 < len(line.text) < 40 and line.text.casefold() in known)


def _below(found: Sequence[Line]) -> list[str]:
    """What is said below each line: the next one that is more than hashtags, a date or a row of a table."""
    said, following = list[str](), ""
    for line in reversed(found[1:]):
        following = following if _MUTE.match(line.text) else line.text
        said.append(following)
    return said[::-1]


# How a line is written

_CLOSED = re.compile(r"[.!?…:][\"'”’)\]]*$")
_DATE = r"^(?:\w{4,7},?\s+)?\d{1,2}(?:\s[A-Za-z]{3,9}\s|[-/]\d{1,2}[-/])\d{4}\b.{0,20}$"
_SIGNS = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (-9.0, r"[.…][\"'”’)\]]*$"),
        (-4.0, r"[,;:]$|\s[-–—]$"),
        (-1.0, r"[\"'”’]$"),
        (-3.0, r"^[\"“][^\"“”]*[\"”]$"),
        (-4.0, r"(?:[a-zà-ÿ]{3}|[\d)\]\"”’%])\.[\"”’)]*\s+[\"“‘(]?[A-Z]"),  # a sentence ends within; "H. Ali" does not
        (-1.0, r"[!?][\"”’]?\s+[\"“]?[A-Z]"),
        (-3.0, r"^[a-z](?!-[A-Z])"),  # but e-Counting
        (-6.0, r"^(?:\d{1,3}|[A-Za-z])[.)]\s|^[-•*·–—▪●o]\s|\t"),  # a list, a table
        (-4.0, r"^[(\[][^()\[\]]*[)\]]$"),  # (humas kpu dki jakarta)
        (-5.0, r"^(?:#\w+\s*)+$"),
        (-1.0, r"^#"),
        (-4.0, r"^(?i:penulis|foto|editor|sumber|teks|dok(?:umentasi)?|baca juga|lampiran|catatan)\b\s?[:/(]"),
        (-5.0, _DATE),
        (-4.0, r"^\S+(?:\s+\S+){0,2}$"),  # a heading within the text
        (-2.0, r"^\S+$"),
    )
)
_MUTE = re.compile(rf"(?:#\w+\s*)+$|[^\t]{{,100}}\t|{_DATE}")
_CATEGORIES = frozenset(
    "berita|berita terkini|berita kpu daerah|sosialisasi|pengumuman|umum|kpu dalam berita|opini|artikel".split("|")
)
_HEADING = 7.0  # the weight of such a line as a heading; others do not become one below a text
_OPENINGS = (
    re.compile(r"[A-Z][\w .'(),]{2,60}\s?[-–—]\s"),  # Jakarta, jakarta.kpu.go.id -
    re.compile(r"#\w+,?\s+[^#\s]"),
    re.compile(r"Komisi Pemilihan Umum"),
    re.compile(r".{0,400}\(\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?\)"),  # the day of the event
)
_WORD = re.compile(
    r"(?!(?:yang|untuk|dengan|pada|dari|dalam|oleh|bagi|kepada|bersama|serta|atau|sebagai)\b)\b[^\W\d_]{4,}"
)


def _weights(line: str, above: str, below: str) -> _Weights:
    """How well the line does under each label."""
    if reads_as_text(line):
        before, after = -6.0, -6.0
    else:
        before, after = (0.5, 0.5) if len(line.split(None, 4)) < 5 else (-2.0, -1.0)
    cut = above.endswith(("...", "…"))  # what follows a shortened text is the next title
    return before, _title(line, below) + 2.0 * cut, 0.0, after


def _title(line: str, below: str) -> float:
    if len(line) > LONG_TITLE:
        return -8.0
    score = 1.0 + sum(weight for weight, sign in _SIGNS if sign.search(line)) - (len(line) > 200) * 2.0
    words, following = _WORD.findall(line), below[:2000].casefold()
    opens = any(opening.match(below) for opening in _OPENINGS)
    if words:
        capitals = _capitals(words)
        again = sum(word.casefold() in following for word in words) / len(words)
        score += (
            2.0 * (capitals > 0.6)
            - 0.5 * (capitals < 0.3)
            + 1.0 * (len(words) > 4)
            + 1.5 * (again > 0.4 and len(words) > 2)
            + 4.0 * (again > 0.4 and capitals > 0.6 and len(words) > 4 and opens and line.endswith("."))
        )
    return score + 1.5 * opens - 4.0 * (not reads_as_text(below))


def _capitals(words: Sequence[str]) -> float:
    return sum(word[0].isupper() for word in words) / len(words)


def reads_as_text(line: str) -> bool:
    """Whether a line can be the text of an item: long, a sentence, or words of which few are written Like This."""
    if (
        len(line) > 150
        or line.endswith(".")
        or (len(line) > 25 and _CLOSED.search(line))
        or any(each.match(line) for each in _OPENINGS)
    ):
        return True
    words = _WORD.findall(line)
    return len(words) > 3 and _capitals(words) < 0.4


def reads_as_title(line: str, below: str) -> bool:
    """Whether a line can be the title of an item whose text begins below it."""
    return _title(line, below) > -2.0


# Where it stands

_Step = tuple[Label, Label]
_Habits = dict[tuple[_Step, Gap], float]
_BEFORE_TITLE = {Gap.NUMBER: 2.5, Gap.VIEWS: 4.0, Gap.MORE: 4.0, Gap.END: -6.0}
_BEGIN: _Step = (Label.TEXT, Label.TITLE)
_BELOW: _Step = (Label.TITLE, Label.TEXT)
_WITHIN: _Step = (Label.TEXT, Label.TEXT)


def _habits(found: Sequence[Line], words: Sequence[_Weights], labels: Sequence[Label]) -> _Habits:
    """How usual each gap is on this page before a title, below one and within a text, as logarithms; only lines whose
    words leave no doubt are asked."""
    seen: dict[_Step, Counter[Gap]] = {_BEGIN: Counter(), _BELOW: Counter(), _WITHIN: Counter()}
    for step, line, weights in zip(pairwise(labels), found[1:], words[1:], strict=True):
        if step in seen and abs(weights[Label.TITLE]) > SURE:
            seen[step][line.gap] += 1
    return {
        (step, gap): log((counts[gap] + 0.25) / (counts.total() + 0.25 * len(Gap)))
        for step, counts in seen.items()
        for gap in Gap
    }


def _step(step: _Step, gap: Gap, more: bool, habits: _Habits) -> float:
    """How likely it is to go from one label to the next over what stands between."""
    usual = habits.get((step, gap), 0.0)
    match step:
        case (Label.TEXT, Label.TITLE):
            return usual + _BEFORE_TITLE.get(gap, 0.0)
        case (Label.TITLE | Label.TEXT, Label.TEXT) if not more:
            return usual + (_BEFORE_TITLE[Gap.END] if gap is Gap.END else 0.0)
        case (Label.AFTER, Label.TITLE):  # a second page below the first
            return _BEFORE_TITLE[Gap.END]
        case (Label.TEXT | Label.AFTER, Label.BEFORE):  # its heading
            return -_HEADING
        case (Label.BEFORE, Label.BEFORE | Label.TITLE) | (Label.AFTER, Label.AFTER):
            return 0.0
        case (Label.TEXT, Label.AFTER) if more or gap is Gap.END:
            return 0.0
        case (Label.TITLE, Label.TITLE | Label.AFTER) if more:  # nothing below the title
            return 0.0
    return NEVER


def _best(found: Sequence[Line], words: Iterable[_Weights], habits: _Habits) -> list[Label]:
    """The labelling with the greatest sum of weights; the last line is AFTER."""

    @cache
    def steps(gap: Gap, more: bool) -> list[list[float]]:
        return [[_step((start, to), gap, more, habits) for start in Label] for to in Label]

    scores = [0.0, NEVER, NEVER, NEVER]
    sources: list[list[int]] = []
    for line, weights in zip(found, words, strict=True):
        ways = [[*map(add, scores, step)] for step in steps(line.gap, line.more)]
        best = [*map(max, ways)]
        sources.append([way.index(top) for way, top in zip(ways, best, strict=True)])
        scores = [*map(add, best, weights)]
    return [*_walk(sources)][::-1]


def _walk(sources: Sequence[Sequence[int]]) -> Iterator[Label]:
    """The labels from the last line to the first."""
    last = Label.AFTER
    for source in reversed(sources):
        yield last
        last = Label(source[last])
