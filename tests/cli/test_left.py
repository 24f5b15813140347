"""Sources and feeds that are no more in config.yaml, or have another id there: who looks is told."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feeder.cli import main

PAGE = """Berita Terkini

KPU Kota Contoh Menggelar Rapat Pleno Terbuka

Komisi Pemilihan Umum Kota Contoh menggelar rapat pleno terbuka pada Kamis (13/11). Rapat dihadiri tamu undangan.

KPU Kota Contoh Menerima Kunjungan Siswa

Sebanyak 64 siswa mengunjungi kantor KPU Kota Contoh pada Rabu (12/11/2025). Mereka belajar tentang pemilu.
"""
SOURCE = (
    "lama: is no source of config.yaml any more; 2 items of it stay in the main feed and the archive; "
    "if the source has another id now, write `formerly: [lama]` there"
)
FEED = "feeds/lama: is taken away by the next publishing, since config.yaml names no such source or feed any more"


def configure(source: str) -> None:
    url = "https://kota-contoh.kpu.go.id/blog/category/104"
    Path("config.yaml").write_text(f'sources: [{{{source}, kind: kpu, url: "{url}"}}]\n')


@pytest.fixture(autouse=True)
def renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source of two items got another id, and the configuration does not say so."""
    monkeypatch.chdir(tmp_path)
    configure("id: lama")
    Path("page.txt").write_text(PAGE)
    assert main(["ingest", "page.txt", "--source", "lama", "--seen-at", "2025-11-14"]) == 0
    configure("id: baru")


@pytest.mark.parametrize("command", ["check", "status"])
def test_what_is_left_is_named_with_the_remedy(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main([command]) == 0
    said = capsys.readouterr().out.splitlines()
    assert SOURCE in said
    assert any(line.startswith(FEED) for line in said)
    assert main([command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["left"] == {"sources": {"lama": 2}, "feeds": ["lama"]}


@pytest.mark.parametrize("command", ["check", "status"])
def test_the_remedy_helps(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure("id: baru, formerly: [lama]")
    capsys.readouterr()
    assert main([command]) == 0
    assert "lama:" not in capsys.readouterr().out


def test_once_it_is_taken_away_the_items_are_still_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish"]) == 0
    capsys.readouterr()
    assert main(["status"]) == 0
    said = capsys.readouterr().out
    assert SOURCE in said
    assert FEED not in said


def test_looking_changes_nothing(tmp_path: Path) -> None:
    """A wrong `formerly` that was only looked at has joined nothing."""
    configure("id: baru, formerly: [lama]")
    assert main(["check"]) == 0
    with closing(sqlite3.connect("feeder.db")) as database:
        assert database.execute("SELECT DISTINCT source FROM items").fetchall() == [("lama",)]
    Path("feeder.db").rename("kept.db")
    assert main(["check"]) == 0
    assert not Path("feeder.db").exists()


def test_a_database_that_cannot_be_read_is_no_mistake_of_the_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    Path("feeder.db").write_bytes(b"this is no database at all, " * 100)
    capsys.readouterr()
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert "feeder.db: the file is damaged, or is no database" in said.err
    assert said.out.startswith("no mistakes")


def test_a_source_that_was_never_asked_is_not_called_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    main(["status"])
    assert capsys.readouterr().out.startswith("baru: never fetched; newest item never")
