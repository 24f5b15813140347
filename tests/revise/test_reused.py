"""Numbers of articles that other articles get."""

from dataclasses import replace

import pytest

from feeder import pipeline
from feeder.model import Outcome
from feeder.ports import Source
from feeder.ports.store import Store
from revise.test_readdressed import told
from world import Clock, FakeSite


class Reader:
    """A source of the KPU, and what those see who read its feed."""

    def __init__(self, source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
        self.source, self.site, self.store, self.clock = source, site, store, clock
        site.articles = [told(number) for number in range(7112, 7104, -1)]
        site.per_page, site.lasting = 8, True
        assert self.read().new == 8
        self.before = self.titles()

    def read(self) -> Outcome:
        self.clock.forward(hours=6)
        return pipeline.refresh(self.source, self.site.fetch, self.store, self.clock)

    def titles(self) -> dict[str, str]:
        return {each.id: each.item.title for each in self.store.newest((), 50)}


@pytest.fixture
def reader(source: Source, site: FakeSite, store: Store, clock: Clock) -> Reader:
    return Reader(source, site, store, clock)


def test_another_article_under_an_old_number_is_new_and_the_old_one_is_withdrawn(reader: Reader) -> None:
    other = replace(told(7120, 14), number=7107)
    reader.site.articles = [other, *(each for each in reader.site.articles if each.number != 7107)]
    outcome = reader.read()
    assert (outcome.new, outcome.revised) == (1, 0)
    assert any("which is withdrawn, and is another article now" in note for note in outcome.notes)
    first = reader.store.newest((), 1)[0]
    assert (first.item.title, first.published.astimezone(first.item.published.at.tzinfo).day) == (other.title, 14)
    assert first.id not in reader.before
    [gone] = reader.store.withdrawn(9)
    assert gone.item.title == told(7107).title
    assert reader.titles() == {first.id: other.title} | {
        id: title for id, title in reader.before.items() if id != gone.id
    }

    other.text = other.text.replace("balai", "aula", 1)
    other.title += " Ralat"
    outcome = reader.read()
    assert (outcome.new, outcome.revised) == (0, 1)
    assert [each.id for each in reader.store.edited(9)] == [first.id]
    assert [each.id for each in reader.store.withdrawn(9)] == [gone.id]


@pytest.mark.parametrize("kept", ["title", "text", "date"])
def test_an_article_that_keeps_its_title_or_text_or_day_is_edited(reader: Reader, kept: str) -> None:
    article = next(each for each in reader.site.articles if each.number == 7107)
    reader.site.slugs[7107] = "alamat-lain"
    other = replace(told(7120, 14), number=7107, **{kept: getattr(article, kept)})
    reader.site.articles = [other, *(each for each in reader.site.articles if each.number != 7107)]
    outcome = reader.read()
    assert (outcome.new, outcome.revised) == (0, 1)
    assert reader.titles().keys() == reader.before.keys()
    assert not reader.store.withdrawn(9)


def test_other_pages_under_old_addresses_take_no_article_away(reader: Reader) -> None:
    reader.site.slugs = {each.number: "-".join(each.title.lower().split()) for each in reader.site.articles}
    place = next(place for place, each in enumerate(reader.site.articles) if each.number == 7107)
    reader.site.articles[place] = replace(told(7120, 14), number=7107)
    outcome = reader.read()
    assert outcome.new == 0
    assert not reader.store.withdrawn(9)


def test_other_articles_under_all_numbers_wait(reader: Reader) -> None:
    reader.site.articles = [replace(told(each.number + 9, 14), number=each.number) for each in reader.site.articles]
    outcome = reader.read()
    assert "all at once" in outcome.doubt
    assert reader.titles() == reader.before
