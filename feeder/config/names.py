"""What no single value shows: names that clash, and names that nothing has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from feeder.config.document import at
from feeder.config.form import Loc, Mistake, instead
from feeder.config.shape import is_id
from feeder.model import TOPIC

EXAMPLE = '{id: kpu-jakarta, kind: kpu, url: "https://jakarta.kpu.go.id/blog/category/104"}'
TAKEN = {"revisions": "the name of the feed of revisions"}


def mistakes(data: Any, *, empty: bool = False) -> Iterator[Mistake]:
    """Sources, feeds and topics share one folder, so their ids must differ; each source that a feed names must be
    there. With `empty` there may be no sources."""
    sources, feeds = dict(_ids(data, "sources")), dict(_ids(data, "feeds"))
    yield from _clashes(data, {**sources, **feeds})
    yield from _strangers(data, tuple(dict.fromkeys(sources.values())), tuple(dict.fromkeys(feeds.values())))
    if isinstance(data, dict) and not data.get("sources") and not empty:
        yield Mistake(("sources",), f"there are no sources; add one, as [{EXAMPLE}]")
    if at(data, ("engine",)) == "procrastinate" and str(at(data, ("database",))).startswith(("None", "sqlite:")):
        yield Mistake(("engine",), "workers share a PostgreSQL server; name it: database: postgresql://user@host/name")


def _clashes(data: Any, ids: Mapping[Loc, str]) -> Iterator[Mistake]:
    """Names that two have, or that are kept."""
    taken = dict(TAKEN)
    for loc, name in ids.items():
        if name in taken:
            yield Mistake(loc, f"{name!r} is {taken[name]} already; choose another")
        if name.startswith(TOPIC):
            yield Mistake(loc, f"{name!r} begins as the feeds of topics do; choose another")
        taken.setdefault(name, f"the id of {loc[0]}[{loc[1]}]")
    for kind in ("sources", "feeds"):
        for loc, name in _named(data, kind, "formerly"):
            if is_id(name) and name in taken:
                yield Mistake(loc, f"{name!r} is {taken[name]}; an earlier id must be nobody's now")
            taken.setdefault(name, f"an earlier id of {kind}[{loc[1]}]")


def _strangers(data: Any, sources: Collection[str], feeds: Collection[str]) -> Iterator[Mistake]:
    """Names of sources and feeds that are not there."""
    for kind in ("feeds", "webhooks"):
        for loc, name in _named(data, kind, "sources"):
            if name not in sources:
                yield Mistake(loc, f"there is no source {name!r}{instead(name, sources)}")
    for loc, name in _named(data, "webhooks", "feeds"):
        if name not in feeds and not name.startswith(TOPIC):
            yield Mistake(loc, f"there is no feed {name!r}{instead(name, feeds)}")


def _ids(data: Any, kind: str) -> Iterator[tuple[Loc, str]]:
    for number in range(_length(at(data, (kind,)))):
        loc = (kind, number, "id")
        if isinstance(at(data, loc), str):
            yield loc, at(data, loc)


def _named(data: Any, kind: str, key: str) -> Iterator[tuple[Loc, str]]:
    """What the parts of a kind name under a key."""
    for number in range(_length(at(data, (kind,)))):
        loc = (kind, number, key)
        value = at(data, loc)
        if isinstance(value, str):
            yield from ((loc, each.strip()) for each in value.split(",") if each.strip())
        for place in range(_length(value)):
            if isinstance(value[place], str):
                yield (*loc, place), value[place]


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0
