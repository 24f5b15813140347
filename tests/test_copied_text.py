"""Text copied from the listing and the site itself, in any order: one item, and the best that was said of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from feeder import pipeline
from feeder.fetch.files import documents
from feeder.model import Outcome, StoredItem
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.read.ingest import ingest
from world import JAKARTA, Article, Clock, FakeSite, news

LEAD = "Jajaran sekretariat KPU Kota Contoh mengikuti apel pagi di halaman kantor, bersama anggota dan staf pelaksana"
TEXT = f"{LEAD}, {{day}}.\n\nPembina apel menekankan kedisiplinan. Kegiatan ditutup dengan doa bersama."
OTHER = news(8, date="3 November 2025")


class Office:
    """An installation, and who copies its listing by hand."""

    def __init__(self, folder: Path, source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
        self.folder, self.source, self.site, self.store, self.clock = folder, source, site, store, clock
        site.articles = [apel(9, 10), OTHER]

    def fetch(self) -> Outcome:
        self.clock.forward(hours=6)
        return pipeline.refresh(self.source, self.site.fetch, self.store, self.clock)

    def copy(self, *, shortened: bool, seen: datetime | None = None) -> Outcome:
        texts = [f"{each.text[:130].rpartition(',')[0]}...\n\nSelengkapnya" for each in self.site.articles]
        shown = texts if shortened else [each.text for each in self.site.articles]
        items = [f"883\n\n{each.title}\n\n{text}" for each, text in zip(self.site.articles, shown, strict=True)]
        file = self.folder / "berita.txt"
        file.write_text("\n\n".join(["Berita Terkini", *items]))
        read = partial(documents, address=self.source.office.url, seen=seen or self.clock())
        return ingest(self.source, [file], read, self.store, self.clock)

    def items(self) -> list[StoredItem]:
        return [each for each in self.store.newest((), 50) if each.item.title != OTHER.title]


def apel(number: int, day: int) -> Article:
    text = TEXT.format(day=f"Senin ({day}/11)")
    return news(number, "Sekretariat KPU Kota Contoh Laksanakan Apel Pagi", text, f"{day} November 2025")


@pytest.fixture
def office(tmp_path: Path, source: Source, site: FakeSite, store: Store, clock: Clock) -> Office:
    return Office(tmp_path, source, site, store, clock)


@pytest.mark.parametrize("shortened", [False, True])
def test_a_copy_and_then_the_page(office: Office, shortened: bool) -> None:
    assert office.copy(shortened=shortened).new == 2
    [before] = office.items()
    outcome = office.fetch()
    assert (outcome.new, outcome.revised, outcome.unchanged) == (0, 0, 2)
    [after] = office.items()
    assert after.id == before.id
    assert after.item.url.endswith(office.site.path(office.site.articles[0]))
    assert after.item.text == office.site.articles[0].text
    assert after.published.astimezone(JAKARTA).date().isoformat() == "2025-11-10"


@pytest.mark.parametrize("shortened", [False, True])
def test_the_page_and_then_a_copy(office: Office, shortened: bool) -> None:
    office.fetch()
    before = office.items()
    assert (office.copy(shortened=shortened).new, office.copy(shortened=shortened).revised) == (0, 0)
    assert office.items() == before
    assert before[0].item.url


def test_a_copy_of_something_else_than_the_page_says_does_not_take_its_place(office: Office) -> None:
    office.fetch()
    office.site.articles[0].text = office.site.articles[0].text.replace("doa bersama", "foto bersama")
    assert office.copy(shortened=False).revised == 0
    assert office.items()[0].item.text.endswith("doa bersama.")


@pytest.mark.parametrize("first", [False, True])
def test_a_whole_copy_and_a_shortened_one(office: Office, first: bool) -> None:
    office.copy(shortened=first)
    [before] = office.items()
    outcome = office.copy(shortened=not first)
    assert (outcome.new, outcome.revised) == (0, 2 * first)
    [after] = office.items()
    assert after.id == before.id
    assert after.item.text.endswith("doa bersama.")


def test_two_articles_that_begin_alike_are_not_guessed_at(office: Office) -> None:
    office.site.articles = [apel(10, 10), apel(9, 3), OTHER]
    office.fetch()
    office.copy(shortened=True)
    assert len(office.items()) == 3


def test_an_article_later_than_the_copy_is_another(office: Office) -> None:
    office.copy(shortened=True, seen=datetime(2025, 11, 5, 12, tzinfo=JAKARTA))
    office.fetch()
    assert len(office.items()) == 2
