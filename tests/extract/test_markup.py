"""Bytes of any encoding become text, text of any shape a tree."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import ExtractError
from feeder.extract import decoding, markup
from feeder.model import Document

SEEN = datetime(2025, 11, 14, tzinfo=UTC)
URL = "https://kota.example.go.id/blog/read/1_x"
TEXT = "Kamis “kutip” é – ujian — café, jalan Kemuning nomor delapan"


def document(body: bytes, charset: str = "", name: str = "") -> Document:
    return Document(url=URL, body=body, seen=SEEN, charset=charset, name=name)


def twice(text: str) -> bytes:
    """UTF-8 that was read as windows-1252 and written as UTF-8 again."""
    wrong = (bytes([n]).decode("cp1252") if n not in b"\x81\x8d\x8f\x90\x9d" else chr(n) for n in text.encode())
    return "".join(wrong).encode()


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode(), "iso-8859-1"),
        (TEXT.encode(), "x-unknown"),
        (TEXT.encode(), ""),
        (TEXT.encode("cp1252"), "utf-8"),
        (TEXT.encode("cp1252"), "iso-8859-1"),
        (TEXT.encode("cp1252"), ""),
        (TEXT.encode("utf-8-sig"), "iso-8859-1"),
        (TEXT.encode("utf-16"), ""),
        (TEXT.encode("utf-16-be"), "utf-8"),
        (TEXT.encode("utf-32"), ""),
        (twice(TEXT), "utf-8"),
    ],
)
def test_whatever_the_bytes_claim_the_text_is_the_same(body: bytes, charset: str) -> None:
    assert decoding.decode(document(body, charset)) == TEXT


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("新闻报道中国" * 5, "gbk", "gb2312"),
        ("これは日本語のニュースです。" * 5, "shift-jis", "Shift_JIS"),
        ("これは日本語" * 5, "iso-2022-jp", "iso-2022-jp"),
        ("Новости этого дня " * 5, "cp1251", "windows-1251"),
        ("Zażółć gęślą jaźń " * 5, "iso-8859-2", "ISO-8859-2"),
    ],
)
def test_the_page_names_its_encoding(text: str, codec: str, label: str) -> None:
    body = f'<meta charset="{label}">{text}'.encode(codec)
    assert text in decoding.decode(document(body))
    assert text in decoding.decode(document(text.encode(codec), label))


def test_windows_quotes_pasted_into_utf8() -> None:
    assert decoding.decode(document(TEXT.encode() + b" \x93dan\x94")) == TEXT + " “dan”"


@pytest.mark.parametrize("pasted", ["café menyerahkan façade", "à “l’école” créée", "(30°) ½ ©", "déjà”"])
def test_a_windows_paragraph_pasted_into_utf8(pasted: str) -> None:
    utf8, windows = f"<p>{TEXT}</p><p>{TEXT}</p>", f"<p>{pasted}</p>"
    assert decoding.decode(document(utf8.encode() + windows.encode("cp1252"), "utf-8")) == utf8 + windows


@pytest.mark.parametrize("end", ["Jum’", "naïveté", "emoji 🙂", "berita 東京"])
def test_a_text_that_was_shortened_inside_a_character_is_no_windows_text(end: str) -> None:
    before, after = f"<p>{TEXT}</p><p>{end[:-1]}", f"...</p><p>{TEXT} {TEXT}</p>"
    for length in range(1, len(end[-1].encode())):
        body = before.encode() + end[-1].encode()[:length] + after.encode()
        assert decoding.decode(document(body, "utf-8")).replace("\N{REPLACEMENT CHARACTER}", "") == before + after


def test_a_character_that_is_cut_off_is_left_out() -> None:
    assert decoding.decode(document(TEXT.encode() + b"\xe2\x80")) == TEXT


def test_a_closing_quote_that_was_lost_when_the_page_was_encoded_twice() -> None:
    twice = "Rapat “Jaga Suara” – café".encode().decode("cp1252", "replace")
    assert "\ufffd" in twice
    assert decoding.decode(document(twice.encode())) == "Rapat “Jaga Suara” – café"


def test_text_about_wrong_encodings_is_left_alone() -> None:
    text = "Tanda “â€œ” muncul karena é ditulis dua kali"
    assert decoding.decode(document(text.encode())) == text


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "utf-8", "utf-16", "idna", "base64", "undefined", "rot13", "x\0y", "gbk"]),
)
def test_any_bytes_are_decoded(body: bytes, charset: str) -> None:
    assert isinstance(decoding.decode(document(body, charset)), str)


@pytest.mark.parametrize("body", [b"", b"   \n", b"\0\0\0", b"<!-- nothing -->"])
def test_an_empty_page_is_refused(body: bytes) -> None:
    with pytest.raises(ExtractError, match=r"saved\.html: empty page"):
        markup.tree(document(body, name="saved.html"))


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_binary_data_is_refused_without_noise(name: str, caplog: pytest.LogCaptureFixture) -> None:
    noise = random.Random(name).randbytes(3_000)
    with pytest.raises(ExtractError, match="this is binary data, perhaps compressed, and no page"):
        markup.tree(document((b"\x1f\x8b\x08" if name == "gzip" else b"\x28\xb5\x2f\xfd") + noise))
    assert caplog.records == []


def test_comments_instructions_and_control_characters_go() -> None:
    body = b"<p>a\x00b\x08c<!-- d --><?php e ?><!--[if IE]>f<![endif]--><![if !IE]>g<![endif]>\x0ch</p>"
    assert markup.text(markup.tree(document(body))) == "abcg h"


def test_an_xml_declaration_does_no_harm() -> None:
    body = b"<?xml version='1.0' encoding='iso-8859-1'?><html><body><p>caf\xc3\xa9</p></body></html>"
    assert markup.text(markup.tree(document(body))) == "café"


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_markup_nested_without_end_is_read_to_the_end(tag: str) -> None:
    body = f"<p>awal</p>{f'<{tag}>' * 20000}<p>dalam</p><p>akhir</p>".encode()
    begin = time.process_time()
    found = markup.text(markup.tree(document(body))).split()
    assert found == ["awal", "dalam", "akhir"]
    assert time.process_time() - begin < 10


def test_five_megabytes_are_read() -> None:
    body = b"<div><p>satu <b>dua</b></p></div>" * 150_000
    assert len(body) > 4_900_000
    assert sum(1 for _ in markup.tree(document(body)).iter("b")) == 150_000


def test_cut_off_markup_is_read_as_far_as_it_goes() -> None:
    assert markup.text(markup.tree(document(b"<html><body><p>satu</p><p>dua <b>ti"))) == "satu\ndua ti"


def test_text_folds_white_space_and_keeps_blocks_apart() -> None:
    body = b"<body><h1>a&nbsp; b</h1>c<br>d<ul><li>e<li>f</ul><script>x</script><noscript>y</noscript> g <i>h</i>i<td>j"
    assert markup.text(markup.tree(document(body))) == "a b\nc\nd\ne\nf\ng hi\nj"


@pytest.mark.parametrize(
    ("html", "hidden"),
    [
        ('<p style="color: red; DISPLAY : none">x</p>', True),
        ("<p hidden>x</p>", True),
        ('<p aria-hidden="true">x</p>', True),
        ('<p style="visibility:hidden">x</p>', True),
        ("<p>x</p>", False),
        ('<p class="hidden-xs" style="display:block">x</p>', False),
    ],
)
def test_hidden(html: str, hidden: bool) -> None:
    assert markup.hidden(next(markup.tree(document(html.encode())).iter("p"))) is hidden


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/images/foto (1) é.jpg", "https://kota.example.go.id/images/foto%20%281%29%20%C3%A9.jpg"),
        ("2_y?page=2", "https://kota.example.go.id/blog/read/2_y?page=2"),
        (" \n//cdn.example.org/a.png\t", "https://cdn.example.org/a.png"),
        ("images\\foto.jpg", "https://kota.example.go.id/blog/read/images/foto.jpg"),
        ("HTTP://EXAMPLE.ORG/A%20b%zz", "http://example.org/A%20b%25zz"),
        ("https://exämple.org/ü?q=é è", "https://xn--exmple-cua.org/%C3%BC?q=%C3%A9%20%C3%A8"),
        ("../../../etc/passwd", "https://kota.example.go.id/etc/passwd"),
        ("#bagian", "https://kota.example.go.id/blog/read/1_x#bagian"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("", ""),
        ("javascript:alert(1)", ""),
        (" java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@example.org", ""),
        ("tel:+62", ""),
        ("http://[::1", ""),
        ("http://a b/", ""),
        ("http://example.org:99999999/", ""),
        (f"http://{'a' * 70}ü.org/", ""),
    ],
)
def test_absolute(href: str, expected: str) -> None:
    assert markup.absolute(URL, href) == expected


@given(st.text(max_size=60))
def test_any_address_is_made_absolute_or_refused(href: str) -> None:
    found = markup.absolute(URL, href)
    assert found == "" or (found.startswith(("http://", "https://")) and found.isascii() and " " not in found)
    assert markup.absolute(URL, found) == found


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", URL),
        ('<base href="/situs/">', "https://kota.example.go.id/situs/"),
        ('<base target="_blank"><base href="https://cdn.example.org/x/">', "https://cdn.example.org/x/"),
        ('<base href="javascript:1">', URL),
    ],
)
def test_base(head: str, expected: str) -> None:
    assert markup.base(markup.tree(document(f"<head>{head}</head><p>x".encode())), URL) == expected


def test_a_frame_with_nothing_around_it_is_named() -> None:
    framed = markup.tree(
        document(b'<iframe src="https://ads.example.org/x"></iframe><iframe src="isi.php?id=3"></iframe>')
    )
    assert markup.frames(framed, URL) == ["https://kota.example.go.id/blog/read/isi.php?id=3"]
    assert markup.frames(markup.tree(document(b"<p>" + b"kata " * 60 + b"<iframe src=/x></iframe>")), URL) == []


@pytest.mark.parametrize(
    ("element", "found"),
    [
        ('<object data="/isi/104" type="text/html">', ["https://kota.example.go.id/isi/104"]),
        ('<object data="isi.html?a=1.5">', ["https://kota.example.go.id/blog/read/isi.html?a=1.5"]),
        ('<object data="/film.swf">', []),
        ('<object data="/sk" type="application/pdf">', []),
    ],
)
def test_an_object_may_be_a_frame(element: str, found: list[str]) -> None:
    assert markup.frames(markup.tree(document(f"<p>x</p>{element}</object>".encode())), URL) == found
