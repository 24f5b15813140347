"""What a long run says."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from feeder.watch import logs

WARNING = logging.WARNING


@pytest.fixture
def stream() -> Iterator[StringIO]:
    yield StringIO()
    for name in ("feeder", "apscheduler", "concurrent.futures"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.NOTSET)


def as_json(stream: StringIO, message: str, **facts: Any) -> dict[str, Any]:
    logs.configure("json", stream)
    logs.event(WARNING, message, **facts)
    line: dict[str, Any] = json.loads(stream.getvalue())
    return line


def test_for_people(stream: StringIO) -> None:
    logs.configure("human", stream)
    logs.event(logging.INFO, "kpu: 3 new", new=3)
    logs.event(WARNING, "kpu: the server failed")
    first, second = stream.getvalue().splitlines()
    assert first[4] == first[7] == "-"
    assert first[20:] == "kpu: 3 new"
    assert second[20:] == "warning: kpu: the server failed"


def test_for_programs(stream: StringIO) -> None:
    line = as_json(stream, "kpu: 3 new, «Ralat»", source="kpu", new=3)
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "warning", "message": "kpu: 3 new, «Ralat»", "source": "kpu", "new": 3}
    assert stream.getvalue().count("\n") == 1


def test_a_mistake_of_ours_has_its_traceback(stream: StringIO) -> None:
    try:
        raise KeyError("x")
    except KeyError as bug:
        line = as_json(stream, "please report this", error=bug)
        logs.configure("human", stream)
        logs.event(logging.ERROR, "please report this:", error=bug)
    assert line["traceback"].endswith("KeyError: 'x'")
    assert stream.getvalue().endswith("KeyError: 'x'\n")


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("https://user:rahasia@kpu.go.id/blog: failed", "https://kpu.go.id/blog: failed"),
        ("https://kpu.go.id/a?page=2&api_key=rahasia&x=1", "https://kpu.go.id/a?page=2&api_key=...&x=1"),
        ("https://kpu.go.id/a?access_token=rahasia", "https://kpu.go.id/a?access_token=..."),
        ("one\nline\r\x1b[31m only", "one line  [31m only"),
        ("x" * 5000, "x" * 1000),
    ],
)
def test_no_secrets_and_one_line(stream: StringIO, said: str, written: str) -> None:
    line = as_json(stream, said, failure=said)
    assert (line["message"], line["failure"]) == (written, written)


def test_the_scheduler_is_heard_only_when_it_fails(stream: StringIO) -> None:
    logs.configure("human", stream)
    logging.getLogger("apscheduler.scheduler").warning("a tick was late")
    assert stream.getvalue() == ""
    logging.getLogger("apscheduler.executors.default").error("a job broke")
    assert stream.getvalue().endswith("error: a job broke\n")
