"""Places of a page as somebody wrote them down: CSS selectors and XPath expressions.

What begins with `/`, `./` or `(` is XPath, everything else CSS; `img@data-src` means an attribute of what `img` finds,
and `@data-id` alone one of the element itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from feeder.extract import markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Elements and texts (attributes, text nodes), in the page's order.
Find = Callable[["HtmlElement"], "list[HtmlElement | str]"]

# What may stand before a bracket in XPath 1.0 (sections 2.3, 3 and 4). libxml2 asks only once elements are found.
_KNOWN: Final = frozenset(
    "last position count id local-name namespace-uri name string concat starts-with contains substring-before"
    " substring-after substring string-length normalize-space translate boolean not true false lang number sum floor"
    " ceiling round comment text processing-instruction node and or div mod".split()
)
_WORDS: Final = re.compile(r"""'[^']*'|"[^"]*\"""")
_CALLED: Final = re.compile(r"([A-Za-z_][\w.-]*)\s*\(")
_VARIABLE: Final = re.compile(r"\$\s*[\w:.-]+")
_HELD: Final = re.compile(r"(.*[^/\s])/?\s*@[A-Za-z_][\w:.-]*", re.DOTALL)
_SCRAPY: Final = re.compile(r"(.*?)\s*::(?:text|attr\(\s*([\w:.-]+)\s*\))", re.DOTALL)
_COMPARE: Final = "compare it with a page in the browser's tools"
_ATTRIBUTE: Final = re.compile(r"(.*?)\s*@([A-Za-z_][\w:.-]*)", re.DOTALL)


@lru_cache(maxsize=256)
def find(path: str) -> Find:
    """What finds a place. Raises ValueError for a path that is neither CSS nor XPath."""
    from lxml import etree

    expression = path if path.lstrip().startswith(("/", "./", "(")) else _xpath(path)
    try:
        compiled = etree.XPath(expression, regexp=False)
        compiled(etree.Element("html"))  # some mistakes show only in use
    except etree.XPathError as error:
        raise ValueError(f"{path!r} is no XPath ({error}); {_COMPARE}") from error
    if strange := _strange(expression):
        raise ValueError(f"{path!r} is no XPath 1.0, which knows no {strange}; say it with contains() or starts-with()")
    return lambda element: _listed(compiled(element))


def _strange(expression: str) -> str:
    """The first function that there is none of, or variable; "" if all is known."""
    plain = _WORDS.sub("''", expression)
    called = next((f"{each}()" for each in _CALLED.findall(plain) if each not in _KNOWN), "")
    variable = _VARIABLE.search(plain)
    return called or (variable[0] if variable else "")


def _xpath(css: str) -> str:
    from cssselect import HTMLTranslator, SelectorError, parse

    attribute = _ATTRIBUTE.fullmatch(css)
    element, name = (attribute[1], f"/@{attribute[2]}") if attribute else (css, "")
    if not element.strip():
        return f".{name}"
    try:
        found = [HTMLTranslator().selector_to_xpath(each, translate_pseudo_elements=True) for each in parse(element)]
    except SelectorError as error:
        raise ValueError(f"{css!r} is no CSS selector ({error}); {_instead(css)}") from error
    return " | ".join(f"{each}{name}" for each in found)


def _instead(css: str) -> str:
    """The remedy for what is no CSS selector: how an XPath is written, or what other programs understand."""
    if scrapy := _SCRAPY.fullmatch(css):
        return f"write {scrapy[1]}@{scrapy[2]}" if scrapy[2] else f"write {scrapy[1]} alone"
    try:
        find(f"({css})")
    except ValueError:
        return _COMPARE
    return f"an XPath begins with /, ./ or (, so write ({css})"


def holders(path: str) -> Find:
    """What finds the elements whose attribute is named; nothing where the path names none."""
    held = _HELD.fullmatch(path)
    return find(held[1]) if held else lambda _: []


def _listed(found: Any) -> list[HtmlElement | str]:
    return [*found] if isinstance(found, list) else [str(found)]


def elements(found: Iterable[Any]) -> list[HtmlElement]:
    """The elements found, and those that hold the attributes and texts found."""
    holders = (each.getparent() if isinstance(each, str) and hasattr(each, "getparent") else each for each in found)
    return [each for each in holders if each is not None and not isinstance(each, str)]


def text(found: Iterable[HtmlElement | str]) -> str:
    """What is said there, in one line."""
    said = (each if isinstance(each, str) else _said(each) for each in found)
    return " ".join(" ".join(said).split())


def _said(element: HtmlElement) -> str:
    return element.get("content", "") if element.tag == "meta" else markup.text(element)


def value(found: Iterable[HtmlElement | str], *attributes: str) -> str:
    """The first text, or the first of these attributes in the elements found or within them; "" if there is none."""
    for each in found:
        if isinstance(each, str):
            return each.strip()
        for element in each.iter():
            given = (str(element.get(name) or "").strip() for name in attributes)
            if said := next(filter(None, given), ""):
                return said
    return ""


def html(found: Iterable[HtmlElement | str]) -> str:
    """The markup of the elements found; texts become paragraphs."""
    from lxml.html import tostring

    from feeder.normalise.html import paragraphs

    parts = (
        paragraphs(each) if isinstance(each, str) else tostring(each, encoding="unicode", with_tail=False)
        for each in found
    )
    return "".join(parts)
