"""What holds for all formats together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.model import Attachment, StoredItem
from feeder.publish import atom, check, jsonfeed, rss
from publish.examples import CHANNEL, SOURCE, stored

TEXT = st.text(
    st.characters(codec=None, exclude_categories=()) | st.sampled_from("\x00\x0b\r\n\x7f\ud83d\ufffe&<>]\"'")
)
FILES = st.builds(
    Attachment, url=st.just("https://a.id/a.pdf") | TEXT, title=TEXT, media_type=TEXT, size=st.none() | st.just(7)
)
ITEMS = st.builds(
    lambda number, changed, said: stored(number, updated=stored(number).updated + timedelta(seconds=changed), **said),
    st.integers(1, 9999),
    st.integers(0, 9999),
    st.fixed_dictionaries(
        {
            "title": TEXT,
            "html": TEXT.map(lambda text: text.replace("<", "&lt;")),  # the normaliser's work, not ours
            "text": TEXT,
            "summary": TEXT,
            "url": st.just("") | st.just("https://kpu.go.id/?a=1&b=2") | TEXT,
            "image": st.just("") | st.just("https://kpu.go.id/1.jpg") | TEXT,
            "tags": st.lists(TEXT).map(tuple),
            "authors": st.lists(TEXT).map(tuple),
            "language": st.just("en") | TEXT,
            "attachments": st.lists(FILES).map(tuple),
            "tier": TEXT,
        }
    ),
)


def formats(items: list[StoredItem]) -> dict[str, bytes]:
    origins = {"kpu-jakarta": SOURCE}
    return {
        "atom.xml": atom.render(CHANNEL, items, origins=origins),
        "rss.xml": rss.render(CHANNEL, items, origins=origins),
        "feed.json": jsonfeed.render(CHANNEL, items),
    }


@settings(deadline=None, max_examples=60)
@given(st.lists(ITEMS, max_size=4, unique_by=lambda item: item.id))
def test_whatever_the_items_hold_the_formats_are_valid_and_say_the_same(items: list[StoredItem]) -> None:
    assert check.feed(formats(items)) == []


def test_the_order_is_that_of_the_items() -> None:
    items = [stored(5), stored(2), stored(9)]
    for name, body in formats(items).items():
        places = [body.index(f"berita {number}".encode()) for number in (5, 2, 9)]
        assert places == sorted(places), name


def test_same_items_same_bytes() -> None:
    items = [stored(number, tags=("b", "a"), image="https://a.id/1.png") for number in range(1, 20)]
    assert formats(items) == formats(items)


def test_one_channel_can_be_rendered_by_many_threads_at_once() -> None:
    items = [stored(number) for number in range(1, 30)]
    with ThreadPoolExecutor(4) as threads:
        one, *others = threads.map(formats, [items] * 8)
    assert others == [one] * 7
