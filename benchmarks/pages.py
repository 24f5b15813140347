"""Article pages with what should come out of them: python -m benchmarks.pages [FOLDER]

The project's own cases (folders with page.html and expected.json below tests/extract), and a folder that FEEDER_PAGES
or the argument names, of either form, or as public benchmarks have it: html/<name>.html or .html.gz beside
ground-truth.json, {"<name>": {"articleBody": "…", "url": "…"}}. Those pages stay where they are: they belong to others.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks import peers
from benchmarks.peers import OURS, Read

CASES = Path(__file__).parent.parent / "tests" / "extract"
_MUCH = 0.15  # worse than the best of the others by this: worth a look


@dataclass(frozen=True)
class Case:
    name: str
    page: bytes
    url: str
    title: str
    text: str


@dataclass(frozen=True)
class Marks:
    """One tool on one page; title None where nothing is known of it."""

    text: float
    title: bool | None


def cases(folder: Path) -> Iterator[Case]:
    """The cases of either form; what has no text to compare with is no article."""
    truth = folder / "ground-truth.json"
    if truth.is_file():
        for name, said in json.loads(truth.read_text("utf-8")).items():
            for path in sorted((folder / "html").glob(f"{name}.html*")):
                page = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
                yield _case(name, page, said)
    for path in sorted(folder.rglob("expected.json")):
        beside, said = path.with_name("page.html"), json.loads(path.read_text("utf-8"))
        if beside.is_file() and isinstance(said, dict) and ("text" in said or "articleBody" in said):
            yield _case(path.parent.name, beside.read_bytes(), said)


def _case(name: str, page: bytes, said: dict[str, Any]) -> Case:
    text = said.get("articleBody") or said.get("text") or ""
    return Case(name, page, said.get("url") or "https://example.org/news/1", said.get("title") or "", text)


def measure(some: list[Case]) -> dict[str, dict[str, Marks]]:
    """By tool and case."""
    return {
        tool: {case.name: _marks(case, read(case.page, case.url)) for case in some}
        for tool, read in peers.readers().items()
    }


def _marks(case: Case, found: Read) -> Marks:
    title = " ".join(found.title.split()).casefold() == " ".join(case.title.split()).casefold() if case.title else None
    return Marks(peers.f1(case.text, found.text), title)


def table(found: dict[str, dict[str, Marks]]) -> str:
    lines = ["| tool | title | text F1 |", "| --- | --- | --- |"]
    for tool, marks in found.items():
        titles = [each.title for each in marks.values() if each.title is not None]
        title = f"{fmean(titles):.3f}" if titles else "–"
        lines.append(f"| {tool} | {title} | {fmean(each.text for each in marks.values()):.3f} |")
    return "\n".join(lines) + "\n"


def worse(found: dict[str, dict[str, Marks]]) -> list[str]:
    """The cases on which another tool is much better, the worst first."""
    others = [tool for tool in found if tool != OURS]
    gaps = []
    for name, own in found[OURS].items():
        best = max(others, key=lambda tool: found[tool][name].text, default=OURS)
        gaps.append((found[best][name].text - own.text, name, f"{own.text:.2f}, {best} {found[best][name].text:.2f}"))
    return [f"{name}: {said}" for gap, name, said in sorted(gaps, reverse=True) if gap > _MUCH]


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("FEEDER_PAGES", CASES))
    some = list(cases(folder))
    if not some:
        print(f"{folder}: no pages with a truth; name a folder with html/ and ground-truth.json", file=sys.stderr)
        return 2
    found = measure(some)
    print(f"{len(some)} pages\n\n{table(found)}")
    for line in worse(found):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
