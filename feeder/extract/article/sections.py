"""Under which heading of its site an article stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, furniture
from feeder.extract.article import lines
from feeder.extract.article.around import Around, is_of_another
from feeder.extract.blocks import Block, Outline
from feeder.extract.markup import absolute, inner_text
from feeder.extract.structured import Claims
from feeder.model import Trace
from feeder.normalise import addresses
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SECTION: Final = re.compile(
    r"/(?:categor(?:y|ies|ie)|kategori|rubrik|kanal|channel|section|topics?|topik)(?:/|$)", re.IGNORECASE
)
_NUMBERED: Final = re.compile(r"/berita/\d+(?:/|$)", re.IGNORECASE)  # of the KPU; elsewhere, articles
_NOWHERE: Final = re.compile(r"#|javascript:|\s*$", re.IGNORECASE)
_NONE: Final = re.compile(  # on links to the list
    r"(?:kembali|semua|lihat)\b.*|(?:back(?: to)?|all)(?: the)?(?: (?:list|news|articles|posts|blog|overview|index))?"
    r"|(?:zurück|retour|volver)\b.*",
    re.IGNORECASE,
)
_CLASS: Final = re.compile(r"kategori|categor|rubri[kq]|badge|(?:^|\s)tag(?:\s|$)", re.IGNORECASE)  # in a class
_PERSON: Final = re.compile(r"user|person|author|writer", re.IGNORECASE)
_STATE: Final = frozenset(  # what a badge says of any article
    "baru terbaru new hot populer popular trending unggulan featured breaking headline penting important publik publish"
    " published terbit draft premium pinned eksklusif exclusive update updated admin live video foto unduh download"
    " aktif selesai open closed online".split()
)
_OF_ITS_OWN: Final = frozenset(  # sections that are no list of all news
    ("pengumuman", "opini", "opinion", "sosialisasi", "siaran pers", "press release", "press releases")
)
_BADGES: Final = 2
_SEVERAL: Final = re.compile(r"[,:]")  # several names, or a label and what it says
_JOINT: Final = re.compile(r"\s*(?:[&/,+]|\b(?:dan|and|und|et|y)\b)\s*")
_LABEL: Final = re.compile(
    r"(?:[ck]ategor(?:[iy]|ies|i[ea]|ía)|catégorie|rubrik|rubrique|kanal|bagian|section|sección|seção)\s*:\s*",
    re.IGNORECASE,
)
_HOME: Final = frozenset(
    ("beranda", "home", "depan", "halaman depan", "halaman utama", "startseite", "accueil", "inicio")
)
_DIVIDERS: Final = " /|»›>·•–—-"
_LONGEST: Final = 40  # characters of a section's name
_ROW_TEXT: Final = 120  # characters of a line with a badge
_ROW: Final = 12  # blocks above the title that a breadcrumb may take
_STEPS: Final = 4  # more links are a menu


def find(near: Around, title: int, claims: Claims, here: str) -> tuple[tuple[str, ...], Trace | None]:
    """The heading of the site it stands under: the breadcrumb, a link or a label beside the date, or metadata. Where
    nothing says more than "Berita", a badge may."""
    tiers = (
        ("breadcrumb", _crumb(near.page, title, here)),
        ("a link near the title", _linked_section(near, title, here)),
        ("a line near the title", next(_labelled_section(near), "")),
        ("a name near the title that the menu has, too", next(_menu_section(near, here), "")),
    )
    named = [(reason, name) for reason, name in tiers if name]
    reason, name = next((each for each in named if not _is_any_list(each[1])), named[0] if named else ("", ""))
    names = tuple(dict.fromkeys(name for _, name in claims.sections if len(name) <= 60))[:3]
    if names and not named:
        return names, Trace("categories", "structured", claims.sections[0][0])
    if _is_any_list(name) and (badge := _badge(near, claims)):
        reason, name = "a badge near the title", badge
    return ((name,), Trace("categories", "structure", reason)) if name else ((), None)


def _linked_section(near: Around, title: int, here: str) -> str:
    for row in (near.between, near.after):
        linked = [pair for index in row for pair in _sections(near.page.blocks[index], here)]
        if len({target for _, target in linked}) in (1, 2):  # more are a menu
            return linked[0][0]
    for index in near.before:
        linked = list(_sections(near.page.blocks[index], here))
        if len(linked) == 1 and not _is_in_menu(near.page, index, title, here):
            return linked[0][0]
    return ""


def _is_in_menu(page: Outline, index: int, title: int, here: str) -> bool:
    """Whether a link to another section stands beside this one."""
    row = _row(page.blocks[index])
    end = title if title >= 0 else len(page.blocks)
    beside = (page.blocks[other] for other in (index - 1, index + 1) if 0 <= other < end)
    return any(_row(block) is row and next(_sections(block, here), None) for block in beside)


def _row(block: Block) -> HtmlElement | None:
    """What a block stands in beside others: for a cell the table."""
    parent = block.box.getparent()
    return parent.getparent() if parent is not None and block.box.tag == "td" and len(parent) == 1 else parent


def _labelled_section(near: Around) -> Iterator[str]:
    """ "Kategori: Berita", and "Beranda / Berita / ..." without links."""
    for index in (*near.between, *near.before, *near.after):
        parts = [part for part in near.page.blocks[index].parts() if furniture.bare(part)]
        for part in parts:
            label = _LABEL.match(part)
            if label and 2 <= len(part) - label.end() <= _LONGEST:
                yield furniture.bare(part[label.end() :])
        step = parts[1].strip(_DIVIDERS) if len(parts) in (2, 3) and index in near.before else ""
        if fold(parts[0] if step else "") in _HOME and len(step) <= _LONGEST and not _is_no_step(step, near):
            yield furniture.bare(step)


def _is_no_step(step: str, near: Around) -> bool:
    """Whether the way from the home page ends right there: with the title, if cut off, or with the way back."""
    title = fold(near.page.blocks[near.title].text) if near.title >= 0 else ""
    ends = title.startswith(fold(step)) if step.endswith(lines.CUT) else title == fold(step)
    return ends or _NONE.fullmatch(furniture.bare(step)) is not None


def _badge(near: Around, claims: Claims) -> str:
    """The name in an element by the title whose class says that it is a category, or a badge; more are topics."""
    blocks = near.page.blocks
    rows = (index for index in (*near.between, *near.before[:3]) if index != near.title)
    elements = (
        (index, each) for index in rows if len(blocks[index].text) <= _ROW_TEXT for each in _elements(blocks[index])
    )
    marked = (pair for pair in elements if _CLASS.search(pair[1].get("class", "")) and not _has_person(pair[1]))
    own = dict.fromkeys(each for index, each in marked if not is_of_another(near.page, index, near.title))
    people = {fold(name) for _, name in claims.authors}
    said = (furniture.bare(_LABEL.sub("", inner_text(_only_link(each)), 1)) for each in own)
    names = list(dict.fromkeys(name for name in said if _may_be_badge(name) and fold(name) not in people))
    return names[0] if 0 < len(names) <= _BADGES else ""


def _only_link(element: HtmlElement) -> HtmlElement:
    """The link in an element, if there is one: "di <a>Berita Daerah</a>"; else the element."""
    links = list(element.iter("a"))
    return links[0] if len(links) == 1 else element


def _elements(block: Block) -> Iterator[HtmlElement]:
    """The elements of a block around its pieces of text, its box the last."""
    for node, tail in block.slots:
        element = node.getparent() if tail else node
        while element is not None and element is not block.box:
            yield element
            element = element.getparent()
    yield block.box


def _may_be_badge(name: str) -> bool:
    if not 3 <= len(name) <= _LONGEST or _SEVERAL.search(name) or any(map(str.isdecimal, name)) or fold(name) in _STATE:
        return False
    return not (
        datelines.is_date_words(name) or lines.signed(name) or furniture.is_furniture(name) or _NONE.fullmatch(name)
    )


def _has_person(element: HtmlElement) -> bool:
    """Whether there is the icon of a person in it."""
    return any(_PERSON.search(each.get("class") or "") for each in element.iter("i", "svg", "span"))


def _is_any_list(name: str) -> bool:
    """Whether a name is one that any list of news has: "Berita", "Berita & Artikel"; or none."""
    parts = [part for part in _JOINT.split(name) if part]
    return all(furniture.is_section(part) and fold(part) not in _OF_ITS_OWN for part in parts)


def _menu_section(near: Around, here: str) -> Iterator[str]:
    blocks = near.page.blocks
    rows = (blocks[index] for index in (*near.between, *near.before[:3]) if not blocks[index].links)
    names = [name for block in rows for part in block.parts() if 3 <= len(name := furniture.bare(part)) <= _LONGEST]
    everything = "\n".join([block.text for block in blocks if block.links]) if names else ""
    if any(name in everything for name in names):
        said = (block for block in blocks if block.links and any(name in block.text for name in names))
        yield from (name for block in said for name, _ in _sections(block, here) if name in names)


def _is_above(target: str, here: str) -> bool:
    """Whether an address leads down to the page's own, and not only from the home page."""
    return here.startswith(target) and target.rstrip("/").count("/") > 2


def _sections(block: Block, here: str) -> Iterator[tuple[str, str]]:
    """(name, address) of links to sections of the site."""
    for link in block.links:
        name = furniture.bare(inner_text(link))
        target = link.get("href", "").partition("?")[0]
        if name and len(name) <= _LONGEST and _is_section(target, here) and not _is_button(link):
            yield name, target


def _is_section(target: str, here: str) -> bool:
    """Whether an address is that of a section; numbers below `/berita` are sections where the article has another."""
    return _SECTION.search(target) is not None or (
        _NUMBERED.search(target) is not None and addresses.listing(here) is None
    )


def _is_button(link: HtmlElement) -> bool:
    """Whether a link leads nowhere, back to the list or on to the text, or counts readers: it names no section."""
    name = furniture.bare(inner_text(link))
    leads = furniture.leads_on(name) or furniture.is_count(name) or _NONE.fullmatch(name)
    return bool(leads or _NOWHERE.match(link.get("href", "")))


def _crumb(page: Outline, title: int, here: str) -> str:
    """The last step between the home page and the article in a row of links above the title."""
    own = fold(page.blocks[title].text)
    links: list[tuple[str, HtmlElement]] = []
    for index in range(max(title - _ROW, 0), max(title, 0)):
        for link in page.blocks[index].links:
            name = inner_text(link)
            if fold(name) in _HOME:
                links = []
            elif name and fold(name) != own and not _is_button(link):
                links.append((name, link))
    if not 0 < len(links) <= _STEPS:
        return ""
    steps = [(name, absolute(here, link.get("href", ""))) for name, link in links]
    sections = [(name, target) for name, target in steps if _is_section(target, here) or _is_above(target, here)]
    if not sections or steps[-1] != sections[-1] or len(steps[-1][0]) > _LONGEST:
        return ""
    apart = any(not after.startswith(before) for (_, before), (_, after) in pairwise(sections))
    return "" if apart else sections[-1][0]  # the links of a menu stand side by side, and lead none into the other
