"""What a request asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.serve.asking import encoding, matches, place, unchanged_since

NOON = 1763035200  # Thu, 13 Nov 2025 12:00:00 GMT


@pytest.mark.parametrize(
    ("path", "name"),
    [(b"/", ""), (b"/atom.xml", "atom.xml"), (b"/items/a%20b.html", "items/a b.html"), (b"/feeds/kpu/", "feeds/kpu/")],
)
def test_a_path_names_a_file_or_a_folder(path: bytes, name: str) -> None:
    assert place(path) == name


@pytest.mark.parametrize(
    "path",
    [
        b"",
        b"*",
        b"//etc/passwd",
        b"/../secret.txt",
        b"/%2e%2e/secret.txt",
        b"/..%2fsecret.txt",
        b"/..%5csecret.txt",
        b"/%2fetc/passwd",
        b"/.git/config",
        b"/feeds/.hidden",
        b"/atom.xml%00",
        b"/atom.xml%0a",
        b"/%ff%fe",
    ],
)
def test_no_path_leads_out_of_the_folder(path: bytes) -> None:
    assert place(path) is None


@given(st.binary(max_size=60))
def test_whatever_is_sent_stays_in_the_folder(path: bytes) -> None:
    name = place(b"/" + path)
    assert name is None or not (name.startswith("/") or "\0" in name or ".." in name.split("/"))


@pytest.mark.parametrize(
    ("accepts", "chosen"),
    [
        (b"", b""),
        (b"gzip", b"gzip"),
        (b"GZIP", b"gzip"),
        (b"gzip, deflate, br", b"br"),
        (b"gzip;q=1.0, br;q=0.5", b"gzip"),
        (b"gzip;q=0", b""),
        (b"gzip;q=0.5, identity;q=1", b""),
        (b"*", b"br"),
        (b"br;q=0, *", b"gzip"),
        (b"gzipped, zstd", b""),
        (b";;q=x,,", b""),
        (b"gzip, " * 100, b""),
    ],
)
def test_the_encoding_that_is_wanted_most(accepts: bytes, chosen: bytes) -> None:
    assert encoding(accepts) == chosen


@pytest.mark.parametrize("wanted", [b'"a"', b'W/"a"', b"*", b'"x", "a"', b'"x,y","a"'])
def test_a_tag_that_is_known(wanted: bytes) -> None:
    assert matches(wanted, b'"a"')


@pytest.mark.parametrize("wanted", [b"", b"a", b'"b"', b'"*"', b'"a', b'"xa"', b'"a "'])
def test_a_tag_that_is_not(wanted: bytes) -> None:
    assert not matches(wanted, b'"a"')


@pytest.mark.parametrize(
    ("wanted", "known"),
    [
        (b"Thu, 13 Nov 2025 12:00:00 GMT", True),
        (b"Thursday, 13-Nov-25 12:00:00 GMT", True),
        (b"Thu Nov 13 12:00:00 2025", True),
        (b"Thu, 13 Nov 2025 11:59:59 GMT", False),
        (b"Thu, 99 Foo 2025 99:99:99 GMT", False),
        (b"kemarin sore", False),
        (b"\xff", False),
    ],
)
def test_a_date_in_all_three_forms(wanted: bytes, known: bool) -> None:
    assert unchanged_since(wanted, NOON) is known
