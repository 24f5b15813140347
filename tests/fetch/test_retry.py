"""What is tried again, when, and how a host's wish to be left alone is kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import FetchError, Trouble
from feeder.fetch.answer import retry_after
from feeder.fetch.http import Visit
from feeder.fetch.memory import MemoryHosts
from feeder.model import Request
from fetch.conftest import MakeWeb, Serve
from fetch.site import Answerer, Clock, Wanted, reply

NOW = datetime(2025, 11, 14, 9, 0, tzinfo=UTC)
PAGE = reply(200, b"page")


def one_by_one(*answers: list[bytes]) -> Answerer:
    left = list(answers)

    def answer(_: Wanted) -> list[bytes]:
        return left.pop(0) if len(left) > 1 else left[0]

    return answer


def failure(visit: Visit, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        visit(Request(url=url))
    return caught.value


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429, 599])
def test_trouble_of_the_site_is_tried_three_times(
    serve: Serve, visit: Visit, clock: Clock, hosts: MemoryHosts, status: int
) -> None:
    site = serve(lambda _: reply(status))
    error = failure(visit, site.url)
    assert error.trouble is (Trouble.BUSY if status == 429 else Trouble.SERVER)
    assert error.status == status
    assert len(site.requests) == 3
    assert clock.slept == [1.0, 2.0]
    assert [each.status for each in hosts.ledger[1:]] == [status] * 3


def test_chance_only_adds(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(lambda _: reply(500))
    failure(make_web(random=lambda: 0.999).for_source("contoh"), site.url)
    assert clock.slept == [pytest.approx(1.25, rel=0.01), pytest.approx(2.5, rel=0.01)]


def test_the_wait_has_a_cap(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(lambda _: reply(500))
    failure(make_web(attempts=9, patience=500).for_source("contoh"), site.url)
    assert clock.slept == [1, 2, 4, 8, 16, 20, 20, 20]


def test_the_delay_is_kept_between_tries(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(one_by_one(reply(500), PAGE))
    make_web(delay=5.0).for_source("contoh")(Request(url=site.url))
    assert clock.slept == [5.0, 5.0]  # after robots.txt, and before the second try


def test_another_try_may_help(serve: Serve, visit: Visit) -> None:
    site = serve(one_by_one(reply(502), reply(500), PAGE))
    [document] = visit(Request(url=site.url))
    assert document.body == b"page"


def test_redirects_share_the_tries(serve: Serve, visit: Visit) -> None:
    site = serve(one_by_one(reply(500), reply(302, Location="/b"), reply(500), PAGE))
    assert failure(visit, site.url + "a").trouble is Trouble.SERVER


@pytest.mark.parametrize("form", ["seconds", "date"])
@pytest.mark.parametrize("status", [503, 429, 500])
def test_a_short_wait_is_waited(serve: Serve, visit: Visit, clock: Clock, form: str, status: int) -> None:
    wish = "30" if form == "seconds" else format_datetime(clock.at + timedelta(seconds=30), usegmt=True)
    site = serve(one_by_one(reply(status, Retry_After=wish), PAGE))
    assert visit(Request(url=site.url))
    assert clock.slept == [pytest.approx(30, abs=0.1)]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_long_wait_is_kept_by_all(
    serve: Serve, make_web: MakeWeb, clock: Clock, hosts: MemoryHosts, form: str
) -> None:
    until = clock.at + timedelta(hours=2)
    wish = "7200" if form == "seconds" else format_datetime(until, usegmt=True)
    site = serve(one_by_one(reply(503, Retry_After=wish), PAGE))
    error = failure(make_web().for_source("contoh"), site.url)
    assert (error.trouble, error.until, error.status) == (Trouble.BUSY, until, 503)
    assert "asks us to wait until 2025-11-14 11:00:00 UTC" in error.reason
    later = failure(make_web().for_source("lain"), site.url + "x")  # another process, another source
    assert (later.trouble, later.until) == (Trouble.BUSY, until)
    assert f"nothing is asked of {site.host} until 2025-11-14 11:00:00 UTC, unless with --force" in later.reason
    assert len(site.requests) == 1
    assert clock.slept == []
    clock.at = until
    assert make_web().for_source("contoh")(Request(url=site.url))


def test_who_forces_asks_all_the_same(serve: Serve, make_web: MakeWeb, hosts: MemoryHosts) -> None:
    site = serve(one_by_one(reply(503, Retry_After="7200"), PAGE))
    web = make_web()
    failure(web.for_source("contoh"), site.url)
    assert web.for_source("contoh", force=True)(Request(url=site.url))
    assert web.for_source("contoh")(Request(url=site.url))  # the page ended the pause


def test_a_pause_that_ends_soon_is_waited_for(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(one_by_one(*[reply(503, Retry_After="40")] * 2, PAGE))
    error = failure(make_web(patience=70.0).for_source("contoh"), site.url)  # 40 seconds fit once
    assert error.trouble is Trouble.BUSY
    clock.slept.clear()
    assert make_web().for_source("contoh")(Request(url=site.url))
    assert clock.slept == [40]


def test_a_certain_end_of_patience(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(lambda _: reply(503, Retry_After="59"))
    failure(make_web(patience=58.0).for_source("contoh"), site.url)
    assert len(site.requests) == 1


@pytest.mark.parametrize("wish", ["-5", "soon", "1e3", "", "Fri, 99 Nov 2025"])
def test_a_wish_that_cannot_be_read_is_no_wish(wish: str) -> None:
    assert retry_after(wish, NOW) is None


@pytest.mark.parametrize(
    ("wish", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("Fri, 14 Nov 2025 09:01:00 GMT", 60),
        ("Fri, 14 Nov 2025 16:01:00 +0700", 60),
        ("Fri, 14 Nov 2025 09:01:00 -0000", 60),
        ("Thu, 13 Nov 2025 09:01:00 GMT", 0),
        ("9" * 40, 366 * 86_400),
        ("Fri, 14 Nov 9999 09:01:00 GMT", 366 * 86_400),
    ],
)
def test_wishes(wish: str, seconds: int) -> None:
    assert retry_after(wish, NOW) == NOW + timedelta(seconds=seconds)


@given(st.text(max_size=60))
def test_no_wish_breaks_it(wish: str) -> None:
    at = retry_after(wish, NOW)
    assert at is None or at >= NOW
