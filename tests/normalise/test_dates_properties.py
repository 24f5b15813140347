"""Any real day, in any form, comes back; and nothing raises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from feeder.model import Precision
from feeder.normalise.dates import Evidence, infer, uploaded, written

JAKARTA = ZoneInfo("Asia/Jakarta")
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
SHORT = "Jan Peb Mar Apr Mei Jun Jul Ags Sep Okt Nop Des".split()
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jum’at", "Sabtu", "Ahad"]

#: d: day, o: of two digits; m, n: month; y: year; M, S: month's name; W: weekday
WITH_YEAR = [
    "{W} ({d}/{m}/{y})",
    "{W}, ({o}/{n}/{y})",
    "({o}-{n}-{y})",
    "({o}/{n}/{y})",
    "{o}.{n}.{y}",
    "{W}, {d} {M} {y}",
    "{W} ({d} {M} {y})",
    "Jakarta, {d} {M} {y} –",
    "pada {d} {S} {y}",
    "tanggal {o}\u00a0{M}  {y}",
    "{y}-{n}-{o}",
]
WITHOUT_YEAR = ["({d}/{m})", "tanggal {d}/{m}", "pada {d} {M}", "{o} {S} pukul 15.00"]
WITH_WEEKDAY = ["{W} ({d}/{m})", "{W}, ({o}/{n})", "{W}, {d} {M}", "({W}, {d}/{m})", "{W} malam ({d}/{m})"]
RANGES = ["{a} hingga {b}", "{a} s.d. {b}", "{a} – {b}", "{a} sampai dengan {b}", "{a}-{b}"]

days = st.dates(date(2005, 1, 1), date(2035, 12, 31))
unhurried = settings(deadline=None)  # machines that run tests are busy

minutes = st.integers(18_500_000, 34_700_000).map(lambda minute: datetime.fromtimestamp(minute * 60, UTC))  # 2005-2035
cases = st.sampled_from([str, str.upper, str.lower])


def spell(form: str, day: date, case: Callable[[str], str] = str) -> str:
    words = {"W": WEEKDAYS[day.weekday()], "M": MONTHS[day.month - 1], "S": SHORT[day.month - 1]}
    digits = {"d": day.day, "o": f"{day.day:02}", "m": day.month, "n": f"{day.month:02}", "y": day.year}
    return form.format(**{key: case(word) for key, word in words.items()}, **digits)


def inferred(text: str, seen: date) -> date | None:
    moment = datetime.combine(seen, time(12), JAKARTA)
    (found,) = infer([Evidence(text)], seen=moment, zone=JAKARTA)
    return found.at.date() if found else None


@unhurried
@given(days, st.sampled_from(WITH_YEAR), cases, st.integers(0, 4000))
def test_a_day_with_its_year_is_found_in_a_body(day: date, form: str, case: Callable[[str], str], later: int) -> None:
    text = f"KPU Kota menggelar rapat dengan 1.204 peserta, {spell(form, day, case)} di kantor, pukul 09.30 WIB."
    assert inferred(text, day + timedelta(days=later)) == day


@unhurried
@given(days, st.sampled_from(WITH_YEAR), cases, st.integers(0, 4000))
def test_a_day_with_its_year_is_found_beside_an_item(
    day: date, form: str, case: Callable[[str], str], later: int
) -> None:
    seen = datetime.combine(day + timedelta(days=later), time(12), JAKARTA)
    found = written(f"Diterbitkan: {spell(form, day, case)} | 883 kali", seen=seen, zone=JAKARTA)
    assert found is not None
    assert found.precision is Precision.DAY
    assert found.at == datetime.combine(day, time(), JAKARTA)


@unhurried
@given(days, st.sampled_from(WITHOUT_YEAR + WITH_WEEKDAY), cases, st.integers(0, 364))
def test_a_day_of_the_past_year_needs_no_year(day: date, form: str, case: Callable[[str], str], later: int) -> None:
    seen = day + timedelta(days=later)
    assert inferred(f"Rapat digelar {spell(form, day, case)}, di kantor.", seen) == day


@unhurried
@given(days, st.sampled_from(WITH_WEEKDAY), st.integers(0, 4))
def test_the_weekday_reaches_years_back(day: date, form: str, years: int) -> None:
    assume((day.month, day.day) != (2, 29))
    assert inferred(spell(form, day), day.replace(year=day.year + years)) == day


@unhurried
@given(days, st.integers(1, 40), st.sampled_from(RANGES), st.booleans(), st.data())
def test_a_range_gives_its_last_day_or_its_first_while_it_lasts(
    first: date, length: int, form: str, both_years: bool, data: st.DataObject
) -> None:
    last = first + timedelta(days=length)
    seen = first + timedelta(days=data.draw(st.integers(0, length + 300)))
    text = form.format(a=spell("{d} {M} {y}" if both_years else "{d} {M}", first), b=spell("{d} {M} {y}", last))
    assert inferred(f"berlangsung {text} di aula", seen) == (last if last <= seen else first)


@unhurried
@given(minutes, st.sampled_from(["WIB", "WITA", "WIT", "+00:00", "Z"]))
def test_a_moment_comes_back_in_every_zone(moment: datetime, zone: str) -> None:
    hours = {"WIB": 7, "WITA": 8, "WIT": 9}.get(zone, 0)
    local = (moment + timedelta(hours=hours)).replace(tzinfo=None)
    text = (
        f"{spell('{W}, {d} {M} {y}', local.date())} | {local:%H.%M} {zone}" if hours else f"{local.isoformat()}{zone}"
    )
    found = written(text, seen=moment, zone=JAKARTA)
    assert found is not None
    assert (found.at, found.precision) == (moment, Precision.TIME)


fragments = st.lists(
    st.sampled_from(
        [*WITH_WEEKDAY, "13", "/", "11", "2025", "(", ")", " - ", "Mei", "Kamis", "s/d", "0", "31", "\t", ":"]
    )
)


@pytest.mark.parametrize("seen", [datetime(2025, 11, 14, tzinfo=JAKARTA), datetime(2024, 2, 29, tzinfo=UTC)])
@unhurried
@given(text=st.text() | fragments.map("".join) | fragments.map(" ".join))
def test_no_text_raises(seen: datetime, text: str) -> None:
    found = written(text, seen=seen, zone=JAKARTA)
    assert found is None or found.at <= seen + timedelta(days=2)
    for item in infer([Evidence(text, uploaded(text)), Evidence(text, seen, found)], seen=seen, zone=JAKARTA):
        assert item is None or item.at <= seen
