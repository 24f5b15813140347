"""Items to store, made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from feeder.model import Item, StoredItem, When
from feeder.records import Write
from world import JAKARTA

FIRST = datetime(2025, 11, 1, 9, tzinfo=JAKARTA)


def new(number: int, *, at: datetime | None = None, source: str = "kpu", hint: str = "", **said: Any) -> Write:
    """The item of this number, as it is first written; published a minute after the one before."""
    at = at or FIRST + timedelta(minutes=number)
    item = Item(
        keys=(f"key:{number}",),
        names=(f"judul {number}|{at.date()}",),
        url=f"https://kpu.example/blog/read/{number}_judul",
        title=f"Judul {number}",
        html=f"<p>Isi berita {number}.</p>",
        text=f"Isi berita {number}.",
        summary=f"Isi berita {number}.",
        published=When(at=at),
    )
    item = replace(item, **said)
    stored = StoredItem(
        id=f"tag:kpu.example,2025:{number}",
        item=item,
        source=source,
        published=at,
        updated=at,
        first_seen=at,
        last_seen=at,
        sources=(source,),
    )
    return Write(stored=stored, digest=f"{item.title}/{item.text}", hint=hint, keys=item.keys, names=item.names)


def edited(before: Write, at: datetime, reason: str = "text", **said: Any) -> Write:
    """The same item, saying something else; with a reason as its next revision, without one in place."""
    item = replace(before.stored.item, **said)
    stored = replace(
        before.stored,
        item=item,
        revision=before.stored.revision + bool(reason),
        updated=at if reason else before.stored.updated,
        last_seen=at,
    )
    return replace(before, stored=stored, digest=f"{item.title}/{item.text}", reason=reason)
