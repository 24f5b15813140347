"""What a file is."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.fetch import sniff


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        ("<!DOCTYPE html><html>", "text/html"),
        ("\n <!-- saved from url=(0001)x -->\n<html lang=id>", "text/html"),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="x">', "text/html"),
        ("PHP Warning: x in y\n<!doctype HTML>", "text/html"),
        ("<div class=a><p>potongan", "text/html"),
        ('<?xml version="1.0"?>\n<rss version="2.0">', "application/rss+xml"),
        ('<?xml version="1.0"?><!-- x --><rdf:RDF xmlns:rdf="x">', "application/rss+xml"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "application/atom+xml"),
        ('<?xml version="1.0"?><urlset>', "application/xml"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "application/json"),
        ("[ {}, {} ]", "application/json"),
        ("[Berita] Rapat pleno", "text/plain"),
        ("{Rapat}", "text/plain"),
        ("Berita Terkini\n\nRapat < pleno > terbuka", "text/plain"),
        ("", "text/plain"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_kinds(start: str, kind: str, encoding: str) -> None:
    assert sniff.media_type(start.encode(encoding)) == kind


TEXT = "Berita Terkini\nRapat pleno “terbuka” – selesai\n" * 5


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", ""),
        ("windows-1252", ""),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings(encoding: str, found: str) -> None:
    body = TEXT.encode(encoding)
    assert sniff.charset(body) == found
    assert sniff.binary(body) == ""
    if found:
        assert body.decode(found).lstrip("\ufeff") == TEXT


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"%PDF-1.7 x", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"PK\x03\x04", "ZIP or Office"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "binary"),
        (bytes(range(256)), "binary"),
    ],
)
def test_what_is_no_text(body: bytes, name: str) -> None:
    assert sniff.binary(body) == name


def test_control_characters_are_text() -> None:
    assert sniff.binary(b"Berita\x0b\x0c\x1b Terkini") == ""


@given(st.binary(max_size=200), st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]))
def test_nothing_breaks_it(body: bytes, mark: bytes) -> None:
    assert isinstance(sniff.media_type(mark + body), str)
    assert isinstance(sniff.binary(mark + body), str)
