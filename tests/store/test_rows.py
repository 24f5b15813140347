"""Whatever a value holds comes back: every text, every offset, every time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta, timezone

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import StoreError
from feeder.model import Attachment, Basis, Item, Precision, Trace, Validators, When
from feeder.records import HostState, SourceState
from feeder.store.rows import decode, encode, moment, ticks

offsets = st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))
times = st.builds(
    lambda at, zone: (datetime(2000, 1, 1, tzinfo=UTC) + at).astimezone(zone),
    st.timedeltas(timedelta(days=-700_000), timedelta(days=2_900_000)),
    offsets,
)
texts = st.text()
tuples = st.lists(texts, max_size=3).map(tuple)
whens = st.builds(When, at=times, basis=st.sampled_from(Basis), precision=st.sampled_from(Precision))
attachments = st.builds(Attachment, url=texts, title=texts, media_type=texts, size=st.none() | st.integers(0, 2**60))
traces = st.builds(Trace, texts, texts, texts)

items = st.builds(
    Item,
    keys=tuples,
    names=tuples,
    url=texts,
    title=texts,
    html=texts,
    text=texts,
    summary=texts,
    published=whens,
    image=texts,
    tags=tuples,
    authors=tuples,
    attachments=st.lists(attachments, max_size=2).map(tuple),
    language=texts,
    tier=texts,
    traces=st.lists(traces, max_size=2).map(tuple),
    event=st.none() | st.dates(),
)


@given(items)
def test_an_item_comes_back_as_it_was(item: Item) -> None:
    again = decode(Item, encode(item))
    assert again == item
    assert again.published.at.utcoffset() == item.published.at.utcoffset()


@given(times)
def test_a_time_comes_back_to_the_microsecond(at: datetime) -> None:
    assert moment(ticks(at)) == at
    assert moment(ticks(at)).tzinfo is UTC


@given(times, times)
def test_times_sort_as_numbers(one: datetime, other: datetime) -> None:
    assert (one < other) == (ticks(one) < ticks(other))


@pytest.mark.parametrize(
    "value",
    [
        SourceState(source="a", due=datetime(2025, 11, 13, tzinfo=UTC), failures=2),
        HostState(host="a", robots_until=datetime(2025, 11, 13, 1, 2, 3, 4, tzinfo=UTC)),
        Validators(etag='"\U0001f5f3"'),
    ],
)
def test_states_come_back_as_they_were(value: SourceState | HostState | Validators) -> None:
    assert decode(type(value), encode(value)) == value


@dataclass(frozen=True)
class Before:
    name: str
    gone: int = 0


@dataclass(frozen=True)
class After:
    name: str
    added: tuple[str, ...] = ("default",)
    at: datetime | None = None


def test_a_later_version_reads_what_an_earlier_one_wrote() -> None:
    assert decode(After, encode(Before("a", 3))) == After("a")


def test_an_earlier_version_reads_what_a_later_one_wrote() -> None:
    assert decode(Before, encode(After("a", ("x",), datetime(2025, 1, 1, tzinfo=UTC)))) == Before("a")


def test_text_is_json_that_other_programs_read() -> None:
    assert orjson.loads(encode(Trace("title", "listing"))) == asdict(Trace("title", "listing"))


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"name": 1'])
def test_damaged_text_is_named(text: str) -> None:
    with pytest.raises(StoreError, match="damaged Before, put a backup in its place"):
        decode(Before, text)
