from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from feeder.model import Attachment
from feeder.publish import atom
from feeder.publish.check import problems
from feeder.publish.history import holding
from publish.examples import CHANNEL, NEWEST, SOURCE, found, stored, tree

BASE = "https://feeds.example.org/kpu/"


def test_the_head_of_a_feed() -> None:
    feed = tree(atom.render(replace(CHANNEL, hub="https://hub.example.org/", icon=BASE + "icon.png"), [stored(3)]))
    assert found(feed, "@xml:lang") == ["id"]
    assert found(feed, "a:id/text()") == [BASE + "atom.xml"]
    assert found(feed, "a:title/text()") == ["Berita KPU Jakarta"]
    assert found(feed, "a:subtitle/text()") == ["Berita dari situs KPU"]
    assert found(feed, "a:author/a:name/text()") == ["KPU Provinsi Daerah Khusus Jakarta"]
    assert found(feed, "a:updated/text()") == ["2025-11-13T06:12:00+07:00"]
    assert found(feed, "a:generator/@version") == ["1.2.3"]
    assert found(feed, "a:icon/text()") == [BASE + "icon.png"]
    assert [(each.get("rel"), each.get("href"), each.get("type")) for each in found(feed, "a:link")] == [
        ("alternate", "https://jakarta.kpu.go.id/", "text/html"),
        ("self", BASE + "atom.xml", "application/atom+xml"),
        ("hub", "https://hub.example.org/", None),
    ]


def test_an_entry() -> None:
    item = stored(
        3,
        title='Rapat ]]> & "pleno" <b>',
        html="<p>Isi &amp; <em>teks</em> ]]&gt; 😀</p>",
        summary="Isi & teks ]]> 😀",
        tags=("Zona <Integritas>",),
        authors=("Humas", "Budi"),
        language="en",
        updated=NEWEST,
    )
    (entry,) = found(tree(atom.render(CHANNEL, [item])), "a:entry")
    assert found(entry, "@xml:lang") == ["en"]
    assert found(entry, "a:id/text()") == ["tag:jakarta.kpu.go.id,2025:blog/read/3"]
    assert found(entry, "a:title[not(@type)]/text()") == ['Rapat ]]> & "pleno" <b>']
    assert found(entry, "a:content[@type='html']/text()") == ["<p>Isi &amp; <em>teks</em> ]]&gt; 😀</p>"]
    assert found(entry, "a:summary[not(@type)]/text()") == ["Isi & teks ]]> 😀"]
    assert found(entry, "a:published/text()") == ["2025-11-13T06:12:00+07:00"]
    assert found(entry, "a:updated/text()") == ["2025-11-13T09:12:00+07:00"]
    assert found(entry, "a:author/a:name/text()") == ["Humas", "Budi"]
    assert found(entry, "a:category/@term | a:category/@label") == ["Zona <Integritas>"] * 2
    assert found(entry, "a:category/@scheme") == [BASE]
    assert found(entry, "a:link/@href") == ["https://jakarta.kpu.go.id/blog/read/3_berita"]
    assert found(entry, "a:source") == []


def test_files_are_enclosures_with_all_their_attributes() -> None:
    files = (
        Attachment(url="https://jakarta.kpu.go.id/a.pdf", title="Laporan", size=12345),
        Attachment(url="https://jakarta.kpu.go.id/b.xlsx"),
    )
    item = stored(image="https://jakarta.kpu.go.id/1.jpg", attachments=files)
    (entry,) = found(tree(atom.render(CHANNEL, [item])), "a:entry")
    assert [dict(each.attrib) for each in found(entry, "a:link[@rel='enclosure']")] == [
        {
            "rel": "enclosure",
            "type": "application/pdf",
            "href": "https://jakarta.kpu.go.id/a.pdf",
            "title": "Laporan",
            "length": "12345",
        },
        {
            "rel": "enclosure",
            "type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "href": "https://jakarta.kpu.go.id/b.xlsx",
        },
        {"rel": "enclosure", "type": "image/jpeg", "href": "https://jakarta.kpu.go.id/1.jpg"},
    ]
    assert found(entry, "media:content/@url") == ["https://jakarta.kpu.go.id/1.jpg"]
    assert len(found(entry, "a:link[@rel='alternate']")) == 1


def test_a_joined_feed_says_where_an_entry_comes_from() -> None:
    body = atom.render(CHANNEL, [stored(1), stored(2, updated=NEWEST)], origins={"kpu-jakarta": SOURCE})
    first, second = found(tree(body), "a:entry/a:source")
    assert found(first, "a:id/text()") == [BASE + "feeds/kpu-jakarta/atom.xml"]
    assert found(first, "a:title/text()") == ["KPU & Jakarta"]
    assert found(first, "a:updated/text()") == ["2025-11-13T08:12:00+07:00"]
    assert found(first, "a:link[@rel='self']/@href") == [BASE + "feeds/kpu-jakarta/atom.xml"]
    assert found(second, "a:updated/text()") == ["2025-11-13T09:12:00+07:00"]


def test_an_edit_of_one_entry_leaves_the_others_as_they_are() -> None:
    later = stored(2, title="Diubah", updated=NEWEST + timedelta(hours=1))
    before = atom.render(CHANNEL, [stored(1), stored(2)], origins={"kpu-jakarta": SOURCE}).decode()
    after = atom.render(CHANNEL, [stored(1), later], origins={"kpu-jakarta": SOURCE}).decode()
    first = before.partition("<entry>")[2].partition("</entry>")[0]
    assert first in after


def test_a_feed_names_where_its_archive_begins() -> None:
    body = atom.render(CHANNEL, [stored(1)], arrived=231)
    assert found(tree(body), "a:link[@rel='prev-archive']/@href") == [BASE + "atom/231.xml"]
    assert found(tree(body), "fh:archive") == []
    assert b"history" not in atom.render(SOURCE, [stored(1)]), "nothing marks it as part of an archive"


def test_a_part_of_the_archive() -> None:
    part = holding(150, 431)
    feed = tree(atom.archive(CHANNEL, [stored(2), stored(1)], part))
    assert atom.name(part) == "atom/200.xml"
    assert len(found(feed, "fh:archive")) == 1
    assert found(feed, "a:id/text()") == [BASE + "atom.xml"]
    links = {each.get("rel"): each.get("href") for each in found(feed, "a:link")}
    assert links == {
        "alternate": "https://jakarta.kpu.go.id/",
        "self": BASE + "atom/200.xml",
        "current": BASE + "atom.xml",
        "prev-archive": BASE + "atom/100.xml",
        "next-archive": BASE + "atom/300.xml",
    }


def test_a_feed_without_items() -> None:
    feed = tree(atom.render(CHANNEL, []))
    assert found(feed, "a:updated/text()") == ["2000-01-01T07:00:00+07:00"]
    assert found(feed, "a:entry") == []


def test_what_was_withdrawn_leaves_a_tombstone_and_no_text() -> None:
    gone = stored(2, withdrawn=NEWEST, title="Diturunkan")
    body = atom.render(CHANNEL, [stored(1)], withdrawn=[gone])
    [tombstone] = tree(body).findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    assert (tombstone.get("ref"), tombstone.get("when")) == (gone.id, "2025-11-13T09:12:00+07:00")
    assert b"Diturunkan" not in body
    assert problems("atom.xml", body) == []
    assert b"tombstones" not in atom.render(CHANNEL, [stored(1)])
