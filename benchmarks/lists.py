"""Pages with lists of news, and the items that they should give: python -m benchmarks.lists FOLDER

The folder holds, also in folders of its own, <name>.html beside <name>.json: {"url": "…", "items": [{"href": "…",
"title": "…", "date": "2026-05-09" or null}]}, with the addresses as they stand in the page. Each page is read with its
address alone, as `kind: page` does. Pages of others stay where they are; what they showed is in docs/real-pages.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote, urljoin, urlsplit

from feeder.errors import ExtractError
from feeder.extract import markup
from feeder.extract.page import AnyPage
from feeder.model import Document, Draft, Role

_SEEN = datetime(2026, 11, 30, tzinfo=UTC)


@dataclass
class Marks:
    """What was found on one page, or on all."""

    lists: int = 0
    right: int = 0  # lists with all of their items and no other
    refused: int = 0
    wanted: int = 0  # items
    found: int = 0
    foreign: int = 0
    titles: int = 0  # of those found
    dated: int = 0  # items whose page tells a day
    days: int = 0  # of those found, as told
    wrong: int = 0  # of those found, with another day than the one told

    def __add__(self, other: Marks) -> Marks:
        return Marks(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


def pages(folder: Path) -> Iterator[tuple[str, Marks]]:
    """Every page of the folder by name, with what was found on it."""
    for truth in sorted(folder.rglob("*.json")):
        page = truth.with_suffix(".html")
        if page.exists():
            yield truth.stem, _marks(page.read_bytes(), **json.loads(truth.read_text("utf-8")))


def _marks(page: bytes, url: str, items: list[dict[str, str]], **_: object) -> Marks:
    document = Document(url=url, body=page, seen=_SEEN, role=Role.LISTING)
    base = markup.base(markup.tree(document), url)
    wanted = {_place(urljoin(base, each["href"].strip())): each for each in reversed(items)}
    marks = Marks(lists=1, wanted=len(wanted), dated=sum(bool(each.get("date")) for each in wanted.values()))
    try:
        told = AnyPage(url=url, zone=UTC).extract(document)
    except ExtractError:
        marks.refused = 1
        return marks
    drafts = [each.hint for each in told.follow if each.hint] + list(told.items)
    for draft in drafts:
        names = [_place(each) for each in (draft.url, *draft.aliases)]
        match = next((wanted[name] for name in names if name in wanted), None)
        marks += Marks(foreign=1) if match is None else _item(draft, match)
    marks.right = int(marks.found == marks.wanted and not marks.foreign)
    return marks


def _item(draft: Draft, wanted: dict[str, str]) -> Marks:
    day = draft.stated.at.date().isoformat() if draft.stated else ""
    told = wanted.get("date") or ""
    return Marks(
        found=1,
        titles=int(_letters(draft.title) == _letters(wanted["title"])),
        days=int(bool(told) and day == told),
        wrong=int(bool(told and day) and day != told),
    )


def _place(url: str) -> str:
    """An address without what leads to the same page."""
    parts = urlsplit(url)
    path = re.sub(r"/index\.html$", "", parts.path).rstrip("/")
    return unquote(f"{parts.netloc.removeprefix('www.')}{path}?{parts.query}").lower()


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", normalize("NFKC", text.replace("\xad", "")).lower())


def main(folder: str) -> None:
    total = Marks()
    for name, marks in pages(Path(folder)):
        total += marks
        if not marks.right:
            print(
                f"{name}: {'refused' if marks.refused else f'{marks.found} of {marks.wanted}, {marks.foreign} foreign'}"
            )
    print(" ".join(f"{each.name}={getattr(total, each.name)}" for each in fields(total)))


if __name__ == "__main__":
    main(*sys.argv[1:2] or ["."])
