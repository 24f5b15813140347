"""Article pages with what should come out of them: python -m benchmarks.pages [FOLDER]

The project's own cases (folders with page.html and expected.json below tests/extract), or those of the folder, of the
same form or as public benchmarks have it: html/<name>.html or .html.gz beside ground-truth.json, {"<name>":
{"articleBody": "…", "url": "…"}}. Pages of others stay where they are; what they showed stands in docs/real-pages.md.

Where nobody wrote down a page's text, a tool is compared with what most of the others give, and never with itself. A
truth may also tell a "title", "dates" (any of them is right), sentences that the text is "with" and "without", and what
may stand among the text or not, as the lines of the page that are one or the other ("either"): captions, bylines, tags.
Where truths tell a "kind" of page, the figures stand by kind, too.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from statistics import fmean
from time import process_time
from typing import Any

from benchmarks import peers
from benchmarks.peers import OURS, Read, Reader

CASES = Path(__file__).parent.parent / "tests" / "extract"
ABOUT = (
    "F1 of runs of four words; a title or a day counts if it is the one told, a sentence if it is where it belongs; "
    "their F1 counts sentences found, missing and foreign, to the letter; the time is that of a page."
)
_SILENT = "jusText"  # knows too few languages to have a vote
_LITTLE = 200  # characters: what others agree on less is no truth
_MUCH = 0.15  # worse than the best of the others by this: worth a look


@dataclass(frozen=True)
class Case:
    name: str
    page: bytes
    url: str
    text: str
    title: str = ""
    either: str = ""  # the text together with what may stand among it
    kind: str = ""
    dates: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marks:
    """One tool on one page; None where nothing is known of it."""

    text: float | None
    title: bool | None
    day: bool | None
    sentences: tuple[bool, ...]  # of those that are told, which are where they should be
    told: tuple[int, int, int]  # to the letter: sentences found, missing, and foreign
    spent: float  # ms of CPU


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
        if beside.is_file() and isinstance(said, dict) and any(said.get(name) for name in ("text", "articleBody")):
            yield _case(path.parent.name, beside.read_bytes(), said)


def _case(name: str, page: bytes, said: dict[str, Any]) -> Case:
    text, url = said.get("articleBody") or said.get("text"), said.get("url") or "https://example.org/news/1"
    title, either, kind = (said.get(key) or "" for key in ("title", "either", "kind"))
    dates, inside, outside = (tuple(said.get(key) or ()) for key in ("dates", "with", "without"))
    return Case(name, page, url, text or "", title, either, kind, dates, inside, outside)


def measure(some: list[Case]) -> dict[str, dict[str, Marks]]:
    """By tool and case."""
    found: dict[str, dict[str, Marks]] = {}
    for case in some:
        said = {tool: _timed(read, case) for tool, read in peers.readers().items()}
        for tool, (each, spent) in said.items():
            others = [said[other][0].text for other in said if other != tool and _SILENT not in other]
            found.setdefault(tool, {})[case.name] = _marks(case, each, case.text or _agreed(others), spent)
    return found


def _timed(read: Reader, case: Case) -> tuple[Read, float]:
    """What a tool says, and the ms of CPU that it takes."""
    begun = process_time()
    return read(case.page, case.url), (process_time() - begun) * 1000


def _agreed(texts: list[str]) -> str:
    """The lines that most of some texts have; "" where they hardly agree on anything. Tools end lines where they like:
    what a longer line says is not told again."""
    folded = [peers.bare(text) for text in texts]
    lines = {peers.bare(line): line for text in texts for line in text.splitlines()}
    common = [key for key in lines if key and sum(key in text for text in folded) * 2 > len(texts)]
    whole: list[str] = []
    for key in sorted(common, key=len, reverse=True):
        if not any(key in other for other in whole):
            whole.append(key)
    told = [lines[key] for key in common if key in whole]
    return "\n".join(told) if sum(map(len, told)) >= _LITTLE else ""


def _marks(case: Case, found: Read, wanted: str, spent: float) -> Marks:
    text = peers.bare(found.text)
    told = [peers.bare(each) in text for each in case.inside] + [peers.bare(each) not in text for each in case.outside]
    return Marks(
        peers.shingled(wanted, found.text, case.either) if wanted else None,
        peers.bare(found.title) == peers.bare(case.title) if case.title else None,
        found.day in case.dates if case.dates else None,
        tuple(told),
        _told(case, found),
        spent,
    )


def _told(case: Case, found: Read) -> tuple[int, int, int]:
    """The sentences of a case that are in a text, missing and foreign, but for white space letter for letter."""
    text = " ".join(found.text.split())
    inside, outside = (sum(" ".join(each.split()) in text for each in some) for some in (case.inside, case.outside))
    return inside, len(case.inside) - inside, outside


def table(found: dict[str, dict[str, Marks]]) -> str:
    heads = "tool | title | date | sentences | their F1 | text F1 | held-out half | ms of CPU"
    lines = [f"| {heads} |", f"|{' --- |' * 8}"]
    for tool, marks in found.items():
        values = marks.values()
        cells = (
            [each.title for each in values],
            [each.day for each in values],
            [told for each in values for told in each.sentences],
            [_f1(values)],
            [each.text for each in values],
            [each.text for name, each in marks.items() if _is_held_out(name)],
        )
        spent = fmean(each.spent for each in values)
        lines.append(f"| {tool} | {' | '.join(_mean(each) for each in cells)} | {spent:.1f} |")
    return "\n".join(lines) + "\n"


def _f1(marks: Iterable[Marks]) -> float | None:
    """Of the sentences of all pages, as trafilatura's own evaluation counts them."""
    found, missing, foreign = (sum(each) for each in zip(*(each.told for each in marks), strict=True))
    return 2 * found / (2 * found + missing + foreign) if found + missing else None


def by_kind(some: list[Case], found: dict[str, dict[str, Marks]]) -> str:
    """The F1 of each tool on each kind of page; "" where no kinds are told."""
    kinds = Counter(case.kind for case in some if case.kind)
    lines = [f"| kind | pages | {' | '.join(found)} |", f"|{' --- |' * (len(found) + 2)}"] if kinds else []
    for kind, count in kinds.most_common():
        named = [case.name for case in some if case.kind == kind]
        means = (_mean([marks[name].text for name in named]) for marks in found.values())
        lines.append(f"| {kind} | {count} | {' | '.join(means)} |")
    return "".join(f"{line}\n" for line in lines)


def _mean(values: Sequence[float | bool | None]) -> str:
    """A dash where nothing is known, and for what a tool never gives."""
    known = [each for each in values if each is not None]
    return f"{fmean(known):.3f}" if any(known) else "–"


def _is_held_out(name: str) -> bool:
    """Half of the pages, which nobody looks at while changing the extractor."""
    return bool(md5(name.encode(), usedforsecurity=False).digest()[-1] & 1)


def worse(found: dict[str, dict[str, Marks]]) -> list[str]:
    """The cases on which another tool is much better, the worst first."""
    others = [tool for tool in found if tool != OURS]
    gaps = []
    for name, own in found[OURS].items():
        text = {tool: found[tool][name].text or 0.0 for tool in others}
        best = max(text, key=text.__getitem__, default=OURS)
        if own.text is not None and best in text and not _is_held_out(name):
            gaps.append((text[best] - own.text, name, f"{own.text:.2f}, {best} {text[best]:.2f}"))
    return [f"{name}: {said}" for gap, name, said in sorted(gaps, reverse=True) if gap > _MUCH]


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES
    some = list(cases(folder))
    if not some:
        print(f"{folder}: no pages with a truth; name a folder with html/ and ground-truth.json", file=sys.stderr)
        return 2
    found = measure(some)
    print(f"{len(some)} pages\n\n{table(found)}\n{by_kind(some, found)}")
    for line in worse(found):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
