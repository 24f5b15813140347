"""End tags that libxml2 passes over, since a `<div>` was left open before them: `<header><div>…</header>`.

Browsers end the div with the header (HTML, section 13.2.6.4.7). Here it would hold all the rest of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_ENDING: Final = frozenset(
    "address article aside blockquote center dd details dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hgroup li main menu nav ol section summary ul".split()
)  # what ends an open div within it
_AROUND: Final = frozenset(("table", "td", "th"))  # what is left open outside of these is not ended within
_TAGS: Final = re.compile(
    rb"<!--.*?-->|<(script|style|textarea|title|noscript|template)\b.*?</\1\s*>"
    rb"|<(/?)(div|%b)(?![\w-])[^>]*>" % "|".join(_ENDING | _AROUND).encode(),
    re.DOTALL | re.IGNORECASE,
)
_PASSED: Final = re.compile(rf"mismatch: (?:{'|'.join(_ENDING)}) and ")
_DEEPEST: Final = 500  # elements in one another: no page of people has more


def are_passed_over(complaints: Iterable[str]) -> bool:
    """Whether libxml2 complains of such end tags."""
    return any(map(_PASSED.search, complaints))


def closed(page: bytes) -> bytes:
    """The page with an end tag for each div that browsers end by that of another element."""
    parts, last = [], 0
    for place, count in _left_open(page):
        parts += [page[last:place], b"</div>" * count]
        last = place
    return b"".join((*parts, page[last:]))


def _left_open(page: bytes) -> Iterator[tuple[int, int]]:
    """Where divs are to be ended, and how many."""
    opened: list[str] = []
    for found in _TAGS.finditer(page):
        name = (found[3] or b"").decode().lower()
        if name and not found[2]:
            opened.append(name)
        elif name and (inner := _within(opened, name)) is not None:
            if name in _ENDING and "div" in inner:
                yield found.start(), inner.count("div")
            del opened[len(opened) - len(inner) - 1 :]
        if len(opened) > _DEEPEST:
            return


def _within(opened: list[str], name: str) -> list[str] | None:
    """What was opened within the element that an end tag ends; None where it ends none."""
    inner: list[str] = []
    for each in reversed(opened):
        if each == name:
            return inner
        if each in _AROUND and name not in _AROUND:
            return None
        inner.append(each)
    return None
