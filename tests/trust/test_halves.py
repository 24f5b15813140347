"""Pages that a site breaks off in the middle, with status 200 and the right length."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest

from feeder import pipeline
from feeder.fetch.files import documents
from feeder.model import Basis, Document, Request, Validators
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.probe import preview
from feeder.read import ingest, rechecking
from feeder.trust.halves import KEPT, LIST, TEXT
from world import JAKARTA, ORIGIN, Article, Clock, FakeSite, news

WHOLE = "\n\n".join(f"Alinea ke-{n} dari berita tentang rapat pleno terbuka di kantor." for n in range(1, 9))


@dataclass
class Broken:
    """A site whose pages are cut, by path: how many are, and behind which words."""

    site: FakeSite
    cuts: dict[str, tuple[int, str]] = field(default_factory=dict)
    change: Callable[[str], str] = lambda page: page

    def cut(self, path: str, after: str, times: int = 100) -> None:
        self.cuts[path] = times, after

    def fetch(self, request: Request) -> Iterable[Document]:
        path = request.url.removeprefix(ORIGIN)
        for document in self.site.fetch(replace(request, validators=Validators())):
            times, after = self.cuts.get(path, (0, ""))
            self.cuts[path] = times - 1, after
            page = self.change(document.body.decode())
            body = (page.partition(after)[0] + after if times > 0 else page).encode()
            validators = Validators(etag=str(hash(body)))
            if request.validators != validators:
                yield replace(document, body=body, validators=validators)


@pytest.fixture
def article() -> Article:
    return news(12, "Rapat Pleno Terbuka Rekapitulasi", WHOLE, "12 November 2025")


@pytest.fixture
def broken(site: FakeSite, article: Article) -> Broken:
    site.articles = [news(13, date="13 November 2025"), article, news(11, date="11 November 2025")]
    return Broken(site)


class Reader:
    def __init__(self, source: Source, broken: Broken, store: Store, clock: Clock) -> None:
        self.source, self.broken, self.store, self.clock = source, broken, store, clock

    def read(self, hours: int = 0) -> tuple[str, ...]:
        self.clock.forward(hours=hours)
        return pipeline.refresh(self.source, self.broken.fetch, self.store, self.clock).failures

    def text(self, article: Article) -> str:
        found = self.store.find(f"{ORIGIN}{self.broken.site.path(article)}")
        return found.item.text if found else ""

    @property
    def count(self) -> int:
        return len(self.store.newest((), 50))


@pytest.fixture
def reader(source: Source, broken: Broken, store: Store, clock: Clock) -> Reader:
    return Reader(source, broken, store, clock)


def test_an_article_that_breaks_off_once_is_asked_once_more(reader: Reader, broken: Broken, article: Article) -> None:
    broken.cut(broken.site.path(article), "Alinea ke-3 dari", times=1)
    assert reader.read() == ()
    assert reader.text(article) == WHOLE


@pytest.mark.parametrize("after", ["Alinea ke-3 dari ber", "Alinea ke-4 dari berita</p><p cla", "Alinea ke-3"])
def test_half_a_text_is_shown_as_a_beginning_and_asked_again(
    reader: Reader, broken: Broken, article: Article, after: str
) -> None:
    broken.change = lambda page: page.replace("Alinea ke-4 dari berita", "Alinea ke-4 dari berita</p><p class='isi'>")
    broken.cut(broken.site.path(article), after, times=2)
    assert [TEXT in each for each in reader.read()] == [True]
    assert reader.text(article).endswith("…")
    assert "Alinea ke-2" in reader.text(article)
    assert "Alinea ke-5" not in reader.text(article)
    assert reader.read(hours=1) == ()
    assert reader.text(article).endswith(WHOLE[-60:])
    asked = len(broken.site.asked)
    assert reader.read(hours=1) == ()
    assert len(broken.site.asked) == asked + 1


def test_half_a_text_never_takes_the_place_of_a_whole_one(reader: Reader, broken: Broken, article: Article) -> None:
    reader.read()
    broken.cut(broken.site.path(article), "Alinea ke-3 dari ber")
    outcome = pipeline.refresh(reader.source, broken.fetch, reader.store, reader.clock, again=lambda _: True)
    assert [KEPT in each for each in outcome.failures] == [True]
    reader.clock.forward(hours=2)
    later = rechecking.recheck(reader.source, broken.fetch, reader.store, reader.clock)
    assert [KEPT in each for each in later.failures] == [True]
    assert reader.text(article) == WHOLE


def test_what_a_listing_says_anew_is_looked_after_until_the_article_answers(
    reader: Reader, broken: Broken, article: Article
) -> None:
    reader.read()
    article.text = "Ralat. " + WHOLE
    broken.cut(broken.site.path(article), "Alinea ke-3 dari ber", times=4)
    assert len(reader.read(hours=1)) == len(reader.read(hours=1)) == 1
    assert reader.text(article) == WHOLE
    assert reader.read(hours=1) == ()
    assert reader.text(article) == article.text


def test_an_article_whose_page_breaks_off_below_its_text_is_whole(
    reader: Reader, broken: Broken, article: Article
) -> None:
    below = "".join(f"<p>Tautan {n} ke halaman lain</p>" for n in range(9))
    broken.change = lambda page: page.replace("<footer>", f"<aside><h2>Lainnya</h2>{below}</aside><footer>")
    broken.cut(broken.site.path(article), "Tautan 7 ke hal")
    assert reader.read() == ()
    assert reader.text(article) == WHOLE


def test_an_article_that_breaks_off_above_its_text_shows_what_its_listing_says(
    reader: Reader, broken: Broken, article: Article
) -> None:
    broken.cut(broken.site.path(article), "<h1>Rapat Pleno Terbuka Rek", times=4)
    assert [TEXT in each for each in reader.read()] == [True]
    assert reader.text(article).startswith("Alinea ke-1 dari berita")
    assert len(reader.read(hours=1)) == 1
    assert reader.read(hours=1) == ()
    assert reader.text(article) == WHOLE


def unclosed(page: str) -> str:
    return page.replace("</main>", "").replace("</body></html>", "")


def bare(page: str) -> str:
    return unclosed(page).partition("<footer>")[0]


@pytest.mark.parametrize("change", [unclosed, bare])
def test_a_site_that_never_closes_its_pages_is_read_as_it_is(
    reader: Reader, broken: Broken, article: Article, change: Callable[[str], str]
) -> None:
    broken.change = change
    assert reader.read() == ()
    assert (reader.count, reader.text(article)) == (3, WHOLE)
    article.text = WHOLE.replace("ke-4", "keempat")
    reader.clock.forward(hours=2)
    assert rechecking.recheck(reader.source, broken.fetch, reader.store, reader.clock).revised == 1
    assert reader.text(article) == article.text


def test_an_article_that_ends_so_whenever_it_is_asked_is_believed_at_last(
    reader: Reader, broken: Broken, article: Article
) -> None:
    broken.cut(broken.site.path(article), "Alinea ke-8 dari berita tentang rapat pleno terbuka di kantor.")
    assert len(reader.read()) == 1
    assert reader.read(hours=1) == ()
    asked = len(broken.site.asked)
    assert reader.read(hours=1) == ()
    assert len(broken.site.asked) == asked + 1


def test_a_list_that_breaks_off_is_asked_again_in_full(reader: Reader, broken: Broken) -> None:
    broken.cut("/blog/category/104", '<a href="/blog/read/11_', times=2)
    assert [LIST in each for each in reader.read()] == [True]
    assert reader.count == 2
    assert reader.read(hours=1) == ()
    assert reader.count == 3


def test_a_list_that_breaks_off_once_is_asked_once_more(reader: Reader, broken: Broken) -> None:
    broken.cut("/blog/category/104", '<a href="/blog/read/11_', times=1)
    assert reader.read() == ()
    assert reader.count == 3


def dated(page: str) -> str:
    """The listing with the day and time of each item."""
    return re.sub(r"(Kegiatan (\d+) di Kantor</a></h3>)", r"\1<p>\2 November 2025 09:12 WIB</p>", page)


@pytest.mark.parametrize("after", ["11 di Kantor</a></h3>", "<p>11 Nove", "<p>11 November 20", "<p>11 November 2025 0"])
def test_the_last_item_of_a_list_that_breaks_off_waits_for_its_day(reader: Reader, broken: Broken, after: str) -> None:
    broken.site.articles = [news(13), news(12), news(11), news(10)]
    broken.change = dated
    broken.cut("/blog/category/104", after, times=2)
    assert [LIST in each for each in reader.read()] == [True]
    assert days(reader) == [13, 12]
    assert reader.read(hours=1) == ()
    assert days(reader) == [13, 12, 11, 10]


def test_a_list_that_breaks_off_says_nothing_new_of_the_day_of_its_last_item(reader: Reader, broken: Broken) -> None:
    broken.site.articles = [news(13), news(12)]
    reader.read()
    broken.change = dated
    broken.cut("/blog/category/104", "<p>12 November 20", times=2)
    assert [LIST in each for each in reader.read(hours=1)] == [True]
    assert days(reader) == [14, 13]
    reader.read(hours=1)
    assert days(reader) == [13, 12]


def test_a_day_that_a_list_states_at_last_is_taken_of_an_article_that_did_not_change(
    reader: Reader, broken: Broken
) -> None:
    broken.site.articles = [news(13), news(12)]
    reader.read()
    assert {each.item.published.basis for each in reader.store.newest((), 50)} == {Basis.FIRST_SEEN}
    broken.change = dated
    assert reader.read(hours=1) == ()
    assert days(reader) == [13, 12]
    asked = len(broken.site.asked)
    reader.read(hours=1)
    assert len(broken.site.asked) == asked + 1


def days(reader: Reader) -> list[int]:
    return [each.published.astimezone(JAKARTA).day for each in reader.store.newest((), 50)]


def test_preview_says_what_breaks_off(source: Source, broken: Broken, article: Article) -> None:
    broken.cut(broken.site.path(article), "Alinea ke-3 dari ber")
    found = preview.preview(source.extractor, source.office, [Request(url=ORIGIN + "/blog/category/104")], broken.fetch)
    assert [TEXT in str(each) for each in found.failures] == [True]
    assert len(found.items) == 3


def test_a_saved_article_that_breaks_off(reader: Reader, broken: Broken, article: Article, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    path = folder / "blog" / "read" / f"{article.number}_rapat.html"
    path.parent.mkdir(parents=True)
    [whole] = broken.fetch(Request(url=ORIGIN + broken.site.path(article)))
    path.write_bytes(whole.body.partition(b"Alinea ke-3 dari ber")[0])

    saved = partial(documents, address=ORIGIN)
    first = ingest.ingest(reader.source, [folder], saved, reader.store, reader.clock)
    assert [TEXT in each for each in first.failures] == [True]
    reader.read()
    assert reader.text(article) == WHOLE
    second = ingest.ingest(reader.source, [folder], saved, reader.store, reader.clock)
    assert [KEPT in each for each in second.failures] == [True]
    assert reader.text(article) == WHOLE


def test_what_stands_above_an_article_that_its_page_never_came_to_is_not_its_text(
    reader: Reader, broken: Broken, article: Article
) -> None:
    said = (
        "Ini cuplikan berita lain yang sering dibaca, dengan beberapa kalimat tentang isinya yang panjang sekali. " * 3
    )
    others = "".join(f"<div><b>Berita lain nomor {n}</b><p>{said}</p></div>" for n in range(4))
    more = "".join(f"<p>Tautan {n} ke halaman lain</p>" for n in range(9))
    broken.change = lambda page: page.replace("<main>", f"<div>{others}{more}</div><main>")
    broken.cut(broken.site.path(article), "</div><main><h1>Rapat Ple", times=2)
    assert [TEXT in each for each in reader.read()] == [True]
    assert reader.read(hours=1) == ()
    assert reader.text(article) == WHOLE


@pytest.mark.parametrize("end", [" " * 200_000, "</b>" * 50_000, "<" * 50_000, "</b " * 50_000])
def test_a_hostile_end_costs_no_time(reader: Reader, broken: Broken, article: Article, end: str) -> None:
    broken.change = lambda page: page.replace("Alinea ke-3 dari ber", f"Alinea ke-3 dari ber{end}BATAS")
    broken.cut(broken.site.path(article), "BATAS")
    reader.read()
    assert reader.count == 3


def test_a_list_that_always_breaks_off_at_the_same_place_is_no_manner_where_articles_are_closed(
    reader: Reader, broken: Broken
) -> None:
    broken.cut("/blog/category/104", "Rapat Pleno Terbuka Rekapitulasi</a></h3><p>Alinea", times=4)
    assert [LIST in each for each in reader.read()] == [True]
    assert reader.count == 2
    assert reader.read(hours=1) == ()  # nothing is new, so nothing speaks against it
    assert reader.read(hours=1) == ()
    assert reader.count == 3
