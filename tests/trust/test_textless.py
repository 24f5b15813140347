"""Feeds whose entries have no text."""

from __future__ import annotations

import pytest

from feeder import pipeline
from feeder.extract.syndication import FeedSite
from feeder.model import Document, Office, Outcome, Request
from feeder.ports import Source
from feeder.ports.store import Store
from world import JAKARTA, Clock

URL = "https://radio.example/feed"
TITLES = ("Rapat pleno terbuka", "Kunjungan pelajar", "Apel pagi di kantor")


def read(entry: str, store: Store, clock: Clock) -> Outcome:
    """A feed of three such entries, for the first time."""
    entries = "".join(
        f"<item><title>{title}</title><link>https://radio.example/{n}</link>{entry.format(n=n)}</item>"
        for n, title in enumerate(TITLES)
    )
    body = f'<rss version="2.0"><channel><title>Radio</title>{entries}</channel></rss>'.encode()
    source = Source(id="radio", extractor=FeedSite(url=URL), office=Office(url=URL, zone=JAKARTA))

    def fetch(request: Request) -> list[Document]:
        return [Document(url=request.url, body=body, seen=clock(), role=request.role)]

    return pipeline.refresh(source, fetch, store, clock)


def test_titles_alone_wait_and_the_remedy_is_named(store: Store, clock: Clock) -> None:
    outcome = read("", store, clock)
    assert outcome.new == 0
    assert outcome.doubt.startswith("none of 3 articles has a text, and this is the first time")
    assert outcome.doubt.endswith("; where a feed has titles alone, `full_text: true` fetches the texts")


@pytest.mark.parametrize("form", ["audio/mpeg", "video/mp4"])
def test_what_is_to_be_heard_or_seen_needs_no_text(form: str, store: Store, clock: Clock) -> None:
    enclosure = f'<enclosure url="https://radio.example/{{n}}.bin" length="9" type="{form}"/>'
    assert (read(enclosure, store, clock).new, read(enclosure, store, clock).doubt) == (3, "")
