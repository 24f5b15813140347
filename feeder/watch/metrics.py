"""Figures for Prometheus, read off the store whenever somebody asks for them.

Counters of requests begin anew at midnight UTC: they come out of the ledger, so that a run from cron and the daemon
have the same ones, and a restart loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, start_http_server, write_to_textfile
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from feeder.errors import OutputError, StoreError
from feeder.health import Verdict
from feeder.ports.store import Store
from feeder.processes.fleet import Fleet
from feeder.processes.leasing import WORKER
from feeder.records import SourceState


class Figures(Collector):
    """What Prometheus calls a collector; of the store, the sources and the workers that there are when it is asked."""

    def __init__(
        self,
        store: Callable[[], Store],
        sources: Callable[[], Sequence[str]],
        fleet: Callable[[], Fleet | None] = lambda: None,
    ) -> None:
        self._store, self._sources, self._fleet = store, sources, fleet

    def collect(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("feeder_store_up", "Whether the store can be read.", value=0)
        try:
            store = self._store()
            now = store.now()
            found = [*_of_sources(store, self._sources(), now), *_of_requests(store, now)]
            found += _of_workers(self._fleet())
            up = GaugeMetricFamily("feeder_store_up", "Whether the store can be read.", value=1)
        except StoreError:
            found = []
        return [up, *found]


@contextmanager
def served(place: str, figures: Figures) -> Iterator[Callable[[], None]]:
    """`127.0.0.1:9464` answers as long as the block lasts; a path is a file that is written whenever what is yielded is
    called. Raises OutputError."""
    registry = CollectorRegistry()
    registry.register(figures)
    if place.endswith(".prom"):
        yield lambda: _write(place, registry)
        return
    host, _, port = place.rpartition(":")
    try:
        server, thread = start_http_server(int(port), host.strip("[]"), registry)
    except (OSError, OverflowError) as error:
        raise OutputError(
            f"metrics: {place} cannot be used ({error}); name a free port in the configuration"
        ) from error
    try:
        yield lambda: None
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _write(path: str, registry: CollectorRegistry) -> None:
    try:
        write_to_textfile(path, registry)
    except OSError as error:
        raise OutputError(f"metrics: {path} cannot be written ({error.strerror}); let this user write it") from error


def _of_sources(store: Store, sources: Sequence[str], now: datetime) -> Iterator[Metric]:
    states = {source: store.state(source) for source in sources}
    newest = {source: store.latest(source) for source in sources}
    counts = store.counts()
    yield _gauge("last_check_timestamp_seconds", "When the source was last asked.", _times(states, "checked"))
    yield _gauge("last_success_timestamp_seconds", "When that last went well.", _times(states, "succeeded"))
    yield _gauge("next_check_timestamp_seconds", "When it is asked next.", _times(states, "due"))
    ages = {source: (now - at).total_seconds() for source, at in newest.items() if at}
    yield _gauge("newest_item_age_seconds", "Age of the newest item.", ages)
    yield _gauge("items", "Items in the store.", {source: counts.get(source, 0) for source in sources})
    yield _gauge("failures_in_a_row", "Refreshes that failed since the last one that went well.", _failures(states))
    verdicts = GaugeMetricFamily("feeder_verdict", "1 for how the source is doing.", labels=("source", "verdict"))
    for source, state in states.items():
        for verdict in Verdict:
            verdicts.add_metric((source, verdict), (state.verdict or Verdict.QUIET) == verdict)
    yield verdicts


def _failures(states: Mapping[str, SourceState]) -> dict[str, float]:
    return {source: state.failures for source, state in states.items()}


def _times(states: Mapping[str, SourceState], field: str) -> dict[str, float]:
    return {source: at.timestamp() for source, state in states.items() if (at := getattr(state, field))}


def _gauge(name: str, words: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"feeder_{name}", words, labels=("source",))
    for source, value in values.items():
        family.add_metric((source,), value)
    return family


def _of_workers(fleet: Fleet | None) -> Iterator[Metric]:
    if not fleet:
        return
    yield GaugeMetricFamily("feeder_workers", "Workers that are at work.", value=len(fleet.alive))
    seen = GaugeMetricFamily("feeder_worker_seen_timestamp_seconds", "When it was last seen.", labels=("worker",))
    for each in (*fleet.alive, *fleet.gone):
        seen.add_metric((each.name.removeprefix(WORKER),), each.renewed.timestamp())
    yield seen
    jobs = GaugeMetricFamily("feeder_queue_jobs", "Jobs that nobody has begun.", labels=("queue",))
    for queue, count in fleet.queued.items():
        jobs.add_metric((queue,), count)
    yield jobs
    oldest = fleet.oldest.total_seconds() if fleet.oldest else 0.0
    yield GaugeMetricFamily("feeder_queue_oldest_seconds", "How long the oldest of them has waited.", value=oldest)
    yield GaugeMetricFamily("feeder_leases", "Sources, hosts and outputs that are in hand.", value=len(fleet.held))
    yield GaugeMetricFamily("feeder_sources_overdue", "Sources late by 5 minutes or more.", value=len(fleet.overdue))


def _of_requests(store: Store, now: datetime) -> Iterator[Metric]:
    """`trouble` is the kind of failure (errors.Trouble), "" for an answer that could be used."""
    labels = ("host", "source", "status", "trouble")
    requests = CounterMetricFamily(
        "feeder_requests", "Requests since midnight UTC; status 0: no answer.", labels=labels
    )
    size = CounterMetricFamily("feeder_received_bytes", "Bytes of bodies, as they were sent.", labels=labels)
    seconds = CounterMetricFamily("feeder_request_seconds", "Time from asking to the end of the answer.", labels=labels)
    for each in store.traffic(now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)):
        values = (each.host, each.source, str(each.status), each.note)
        requests.add_metric(values, each.count)
        size.add_metric(values, each.size)
        seconds.add_metric(values, each.seconds)
    return iter((requests, size, seconds))
