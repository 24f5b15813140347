"""From bytes to the draft of an article, beside public extractors: python -m benchmarks.articles

On the cases of tests/extract/data/articles, and one page of 57 KB for the time. What is not installed is left out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, median
from zoneinfo import ZoneInfo

from benchmarks import pages, peers, site
from feeder.errors import ExtractError
from feeder.extract import article, markup
from feeder.model import Document, Draft, Role
from feeder.normalise import html

CASES = Path(__file__).parent.parent / "tests" / "extract" / "data" / "articles"
RUNS = 15
URL = "https://kota.example.go.id/blog/read/7101_rapat"
DRAFT = "feeder, to the draft"


@dataclass(frozen=True)
class Row:
    tool: str
    title: float
    text: float
    spent: float  # ms of CPU for the large page, median

    def __str__(self) -> str:
        return f"| {self.tool} | {self.title:.3f} | {self.text:.3f} | {self.spent:.1f} |"


def draft(page: bytes, url: str) -> Draft | None:
    document = Document(url=url, body=page, seen=datetime.now(UTC), role=Role.ARTICLE)
    try:
        return article.read(markup.tree(document), document, zone=ZoneInfo("Asia/Jakarta"))
    except ExtractError:
        return None


def ours(page: bytes, url: str) -> peers.Read:
    found = draft(page, url)
    return peers.Read(found.title, "", html.text(html.clean(found.html, found.base))) if found else peers.Read()


def rows() -> list[Row]:
    cases = list(pages.cases(CASES))
    large = site.article(1).encode()
    tools: dict[str, tuple[peers.Reader, Callable[[bytes, str], object]]] = {DRAFT: (ours, draft)}
    tools |= {tool: (read, read) for tool, read in peers.readers().items() if tool != peers.OURS}
    spent = {tool: median(side) for tool, side in _in_turn(tools, large).items()}
    return [_row(tool, read, cases, spent[tool]) for tool, (read, _) in tools.items()]


def _in_turn(
    tools: dict[str, tuple[peers.Reader, Callable[[bytes, str], object]]], page: bytes
) -> dict[str, list[float]]:
    """ms of CPU of each tool, one after the other again and again: machines drift."""
    spent: dict[str, list[float]] = {tool: [] for tool in tools}
    for _ in range(RUNS):
        for tool, (_, run) in tools.items():
            begin = time.process_time()
            run(page, URL)
            spent[tool].append((time.process_time() - begin) * 1000)
    return spent


def _row(tool: str, read: peers.Reader, cases: list[pages.Case], spent: float) -> Row:
    found = [(case, read(case.page, case.url)) for case in cases]
    titles = fmean(" ".join(got.title.split()).casefold() == case.title.casefold() for case, got in found)
    return Row(tool, titles, fmean(peers.f1(case.text, got.text) for case, got in found), spent)


def main() -> int:
    print(
        f"{sum(1 for _ in pages.cases(CASES))} pages; a page of {len(site.article(1)) // 1024} KB, median of {RUNS}\n"
    )
    print("| tool | title | text F1 | ms |\n| --- | --- | --- | --- |")
    for row in rows():
        print(row)
    if missing := peers.missing():
        print(f"\nnot installed: {', '.join(missing)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
