"""What a page says of itself to machines: JSON-LD, OpenGraph and other meta elements, microdata.

Only collected here. None of it is believed before the page itself agrees (`extract.article`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from feeder.extract import structured_dates
from feeder.extract.finder import finder
from feeder.extract.markup import absolute, language, text
from feeder.extract.structured_choice import chosen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node = Mapping[str, Any]

_ARTICLES: Final = ("Article", "Posting", "Report", "Announcement", "PressRelease")
_WRAPPING: Final = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\*/)?)[\s;]*$"
)
_COMMA: Final = re.compile(r",\s*(?=[}\]])")
_TITLES: Final = ("og:title", "twitter:title", "citation_title", "dcterms.title", "dc.title", "title", "headline")
_AUTHORS: Final = (
    "author",
    "article:author",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "dcterms.creator",
    "dc.creator",
    "byl",
)
_SECTIONS: Final = ("article:section", "parsely-section", "section", "news_section", "category")
_IMAGES: Final = (
    "og:image",
    "og:image:secure_url",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "thumbnail",
    "image",
)
_TYPED: Final = "descendant-or-self::*/@itemtype/.."  # the elements that say what they are
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Everything that was claimed, the better source first; text folded, addresses and dates as written."""

    titles: tuple[tuple[str, str], ...] = ()  # (source, text)
    dates: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    images: tuple[tuple[str, str], ...] = ()
    sites: tuple[str, ...] = ()  # names of the site and its publisher
    body: str = ""  # articleBody
    parts: tuple[str, ...] = ()  # of a guide or of answers, as they stand on the page
    language: str = ""


def claims(tree: HtmlElement, url: str) -> Claims:
    """Collect the claims of a page that was found at `url`."""
    metas = _metas(tree)
    nodes = list(_json_ld(tree))
    heads = next(tree.iter("head"), tree)
    title = next((_fold(node.text_content()) for node in heads.iter("title")), "")
    called = [title, *(value for _, value in _from(metas, _TITLES))]
    articles = [node for node in nodes if _is_article(node)]
    article = chosen(articles, _own(tree, metas, url), called) if articles else {}
    names = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    props = _microdata(tree)
    return Claims(
        titles=_named(
            [("JSON-LD", _first(article.get("headline")))],
            [("JSON-LD", _first(article.get("name")))],
            (("microdata", value) for value in (*props.get("headline", ()), *props.get("name", ()))),
            _from(metas, _TITLES),
            [("<title>", title)],
        ),
        dates=_named(
            structured_dates.told(tree, article, (node for node in nodes if not _is_article(node)), props, metas),
            structured_dates.of_address(url),
        ),
        authors=_named(
            (("JSON-LD", name) for name in _names(article.get("author") or article.get("creator"), names)),
            (("microdata", value) for value in props.get("author", ())),
            ((name, value) for name, value in _from(metas, _AUTHORS) if "://" not in value),
        ),
        sections=_named(
            (("JSON-LD", value) for value in _all(article.get("articleSection"))),
            (("microdata", value) for value in props.get("articleSection", ())),
            _from(metas, _SECTIONS),
            _crumbs(nodes),
        ),
        images=_named(
            (("JSON-LD", value) for value in _addresses(article.get("image"), names)),
            (("microdata", value) for value in props.get("image", ())),
            _from(metas, _IMAGES),
            (("link", node.get("href", "")) for node in tree.iter("link") if node.get("rel") == "image_src"),
        ),
        sites=_sites(metas, nodes, article, names),
        body=_first(article.get("articleBody")),
        parts=tuple(_parts(tree, nodes)),
        language=_language(tree, metas, article),
    )


def _fold(value: str) -> str:
    return " ".join(value.split())


def _named(*groups: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """One after another, without the empty ones and repetitions."""
    pairs = ((name, _fold(unescape(value))) for group in groups for name, value in group if value)
    return tuple(dict.fromkeys((name, value) for name, value in pairs if value))


# meta elements


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv")
        value = node.get("content")
        if name and value:
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _from(metas: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name in names for value in metas.get(name, ()))


# JSON-LD


def _json_ld(tree: HtmlElement) -> Iterator[Node]:
    """All nodes of all scripts, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        queue = [_parsed(script.text or "")]
        while queue:
            value = queue.pop(0)
            if isinstance(value, dict):
                yield value
                queue.extend(part for part in value.values() if isinstance(part, dict | list))
            elif isinstance(value, list):
                queue.extend(value[:200])


def _parsed(script: str) -> Any:
    """JSON as people write it: within comments, with line ends in strings and commas too many."""
    source = _WRAPPING.sub("", script).strip(" \t\r\n;")
    for attempt in (source, _COMMA.sub("", source)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _is_article(node: Node) -> bool:
    return any(str(kind).endswith(_ARTICLES) for kind in _listed(node.get("@type")))


def _own(tree: HtmlElement, metas: Mapping[str, list[str]], url: str) -> list[str]:
    """The page's addresses: where it was found, and what it calls itself."""
    links = [node.get("href", "") for node in tree.iter("link") if "canonical" in node.get("rel", "").lower().split()]
    return [url, *(absolute(url, each) for each in (*links, *metas.get("og:url", ())))]


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _all(value: Any) -> Iterator[str]:
    return (str(part) for part in _listed(value) if isinstance(part, str | int))


def _first(value: Any) -> str:
    return next(_all(value), "")


def _names(value: Any, known: Mapping[str, Node]) -> Iterator[str]:
    """Names of people, given as text, as nodes, or as references to nodes."""
    for part in _listed(value):
        if isinstance(part, dict):
            node = {**known.get(str(part.get("@id")), {}), **part}
            yield _first(node.get("name"))
        elif isinstance(part, str) and "://" not in part:
            yield part


def _addresses(value: Any, known: Mapping[str, Node]) -> Iterator[str]:
    for part in _listed(value):
        if isinstance(part, dict):
            node = {**known.get(str(part.get("@id")), {}), **part}
            yield _first(node.get("url")) or _first(node.get("contentUrl"))
        elif isinstance(part, str):
            yield part


def _parts(tree: HtmlElement, nodes: Iterable[Node]) -> Iterator[str]:
    """What is needed for a guide or a recipe, its steps, and the answers to questions (schema.org)."""
    for node in nodes:
        if {"HowToStep", "HowToDirection", "Answer"} & set(map(str, _listed(node.get("@type")))):
            yield from _all(node.get("text"))
        for name in ("recipeIngredient", "recipeInstructions"):
            yield from (line for told in _all(node.get(name)) for line in told.splitlines())
    for scope in finder(_TYPED)(tree):
        if str(scope.get("itemtype")).rstrip("/").endswith("Recipe"):
            for node in scope.xpath(".//*[@itemprop='recipeIngredient' or @itemprop='recipeInstructions']"):
                yield from text(node).splitlines()


def _crumbs(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """The last step of the breadcrumb before the article itself."""
    for node in nodes:
        if "BreadcrumbList" not in _listed(node.get("@type")):
            continue
        steps = [step for step in _listed(node.get("itemListElement")) if isinstance(step, dict)]
        names = [_first(step.get("name")) or next(_names(step.get("item"), {}), "") for step in steps]
        if len(names) >= 3:
            yield "breadcrumb", names[-2]


def _sites(
    metas: Mapping[str, list[str]], nodes: Iterable[Node], article: Node, known: Mapping[str, Node]
) -> tuple[str, ...]:
    names = [value for _, value in _from(metas, ("og:site_name", "application-name", "apple-mobile-web-app-title"))]
    names += _names(article.get("publisher"), known)
    names += (
        _first(node.get("name"))
        for node in nodes
        if {"WebSite", "Organization"} & set(map(str, _listed(node.get("@type"))))
    )
    return tuple(dict.fromkeys(name for name in map(_fold, names) if name))


# microdata


def _microdata(tree: HtmlElement) -> dict[str, list[str]]:
    """Properties of the first article in the page (HTML, section 5: microdata)."""
    scopes = (node for node in finder(_TYPED)(tree) if str(node.get("itemtype")).rstrip("/").endswith(_ARTICLES))
    scope = next(scopes, None)
    found: dict[str, list[str]] = {}
    if scope is None:
        return found
    for node in scope.xpath(".//*[@itemprop]"):
        owner = next((parent for parent in node.iterancestors() if _owns(parent)), None)
        if owner is scope:
            for name in str(node.get("itemprop")).split():
                if name != "articleBody":
                    found.setdefault(name, []).append(_value(node))
    return found


def _owns(node: HtmlElement) -> bool:
    """Whether the properties within belong to it; a comment is an item, whether or not its page says so."""
    return node.get("itemscope") is not None or node.get("itemprop") == "comment"


def _value(node: HtmlElement) -> str:
    """The value of a property; of an item within the item, its name, and the address of a picture."""
    if node.get("itemscope") is not None:
        wanted = ("url", "contentUrl") if node.get("itemprop") == "image" else ("name",)
        inner = next((each for name in wanted for each in node.xpath(".//*[@itemprop=$name]", name=name)), None)
        return _value(inner) if inner is not None else text(node)
    for attribute in ("content", "datetime", "src", "href"):
        if node.get(attribute) and not (attribute == "href" and node.get("itemprop") not in ("image", "url")):
            return str(node.get(attribute))
    return text(node)


def _language(tree: HtmlElement, metas: Mapping[str, list[str]], article: Node) -> str:
    """The language as the page states it, as a tag of BCP 47."""
    stated = (
        _first(article.get("inLanguage")),
        language(tree),
        *(value for _, value in _from(metas, ("og:locale", "content-language", "dc.language", "language"))),
    )
    tags = (tag.strip().replace("_", "-") for tag in stated)
    return next((tag for tag in tags if _LANGUAGE.fullmatch(tag)), "")
