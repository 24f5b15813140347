"""From the office's page to the feeds of topics and of one's own, and what becomes of them when the rules change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import feedparser
import orjson
import pytest
from bs4 import BeautifulSoup

from feeder import config, pipeline
from feeder.app import App
from feeder.model import Document, Request
from feeder.revise.by_hand import hide
from world import ORIGIN, Article, Clock, FakeSite

OTHER = "https://kab-contoh.kpu.go.id"
CONFIG = f"""
sources:
  - {{id: kota, kind: kpu, title: KPU Kota Contoh, url: "{ORIGIN}/blog/category/104"}}
  - {{id: kab, kind: kpu, title: KPU Kabupaten Contoh, url: "{OTHER}/blog/category/104"}}
"""
BODY = "Kegiatan ini dihadiri oleh anggota, sekretariat, dan perwakilan masyarakat setempat di aula kantor."
ARSIP = Article(3, "Penyimpanan Arsip Ditata", f"KPU menata ruang simpan bersama dinas.\n\n{BODY}", "13 November 2025")
APEL = Article(
    2, "Apel Pagi di Kantor", f"Sekretaris memimpin apel dan mengingatkan disiplin.\n\n{BODY}", "12 November 2025"
)
Published = Callable[..., set[str]]


@pytest.fixture
def sites(clock: Clock) -> tuple[FakeSite, FakeSite]:
    """Two offices."""
    return FakeSite(clock, [replace(ARSIP), replace(APEL)]), FakeSite(clock)


@pytest.fixture
def published(tmp_path: Path, clock: Clock, sites: tuple[FakeSite, FakeSite]) -> Iterator[Published]:
    """Reads both offices and publishes, with what is added to the configuration; returns what was written."""
    apps: list[App] = []

    def run(more: str = "", *, reading: bool = True) -> set[str]:
        (tmp_path / "config.yaml").write_text(CONFIG + more)
        app = App(config.load(tmp_path / "config.yaml", {}), clock)
        apps.append(app)
        for source, site in zip(app.sources(), sites, strict=True):
            if reading:
                pipeline.refresh(source, at(source.office.url, site), app.store, clock)
        done = app.publish()
        assert done.problems == ()
        return set(done.written)

    yield run
    for app in apps:
        app.close()


def at(url: str, site: FakeSite) -> Callable[[Request], Iterable[Document]]:
    """The site under the host of this address."""
    host = url.partition("/blog/")[0]

    def fetch(request: Request) -> Iterable[Document]:
        for document in site.fetch(replace(request, url=request.url.replace(host, ORIGIN))):
            yield replace(document, url=request.url)

    return fetch


def titles(folder: Path, path: str) -> list[str]:
    return [each["title"] for each in orjson.loads((folder / "output" / path / "feed.json").read_bytes())["items"]]


def test_a_topic_is_a_category_and_a_feed(published: Published, tmp_path: Path) -> None:
    published()
    output = tmp_path / "output"
    assert [each.parent.name for each in output.glob("feeds/topic-*/atom.xml")] == ["topic-arsip"]
    assert titles(tmp_path, "feeds/topic-arsip") == [ARSIP.title]
    [entry] = feedparser.parse((output / "feeds/topic-arsip/atom.xml").read_bytes()).entries
    tag = {"term": "arsip", "scheme": "http://127.0.0.1:8000/topics/", "label": "Arsip"}
    assert tag in [dict(each) for each in entry.tags]
    archived = orjson.loads((output / "archive/2025/11.json").read_bytes())["items"]
    assert [item["tags"][-1] for item in archived] == ["Arsip", "Berita"]
    opml = (output / "opml.xml").read_text()
    assert opml.index('text="Sumber"') < opml.index('text="Topik"') < opml.index("feeds/topic-arsip/atom.xml")
    assert "feeds/topic-arsip/atom.xml" in (output / "index.html").read_text()


def test_every_feed_has_a_picture_of_the_publisher(published: Published, tmp_path: Path) -> None:
    published()
    for name in ("", "feeds/kota/"):
        rss = feedparser.parse((tmp_path / f"output/{name}rss.xml").read_bytes())
        assert rss.feed.image.href == "http://127.0.0.1:8000/assets/icon.png"
    assert (tmp_path / "output/assets/icon.png").is_file()


def test_a_feed_that_is_added_later_fills_itself_from_the_archive(published: Published, tmp_path: Path) -> None:
    published()
    more = 'feeds:\n  - {id: apel, title: Apel, include: [apel], exclude: ["/arsip/"], until: 2025-11-12}\n'
    written = published(more, reading=False)
    assert {"feeds/apel/atom.xml", "feeds/apel/rss.xml", "feeds/apel/feed.json", "opml.xml"} <= written
    assert titles(tmp_path, "feeds/apel") == [APEL.title]
    assert published(more, reading=False) == set()


def test_a_feed_whose_definition_changes_follows(published: Published, tmp_path: Path) -> None:
    published("feeds: [{id: own, include: [apel]}]")
    written = published("feeds: [{id: own, topics: [arsip]}]", reading=False)
    assert titles(tmp_path, "feeds/own") == [ARSIP.title]
    assert "feeds/own/atom.xml" in written
    assert "feeds/kota/atom.xml" not in written


def test_a_feed_that_is_taken_out_of_the_configuration_goes(
    published: Published, sites: tuple[FakeSite, FakeSite], tmp_path: Path
) -> None:
    published("feeds: [{id: apel, include: [apel]}, {id: arsip, include: [arsip]}]")
    sites[0].articles.insert(0, replace(APEL, number=4, title="Apel Siang di Kantor", date="14 November 2025"))
    published("feeds: [{id: berkas, include: [arsip], formerly: [arsip]}]")
    feeds = {each.parent.name for each in (tmp_path / "output/feeds").glob("*/*.*")}
    assert feeds == {"kota", "kab", "revisions", "topic-arsip", "berkas", "arsip"}, "who asks by a former id finds it"
    assert "apel" not in (tmp_path / "output/opml.xml").read_text()


def test_topics_that_change_change_every_file_that_shows_them(published: Published, tmp_path: Path) -> None:
    published()
    (tmp_path / "own.yaml").write_text("topics: [{id: disiplin, label: Disiplin, words: [disiplin]}]")
    written = published("topics: own.yaml", reading=False)
    assert {"feeds/topic-disiplin/atom.xml", "feeds/kota/rss.xml"} <= written
    assert {"atom.xml", "archive/2025/11.json", "opml.xml", "index.html"} <= written
    assert titles(tmp_path, "feeds/topic-disiplin") == [APEL.title]
    assert not (tmp_path / "output/feeds/topic-arsip/atom.xml").exists(), "no feed that never says anything again"
    assert "topic-arsip" not in (tmp_path / "output/opml.xml").read_text()


def test_an_edit_takes_an_item_from_feed_to_feed(
    published: Published, sites: tuple[FakeSite, FakeSite], clock: Clock, tmp_path: Path
) -> None:
    more = "feeds: [{id: apel, include: [apel]}]"
    published(more)
    clock.forward(hours=1)
    sites[0].articles[1].title = "Upacara Pagi di Kantor"
    sites[0].articles[1].text = f"Sekretaris memimpin upacara dan mengingatkan disiplin.\n\n{BODY}"
    published(more)
    assert titles(tmp_path, "feeds/apel") == []


def test_what_is_withdrawn_is_told_by_the_feeds_that_showed_it(published: Published, tmp_path: Path) -> None:
    feeds = "feeds: [{id: apel, title: Apel, include: [apel]}, {id: ruang, title: Ruang, include: [ruang]}]"
    published(feeds)
    shown = tmp_path / "output/feeds"
    assert (shown / "apel/atom.xml").exists()
    with closing(App(config.load(tmp_path / "config.yaml", {}))) as app:
        [apel] = app.store.selected("apel", 9)
        hide(app.store, apel.id, app.clock(), "")
    published(feeds, reading=False)
    with closing(App(config.load(tmp_path / "config.yaml", {}))) as app:
        assert app.verify() == []
    assert "deleted-entry" in (shown / "apel/atom.xml").read_text()
    assert "deleted-entry" not in (shown / "ruang/atom.xml").read_text()


def test_the_same_text_of_two_offices_is_one_entry_where_both_are_joined(
    published: Published, sites: tuple[FakeSite, FakeSite], clock: Clock, tmp_path: Path
) -> None:
    more = "feeds: [{id: bersama, sources: [kota, kab]}, {id: satu, sources: [kab]}]"
    published(more)
    before = feedparser.parse((tmp_path / "output/feeds/bersama/atom.xml").read_bytes()).entries
    clock.forward(hours=3)
    sites[1].articles = [replace(ARSIP, number=77)]
    published(more)
    after = feedparser.parse((tmp_path / "output/feeds/bersama/atom.xml").read_bytes()).entries
    assert [each.id for each in after] == [each.id for each in before]
    assert [author["name"] for author in after[0].authors][-2:] == ["KPU Kota Contoh", "KPU Kabupaten Contoh"]
    assert titles(tmp_path, "") == titles(tmp_path, "feeds/bersama") == [ARSIP.title, APEL.title]
    assert titles(tmp_path, "feeds/kab") == titles(tmp_path, "feeds/satu") == [ARSIP.title]
    assert titles(tmp_path, "feeds/topic-arsip") == [ARSIP.title]


def test_two_offices_with_the_same_number_and_the_same_text_are_two_items_and_one_entry(
    published: Published, sites: tuple[FakeSite, FakeSite], tmp_path: Path
) -> None:
    sites[1].articles = [
        replace(ARSIP),
        Article(2, "Rapat Pleno", f"Rapat dipimpin ketua.\n\n{BODY}", "12 November 2025"),
    ]
    published()
    output = tmp_path / "output"
    items = [each for name in output.glob("archive/2025/*.json") for each in orjson.loads(name.read_bytes())["items"]]
    assert sorted(each["title"] for each in items) == ["Apel Pagi di Kantor", *[ARSIP.title] * 2, "Rapat Pleno"]
    assert len({each["id"] for each in items}) == 4
    for name in ("atom.xml", "atom/4.xml"):  # the feed, and the whole history behind it
        entries = feedparser.parse((output / name).read_bytes()).entries
        assert len(entries) == 3
        [both] = [each for each in entries if each.title == ARSIP.title]
        assert {author["name"] for author in both.authors} >= {"KPU Kota Contoh", "KPU Kabupaten Contoh"}
    assert len(orjson.loads((output / "json/4.json").read_bytes())["items"]) == 3
    for id, office in (("kota", 2), ("kab", 2)):
        assert len(titles(tmp_path, f"feeds/{id}")) == office
    page = BeautifulSoup((output / "index.html").read_bytes(), "lxml")
    shown = [each.get_text(strip=True) for each in page.select("#news h3")]
    assert shown.count(ARSIP.title) == 1
    assert len(shown) == 3
