"""`feeder run`, as a process that gets signals."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from urllib.request import urlopen

import httpx
import pytest
from hub import Hook
from patience import PATIENCE
from served import answers

from feeder.cli import main
from feeder.store.sql import SqlStore, open_store
from fetch.site import Answerer, Site, Wanted, start
from world import JAKARTA, Article, Clock, FakeSite

TEXT = "KPU Kota Contoh menggelar kegiatan bersama para pemangku kepentingan.\n\nKegiatan ini dihadiri oleh anggota."
Serve = Callable[[Answerer], Site]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers = []

    def serve(answer: Answerer) -> Site:
        servers.append(start(answer))
        return servers[-1].site

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def fake() -> FakeSite:
    """A site with three articles."""
    articles = [Article(n, f"Kegiatan {n} di Kantor", TEXT, "13 November 2025") for n in (9, 8, 7)]
    return FakeSite(Clock(), articles)


class Installation:
    """A folder with a configuration, and the daemon in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def configure(self, *sites: Site, schedule: str = "1h", more: str = "", id: str = "kpu") -> None:
        sources = "\n".join(
            f'  - {{id: {id}{place or ""}, kind: kpu, url: "{site.url}blog/category/104", schedule: "{schedule}"}}'
            for place, site in enumerate(sites)
        )
        text = f"fetch: {{delay: 0s, attempts: 1, allow_private: [127.0.0.1]}}\n{more}\nsources:\n{sources}\n"
        (self.folder / "config.yaml").write_text(text)

    @contextmanager
    def running(self, *options: str, **variables: str) -> Iterator[Daemon]:
        """A watchdog of a second makes it tick three times in one."""
        environ = {**os.environ, "WATCHDOG_USEC": "1000000", **variables}
        command = [sys.executable, "-m", "feeder", "run", *options]
        with subprocess.Popen(command, cwd=self.folder, env=environ, stderr=subprocess.PIPE, text=True) as process:
            try:
                yield Daemon(process)
            finally:
                process.kill()

    @contextmanager
    def store(self) -> Iterator[SqlStore]:
        with closing(open_store(f"sqlite:///{self.folder}/feeder.db", JAKARTA)) as store:
            yield store

    def titles(self) -> list[str]:
        with self.store() as store:
            return [each.item.title for each in store.newest((), 20)]

    def hurry(self, source: str = "kpu") -> None:
        """Its time has come."""
        with self.store() as store, store.begin("") as transaction:
            transaction.due(source, datetime.now(UTC))


class Daemon:
    """A process, and what it says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.put(line.rstrip("\n"))

    def says(self, words: str) -> str:
        """The next line with these words."""
        while True:
            line = self.lines.get(timeout=PATIENCE)
            if words in line:
                return line

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """Where systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(PATIENCE)
        yield systemd


def hears(manager: socket.socket, words: str) -> None:
    """Waits for a message that begins with these words."""
    while not manager.recv(999).decode().startswith(words):
        pass


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def test_it_asks_what_is_due_publishes_and_ends_when_told(here: Installation, fake: FakeSite, serve: Serve) -> None:
    site = serve(answers(fake))
    here.configure(site)
    with here.running() as daemon:
        assert daemon.says("runs, with 1 source: kpu")
        said = daemon.says("next at ")
        assert " kpu: 3 new, 0 revised, 0 unchanged; " in said
        wait = datetime.fromisoformat(said.strip()[-16:]) - datetime.fromisoformat(said[:16])
        assert timedelta(minutes=58) < wait < timedelta(minutes=62), "an hour, and this source's share of a minute"
        assert daemon.end() == 0
        assert daemon.says("asked to end")
    assert here.titles() == [each.title for each in fake.articles]
    assert "Kegiatan 9 di Kantor" in (here.folder / "output" / "atom.xml").read_text()


def test_a_restart_neither_forgets_nor_floods(
    here: Installation, fake: FakeSite, serve: Serve, manager: socket.socket
) -> None:
    site = serve(answers(fake))
    here.configure(site)
    with here.running() as daemon:
        daemon.says("3 new")
        assert daemon.end() == 0
    site.everything.clear()
    with here.running(NOTIFY_SOCKET=manager.getsockname()) as daemon:
        for _ in range(3):  # ticks
            hears(manager, "WATCHDOG=1")
        assert site.everything == []
        here.hurry()
        daemon.says("nothing new")
        assert [each.path for each in site.everything] == ["/blog/category/104"]
        assert daemon.end(signal.SIGINT) == 0


def test_a_fetch_by_hand_moves_the_next_time(here: Installation, fake: FakeSite, serve: Serve) -> None:
    here.configure(serve(answers(fake)))
    command = [sys.executable, "-m", "feeder", "fetch"]
    assert subprocess.run(command, cwd=here.folder, stdout=subprocess.DEVNULL, timeout=PATIENCE).returncode == 0
    with here.store() as store:
        due = store.state("kpu").due
        assert due
        assert 3500 < (due - datetime.now(UTC)).total_seconds() < 3700


def test_the_configuration_is_read_again_and_a_bad_one_is_not_taken(
    here: Installation, fake: FakeSite, serve: Serve
) -> None:
    site = serve(answers(fake))
    here.configure(site)
    with here.running() as daemon:
        daemon.says("3 new")
        here.configure(site, schedule="0 0 31 2 *")
        daemon.process.send_signal(signal.SIGHUP)
        assert daemon.says("not taken").partition("error: ")[2] == (
            "the configuration is not taken: config.yaml:4: sources.kpu.schedule: '0 0 31 2 *' never comes: no such "
            "day in these months; write minute, hour, day, month and weekday, as */30 * * * *"
        )
        daemon.says("feeder goes on with the configuration as it was")
        here.hurry()
        daemon.says("kpu: nothing new")
        here.configure(site, id="lain")
        daemon.process.send_signal(signal.SIGHUP)
        daemon.says("the configuration was read again; 1 source: lain")
        daemon.says("lain: 0 new, 0 revised, 3 unchanged")
        assert daemon.end() == 0


def test_what_needs_a_restart_is_said(here: Installation, fake: FakeSite, serve: Serve) -> None:
    site = serve(answers(fake))
    here.configure(site)
    with here.running() as daemon:
        daemon.says("3 new")
        here.configure(site, more="database: sqlite:///other.db\npublisher: {timezone: Asia/Makassar}")
        daemon.process.send_signal(signal.SIGHUP)
        daemon.says("error: the configuration is not taken: database: changed, which needs a restart of feeder")
        daemon.says(
            "error: the configuration is not taken: publisher.timezone: changed, which needs a restart of feeder"
        )
        assert daemon.end() == 0


def slow(fake: FakeSite, go: threading.Event) -> tuple[Answerer, Queue[str]]:
    """The site, whose articles answer only after the event; and which were asked."""
    asked, answer = Queue[str](), answers(fake)

    def slowly(wanted: Wanted) -> Iterable[bytes]:
        asked.put(wanted.path)
        if "read" in wanted.path:
            go.wait()
        return answer(wanted)

    return slowly, asked


def test_the_end_comes_after_the_request_in_hand_and_nothing_is_lost(
    here: Installation, fake: FakeSite, serve: Serve
) -> None:
    go = threading.Event()
    answer, asked = slow(fake, go)
    here.configure(serve(answer))
    with here.running() as daemon:
        while "read" not in asked.get(timeout=PATIENCE):
            pass
        daemon.process.send_signal(signal.SIGTERM)
        daemon.says("asked to end")
        go.set()
        assert daemon.process.wait(PATIENCE) == 0
        daemon.says("kpu: the rest is read after the next start")
    assert here.titles() == ["Kegiatan 9 di Kantor"]
    assert "Kegiatan 9 di Kantor" in (here.folder / "output" / "atom.xml").read_text()
    with here.running() as daemon:
        daemon.says("kpu: 2 new, 0 revised, 1 unchanged")
    assert here.titles() == [each.title for each in fake.articles]


def test_a_site_that_does_not_answer_does_not_hold_the_end_up(here: Installation, fake: FakeSite, serve: Serve) -> None:
    go = threading.Event()
    answer, asked = slow(fake, go)
    here.configure(serve(answer))
    with here.running() as daemon:
        while "read" not in asked.get(timeout=PATIENCE):
            pass
        assert daemon.end() == 0
    go.set()
    with here.store() as store:
        assert store.check() == ()
        assert store.due(datetime.now(UTC), ["kpu"]) == ["kpu"]


def test_a_second_signal_ends_it_at_once(here: Installation, fake: FakeSite, serve: Serve) -> None:
    go = threading.Event()
    answer, asked = slow(fake, go)
    here.configure(serve(answer))
    with here.running() as daemon:
        while "read" not in asked.get(timeout=PATIENCE):
            pass
        daemon.process.send_signal(signal.SIGTERM)
        daemon.says("asked to end")
        assert daemon.end() == -signal.SIGTERM
    go.set()
    with here.store() as store:
        assert store.check() == ()


def test_one_for_each_database_also_after_a_kill(here: Installation, fake: FakeSite, serve: Serve) -> None:
    here.configure(serve(answers(fake)))
    with here.running() as first:
        first.says("3 new")
        with here.running() as second:
            assert second.process.wait(PATIENCE) == 3
            assert second.says("feeder: ") == (
                f"feeder: {here.folder}/feeder.db: another `feeder run` works on this database; end it first, or give "
                "this one a database of its own"
            )
        first.end(signal.SIGKILL)
    with here.running() as third:
        third.says("runs, with")
        assert third.end() == 0


def test_mistakes_in_the_configuration_end_the_start(here: Installation) -> None:
    (here.folder / "config.yaml").write_text("sources: []\n")
    with here.running() as daemon:
        assert daemon.process.wait(PATIENCE) == 2
        assert daemon.says("feeder: config.yaml:1: sources:")


def test_lines_for_programs_say_how_it_went_and_what_failed(here: Installation, fake: FakeSite, serve: Serve) -> None:
    fake.articles[1].broken = True
    here.configure(serve(answers(fake)))
    with here.running("--log-format", "json") as daemon:
        failed = json.loads(daemon.says("failure"))
        done = json.loads(daemon.says("2 new"))
        assert daemon.end() == 0
    assert failed["level"] == "warning"
    assert failed["source"] == "kpu"
    assert "503" in failed["failure"]
    assert (done["new"], done["failed"], done["level"]) == (2, 1, "info")
    assert datetime.fromisoformat(done["due"]) > datetime.now(UTC)
    assert TEXT[:20] not in str(failed) + str(done)


def test_metrics_are_served(here: Installation, fake: FakeSite, serve: Serve) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    here.configure(serve(answers(fake)), more=f"metrics: 127.0.0.1:{port}")
    with here.running() as daemon:
        daemon.says("3 new")
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
            assert 'feeder_items{source="kpu"} 3.0' in answer.read().decode()
        assert daemon.end() == 0


def test_metrics_are_written(here: Installation, fake: FakeSite, serve: Serve) -> None:
    here.configure(serve(answers(fake)), more="metrics: feeder.prom")
    with here.running() as daemon:
        daemon.says("3 new")
        assert daemon.end() == 0
    assert 'feeder_items{source="kpu"} 3.0' in (here.folder / "feeder.prom").read_text()


def test_a_service_manager_is_told(here: Installation, fake: FakeSite, serve: Serve, manager: socket.socket) -> None:
    here.configure(serve(answers(fake)))
    with here.running(NOTIFY_SOCKET=manager.getsockname()) as daemon:
        assert manager.recv(999) == b"READY=1\nSTATUS=1 source: kpu"
        hears(manager, "WATCHDOG=1")
        hears(manager, "STATUS=kpu: 3 new")
        daemon.process.send_signal(signal.SIGHUP)
        hears(manager, "RELOADING=1\nMONOTONIC_USEC=")
        hears(manager, "READY=1")
        assert daemon.end() == 0
        hears(manager, "STOPPING=1")


def test_metrics_without_the_library_for_them(here: Installation, fake: FakeSite, serve: Serve) -> None:
    here.configure(serve(answers(fake)), more="metrics: feeder.prom")
    code = "import sys; sys.modules['prometheus_client'] = None; from feeder.cli import main; sys.exit(main(['run']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=here.folder, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "feeder: metrics need one more package: pip install 'feeder-kpu[metrics]'\n"


def test_the_status_explains_an_adaptive_schedule(
    here: Installation, fake: FakeSite, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    here.configure(serve(answers(fake)), schedule="auto")
    config = str(here.folder / "config.yaml")
    assert main(["fetch", "--config", config]) == 0
    assert main(["status", "--config", config]) == 0
    said = capsys.readouterr().out
    assert "; auto: 3 items in " in said
    assert " of them on working days; asked " in said


def test_a_webhook_that_was_down_is_told_by_the_next_daemon(here: Installation, fake: FakeSite, serve: Serve) -> None:
    hook = Hook()
    hook.answer = 500
    here.configure(serve(answers(fake)), more=f"webhooks: [{{url: '{hook.url}', secret_from: HOOK}}]")
    with hook.running():
        with here.running(HOOK="rahasia") as daemon:
            daemon.says("3 new")
            fake.articles.insert(0, Article(10, "Rapat Pleno", TEXT, "14 November 2025"))
            here.hurry()
            assert daemon.says("webhook").endswith(
                "warning: webhook 127.0.0.1: it answered 500 Internal Server Error; tried again in 1 min"
            )
            assert daemon.end() == 0
        hook.answer = 204
        hook.got.clear()
        hook.reached.clear()
        with closing(sqlite3.connect(here.folder / "feeder.db")) as database, database:
            database.execute("UPDATE outbox SET due = 0")
        with here.running(HOOK="rahasia") as daemon:
            assert hook.reached.wait(PATIENCE)
            assert daemon.end() == 0
    [(_, body)] = hook.got
    assert json.loads(body)["title"] == "Rapat Pleno"


def test_a_secret_that_is_not_there_is_told_at_the_start(here: Installation, fake: FakeSite, serve: Serve) -> None:
    more = "webhooks: [{url: 'https://hooks.example.org/kpu', secret_from: HOOK}]"
    here.configure(serve(answers(fake)), more=more)
    with here.running() as daemon:
        said = daemon.says("warning: ")
        assert "webhook hooks.example.org: the variable HOOK, which holds its secret, is not set; set it" in said
        assert daemon.end() == 0


def served(daemon: Daemon) -> str:
    """The address of the server in the daemon."""
    return daemon.says("serving ").rpartition(" at ")[2]


def once(ask: Callable[[], httpx.Response], good: Callable[[httpx.Response], bool]) -> httpx.Response:
    """The first answer that is good."""
    end = time.monotonic() + PATIENCE
    while not good(answer := ask()):
        assert time.monotonic() < end, answer.text
    return answer


def test_it_answers_with_the_files_too_and_ends_both(here: Installation, fake: FakeSite, serve: Serve) -> None:
    here.configure(serve(answers(fake)))
    with here.running("--serve", "--port", "0") as daemon, httpx.Client(base_url=served(daemon)) as client:
        daemon.says("3 new")
        first = once(lambda: client.get("atom.xml"), lambda answer: answer.status_code == 200)
        assert "Kegiatan 9 di Kantor" in first.text
        assert client.get("atom.xml", headers={"if-none-match": first.headers["etag"]}).status_code == 304
        assert daemon.end() == 0
        with pytest.raises(httpx.TransportError):
            client.get("atom.xml")


def test_somebody_who_reads_slowly_does_not_hold_the_end_up(here: Installation, fake: FakeSite, serve: Serve) -> None:
    here.configure(serve(answers(fake)))
    (here.folder / "output").mkdir()
    (here.folder / "output" / "large.json").write_bytes(b" " * 20_000_000)
    with here.running("--serve", "--port", "0") as daemon:
        url = httpx.URL(served(daemon))
        with socket.create_connection((url.host, url.port or 0)) as client:
            client.sendall(b"GET /large.json HTTP/1.1\r\nHost: feeder.example\r\n\r\n")
            assert client.recv(100).startswith(b"HTTP/1.1 200")
            assert daemon.end() == 0


def test_a_reload_is_one_of_the_server_too(here: Installation, fake: FakeSite, serve: Serve) -> None:
    site = serve(answers(fake))
    here.configure(site)
    with here.running("--serve", "--port", "0") as daemon, httpx.Client(base_url=served(daemon)) as client:
        daemon.says("3 new")
        (here.folder / "other").mkdir()
        (here.folder / "other" / "status.json").write_text("[]")
        here.configure(site, more="output: other")
        daemon.process.send_signal(signal.SIGHUP)
        daemon.says("the configuration was read again")
        once(lambda: client.get("status.json"), lambda answer: answer.text == "[]")
        here.configure(site, more="output: s3://bucket/feeds")
        daemon.process.send_signal(signal.SIGHUP)
        assert daemon.says("serves folders alone").endswith("the folder before is served on")
        assert daemon.end() == 0


def test_a_port_that_is_taken_ends_the_daemon_before_it_begins(
    here: Installation, fake: FakeSite, serve: Serve
) -> None:
    here.configure(serve(answers(fake)))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with here.running("--serve", "--port", port) as daemon:
            assert daemon.process.wait(PATIENCE) == 2
            assert daemon.says("cannot listen").endswith("choose with --host and --port")
