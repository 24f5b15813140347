"""Saved pages, read by one process or by several: the store is the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from archived import archive

from feeder import pipeline
from feeder.fetch.files import documents
from feeder.model import Outcome, Request, Role, StoredItem
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.read.ingest import FEW, ingest
from feeder.store.sql import open_store
from world import JAKARTA, ORIGIN, Article, Clock, FakeSite, news

Read = Callable[..., tuple[Outcome, list[StoredItem]]]


@pytest.fixture
def read(tmp_path: Path, source: Source, clock: Clock) -> Read:
    """Ingest the folder "saved" into a new database."""

    def read(jobs: int, **options: object) -> tuple[Outcome, list[StoredItem]]:
        store = open_store(f"sqlite:///{tmp_path}/{jobs}.db", JAKARTA, clock)
        files = partial(documents, address=source.office.url, seen=clock())
        outcome = ingest(source, [tmp_path / "saved"], files, store, clock, jobs=jobs, **options)  # type: ignore[arg-type]
        found = list(store.everything())
        store.close()
        return outcome, found

    return read


def save(folder: Path, site: FakeSite, paths: Sequence[str]) -> None:
    """As wget does."""
    for path in paths:
        [document] = site.fetch(Request(url=ORIGIN + path, role=Role.UNKNOWN))
        parts = urlsplit(path)
        file = folder / "saved" / (parts.path[1:] + (f"?{parts.query}" if parts.query else "") + ".html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(document.body)


def fill(site: FakeSite, count: int) -> list[str]:
    """Articles, four a day. Returns their addresses."""
    site.articles = [news(n, date=day(n)) for n in range(count, 0, -1)]
    return [site.path(each) for each in site.articles]


def day(number: int) -> str:
    return f"{number // 4 % 28 + 1} {('Juli', 'Agustus', 'September')[number // 112 % 3]} 2025"


def test_the_store_is_the_same_however_many_read(tmp_path: Path, site: FakeSite, read: Read) -> None:
    """Listings, the articles they lead to, and articles that stand on none."""
    articles = fill(site, FEW + 40)
    listings = [f"/blog/category/104?page={page}" for page in range(1, 16)]
    save(tmp_path, site, [*listings, *articles])
    (tmp_path / "saved" / "zzz.txt").write_text("kosong")
    alone, two, three = read(1), read(2), read(3)
    assert alone[0].new == FEW + 40
    assert len(alone[0].failures) == 1
    assert alone == two == three


def test_a_web_archive_is_read_like_a_folder(tmp_path: Path, site: FakeSite, read: Read) -> None:
    pytest.importorskip("warcio", reason="reads web archives")
    paths = [*(f"/blog/category/104?page={page}" for page in range(1, 3)), *fill(site, 6)]
    documents = [document for path in paths for document in site.fetch(Request(url=ORIGIN + path, role=Role.UNKNOWN))]
    pages = [(each.url, "200 OK", each.body, {"Content-Type": "text/html; charset=utf-8"}) for each in documents]
    (tmp_path / "saved").mkdir()
    archive(tmp_path / "saved" / "kpu.warc.gz", *pages)
    outcome, found = read(1)
    assert (outcome.new, outcome.failures) == (6, ())
    assert {each.item.title for each in found} == {each.title for each in site.articles}
    assert {each.item.url for each in found} == {ORIGIN + site.path(each) for each in site.articles}


def test_a_small_folder_is_read_by_one(tmp_path: Path, site: FakeSite, read: Read) -> None:
    save(tmp_path, site, fill(site, 6))
    assert read(1) == read(4)


def test_how_far_it_is(tmp_path: Path, site: FakeSite, read: Read) -> None:
    save(tmp_path, site, fill(site, 5))
    said: list[tuple[int, int]] = []
    read(1, told=lambda done, files: said.append((done, files)))
    assert said == [(n, 5) for n in range(1, 6)]


class Bare(FakeSite):
    """Its articles have no heading: only the listing tells which of the first lines is the title."""

    def _article(self, article: Article) -> str:
        lines = [
            f"Bidang {article.number} dan Humas",
            article.title,
            "Untuk Kota yang Lebih Baik",
            *article.text.split("\n\n"),
        ]
        return self._frame("KPU", "".join(f"<div>{line}</div>" for line in lines))


@pytest.mark.parametrize("jobs", [1, 2])
def test_pages_read_as_on_the_site(
    tmp_path: Path, clock: Clock, source: Source, store: Store, read: Read, jobs: int
) -> None:
    """Also where the listing helps to read them."""
    site = Bare(clock)
    articles = fill(site, FEW + 10)
    save(tmp_path, site, [*(f"/blog/category/104?page={page}" for page in range(1, 20)), *articles])
    pipeline.refresh(source, site.fetch, store, clock, pages=99)
    _, found = read(jobs)
    live = list(store.everything())
    assert {each.item.title for each in live} == {each.title for each in site.articles}
    assert [replace(each, first_seen=clock(), last_seen=clock()) for each in found] == [
        replace(each, first_seen=clock(), last_seen=clock()) for each in live
    ]
