"""A month of the daemon in seconds: faults of every kind, edits, restarts and kills at any moment.

In the end the store and the feeds say what they say after a month without faults; no host was asked against its rules,
and memory has not grown.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from served import answers

from feeder import config
from feeder.app import App
from feeder.processes.halt import Halt
from feeder.records import Asked
from fetch.site import Site, Wanted, reply, start
from world import JAKARTA, Article, Clock, FakeSite

BEGIN = datetime(2025, 10, 1, tzinfo=JAKARTA)
DAYS, CALM = 30, 4
CHANCE = 0.004  # of being killed in a sleep
TICK, DELAY = timedelta(minutes=15), timedelta(seconds=2)
RETRY_AFTER, BLOCKED = timedelta(minutes=40), timedelta(hours=1)
BLOCK_PAGE = b"<html><body><h1>Web Page Blocked!</h1><p>Attack ID: 20000001</p></body></html>"
TEXT = "KPU Kota Contoh menggelar kegiatan nomor {} bersama para pemangku kepentingan.\n\nDihadiri oleh {} anggota."
MONTHS = {10: "Oktober", 11: "November"}


class Killed(BaseException):
    """The process is gone, whatever it was doing."""


class Time(Halt):
    """Time passes while somebody sleeps; at some of these moments the process is killed."""

    def __init__(self, clock: Clock, kill: random.Random, chance: float) -> None:
        super().__init__()
        self.clock, self.kill, self.chance = clock, kill, chance

    def sleep(self, seconds: float) -> None:
        self.clock.now += timedelta(seconds=seconds)
        if self.kill.random() < self.chance:
            raise Killed


@dataclass
class World:
    """An office that publishes on working days, mends its words, and has a site that fails."""

    clock: Clock = field(default_factory=lambda: Clock(BEGIN))
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    bad_until: datetime = BEGIN

    def __post_init__(self) -> None:
        self.site = FakeSite(self.clock, per_page=8)
        self.plan = sorted(self._plan(), key=lambda step: step[0])

    def _plan(self) -> Iterator[tuple[datetime, int, str]]:
        """What happens when: an article, a mended title, a mended text."""
        for number in range(1, DAYS * 2 + 1):
            at = BEGIN + timedelta(hours=12 * number - 3, minutes=number)
            if at.weekday() < 5:
                yield at, number, "new"
                if number % 7 == 0:
                    yield at + timedelta(hours=5), number, "title"
                if number % 5 == 0:
                    yield at + timedelta(hours=15), number, "text"

    def until(self, now: datetime) -> None:
        """Everything that has happened by now."""
        while self.plan and self.plan[0][0] <= now:
            at, number, what = self.plan.pop(0)
            date = f"{at.day} {MONTHS[at.month]} {at.year} {at:%H:%M} WIB"
            if what == "new":
                self.site.articles.insert(0, Article(number, f"Kegiatan {number}", TEXT.format(number, "para"), date))
                continue
            [article] = [each for each in self.site.articles if each.number == number]
            if what == "title":
                article.title += " diralat"
            else:
                article.text = article.text.replace("para anggota", "seluruh anggota")

    def answer(self, wanted: Wanted) -> Iterable[bytes]:
        return self._fault() or answers(self.site)(wanted)

    def _fault(self) -> list[bytes]:
        """One in fifty answers begins a bad time."""
        if self.clock.now >= BEGIN + timedelta(days=DAYS):
            return []
        if self.dice.random() < 0.02:
            self.bad_until = self.clock.now + timedelta(hours=self.dice.choice((1, 3, 12, 40)))
        if self.clock.now >= self.bad_until:
            return []
        return self.dice.choice(
            (
                reply(503, b"<h1>Service Unavailable</h1>"),
                reply(500, b"<h1>Whoops, looks like something went wrong.</h1>"),
                reply(429, b"slow down", Retry_After=str(int(RETRY_AFTER.total_seconds()))),
                reply(403, BLOCK_PAGE),
                reply(200, BLOCK_PAGE),
                [b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html><body>cut"],
                [b""],
            )
        )


@dataclass
class Result:
    """What is left of a month."""

    items: list[tuple[object, ...]] = field(default_factory=list)
    feed: list[tuple[str, ...]] = field(default_factory=list)
    ledger: list[Asked] = field(default_factory=list)
    listings: list[Wanted] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)  # at the end of each day
    visits: int = 0
    ends: int = 0  # restarts and kills


class Daemon:
    """The work of `feeder run`, tick by tick."""

    def __init__(self, folder: Path, site: Site, schedule: str, clock: Clock, chance: float) -> None:
        self.folder, self.site, self.clock, self.chance = folder, site, clock, chance
        self.dice = random.Random(11)
        self.result = Result()
        fetch = f"{{delay: {DELAY.total_seconds():.0f}s, allow_private: [127.0.0.1]}}"
        source = f'{{id: kpu, kind: kpu, url: "{site.url}blog/category/104", pages: 3, schedule: {schedule}}}'
        folder.mkdir()
        (folder / "config.yaml").write_text(f"fetch: {fetch}\nsources: [{source}]\n")
        self.app = self._start()

    def _start(self) -> App:
        halt = Time(self.clock, self.dice, self.chance)
        app = App(config.load(self.folder / "config.yaml", {}), self.clock, halt=halt)
        app.timetable.review()
        return app

    def tick(self) -> None:
        try:
            self._visit()
        except Killed:
            self._restart()
        if self.dice.random() < self.chance * 3:
            self._restart()

    def _visit(self) -> None:
        for source in self.app.due():
            self.app.refresh(source)
            self.result.visits += 1
            if self.result.visits % 20 == 0:  # every time would take most of the test's time
                assert self.app.publish(pages=False).problems == ()

    def _restart(self) -> None:
        self.app.close()
        self.result.ends += 1
        self.app = self._start()

    def end(self) -> Result:
        assert self.app.publish().problems == ()
        assert self.app.store.check() == ()
        self.result.items = [
            (self._name(each.id), each.item.title, each.item.text, each.item.tags, each.published, each.withdrawn)
            for each in self.app.store.everything()
        ]
        feed = json.loads((self.folder / "output" / "feed.json").read_text())
        self.result.feed = [(self._name(each["id"]), each["title"], each["content_html"]) for each in feed["items"]]
        self.result.ledger = self.app.store.ledger(BEGIN, limit=100_000)[::-1]
        self.app.close()
        return self.result

    def _name(self, id: str) -> str:
        """Without the port, which is another one for each site."""
        return id.replace(self.site.host.partition(":")[2], "")


def month(folder: Path, *, schedule: str, faults: bool) -> Result:
    """From the first day to the end of the calm after it."""
    world = World()
    server = start(world.answer if faults else answers(world.site))
    try:
        daemon = Daemon(folder, server.site, schedule, world.clock, CHANCE if faults else 0.0)
        for tick in range((DAYS + CALM) * 96):
            world.clock.now = max(world.clock.now, BEGIN + tick * TICK)
            world.until(world.clock.now)
            daemon.tick()
            if tick % 96 == 0:
                daemon.result.memory.append(_memory())
        daemon.result.listings = [each for each in server.site.requests if "category" in each.path]
        return daemon.end()
    finally:
        server.shutdown()
        server.server_close()


def _memory() -> int:
    """Bytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return month(tmp_path_factory.mktemp("soak") / "bad", schedule="1h", faults=True)


def test_nothing_is_lost_and_nothing_comes_twice(bad: Result, tmp_path: Path) -> None:
    good = month(tmp_path / "good", schedule="12h", faults=False)
    assert len(good.items) > 35
    assert bad.items == good.items
    assert bad.feed == good.feed


def test_it_went_through_what_it_should(bad: Result) -> None:
    assert bad.visits > 300
    assert bad.ends > 10
    assert {"server", "busy", "blocked", "broken", "unreachable"} <= {
        word for each in bad.ledger for word in each.note.split()
    }


def test_no_rule_of_a_visitor_was_broken(bad: Result) -> None:
    assert "robots" in bad.ledger[0].note
    for before, after in pairwise(bad.ledger):
        pause = after.at - before.at
        assert pause >= DELAY
        if "busy" in before.note:
            assert pause >= RETRY_AFTER
        if "blocked" in before.note:
            assert pause >= BLOCKED
    known = [each for each in bad.listings if "if-none-match" in each.headers]
    assert len(known) > 0.7 * len(bad.listings)


def test_memory_does_not_grow(bad: Result) -> None:
    middle = len(bad.memory) // 2
    assert bad.memory[-1] - bad.memory[middle] < 4_000_000
