"""`schedule: auto`."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from feeder.model import Precision
from feeder.records import Came
from feeder.schedule import adaptive
from feeder.schedule.adaptive import LONGEST, SHORTEST, explain, following
from world import JAKARTA

FRIDAY = datetime(2025, 11, 14, 12, tzinfo=JAKARTA)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def rhythm(*hours: int, days: int = 50, weekend: bool = False) -> list[datetime]:
    """News at these hours of every working day, or of every day of the weekend, before Friday."""
    past = [FRIDAY - each * DAY for each in range(1, days + 1)]
    return [day.replace(hour=hour) for day in past if (day.weekday() >= 5) == weekend for hour in hours][:50]


def looks(moments: list[datetime], day: datetime) -> list[int]:
    """The hours of a day at which the source is asked."""
    start = day.replace(hour=0)
    at, hours = following(moments, start - HOUR, JAKARTA), []
    while at < start + DAY:
        if at >= start:
            hours.append(at.astimezone(JAKARTA).hour)
        at = following(moments, at, JAKARTA)
    return hours


def test_often_when_it_tends_to_publish_and_seldom_when_it_does_not() -> None:
    hours = looks(rhythm(9, 14), FRIDAY)
    working = [hour for hour in hours if 8 <= hour < 17]
    assert len(working) > 0.8 * len(hours)
    assert hours.count(9) >= 2
    assert len(looks(rhythm(9, 14), FRIDAY + DAY)) <= 3  # Saturday


def test_a_source_of_the_weekend_is_asked_at_the_weekend() -> None:
    moments = rhythm(10, 15, days=90, weekend=True)
    assert len(looks(moments, FRIDAY + DAY)) > len(looks(moments, FRIDAY))


def test_the_more_there_is_the_more_often() -> None:
    counts = [len(looks(rhythm(*hours), FRIDAY)) for hours in ((10,), (9, 14), (8, 10, 12, 14, 16))]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_silence_makes_it_slower() -> None:
    moments = rhythm(9, 14)
    assert len(looks(moments, FRIDAY + 364 * DAY)) < len(looks(moments, FRIDAY))


def test_office_hours_as_long_as_nothing_is_known() -> None:
    hours = looks([], FRIDAY)
    assert len([hour for hour in hours if 7 <= hour < 18]) >= 6
    assert len(hours) <= 12


def test_a_few_items_do_not_make_a_rhythm() -> None:
    night = [FRIDAY.replace(hour=2) - DAY]
    assert len([hour for hour in looks(night, FRIDAY) if 7 <= hour < 18]) >= 2


YEAR = datetime(2025, 1, 1), datetime(2026, 1, 1)  # noqa: DTZ001  # bounds without a zone are what hypothesis takes


@given(st.lists(st.datetimes(*YEAR, timezones=st.just(JAKARTA)), max_size=60))
def test_within_bounds_and_always_the_same(moments: list[datetime]) -> None:
    found = following(moments, FRIDAY, JAKARTA)
    assert SHORTEST <= found - FRIDAY <= LONGEST
    assert found == following(list(reversed(moments)), FRIDAY, JAKARTA)


def test_it_explains_itself() -> None:
    assert explain(rhythm(9, 14), FRIDAY, JAKARTA) == (
        "auto: 50 items in 35 days, 50 of them on working days; "
        "asked 18 times on a working day and 2 times on a day of the weekend"
    )
    assert explain([], FRIDAY, JAKARTA).startswith("auto: no items yet; asked ")


def test_a_day_without_a_time_is_when_it_was_seen_or_noon() -> None:
    midnight = FRIDAY.replace(hour=0)
    timed = Came(FRIDAY, Precision.TIME, FRIDAY + HOUR)
    soon, late = Came(midnight, Precision.DAY, FRIDAY - HOUR), Came(midnight, Precision.DAY, FRIDAY + 9 * DAY)
    assert adaptive.moments([timed, soon, late], JAKARTA) == [FRIDAY, FRIDAY - HOUR, FRIDAY]
