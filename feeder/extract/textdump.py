"""The text of a listing page, as copied from a browser: a heading (the category), then titles and texts.

Variants: a view count before a title, "Selengkapnya" below a shortened text, any number of blank lines, navigation
before and pagination after the list, no heading. Within a line, paragraphs are divided by a no-break space beside
another space after a full stop. Nothing is corrected, nothing of a text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feeder.errors import ExtractError
from feeder.extract.decoding import decode
from feeder.extract.textdump_lines import Label, Line, label, lines, reads_as_text, reads_as_title
from feeder.model import Document, Draft, Dropped, Page, Trace
from feeder.normalise import html

_MOST_PARAGRAPHS = 40  # of an item, on average: beyond it is a book

_EXPECTED = (
    "not the text of a listing page: expected a heading (the category), then for each item a title and its text, "
    "divided by blank lines"
)

_PARAGRAPH = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…,][\"'”’)\]]))(?=\s*\u00a0)\s{2,}")
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MENU = frozenset("beranda home profil profile login masuk menu cari search kontak ppid jdih galeri video foto".split())


@dataclass(frozen=True, slots=True)
class _Entry:
    heading: str  # the category
    title: Line
    texts: tuple[Line, ...]
    more: bool  # "Selengkapnya" stands below it


def read(document: Document, *, url: str) -> Page:
    """The items of the page in its order, with neither address nor date; `url` is the listing's own address.

    Raises ExtractError, with what was expected and what was found, for anything that is not such text.
    """
    text = decode(document)
    wrong = _format(text)
    found = lines("" if wrong else text)
    labels = label(found)
    entries = tuple(_entries(found, labels))
    wrong = wrong or _prose(found, entries)
    if wrong:
        raise ExtractError(document.name or url, f"{_EXPECTED}; found {wrong}")
    outside = [line for line, each in zip(found[:-1], labels, strict=False) if each in (Label.BEFORE, Label.AFTER)]
    headings = {entry.heading for entry in entries}
    return Page(
        items=tuple(map(_draft, entries)),
        dropped=tuple(Dropped("outside of the list", line.text[:200]) for line in outside if line.text not in headings),
    )


def _entries(found: Sequence[Line], labels: Sequence[Label]) -> Iterator[_Entry]:
    """Titles with what stands below them, and the last heading above them."""
    heading = ""
    for start, each in enumerate(labels):
        if each is Label.BEFORE:
            heading = _heading(found[start].text)
        elif each is Label.TITLE:
            end = next(at for at in range(start + 1, len(labels)) if labels[at] is not Label.TEXT)
            yield _Entry(heading, found[start], tuple(found[start + 1 : end]), found[end].more)


def _heading(above: str) -> str:
    """The category: what stands above a title, unless it is a word of the menu."""
    return "" if above.casefold() in _MENU or re.search(r"[/»›>|•]", above) or len(above) > 80 else above


def _draft(entry: _Entry) -> Draft:
    written = [part for line in entry.texts for part in (*line.numbers, line.text)]
    if entry.texts:  # a number below the title is a view count as well
        written = written[len(entry.texts[0].numbers) :]
    shortened = entry.more or (bool(written) and written[-1].endswith(("...", "…")))
    return Draft(
        title=entry.title.text,
        html=html.paragraphs("\n\n".join(part for text in written for part in _PARAGRAPH.split(text))),
        copied=True,
        shortened=shortened,
        categories=(entry.heading,) if entry.heading else (),
        traces=(
            Trace("title", "textdump", f"line {entry.title.number}"),
            Trace("text", "textdump", "shortened on the page" if shortened else "whole"),
            *((Trace("categories", "textdump", "the line above the first title"),) if entry.heading else ()),
        ),
    )


# What else a file may be

_SAMPLE = 200_000  # characters, enough to tell


def _format(text: str) -> str:
    """What the file is, if it is written for machines; else ""."""
    sample = text[:_SAMPLE]
    size = len("".join(sample.split()))
    rows = [row for row in sample.splitlines() if row.strip()]
    symbols = sum(map(sample.count, "{}[]<>=;_\\|$*+~^`@"))
    checks: tuple[tuple[str, bool], ...] = (
        ("an empty file", not size),
        ("binary data", len(_UNREADABLE.findall(sample)) * 50 > size),
        ("HTML or XML", bool(re.match(r"\W*<[!?a-zA-Z]", sample))),
        ("JSON", bool(re.match(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\d\]])", sample))),
        ("a table (CSV)", any(_is_table(rows, mark) for mark in ",;\t|")),
        ("source code or markup", symbols * 40 > size),
        ("numbers", sum(map(str.isdecimal, sample)) * 3 > size),
    )
    return next((what for what, holds in checks if holds), "")


def _is_table(rows: Sequence[str], mark: str) -> bool:
    columns = rows[0].count(mark) if rows else 0
    full = sum(row.count(mark) >= columns for row in rows)
    return len(rows) > 1 and columns > 0 and f"{mark} " not in rows[0] and full * 10 > len(rows) * 8


def _prose(found: Sequence[Line], entries: Sequence[_Entry]) -> str:
    """What the text is, if it is no listing; else ""."""
    below = [line.text for entry in entries for line in entry.texts]
    told = [next((line.text for line in entry.texts if reads_as_text(line.text)), "") for entry in entries]
    bare = sum(not text and not entry.more for entry, text in zip(entries, told, strict=True))
    titled = sum(reads_as_title(entry.title.text, text) for entry, text in zip(entries, told, strict=True))
    if any(re.match(r"#{1,6}\s|\|", entry.title.text) for entry in entries):
        return "Markdown"
    if bare * 2 >= len(entries) or not any(len(text) > 60 or text.endswith((".", "…")) for text in below):
        return f"{_count(len(found) - 1, 'line')} without a text below a title"
    if sum(line.text[:1].islower() for line in found) * 4 > len(found) > 8:
        return "lines that are broken in the middle of sentences"
    if titled * 2 <= len(entries) or len(below) > _MOST_PARAGRAPHS * len(entries):
        return f"{_count(len(below), 'paragraph')} below {_count(titled, 'line')} that could be titles"
    return ""


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + "s" * (number != 1)
