"""What a backfill costs: python -m benchmarks.backfill [--pages 10000]

One article of 57 KB from bytes to the finished item, beside trafilatura in the same run; and a folder of saved articles
through `feeder ingest`, by one process and by two. Writes benchmarks/BACKFILL.md.
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
from benchmarks.__main__ import HERE, Figure, cpu, report, trafilatura

RUNS = 21
URL = "https://jakarta.kpu.go.id/blog/category/104"
FEEDER = str(Path(sys.executable).with_name("feeder"))


@dataclass(frozen=True)
class Cost:
    seconds: float  # by the clock
    cpu: float  # seconds, of all processes
    peak: int  # MB of the largest


def one_article() -> list[Figure]:
    """CPU of a page, in turn with trafilatura: the same work (metadata, and HTML), and its text alone.

    Each round has a page of its own, since trafilatura remembers what it has seen."""
    rounds = []
    for number in range(1, RUNS + 4):
        page, url = site.article(number).encode(), f"https://jakarta.kpu.go.id{site.path(number)}"
        rounds.append((_cpu(peers.finished, page, url), _cpu(trafilatura, page), _cpu(trafilatura, page, url)))
    rounds = rounds[3:]
    return [_beside(rounds, 2, "HTML and metadata", "under 0.5"), _beside(rounds, 1, "its text alone", "")]


def _cpu(work: Callable[..., object], *arguments: object) -> float:
    return cpu(lambda: work(*arguments))


def _beside(rounds: Sequence[tuple[float, ...]], place: int, what: str, aim: str) -> Figure:
    mine, theirs = statistics.median(each[0] for each in rounds), statistics.median(each[place] for each in rounds)
    ratio = statistics.median(each[0] / each[place] for each in rounds)
    return Figure(
        f"{len(site.article(1)) / 1000:.0f} KB from bytes to the finished item",
        f"{mine * 1000:.1f} ms CPU",
        f"trafilatura, {what}, {theirs * 1000:.1f} ms",
        f"{ratio:.2f}",
        aim,
    )


def folder(pages: int) -> list[Figure]:
    few = max(pages // 5, 1)
    with saved(few) as small:
        start = ingest(small, publish=False)
    with saved(pages) as whole:
        alone, together = ingest(whole, publish=False), ingest(whole, jobs=2, publish=False)
        published = ingest(whole), ingest(whole, jobs=2)
    scale = _scale()
    return [
        Figure(
            f"{pages:,} saved articles read and stored",
            f"{alone.seconds:.0f} s, {alone.cpu:.0f} s CPU, {pages / alone.seconds:.0f} pages a second",
            "",
            "",
            "",
        ),
        Figure(
            "the peak memory of that",
            f"{alone.peak} MB",
            f"of {few:,} articles {start.peak} MB",
            _ratio(alone.peak, start.peak),
            "1",
        ),
        _faster("the same with `--jobs 2`", alone, together, scale, "1.7 times"),
        _faster("the whole of `feeder ingest --jobs 2`, with all feeds and pages", *published, scale, ""),
    ]


def _faster(what: str, alone: Cost, together: Cost, scale: float, aim: str) -> Figure:
    return Figure(
        what,
        f"{together.seconds:.0f} s, {together.cpu:.0f} s CPU, {together.peak} MB",
        f"by one {alone.seconds:.0f} s, {alone.cpu:.0f} s CPU; two that share nothing do {scale:.2f} times as much",
        f"{_ratio(alone.seconds, together.seconds)} times faster",
        aim,
    )


def _scale() -> float:
    """How much more two processes that have nothing in common get done on this machine than one."""
    alone, together = _counted(1), _counted(2)
    return together / alone


def _counted(processes: int) -> int:
    work = (
        "import time\ndone, end = 0, time.perf_counter() + 5\n"
        "while time.perf_counter() < end: done += 1; sum(range(1000))\nprint(done)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", work], stdout=subprocess.PIPE, text=True) for _ in range(processes)
    ]
    return sum(int(each.communicate()[0]) for each in running)


def _ratio(one: float, other: float) -> str:
    return f"{one / other:.2f}"


@contextmanager
def saved(pages: int) -> Iterator[Path]:
    """A folder of saved articles."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "pages"
        for number in range(1, pages + 1):
            path = root / f"{site.path(number)[1:]}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(site.article(number), encoding="utf-8")
        yield root


def ingest(root: Path, *, jobs: int = 1, publish: bool = True) -> Cost:
    """Read the folder into a new database, as the command does; or without its last step, which publishes."""
    with tempfile.TemporaryDirectory(dir=root.parent) as name:
        config = Path(name) / "config.yaml"
        config.write_text(f'sources: [{{id: kpu, kind: kpu, url: "{URL}"}}]\n')
        alone = f"""
from pathlib import Path
from feeder.app import opened
if __name__ == "__main__":
    with opened({str(config)!r}) as app:
        app.ingest(app.sources()[0], [Path({str(root)!r})], None, jobs={jobs}, told=lambda *_: None)
"""
        part = Path(name) / "part.py"
        part.write_text(alone)
        whole = [FEEDER, "ingest", "--config", str(config), "--source", "kpu", "--jobs", str(jobs), str(root)]
        begun = time.perf_counter()
        running = subprocess.Popen(whole if publish else [sys.executable, str(part)], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(running.pid, 0)
        seconds = time.perf_counter() - begun
    if status:
        raise SystemExit(f"feeder ingest failed: {status}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    options = parser.parse_args()
    figures = one_article()
    print(*(each.row() for each in figures), sep="\n", flush=True)
    figures += folder(options.pages)
    text = report("A backfill", figures, f"A page: medians of {RUNS} rounds, in turn with trafilatura.")
    (HERE / "BACKFILL.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
