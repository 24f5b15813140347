"""The picture that stands for an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import Final
from urllib.parse import unquote

from feeder.extract.article import media
from feeder.extract.article.around import is_of_another
from feeder.extract.blocks import OUTSIDE, Outline
from feeder.extract.markup import absolute
from feeder.extract.pictures import is_emblem, is_stand_in, original
from feeder.extract.structured import Claims
from feeder.model import Trace

_BACKGROUND: Final = re.compile(
    r"background(?:-image)?\s*:[^;]*?url\(\s*(?:\"([^\"]+)\"|'([^']+)'|([^'\")]+))", re.IGNORECASE
)
_GENERIC: Final = re.compile(r"(?:og|share|social|default|site|cover|header|banner|kpu|meta|home|opengraph)\D*$")
_SIZES: Final = re.compile(
    r"[-_]?(?:\d{2,4}x\d{2,4}|scaled|thumb(?:nail)?|small|medium|large|cover|\d{2,4}w)(?=[-_.]|$)"
    r"|^(?:thumb|small|medium|large)_"
)
_SLIDER: Final = re.compile(r"slide|carousel|swiper|slick|gallery|galeri", re.IGNORECASE)  # in a class
_FEW: Final = 6  # blocks
_TEXT: Final = 50  # characters of a paragraph


def find(
    page: Outline, claims: Claims, title: int, kept: tuple[int, ...], *, base: str, here: str, hint: str
) -> tuple[str, Trace | None]:
    """Its address and why: the picture that page and metadata name, the one by the title, the first in the text.
    `hint` is the listing's."""
    named = ((original(address), source) for source, address in (("the listing", hint), *claims.images))
    told = [(address, source) for address, source in named if _is_plausible(address)]
    shown = list(islice(_shown(page, title, kept, here), None if told else 1))
    places = {_stem(address) for address, _ in shown}
    for address, source in told:
        if _stem(address) in places:
            return absolute(base, address), Trace("image", "structured", f"{source}, shown on the page")
    if shown:
        return absolute(base, shown[0][0]), Trace("image", "structure", shown[0][1])
    used = {_stem(media.source(node)) for block in page.blocks for node in block.media} if told else set()
    for address, source in told:
        if source != "the listing" and _stem(address) not in used:  # what the page uses elsewhere is its emblem
            return absolute(base, address), Trace("image", "structured", source)
    return "", None


def _is_plausible(address: str) -> bool:
    return not is_stand_in(address) and not is_emblem(address) and not _GENERIC.match(_stem(address))


def _stem(address: str) -> str:
    """A file's name without size and ending: the same picture in another size."""
    name = unquote(address.partition("?")[0].rpartition("/")[2]).casefold()
    return _SIZES.sub("", name.rpartition(".")[0] or name)


def _shown(page: Outline, title: int, kept: tuple[int, ...], here: str) -> Iterator[tuple[str, str]]:
    """Pictures by the title and in the text, best first."""
    first = kept[0] if kept else min(title + _FEW, len(page.blocks))
    yield from _pictures(page, range(title + 1, first), here, "below the title")
    if title >= 0:
        near = (index for index in range(title, max(title - _FEW, -1), -1) if _is_close(page, index, title))
        slides = (each for index in near for each in _slides(page, index, title))
        above = (index for index in slides if not any(map(media.is_letterhead, page.blocks[index].media)))
        yield from _pictures(page, above, here, "above the title")
        yield from _backgrounds(page, title)
    top = takewhile(lambda index: page.gained[index] < _TEXT, kept)
    yield from _pictures(page, top, here, "above the text")
    boxes = (page.blocks[index].box for index in kept if page.gained[index] >= _TEXT)
    typed = {element for box in boxes for element in (box, box.getparent())}
    apart = (index for index in kept if typed.isdisjoint(page.around(index)))
    yield from _pictures(page, apart, here, "in a place of its own")
    yield from _pictures(page, kept, here, "in the text")


def _pictures(page: Outline, indices: Iterable[int], here: str, place: str) -> Iterator[tuple[str, str]]:
    for index in indices:
        for node in page.blocks[index].media:
            if page.blocks[index].zone not in OUTSIDE and media.is_content(node) and not media.leads_away(node, here):
                yield media.source(node), place


def _is_close(page: Outline, index: int, title: int) -> bool:
    """Whether nothing but the article's own lines stands between a picture and the title below it, and it is not the
    picture of another one."""
    return page.loss(index, title) < 60 and page.gain(index, title) < 200 and not is_of_another(page, index, title)


def _slides(page: Outline, index: int, title: int) -> Iterator[int]:
    """The slides up to a block that is one of them, the first of which is shown; else the block alone."""
    sliders = [each for each in page.around(index) if _SLIDER.search(each.get("class", ""))]
    first = min((page.spans[each][0] for each in sliders if page.spans[each][1] <= title), default=index)
    yield from (each for each in range(first, index + 1) if _is_close(page, each, title))


def _backgrounds(page: Outline, title: int) -> Iterator[tuple[str, str]]:
    """A picture painted behind the title, or in an empty box beside it."""
    near = [element for element in page.around(title) if page.spans[element][1] - page.spans[element][0] <= 40]
    for node in near[-1].xpath("descendant-or-self::*/@style[contains(., 'url(')]/..") if near else ():
        found = _BACKGROUND.search(node.get("style", ""))
        address = found[1] or found[2] or found[3] if found else ""
        if address and _is_plausible(address):
            yield address, "behind the title"
