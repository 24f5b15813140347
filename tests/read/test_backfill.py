"""A whole listing, on a site that changes meanwhile, makes mistakes, or has no end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from feeder.errors import FetchError, Trouble
from feeder.model import Document, Request
from feeder.ports import Fetch, Source
from feeder.ports.store import Store
from feeder.read.backfill import backfill
from world import ORIGIN, Clock, FakeSite, news

LIST = "/blog/category/104"


@pytest.fixture
def site(site: FakeSite) -> FakeSite:
    site.per_page = 3
    site.articles = [news(n, date=f"{n // 2 + 1} Oktober 2025") for n in range(40, 10, -1)]
    return site


def page(number: int) -> str:
    return f"{ORIGIN}{LIST}?page={number}"


def before(site: FakeSite, url: str, happens: Callable[[], None]) -> Fetch:
    """The site, on which something happens right before this page is asked for the first time."""
    waiting = [happens]

    def fetch(request: Request) -> Iterable[Document]:
        if request.url == url and waiting:
            waiting.pop()()
        return site.fetch(request)

    return fetch


def instead(site: FakeSite, url: str, *, times: int, sent: bool = False) -> Fetch:
    """The site, which so many times shows its first page for this one; or it is `sent` there."""
    left = [url] * times

    def fetch(request: Request) -> Iterable[Document]:
        if request.url not in left:
            return site.fetch(request)
        left.remove(url)
        first = site.fetch(replace(request, url=ORIGIN + LIST))
        return first if sent else [replace(each, url=url) for each in first]

    return fetch


def asked(site: FakeSite) -> list[str]:
    """The pages of the listing that were asked."""
    return [path for path in site.asked if "category" in path]


def is_whole(site: FakeSite, store: Store) -> bool:
    return {each.item.title for each in store.newest((), 99)} == {each.title for each in site.articles}


@pytest.mark.parametrize("many", [3, 6, 7, 9, 15])
def test_new_items_that_push_whole_pages_along_are_no_circle(
    many: int, source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    new = [news(n, date="13 November 2025") for n in range(60, 60 - many, -1)]
    fetch = before(site, page(4), lambda: site.articles.__setitem__(slice(0, 0), new))
    outcome = backfill(source, fetch, store, clock)
    assert (outcome.new, outcome.notes, is_whole(site, store)) == (30 + many, (), True)


@pytest.mark.parametrize("numbered", [False, True])
def test_a_page_that_shows_the_first_one_by_mistake_is_asked_again(
    numbered: bool, source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.numbered = numbered
    outcome = backfill(source, instead(site, page(4), times=1), store, clock)
    assert (outcome.new, outcome.notes, outcome.failures) == (30, (), ())


def test_a_page_that_always_shows_the_first_one_is_named(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.numbered = True
    outcome = backfill(source, instead(site, page(4), times=2), store, clock)
    assert (outcome.new, outcome.notes) == (
        27,
        (
            f"{page(4)} showed the items of an earlier page, also when it was asked twice; `feeder backfill contoh` "
            "reads it again",
        ),
    )
    assert backfill(source, site.fetch, store, clock).new == 3


def test_a_page_that_only_leads_back_ends_a_walk_and_is_named(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    outcome = backfill(source, instead(site, page(4), times=2), store, clock)
    assert (outcome.new, outcome.notes) == (
        9,
        (f"ended at {page(4)}: it shows the same items as the pages before it",),
    )


def test_a_page_in_the_middle_that_sends_us_to_the_first_one_is_asked_by_the_next_backfill(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.numbered = True
    outcome = backfill(source, instead(site, page(4), times=2, sent=True), store, clock)
    assert (outcome.new, outcome.failures) == (
        9,
        (
            f"{page(4)}: the page shows the items of an earlier page, although the page before it says that there are "
            "10 pages; it is asked again",
        ),
    )
    assert backfill(source, site.fetch, store, clock).new == 21


def test_a_listing_without_an_end_ends_although_an_article_of_its_last_page_fails(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles, site.endless = site.articles[:9], True
    site.articles[7].broken = True
    outcome = backfill(source, site.fetch, store, clock)
    assert outcome.new == 8
    assert asked(site) == [LIST, *(f"{LIST}?page={n}" for n in (2, 3, 4, 5)), LIST]


def test_page_by_page(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    """The page that is read again does not count."""
    news = [backfill(source, site.fetch, store, clock, pages=1).new for _ in range(10)]
    assert news == [3] * 10
    assert store.state(source.id).walked == ""
    assert len(asked(site)) == 10 + 9 + 1, "each again once, and the first at the end"


@pytest.mark.parametrize("many", [1, 2, 3, 4, 10])
def test_items_that_are_taken_away_after_a_stop_let_no_other_slip_through(
    many: int, source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    assert backfill(source, site.fetch, store, clock, pages=4).new == 12
    del site.articles[:many]
    outcome = backfill(source, site.fetch, store, clock)
    assert outcome.new == 18
    anew = f"{page(4)}, where the last backfill stopped, shows nothing of what it had, so the listing is read from its "
    assert outcome.notes == ((f"{anew}start",) if many > 2 else ())


@pytest.mark.parametrize("gone", [False, True])
def test_a_page_that_is_no_more_after_a_stop(
    gone: bool, source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    """It is empty, or the site says that it is gone."""
    assert backfill(source, site.fetch, store, clock, pages=4).new == 12
    del site.articles[4:-2]

    def fetch(request: Request) -> Iterable[Document]:
        if gone and request.url == page(4):
            raise FetchError(request.url, "there is no such page (404)", trouble=Trouble.GONE, status=404)
        return site.fetch(request)

    outcome = backfill(source, fetch, store, clock)
    assert (outcome.new, outcome.failures, store.state(source.id).walked) == (2, (), "")
