"""What robots.txt says, and when it is asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import FetchError, Trouble
from feeder.fetch import robots
from feeder.fetch.http import Visit
from feeder.fetch.memory import MemoryHosts
from feeder.model import Request
from fetch.conftest import MakeWeb, Serve
from fetch.site import Clock, Wanted, reply

RULES = b"""User-agent: *
Disallow: /admin
Disallow: /*?print=  # printed pages
Allow: /admin/public

User-agent: otherbot
Disallow: /
"""


def page(_: Wanted) -> list[bytes]:
    return reply(200, b"page")


def failure(visit: Visit, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        visit(Request(url=url))
    return caught.value


def test_it_is_asked_first_and_once(serve: Serve, visit: Visit) -> None:
    site = serve(page, robots=reply(200, RULES))
    visit(Request(url=site.url + "a"))
    visit(Request(url=site.url + "b"))
    assert [each.path for each in site.everything] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    ("path", "rule"),
    [("admin/x", "Disallow: /admin"), ("berita?print=1", "Disallow: /*?print=  # printed pages")],
)
def test_what_it_forbids_is_not_asked(serve: Serve, visit: Visit, path: str, rule: str) -> None:
    site = serve(page, robots=reply(200, RULES))
    error = failure(visit, site.url + path)
    assert error.trouble is Trouble.ROBOTS
    assert error.reason == f'robots.txt of {site.host} does not allow us to ask for this ("{rule}")'
    assert site.requests == []
    assert visit.head(site.url + path) is None
    assert site.requests == []


def test_what_it_allows_is_asked(serve: Serve, visit: Visit) -> None:
    site = serve(page, robots=reply(200, RULES))
    assert visit(Request(url=site.url + "admin/public"))
    assert visit(Request(url=site.url + "berita"))


def test_our_own_group_counts_alone(serve: Serve, visit: Visit) -> None:
    site = serve(page, robots=reply(200, RULES + b"\nUser-agent: feeder\nDisallow: /berita\n"))
    assert visit(Request(url=site.url + "admin"))
    assert '"Disallow: /berita"' in failure(visit, site.url + "berita").reason


def test_redirects_are_subject_to_it(serve: Serve, visit: Visit) -> None:
    site = serve(lambda _: reply(302, Location="/admin"), robots=reply(200, RULES))
    assert failure(visit, site.url + "x").trouble is Trouble.ROBOTS
    assert [each.path for each in site.requests] == ["/x"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_that_there_is_none_allows_everything(serve: Serve, visit: Visit, status: int) -> None:
    site = serve(page, robots=reply(status))
    assert visit(Request(url=site.url))
    assert visit(Request(url=site.url))
    assert len(site.everything) == 3


@pytest.mark.parametrize("body", [b"", b"<html><p>Disallow</html>", b"\xff\xfe\0", b"User-agent: *\nDisallow:\n"])
def test_what_is_no_rule_allows_everything(serve: Serve, visit: Visit, body: bytes) -> None:
    site = serve(page, robots=reply(200, body))
    assert visit(Request(url=site.url))


@pytest.mark.parametrize("status", [500, 502, 503])
def test_trouble_with_it_means_wait(serve: Serve, visit: Visit, make_web: MakeWeb, status: int) -> None:
    answers = [reply(status)] * 3 + [reply(200, b"")]
    site = serve(page, robots=lambda _: answers.pop(0))
    error = failure(visit, site.url + "a")
    assert error.trouble is Trouble.UNREACHABLE
    assert error.url == site.url + "a"
    assert error.reason.startswith("the site's robots.txt could not be had, and nothing else is asked before: ")
    assert failure(visit, site.url + "b").url == site.url + "b"  # not asked again in the same run
    assert len(site.everything) == 3
    assert make_web().for_source("contoh")(Request(url=site.url + "a"))


def test_an_unreachable_one_means_wait(make_web: MakeWeb) -> None:
    error = failure(make_web(attempts=1).for_source("contoh"), "http://127.0.0.1:1/")
    assert error.trouble is Trouble.UNREACHABLE
    assert "robots.txt could not be had" in error.reason


def test_it_may_be_elsewhere(serve: Serve, visit: Visit) -> None:
    other = serve(page, robots=reply(200, RULES))
    site = serve(page, robots=reply(301, Location=other.url + "robots.txt"))
    assert failure(visit, site.url + "admin").trouble is Trouble.ROBOTS
    assert other.requests == []


def test_a_redirect_home_means_that_there_is_none(serve: Serve, visit: Visit) -> None:
    site = serve(page, robots=reply(302, Location="/"))
    assert visit(Request(url=site.url + "a"))
    assert [each.path for each in site.everything] == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("control", "hours"),
    [("", 24), ("max-age=7200", 2), ("max-age=60", 1), ("no-cache", 24), ("max-age=999999", 24)],
)
def test_it_is_kept_for_a_while(serve: Serve, visit: Visit, clock: Clock, control: str, hours: int) -> None:
    site = serve(page, robots=reply(200, RULES, Cache_Control=control))
    for passing in (timedelta(0), timedelta(hours=hours, seconds=-9), timedelta(seconds=10)):
        clock.at += passing
        visit(Request(url=site.url))
    assert [each.path for each in site.everything] == ["/robots.txt", "/", "/", "/robots.txt", "/"]


def test_it_is_known_to_the_next_process(serve: Serve, make_web: MakeWeb, hosts: MemoryHosts) -> None:
    site = serve(page, robots=reply(200, RULES))
    for _ in range(2):
        make_web().for_source("contoh")(Request(url=site.url))
    assert len(site.everything) == 3


def test_only_its_beginning_counts(serve: Serve, visit: Visit) -> None:
    start = b"User-agent: *\nDisallow: /admin\n"
    filler = b"#" * (robots.LIMIT - len(start) - len(b"\nDisallow: /")) + b"\nDisallow: /berita\n" + b"#" * 10**6
    site = serve(page, robots=reply(200, start + filler))
    assert visit(Request(url=site.url + "x"))  # not forbidden by the half of a line
    assert failure(visit, site.url + "admin").trouble is Trouble.ROBOTS


@pytest.mark.parametrize(("delay", "seconds"), [("0.5", 1.0), ("7", 7.0), ("3600", 60.0), ("x", 1.0), ("-5", 1.0)])
def test_its_delay_is_kept(serve: Serve, make_web: MakeWeb, clock: Clock, delay: str, seconds: float) -> None:
    site = serve(page, robots=reply(200, f"User-agent: *\nCrawl-delay: {delay}\n".encode()))
    visit = make_web(delay=1.0).for_source("contoh")
    visit(Request(url=site.url + "a"))
    clock.slept.clear()
    visit(Request(url=site.url + "b"))
    assert clock.slept == [seconds]


@given(st.text(max_size=400))
def test_no_rules_break_it(rules: str) -> None:
    robots.delay(rules)
    assert isinstance(robots.forbids(rules, "https://jakarta.kpu.go.id/blog/read/1_x?y=z"), str)


@given(st.sampled_from(["/", "/blog", "/blog/read", "/*_x"]), st.sampled_from(["*", "feeder", "Feeder/0.1"]))
def test_the_line_that_forbids_is_quoted(pattern: str, agent: str) -> None:
    rules = f"User-agent: *\nDisallow: /other\n\nUser-agent: {agent}\nDisallow: {pattern}\n"
    assert robots.forbids(rules, "https://jakarta.kpu.go.id/blog/read/1_x") == f"Disallow: {pattern}"
