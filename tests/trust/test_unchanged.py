"""A site that says that its list did not change is believed for a day."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from office import Reading

from feeder import pipeline
from feeder.model import Document, Outcome, Request, Role
from feeder.ports import Source
from feeder.ports.store import Store
from world import Clock, FakeSite, news

LIST = "/blog/category/104"


class Office(Reading):
    """A source that is read every two hours, behind a cache that may be `stuck`."""

    stuck = False

    def read(self) -> Outcome:
        self.clock.forward(hours=2)
        self.site.asked.clear()
        return pipeline.refresh(self.source, self._fetch, self.store, self.clock)

    def _fetch(self, request: Request) -> Iterable[Document]:
        if self.stuck and request.role is Role.LISTING and request.validators.etag:
            self.site.asked.append("unchanged")
            return []
        return self.site.fetch(request)


@pytest.fixture
def office(source: Source, site: FakeSite, store: Store, clock: Clock) -> Office:
    return Office.of_six(source, site, store, clock)


def test_news_come_within_a_day_although_the_site_says_for_ever_that_its_list_did_not_change(office: Office) -> None:
    office.stuck = True
    for number in (20, 21, 22):
        office.site.articles.insert(0, news(number, date="14 November 2025"))
        assert [office.read().new for _ in range(12)] == [0] * 11 + [1]


def test_a_list_that_did_not_change_is_had_in_full_once_a_day(office: Office) -> None:
    office.stuck = True
    asked = [path for _ in range(36) if not office.read().failures for path in office.site.asked]
    assert (asked.count("unchanged"), asked.count(LIST), len(asked)) == (33, 3, 36)


def test_a_list_that_changed_counts_as_had_in_full(office: Office) -> None:
    for _ in range(6):
        office.read()
    office.site.articles.insert(0, news(20, date="14 November 2025"))
    assert office.read().new == 1
    office.stuck = True
    assert [office.read().modified for _ in range(12)] == [False] * 11 + [True]


def test_a_page_that_waits_is_read_again_every_six_hours(office: Office) -> None:
    """What is wrong with it may have been put right in its articles alone."""
    office.site.articles[:0] = [news(15), news(14)]
    assert office.read().doubt
    for article in office.site.articles[:2]:
        article.date = f"{article.number} November 2025"
    assert [office.read().new for _ in range(3)] == [0, 0, 2]
    assert office.read().doubt == ""


def test_a_page_that_still_waits_is_not_read_at_every_look(office: Office) -> None:
    office.site.articles[:0] = [news(15), news(14)]
    assert office.read().doubt
    assert [len(office.site.asked) for _ in range(6) if office.read().doubt] == [1, 1, 3] * 2
