"""The verdict on a refresh, and its evidence."""

from datetime import UTC, datetime, timedelta

from feeder.errors import ExtractError, FetchError, Trouble
from feeder.health import judge, silence

NOW = datetime(2025, 11, 14, tzinfo=UTC)
DAILY = [NOW - timedelta(days=days) for days in range(40, 20, -1)]
DOWN = FetchError("https://h.id/", "no answer")
GARBLED = ExtractError("https://h.id/", "this is no listing")


def test_news_is_ok_and_no_news_is_quiet() -> None:
    assert judge(2, 1, []) == ("ok", "2 new and 1 revised items")
    assert judge(0, 0, []) == ("quiet", "the site was read, and there is no news")


def test_the_first_failure_gives_the_verdict() -> None:
    assert judge(0, 0, [DOWN]) == ("unreachable", "https://h.id/: no answer")
    assert judge(0, 0, [GARBLED]) == ("drifted", "https://h.id/: this is no listing")
    assert judge(0, 0, [FetchError("https://h.id/", "a firewall", trouble=Trouble.BLOCKED)])[0] == "blocked"


def test_a_few_pages_that_fail_among_many_are_said_only() -> None:
    verdict, reason = judge(1, 0, [DOWN], read=6)
    assert verdict == "ok"
    assert reason.endswith("; 1 pages failed and are asked again: https://h.id/: no answer")
    assert judge(1, 0, [DOWN, DOWN], read=1)[0] == "unreachable"


def test_a_doubt_goes_before_everything() -> None:
    assert judge(3, 0, [DOWN], doubt="odd") == ("drifted", "odd; what was read waits, and the feeds stay as they were")


def test_silence_is_measured_by_the_usual_rhythm() -> None:
    assert silence(DAILY, NOW) == "; the newest is 21 days old, usually there is one every day"
    assert silence(DAILY, NOW - timedelta(days=18)) == ""
    assert silence(DAILY[:3], NOW) == ""
    weekly = [NOW - timedelta(weeks=weeks) for weeks in range(12, 2, -1)]
    assert silence(weekly, NOW) == ""
    assert silence(weekly, NOW + timedelta(weeks=3)) == "; the newest is 42 days old, usually there is one every 7 days"
