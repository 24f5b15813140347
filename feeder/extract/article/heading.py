"""Which words of a page are the article's title.

Headings, metadata and the listing each name one; whoever agrees with another is believed. A site's or a category's
name is no title, however often the page repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from feeder.extract import datelines, furniture, imprints
from feeder.extract.article import claimed_titles, lines
from feeder.extract.article.claimed_titles import Wanted, agreeing, are_told_twice, segments, slug
from feeder.extract.blocks import OUTSIDE, Block, Outline
from feeder.extract.markup import absolute
from feeder.extract.structured import Claims
from feeder.normalise.text import fold

_LEADING: Final = re.compile(r"(?:[/|»›>•·–—]\s+)+")  # what divides a title from the names on the way to it
_BY_RANK: Final = (0.0, 5.0, 3.0, 2.0, 1.0, 0.5, 0.5)
_ANCHOR: Final = " ¶#§"  # links to the heading itself
_LONGEST: Final = 250  # characters of a title that no heading marks
_HOME: Final = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.(?:html?|php))?")
_NEAR: Final = 8  # blocks
_LITTLE: Final = 40  # characters
_FEW: Final = 3  # words of a site's name
_TOP: Final = 20  # blocks
_FOOT: Final = 12  # blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """The title, and the block that shows it (-1: none does)."""

    text: str
    index: int
    reason: str
    agreed: bool  # whether two sources say the same
    listed: bool = False  # whether the listing is one of them


def find(page: Outline, claims: Claims, hint: str, here: str) -> Heading:
    """The title of the article on a page; `hint` is what the listing calls it, `here` the page's address."""
    names = {fold(name) for name in (*claims.sites, *_signs(page, claims, here))} - {""}
    own = slug(here)
    texts = [block.text.casefold() for block in page.blocks]
    known = fold(hint) if hint.casefold() in texts else ""
    wanted = claimed_titles.wanted(claims, hint, names, own)
    menu = {name for name in _menu(page) if fold(name) != own}  # the path to a page ends with its own name
    said = {text.casefold() for text in (hint, *(text for _, text in claims.titles))}
    headed = {texts[i]: i for i, block in enumerate(page.blocks) if block.rank and not block.links}
    scored = [
        (_score(page, index, wanted, menu), index)
        for index, block in enumerate(page.blocks)
        if (
            block.rank or (block.zone not in OUTSIDE and _may_be_title(block, said) and not _leads(page, index, headed))
        )
        and not _is_name(block, names, known)
    ]
    score, index = max(scored, key=lambda pair: (pair[0], -pair[1]), default=(0.0, -1))
    if score < 3.0:
        return _unshown(claims, hint, names)
    block = page.blocks[index]
    weight, source = agreeing(block, wanted)
    if block.rank > 1 and not weight and own and are_told_twice(claims, names):
        return _unshown(claims, hint, names)
    if block.rank and not weight and (above := _over_sections(page, block.rank, claims, names)) >= 0:
        return Heading(page.blocks[above].text, above, "the line over the sections begins the <title>", True)
    text = _wording(block, (hint, *(value for _, value in claims.titles)))
    shown = str(block.box.tag) if block.rank else "text"
    reason = f"{shown} agrees with {source}" if weight else f"{shown} over the text"
    return Heading(text, index, reason, weight >= 3, source == "the listing")


def _over_sections(page: Outline, rank: int, claims: Claims, names: Container[str]) -> int:
    """The line with which the page's title begins, over several headings of a rank; -1 for none."""
    sections = [i for i, each in enumerate(page.blocks) if each.rank == rank and not (each.links or each.zone)]
    begun = {fold(part) for _, text in claims.titles for part in segments(text) if text.startswith(part)}
    above = (
        i
        for i, each in enumerate(page.blocks[: sections[0]] if len(sections) > 1 else ())
        if not (each.links or each.zone) and (key := fold(each.text)) in begun and key not in names
    )
    return next(above, -1)


def _is_name(block: Block, names: Container[str], known: str) -> bool:
    """Whether it says what the site is called, or a section and beside it the site, by a few words that are not those
    of the title, if that is `known` and stands elsewhere on the page."""
    if len(block.slots) < 2 or fold(block.text) in names:
        return fold(block.text) in names
    section, *rest = block.pieces()
    sites = (fold(piece) in names or (known and piece.count(" ") < _FEW and fold(piece) not in known) for piece in rest)
    return bool(rest) and furniture.is_section(section) and all(sites)


def _menu(page: Outline) -> set[str]:
    """What menus say, and short links."""
    short = (
        b
        for b in page.blocks
        if (b.zone == "nav" and not b.rank) or (b.linked == len(b.text) and b.text.count(" ") < 3)
    )
    return set("\n".join([block.text for block in short]).casefold().split("\n"))


def _signs(page: Outline, claims: Claims, here: str) -> Iterator[str]:
    """Names of the site: what leads to its home page, and page titles that the foot of the page repeats."""
    for block in (*page.blocks[:_TOP], *(each for each in page.blocks[_TOP:] if each.rank)):
        href = block.links[0].get("href", "") if block.links and block.linked == len(block.text) else ""
        if href and _HOME.fullmatch(absolute(here, href) or href):
            yield block.text
    foot = [fold(block.text) for block in page.blocks[-_FOOT:] if imprints.is_imprint(block.text)]
    yield from (title for _, title in claims.titles if any(fold(title) in line for line in foot))


def _leads(page: Outline, index: int, headed: Mapping[str, int]) -> bool:
    """Whether a line is the end of the way to a heading below it, that says the same."""
    there = headed.get(page.blocks[index].text.casefold(), -1)
    return index < there <= index + _NEAR and page.gain(index + 1, there) < _LITTLE


def _may_be_title(block: Block, titles: set[str]) -> bool:
    """Whether a line of the page's middle could be a title; a link is one only if it says the very title."""
    if not 3 <= len(block.text) <= _LONGEST:
        return False
    return block.linked * 2 <= len(block.text) or block.text.casefold() in titles


def _score(page: Outline, index: int, wanted: Wanted, menu: set[str]) -> float:
    """How likely a block is the title, by its rank, by who claims what it says (`wanted`), and by what stands around
    it; `menu` is what menus say. 0 for what neither is a heading nor is claimed."""
    block = page.blocks[index]
    key = fold(block.text)
    agreement, _ = agreeing(block, wanted)
    if not (block.rank or agreement):
        return 0.0
    score = _BY_RANK[2 if _is_named(block, key, wanted) else block.rank] + agreement
    if block.text.casefold() in menu and agreement < 8:
        score -= 3 + agreement / 2
    if block.zone in OUTSIDE | {"caption"}:
        score -= 5
    if block.linked * 2 > len(block.text):
        score -= 1 if agreement >= 3 else 3
    if (
        furniture.starts_related(block.text)
        or furniture.starts_comments(block.text)
        or furniture.is_furniture(block.text)
    ):
        score -= 5
    score -= min(page.gain(0, index) / 500, 2.0)
    if furniture.is_section(block.text):
        score -= 6
    long = key.count(" ") + 1
    score += (long >= 4) - (long <= 2) + (block.rank == 1 and key in wanted)
    if not agreement and long > 12 and block.text.endswith("."):
        score -= 3  # a sentence
    following = page.gain(index + 1, min(index + 13, len(page.blocks)))
    if agreement < 8:
        score -= _over_menu(page, index)
    return score + min(following / 150, 2.0) + _nearest(page, index) - index / 200


def _is_named(block: Block, key: str, wanted: Wanted) -> bool:
    """Whether a line that no heading marks is a title that somebody claims; the name of a site is part of one, too, but
    has few words."""
    weight, _ = wanted.get(key, (0.0, ""))
    return not (block.rank or block.linked) and weight >= 3 and key.count(" ") > (1 if weight >= 4 else _FEW)


def _over_menu(page: Outline, index: int) -> float:
    """What a heading loses that stands over a menu, and more if another one follows the menu: the site's name."""
    end = min(index + 7, len(page.blocks))
    if page.loss(index + 1, end) <= page.gain(index + 1, end) + 40:
        return 0.0
    for other in range(end - 1, min(index + 40, len(page.blocks))):
        block = page.blocks[other]
        if block.rank and not block.linked and len(block.text.split()) >= 4:
            return 8.0
        if page.gained[other] >= 80:
            break
    return 3.0


def _nearest(page: Outline, index: int) -> float:
    """1 for a heading with no other between it and the text."""
    for other in range(index + 1, min(index + 9, len(page.blocks))):
        if 0 < page.blocks[other].rank <= 3:
            return 0.0
        if page.gained[other] >= 80:
            return 1.0
    return 0.0


def _wording(block: Block, titles: Iterable[str]) -> str:
    """The title as the page shows it, unless it shows it cut short, in capitals, or with something hung on."""
    claims = [part for claim in titles if claim for part in (claim, *segments(claim)) if not part.endswith(lines.CUT)]
    keys = {fold(claim) for claim in claims}
    shown = block.text.rstrip(_ANCHOR)
    pieces = list(block.pieces())
    alone = next((piece for piece in pieces if fold(piece) in keys), "")
    rest = [piece for piece in pieces if not _hangs_on(piece)]
    if len(pieces) > 1 and (alone or 0 < len(rest) < len(pieces)):
        shown = _without_dividers(alone or " ".join(rest))
    key = fold(shown)
    if shown.endswith(lines.CUT):
        return min((claim for claim in claims if fold(claim).startswith(key)), key=len, default=shown)
    if shown.isupper():
        return next((claim for claim in claims if fold(claim) == key and not claim.isupper()), shown)
    inside = [claim for claim in claims if fold(claim) in key and len(fold(claim)) * 2 > len(key)]
    return inside[0] if len(inside) >= 2 and key not in keys else shown


def _without_dividers(shown: str) -> str:
    found = _LEADING.match(shown)
    return shown[found.end() :] if found else shown


def _hangs_on(piece: str) -> bool:
    """A date, a counter, an author or a section's name in the title's own line."""
    return (
        datelines.is_date(piece)
        or furniture.is_count(piece)
        or bool(lines.byline(piece))
        or furniture.is_section(piece)
    )


def _unshown(claims: Claims, hint: str, names: set[str]) -> Heading:
    """A title that no heading shows: what is claimed."""
    for source, text in (("the listing", hint), *claims.titles):
        if fold(text) in names or text.endswith(lines.CUT) or not fold(text):
            continue
        parts = [part for part in segments(text) if fold(part) not in names and not furniture.is_section(part)]
        sited = any(fold(part) in names for part in segments(text))
        title = max(parts, key=len, default="") if sited and source == "<title>" else text
        if title and not furniture.is_section(title):
            return Heading(title, -1, f"from {source}, not shown on the page", False)
    return Heading("", -1, "none found", False)


def over(page: Outline, text: Iterable[int]) -> Heading | None:
    """The short line that stands over a text, given as its blocks, on a page without headings."""
    blocks = list(text)
    first = next((i for i, index in enumerate(blocks) if page.gained[index] >= 60 and not _line(page.blocks[index])), 0)
    start = blocks[first] if blocks else 0
    above = [index for index in range(max(start - 6, 0), start) if _line(page.blocks[index])]
    if not above:
        return None
    index = max(above, key=lambda i: (is_bold(page.blocks[i]), i))
    return Heading(page.blocks[index].text, index, "the line over the text", False)


def _line(block: Block) -> bool:
    """Whether it may be a title that no heading marks, by how it is written."""
    text = block.spaced
    return (
        12 <= len(text) <= 250
        and block.linked == 0
        and not block.zone
        and not text.endswith((".", ":", ";"))
        and not text.startswith("#")
        and not (
            furniture.is_furniture(text) or datelines.has_day(text) or lines.byline(text) or furniture.is_section(text)
        )
    )


def is_bold(block: Block) -> bool:
    """Whether all of a line is emphasised."""
    strong = ("b", "strong", "font", "big", "em")
    return all(
        not tail
        and any(parent.tag in strong for parent in (node, *node.iterancestors(*strong)) if parent is not block.box)
        for node, tail in block.slots
    )
