from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.publish import atom
from feeder.publish.history import Part, holding, newest

COUNTS = st.integers(1, 100_000)


def walk(count: int) -> list[Part]:
    parts, part = [], newest(count)
    while part:
        parts.append(part)
        part = part.previous
    return parts


@given(st.integers(0, 3_000))
def test_who_walks_the_chain_gets_every_item_once(count: int) -> None:
    numbers = [number for part in reversed(walk(count)) for number in range(part.first, part.last + 1)]
    assert numbers == list(range(1, count + 1))


@given(COUNTS, COUNTS)
def test_what_an_address_holds_never_changes(count: int, later: int) -> None:
    one, other = holding(count, count), newest(later)
    assert other is not None
    if atom.name(one) == atom.name(other):
        assert (one.first, one.last) == (other.first, other.last)


@given(COUNTS)
def test_only_the_newest_part_may_be_short(count: int) -> None:
    parts = walk(count)
    assert all(part.full for part in parts[1:])
    assert all(part.next is None or part.next.full for part in parts)


def test_a_part_knows_its_neighbours() -> None:
    part = holding(150, 431)
    assert part == Part(101, 200, 431)
    assert part.previous == Part(1, 100, 431)
    assert part.next == Part(201, 300, 431)
    assert holding(350, 431).next is None, "a short part changes its name: nothing that stays may lead to it"
    assert newest(0) is None


@pytest.mark.parametrize(("number", "count"), [(0, 5), (6, 5), (1, 0)])
def test_there_is_no_part_for_an_item_that_never_came(number: int, count: int) -> None:
    with pytest.raises(ValueError, match=f"there is no item {number} of {count}"):
        holding(number, count)
