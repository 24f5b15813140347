"""Hubs, webhooks and people are told of what is new, once its files stand."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import httpx
import pytest
from hub import Hook, Hub, Subscriber
from patience import PATIENCE
from served import serving

from feeder.cli import main
from feeder.publish import webhook
from feeder.store.sql import SqlStore, open_store
from fetch.site import Site
from world import JAKARTA, Clock, FakeSite, news

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLw=="
Configure = Callable[[str], None]


@pytest.fixture
def fake() -> FakeSite:
    return FakeSite(Clock(), [news(n, date="13 November 2025") for n in (8, 7)])


@pytest.fixture
def site(fake: FakeSite) -> Iterator[Site]:
    yield from serving(fake)


@pytest.fixture
def configure(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configure:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOOK", SECRET)

    def configure(more: str) -> None:
        Path("config.yaml").write_text(
            f'sources: [{{id: kpu, kind: kpu, url: "{site.url}blog/category/104"}}]\n'
            f"fetch: {{delay: 0s, attempts: 1, timeout: 2s, allow_private: [127.0.0.1]}}\n{more}\n"
        )

    return configure


@pytest.fixture
def hub() -> Iterator[Hub]:
    made = Hub()
    with made.running():
        yield made


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    with made.running():
        yield made


@pytest.fixture
def published(configure: Configure, hub: Hub) -> Iterator[str]:
    """The public address of the output, with its hub."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    configure(f'publisher: {{url: "{url}", hub: "{hub.url}"}}')
    command = [sys.executable, "-m", "feeder", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        yield url
        process.terminate()


def stored() -> closing[SqlStore]:
    return closing(open_store(f"sqlite:///{Path.cwd()}/feeder.db", JAKARTA))


def titles(hook: Hook) -> list[str]:
    return [json.loads(body)["title"] for _, body in hook.got]


def hurry() -> None:
    """Whatever waits is tried again now."""
    with closing(sqlite3.connect("feeder.db")) as database, database:
        database.execute("UPDATE outbox SET due = 0 WHERE due IS NOT NULL")


# WebSub


def test_a_subscriber_gets_what_changed_by_way_of_the_hub(fake: FakeSite, hub: Hub, published: str) -> None:
    assert main(["fetch"]) == 0
    feeds = {
        f"{published}{folder}{name}" for folder in ("", "feeds/kpu/") for name in ("atom.xml", "rss.xml", "feed.json")
    }
    edits = {f"{published}feeds/revisions/{name}" for name in ("atom.xml", "rss.xml", "feed.json")}
    assert sorted(hub.pings) == sorted(feeds | edits)
    with stored() as store:
        since = store.now() - timedelta(days=1)
        [told] = [each for each in store.traffic(since) if not each.source]
        assert (told.count, told.status, told.note) == (len(feeds | edits), 204, "")
        assert store.hosts.asked(since) == sum(each.count for each in store.traffic(since) if each.source)
    hub.pings.clear()
    subscriber = Subscriber()
    with subscriber.running():
        subscriber.subscribe(f"{published}feeds/kpu/atom.xml")
        fake.articles.insert(0, news(9, date="14 November 2025"))
        assert main(["fetch"]) == 0
    assert sorted(hub.pings) == sorted(feeds)
    [body] = subscriber.got
    feed = feedparser.parse(body)
    assert [each.title for each in feed.entries] == [each.title for each in fake.articles]
    assert [link.href for link in feed.feed.links if link.rel == "hub"] == [hub.url]


def test_the_hub_is_left_alone_while_no_feed_changes(hub: Hub, published: str) -> None:
    assert main(["fetch"]) == 0
    hub.pings.clear()
    assert main(["fetch"]) == 0
    assert main(["publish", "--all"]) == 0
    (Path("output") / "feeds" / "kpu" / "rss.xml").unlink()
    assert main(["publish", "--all"]) == 0
    assert hub.pings == []


def test_a_hub_that_is_down_is_told_later_and_holds_nothing_up(
    hub: Hub, published: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.down = 503
    assert main(["fetch"]) == 0
    assert Path("output/atom.xml").exists()
    assert "feeder: hub 127.0.0.1: it answered 503 Service Unavailable; tried again in 1 min" in capsys.readouterr().err
    assert main(["status"]) == 0
    assert "hub 127.0.0.1: 9 to be sent, next try 20" in capsys.readouterr().out
    hub.down = 0
    assert main(["publish"]) == 0
    assert hub.pings == []  # not yet
    hurry()
    assert main(["publish"]) == 0
    assert len(hub.pings) == len(set(hub.pings)) == 9


def test_a_hub_on_a_private_address_is_refused_unless_it_is_meant(
    hub: Hub, published: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEEDER_FETCH__ALLOW_PRIVATE", "10.0.0.0/8")
    main(["fetch"])
    assert main(["publish", "--all"]) == 0
    said = capsys.readouterr().err
    assert "feeder: hub 127.0.0.1: 127.0.0.1 leads to 127.0.0.1, which is no public address" in said
    assert "add it to fetch.allow_private" in said


# webhooks


def test_a_webhook_gets_each_new_item_once_and_signed(fake: FakeSite, hook: Hook, configure: Configure) -> None:
    configure(f'webhooks: [{{url: "{hook.url}", secret_from: HOOK}}]')
    assert main(["fetch"]) == 0
    assert hook.got == []  # what a first run brings is no news
    fake.articles[:0] = [news(10, date="14 November 2025"), news(9, date="14 November 2025")]
    assert main(["fetch"]) == 0
    assert main(["fetch"]) == 0
    assert titles(hook) == ["Kegiatan 9 di Kantor", "Kegiatan 10 di Kantor"]
    feed = json.loads(Path("output/feed.json").read_text())
    for headers, body in hook.got:
        assert json.loads(body) in feed["items"]
        named = [headers[f"webhook-{name}"] for name in ("id", "timestamp")]
        assert headers["webhook-signature"] == webhook.sign(named[0], named[1], body, SECRET)


def test_what_is_old_is_no_news(fake: FakeSite, site: Site, hook: Hook, configure: Configure, tmp_path: Path) -> None:
    configure(f'webhooks: [{{url: "{hook.url}"}}]')
    assert main(["fetch"]) == 0
    fake.articles += [news(n, date="1 Oktober 2025") for n in (3, 2)]
    assert main(["fetch"]) == 0  # two old ones stand on the list at last
    fake.articles.insert(0, news(11, date="14 November 2025"))
    assert main(["backfill", "kpu"]) == 0
    saved = tmp_path / "saved.html"
    fake.articles.append(news(12, date="14 November 2025"))
    saved.write_bytes(httpx.get(f"{site.url}blog/read/12_kegiatan-12-di-kantor").content)
    assert main(["ingest", str(saved), "--source", "kpu"]) == 0
    assert "Kegiatan 12" in Path("output/feed.json").read_text()
    assert hook.got == []


def test_a_webhook_may_want_some_feeds_or_sources_alone(fake: FakeSite, hook: Hook, configure: Configure) -> None:
    configure(
        "feeds: [{id: pleno, include: [pleno]}, {id: semua, sources: [kpu]}]\n"
        f'webhooks: [{{url: "{hook.url}a", feeds: pleno}}, {{url: "{hook.url}b", feeds: semua}}, '
        f'{{url: "{hook.url}c", sources: kpu}}]'
    )
    assert main(["fetch"]) == 0
    fake.articles[:0] = [news(10, "Rapat Pleno", date="14 November 2025"), news(9, date="14 November 2025")]
    assert main(["fetch"]) == 0
    assert sorted(titles(hook)) == ["Kegiatan 9 di Kantor"] * 2 + ["Rapat Pleno"] * 3


def test_who_may_have_got_it_does_not_get_it_again(
    fake: FakeSite, hook: Hook, configure: Configure, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(f'webhooks: [{{url: "{hook.url}?token=rahasia", secret_from: HOOK}}]')
    assert main(["fetch"]) == 0
    fake.articles.insert(0, news(9, date="14 November 2025"))
    hook.answer = 0
    assert main(["fetch"]) == 0
    said = capsys.readouterr().err
    assert "feeder: webhook 127.0.0.1: the connection broke before an answer came" in said
    assert "it may have arrived; tag:" in said
    hook.answer = 204
    hurry()
    assert main(["fetch"]) == 0
    assert len(hook.got) == 1
    assert main(["status"]) == 0
    told = capsys.readouterr().out
    assert "webhook 127.0.0.1: 0 to be sent; 1 will not be sent any more; the connection broke" in told
    assert "rahasia" not in said + told
    assert SECRET not in said + told


def test_who_refused_it_gets_it_later(fake: FakeSite, hook: Hook, configure: Configure) -> None:
    configure(f'webhooks: [{{url: "{hook.url}"}}]')
    assert main(["fetch"]) == 0
    fake.articles[:0] = [news(10, date="14 November 2025"), news(9, date="14 November 2025")]
    hook.answer = 500
    assert main(["fetch"]) == 0
    assert titles(hook) == ["Kegiatan 9 di Kantor"]  # the others wait with it
    hook.answer = 204
    hook.got.clear()
    hurry()
    assert main(["fetch"]) == 0
    assert titles(hook) == ["Kegiatan 9 di Kantor", "Kegiatan 10 di Kantor"]


def test_a_secret_that_is_not_there(
    fake: FakeSite,
    hook: Hook,
    configure: Configure,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configure(f'webhooks: [{{url: "{hook.url}", secret_from: HOOK}}]')
    monkeypatch.delenv("HOOK")
    assert main(["check"]) == 0
    assert "note: webhook 127.0.0.1: the variable HOOK, which holds its secret, is not set" in capsys.readouterr().err
    assert main(["fetch"]) == 0
    fake.articles.insert(0, news(9, date="14 November 2025"))
    assert main(["fetch"]) == 0
    assert "the variable HOOK, which holds its secret, is not set; set it where feeder runs" in capsys.readouterr().err
    monkeypatch.setenv("HOOK", "whsec_bukan base64")
    hurry()
    assert main(["fetch"]) == 0
    assert "the secret in HOOK begins with whsec_, and is no Base64" in capsys.readouterr().err
    assert hook.got == []


def test_a_process_that_is_killed_while_it_sends_sends_the_rest_next_time(
    fake: FakeSite, hook: Hook, configure: Configure
) -> None:
    configure(f'webhooks: [{{url: "{hook.url}"}}]')
    assert main(["fetch"]) == 0
    fake.articles[:0] = [news(n, date="14 November 2025") for n in (11, 10, 9)]
    hook.hold()
    with subprocess.Popen([sys.executable, "-m", "feeder", "fetch"]) as process:
        assert hook.reached.wait(PATIENCE)
        process.kill()
    hook.release()
    assert main(["fetch"]) == 0
    with stored() as store:
        store.outbox.recover([], datetime.now(UTC) + timedelta(minutes=11))
        [backlog] = store.outbox.backlog()
    assert (backlog.waiting, backlog.lost) == (0, 1)
    assert backlog.trouble.startswith("it was on its way when feeder was killed")
    assert titles(hook) == ["Kegiatan 9 di Kantor", "Kegiatan 10 di Kantor", "Kegiatan 11 di Kantor"]


def test_nothing_is_said_of_an_item_that_was_hidden_meanwhile(fake: FakeSite, hook: Hook, configure: Configure) -> None:
    configure(f'webhooks: [{{url: "{hook.url}"}}]')
    assert main(["fetch"]) == 0
    fake.articles.insert(0, news(9, date="14 November 2025"))
    hook.answer = 500
    assert main(["fetch"]) == 0
    hook.answer, hook.got = 204, []
    assert main(["hide", "3", "--reason", "a mistake"]) == 0
    hurry()
    assert main(["fetch"]) == 0
    assert hook.got == []


# people


@pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")  # what Apprise's own plugins import
def test_people_are_told_of_each_new_item_once(fake: FakeSite, hook: Hook, configure: Configure) -> None:
    pytest.importorskip("apprise", reason="apprise is not installed")
    configure(f"announce: ['json://{hook.url.removeprefix('http://')}']")
    assert main(["fetch"]) == 0
    fake.articles.insert(0, news(9, date="14 November 2025"))
    assert main(["fetch"]) == 0
    assert main(["fetch"]) == 0
    [(_, body)] = hook.got
    said = json.loads(body)
    assert said["title"] == "Kegiatan 9 di Kantor"
    assert said["message"].endswith("/blog/read/9_kegiatan-9-di-kantor")
