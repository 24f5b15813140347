"""The picture that stands for an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import unquote

from feeder.extract import article_media as media
from feeder.extract.density import OUTSIDE, Outline
from feeder.extract.markup import absolute
from feeder.extract.structured import Claims
from feeder.model import Trace

_BACKGROUND: Final = re.compile(
    r"background(?:-image)?\s*:[^;]*?url\(\s*(?:\"([^\"]+)\"|'([^']+)'|([^'\")]+))", re.IGNORECASE
)
_GENERIC: Final = re.compile(r"(?:og|share|social|default|site|cover|header|banner|kpu|meta|home|opengraph)\D*$")
_SIZES: Final = re.compile(
    r"[-_]?(?:\d{2,4}x\d{2,4}|scaled|thumb(?:nail)?|small|medium|large|cover|\d{2,4}w)(?=[-_.]|$)|^(?:thumb|small|medium|large)_",
    re.I,
)


def lead(
    page: Outline, claims: Claims, title: int, kept: tuple[int, ...], base: str, here: str, hint: str
) -> tuple[str, Trace | None]:
    """The article's picture and why: the one that page and metadata name, the one by the title, the first in the text."""
    told = [(address, source) for source, address in (("the listing", hint), *claims.images) if _is_plausible(address)]
    shown = list(_shown(page, title, kept, here)) if told else list(islice(_shown(page, title, kept, here), 1))
    places = {_stem(address) for address, _ in shown}
    for address, source in told:
        if _stem(address) in places:
            return absolute(base, address), Trace("image", "structured", f"{source}, shown on the page")
    if shown:
        return absolute(base, shown[0][0]), Trace("image", "structure", shown[0][1])
    used = {_stem(media.source(node)) for block in page.blocks for node in block.media} if told else set()
    for address, source in told:
        if _stem(address) not in used:  # a picture that the page uses elsewhere is its emblem
            return absolute(base, address), Trace("image", "structured", source)
    return "", None


def _is_plausible(address: str) -> bool:
    return not media.is_stand_in(address) and not media.is_emblem(address) and not _GENERIC.match(_stem(address))


def _stem(address: str) -> str:
    """A file's name without size and ending: the same picture in another size."""
    name = unquote(address.partition("?")[0].rpartition("/")[2]).casefold()
    return _SIZES.sub("", name.rpartition(".")[0] or name)


def _shown(page: Outline, title: int, kept: tuple[int, ...], here: str) -> Iterator[tuple[str, str]]:
    """Pictures by the title and in the text, best first."""
    first = kept[0] if kept else min(title + 6, len(page.blocks))
    yield from _pictures(page, range(title + 1, first), here, "below the title")
    if title >= 0:
        yield from _pictures(
            page,
            (i for i in range(title, max(title - 5, -1), -1) if _is_close(page, i, title)),
            here,
            "above the title",
        )
        yield from _backgrounds(page, title)
    typed = {
        box
        for index in kept
        if page.gain(index, index + 1) >= 50
        for box in (page.blocks[index].box, page.blocks[index].box.getparent())
    }
    own = (index for index in kept if not any(element in typed for element in page.around(index)))
    yield from _pictures(page, own, here, "in a place of its own")
    yield from _pictures(page, kept, here, "in the text")


def _pictures(
    page: Outline, indices: Iterator[int] | range | tuple[int, ...], here: str, place: str
) -> Iterator[tuple[str, str]]:
    for index in indices:
        block = page.blocks[index]
        if block.zone in OUTSIDE:
            continue
        for node in block.media:
            if media.is_content(node) and not media.leads_away(node, here):
                yield media.source(node), place


def _is_close(page: Outline, index: int, title: int) -> bool:
    """Whether nothing but the article's own lines stands between a picture and the title below it."""
    return page.loss(index, title) < 60 and page.gain(index, title) < 200


def _backgrounds(page: Outline, title: int) -> Iterator[tuple[str, str]]:
    """A picture painted behind the title, or in an empty box beside it."""
    near = [element for element in page.around(title) if page.spans[element][1] - page.spans[element][0] <= 40]
    for node in near[-1].xpath("descendant-or-self::*[contains(@style, 'url(')]") if near else ():
        found = _BACKGROUND.search(node.get("style", ""))
        address = found[1] or found[2] or found[3] if found else ""
        if address and _is_plausible(address):
            yield address, "behind the title"
