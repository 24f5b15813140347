"""The page that holds data for scripts, as far as it is needed to read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from feeder.extract import markup
from feeder.model import Document
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

IsItem: TypeAlias = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Site:
    """What the page that holds the data is, and how its dates and pictures are to be read."""

    url: str
    base: str
    seen: datetime
    zone: tzinfo
    is_item: IsItem  # whether an address is that of an item
    language: str = ""  # that the page states

    @classmethod
    def of(cls, tree: HtmlElement, document: Document, zone: tzinfo, is_item: IsItem | None = None) -> Site:
        """That of a page's tree, and of the document it came from; without `is_item`, all addresses of its host are
        those of items."""
        return cls(
            url=document.url,
            base=markup.base(tree, document.url),
            seen=document.seen,
            zone=zone,
            is_item=is_item or partial(_shares_host, addresses.host(document.url)),
            language=markup.language(tree),
        )


def _shares_host(host: str, url: str) -> bool:
    return addresses.host(url) == host
