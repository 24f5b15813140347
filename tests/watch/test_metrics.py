"""What Prometheus reads."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from patience import PATIENCE
from prometheus_client.parser import text_string_to_metric_families

from feeder.errors import OutputError
from feeder.records import Asked, HostState, SourceState
from feeder.store.sql import SqlStore, open_store
from feeder.watch import metrics
from store.samples import new
from world import JAKARTA, Clock

HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqlStore]:
    """A store with one source that does well, and one that fails."""
    store = open_store(f"sqlite:///{tmp_path}/feeder.db", JAKARTA, clock)
    now = clock.now
    with store.begin("") as transaction:
        transaction.write("kpu", now, [new(1, at=now - 5 * HOUR), new(2, at=now - 3 * HOUR)])
        transaction.state(SourceState(source="kpu", checked=now, succeeded=now, due=now + HOUR, verdict="ok"))
        transaction.state(SourceState(source="lain", checked=now, failures=3, verdict="blocked"))
    store.hosts.release("", HostState(host="kpu.example"), [asked(now - each * HOUR) for each in (0, 1, 20)])
    store.hosts.release("", HostState(host="kpu.example"), [asked(now, status=403, note="blocked")])
    yield store
    store.close()


def asked(at: datetime, status: int = 200, note: str = "") -> Asked:
    return Asked(
        at=at,
        host="kpu.example",
        url="https://kpu.example/",
        source="kpu",
        status=status,
        size=1000,
        seconds=0.25,
        note=note,
    )


def read(text: str) -> dict[tuple[str, ...], float]:
    """Every sample, by its name and the values of its labels."""
    families = text_string_to_metric_families(text)
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def figures(store: SqlStore) -> metrics.Figures:
    return metrics.Figures(lambda: store, lambda: ["kpu", "lain"])


def written(store: SqlStore, path: Path) -> dict[tuple[str, ...], float]:
    with metrics.served(str(path), figures(store)) as write:
        write()
    return read(path.read_text())


def test_how_each_source_does(store: SqlStore, tmp_path: Path, clock: Clock) -> None:
    found = written(store, tmp_path / "feeder.prom")
    assert found["feeder_store_up",] == 1
    assert found["feeder_last_success_timestamp_seconds", "kpu"] == clock.now.timestamp()
    assert found["feeder_next_check_timestamp_seconds", "kpu"] == (clock.now + HOUR).timestamp()
    assert ("feeder_last_success_timestamp_seconds", "lain") not in found
    assert found["feeder_newest_item_age_seconds", "kpu"] == 3 * 3600
    assert (found["feeder_items", "kpu"], found["feeder_items", "lain"]) == (2, 0)
    assert found["feeder_failures_in_a_row", "lain"] == 3
    assert found["feeder_verdict", "lain", "blocked"] == 1
    assert found["feeder_verdict", "lain", "ok"] == 0


def test_requests_bytes_and_seconds_since_midnight_by_what_came_of_them(store: SqlStore, tmp_path: Path) -> None:
    found = written(store, tmp_path / "feeder.prom")  # it is 05:00 UTC
    good, blocked = ("kpu.example", "kpu", "200", ""), ("kpu.example", "kpu", "403", "blocked")
    assert found["feeder_requests_total", *good] == 2
    assert found["feeder_received_bytes_total", *good] == 2000
    assert found["feeder_request_seconds_total", *good] == 0.5
    assert found["feeder_requests_total", *blocked] == 1


def test_over_http(store: SqlStore) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with metrics.served(f"127.0.0.1:{port}", figures(store)):
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
            assert answer.headers["Content-Type"].startswith("text/plain")
            assert read(answer.read().decode())["feeder_items", "kpu"] == 2
        store.close()
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
            assert read(answer.read().decode()) == {("feeder_store_up",): 0}
    with pytest.raises((HTTPError, OSError)):
        urlopen(f"http://127.0.0.1:{port}/metrics", timeout=1)


def test_an_address_that_is_taken(store: SqlStore) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        place = f"127.0.0.1:{other.getsockname()[1]}"
        with (
            pytest.raises(OutputError, match=rf"metrics: {place} cannot be used .*; name a free port"),
            metrics.served(place, figures(store)),
        ):
            pass


def test_a_file_that_cannot_be_written(store: SqlStore, tmp_path: Path) -> None:
    place = f"{tmp_path}/gone/feeder.prom"
    with (
        metrics.served(place, figures(store)) as write,
        pytest.raises(OutputError, match=rf"metrics: {place} cannot be written \(No such file"),
    ):
        write()
