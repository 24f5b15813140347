"""`feeder status` says what was asked of whom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from served import answers

from feeder.cli import main
from fetch.site import Site, start
from world import Clock, FakeSite, news

CONFIG = "sources: [{{id: contoh, kind: kpu, url: '{url}blog/category/104'}}]\nfetch: {{attempts: 1}}\n"


@pytest.fixture
def asked(folder: Path) -> Iterator[Site]:
    """A site that was read twice; its second article is broken."""
    fake = FakeSite(Clock(), [news(9), news(8)])
    fake.articles[1].broken = True
    server = start(answers(fake))
    Path("config.yaml").write_text(CONFIG.format(url=server.site.url))
    assert [main(["fetch"]), main(["fetch"])] == [1, 1]
    yield server.site
    server.shutdown()
    server.server_close()


def test_what_was_asked_of_each_host(asked: Site, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["status"])
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(rf"{asked.host} was asked 6 times in 24 hours \(\d kB\): 3 x 200, 1 x 404, 2 x 503", last)


def test_times_name_their_zone_and_news_its_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    server = start(answers(FakeSite(Clock(), [news(9, date="13 November 2025")])))
    Path("config.yaml").write_text(CONFIG.format(url=server.site.url))
    main(["fetch"])
    capsys.readouterr()
    main(["status"])
    said = capsys.readouterr().out.splitlines()[0]
    assert re.search(r"; last success \d{4}-\d\d-\d\d \d\d:\d\d WIB, newest item 2025-11-13$", said), said
    server.shutdown()
    server.server_close()


def test_all_that_failed_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake = FakeSite(Clock(), [news(9), news(8), news(7)])
    fake.articles[0].broken = fake.articles[1].broken = True
    server = start(answers(fake))
    Path("config.yaml").write_text(CONFIG.format(url=server.site.url))
    main(["fetch"])
    main(["status", "contoh"])
    failed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  failed: ")]
    assert [re.findall(r"kegiatan-\d", line) for line in failed] == [["kegiatan-9"], ["kegiatan-8"]]
    main(["status", "contoh", "--json"])
    [source] = json.loads(capsys.readouterr().out)["sources"]
    assert [f"  failed: {line}" for line in source["failed"]] == failed
    fake.articles[0].broken = fake.articles[1].broken = False
    main(["fetch"])
    main(["status", "contoh"])
    assert "failed: " not in capsys.readouterr().out
    server.shutdown()
    server.server_close()


def test_the_last_requests_of_a_source(asked: Site, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["status", "contoh"])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  20")]
    assert [line.split()[2] for line in lines] == ["503", "200", "503", "200", "200", "404"]
    assert lines[0].endswith(f"  {asked.url}blog/read/8_kegiatan-8-di-kantor  (server)")
    assert lines[-1].endswith(f"  {asked.url}robots.txt  (robots gone)")


def test_the_same_for_programs(asked: Site, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["status", "contoh", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert sum(each["count"] for each in said["asked"]) == 6
    assert [each["status"] for each in said["sources"][0]["requests"]][:2] == [503, 200]
    published = json.loads(Path("output/status.json").read_text())["sources"][0]
    assert said["sources"][0].items() >= published.items()
    assert all(datetime.fromisoformat(each["at"]).isoformat() == each["at"] for each in said["sources"][0]["requests"])
