"""How much of a site is read right: python -m benchmarks.accuracy [LAYOUT ...] [--seeds 1 2 3] [--articles 45]

Every layout of the simulator that stands beside the project (FEEDER_SHARED, or ../shared), all pages, through the whole
program; scored against the simulator's truth. Beside it, on the same articles' pages, public extractors. Writes
docs/accuracy.md when it runs over all layouts.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from benchmarks import pages, peers
from feeder.app import opened
from feeder.publish import jsonfeed

HERE = Path(__file__).parent
REPORT = HERE.parent / "docs" / "accuracy.md"
FLOORS = {
    "items": 1.0, "title": 0.99, "url": 0.99, "category": 0.99, "date (day)": 0.98, "date (minute)": 0.98,
    "image": 0.95, "text": 0.98,
}  # fmt: skip
_PRECISE = {"minute", "second"}


@dataclass(frozen=True)
class Score:
    """One layout with one seed: the share that is right, by field."""

    layout: str
    seed: int
    fields: dict[str, float]
    faults: tuple[str, ...]  # items twice, foreign or missing
    details: str
    others: dict[str, dict[str, float]] = field(default_factory=dict)  # by tool: title, day, text

    def below(self) -> list[str]:
        """What is worse than its floor."""
        low = [f"{name} {self.fields[name]:.3f}" for name, floor in FLOORS.items() if self.fields.get(name, 1) < floor]
        return [*low, *self.faults]


def shared() -> Path | None:
    """The folder that holds the simulator, if it is there."""
    places = (os.environ.get("FEEDER_SHARED", ""), HERE.parent.parent / "shared")
    return next((Path(each) for each in places if each and (Path(each) / "kpusim").is_dir()), None)


def score(layout: str, seed: int, articles: int, *, others: bool = False) -> Score:
    """Read all pages of the simulated site as `feeder fetch` would, and compare; `others` are read, too, on request."""
    from kpusim import Site
    from kpusim import score as scoring

    with Site(layout=layout, articles=articles, seed=seed) as site, tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(
            "fetch: {delay: 0s, allow_private: [127.0.0.1]}\n"
            f'sources: [{{id: sim, kind: kpu, url: "{site.listing_url(104)}", pages: 1000}}]\n'
        )
        with opened(str(config)) as app:
            outcome = app.refresh(app.sources()[0])
            found = [jsonfeed.item(each, app.site.main) for each in app.store.everything()]
        truth = site.truth()
        beside = {name: _told(truth, read) for name, read in peers.readers().items()} if others else {}
    report = scoring.compare(truth, found, category=104)
    told = {name: _marks(truth, scoring.compare(truth, each, category=104)) for name, each in beside.items()}
    return _scored(layout, seed, truth, report, outcome.failures, told)


def _told(truth: dict[str, Any], read: peers.Reader) -> list[dict[str, str]]:
    """What a tool says of each article's page."""
    found = []
    for each in truth["items"]:
        if each["category"] == 104:
            with urlopen(each["url"]) as answer:
                said = read(answer.read(), each["url"])
            found.append(
                {"url": each["url"], "title": said.title, "date_published": said.day, "content_text": said.text}
            )
    return found


def _marks(truth: dict[str, Any], report: Any) -> dict[str, float]:
    """The share that is right; nothing for what the tool never gives."""
    fields = {"title": report.fields["title"], "day": report.fields[_day(truth)]}
    return {name: tally.recall for name, tally in fields.items() if tally.given} | {"text": report.text_f1}


def _day(truth: dict[str, Any]) -> str:
    """The best that can be known of a day: where no page has a date, it is that which the text names."""
    return "date (event)" if truth["date_precision"] == "none" else "date (day)"


def _scored(
    layout: str,
    seed: int,
    truth: dict[str, Any],
    report: Any,
    failures: tuple[str, ...],
    others: dict[str, dict[str, float]],
) -> Score:
    fields = {name: tally.recall for name, tally in report.fields.items()} | {"text": report.text_f1}
    if truth["date_precision"] not in _PRECISE:
        fields.pop("date (minute)")
    fields["date (day)"] = fields[_day(truth)]
    faults = [
        f"{len(found)} {what}"
        for what, found in (("missing", report.missing), ("twice", report.duplicates), ("foreign", report.strangers))
        if found
    ]
    return Score(layout, seed, fields, (*faults, *failures), str(report), others)


def table(scores: list[Score]) -> str:
    """The mean of the seeds, a row for each layout."""
    names = [*FLOORS]
    head = f"| layout | {' | '.join(names)} |\n| --- | {' | '.join('---' for _ in names)} |\n"
    rows = []
    for layout in dict.fromkeys(each.layout for each in scores):
        some = [each.fields for each in scores if each.layout == layout]
        cells = [_mean([each[name] for each in some if name in each]) for name in names]
        rows.append(f"| `{layout}` | {' | '.join(cells)} |")
    return head + "\n".join(rows) + "\n"


def comparison(scores: Iterable[Score]) -> str:
    """Title, day and text of each tool on each layout: the mean of the seeds."""
    lines = ["| layout | tool | title | date (day) | text F1 |", "| --- | --- | --- | --- | --- |"]
    found: dict[tuple[str, str], list[dict[str, float]]] = {}
    for each in scores:
        for tool, marks in each.others.items():
            found.setdefault((each.layout, tool), []).append(marks)
    for (layout, tool), some in found.items():
        cells = (_mean([marks[name] for marks in some if name in marks], "–") for name in ("title", "day", "text"))
        lines.append(f"| `{layout}` | {tool} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _mean(values: list[float], nothing: str = "not on the page") -> str:
    return f"{sum(values) / len(values):.3f}" if values else nothing


def report(scores: list[Score], articles: int, seeds: list[int]) -> str:
    """What docs/accuracy.md says."""
    today, python = f"{datetime.now(UTC):%Y-%m-%d}", ".".join(map(str, sys.version_info[:3]))
    packages = ", ".join(f"{name} {version(name)}" for name in ("lxml", "nh3", "beautifulsoup4"))
    floors = ", ".join(f"{name} {floor}" for name, floor in FLOORS.items())
    absent = f" Not installed, and so not measured: {', '.join(peers.missing())}." if peers.missing() else ""
    parts = [
        "# Accuracy",
        f"Measured on {today} with Python {python}, {packages}, by `make accuracy`, which writes this file.",
        "## Whole program",
        f"A simulated office with {articles} articles in each of four layouts, seeds {', '.join(map(str, seeds))}. "
        "`feeder` reads all pages of the listing 104 and all its articles over HTTP, stores them and is compared with "
        "what the simulator knows: the share of articles whose field is right, and the mean F1 of the text's words. No "
        f"item is missing, twice or foreign, unless a line below the table says so. Floors: {floors}.",
        table(scores) + ("\n" + "\n".join(_low(scores)) + "\n" if _low(scores) else ""),
        "## Beside others, on the same articles' pages",
        f"The pages of the articles of the first seed, one at a time, without their listing.{absent} The title must be "
        "that of the article, without the site's name; a dash stands where a tool gives nothing.",
        comparison(scores),
    ]
    cases = list(pages.cases(pages.CASES))
    if cases:
        about = f"{len(cases)} pages that were written or cut down to be hard, in `tests/extract`. {pages.ABOUT}"
        parts += ["## The project's own cases", about, pages.table(pages.measure(cases))]
    parts.append("Pages of other people: [real-pages.md](real-pages.md).")
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _low(scores: list[Score]) -> list[str]:
    return [
        f"Below a floor: `{each.layout}`, seed {each.seed}: {'; '.join(each.below())}."
        for each in scores
        if each.below()
    ]


def main() -> int:
    beside = shared()
    if beside is None:
        print("the simulator is not there: set FEEDER_SHARED to the folder that holds kpusim", file=sys.stderr)
        return 2
    sys.path.insert(0, str(beside))
    from kpusim import layouts

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layouts", nargs="*", default=layouts.names())
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--articles", type=int, default=90)
    parser.add_argument("--details", action="store_true", help="print the whole report of each run")
    options = parser.parse_args()
    scores = [
        score(layout, seed, options.articles, others=seed == options.seeds[0])
        for layout in options.layouts
        for seed in options.seeds
    ]
    for each in scores:
        if options.details or each.below():
            print(f"{each.layout}, seed {each.seed}: {'; '.join(each.below()) or 'all floors kept'}\n{each.details}\n")
    text = report(scores, options.articles, options.seeds)
    print(text)
    if options.layouts == layouts.names():
        REPORT.write_text(text, encoding="utf-8")
    return 1 if any(each.below() for each in scores) else 0


if __name__ == "__main__":
    sys.exit(main())
