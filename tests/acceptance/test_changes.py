"""The simulated site is edited, tidied and broken while it runs; a feed reader polls before and after.

In each story: exactly the right items, revisions and withdrawals, and what the subscriber counts as new is what is new.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feeder.app import App, opened
from feeder.model import Outcome, StoredItem
from world import JAKARTA, Clock

CONFIG = """
sources: [{{id: sim, kind: kpu, url: "{url}", pages: 1000}}]
fetch: {{delay: 0s, allow_private: [127.0.0.1], attempts: 1}}
removal: {{checks: 3, over: 24h}}
"""


class Installation:
    """feeder and one subscriber, on a clock that is set."""

    def __init__(self, app: App, site: Any, clock: Clock) -> None:
        self.app, self.site, self.clock = app, site, clock
        self._seen: set[str] = set()

    def read(self, *, recheck: bool = False, days: float = 0.25) -> Outcome:
        """Fetch and publish, some time later."""
        self.clock.forward(minutes=round(days * 1440))
        [source] = self.app.sources()
        outcome = self.app.refresh(source, recheck=recheck)
        assert self.app.publish().problems == ()
        return outcome

    def poll(self) -> list[str]:
        """Titles of the entries that the subscriber has never seen."""
        feed = feedparser.parse("output/atom.xml")
        fresh = [entry for entry in feed.entries if entry.id not in self._seen]
        self._seen |= {entry.id for entry in fresh}
        return [entry.title for entry in fresh]

    def item(self, number: int) -> StoredItem:
        [found] = [each for each in self.app.store.everything() if f"/{number}" in each.item.keys[0]]
        return found

    @property
    def verdict(self) -> str:
        return self.app.store.state("sim").verdict

    def tombstones(self) -> int:
        return Path("output/atom.xml").read_text().count("<at:deleted-entry")


@pytest.fixture
def made(beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    """Everything that the site has was read, and the subscriber has seen it."""
    from kpusim import Site

    monkeypatch.chdir(tmp_path)
    clock = Clock(datetime(2025, 11, 14, 12, tzinfo=JAKARTA))
    with Site(layout="bootstrap_cards", articles=40, etag=False, last_modified=False, now=clock.now) as site:
        Path("config.yaml").write_text(CONFIG.format(url=site.listing_url(104)))
        with opened("config.yaml", now=clock) as app:
            made = Installation(app, site, clock)
            assert made.read().new == len(made_poll := made.poll()), made_poll
            yield made


def listed(made: Installation) -> list[Any]:
    """The articles on the first page of the listing, newest first."""
    return [each for each in made.site.articles if 104 in (each.category, getattr(each.category, "id", None))][:6]


def test_an_edited_title_is_a_revision_and_no_news(made: Installation) -> None:
    article = listed(made)[2]
    before = made.item(article.id)
    made.site.edit(article.id, title="Ralat: " + article.title)
    outcome = made.read()
    assert (outcome.new, outcome.revised, made.poll()) == (0, 1, [])
    after = made.item(article.id)
    assert (after.id, after.published, after.revision) == (before.id, before.published, 2)
    assert after.revisions[0].item.title == before.item.title
    [edit] = feedparser.parse("output/feeds/revisions/atom.xml").entries
    assert edit.id == f"{before.id}#revision-2"
    assert "<ins>Ralat:</ins>" in edit.content[0].value


def test_a_typo_mended_in_the_text_is_found_by_a_recheck(made: Installation) -> None:
    article = listed(made)[1]
    text = made.item(article.id).item.text
    word = next(each for each in text.split()[20:] if len(each) > 6)
    made.site.edit(article.id, body_html=article.body_html.replace(word, "TELAHDIPERBAIKI", 1))
    assert made.read(recheck=True).revised == 1
    assert made.item(article.id).revisions[0].reason == "text"
    assert made.poll() == []


def test_views_that_move_are_no_edits(made: Installation) -> None:
    made.site.settings.live_views = True
    for _ in range(3):
        outcome = made.read(recheck=True)
        assert (outcome.new, outcome.revised, outcome.failures) == (0, 0, ())
    assert made.poll() == []


def test_a_removal_and_its_undoing(made: Installation) -> None:
    article = listed(made)[2]
    made.site.delete(article.id, status=410)
    told = [note for _ in range(6) for note in made.read().notes]
    assert [note.partition(":")[0] for note in told] == ["withdrawn"]
    assert made.item(article.id).withdrawn
    assert (made.tombstones(), made.poll()) == (1, [])
    made.site.publish(article, published=article.published)
    outcome = made.read()
    assert (outcome.new, outcome.revised, made.item(article.id).withdrawn) == (0, 0, None)
    assert (made.tombstones(), made.poll()) == (0, [])


def test_a_site_that_is_down_for_a_week(made: Installation) -> None:
    before = Path("output/atom.xml").read_bytes()
    made.site.set_faults("503,path=all")
    for _ in range(7):
        assert made.read(days=1).failures
    assert made.verdict == "unreachable"
    assert Path("output/atom.xml").read_bytes() == before
    made.site.set_faults()
    new = made.site.publish(title="Pelayanan kembali dibuka", category=104)
    assert (made.read(days=1).new, made.poll()) == (1, [new.title])


@pytest.mark.parametrize(
    "fault", ["listing_empty", "200_block,path=listing", "403_block,path=all", "empty_body,path=listing"]
)
def test_a_listing_that_is_not_one_changes_nothing(made: Installation, fault: str) -> None:
    before = Path("output/atom.xml").read_bytes()
    made.site.set_faults(fault)
    for _ in range(3):
        made.read(days=1)
    assert made.verdict in ("drifted", "blocked", "unreachable")
    assert Path("output/atom.xml").read_bytes() == before
    made.site.set_faults()
    made.read(days=1)
    assert (made.verdict, made.poll()) == ("quiet", [])


@pytest.mark.parametrize("fault", ["listing_pinned", "listing_reordered", "listing_shuffled", "listing_duplicates"])
def test_a_listing_in_another_order_is_no_news_and_takes_nothing_away(made: Installation, fault: str) -> None:
    made.site.set_faults(fault)
    for _ in range(6):
        outcome = made.read()
        assert (outcome.new, outcome.revised, outcome.doubt) == (0, 0, "")
    assert (made.tombstones(), made.poll()) == (0, [])


def test_items_published_while_the_pages_are_turned(made: Installation) -> None:
    known = {each.id for each in made.site.articles}
    made.site.publish(title="Sebelum halaman dibalik", category=104)
    made.site.set_faults("listing_shift,path=listing,count=3")
    made.read()
    made.site.set_faults()
    made.read()
    fresh = [each for each in made.site.articles if each.id not in known and each in listed_all(made)]
    assert sorted(made.poll()) == sorted(each.title for each in fresh)


def listed_all(made: Installation) -> list[Any]:
    return [each for each in made.site.articles if 104 in (each.category, getattr(each.category, "id", None))]
