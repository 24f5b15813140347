"""The simulated site is rebuilt, edited and broken while it runs; a feed reader polls before and after.

What the subscriber counts as new is what is new, never more.
"""

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feeder.cli import main

LAYOUTS = ("bootstrap_cards", "fulltext_list", "inertia_page", "joomla_table")
CONFIG = """
sources: [{{id: sim, kind: kpu, url: "{url}", pages: 1000}}]
fetch: {{delay: 0s, allow_private: [127.0.0.1], attempts: 1}}
"""


class Reader:
    """A subscriber: knows the entries it has seen, as real readers do, by their ids."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def poll(self) -> list[str]:
        """Titles of the entries that are new to it."""
        feed = feedparser.parse("output/atom.xml")
        assert not feed.bozo
        fresh = [entry for entry in feed.entries if entry.id not in self._seen]
        self._seen |= {entry.id for entry in fresh}
        return [entry.title for entry in fresh]


@pytest.fixture
def site(
    beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Any]:
    from kpusim import Site

    monkeypatch.chdir(tmp_path)
    with Site(layout=getattr(request, "param", LAYOUTS[0]), articles=40, etag=False, last_modified=False) as running:
        Path("config.yaml").write_text(CONFIG.format(url=running.listing_url(104)))
        yield running


@pytest.mark.parametrize(("site", "after"), list(permutations(LAYOUTS, 2)), indirect=["site"])
def test_a_redesign_is_neither_news_nor_drift(site: Any, after: str, capsys: pytest.CaptureFixture[str]) -> None:
    reader = Reader()
    assert main(["fetch"]) == 0
    assert reader.poll()
    site.set_layout(after)
    new = site.publish(title="Berita sesudah situs dibangun ulang", category=104)
    assert main(["fetch"]) == 0, capsys.readouterr().err
    assert reader.poll() == [new.title]
    assert main(["fetch"]) == 0
    assert reader.poll() == []
