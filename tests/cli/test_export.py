"""feeder export: every revision of every item, a row each."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli.kept import install

from feeder.cli import main
from feeder.ports import Source
from world import Clock, FakeSite


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Source, site: FakeSite, clock: Clock) -> None:
    monkeypatch.chdir(tmp_path)
    install(source, site, clock)


def test_lines_of_json_hold_every_revision(capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run([sys.executable, "-m", "feeder", "export", "-o", "all.jsonl"], check=True)
    table = [json.loads(line) for line in Path("all.jsonl").read_text().splitlines()]
    assert [(row["title"], row["revision"], row["current"]) for row in table] == [
        ("", 1, True),  # hidden: its id and times are left
        ("Kegiatan 11 di Kantor", 1, True),
        ("Kegiatan 12 di Kantor", 1, False),
        ("Kegiatan 12 di Kantor", 2, True),
        ("Kegiatan 13 di Kantor", 1, True),
    ]
    before, after = table[2:4]
    assert before["id"] == after["id"]
    assert (before["reason"], before["until"]) == ("text", after["since"])
    assert "Ralat" not in before["text"]
    assert after["text"].endswith('Ralat: "pukul 9", bukan pukul 8.')
    assert (after["published"][:10], after["date_basis"], after["date_precision"]) == ("2025-11-12", "stated", "day")
    assert (table[0]["corrected"], table[0]["html"]) == (["hidden"], "")


def test_csv_says_the_same() -> None:
    assert main(["export", "--format", "csv", "-o", "all.csv"]) == 0
    assert main(["export", "-o", "all.jsonl"]) == 0
    with Path("all.csv").open(newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    others = [json.loads(line) for line in Path("all.jsonl").read_text().splitlines()]
    for row, other in zip(table, others, strict=True):
        assert list(row) == list(other)
        assert row == {name: written(value) for name, value in other.items()}


def written(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, bool):
        return json.dumps(value)
    return "" if value is None else str(value)


def test_parquet_says_the_same() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert main(["export", "--format", "parquet", "-o", "all.parquet"]) == 0
    assert main(["export", "-o", "all.jsonl"]) == 0
    table = parquet.read_table("all.parquet").to_pylist()
    others = [json.loads(line) for line in Path("all.jsonl").read_text().splitlines()]
    for row, other in zip(table, others, strict=True):
        said = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}
        assert said == other


def test_standard_output_takes_what_is_text() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "feeder", "export", "--format", "csv"], check=True, capture_output=True
    )
    assert done.stdout.startswith(b"id,revision,current,")


def test_a_file_is_what_its_name_says() -> None:
    assert main(["export", "-o", "all.csv"]) == 0
    assert Path("all.csv").read_text().startswith("id,revision,current,")
    assert main(["export", "-o", "all.CSV", "--format", "jsonl"]) == 0
    assert Path("all.CSV").read_text().startswith("{")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--format", "parquet"], 2, "Parquet is no text: name a file for it, with -o FILE"),
        (["-o", "nowhere/all.jsonl"], 3, "nowhere/all.jsonl: cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments]) == status
    assert words in capsys.readouterr().err


def test_without_its_library_parquet_names_it() -> None:
    hidden = "import sys; sys.modules['pyarrow'] = None; from feeder.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", hidden, "export", "--format", "parquet", "-o", "all.parquet"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == "feeder: Parquet needs one more package: pip install 'feeder-kpu[parquet]'\n"
    assert not list(Path().glob("all.parquet*"))


def test_a_pipe_is_written_to_and_stays_one() -> None:
    os.mkfifo("pipe")
    with subprocess.Popen([sys.executable, "-m", "feeder", "export", "-o", "pipe"]) as process:
        assert Path("pipe").read_text().startswith("{")
        assert process.wait() == 0
    assert Path("pipe").is_fifo()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="nothing here stands for a full disk")
@pytest.mark.parametrize("command", [["export"], ["status"], ["history", "1", "--json"]])
def test_what_is_printed_to_a_full_disk(command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "feeder", *command], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 3
    assert done.stderr.startswith("feeder: the result cannot be written (No space left on device)")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", [".", "output", ""])
def test_a_folder_is_no_table(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "-o", name]) == 3
    assert "is a folder; name a file in it" in capsys.readouterr().err
