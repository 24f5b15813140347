"""Pictures and players in a page, and files: what they count for in a text, and where they really lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from feeder.extract import downloads
from feeder.extract.blocks import Block
from feeder.extract.finder import finder
from feeder.extract.markup import absolute, base, inner_text
from feeder.extract.pictures import is_drawing, is_emblem, is_stand_in, largest, names_letterhead, original
from feeder.normalise.files import file_type, name_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PICTURES: Final = frozenset(("img", "amp-img"))

LITTLE: Final = 150.0  # characters that a picture or a player in place of a text counts for
_FILE_WORTH: Final = 60.0  # and a file
_LAZY: Final = (
    "data-src", "data-lazy-src", "data-original", "data-lazy", "data-full-url", "data-orig-file", "data-large-file",
    "data-image", "data-url", "data-hi-res-src",
)  # fmt: skip
_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_STRIP: Final = 5  # times as wide as high
_PLAYERS: Final = re.compile(
    r"youtu|vimeo|dailymotion|tiktok|spotify|soundcloud|/maps|drive\.google|docs\.google|instagram\.com|twitter|//x\.com|facebook\.com/(?:plugins/)?(?:video|post)"
    r"|streamable|ted\.com|archive\.org|issuu|scribd|slideshare|canva|flourish|datawrapper|arcgis|anyflip|heyzine|\.pdf|\.mp4|video|embed|player",
    re.IGNORECASE,
)
_PICTURE_FILES: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_DEEP: Final = 2  # steps to a page that is no section
_COUNTERS: Final = re.compile(  # of lower case
    r"doubleclick|googletagmanager|googlesyndication|/ads?[/.?]|adserver|disqus|recaptcha|facebook\.com/plugins/(?:like|page|share)|statcounter|histats|beacon|/tr\?|widget"
)


def source(node: HtmlElement) -> str:
    """The address of a picture as written: the largest that is offered, not the one shown while it loads."""
    return original(_offered(node))


def _offered(node: HtmlElement) -> str:
    said: dict[str, str] = dict(node.items())
    offered = (said[name].strip() for name in _LAZY if name in said)
    late = next((value for value in offered if value and not value.startswith("{")), "")
    plain = said.get("src", "").strip()
    if late:
        return late
    if plain and not is_stand_in(plain):
        return plain
    parent = next(node.iterancestors("picture"), None)
    others = () if parent is None else parent.iter("source")
    own = largest(said.get(name, "") for name in _SETS)
    return own or largest(each.get(name, "") for each in others for name in _SETS) or plain


def is_content(node: HtmlElement) -> bool:
    """Whether a picture is large enough, and not an ornament."""
    if node.tag not in PICTURES:
        return False
    address = source(node)
    if is_stand_in(address) or is_emblem(address) or _COUNTERS.search(address.lower()):
        return False
    return all(size is None or size > 64 for size in (_pixels(node, "width"), _pixels(node, "height")))


def is_letterhead(node: HtmlElement) -> bool:
    """Whether a picture is what an office prints above all its pages: by its name, as a drawing, or far wider than it
    is high."""
    width, height = _pixels(node, "width"), _pixels(node, "height")
    wide = width is not None and height is not None and width >= _STRIP * height
    return wide or is_drawing(source(node)) or any(map(names_letterhead, (name_of(source(node)), node.get("alt", ""))))


def _pixels(node: HtmlElement, name: str) -> float | None:
    """A stated width or height in pixels."""
    stated, style = node.get(name, ""), node.get("style", "")
    if not stated:
        stated = next(iter(re.findall(rf"(?:^|;)\s*{name}\s*:\s*([\d.]+px)", style)), "")
    if not stated:
        return None
    number = re.fullmatch(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*", stated)
    return float(number[1]) if number else None


def is_player(node: HtmlElement) -> bool:
    """Whether a frame shows something that belongs to the text: a video, a map, a document."""
    address = address_of(node).lower()
    return bool(address) and not _COUNTERS.search(address) and (node.tag != "iframe" or bool(_PLAYERS.search(address)))


def address_of(node: HtmlElement) -> str:
    """What a frame or player shows, as written."""
    for name in ("src", "data", "data-src", "data-lazy-src"):
        if node.get(name) and not node.get(name, "").startswith(("about:", "data:", "javascript:")):
            return str(node.get(name))
    if node.tag == "amp-youtube" and node.get("data-videoid"):
        return f"https://www.youtube.com/watch?v={node.get('data-videoid')}"
    return next((str(inner.get("src")) for inner in node.iter("source", "embed") if inner.get("src")), "")


def shown(tree: HtmlElement, blocks: Sequence[Block], here: str) -> dict[int, float]:
    """By its place among a page's blocks, what each is worth that has pictures, players or files."""
    addresses = "\n".join(finder("descendant::a/@href")(tree))
    filed = downloads.are_among(addresses)  # on few pages, and then every link is looked at
    some = (index for index, block in enumerate(blocks) if block.media or (filed and block.links))
    return {index: found for index in some if (found := worth(blocks[index], here))}


def worth(block: Block, here: str) -> float:
    """What a block's pictures, players and files count for among the characters of a text."""
    if not block.media and not block.links:
        return 0.0
    for node in block.media:
        if leads_away(node, here):
            continue
        if is_content(node) or (node.tag not in PICTURES and is_player(node)):
            return LITTLE
    for link in block.links:
        if file_type(link.get("href", "")):
            return _FILE_WORTH
    return 0.0


def leads_away(node: HtmlElement, here: str) -> bool:
    """Whether a picture is a link to another page, and not only to a larger picture, to this page, or to a page of its
    own: below its file, or below this page, where no words lead to it."""
    link = next(node.iterancestors("a"), None)
    target = link.get("href", "") if link is not None else ""
    if link is None or not target or target.startswith("#") or (len(target) > 1 and here.endswith(target)):
        return False
    if target.partition("?")[0].lower().endswith(_PICTURE_FILES) or "attachment" in link.get("rel", "").split():
        return False
    return not (_is_below_file(target, node) or _is_below_page(target, link, here))


def _is_below_file(target: str, node: HtmlElement) -> bool:
    """Whether an address goes on from that of a picture."""
    lower = target.lower()
    return any(f"{ending}/" in lower for ending in _PICTURE_FILES) and f"/{name_of(source(node))}/" in unquote(target)


def _is_below_page(target: str, link: HtmlElement, here: str) -> bool:
    """Whether an address goes on from that of the page, no home page's or section's, and no words lead to it."""
    page = urlsplit(here)
    path = page.path.rstrip("/")
    below = f"{page.scheme}://{page.netloc}{path}/"
    if page.query or path.count("/") < _DEEP or f"{path.rpartition('/')[2]}/" not in target:
        return False
    root = link.getroottree().getroot()
    there = absolute(base(root, here), target).partition("?")[0]  # this page with a question is printed, or sent
    same = (each for each in root.iter("a") if each.get("href") == target)
    return there.startswith(below) and there != below and not any(map(inner_text, same))
