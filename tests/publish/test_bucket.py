"""The output in a bucket, on an S3 server of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from feeder.errors import OutputError
from feeder.publish.bucket import Bucket
from publish import s3
from publish.s3 import KEY, SECRET

pytest.importorskip("obstore", reason="obstore is not installed")

MB = 1_000_000


@pytest.fixture
def bucket(environ: dict[str, str]) -> Bucket:
    return Bucket("s3://berita/kpu/feeds", environ)


def headers(environ: dict[str, str], path: str) -> dict[str, str]:
    """What a reader gets of an object."""
    import obstore
    from obstore.store import S3Store

    store = S3Store("berita", client_options={"allow_http": True})
    signed = obstore.sign(store, "GET", path, timedelta(minutes=1))
    with urlopen(signed) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}


@pytest.mark.parametrize(
    ("path", "type", "keeps"),
    [
        ("atom.xml", "application/atom+xml; charset=utf-8", 300),
        ("feeds/kpu/rss.xml", "application/rss+xml; charset=utf-8", 300),
        ("feed.json", "application/feed+json", 300),
        ("archive/2025/11.json", "application/json", 60),
        ("atom/7.xml", "application/atom+xml; charset=utf-8", 3600),
        ("index.html", "text/html; charset=utf-8", 60),
        ("assets/style.css", "text/css; charset=utf-8", 3600),
        ("something.else", "application/octet-stream", 60),
    ],
)
def test_an_object_has_its_type_and_how_long_it_keeps(
    bucket: Bucket, environ: dict[str, str], path: str, type: str, keeps: int
) -> None:
    assert bucket(path, b"satu")
    said = headers(environ, f"kpu/feeds/{path}")
    assert (said["content-type"], said["cache-control"]) == (type, f"public, max-age={keeps}")
    assert "content-encoding" not in said


@pytest.mark.parametrize("again", [b"satu dua", iter([b"satu", b" dua"])])
def test_what_says_the_same_is_not_sent_again(environ: dict[str, str], again: bytes | Iterator[bytes]) -> None:
    assert Bucket("s3://berita/kpu/feeds", environ)("atom.xml", b"satu dua")
    before = headers(environ, "kpu/feeds/atom.xml")["last-modified"]
    assert not Bucket("s3://berita/kpu/feeds", environ)("atom.xml", again)
    assert headers(environ, "kpu/feeds/atom.xml")["last-modified"] == before


def test_what_changed_is_replaced(bucket: Bucket) -> None:
    assert bucket("archive/2025/11.json", iter([b"{", b"}"]))
    assert bucket("archive/2025/11.json", b"{ }")
    assert bucket.read("archive/2025/11.json") == b"{ }"


def test_what_somebody_else_put_there_is_replaced(bucket: Bucket, environ: dict[str, str]) -> None:
    import obstore
    from obstore.store import S3Store

    bucket("atom.xml", b"satu")
    obstore.put(S3Store("berita", client_options={"allow_http": True}), "kpu/feeds/atom.xml", b"lain")
    assert bucket("atom.xml", b"satu")
    assert bucket.read("atom.xml") == b"satu"


def test_objects_are_read_found_and_taken_away(bucket: Bucket) -> None:
    assert bucket.read("atom.xml") is None
    assert not bucket.has("atom.xml")
    bucket("atom.xml", b"satu")
    assert bucket.has("atom.xml")
    bucket("feeds/kpu/atom.xml", b"dua")
    assert list(bucket.names()) == ["atom.xml", "feeds/kpu/atom.xml"]
    assert bucket.delete("atom.xml")
    assert not bucket.delete("atom.xml")
    assert not bucket.has("atom.xml")


def test_a_bucket_without_a_prefix(environ: dict[str, str]) -> None:
    Bucket("s3://berita/", environ)("atom.xml", b"satu")
    assert headers(environ, "atom.xml")["content-length"] == "4"


LARGE = """
import os, resource, sys
from feeder.publish.bucket import Bucket

bucket, piece = Bucket("s3://berita/kpu", os.environ), os.urandom(1_000_000)
for size in (12, 60):
    assert bucket("archive/2025/11.json", (piece for _ in range(size)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
assert not bucket("archive/2025/11.json", (piece for _ in range(60)))
"""


def test_a_large_object_goes_in_parts_and_takes_no_more_memory(environ: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    before, after = map(int, done.stdout.split())  # kilobytes
    assert after - before < 20_000
    assert headers(environ, "kpu/archive/2025/11.json")["content-length"] == str(60 * MB)


def test_what_fails_halfway_leaves_the_old_object(bucket: Bucket) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"ba"
        raise KeyboardInterrupt

    bucket("atom.xml", b"lama")
    with pytest.raises(KeyboardInterrupt):
        bucket("atom.xml", pieces())
    assert bucket.read("atom.xml") == b"lama"


@pytest.mark.parametrize("path", ["../atom.xml", "feeds/../../atom.xml"])
def test_nothing_is_written_outside_of_the_prefix(bucket: Bucket, path: str) -> None:
    with pytest.raises(OutputError, match=r"would lie outside of s3://berita/kpu/feeds; choose another name"):
        bucket(path, b"x")


# Credentials


def test_the_keys_of_a_profile(environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name)
    (tmp_path / "credentials").write_text(f"[kpu]\naws_access_key_id = {KEY}\naws_secret_access_key = a%b\n")
    (tmp_path / "config").write_text(
        f"[profile kpu]\nregion = us-east-1\nendpoint_url = {environ['AWS_ENDPOINT_URL']}\n"
    )
    monkeypatch.setenv("AWS_PROFILE", "kpu")
    assert Bucket("s3://berita/kpu", os.environ)("atom.xml", b"satu")


def test_a_profile_without_keys(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "config").write_text("[profile kpu]\nsso_session = kantor\n")
    del environ["AWS_ACCESS_KEY_ID"]
    with pytest.raises(OutputError, match=r"AWS_PROFILE=kpu: this profile holds no keys; .*export-credentials"):
        Bucket("s3://berita/kpu", environ | {"AWS_PROFILE": "kpu"})


def test_a_file_of_profiles_that_is_none(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "credentials").write_text(f"aws_access_key_id = {KEY}\n")
    del environ["AWS_ACCESS_KEY_ID"]
    with pytest.raises(OutputError, match=r"credentials: cannot be read .*mend it") as raised:
        Bucket("s3://berita/kpu", environ)
    assert KEY not in str(raised.value)


# What goes wrong


def test_a_bucket_that_is_not_there(environ: dict[str, str]) -> None:
    with pytest.raises(OutputError, match=r"^s3://tiada/kpu: there is no such bucket: create it"):
        Bucket("s3://tiada/kpu", environ)("atom.xml", b"x")


def test_keys_that_are_refused(environ: dict[str, str], endpoint: str) -> None:
    s3.refusing(endpoint, "0")
    try:
        with pytest.raises(OutputError, match=r"access is refused: the keys must be right, and allow") as raised:
            Bucket("s3://berita/kpu", environ)("atom.xml", b"x")
    finally:
        s3.refusing(endpoint, "inf")
    assert KEY not in str(raised.value)


def test_half_a_key(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(OutputError, match="no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"):
        Bucket("s3://berita/kpu", environ)


@pytest.mark.parametrize("address", ["", "::::", "ftp://x", "http://x/y z", "https://key:secret@x"])
def test_an_endpoint_that_is_no_address(environ: dict[str, str], address: str) -> None:
    with pytest.raises(
        OutputError, match=r"^AWS_ENDPOINT_URL: this is no web address; write it as https://s3\.example"
    ):
        Bucket("s3://berita/kpu", environ | {"AWS_ENDPOINT_URL": address})


def test_a_server_that_is_not_there(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    words = r"atom.xml: cannot be reached or written \(HTTP error: error sending request\): see the network and AWS_"
    with pytest.raises(OutputError, match=words) as raised:
        Bucket("s3://berita/kpu", os.environ)("atom.xml", b"x")
    assert SECRET not in str(raised.value)


def test_without_its_package() -> None:
    without = "import sys; sys.modules['obstore'] = None; from feeder.publish.bucket import Bucket"
    done = subprocess.run(
        [sys.executable, "-c", f"{without}; Bucket('s3://berita/kpu', {{}})"], capture_output=True, text=True
    )
    assert "OutputError: s3://berita/kpu: this needs one more package: pip install 'feeder-kpu[s3]'" in done.stderr
