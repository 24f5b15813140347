"""The simulated site is edited, rebuilt and broken while it runs; a feed reader polls before and after.

In each story: exactly the right items, revisions and withdrawals, and what the subscriber counts as new is what is new.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feeder.app import App, opened
from feeder.model import Outcome, StoredItem
from world import JAKARTA, Clock

LAYOUTS = ("bootstrap_cards", "fulltext_list", "inertia_page", "joomla_table")
OLD_GRAMMAR = "joomla_table"  # links to /berita/baca/7101/slug, where the first one has /blog/read/7101_slug
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
        self.first = self.read().new

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
        assert not feed.bozo
        fresh = [entry for entry in feed.entries if entry.id not in self._seen]
        self._seen |= {entry.id for entry in fresh}
        return [entry.title for entry in fresh]

    def kept(self) -> tuple[int, int, int]:
        """Items that came after the first look, edits, and withdrawals."""
        items = list(self.app.store.everything())
        return (
            len(items) - self.first,
            sum(len(each.revisions) for each in items),
            sum(bool(each.withdrawn) for each in items),
        )

    def entries(self) -> list[tuple[str, ...]]:
        """What the feed says of each entry."""
        entries = feedparser.parse("output/atom.xml").entries
        return [(each.id, each.title, each.published, each.updated, each.content[0].value) for each in entries]

    def listed(self) -> list[Any]:
        """The articles of the listing, newest first."""
        return [each for each in self.site.articles if each.category == 104]

    def item(self, number: int) -> StoredItem:
        [found] = [each for each in self.app.store.everything() if f"/{number}" in each.item.keys[0]]
        return found

    @property
    def verdict(self) -> str:
        return self.app.store.state("sim").verdict

    def tombstones(self) -> int:
        return Path("output/atom.xml").read_text().count("<at:deleted-entry")


@pytest.fixture
def made(
    beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Installation]:
    """Everything that the site has was read, and the subscriber has seen it. A test may name the first layout."""
    from kpusim import Site

    monkeypatch.chdir(tmp_path)
    clock = Clock(datetime(2025, 11, 14, 12, tzinfo=JAKARTA))
    layout = getattr(request, "param", LAYOUTS[0])
    with Site(layout=layout, articles=24, etag=False, last_modified=False, now=clock.now) as site:
        Path("config.yaml").write_text(CONFIG.format(url=site.listing_url(104)))
        with opened("config.yaml", now=clock) as app:
            made = Installation(app, site, clock)
            assert len(made.poll()) == made.first == len(made.listed())
            yield made


def test_an_edited_title_is_a_revision_and_no_news(made: Installation) -> None:
    article = made.listed()[2]
    before = made.item(article.id)
    made.site.edit(article.id, title="Ralat: " + article.title)
    outcome = made.read()
    assert (outcome.new, outcome.revised, made.poll()) == (0, 1, [])
    assert made.kept() == (0, 1, 0)
    after = made.item(article.id)
    assert (after.id, after.published, after.revision) == (before.id, before.published, 2)
    assert after.revisions[0].item.title == before.item.title
    [edit] = feedparser.parse("output/feeds/revisions/atom.xml").entries
    assert edit.id == f"{before.id}#revision-2"
    assert "<ins>Ralat:</ins>" in edit.content[0].value


def test_a_typo_mended_in_the_text_is_found_by_a_recheck(made: Installation) -> None:
    article = made.listed()[1]
    text = made.item(article.id).item.text
    word = next(each for each in text.split()[20:] if len(each) > 6)
    made.site.edit(article.id, body_html=article.body_html.replace(word, "TELAHDIPERBAIKI", 1))
    assert made.read(recheck=True).revised == 1
    mended = made.item(article.id)
    assert (mended.revisions[0].reason, mended.revisions[0].item.text) == ("text", text)
    assert "TELAHDIPERBAIKI" in mended.item.text
    assert (made.poll(), made.kept()) == ([], (0, 1, 0))


def test_views_that_move_are_no_edits(made: Installation) -> None:
    made.site.settings.live_views = True
    for _ in range(3):
        outcome = made.read(recheck=True)
        assert (outcome.new, outcome.revised, outcome.failures) == (0, 0, ())
    assert (made.poll(), made.kept()) == ([], (0, 0, 0))


def test_a_removal_and_its_undoing(made: Installation) -> None:
    article = made.listed()[2]
    made.site.delete(article.id, status=410)
    told = [note for _ in range(6) for note in made.read().notes]
    assert [note.partition(":")[0] for note in told] == ["withdrawn"]
    assert made.item(article.id).withdrawn
    assert article.title not in [title for _, title, *_ in made.entries()]
    assert (made.tombstones(), made.poll(), made.kept()) == (1, [], (0, 0, 1))
    made.site.publish(article, published=article.published)
    outcome = made.read()
    assert (outcome.new, outcome.revised, made.item(article.id).withdrawn) == (0, 0, None)
    assert (made.tombstones(), made.poll(), made.kept()) == (0, [], (0, 0, 0))


def test_a_site_that_is_down_for_a_week(made: Installation) -> None:
    before = made.entries()
    made.site.set_faults("503,path=all")
    for _ in range(7):
        assert made.read(days=1).failures
    assert made.verdict == "unreachable"
    assert "14 November" in feedparser.parse("output/atom.xml").feed.subtitle, "its readers are told since when"
    assert (made.entries(), made.poll(), made.kept()) == (before, [], (0, 0, 0))
    made.site.set_faults()
    new = made.site.publish(title="Pelayanan kembali dibuka", category=104)
    assert (made.read(days=1).new, made.poll(), made.kept()) == (1, [new.title], (1, 0, 0))


@pytest.mark.parametrize(
    "fault", ["listing_empty", "200_block,path=listing", "403_block,path=all", "empty_body,path=listing"]
)
def test_a_listing_that_is_not_one_changes_nothing(made: Installation, fault: str) -> None:
    before = made.entries()
    made.site.set_faults(fault)
    for _ in range(3):
        made.read(days=1)
    assert made.verdict in ("drifted", "blocked", "unreachable")
    assert (made.entries(), made.poll(), made.kept()) == (before, [], (0, 0, 0))
    made.site.set_faults()
    made.read(days=1)
    assert (made.verdict, made.poll(), made.kept()) == ("quiet", [], (0, 0, 0))


@pytest.mark.parametrize("fault", ["listing_pinned", "listing_reordered", "listing_shuffled", "listing_duplicates"])
def test_a_listing_in_another_order_is_no_news_and_takes_nothing_away(made: Installation, fault: str) -> None:
    made.site.set_faults(fault)
    for _ in range(6):
        outcome = made.read()
        assert (outcome.new, outcome.revised, outcome.doubt) == (0, 0, "")
    assert (made.tombstones(), made.poll(), made.kept()) == (0, [], (0, 0, 0))


def test_items_published_while_the_pages_are_turned(made: Installation) -> None:
    known = {each.id for each in made.site.articles}
    made.site.publish(title="Sebelum halaman dibalik", category=104)
    made.site.set_faults("listing_shift,path=listing,count=3")
    made.read()
    made.site.set_faults()
    made.read()
    fresh = [each.title for each in made.listed() if each.id not in known]
    assert len(fresh) > 1
    assert sorted(made.poll()) == sorted(fresh)
    assert made.kept() == (len(fresh), 0, 0)


@pytest.mark.parametrize(("made", "after"), list(permutations(LAYOUTS, 2)), indirect=["made"])
def test_a_redesign_is_neither_news_nor_an_edit_nor_drift(made: Installation, after: str) -> None:
    made.site.set_layout(after)
    new = made.site.publish(title="Berita sesudah situs dibangun ulang", category=104)
    assert (made.read().doubt, made.poll()) == ("", [new.title])
    outcome = made.read(recheck=True)  # what every article says in its new clothes
    assert (outcome.doubt, outcome.failures) == ("", ())
    assert (made.poll(), made.kept()) == ([], (1, 0, 0))


def test_the_other_grammar_with_the_same_numbers_is_no_news(made: Installation) -> None:
    ids = {each.id for each in made.app.store.everything()}
    made.site.set_layout(OLD_GRAMMAR)
    made.read()
    assert made.site.requests.matching("/berita/baca/*"), "it was asked under the other address"
    assert ({each.id for each in made.app.store.everything()}, made.poll()) == (ids, [])
    assert made.kept() == (0, 0, 0)


def test_the_other_grammar_with_all_numbers_counted_anew_is_no_news(made: Installation) -> None:
    ids = {each.id for each in made.app.store.everything()}
    counted_anew(made)
    made.site.set_layout(OLD_GRAMMAR)
    new = made.site.publish(title="Berita dengan nomor baru", category=104)
    for _ in range(6):
        assert made.read().doubt == ""
    assert {each.id for each in made.app.store.everything()} > ids
    assert (made.poll(), made.tombstones(), made.kept()) == ([new.title], 0, (1, 0, 0))


def counted_anew(made: Installation) -> None:
    """Every article under another number; what was found under the old ones is not there any more."""
    old = list(made.site.articles)
    for each in old:
        made.site.delete(each.id, status=404)
    for number, each in enumerate(reversed(old), start=101):
        made.site.publish(replace(each, id=number), published=each.published)


def test_a_flood_of_old_items_waits_for_a_persons_word(made: Installation) -> None:
    before, oldest = made.entries(), made.listed()[-1].published
    flood = [made.site.publish(title=f"Arsip lama {number}", category=104) for number in range(6)]
    for days, each in enumerate(flood, start=1):
        made.site.edit(each.id, published=oldest - timedelta(days=days))
    made.site.set_faults("listing_pinned")  # the oldest stand on the first page
    for _ in range(3):
        assert "6 of 6 items are new, and weeks older than the newest that is known" in made.read().doubt
    assert (made.verdict, made.entries(), made.poll(), made.kept()) == ("drifted", before, [], (0, 0, 0))
    [source] = made.app.sources()
    assert made.app.accept(source).new == 6
    assert made.read().doubt == ""
    assert sorted(made.poll()) == [each.title for each in flood]
    assert made.kept() == (6, 0, 0)
