"""Articles that their site shows in parts, each on a page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import FetchError, Trouble
from feeder.extract.page import AnyPage
from feeder.model import Document, Item, Office, Request
from feeder.probe.preview import Preview, preview

WIB = ZoneInfo("Asia/Jakarta")
LIST = "https://kabar.example/politik"
TITLES = ("Rapat Pleno Daftar Pemilih Tetap", "Pasar Pagi Dibuka Kembali Hari Ini", "Sekolah Terima Seribu Buku Baru")
FIRST = f"{LIST}/1/{TITLES[0].lower().replace(' ', '-')}"
SAID = "Alinea {} dari laporan tentang rapat itu, yang berlangsung sejak pagi di kantor dan dihadiri banyak tamu."


def text(*numbers: int) -> str:
    return "".join(f"<p>{SAID.format(number)}</p>" for number in numbers)


def turn(address: str, word: str = "Halaman selanjutnya") -> str:
    link = f'<a href="{address}">{word}</a>'
    return f'<div class="turn"><b>1</b> {link}</div>' if word.isdecimal() else f"<p>{link}</p>"


@dataclass
class Site:
    """A list of three articles, of which the first has parts."""

    parts: dict[str, str]  # what stands on its pages, by what follows its address
    lost: dict[str, Trouble] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, request: Request) -> Iterable[Document]:
        self.asked.append(request.url)
        rest = request.url.removeprefix(FIRST)
        if rest in self.lost:
            raise FetchError(request.url, "nothing there", trouble=self.lost[rest])
        body = self.listing() if request.url == LIST else self.article(self.parts.get(rest, text(7, 8, 9)), request.url)
        yield Document(
            url=request.url,
            body=body.encode(),
            seen=datetime(2025, 11, 14, 9, tzinfo=WIB),
            role=request.role,
            hint=request.hint,
        )

    def listing(self) -> str:
        rows = "".join(
            f'<li><a href="/politik/{n}/{title.lower().replace(" ", "-")}">{title}</a> 13/11/2025</li>'
            for n, title in enumerate(TITLES, 1)
        )
        return f"<html><title>Politik</title><main><h1>Politik</h1><ul>{rows}</ul></main></html>"

    def article(self, body: str, url: str) -> str:
        title = next((each for each in TITLES if each.lower().replace(" ", "-") in url), "")
        return f"<html><title>{title}</title><main><h1>{title}</h1><p>13 November 2025</p>{body}</main></html>"

    def read(self) -> Preview:
        return preview(AnyPage(url=LIST, zone=WIB), Office(url=LIST, zone=WIB), [Request(url=LIST)], self.fetch)


def told(site: Site) -> str:
    item: Item = next(each for each in site.read().items if each.title == TITLES[0])
    return item.text


@pytest.mark.parametrize("word", ["Halaman selanjutnya", "Berikutnya", "2", "Next page"])
@pytest.mark.parametrize("way", ["?page=2", "?hal=2", "/page/2"])
def test_the_parts_of_an_article_make_one_text(way: str, word: str) -> None:
    site = Site({"": text(1, 2) + turn(FIRST + way, word), way: text(3, 4)})
    said = told(site)
    assert said == "\n\n".join(SAID.format(number) for number in range(1, 5))
    assert site.asked.count(FIRST + way) == 1


def test_parts_are_asked_as_long_as_one_leads_on() -> None:
    pages = {
        "": text(1) + turn("?page=2"),
        "?page=2": text(2) + turn("?page=3"),
        "?page=3": text(3) + turn("?page=2", "2"),
    }
    assert SAID.format(3) in told(Site(pages))


def test_further_comments_of_readers_are_no_part() -> None:
    replies = "<h3>Komentar</h3><p>Budi, 14 November 2025: setuju sekali dengan berita ini, semoga lancar.</p>"
    site = Site({"": text(1, 2) + replies + turn("?page=2", "2"), "?page=2": text(1, 2) + turn("?page=3", "3")})
    assert told(site).count(SAID.format(1)) == 1
    assert f"{FIRST}?page=3" not in site.asked


def test_the_next_article_is_no_part() -> None:
    site = Site({"": text(1) + turn(f"{LIST}/2/x", "Berikutnya")})
    assert told(site) == SAID.format(1)
    assert f"{LIST}/2/x" not in site.asked
    posts = "https://kabar.example/?p={}"
    page = f"<html><title>Rapat</title><main><h1>Rapat</h1>{text(1)}{turn(posts.format(8), 'Next')}</main></html>"
    asked: list[str] = []

    def fetch(request: Request) -> Iterable[Document]:
        asked.append(request.url)
        yield Document(url=request.url, body=page.encode(), seen=datetime(2025, 11, 14, tzinfo=WIB), role=request.role)

    preview(AnyPage(url=LIST), Office(url=LIST, zone=WIB), [Request(url=posts.format(7))], fetch)
    assert asked == [posts.format(7)]


@pytest.mark.parametrize("trouble", [Trouble.GONE, Trouble.ROBOTS, Trouble.DENIED])
def test_a_part_that_is_not_to_be_had_is_none(trouble: Trouble) -> None:
    site = Site({"": text(1, 2) + turn("?page=2")}, {"?page=2": trouble})
    assert SAID.format(2) in told(site)


def test_half_an_article_waits_for_the_other_half() -> None:
    site = Site({"": text(1, 2) + turn("?page=2")}, {"?page=2": Trouble.SERVER})
    found = site.read()
    assert TITLES[0] not in {each.title for each in found.items}
    assert [str(each) for each in found.failures] == [f"{FIRST}?page=2: nothing there"]
