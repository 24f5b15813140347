"""The daemon's loop, on an installation that only counts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, Queue

import pytest
from patience import PATIENCE

from feeder.edition.publishing import Published
from feeder.errors import OutputError, StoreError
from feeder.model import Document, Office, Outcome, Page, Request
from feeder.ports import Source
from feeder.schedule.local import Local
from world import JAKARTA


class Nothing:
    def start(self) -> list[Request]:
        return []

    def extract(self, document: Document) -> Page:
        return Page()


def source(id: str, host: str = "") -> Source:
    url = f"https://{host or id}.kpu.go.id/blog"
    return Source(id=id, extractor=Nothing(), office=Office(url=url, zone=JAKARTA))


@dataclass
class Works:
    """Sources are due until they were asked; asking does what `ask` does."""

    waiting: list[Source] = field(default_factory=list)
    ask: Callable[[Source], None] = lambda _: None
    write: Callable[[], None] = lambda: None
    say: Callable[[], tuple[str, ...]] = tuple
    log: Queue[str] = field(default_factory=Queue)
    trouble: StoreError | None = None
    hastened: threading.Event = field(default_factory=threading.Event)

    def due(self) -> list[Source]:
        if self.trouble:
            raise self.trouble
        return list(self.waiting)

    def refresh(self, source: Source) -> Outcome:
        self.log.put(f"ask {source.id}")
        self.ask(source)
        self.waiting.remove(source)
        return Outcome(source=source.id)

    def defer(self, source: Source) -> None:
        self.log.put(f"defer {source.id}")
        self.waiting.remove(source)

    def publish(self) -> Published:
        self.write()
        self.log.put("publish")
        return Published()

    def tell(self) -> tuple[str, ...]:
        return self.say()

    def hasten(self, seconds: float) -> None:
        self.hastened.set()

    def close(self) -> None:
        self.log.put("close")


def until(event: threading.Event) -> Callable[[Source], None]:
    """A site that does not answer before the event."""

    def ask(each: Source) -> None:
        event.wait(PATIENCE)

    return ask


class Listener:
    def __init__(self) -> None:
        self.heard: Queue[str] = Queue()

    def ticked(self) -> None:
        pass

    def visited(self, outcome: Outcome, seconds: float) -> None:
        self.heard.put(f"visited {outcome.source}")

    def published(self, published: Published) -> None:
        self.heard.put("published")

    def untold(self, troubles: tuple[str, ...]) -> None:
        for trouble in troubles:
            self.heard.put(trouble)

    def failed(self, what: str, error: BaseException) -> None:
        self.heard.put(f"failed {what}: {error!r}")


def next_of(queue: Queue[str], *wanted: str) -> str:
    """The next of the wanted lines; others are passed over."""
    while True:
        line = queue.get(timeout=PATIENCE)
        if line.startswith(wanted):
            return line


@contextmanager
def running(works: Works) -> Iterator[tuple[Local, Listener]]:
    listener = Listener()
    local = Local(works, listener, tick=0.05)
    local.start()
    try:
        yield local, listener
    finally:
        local.stop(PATIENCE)


def test_what_is_due_is_asked_and_published() -> None:
    works = Works([source("a"), source("b")])
    with running(works) as (_, listener):
        assert {next_of(works.log, "ask"), next_of(works.log, "ask")} == {"ask a", "ask b"}
        assert {next_of(listener.heard, "visited"), next_of(listener.heard, "visited")} == {"visited a", "visited b"}
        next_of(works.log, "publish")


def test_one_thread_for_a_host_and_four_in_all() -> None:
    go, begun, at_work, most = threading.Event(), threading.Semaphore(0), set[str](), []

    def ask(each: Source) -> None:
        at_work.add(each.id)
        most.append(sorted(at_work))
        begun.release()
        go.wait(PATIENCE)
        at_work.remove(each.id)

    sources = [source("a1", "a"), source("a2", "a"), *(source(name) for name in "bcdef")]
    with running(Works(sources, ask)) as (_, listener):
        for _ in range(4):
            assert begun.acquire(timeout=PATIENCE)
        go.set()
        for _ in sources:
            next_of(listener.heard, "visited")
    assert max(map(len, most)) == 4
    assert not any({"a1", "a2"} <= set(each) for each in most)


def test_a_mistake_of_ours_is_told_and_the_source_comes_later() -> None:
    def ask(each: Source) -> None:
        raise KeyError(each.id)

    works = Works([source("a")], ask)
    with running(works) as (_, listener):
        assert next_of(listener.heard, "failed") == "failed a: KeyError('a')"
        assert next_of(works.log, "defer") == "defer a"


def test_a_store_that_fails_is_told_once_and_the_host_left_alone() -> None:
    def ask(each: Source) -> None:
        raise StoreError("feeder.db: the disk is full")

    works = Works([source("a")], ask)
    with running(works) as (_, listener):
        assert next_of(listener.heard, "failed") == "failed a: StoreError('feeder.db: the disk is full')"
        with pytest.raises(Empty):
            listener.heard.get(timeout=0.3)  # six ticks


def test_a_schedule_that_cannot_be_read_is_told_once_until_it_can_be() -> None:
    works = Works()
    works.trouble = StoreError("the server is away")
    with running(works) as (_, listener):
        assert next_of(listener.heard, "failed") == "failed schedule: StoreError('the server is away')"
        with pytest.raises(Empty):
            listener.heard.get(timeout=0.3)
        works.trouble = None
        works.waiting.append(source("a"))
        assert next_of(listener.heard, "visited", "failed") == "visited a"


def test_an_output_that_fails_is_told_and_sources_are_asked_all_the_same() -> None:
    def write() -> None:
        raise OutputError("atom.xml: the disk is full")

    works = Works([source("a")], write=write)
    with running(works) as (_, listener):
        assert next_of(listener.heard, "failed") == "failed publishing: OutputError('atom.xml: the disk is full')"
        works.waiting.append(source("b"))
        assert next_of(listener.heard, "visited") in ("visited a", "visited b")


def test_another_installation_takes_over_and_the_first_is_closed_when_it_is_done() -> None:
    go = threading.Event()
    first = Works([source("a")], until(go))
    second = Works([source("b")])
    with running(first) as (local, listener):
        assert next_of(first.log, "ask") == "ask a"
        local.replace(second)
        assert next_of(second.log, "ask") == "ask b"
        assert first.log.empty()
        go.set()
        assert next_of(listener.heard, "visited a") == "visited a"
        assert next_of(first.log, "close") == "close"
    assert "close" not in second.log.queue  # whoever opened it closes it


def test_a_host_stays_alone_when_another_installation_takes_over() -> None:
    go = threading.Event()
    first = Works([source("a")], until(go))
    second = Works([source("a2", "a")])
    with running(first) as (local, _):
        assert next_of(first.log, "ask") == "ask a"
        local.replace(second)
        with pytest.raises(Empty):
            second.log.get(timeout=0.3)
        go.set()
        assert next_of(second.log, "ask") == "ask a2"


def test_the_end_comes_after_what_is_in_hand_with_everything_published() -> None:
    works = Works([source("a"), source("later", "a")])
    works.ask = until(works.hastened)
    listener = Listener()
    local = Local(works, listener, tick=0.05)
    local.start()
    next_of(works.log, "ask")
    assert local.stop(PATIENCE)
    assert list(works.log.queue) == ["publish"]
    assert sorted(listener.heard.queue) == ["published", "visited a"]


def test_what_does_not_end_is_not_waited_for() -> None:
    go = threading.Event()
    works = Works([source("a")], until(go))
    local = Local(works, Listener(), tick=0.05)
    local.start()
    next_of(works.log, "ask")
    assert not local.stop(0.3)
    go.set()


def test_whoever_is_told_holds_up_neither_visits_nor_publishing() -> None:
    go = threading.Event()

    def say() -> tuple[str, ...]:
        go.wait(PATIENCE)
        return ("hub: it did not answer",)

    works = Works([source("a"), source("b")], say=say)
    with running(works) as (_, listener):
        next_of(listener.heard, "published")
        go.set()
        assert next_of(listener.heard, "hub") == "hub: it did not answer"


def test_what_fails_while_others_are_told_is_reported() -> None:
    def say() -> tuple[str, ...]:
        raise StoreError("the disk is full")

    with running(Works(say=say)) as (_, listener):
        assert next_of(listener.heard, "failed") == "failed telling: StoreError('the disk is full')"
