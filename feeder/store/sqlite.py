"""SQLite: one file, write-ahead log, readers that never wait."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from itertools import chain, count
from pathlib import Path
from time import monotonic, sleep
from typing import ClassVar

from feeder.errors import StoreError
from feeder.store.engine import Driver

_PATIENCE = 30  # seconds to wait for another process that writes

_PRAGMAS = (
    "PRAGMA synchronous = NORMAL",  # with WAL, power loss may cost the last transactions and never the database
    "PRAGMA foreign_keys = ON",
)

_DAMAGED = "the file is damaged, or is no database: put a backup in its place, with `feeder restore FILE --force`"

#: By primary result code, https://www.sqlite.org/rescode.html
_WORDS = {
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_READONLY: "cannot be written: let this user write to the file and to its folder",
    sqlite3.SQLITE_PERM: "permission denied: let this user read and write the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: let this user read and write the file and its folder",
    sqlite3.SQLITE_FULL: "the disk is full: make room and run again",
    sqlite3.SQLITE_IOERR: "the disk fails: see that it is in order, has room, and is no network drive",
    sqlite3.SQLITE_BUSY: f"another process has held it for {_PATIENCE} seconds: wait until it is done, or end it",
    sqlite3.SQLITE_LOCKED: "another part of this program holds it: run again",
}


class Sqlite(Driver):
    errors = sqlite3.Error
    types: ClassVar = {"number": "INTEGER PRIMARY KEY", "text": "TEXT"}
    exists = "SELECT 1 FROM sqlite_master WHERE name = 'feeder'"
    others = "SELECT name FROM sqlite_master WHERE type = 'table' LIMIT 1"
    recount = "SELECT 1"  # it always does
    checks = (
        "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        "SELECT 'row ' || rowid || ' of ' || \"table\" || ' belongs to nothing' FROM pragma_foreign_key_check",
    )

    def __init__(self, path: str) -> None:
        """What follows sqlite:// in the address: a slash, and the path of the file."""
        if not path.startswith("/") or path[1:] in ("", ":memory:"):
            raise StoreError("the address of an SQLite database is sqlite:///name.db, or sqlite:////folder/name.db")
        self.place = path[1:]
        self._path = Path(self.place)

    def there(self) -> bool:
        return self._path.exists()

    def connect(self) -> sqlite3.Connection:
        if sqlite3.sqlite_version_info < (3, 35):
            raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old: Python needs one with SQLite 3.35 or later")
        if not self._path.parent.is_dir():
            raise StoreError(f"{self.place}: the folder {self._path.parent} does not exist: create it")
        if self._path.is_dir():
            raise StoreError(f"{self.place}: is a folder, and should be the database's file")
        connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            _write_ahead(connection)
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def alive(self, connection: sqlite3.Connection) -> bool:
        return True

    def dialect(self, sql: str) -> str:
        return sql

    def begin(self, scope: str) -> str:
        return "BEGIN IMMEDIATE"  # one writer at a time, whatever the scope

    def freeze(self, tables: Sequence[str]) -> str:
        return self.begin("")

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """A lock on a file beside the database, which the system takes away with the process."""
        import fcntl

        with self._path.with_name(f"{self._path.name}.lock").open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                first = True
            except BlockingIOError:
                first = False
            yield first

    def skew(self, connection: sqlite3.Connection) -> timedelta:
        return timedelta(0)

    def backup(self, connection: sqlite3.Connection, path: Path) -> None:
        """A copy as of one moment, put in place once it is found sound; writers go on meanwhile."""
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder does not exist: create it")
        if path.is_dir():
            raise StoreError(f"{path}: is a folder: name a file in it")
        if path.exists() and not path.is_file():
            raise StoreError(f"{path}: is no ordinary file: name another one")
        if path.exists() and path.samefile(self._path):
            raise StoreError(f"{path}: is the database itself: name another file")
        part = path.with_name(path.name + ".part")
        try:
            with closing(sqlite3.connect(part)) as copy:
                connection.backup(copy)
                sound = _is_sound(copy)
            if not sound:
                raise StoreError(f"{self.place}: {_DAMAGED}; {path} is left as it was")
            part.replace(path)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"{path}: the backup cannot be written: {self.explain(error)}") from error
        finally:
            part.unlink(missing_ok=True)

    @contextmanager
    def restoring(self, path: Path, force: bool) -> Iterator[tuple[str, str]]:
        """The copy lies beside the database, and so does the old one afterwards."""
        if self._path.exists() and not force:
            raise StoreError(
                f"{self.place}: there is a database already; to put it aside and have the backup, add --force"
            )
        if self._path.exists() and path.exists() and path.samefile(self._path):
            raise StoreError(f"{path}: is the database itself: name a backup")
        part = self._path.with_name(self._path.name + ".part")
        aside = _free(self._path.with_name(self._path.name + ".before"))
        try:
            _copy(path, part)
            yield f"sqlite:///{part}", str(aside) if self._path.exists() else ""
            self._put_aside(aside)
            part.replace(self._path)
        finally:
            for left in ("", "-wal", "-shm"):
                part.with_name(part.name + left).unlink(missing_ok=True)

    def _put_aside(self, aside: Path) -> None:
        """With what it had not written into its file yet, if it can be opened at all."""
        if self._path.exists():
            with suppress(sqlite3.Error), closing(sqlite3.connect(self._path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for file in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                self._path.with_name(self._path.name + file).rename(aside.with_name(aside.name + file))

    def explain(self, error: Exception) -> str:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return _WORDS.get(code & 0xFF, str(error))


def _is_sound(connection: sqlite3.Connection) -> bool:
    try:
        [(said,)] = connection.execute("PRAGMA integrity_check(1)")
        return str(said) == "ok"
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        return False


def _free(path: Path) -> Path:
    """This path, or the first one with a number behind it that nothing lies at."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(each for each in chain([path], numbered) if not each.exists())


def _copy(backup: Path, part: Path) -> None:
    try:
        shutil.copyfile(backup, part)
    except OSError as error:
        raise StoreError(f"{backup}: the backup cannot be read: {error.strerror or error}") from error


def _write_ahead(connection: sqlite3.Connection) -> None:
    """For this one statement SQLite does not wait by itself: processes that make a database at once meet here."""
    deadline = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
        sleep(0.01)
