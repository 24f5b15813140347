"""An empty folder to work in, and a site on this machine that may be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fetch.site import Site, Wanted, reply, start

Serve = Callable[[dict[str, str]], Site]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, without a configuration; variables allow to ask this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FEEDER_FETCH__ALLOW_PRIVATE", "127.0.0.1")
    monkeypatch.setenv("FEEDER_FETCH__DELAY", "0s")
    return tmp_path


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a site of these pages, by path; `{site}` in them stands for its address."""
    servers = []

    def serve(pages: dict[str, str]) -> Site:
        def answer(wanted: Wanted) -> list[bytes]:
            page = pages.get(wanted.path)
            return reply(404) if page is None else reply(body=page.replace("{site}", server.site.url).encode())

        server = start(answer)
        servers.append(server)
        return server.site

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
