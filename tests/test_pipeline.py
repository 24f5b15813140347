import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder import pipeline
from feeder.model import Basis, Document, Outcome, Request, Role, Validators
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.read.backfill import backfill
from world import Clock, FakeSite, news

JAKARTA = ZoneInfo("Asia/Jakarta")


def read(source: Source, site: FakeSite, store: Store, clock: Clock) -> Outcome:
    return pipeline.refresh(source, site.fetch, store, clock)


def titles(store: Store) -> list[str]:
    return [each.item.title for each in store.newest((), 50)]


def test_what_is_new_is_stored_in_the_order_of_the_page(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(n, date="Kamis, 13 November 2025") for n in (9, 8, 7)]
    outcome = read(source, site, store, clock)
    assert (outcome.new, outcome.revised, outcome.failures) == (3, 0, ())
    assert titles(store) == [each.title for each in site.articles]


def test_nothing_new_costs_one_request(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    site.articles = [news(n) for n in (9, 8)]
    read(source, site, store, clock)
    site.asked.clear()
    outcome = read(source, site, store, clock)
    assert not outcome.modified
    assert site.asked == ["/blog/category/104"]


def test_only_what_is_new_is_asked(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    site.articles = [news(n) for n in (9, 8)]
    read(source, site, store, clock)
    site.asked.clear()
    site.articles.insert(0, news(10))
    assert read(source, site, store, clock).new == 1
    assert site.asked == ["/blog/category/104", site.path(site.articles[0])]


def test_a_failed_article_is_asked_again_and_stands_in_its_place(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(n, date="13 November 2025") for n in (9, 8, 7)]
    site.articles[1].broken = True
    first = read(source, site, store, clock)
    assert (first.new, len(first.failures)) == (2, 1)
    assert "503" in first.failures[0]
    site.articles[1].broken = False
    assert read(source, site, store, clock).new == 1
    assert titles(store) == [each.title for each in site.articles]


def test_a_changed_title_on_the_listing_is_followed_and_makes_a_revision(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(9), news(8)]
    read(source, site, store, clock)
    before = store.newest((), 50)
    clock.forward(hours=1)
    site.articles[1].title = "Ralat: kegiatan ditunda"
    outcome = read(source, site, store, clock)
    assert (outcome.new, outcome.revised) == (0, 1)
    after = {each.id: each for each in store.newest((), 50)}
    edited = next(each for each in after.values() if each.item.title.startswith("Ralat"))
    assert set(after) == {each.id for each in before}
    assert (edited.revision, edited.updated) == (2, clock())


def test_an_ordinary_fetch_walks_on_until_a_page_holds_nothing_new(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page = 2
    site.articles = [news(n) for n in range(20, 10, -1)]
    assert read(source, site, store, clock).new == 6
    site.asked.clear()
    site.articles.insert(0, news(21))
    assert read(source, site, store, clock).new == 1
    assert [path for path in site.asked if "category" in path] == ["/blog/category/104", "/blog/category/104?page=2"]


@pytest.mark.parametrize(("new", "told"), [(5, False), (6, True), (9, True)])
def test_a_fetch_that_ends_among_new_items_says_so(
    new: int, told: bool, source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    """Not for the first time, when all is new."""
    site.per_page = 2
    site.articles = [news(n) for n in range(30, 10, -1)]
    assert read(source, site, store, clock).notes == ()
    site.articles[:0] = [news(n) for n in range(30 + new, 30, -1)]
    note = (
        "page 3 held only new items, and the list goes on, so there may be more: `feeder backfill contoh` reads them; "
        "if it is so often, ask more often, or set `pages:` of the source to more than 3"
    )
    assert read(source, site, store, clock).notes == ((note,) if told else ())
    assert read(source, site, store, clock).notes == ()


def test_another_grammar_with_other_numbers_brings_nothing_new(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.grammar = "berita/baca/{number}/{slug}"
    site.articles = [news(n, date=f"{n} November 2025") for n in (13, 12, 11)]
    read(source, site, store, clock)
    ids = {each.id for each in store.newest((), 50)}
    site.grammar = "index.php/blog/read/{number}_{slug}"
    for article in site.articles:
        article.number += 1
    outcome = read(source, site, store, clock)
    assert (outcome.new, outcome.revised) == (0, 0)
    assert {each.id for each in store.newest((), 50)} == ids


def test_a_year_that_is_missing_comes_from_the_neighbours(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [
        news(9, date="2 Februari 2022"),
        news(8, text="Rapat berlangsung pada 28 Desember di kantor dan dihadiri banyak tamu undangan dari kota."),
        news(7, date="1 Desember 2021"),
    ]
    read(source, site, store, clock)
    found = store.newest((), 50)[1]
    assert found.published.astimezone(JAKARTA).date() == datetime(2021, 12, 28, tzinfo=JAKARTA).date()
    assert found.item.published.basis is Basis.INFERRED


def test_no_date_means_first_seen(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    site.articles = [news(9)]
    read(source, site, store, clock)
    seen = clock()
    clock.forward(days=3)
    site.articles.insert(0, news(10))
    read(source, site, store, clock)
    [new, old] = store.newest((), 50)
    assert (old.published, old.item.published.basis) == (seen, Basis.FIRST_SEEN)
    assert new.published == clock()


def test_a_backfill_goes_on_where_it_was_while_new_items_push_the_pages_along(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page = 3
    site.articles = [news(n, date=f"{n // 2 + 1} Oktober 2025") for n in range(40, 10, -1)]
    first = backfill(source, site.fetch, store, clock, pages=4)
    assert first.new == 12
    site.articles[:0] = [news(n, date="13 November 2025") for n in (52, 51)]
    second = backfill(source, site.fetch, store, clock)
    assert (second.new, second.failures) == (18 + 2, ())
    read(source, site, store, clock)
    assert titles(store) == [each.title for each in site.articles]
    assert store.state(source.id).walked == ""


def test_a_backfill_ends_with_what_came_on_top_meanwhile(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    """More of it than an ordinary fetch goes through."""
    site.per_page = 3
    site.articles = [news(n, date=f"{n // 2 + 1} Oktober 2025") for n in range(40, 10, -1)]
    assert backfill(source, site.fetch, store, clock, pages=4).new == 12
    site.articles[:0] = [news(n, date=f"{n // 2 - 20} November 2025") for n in range(69, 50, -1)]
    clock.forward(days=9)
    assert backfill(source, site.fetch, store, clock).new == 18 + 19
    assert titles(store) == [each.title for each in site.articles]
    assert store.state(source.id).verdict == "ok"


def test_a_backfill_of_one_page_asks_for_it_once(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    site.articles = [news(9), news(8)]
    backfill(source, site.fetch, store, clock)
    assert len(site.asked) == 3


def test_a_backfill_of_a_listing_without_an_end_ends(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(n, date="13 November 2025") for n in range(15, 0, -1)]
    site.endless = True
    outcome = backfill(source, site.fetch, store, clock)
    assert (outcome.new, outcome.failures) == (15, ())
    assert outcome.notes[0].endswith("/blog/category/104?page=5: it shows the same items as the pages before it")
    assert len([path for path in site.asked if "category" in path]) == 6, "five pages, and the first once more"
    assert store.state("contoh").walked == ""


def test_a_backfill_ends_where_the_pages_have_nothing_on_them_but_a_link_to_the_next(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(n, date="13 November 2025") for n in range(15, 0, -1)]
    site.hollow = True
    outcome = backfill(source, site.fetch, store, clock)
    assert (outcome.new, outcome.failures) == (15, ())
    assert [path for path in site.asked if "category" in path][3:] == [
        "/blog/category/104?page=4", "/blog/category/104?page=5", "/blog/category/104",
    ]  # fmt: skip


def test_a_backfill_names_a_page_in_the_middle_that_shows_nothing(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(n, date="13 November 2025") for n in range(24, 0, -1)]
    site.empty_pages = {2}
    outcome = backfill(source, site.fetch, store, clock)
    assert (outcome.new, outcome.notes) == (
        18,
        (
            "passed over https://kota-contoh.kpu.go.id/blog/category/104?page=2, which showed no items, although the "
            "listing goes on; `feeder backfill contoh` reads it again",
        ),
    )
    site.empty_pages.clear()
    assert backfill(source, site.fetch, store, clock).new == 6


def test_what_an_earlier_fetch_left_out_is_looked_for_to_the_end_of_a_listing_without_one(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(n, date="13 November 2025") for n in range(12, 0, -1)]
    site.endless, site.broken_pages = True, {3}
    read(source, site, store, clock)
    site.asked.clear()
    site.broken_pages.clear()
    assert backfill(source, site.fetch, store, clock).failures == ()
    assert site.asked == ["/blog/category/104", *(f"/blog/category/104?page={n}" for n in (2, 3, 4))] * 2
    assert store.state("contoh").gap is None


def test_pages_whose_articles_cannot_be_had_are_no_end_of_the_listing(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page = 3
    site.articles = [news(n, date="13 November 2025") for n in range(15, 0, -1)]
    site.broken_pages = {5}
    assert pipeline.refresh(source, site.fetch, store, clock, pages=5).new == 12
    site.broken_pages.clear()
    site.articles[3:3] = [replace(news(n, date="13 November 2025"), broken=True) for n in range(21, 15, -1)]
    outcome = pipeline.refresh(source, site.fetch, store, clock, pages=9)
    assert (outcome.new, len(outcome.failures)) == (3, 6)


def test_a_first_page_of_which_nothing_can_be_had_hides_no_gap_below_it(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page = 3
    site.articles = [news(n, date="13 November 2025") for n in range(9, 0, -1)]
    site.broken_pages = {3}
    assert read(source, site, store, clock).new == 6
    site.broken_pages.clear()
    site.articles[:0] = [replace(news(n, date="14 November 2025"), broken=True) for n in (12, 11, 10)]
    assert read(source, site, store, clock).new == 0
    for article in site.articles:
        article.broken = False
    assert pipeline.refresh(source, site.fetch, store, clock, pages=9).new == 6


def test_a_backfill_that_fails_stays_where_it_was(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    site.per_page = 3
    site.articles = [news(n) for n in range(20, 11, -1)]
    site.broken_pages = {2}
    assert backfill(source, site.fetch, store, clock).new == 3
    site.broken_pages.clear()
    site.asked.clear()
    assert backfill(source, site.fetch, store, clock).new == 6
    assert site.asked[:2] == ["/blog/category/104", "/blog/category/104?page=2"]


def test_an_article_that_cannot_be_had_does_not_hold_a_backfill_up(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page = 3
    site.articles = [news(n) for n in range(20, 11, -1)]
    site.articles[4].broken = True
    outcome = backfill(source, site.fetch, store, clock)
    assert (outcome.new, len(outcome.failures)) == (8, 1)
    site.articles[4].broken = False
    assert backfill(source, site.fetch, store, clock).new == 1
    assert len(store.newest((), 50)) == 9


def test_a_backfill_stays_above_a_page_of_which_nothing_can_be_had(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page = 3
    site.articles = [news(n) for n in range(20, 11, -1)]
    for article in site.articles[3:]:
        article.broken = True
    assert backfill(source, site.fetch, store, clock).new == 3
    assert "/blog/category/104?page=3" not in site.asked
    for article in site.articles:
        article.broken = False
    assert backfill(source, site.fetch, store, clock).new == 6


def test_an_empty_page_in_the_middle_that_leads_no_further_is_no_end_of_a_backfill(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page, site.numbered = 3, True
    site.articles = [news(n, date="13 November 2025") for n in range(15, 0, -1)]
    site.empty_pages = {3}
    outcome = backfill(source, site.fetch, store, clock)
    assert outcome.new == 6
    assert outcome.failures == (
        "https://kota-contoh.kpu.go.id/blog/category/104?page=3: the page shows no items, although the page before it "
        "says that there are 5 pages; it is asked again",
    )
    site.empty_pages.clear()
    assert (backfill(source, site.fetch, store, clock).new, store.state(source.id).walked) == (9, "")


def test_asked_again_known_articles_are_read_although_the_listing_did_not_change(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(n) for n in (9, 8)]
    read(source, site, store, clock)
    site.articles[1].text += "\n\nRalat: kegiatan diundur sampai pekan depan karena hujan."
    assert not read(source, site, store, clock).modified
    outcome = pipeline.refresh(source, site.fetch, store, clock, again=lambda _: True)
    assert (outcome.new, outcome.revised) == (0, 1)


def test_a_walk_that_broke_off_goes_on_below(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    site.per_page = 2
    site.articles = [news(n, date="13 November 2025") for n in (9, 8, 7, 6)]
    site.broken_pages = {2}
    assert (read(source, site, store, clock).new, len(store.newest((), 50))) == (2, 2)
    site.broken_pages.clear()
    site.articles[:0] = [news(11, date="14 November 2025"), news(10, date="14 November 2025")]
    assert read(source, site, store, clock).new == 4
    site.asked.clear()
    read(source, site, store, clock)
    assert site.asked == ["/blog/category/104"]


def test_an_article_that_failed_on_a_later_page_is_asked_again(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page = 2
    site.articles = [news(n, date="13 November 2025") for n in (9, 8, 7, 6)]
    site.articles[3].broken = True
    assert read(source, site, store, clock).new == 3
    assert len(read(source, site, store, clock).failures) == 1
    site.articles[3].broken = False
    assert read(source, site, store, clock).new == 1
    assert titles(store) == [each.title for each in site.articles]


def test_a_process_that_is_killed_between_two_pages_loses_nothing(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    class Killed(BaseException):
        pass

    def fetch(request: Request) -> Iterable[Document]:
        if "page=2" in request.url:
            raise Killed
        return site.fetch(request)

    site.per_page = 2
    site.articles = [news(n, date="13 November 2025") for n in (9, 8, 7, 6)]
    with pytest.raises(Killed):
        pipeline.refresh(source, fetch, store, clock)
    assert len(store.newest((), 50)) == 2
    assert read(source, site, store, clock).new == 2


def test_a_second_source_with_the_same_listing_has_its_items_too(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.articles = [news(9), news(8)]
    read(source, site, store, clock)
    renamed = replace(source, id="nama-baru")
    assert read(renamed, site, store, clock).unchanged == 2
    assert [each.id for each in store.newest(["nama-baru"], 9)] == [each.id for each in store.newest(["contoh"], 9)]
    for each in (source, renamed):
        assert not read(each, site, store, clock).modified


def test_a_page_that_is_not_believed_in_between_changes_nothing(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.per_page = 2
    site.articles = [news(n, date="13 November 2025") for n in (9, 8, 7, 6)]
    site.broken_pages = {2}
    read(source, site, store, clock)
    site.broken_pages.clear()
    site.blank = True
    assert read(source, site, store, clock).doubt
    site.blank = False
    assert read(source, site, store, clock).new == 2


def test_an_article_without_a_text_shows_what_its_listing_says(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    article = news(12, "Pengumuman Libur Bersama")
    site.articles = [news(13), article]
    said = article.text[:60].rpartition(" ")[0]
    text, article.text = article.text, ""

    def fetch(request: Request) -> list[Document]:
        article.text = text if request.role is Role.LISTING else ""
        return list(site.fetch(request))

    outcome = pipeline.refresh(source, fetch, store, clock)
    assert (outcome.new, outcome.failures) == (2, ())
    assert store.newest((), 9)[-1].item.text.startswith(said)


def test_an_article_that_lost_its_text_keeps_it(source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
    site.articles = [news(13), news(12, "Pengumuman Libur Bersama")]
    pipeline.refresh(source, site.fetch, store, clock)
    before = [each.item.text for each in store.newest((), 9)]

    def fetch(request: Request) -> list[Document]:
        asked = list(site.fetch(replace(request, validators=Validators())))
        empty = re.compile(rb"(</h1>)<div>.*?</div>", re.DOTALL)
        return [replace(each, body=empty.sub(rb"\1", each.body)) for each in asked]

    outcome = pipeline.refresh(source, fetch, store, clock, again=lambda _: True)
    assert [
        failure.endswith("its page shows no text any more; the text that is known stays")
        for failure in outcome.failures
    ] == [True, True]
    assert [each.item.text for each in store.newest((), 9)] == before
