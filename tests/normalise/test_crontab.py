from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.normalise.crontab import parse


def test_every_half_hour() -> None:
    cron = parse("*/30 * * * *")
    assert cron.minutes == {0, 30}
    assert cron.hours == set(range(24))
    assert cron.weekdays == set(range(7))


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("0 9 * * 0", {0}),
        ("0 9 * * 7", {0}),
        ("0 9 * * sun", {0}),
        ("0 9 * * 1-5", {1, 2, 3, 4, 5}),
        ("0 9 * * Mon,WED", {1, 3}),
        ("0 9 * * 5-7", {5, 6, 0}),
        ("0 9 * * */2", {0, 2, 4, 6}),
    ],
)
def test_weekdays_count_from_sunday(text: str, weekdays: set[int]) -> None:
    assert parse(text).weekdays == weekdays


def test_ranges_lists_steps_and_names() -> None:
    cron = parse("5,10-20/5,50/4 8-17/3 1,15 jan-mar,12 *")
    assert cron.minutes == {5, 10, 15, 20, 50, 54, 58}
    assert cron.hours == {8, 11, 14, 17}
    assert cron.days == {1, 15}
    assert cron.months == {1, 2, 3, 12}


@pytest.mark.parametrize(("text", "either"), [("0 0 1 * 1", True), ("0 0 1 * *", False), ("0 0 */2 * 1", False)])
def test_day_and_weekday_both_given_mean_either(text: str, either: bool) -> None:
    assert parse(text).either is either


def test_nicknames() -> None:
    assert parse("@daily").hours == {0}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "'' has 0 fields, not 5"),
        ("* * * *", "'* * * *' has 4 fields, not 5"),
        ("* * * * * *", "'* * * * * *' has 6 fields, not 5"),
        ("@often", "'@often' has 1 fields, not 5"),
        ("60 * * * *", "minute '60' is not within 0 and 59"),
        ("* 24 * * *", "hour '24' is not within 0 and 23"),
        ("* * 0 * *", "day '0' is not within 1 and 31"),
        ("* * * 13 *", "month '13' is not within 1 and 12"),
        ("* * * * 8", "weekday '8' is not within 0 and 7"),
        ("20-10 * * * *", "minute '20-10' is not within 0 and 59"),
        ("*/0 * * * *", "minute '*/0' is not within 0 and 59"),
        ("*-5 * * * *", "'*-5' is no minute"),
        ("1,,2 * * * *", "'' is no minute"),
        ("x * * * *", "'x' is no minute"),
        ("* * * sun *", "'sun' is no month"),
        ("0 0 31 2 *", "'0 0 31 2 *' never comes: no such day in these months"),
        ("0 0 31 4,6 *", "'0 0 31 4,6 *' never comes: no such day in these months"),
    ],
)
def test_mistakes(text: str, reason: str) -> None:
    with pytest.raises(
        ValueError, match=r"; write minute, hour, day, month and weekday, as \*/30 \* \* \* \*$"
    ) as error:
        parse(text)
    assert str(error.value).startswith(reason + ";")


def test_a_day_that_does_not_exist_may_come_on_its_weekday() -> None:
    assert parse("0 0 31 2 1").either


@given(st.lists(st.integers(0, 59), min_size=1))
def test_any_list_of_minutes_comes_back(minutes: list[int]) -> None:
    assert parse(f"{','.join(map(str, minutes))} * * * *").minutes == set(minutes)
