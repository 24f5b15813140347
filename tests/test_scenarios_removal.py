"""Articles that are taken down, that come back, and that only seem to be gone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from office import Reading

from feeder import pipeline
from feeder.model import Outcome, Validators
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.read import rechecking
from feeder.read.accept import accept
from feeder.trust.removal import Rule
from world import ORIGIN, Article, Clock, FakeSite, news

RULE = Rule(checks=3, over=timedelta(hours=24))


class Office(Reading):
    """A source that is read every six hours, and what became of it."""

    def read(self) -> Outcome:
        self.clock.forward(hours=6)
        return pipeline.refresh(self.source, self.site.fetch, self.store, self.clock, removal=RULE)

    def read_days(self, days: int) -> list[str]:
        """Returns what the operator is told."""
        return [note for _ in range(days * 4) for note in self.read().notes]

    def remove(self, number: int) -> Article:
        """Take an article from the listing, and its page away."""
        self.site.hidden.add(number)
        self.site.lost.add(number)
        return next(each for each in self.site.articles if each.number == number)


@pytest.fixture
def office(source: Source, site: FakeSite, store: Store, clock: Clock) -> Office:
    return Office.of_six(source, site, store, clock)


@pytest.mark.parametrize("number", [13, 11, 9])
def test_an_article_that_is_gone_for_a_day_is_withdrawn_and_stays_in_the_archive(office: Office, number: int) -> None:
    article = office.remove(number)
    assert office.read_days(2) == [f"withdrawn: https://kota-contoh.kpu.go.id{office.site.path(article)}"]
    assert article.title not in office.titles
    [kept] = [each for each in office.store.everything() if each.item.title == article.title]
    assert kept.withdrawn
    assert (kept.revision, kept.item.text) == (1, article.text)
    assert kept.last_seen < kept.withdrawn - timedelta(hours=24)


def test_its_page_is_asked_as_often_as_the_rule_says_and_once_a_week_then(office: Office) -> None:
    article = office.remove(11)
    office.site.asked.clear()
    office.read_days(2)
    assert office.site.asked.count(office.site.path(article)) == 3
    office.read_days(7)
    assert office.site.asked.count(office.site.path(article)) == 4


def test_twice_gone_is_not_enough(office: Office) -> None:
    office.remove(11)
    office.read_days(1)
    assert len(office.titles) == 6


def test_what_stands_on_pages_that_were_not_read_is_not_asked(office: Office) -> None:
    office.site.articles[:0] = [news(n, date="14 November 2025") for n in range(31, 19, -1)]
    assert office.read().new == 12
    office.site.asked.clear()
    office.site.articles.insert(0, news(40, date="14 November 2025"))
    assert office.read().new == 1
    assert len(office.site.asked) == 3, "two pages, and the new article"


def test_a_page_that_is_only_off_the_listing_is_asked_once_and_stays(office: Office) -> None:
    office.site.hidden.add(11)
    office.site.asked.clear()
    assert office.read_days(3) == []
    assert len(office.titles) == 6
    assert [path[:13] for path in office.site.asked if "/read/" in path] == ["/blog/read/13", "/blog/read/11"], (
        "it, and before it one that is listed"
    )


def test_a_page_that_is_gone_but_still_listed_stays(office: Office) -> None:
    office.site.lost.add(11)
    assert office.read_days(3) == []
    assert len(office.titles) == 6


def test_a_recheck_that_finds_it_gone_withdraws_nothing_that_is_still_listed(office: Office) -> None:
    office.site.lost.add(11)
    office.clock.forward(days=1)
    assert recheck(office).notes
    assert office.read_days(3) == []
    assert len(office.titles) == 6


def test_a_recheck_that_finds_it_gone_leads_to_a_withdrawal_once_the_listing_has_left_it_behind(office: Office) -> None:
    office.site.articles = [news(n, date=f"{n} November 2025") for n in (20, 19, 18, 17, 16, 15)] + office.site.articles
    assert office.read().new == 6
    office.remove(11)
    office.clock.forward(days=2)
    assert recheck(office).notes
    office.site.articles.insert(0, news(21, date="21 November 2025"))
    assert [note.partition(":")[0] for note in office.read_days(2)] == ["withdrawn"]


def test_what_answers_like_the_articles_that_are_listed_is_not_gone(office: Office) -> None:
    """The list is there, and each of its links leads nowhere: the site has trouble, and took nothing down."""
    office.remove(11)
    office.site.lost |= {each.number for each in office.site.articles}
    told = office.read_days(4)
    assert len(told) == 16
    assert set(told) == {
        f"gone from the list, but not asked for: {ORIGIN}/blog/read/11_kegiatan-11-di-kantor: articles that still "
        f"stand on it cannot be had either, as {ORIGIN}/blog/read/13_kegiatan-13-di-kantor; nothing is withdrawn"
    }
    assert len(office.titles) == 6
    office.site.lost = {11}
    assert [note.partition(":")[0] for note in office.read_days(2)] == ["withdrawn"]


def test_what_answers_like_the_articles_that_are_listed_is_not_gone_where_it_began_earlier(office: Office) -> None:
    office.remove(11)
    office.read_days(1)
    office.site.lost |= {each.number for each in office.site.articles}
    office.read_days(3)
    assert len(office.titles) == 6


def test_one_that_is_gone_and_still_listed_keeps_no_other(office: Office) -> None:
    office.site.lost |= {13, 12}
    office.remove(11)
    assert [note.partition(":")[0] for note in office.read_days(2)] == ["withdrawn"]


def test_articles_that_all_lead_to_the_list_are_not_gone(office: Office) -> None:
    office.site.hidden.add(11)
    office.site.sent = {office.site.path(each): "/blog/category/104" for each in office.site.articles}
    office.read_days(4)
    assert len(office.titles) == 6


def test_what_falls_off_the_end_of_the_page_is_not_asked(office: Office) -> None:
    office.site.articles.insert(0, news(14, date="14 November 2025"))
    office.site.lost |= {8, 9}
    office.read_days(3)
    assert len(office.titles) == 7


def test_what_comes_back_within_the_day_was_never_gone(office: Office) -> None:
    article = office.remove(11)
    office.read_days(1)
    office.site.hidden.clear()
    office.site.lost.clear()
    office.read_days(1)
    office.remove(11)
    office.read_days(1)
    assert article.title in office.titles


def test_what_was_withdrawn_comes_back_as_itself(office: Office) -> None:
    before = {each.id for each in office.store.newest((), 50)}
    article = office.remove(11)
    office.read_days(2)
    office.site.hidden.clear()
    office.site.lost.clear()
    outcome = office.read()
    assert (outcome.new, outcome.revised) == (0, 0)
    assert {each.id for each in office.store.newest((), 50)} == before
    assert article.title in office.titles


def test_a_page_that_comes_back_without_the_listing_is_found_within_a_week(office: Office) -> None:
    article = office.remove(11)
    office.read_days(2)
    office.site.lost.clear()
    assert office.read_days(8) == [f"back again: https://kota-contoh.kpu.go.id{office.site.path(article)}"]
    assert article.title in office.titles


def test_a_site_that_is_down_withdraws_nothing(office: Office) -> None:
    office.remove(11)
    office.read()
    office.site.down = True
    office.read_days(7)
    assert len(office.titles) == 6


def test_pages_that_all_fail_in_another_way_are_no_removal(office: Office) -> None:
    office.site.hidden.add(11)
    for article in office.site.articles:
        article.broken = True
    office.read_days(3)
    assert len(office.titles) == 6


def test_a_listing_that_is_empty_withdraws_nothing(office: Office) -> None:
    office.site.blank = True
    office.site.lost |= {each.number for each in office.site.articles}
    office.read_days(3)
    assert len(office.titles) == 6


def test_many_that_are_gone_at_once_wait_for_a_persons_word(office: Office) -> None:
    office.site.per_page = 20
    office.site.articles += [news(n, date=f"{n} November 2025") for n in (7, 6, 5, 4, 3, 2)]
    assert office.read().new == 6
    for number in (13, 12, 10, 9, 7, 6):
        office.remove(number)
    outcomes = [office.read() for _ in range(8)]
    assert outcomes[-1].doubt.startswith("6 articles left the listing, and their pages are gone")
    assert (office.store.state("contoh").verdict, len(office.titles)) == ("drifted", 12)
    accept(office.source, office.store, office.clock())
    assert len(office.titles) == 6
    assert office.read().doubt == ""


def test_they_wait_while_there_is_news(office: Office) -> None:
    office.site.per_page = 30
    office.site.articles += [news(n, date=f"{n} November 2025") for n in (7, 6, 5, 4, 3, 2)]
    assert office.read().new == 6
    for number in (13, 12, 10, 9, 7, 6):
        office.remove(number)
    office.read_days(2)
    for number in range(20, 32):
        office.site.articles.insert(0, news(number, date="16 November 2025"))
        office.clock.forward(hours=-4)  # two hours later
        outcome = office.read()
        assert (outcome.new, outcome.doubt[:28]) == (1, "6 articles left the listing,")
    accept(office.source, office.store, office.clock())
    assert office.read().doubt == ""


def test_a_page_that_changes_whenever_it_is_asked_stops_making_revisions_and_is_named(office: Office) -> None:
    article = office.site.articles[2]
    calm = article.text
    notes: list[str] = []
    for visit in range(8):
        article.text = f"Dibaca {visit + 1} kali hari ini. {calm}"
        notes += refresh_all(office).notes
    [restless] = [each for each in office.store.everything() if each.item.title == article.title]
    assert restless.revision == 4
    assert len(notes) == 5
    assert notes[0].startswith(f"'{article.title}' says something else whenever it is asked")
    assert notes[0].endswith(restless.item.url)


def test_once_it_says_the_same_twice_it_counts_again(office: Office) -> None:
    article = office.site.articles[2]
    calm = article.text
    for visit in range(6):
        article.text = f"Dibaca {visit + 1} kali hari ini. {calm}"
        refresh_all(office)
    refresh_all(office)
    [settled] = [each for each in office.store.everything() if each.item.title == article.title]
    assert (settled.revision, settled.item.text) == (5, article.text)
    article.text = calm
    assert refresh_all(office).revised == 1


def test_edits_with_calm_between_them_are_all_kept(office: Office) -> None:
    article = office.site.articles[2]
    for number in range(5):
        article.text += f"\n\nPembaruan ke-{number + 1} dari sekretariat."
        assert refresh_all(office).revised == 1
        assert refresh_all(office).revised == 0


def recheck(office: Office) -> Outcome:
    return rechecking.recheck(office.source, office.site.fetch, office.store, office.clock)


def refresh_all(office: Office) -> Outcome:
    """Ask every article on the listing again, whatever it says of itself."""
    office.clock.forward(hours=6)
    return pipeline.refresh(
        office.source,
        lambda request: office.site.fetch(replace(request, validators=Validators())),
        office.store,
        office.clock,
        again=lambda _: True,
        removal=RULE,
    )
