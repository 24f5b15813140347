from __future__ import annotations

from dataclasses import replace

from feeder.model import Attachment
from feeder.publish import rss
from publish.examples import CHANNEL, NEWEST, SOURCE, found, stored, tree

BASE = "https://feeds.example.org/kpu/"


def test_the_channel() -> None:
    channel = replace(CHANNEL, hub="https://hub.example.org/", icon=BASE + "icon.png", ttl=45)
    root = tree(rss.render(channel, [stored(3)], arrived=250))
    assert found(root, "channel/title/text()") == ["Berita KPU Jakarta"]
    assert found(root, "channel/link/text()") == ["https://jakarta.kpu.go.id/"]
    assert found(root, "channel/description/text()") == ["Berita dari situs KPU"]
    assert found(root, "channel/language/text()") == ["id"]
    assert found(root, "channel/ttl/text()") == ["45"]
    assert found(root, "channel/lastBuildDate/text()") == ["Thu, 13 Nov 2025 06:12:00 +0700"]
    assert found(root, "channel/image/*/text()") == [
        BASE + "icon.png",
        "Berita KPU Jakarta",
        "https://jakarta.kpu.go.id/",
    ]
    assert [(each.get("rel"), each.get("href"), each.get("type")) for each in found(root, "channel/a:link")] == [
        ("self", BASE + "rss.xml", "application/rss+xml"),
        ("hub", "https://hub.example.org/", None),
        ("prev-archive", BASE + "atom/250.xml", "application/atom+xml"),
    ]


def test_an_item() -> None:
    said = stored(
        3, html="<p>Isi &amp; teks ]]&gt;</p>", summary="Isi & <b>", tags=("Pemilu",), authors=("Humas", "Budi")
    )
    (item,) = found(tree(rss.render(CHANNEL, [said])), "channel/item")
    assert found(item, "link/text()") == ["https://jakarta.kpu.go.id/blog/read/3_berita"]
    assert found(item, "guid[@isPermaLink='false']/text()") == ["tag:jakarta.kpu.go.id,2025:blog/read/3"]
    assert found(item, "pubDate/text()") == ["Thu, 13 Nov 2025 06:12:00 +0700"]
    assert found(item, "description/text()") == ["Isi &amp; &lt;b&gt;"], "a description is markup"
    assert found(item, "content:encoded/text()") == ["<p>Isi &amp; teks ]]&gt;</p>"]
    assert found(item, "dc:creator/text()") == ["Humas", "Budi"]
    assert found(item, "category[@domain]/text()") == ["Pemilu"]
    assert found(item, "a:updated | source | enclosure") == []


def test_titles_are_spelled_for_readers_that_take_them_for_markup() -> None:
    body = rss.render(replace(CHANNEL, title="A & B"), [stored(title="5 < 6 & <b>7</b>")])
    assert b"<title>A &#x26; B</title>" in body
    assert b"<title>5 &#x3C; 6 &#x26; &#x3C;b&gt;7&#x3C;/b&gt;</title>" in body
    assert found(tree(body), "channel/item/title/text()") == ["5 < 6 & <b>7</b>"]


def test_an_item_has_a_description_and_text_apart_even_if_one_is_empty() -> None:
    (item,) = found(tree(rss.render(CHANNEL, [stored(summary="")])), "channel/item")
    assert [each.text for each in found(item, "description")] == [None]
    assert found(item, "content:encoded/text()") == ["<p>Isi berita 1.</p>"]
    (item,) = found(tree(rss.render(CHANNEL, [stored(html="")])), "channel/item")
    assert found(item, "content:encoded") == []


def test_the_one_enclosure_is_a_file_before_the_picture() -> None:
    picture = "https://jakarta.kpu.go.id/1.jpg"
    files = (
        Attachment(url="https://jakarta.kpu.go.id/a.pdf"),
        Attachment(url="https://jakarta.kpu.go.id/b.pdf", size=5),
        Attachment(url=picture, size=77, media_type="image/jpeg"),
    )
    bare, full = found(
        tree(rss.render(CHANNEL, [stored(image=picture), stored(2, image=picture, attachments=files)])), "//item"
    )
    assert [dict(each.attrib) for each in found(bare, "enclosure")] == [
        {"url": picture, "type": "image/jpeg", "length": "0"}
    ]
    assert [dict(each.attrib) for each in found(full, "enclosure")] == [
        {"url": "https://jakarta.kpu.go.id/a.pdf", "type": "application/pdf", "length": "0"}
    ]
    assert [dict(each.attrib) for each in found(full, "media:content")] == [
        {"url": picture, "type": "image/jpeg", "medium": "image", "fileSize": "77"}
    ]


def test_an_edit_and_a_source_are_named() -> None:
    body = rss.render(CHANNEL, [stored(updated=NEWEST)], origins={"kpu-jakarta": SOURCE})
    (item,) = found(tree(body), "channel/item")
    assert found(item, "a:updated/text()") == ["2025-11-13T09:12:00+07:00"]
    assert found(item, "source/text()") == ["KPU & Jakarta"]
    assert found(item, "source/@url") == [BASE + "feeds/kpu-jakarta/rss.xml"]
