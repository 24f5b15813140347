"""Manners, as the simulated site's own log has them: what was asked of it, when, in which order, by whom."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from feeder import __version__
from feeder.cli import main

CONFIG = """
fetch: {{contact: "mailto:operator@example.org", allow_private: [127.0.0.1], attempts: 1, {manners}}}
sources:
  - {{id: berita, kind: kpu, url: "{site}/blog/category/104"}}
  - {{id: siaran, kind: kpu, url: "{site}/blog/category/14"}}
"""
SLACK = 0.005  # seconds between a clock that notes a request and one that waits before it
Start = Callable[..., Any]


@pytest.fixture
def start(beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a site, and configures two sources of it."""
    from kpusim import Site

    monkeypatch.chdir(tmp_path)
    running: list[Any] = []

    def start(manners: str, **settings: Any) -> Any:
        site = Site(articles=14, per_page=4, **settings).start()
        running.append(site)
        site.publish(category=14)
        Path("config.yaml").write_text(CONFIG.format(site=site.url, manners=manners))
        return site

    yield start
    for each in running:
        each.stop()


def test_robots_come_first_and_whoever_asks_says_who_it_is(start: Start) -> None:
    site = start("delay: 0s")
    assert main(["fetch"]) == 0
    assert [each.path for each in site.requests].index("/robots.txt") == 0
    assert len(site.requests.of("robots")) == 1
    assert {each.headers["user-agent"] for each in site.requests} == {
        f"feeder/{__version__} (+mailto:operator@example.org)"
    }
    assert {each.headers["from"] for each in site.requests} == {"operator@example.org"}
    assert not any("cookie" in each.headers for each in site.requests)
    assert not site.requests.repeats()


@pytest.mark.parametrize(
    ("manners", "settings", "rest"),
    [
        ("delay: 300ms", {}, 0.3),
        ("delay: 0s", {"crawl_delay": 0.3}, 0.3),
        ("delay: 300ms", {"crawl_delay": 0.1}, 0.3),
        ("delay: 100ms", {"crawl_delay": 0.3}, 0.3),
    ],
)
def test_gaps_are_kept(start: Start, manners: str, settings: dict[str, float], rest: float) -> None:
    site = start(manners, **settings)
    assert main(["fetch", "berita"]) == 0
    assert site.requests.peak() == 1
    assert len(site.requests) > 4
    assert min(site.requests.intervals()[1:]) >= rest - SLACK


def test_nothing_new_costs_one_conditional_request_each(start: Start) -> None:
    site = start("delay: 0s")
    assert main(["fetch"]) == 0
    site.clear_requests()
    assert main(["fetch"]) == 0
    assert [(each.kind, each.status) for each in site.requests] == [("listing", 304), ("listing", 304)]
    assert all("if-none-match" in each.headers and "if-modified-since" in each.headers for each in site.requests)


def test_a_recheck_is_conditional(start: Start) -> None:
    site = start("delay: 0s")
    assert main(["fetch", "berita"]) == 0
    site.clear_requests()
    assert main(["fetch", "berita", "--recheck"]) == 0
    assert {each.status for each in site.requests.of("article")} == {304}


def test_two_processes_take_turns(start: Start) -> None:
    site = start("delay: 200ms")
    command = [sys.executable, "-m", "feeder", "fetch"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    said = [each.communicate(timeout=120)[1] for each in running]
    assert [each.returncode for each in running] == [0, 0], said
    assert site.requests.peak() == 1
    assert len({each.connection for each in site.requests}) > 1
    assert min(site.requests.intervals()) >= 0.2 - SLACK
    assert len(site.requests.of("robots")) == 1


@pytest.mark.parametrize(("budget", "runs"), [("run: 4", 1), ("day: 4", 3)])
def test_budgets_are_kept(start: Start, capsys: pytest.CaptureFixture[str], budget: str, runs: int) -> None:
    site = start(f"delay: 0s, budget: {{{budget}}}")
    for _ in range(runs):
        assert main(["fetch", "berita"]) == 1
        assert f"(fetch.budget.{budget[:3]}) is reached" in capsys.readouterr().err
    assert len(site.requests) == 4


def test_what_robots_forbid_is_not_asked(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    site = start("delay: 0s", robots="User-agent: *\nDisallow: /blog/read\n")
    assert main(["fetch", "berita"]) == 1
    assert 'does not allow us to ask for this ("Disallow: /blog/read")' in capsys.readouterr().err
    assert {each.kind for each in site.requests} == {"robots", "listing"}
