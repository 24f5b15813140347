"""Which of the articles that a page describes to machines is its own.

Pages describe related and popular articles as well, and some describe nothing else: what names another address is
another article, unless the page is called like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from feeder.normalise import addresses
from feeder.normalise.text import fold

Node = Mapping[str, Any]

_NUMBERED = re.compile(r"\w+/\w+/\d+")  # as `_place` writes the articles of KPU sites
_LEAST = 12  # characters of a headline that is no chance


def chosen(articles: Sequence[Node], own: Iterable[str], titles: Iterable[str]) -> Node:
    """The article that has one of the page's `own` addresses (absolute), else the first that has none at all, else one
    whose headline is in the `titles` of the page; empty where all are others."""
    here = {_place(url) for url in own} - {""}
    named = [(node, set(_places(node, own)) - {""}) for node in articles]
    ours = (node for node, places in named if places & here)
    unnamed = (node for node, places in named if not places)
    called = [fold(title) for title in titles]
    alike = (node for node, places in named if _is_called(node, called) and not _rival(places, here))
    return next(ours, None) or next(unnamed, None) or next(alike, {})


def _places(node: Node, own: Iterable[str]) -> Iterator[str]:
    base = next(iter(own), "")
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        given = (value.get("@id") or value.get("url")) if isinstance(value, Mapping) else value
        if isinstance(given, str):
            yield _place(_joined(base, given.strip()))


def _joined(base: str, given: str) -> str:
    try:
        return urljoin(base, given)
    except ValueError:
        return ""


def _place(url: str) -> str:
    """What tells one page of a site from another, whatever its host: number, or path and query; "" for a home page."""
    if found := addresses.article(url):
        return f"{found.grammar}/{found.number}"
    place = addresses.canonical(url).removeprefix(addresses.host(url))
    return place if urlsplit(place).path not in ("", "/") or "?" in place else ""


def _rival(places: Iterable[str], here: Iterable[str]) -> bool:
    """Whether two numbers of one grammar are meant, which are two articles."""
    numbered = {each.rpartition("/")[0] for each in here if _NUMBERED.fullmatch(each)}
    return any(_NUMBERED.fullmatch(each) and each.rpartition("/")[0] in numbered for each in places)


def _is_called(node: Node, titles: Iterable[str]) -> bool:
    headline = fold(str(node.get("headline") or node.get("name") or ""))
    return len(headline) >= _LEAST and any(headline in title for title in titles)
