"""What a backfill costs: python -m benchmarks.backfill [--pages 10000]

One article of 57 KB from bytes to the finished item, beside trafilatura in the same run; and a folder of saved articles
through `feeder ingest`, by one process and by two that share the database, each with its half.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers, site
from benchmarks.__main__ import Figure, cpu, trafilatura

RUNS = 21
URL = "https://jakarta.kpu.go.id/blog/category/104"
FEEDER = str(Path(sys.executable).with_name("feeder"))


@dataclass(frozen=True)
class Cost:
    seconds: float  # by the clock, until the last process ended
    cpu: float  # of all of them
    busiest: float  # CPU of the one that worked most: what the clock would show on a machine with nothing else to do
    peak: int  # MB of the largest


def one_article() -> list[Figure]:
    """CPU of a page, in turn with trafilatura: its text alone, and with what a feed needs besides.

    Each round has a page of its own, since trafilatura remembers what it has seen."""
    rounds = []
    for number in range(1, RUNS + 4):
        page, url = site.article(number).encode(), f"https://jakarta.kpu.go.id{site.path(number)}"
        rounds.append((_cpu(peers.finished, page, url), _cpu(trafilatura, page), _cpu(trafilatura, page, url)))
    rounds = rounds[3:]
    return [_beside(rounds, 1, "its text alone"), _beside(rounds, 2, "with its metadata")]


def _cpu(work: Callable[..., object], *arguments: object) -> float:
    return cpu(lambda: work(*arguments))


def _beside(rounds: Sequence[tuple[float, ...]], place: int, what: str) -> Figure:
    mine, theirs = statistics.median(each[0] for each in rounds), statistics.median(each[place] for each in rounds)
    ratio = statistics.median(each[0] / each[place] for each in rounds)
    return Figure(
        f"{len(site.article(1)) / 1000:.0f} KB from bytes to the finished item",
        f"{mine * 1000:.1f} ms CPU",
        f"trafilatura, {what}, {theirs * 1000:.1f} ms",
        f"{ratio:.2f}",
        "under 0.5",
    )


def folder(pages: int) -> list[Figure]:
    few = max(pages // 5, 1)
    with saved(few) as small:
        start = ingest(small, [small / "1", small / "2"])
    with saved(pages) as whole:
        alone = ingest(whole, [whole / "1", whole / "2"])
        together = ingest(whole, [whole / "1"], [whole / "2"])
    rate = pages / alone.seconds
    return [
        Figure(
            f"`feeder ingest` of {pages:,} saved articles",
            f"{alone.seconds:.0f} s, {alone.cpu:.0f} s CPU, {rate:.0f} pages a second",
            "",
            "",
            "",
        ),
        Figure(
            "its peak memory",
            f"{alone.peak} MB",
            f"of {few:,} articles {start.peak} MB",
            _ratio(alone.peak, start.peak),
            "1",
        ),
        Figure(
            "the same by two processes",
            f"{together.seconds:.0f} s; the busier one {together.busiest:.0f} s CPU",
            f"by one {alone.seconds:.0f} s, {alone.cpu:.0f} s CPU",
            f"{_ratio(alone.seconds, together.seconds)} times faster by the clock, "
            f"{_ratio(alone.cpu, together.busiest)} by CPU",
            "1.7 times",
        ),
    ]


def _ratio(one: float, other: float) -> str:
    return f"{one / other:.2f}"


@contextmanager
def saved(pages: int) -> Iterator[Path]:
    """A folder of saved articles in two halves."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for number in range(1, pages + 1):
            path = root / str(number % 2 + 1) / f"{site.path(number)[1:]}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(site.article(number), encoding="utf-8")
        yield root


def ingest(root: Path, *shares: list[Path]) -> Cost:
    """Read the shares at the same time, into a new database; the output is written once, by hand afterwards."""
    with tempfile.TemporaryDirectory(dir=root) as name:
        config = Path(name) / "config.yaml"
        config.write_text(f'sources: [{{id: kpu, kind: kpu, url: "{URL}"}}]\n')
        begun = time.perf_counter()
        running = [
            subprocess.Popen(
                [FEEDER, "ingest", "--config", str(config), "--source", "kpu", *map(str, share)],
                stdout=subprocess.DEVNULL,
            )
            for share in shares
        ]
        ended = [os.wait4(each.pid, 0) for each in running]
        seconds = time.perf_counter() - begun
    failed = [status for _, status, _ in ended if status]
    if failed:
        raise SystemExit(f"feeder ingest failed: {failed}")
    worked = [usage.ru_utime + usage.ru_stime for _, _, usage in ended]
    peak = max(usage.ru_maxrss for _, _, usage in ended) // 1024
    return Cost(seconds, sum(worked), max(worked), peak)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    options = parser.parse_args()
    print("| what | feeder | floor or peer | ratio | to reach |\n| --- | --- | --- | --- | --- |")
    for measure in (one_article, lambda: folder(options.pages)):
        for figure in measure():
            print(figure.row(), flush=True)


if __name__ == "__main__":
    main()
