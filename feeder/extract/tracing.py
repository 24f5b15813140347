"""Which tier answered for each field of a draft, and why, where one reader fills in all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from feeder.model import Draft, Trace

_FIELDS: Final = {  # of a draft: what their traces are called, if that differs
    "title": "title",
    "html": "text",
    "excerpt": "excerpt",
    "stated": "published",
    "image": "image",
    "categories": "categories",
    "authors": "authors",
    "attachments": "attachments",
    "language": "language",
}


def traced(draft: Draft, tier: str, reasons: Iterable[tuple[str, str]] = (), *, otherwise: str = "") -> Draft:
    """The draft with a trace for each field that says something and has none yet: `reasons` by the draft's fields,
    `otherwise` for all others."""
    why = dict(reasons)
    done = {trace.field for trace in draft.traces} | ({"excerpt"} if draft.html else set())
    new = (
        Trace(name, tier, why.get(field, otherwise))
        for field, name in _FIELDS.items()
        if getattr(draft, field) and done.isdisjoint((name, field))
    )
    return replace(draft, traces=(*draft.traces, *new))
