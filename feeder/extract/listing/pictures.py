"""The picture of each item, out of all that stand by it."""

from __future__ import annotations

from collections.abc import Sequence

from feeder.extract.markup import absolute
from feeder.extract.pictures import is_emblem, is_stand_in, original
from feeder.normalise.items import is_picture

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
    plain = original(address)
    if is_stand_in(plain) or is_emblem(plain):
        return ""
    url = absolute(base, plain)
    return url if is_picture(url) else ""
