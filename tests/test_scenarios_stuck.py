"""New articles that cannot be had, on a site whose list is in order."""

import pytest
from office import Reading

from feeder import pipeline
from feeder.model import Outcome
from feeder.ports import Source
from feeder.ports.store import Store
from world import Article, Clock, FakeSite, news


class Office(Reading):
    """A source that is read every six hours, and what became of it."""

    def read(self) -> Outcome:
        self.clock.forward(hours=6)
        return pipeline.refresh(self.source, self.site.fetch, self.store, self.clock)

    def verdicts(self, looks: int) -> list[str]:
        return [self.store.state(self.source.id).verdict for _ in range(looks) if self.read()]

    def publish(self, *numbers: int) -> list[Article]:
        """New articles, the last one on top."""
        fresh = [news(n, date="14 November 2025") for n in numbers]
        self.site.articles[:0] = fresh[::-1]
        return fresh


@pytest.fixture
def office(source: Source, site: FakeSite, store: Store, clock: Clock) -> Office:
    site.per_page = 20
    return Office.of_six(source, site, store, clock)


def test_new_articles_that_all_fail_make_the_site_unreachable_until_they_are_had(office: Office) -> None:
    fresh = office.publish(20, 21)
    for each in fresh:
        each.broken = True
    assert office.verdicts(6) == ["unreachable"] * 6
    reason = office.store.state("contoh").reason
    url = "https://kota-contoh.kpu.go.id/blog/read/21_kegiatan-21-di-kantor"
    assert reason.startswith(f"no new article can be had, 2 failed: {url}: the server failed (503); ")
    assert reason.endswith(f"feeder preview {url}")
    for each in fresh:
        each.broken = False
    assert office.read().new == 2
    assert office.store.state("contoh").verdict == "ok"


def test_an_only_new_article_has_a_day(office: Office) -> None:
    [fresh] = office.publish(20)
    fresh.broken = True
    assert office.verdicts(8) == ["quiet"] * 4 + ["unreachable"] * 4
    fresh.broken = False
    assert office.verdicts(1) == ["ok"]


def test_a_link_that_leads_nowhere_is_no_fault_of_the_site(office: Office) -> None:
    office.publish(20)
    office.site.lost.add(20)
    assert set(office.verdicts(20)) == {"quiet"}
    assert "1 pages failed" in office.store.state("contoh").reason


def test_links_that_all_lead_nowhere_are(office: Office) -> None:
    office.publish(20, 21)
    office.site.lost |= {20, 21}
    assert office.verdicts(2) == ["unreachable"] * 2


def test_what_fails_among_others_that_come_is_said_only(office: Office) -> None:
    fresh = office.publish(20, 21, 22, 23)
    fresh[1].broken = fresh[3].broken = True
    assert office.verdicts(10) == ["ok"] + ["quiet"] * 9


def test_what_news_came_past_is_forgotten_also_where_it_is_pinned_to_the_top(office: Office) -> None:
    [pinned] = office.publish(20)
    pinned.broken = True
    assert set(office.verdicts(6)) == {"quiet", "unreachable"}
    office.site.articles.insert(1, news(21, date="15 November 2025"))
    assert office.verdicts(8) == ["ok"] + ["quiet"] * 7


def test_a_link_that_leads_nowhere_hides_no_others_that_fail_later(office: Office) -> None:
    fresh = office.publish(20, 21, 22)
    fresh[0].broken = True
    assert office.verdicts(4) == ["ok"] + ["quiet"] * 3
    for each in office.publish(23, 24):
        each.broken = True
    assert office.verdicts(2) == ["unreachable"] * 2


def test_one_more_that_fails_for_once_is_no_alarm_beside_one_that_always_does(office: Office) -> None:
    fresh = office.publish(20, 21)
    fresh[0].broken = True
    assert office.verdicts(8) == ["ok"] + ["quiet"] * 7
    [late] = office.publish(22)
    late.broken = True
    assert office.verdicts(1) == ["quiet"]
    late.broken = False
    assert office.verdicts(1) == ["ok"]


def test_those_that_fail_from_the_first_look_on_are_said_only(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    office = Office(source, site, store, clock)
    for each in office.publish(8, 9, 10, 11, 12)[1:3]:
        each.broken = True
    assert office.verdicts(6) == ["ok"] + ["quiet"] * 5
