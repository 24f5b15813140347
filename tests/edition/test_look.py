"""What the configuration says of the output reaches the output by itself, and is said; and nothing is done twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from feeder import config, pipeline
from feeder.app import App
from feeder.cli import main
from feeder.edition.publishing import Published
from feeder.edition.stale import EVERYTHING
from feeder.errors import OutputError
from feeder.records import Write
from world import ORIGIN, Clock, FakeSite, news

NOTE = "config.yaml, or feeder itself, has changed since the output was written; all of it was made again"
SOURCE = f'id: kota, kind: kpu, title: Kota, url: "{ORIGIN}/blog/category/104"'
FEEDS = "feeds: [{id: rapat, title: Rapat, include: [rapat]}, {id: kosong, title: Kosong, include: [kosong]}]\n"
Begin = Callable[..., App]


@pytest.fixture
def fake(clock: Clock) -> FakeSite:
    return FakeSite(clock, [news(n, "Rapat Pleno" if n == 8 else "", date="13 November 2025") for n in (9, 8, 7)])


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[Begin]:
    """Starts a process with this configuration."""
    monkeypatch.chdir(tmp_path)
    apps: list[App] = []

    def begin(title: str = "Berita", source: str = SOURCE, feeds: str = FEEDS, more: str = "") -> App:
        Path("config.yaml").write_text(f"publisher: {{title: {title}}}\nsources: [{{{source}}}]\n{feeds}{more}")
        apps.append(App(config.load(Path("config.yaml"), {}), clock))
        return apps[-1]

    yield begin
    for app in apps:
        app.close()


def read(app: App, fake: FakeSite) -> Published:
    [source] = app.sources()
    pipeline.refresh(source, fake.fetch, app.store, fake.clock)
    return app.publish()


def title(path: str) -> str:
    return str(json.loads(Path("output", path, "feed.json").read_text())["title"])


def test_a_new_title_is_published_by_itself_and_said_once(begin: Begin, fake: FakeSite) -> None:
    assert read(begin(), fake).notes == ()
    done = begin(title="Kabar").publish()
    assert done.notes == (NOTE,)
    assert {"atom.xml", "index.html", "opml.xml"} <= {*done.written}
    assert title("") == "Kabar"
    assert begin(title="Kabar").publish() == Published()


@pytest.mark.parametrize(
    ("change", "path", "now"),
    [
        ({"source": SOURCE.replace("Kota", "Kantor")}, "feeds/kota", "Kantor"),
        ({"feeds": FEEDS.replace("Rapat", "Pleno")}, "feeds/rapat", "Pleno"),
        ({"feeds": FEEDS.replace("Kosong", "Hampa")}, "feeds/kosong", "Hampa"),  # it has no item that could tell
        ({"feeds": "feeds: [{id: baru, title: Baru, include: [kegiatan]}]\n"}, "feeds/baru", "Baru"),
    ],
)
def test_so_is_what_else_feeds_say(begin: Begin, fake: FakeSite, change: dict[str, str], path: str, now: str) -> None:
    read(begin(), fake)
    assert NOTE in begin(**change).publish().notes
    assert title(path) == now


def test_files_that_say_the_same_are_not_written(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    assert set(begin(feeds=FEEDS.replace("Rapat", "Pleno")).publish().written) == {
        "feeds/rapat/atom.xml",
        "feeds/rapat/rss.xml",
        "feeds/rapat/feed.json",
        "opml.xml",
        "index.html",
    }


def test_what_does_not_show_is_no_change(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    assert begin(more="fetch: {delay: 3s}\nremoval: {checks: 5}\n").publish() == Published()


def test_another_output_folder_with_older_files_in_it_is_brought_up_to_date(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    Path("output").rename("lama")
    fake.articles.insert(0, news(10, date="14 November 2025"))
    read(begin(), fake)
    done = begin(more="output: lama\n").publish()
    assert "atom.xml" in done.written
    assert done.notes == ()
    assert Path("lama/atom.xml").read_bytes() == Path("output/atom.xml").read_bytes()


def test_the_same_output_by_another_path_is_left_alone(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    Path("output").rename("moved")
    assert begin(more="output: moved\n").publish() == Published()


def test_a_publishing_that_fails_is_made_good_by_the_next(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    Path("output/opml.xml").rename("kept")
    Path("output/opml.xml").mkdir()
    begin(title="Kabar")
    assert main(["publish"]) == 3
    Path("output/opml.xml").rmdir()
    Path("kept").rename("output/opml.xml")
    assert main(["publish"]) == 0
    assert main(["verify"]) == 0
    assert "Kabar" in Path("output/opml.xml").read_text()


def test_the_last_word_has_the_configuration_that_is_used_last(begin: Begin, fake: FakeSite) -> None:
    """A daemon goes on with the configuration as it was, and is told to read it again only later."""
    daemon = begin()
    read(daemon, fake)
    assert begin(title="Kabar").publish().notes == (NOTE,)
    fake.articles.insert(0, news(10, date="14 November 2025"))
    assert read(daemon, fake).notes == (NOTE,)
    assert title("") == "Berita"
    assert begin(title="Kabar").publish().notes == (NOTE,)
    assert main(["verify"]) == 0


def test_workers_see_that_there_is_something_to_do(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    assert not begin().stale()
    changed = begin(title="Kabar")
    assert changed.stale()
    changed.publish()
    assert not changed.stale()


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_workers_that_do_not_see_the_output_ask_for_it_once(begin: Begin, fake: FakeSite, folder: str) -> None:
    read(begin(), fake)
    assert not begin(more=f"output: {folder}\n").stale()
    worker = begin(title="Kabar", more=f"output: {folder}\n")
    assert worker.stale()
    begin(title="Warta").publish()
    assert title("") == "Warta"
    assert not worker.stale()


def test_a_feed_that_is_held_back_waits_and_nothing_else_does(begin: Begin, fake: FakeSite) -> None:
    app = begin()
    read(app, fake)
    poison(app, "<script>alert(1)</script>")
    app = begin(title="Kabar")
    assert app.publish().problems
    assert title("feeds/kosong") == "Kosong"
    assert title("") == "Berita"
    stale = app.store.stale()
    assert "source:kota" in stale
    assert EVERYTHING not in stale
    poison(app, "<p>Halo</p>")
    assert app.publish().problems == ()
    assert title("") == "Kabar"
    assert main(["verify"]) == 0


def poison(app: App, html: str) -> None:
    """Store markup that no extractor lets through."""
    [stored] = [each for each in app.store.everything() if each.item.title == "Rapat Pleno"]
    later = replace(stored, item=replace(stored.item, html=html), updated=stored.updated + timedelta(days=1))
    with app.store.begin("kota") as transaction:
        transaction.write("kota", app.clock(), [Write(stored=later, digest=html)])


def test_a_feed_that_is_no_more_is_no_file_of_a_stranger(
    begin: Begin, fake: FakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    read(begin(), fake)
    begin(feeds="feeds: []\n")
    assert main(["verify"]) == 1
    said = capsys.readouterr().out
    assert "feeds/rapat/atom.xml: is of a source, feed or topic that is no more\n" in said
    assert "  to mend: feeder publish takes it away; if the feed has another id now" in said
    assert main(["publish"]) == 0
    assert main(["verify"]) == 0


def test_a_feed_that_is_no_more_is_taken_away_and_named(
    begin: Begin, fake: FakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    read(begin(), fake)
    begin(feeds="feeds: []\n")
    assert main(["publish"]) == 0
    said = capsys.readouterr().err
    assert f"feeder: note: {NOTE}\n" in said
    assert "feeder: note: feeds/rapat is taken away, since config.yaml names no such source or feed any more" in said
    assert "write `formerly: [rapat]` there, or its subscribers get nothing more\n" in said
    assert not Path("output/feeds/rapat/atom.xml").exists()
    begin(feeds=FEEDS.replace("id: rapat", "id: pleno, formerly: [rapat]"))
    assert main(["publish"]) == 0
    assert title("feeds/rapat") == "Rapat"


def test_a_database_that_was_lost_does_not_take_the_archive_with_it(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    before = Path("output/archive/index.json").read_bytes()
    begin().close()
    for each in Path().glob("feeder.db*"):
        each.unlink()
    fake.articles = fake.articles[:2]
    for _ in range(2):
        with pytest.raises(
            OutputError, match=r"^\S+output: not written: it shows 3 items, .* knows 2; .*publish --all$"
        ):
            read(begin(), fake)
    assert Path("output/archive/index.json").read_bytes() == before
    assert begin().publish(everything=True).written
    assert read(begin(), fake).problems == ()


def test_nor_does_a_daemon_that_goes_on_without_it(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    before = {path: path.read_bytes() for path in Path("output").rglob("*.*") if path.is_file()}
    begin().close()
    for each in Path().glob("feeder.db*"):
        each.unlink()
    fake.down = True
    daemon = begin(feeds=FEEDS.replace("feeds: [", "feeds: [{id: baru, title: Baru, include: [kegiatan]}, "))
    for _ in range(3):
        with pytest.raises(OutputError, match="not written: it shows 3 items"):
            read(daemon, fake)
        assert daemon.stale()
    assert {path: path.read_bytes() for path in Path("output").rglob("*.*") if path.is_file()} == before


def test_a_database_that_was_lost_and_read_again_goes_on(begin: Begin, fake: FakeSite) -> None:
    read(begin(), fake)
    before = Path("output/atom.xml").read_bytes()
    for each in Path().glob("feeder.db*"):
        each.unlink()
    read(begin(), fake)
    assert Path("output/atom.xml").read_bytes() == before
