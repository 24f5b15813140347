from __future__ import annotations

import pytest

from feeder.publish import atom, check, jsonfeed, opml, rss
from feeder.publish.history import holding
from publish.examples import CHANNEL, NEWEST, SOURCE, stored

ITEMS = [stored(1, tags=("Pemilu",), image="https://a.id/1.jpg", authors=("Humas",)), stored(2, updated=NEWEST)]
FORMATS = {
    "atom.xml": atom.render(CHANNEL, ITEMS, origins={"kpu-jakarta": SOURCE}),
    "rss.xml": rss.render(CHANNEL, ITEMS, origins={"kpu-jakarta": SOURCE}),
    "feed.json": jsonfeed.render(CHANNEL, ITEMS),
}
ID = "tag:jakarta.kpu.go.id,2025:blog/read/1"


def test_what_is_rendered_passes() -> None:
    assert check.feed(FORMATS) == []
    assert check.problems("atom/2.xml", atom.archive(CHANNEL, ITEMS, holding(1, 2))) == []
    assert check.problems("opml.xml", opml.render("Umpan", [("", [CHANNEL])])) == []
    assert check.problems("index.html", b"<html>") == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("</entry>", "", "is not well-formed: "),
        ("<title>Berita 1<", "<title>\x0b<", "is not well-formed: "),
        ("<feed ", "<fed ", "is not well-formed: "),
        (f"<id>{ID}</id>", "", "<entry> needs one each of id title updated (Berita 1)"),
        (
            "<title>Berita 1</title>",
            "<title>a</title><title>b</title>",
            f"<entry> needs one each of id title updated ({ID})",
        ),
        ("<title>Berita 1</title>", "<title> </title>", f"{ID} has no title"),
        ("blog/read/2<", "blog/read/1<", f"{ID} is the id of 2 items"),
        (f"<id>{ID}</id>", "<id>8076</id>", "8076 has an id that is no IRI"),
        (
            "<published>2025-11-13T08:12:00+07:00",
            "<published>2025-11-13T08:12:00",
            f"{ID} lacks a date, or has one without a zone",
        ),
        ("<published>2025-11-13", "<published>2025-13-13", f"{ID} lacks a date, or has one without a zone"),
        ("<published>2025-11-13T08", "<published>2025-11-13T10", f"{ID} was updated before it was published"),
        (
            'href="https://jakarta.kpu.go.id/blog/read/1_berita"',
            'href="/1"',
            f"{ID} has an address that is not absolute: '/1'",
        ),
        (
            '<link rel="alternate" type="text/html" href="https://jakarta.kpu.go.id/blog/read/1_berita"/>',
            "",
            f"<entry> needs one alternate link ({ID})",
        ),
        ('rel="enclosure" type="image/jpeg"', 'rel="enclosure"', f"<link> has no type ({ID})"),
        (
            'rel="enclosure"',
            'rel="enclosure" size="1"',
            f"<link> has an attribute beside href rel type length title hreflang ({ID})",
        ),
        ('rel="self"', 'rel="via"', "<feed> needs one link to itself"),
        ('type="html">&lt;p&gt;Isi berita 1', 'type="CDATA">&lt;p&gt;Isi berita 1', f"<content> is not html ({ID})"),
        ("<title>Berita 1<", '<title type="markdown">Berita 1<', f"<title> is neither text nor html ({ID})"),
        (
            "<summary>Isi berita 1.",
            "<description/><summary>Isi berita 1.",
            "<entry> holds something beside author category",
        ),
        ("&lt;p&gt;Isi berita 1", "&lt;p onclick=x&gt;Isi berita 1", f"{ID} holds onclick in <p>"),
        ("<author>", "<author><phone/>", "<author> holds something beside name uri email"),
        ('term="Pemilu"', "", f"<category> has no term ({ID})"),
    ],
)
def test_a_fault_in_atom_is_named(old: str, new: str, problem: str) -> None:
    found = check.problems("atom.xml", FORMATS["atom.xml"].decode().replace(old, new, 1).encode())
    assert any(each.startswith(f"atom.xml: {problem}") for each in found), found


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('version="2.0"', 'version="0.91"', "<rss> is not RSS 2.0"),
        ("<description>Berita dari situs KPU</description>", "", "<channel> needs one each of title link description"),
        ("<ttl>", "<managingEditor>Humas</managingEditor><ttl>", "<channel> holds something beside item title"),
        (
            f'<guid isPermaLink="false">{ID}</guid>',
            "",
            "<item> needs one each of title link guid pubDate description (Berita 1)",
        ),
        ('<guid isPermaLink="false">', "<guid>", f"<guid> needs isPermaLink ({ID})"),
        ('length="0"', 'length="None"', f"<enclosure> needs url, type and length ({ID})"),
        (
            "<enclosure ",
            '<enclosure url="https://a.id/2" type="a/b" length="0"/><enclosure ',
            "<item> holds more than one of enclosure",
        ),
        ("+0700</pubDate>", "</pubDate>", f"{ID} lacks a date, or has one without a zone"),
        (
            "13 Nov 2025 08:12:00 +0700</pubDate>",
            "31 Nov 2025 08:12:00 +0700</pubDate>",
            f"{ID} lacks a date, or has one without a zone",
        ),
        ("<description>Isi berita 1.", "<description><p/>Isi berita 1.", f"<description> holds elements ({ID})"),
        ('rel="self"', 'rel="via"', "<channel> needs one link to itself"),
    ],
)
def test_a_fault_in_rss_is_named(old: str, new: str, problem: str) -> None:
    found = check.problems("rss.xml", FORMATS["rss.xml"].decode().replace(old, new, 1).encode())
    assert any(each.startswith(f"rss.xml: {problem}") for each in found), found


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"{", "is not JSON: "),
        (b"[]", "is no JSON object"),
        (b'{"version": "1", "title": "a", "items": []}', "has no home_page_url"),
        (FORMATS["feed.json"].replace(b"+07:00", b""), f"{ID} lacks a date, or has one without a zone"),
        (FORMATS["feed.json"].replace(b"Berita 1", b"Berita \\u0007"), f"{ID} holds characters that XML forbids"),
        (FORMATS["feed.json"].replace(b"<p>", b"<form>"), f"{ID} holds <form>"),
    ],
)
def test_a_fault_in_json_is_named(body: bytes, problem: str) -> None:
    found = check.problems("feed.json", body)
    assert any(each.startswith(f"feed.json: {problem}") for each in found), found


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html/>", "opml.xml: is no feed, its root is <html>"),
        (b'<opml version="1.0"><head/><body/></opml>', "opml.xml: <opml> is not OPML 2.0"),
        (b'<opml version="2.0"><head/><body><outline/></body></opml>', "opml.xml: <outline> has no text"),
        (
            b'<opml version="2.0"><head/><body><outline text="a" type="rss"/></body></opml>',
            "opml.xml: <outline> has no xmlUrl",
        ),
    ],
)
def test_a_fault_in_a_list_of_feeds_is_named(body: bytes, problem: str) -> None:
    assert check.problems("opml.xml", body) == [problem]


def test_entities_are_not_resolved() -> None:
    body = b'<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/hostname">]><feed xmlns="http://www.w3.org/2005/Atom">&x;</feed>'
    assert check.problems("atom.xml", body)


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("rss.xml", "<title>Berita 1<", "<title>Berita satu<", f"the title of {ID} is not that of"),
        ("rss.xml", "08:12:00 +0700</pubDate>", "08:11:00 +0700</pubDate>", f"the published of {ID} is not that of"),
        ("rss.xml", ">Pemilu<", ">Data<", f"the tags of {ID} is not that of"),
        ("feed.json", "<p>Isi berita 1", "<p>Isi", f"the html of {ID} is not that of"),
        ("feed.json", '"summary":"Isi berita 1', '"summary":"Isi', f"the summary of {ID} is not that of"),
        ("feed.json", "blog/read/1_berita", "blog/read/1", f"the url of {ID} is not that of"),
        ("feed.json", ID, ID + "0", "has other items, or in another order, than"),
    ],
)
def test_formats_that_do_not_say_the_same_are_named(name: str, old: str, new: str, problem: str) -> None:
    assert f"{name}: {problem} atom.xml" in check.feed(
        FORMATS | {name: FORMATS[name].decode().replace(old, new, 1).encode()}
    )
