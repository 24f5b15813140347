"""One request at a time to a host, with a delay, within the budget."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from feeder.errors import FetchError, Trouble
from feeder.fetch.http import Web
from feeder.fetch.memory import MemoryHosts
from feeder.fetch.options import Options
from feeder.fetch.polite import authority
from feeder.model import Request
from feeder.records import Asked, HostState
from fetch.conftest import MakeWeb, Serve
from fetch.site import Answerer, Clock, Wanted, reply

PAGE = reply(200, b"page")


def page(_: Wanted) -> list[bytes]:
    return PAGE


def test_the_delay_is_kept(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(page)
    visit = make_web(delay=1.0).for_source("contoh")
    for _ in range(3):
        visit(Request(url=site.url))
    assert clock.slept == [1.0, 1.0, 1.0]


def test_chance_only_adds_to_it(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(page)
    make_web(delay=4.0, random=lambda: 1.0).for_source("contoh")(Request(url=site.url))
    assert clock.slept == [5.0]


def test_more_chance_may_be_wanted(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(page)
    make_web(delay=4.0, jitter=30.0, random=lambda: 1.0).for_source("contoh")(Request(url=site.url))
    assert clock.slept == [35.0]


def test_there_may_be_none(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(page)
    make_web(delay=0.0, random=lambda: 1.0).for_source("contoh")(Request(url=site.url))
    assert clock.slept == []


def test_time_that_passed_counts(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(page)
    visit = make_web(delay=2.0).for_source("contoh")
    visit(Request(url=site.url))
    clock.at += timedelta(seconds=1.5)
    clock.slept.clear()
    visit(Request(url=site.url))
    assert clock.slept == [0.5]


def test_sources_and_processes_share_it(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(page)
    make_web(delay=3.0).for_source("satu")(Request(url=site.url))
    clock.slept.clear()
    make_web(delay=3.0).for_source("dua")(Request(url=site.url))
    assert clock.slept == [3.0]


def test_hosts_do_not_share_it(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    one, two = serve(page), serve(page)
    visit = make_web(delay=3.0).for_source("contoh")
    visit(Request(url=one.url))
    clock.slept.clear()
    visit(Request(url=two.url))
    assert clock.slept == [3.0]  # between its own robots.txt and page


def test_a_clock_that_was_wrong_does_not_stop_us(
    serve: Serve, make_web: MakeWeb, clock: Clock, hosts: MemoryHosts
) -> None:
    site = serve(page)
    hosts.release("x", HostState(host=site.host), ())
    state = hosts.claim(site.host, "x", clock.at, clock.at + timedelta(seconds=1))
    assert state
    hosts.release("x", replace(state, free=clock.at + timedelta(days=400)), ())
    assert make_web().for_source("contoh")(Request(url=site.url))
    assert clock.slept == []


def test_one_request_at_a_time(serve: Serve, hosts: MemoryHosts) -> None:
    going, most, lock = 0, 0, threading.Lock()

    def answer(_: Wanted) -> list[bytes]:
        nonlocal going, most
        with lock:
            going += 1
            most = max(most, going)
        threading.Event().wait(0.01)
        with lock:
            going -= 1
        return PAGE

    site = serve(answer)
    options = Options(delay=0.0, allow_private=("127.0.0.1",))
    clock = Clock()
    webs = [Web(hosts, options, now=lambda: clock.at + timedelta(seconds=time.monotonic())) for _ in range(2)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: webs[number % 2].for_source("x")(Request(url=site.url)), range(8)))
    for web in webs:
        web.close()
    assert most == 1
    assert len(site.requests) == 8


def test_others_that_never_end_are_not_waited_for_for_ever(
    serve: Serve, make_web: MakeWeb, hosts: MemoryHosts, clock: Clock
) -> None:
    site = serve(page)
    hosts.claim(site.host, "other", clock.at, clock.at + timedelta(days=1))
    with pytest.raises(FetchError, match=r"other processes of feeder have kept .* busy for 300 seconds") as failure:
        make_web().for_source("contoh")(Request(url=site.url))
    assert failure.value.trouble is Trouble.BUSY
    assert site.everything == []


def test_a_lease_that_was_left_behind_ends(serve: Serve, make_web: MakeWeb, hosts: MemoryHosts, clock: Clock) -> None:
    site = serve(page)
    hosts.claim(site.host, "killed", clock.at, clock.at + timedelta(seconds=30))
    assert make_web().for_source("contoh")(Request(url=site.url))
    assert 29 < sum(clock.slept) < 32
    said = "another process of feeder asks it; waiting for its turn, for 30 seconds at most if that one was killed"
    assert clock.told == [f"{site.host}: {said}"]


def test_a_short_wait_for_others_is_not_worth_a_word(
    serve: Serve, make_web: MakeWeb, hosts: MemoryHosts, clock: Clock
) -> None:
    site = serve(page)
    hosts.claim(site.host, "other", clock.at, clock.at + timedelta(seconds=1))
    assert make_web().for_source("contoh")(Request(url=site.url))
    assert clock.told == []


@pytest.mark.parametrize(("delay", "robots"), [(50.0, b""), (0.0, b"User-agent: *\nCrawl-delay: 50\n")])
def test_who_is_killed_in_a_request_leaves_the_pause_after_it_too(
    serve: Serve, make_web: MakeWeb, hosts: MemoryHosts, clock: Clock, delay: float, robots: bytes
) -> None:
    taken = []

    def answer(_: Wanted) -> list[bytes]:
        """In the middle of the page's request; the longest takes 20 seconds."""
        ends = clock.at + timedelta(seconds=20 + 50)
        taken.append(hosts.claim(site.host, "other", ends, ends))
        return PAGE

    site = serve(answer, robots=reply(200, robots))
    make_web(delay=delay).for_source("contoh")(Request(url=site.url))
    assert taken == [None]


def test_a_run_has_a_budget(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(page)
    web = make_web(per_run=3)
    visit = web.for_source("contoh")
    visit(Request(url=site.url))
    visit(Request(url=site.url))
    with pytest.raises(FetchError) as failure:
        visit(Request(url=site.url))
    assert failure.value.trouble is Trouble.BUDGET
    assert failure.value.reason == "not asked: the limit of 3 requests in one run (fetch.budget.run) is reached"
    assert len(site.everything) == 3
    assert web.for_source("contoh")(Request(url=site.url))


def test_a_day_has_a_budget(serve: Serve, make_web: MakeWeb, clock: Clock, hosts: MemoryHosts) -> None:
    site = serve(page)
    line = Asked(at=clock.at - timedelta(hours=23), host="x", url="x", source="x", status=200, size=0, seconds=0)
    hosts.release("x", HostState(host="x"), [line] * 15)
    for _ in range(2):
        make_web(per_day=20).for_source("contoh")(Request(url=site.url))
    visit = make_web(per_day=20).for_source("contoh")
    visit(Request(url=site.url))
    visit(Request(url=site.url))
    with pytest.raises(FetchError, match=r"20 requests in 24 hours \(fetch\.budget\.day\)") as failure:
        visit(Request(url=site.url))
    assert failure.value.trouble is Trouble.BUDGET
    assert len(site.everything) == 5
    clock.at += timedelta(hours=2)
    assert visit(Request(url=site.url))


BLOCKED = reply(
    403, b"<title>Web Application Firewall</title><h1>Web Page Blocked!</h1><p>Attack ID: 20000051<p>Client IP: 1.2.3.4"
)


def blocked(times: int) -> Answerer:
    left = [BLOCKED] * times

    def answer(_: Wanted) -> list[bytes]:
        return left.pop() if left else PAGE

    return answer


def test_who_is_blocked_stays_away(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(blocked(1))
    for source in ("satu", "dua"):
        with pytest.raises(FetchError) as failure:
            make_web().for_source(source)(Request(url=site.url + source))
        assert failure.value.trouble is Trouble.BLOCKED
        assert failure.value.until == clock.at + timedelta(hours=1)
        assert failure.value.reason == (
            "the site's firewall blocks us (FortiWeb, attack id 20000051); "
            f"nothing is asked of {site.host} until 2025-11-14 10:00:00 UTC, unless with --force"
        )
    assert len(site.requests) == 1
    assert make_web().for_source("satu").head(site.url + "a.pdf") is None
    assert len(site.requests) == 1
    clock.at += timedelta(hours=1)
    assert make_web().for_source("satu")(Request(url=site.url))


def test_each_block_is_longer_until_there_is_a_page(serve: Serve, make_web: MakeWeb, clock: Clock) -> None:
    site = serve(blocked(7))
    visit = make_web().for_source("contoh")
    hours = []
    for _ in range(7):
        with pytest.raises(FetchError) as failure:
            visit(Request(url=site.url))
        assert failure.value.until
        hours.append((failure.value.until - clock.at) / timedelta(hours=1))
        clock.at = failure.value.until
    assert hours == [1, 2, 4, 8, 16, 24, 24]
    assert visit(Request(url=site.url))


def test_a_robots_txt_that_is_a_block_page_blocks(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(page, robots=[BLOCKED[0].replace(b"403", b"200"), BLOCKED[1]])
    with pytest.raises(FetchError) as failure:
        make_web().for_source("contoh")(Request(url=site.url))
    assert failure.value.trouble is Trouble.BLOCKED
    assert site.requests == []


def test_whose_manners() -> None:
    assert (
        authority("https://Jakarta.KPU.go.id:443/x") == authority("http://jakarta.kpu.go.id:80") == "jakarta.kpu.go.id"
    )
    assert authority("http://jakarta.kpu.go.id:8000/x") == "jakarta.kpu.go.id:8000"
