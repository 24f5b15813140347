"""Whether what is kept is whole, and what is published says the same.

The database is asked for damage. Then everything is rendered anew and compared with the output, byte by byte: what was
lost, cut, edited or never written is found, whatever the reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

import orjson

from feeder.edition import look, publishing
from feeder.edition.channels import Site
from feeder.edition.publication import FRONT
from feeder.model import TOPIC
from feeder.ports import Folder, WriteFile
from feeder.ports.store import Store
from feeder.publish import archive, site_search, status

_REBUILD = look.OVER
_RESTORE = "put a backup in its place: feeder restore FILE --force"
_LEFT = "feeder publish takes it away; if the feed has another id now, write the old one there as `formerly` first"
_OURS = (
    "archive/",
    "assets/",
    "atom/",
    "feeds/",
    "items/",
    "json/",
    "schema/",
    "search/",
)  # nobody else puts anything there
_WORDS = "search/words/"
_PACKED = (".br", ".gz")  # what a web server keeps beside a file

#: Right in more than one way: they name the last look at the sites, or words that are not there any more.
_VARIES = (FRONT, status.NAME, site_search.INDEX, _WORDS)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not agree."""

    where: str  # the database, or the path of a file below the output
    what: str
    remedy: str


def verify(site: Site, store: Store, output: Folder) -> list[Fault]:
    """Everything that does not agree; nothing is changed. Reads everything once. Raises StoreError and OutputError."""
    if damage := store.check():
        return [Fault("database", each, _RESTORE) for each in damage]
    if found := look.strange(output, store):
        return [Fault("output", found, look.REMEDY)]  # and no word of taking away what is the only copy
    faults = {each.where: each for each in (*_archive(output), *_files(site, store, output))}
    if waiting := len(store.stale()):
        faults[""] = Fault("output", f"{waiting} changes in the database are not published yet", "feeder publish")
    return list(faults.values())


def _archive(output: Folder) -> Iterator[Fault]:
    """Files that are not what the index promises to those who copy the archive."""
    try:
        files = orjson.loads(output.read(archive.INDEX) or b'{"files": []}')["files"]
        promised = {str(each["path"]): str(each["sha256"]) for each in files}
    except (orjson.JSONDecodeError, KeyError, TypeError):
        yield Fault(archive.INDEX, "is no index of the archive", _REBUILD)
        return
    for path, digest in promised.items():
        body = output.read(path)
        if body is not None and hashlib.sha256(body).hexdigest() != digest:
            yield Fault(path, "is not what archive/index.json promises", _REBUILD)


def _files(site: Site, store: Store, output: Folder) -> Iterator[Fault]:
    """Files that are not what the store has to say."""
    compared = Compared(output)
    for problem in publishing.compare(site, store, compared).problems:
        path, _, what = problem.partition(": ")
        yield Fault(path, f"is held back, since it would not be valid: {what}", "report it, with this message")
    yield from (Fault(path, "is missing", _REBUILD) for path in compared.missing)
    yield from (Fault(path, "says something else than the database", _REBUILD) for path in compared.changed)
    left = set(site.left(store.outputs()))
    for path in output.names():
        if path in left:
            yield Fault(path, "is of a source, feed or topic that is no more", _LEFT)
        elif _foreign(path, compared.expected):
            yield Fault(path, "is no file that feeder writes", "take it away, or leave it if you put it there")


def _foreign(path: str, expected: set[str]) -> bool:
    """A feed of a topic that has lost its last item stays, and says so."""
    known = path in expected or (path.endswith(_PACKED) and path[:-3] in expected)
    return path.startswith(_OURS) and not known and not path.startswith((f"feeds/{TOPIC}", _WORDS))


@dataclass
class Compared:
    """An output that writes nothing, and notes what it would have written."""

    output: Folder
    expected: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def __call__(self, path: str, body: bytes | Iterable[bytes]) -> bool:
        self.expected.add(path)
        made = hashlib.sha256()
        for piece in (body,) if isinstance(body, bytes) else body:
            made.update(piece)
        there = self.output.read(path)
        if there is None:
            self.missing.append(path)
        elif hashlib.sha256(there).digest() != made.digest() and not path.startswith(_VARIES):
            self.changed.append(path)
        return False

    def together(self) -> AbstractContextManager[WriteFile]:
        return nullcontext(self)

    def read(self, path: str) -> bytes | None:
        return self.output.read(path)

    def has(self, path: str) -> bool:
        return self.output.has(path)

    def names(self) -> Iterator[str]:
        return self.output.names()

    def delete(self, path: str) -> bool:
        return False
