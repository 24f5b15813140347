"""When an article was published, by whom and under which heading: read off the lines around its title and text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise, takewhile
from typing import Final

from feeder.extract import article_words as words
from feeder.extract.article_heading import fold
from feeder.extract.density import OUTSIDE, Block, Outline, Slot
from feeder.extract.markup import absolute
from feeder.extract.structured import Claims
from feeder.model import Precision, Trace, When
from feeder.normalise import dates

_SECTION: Final = re.compile(
    r"/(?:categor(?:y|ies|ie)|kategori|rubrik|kanal|channel|section|topics?|topik|berita/\d+)(?:/|$)", re.I
)
_PERSON: Final = re.compile(r"/(?:authors?|penulis|users?|profile?|by|contributor|autor|oleh)/", re.I)
_LABEL: Final = re.compile(r"(?:kategori|category|rubrik|kanal|bagian|section)\s*:\s*", re.IGNORECASE)
_HOME: Final = frozenset(
    ("beranda", "home", "depan", "halaman depan", "halaman utama", "startseite", "accueil", "inicio")
)
_LATER: Final = re.compile(r"perbarui|update|modif|diubah|revis|edit", re.I)
_ROLES: Final = re.compile(
    r"(?:\s*[|;•]|\s+[-–—]\s|\s*(?:,\s*|\s)(?:editor|foto|photo|fotografer|redaktur|reporter)\s*:).*$", re.I
)
_MOMENTS: Final = frozenset(
    ("datetime", "content", "title", "data-date", "data-time", "data-datetime", "data-timestamp", "data-published")
)
_MOMENT: Final = re.compile(r"\d{4}|\d{1,2}[-/.]\d")
_BY: Final = re.compile(r"\s(?:oleh|by)\s+(?=\S)", re.IGNORECASE)
_BUILD: Final = timedelta(minutes=5)
_REACH: Final = 8  # blocks
_NEAR: Final = 12  # blocks: an introduction may stand before the date


@dataclass(frozen=True, slots=True)
class Around:
    """The blocks near an article's title and text that are not its text, in three rows, nearest first."""

    page: Outline
    between: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    opening: Slot | None  # where a date line lies that the text begins with, not divided from it

    def blocks(self) -> Iterator[Block]:
        return (self.page.blocks[index] for row in (self.between, self.before, self.after) for index in row)


def around(page: Outline, title: int, kept: tuple[int, ...], end: int) -> Around:
    """Look around the title in block `title` (-1: none) and the text in the blocks `kept`; its region ends at `end`."""
    first, last = (kept[0], kept[-1]) if kept else (title + 1, title)
    top = title if title >= 0 else first  # the title's own block may hold more than the title
    between = takewhile(
        lambda i: not words.starts_related(page.blocks[i].text), range(top, max(first, min(top + _NEAR, last)))
    )
    before = tuple(index for index in range(top - 1, max(top - _REACH, 0) - 1, -1) if _is_close(page, index, top))
    after = []
    for index in range(last + 1, min(max(end, last + _REACH), len(page.blocks))):
        block = page.blocks[index]
        if words.starts_related(block.text) or words.starts_comments(block.text) or block.zone in ("nav", "aside"):
            break
        after.append(index)
    opening = _opening(page.blocks[first]) if kept else None
    return Around(page, tuple(i for i in between if i not in kept), before, tuple(after), opening)


def _opening(block: Block) -> Slot | None:
    """The first element of a block, if it is a date line and more follows it."""
    node, tail = next(
        ((node, tail) for node, tail in block.slots if (node.tail if tail else node.text).strip()), (None, True)
    )
    piece = next(block.pieces(), "")
    apart = not tail and len(piece) < min(80, len(block.text)) and words.has_day(piece)
    return (node, tail) if apart and node is not None and node is not block.box else None


def _is_close(page: Outline, index: int, title: int) -> bool:
    """Whether no list of links and no other heading stands between a block and the title below it."""
    return page.loss(index, title) < 60 and page.blocks[index].zone not in OUTSIDE and not page.blocks[index].rank


# the day


def published(near: Around, claims: Claims, *, seen: datetime, zone: tzinfo) -> tuple[When | None, Trace | None]:
    """The stated moment of publication: what people are shown, made exact by what machines are told if both agree."""
    shown, line = _shown(near, seen, zone)
    told, source = _told(claims, seen, zone)
    if shown is None:
        if told is None or abs(told.at - seen) < _BUILD:
            return None, None  # the moment at which the page was made is nobody's statement
        return told, Trace("published", "structured", source)
    if told is not None and told.precision == Precision.TIME and _same(shown, told, zone):
        return told, Trace("published", "structured", f"{source}, agrees with “{line}”")
    return shown, Trace("published", "structure", f"“{line}” near the title")


def _same(shown: When, told: When, zone: tzinfo) -> bool:
    if shown.precision == Precision.TIME:
        return abs(shown.at - told.at) < timedelta(minutes=1)
    return shown.at.astimezone(zone).date() == told.at.astimezone(zone).date()


def _told(claims: Claims, seen: datetime, zone: tzinfo) -> tuple[When | None, str]:
    for source, text in claims.dates:
        found = dates.written(text, seen=seen, zone=zone)
        if found is not None:
            return found, source
    return None, ""


def _shown(near: Around, seen: datetime, zone: tzinfo) -> tuple[When | None, str]:
    """The best date line: one that says when the text was published before one that says when it was changed."""
    later: tuple[When | None, str] = (None, "")
    if near.opening is not None and (found := dates.written(near.opening[0].text or "", seen=seen, zone=zone)):
        later = found, near.opening[0].text or ""
    for index in (*near.between, *near.before, *near.after):
        block = near.page.blocks[index]
        for text in _dated(block):
            found = dates.written(text, seen=seen, zone=zone)
            if found is None or (index in near.before and _is_clock(found, seen, zone)):
                continue
            if not _LATER.search(block.text):
                return found, block.text[:80]
            later = later if later[0] else (found, block.text[:80])
    return later


def _is_clock(found: When, seen: datetime, zone: tzinfo) -> bool:
    """Today's date at the head of a page tells the reader what day it is."""
    return found.at.astimezone(zone).date() == seen.astimezone(zone).date() and found.precision == Precision.DAY


def _dated(block: Block) -> Iterator[str]:
    """What a short block says of a day: its attributes first, which are exact, then its words."""
    for node, tail in block.slots:
        if not tail:
            yield from (str(value) for name, value in node.items() if name in _MOMENTS and _MOMENT.search(value))
    if len(block.text) <= 200 and block.linked * 2 <= len(block.text) + 40:
        line = " ".join(piece for piece in block.parts() if not words.is_count(piece))
        if words.has_day(line):
            yield line


# people


def authors(near: Around, claims: Claims, sites: Iterable[str]) -> tuple[tuple[str, ...], Trace | None]:
    """Who wrote it: a line that says so, metadata, or a name beside the date. The office only if nobody else is named."""
    offices = {fold(site) for site in (*sites, *claims.sites)}
    tiers = (
        ("structure", "a line near the title", list(_signed(near))),
        ("structured", "metadata", [name for _, name in claims.authors]),
        ("structure", "beside the date", list(_beside_date(near, offices))[:1]),
    )
    spare: tuple[tuple[str, ...], Trace | None] = ((), None)
    for tier, reason, names in tiers:
        clean = tuple(dict.fromkeys(name for name in map(_name, names) if name))
        people = tuple(name for name in clean if fold(name) not in offices)
        if people:
            return people, Trace("authors", tier, reason)
        if clean and not spare[0]:
            spare = clean[:1], Trace("authors", tier, reason)
    return spare


def _name(text: str) -> str:
    """A name without what else the line says."""
    name = words.bare(_ROLES.sub("", text)).strip()
    return name if 2 <= len(name) <= 60 and not words.has_day(name) and re.search(r"[^\W\d]", name) else ""


def _signed(near: Around) -> Iterator[str]:
    """Names in lines such as "Oleh: Humas", and behind links to a person."""
    for block in near.blocks():
        for link in block.links:
            if "author" in link.get("rel", "").split() or _PERSON.search(link.get("href", "")):
                yield " ".join("".join(link.itertext()).split())
        pieces = list(block.parts()) if len(block.text) <= 200 else []
        for index, piece in enumerate(pieces):
            label = (
                words.byline(f"{piece} {pieces[index + 1]}")
                if index + 1 < len(pieces) and words.is_label(piece)
                else ""
            )
            name = label or words.byline(piece) or (_BY.split(piece)[-1] if _BY.search(piece) else "")
            if name:
                yield name
                break


def _beside_date(near: Around, offices: set[str]) -> Iterator[str]:
    """Short words beside a date line that are no counter, no label and no category."""
    rows = [index for index in (*near.between, *near.after) if words.has_day(near.page.blocks[index].spaced)]
    for row in rows[:1]:
        for index in (row, row + 1, row - 1):
            if index not in near.between and index not in near.after:
                continue
            block = near.page.blocks[index]
            linked = {" ".join("".join(link.itertext()).split()) for link in block.links}
            for piece in block.parts():
                if _could_be_name(piece) and piece not in linked and len(block.text) < 160:
                    yield piece


def _could_be_name(piece: str) -> bool:
    return not (
        len(piece) > 40
        or words.has_day(piece)
        or words.is_date_line(piece)
        or words.is_count(piece)
        or words.is_furniture(piece)
        or re.search(r"\d|[?!]|:$", piece)
        or words.is_date_words(piece)
    )


# categories


def categories(near: Around, title: int, claims: Claims, here: str) -> tuple[tuple[str, ...], Trace | None]:
    """The heading of the site it stands under: the breadcrumb, a link or a label beside the date, or metadata."""
    tiers = (
        ("breadcrumb", _crumb(near.page, title, here)),
        ("a link near the title", _linked_section(near, title)),
        ("a line near the title", next(_labelled_section(near), "")),
        ("a name near the title that the menu has, too", next(_menu_section(near), "")),
    )
    for reason, name in tiers:
        if name:
            return (name,), Trace("categories", "structure", reason)
    names = tuple(dict.fromkeys(name for _, name in claims.sections if len(name) <= 60))[:3]
    return names, Trace("categories", "structured", claims.sections[0][0]) if names else None


def _linked_section(near: Around, title: int) -> str:
    for row in (near.between, near.after):
        linked = [pair for index in row for pair in _sections(near.page.blocks[index])]
        if len({target for _, target in linked}) in (1, 2):  # more are a menu
            return linked[0][0]
    for index in near.before:
        linked = list(_sections(near.page.blocks[index]))
        if len(linked) == 1 and not _is_in_menu(near.page, index, title):
            return linked[0][0]
    return ""


def _is_in_menu(page: Outline, index: int, title: int) -> bool:
    """Whether a link to another section stands beside this one."""
    row = page.blocks[index].box.getparent()
    beside = (page.blocks[other] for other in (index - 1, index + 1) if 0 <= other < title)
    return any(block.box.getparent() is row and next(_sections(block), None) for block in beside)


def _labelled_section(near: Around) -> Iterator[str]:
    """ "Kategori: Berita", and "Beranda / Berita / ..." without links."""
    for index in (*near.between, *near.before, *near.after):
        parts = list(near.page.blocks[index].parts())
        for part in parts:
            label = _LABEL.match(part)
            if label and 2 <= len(part) - label.end() <= 40:
                yield words.bare(part[label.end() :])
        if len(parts) in (2, 3) and fold(parts[0]) in _HOME and len(parts[1]) <= 40 and index in near.before:
            yield parts[1]


def _menu_section(near: Around) -> Iterator[str]:
    blocks = near.page.blocks
    rows = (blocks[index] for index in (*near.between, *near.before[:3]) if not blocks[index].links)
    names = [name for block in rows for part in block.parts() if 3 <= len(name := words.bare(part)) <= 40]
    for block in blocks:
        if block.links and any(name in block.text for name in names):
            yield from (name for name, _ in _sections(block) if name in names)


def _is_above(target: str, here: str) -> bool:
    """Whether an address leads down to the page's own, and not only from the home page."""
    return here.startswith(target) and target.rstrip("/").count("/") > 2


def _sections(block: Block) -> Iterator[tuple[str, str]]:
    """(name, address) of links to sections of the site."""
    for link in block.links:
        name = words.bare(" ".join("".join(link.itertext()).split()))
        target = link.get("href", "").partition("?")[0]
        if name and len(name) <= 40 and _SECTION.search(target):
            yield name, target


def _crumb(page: Outline, title: int, here: str) -> str:
    """The last step between the home page and the article in a row of links above the title."""
    steps: list[tuple[str, str]] = []
    for index in range(max(title - 12, 0), max(title, 0)):
        for link in page.blocks[index].links:
            name = " ".join("".join(link.itertext()).split())
            if fold(name) in _HOME:
                steps = []
            elif name and fold(name) != fold(page.blocks[title].text):
                steps.append((name, absolute(here, link.get("href", ""))))
    sections = [(name, target) for name, target in steps if _SECTION.search(target) or _is_above(target, here)]
    if (
        not sections
        or len(steps) > 4
        or any(not after[1].startswith(before[1]) for before, after in pairwise(sections))
    ):
        return ""  # a menu: its links stand side by side, and do not lead one into the other
    return sections[-1][0] if len(sections[-1][0]) <= 40 else ""


# language


_INDONESIAN: Final = frozenset("yang dan di dengan untuk pada dari ini dalam oleh akan adalah tidak telah".split())
_ENGLISH: Final = frozenset("the and of to in is that for with was on are this by".split())


def language(claims: Claims, texts: Iterable[str]) -> tuple[str, Trace | None]:
    """The stated language, unless the commonest words say Indonesian or English: many a page keeps its program's."""
    spoken = " ".join(texts)[:3000].lower().split()
    shares = {tag: sum(word in common for word in spoken) for tag, common in (("id", _INDONESIAN), ("en", _ENGLISH))}
    likely = max(shares, key=shares.__getitem__)
    stated = claims.language
    if stated.partition("-")[0].lower() in ("id", "en", "in", "") and shares[likely] * 12 >= len(spoken) > 20:
        if stated.partition("-")[0].lower() != likely:
            return likely, Trace(
                "language", "density", f"the commonest words, against “{stated}”" if stated else "the commonest words"
            )
    return stated, Trace("language", "structured", "stated by the page") if stated else None
