"""What was changed in an item, from each of its versions to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from feeder.model import Item, StoredItem
from feeder.publish.worddiff import Piece, around, diff

CONTEXT = 25  # words before and after a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One edit. What did not change is empty or None."""

    number: int  # of the version that it led to
    at: datetime
    reason: str  # names of the fields
    title: Sequence[Piece] = ()
    text: Sequence[Piece] = ()
    days: tuple[datetime, datetime] | None = None
    images: tuple[str, str] | None = None
    removed: Sequence[str] = ()  # attachments, by name
    added: Sequence[str] = ()


def changes(stored: StoredItem) -> list[Change]:
    """The edits of an item that came with its revisions, newest first."""
    versions = [(each.number, each.since, each.item) for each in stored.revisions]
    versions.append((stored.revision, stored.updated, stored.item))
    reasons = [each.reason for each in stored.revisions]
    made = [
        _change(number, at, reason, old, new)
        for reason, ((_, _, old), (number, at, new)) in zip(reasons, pairwise(versions), strict=True)
    ]
    return made[::-1]


def _change(number: int, at: datetime, reason: str, old: Item, new: Item) -> Change:
    before, after = _files(old), _files(new)
    return Change(
        number=number,
        at=at,
        reason=reason,
        title=diff(old.title, new.title) if old.title != new.title else (),
        text=around(diff(old.text, new.text), CONTEXT) if old.text.split() != new.text.split() else (),
        days=(old.published.at, new.published.at) if old.published.at != new.published.at else None,
        images=(old.image, new.image) if old.image != new.image else None,
        removed=[name for url, name in before.items() if url not in after],
        added=[name for url, name in after.items() if url not in before],
    )


def _files(item: Item) -> dict[str, str]:
    return {each.url: each.title or each.url.rpartition("/")[2] or each.url for each in item.attachments}
