"""feeder status and feeder accept, on what waits."""

import json
from contextlib import closing
from pathlib import Path

import feedparser
import pytest

from feeder import pipeline
from feeder.cli import main
from feeder.ports import Source
from feeder.store.sql import open_store
from world import JAKARTA, Clock, FakeSite, news, six_of_this_week

CONFIG = 'sources: [{id: contoh, kind: kpu, url: "https://kota-contoh.kpu.go.id/blog/category/104"}]'


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Source, site: FakeSite, clock: Clock) -> None:
    """A source with six items, and two more that wait because they have no date."""
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG)
    site.articles = six_of_this_week()
    with closing(open_store("sqlite:///feeder.db", JAKARTA)) as store:
        pipeline.refresh(source, site.fetch, store, clock)
        site.articles[:0] = [news(15), news(14)]
        pipeline.refresh(source, site.fetch, store, clock)
    assert main(["publish"]) == 0


def entries() -> list[str]:
    return [entry.title for entry in feedparser.parse("output/atom.xml").entries]


def test_status_shows_old_and_new_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["status", "contoh"]) == 1
    printed = capsys.readouterr().out
    assert "contoh: drifted: none of 2 articles has a date, where 100% of 6 had one; what was read waits" in printed
    assert "  with a date             100%        0%\n" in printed
    assert "2025-11-13 Kegiatan 13 di Kantor" in printed.splitlines()[9]
    assert "Kegiatan 15 di Kantor" in printed.splitlines()[9]
    assert printed.endswith("publish it with: feeder accept contoh\n")


def test_status_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["status", "--json"]) == 1
    [source] = json.loads(capsys.readouterr().out)["sources"]
    assert source["waiting"]["facts"]["with a date"] == {"before": "100%", "now": "0%"}
    assert [each["title"] for each in source["waiting"]["read"]] == ["Kegiatan 15 di Kantor", "Kegiatan 14 di Kantor"]


def test_status_names_what_is_to_be_withdrawn(
    source: Source, site: FakeSite, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    site.per_page = 20
    site.articles = [news(n, date=f"{n} November 2025") for n in range(13, 0, -1)]
    with closing(open_store("sqlite:///feeder.db", JAKARTA)) as store:
        pipeline.refresh(source, site.fetch, store, clock)
        for number in (12, 10, 8, 6, 4, 2):
            site.hidden.add(number)
            site.lost.add(number)
        for _ in range(8):
            clock.forward(hours=6)
            pipeline.refresh(source, site.fetch, store, clock)
    capsys.readouterr()
    assert main(["status", "contoh"]) == 1
    printed = capsys.readouterr().out.splitlines()
    named = [line for line in printed if line.startswith("  to be withdrawn: ")]
    assert named[0] == (
        "  to be withdrawn: 2025-11-12 Kegiatan 12 di Kantor  "
        "https://kota-contoh.kpu.go.id/blog/read/12_kegiatan-12-di-kantor"
    )
    assert len(named) == 6
    assert printed[printed.index(named[-1]) + 1] == (
        "  if they were taken down, withdraw them with: feeder accept contoh"
    )
    main(["status", "--json"])
    [said] = json.loads(capsys.readouterr().out)["sources"]
    assert said["waiting"]["gone"][0]["title"] == "Kegiatan 12 di Kantor"
    assert main(["accept", "contoh"]) == 0
    assert main(["status", "contoh"]) == 0


def test_accept_publishes_what_waits(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(entries()) == 6
    assert main(["accept", "contoh"]) == 0
    assert "contoh: 2 new, 0 revised, 4 unchanged" in capsys.readouterr().out
    assert entries()[:2] == ["Kegiatan 15 di Kantor", "Kegiatan 14 di Kantor"]
    assert main(["status", "contoh"]) == 0
    assert "contoh: ok: accepted by hand: none of 2 articles has a date" in capsys.readouterr().out


def test_accept_where_nothing_waits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accept", "contoh"]) == 0
    assert main(["accept", "contoh"]) == 2
    assert "feeder: contoh: nothing waits to be accepted" in capsys.readouterr().err


def test_accept_of_a_source_that_is_not_configured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accept", "nowhere"]) == 2
    assert "there is no source 'nowhere'" in capsys.readouterr().err
