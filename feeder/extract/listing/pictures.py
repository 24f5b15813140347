"""The picture of each item, out of all that stand by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from feeder.extract.markup import absolute
from feeder.normalise.items import is_picture

_NO_NEWS = re.compile(
    r"(?:^|[-_.])(?:loading|loader|lazy|transparent|share|btn|button|bullet|arrow|more|readmore|selengkapnya|detail|noimg|nophoto|1x1)(?:[-_.]|$)",
    re.IGNORECASE,
)
_OFTEN = 3  # items that share a picture: it shows none of them


def choose(found: Sequence[Sequence[str]], base: str) -> list[str]:
    """The picture of each item, "" where there is none: the first that is neither ornament nor placeholder.

    `found` has for each item the addresses as written, in order; `base` is what they are relative to.
    """
    shared: dict[str, int] = {}
    for addresses in found:
        for address in set(addresses):
            shared[address] = shared.get(address, 0) + 1
    return [
        next((url for each in addresses if shared[each] < _OFTEN and (url := _picture(base, each))), "")
        for addresses in found
    ]


def _picture(base: str, address: str) -> str:
    url = "" if address.startswith("data:") else absolute(base, address)
    if not url or not is_picture(url):
        return ""
    name = unquote(urlsplit(url).path).rpartition("/")[2]
    return "" if name.endswith(".svg") or _NO_NEWS.search(name) else url
