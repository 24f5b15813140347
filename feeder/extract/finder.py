"""XPath expressions of our own, each compiled once; they find without making an object of every element."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@cache
def finder(path: str) -> Callable[[HtmlElement], list[Any]]:
    """What finds the elements, attributes and texts of a path, in the page's order."""
    from lxml.etree import XPath

    return cast("Callable[[HtmlElement], list[Any]]", XPath(path, smart_strings=False))
