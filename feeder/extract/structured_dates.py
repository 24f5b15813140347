"""When a page tells machines that it was published, the surest first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from feeder.extract.finder import finder

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = Mapping[str, Any]
Pair = tuple[str, str]  # source, moment as written

_NAMES: Final = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "og:pubdate",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "citation_publication_date",
    "parsely-pub-date", "sailthru.date", "dcterms.created", "dcterms.issued", "dcterms.date", "dc.date.issued",
    "dc.date.created", "dc.date", "date", "created", "article:post_date",
)  # fmt: skip
_KEYS: Final = ("datePublished", "dateCreated")
_ABOUT_PAGE: Final = (*_KEYS, "uploadDate")
_DATED: Final = "descendant-or-self::*/@itemprop[. = 'datePublished']/.."
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY: Final = re.compile(  # as blogs and newspapers have it
    rf"/((?:19|20)\d\d)[/-]([01]?\d|{'|'.join(_MONTHS)})[/-]([0-3]?\d)(?=[/-])", re.IGNORECASE
)


def told(
    tree: HtmlElement, article: Node, nodes: Iterable[Node], props: Mapping[str, list[str]], metas: Mapping[str, Any]
) -> Iterator[Pair]:
    """Of the page's article, else of what else the page is about, if that is one thing."""
    found = [
        *(("JSON-LD", str(article[key])) for key in _KEYS if article.get(key)),
        *(("microdata", value) for value in props.get("datePublished", ())),
        *((name, value) for name in _NAMES for value in metas.get(name, ())),
        *(("parsely-page", value) for page in metas.get("parsely-page", ()) if (value := _published(page))),
    ]
    return iter(found or [*_alone("JSON-LD", _of_others(nodes)), *_alone("microdata", _loose(tree))])


def of_address(url: str) -> Iterator[Pair]:
    """The day in a page's address."""
    for year, month, day in _DAY.findall(urlsplit(url).path)[:1]:
        number = month if month.isdigit() else _MONTHS.index(month.lower()) + 1
        yield "the address", f"{year}-{int(number):02}-{int(day):02}"


def _published(page: str) -> str:
    """The day in what pages tell a counter of readers, as JSON."""
    try:
        said = json.loads(page)
    except ValueError:
        return ""
    return str(said.get("pub_date") or "") if isinstance(said, dict) else ""


def _of_others(nodes: Iterable[Node]) -> Iterator[str]:
    """The same of pages, recipes and films; of articles, the page's own is known."""
    for node in nodes:
        yield from (str(node[key]) for key in _ABOUT_PAGE if node.get(key) and isinstance(node[key], str))


def _loose(tree: HtmlElement) -> Iterator[str]:
    for node in finder(_DATED)(tree):
        yield node.get("content") or node.get("datetime") or node.text_content()


def _alone(source: str, values: Iterable[str]) -> Iterator[Pair]:
    """A moment, if it is the only one."""
    found = {value.strip() for value in values} - {""}
    if len(found) == 1:
        yield source, found.pop()
