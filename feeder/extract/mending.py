"""What libxml2 makes of a page otherwise than browsers do, what the page's own program escaped once too often, and what
its scripts put in place: put right in its tree."""

from __future__ import annotations

import json
import re
from itertools import dropwhile
from typing import TYPE_CHECKING, Final

from feeder.extract.finder import finder

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONG: Final = 200  # characters of a text, not of a title
_GIVEN: Final = f"descendant::*[not(node()) and contains(name(), '-')]/@*[string-length() > {_LONG}]/.."
_MUCH: Final = 400  # characters of text for those without scripts
_SHOWN: Final = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"
_ESCAPED: Final = re.compile(r"</?(?:p|div|br|span|strong|em|img|table|t[rd]|ul|ol|li|h[1-6]|a|figure)\b[^<>]*>")
_TAGS: Final = 3  # in a text: fewer may be meant as they stand
_TIMES: Final = ("time", "relative-time", "local-time")
_MOMENTS: Final = frozenset(("datetime", "data-datetime", "data-date", "data-time", "data-timestamp"))
_CODE: Final = ("code", "pre", "textarea", "script", "style", "title", "template", "xmp", "kbd", "samp")
_HEAD: Final = frozenset(
    ("base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title")
)
_CELLS: Final = ("td", "th")
_ROWS: Final = ("table", "tbody", "thead", "tfoot")
_ENDING: Final = (("li",), ("dt", "dd"), ("p",))  # each ends another of its kind
_IN_LINKS: Final = f"descendant::a/*[{' or '.join(f'self::{tag}' for tags in _ENDING for tag in tags)}]"


def mend(root: HtmlElement, data: bytes) -> None:
    """Change the tree of the page in `data`, so that what people see stands where they see it."""
    _end_head(root)
    _rejoin(root)
    for node in list(root.iter("template", *_TIMES)):  # one walk: each takes longer than what is done with it
        (_open_shadow if node.tag == "template" else _show_moment)(node)
    _open_spare(root)
    _fill(root)
    if data.count(b"&lt;") > _TAGS:
        _unescape(root)
    _lift(_outside(root, _CELLS, ("tr",)), _CELLS)
    _lift(_outside(root, ("tr",), _ROWS), ("tr",))
    _end_links(root)


def _end_head(root: HtmlElement) -> None:
    """The first element that is none of its own ends the head, also one that libxml2 does not know (HTML, section
    13.2.6.4.4): a page may leave out the tags of its head and body, as `<title>…</title><main>…` does."""
    head, body = root.find("head"), root.find("body")
    shown = list(dropwhile(lambda each: each.tag in _HEAD, () if head is None else head))
    if head is None or not shown:
        return
    if body is None:
        body = root.makeelement("body")
        head.addnext(body)
    shown[-1].tail = (shown[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = shown


def _rejoin(root: HtmlElement) -> None:
    """What stands behind the body or `</html>` belongs to the body, as if that had not ended (HTML, section 13.2.6.4.19
    and .22)."""
    body = root.find("body")
    if body is not None:
        body.extend(each for each in body.itersiblings() if each.tag not in ("head", "frameset"))
    for rest in list(root.itersiblings("html")):
        (root if body is None else body).append(rest)
        for element in (*rest.iter("body"), rest):
            element.drop_tag()


def _open_shadow(template: HtmlElement) -> None:
    """Shadow trees that the page declares are shown (HTML, section 4.12.3)."""
    if "shadowrootmode" in template.attrib or "shadowroot" in template.attrib:
        template.tag = "div"


def _show_moment(time: HtmlElement) -> None:
    """What is told to machines alone, a script shows: `<time datetime="2025-11-13T09:12:00+07:00"></time>`."""
    around = time.getparent()
    alone = around is not None and not around.text_content().strip()  # a sentence may have one that nobody sees
    if alone and not _MOMENTS.isdisjoint(time.keys()):
        time.text = "…"


def _open_spare(root: HtmlElement) -> None:
    """What a page has for those without scripts is read where it is nearly all of the page."""
    spare = [(node, len(node.text_content())) for node in root.iter("noscript")]
    said = sum(size for _, size in spare)
    if said >= _MUCH and said > 3 * sum(map(len, root.xpath(_SHOWN))):
        for node, _ in spare:
            node.tag = "div"


def _fill(root: HtmlElement) -> None:
    """A site's own elements that are empty show the markup that they are given: `<isi-berita :isi="&lt;p&gt;…">`."""
    for node in finder(_GIVEN)(root):
        value = max(node.values(), key=len)
        text = _string(value)
        if len(_ESCAPED.findall(text)) > _TAGS:
            node.append(_fragment(text))


def _string(value: str) -> str:
    """What a value says that may be an expression: a string of JSON or of JavaScript."""
    if value[:1] in "'`" and value[-1:] == value[:1]:
        return value[1:-1]
    try:
        told = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return told if isinstance(told, str) else ""  # objects are read as data


def _fragment(text: str) -> HtmlElement:
    from lxml.html import HTMLParser, fragment_fromstring

    return fragment_fromstring(text, create_parent="div", parser=HTMLParser(remove_comments=True, remove_pis=True))


def _unescape(root: HtmlElement) -> None:
    """Markup that is shown as text: `&lt;p&gt;Rapat …&lt;/p&gt;`."""
    shown = [each for each in root.iter() if isinstance(each.tag, str) and len(each.text or "") > _LONG]
    for node in shown:
        code = node.tag in _CODE or any(True for _ in node.iterancestors(*_CODE))
        if not code and len(_ESCAPED.findall(node.text)) > _TAGS:
            meant = _fragment(node.text)
            node.text = None
            node.insert(0, meant)


def _outside(root: HtmlElement, tags: tuple[str, ...], places: tuple[str, ...]) -> list[HtmlElement]:
    """The elements that stand in none of their places."""
    return [each for each in root.iter(*tags) if (parent := each.getparent()) is not None and parent.tag not in places]


def _end_links(root: HtmlElement) -> None:
    """Items, terms and paragraphs end a link that was left open in the one before."""
    inside = [each for each in finder(_IN_LINKS)(root) if _follows_text(each)]
    for tags in _ENDING if inside else ():
        _lift([each for each in inside if each.tag in tags], tags)


def _follows_text(node: HtmlElement) -> bool:
    """Whether something stands before it in the same link, which so was left open rather than put around it."""
    link = node.getparent()
    return node.getprevious() is not None or (link is not None and bool((link.text or "").strip()))


def _lift(nodes: list[HtmlElement], tags: tuple[str, ...]) -> None:
    """Put elements behind the one of their kind that they stand in: cells, rows, items and paragraphs end what was left
    open before them (HTML, sections 13.2.6.4.7 and 13.2.6.4.15)."""
    last: dict[HtmlElement, HtmlElement] = {}
    for node in nodes:
        outer = next(node.iterancestors("table", *tags), None)
        if outer is not None and outer.tag != "table":
            last.get(outer, outer).addnext(node)
            last[outer] = node
