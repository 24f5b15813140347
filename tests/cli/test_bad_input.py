"""What people hand in by mistake: a clear message, the right exit status, nothing lost, feeds still valid."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from feeder.cli import main

CONFIG = 'sources: [{id: contoh, kind: kpu, url: "https://kota-contoh.kpu.go.id/blog/category/104"}]\n'

PAGE = """Berita Terkini

KPU Kota Contoh Menggelar Rapat Pleno Terbuka

Komisi Pemilihan Umum Kota Contoh menggelar rapat pleno terbuka pada Kamis (13/11). Rapat dihadiri tamu undangan.

KPU Kota Contoh Menerima Kunjungan Siswa

Sebanyak 64 siswa mengunjungi kantor KPU Kota Contoh pada Rabu (12/11/2025). Mereka belajar tentang pemilu.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text(CONFIG)
    return tmp_path


def ingest(*paths: Path | str) -> int:
    return main(["ingest", *map(str, paths), "--source", "contoh", "--seen-at", "2025-11-14"])


def items() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(Path("output/feed.json").read_text())["items"]
    return found


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "this file is empty"),
        (b"\x7fELF" + bytes(range(256)) * 20, "this file is no page, feed or text"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "this file is no page, feed or text"),
        (b"import os\n\nfor name in os.listdir():\n    print(name)\n", "expected a heading (the category)"),
    ],
)
def test_a_file_that_is_no_page_text_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], body: bytes, words: str
) -> None:
    (folder / "salah.txt").write_bytes(body)
    assert ingest("salah.txt") == 1
    said = capsys.readouterr().err
    assert "salah.txt" in said
    assert words in said


def test_json_that_is_no_feed_is_no_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "data.json").write_text(json.dumps({"title": "KPU Kota Contoh", "body": f"<p>{PAGE}</p>"}))
    assert ingest("data.json") == 1
    assert "data.json: this is JSON, and no page or feed" in capsys.readouterr().err
    assert items() == []


def test_in_a_folder_of_many_the_others_go_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pages").mkdir()
    (folder / "pages" / "a.txt").write_text(PAGE)
    (folder / "pages" / "b.txt").write_bytes(b"")
    assert ingest("pages") == 1
    said = capsys.readouterr().err
    assert "b.txt" in said
    assert "what failed was left out, and the rest is in" in said
    assert len(items()) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(folder: Path, encoding: str) -> None:
    text = PAGE.replace("tamu undangan", "tamu “undangan” – semua")
    (folder / "page.txt").write_bytes(text.encode(encoding))
    assert ingest("page.txt") == 0
    assert "tamu “undangan” – semua" in str(items()[0]["content_text"])


def test_control_characters_and_markup_in_titles_harm_no_feed(folder: Path) -> None:
    page = PAGE.replace("Menggelar Rapat", "Meng\x0bgelar ]]> <b>Rapat</b> & 🗳️")
    (folder / "page.txt").write_text(page)
    assert ingest("page.txt") == 0
    assert items()[0]["title"] == "KPU Kota Contoh Menggelar ]]> Rapat & 🗳️ Pleno Terbuka"


def test_a_path_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest("tidak-ada.txt") == 2
    assert "tidak-ada.txt: there is no such file or folder" in capsys.readouterr().err


def test_a_day_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "page.txt").write_text(PAGE)
    assert main(["ingest", "page.txt", "--source", "contoh", "--seen-at", "kemarin"]) == 2
    assert "write a day as 2025-11-14" in capsys.readouterr().err


def test_a_day_that_is_still_to_come(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "page.txt").write_text(PAGE)
    assert main(["ingest", "page.txt", "--source", "contoh", "--seen-at", "2999-01-01"]) == 2
    assert "--seen-at 2999-01-01: lies in the future" in capsys.readouterr().err


def test_the_folder_in_which_feeder_works_is_no_folder_of_pages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "page.txt").write_text(PAGE)
    assert ingest("page.txt") == 0
    capsys.readouterr()
    for name in (".", "output", folder):
        assert ingest(name) == 2
        assert "holds feeder's own output" in capsys.readouterr().err
    assert ingest("") == 2  # as a variable of the shell that is not set
    assert "PATH is empty" in capsys.readouterr().err
    assert len(items()) == 2


def test_a_source_that_is_not_configured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "page.txt").write_text(PAGE)
    assert main(["ingest", "page.txt", "--source", "lain"]) == 2
    assert "there is no source 'lain' in the configuration; it has: contoh" in capsys.readouterr().err


def test_no_command_is_a_question_for_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "first steps, in a folder of its own:" in capsys.readouterr().err


@pytest.mark.parametrize("pages", ["0", "-1", "many"])
def test_a_number_of_pages_that_is_none(capsys: pytest.CaptureFixture[str], pages: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["backfill", "contoh", f"--pages={pages}"])
    assert f"argument --pages: expected a number from 1 on, got '{pages}'" in capsys.readouterr().err


def test_no_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "config.yaml").unlink()
    assert main(["fetch"]) == 2
    assert "`feeder init` makes one" in capsys.readouterr().err


def test_a_configuration_without_sources(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "config.yaml").write_text("sources: []\n")
    assert main(["check"]) == 2
    assert "sources" in capsys.readouterr().err


def test_mistakes_for_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "config.yaml").write_text("sources: []\noutput: ''\n")
    assert main(["check", "--json"]) == 2
    said, told = capsys.readouterr()
    assert [each.partition(": ")[0] for each in json.loads(said)["mistakes"]] == ["config.yaml:1", "config.yaml:2"]
    assert len(told.splitlines()) == 2


def test_a_corrupted_database(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "feeder.db").write_bytes(b"this is no database at all, " * 100)
    assert main(["publish"]) == 3
    assert "feeder.db" in capsys.readouterr().err
    assert (folder / "feeder.db").read_bytes().startswith(b"this is no database")


def test_a_database_of_a_newer_feeder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish"]) == 0
    with sqlite3.connect("feeder.db") as connection:
        connection.execute("UPDATE feeder SET value = '999' WHERE name = 'schema'")
    connection.close()
    assert main(["publish"]) == 3
    assert "newer" in capsys.readouterr().err


def test_an_output_that_is_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "output").write_text("in the way")
    (folder / "page.txt").write_text(PAGE)
    assert ingest("page.txt") == 2
    assert "config.yaml" in capsys.readouterr().err
    (folder / "output").unlink()
    assert ingest("page.txt") == 0
    assert len(items()) == 2


def test_an_output_that_cannot_be_written_loses_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "page.txt").write_text(PAGE)
    (folder / "output" / "atom.xml").mkdir(parents=True)
    assert ingest("page.txt") == 3
    assert "a folder stands where a file is needed; move it away" in capsys.readouterr().err
    (folder / "output" / "atom.xml").rmdir()
    assert main(["publish"]) == 0
    assert len(items()) == 2


def test_a_first_publish_without_items_makes_empty_feeds(folder: Path) -> None:
    assert main(["publish"]) == 0
    assert items() == []
    assert (folder / "output" / "atom.xml").is_file()


def test_an_output_that_was_lost_is_written_again(folder: Path) -> None:
    (folder / "page.txt").write_text(PAGE)
    assert ingest("page.txt") == 0
    before = {each: each.read_bytes() for each in (folder / "output").rglob("*.*") if each.is_file()}
    shutil.rmtree(folder / "output")
    assert main(["publish"]) == 0
    assert {each: each.read_bytes() for each in (folder / "output").rglob("*.*") if each.is_file()} == before


def test_two_processes_at_once_on_one_database(folder: Path) -> None:
    for number in range(2):
        (folder / f"{number}.txt").write_text(PAGE.replace("Kota Contoh", f"Kota Contoh {number}"))
    command = [sys.executable, "-m", "feeder", "ingest", "--source", "contoh", "--seen-at", "2025-11-14"]
    running = [subprocess.Popen([*command, f"{number}.txt"], stderr=subprocess.PIPE) for number in range(2)]
    said = [line for process in running for line in process.communicate()[1].splitlines()]
    assert all(line.startswith(b"feeder: the output: another process of feeder") for line in said)  # a slow machine
    assert [process.returncode for process in running] == [0, 0]
    assert main(["publish", "--all"]) == 0
    assert len(items()) == 4
