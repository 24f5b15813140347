"""What the elements by an item say in attributes: names, dates, categories, authors, pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from feeder.extract.listing import days, words
from feeder.extract.listing.groups import HEADINGS, Segment
from feeder.extract.markup import inner_text
from feeder.extract.pictures import largest

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = ("title", "aria-label", "data-title", "alt")
_STAMPS = ("datetime", "data-date", "data-time", "data-timestamp", "data-published", "data-created")
_BACKGROUNDS = ("data-bg", "data-background", "data-background-image")
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-image", "data-img", *_BACKGROUNDS)
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_TOLD = frozenset((*_NAMES, *_STAMPS, *_SOURCES, *_SETS, "src", "style", "rel", "itemprop"))
_PICTURES = frozenset(("img", "source", "amp-img", "image", "input"))
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')]+))\s*\)""", re.IGNORECASE)
_PICTURE = re.compile(r"\s+thumbnail$", re.IGNORECASE)  # of a picture
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|bmp)$", re.IGNORECASE)
_GENERIC = re.compile(
    r"\W*(?:(?:foto|gambar|image|img|photo|picture|thumbnail|thumb|berita|news|artikel|cover|logo|icon|banner|no)\W*)+\d*\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marks:
    """In the page's order, best first where several elements say the same."""

    titles: list[str] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)  # addresses as written
    period: str = ""  # the day, month or year that it stands below, with others


def read(segment: Segment, links: Container[HtmlElement], labels: Container[HtmlElement]) -> Marks:
    """Read the attributes. `links` lead to the item, `labels` to listings."""
    found = Marks()
    for piece in segment.pieces:
        for element in () if isinstance(piece, str) else piece.iter():
            attributes = dict(element.items())  # `attrib` raises on some of the names that pages have
            if element in labels or not _TOLD.isdisjoint(attributes):
                _names(element, attributes, element in links, found)
                _kinds(element, attributes, element in labels and element not in links, found)
                found.pictures.extend(_pictures(element, attributes))
    return found


def telling(marks: Sequence[Marks]) -> list[Marks]:
    """The marks of a list's items, without the names that most of them have, and that so are the title of none."""
    counts = Counter(name for each in marks for name in set(each.titles))
    often = {name for name, count in counts.items() if count > 1 and 2 * count > len(marks)}
    return [replace(each, titles=[name for name in each.titles if name not in often]) for each in marks]


def _names(element: HtmlElement, attributes: dict[str, str], linked: bool, found: Marks) -> None:
    for name in _NAMES:
        if said := " ".join(attributes.get(name, "").split()):
            if days.is_date(said):
                found.stamps.append(said)
            elif (linked or element.tag == "img" or element.tag in HEADINGS) and not _is_generic(said):
                found.titles.append(words.bare_title(_PICTURE.sub("", said) if name == "alt" else said))


def _is_generic(name: str) -> bool:
    """ "Foto berita", "thumbnail 3", the name of a file: says nothing of the item."""
    return _FILE.search(name) is not None or (len(name) < 60 and bool(_GENERIC.fullmatch(name)))


def _kinds(element: HtmlElement, attributes: dict[str, str], label: bool, found: Marks) -> None:
    kinds = f"{attributes.get('rel', '')} {attributes.get('itemprop', '')}".split()
    if "dateModified" not in kinds:
        found.stamps.extend(attributes[name] for name in _STAMPS if attributes.get(name))
    if "datePublished" in kinds and "content" in attributes:
        found.stamps.insert(0, attributes["content"])
    if label or "articleSection" in kinds or "tag" in kinds or "category" in kinds:
        found.categories.extend(_said(element))
    if "author" in kinds:
        found.authors.extend(_said(element))


def _said(element: HtmlElement) -> Iterator[str]:
    said = inner_text(element).strip(" :#[]()")
    if said and len(said) <= 60:
        yield said


def _pictures(element: HtmlElement, attributes: dict[str, str]) -> Iterator[str]:
    """Addresses of the picture that an element shows, the one that scripts will put in its place first."""
    if element.tag in _PICTURES:
        if _is_small(attributes):
            return
        yield from (attributes[name] for name in _SOURCES if name in attributes)
        yield from filter(None, (largest([attributes.get(name, "")]) for name in _SETS))
        yield from (attributes[name] for name in ("src", "href") if name in attributes)
    else:
        yield from (attributes[name] for name in _BACKGROUNDS if name in attributes)
    if "url" in attributes.get("style", ""):
        yield from ("".join(found) for found in _URL.findall(attributes["style"]))


def _is_small(attributes: dict[str, str]) -> bool:
    """An icon by its own measure."""
    return any(
        size.isdecimal() and int(size[:6]) < 40 for size in (attributes.get("width", ""), attributes.get("height", ""))
    )
