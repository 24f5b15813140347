"""The feeds that a page names as its own: `<link rel="alternate" type="application/rss+xml" href="…">` (WHATWG HTML,
"Link type alternate"), or, on a page without one, links that are called RSS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feeder.extract import markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TYPE: Final = re.compile(r"\s*(?:application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json))\s*(?:;.*)?", re.IGNORECASE)
_CALLED: Final = re.compile(
    r"\W*(?:.{,20}\brss\b.{,20}|(?:atom|news|web|json)?\W*feeds?|atom(?: 1\.0)?)\W*", re.IGNORECASE
)
_COMMENTS: Final = re.compile(r"comment|komentar", re.IGNORECASE)


def feeds(tree: HtmlElement, url: str) -> list[str]:
    """Their addresses (absolute), in the page's order, each once; those of comments only where there are no others."""
    base = markup.base(tree, url)
    named = [each for each in tree.iterfind(".//link[@href]") if _is_alternate(each)]
    found: dict[str, str] = {}
    for link in named or filter(_is_called, tree.iterfind(".//a[@href]")):
        address = markup.absolute(base, link.get("href") or "")
        if address.partition("#")[0] not in ("", url):
            found.setdefault(address, f"{link.get('title') or ''} {markup.text(link)}")
    news = [address for address, title in found.items() if not _COMMENTS.search(f"{address} {title}")]
    return news or [*found]


def _is_alternate(link: HtmlElement) -> bool:
    return "alternate" in (link.get("rel") or "").lower().split() and bool(_TYPE.fullmatch(link.get("type") or ""))


def _is_called(link: HtmlElement) -> bool:
    """Whether a link says that it leads to a feed, in a word or two."""
    names = (markup.text(link), link.get("title"), link.get("aria-label"), *link.xpath(".//img/@alt"))
    return bool(_TYPE.fullmatch(link.get("type") or "")) or any(_CALLED.fullmatch(each) for each in names if each)
