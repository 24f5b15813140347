"""All that is published, into a bucket: the same files as in a folder, and never a link to what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feeder import config, pipeline
from feeder.app import App
from feeder.cli import main
from publish import s3
from world import ORIGIN, Clock, FakeSite, news

URL = "s3://berita/kpu"
CONFIG = f"sources: [{{id: kota, kind: kpu, url: '{ORIGIN}/blog/category/104', pages: 3}}]\n"


@pytest.fixture
def folder(tmp_path: Path, clock: Clock, site: FakeSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation that has read three pages, and published nothing yet."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text(CONFIG)
    site.articles = [news(number, date="13 November 2025") for number in range(15, 0, -1)]
    read(tmp_path, clock, site)
    return tmp_path


def read(folder: Path, clock: Clock, site: FakeSite) -> None:
    with closing(App(config.load(folder / "config.yaml", {}), clock)) as app:
        [source] = app.sources()
        pipeline.refresh(source, site.fetch, app.store, clock)


def publish(to: str, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    monkeypatch.setenv("FEEDER_OUTPUT", to)
    return main(["publish", *options])


def objects() -> Iterator[tuple[str, bytes]]:
    """What the bucket holds, those that were sent first in front."""
    import obstore
    from obstore.store import S3Store

    store = S3Store("berita", prefix="kpu", client_options={"allow_http": True})
    for found in (each for page in obstore.list(store) for each in page):
        yield found["path"], bytes(obstore.get(store, found["path"]).bytes())


def files(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != ".feeder.lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.usefixtures("environ")
def test_a_bucket_holds_what_a_folder_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert publish("here", monkeypatch, "--all") == 0
    assert publish(URL, monkeypatch, "--all") == 0
    assert dict(objects()) == files(folder / "here")
    assert main(["verify"]) == 0


@pytest.mark.usefixtures("environ")
def test_a_new_item_sends_what_changed_and_no_more(
    folder: Path, clock: Clock, site: FakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(URL, monkeypatch)
    capsys.readouterr()
    assert publish(URL, monkeypatch) == 0
    assert "nothing to write: nothing is new" in capsys.readouterr().out
    before = dict(objects())
    site.articles.insert(0, news(16, date="14 November 2025"))
    read(folder, clock, site)
    publish(URL, monkeypatch)
    after = dict(objects())
    publish("here", monkeypatch, "--all")
    assert after == files(folder / "here")
    changed = {path for path, body in after.items() if before.get(path) != body}
    assert {"atom.xml", "feeds/kota/atom.xml", "archive/2025/11.json", "archive/index.json", "index.html"} <= changed
    assert len([path for path in changed if path.startswith("items/")]) == 1


@pytest.mark.parametrize("before", [[], ["here"]], ids=["first output", "after another output"])
def test_what_was_cut_off_is_completed_by_the_next_run(
    before: list[str],
    folder: Path,
    endpoint: str,
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for place in before:
        publish(place, monkeypatch)
    s3.refusing(endpoint, "25")
    try:
        assert publish(URL, monkeypatch) == 3
    finally:
        s3.refusing(endpoint, "inf")
    said = capsys.readouterr().err
    assert f"feeder: {URL}: access is refused" in said
    assert environ["AWS_ACCESS_KEY_ID"] not in said
    part = dict(objects())
    assert part
    assert "atom.xml" not in part, "feeds come after what they lead to"
    assert publish(URL, monkeypatch) == 0
    publish("here", monkeypatch, "--all")
    assert dict(objects()) == files(folder / "here")


def test_no_file_is_written_before_those_it_leads_to(folder: Path) -> None:
    with closing(App(config.load(folder / "config.yaml", {}))) as app:
        written = app.publish().written

    def places(start: str) -> list[int]:
        return [number for number, path in enumerate(written) if path.startswith(start)]

    months = [number for number in places("archive/2") if written[number].endswith(".json")]
    assert max(months) < written.index("archive/index.json")
    feeds = [number for number, path in enumerate(written) if path.endswith(("atom.xml", "rss.xml", "feed.json"))]
    assert max(*places("archive/"), *places("items/"), *places("assets/")) < min(feeds)
    assert max(feeds) < written.index("opml.xml") < written.index("index.html")
