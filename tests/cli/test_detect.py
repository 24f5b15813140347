"""feeder detect"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.conftest import Serve

from feeder import config
from feeder.cli import main

CARDS = "".join(
    f'<div><h3><a href="/kabar/{number}/berita-desa">Panen raya di lima desa dimulai pekan {number}</a></h3>'
    f"<p>Ringkasan berita nomor {number}.</p></div>"
    for number in range(1, 6)
)
LIST = f"<html><head><title>Kabar Desa</title></head><body><main><h1>Kabar</h1>{CARDS}</main></body></html>"
NAMING = LIST.replace("<head>", '<head><link rel="alternate" type="application/rss+xml" href="/rss">')
FEED = "<rss><channel><item><title>Panen raya</title><link>{site}kabar/1</link></item></channel></rss>"
CONFIG = """\
sources:
  - {id: kpu-jakarta, kind: kpu, url: "https://jakarta.kpu.go.id/blog/category/104"}  # the first

feeds: []  # none yet
"""

Printed = pytest.CaptureFixture[str]


def test_the_entry_goes_to_stdout_and_the_rest_to_stderr(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/kabar": LIST})
    assert main(["detect", f"{site.url}kabar"]) == 0
    printed = capsys.readouterr()
    pasted = folder / "config.yaml"
    pasted.write_text(f"sources:\n{printed.out}")
    [source] = config.load(pasted, {}).sources
    assert (source.kind, source.url, source.title) == ("page", f"{site.url}kabar", "Kabar Desa")
    assert f"page: {site.url}kabar: a list of links to " in printed.err
    assert "5 items\n    Panen raya di lima desa dimulai pekan 1\n" in printed.err


def test_nothing_is_left_where_there_is_no_configuration(folder: Path, serve: Serve) -> None:
    assert main(["detect", f"{serve({'/kabar': LIST}).url}kabar"]) == 0
    assert list(folder.iterdir()) == []


def test_what_is_added_can_be_read_again(folder: Path, serve: Serve) -> None:
    """People paste addresses as their browser shows them."""
    site = serve({"/kabar%20desa": LIST})
    Path("config.yaml").write_text(CONFIG)
    assert main(["detect", f" {site.url}kabar desa", "--add"]) == 0
    assert config.load(folder / "config.yaml", {}).sources[1].url == f"{site.url}kabar%20desa"


def test_the_host_that_an_address_sends_us_to_is_the_one(folder: Path, serve: Serve, capsys: Printed) -> None:
    new = serve({"/kabar": LIST})
    old = serve({"/": f'<meta http-equiv="refresh" content="0; url={new.url}kabar">'})
    assert main(["detect", old.url]) == 0
    assert f'url: "{new.url}kabar"' in capsys.readouterr().out


def test_as_json(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/kabar": NAMING, "/rss": FEED})
    assert main(["detect", f"{site.url}kabar", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in told["findings"]] == ["feed", "page"]
    assert told["source"]["url"] == f"{site.url}rss"


def test_another_of_several_things(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/kabar": NAMING, "/rss": FEED})
    assert main(["detect", f"{site.url}kabar", "--kind", "page"]) == 0
    assert "kind: page" in capsys.readouterr().out
    assert main(["detect", f"{site.url}kabar", "--kind", "kpu"]) == 1
    assert "nothing of the kind kpu was found" in capsys.readouterr().err


def test_a_kind_that_there_is_none_of_is_a_usage_error(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/kabar": LIST})
    with pytest.raises(SystemExit) as end:
        main(["detect", f"{site.url}kabar", "--kind", "pagee"])
    assert end.value.code == 2
    assert "(choose from 'kpu', 'kpu-api', 'page', 'feed')" in capsys.readouterr().err
    assert site.everything == []


def test_a_host_that_knows_no_https_is_told_with_the_remedy(folder: Path, serve: Serve, capsys: Printed) -> None:
    host = serve({"/kabar": LIST}).host
    for command in ("detect", "preview"):
        assert main([command, f"{host}/kabar"]) == 1
        assert f"; if the site has none, write http://{host}/…\n" in capsys.readouterr().err


def test_it_is_added_and_comments_are_kept(folder: Path, serve: Serve, capsys: Printed) -> None:
    (folder / "config.yaml").write_text(CONFIG)
    site = serve({"/kabar": LIST})
    assert main(["detect", f"{site.url}kabar", "--add"]) == 0
    printed = capsys.readouterr()
    text = (folder / "config.yaml").read_text()
    assert text.replace(printed.out, "") == CONFIG
    assert "added to config.yaml; `feeder fetch 127-0-0-1-" in printed.err
    assert main(["check"]) == 0


def test_it_is_not_added_twice(folder: Path, serve: Serve, capsys: Printed) -> None:
    (folder / "config.yaml").write_text(CONFIG)
    command = ["detect", f"{serve({'/kabar': LIST}).url}kabar", "--add"]
    assert main(command) == 0
    before = (folder / "config.yaml").read_text()
    assert main(command) == 2
    assert (folder / "config.yaml").read_text() == before
    assert "kabar is the source 127-0-0-1-" in capsys.readouterr().err


def test_there_is_no_configuration_to_add_it_to(folder: Path, serve: Serve, capsys: Printed) -> None:
    assert main(["detect", f"{serve({'/kabar': LIST}).url}kabar", "--add"]) == 2
    assert "config.yaml: there is no such file to add it to; `feeder init` makes one" in capsys.readouterr().err


def test_the_first_source_of_a_configuration(folder: Path, serve: Serve, capsys: Printed) -> None:
    (folder / "config.yaml").write_text("fetch: {allow_private: [127.0.0.1]}  # nothing else yet\n")
    assert main(["detect", f"{serve({'/kabar': LIST}).url}kabar", "--add"]) == 0
    written = (folder / "config.yaml").read_text()
    assert written.startswith("fetch: {allow_private: [127.0.0.1]}  # nothing else yet\n")
    assert main(["check"]) == 0


def test_a_list_of_rows_that_lead_anywhere(folder: Path, serve: Serve, capsys: Printed) -> None:
    rows = "".join(
        f'<tr><td>{9 - n} May 2025</td><td><a href="https://m{n}.example/?n={n}">What member {n} has said of it</a>'
        for n in range(5)
    )
    site = serve({"/list": f"<title>Members</title><h1>Members</h1><table>{rows}</table>"})
    assert main(["detect", f"{site.url}list"]) == 0
    assert f"page: {site.url}list: a list of rows that are made alike, 5 items" in capsys.readouterr().err


def test_nothing_found(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/": "<html><body><p>Selamat datang.</p></body></html>"})
    assert main(["detect", site.url]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "an almost empty page" in printed.err
    assert f"feeder: {site.url}: nothing to read was found" in printed.err


def test_a_page_that_cannot_be_had(folder: Path, serve: Serve, capsys: Printed) -> None:
    assert main(["detect", f"{serve({}).url}kabar"]) == 1
    assert "404" in capsys.readouterr().err
