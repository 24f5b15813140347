"""The doors to the outside world. Whatever is here may be replaced in a test; nothing else is.

`store` is the door to all that is remembered, `transaction` what goes through it in one go, `shared` what processes
settle among themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from feeder.model import Attachment, Document, Office, Page, Request
from feeder.records import Receipt

Now = Callable[[], datetime]

Sleep = Callable[[float], None]

#: Yields nothing when the origin says that nothing changed; raises FetchError.
Fetch = Callable[[Request], Iterable[Document]]

#: What the server says of the file at an address; None where that cannot be had. Never raises FetchError.
Head = Callable[[str], Attachment | None]

#: Sends a body to an address, with headers.
Post = Callable[[str, bytes, Mapping[str, str]], Receipt]


class Extractor(Protocol):
    """A kind of source: says where to start and what a document means. Pure."""

    def start(self) -> Iterable[Request]: ...

    def extract(self, document: Document) -> Page:
        """Raises ExtractError when the document says nothing it can understand."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that has news, and how to read it."""

    id: str
    extractor: Extractor
    office: Office
    pages: int = 1  # how far an ordinary fetch walks on, as long as it meets new items


class WriteFile(Protocol):
    def __call__(self, path: str, body: bytes | Iterable[bytes]) -> bool:
        """Write a file, whole or not at all. Returns whether it changed."""
        ...


class Folder(WriteFile, Protocol):
    """Where the output lies. Paths are relative, with slashes; all methods raise OutputError."""

    def together(self) -> AbstractContextManager[WriteFile]:
        """Files that take their places at the end of the block, or earlier, one after the other as they are written."""
        ...

    def read(self, path: str) -> bytes | None:
        """A file as it stands, None where there is none."""
        ...

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        ...

    def names(self) -> Iterator[str]:
        """Every file of the output by its path, in order."""
        ...

    def delete(self, path: str) -> bool:
        """Take a file away. Returns whether there was one."""
        ...
