from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from feeder.model import Basis, Precision, When
from feeder.revise import mint

JAKARTA = ZoneInfo("Asia/Jakarta")
DAY = datetime(2025, 11, 13, tzinfo=JAKARTA)
SECOND = timedelta(seconds=1)
Entry = tuple[When, datetime | None]


def day(number: int = 13) -> When:
    return When(at=DAY.replace(day=number), basis=Basis.INFERRED, precision=Precision.DAY)


def times(page: Sequence[Entry], taken: Sequence[datetime] = (), above: datetime | None = None) -> list[datetime]:
    def between(first: datetime, last: datetime) -> list[datetime]:
        return sorted(each for each in taken if first <= each <= last)

    return mint.times(page, zone=JAKARTA, taken=between, above=above)


def test_a_day_keeps_the_order_of_the_page() -> None:
    minted = times([(day(), None), (day(12), None), (day(12), None), (day(12), None)])
    assert minted == sorted(minted, reverse=True)
    assert [each.astimezone(JAKARTA).day for each in minted] == [13, 12, 12, 12]
    assert all(each.astimezone(JAKARTA).hour == 0 for each in minted)


def test_what_comes_later_moves_nothing() -> None:
    first = times([(day(), None), (day(), None)])
    second = times([(day(), None), (day(), first[0]), (day(), None), (day(), first[1]), (day(), None)], first)
    assert second[1] == first[0]
    assert second[3] == first[1]
    assert second == sorted(second, reverse=True)
    assert len(set(second)) == 5


def test_new_items_of_a_day_stand_above_those_that_left_the_page() -> None:
    first = times([(day(), None), (day(), None)])
    assert min(times([(day(), None), (day(), None)], first)) > max(first)


def test_the_next_page_stands_below_the_one_before() -> None:
    first = times([(day(), None), (day(), None)])
    second = times([(day(), None), (day(), None)], first, above=first[-1])
    assert max(second) < min(first)
    assert second == sorted(second, reverse=True)


def test_a_stated_time_stays_as_it_is() -> None:
    at = datetime(2025, 11, 13, 9, 12, tzinfo=timezone(timedelta(hours=9)))
    assert times([(When(at=at), None)]) == [at]


def test_items_first_seen_together_keep_their_order() -> None:
    seen = When(at=datetime(2025, 11, 14, 5, tzinfo=UTC), basis=Basis.FIRST_SEEN)
    minted = times([(seen, None)] * 3)
    assert minted[0] == seen.at
    assert minted == sorted(minted, reverse=True)
    assert len(set(minted)) == 3


def test_undated_items_of_a_later_page_are_older_than_the_one_before() -> None:
    seen = When(at=datetime(2025, 11, 14, 5, tzinfo=UTC), basis=Basis.FIRST_SEEN)
    assert max(times([(seen, None)] * 2, above=DAY)) < DAY


def test_the_first_page_again_behind_the_last_one_is_not_older_than_that() -> None:
    seen = When(at=DAY + timedelta(hours=9), basis=Basis.FIRST_SEEN)
    new, _, below = times([(seen, None), (seen, DAY + SECOND), (seen, None)], above=DAY)
    assert (new, below < DAY) == (seen.at, True)


def test_what_was_pushed_along_from_the_page_before_changes_nothing() -> None:
    seen = When(at=DAY + timedelta(hours=9), basis=Basis.FIRST_SEEN)
    assert times([(seen, DAY + SECOND), (seen, DAY), (seen, None)], above=DAY)[2] < DAY


@given(st.lists(st.integers(1, 28), min_size=1, max_size=40), st.integers(0, 40))
def test_any_listing_keeps_its_order_when_it_grows(days: list[int], cut: int) -> None:
    page = sorted(days, reverse=True)
    first = times([(day(each), None) for each in page[cut:]])
    entries: list[Entry] = [(day(each), None) for each in page[:cut]]
    entries += [(day(each), time) for each, time in zip(page[cut:], first, strict=True)]
    second = times(entries, first)
    assert second[cut:] == first
    assert second == sorted(second, reverse=True)
    assert len(set(second)) == len(second)
