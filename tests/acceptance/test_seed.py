"""The text of a real page, through the command line."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from feeder.cli import main

CONFIG = """
sources:
  - {id: kpu-jakarta, kind: kpu, url: "https://jakarta.kpu.go.id/blog/category/104"}
"""


@pytest.fixture
def output(beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text(CONFIG)
    assert ingest(beside, "2025-11-14") == 0
    assert main(["publish"]) == 0
    return tmp_path / "output"


def ingest(beside: Path, day: str) -> int:
    page = str(beside / "seed" / "berita-terkini.txt")
    return main(["ingest", page, "--source", "kpu-jakarta", "--seen-at", day])


def test_the_items_are_those_of_the_page(beside: Path, output: Path) -> None:
    truth = json.loads((beside / "seed" / "truth.json").read_text())
    feed = json.loads((output / "feed.json").read_text())
    assert [item["title"] for item in feed["items"]] == [item["title"] for item in truth["items"]]
    dates = [datetime.fromisoformat(item["date_published"]) for item in feed["items"]]
    assert [date.date().isoformat() for date in dates] == [item["date"] for item in truth["items"]]
    assert dates == sorted(dates, reverse=True)
    assert {f"{date:%z}" for date in dates} == {"+0700"}
    assert {item["_feeder"]["date_basis"] for item in feed["items"]} == {"inferred"}
    assert {item["_feeder"]["date_precision"] for item in feed["items"]} == {"day"}


def test_no_word_is_lost_or_added(beside: Path, output: Path) -> None:
    page = (beside / "seed" / "berita-terkini.txt").read_text(encoding="utf-8")
    items = json.loads((output / "feed.json").read_text())["items"]
    said = " ".join(["Berita Terkini", *(f"{item['title']} {item['content_text']}" for item in items)])
    assert said.split() == page.split()
    assert items[0]["content_html"].count("<p>") > 1


def test_the_same_page_on_a_later_day_changes_no_byte(beside: Path, output: Path) -> None:
    def files() -> dict[str, bytes]:
        names = {"status.json", "index.html"}
        return {str(each): each.read_bytes() for each in output.rglob("*") if each.is_file() and each.name not in names}

    before = files()
    assert ingest(beside, "2025-11-20") == 0
    assert main(["publish", "--all"]) == 0
    assert files() == before
