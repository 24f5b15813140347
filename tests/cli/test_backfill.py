"""feeder backfill"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeder.cli import main
from fetch.site import Site, Wanted, reply, start

ITEM = '<h3><a href="/blog/read/{n}_rapat">Rapat pleno terbuka ke-{n} di kantor</a></h3><p>{n} November 2025</p>'
PAGE = f"<html><title>Berita</title><h1>Berita</h1>{''.join(ITEM.format(n=n) for n in (13, 12))}</html>"


@pytest.fixture
def busy() -> Iterator[Site]:
    """A site that asks once to wait for an hour."""
    wishes = [reply(503, Retry_After="3600")]

    def answer(wanted: Wanted) -> list[bytes]:
        if wanted.path == "/robots.txt":
            return reply(404)
        return wishes.pop() if wishes else reply(body=PAGE.encode())

    server = start(answer)
    yield server.site
    server.shutdown()
    server.server_close()


def test_a_pause_is_kept_unless_it_is_forced(folder: Path, busy: Site, capsys: pytest.CaptureFixture[str]) -> None:
    source = f"{{id: kpu, kind: kpu, url: {busy.url}blog/category/104}}"
    (folder / "config.yaml").write_text(f"fetch: {{contact: mailto:a@example.org}}\nsources: [{source}]\n")
    assert main(["backfill", "kpu"]) == 1
    capsys.readouterr()
    assert main(["backfill", "kpu"]) == 1
    assert "unless with --force" in capsys.readouterr().err
    asked = len(busy.requests)
    main(["backfill", "kpu", "--force"])
    assert len(busy.requests) > asked
