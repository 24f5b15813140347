"""What is due stands in the store."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from feeder.model import Outcome
from feeder.normalise.crontab import parse
from feeder.ports.store import Store
from feeder.records import SourceState
from feeder.schedule.due import Schedule
from feeder.schedule.timetable import Timetable
from world import JAKARTA, Clock

HALF_HOUR, HOUR, DAY = timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def now(clock: Clock) -> datetime:
    return clock.now


def table(store: Store, **schedules: Schedule) -> Timetable:
    return Timetable(store, schedules or {"kpu": HALF_HOUR}, JAKARTA)


def asked(store: Store, at: datetime, source: str = "kpu", failures: int = 0) -> None:
    """What a refresh leaves behind."""
    with store.begin(source) as transaction:
        transaction.state(SourceState(source=source, checked=at, failures=failures))


def test_a_source_that_was_never_asked_is_due_at_once(store: Store, now: datetime) -> None:
    assert table(store).due(now) == ["kpu"]


def test_a_source_that_was_asked_is_due_when_its_time_has_come(store: Store, now: datetime) -> None:
    asked(store, now)
    due = table(store).note(Outcome(source="kpu"), now)
    assert HALF_HOUR <= due - now < HALF_HOUR + timedelta(minutes=1)
    assert table(store).due(due - timedelta(seconds=1)) == []
    assert table(store).due(due) == ["kpu"]


def test_what_was_missed_comes_once(store: Store, now: datetime) -> None:
    asked(store, now)
    table(store).note(Outcome(source="kpu"), now)
    late = now + 9 * DAY
    table(store).review()  # a restart
    assert table(store).due(late) == ["kpu"]
    asked(store, late)
    table(store).note(Outcome(source="kpu"), late)
    assert table(store).due(late) == []


def test_who_has_waited_longest_comes_first(store: Store, now: datetime) -> None:
    sources = table(store, a=HOUR, b=HALF_HOUR, c=HALF_HOUR)
    for source in ("a", "b"):
        asked(store, now, source)
        sources.note(Outcome(source=source), now)
    assert sources.due(now + DAY) == ["c", "b", "a"]


def test_a_source_that_fails_is_asked_later(store: Store, now: datetime) -> None:
    asked(store, now, failures=5)
    assert 16 * HALF_HOUR <= table(store).note(Outcome(source="kpu"), now) - now < 17 * HALF_HOUR
    assert table(store).note(Outcome(source="kpu", unchanged=19), now) - now < 5 * HALF_HOUR  # its listing was read
    paused = now + 2 * DAY
    assert table(store).note(Outcome(source="kpu", until=paused), now) == paused


def test_a_mistake_of_ours_does_not_ask_a_site_again_and_again(store: Store, now: datetime) -> None:
    asked(store, now, failures=3)
    assert table(store).defer("kpu", now) - now >= 8 * HALF_HOUR
    assert table(store, neu=HOUR).defer("neu", now) > now


def test_another_schedule_counts_from_the_last_look(store: Store, now: datetime) -> None:
    asked(store, now)
    table(store, kpu=parse("0 3 * * 1")).note(Outcome(source="kpu"), now)
    table(store, kpu=HALF_HOUR).review()
    assert table(store).due(now + HOUR) == ["kpu"]


def test_a_review_leaves_what_fails_or_was_never_asked(store: Store, now: datetime) -> None:
    asked(store, now, failures=9)
    due = table(store).note(Outcome(source="kpu"), now)
    table(store, kpu=HALF_HOUR, neu=HOUR).review()
    assert store.state("kpu").due == due
    assert store.state("neu").due is None


def test_only_adaptive_sources_need_an_explanation(store: Store, now: datetime) -> None:
    sources = table(store, kpu="auto", lain=HOUR)
    asked(store, now, "lain")
    due = sources.note(Outcome(source="lain"), now)
    assert sources.facts("lain") == {"next_check": due}
    assert str(sources.facts("kpu")["schedule"]).startswith("auto: no items yet; asked ")
