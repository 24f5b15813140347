"""How much of a site is read right: python -m benchmarks.accuracy [LAYOUT ...] [--seeds 1 2 3] [--articles 45]

Every layout of the simulator that stands beside the project (FEEDER_SHARED, or ../shared), all pages, through the whole
program; scored against the simulator's truth. Writes docs/accuracy.md when it runs over all layouts.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feeder.app import opened
from feeder.publish import jsonfeed

HERE = Path(__file__).parent
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

    def below(self) -> list[str]:
        """What is worse than its floor."""
        low = [f"{name} {self.fields[name]:.3f}" for name, floor in FLOORS.items() if self.fields.get(name, 1) < floor]
        return [*low, *self.faults]


def shared() -> Path | None:
    """The folder that holds the simulator, if it is there."""
    places = (os.environ.get("FEEDER_SHARED", ""), HERE.parent.parent / "shared")
    return next((Path(each) for each in places if each and (Path(each) / "kpusim").is_dir()), None)


def score(layout: str, seed: int, articles: int) -> Score:
    """Read all pages of the simulated site as `feeder fetch` would, and compare."""
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
    report = scoring.compare(truth, found, category=104)
    return _scored(layout, seed, truth, report, outcome.failures)


def _scored(layout: str, seed: int, truth: dict[str, Any], report: Any, failures: tuple[str, ...]) -> Score:
    fields = {name: tally.recall for name, tally in report.fields.items()} | {"text": report.text_f1}
    if truth["date_precision"] not in _PRECISE:
        fields.pop("date (minute)")
    if truth["date_precision"] == "none":  # then the day that the text names is the best there is
        fields["date (day)"] = fields["date (event)"]
    faults = [
        f"{len(found)} {what}"
        for what, found in (("missing", report.missing), ("twice", report.duplicates), ("foreign", report.strangers))
        if found
    ]
    return Score(layout, seed, fields, (*faults, *failures), str(report))


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


def _mean(values: list[float]) -> str:
    return f"{sum(values) / len(values):.3f}" if values else "not on the page"


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
    scores = [score(layout, seed, options.articles) for layout in options.layouts for seed in options.seeds]
    for each in scores:
        if options.details or each.below():
            print(f"{each.layout}, seed {each.seed}: {'; '.join(each.below()) or 'all floors kept'}\n{each.details}\n")
    print(table(scores))
    return 1 if any(each.below() for each in scores) else 0


if __name__ == "__main__":
    sys.exit(main())
