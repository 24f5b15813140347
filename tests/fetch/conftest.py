"""Sites on this machine, and the fetcher that asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from feeder.fetch.http import Visit, Web
from feeder.fetch.memory import MemoryHosts
from feeder.fetch.network import Resolve, system_resolver
from feeder.fetch.options import Options
from fetch.site import Answerer, Clock, Site, start

Serve = Callable[..., Site]
MakeWeb = Callable[..., Web]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a site from a function that answers; takes what `site.start` takes."""
    servers = []

    def serve(answer: Answerer, **options: Any) -> Site:
        servers.append(start(answer, **options))
        return servers[-1].site

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hosts() -> MemoryHosts:
    return MemoryHosts()


@pytest.fixture
def make_web(clock: Clock, hosts: MemoryHosts) -> Iterator[MakeWeb]:
    """A fetcher that may ask this machine, with options as given."""
    made: list[Web] = []

    def make(*, resolve: Resolve = system_resolver, random: Callable[[], float] = lambda: 0.0, **options: Any) -> Web:
        given = {"contact": "mailto:operator@example.org", "delay": 0.0, "allow_private": ("127.0.0.1",), **options}
        web = Web(
            hosts,
            Options(**given),
            now=clock.now,
            sleep=clock.sleep,
            monotonic=clock.monotonic,
            random=random,
            resolve=resolve,
            told=clock.told.append,
        )
        made.append(web)
        return web

    yield make
    for web in made:
        web.close()


@pytest.fixture
def visit(make_web: MakeWeb) -> Visit:
    """One run of one source, without delay between requests."""
    return make_web().for_source("contoh")
