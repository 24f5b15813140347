"""What tables there are, as the migrations make them: read off an empty database in memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from feeder.store.migrate import scripts
from feeder.store.sqlite import Sqlite


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]  # by which its rows are in order: the primary key, or its first column where it has none
    unique: bool  # whether the key is the primary key
    number: str  # the column that counts by itself; "" where there is none

    @property
    def others(self) -> tuple[str, ...]:
        """The columns beside the key."""
        return tuple(column for column in self.columns if column not in self.key)


@cache
def tables() -> tuple[Table, ...]:
    """All tables, each after those that it refers to."""
    with closing(sqlite3.connect(":memory:")) as memory:
        for script in scripts(Sqlite.types):
            memory.executescript(script)
        names = memory.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
        return tuple(_table(memory, name) for (name,) in names)


def _table(memory: sqlite3.Connection, name: str) -> Table:
    columns = memory.execute("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", (name,)).fetchall()
    key = tuple(column for _, column in sorted((pk, column) for column, _, pk in columns if pk))
    counts = [column for column, type, pk in columns if pk and type == "INTEGER" and len(key) == 1]
    names = tuple(column for column, _, _ in columns)
    return Table(name, names, key or names[:1], bool(key), "".join(counts))
