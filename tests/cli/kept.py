"""An installation of a few items, one of them edited, one withdrawn and one hidden; read from the fake site."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from feeder import pipeline
from feeder.cli import main
from feeder.ports import Source
from feeder.store.sql import SqlStore, open_store
from world import JAKARTA, Clock, FakeSite, news

CONFIG = 'sources: [{id: contoh, kind: kpu, url: "https://kota-contoh.kpu.go.id/blog/category/104"}]'
DATABASE = "sqlite:///feeder.db"


def install(source: Source, site: FakeSite, clock: Clock) -> None:
    """In the current folder: items 13 to 10, of which 12 was edited and 10 is hidden."""
    Path("config.yaml").write_text(CONFIG)
    site.articles = [news(n, date=f"{n} November 2025") for n in (13, 12, 11, 10)]
    fetch(source, site, clock)
    site.articles[1] = replace(site.articles[1], text=site.articles[1].text + '\n\nRalat: "pukul 9", bukan pukul 8.')
    fetch(source, site, clock)
    assert main(["hide", "4", "--reason", "memuat data pribadi"]) == 0


def fetch(source: Source, site: FakeSite, clock: Clock) -> None:
    clock.forward(hours=1)
    with opened() as store:
        pipeline.refresh(source, site.fetch, store, clock, again=lambda _: True)
    assert main(["publish"]) == 0


def opened() -> "closing[SqlStore]":
    return closing(open_store(DATABASE, JAKARTA))
