"""A site changes under our hands: what is silence, what is a broken page, and what must not reach subscribers."""

from dataclasses import replace

import pytest
from office import Reading

from feeder import health, pipeline
from feeder.errors import InputError
from feeder.model import Outcome
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.read.accept import accept
from feeder.read.backfill import backfill
from world import JAKARTA, Clock, FakeSite, news


class Office(Reading):
    """A source that is read every hour, and what became of it."""

    def read(self) -> Outcome:
        self.clock.forward(hours=1)
        return pipeline.refresh(self.source, self.site.fetch, self.store, self.clock)

    def accept(self) -> Outcome:
        self.clock.forward(hours=1)
        return accept(self.source, self.store, self.clock())

    @property
    def verdict(self) -> str:
        return self.store.state(self.source.id).verdict

    @property
    def reason(self) -> str:
        return self.store.state(self.source.id).reason


@pytest.fixture
def office(source: Source, site: FakeSite, store: Store, clock: Clock) -> Office:
    return Office.of_six(source, site, store, clock)


def publish(office: Office, *numbers: int, **said: str) -> None:
    for number in numbers:
        office.site.articles.insert(0, news(number, **said))


def show(office: Office, *numbers: int) -> None:
    """Articles that are a picture, and nothing else."""
    for number in numbers:
        picture = f"/images/info-{number}.jpg"
        office.site.articles.insert(0, replace(news(number, date=f"{number} November 2025"), text="", picture=picture))


def test_a_site_without_news_is_quiet(office: Office) -> None:
    assert office.read().doubt == ""
    assert (office.verdict, office.reason) == ("quiet", "the site was read, and there is no news")


def test_a_longer_silence_than_usual_is_said_and_is_no_failure(office: Office) -> None:
    office.clock.forward(days=20)
    office.read()
    assert office.verdict == "quiet"
    assert office.reason.endswith("; the newest is 22 days old, usually there is one every day")


def test_an_empty_listing_is_drift_and_takes_nothing_away(office: Office) -> None:
    office.site.blank = True
    outcome = office.read()
    assert (office.verdict, outcome.new, len(office.titles)) == ("drifted", 0, 6)
    assert "item" in office.reason
    office.site.blank = False
    publish(office, 14, date="14 November 2025")
    assert office.read().new == 1
    assert (office.verdict, len(office.titles)) == ("ok", 7)


def test_what_a_backfill_meets_on_the_first_page_waits_like_that_of_a_fetch(office: Office) -> None:
    publish(office, 14, 15)
    outcome = backfill(office.source, office.site.fetch, office.store, office.clock)
    assert outcome.doubt == "none of 2 articles has a date, where 100% of 6 had one"
    assert (office.verdict, len(office.titles)) == ("drifted", 6)
    assert office.accept().new == 2
    assert backfill(office.source, office.site.fetch, office.store, office.clock).doubt == ""


def test_articles_without_the_dates_they_used_to_have_wait(office: Office) -> None:
    publish(office, 14, 15)
    outcome = office.read()
    assert outcome.doubt == "none of 2 articles has a date, where 100% of 6 had one"
    assert (office.verdict, outcome.new, len(office.titles)) == ("drifted", 0, 6)


def test_articles_that_are_dated_ahead_wait_until_it_is_time(office: Office) -> None:
    """Their list does not change when their days have come."""
    publish(office, 20, 21, date="20 November 2025")
    for _ in range(3 * 24):
        doubt = office.read().doubt
        assert doubt == (
            "none of 2 articles has a day up to today, where 100% of 6 had one: 2 are dated ahead, and come by "
            "themselves when it is time"
        ) or doubt.endswith(health.WAITS)
    office.clock.forward(days=1)
    assert (office.read().new, office.verdict) == (2, "ok")
    assert [f"{each.published.astimezone(JAKARTA):%F}" for each in office.store.newest((), 2)] == ["2025-11-20"] * 2


def test_one_undated_article_is_published_and_the_second_waits(office: Office) -> None:
    publish(office, 14)
    assert office.read().new == 1
    publish(office, 15)
    assert office.read().doubt.startswith("none of 2 articles has a date")


def test_a_source_that_never_states_dates_is_no_alarm(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    office = Office(source, site, store, clock)
    publish(office, 1, 2, 3, 4, 5)
    assert office.read().new == 5
    publish(office, 6, 7, 8)
    assert (office.read().new, office.verdict) == (3, "ok")


def test_texts_that_are_suddenly_short_wait(office: Office) -> None:
    publish(office, 14, text="Masuk untuk membaca.", date="14 November 2025")
    publish(office, 15, text="Masuk untuk membaca.", date="15 November 2025")
    assert "the texts have 20 characters, where there used to be" in office.read().doubt


def test_articles_that_are_pictures_are_taken_while_others_are_read_as_before(office: Office) -> None:
    show(office, 14, 15)
    outcome = office.read()
    assert (outcome.doubt, outcome.new, office.verdict) == ("", 2, "ok")
    assert office.site.asked.count("/blog/read/13_kegiatan-13-di-kantor") == 2, "one that is known was asked again"
    office.clock.forward(days=3)
    show(office, 16)
    assert office.read().new == 1
    publish(office, 17, date="17 November 2025")
    assert (office.read().new, office.verdict, len(office.titles)) == (1, "ok", 10)


@pytest.mark.parametrize("lost", ["text", "page"])
def test_articles_that_are_pictures_wait_where_no_other_is_read_as_before(office: Office, lost: str) -> None:
    show(office, 14, 15)
    office.site.wordless = lost == "text"
    office.site.lost = set(range(14)) if lost == "page" else set()
    assert office.read().doubt.startswith("none of 2 articles has a text, where 100% of 6 had one")
    assert (office.verdict, len(office.titles)) == ("drifted", 6)
    office.site.wordless, office.site.lost = False, set()
    office.clock.forward(hours=6)
    assert (office.read().new, office.verdict) == (2, "ok")


def test_titles_that_are_all_the_same_wait_even_at_the_first_time(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    office = Office(source, site, store, clock)
    publish(office, 1, 2, 3, 4, title="Portal Resmi")
    assert office.read().doubt == "all 4 articles have the same title"
    assert (office.verdict, office.titles) == ("drifted", [])


def test_a_first_run_that_is_already_bad_says_so(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    office = Office(source, site, store, clock)
    office.read()
    assert office.verdict == "drifted"
    assert "item" in office.reason


def test_what_waits_is_published_once_it_is_accepted_and_is_the_norm_then(office: Office) -> None:
    publish(office, 14, 15)
    office.read()
    accepted = office.accept()
    assert (accepted.new, office.verdict, len(office.titles)) == (2, "ok", 8)
    assert office.titles[:2] == ["Kegiatan 15 di Kantor", "Kegiatan 14 di Kantor"]
    publish(office, 16, 17, 18)
    assert (office.read().new, office.verdict) == (3, "ok")
    assert len(office.titles) == 11


def test_there_is_nothing_to_accept_in_a_source_that_is_well(office: Office) -> None:
    with pytest.raises(InputError, match="contoh: nothing waits to be accepted"):
        office.accept()


def test_a_source_that_stays_as_it_is_stays_drifted_and_is_asked_once(office: Office) -> None:
    publish(office, 14, 15)
    office.read()
    office.site.asked.clear()
    assert office.read().doubt.startswith("none of 2 articles has a date")
    assert (office.verdict, office.site.asked) == ("drifted", ["/blog/category/104"])


def test_a_source_that_recovers_by_itself_forgets_what_waited(office: Office) -> None:
    publish(office, 14, 15)
    office.read()
    for article in office.site.articles[:2]:
        article.date, article.title = f"{article.number} November 2025", article.title + " Hari Ini"
    assert (office.read().new, office.verdict) == (2, "ok")
    assert office.store.waiting("contoh") is None


def test_a_flood_of_old_items_waits(office: Office) -> None:
    office.site.articles = [news(n, date=f"{n - 80} Maret 2024") for n in (99, 98, 97, 96, 95, 94)]
    outcome = office.read()
    assert outcome.doubt == "6 of 6 items are new, and weeks older than the newest that is known"
    assert len(office.titles) == 6
    assert (office.accept().new, len(office.titles)) == (6, 12)


def test_a_few_old_items_go_to_their_place_and_the_operator_sees_their_days(office: Office) -> None:
    publish(office, 99, date="3 Maret 2024")
    outcome = office.read()
    assert (outcome.new, outcome.doubt, office.verdict) == (1, "", "ok")
    assert office.titles[-1] == "Kegiatan 99 di Kantor"
    assert outcome.notes == (
        "'Kegiatan 99 di Kantor' is new here, and dated 2024-03-03, weeks before the newest that is known; if that day "
        "is wrong: feeder correct https://kota-contoh.kpu.go.id/blog/read/99_kegiatan-99-di-kantor --date YYYY-MM-DD",
    )
    assert office.read().notes == ()


def test_what_a_first_run_brings_may_be_as_old_as_it_likes(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(2, date="13 November 2025"), news(1, date="3 Maret 2024")]
    assert Office(source, site, store, clock).read().notes == ()


def test_what_lies_below_a_page_that_was_accepted_is_read_next(office: Office) -> None:
    publish(office, *range(100, 108), date="3 Maret 2024")
    assert "6 of 6 items are new" in office.read().doubt
    assert office.accept().new == 6
    assert office.read().new == 2
    assert (office.verdict, len(office.titles)) == ("ok", 14)
    assert office.store.state("contoh").gap is None


def test_a_site_that_was_not_asked_for_long_is_no_flood(office: Office) -> None:
    office.clock.forward(days=40)
    office.site.articles = [news(n, date=f"{n - 100} Desember 2025") for n in (120, 119, 118, 117, 116, 115)]
    assert (office.read().new, office.verdict) == (6, "ok")


def test_a_list_that_shows_its_old_items_as_others_waits(office: Office) -> None:
    """Their addresses, titles and texts are other ones, all at once: subscribers would get them all again."""
    days = [13, 12, 11, 10, 9, 8]
    again = [
        news(n + 60, title=f"Berita Lama {n}", text=f"Salinan {n} dari arsip kantor. " * 6, date=f"{n} November 2025")
        for n in days
    ]
    office.site.articles = again
    doubt = "none of 6 items is known, although 4 of them are older than the newest that is known"
    assert (office.read().doubt, len(office.titles)) == (doubt, 6)
    assert office.accept().new == 6
    assert office.read().doubt == ""


def test_news_that_an_office_publishes_late_all_at_once_is_news(office: Office) -> None:
    late = [news(n + 20, date=f"{n} November 2025") for n in (11, 10, 9, 8, 7)]
    office.site.articles[1:1] = late
    outcome = office.read()
    assert (outcome.new, outcome.doubt) == (5, "")


def test_edits_of_most_items_at_once_wait(office: Office) -> None:
    for article in office.site.articles:
        article.title = f"Arsip: {article.title}"
    outcome = office.read()
    assert outcome.doubt == "6 of 6 items say something else than before, all at once"
    assert not any(title.startswith("Arsip") for title in office.titles)
    assert office.accept().revised == 6


def test_a_week_without_an_answer_is_one_word_and_changes_nothing(office: Office) -> None:
    office.site.down = True
    for _ in range(7):
        office.clock.forward(days=1)
        assert office.read().failures
    assert (office.verdict, len(office.titles)) == ("unreachable", 6)
    office.site.down = False
    publish(office, 14, date="20 November 2025")
    assert (office.read().new, office.verdict) == (1, "ok")


def test_one_page_that_fails_is_said_and_does_not_make_the_site_unreachable(office: Office) -> None:
    publish(office, 14, 15, date="14 November 2025")
    office.site.articles[0].broken = True
    office.read()
    assert office.verdict == "ok"
    assert "1 pages failed and are asked again" in office.reason


def test_another_order_and_a_pinned_item_are_no_news(office: Office) -> None:
    office.site.articles.insert(0, office.site.articles.pop())
    office.read()
    assert (office.verdict, len(office.titles)) == ("quiet", 6)
    office.site.articles.reverse()
    assert (office.read().new, office.verdict) == (0, "quiet")
