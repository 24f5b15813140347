"""Entries of a list whose links lead to no page of the web: to a script, to data that they hold, to a file of the
reader's."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from feeder.extract import markup
from feeder.model import Dropped
from feeder.normalise.text import count, line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NOWHERE = "its link leads to no page of the web"
_SCHEME: Final = re.compile(r"[\s\x00-\x1f]*(?:javascript|vbscript|data|file):", re.IGNORECASE)
_TITLE: Final = 3  # words; fewer are those of buttons


def left_out(tree: HtmlElement, base: str, items: Collection[str]) -> list[Dropped]:
    """Those that stand where links to `items`, by their addresses, stand as well."""
    unsafe = [each for each in tree.iter("a") if _SCHEME.match(each.get("href", "")) and _is_title(each)]
    if not unsafe:
        return []
    led = (each for each in tree.iter("a") if markup.absolute(base, each.get("href", "")) in items)
    ways = {_way(each) for each in led if _is_title(each)}
    return [Dropped(NOWHERE, line(markup.text(each), 120)) for each in unsafe if _way(each) in ways]


def _is_title(link: HtmlElement) -> bool:
    return count(markup.text(link)) >= _TITLE


def _way(element: HtmlElement) -> tuple[str, ...]:
    return tuple(str(each.tag) for each in element.iterancestors())
