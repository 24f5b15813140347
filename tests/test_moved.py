"""A source, a feed or the public address gets another name, and nobody's reader shows anything twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from served import serving

from feeder import config
from feeder.cli import main
from feeder.serve.app import App
from fetch.site import Site
from world import Clock, FakeSite, news

FORMATS = ("atom.xml", "rss.xml", "feed.json")
Configure = Callable[..., None]


@pytest.fixture
def fake() -> FakeSite:
    return FakeSite(Clock(), [news(n, "Rapat Pleno" if n == 8 else "", date="13 November 2025") for n in (9, 8, 7)])


@pytest.fixture
def site(fake: FakeSite) -> Iterator[Site]:
    yield from serving(fake)


@pytest.fixture
def configure(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configure:
    monkeypatch.chdir(tmp_path)

    def configure(source: str = "id: lama", feed: str = "id: rapat", publisher: str = "") -> None:
        Path("config.yaml").write_text(
            f'sources: [{{{source}, title: Kota, kind: kpu, url: "{site.url}blog/category/104"}}]\n'
            f"feeds: [{{{feed}, title: Rapat, include: [pleno]}}]\n"
            f"publisher: {{{publisher or 'url: http://127.0.0.1:8000/'}}}\n"
            f"fetch: {{delay: 0s, attempts: 1, allow_private: [127.0.0.1]}}\n"
        )

    return configure


class Reader:
    """A feed reader: `shown` is what it has shown as new, by the ids that entries have."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def read(self, body: bytes) -> Any:
        """Shows what it has not seen; what it cannot read is an error."""
        if body.startswith(b"{"):
            said = json.loads(body)
            self._show(item["id"] for item in said["items"])
            return said
        said = feedparser.parse(body)
        assert not said.bozo
        self._show(entry.id for entry in said.entries)
        return said.feed

    def _show(self, ids: Iterator[str]) -> None:
        self.shown += [id for id in ids if id not in self.shown]


def served(path: str) -> httpx.Response:
    """What `feeder serve` answers, wherever it sends us."""
    found = config.load(Path("config.yaml"), {})
    app = App(Path("output"), base=found.publisher.url, moved=found.moved)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://feeder.example", follow_redirects=True
        ) as it:
            return await it.get(path)

    return asyncio.run(ask())


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("lama", "baru", {"source": "id: baru, formerly: [lama]"}),
        ("rapat", "pleno", {"feed": "id: pleno, formerly: [rapat]"}),
    ],
)
def test_a_subscriber_of_an_old_address_sees_what_is_new_and_nothing_twice(
    fake: FakeSite, configure: Configure, name: str, old: str, new: str, change: dict[str, str]
) -> None:
    configure()
    assert main(["fetch"]) == 0
    redirected, static = Reader(), Reader()
    before = redirected.read(served(f"/feeds/{old}/{name}").content)
    static.read(Path("output/feeds", old, name).read_bytes())
    known = list(redirected.shown)
    assert known

    configure(**change)
    assert main(["publish"]) == 0
    assert main(["verify"]) == 0
    answer = served(f"/feeds/{old}/{name}")
    assert [each.status_code for each in answer.history] == [301]
    assert answer.url.path == f"/feeds/{new}/{name}"
    assert redirected.read(answer.content).get("id") == before.get("id")
    static.read(Path("output/feeds", old, name).read_bytes())
    assert redirected.shown == static.shown == known

    fake.articles.insert(0, news(10, "Pleno Terbuka", date="14 November 2025"))
    assert main(["fetch"]) == 0
    redirected.read(served(f"/feeds/{old}/{name}").content)
    static.read(Path("output/feeds", old, name).read_bytes())
    assert redirected.shown == static.shown
    assert len(redirected.shown) == len(known) + 1


@pytest.mark.parametrize("path", ["", "feeds/lama/", "feeds/rapat/", "feeds/revisions/"])
def test_another_public_address_leaves_all_ids_as_they_were(configure: Configure, path: str) -> None:
    first, second, third = (f'"https://{host}.example/kpu/"' for host in ("satu", "dua", "tiga"))
    configure(publisher=f"url: {first}")
    assert main(["fetch"]) == 0
    readers = {name: Reader() for name in FORMATS}
    before = {name: readers[name].read(Path(f"output/{path}{name}").read_bytes()) for name in FORMATS}
    known = {name: list(readers[name].shown) for name in FORMATS}
    for publisher in (f"url: {second}, formerly: [{first}]", f"url: {third}, formerly: [{first}, {second}]"):
        configure(publisher=publisher)
        assert main(["publish", "--all"]) == 0
        after = {name: readers[name].read(Path(f"output/{path}{name}").read_bytes()) for name in FORMATS}
        assert {name: readers[name].shown for name in FORMATS} == known
        assert after["atom.xml"].id == before["atom.xml"].id == f"https://satu.example/kpu/{path}atom.xml"
    assert after["feed.json"]["feed_url"] == f"https://tiga.example/kpu/{path}feed.json"


def test_a_source_with_another_id_keeps_what_it_had(
    fake: FakeSite, site: Site, configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure()
    assert main(["fetch"]) == 0
    fake.hidden = {7, 8}  # they have left the list
    site.everything.clear()
    configure("id: baru, formerly: [lama]")
    capsys.readouterr()
    assert main(["fetch"]) == 0
    assert capsys.readouterr().out.startswith("baru: 0 new")
    said = json.loads(Path("output/feeds/baru/feed.json").read_text())
    assert len(said["items"]) == 3
    assert {item["_feeder"]["source"] for item in said["items"]} == {"baru"}
    archive = json.loads(Path("output/archive/2025/11.json").read_text())
    assert {item["_feeder"]["source"] for item in archive["items"]} == {"baru"}
    assert main(["fetch"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"source": "id: baru, formerly: [rapat]"}, "'rapat' is the id of feeds[0]"),
        ({"source": "id: baru, formerly: [baru]"}, "'baru' is the id of sources[0]"),
        ({"source": "id: baru, formerly: [x]", "feed": "id: r, formerly: [x]"}, "'x' is an earlier id of sources[0]"),
    ],
)
def test_an_earlier_id_is_nobodys_now(
    configure: Configure, capsys: pytest.CaptureFixture[str], change: dict[str, str], mistake: str
) -> None:
    configure(**change)
    assert main(["check"]) == 2
    assert f"{mistake}; an earlier id must be nobody's now" in capsys.readouterr().err
