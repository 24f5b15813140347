from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import html

from feeder.model import Precision, When
from feeder.publish import site
from feeder.publish.site import SiteView, SourceHealth, Topic
from publish.examples import CHANNEL, NEWEST, SOURCE, stored

CHECKED = NEWEST + timedelta(days=1, minutes=18)  # 14 November, 09.30
HEALTH = SourceHealth(
    id="kpu-jakarta",
    title="KPU Jakarta",
    url="https://jakarta.kpu.go.id/blog/category/104",
    checked=CHECKED,
    succeeded=CHECKED,
    newest=NEWEST - timedelta(days=2),
    rhythm=2.0,
)
VIEW = SiteView(
    main=CHANNEL,
    checked=CHECKED,
    items=[stored(1, image="https://jakarta.kpu.go.id/images/1.jpg"), stored(2), stored(3)],
    groups=[("Sumber", [SOURCE])],
    sources=[HEALTH],
    months=[(date(2025, 11, 1), 40), (date(2025, 9, 1), 7), (date(2024, 12, 1), 3)],
    topics=[Topic(name="Zona Integritas", path="feeds/zi", count=12)],
)


def page(view: SiteView) -> html.HtmlElement:
    return html.document_fromstring(site.index(view))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_feed_can_be_discovered() -> None:
    links = page(VIEW).xpath("//head/link[@rel='alternate']")
    assert [(each.get("type"), each.get("href"), each.get("title")) for each in links] == [
        ("application/atom+xml", "atom.xml", "Berita KPU Jakarta (Atom)"),
        ("application/rss+xml", "rss.xml", "Berita KPU Jakarta (RSS)"),
        ("application/feed+json", "feed.json", "Berita KPU Jakarta (JSON Feed)"),
        ("application/atom+xml", "feeds/kpu-jakarta/atom.xml", "KPU & Jakarta (Atom)"),
        ("application/rss+xml", "feeds/kpu-jakarta/rss.xml", "KPU & Jakarta (RSS)"),
        ("application/feed+json", "feeds/kpu-jakarta/feed.json", "KPU & Jakarta (JSON Feed)"),
    ]


def test_the_address_to_subscribe_to_is_the_public_one() -> None:
    shown = page(VIEW)
    assert shown.get_element_by_id("address").value == "https://feeds.example.org/kpu/atom.xml"
    assert shown.xpath("//a[starts-with(@href, 'feed:')]/@href") == [
        "feed://feeds.example.org/kpu/atom.xml",
        "feed://feeds.example.org/kpu/feeds/kpu-jakarta/atom.xml",
    ]
    assert len(shown.xpath("//*[@class='qr']//*[local-name()='svg']//*[local-name()='path']")) == 2


def test_each_item_has_its_day_its_picture_and_both_addresses() -> None:
    first, second, _ = page(VIEW).xpath("//article")
    assert first.xpath("string(.//time)") == "13 November 2025"
    assert first.xpath(".//time/@datetime") == ["2025-11-13"]
    assert first.xpath(".//h3/a/@href") == [site.item_name(VIEW.items[0])]
    assert first.xpath(".//a[@rel='external']/@href") == ["https://jakarta.kpu.go.id/blog/read/1_berita"]
    assert [dict(each.attrib) for each in first.xpath(".//img")] == [
        {
            "src": "https://jakarta.kpu.go.id/images/1.jpg",
            "alt": "",
            "loading": "lazy",
            "decoding": "async",
            "referrerpolicy": "no-referrer",
        }
    ]
    assert not second.xpath(".//img")


def test_an_item_without_an_address_has_our_page_only() -> None:
    (shown,) = page(replace(VIEW, items=[stored(1, url="")])).xpath("//article")
    assert shown.xpath(".//a/@href") == [site.item_name(stored(1))]


def test_a_known_hour_is_shown_in_the_zone_of_the_readers() -> None:
    item = stored(1, published=NEWEST)
    timed = replace(item, item=replace(item.item, published=When(at=NEWEST, precision=Precision.TIME)))
    for zone, shown in {
        "Asia/Jakarta": "09.12 WIB",
        "Asia/Makassar": "10.12 WITA",
        "Asia/Jayapura": "11.12 WIT",
    }.items():
        (card,) = page(replace(VIEW, main=replace(CHANNEL, zone=zone), items=[timed])).xpath("//article")
        assert card.xpath("string(.//time)") == f"13 November 2025 pukul {shown}"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, "Terakhir diperiksa pukul 09.30 WIB, berita terakhir 3 hari lalu, biasanya setiap 2 hari."),
        ({"newest": CHECKED}, "Terakhir diperiksa pukul 09.30 WIB, berita terakhir hari ini, biasanya setiap 2 hari."),
        (
            {"newest": NEWEST, "rhythm": 1.1},
            "Terakhir diperiksa pukul 09.30 WIB, berita terakhir kemarin, biasanya setiap hari.",
        ),
        (
            {"newest": NEWEST - timedelta(days=99), "rhythm": 0.3},
            "Terakhir diperiksa pukul 09.30 WIB, berita terakhir 6 Agustus 2025, biasanya beberapa kali sehari.",
        ),
        ({"newest": None, "rhythm": None}, "Terakhir diperiksa pukul 09.30 WIB, belum ada berita."),
        (
            {"checked": NEWEST, "rhythm": None},
            "Terakhir diperiksa 13 November 2025 pukul 09.12 WIB, berita terakhir 2 hari lalu.",
        ),
        ({"checked": None}, "Belum pernah diperiksa."),
    ],
)
def test_health_in_plain_words(change: dict[str, object], sentence: str) -> None:
    shown = page(replace(VIEW, sources=[replace(HEALTH, **change)]))  # type: ignore[arg-type]  # fields by name
    assert sentence in text(shown.get_element_by_id("sources"))


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("ok", "Baik"),
        ("quiet", "Baik, sedang sepi berita"),
        ("drifted", "Situs berubah, bacaan diragukan"),
        ("blocked", "Situs menolak kami"),
        ("unreachable", "Situs tidak terjangkau"),
    ],
)
def test_the_reason_is_given_where_something_is_wrong(verdict: str, said: str) -> None:
    source = replace(HEALTH, verdict=verdict, reason="Hanya 1 dari 6 bertanggal.", succeeded=NEWEST)
    shown = text(page(replace(VIEW, sources=[source])).get_element_by_id("sources"))
    assert said in shown
    well = verdict in ("ok", "quiet")
    assert ("Hanya 1 dari 6 bertanggal." in shown) is not well
    assert ("Terakhir berhasil 13 November 2025 pukul 09.12 WIB." in shown) is not well


def test_the_chart_says_in_words_what_it_shows() -> None:
    (chart,) = page(VIEW).xpath("//*[@class='chart']")
    assert chart.get("aria-label").startswith("Diagram batang, Berita per bulan: Desember 2024 3, Januari 2025 0,")
    assert chart.get("aria-label").endswith("September 2025 7, Oktober 2025 0, November 2025 40.")


def test_the_archive_by_year_and_month() -> None:
    archive = page(VIEW).get_element_by_id("archive")
    assert [text(each) for each in archive.iter("summary")] == ["2025 47 berita", "2024 3 berita"]
    assert archive.xpath(".//ul//a/@href") == ["archive/2025/11.html", "archive/2025/09.html", "archive/2024/12.html"]


def test_only_what_was_checked_changes_without_news() -> None:
    later = CHECKED + timedelta(minutes=30)
    again = replace(VIEW, checked=later, sources=[replace(HEALTH, checked=later, succeeded=later)])
    before, after = site.index(VIEW).splitlines(), site.index(again).splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert all(b"10.00 WIB" in line or b"data-checked" in line for line in changed)
    assert len(changed) == 3


def test_a_page_without_anything() -> None:
    shown = page(SiteView(main=CHANNEL))
    assert "Belum ada berita." in text(shown)
    assert not shown.xpath("//*[@class='chart']")


def test_what_the_site_says_is_text() -> None:
    nasty = '"><script>alert(1)</script> & <b>'
    view = replace(
        VIEW,
        main=replace(CHANNEL, title=nasty, description=nasty, note=nasty),
        items=[stored(1, title=nasty, summary=nasty, tags=(nasty,))],
        sources=[replace(HEALTH, title=nasty, reason=nasty, url="javascript:alert(1)", verdict="drifted")],
        topics=[Topic(name=nasty, path="feeds/x", count=1)],
    )
    shown = page(view)
    assert [each.get("src") for each in shown.iter("script")] == ["assets/page.js", "assets/search.js"]
    assert not list(shown.iter("b"))
    assert not shown.xpath("//@href[starts-with(., 'javascript')]")
    assert text(shown.xpath("//h3/a")[-1]).endswith("& <b>")


def test_in_english() -> None:
    shown = page(replace(VIEW, main=replace(CHANNEL, language="en-GB")))
    assert shown.get("lang") == "en"
    assert "Last checked at 09:30 WIB, last news 3 days ago, usually every 2 days." in text(shown)
    assert "2024 3 items" in text(shown)


def test_the_policy_allows_nothing_but_own_files_and_pictures() -> None:
    (policy,) = page(VIEW).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not page(VIEW).xpath("//style | //@style | //script[not(@src)]")


def test_the_first_page_weighs_less_than_100_kb() -> None:
    view = replace(
        VIEW, items=[stored(n, title="Judul berita yang panjang " * 5, summary="Isi " * 60) for n in range(50)]
    )
    months = [(date(year, month, 1), 20) for year in range(2014, 2026) for month in range(1, 13)]
    assets = sum(len(body) for _, body in site.assets())
    assert len(site.index(replace(view, months=months))) + assets < 100_000


def test_the_assets() -> None:
    assert [name for name, _ in site.assets()] == [
        "assets/icon.png",
        "assets/icon.svg",
        "assets/page.js",
        "assets/search.js",
        "assets/style.css",
    ]
