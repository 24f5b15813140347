from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from feeder.model import Attachment, Revision
from feeder.publish import jsonfeed
from feeder.publish.history import holding
from publish.examples import CHANNEL, NEWEST, SOURCE, stored

BASE = "https://feeds.example.org/kpu/"


def test_the_head_of_a_feed() -> None:
    channel = replace(SOURCE, hub="https://hub.example.org/", icon=BASE + "icon.png")
    feed = json.loads(jsonfeed.render(channel, [], arrived=250))
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "KPU & Jakarta",
        "home_page_url": "https://jakarta.kpu.go.id/",
        "feed_url": BASE + "feeds/kpu-jakarta/feed.json",
        "description": "Berita dari situs KPU",
        "language": "id",
        "authors": [{"name": "KPU & Jakarta", "url": "https://jakarta.kpu.go.id/"}],
        "_feeder": {"about": BASE + "schema/item.json"},
        "icon": BASE + "icon.png",
        "hubs": [{"type": "WebSub", "url": "https://hub.example.org/"}],
        "next_url": BASE + "json/250.json",
        "items": [],
    }


def test_an_item_in_full() -> None:
    files = (Attachment(url="https://a.id/a.pdf", title="Laporan", size=5), Attachment(url="https://a.id/b.pdf"))
    item = stored(
        3, image="https://a.id/1.jpg", tags=("Pemilu",), authors=("Humas",), attachments=files, updated=NEWEST
    )
    assert jsonfeed.item(item, CHANNEL) == {
        "id": "tag:jakarta.kpu.go.id,2025:blog/read/3",
        "url": "https://jakarta.kpu.go.id/blog/read/3_berita",
        "title": "Berita 3",
        "content_html": "<p>Isi berita 3.</p>",
        "content_text": "Isi berita 3.",
        "summary": "Isi berita 3.",
        "image": "https://a.id/1.jpg",
        "date_published": "2025-11-13T06:12:00+07:00",
        "date_modified": "2025-11-13T09:12:00+07:00",
        "authors": [{"name": "Humas"}],
        "tags": ["Pemilu"],
        "language": "id",
        "attachments": [
            {"url": "https://a.id/a.pdf", "mime_type": "application/pdf", "title": "Laporan", "size_in_bytes": 5},
            {"url": "https://a.id/b.pdf", "mime_type": "application/pdf"},
        ],
        "_feeder": {
            "source": "kpu-jakarta",
            "native_id": "3",
            "date_basis": "inferred",
            "date_precision": "day",
            "first_seen": "2025-11-13T08:12:00+07:00",
            "revision": 1,
            "revisions": [],
            "tier": "structure",
            "withdrawn": None,
        },
    }


def test_an_item_without_picture_names_none() -> None:
    assert "image" not in jsonfeed.item(stored(), CHANNEL)


def test_earlier_revisions_are_told_where_they_are_asked_for() -> None:
    now = stored(3, title="Sesudah", revision=2, updated=NEWEST, withdrawn=NEWEST + timedelta(hours=1))
    before = Revision(number=1, since=now.published, reason="title", item=replace(now.item, title="Sebelum"))
    now = replace(now, revisions=(before,))
    assert jsonfeed.item(now, CHANNEL)["_feeder"]["revisions"] == []
    said = jsonfeed.item(now, CHANNEL, revisions=True)
    (earlier,) = said["_feeder"]["revisions"]
    assert (said["title"], earlier["title"]) == ("Sesudah", "Sebelum")
    assert said["_feeder"]["withdrawn"] == "2025-11-13T10:12:00+07:00"
    assert earlier["content_html"] == "<p>Isi berita 3.</p>"
    assert earlier["_feeder"] == {"revision": 1, "since": "2025-11-13T06:12:00+07:00", "reason": "title"}


def test_text_is_what_the_other_formats_can_say() -> None:
    said = json.loads(jsonfeed.render(CHANNEL, [stored(text="Satu\x00\ud83d dua ]]> 😀")]))
    assert said["items"][0]["content_text"] == "Satu dua ]]> 😀"


def test_every_item_has_a_line() -> None:
    lines = jsonfeed.render(CHANNEL, [stored(1), stored(2)]).splitlines()
    assert [json.loads(line.rstrip(b","))["title"] for line in lines[1:3]] == ["Berita 1", "Berita 2"]
    assert lines[3:] == [b"]}"]


def test_a_page_of_the_past_leads_to_the_one_before() -> None:
    page = json.loads(jsonfeed.page(CHANNEL, [stored(1)], holding(150, 231)))
    assert page["feed_url"] == BASE + "json/200.json"
    assert page["next_url"] == BASE + "json/100.json"
    assert "next_url" not in json.loads(jsonfeed.page(CHANNEL, [stored(1)], holding(1, 231)))
