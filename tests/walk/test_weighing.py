"""Enclosures have the size and type that the file's server states, asked once, and never at the cost of the item."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

import feedparser
import pytest

from feeder.app import App, opened
from fetch.site import Site, Wanted, reply, start

CONFIG = """
sources: [{{id: contoh, kind: kpu, url: "{url}blog/category/104"}}]
fetch: {{delay: 0s, attempts: 1, allow_private: [127.0.0.1]}}
"""
WORDS = (
    "KPU Kota Contoh menggelar kegiatan bersama para pemangku kepentingan di kantor. Kegiatan ini dihadiri oleh "
    "anggota, sekretariat, dan perwakilan masyarakat setempat. Hasilnya dibacakan oleh ketua pada akhir acara."
)
PAGE = """<!DOCTYPE html><html lang=id><head><meta charset=utf-8><title>{title} | KPU Kota Contoh</title></head>
<body><header><a href="/">Beranda</a></header><main>{main}</main><footer>KPU Kota Contoh</footer></body></html>"""
ARTICLE = """<h1>{title}</h1><p>13 November 2025</p>
<div><img src="/foto/rapat pleno (1).jpg" width=600 height=400><p>{words}</p>
<p>Unduh <a href="/dok/Pengumuman (1) – scan.pdf">pengumuman</a> dan <a href="/dok/daftar.docx">daftar</a>.</p></div>"""
CARD = '<div><h3><a href="/blog/read/{number}_kegiatan">{title}</a></h3><p>{words:.60}...</p></div>'
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = {
    "/dok/Pengumuman (1) – scan.pdf": (48_213, "application/pdf"),
    "/dok/daftar.docx": (9_001, "application/octet-stream"),
    "/foto/rapat pleno (1).jpg": (120_000, "image/webp"),
}
Serve = Callable[..., Site]


class Office:
    """A site whose articles have files."""

    def __init__(self) -> None:
        self.titles = {8: "Kegiatan 8 di Kantor", 9: "Kegiatan 9 di Kantor"}
        self.head: Callable[[str], Iterable[bytes]] = self._head

    def __call__(self, wanted: Wanted) -> Iterable[bytes]:
        if wanted.method == "HEAD":
            return self.head(unquote(wanted.path))
        if wanted.path == "/blog/category/104":
            shown = sorted(self.titles.items(), reverse=True)
            cards = "".join(CARD.format(number=number, title=title, words=WORDS) for number, title in shown)
            return _page("Berita", f"<h2>Berita Terkini</h2>{cards}")
        title = self.titles[int(wanted.path.rpartition("/")[2].partition("_")[0])]
        return _page(title, ARTICLE.format(title=title, words=WORDS))

    def _head(self, path: str) -> Iterable[bytes]:
        size, kind = FILES[path]
        return reply(kind=kind, body=b"x" * size)


def _page(title: str, main: str) -> Iterable[bytes]:
    return [b"".join(reply(body=PAGE.format(title=title, main=main).encode(), kind="text/html; charset=utf-8"))]


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def site(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    server = start(office)
    Path("config.yaml").write_text(CONFIG.format(url=server.site.url))
    yield server.site
    server.shutdown()
    server.server_close()


@pytest.fixture
def app(site: Site) -> Iterator[App]:
    with opened("config.yaml") as app:
        yield app


def fetch(app: App, *, recheck: bool = False) -> tuple[int, int]:
    [source] = app.sources()
    outcome = app.refresh(source, recheck=recheck)
    assert outcome.failures == ()
    assert app.publish().problems == ()
    return outcome.new, outcome.revised


def enclosures() -> list[tuple[str, str, str]]:
    """Of the newest entry, as a feed reader has them: address, type, length."""
    entry = feedparser.parse("output/atom.xml").entries[0]
    return [(each.href, each.type, each.get("length", "")) for each in entry.enclosures]


def heads(site: Site) -> list[str]:
    return [unquote(each.path) for each in site.requests if each.method == "HEAD"]


def test_enclosures_have_their_real_size_and_type(app: App, site: Site) -> None:
    assert fetch(app) == (2, 0)
    assert all(href.startswith(site.url) and href.isascii() and " " not in href for href, _, _ in enclosures())
    assert [("/" + unquote(href).removeprefix(site.url), kind, size) for href, kind, size in enclosures()] == [
        ("/dok/Pengumuman (1) – scan.pdf", "application/pdf", "48213"),
        ("/dok/daftar.docx", DOCX, "9001"),
        ("/foto/rapat pleno (1).jpg", "image/webp", "120000"),
    ]
    [first, _] = json.loads(Path("output/feed.json").read_text())["items"]
    assert [each["size_in_bytes"] for each in first["attachments"]] == [48_213, 9_001]


def test_each_file_is_asked_once(app: App, office: Office, site: Site) -> None:
    fetch(app)
    assert sorted(heads(site)) == sorted(FILES)  # both articles have them
    known = enclosures()
    office.titles[9] = "Ralat: kegiatan 9 ditunda"
    assert fetch(app) == (0, 1)
    assert fetch(app, recheck=True) == (0, 0)
    assert sorted(heads(site)) == sorted(FILES)
    assert enclosures() == known


def test_nothing_new_costs_one_request(app: App, site: Site) -> None:
    fetch(app)
    before = len(site.everything)
    assert fetch(app) == (0, 0)
    assert len(site.everything) == before + 1


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: reply(404),
        lambda _: reply(405),
        lambda _: reply(500),
        lambda _: [b"nonsense\r\n\r\n"],
        lambda _: reply(302, Location="http://169.254.169.254/"),
        lambda _: reply(302, Location="/masuk"),
        lambda path: reply(body=b"<p>masuk", kind="text/html"),
        lambda path: [b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"],
    ],
    ids=["404", "405", "500", "no HTTP", "metadata", "login", "page", "negative"],
)
def test_a_file_that_says_nothing_costs_no_item(
    app: App, office: Office, answer: Callable[[str], Iterable[bytes]]
) -> None:
    office.head = answer
    assert fetch(app) == (2, 0)
    assert [(kind, size) for _, kind, size in enclosures()] == [("application/pdf", ""), (DOCX, ""), ("image/jpeg", "")]
    rss = feedparser.parse("output/rss.xml").entries[0]
    assert rss.enclosures[0].length == "0"


def test_a_server_of_files_that_is_down_is_left_alone(app: App, office: Office, site: Site) -> None:
    office.titles = {number: f"Kegiatan {number}" for number in range(9)}
    office.head = lambda _: reply(500)
    assert fetch(app)[0] == 9
    assert len(heads(site)) == 3
