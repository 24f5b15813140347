from __future__ import annotations

from dataclasses import replace

from feeder.publish import check, opml
from publish.examples import CHANNEL, SOURCE, found, tree


def test_feeds_stand_in_groups_once_and_in_one_format() -> None:
    body = opml.render("Umpan & berita", [("", [CHANNEL]), ("Sumber", [SOURCE, CHANNEL]), ("Lagi", [SOURCE])])
    root = tree(body)
    assert check.problems("opml.xml", body) == []
    assert found(root, "head/title/text()") == ["Umpan & berita"]
    assert found(root, "body/outline/@text") == ["Berita KPU Jakarta", "Sumber"]
    assert [dict(each.attrib) for each in found(root, "body/outline/outline")] == [
        {
            "text": "KPU & Jakarta",
            "title": "KPU & Jakarta",
            "type": "rss",
            "xmlUrl": "https://feeds.example.org/kpu/feeds/kpu-jakarta/atom.xml",
            "htmlUrl": "https://jakarta.kpu.go.id/",
            "language": "id",
        }
    ]


def test_a_feed_without_a_title_is_called_by_its_address() -> None:
    body = opml.render("", [("", [replace(CHANNEL, title="\x00")])])
    assert found(tree(body), "body/outline/@text") == ["https://feeds.example.org/kpu/"]
