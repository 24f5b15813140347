"""Known articles are asked again at growing ages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from feeder import pipeline
from feeder.errors import FetchError, Trouble
from feeder.model import Document, Outcome, Request
from feeder.ports import Source
from feeder.ports.store import Store
from feeder.read import rechecking
from world import Article, Clock, FakeSite

TEXT = (
    "KPU Kota Contoh menggelar kegiatan nomor {} bersama para pemangku kepentingan.\n\n"
    "Kegiatan ini dihadiri oleh anggota, sekretariat, dan perwakilan masyarakat setempat."
)


class World:
    """A site with two articles that were read when they were new."""

    def __init__(self, source: Source, site: FakeSite, store: Store, clock: Clock) -> None:
        self.source, self.site, self.store, self.clock = source, site, store, clock
        site.articles = [Article(n, f"Kegiatan {n} di Kantor", TEXT.format(n), "14 November 2025") for n in (9, 8)]
        pipeline.refresh(source, site.fetch, store, clock)
        site.asked.clear()

    def after(self, fetch: Any = None, limit: int = 10, **age: int) -> Outcome:
        """A recheck when so much more time has gone by."""
        self.clock.forward(**age)
        self.site.asked.clear()
        return rechecking.recheck(self.source, fetch or self.site.fetch, self.store, self.clock, limit=limit)

    @property
    def paths(self) -> list[str]:
        return [self.site.path(each) for each in self.site.articles]

    def texts(self) -> list[tuple[str, int]]:
        return [(each.item.text.partition("\n")[0], each.revision) for each in self.store.newest((), 9)]


@pytest.fixture
def world(source: Source, site: FakeSite, store: Store, clock: Clock) -> World:
    return World(source, site, store, clock)


def test_an_hour_a_day_a_week_and_a_month_later_each_is_asked_once(world: World) -> None:
    asked = []
    for _ in range(40 * 24):
        world.after(hours=1)
        asked += [world.clock.now] * bool(world.site.asked)
        assert world.site.asked in ([], world.paths)
    first = world.clock.now - timedelta(hours=40 * 24)
    assert [at - first for at in asked] == list(rechecking.AGES)


def test_nothing_new_is_not_modified_and_changes_nothing(world: World) -> None:
    outcome = world.after(hours=2)
    assert (outcome.new, outcome.revised, outcome.modified, outcome.failures) == (0, 0, False, ())
    assert world.site.asked == world.paths
    assert not world.after().failures
    assert world.site.asked == []


def test_a_day_that_the_site_puts_right_is_told_with_the_command_that_follows_it(world: World) -> None:
    world.site.articles[1].date = "12 November 2025"
    outcome = world.after(days=1)
    url = "https://kota-contoh.kpu.go.id/blog/read/8_kegiatan-8-di-kantor"
    assert (outcome.revised, outcome.notes) == (
        1,
        (
            "'Kegiatan 8 di Kantor' is dated 2025-11-12 by its site now, and stays at 2025-11-14 in the feeds; if the "
            f"new day is right: feeder correct {url} --date 2025-11-12",
        ),
    )
    world.site.articles[1].date = "14 November 2025"
    assert world.after(days=7).notes == (), "it says again what the feeds say"


def test_words_that_say_how_long_ago_it_was_are_no_edits_when_they_grow(world: World) -> None:
    said = {1: "sehari lalu", 8: "8 hari yang lalu", 31: "4 minggu yang lalu"}
    past = 0
    for age, words in said.items():
        for article in world.site.articles:
            article.date = f"Diposting {words}"
        outcome = world.after(days=age - past)
        assert (outcome.revised, outcome.doubt, outcome.notes) == (0, "", ())
        assert world.site.asked == world.paths
        past = age
    assert [(each.revision, each.published.day) for each in world.store.newest((), 9)] == [(1, 13)] * 2


def test_a_text_that_was_mended_makes_a_revision_and_keeps_what_the_listing_said(world: World) -> None:
    [before] = [each for each in world.store.newest((), 9) if "nomor 8" in each.item.text]
    world.site.articles[1].text = world.site.articles[1].text.replace("nomor 8", "nomor delapan")
    assert world.after(days=1).revised == 1
    [after] = [each for each in world.store.newest((), 9) if "nomor delapan" in each.item.text]
    assert (after.id, after.published, after.item.tags, after.revision) == (
        before.id, before.published, before.item.tags, 2,
    )  # fmt: skip


def test_a_page_that_is_gone_is_noted_for_its_removal_and_no_failure(world: World) -> None:
    gone = world.site.articles.pop(0)
    outcome = world.after(hours=1)
    assert outcome.failures == ()
    assert outcome.notes == (f"its page is not there any more: https://kota-contoh.kpu.go.id{world.site.path(gone)}",)
    assert [each.times for each in world.store.absent("contoh")] == [1]
    assert not world.after(days=1).notes
    assert world.site.asked == world.paths  # the other is in other hands now


def test_a_server_that_fails_is_left_alone_and_asked_next_time(world: World) -> None:
    world.site.articles[0].broken = True
    outcome = world.after(hours=1)
    assert len(outcome.failures) == 1
    assert "the server failed (503)" in outcome.failures[0]
    assert len(world.site.asked) == 1
    world.site.articles[0].broken = False
    assert world.after(hours=1).failures == ()
    assert sorted(world.site.asked) == sorted(world.paths)


def test_a_page_that_lost_its_text_fails_and_the_text_stays(world: World) -> None:
    before = world.texts()

    def emptied(request: Request) -> Iterable[Document]:
        page = "<html><body><h1>Kegiatan</h1></body></html>"
        yield Document(url=request.url, body=page.encode(), seen=world.clock.now, role=request.role, hint=request.hint)

    outcome = world.after(emptied, hours=1)
    assert len(outcome.failures) == 2
    assert world.texts() == before


def test_no_more_than_a_few_at_once(world: World) -> None:
    world.after(limit=1, hours=1)
    assert world.site.asked == [world.paths[1]] or world.site.asked == [world.paths[0]]
    first = list(world.site.asked)
    world.after(limit=1, minutes=30)
    assert {*first, *world.site.asked} == set(world.paths)


def test_a_pause_that_the_host_asked_for_is_handed_on(world: World) -> None:
    until = world.clock.now + timedelta(hours=5)

    def busy(request: Request) -> Iterable[Document]:
        raise FetchError(request.url, "too many requests (429)", trouble=Trouble.BUSY, until=until)

    outcome = world.after(busy, hours=1)
    assert outcome.until == until
    assert len(outcome.failures) == 1


def test_all_texts_changing_at_once_is_held_back(world: World) -> None:
    for article in world.site.articles:
        article.text = article.text.replace("kegiatan", "acara")
    many = [Article(n, f"Rapat {n} di Aula", TEXT.format(n), "13 November 2025") for n in (7, 6, 5, 4)]
    world.site.articles += many
    pipeline.refresh(world.source, world.site.fetch, world.store, world.clock)
    for article in many:
        article.text = "Halaman ini sedang dalam perbaikan, silakan kembali lagi nanti sesudah selesai diperbaiki."
    assert "say something else than before" in world.after(hours=2).doubt
