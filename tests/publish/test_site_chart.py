from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from feeder.publish.site_chart import HEIGHT, columns

months = st.lists(
    st.tuples(st.dates(date(2000, 1, 1), date(2030, 1, 1)).map(lambda day: day.replace(day=1)), st.integers(0, 10**6)),
    unique_by=lambda pair: pair[0],
)


def test_nothing_to_show() -> None:
    assert columns([]) == []


def test_the_year_before_the_newest_month() -> None:
    shown = columns([(date(2025, 2, 1), 4), (date(2024, 12, 1), 2), (date(2019, 1, 1), 99)])
    assert [each.month for each in shown][:2] == [date(2024, 3, 1), date(2024, 4, 1)]
    assert [each.count for each in shown][-3:] == [2, 0, 4]
    assert [each.height for each in shown][-3:] == [HEIGHT / 2, 0, HEIGHT]


def test_no_month_before_the_first_with_items() -> None:
    assert [each.month for each in columns([(date(2025, 2, 1), 4), (date(2024, 12, 1), 2)])] == [
        date(2024, 12, 1),
        date(2025, 1, 1),
        date(2025, 2, 1),
    ]


@given(months)
def test_columns_stay_within_the_picture(found: list[tuple[date, int]]) -> None:
    shown = columns(found)
    assert len(shown) <= 12
    assert all(each.left >= 0 and each.left + each.width <= 100 and 0 <= each.height <= HEIGHT for each in shown)
    assert all(one.left + one.width < two.left for one, two in pairwise(shown))
