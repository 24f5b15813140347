"""The feed of edits."""

from dataclasses import replace
from datetime import timedelta

from feeder.model import Revision, StoredItem
from feeder.publish import atom, check, jsonfeed, revisions, rss
from publish.examples import CHANNEL, NEWEST, stored

EDITS = replace(CHANNEL, path=revisions.PATH)


def edited(number: int, hours: int, *olds: str) -> StoredItem:
    """An item whose title was each of the old ones before."""
    now = stored(number, title="Rapat pleno <terbuka> hari Selasa")
    before = tuple(
        Revision(
            number=place,
            since=NEWEST + timedelta(hours=hours + place - 1),
            reason="title",
            item=replace(now.item, title=old),
        )
        for place, old in enumerate(olds, start=1)
    )
    last = NEWEST + timedelta(hours=hours + len(olds))
    return replace(now, revision=len(olds) + 1, revisions=before, updated=last)


def test_each_revision_is_an_entry_with_its_diff_newest_first() -> None:
    items = [edited(1, 0, "Rapat pleno <terbuka> hari Senin", "Rapat pleno <terbuka> hari Rabu"), edited(2, 5, "Rapat")]
    found = revisions.entries(items, EDITS)
    assert [each.id.rpartition("#")[2] for each in found] == ["revision-2", "revision-3", "revision-2"]
    assert [each.published for each in found] == sorted((each.published for each in found), reverse=True)
    newest = found[1].item
    assert newest.title == "Diubah: Rapat pleno <terbuka> hari Selasa"
    assert newest.html == "<p>Judul: Rapat pleno &lt;terbuka&gt; hari <del>Rabu</del> <ins>Selasa</ins></p>"
    assert newest.text == "Judul: Rapat pleno <terbuka> hari [-Rabu-] {+Selasa+}"


def test_it_is_a_valid_feed_in_every_format() -> None:
    found = revisions.entries([edited(1, 0, "Rapat biasa")], EDITS)
    documents = {
        "feeds/revisions/atom.xml": atom.render(EDITS, found),
        "feeds/revisions/rss.xml": rss.render(EDITS, found),
        "feeds/revisions/feed.json": jsonfeed.render(EDITS, found),
    }
    assert check.feed(documents) == []


def test_an_item_that_never_changed_has_no_entry() -> None:
    assert revisions.entries([stored(1)], EDITS) == []
