"""feeder import"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feeder import config
from feeder.cli import main

CONFIG = 'sources: [{id: kabar-example-org, kind: feed, url: "https://kabar.example.org/feed"}]  # mine\n'
OPML = """\
<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Langganan</title></head><body>
<outline text="Berita">
  <outline type="rss" text="Desa &amp; kota" xmlUrl="https://desa.example.org/feed"/>
  <outline title="Pasar" text="x" xmlURL=" https://pasar.example.org/rss "/>
</outline>
<outline text="Kabar" xmlUrl="http://www.kabar.example.org/feed/"/>
<outline text="Desa lagi" xmlUrl="https://desa.example.org/feed"/>
<outline text="Desa, komentar" xmlUrl="https://desa.example.org/komentar"/>
<outline text="Situs" htmlUrl="https://situs.example.org/"/>
</body></opml>
"""

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def installation(folder: Path) -> None:
    (folder / "config.yaml").write_text(CONFIG)


def imported(folder: Path, text: str, *options: str) -> int:
    (folder / "langganan.opml").write_text(text)
    return main(["import", "langganan.opml", *options])


def test_feeds_in_folders_become_sources(folder: Path, capsys: Printed) -> None:
    assert imported(folder, OPML) == 0
    sources = config.load(folder / "config.yaml", {}).sources[1:]
    assert [(each.id, each.kind, each.url, each.title) for each in sources] == [
        ("desa-example-org", "feed", "https://desa.example.org/feed", "Desa & kota"),
        ("pasar-example-org", "feed", "https://pasar.example.org/rss", "Pasar"),
        ("desa-example-org-2", "feed", "https://desa.example.org/komentar", "Desa, komentar"),
    ]
    assert "# mine" in (folder / "config.yaml").read_text()
    printed = capsys.readouterr()
    assert "added: desa-example-org: https://desa.example.org/feed" in printed.out
    assert "3 added, 2 there already, 0 refused" in printed.out
    assert "opml:7: http://www.kabar.example.org/feed/ is the source kabar-example-org already" in printed.err
    assert "opml:8: https://desa.example.org/feed is the source desa-example-org already" in printed.err


def test_a_second_time_adds_nothing(folder: Path, capsys: Printed) -> None:
    imported(folder, OPML)
    before = (folder / "config.yaml").read_text()
    assert imported(folder, OPML) == 0
    assert (folder / "config.yaml").read_text() == before


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/x", "feed:x", "//a/b"])
def test_what_is_no_web_address_is_refused_and_named(url: str, folder: Path, capsys: Printed) -> None:
    outlines = f'<outline text="A" xmlUrl="{url}"/><outline text="B" xmlUrl="https://b.example.org/"/>'
    assert imported(folder, f"<opml><body>{outlines}</body></opml>") == 1
    assert [each.id for each in config.load(folder / "config.yaml", {}).sources[1:]] == ["b-example-org"]
    assert f"opml:1: {url!r} is no web address\n" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["feed://b.example.org/rss", "FEED:http://b.example.org/rss"])
def test_an_address_for_programs_that_read_feeds_is_one_of_the_web(url: str, folder: Path) -> None:
    assert imported(folder, f'<opml><body><outline text="B" xmlUrl="{url}"/></body></opml>') == 0
    assert [each.url for each in config.load(folder / "config.yaml", {}).sources[1:]] == ["http://b.example.org/rss"]


def test_a_feed_without_an_address_is_told(folder: Path, capsys: Printed) -> None:
    outlines = '<outline type="rss" text="A"/>\n<outline text="B" xmlUrl="https://b.example.org/"/><outline text="C"/>'
    assert imported(folder, f"<opml><body>{outlines}</body></opml>") == 1
    printed = capsys.readouterr()
    assert printed.err == "feeder: langganan.opml:1: 'A' lacks the address of its feed (xmlUrl)\n"
    assert "1 added, 0 there already, 1 refused" in printed.out


def test_as_json(folder: Path, capsys: Printed) -> None:
    assert imported(folder, OPML, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in told["added"]] == ["desa-example-org", "pasar-example-org", "desa-example-org-2"]
    assert len(told["skipped"]) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<opml><body>\n<outline></opml>", "langganan.opml:2: this is no XML: "),
        ("", "langganan.opml:1: this is no XML: "),
        ("<rss></rss>", "langganan.opml:1: this is no OPML: it begins with <rss>"),
        ("<opml><body><outline text='A'/></body></opml>", "no outline in it has an address of a feed"),
    ],
)
def test_a_file_that_cannot_be_used(text: str, message: str, folder: Path, capsys: Printed) -> None:
    assert imported(folder, text) == 2
    assert message in capsys.readouterr().err
    assert (folder / "config.yaml").read_text() == CONFIG


def test_entities_lead_nowhere(folder: Path) -> None:
    (folder / "secret.txt").write_text("https://secret.example.org/")
    entity = f'<!DOCTYPE opml [<!ENTITY x SYSTEM "{(folder / "secret.txt").as_uri()}">]>'
    assert imported(folder, f"{entity}<opml><body><outline text='A' xmlUrl='&x;'/></body></opml>") == 2
    assert "secret" not in (folder / "config.yaml").read_text()


def test_a_bomb_of_entities_is_refused(folder: Path, capsys: Printed) -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(10))
    outline = "<outline text='&e9;' xmlUrl='https://a.example.org/'/>"
    assert imported(folder, f"<!DOCTYPE opml [{bomb}]><opml><body>{outline}</body></opml>") == 2
    assert "this is no XML" in capsys.readouterr().err


def test_a_file_that_is_not_there(folder: Path, capsys: Printed) -> None:
    assert main(["import", "nowhere.opml"]) == 2
    assert "nowhere.opml: cannot be read" in capsys.readouterr().err


def test_without_a_configuration_there_is_nothing_to_add_them_to(folder: Path, capsys: Printed) -> None:
    (folder / "config.yaml").unlink()
    assert imported(folder, OPML) == 2
    assert "config.yaml: there is no such file to add them to; `feeder init` makes one" in capsys.readouterr().err
