"""The article's markup, as found, without what was taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from feeder.extract.article import media
from feeder.extract.blocks import HEADINGS, MEDIA, Outline, Slot
from feeder.extract.markup import absolute, inner_text
from feeder.normalise.files import file_name
from feeder.normalise.html import player

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STAYS: Final = MEDIA | {"br", "hr", "td", "th", "wbr", "math"}  # may be empty, and mean something
_FRAMES: Final = MEDIA - media.PICTURES


def markup(page: Outline, root: HtmlElement, kept: Iterable[int], base: str, without: Slot | None = None) -> str:
    """The markup of the blocks `kept` within `root`: pictures with their true address, players as links; `without` is
    a piece of text to leave out of them."""
    twin = deepcopy(root)
    twin.tail = None
    twins = dict(zip(root.iter(), twin.iter(), strict=True))
    first, end = page.spans[root]
    for index in sorted(set(range(first, end)) - set(kept)):
        _clear(page, index, twins)
    if without is not None:
        twins[without[0]].text = " "
    gone = [twins[node] for node in page.skipped if node in twins]
    for node in [*gone, *(node for node in twin.iter("form", "nav") if not _says(node))]:
        if node.getparent() is not None:
            node.drop_tree()
    for node in twin.iterdescendants("button"):
        node.tag = "span" if node.getparent().tag in HEADINGS else "p"
    _settle(twin, base)
    _tidy(twin)
    return _inner(twin)


def _clear(page: Outline, index: int, twins: dict[HtmlElement, HtmlElement]) -> None:
    """Take the words and pictures of one block out of the copy."""
    for node, tail in page.blocks[index].slots:
        if node in twins:
            setattr(twins[node], "tail" if tail else "text", " ")
    for node in page.blocks[index].media:
        if node in twins and twins[node].getparent() is not None:
            twins[node].drop_tree()


def _settle(twin: HtmlElement, base: str) -> None:
    """Write down where pictures and players really lie."""
    for node in list(twin.iter(*MEDIA)):
        if node.tag in media.PICTURES:
            address = absolute(base, media.source(node))
            node.tag = "img"
            if address:
                node.set("src", address)
        elif node.getparent() is not None:
            _as_link(node, absolute(base, media.address_of(node)))


def _as_link(node: HtmlElement, address: str) -> None:
    tail, name = node.tail, player(node.get("title", ""))
    node.clear()
    node.tail = tail
    if not address:
        node.drop_tree()
        return
    node.tag = "a"
    node.set("href", address)
    node.text = name or file_name(address) or urlsplit(address).netloc.removeprefix("www.")


def _says(node: HtmlElement) -> bool:
    return any(piece and not piece.isspace() for piece in node.itertext()) or next(node.iter(*MEDIA), None) is not None


def _tidy(twin: HtmlElement) -> None:
    """Drop elements that are empty now, innermost first."""
    for node in reversed(list(twin.iter())):
        if node is twin or len(node) or node.tag in _STAYS:
            if node.tag == "tr" and not _says(node):
                node.drop_tree()
        elif not (node.text and node.text.strip()):
            _leave(node)


def _leave(node: HtmlElement) -> None:
    """Drop an empty element; white space in an inline one divides words."""
    before = node.text
    if before and node.tag in ("span", "b", "i", "em", "strong", "font", "a", "u"):
        node.tail = before + (node.tail or "")
    node.drop_tree()


def _inner(twin: HtmlElement) -> str:
    """The markup within the innermost element that holds everything, without boxes around boxes."""
    from lxml.etree import tostring

    while (
        len(twin) == 1
        and twin[0].tag in _WRAPPERS
        and not (twin.text or "").strip()
        and not (twin[0].tail or "").strip()
    ):
        twin = twin[0]
    if twin.tag in ("tr", "tbody", "table", "ul", "ol", "dl", "p", "figure", "blockquote", "pre", "a", *MEDIA):
        return str(tostring(twin, encoding="unicode", method="html", with_tail=False)).strip()
    children = (str(tostring(child, encoding="unicode", method="html")) for child in twin)
    return (escape(twin.text or "", quote=False) + "".join(children)).strip()


_WRAPPERS: Final = frozenset(
    "article body center div dd dt fieldset form li main section table tbody tr td header font span".split()
)


def links(page: Outline, kept: Iterable[int]) -> Iterator[tuple[str, str]]:
    """(address, words) of every link and frame in the blocks."""
    for index in kept:
        block = page.blocks[index]
        for link in block.links:
            yield link.get("href", ""), inner_text(link)
        for node in block.media:
            if node.tag in _FRAMES:
                yield media.address_of(node), ""
