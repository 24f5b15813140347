"""What React Router and Remix send with a page: an object as one flat list, in pieces."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import inline, markup
from feeder.extract.inline import carriers as inline_carriers
from feeder.extract.inline.site import Site
from feeder.extract.listing import Listing
from feeder.model import Document
from feeder.normalise import addresses

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
URL = "https://kota.kpu.go.id/blog/category/104"
POSTED = datetime(2025, 11, 13, 9, 12, tzinfo=WIB)
POSTS = [{"id": n, "title": f"Judul Berita {n}", "slug": "judul", "image": None, "date": POSTED} for n in (3, 2, 1)]


def read(html: str) -> Listing:
    tree = markup.tree(Document(url=URL, body=html.encode(), seen=SEEN))
    site = Site(URL, URL, SEEN, WIB, lambda each: addresses.article(each) is not None)
    return inline.listing(list(inline_carriers.data(tree)), site)


def turbo(value: Any) -> list[Any]:
    """As React Router sends it."""
    flat: list[Any] = []

    def put(each: Any) -> int:
        if each is None:
            return -5
        place = len(flat)
        flat.append(each)
        if isinstance(each, datetime):
            flat[place] = ["D", int(each.timestamp() * 1000)]
        elif isinstance(each, dict):
            flat[place] = {f"_{put(name)}": put(inner) for name, inner in each.items()}
        elif isinstance(each, list):
            flat[place] = [put(inner) for inner in each]
        return place

    put(value)
    return flat


def moved_on(flat: list[Any], by: int) -> list[Any]:
    """The same with its places further on."""

    def moved(each: Any) -> Any:
        if isinstance(each, dict):
            return {f"_{int(name[1:]) + by}": moved_to(place) for name, place in each.items()}
        if isinstance(each, list):
            return each if each and isinstance(each[0], str) else [moved_to(place) for place in each]
        return each

    def moved_to(place: int) -> int:
        return place + by if place >= 0 else place

    return [moved(each) for each in flat]


@pytest.mark.parametrize(
    "written",
    [
        lambda flat: flat,
        lambda flat: [["N", each] if isinstance(each, dict) else each for each in flat],
        lambda flat: [["SingleFetchClassInstance", 1], *moved_on(flat, 1)],
        lambda flat: [["P", 0], "x"],
    ],
)
@pytest.mark.parametrize("context", ["window.__reactRouterContext", "window.__remixContext"])
def test_what_react_router_sends(written: Callable[[list[Any]], list[Any]], context: str) -> None:
    flat = turbo({"loaderData": {"root": {"user": None}, "routes/blog": {"posts": POSTS}}})
    sent = written(flat)
    lines = json.dumps(sent) + "\n" + f"PE9:[]\nP0:{json.dumps(moved_on(flat, len(sent)))}\n"
    pieces = (lines[:50], lines[50:])
    html = "".join(f"<script>{context}.streamController.enqueue({json.dumps(each)});</script>" for each in pieces)
    found = read(html + f"<script>{context}.streamController.close();</script>")
    assert [draft.title for draft in found.drafts] == ["Judul Berita 3", "Judul Berita 2", "Judul Berita 1"]
    assert found.drafts[0].stated is not None
    assert found.drafts[0].stated.at == POSTED
