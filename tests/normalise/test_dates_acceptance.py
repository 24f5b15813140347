"""The days of a real page, and of the simulator's articles, which stand beside the project."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feeder.normalise.dates import Evidence, infer, uploaded

JAKARTA = ZoneInfo("Asia/Jakarta")
SHARED = Path(os.environ.get("FEEDER_SHARED") or Path(__file__).parents[3] / "shared")

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not SHARED.is_dir(), reason="no FEEDER_SHARED, and no folder shared/ beside the checkout"),
]


def inferred(page: list[Evidence], seen: datetime) -> list[str | None]:
    return [found.at.date().isoformat() if found else None for found in infer(page, seen=seen, zone=JAKARTA)]


def test_the_days_of_a_real_page() -> None:
    truth = json.loads((SHARED / "seed" / "truth.json").read_text("utf-8"))
    paragraphs = (SHARED / "seed" / "berita-terkini.txt").read_text("utf-8").split("\n\n")
    bodies = [Evidence(text) for text in paragraphs[2::2]]  # the heading, then titles and bodies
    assert inferred(bodies, datetime(2025, 11, 14, tzinfo=JAKARTA)) == [item["date"] for item in truth["items"]]


@pytest.mark.parametrize("seed", [3, 5])
def test_the_days_of_simulated_articles(seed: int) -> None:
    items = articles(seed)
    page = [Evidence(item["text"], uploaded(item["image"] or "")) for item in items]
    seen = max(datetime.fromisoformat(item["published"]) for item in items) + timedelta(days=1)
    found = inferred(page, seen)
    right = sum(day == item["event_date"] for day, item in zip(found, items, strict=True))
    assert right / len(items) >= 0.99


def articles(seed: int) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "kpusim", "--truth-only", "--articles", "300", "--seed", str(seed)]
    done = subprocess.run(command, cwd=SHARED, capture_output=True, check=True)
    items: list[dict[str, Any]] = json.loads(done.stdout)["items"]
    return items
