"""From a page to its tree, and the small questions that every reader of a tree asks."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from feeder.errors import ExtractError
from feeder.extract import mending_ends, mending_rows, program_errors
from feeder.extract.decoding import decode
from feeder.extract.mending import mend
from feeder.model import Document, Role

if TYPE_CHECKING:
    from lxml.html import HtmlElement, HTMLParser

UNSEEN: Final = frozenset(("head", "script", "style", "noscript", "template", "title"))
"""Elements whose content nobody reads."""

BLOCKS: Final = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a line."""

_CONTROLS: Final = bytes({*range(32), 127} - set(b"\t\n\f\r"))
_TOO_DEEP: Final = re.compile(
    rb"</?(?:div|section|article|center|table|tbody|tr|td|ul|ol|li|dl|dd|blockquote)\b[^>]*>", re.I
)
_INLINE: Final = re.compile(rb"</?(?:span|font|b|i|u|em|strong|big|small|a)\b[^>]*>", re.I)
_CLEAN_URL: Final = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/(?!.*/\.)[\w/:@!$&*+,;=~.-]*", re.ASCII)
_CLEAN_PATH: Final = re.compile(r"/(?![/\\])(?!.*/\.)[\w/:@!$&*+,;=~.-]*", re.ASCII)
_CLEAN_ORIGIN: Final = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?(?=[/?#]|$)")
_PAGE_NAME: Final = re.compile(r"(?:^|/)[^/.?#]*(?:\.(?:x?html?|php\d?|aspx?|jsp))?(?:[?#]|$)", re.I)
_STRESS: Final = frozenset(("b", "strong", "em", "i", "mark", "sup", "sub", "u", "code", "abbr"))
_DIVIDER: Final = re.compile(r"\s+[-–—|:»«·•]+\s+")  # in a page's title
_NOT_SHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def tree(document: Document) -> HtmlElement:
    """The page as an lxml tree, without control characters, comments and processing instructions.

    Raises ExtractError for a page without anything in it, and for JSON and what is no text, whatever it is called.
    """
    from lxml.etree import ErrorTypes, ParserError
    from lxml.html import document_fromstring

    said = decode(replace(document, body=program_errors.apart(document.body))).encode("utf-8", "replace")
    data = said.translate(None, _CONTROLS)
    if (len(said) - len(data) - said.count(0)) * 20 > len(said):
        raise ExtractError(document.name or document.url, "this is binary data, perhaps compressed, and no page")
    if _is_json(data):
        raise ExtractError(document.name or document.url, "this is JSON, and no page or feed")
    parser = _parser()
    try:
        root = document_fromstring(data, parser=parser)
        if any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
            flat = _INLINE.sub(b"", _TOO_DEEP.sub(b"<br>", data))  # nested beyond what libxml2 reads to the end
            root = document_fromstring(flat, parser=parser)
        elif mending_ends.are_passed_over(entry.message for entry in parser.error_log):
            root = document_fromstring(mending_ends.closed(data), parser=parser)
    except ParserError as error:
        raise ExtractError(document.name or document.url, "empty page") from error
    mend(root, data)
    if document.role is not Role.ARTICLE:
        mending_rows.close(root)  # takes as long as all the rest
    return root


def _is_json(data: bytes) -> bool:
    """Tags in its strings would make a page of it."""
    if not data.lstrip().startswith((b"{", b"[")):
        return False
    import orjson

    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return True


@cache
def _parser() -> HTMLParser:
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlElement, HTMLParser

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))  # its own asks Python for each
    return parser


def text(element: HtmlElement) -> str:
    """The text that people see: white space folded, a line for each block."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if node.tag in BLOCKS:
            parts.append("\0")
        if event == "start" and node.tag in UNSEEN and node is not element:
            walk.skip_subtree()
        elif event == "start":
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    lines = (" ".join(line.split()) for line in "".join(parts).split("\0"))
    return "\n".join(line for line in lines if line)


def inner_text(element: HtmlElement) -> str:
    """All text in an element, on one line, also what `text` leaves out or divides."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())


def leads_elsewhere(link: HtmlElement) -> bool:
    """Whether a link leads to another page; others show what is hidden on this one."""
    return (link.get("href") or "#")[0] != "#"


def is_within_words(element: HtmlElement) -> bool:
    """Whether it stresses a part of what is said: by what it is, or as words stand on both its sides."""
    before, parent = element.getprevious(), element.getparent()
    above = before.tail if before is not None else parent.text if parent is not None else ""
    around = bool((above or "").strip() and (element.tail or "").strip())
    return around or (element.tag in _STRESS and bool("".join(element.itertext()).strip()))


def hidden(element: HtmlElement) -> bool:
    """Whether the element says of itself that it is not shown, or not meant for everybody."""
    attributes = element.attrib
    if not attributes:
        return element.tag in UNSEEN
    return (
        element.tag in UNSEEN
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_NOT_SHOWN.search(attributes.get("style", "")))
    )


def role(element: HtmlElement) -> str:
    """What an element says that it is made for (WAI-ARIA). Themes mark the form around a whole list as a search: one
    that has most of what stands in the page's main part is none."""
    stated = element.get("role", "").lower()
    around = next(element.iterancestors("main", "body"), None) if stated == "search" else None
    return "" if around is not None and 2 * _length(element) > _length(around) else stated


def _length(element: HtmlElement) -> int:
    return len(element.text_content()) - sum(len(each.text_content()) for each in element.iter("script", "style"))


def absolute(base: str, href: str) -> str:
    """The absolute, percent-encoded http(s) address of a link, or "" where it leads elsewhere or nowhere.

    As in the URL Standard, white space around and line ends within are dropped, and a backslash is a slash; beyond it,
    parentheses are encoded, since they end a link in many programs. Never raises.
    """
    if _CLEAN_URL.fullmatch(href):
        return href
    if _CLEAN_PATH.fullmatch(href) and (origin := _origin(base)):
        return origin + href
    href = re.sub(r"[\t\n\r]", "", href).strip("".join(map(chr, range(33))) + "\xa0")
    path, mark, query = href.partition("?")
    try:
        parts = urlsplit(urljoin(base, path.replace("\\", "/") + mark + query)) if href else urlsplit("")
        host = parts.netloc.lower() if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        if parts.scheme not in ("http", "https") or not re.fullmatch(
            r"(?:[^@/\s<>]*@)?[\w.-]+(?::\d{1,5})?|\[[\da-f:.]+\](?::\d{1,5})?", host
        ):
            return ""
    except ValueError:
        return ""
    return urlunsplit(
        (parts.scheme, host, _encoded(parts.path or "/"), _encoded(parts.query), _encoded(parts.fragment))
    )


@lru_cache(maxsize=256)
def _origin(base: str) -> str:
    """Scheme and host of an address, if nothing about them is unusual."""
    found = _CLEAN_ORIGIN.match(base)
    return found[0] if found else ""


def _encoded(part: str) -> str:
    part = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(part, safe="/?:@!$&'*+,;=~%", errors="replace")


def titles(tree: HtmlElement) -> tuple[str, ...]:
    """The page's title as it is, then its parts: what stands there, in which section, on which site; "" for none."""
    title = next(tree.iter("title"), None)
    whole = inner_text(title) if title is not None else ""
    return whole, *_DIVIDER.split(whole)


def language(tree: HtmlElement) -> str:
    """The language that a page states at its beginning, as written; "" if it states none."""
    return str(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or "")


def base(tree: HtmlElement, url: str) -> str:
    """What the page's links are relative to: its `<base href>`, itself resolved against `url`, or `url`."""
    found = next((node.get("href") for node in tree.iter("base") if node.get("href")), "")
    return absolute(url, found or "") or url


def frames(tree: HtmlElement, url: str) -> list[str]:
    """Where on its own host the content lies, if the page is nothing but a frame around it."""
    found = [place for node in tree.iter("frame", "iframe", "object") if (place := _framed(node))]
    if not found or len(text(tree)) > 200:
        return []
    places = (absolute(base(tree, url), each) for each in found)
    return [address for address in places if urlsplit(address).netloc == urlsplit(url).netloc]


def _framed(node: HtmlElement) -> str:
    """Which page an element shows in its place; "" for a file, as far as is said."""
    if node.tag != "object":
        return node.get("src") or ""
    place = node.get("data") or ""
    page = node.get("type", "text/html").startswith("text/html") and _PAGE_NAME.search(place)
    return place if page else ""
