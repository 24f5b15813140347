"""The figures of speed and memory, each beside its floor or a peer in the same run: python -m benchmarks

Writes benchmarks/RESULTS.md. Machines differ and drift: quote ratios, not times.
"""

from __future__ import annotations

import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import site
from feeder.app import App, opened
from feeder.edition import chain
from feeder.edition.publication import Publication
from feeder.model import Basis, Item, Precision, StoredItem, When
from feeder.records import Write

HERE = Path(__file__).parent
RUNS = 11
ITEMS = 20_000
JAKARTA = ZoneInfo("Asia/Jakarta")

#: A folder in memory, where there is one. On ext4, for minutes after anybody has deleted many files, each new one costs
#: up to a millisecond of the kernel's time (`recently_deleted`): a hundred times as much as otherwise.
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None


@dataclass(frozen=True)
class Figure:
    what: str
    measured: str
    floor: str
    ratio: str
    wanted: str

    def row(self) -> str:
        return f"| {self.what} | {self.measured} | {self.floor} | {self.ratio} | {self.wanted} |"


def main() -> None:
    compileall.compile_dir(HERE.parent / "feeder", quiet=1)  # as those who install it have it
    figures: list[Figure] = []
    with served() as port:
        for measure in (starts, cold, running, articles):
            figures += measure(port)
            print(figures[-1].row(), flush=True)
    figures += publishing()
    text = report("Figures", figures, f"Medians of {RUNS} runs, in turn with the floor.")
    (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


def report(title: str, figures: list[Figure], method: str) -> str:
    """A table of figures, under the machine and the packages that they were measured with."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("httpx", "feedgen", "lxml", "nh3", "orjson"))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    head = (
        f"# {title}\n\n{datetime.now(UTC):%Y-%m-%d}. {machine}; {packages}. {method}\n\n"
        "| what | feeder | floor or peer | ratio | to reach |\n| --- | --- | --- | --- | --- |\n"
    )
    return head + "\n".join(each.row() for each in figures) + "\n"


# --- whole processes ------------------------------------------------------------------------------------------------


def starts(_: int) -> list[Figure]:
    bare = [sys.executable, "-c", "pass"]
    feeder = str(Path(sys.executable).with_name("feeder"))
    return [
        processes("`feeder --version`", [feeder, "--version"], "bare Python", bare, "under 5"),
        processes("`feeder fetch --help`", [feeder, "fetch", "--help"], "bare Python", bare, "under 8"),
    ]


def cold(port: int) -> list[Figure]:
    """A cold `fetch` that learns that nothing is new."""
    feeder = str(Path(sys.executable).with_name("feeder"))
    with tempfile.TemporaryDirectory() as folder:
        config = configured(Path(folder), port)
        command = [feeder, "fetch", "--config", str(config)]
        subprocess.run(command, check=True, capture_output=True)
        httpx = [sys.executable, "-c", "import httpx"]
        return [processes("cold `fetch`, nothing new (304)", command, "`import httpx`", httpx, "under 3")]


def processes(what: str, command: list[str], floor: str, other: list[str], wanted: str) -> Figure:
    pairs = [(wall(command), wall(other)) for _ in range(RUNS + 1)][1:]
    mine, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    return Figure(what, f"{mine * 1000:.0f} ms", f"{floor} {theirs * 1000:.0f} ms", f"{ratio:.1f}", wanted)


def wall(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


# --- in a running process ---------------------------------------------------------------------------------------------


def running(port: int) -> list[Figure]:
    """Requests, bytes and CPU of a refresh with nothing new, on a kept connection, beside a bare conditional GET."""
    import httpx

    with tempfile.TemporaryDirectory() as folder, opened(str(configured(Path(folder), port))) as app:
        source = app.sources()[0]
        app.refresh(source)
        url = source.office.url
        with httpx.Client() as client:
            known = {"If-None-Match": client.get(url).headers["etag"]}
            pairs = [
                (cpu(lambda: app.refresh(source)), cpu(lambda: client.get(url, headers=known)))
                for _ in range(40 + RUNS)
            ][40:]
            said = client.get(url, headers=known)
        begun = app.store.now()
        app.refresh(source)
        asked = app.store.ledger(begun)
    mine, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    return [
        Figure(
            "refresh in a running process, nothing new",
            f"{len(asked)} request, {sum(each.size for each in asked)} bytes of body, {mine * 1000:.1f} ms CPU",
            f"bare conditional GET 1 request, {said.num_bytes_downloaded} bytes, {bare * 1000:.1f} ms",
            f"{mine / bare:.1f}",
            "under 3 ms",
        )
    ]


def articles(port: int) -> list[Figure]:
    """CPU of a refresh that reads, stores and publishes twenty new articles of 57 KB, in a process that has done it
    once before."""
    spent = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder, opened(str(configured(Path(folder), port))) as app:
            first, second = app.sources()
            app.refresh(first)
            app.publish()
            read = cpu(lambda app=app, second=second: app.refresh(second))  # type: ignore[misc]
            spent.append((read, cpu(app.publish)))
    read, written = (statistics.median(part) for part in zip(*spent, strict=True))
    page = site.article(1)
    floor = statistics.median(cpu(lambda: trafilatura(page)) for _ in range(RUNS)) * site.ARTICLES
    return [
        Figure(
            "20 new articles of 57 KB, stored and published with their pages",
            f"{(read + written) * 1000:.0f} ms CPU ({read * 1000:.0f} and {written * 1000:.0f})",
            f"trafilatura reading them {floor * 1000:.0f} ms",
            f"{(read + written) / floor:.2f}",
            "under 120 ms",
        )
    ]


def trafilatura(page: str | bytes, url: str = "") -> object:
    """Its text; with an address what an item needs: title, day, author, and the text as HTML with its pictures."""
    from trafilatura import extract

    if not url:
        return extract(page)
    return extract(page, url=url, output_format="html", with_metadata=True, include_images=True, include_links=True)


# --- publishing -------------------------------------------------------------------------------------------------------


def publishing() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        config = configured(Path(folder), 9)
        with opened(str(config)) as app:
            fill(app)
            pages = cpu(app.publish)  # the first time: topics are found, and all pages written
            rounds = [(cpu(lambda: programs(app)), cpu(lambda: history(app)), cpu(bare_feedgen)) for _ in range(3)]
            mine, chained, theirs = (min(side) for side in zip(*rounds, strict=True))
            one, written = [], 0
            for number in range(RUNS):
                add(app, [made(ITEMS + number)])
                begun = time.perf_counter()
                written = len(app.publish().written)
                one.append(time.perf_counter() - begun)
            quiet = len(app.publish().written)
        peak = memory(config)
    return [
        Figure(
            "publishing all 20,000, all formats and the archive",
            f"{mine - chained:.2f} s CPU, {peak} MB",
            f"bare feedgen, one Atom file of them, {theirs:.2f} s",
            f"{(mine - chained) / theirs:.2f}",
            "under 2, under 100 MB",
        ),
        Figure(
            "and the whole history as 200 documents of Atom and of JSON Feed (RFC 5005), all checked",
            f"{chained:.2f} s CPU",
            "",
            f"{chained / theirs:.2f}",
            "",
        ),
        Figure(
            "the same the first time, with topics, pages and search",
            f"{pages:.1f} s CPU",
            "",
            f"{pages / theirs:.1f}",
            "",
        ),
        Figure(
            "publishing one new item among 20,000, with its pages and search",
            f"{statistics.median(one) * 1000:.0f} ms",
            f"{written} files written; then {quiet} with nothing new",
            "",
            "under 100 ms",
        ),
    ]


def programs(app: App) -> None:
    """All that programs read."""
    app.publish(everything=True, pages=False)


def history(app: App) -> None:
    """The share of the RFC 5005 documents in that."""
    parts = chain.due(app.store, app.output, (), everything=True)
    Publication(app.site, app.store, app.output).chain(parts)


def memory(config: Path) -> int:
    """Peak megabytes of a process that publishes everything, formats and archive."""
    work = (
        "from feeder.app import opened\n"
        f"with opened({str(config)!r}) as app: app.publish(everything=True, pages=False)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", work], check=True, capture_output=True, text=True)
    return int(done.stdout) // 1024


def fill(app: App) -> None:
    for first in range(0, ITEMS, 1000):
        add(app, [made(number) for number in range(first, first + 1000)])


def add(app: App, items: list[StoredItem]) -> None:
    writes = [Write(stored=each, digest="- - - -", keys=each.item.keys, names=()) for each in items]
    with app.store.begin("kpu-jakarta") as transaction:
        transaction.write("kpu-jakarta", datetime.now(UTC), writes)


def made(number: int) -> StoredItem:
    """An item with a text of 3 KB, one of seven a day."""
    at = datetime(2018, 1, 1, tzinfo=JAKARTA) + timedelta(hours=number * 24 / 7)
    text = " ".join([f"Kalimat ke-{n} dari berita nomor {number} di kantor." for n in range(60)])
    item = Item(
        keys=(f"kpu:jakarta.kpu.go.id/blog/read/{number}",),
        names=(),
        url=f"https://jakarta.kpu.go.id/blog/read/{number}_berita",
        title=f"Berita nomor {number}",
        html=f"<p>{text}</p>",
        text=text,
        summary=text[:200],
        published=When(at=at, basis=Basis.STATED, precision=Precision.TIME),
        tags=("Berita Terkini",),
    )
    return StoredItem(
        id=f"tag:jakarta.kpu.go.id,2025:blog/read/{number}",
        item=item,
        source="kpu-jakarta",
        published=at,
        updated=at,
        first_seen=at,
        last_seen=at,
    )


def bare_feedgen() -> int:
    """What the same items cost feedgen alone, as one Atom document."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id("https://jakarta.kpu.go.id/")
    feed.title("Berita")
    for number in range(ITEMS):
        stored = made(number)
        entry = feed.add_entry(order="append")
        entry.id(stored.id)
        entry.title(stored.item.title)
        entry.link(href=stored.item.url)
        entry.published(stored.published)
        entry.updated(stored.updated)
        entry.summary(stored.item.summary)
        entry.content(stored.item.html, type="html")
    return len(feed.atom_str())


# --- tools ------------------------------------------------------------------------------------------------------------


def cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


@contextmanager
def served() -> Iterator[int]:
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.site"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        yield int(server.stdout.readline())
    finally:
        server.kill()
        server.wait()


def configured(folder: Path, port: int) -> Path:
    path = folder / "config.yaml"
    path.write_text(
        "fetch: {delay: 0s, allow_private: [127.0.0.1]}\n"
        "sources:\n"
        f'  - {{id: kpu-jakarta, kind: kpu, url: "http://127.0.0.1:{port}/blog/category/104"}}\n'
        f'  - {{id: kpu-daerah, kind: kpu, url: "http://127.0.0.1:{port}/blog/category/105"}}\n'
    )
    return path


if __name__ == "__main__":
    main()
