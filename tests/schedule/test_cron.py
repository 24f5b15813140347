"""When a crontab line comes next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.cron import CronTrigger
from hypothesis import given
from hypothesis import strategies as st

from feeder.normalise.crontab import parse
from feeder.schedule.cron import following
from world import JAKARTA

BERLIN = ZoneInfo("Europe/Berlin")  # clocks change there; they do not in Indonesia


def comes(line: str, after: datetime, times: int = 1) -> list[str]:
    """The next times, on the clocks of the zone that `after` is in."""
    zone, found = after.tzinfo, []
    assert zone
    for _ in range(times):
        after = following(parse(line), after, zone).astimezone(zone)
        found.append(f"{after:%a %d %b %H:%M}")
    return found


NOON = datetime(2025, 11, 14, 12, tzinfo=JAKARTA)  # a Friday


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("*/30 * * * *", ["Fri 14 Nov 12:30", "Fri 14 Nov 13:00"]),
        ("0 12 * * *", ["Sat 15 Nov 12:00", "Sun 16 Nov 12:00"]),
        ("0 9 * * 0", ["Sun 16 Nov 09:00", "Sun 23 Nov 09:00"]),
        ("0 9 * * 7", ["Sun 16 Nov 09:00", "Sun 23 Nov 09:00"]),
        ("0 9 * * 1-5", ["Mon 17 Nov 09:00", "Tue 18 Nov 09:00"]),
        ("15 8,16 1 * *", ["Mon 01 Dec 08:15", "Mon 01 Dec 16:15"]),
        ("0 0 29 2 *", ["Tue 29 Feb 00:00"]),
        ("0 7 20 * fri", ["Thu 20 Nov 07:00", "Fri 21 Nov 07:00"]),  # crontab: the day or the weekday
        ("@hourly", ["Fri 14 Nov 13:00"]),
    ],
)
def test_the_next_times(line: str, times: list[str]) -> None:
    assert comes(line, NOON, len(times)) == times


def test_the_clocks_are_those_of_the_publisher() -> None:
    assert following(parse("0 7 * * *"), NOON, JAKARTA) == datetime(2025, 11, 15, 0, tzinfo=UTC)
    assert following(parse("0 7 * * *"), NOON.astimezone(UTC), JAKARTA) == datetime(2025, 11, 15, 0, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_is_not_lost() -> None:
    night = datetime(2026, 3, 29, 0, tzinfo=BERLIN)  # 02:00 becomes 03:00
    assert comes("30 2 * * *", night, 2) == ["Sun 29 Mar 03:30", "Mon 30 Mar 02:30"]


def test_an_hour_that_the_clocks_show_twice_counts_once() -> None:
    night = datetime(2025, 10, 26, 0, tzinfo=BERLIN)  # 03:00 becomes 02:00
    assert comes("30 2 * * *", night, 2) == ["Sun 26 Oct 02:30", "Mon 27 Oct 02:30"]


FIELDS = st.tuples(
    st.sampled_from(["*", "*/7", "0", "5,35", "10-20/5"]),
    st.sampled_from(["*", "*/5", "9", "8-17", "23"]),
    st.sampled_from(["*", "1", "28-31", "*/10"]),
    st.sampled_from(["*", "2", "jan-jun", "*/4"]),
)
YEARS = datetime(2024, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001  # bounds without a zone are what hypothesis takes
MOMENTS = st.datetimes(*YEARS, timezones=st.just(JAKARTA))


@given(FIELDS, MOMENTS)
def test_a_well_known_scheduler_reckons_the_same(fields: tuple[str, ...], after: datetime) -> None:
    trigger = CronTrigger.from_crontab(f"{' '.join(fields)} *", JAKARTA)
    expected = trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
    assert following(parse(f"{' '.join(fields)} *"), after, JAKARTA) == expected


@given(st.integers(0, 7), MOMENTS)
def test_weekdays_are_those_of_crontab(weekday: int, after: datetime) -> None:
    found = following(parse(f"0 9 * * {weekday}"), after, JAKARTA).astimezone(JAKARTA)
    assert found.isoweekday() % 7 == weekday % 7
    assert timedelta(0) < found - after <= timedelta(days=7)
