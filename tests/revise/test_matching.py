"""Articles whose addresses change, and articles that only look alike."""

from dataclasses import replace

import pytest

from feeder import pipeline
from feeder.extract.page import AnyPage
from feeder.model import Outcome
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.read import rechecking
from feeder.read.backfill import backfill
from world import ORIGIN, Article, Clock, FakeSite, news, six_of_this_week

COUNTED = "blog/read/{number}_{slug}"  # the site counts its articles
NAMED = "kabar/{slug}.html"


class Reader:
    """A source, and what those see who read its feed."""

    def __init__(self, source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
        self.source, self.site, self.store, self.clock = source, site, store, clock
        site.articles = six_of_this_week()
        assert self.read().new == 6
        self.before = self.entries()

    def read(self) -> Outcome:
        self.clock.forward(hours=6)
        return pipeline.refresh(self.source, self.site.fetch, self.store, self.clock)

    def entries(self) -> list[tuple[str, str]]:
        return [(each.id, each.item.title) for each in self.store.newest((), 50)]

    def asked(self) -> list[str]:
        """The articles that were."""
        return [path for path in self.site.asked if "category" not in path]

    def addresses(self) -> list[str]:
        return [each.item.url for each in self.store.newest((), 50)]


@pytest.fixture
def counted(source: Source, site: FakeSite, store: Store, clock: Clock) -> Reader:
    return Reader(source, site, store, clock)


@pytest.fixture
def named(source: Source, site: FakeSite, store: Store, clock: Clock) -> Reader:
    site.grammar = NAMED
    return Reader(replace(source, extractor=AnyPage(url=source.office.url)), site, store, clock)


def test_other_addresses_for_all_articles_are_no_news(named: Reader) -> None:
    named.site.grammar = "id/berita/{number}/{slug}"
    outcome = named.read()
    assert (outcome.new, outcome.revised) == (0, 0)
    assert named.entries() == named.before
    assert all("/id/berita/" in address for address in named.addresses())


def test_a_redesign_that_moves_all_articles_is_no_news_either(named: Reader) -> None:
    named.site.grammar, named.site.layout = "id/berita/{number}/{slug}", "table"
    for article in named.site.articles:
        article.text = article.text.replace("masyarakat", "warga", 1)
    named.read()
    assert [id for id, _ in named.entries()] == [id for id, _ in named.before]


def test_an_article_is_published_and_asked_under_the_address_that_the_list_shows(named: Reader) -> None:
    """All addresses change, and change back."""
    before = named.addresses()
    for grammar in ("id/berita/{number}/{slug}", NAMED):
        named.site.grammar = grammar
        outcome = named.read()
        assert (outcome.new, outcome.revised, outcome.failures) == (0, 0, ())
    assert named.addresses() == before
    assert named.entries() == named.before
    named.site.asked.clear()
    named.read()
    assert named.asked() == []
    named.clock.forward(days=2)
    assert rechecking.recheck(named.source, named.site.fetch, named.store, named.clock).notes == ()
    assert {f"{ORIGIN}{path}" for path in named.asked()} == set(before)


def test_a_list_that_never_names_the_own_addresses_of_articles_is_not_followed_every_time(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.grammar, site.lasting = NAMED, True
    site.slugs = {number: f"dari-{number}" for number in (13, 12, 11, 10, 9, 8)}
    site.sent = {f"/kabar/dari-{number}.html": f"/baca/{number}" for number in site.slugs}
    named = Reader(replace(source, extractor=AnyPage(url=source.office.url)), site, store, clock)
    assert all("/baca/" in address for address in named.addresses())
    for number in (14, 15):
        site.articles.insert(0, news(number, date="14 November 2025"))
        site.asked.clear()
        named.read()
        assert named.asked() == [f"/kabar/kegiatan-{number}-di-kantor.html"]


class Twice(FakeSite):
    """A site whose list may show its last article under its old address, too."""

    both = False

    def _listing(self, articles: list[Article], page: int) -> str:
        old = replace(self.articles[-1], number=99)
        return super()._listing([old, *articles] if self.both else articles, page)

    def leads(self, path: str, article: Article) -> bool:
        return super().leads(path, article) or (path == "/kabar/dulu.html" and article is self.articles[-1])


def test_an_article_that_the_list_shows_under_two_addresses_is_not_asked_every_time(
    source: Source, store: Store, clock: Clock
) -> None:
    site = Twice(clock, grammar=NAMED, per_page=9, slugs={8: "dulu", 99: "dulu"})
    named = Reader(replace(source, extractor=AnyPage(url=source.office.url)), site, store, clock)
    site.slugs[8] = "kini"
    assert named.read().new == 0
    site.both = True
    for number in (14, 15):
        site.articles.insert(0, news(number, date="14 November 2025"))
        site.asked.clear()
        named.read()
        assert named.asked() == [f"/kabar/kegiatan-{number}-di-kantor.html"]


def test_another_slug_is_no_news(named: Reader) -> None:
    moved = named.site.articles[2]
    named.site.slugs[moved.number] = "alamat-yang-lain"
    outcome = named.read()
    assert (outcome.new, outcome.revised) == (0, 0)
    assert named.entries() == named.before
    assert [address for address in named.addresses() if address.endswith("/kabar/alamat-yang-lain.html")]


def test_what_is_said_again_on_another_day_is_another_article(named: Reader) -> None:
    again = news(20, named.site.articles[2].title, named.site.articles[2].text, date="14 November 2025")
    named.site.articles[2:3] = []
    named.site.articles.insert(0, again)
    named.site.slugs[20] = "kegiatan-lagi"
    assert named.read().new == 1


def test_what_is_said_again_every_year_is_another_article_where_no_days_are_stated(
    source: Source, site: FakeSite, store: Store, clock: Clock
) -> None:
    site.grammar = NAMED
    source = replace(source, extractor=AnyPage(url=source.office.url))
    site.articles = [news(1, "Selamat Hari Raya Idul Fitri"), *(news(number) for number in range(7, 2, -1))]
    site.slugs = {1: "idul-fitri-1446", 100: "idul-fitri-1447"}
    assert pipeline.refresh(source, site.fetch, store, clock).new == 6
    clock.forward(days=354)
    again = news(100, site.articles[0].title, site.articles[0].text)
    site.articles = [again, *(news(number) for number in range(20, 17, -1)), *site.articles[1:3]]
    assert pipeline.refresh(source, site.fetch, store, clock).new == 4
    site.slugs[100] = "idul-fitri-1447-h"
    clock.forward(days=2)
    assert pipeline.refresh(source, site.fetch, store, clock).new == 0


def test_two_that_say_the_same_and_both_stand_there_are_two(named: Reader) -> None:
    twin = replace(named.site.articles[2], number=20)
    named.site.articles.insert(2, twin)
    named.site.slugs[20] = "kembarannya"
    assert named.read().new == 1


def test_two_numbers_are_two_articles_however_alike(counted: Reader) -> None:
    counted.site.articles[2] = replace(counted.site.articles[2], number=20)
    assert counted.read().new == 1


def test_a_site_that_counts_all_its_articles_anew_is_no_news(counted: Reader) -> None:
    counted.site.articles = [replace(each, number=each.number + 100) for each in counted.site.articles]
    counted.site.articles[:0] = [news(120, date="14 November 2025")]
    counted.site.per_page = 7
    outcome = counted.read()
    assert (outcome.new, outcome.revised) == (1, 0)
    assert counted.entries()[1:] == counted.before


@pytest.mark.parametrize("grammar", [COUNTED, NAMED])
def test_announcements_of_one_day_under_a_few_titles_are_as_many_articles(
    source: Source, site: FakeSite, store: Store, clock: Clock, grammar: str
) -> None:
    """Whole pages of them, of which each is known by its titles from the page before."""
    if grammar == NAMED:
        source = replace(source, extractor=AnyPage(url=source.office.url))
    site.grammar, site.slugs = grammar, {number: f"pengumuman-{number}" for number in range(31)}
    titles = ("Pengumuman Hasil Seleksi", "Pengumuman Jadwal Tes", "Pengumuman Lowongan Kerja")
    site.articles = [news(number, titles[number % 3], date="13 November 2025") for number in range(24, 0, -1)]
    assert backfill(source, site.fetch, store, clock).new == 24
    site.articles[:0] = [news(number, titles[number % 3], date="13 November 2025") for number in range(30, 24, -1)]
    outcome = pipeline.refresh(source, site.fetch, store, clock)
    assert (outcome.new, outcome.revised, outcome.doubt) == (6, 0, "")


@pytest.mark.parametrize("session", ["?PHPSESSID={:032x}", ";jsessionid={:032X}", "?page=a&sid={:020x}", "?_={:013d}"])
def test_the_number_of_a_visit_in_the_addresses_is_no_part_of_them(named: Reader, session: str) -> None:
    for visit in range(3):
        named.site.suffix = session.format(1_700_000_000_000 + visit)
        named.site.asked.clear()
        outcome = named.read()
        assert (outcome.new, outcome.revised) == (0, 0)
    assert not [path for path in named.site.asked if "/kabar/" in path], "they are known"
    assert named.entries() == named.before
