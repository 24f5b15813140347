"""Whatever happens to a site, in whatever order, what is kept and published is in the end what the site implies."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import feedparser
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from served import answers

from feeder.app import App, opened
from feeder.errors import InputError
from feeder.model import Outcome, StoredItem
from fetch.site import start
from world import Article, Clock, FakeSite, news

CONFIG = """
database: sqlite:///{folder}/feeder.db
output: {folder}/output
publisher: {{url: "https://umpan.example/"}}
fetch: {{delay: 0s, allow_private: [127.0.0.1], attempts: 1}}
sources: [{{id: contoh, kind: kpu, url: "{url}blog/category/104", pages: 3}}]
"""
MONTHS = " Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" ")
GRAMMARS = (
    "blog/read/{number}_{slug}",
    "blog/read/{number}/{slug}",
    "index.php/blog/read/{number}_{slug}",
    "berita/baca/{number}/{slug}",
)
OLDEST = 2  # articles that are never taken down: a listing has some end

State = tuple[str, str]  # title and text


class Story:
    """A site and its articles, and an installation that reads it: events in, what was seen on the way out."""

    def __init__(self, app: App, site: FakeSite, clock: Clock) -> None:
        self.app, self.site, self.clock = app, site, clock
        self.shown: dict[int, list[State]] = {}  # what the page of an article said whenever it was had, by its number
        self.kept: dict[int, list[State]] = {}  # of that what must be kept: nothing was held back
        self.ids: set[str] = set()
        self.published: dict[str, datetime] = {}  # when each item was published, by its id
        self.subscriber: set[str] = set()
        self.last = 0
        self.moved = self.renamed = False  # since the last look
        for _ in range(5):
            self.publish(0)
        self.read(0)

    # what happens to the site

    def publish(self, _: int) -> None:
        self.last += 1
        now = self.clock()
        self.site.articles.insert(0, news(self.last, date=f"{now.day} {MONTHS[now.month]} {now.year}"))

    def edit(self, place: int) -> None:
        article = self.standing(place)
        article.text += f"\n\nPembaruan dari sekretariat pada pukul {self.clock().hour} lewat {len(article.text)}."

    def mend(self, place: int) -> None:
        article = self.standing(place)
        article.text = article.text.replace("menggelar", "menyelenggarakan", 1)

    def rename(self, place: int) -> None:
        if not self.moved:  # another address and another title at once are another article to everybody
            self.standing(place).title += " Ralat"
            self.renamed = True

    def delete(self, place: int) -> None:
        article = self.standing(place)
        if article not in self.site.articles[-OLDEST:]:
            self.site.hidden.add(article.number)
            self.site.lost.add(article.number)

    def undelete(self, place: int) -> None:
        gone = sorted(self.site.lost)
        if gone:
            number = gone[place % len(gone)]
            self.site.lost.discard(number)
            self.site.hidden.discard(number)

    def unlist(self, place: int) -> None:
        article = self.standing(place)
        if article not in self.site.articles[-OLDEST:]:
            self.site.hidden.add(article.number)

    def relist(self, _: int) -> None:
        self.site.hidden = set(self.site.lost)

    def redesign(self, place: int) -> None:
        self.site.layout = ("cards", "table")[place % 2]
        if not self.renamed:
            grammar = GRAMMARS[place % len(GRAMMARS)]
            self.moved |= grammar != self.site.grammar
            self.site.grammar = grammar

    def fail(self, place: int) -> None:
        """Until the next look but one: nothing answers, the listing is empty, or one article fails."""
        self.site.down = place % 3 == 0
        self.site.blank = place % 3 == 1
        self.standing(place).broken = place % 3 == 2

    def work(self, _: int = 0) -> None:
        self.site.down = self.site.blank = False
        for article in self.site.articles:
            article.broken = False

    # what feeder does

    def wait(self, hours: int) -> None:
        self.clock.forward(hours=hours + 1)

    def days(self, _: int) -> None:
        """Long enough that what is gone for good is withdrawn."""
        for _ in range(4):
            self.wait(11)
            self.read(0)

    def read(self, _: int) -> None:
        self.look(recheck=False)
        self.poll()

    def recheck(self, _: int) -> None:
        self.look(recheck=True)

    def look(self, *, recheck: bool) -> Outcome:
        """One look, what it gave, and what must be true after every look."""
        self.clock.forward(minutes=30)
        asked = len(self.site.asked)
        [source] = self.app.sources()
        outcome = self.app.refresh(source, recheck=recheck)
        self.note(self.site.asked[asked:], held=bool(outcome.doubt))
        if not outcome.doubt and not outcome.failures:
            self.moved = self.renamed = False
        ids = set(self.app.store.ids())
        assert self.ids <= ids, "an id is gone"
        assert len(ids) <= len(self.shown), "an item is there twice"
        self.ids = ids
        for each in self.app.store.everything():
            assert self.published.setdefault(each.id, each.published) == each.published, "its day has moved"
        return outcome

    def poll(self) -> None:
        """Publish, and let the subscriber look."""
        self.app.publish(pages=False)
        self.subscriber |= {entry.id for entry in self.feed()}
        assert self.subscriber <= self.ids, "an entry is there that is no item"
        standing = {each.item.title for each in self.app.store.everything() if not each.withdrawn}
        for path in ("", "feeds/contoh"):
            assert {entry.title for entry in self.feed(path)} == standing, "what is kept is not what is published"

    def note(self, paths: list[str], *, held: bool) -> None:
        """What the pages said that were had just now."""
        for article in self.site.articles:
            if (
                any(self.site.leads(each, article) for each in paths)
                and article.number not in self.site.lost
                and not article.broken
            ):
                state = (article.title, article.text)
                self.shown.setdefault(article.number, []).append(state)
                if not held:
                    self.kept.setdefault(article.number, []).append(state)

    def settle(self) -> None:
        """The site stays as it is, and works; a person accepts what was held back."""
        self.work()
        for hours in (*[8] * 9, *[6 * 24] * 6, 1):
            self.clock.forward(hours=hours)
            self.look(recheck=hours == 1)
            self.accept()
        self.poll()

    def accept(self) -> None:
        [source] = self.app.sources()
        try:
            self.app.accept(source)
        except InputError:
            return  # nothing waits

    # what is there

    def standing(self, place: int) -> Article:
        there = [each for each in self.site.articles if each.number not in self.site.lost]
        return there[place % len(there)]

    def feed(self, path: str = "") -> list[feedparser.FeedParserDict]:
        feed = feedparser.parse(Path(self.app.config.output, path, "atom.xml").read_bytes())
        assert not feed.bozo
        return list(feed.entries)

    def items(self) -> dict[str, StoredItem]:
        """By title."""
        return {each.item.title: each for each in self.app.store.everything()}


EVENTS = [
    Story.publish, Story.edit, Story.mend, Story.rename, Story.delete, Story.undelete, Story.unlist, Story.relist,
    Story.redesign, Story.fail, Story.work, Story.wait, Story.days, Story.read, Story.read, Story.read, Story.recheck,
]  # fmt: skip

EVERYTHING = [  # once, in an order in which each shows
    (Story.rename, 1), (Story.read, 0), (Story.redesign, 1), (Story.publish, 0), (Story.read, 0), (Story.edit, 2),
    (Story.recheck, 0), (Story.mend, 1), (Story.recheck, 0), (Story.delete, 1), (Story.days, 0), (Story.fail, 1),
    (Story.read, 0), (Story.work, 0), (Story.undelete, 0), (Story.read, 0), (Story.edit, 1), (Story.recheck, 0),
    (Story.unlist, 2), (Story.days, 0), (Story.relist, 0), (Story.redesign, 0), (Story.read, 0),
]  # fmt: skip


@contextmanager
def told() -> Iterator[Story]:
    clock = Clock()
    site = FakeSite(clock, per_page=30, lasting=True)
    server = start(answers(site))
    try:
        with tempfile.TemporaryDirectory() as folder:
            config = Path(folder) / "config.yaml"
            config.write_text(CONFIG.format(folder=folder, url=server.site.url))
            with opened(str(config), now=clock) as app:
                yield Story(app, site, clock)
    finally:
        server.shutdown()
        server.server_close()


@example(EVERYTHING)
@example([(Story.delete, 0), (Story.redesign, 1)])  # what is taken down with a new grammar was not moved
@given(st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 40)), max_size=16))
@settings(max_examples=7, suppress_health_check=[HealthCheck.too_slow])
def test_any_sequence_of_events_ends_in_what_the_site_implies(events: list[tuple[object, int]]) -> None:
    with told() as story:
        for event, place in events:
            event(story, place)  # type: ignore[operator]
        story.settle()
        ends_as_the_site_is(story)


def ends_as_the_site_is(story: Story) -> None:
    site, items = story.site, story.items()
    there = [each for each in site.articles if each.number not in site.lost and each.number in story.shown]
    for article in there:
        assert article.title in items, (article.number, sorted(items))
        assert said(items[article.title])[1] == article.text
    standing = {each.title for each in there}
    assert {each.item.title for each in items.values() if not each.withdrawn} == standing
    entries = story.feed()
    assert {entry.title for entry in entries} == standing
    assert len(entries) == len(standing)
    assert len(story.ids) == len(story.shown)
    for number, states in story.kept.items():
        stored = next(each for each in items.values() if said(each) == story.shown[number][-1])
        versions = [(each.item.title, each.item.text) for each in stored.revisions] + [said(stored)]
        missing = [state for state in states if state not in versions]
        assert not missing, (number, missing, [each.reason for each in stored.revisions])
        assert all(one != next for one, next in pairwise(versions)), (number, "a revision that changes nothing")
        assert stored.revision == len(versions)
        assert (stored.updated > stored.published) == bool(stored.revisions)


def said(stored: StoredItem) -> State:
    return stored.item.title, stored.item.text
