"""Articles that are gone although something answers at their addresses, and articles whose addresses alone are gone."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from office import Reading

from feeder import pipeline
from feeder.fetch.files import documents
from feeder.model import Outcome, Request
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.read import rechecking
from feeder.read.backfill import backfill
from feeder.read.ingest import ingest
from feeder.trust.removal import Rule
from world import ORIGIN, Article, Clock, FakeSite, news

RULE = Rule(checks=3, over=timedelta(hours=24))


class Office(Reading):
    """A source that is read every six hours, and rechecked as a daemon does it."""

    def read(self) -> Outcome:
        self.clock.forward(hours=6)
        outcome = pipeline.refresh(self.source, self.site.fetch, self.store, self.clock, removal=RULE)
        return rechecking.joined(outcome, rechecking.recheck(self.source, self.site.fetch, self.store, self.clock))

    def read_days(self, days: int) -> list[Outcome]:
        return [self.read() for _ in range(days * 4)]

    def unlist(self) -> Article:
        """One of the articles is not on the listing any more."""
        article = self.site.articles[2]
        self.site.hidden.add(article.number)
        return article

    def keeps_one_whose_page_says(self, said: str) -> bool:
        """Whether an article is still shown that is not on the listing, and whose page says this for three days."""
        article = self.unlist()
        self.site.missed.add(article.number)
        self.site.missing = said
        self.read_days(3)
        return article.title in self.titles


@pytest.fixture
def office(source: Source, site: FakeSite, store: Store, clock: Clock) -> Office:
    """Twelve articles of this month on two pages, that were read."""
    office = Office(source, site, store, clock)
    site.articles = [news(n, date=f"{n} November 2025") for n in range(13, 1, -1)]
    assert office.read().new == 12
    return office


def notes(outcomes: list[Outcome]) -> list[str]:
    return [note for each in outcomes for note in each.notes]


def test_a_page_that_says_with_200_that_it_is_not_there_is_gone(office: Office) -> None:
    article = office.unlist()
    office.site.missed.add(article.number)
    outcomes = office.read_days(2)
    assert article.title not in office.titles
    assert [note for note in notes(outcomes) if note.startswith("withdrawn: ")]
    assert not [each.failures for each in outcomes if each.failures]


WALL = "<h1>Privasi Anda</h1><p>Kami dan 842 mitra menyimpan data pada perangkat ini. Setujui, atau daftar di sini.</p>"


def test_a_wall_in_front_of_an_article_is_not_its_text(office: Office) -> None:
    """Whoever asks for cookies or money says so with 200, and in a page that reads like any other."""
    fresh = news(14, "Penetapan Rekapitulasi Daftar Pemilih", date="14 November 2025")
    office.site.articles.insert(0, fresh)
    office.site.missing, office.site.oops = WALL, "Privasi Anda"
    office.site.missed = {14}
    outcome = office.read()
    assert (outcome.new, [each.partition(": ")[2][:42] for each in outcome.failures]) == (
        0,
        ["its page says hardly a word of the title t"],
    )
    office.site.missed.clear()
    assert office.read().new == 1
    office.site.missed = {14}
    office.clock.forward(days=1)
    outcome = rechecking.recheck(office.source, office.site.fetch, office.store, office.clock, limit=50)
    assert (outcome.revised, len(outcome.failures)) == (0, 1)
    assert office.titles[0] == fresh.title


@pytest.mark.parametrize("listing", ["/blog/category/104", "/blog/category/104?page=2"])
def test_a_page_that_sends_its_reader_to_a_listing_is_gone(office: Office, listing: str) -> None:
    article = office.unlist()
    office.site.sent[office.site.path(article)] = listing
    outcomes = office.read_days(2)
    assert article.title not in office.titles
    assert (sum(each.revised for each in outcomes), [each.failures for each in outcomes if each.failures]) == (0, [])


def test_a_page_that_sends_its_reader_to_another_article_is_gone(office: Office) -> None:
    article = office.unlist()
    office.site.sent[office.site.path(article)] = office.site.path(office.site.articles[0])
    outcomes = office.read_days(2)
    assert article.title not in office.titles
    assert (len(office.titles), sum(each.revised for each in outcomes)) == (11, 0)


def test_the_text_of_another_article_is_not_read_where_the_site_sends_us_there(office: Office) -> None:
    """Titles of a series differ by a number alone."""
    fifth, seventh = (
        news(n, f"Rapat Pleno Triwulan {name}", date="13 November 2025") for n, name in ((14, "V"), (15, "VII"))
    )
    office.site.articles.insert(0, fifth)
    assert office.read().new == 1
    office.site.articles.insert(0, seventh)
    office.site.sent[office.site.path(seventh)] = office.site.path(fifth)
    outcome = office.read()
    told = f"the site sends us to another article instead, {ORIGIN}{office.site.path(fifth)}: what is known"
    assert (fifth.title in office.titles, seventh.title in office.titles, outcome.new) == (True, False, 0)
    assert [str(each).partition(": ")[2][: len(told)] for each in outcome.failures] == [told]
    office.site.sent.clear()
    assert office.read().new == 1
    office.site.sent[office.site.path(seventh)] = office.site.path(fifth)
    outcomes = office.read_days(2)
    assert {fifth.title, seventh.title} <= set(office.titles)
    assert sum(each.revised for each in outcomes) == 0


def test_a_page_that_fails_in_another_way_is_not_gone(office: Office) -> None:
    article = office.unlist()
    article.text = "Fatal error: Uncaught Error: Call to a member function on null in /var/www/index.php on line 12"
    office.read_days(2)
    assert article.title in office.titles


@pytest.mark.parametrize(
    "said",
    [
        "<h1>Maaf</h1><p>Layanan sementara tidak tersedia. Silakan coba lagi nanti.</p>",
        "<h1>Error 500</h1><p>Halaman tidak tersedia.</p>",
        "<h1>Error</h1><p>Server database tidak ditemukan.</p>",
        "<h1>Maaf</h1><p>Terjadi kesalahan.</p><p>Jalan Merdeka 404</p>",
        "<h1>Situs dalam pemeliharaan</h1><p>Berita belum tersedia.</p>",
    ],
)
def test_a_page_that_says_that_the_site_is_ill_is_no_removal(office: Office, said: str) -> None:
    assert office.keeps_one_whose_page_says(said)


LIST = "".join(
    f'<h3><a href="/blog/read/{n}_x">Rapat ke-{n} di kantor dihadiri semua</a></h3><p>{"Rapat itu lancar. " * 9}</p>'
    f'<a href="/blog/read/{n}_x">Selengkapnya</a>'
    for n in range(50, 56)
)


@pytest.mark.parametrize(
    "said",
    [
        f"<main>{LIST}</main>",
        f"<main>{LIST}<p>Tidak ada komentar.</p></main><div>Data tidak tersedia</div>",
        "<h2>Agenda</h2><p>Tidak ada agenda hari ini.</p>",
        "<h1>Masuk</h1><p>Akun tidak ditemukan.</p>",
        "<h1>Maaf</h1><p>Situs tidak tersedia.</p>",
    ],
)
def test_a_page_that_is_read_amiss_is_no_removal(office: Office, said: str) -> None:
    assert office.keeps_one_whose_page_says(said)


def test_a_page_that_still_shows_the_title_is_there(office: Office) -> None:
    assert office.keeps_one_whose_page_says(f"<h1>{office.site.articles[2].title}</h1><p>Konten tidak tersedia</p>")


def test_a_page_that_suggests_other_articles_in_place_of_its_own_is_gone(office: Office) -> None:
    article = office.unlist()
    office.site.missed.add(article.number)
    office.site.missing = f"<h1>Halaman Tidak Ditemukan</h1><p>Mungkin ini yang Anda cari:</p>{LIST}"
    office.read_days(2)
    assert article.title not in office.titles


def test_what_is_gone_with_the_old_addresses_of_a_site_is_not_withdrawn(office: Office) -> None:
    office.site.grammar = "berita/baca/{number}/{slug}"
    outcomes = office.read_days(8)
    assert len(office.titles) == 12
    assert not [each.doubt for each in outcomes if each.doubt]
    told = [note for note in notes(outcomes) if "another kind of address now" in note]
    assert len(told) == len(set(told)) == 6, "those of the second page, which nobody has read since"
    assert "`feeder backfill contoh` finds it if it was moved" in told[0]


def test_it_is_asked_ever_more_rarely(office: Office) -> None:
    office.site.grammar = "berita/baca/{number}/{slug}"
    old = [f"/blog/read/{each.number}_" for each in office.site.articles[6:]]
    asked = []
    for _ in range(4):
        office.site.asked.clear()
        office.read_days(7)
        asked.append(sum(path.startswith(tuple(old)) for path in office.site.asked))
    assert asked == [6 * 5, 6 * 2, 6, 6]


def test_what_is_taken_down_with_the_old_addresses_is_withdrawn(office: Office) -> None:
    """The listing goes on below it."""
    article = office.unlist()
    office.site.lost.add(article.number)
    office.site.grammar = "berita/baca/{number}/{slug}"
    outcomes = office.read_days(2)
    assert article.title not in office.titles
    assert [note for note in notes(outcomes) if note.startswith("withdrawn: ")]


def test_a_backfill_finds_them_under_their_new_addresses(office: Office) -> None:
    office.site.grammar = "berita/baca/{number}/{slug}"
    office.read_days(4)
    assert backfill(office.source, office.site.fetch, office.store, office.clock).new == 0
    assert all("/berita/baca/" in each.item.url for each in office.store.newest((), 50))
    assert office.store.absent("contoh") == []


def test_an_old_copy_is_no_answer_of_the_site_now(office: Office, tmp_path: Path) -> None:
    article = office.unlist()
    saved = tmp_path / "saved" / "blog" / "read" / f"{article.number}_lama.html"
    saved.parent.mkdir(parents=True)
    [copy] = office.site.fetch(Request(url=ORIGIN + office.site.path(article)))
    saved.write_bytes(copy.body)
    office.site.lost.add(article.number)
    old = partial(documents, address=ORIGIN, seen=office.clock() - timedelta(days=1))

    def hand_in() -> None:
        ingest(office.source, [saved.parents[2]], old, office.store, office.clock)

    told = []
    for _ in range(8):
        told += notes([office.read()])
        hand_in()
    assert [note for note in told if note.startswith("withdrawn: ")]
    assert article.title not in office.titles
    fresh = partial(documents, address=ORIGIN, seen=office.clock())
    ingest(office.source, [saved.parents[2]], fresh, office.store, office.clock)
    assert article.title in office.titles
