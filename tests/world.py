"""The fake world: a news site of one function, a clock that is set."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from feeder.errors import FetchError, Trouble
from feeder.model import Document, Request, Validators

JAKARTA = ZoneInfo("Asia/Jakarta")
ORIGIN = "https://kota-contoh.kpu.go.id"


@dataclass
class Clock:
    """The time of day, as the test sets it."""

    now: datetime = datetime(2025, 11, 14, 12, tzinfo=JAKARTA)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: int) -> None:
        self.now += timedelta(**by)


@dataclass
class Article:
    number: int
    title: str
    text: str
    date: str = ""
    broken: bool = False
    picture: str = ""


@dataclass
class FakeSite:
    """Listings of `per_page` items and their articles; `asked` is what was fetched. Newest article first."""

    clock: Clock
    articles: list[Article] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    per_page: int = 6
    grammar: str = "blog/read/{number}_{slug}"
    layout: str = "cards"  # or table
    wordless: bool = False  # articles show nothing but their pictures
    lasting: bool = False  # a page is found by its number, whatever else its address was once
    down: bool = False  # nothing answers
    blank: bool = False  # the listing shows no item
    hidden: set[int] = field(default_factory=set)  # numbers that the listing leaves out
    lost: set[int] = field(default_factory=set)  # numbers of articles whose pages are gone
    broken_pages: set[int] = field(default_factory=set)  # of the listing
    slugs: dict[int, str] = field(default_factory=dict)  # of articles whose addresses do not follow from their titles
    suffix: str = ""  # of all addresses of articles
    sent: dict[str, str] = field(default_factory=dict)  # from which path one is sent to which
    missed: set[int] = field(default_factory=set)  # numbers of articles whose pages say, with 200, that they are gone
    missing: str = "<h1>Maaf</h1><p>Halaman yang Anda cari tidak ditemukan.</p>"  # what they say
    oops: str = "Oops"  # what they are called
    endless: bool = False  # a page that is not there shows the last one, with a link to the next
    hollow: bool = False  # it shows none, with such a link
    numbered: bool = False  # it links to all its pages by their numbers; an empty one, to none
    empty_pages: set[int] = field(default_factory=set)  # of the listing, which show no items
    visits: int = 0

    def fetch(self, request: Request) -> Iterable[Document]:
        self.asked.append(request.url.removeprefix(ORIGIN))
        self.visits += 1
        if self.down:
            raise FetchError(request.url, "no answer within 20 seconds", trouble=Trouble.UNREACHABLE)
        path = request.url.removeprefix(ORIGIN)
        path = self.sent.get(path, path)
        body = self._body(path).encode()
        if request.validators.etag == str(hash(body)):
            return
        yield Document(
            url=ORIGIN + path, body=body, seen=self.clock(), role=request.role, hint=request.hint,
            validators=Validators(etag=str(hash(body))),
        )  # fmt: skip

    def _body(self, path: str) -> str:
        if path.startswith("/blog/category/104"):
            page = int(path.partition("page=")[2] or 1)
            if page in self.broken_pages:
                raise FetchError(ORIGIN + path, "the server failed (503)", trouble=Trouble.SERVER, status=503)
            shown = [] if self.blank else [each for each in self.articles if each.number not in self.hidden]
            place = min(page, -(-len(shown) // self.per_page)) if self.endless else page
            items = shown[(place - 1) * self.per_page : place * self.per_page]
            return self._listing([] if page in self.empty_pages else items, page)
        found = [each for each in self.articles if self.leads(path, each) and each.number not in self.lost]
        if not found:
            raise FetchError(ORIGIN + path, "the page is not there (404)", trouble=Trouble.GONE, status=404)
        if found[0].broken:
            raise FetchError(ORIGIN + path, "the server failed (503)", trouble=Trouble.SERVER, status=503)
        if found[0].number in self.missed:
            return self._frame(self.oops, self.missing)
        return self._article(found[0])

    def leads(self, path: str, article: Article) -> bool:
        """Whether this path is one of the article's."""
        number = re.search(r"/(?:read|baca)/(\d+)", path) if self.lasting else None
        return int(number[1]) == article.number if number else path in (self.path(article), self._plain(article))

    def path(self, article: Article) -> str:
        return self._plain(article) + self.suffix

    def _plain(self, article: Article) -> str:
        slug = self.slugs.get(article.number) or "-".join(article.title.lower().split())
        return "/" + self.grammar.format(number=article.number, slug=slug)

    def _listing(self, articles: list[Article], page: int) -> str:
        if self.layout == "table" and articles:
            rows = "".join(
                f'<tr><td>{place}</td><td><a href="{self.path(each)}">{escape(each.title)}</a></td><td>883</td></tr>'
                for place, each in enumerate(articles, start=1)
            )
            return self._frame("Berita", f"<h1>Berita</h1><table><tr><th>No<th>Judul<th>Dibaca</tr>{rows}</table>")
        cards = (
            "".join(
                f'<div><small>883</small><h3><a href="{self.path(each)}">{escape(each.title)}</a></h3>'
                f'<p>{escape(each.text[:60])}...</p><a href="{self.path(each)}">Selengkapnya</a></div>'
                for each in articles
            )
            or "<p>Belum ada data.</p>"
        )
        more = self.endless or self.hollow or page * self.per_page < len(self.articles)
        link = f'<a href="/blog/category/104?page={page + 1}">Selanjutnya</a>' if more else ""
        if self.numbered:
            last = -(-len(self.articles) // self.per_page)
            numbers = range(1, last + 1) if articles else ()
            link = " ".join(f'<a href="/blog/category/104?page={each}">{each}</a>' for each in numbers)
        return self._frame("Berita Terkini", f"<h2>Berita Terkini</h2>{cards}<nav>{link}</nav>")

    def _article(self, article: Article) -> str:
        text = "" if self.wordless else article.text
        paragraphs = "".join(f"<p>{escape(each)}</p>" for each in text.split("\n\n"))
        paragraphs += f'<p><img src="{article.picture}"></p>' if article.picture else ""
        if self.layout == "table":
            about = f"<dl><dt>Tanggal</dt><dd>{article.date}</dd></dl>" if article.date else ""
            title = f'<h2 itemprop="headline">{escape(article.title)}</h2>'
            body = f'<div itemprop="articleBody">{paragraphs}</div>'
            return self._frame(article.title, f"<article>{title}{about}{body}</article>")
        date = f"<p>{article.date}</p>" if article.date else ""
        return self._frame(article.title, f"<h1>{escape(article.title)}</h1>{date}<div>{paragraphs}</div>")

    def _frame(self, title: str, main: str) -> str:
        return (
            "<!DOCTYPE html><html lang=id><head><meta charset=utf-8>"
            f"<title>{escape(title)} | KPU Kota Contoh</title></head>"
            f'<body><header><a href="/">Beranda</a> <a href="/blog/category/104">Berita</a></header><main>{main}</main>'
            "<footer>KPU Kota Contoh, Jalan Contoh 1</footer></body></html>"
        )


def news(number: int, title: str = "", text: str = "", date: str = "") -> Article:
    """An article of this number, about nothing in particular."""
    body = text or f"KPU Kota Contoh menggelar kegiatan nomor {number} bersama para pemangku kepentingan.\n\n" + (
        "Kegiatan ini dihadiri oleh anggota, sekretariat, dan perwakilan masyarakat setempat."
    )
    return Article(number, title or f"Kegiatan {number} di Kantor", body, date)


def six_of_this_week() -> list[Article]:
    """Articles of 8 to 13 November 2025, the last one on top; it is the 14th."""
    return [news(number, date=f"{number} November 2025") for number in (13, 12, 11, 10, 9, 8)]
