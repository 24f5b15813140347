"""What a person sets right in an item, laid over what the site says. Pure.

The site's own words stay in the store: every later fetch is compared with them, and an undoing brings them back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feeder.model import Correction, Item, Precision, StoredItem, When

TITLE, DATE, TOPICS, HIDDEN = "title", "date", "topics", "hidden"


def corrected(stored: StoredItem, corrections: Sequence[Correction]) -> StoredItem:
    """The item as it is to be published. Of a hidden one nothing is left but its id and its times."""
    by = {each.field: each for each in corrections}
    item = stored.item
    if TITLE in by:
        item = replace(item, title=by[TITLE].value)
    if DATE in by:
        precision = Precision.DAY if len(by[DATE].value) == len("2025-11-13") else Precision.TIME
        item = replace(item, published=When(at=stored.published, precision=precision))
    updated = max([stored.updated, stored.published, *(each.at for each in corrections if each.field != HIDDEN)])
    shown = replace(stored, item=item, updated=updated, corrections=tuple(corrections))
    return _blank(shown) if HIDDEN in by else shown


def topics(corrections: Sequence[Correction], *more: str) -> dict[str, bool]:
    """Topics by id: whether a person added them, or took them away; `more` are words as in a correction: +arsip."""
    said = [word for each in corrections if each.field == TOPICS for word in each.value.split()]
    return {word[1:]: word[0] == "+" for word in (*said, *more)}


def _blank(stored: StoredItem) -> StoredItem:
    when = stored.item.published
    bare = Item(keys=(), names=(), url="", title="", html="", text="", summary="", published=when)
    return replace(stored, item=bare, revisions=(), topics=())
