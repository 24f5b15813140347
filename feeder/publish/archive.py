"""The whole history as JSON: a file for each month of publication, and an index of the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

import orjson

from feeder.model import Channel, StoredItem
from feeder.publish.jsonfeed import line, lines

FOLDER = "archive/"
INDEX = f"{FOLDER}index.json"


@dataclass(frozen=True, slots=True)
class File:
    """A line of the index."""

    path: str  # below the output
    count: int
    sha256: str


def name(month: date) -> str:
    """The path below the output of a month's file."""
    return f"{FOLDER}{month:%Y/%m}.json"


def months(names: Iterable[str]) -> set[date]:
    """The months whose files are among these paths."""
    kept = (each.removeprefix(FOLDER).removesuffix(".json") for each in names if each.startswith(FOLDER))
    return {date.fromisoformat(f"{each.replace('/', '-')}-01") for each in kept}


class Month:
    """The bytes of a month's file, piece by piece: items in the order given, one a line, with their revisions and with
    those that were withdrawn. Only one item is held at a time. Can be gone through once, and knows its line of the
    index afterwards."""

    def __init__(self, month: date, items: Iterable[StoredItem], channel: Channel) -> None:
        self._month, self._items, self._channel = month, items, channel
        self._count, self._digest = 0, hashlib.sha256()
        self.size = 0  # bytes so far

    def __iter__(self) -> Iterator[bytes]:
        for piece in lines(b"{", map(self._line, self._items)):
            self._digest.update(piece)
            self.size += len(piece)
            yield piece

    @property
    def file(self) -> File:
        return File(name(self._month), self._count, self._digest.hexdigest())

    def _line(self, stored: StoredItem) -> bytes:
        self._count += 1
        return line(stored, self._channel)


def total(body: bytes | None) -> int:
    """How many items an index names; 0 where there is none, or no such file."""
    try:
        return sum(each["count"] for each in orjson.loads(body or b"{}").get("files", ()))
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
        return 0


def index(files: Iterable[File]) -> bytes:
    """archive/index.json, newest month first."""
    newest_first = sorted(files, key=lambda file: file.path, reverse=True)
    return b'{"files":[\n' + b",\n".join(orjson.dumps(asdict(file)) for file in newest_first) + b"\n]}\n"
