"""One notice when a source breaks, one when it recovers, never one per run."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from feeder.cli import main
from feeder.records import SourceState
from feeder.tell.notices import due


def state(verdict: str, *, failures: int = 0, told: str = "", succeeded: datetime | None = None) -> SourceState:
    return SourceState(
        source="contoh", verdict=verdict, reason="the evidence", failures=failures, told=told, succeeded=succeeded
    )


def test_a_source_that_is_well_is_no_notice() -> None:
    assert due(state("ok")) is None
    assert due(state("quiet")) is None


def test_drift_is_told_at_once_and_only_once() -> None:
    notice = due(state("drifted", succeeded=datetime(2025, 11, 14, 5, tzinfo=UTC)))
    assert notice
    assert notice.title == "feeder: contoh is drifted"
    assert "the evidence\nAll was well: 2025-11-14 05:00 UTC\nLook with: feeder status contoh" in notice.body
    assert due(state("drifted", told=notice.told)) is None


def test_what_may_pass_by_itself_is_told_when_it_happens_again() -> None:
    assert due(state("unreachable", failures=1)) is None
    assert due(state("unreachable", failures=2))


def test_another_trouble_while_one_is_known_is_no_second_notice() -> None:
    assert due(state("blocked", failures=9, told="unreachable")) is None


def test_recovery_is_told_to_whoever_was_told_of_the_trouble() -> None:
    notice = due(state("quiet", told="drifted"))
    assert notice
    assert (notice.title, notice.told) == ("feeder: contoh is well again", "")


@pytest.fixture
def webhook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a webhook, and what it was sent."""
    got: list[dict[str, Any]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """The test's own output stays clean."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"json://127.0.0.1:{server.server_port}/", got
        server.shutdown()


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")  # what Apprise's own plugins import
def test_fetches_of_a_site_that_is_down_send_one_notice(
    webhook: tuple[str, list[dict[str, Any]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("apprise", reason="apprise is not installed")
    address, got = webhook
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(
        'sources: [{id: contoh, kind: kpu, url: "http://127.0.0.1:9/blog/category/104"}]\n'
        f"fetch: {{delay: 0s, allow_private: [127.0.0.1], attempts: 1}}\nnotify: ['{address}']\n"
    )
    for _ in range(4):
        assert main(["fetch", "--force"]) == 1
    assert [each["title"] for each in got] == ["feeder: contoh is unreachable"]
