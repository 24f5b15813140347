"""When a source is asked next."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.normalise.crontab import parse
from feeder.schedule.due import DEFAULT, Schedule, next_due
from world import JAKARTA

AFTER = datetime(2025, 11, 14, 12, 1, tzinfo=JAKARTA)  # when every source of an hourly schedule has been asked
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
HOURLY, DAILY, WEEKLY = parse("0 * * * *"), parse("0 3 * * *"), parse("0 3 * * 1")


def wait(schedule: Schedule, source: str = "kpu", **more: Any) -> timedelta:
    return next_due(schedule, source, AFTER, JAKARTA, **more) - AFTER


@pytest.mark.parametrize(
    ("schedule", "interval"),
    [(2 * HOUR, 2 * HOUR), (None, DEFAULT), (HOURLY, 59 * MINUTE), (DAILY, 15 * HOUR - MINUTE)],
)
def test_after_an_interval_or_at_the_next_time_and_a_little(schedule: Schedule, interval: timedelta) -> None:
    assert interval <= wait(schedule) < interval + MINUTE


def test_sources_of_one_schedule_are_spread_over_a_minute_and_keep_their_places() -> None:
    places = [wait(HOURLY, f"kpu-{number}") - 59 * MINUTE for number in range(60)]
    assert timedelta(0) <= min(places) < timedelta(seconds=5)
    assert timedelta(seconds=55) < max(places) < MINUTE
    assert places == [wait(HOURLY, f"kpu-{number}") - 59 * MINUTE for number in range(60)]


def test_a_short_interval_is_spread_less() -> None:
    assert max(wait(MINUTE, f"kpu-{number}") for number in range(60)) < 66 * timedelta(seconds=1)


def test_a_crontab_time_is_neither_missed_nor_met_twice() -> None:
    at, times = AFTER, []
    for _ in range(48):
        at = next_due(HOURLY, "kpu", at, JAKARTA)
        times.append(at)
    assert {later - earlier for earlier, later in pairwise(times)} == {HOUR}


def test_a_run_between_two_times_changes_nothing() -> None:
    assert AFTER + wait(HOURLY) == next_due(HOURLY, "kpu", AFTER + 20 * MINUTE, JAKARTA)


def test_what_fails_is_asked_later_and_later_and_never_given_up() -> None:
    waits = [wait(30 * MINUTE, failures=failures) for failures in range(1, 30)]
    assert 30 * MINUTE <= waits[0] < 32 * MINUTE  # once may be chance
    assert all(later >= earlier for earlier, later in pairwise(waits))
    assert waits[3] > 7 * waits[0]
    assert max(waits) <= timedelta(days=1) + MINUTE
    assert wait(30 * MINUTE) == waits[0]


def test_a_listing_that_was_read_is_not_neglected_for_an_article_that_fails() -> None:
    assert wait(30 * MINUTE, failures=20, partly=True) < 2 * HOUR + 5 * MINUTE


def test_failures_never_make_a_source_be_asked_sooner() -> None:
    assert wait(WEEKLY, failures=20) == wait(WEEKLY)
    assert wait(DAILY, failures=1) == wait(DAILY)


def test_a_pause_that_a_host_asked_for_is_kept() -> None:
    assert wait(HOURLY, failures=1, until=AFTER + 3 * HOUR) == 3 * HOUR
    assert wait(HOURLY, failures=1, until=AFTER + MINUTE) == wait(HOURLY)


SCHEDULES = st.sampled_from([HOURLY, DAILY, WEEKLY, None, "auto", MINUTE, timedelta(days=3), parse("30 4 29 2 *")])


@given(SCHEDULES, st.text(max_size=9), st.integers(0, 50), st.booleans())
def test_always_later_and_always_the_same(schedule: Schedule, source: str, failures: int, partly: bool) -> None:
    found = next_due(schedule, source, AFTER, JAKARTA, failures=failures, partly=partly)
    assert found > AFTER
    assert found == next_due(schedule, source, AFTER, JAKARTA, failures=failures, partly=partly)
