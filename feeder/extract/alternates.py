"""The feeds that a page names as its own: `<link rel="alternate" type="application/rss+xml" href="…">` (WHATWG HTML,
"Link type alternate")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feeder.extract import markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TYPE: Final = re.compile(r"\s*(?:application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json))\s*(?:;.*)?", re.IGNORECASE)
_COMMENTS: Final = re.compile(r"comment|komentar", re.IGNORECASE)


def feeds(tree: HtmlElement, url: str) -> list[str]:
    """Their addresses (absolute), in the page's order, each once; those of comments only where there are no others."""
    base = markup.base(tree, url)
    found: dict[str, str] = {}
    for link in tree.iterfind(".//link[@href]"):
        address = markup.absolute(base, link.get("href") or "")
        if (
            address
            and "alternate" in (link.get("rel") or "").lower().split()
            and _TYPE.fullmatch(link.get("type") or "")
        ):
            found.setdefault(address, link.get("title") or "")
    news = [address for address, title in found.items() if not _COMMENTS.search(f"{address} {title}")]
    return news or [*found]
