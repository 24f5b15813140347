"""feeder init --offices"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from cli.conftest import Serve

from feeder.cli import main, offices
from feeder.cli.probing import probing
from feeder.config import Config, load

JAKARTA = offices.PROVINCES["jakarta"]
UNSEEN = ["kpu-jakarta-utara", "kpu-jakarta-timur", "kpu-kepulauan-seribu"]
LIST = "<main><h1>Berita Terkini</h1>{}</main>".format(
    "".join(
        f'<div><h3><a href="/blog/read/{number}_kabar">Kabar nomor {number} dari kantor</a></h3><p>Isi</p></div>'
        for number in range(1, 6)
    )
)

Printed = pytest.CaptureFixture[str]


def configured(folder: Path) -> Config:
    return load(folder / "config.yaml", {})


def test_the_province_its_offices_and_one_feed_of_all(folder: Path, capsys: Printed) -> None:
    assert main(["init", "--offices", "jakarta", "--no-probe", "--contact", "mailto:me@example.org"]) == 0
    found = configured(folder)
    assert [source.url.partition(".kpu.go.id")[0] for source in found.sources] == [
        "https://jakarta",
        "https://jakartapusat",
        "https://jakartautara",
        "https://jakartabarat",
        "https://jakartaselatan",
        "https://jakartatimur",
        "https://kab-kepulauanseribu",
    ]
    [feed] = found.feeds
    assert (feed.id, feed.sources) == ("kpu-se-jakarta", tuple(source.id for source in found.sources))
    assert found.fetch.contact == "mailto:me@example.org"
    assert [line.split(": ")[1] for line in capsys.readouterr().out.splitlines() if "not verified" in line] == UNSEEN


def test_a_contact_needs_no_reminder(folder: Path, capsys: Printed) -> None:
    assert main(["init", "--contact", "me@example.org"]) == 0
    assert configured(folder).fetch.contact == "mailto:me@example.org"
    assert "PUT YOUR OWN HERE" not in (folder / "config.yaml").read_text()
    assert "Put your address" not in capsys.readouterr().out


def test_without_a_contact_there_is_one(folder: Path, capsys: Printed) -> None:
    assert main(["init"]) == 0
    assert "PUT YOUR OWN HERE" in (folder / "config.yaml").read_text()
    assert "Put your address in place of mailto:operator@example.org" in capsys.readouterr().out


@pytest.mark.parametrize("contact", ["me", 'mailto:"me"@example.org', "https://example.org/\\"])
def test_a_contact_that_is_none(folder: Path, capsys: Printed, contact: str) -> None:
    assert main(["init", "--contact", contact]) == 2
    assert f"--contact {contact}: write mailto:you@example.org, or the address of a page" in capsys.readouterr().err
    assert not (folder / "config.yaml").exists()


def test_the_schema_that_the_file_names_lies_beside_it(folder: Path, capsys: Printed) -> None:
    (folder / "there").mkdir()
    assert main(["init", "--config", "there/mine.yaml"]) == 0
    assert (folder / "there/mine.yaml").read_text().startswith("# yaml-language-server: $schema=./config.schema.json\n")
    capsys.readouterr()
    assert main(["schema"]) == 0
    assert (folder / "there/config.schema.json").read_text() == capsys.readouterr().out
    assert main(["init", "--config", "nowhere/mine.yaml"]) == 2
    assert "cannot be written (No such file or directory); name another place" in capsys.readouterr().err


def test_the_variable_names_the_file_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDER_CONFIG", "other.yaml")
    assert main(["init"]) == 0
    assert (folder / "other.yaml").exists()


def test_what_nobody_has_seen_is_marked(folder: Path) -> None:
    assert main(["init", "--offices", "jakarta", "--no-probe"]) == 0
    lines = (folder / "config.yaml").read_text().splitlines()
    marked = [
        lines[place + 1].split("//")[1].split(".")[0] for place, line in enumerate(lines) if "NOT VERIFIED" in line
    ]
    assert marked == ["jakartautara", "jakartatimur", "kab-kepulauanseribu"]


def test_a_file_that_is_there_stays(folder: Path, capsys: Printed) -> None:
    (folder / "config.yaml").write_text("mine")
    assert main(["init", "--offices", "jakarta"]) == 2
    assert "config.yaml: is there already; work in another folder" in capsys.readouterr().err
    assert (folder / "config.yaml").read_text() == "mine"


def test_an_office_that_answers_is_verified_and_one_that_does_not_is_not() -> None:
    answers = {office.url: "" for office in JAKARTA.offices}
    answers["https://jakartatimur.kpu.go.id/blog/category/104"] = "there is no such host"
    answers["https://jakartabarat.kpu.go.id/blog/category/104"] = "the page lists\nno news"
    assert offices.doubts(JAKARTA.offices, answers) == {
        "kpu-jakarta-barat": "the page lists\nno news",
        "kpu-jakarta-timur": "there is no such host",
    }
    example = files("feeder.config").joinpath("example.yaml").read_text(encoding="utf-8")
    text = offices.written(example, JAKARTA, offices.doubts(JAKARTA.offices, answers))
    assert "    # NOT VERIFIED: the page lists no news\n" in text


def test_where_none_answers_this_machine_is_offline() -> None:
    answers = {office.url: "the host cannot be found" for office in JAKARTA.offices}
    assert list(offices.doubts(JAKARTA.offices, answers)) == UNSEEN


def test_a_probe_looks_for_a_list_of_news(folder: Path, serve: Serve) -> None:
    site = serve({"/blog/category/104": LIST, "/blog/category/11": "<p>Halaman ini kosong.</p>"})
    with probing("mailto:me@example.org") as why_not:
        assert why_not(f"{site.url}blog/category/104") == ""
        assert why_not(f"{site.url}blog/category/11") != ""
        assert "404" in why_not(f"{site.url}blog/category/12")
    assert "me@example.org" in site.requests[0].headers["user-agent"]
    assert list(folder.iterdir()) == []
