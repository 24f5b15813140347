"""The only door to the output folder: files appear whole, and only when they changed."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from feeder.errors import OutputError
from feeder.ports import WriteFile

_PREFIX, _SUFFIX = ".feeder-", ".tmp"  # short: a long name has to fit, too
_LOCK = ".feeder.lock"
_PIECE = 1 << 16  # bytes
_ABANDONED = 600  # seconds since a temporary file was last written to
_TOGETHER = 32  # files that wait for the disk at a time

_FULL = "the disk is full; free some space, the next run completes the output"
_NO_FOLDER = "a file stands where a folder is needed; move it away, or choose another output folder"
_FORBIDDEN = "no permission to write there; give it to the user that runs feeder, or choose another output folder"
_WORDS = {
    errno.EROFS: "the disk is read-only; make it writable, or choose another output folder",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.ENOENT: "there can be no such folder; choose another output folder",
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.EISDIR: "a folder stands where a file is needed; move it away",
    errno.ENAMETOOLONG: "the name is longer than the disk allows; give the feed a shorter id",
}


class Folder:
    """The output folder. Paths are relative to it, with slashes; none leads out of it.

    A process that is killed leaves the old file or the new one, never half of one. All methods raise OutputError.
    """

    def __init__(self, root: Path, clock: Callable[[], float] = time.time) -> None:
        self._root, self._clock = root, clock
        self._swept: set[Path] = set()

    def __call__(self, path: str, body: bytes | Iterable[bytes]) -> bool:
        """Write a file, whose bytes may come piece by piece. Returns whether it changed.

        Its modification time is later than that of the file it replaces, in whole seconds: readers that ask "modified
        since?" would miss a change within one second.
        """
        with self.together() as write:
            return write(path, body)

    @contextmanager
    def together(self) -> Iterator[WriteFile]:
        """Files for which the disk is waited for once, not once each: they take their places at the end of the block,
        or when many wait, one after the other as they were written. Where one cannot be written, those before it take
        their places all the same."""
        waiting: list[_Waiting] = []

        def write(path: str, body: bytes | Iterable[bytes]) -> bool:
            made = self._made(path, body)
            waiting.extend(made)
            if len(waiting) >= _TOGETHER:
                _place(waiting)
            return bool(made)

        try:
            yield write
            _place(waiting)
        except OutputError:
            _place(waiting)
            raise
        finally:
            for each in waiting:
                each.drop()

    def _made(self, path: str, body: bytes | Iterable[bytes]) -> list[_Waiting]:
        """A file that waits, unless the one that stands there holds the same."""
        with self._at(path) as target:
            before = _standing(target)
            pieces = _news(target, before, body)
            if pieces is None:
                return []
            self._prepare(target.parent)
            later = before and max(int(self._clock()), int(before.st_mtime) + 1)
            return [_written(pieces, target, later)]

    def read(self, path: str) -> bytes | None:
        """A file as it stands, None where there is none."""
        with self._at(path) as target:
            return target.read_bytes() if target.is_file() else None

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        with self._at(path) as target:
            return target.is_file()

    def names(self) -> Iterator[str]:
        """Every file by its path, in order; none of the hidden ones, which are no part of the output."""
        with self._at(_LOCK) as lock:
            root = lock.parent
            found = (each.relative_to(root) for each in sorted(root.rglob("*")) if each.is_file())
            yield from (each.as_posix() for each in found if not any(part.startswith(".") for part in each.parts))

    def delete(self, path: str) -> bool:
        """Take a file away. Returns whether there was one."""
        with self._at(path) as target:
            there = target.is_file()
            target.unlink(missing_ok=True)
            return there

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else publishes meanwhile: one who had read the store earlier would put older files over newer ones."""
        import fcntl

        with self._at(_LOCK) as target:
            target.parent.mkdir(parents=True, exist_ok=True)
            lock = target.open("w")
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _at(self, path: str) -> Iterator[Path]:
        target = self._root / path
        with _explained(target):
            if ".." in path.split("/") or not self._inside(target.parent):
                raise OutputError(f"{path!r} would lie outside of the output folder {self._root}; choose another name")
            yield target

    def _inside(self, folder: Path) -> bool:
        """Whether a folder lies in the output, links followed; looked up once, it costs more than to write a page."""
        return folder in self._swept or folder.resolve().is_relative_to(self._root.resolve())

    def _prepare(self, folder: Path) -> None:
        if folder not in self._swept or not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            self._sweep(folder)

    def _sweep(self, folder: Path) -> None:
        """Take away what killed runs have left in a folder; once is enough."""
        if folder in self._swept:
            return
        self._swept.add(folder)
        for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(FileNotFoundError):  # of a process that is at work, and was quicker
                if self._clock() - left.stat().st_mtime > _ABANDONED:
                    left.unlink()


class _Waiting(NamedTuple):
    """A file that is written, open, and not in its place yet."""

    handle: int
    temporary: Path
    target: Path

    def drop(self) -> None:
        os.close(self.handle)
        self.temporary.unlink(missing_ok=True)  # Ctrl-C may come when it has just taken its place


def _place(waiting: list[_Waiting]) -> None:
    """Put what waits in its place, the first one first, once all of it is on the disk. What fails is not tried again: a
    disk that has lost something says so once."""
    left = deque(waiting)
    waiting.clear()
    try:
        for each in left:
            with _explained(each.target):
                os.fsync(each.handle)
        while left:
            with _explained(left[0].target):
                left[0].temporary.replace(left[0].target)
            os.close(left.popleft().handle)
    finally:
        for each in left:
            each.drop()


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        words = _WORDS.get(error.errno or 0, error.strerror or str(error))
        raise OutputError(f"{target}: {words}") from error


def _standing(target: Path) -> os.stat_result | None:
    """What is known of a file; None where there is none."""
    try:
        known = target.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return known if stat.S_ISREG(known.st_mode) else None


def _written(pieces: Iterable[bytes], target: Path, modified: int | None) -> _Waiting:
    """A file on its way to the disk; `modified` is its time, where it is not that of the clock."""
    handle, name = tempfile.mkstemp(_SUFFIX, _PREFIX, target.parent)
    made = _Waiting(handle, Path(name), target)
    stream = os.fdopen(handle, "wb", closefd=False)
    try:
        stream.writelines(pieces)
        stream.flush()
        os.fchmod(handle, 0o644)
        if modified is not None:
            os.utime(handle, (modified, modified))
        _hurry(handle)
    except BaseException:
        with suppress(OSError):  # what it still holds is wanted nowhere
            stream.close()
        made.drop()
        raise
    return made


def _hurry(handle: int) -> None:
    """Have the system begin to write a file to the disk: whoever waits for many of them waits less."""
    with suppress(AttributeError, OSError):  # macOS has none, and some disks do not take it
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _news(target: Path, before: os.stat_result | None, body: bytes | Iterable[bytes]) -> Iterable[bytes] | None:
    """What to write, None if the file holds it already. As much as is the same is read, and not kept."""
    if isinstance(body, bytes):
        same = before and before.st_size == len(body) and target.read_bytes() == body
        return None if same else (body,)
    if before is None:
        return body
    pieces, shared = iter(body), 0
    with target.open("rb") as old:
        for piece in pieces:
            if old.read(len(piece)) != piece:
                return chain(_beginning(target, shared), (piece,), pieces)
            shared += len(piece)
        return _beginning(target, shared) if old.read(1) else None


def _beginning(file: Path, size: int) -> Iterator[bytes]:
    """So many bytes of a file, piece by piece."""
    with file.open("rb") as stream:
        while size and (piece := stream.read(min(size, _PIECE))):
            size -= len(piece)
            yield piece
