"""feeder history, with a store in a temporary folder."""

import json
import os
import pty
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from patience import PATIENCE

from feeder.cli import main
from feeder.cli.history import edits
from feeder.model import Item, StoredItem, When
from feeder.records import Write
from feeder.store.sql import open_store
from world import JAKARTA

AT = datetime(2025, 11, 13, 9, 12, tzinfo=JAKARTA)
ADDRESS = "https://h.id/blog/read/7_rapat"
OLD = (
    "Rapat digelar hari Senin di kantor dan dihadiri oleh seluruh anggota, sekretariat, serta perwakilan "
    "masyarakat dari semua kecamatan yang ada di kota ini.\n\nDemikian diumumkan."
)
CONFIG = 'sources: [{id: s, kind: kpu, url: "https://h.id/blog/category/104"}]'


def write(text: str, title: str, revision: int, reason: str = "") -> Write:
    item = Item(
        keys=("k",), names=("n",), url=ADDRESS, title=title, html="", text=text, summary="", published=When(at=AT),
    )  # fmt: skip
    stored = StoredItem(
        id="tag:h.id,2025:7", item=item, source="s", published=AT, updated=AT + timedelta(hours=revision),
        first_seen=AT, last_seen=AT, revision=revision,
    )  # fmt: skip
    return Write(stored=stored, digest=text, keys=("k",), names=("n",), reason=reason)


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One item, that was edited once."""
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG)
    with closing(open_store("sqlite:///feeder.db", JAKARTA)) as store, store.begin("s") as transaction:
        transaction.write("s", AT, [write(OLD, "Rapat pleno", 1)])
        transaction.write(
            "s",
            AT + timedelta(hours=2),
            [write(OLD.replace("Senin", "Selasa"), "Rapat pleno terbuka", 2, "title, text")],
        )


@pytest.mark.parametrize("name", ["tag:h.id,2025:7", ADDRESS, "1"])
def test_without_a_terminal_each_revision_is_whole_and_unwrapped(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", name]) == 0
    printed = capsys.readouterr().out
    assert OLD in printed
    assert OLD.replace("Senin", "Selasa") in printed
    assert printed.index("revision 1, 2025-11-13 09:12; replaced: title, text") < printed.index("revision 2")


def test_in_a_terminal_the_words_that_changed_are_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    printed = in_a_terminal("1")
    assert "\x1b[31;9mSenin\x1b[0m" in printed
    assert "\x1b[32mSelasa\x1b[0m" in printed


def test_no_color_gives_marks_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "hari [-Senin-] {+Selasa+} di kantor" in in_a_terminal("1")


def test_lines_fit_the_terminal() -> None:
    with closing(open_store("sqlite:///feeder.db", JAKARTA)) as store:
        stored = store.find("1")
    assert stored
    lines = list(edits(stored, JAKARTA, 40, colour=False))[3:]
    assert len(lines) > 4
    assert all(len(line) <= 40 + len("[--]{++}") for line in lines)


def test_an_item_that_never_changed_says_so() -> None:
    stored = replace(write(OLD, "Rapat", 1).stored, withdrawn=AT)
    said = "\n".join(edits(stored, JAKARTA, 80, colour=False))
    assert "withdrawn 2025-11-13 09:12" in said
    assert "it has never changed" in said


def test_json_is_the_form_of_the_archive(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "1", "--json"]) == 0
    item = json.loads(capsys.readouterr().out)
    [earlier] = item["_feeder"]["revisions"]
    assert (item["title"], earlier["title"]) == ("Rapat pleno terbuka", "Rapat pleno")
    assert (earlier["content_text"], earlier["_feeder"]["reason"]) == (OLD, "title, text")


def test_an_item_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "99"]) == 2
    assert "there is no item '99': name it by its id, its address or its number" in capsys.readouterr().err


def in_a_terminal(ref: str) -> str:
    """What the command prints to a person; in a process of its own, whose output is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "feeder", "history", ref]
    place = os.pathsep.join(sys.path)
    subprocess.run(command, stdout=theirs, env={**os.environ, "PYTHONPATH": place}, timeout=PATIENCE, check=True)
    os.close(theirs)
    printed = os.read(ours, 65536).decode()
    os.close(ours)
    return printed


def test_letters_that_a_terminal_does_not_know_are_escaped() -> None:
    with closing(open_store("sqlite:///feeder.db", JAKARTA)) as store, store.begin("s") as transaction:
        transaction.write("s", AT, [write("Isi — lengkap.", "Rapat “pleno” 😀", 3, "title, text")])
    command, letters = [sys.executable, "-m", "feeder", "history", "1"], os.environ | {"PYTHONIOENCODING": "ascii"}
    printed = subprocess.run(command, env=letters, capture_output=True, check=True).stdout.decode("ascii")
    assert r"Rapat \u201cpleno\u201d \U0001f600" in printed
    printed = subprocess.run([*command, "--json"], env=letters, capture_output=True, check=True).stdout.decode("ascii")
    assert json.loads(printed)["title"] == "Rapat “pleno” 😀"
