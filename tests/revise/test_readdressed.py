"""Articles whose addresses follow their titles, and other articles that only look like them."""

from dataclasses import replace

import pytest

from feeder import pipeline
from feeder.extract.page import AnyPage
from feeder.model import Outcome
from feeder.ports import Source
from feeder.ports.store import Store
from world import Article, Clock, FakeSite, news

WORDS = "kantor membuka layanan data pemilih bagi warga kota contoh sepanjang pekan ini di balai".split()
GRAMMARS = (
    "berita/{number}/{slug}",
    "berita/{slug}-{number}",
    "berita/{number}-{slug}.html",
    "berita.php?id={number}&judul={slug}",
    "berita/detail/{number}/{slug}",
)
NAMED = "kabar/{slug}.html"


def told(number: int, day: int = 0) -> Article:
    """An article that says nothing that others say."""
    own = [f"{word}{chr(97 + number % 26)}" for word in WORDS]
    text = "\n\n".join(" ".join(f"{one} {other}" for one in own) + "." for other in own)
    return news(number, " ".join(own[:7]).title(), text, f"{day or number - 7100} November 2025")


class Reader:
    """A source, and what those see who read its feed."""

    def __init__(self, source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
        self.source = replace(source, extractor=AnyPage(url=source.office.url))
        self.site, self.store, self.clock = site, store, clock
        site.articles = [told(number) for number in range(7113, 7105, -1)]
        site.per_page = 8

    def read(self) -> Outcome:
        self.clock.forward(hours=6)
        return pipeline.refresh(self.source, self.site.fetch, self.store, self.clock)

    def begin(self, grammar: str) -> None:
        self.site.grammar = grammar
        assert self.read().new == 8

    def counts(self) -> tuple[int, int]:
        outcome = self.read()
        assert not outcome.failures
        return outcome.new, outcome.revised


@pytest.fixture
def reader(source: Source, site: FakeSite, store: Store, clock: Clock) -> Reader:
    return Reader(source, site, store, clock)


@pytest.mark.parametrize("grammar", GRAMMARS)
@pytest.mark.parametrize("place", [0, 3, 7])
def test_an_address_that_follows_the_title_is_that_of_the_same_article(
    reader: Reader, grammar: str, place: int
) -> None:
    reader.begin(grammar)
    article = reader.site.articles[place]
    article.title, article.text = f"{article.title} Ralat", article.text.replace("balai", "aula", 1)
    assert reader.counts() == (0, 1)
    [edited] = reader.store.edited(9)
    assert edited.item.title == article.title
    assert edited.item.url.endswith(reader.site.path(article))
    assert reader.counts() == (0, 0)
    assert len(reader.store.newest((), 50)) == 8


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_another_day_and_another_address_are_an_edit(reader: Reader, grammar: str) -> None:
    reader.begin(grammar)
    reader.site.slugs[7110], reader.site.articles[3].date = "alamat-baru", "9 November 2025"
    assert reader.counts() == (0, 1)


@pytest.mark.parametrize("grammar", [NAMED, "2025/11/13/{slug}/"])
def test_another_title_for_the_same_text_is_an_edit_without_any_number(reader: Reader, grammar: str) -> None:
    reader.begin(grammar)
    reader.site.articles[3].title = "Judul Yang Sama Sekali Lain Daripada Yang Dahulu"
    assert reader.counts() == (0, 1)
    assert reader.counts() == (0, 0)


def test_an_article_that_is_edited_while_all_addresses_change_is_no_news(reader: Reader) -> None:
    reader.begin("berita/{number}/{slug}")
    reader.site.grammar = NAMED
    reader.site.articles[3].title += " Ralat"
    assert reader.counts() == (0, 1)


@pytest.mark.parametrize("grammar", GRAMMARS)
def test_a_number_that_is_used_again_is_that_of_another_article(reader: Reader, grammar: str) -> None:
    reader.begin(grammar)
    reader.site.articles[3:4] = []
    reader.site.articles.insert(0, replace(told(7115, 14), number=7110))
    assert reader.counts() == (1, 0)


@pytest.mark.parametrize("grammar", [*GRAMMARS, NAMED])
def test_the_next_one_of_a_series_is_another_article(reader: Reader, grammar: str) -> None:
    """The one before is taken down, and their titles and texts differ in a word."""
    reader.site.articles[0].title = "Laporan Harian Penghitungan Suara Hari Ketiga"
    reader.begin(grammar)
    last = reader.site.articles[0]
    again = last.text.replace("balai", "aula", 1)
    reader.site.articles[0] = replace(last, number=7120, title=last.title.replace("Ketiga", "Keempat"), text=again)
    assert reader.counts() == (1, 0)


@pytest.mark.parametrize("number", ["12", "2025", "202511", "20251110", "10112025", "10", "202511100000"])
@pytest.mark.parametrize("grammar", ["berita/{number}/{slug}", "berita/{number}-{slug}", "berita?no={number}&j={slug}"])
def test_numbers_of_days_and_years_tell_nothing(reader: Reader, grammar: str, number: str) -> None:
    """Two articles of one day under one number, the first of which is taken down."""
    for place, each in enumerate(reader.site.articles):
        reader.site.slugs[each.number] = f"berita-{place}"
        each.number = int(number) if place == 3 else each.number
    reader.site.slugs[int(number)] = "pertama"
    reader.begin(grammar)
    article = reader.site.articles[3]
    reader.site.slugs[int(number)] = "kedua"
    article.title, article.text = f"{article.title} Kedua", article.text.replace("balai", "aula", 1)
    assert reader.counts() == (1, 0)


def test_numbers_that_several_articles_have_tell_nothing(reader: Reader) -> None:
    """They are those of categories."""
    paths = {
        each.number: f"{40 + each.number % 3}/{each.number}-{each.title.split()[0]}" for each in reader.site.articles
    }
    reader.site.slugs = {number: path.replace(str(number), "kabar") for number, path in paths.items()}
    reader.begin("berita/{slug}")
    article = reader.site.articles[3]
    reader.site.slugs[article.number] += "-kedua"
    article.title, article.text = f"{article.title} Kedua", article.text.replace("balai", "aula", 1)
    assert reader.counts() == (1, 0)


def test_a_number_in_the_titles_is_none_of_the_site(reader: Reader) -> None:
    for each in reader.site.articles:
        each.title, reader.site.slugs[each.number] = f"{each.title} Nomor {each.number}", f"nomor-{each.number}"
    reader.begin("berita/{slug}")
    article = reader.site.articles[3]
    reader.site.slugs[article.number] = f"ralat-nomor-{article.number}"
    article.title, article.text = f"Ralat {article.title}", article.text.replace("balai", "aula", 1)
    assert reader.counts() == (1, 0)


@pytest.mark.parametrize("grammar", [*GRAMMARS, NAMED])
def test_a_text_that_is_published_twice_is_two_articles(reader: Reader, grammar: str) -> None:
    reader.begin(grammar)
    old = reader.site.articles[3]
    reader.site.articles.insert(3, replace(old, number=7120, title=f"{old.title} Lagi"))
    reader.site.per_page = 9
    assert reader.counts() == (1, 0)


def test_a_third_one_of_a_text_is_not_that_of_the_two_that_is_gone(reader: Reader) -> None:
    twin = replace(reader.site.articles[3], number=7120, title=f"{reader.site.articles[3].title} Lagi")
    reader.site.articles[4] = twin
    reader.begin(NAMED)
    reader.site.articles[3] = replace(twin, number=7121, title=f"{twin.title} Sekali")
    assert reader.counts() == (1, 0)


def test_what_has_gone_down_to_the_next_page_was_not_edited(reader: Reader) -> None:
    """An office publishes a text once more, on the same day, while its first article leaves the page."""
    reader.site.articles[-1].date = reader.site.articles[-2].date
    reader.begin(NAMED)
    old = reader.site.articles[-1]
    reader.site.articles.insert(6, replace(old, number=7120, title=f"{old.title} Lagi"))
    assert reader.counts() == (1, 0)


def test_what_is_said_of_any_event_makes_no_two_of_them_one(reader: Reader) -> None:
    reader.site.articles[3].text = "Unduh pengumuman selengkapnya pada lampiran di bawah ini."
    reader.begin(NAMED)
    reader.site.articles[3].title = reader.site.articles[3].title.replace("Wargam", "Lansia")
    reader.site.slugs[7110] = "lansia"
    assert reader.counts() == (1, 0)
