from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from feeder.errors import OutputError
from feeder.publish import write as writing
from feeder.publish.write import Folder

HOUR = 3600.0


def pieces(*parts: bytes, error: BaseException | None = None) -> Iterator[bytes]:
    yield from parts
    if error:
        raise error


def left(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_file_is_written_in_a_folder_that_was_not_there(tmp_path: Path) -> None:
    write = Folder(tmp_path / "output")
    assert write("feeds/kpu/atom.xml", b"satu")
    assert (tmp_path / "output/feeds/kpu/atom.xml").read_bytes() == b"satu"
    assert left(tmp_path) == ["output/feeds/kpu/atom.xml"]


def test_everybody_may_read_a_file(tmp_path: Path) -> None:
    Folder(tmp_path)("atom.xml", b"satu")
    assert (tmp_path / "atom.xml").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("again", [b"satu dua", pieces(b"satu", b" dua")])
def test_a_file_that_says_the_same_is_left_alone(tmp_path: Path, again: bytes | Iterator[bytes]) -> None:
    write = Folder(tmp_path)
    write("atom.xml", b"satu dua")
    before = (tmp_path / "atom.xml").stat()
    assert not write("atom.xml", again)
    after = (tmp_path / "atom.xml").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert left(tmp_path) == ["atom.xml"]


def test_a_file_may_come_in_pieces(tmp_path: Path) -> None:
    write = Folder(tmp_path)
    assert write("archive/2025/11.json", pieces(b"{", b"}"))
    assert write("archive/2025/11.json", pieces(b"{", b" }"))
    assert (tmp_path / "archive/2025/11.json").read_bytes() == b"{ }"


def test_every_change_is_later_by_a_second_at_least(tmp_path: Path) -> None:
    write = Folder(tmp_path, clock=lambda: 1_000_000.9)
    times = []
    for body in (b"1", b"2", b"3"):
        write("atom.xml", body)
        os.utime(tmp_path / "atom.xml", (1_000_000.5,) * 2) if body == b"1" else None
        times.append(int((tmp_path / "atom.xml").stat().st_mtime))
    assert times == [1_000_000, 1_000_001, 1_000_002]


def test_a_change_after_a_while_has_the_time_of_the_clock(tmp_path: Path) -> None:
    Folder(tmp_path, clock=lambda: 1_000.0)("atom.xml", b"1")
    os.utime(tmp_path / "atom.xml", (1_000, 1_000))
    Folder(tmp_path, clock=lambda: 5_000.0)("atom.xml", b"2")
    assert (tmp_path / "atom.xml").stat().st_mtime == 5_000


def test_a_file_is_deleted_once(tmp_path: Path) -> None:
    write = Folder(tmp_path)
    write("atom/231.xml", b"x")
    assert write.delete("atom/231.xml")
    assert not write.delete("atom/231.xml")
    assert left(tmp_path) == []


def test_what_fails_halfway_leaves_the_old_file(tmp_path: Path) -> None:
    write = Folder(tmp_path)
    write("atom.xml", b"lama")
    with pytest.raises(KeyboardInterrupt):
        write("atom.xml", pieces(b"ba", error=KeyboardInterrupt()))
    assert (tmp_path / "atom.xml").read_bytes() == b"lama"
    assert left(tmp_path) == ["atom.xml"]


KILLED = """
import os, sys
from pathlib import Path
from feeder.publish.write import Folder

def pieces():
    yield b"baru" * 100_000
    os.kill(os.getpid(), 9)

Folder(Path(sys.argv[1]))("atom.xml", pieces())
"""


def test_a_process_that_is_killed_leaves_the_old_file_and_nothing_for_ever(tmp_path: Path) -> None:
    write = Folder(tmp_path)
    write("atom.xml", b"lama")
    assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False).returncode == -9
    assert (tmp_path / "atom.xml").read_bytes() == b"lama"
    assert len(left(tmp_path)) == 2

    Folder(tmp_path)("rss.xml", b"baru")
    assert len(left(tmp_path)) == 3, "somebody else may be writing it"
    at = (tmp_path / "rss.xml").stat().st_mtime
    Folder(tmp_path, clock=lambda: at + HOUR)("atom.xml", b"baru")
    assert left(tmp_path) == ["atom.xml", "rss.xml"]


def test_an_interrupt_at_any_line_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    for line in count(1):
        folder = tmp_path / str(line)
        Folder(folder)("feed.json", b"old")
        with suppress(KeyboardInterrupt), interrupted(line):
            assert Folder(folder)("feed.json", b"new")
            assert line > 20
            return
        assert (folder / "feed.json").read_bytes() in (b"old", b"new")


@contextmanager
def interrupted(line: int) -> Iterator[None]:
    """Ctrl-C is pressed before so many lines of the module have run."""
    left = line

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename != writing.__file__:
            return None
        left -= event == "line"
        if not left:
            sys.settrace(None)
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def test_files_that_are_written_together_take_their_places_at_the_end(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder("atom.xml", b"lama")
    with folder.together() as write:
        assert write("atom.xml", b"baru")
        assert write("archive/2025/11.json", pieces(b"{", b"}"))
        assert folder.read("atom.xml") == b"lama"
        assert not folder.has("archive/2025/11.json")
    assert folder.read("atom.xml") == b"baru"
    assert left(tmp_path) == ["archive/2025/11.json", "atom.xml"]


def test_many_files_together_do_not_all_wait_for_the_end(tmp_path: Path) -> None:
    folder, names = Folder(tmp_path), [f"items/{number:03}.html" for number in range(100)]
    with folder.together() as write:
        for name in names:
            write(name, name.encode())
            there = list(folder.names())
            assert there == names[: len(there)], "an earlier one takes its place no later"
        assert 100 > len(there) > 50
    assert list(folder.names()) == names


def together(folder: Folder, *names: str, error: BaseException | None = None) -> None:
    with folder.together() as write:
        for name in names:
            write(name, b"baru")
        if error:
            raise error


@pytest.mark.parametrize("bad", ["rss.xml", "../rss.xml", f"{'x' * 300}/rss.xml"])
def test_what_was_written_before_one_that_fails_takes_its_place(tmp_path: Path, bad: str) -> None:
    (tmp_path / "rss.xml").mkdir()
    with pytest.raises(OutputError, match=r"rss\.xml"):
        together(Folder(tmp_path), "archive/2025/11.json", bad, "index.html")
    assert left(tmp_path) == ["archive/2025/11.json"]


def test_a_block_that_is_broken_off_leaves_the_old_files(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder("atom.xml", b"lama")
    with pytest.raises(KeyboardInterrupt):
        together(folder, "atom.xml", "rss.xml", error=KeyboardInterrupt())
    assert folder.read("atom.xml") == b"lama"
    assert left(tmp_path) == ["atom.xml"]


@pytest.mark.parametrize("path", ["../atom.xml", "feeds/../../atom.xml", "/etc/atom.xml", "link/atom.xml"])
def test_nothing_is_written_outside_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/link").symlink_to(tmp_path)
    with pytest.raises(OutputError, match=r"would lie outside of the output folder .*; choose another name"):
        Folder(tmp_path / "output")(path, b"x")
    with pytest.raises(OutputError, match="would lie outside"):
        Folder(tmp_path / "output").delete(path)


@pytest.mark.parametrize("path", ["atom.xml", "feeds/kpu/atom.xml"])
def test_a_file_where_the_folder_should_be(tmp_path: Path, path: str) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(OutputError, match="a file stands where a folder is needed; move it away, or choose another"):
        Folder(tmp_path / "output")(path, b"x")


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "atom.xml").mkdir()
    with pytest.raises(OutputError, match=r"atom\.xml: a folder stands where a file is needed; move it away"):
        Folder(tmp_path)("atom.xml", b"x")
    assert left(tmp_path) == []


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the name is longer than the disk allows; give the feed a shorter id"):
        Folder(tmp_path)(f"feeds/{'x' * 300}/atom.xml", b"x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="no permission to write there; give it to the user that runs feeder"):
        Folder(tmp_path / "output")("atom.xml", b"x")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full; free some space, the next run completes the output"),
        (errno.EDQUOT, "the disk is full; free some space"),
        (errno.EROFS, "the disk is read-only; make it writable, or choose another output folder"),
        (errno.EACCES, "no permission to write there; give it to the user that runs feeder"),
        (errno.ENOENT, "there can be no such folder; choose another output folder"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_disk_that_refuses_is_told_in_words(tmp_path: Path, code: int, words: str) -> None:
    write = Folder(tmp_path)
    write("atom.xml", b"lama")
    with pytest.raises(OutputError, match=words) as caught:
        write("atom.xml", pieces(b"ba", error=OSError(code, os.strerror(code))))
    assert str(tmp_path / "atom.xml") in str(caught.value)
    assert (tmp_path / "atom.xml").read_bytes() == b"lama"
    assert left(tmp_path) == ["atom.xml"]


def test_only_one_publishes_at_a_time(tmp_path: Path) -> None:
    first, second = Folder(tmp_path), Folder(tmp_path)
    order: list[str] = []

    def publish() -> None:
        with second.alone():
            order.append("second")

    with first.alone():
        waiting = threading.Thread(target=publish)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]
