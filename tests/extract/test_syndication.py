from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder import pipeline
from feeder.errors import ExtractError, FetchError, Trouble
from feeder.extract.feeds import is_feed
from feeder.extract.syndication import FeedSite, read
from feeder.model import Attachment, Document, Draft, Office, Precision, Request, Role, Trace
from feeder.normalise import items
from feeder.ports import Source
from feeder.ports.store import Store
from world import Clock

URL = "https://kota.example/feed/index.xml"
WIB = ZoneInfo("Asia/Jakarta")
ARTICLE = "<!doctype html><title>Rapat</title><body><h1>Rapat Koordinasi Data Pemilih</h1>" + "".join(
    f"<p>Paragraf {number} tentang rapat koordinasi data pemilih yang diikuti seluruh jajaran sekretariat kota.</p>"
    for number in range(8)
)


def document(text: str | bytes, role: Role = Role.LISTING, name: str = "", hint: Draft | None = None) -> Document:
    body = text if isinstance(text, bytes) else text.encode()
    return Document(url=URL, body=body, seen=datetime(2025, 11, 14, tzinfo=UTC), role=role, name=name, hint=hint)


def drafts(text: str | bytes) -> tuple[Draft, ...]:
    return read(document(text)).items


def rss(item: str, channel: str = "") -> str:
    return f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Berita</title><link>https://kota.example/</link>{channel}<item>{item}</item></channel></rss>"""


def atom(entry: str, feed: str = "", attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>B</title>{feed}<entry>{entry}</entry></feed>'


def jsonfeed(item: object, **feed: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Berita", **feed, "items": [item]})


def one(text: str | bytes) -> Draft:
    [draft] = drafts(text)
    return draft


def test_rss() -> None:
    item = """<title>Rapat Koordinasi</title><link>/a/1?x=1&amp;y=2</link><guid isPermaLink="false">1</guid>
<pubDate>Thu, 13 Nov 2025 09:12:00 +0700</pubDate><dc:creator>Humas  KPU</dc:creator>
<category>Berita</category><category>Data</category><category>Berita</category>
<description>Ringkas &amp;amp; jelas</description>
<content:encoded><![CDATA[<p onclick="x()">Isi <a href="../b">b</a></p>]]></content:encoded>
<enclosure url="/f/SK (1).pdf" length="1234" type="application/pdf"/>
<media:content url="/i/1.jpg" medium="image"/>"""
    assert one(rss(item, "<language>id</language>")) == Draft(
        url="https://kota.example/a/1?x=1&y=2",
        guid="kota.example 1",
        title="Rapat Koordinasi",
        html='<p onclick="x()">Isi <a href="../b">b</a></p>',
        base="https://kota.example/a/1?x=1&y=2",
        excerpt="Ringkas & jelas",
        stated=one(jsonfeed({"date_published": "2025-11-13T09:12:00+07:00"})).stated,
        image="https://kota.example/i/1.jpg",
        categories=("Berita", "Data"),
        authors=("Humas KPU",),
        attachments=(
            Attachment(url="https://kota.example/f/SK%20%281%29.pdf", media_type="application/pdf", size=1234),
        ),
        language="id",
        traces=(
            Trace("html", "content", "rss20"),
            *(
                Trace(field, "feed", "rss20")
                for field in ("title", "published", "image", "categories", "authors", "attachments", "language")
            ),
        ),
    )


def test_atom() -> None:
    entry = """<title>Rapat</title><link href="1"/><id>tag:x,1</id><updated>2025-11-13T05:00:00Z</updated>
<published>2025-11-13T02:12:00Z</published><content type="html">&lt;p&gt;Isi&lt;/p&gt;</content>
<summary>Ringkas</summary><category term="104" label="Berita"/>
<link rel="enclosure" href="f.pdf" type="application/pdf"/>"""
    draft = one(atom(entry, "<author><name>KPU</name></author>", 'xml:lang="id" xml:base="https://kota.example/base/"'))
    assert draft.url == "https://kota.example/base/1"
    assert (draft.title, draft.html, draft.excerpt) == ("Rapat", "<p>Isi</p>", "Ringkas")
    assert draft.base == "https://kota.example/base/"
    assert draft.stated
    assert draft.stated.at == datetime(2025, 11, 13, 9, 12, tzinfo=WIB)
    assert (draft.categories, draft.authors, draft.language) == (("Berita",), ("KPU",), "id")
    assert draft.attachments == (
        Attachment(url="https://kota.example/base/f.pdf", media_type="application/pdf", size=None),
    )


def test_rdf() -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>B</title></channel>
<item rdf:about="y"><title>Rapat</title><link>https://kota.example/1</link><dc:date>2025-11-13</dc:date></item></rdf:RDF>"""
    draft = one(text)
    assert (draft.title, draft.url) == ("Rapat", "https://kota.example/1")
    assert draft.stated
    assert draft.stated.precision is Precision.DAY


def test_json_feed() -> None:
    draft = one(
        jsonfeed(
            {
                "id": 1,
                "url": "/a/1",
                "title": "Rapat <b> & Apel",
                "content_html": "<p>Isi</p>",
                "summary": "Ringkas",
                "image": "/i/1.jpg",
                "date_published": "2025-11-13T02:12:00Z",
                "authors": [{"name": "Humas"}, {"url": "x"}, "x"],
                "tags": ["Berita", 5, ""],
                "attachments": [
                    {"url": "/f.pdf", "mime_type": "application/pdf", "title": "SK", "size_in_bytes": 12},
                    {"url": "javascript:x"},
                    {"url": "/g.pdf", "size_in_bytes": "12"},
                ],
            },
            language="id",
        )
    )
    assert (draft.url, draft.title, draft.html) == ("https://kota.example/a/1", "Rapat <b> & Apel", "<p>Isi</p>")
    assert (draft.excerpt, draft.image) == ("Ringkas", "https://kota.example/i/1.jpg")
    assert (draft.authors, draft.categories, draft.language) == (("Humas",), ("Berita",), "id")
    assert draft.attachments == (
        Attachment(url="https://kota.example/f.pdf", title="SK", media_type="application/pdf", size=12),
        Attachment(url="https://kota.example/g.pdf"),
    )


def test_json_feed_of_plain_text() -> None:
    draft = one(
        jsonfeed({"content_text": "Satu <b>\n\nDua", "author": {"name": "A"}, "external_url": "https://x.example/"})
    )
    assert (draft.html, draft.authors, draft.url) == ("<p>Satu &lt;b&gt;</p><p>Dua</p>", ("A",), "https://x.example/")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title>AT&amp;T</title>", "AT&T"),
        ("<title>Rapat &amp;amp; Apel</title>", "Rapat & Apel"),
        ("<title>Tanya &lt; Jawab</title>", "Tanya < Jawab"),
        ("<title><![CDATA[<b>Rapat</b> &amp; Apel]]></title>", "Rapat & Apel"),
        ("<title>&#8220;Suara Kita&#8221;</title>", "“Suara Kita”"),
        ("<title>  Rapat\n  Apel </title>", "Rapat Apel"),
        ("", ""),
    ],
)
def test_titles_of_rss_are_text_that_may_be_markup(title: str, expected: str) -> None:
    assert one(rss(f"{title}<link>/1</link>")).title == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title>&lt;b&gt; &amp;amp; c</title>", "<b> &amp; c"),
        ('<title type="text">&lt;b&gt; &amp;amp; c</title>', "<b> &amp; c"),
        ('<title type="html">&lt;b&gt;a&lt;/b&gt; &amp;amp; c &amp;lt;d&amp;gt;</title>', "a & c <d>"),
        ('<title type="html">&lt;script&gt;alert(1)&lt;/script&gt;Rapat&lt;style&gt;x&lt;/style&gt;</title>', "Rapat"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <em>b</em> &lt; c</div></title>', "a b < c"),
    ],
)
def test_titles_of_atom_say_what_they_are(title: str, expected: str) -> None:
    assert one(atom(title)).title == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("Thu, 13 Nov 2025 02:12:00 GMT", datetime(2025, 11, 13, 9, 12, tzinfo=WIB)),
        ("13 November 2025 09:12 WIB", datetime(2025, 11, 13, 9, 12, tzinfo=WIB)),
        ("2025-11-13 09:12", datetime(2025, 11, 13, 9, 12, tzinfo=WIB)),
        ("Thu Nov 13 02:12:00 2025", datetime(2025, 11, 13, 9, 12, tzinfo=WIB)),
    ],
)
def test_dates_keep_their_zone(date: str, expected: datetime) -> None:
    stated = one(rss(f"<pubDate>{date}</pubDate>")).stated
    assert stated
    assert stated.at == expected
    assert stated.at.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize("date", ["", "entah kapan", "Thu, 13 Nov 2031 02:12:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_dates_that_are_none(date: str) -> None:
    assert one(rss(f"<pubDate>{date}</pubDate>")).stated is None


def test_a_description_is_the_text_where_there_is_no_other() -> None:
    draft = one(rss("<description>&lt;p&gt;Isi&lt;/p&gt;</description>"))
    assert (draft.html, draft.excerpt) == ("<p>Isi</p>", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<p>Satu & <b>dua</b></p><p>Tiga</p>", "<p>Satu & <b>dua</b></p><p>Tiga</p>"),
        ('<img src="/a.jpg"> Satu', '<img src="/a.jpg"> Satu'),
        ("Tanda <p> di awal, </p> di akhir", "<p>Tanda &lt;p&gt; di awal, &lt;/p&gt; di akhir</p>"),
        ("<p> adalah tanda paragraf", "<p>&lt;p&gt; adalah tanda paragraf</p>"),
    ],
)
def test_markup_that_was_escaped_twice(text: str, html: str) -> None:
    draft = one(rss(f"<title>Rapat</title><description>{escape(escape(text, quote=False), quote=False)}</description>"))
    assert draft.html == html


def test_an_excerpt_that_was_escaped_twice() -> None:
    item = "<description>&amp;lt;p&amp;gt;Satu&amp;lt;/p&amp;gt;</description><content:encoded>Dua</content:encoded>"
    assert one(rss(item)).excerpt == "Satu"


def test_an_id_of_a_json_feed_may_be_the_address() -> None:
    item = {"id": "https://kota.example/1", "title": "Rapat", "content_text": "Satu"}
    assert one(jsonfeed(item)).url == "https://kota.example/1"
    assert one(jsonfeed({**item, "url": "/2"})).url == "https://kota.example/2"
    assert [one(jsonfeed({**item, "id": each})).url for each in ("7", "urn:x:7", 7)] == ["", "", ""]
    [request] = FeedSite(url=URL, full_text=True).extract(document(jsonfeed(item))).follow
    assert request.url == "https://kota.example/1"


def test_plain_text_becomes_paragraphs() -> None:
    assert one(rss("<description>Satu &amp;amp; dua\n\nTiga</description>")).html == "<p>Satu &amp; dua</p><p>Tiga</p>"


def test_relative_links_are_relative_to_the_article() -> None:
    assert one(rss("<link>https://kota.example/a/1</link>")).base == "https://kota.example/a/1"


def test_an_entry_without_a_link_has_no_address() -> None:
    assert one(rss("<title>Rapat</title><guid isPermaLink='false'>7</guid>")).url == ""


def test_a_permanent_guid_is_the_address() -> None:
    assert one(rss("<guid>https://kota.example/7</guid>")).url == "https://kota.example/7"


@pytest.mark.parametrize(
    "picture",
    [
        '<enclosure url="/i.jpg" type="image/jpeg" length="5"/>',
        '<media:thumbnail url="/i.jpg"/>',
        '<media:content url="/i.jpg" type="image/jpeg"/>',
    ],
)
def test_pictures(picture: str) -> None:
    draft = one(rss(picture))
    assert (draft.image, draft.attachments) == ("https://kota.example/i.jpg", ())


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "http://[", ""])
def test_hostile_links_are_left_out(link: str) -> None:
    assert one(rss(f"<title>x</title><link>{link}</link>")).url == ""


# What is not as it should be


@pytest.mark.parametrize(
    "text",
    [
        rss("<title>Rapat & Apel</title><link>https://kota.example/1</link>"),
        rss("<title>Rapat &nbsp;&amp; Apel</title><link>https://kota.example/1</link>"),
        rss("<title>Rapat \x08&amp; Apel</title><link>https://kota.example/1</link>"),
        rss("<title>Rapat &amp; Apel</title><link>https://kota.example/1</link>").partition("</item>")[0],
        "\n\n  " + rss("<title>Rapat &amp; Apel</title><link>https://kota.example/1</link>"),
    ],
)
def test_what_can_be_read_of_a_broken_feed_is_read(text: str) -> None:
    draft = one(text)
    assert (draft.title.replace("\xa0", " "), draft.url) == ("Rapat & Apel", "https://kota.example/1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    declared = rss("<title>“Suara” – Kita</title>").replace('"1.0"', '"1.0" encoding="utf-8"')
    assert one(declared.encode(encoding)).title == "“Suara” – Kita"


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    [draft] = drafts(rss("<title>&b;&c;</title>").replace("<rss", f"{bomb}<rss"))
    assert "root:" not in draft.title
    assert len(draft.title) < 20


def test_an_empty_feed_has_no_items() -> None:
    assert drafts('<rss version="2.0"><channel><title>Berita</title></channel></rss>') == ()
    assert drafts('{"version": "https://jsonfeed.org/version/1", "items": null}') == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no feed: neither RSS nor Atom nor JSON Feed"),
        ("halo", "no feed: neither RSS nor Atom nor JSON Feed"),
        ("<sitemapindex/>", "no feed: neither RSS nor Atom nor JSON Feed"),
        ("{", "no JSON that can be read"),
        ("[" * 100_000, "no feed: neither RSS nor Atom nor JSON Feed"),
        ('{"a": ' * 100_000, "no JSON that can be read"),
        ('{"items": []}', "JSON, but no JSON Feed: it has no version"),
        (ARTICLE, "no feed: neither RSS nor Atom nor JSON Feed; it is a page: use kind: page"),
        (
            '<html><link rel="alternate" type="application/rss+xml" href="/rss"><p>x',
            "no feed: neither RSS nor Atom nor JSON Feed; the page names https://kota.example/rss as its feed: put "
            "that into the configuration",
        ),
    ],
)
def test_what_is_no_feed_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ExtractError) as error:
        read(document(text, name="saved/feed.xml"))
    assert str(error.value) == f"saved/feed.xml: {reason}"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["url", "title", "authors", "name", "tags", "attachments", "image"]), inner)
    ),
    max_leaves=10,
)


@given(json_values)
def test_any_json_feed_is_read(item: object) -> None:
    assert len(drafts(jsonfeed(item))) == isinstance(item, dict)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/&;![]-?=\"' \nabtitlermguidxpCDATA:"), max_size=80))
def test_any_markup_in_an_item_is_read_or_refused(markup: str) -> None:
    with suppress(ExtractError):
        read(document(rss(markup)))


# Detection


@pytest.mark.parametrize(
    "text",
    [
        rss(""),
        atom(""),
        jsonfeed({}),
        "\ufeff" + rss(""),
        rss("").encode("utf-16"),
        '<?xml version="1.0"?><?xml-stylesheet href="x"?><!-- a > b --><!DOCTYPE rss [<!ENTITY a "b">]><rss>',
        '<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">',
        "<rdf:RDF>",
        '{"title": "x", "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}',
        rss("x" * 9000),
    ],
)
def test_feeds_are_recognised(text: str | bytes) -> None:
    assert is_feed(document(text))


@pytest.mark.parametrize(
    "text", ["", ARTICLE, "Berita Terkini\n\nRapat", '{"success": true}', "<html><p>&lt;rss&gt;<rss>", "<rssx>"]
)
def test_others_are_not(text: str) -> None:
    assert not is_feed(document(text))


# The kind of source


def test_a_feed_site_starts_at_its_feed() -> None:
    [request] = FeedSite(url=URL).start()
    assert (request.url, request.role) == (URL, Role.LISTING)


def test_a_feed_site_takes_the_items_as_they_are() -> None:
    page = FeedSite(url=URL).extract(document(rss("<title>Rapat</title><link>/1</link>")))
    assert [draft.title for draft in page.items] == ["Rapat"]
    assert page.follow == ()


def test_full_text_is_fetched_from_the_articles() -> None:
    site = FeedSite(url=URL, full_text=True)
    page = site.extract(document(rss("<title>Rapat</title><link>/1</link><description>Ringkas</description>")))
    [request] = page.follow
    assert page.items == ()
    assert (request.url, request.role) == ("https://kota.example/1", Role.ARTICLE)
    assert request.hint
    assert (request.hint.title, request.hint.html, request.hint.excerpt) == ("Rapat", "", "Ringkas")
    [draft] = site.extract(document(ARTICLE, Role.ARTICLE, hint=request.hint)).items
    assert "Paragraf 7" in draft.html


def test_full_text_of_the_feed_itself_stays_beside_the_article() -> None:
    item = "<link>/1</link><content:encoded>&lt;p&gt;Isi&lt;/p&gt;</content:encoded>"
    [request] = FeedSite(url=URL, full_text=True).extract(document(rss(item))).follow
    assert request.hint
    assert request.hint.html == "<p>Isi</p>"


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("Thu, 13 Nov 2025 09:12:00 +0700", "2025-11-13 09:12"),
        ("Wed, 12 Nov 2025 09:12:00 +0700", "2025-11-12 09:12"),  # what the page says is another day
        ("", "2025-11-13 00:00"),
    ],
)
def test_the_day_that_a_feed_states_goes_before_one_that_is_found_on_the_page(stated: str, day: str) -> None:
    date = f"<pubDate>{stated}</pubDate>" if stated else ""
    site = FeedSite(url=URL, full_text=True)
    [request] = site.extract(document(rss(f"<title>Rapat</title><link>/1</link>{date}"))).follow
    page = ARTICLE.replace("</h1>", "</h1><time datetime='2025-11-13'>13 November 2025</time>")
    [draft] = site.extract(document(page, Role.ARTICLE, hint=request.hint)).items
    merged = items.merge(draft, request.hint)
    assert merged.stated
    assert f"{merged.stated.at.astimezone(WIB):%Y-%m-%d %H:%M}" == day


def test_full_text_of_an_item_without_a_link_is_the_item() -> None:
    page = FeedSite(url=URL, full_text=True).extract(document(rss("<title>Rapat</title>")))
    assert [draft.title for draft in page.items] == ["Rapat"]


@pytest.mark.parametrize(
    "text",
    [
        rss("", '<atom:link rel="next" href="/feed?page=2"/>'),
        atom("", '<link rel="prev-archive" href="/feed?page=2"/>'),
        jsonfeed({}, next_url="/feed?page=2"),
    ],
)
def test_older_entries_are_the_next_page(text: str) -> None:
    [request] = FeedSite(url=URL).extract(document(text)).follow
    assert (request.url, request.role) == ("https://kota.example/feed?page=2", Role.LISTING)


def test_a_saved_page_of_a_feed_site_is_an_article() -> None:
    [draft] = FeedSite(url=URL).extract(document(ARTICLE, Role.UNKNOWN)).items
    assert draft.title == "Rapat Koordinasi Data Pemilih"


ZERO = "<title>Rapat</title><link>https://kota.example/1</link><pubDate>0000-00-00 00:00:00</pubDate>"


def test_a_day_of_zeros_is_none() -> None:
    assert one(rss(ZERO)).stated is None


@pytest.mark.parametrize("guid", ["b2", "/b2", "urn:uuid:2", "2025-b2", "tag:kota.example,2025:2"])
def test_an_id_that_is_no_address_does_not_become_one(guid: str) -> None:
    assert one(rss(f"<title>Rapat</title><guid>{guid}</guid>")).url == ""
    assert one(rss(f"<title>Rapat</title><guid>{guid}</guid><link>/1</link>")).url == "https://kota.example/1"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>{guid}</id><title>Rapat</title></entry></feed>"
    assert one(feed).url == ""


def test_entries_that_share_an_address_are_several() -> None:
    entries = "".join(
        f"<item><title>Rapat {n}</title><link>https://kota.example/{place}</link></item>"
        for n, place in enumerate(("sama", "sama", "", "3"))
    )
    found = drafts(f"<rss><channel><title>K</title><link>https://kota.example/</link>{entries}</channel></rss>")
    assert [each.url for each in found] == ["", "", "", "https://kota.example/3"]


@pytest.mark.parametrize(
    ("end", "urls", "text"),
    [
        ("<item><title>Rapat 2", ["https://kota.example/1"], "<p>Isi</p>"),
        ("<item><title>Rapat 2</title><link>https://kota.example/", ["https://kota.example/1"], "<p>Isi</p>"),
        (
            "<item><link>https://kota.example/2</link><description>Rapat di kan",
            [f"https://kota.example/{n}" for n in (1, 2)],
            "",
        ),
        ("", ["https://kota.example/1"], "<p>Isi</p>"),
    ],
)
def test_a_feed_that_breaks_off(end: str, urls: list[str], text: str) -> None:
    item = "<item><title>Rapat 1</title><link>https://kota.example/1</link><description>Isi</description></item>"
    page = FeedSite(url=URL).extract(document(f"<rss><channel>{item}{end}"))
    assert page.cut
    assert [each.url for each in page.items] == urls
    assert page.items[-1].html == text


def test_a_page_that_says_what_went_wrong_is_no_page_to_configure() -> None:
    body = "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"
    with pytest.raises(ExtractError, match="it is an error page: 404 Not Found"):
        FeedSite(url=URL).extract(document(body))


def test_what_a_feed_says_will_do_where_the_article_cannot_be_had(clock: Clock, store: Store) -> None:
    entries = "".join(
        f"<item><title>Rapat {n}</title><link>/{n}</link><description>Isi {n}</description></item>" for n in (1, 2, 3)
    )
    troubles = {"/1": Trouble.GONE, "/2": Trouble.SERVER}
    source = Source(id="k", extractor=FeedSite(url=URL, full_text=True), office=Office(url=URL, zone=WIB))

    def fetch(request: Request) -> list[Document]:
        path = request.url.removeprefix("https://kota.example")
        if path in troubles:
            raise FetchError(request.url, "not there", trouble=troubles[path])
        text = rss("").replace("<item></item>", entries) if request.url == URL else ARTICLE
        return [replace(document(text, request.role, hint=request.hint), url=request.url)]

    def texts() -> dict[str, str]:
        return {each.item.url[-1]: each.item.text[:9] for each in store.newest((), 9)}

    assert len(pipeline.refresh(source, fetch, store, clock).failures) == 2
    assert texts() == {"1": "Isi 1", "3": "Paragraf "}
    troubles.clear()
    clock.forward(hours=1)
    assert pipeline.refresh(source, fetch, store, clock).failures == ()
    assert list(texts().values()) == ["Paragraf "] * 3
