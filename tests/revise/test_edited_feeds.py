"""Entries of a feed that get other titles and addresses, and feeds whose ids mean nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

import pytest

from feeder import pipeline
from feeder.errors import FetchError, Trouble
from feeder.extract.syndication import FeedSite
from feeder.model import Document, Office, Outcome, Request, Role
from feeder.ports import Source
from feeder.ports.store import Store
from world import JAKARTA, ORIGIN, Clock

URL = f"{ORIGIN}/feed"


@dataclass
class Entry:
    id: str
    title: str
    path: str
    text: str
    day: datetime


def told(number: int, day: int = 0) -> Entry:
    """An entry about nothing in particular, that shares few words with the others."""
    words = [f"{word}{number}" for word in "kantor membuka layanan data pemilih bagi warga kota contoh".split()]
    text = " ".join(f"{one} {other}" for one in words for other in words[:4])
    return Entry(
        str(number), " ".join(words[:5]), f"/kabar/{number}", text, datetime(2025, 11, day or number, 9, tzinfo=JAKARTA)
    )


class Feed:
    """A feed, and what those see who read ours."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.entries = store, clock, [told(number) for number in (13, 12, 11, 10, 9, 8)]
        self.form: Callable[[list[Entry]], str] = rss
        self.source = Source(id="f", extractor=FeedSite(url=URL), office=Office(url=URL, zone=JAKARTA))

    def read(self) -> Outcome:
        self.clock.forward(hours=6)
        return pipeline.refresh(self.source, self._fetch, self.store, self.clock)

    def _fetch(self, request: Request) -> list[Document]:
        text = self.form(self.entries)
        if request.role is Role.ARTICLE:
            entry = next((each for each in self.entries if ORIGIN + each.path == request.url), None)
            if entry is None:
                raise FetchError(request.url, "the page is not there (404)", trouble=Trouble.GONE, status=404)
            text = f"<title>{entry.title}</title><h1>{entry.title}</h1><div><p>{entry.text}</p></div>"
        document = Document(
            url=request.url, body=text.encode(), seen=self.clock(), role=request.role, hint=request.hint
        )
        return [document]

    def titles(self) -> dict[str, str]:
        return {each.id: each.item.title for each in self.store.newest((), 50)}


def rss(entries: list[Entry]) -> str:
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{ORIGIN}{each.path}</link><guid isPermaLink='false'>{each.id}"
        f"</guid><pubDate>{format_datetime(each.day)}</pubDate><description>{each.text}</description></item>"
        for each in entries
    )
    return f"<rss version='2.0'><channel><title>Kabar</title><link>{ORIGIN}/</link>{items}</channel></rss>"


def atom(entries: list[Entry]) -> str:
    items = "".join(
        f"<entry><id>tag:kota,2025:{each.id}</id><title>{escape(each.title)}</title><link href='{ORIGIN}{each.path}'/>"
        f"<published>{each.day.isoformat()}</published><content>{each.text}</content></entry>"
        for each in entries
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Kabar</title>{items}</feed>"


def jsonfeed(entries: list[Entry]) -> str:
    items = [
        {"id": each.id, "title": each.title, "url": ORIGIN + each.path, "content_text": each.text,
         "date_published": each.day.isoformat()}
        for each in entries
    ]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Kabar", "items": items})


@pytest.fixture
def feed(store: Store, clock: Clock) -> Feed:
    return Feed(store, clock)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("form", [rss, atom, jsonfeed])
def test_an_entry_with_its_id_is_one_item_whatever_its_title_and_address(
    feed: Feed, form: Callable[[list[Entry]], str], full: bool
) -> None:
    feed.form, feed.source = form, replace(feed.source, extractor=FeedSite(url=URL, full_text=full))
    assert feed.read().new == 6
    before = feed.titles()
    feed.entries[2].title += " (Ralat)"
    feed.entries[2].path += "-ralat"
    outcome = feed.read()
    assert (outcome.new, outcome.revised, outcome.failures) == (0, 1, ())
    assert feed.titles().keys() == before.keys()
    [edited] = feed.store.edited(9)
    assert (edited.item.title, edited.item.url) == (feed.entries[2].title, f"{ORIGIN}/kabar/11-ralat")
    assert feed.read().revised == 0


def test_an_entry_without_an_address_of_its_own_can_be_edited(feed: Feed) -> None:
    for each in feed.entries:
        each.path = "/"
    assert feed.read().new == 6
    feed.entries[2].title += " (Ralat)"
    feed.entries.insert(0, replace(told(14), path="/"))
    outcome = feed.read()
    assert (outcome.new, outcome.revised) == (1, 1)
    feed.entries[2].day -= timedelta(days=1)
    outcome = feed.read()
    assert (outcome.new, outcome.revised) == (0, 1)


def test_what_was_read_before_ids_were_kept_gets_its_own(feed: Feed) -> None:
    """As if by an earlier version: the feed itself had none."""
    ids = [each.id for each in feed.entries]
    for each in feed.entries:
        each.id = ""
    assert feed.read().new == 6
    for each, id in zip(feed.entries, ids, strict=True):
        each.id = id
    outcome = feed.read()
    assert (outcome.new, outcome.revised) == (0, 0)
    feed.entries[2].title, feed.entries[2].path = f"{feed.entries[2].title} (Ralat)", "/kabar/ralat"
    outcome = feed.read()
    assert (outcome.new, outcome.revised) == (0, 1)


def placed(entries: list[Entry]) -> None:
    for place, each in enumerate(entries):
        each.id = str(place)


def by_turns(entries: list[Entry]) -> None:
    for each in entries:
        each.id = f"{each.path}-{len(entries)}-{entries[0].path}"


def home(entries: list[Entry]) -> None:
    for each in entries:
        each.id = f"{ORIGIN}/"


def one(entries: list[Entry]) -> None:
    for each in entries:
        each.id = "kabar"


@pytest.mark.parametrize("ids", [placed, by_turns, home, one])
@pytest.mark.parametrize("linked", [True, False])
def test_ids_that_mean_nothing_join_nothing(feed: Feed, ids: Callable[[list[Entry]], None], linked: bool) -> None:
    """A series, of which one comes every day and one leaves the feed."""
    feed.entries = [replace(told(8), title=f"Laporan Harian Ke-{number}", path=f"/kabar/{number}" if linked else "/",
                            day=told(number).day) for number in (13, 12, 11, 10, 9, 8)]  # fmt: skip
    ids(feed.entries)
    assert feed.read().new == 6
    for number in (14, 15):
        feed.clock.forward(days=1)
        path = f"/kabar/{number}" if linked else "/"
        news = replace(feed.entries[0], title=f"Laporan Harian Ke-{number}", path=path, day=told(number).day)
        feed.entries = [news, *feed.entries[:-1]]
        ids(feed.entries)
        outcome = feed.read()
        assert (outcome.new, outcome.revised) == (1, 0)
    assert len(feed.titles()) == 8


def test_all_other_entries_under_the_numbers_of_the_places_are_new(feed: Feed) -> None:
    feed.entries = [replace(told(8), title=f"Laporan Ke-{number}", path=f"/kabar/{number}") for number in range(6)]
    placed(feed.entries)
    assert feed.read().new == 6
    feed.entries = [replace(each, title=f"{each.title}0", path=f"{each.path}0") for each in feed.entries]
    assert feed.read().new == 6


def test_an_id_that_another_article_gets_makes_no_edit_of_it(feed: Feed) -> None:
    assert feed.read().new == 6
    feed.entries[5] = replace(told(14), id=feed.entries[5].id)
    outcome = feed.read()
    assert (outcome.new, outcome.revised) == (1, 0)


def test_an_id_whose_article_still_stands_there_is_that_of_another_one(feed: Feed) -> None:
    assert feed.read().new == 6
    old = feed.entries[2]
    feed.entries.insert(2, replace(old, title=f"{old.title} (Ralat)", path="/kabar/ralat"))
    feed.entries[3] = replace(old, id="lain")
    outcome = feed.read()
    assert (outcome.new, outcome.revised) == (1, 0)
