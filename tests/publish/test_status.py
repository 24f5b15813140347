from __future__ import annotations

import json

from feeder.publish import status
from publish.examples import NEWEST


def test_times_are_in_the_zone_and_text_is_clean() -> None:
    source = {
        "id": "kpu",
        "verdict": "ok",
        "reason": "\ud83d baik",
        "last_success": NEWEST,
        "newest_item": None,
        "failures": 0,
    }
    body = status.render([source], "Asia/Makassar")
    assert json.loads(body) == {
        "sources": [
            {
                "id": "kpu",
                "verdict": "ok",
                "reason": " baik",
                "last_success": "2025-11-13T10:12:00+08:00",
                "newest_item": None,
                "failures": 0,
            }
        ]
    }
    assert body.endswith(b"}\n")
