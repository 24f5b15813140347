"""Who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, furniture, imprints
from feeder.extract.article import labels, lines
from feeder.extract.article.around import Around
from feeder.extract.blocks import Block
from feeder.extract.markup import inner_text
from feeder.extract.structured import Claims
from feeder.model import Trace
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ROLES: Final = re.compile(
    r"(?:\s*[|;•]|\s+[-–—]\s|\s+(?:(?:di|dalam|in)\s+(?:rubrik|kategori|category)|(?:pada|on)\s+(?=\S*\s?\S*\s?\d))"
    r"|\s*(?:,\s*|\s)(?:editor|foto|photo|fotografer|redaktur|reporter)\s*:).*$",
    re.IGNORECASE,
)
_EDITED: Final = re.compile(
    r"(?:editor|redaktur|penyunting|(?:last )?(?:modified|updated|edited)|(?:terakhir )?di(?:ubah|perbarui|sunting))\b",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<!\bProf)(?<=[^\W\d_]{4})[.!?]\s.*$")  # not behind a title or an initial
_LETTER: Final = re.compile(r"[^\W\d_]")
_NO_NAME: Final = re.compile(r"\d|[?!]|[:：]$")
_HEADS: Final = ("dt", "th")  # of what stands beside or below them


def find(near: Around, claims: Claims, title: str, sections: Sequence[str]) -> tuple[tuple[str, ...], Trace | None]:
    """A line that says so, metadata, or a name beside the date, where the title stands as well, and the `sections` of
    the article. Who edited it, and the office, only if nobody else is named."""
    offices, known = set(map(fold, claims.sites)), set(map(fold, (title, *sections)))
    tiers = (
        ("structure", "a line near the title", list(_signed(near, fold(title)))),
        ("structured", "metadata", [name for _, name in claims.authors]),
        ("structure", "beside the date", [name for name in _beside_date(near) if fold(name) not in known][:1]),
        ("structure", "a line near the title", list(_signed(near, fold(title), edited=True))),
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
    name = furniture.bare(_SENTENCE.sub("", _ROLES.sub("", text))).strip()
    fits = 2 <= len(name) <= 60 and _LETTER.search(name)
    return name if fits and not (datelines.has_day(name) or labels.is_label(name)) else ""


def _signed(near: Around, title: str, *, edited: bool = False) -> Iterator[str]:
    """Names in lines such as "Oleh: Humas", or "Editor: Humas" if `edited`, and behind links to a person; a `title`
    (folded) may say who held it."""
    for block in (each for each in near.blocks() if edited is bool(_EDITED.match(each.text))):
        writers = [inner_text(link) for link in block.links if lines.leads_to_writer(link)]
        yield from writers
        leads = block.linked == len(block.text) and not writers  # "Seen By Me" is the name of a section
        if not imprints.claims_rights(block.text):
            yield lines.byline(block.text) if leads else next(_in_line(block, title), "")
    yield from (name for label, name in _labelled(near) if edited is bool(_EDITED.match(label)))


def _labelled(near: Around) -> Iterator[tuple[str, str]]:
    """A label, and what stands in the next line or cell."""
    texts = (near.page.blocks[index].text for row in (near.between, near.after) for index in row)
    said = (text for text in texts if text.strip(" :"))
    yield from ((label, name) for label, name in pairwise(said) if _announces(label, name))


def _announces(label: str, name: str) -> bool:
    """Whether a piece says that the next one is a name, and that is no label, as in the head of a table."""
    return lines.announces_name(label) and not labels.is_label(name)


def _in_line(block: Block, title: str) -> Iterator[str]:
    parts = [part for part in block.parts() if fold(part) not in title] if len(block.text) <= 200 else []
    for part, following in zip(parts, [*parts[1:], ""], strict=False):
        if following and _announces(part, following):
            yield following
        elif name := lines.signed(part):
            yield name


def _beside_date(near: Around) -> list[str]:
    """Short words beside the first date line that are no counter, no label, and lead nowhere on this page."""
    rows = (*near.between, *near.before[:1], *near.after)
    blocks = near.page.blocks
    dated = next((index for index in rows if datelines.has_day(blocks[index].spaced)), None)
    found: list[str] = []
    for index in () if dated is None else (dated, dated + 1, dated - 1):
        is_label = blocks[index + 1 : index + 2] and blocks[index + 1].text == ":"
        if index in rows and len(blocks[index].text) < 160 and not is_label and blocks[index].box.tag not in _HEADS:
            found += _unlabelled([blocks[index - 1].text if index - 1 in rows else "", *blocks[index].parts()])
    keys = set(map(fold, found))
    linked = (block for block in blocks if block.links and any(key in fold(block.text) for key in keys)) if keys else ()
    menus = {fold(inner_text(link)) for block in linked for link in block.links if _leads(link)}
    return [name for name in found if fold(name) not in menus]


def _unlabelled(parts: Sequence[str]) -> Iterator[str]:
    """The parts of a line behind the first that may be names, and are not what a label says of something else."""
    return (part for before, part in pairwise(parts) if _could_be_name(part) and not labels.is_before_others(before))


def _leads(link: HtmlElement) -> bool:
    """Whether a link leads anywhere; some themes have one around a name that does not."""
    return bool(link.get("href", "#") != "#")


def _could_be_name(part: str) -> bool:
    if len(part) > 40 or _NO_NAME.search(part) or datelines.has_day(part) or datelines.is_date_words(part):
        return False
    if labels.is_no_name(part):
        return False
    return not (
        furniture.is_count(part)
        or furniture.is_furniture(part)
        or furniture.is_section(part)
        or furniture.starts_related(part)
    )
