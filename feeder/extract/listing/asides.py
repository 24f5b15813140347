"""What stands beside the content of a page, or is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from feeder.extract.listing.groups import FENCE, MANY
from feeder.extract.markup import hidden, role

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing.groups import Owners

_ASIDES = frozenset(("nav", "aside", "marquee", "dialog"))  # <menu> is a list, too (HTML, section 4.4.7)
_ROLES = frozenset(
    ("navigation", "complementary", "contentinfo", "banner", "search", "menu", "menubar", "dialog", "marquee")
)
_SLIDING = "//@data-slide/.. | //@data-bs-slide/.. | //*[@aria-roledescription='carousel']"
_NEAR = 4  # levels from a control to what it slides
_TOP = 4  # levels below the root: a header or footer deeper than that belongs to an item
_ENTRIES = 2  # other entries that make a menu
_MOST = 40  # entries of a menu
_BEFORE = 20  # elements before one that is hidden
_SHORT = 40  # characters of an entry


def is_aside(node: HtmlElement, depth: int = _TOP + 1) -> bool:
    """Whether an element is made for what stands beside the content."""
    if node.tag in _ASIDES or (node.attrib and role(node) in _ROLES):
        return not _is_main_part(node)
    return depth <= _TOP and node.tag in ("header", "footer")


def _is_main_part(node: HtmlElement) -> bool:
    """Whether a <nav> holds most of what the page's main part says, and more than links: a list that somebody took for
    navigation."""
    main = next(node.iterancestors("main"), None) if node.tag == "nav" else None
    if main is None:
        return False
    said, linked = len(node.text_content()), sum(len(link.text_content()) for link in node.iter("a"))
    return 2 * said > len(main.text_content()) and 2 * linked < said


def is_dropdown(line: Sequence[HtmlElement], owner: Owners) -> bool:
    """Whether a list, with all around it, opens out of a menu: out of an entry beside others that are short links."""
    return any(node.tag == "li" and (_is_entry(node, owner) or _opens(node)) for node in line)


def _opens(node: HtmlElement) -> bool:
    """Whether an entry opens a list of its own, and most of those beside it do, and all are short links: a menu of
    menus, and not news by year."""
    menu = node.getparent()
    entries = [each for each in menu if each.tag == "li"] if menu is not None else []
    opening = [each for each in entries[:_MOST] if next(each.iter("ul", "ol"), None) is not None]
    many = len(opening) > _ENTRIES and 2 * len(opening) >= len(entries)
    return many and node in opening and all(map(_leads, opening))


def _leads(entry: HtmlElement) -> bool:
    """Whether an entry begins with a short link that names no time."""
    first = next((each for each in entry if isinstance(each.tag, str)), None)
    link = next(first.iter("a"), None) if first is not None and first.tag not in ("ul", "ol") else None
    said = link.text_content().strip() if link is not None else ""
    return 0 < len(said) <= _SHORT and not any(map(str.isdecimal, said))


def _is_entry(node: HtmlElement, owner: Owners) -> bool:
    menu = node.getparent()
    others = [each for each in menu if each.tag == "li" and each is not node] if menu is not None else []
    if len(others) > _MOST:
        return False
    short = [each for each in others if owner.get(each, FENCE) == FENCE and _is_short_link(each)]
    return len(short) >= _ENTRIES and 2 * len(short) >= len(others)


def _is_short_link(entry: HtmlElement) -> bool:
    return next(entry.iter("a"), None) is not None and len(entry.text_content().strip()) <= _SHORT


def sliding(tree: HtmlElement, owner: Owners) -> frozenset[HtmlElement]:
    """The elements that show what they hold in turn: a control in them says so (WAI-ARIA, Bootstrap)."""
    near = ([control, *control.iterancestors()][:_NEAR] for control in tree.xpath(_SLIDING))
    boxes = (next((node for node in nodes if owner.get(node) == MANY), None) for nodes in near)
    return frozenset(box for box in boxes if box is not None)


def is_veiled(line: Sequence[HtmlElement], owner: Owners) -> bool:
    """Whether a list, with all around it, is hidden for good: a copy for small screens, a menu that opens, a template.
    "Tampilkan lebih banyak" shows what is hidden behind the shown part of the same list."""
    veil = next((node for node in reversed(line) if hidden(node)), None)
    if veil is None:
        return False
    near = islice(veil.itersiblings(preceding=True), _BEFORE)
    before = (each for each in near if each.tag == veil.tag and not hidden(each))
    goes_on = veil.get("aria-hidden") != "true" and any(owner.get(each, FENCE) != FENCE for each in before)
    return not (goes_on or veil.get("role") == "tabpanel")
