"""Markup that is safe, absolute and plain: what a feed reader shows.

`clean` rewrites the page's markup as a flow of blocks (whatever boxes it was laid out with), and leaves the judgement
of what is safe to nh3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feeder.normalise import text as plain_text
from feeder.normalise.files import file_name
from feeder.normalise.links import absolute

if TYPE_CHECKING:
    from lxml.html import HtmlElement, HTMLParser
    from nh3 import Cleaner

_INLINE = frozenset("a abbr b cite code del em i ins kbd mark q s small strong sub sup u".split())
_SAME = {"h1": "h2", "strike": "s", "tt": "code"}  # the title is the first heading
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_STRUCTURE = frozenset("ul ol dl table thead tbody tfoot tr".split())  # hold elements, no text
_FLOW = frozenset("li dd dt td th blockquote figure figcaption caption".split())  # hold text or blocks
_BOXES = frozenset(
    "address article aside body center details dialog div fieldset footer form header hgroup html main nav p section"
    " summary".split()
)
_BLOCKS = _HEADINGS | _STRUCTURE | _FLOW | _BOXES | {"pre", "hr"}
_PLAYER = re.compile(r"(?:(?:youtube|vimeo|facebook|video|audio|media|embed(?:ded)?|html5?)\W*)*player", re.IGNORECASE)
_EMBEDS = {"iframe": "src", "embed": "src", "video": "src", "audio": "src", "object": "data"}
_GONE = frozenset(
    "script style noscript template title head svg math button select textarea input source track param area link meta"
    " base".split()
)
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "reversed"},
}
_TAGS = (_INLINE | _HEADINGS | _STRUCTURE | _FLOW | {"p", "pre", "hr", "br", "img"}) - {"h1"}
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "src")
_BREAKS = re.compile(r"(?:\s*<br>\s*){2,}")
_SEEN = re.compile(r"<img\b|[^\s\xa0<>](?![^<]*>)")
_BLANKS = str.maketrans("\r\f\v", "   ")
_CELLS = frozenset(("td", "th", "li"))
_PIECE = re.compile(r"<(/?[a-z0-9]*)[^>]*>([^<]*)")  # a tag, and the words up to the next one
_LINE_ENDS = dict.fromkeys(("li", "tr", "dt", "dd", "br"), "\n") | {
    mark: "\n\n" for tag in _BLOCKS - {"td", "th", "li", "tr", "dt", "dd"} for mark in (tag, f"/{tag}")
}
_DEPTH = 200  # deeper markup is taken as text


def clean(markup: str, base: str) -> str:
    """Allow-listed markup with absolute http(s) addresses: paragraphs, headings, lists, tables, emphasis, pictures and
    links stay; scripts, styles, Word's debris, empty paragraphs and mere layout go; players and frames become links.
    `base` is what relative addresses resolve against."""
    if not markup.strip():
        return ""
    blocks = "".join(_flow(_fragment(plain_text.allowed(markup)), base, 0))
    return plain_text.allowed(_cleaner().clean(blocks))  # once more: entities may have hidden what is not


@cache
def _cleaner() -> Cleaner:
    from nh3 import Cleaner

    schemes = {"http", "https", "mailto", "tel"}
    return Cleaner(tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=schemes, link_rel=None)


def paragraphs(text: str) -> str:
    """Plain text as markup; its paragraphs are divided by blank lines."""
    return "".join(f"<p>{escape(part.strip(), quote=False)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def text(markup: str) -> str:
    """What cleaned markup says, without it: blocks divided by blank lines, list items and table rows by line ends,
    cells by tabs."""
    said = "".join(_speech(markup))
    while "  " in said:  # a pattern takes ten times as long
        said = said.replace("  ", " ")
    said = "\n".join([line.strip(" ") for line in said.split("\n")])
    while "\n\n\n" in said:
        said = said.replace("\n\n\n", "\n\n")
    return said.strip()


def first_image(markup: str) -> str:
    """The address of the first picture in cleaned markup, "" if there is none."""
    found = re.search(r'<img\b[^>]*?\bsrc="([^"]+)"', markup)
    return found[1].replace("&amp;", "&") if found else ""


def _fragment(markup: str) -> HtmlElement:
    from lxml.html import fragment_fromstring

    return fragment_fromstring(f"<div>{markup}</div>", parser=_parser())


@cache
def _parser() -> HTMLParser:
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlElement, HTMLParser

    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))  # its own asks Python for each
    return parser


def _flow(box: HtmlElement, base: str, depth: int) -> Iterator[str]:
    """The blocks in a box: its runs of inline content as paragraphs, its blocks as they are."""
    run: list[str] = [_text(box.text)]
    for child in box:
        if _is_block(child):
            yield from _paragraphs(run)
            yield from _block(child, base, depth + 1)
            run = []
        else:
            run.append(_inline(child, base, depth + 1))
        run.append(_text(child.tail))
    yield from _paragraphs(run)


def _paragraphs(run: list[str]) -> Iterator[str]:
    """Two line breaks in a row end a paragraph; what shows nothing is none."""
    whole = "".join(run)
    if not whole or whole.isspace():
        return
    for part in _BREAKS.split(whole) if whole.count("<br>") > 1 else (whole,):
        if _shows(part):
            yield f"<p>{_trimmed(part)}</p>"


def _shows(inside: str) -> bool:
    """Whether there is a picture or a word in some markup."""
    words = inside.lstrip()
    return bool(words) and (words[0] != "<" or _SEEN.search(words) is not None)


def _trimmed(inside: str) -> str:
    """Without white space and line breaks at its ends."""
    while (bare := inside.strip().removeprefix("<br>").removesuffix("<br>")) != inside:
        inside = bare
    return inside


def _is_block(element: HtmlElement) -> bool:
    tag = element.tag
    return tag in _BLOCKS or (tag not in _GONE and any(each.tag in _BLOCKS for each in element.iterdescendants()))


def _block(element: HtmlElement, base: str, depth: int) -> Iterator[str]:
    tag = str(element.tag)
    if depth > _DEPTH:
        yield from _paragraphs([escape(element.text_content(), quote=False)])
    elif tag in _STRUCTURE:
        inside = "".join(part for child in element for part in _member(child, base, depth + 1))
        if inside:
            yield f"<{tag}{_attributes(element)}>{inside}</{tag}>"
    elif tag in _FLOW:
        yield from _member(element, base, depth)
    elif tag in _HEADINGS:
        said = _trimmed(_inside(element, base, depth))
        if _shows(said):
            yield f"<{_SAME.get(tag, tag)}>{said}</{_SAME.get(tag, tag)}>"
    elif tag == "pre":
        yield f"<pre>{escape(_lines(element), quote=False)}</pre>"
    elif tag == "hr":
        yield "<hr>"
    else:
        yield from _flow(element, base, depth)


def _lines(element: HtmlElement) -> str:
    """The text of an element that keeps its line ends, also of those that are elements, as where code has colours."""
    for node in element.iterdescendants("br", *_BLOCKS):
        tail = node.tail or ""
        node.tail = tail if tail.startswith("\n") else f"\n{tail}"
    return str(element.text_content())


def _member(element: HtmlElement, base: str, depth: int) -> Iterator[str]:
    """A list item, cell, quotation or figure. One paragraph in it needs no tags of its own."""
    tag = str(element.tag)
    if tag not in _FLOW:
        yield from _block(element, base, depth) if tag in _STRUCTURE else ()
        return
    blocks = list(_flow(element, base, depth))
    inside = "".join(blocks)
    if len(blocks) == 1 and inside.startswith("<p>") and tag != "blockquote":
        inside = inside.removeprefix("<p>").removesuffix("</p>")
    if inside or tag in ("td", "th"):
        yield f"<{tag}{_attributes(element)}>{inside}</{tag}>"


def _inline(element: HtmlElement, base: str, depth: int) -> str:
    tag = _SAME.get(str(element.tag), str(element.tag))
    if tag in _GONE:
        return ""
    if tag == "br":
        return "<br>"
    if tag == "img":
        return _image(element, base)
    if tag in _EMBEDS:
        return _embed(element, base)
    inside = _inside(element, base, depth)
    if tag == "a":
        return _link(element, inside, base)
    return f"<{tag}>{inside}</{tag}>" if tag in _INLINE and _shows(inside) else inside


def _inside(element: HtmlElement, base: str, depth: int) -> str:
    if depth > _DEPTH:
        return escape(element.text_content(), quote=False)
    parts = [_text(element.text)]
    for child in element:
        parts += [_inline(child, base, depth + 1), _text(child.tail)]
    return "".join(parts)


def _text(found: str | None) -> str:
    if found and ("&" in found or "<" in found or ">" in found):
        return escape(plain_text.decoded(found), quote=False)
    return found or ""  # most is white space, or words alone


def _image(element: HtmlElement, base: str) -> str:
    """A picture, wherever a page that loads it late has put its address; none that only counts readers."""
    sources = [element.get(name) or "" for name in _LAZY]
    sources += [part.split()[0] for part in (element.get("srcset") or "").split(",") if part.split()]
    address = next((found for each in sources if each and (found := absolute(base, each))), "")
    if not address or {element.get("width"), element.get("height")} & {"0", "1", "0px", "1px"}:
        return ""
    sizes = {name: value for name in ("width", "height") if re.fullmatch(r"\d{1,5}", value := element.get(name) or "")}
    words = {name: plain_text.line(element.get(name) or "") for name in ("alt", "title")}
    kept = {"src": address, "alt": words["alt"]} | ({"title": words["title"]} if words["title"] else {}) | sizes
    return "<img" + "".join(f' {name}="{escape(value)}"' for name, value in kept.items()) + ">"


def _embed(element: HtmlElement, base: str) -> str:
    """A player or a frame, as a link to what it shows."""
    inner = next((each.get("src") for each in element.iter("source", "embed") if each.get("src")), "")
    address = absolute(base, element.get(_EMBEDS[str(element.tag)]) or inner or "")
    if not address:
        return ""
    name = player(element.get("title") or "") or file_name(address)
    label = name or urlsplit(address).netloc.removeprefix("www.")
    return f'<a href="{escape(address)}">{escape(label, quote=False)}</a>'


def player(title: str) -> str:
    """What the title of a player or frame says of what it shows; "" if it only says that it is one."""
    name = plain_text.line(title)
    return "" if _PLAYER.fullmatch(name) else name


def _link(element: HtmlElement, inside: str, base: str) -> str:
    """A link that leads somewhere and shows something; otherwise what it shows."""
    address = (element.get("href") or "").strip()
    if not re.fullmatch(r"(?:mailto|tel):[\w+.@%?=&-]+", address, re.IGNORECASE):
        address = absolute(base, address) if address and not address.startswith("#") else ""
    return f'<a href="{escape(address)}">{inside}</a>' if address and _shows(inside) else inside


def _attributes(element: HtmlElement) -> str:
    allowed = _ATTRIBUTES.get(str(element.tag), set())
    kept = ((name, element.get(name) or "") for name in sorted(allowed) if element.get(name) is not None)
    return "".join(f' {name}="{escape(value)}"' for name, value in kept if re.fullmatch(r"\d{0,6}", value))


def _speech(markup: str) -> Iterator[str]:
    """The words of cleaned markup, and the line ends that the tags before them stand for. A pattern finds its tags, for
    nh3 leaves no "<" and ">" but theirs: a tree would take three times as long."""
    cells = 0  # cells and list items that are open
    before = ""
    for tag, words in _PIECE.findall(f"<>{markup}"):
        if tag.lstrip("/") in _CELLS:
            cells += -1 if tag[0] == "/" else 1
        if tag in ("td", "th"):
            yield "" if before == "tr" else "\t"
        elif tag in _LINE_ENDS:
            yield "\n" if cells else _LINE_ENDS[tag]
        if words:
            yield _folded(unescape(words)) if tag != "pre" else unescape(words).translate(_BLANKS)
        before = tag


def _folded(text: str) -> str:
    """With every run of white space, also at the ends, as one space; runs of spaces may stay."""
    if text.isascii() and not ("\n" in text or "\t" in text or "\r" in text):
        return text  # and has no other white space: control characters are gone
    return " ".join(f"|{text}|".split())[1:-1]
