"""A source is broken for long, or what was read cannot be published: who is told, and what stays as it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest

from feeder import pipeline
from feeder.edition import publishing
from feeder.edition.channels import Site
from feeder.edition.publishing import Published
from feeder.errors import InputError
from feeder.model import Channel, Outcome, Validators
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.publish.write import Folder
from feeder.read import rechecking
from feeder.read.accept import accept
from feeder.records import Write
from world import ORIGIN, Clock, FakeSite, news, six_of_this_week

MAIN = Channel(path="", title="Berita", home=ORIGIN, description="Dari KPU.", base="https://umpan.example/")
OWN = replace(MAIN, path="feeds/contoh", title="KPU Kota Contoh", sources=("contoh",))
NOTE = "KPU Kota Contoh tidak dapat dibaca sejak 14 November 2025; mungkin ada berita yang belum tampil di sini."


class Installation:
    def __init__(self, source: Source, site: FakeSite, store: Store, clock: Clock, output: Path) -> None:
        self.source, self.site, self.store, self.clock = source, site, store, clock
        self.output = output

    def read(self, **after: int) -> Published:
        """Refresh and publish, so much later."""
        self.clock.forward(**after)
        pipeline.refresh(self.source, self.site.fetch, self.store, self.clock)
        return self.publish()

    def publish(self) -> Published:
        return publishing.publish(Site(main=MAIN, sources=(OWN,)), self.store, Folder(self.output))

    def recheck(self, **after: int) -> Outcome:
        self.clock.forward(**after)
        return rechecking.recheck(
            self.source,
            lambda request: self.site.fetch(replace(request, validators=Validators())),
            self.store,
            self.clock,
        )

    def subtitles(self) -> set[str]:
        return {feedparser.parse(self.output / name).feed.subtitle for name in ("atom.xml", "feeds/contoh/rss.xml")}

    @property
    def verdict(self) -> tuple[str, str]:
        state = self.store.state("contoh")
        return state.verdict, state.reason


@pytest.fixture
def made(source: Source, site: FakeSite, store: Store, clock: Clock, tmp_path: Path) -> Installation:
    """Six articles of this week, read and published on the 14th."""
    made = Installation(source, site, store, clock, tmp_path / "output")
    site.articles = six_of_this_week()
    assert made.read().problems == ()
    return made


def down(site: FakeSite) -> None:
    site.down = True


def blank(site: FakeSite) -> None:
    site.blank = True


@pytest.mark.parametrize("breaks", [down, blank])
def test_subscribers_are_told_once_when_a_source_is_broken_for_a_day_and_once_when_it_recovers(
    made: Installation, breaks: Callable[[FakeSite], None]
) -> None:
    feed = made.output / "atom.xml"
    well = feed.read_bytes()
    breaks(made.site)
    for _ in range(4):
        assert "atom.xml" not in made.read(hours=6).written
    assert made.subtitles() == {"Dari KPU."}
    assert "atom.xml" in made.read(hours=6).written
    assert made.subtitles() == {f"Dari KPU. {NOTE}"}
    assert NOTE in (made.output / "index.html").read_text()
    for _ in range(5):
        assert "atom.xml" not in made.read(days=1).written
    made.site.down = made.site.blank = False
    assert "atom.xml" in made.read(days=1).written
    assert feed.read_bytes() == well
    assert NOTE not in (made.output / "index.html").read_text()


def test_mass_edits_that_a_recheck_finds_wait_whatever_the_listing_says(made: Installation) -> None:
    for article in made.site.articles:
        article.text += "\n\nBerita ini ada di arsip."
    assert made.recheck(hours=2).doubt == "6 of 6 items say something else than before, all at once"
    assert made.verdict[0] == "drifted"
    assert made.verdict[1].startswith("6 of 6 items say something else")
    made.site.articles.insert(0, news(14, date="14 November 2025"))
    made.read(hours=1)  # the new one is news, and the edits wait
    assert made.verdict[0] == "drifted"
    titles = [each.item.title for each in made.store.newest((), 50)]
    assert (len(titles), titles[0]) == (7, "Kegiatan 14 di Kantor")
    assert accept(made.source, made.store, made.clock()).revised == 6
    made.read(hours=1)
    assert made.verdict[0] == "quiet"
    assert made.recheck(hours=1).revised == 0


def test_a_feed_that_would_not_be_valid_is_held_back_and_its_source_says_so(made: Installation) -> None:
    before = (made.output / "atom.xml").read_bytes()
    poison(made, "<p>Halo</p><script>alert(1)</script>")
    assert made.publish().problems
    assert (made.output / "atom.xml").read_bytes() == before
    verdict, reason = made.verdict
    assert verdict == "drifted"
    assert "tag:kota-contoh.kpu.go.id,2025:blog/read/13 holds <script>" in reason
    assert reason.endswith("; what was read waits, and the feeds stay as they were")
    assert b'"drifted"' in (made.output / "status.json").read_bytes()
    made.read(hours=1)
    assert made.verdict == (verdict, reason)
    with pytest.raises(InputError, match=r"breaks readers and cannot be accepted; take the item out .* `feeder hide`"):
        accept(made.source, made.store, made.clock())
    poison(made, "<p>Halo</p>")
    assert made.publish().problems == ()
    assert made.verdict == ("ok", "its feed is published again")
    assert (made.output / "atom.xml").read_bytes() != before


def poison(made: Installation, html: str) -> None:
    """Store markup that no extractor lets through."""
    [stored] = [each for each in made.store.everything() if each.item.title == "Kegiatan 13 di Kantor"]
    later = replace(stored, item=replace(stored.item, html=html), updated=stored.updated + timedelta(days=1))
    with made.store.begin("contoh") as transaction:
        transaction.write("contoh", made.clock(), [Write(stored=later, digest="x")])
