"""What SQLite alone does: backups, and its troubles in plain words. The errors are its own, provoked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from feeder.errors import StoreError
from feeder.store.sql import SqlStore, open_store
from feeder.store.sqlite import Sqlite
from store.samples import FIRST, new
from world import JAKARTA


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "feeder.db"
    open_store(f"sqlite:///{path}", JAKARTA).close()
    return path


def trouble(path: Path, *statements: str, uri: str = "") -> str:
    """What is said about the error that these statements end with."""
    with closing(sqlite3.connect(uri or path, uri=bool(uri), timeout=0, isolation_level=None)) as raw:
        *before, last = statements
        for statement in before:
            raw.execute(statement)
        with pytest.raises(sqlite3.Error) as raised:
            raw.execute(last)
        return Sqlite(f"/{path}").explain(raised.value)


def test_a_full_disk(path: Path) -> None:
    fill = "INSERT INTO feeder VALUES ('a', zeroblob(1000000))"
    assert trouble(path, "PRAGMA max_page_count = 1", fill) == "the disk is full: make room and run again"


def test_a_file_that_may_only_be_read(path: Path) -> None:
    words = trouble(path, "DELETE FROM feeder", uri=f"file:{path}?mode=ro")
    assert words == "cannot be written: let this user write to the file and to its folder"


def test_a_file_that_may_not_be_opened(path: Path) -> None:
    words = trouble(path, "SELECT * FROM feeder", f"ATTACH '{path.parent}/none/other.db' AS other")
    assert words == "cannot be opened: let this user read and write the file and its folder"


def test_a_writer_that_does_not_end(path: Path) -> None:
    with closing(open_store(f"sqlite:///{path}", JAKARTA)) as store, store.begin("kpu"):
        words = trouble(path, "BEGIN IMMEDIATE")
    assert words == "another process has held it for 30 seconds: wait until it is done, or end it"


def test_anything_else_in_its_own_words(path: Path) -> None:
    assert trouble(path, "SELECT * FROM nowhere") == "no such table: nowhere"


@pytest.fixture
def filled(path: Path) -> SqlStore:
    store = open_store(f"sqlite:///{path}", JAKARTA)
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(1), new(2)])
    return store


def test_a_backup_holds_what_was_there_while_others_write(filled: SqlStore, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("the one of yesterday")
    with filled.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(3)])
        filled.backup(copy)
    filled.close()
    with closing(open_store(f"sqlite:///{copy}", JAKARTA)) as opened:
        assert [each.item.title for each in opened.everything()] == ["Judul 1", "Judul 2"]
        assert opened.check() == ()
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_is_never_written_over_the_database(filled: SqlStore, path: Path) -> None:
    with pytest.raises(StoreError, match="is the database itself: name another file"):
        filled.backup(path)
    assert len(list(filled.ids())) == 2
    filled.close()


def test_a_backup_into_nowhere(filled: SqlStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the folder does not exist: create it"):
        filled.backup(tmp_path / "none" / "copy.db")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="folder: is a folder: name a file in it"):
        filled.backup(tmp_path / "folder")
    filled.close()
