"""Unpacking what a server sends."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.fetch.body import Body, BodyError, Cut


def body(encoding: str, limit: int = 1_000_000, *, keep: bool = False) -> Body:
    return Body(encoding, wire_limit=limit, body_limit=limit, keep=keep)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": gzip.compress,
    "deflate": zlib.compress,
    "Deflate, identity": raw_deflate,
}


@given(data=st.binary(max_size=3_000), encoding=st.sampled_from(sorted(PACKERS)), size=st.integers(1, 400))
def test_what_was_packed_comes_back(data: bytes, encoding: str, size: int) -> None:
    packed = PACKERS[encoding](data)
    reader = body(encoding)
    assert reader.read(cut(packed, size)) == data
    assert reader.size == len(packed)


@given(st.binary(min_size=1, max_size=2_000), st.sampled_from(["gzip", "deflate"]), st.data())
def test_what_was_cut_is_noticed(data: bytes, encoding: str, choice: st.DataObject) -> None:
    packed = PACKERS[encoding](data)
    length = choice.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(Cut):
        body(encoding).read([packed[:length]])


@given(data=st.binary(max_size=3_000), size=st.integers(3, 400), encoding=st.sampled_from(["", "gzip"]))
def test_text_that_was_packed_without_a_word_comes_back(data: bytes, size: int, encoding: str) -> None:
    reader = Body(encoding, wire_limit=10_000, body_limit=10_000, text=True)
    assert reader.read(cut(gzip.compress(data), size)) == data


def test_text_that_was_not_packed_and_files_stay_as_they_are() -> None:
    plain = Body("", wire_limit=10_000, body_limit=10_000, text=True)
    assert plain.read([b"\x1f\x8b", b"Berita"]) == b"\x1f\x8bBerita"
    assert Body("", wire_limit=10_000, body_limit=10_000, text=True).read([]) == b""
    file = gzip.compress(b"Berita")
    assert body("").read([file]) == file


@given(st.binary(max_size=500))
def test_garbage_is_refused_or_cut_but_never_more(data: bytes) -> None:
    with pytest.raises(BodyError):
        body("gzip").read([b"\x1f\x8b\x08" + data[:100], data[100:]])


def test_what_follows_the_packed_data_is_ignored() -> None:
    assert body("gzip").read([gzip.compress(b"whole") + b"\0\0\0", b"more"]) == b"whole"


def test_more_than_one_step_is_unpacked_whole() -> None:
    data = bytes(range(256)) * 4_096
    assert Body("gzip", wire_limit=10**7, body_limit=10**7).read(cut(gzip.compress(data), 65_536)) == data
    zeros = b"\0" * 262_144
    assert body("gzip").read([gzip.compress(zeros)]) == zeros


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_what_is_kept_ends_at_the_limit(encoding: str) -> None:
    data = b"0123456789" * 10_000
    assert body(encoding, 10_000, keep=True).read(cut(PACKERS[encoding](data), 1_000)) == data[:10_000]
    assert body("gzip", 10_000, keep=True).read([gzip.compress(b"x" * 50)[:-9]]) == b"x" * 50


def test_what_is_announced_too_large_is_not_read() -> None:
    with pytest.raises(BodyError, match=r"larger than 1,000 bytes \(2,000\)"):
        body("", 1_000).read(iter(()), announced=2_000)
