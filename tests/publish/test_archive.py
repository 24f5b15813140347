from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from feeder.model import Revision, StoredItem
from feeder.publish import archive, jsonfeed
from publish.examples import CHANNEL, NEWEST, stored

NOVEMBER = date(2025, 11, 1)


def test_a_month_has_an_item_a_line() -> None:
    month = archive.Month(NOVEMBER, [stored(1), stored(2, withdrawn=NEWEST)], CHANNEL)
    body = b"".join(month)
    assert json.loads(body) == {
        "items": [
            jsonfeed.item(stored(1), CHANNEL, revisions=True),
            jsonfeed.item(stored(2, withdrawn=NEWEST), CHANNEL, revisions=True),
        ]
    }
    assert len(body.splitlines()) == 4
    assert month.file == archive.File("archive/2025/11.json", 2, hashlib.sha256(body).hexdigest())
    assert month.size == len(body)


def test_a_month_holds_one_item_at_a_time() -> None:
    asked: list[int] = []

    def items() -> Iterator[StoredItem]:
        for number in (1, 2, 3):
            asked.append(number)
            yield stored(number)

    pieces = iter(archive.Month(NOVEMBER, items(), CHANNEL))
    next(pieces)
    next(pieces)
    assert asked == [1]


def test_a_month_that_has_lost_its_items() -> None:
    assert json.loads(b"".join(archive.Month(NOVEMBER, [], CHANNEL))) == {"items": []}


def test_the_index_names_the_newest_month_first() -> None:
    files = [archive.File("archive/2024/12.json", 3, "ab"), archive.File("archive/2025/01.json", 4, "cd")]
    body = archive.index(files)
    assert json.loads(body) == {
        "files": [
            {"path": "archive/2025/01.json", "count": 4, "sha256": "cd"},
            {"path": "archive/2024/12.json", "count": 3, "sha256": "ab"},
        ]
    }
    assert len(body.splitlines()) == 4


def test_a_month_of_items_with_many_revisions_does_not_stay_in_memory() -> None:
    def items() -> Iterator[StoredItem]:
        for number in range(200):
            one = stored(number)
            earlier = (replace(one.item, text=f"{number} {place} " + "kata " * 1000) for place in range(20))
            some = (Revision(number=1, item=each, since=NEWEST, reason="text") for each in earlier)
            yield replace(one, revision=21, revisions=tuple(some))

    tracemalloc.start()
    for _ in archive.Month(NOVEMBER, items(), CHANNEL):
        pass
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 10_000_000, "twenty megabytes of text went through"
