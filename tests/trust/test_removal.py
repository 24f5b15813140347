"""When an article that is gone counts as withdrawn."""

from datetime import UTC, datetime, timedelta

from feeder.records import Absence
from feeder.trust import removal
from feeder.trust.removal import Rule

NOON = datetime(2025, 11, 14, 12, tzinfo=UTC)
RULE = Rule(checks=3, over=timedelta(hours=24))
NEW = Absence(number=1, url="https://h.id/", first=NOON, last=NOON)


def after(hours: int) -> datetime:
    return NOON + timedelta(hours=hours)


def test_the_checks_are_spread_over_the_while() -> None:
    once = removal.counted(NEW, NOON, gone=True)
    assert removal.due(NEW, RULE, NOON)
    assert not removal.due(once, RULE, after(11))
    assert removal.due(once, RULE, after(12))


def test_it_takes_all_checks_and_the_whole_while() -> None:
    twice = removal.counted(removal.counted(NEW, NOON, gone=True), after(30), gone=True)
    assert not removal.confirmed(twice, RULE)
    assert removal.confirmed(removal.counted(twice, after(42), gone=True), RULE)
    hasty = NEW
    for hour in (0, 1, 2):
        hasty = removal.counted(hasty, after(hour), gone=True)
    assert not removal.confirmed(hasty, RULE)


def test_a_page_that_is_there_begins_anew() -> None:
    there = removal.counted(removal.counted(NEW, NOON, gone=True), after(12), gone=False)
    assert there.times == 0
    again = removal.counted(there, after(24), gone=True)
    assert (again.times, again.first) == (1, after(24))


def test_one_check_is_enough_where_the_rule_says_so() -> None:
    assert removal.confirmed(removal.counted(NEW, NOON, gone=True), Rule(checks=1))
