from __future__ import annotations

from feeder.publish.kept import Kept


def test_what_was_made_is_found_again() -> None:
    kept = Kept[str]()
    assert kept.get("a") is None
    assert kept.put("a", "made", 10) == "made"
    assert kept.get("a") == "made"


def test_it_begins_anew_when_there_is_no_more_room() -> None:
    kept = Kept[int](100)
    for number in range(10):
        kept.put(number, number, 12)
    assert [number for number in range(10) if kept.get(number) is not None] == [8, 9]


def test_what_takes_up_much_room_is_not_kept() -> None:
    kept = Kept[int](100)
    kept.put("small", 1, 12)
    assert kept.put("large", 2, 13) == 2
    assert (kept.get("small"), kept.get("large")) == (1, None)
