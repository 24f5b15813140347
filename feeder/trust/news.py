"""Whether a listing says something new of an item that is known, so that its article is asked again. Pure."""

from __future__ import annotations

from feeder.model import Basis, Request
from feeder.normalise import identity
from feeder.records import Known
from feeder.revise import digests


def says(request: Request, item: Known, source: str) -> bool:
    """Whether the listing says something else of the item than it did."""
    before, _ = digests.parts(item.hints.get(source, ""))
    return bool(request.hint and before and digests.parts(digests.hint(request.hint, ""))[0] != before)


def dates(request: Request, item: Known) -> bool:
    """Whether the listing states the day of an item that had none so far."""
    return bool(request.hint and request.hint.stated and item.when.basis is not Basis.STATED)


def moves(request: Request, item: Known, source: str) -> bool:
    """Whether the listing leads to the item by another of its addresses than it did: not where the article's own page
    names another one than its list, which it does every time."""
    key = identity.key(request.url)
    before, address = digests.parts(item.hints.get(source, ""))
    return bool(before) and is_elsewhere(request, item) and address != digests.mark(key)


def is_elsewhere(request: Request, item: Known) -> bool:
    """Whether the item is published under another address than this."""
    return identity.key(request.url) != identity.key(item.url)
