"""Real feed readers, parsers and validators on what is published."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feeder.app import opened
from feeder.cli import main
from store.samples import new
from world import JAKARTA

CONFIG = """
sources:
  - {{id: kpu-jakarta, kind: kpu, url: "{url}", pages: 3}}
fetch: {{delay: 0s, allow_private: [127.0.0.1]}}
"""
OFFICE = "https://jakarta.kpu.go.id/blog/category/104"
UNDATED = (
    "Berita Terkini\n\nRapat Kerja Digelar\nKPU menggelar rapat kerja bersama para pemangku kepentingan di aula.\n"
)

# A subscriber: says which entries are new to it, and which it knows and finds changed.
READER = """
import json, sys
from reader import make_reader
reader = make_reader(sys.argv[1], feed_root="")
reader.add_feed(sys.argv[2], exist_ok=True)
found = {"new": [], "changed": []}
def note(reader, entry, status):
    found["new" if status.value == "new" else "changed"].append(entry.title)
reader.after_entry_update_hooks.append(note)
reader.update_feed(sys.argv[2])
print(json.dumps(found))
"""

Check = Callable[..., None]


@pytest.fixture(scope="session")
def python() -> str:
    """The interpreter that has the readers; `make acceptance` installs them."""
    tools = Path(os.environ.get("ACCEPTANCE_TOOLS", ".acceptance")) / "venv" / "bin" / "python"
    if not tools.is_file():
        pytest.skip(f"the readers are not installed: there is no {tools}")
    return str(tools.absolute())


@pytest.fixture
def check(python: str, beside: Path) -> Check:
    """All checkers on an output folder. A tool that is missing here is passed over, and is named in the output."""

    def run(output: Path, *options: object) -> None:
        command = [python, beside / "acceptance" / "check_feeds.py", output, "--allow-skip", *options]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        failed = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
        assert done.returncode == 0, "\n".join(failed) or done.stdout + done.stderr

    return run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a new installation."""
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG.format(url=OFFICE))
    return tmp_path


def again(here: Path) -> Path:
    """A second build without news: every file is made anew."""
    before = Path(shutil.copytree(here / "output", here / "before"))
    assert main(["publish", "--all"]) == 0
    return before


def test_the_demo(check: Check, tmp_path: Path) -> None:
    demo = shutil.copytree(Path(__file__).parents[2] / "demo", tmp_path / "demo")
    shutil.rmtree(demo / "output", ignore_errors=True)
    subprocess.run([sys.executable, str(demo / "demo.py")], check=True, capture_output=True, cwd=tmp_path)
    check(demo / "output", "--offset", "+07:00")


def test_the_seed(check: Check, beside: Path, here: Path) -> None:
    page = str(beside / "seed" / "berita-terkini.txt")
    assert main(["ingest", page, "--source", "kpu-jakarta", "--seen-at", "2025-11-14"]) == 0
    check(again(here), "--again", here / "output", "--offset", "+07:00", "--total", 6)


def test_the_simulator_with_hostile_items(check: Check, beside: Path, here: Path) -> None:
    from kpusim import Site

    with Site(layout="bootstrap_cards", articles=40, faults="hostile") as site:
        Path("config.yaml").write_text(CONFIG.format(url=site.listing_url(104)))
        assert main(["fetch"]) == 0
    check(again(here), "--again", here / "output", "--offset", "+07:00")


def test_a_feed_that_has_no_item_yet(check: Check, here: Path) -> None:
    """There is nothing to compare or to poll, and nothing to put into archive documents."""
    assert main(["publish"]) == 0
    check(here / "output", "--min-items", 0, "--no-archive", "--skip", "same-*,poll-*")


def test_one_item_without_a_date(check: Check, here: Path) -> None:
    Path("page.txt").write_text(UNDATED)
    assert main(["ingest", "page.txt", "--source", "kpu-jakarta"]) == 0
    [item] = json.loads(Path("output/feed.json").read_text())["items"]
    assert item["_feeder"]["date_basis"] == "first-seen"
    check(here / "output", "--offset", "+07:00", "--total", 1)


def test_twenty_thousand_items(check: Check, here: Path) -> None:
    with opened("config.yaml") as app:
        for first in range(0, 20_000, 1000):
            writes = [
                new(number, source="kpu-jakarta", at=datetime(2018, 1, 1, tzinfo=JAKARTA) + timedelta(hours=3 * number))
                for number in range(first, first + 1000)
            ]
            with app.store.begin("kpu-jakarta") as transaction:
                transaction.write("kpu-jakarta", app.clock(), writes)
        assert app.publish(pages=False).problems == ()
    check(here / "output", "--offset", "+07:00", "--total", 20_000)


@pytest.fixture
def poll(python: str, here: Path) -> Callable[[], dict[str, list[str]]]:
    """What a subscriber of each format finds that it did not know; all say the same."""

    def ask() -> dict[str, list[str]]:
        said = []
        for name in ("atom.xml", "rss.xml", "feed.json"):
            command = [python, "-c", READER, str(here / f"{name}.db"), str(here / "output" / name)]
            said.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        assert said[0] == said[1] == said[2]
        found: dict[str, list[str]] = said[0]
        return found

    return ask


def test_before_and_after_edits_and_removals(
    check: Check, beside: Path, here: Path, poll: Callable[[], dict[str, list[str]]]
) -> None:
    from kpusim import Site

    with Site(layout="bootstrap_cards", articles=40, etag=False, last_modified=False) as site:
        Path("config.yaml").write_text(CONFIG.format(url=site.listing_url(104)))
        assert main(["fetch"]) == 0
        assert poll()["new"]
        assert poll() == {"new": [], "changed": []}
        before = again(here)
        article = next(each for each in site.articles if field(before, 2, "title") == each.title)
        body = article.body_html.replace("</p>", " Ralat redaksi.</p>", 1)
        site.edit(article.id, title=f"Ralat: {article.title}", body_html=body)
        assert main(["fetch", "--recheck"]) == 0
        assert poll() == {"new": [], "changed": [f"Ralat: {article.title}"]}
        check(before, "--edited", here / "output", "--offset", "+07:00")

        fresh = site.publish(title="Berita sesudah ralat", category=104)
        assert main(["fetch"]) == 0
        assert poll() == {"new": [fresh.title], "changed": []}
        assert main(["hide", field(here / "output", 0, "url"), "--reason", "Salah kirim"]) == 0
        assert poll() == {"new": [], "changed": []}
        check(here / "output", "--offset", "+07:00")


def field(output: Path, place: int, name: str) -> str:
    """What an item of feed.json says."""
    items: list[Any] = json.loads((output / "feed.json").read_text())["items"]
    return str(items[place][name])
