"""Files that were handed in."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feeder.errors import FetchError, Trouble
from feeder.fetch import files
from feeder.model import Document, Role

SEEN = datetime(2025, 11, 14, tzinfo=UTC)
SITE = "https://jakarta.kpu.go.id/blog/category/104"
PAGE = b"<html><p>Rapat pleno</html>"


def read(path: Path) -> tuple[list[Document], list[FetchError]]:
    found = list(files.documents(path, address=SITE, seen=SEEN))
    documents = [each for each in found if isinstance(each, Document)]
    return documents, [each for each in found if isinstance(each, FetchError)]


def write(folder: Path, **content: bytes) -> Path:
    """Files by name; `__` in a name is a slash, `_` a dot."""
    for name, body in content.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return folder


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    write(tmp_path, b_html=PAGE, a_html=PAGE, sub__c_txt=b"Berita Terkini", sub__a_xml=b"<rss><channel/></rss>")
    documents, failures = read(tmp_path)
    assert [each.url.removeprefix("https://jakarta.kpu.go.id/") for each in documents] == [
        "a.html",
        "b.html",
        "sub/a.xml",
        "sub/c.txt",
    ]
    assert [each.media_type for each in documents] == ["text/html"] * 2 + ["application/rss+xml", "text/plain"]
    assert {(each.seen, each.role) for each in documents} == {(SEEN, Role.UNKNOWN)}
    assert documents[0].name == str(tmp_path / "a.html")
    assert failures == []


def test_it_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, a_html=PAGE, b_html=PAGE)
    found = files.documents(tmp_path, address=SITE, seen=SEEN)
    next(found)
    (tmp_path / "b.html").write_bytes(b"<html>later")
    later = next(found)
    assert isinstance(later, Document)
    assert later.body == b"<html>later"


def test_a_file_may_tell_itself_when_it_was_had(tmp_path: Path) -> None:
    write(tmp_path, a_html=PAGE)
    os.utime(tmp_path / "a.html", (SEEN.timestamp(), SEEN.timestamp()))
    [document] = files.documents(tmp_path, address=SITE)
    assert isinstance(document, Document)
    assert document.seen == SEEN


def test_one_file_is_read_alone(tmp_path: Path) -> None:
    write(tmp_path, a_html=PAGE, b_html=PAGE)
    documents, _ = read(tmp_path / "b.html")
    assert [each.url for each in documents] == ["https://jakarta.kpu.go.id/b.html"]


def test_what_stands_beside_pages_is_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_html=PAGE,
        Berita_html=PAGE,
        style_css=b"p{}",
        app_js=b"x",
        logo_PNG=b"\x89PNG",
        surat_pdf=b"%PDF-1",
        _DS_Store=b"x",
        _git__config=b"x",
    )
    (tmp_path / "Berita_files").mkdir()
    (tmp_path / "Berita_files" / "iframe.html").write_bytes(PAGE)
    (tmp_path / "Lain_files").mkdir()
    (tmp_path / "Lain_files" / "page.html").write_bytes(PAGE)
    documents, failures = read(tmp_path)
    assert [Path(each.name).name for each in documents] == ["Berita.html", "a.html", "page.html"]
    assert failures == []


def test_utf_16_is_text(tmp_path: Path) -> None:
    documents, _ = read(write(tmp_path, a_txt="Berita Terkini, rapat pleno".encode("utf-16-le")))
    assert (documents[0].media_type, documents[0].charset) == ("text/plain", "utf-16-le")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "this file is empty"),
        (b" \r\n", "this file is empty"),
        (b"\x7fELF\0\0", "this file is no page, feed or text (binary)"),
        (b"\x89PNG\r\n\x1a\n", "this file is no page, feed or text (PNG)"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_others_go_in(tmp_path: Path, body: bytes, words: str) -> None:
    documents, failures = read(write(tmp_path, a_html=body, b_html=PAGE))
    assert [Path(each.name).name for each in documents] == ["b.html"]
    assert [str(each) for each in failures] == [f"{tmp_path / 'a.html'}: {words}"]
    assert failures[0].trouble is Trouble.BROKEN


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "berita.txt").open("wb") as large:
        large.truncate(200_000_000)  # takes no room on the disk
    _, failures = read(tmp_path)
    assert failures[0].reason == "this file is too large (200,000,000 bytes; at most 50,000,000); divide it"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    _, failures = read(tmp_path / "a.html")
    assert str(failures[0]) == f"{tmp_path / 'a.html'}: this cannot be read (No such file or directory)"
    assert failures[0].trouble is Trouble.GONE


def test_a_folder_without_pages(tmp_path: Path) -> None:
    _, failures = read(write(tmp_path, logo_png=b"x"))
    assert str(failures[0]) == f"{tmp_path}: this folder holds no pages, feeds or texts"


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="needs the files that Linux makes while they are read"
)
def test_a_file_that_changes_while_it_is_read() -> None:
    _, failures = read(Path("/proc/self/status"))
    assert failures[0].reason == "this file changed while it was read; try again when it is finished"


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.html")
    _, failures = read(tmp_path)
    assert failures[0].reason == "this is no ordinary file"


def test_links_stay_in_the_folder(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", secret_html=PAGE)
    folder = write(tmp_path / "folder", a_html=PAGE)
    (folder / "b.html").symlink_to(outside / "secret.html")
    (folder / "c.html").symlink_to(folder / "a.html")
    (folder / "d.html").symlink_to(folder / "nowhere.html")
    (folder / "elsewhere").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    documents, failures = read(folder)
    assert [Path(each.name).name for each in documents] == ["a.html", "c.html"]
    assert [(Path(each.url).name, each.reason) for each in failures] == [
        ("b.html", "this link leads out of the folder, and is not followed"),
        ("d.html", "this cannot be read (No such file or directory)"),
        ("elsewhere", "this link leads out of the folder, and is not followed"),
    ]


def test_a_link_that_was_named_is_followed(tmp_path: Path) -> None:
    folder = write(tmp_path / "folder", a_html=PAGE)
    (tmp_path / "link").symlink_to(folder)
    documents, failures = read(tmp_path / "link")
    assert [len(documents), len(failures)] == [1, 0]


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    write(tmp_path, a_html=PAGE, sub__b_html=PAGE)
    (tmp_path / "a.html").chmod(0)
    (tmp_path / "sub").chmod(0)
    _, failures = read(tmp_path)
    (tmp_path / "sub").chmod(0o700)
    assert [each.reason for each in failures] == ["this cannot be read (Permission denied)"] * 2


MHTML = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://jakarta.kpu.go.id/blog/read/8076_rapat
Subject: Rapat
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----bagian"

------bagian
Content-Type: text/html
Content-ID: <frame@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://jakarta.kpu.go.id/blog/read/8076_rapat

<html lang=3D"id"><p>Rapat pleno =E2=80=93 ter=
buka</p></html>
------bagian
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://jakarta.kpu.go.id/images/a.png

iVBORw0KGgo=
------bagian--
"""


def test_the_page_of_a_file_that_a_browser_saved_with_its_pictures(tmp_path: Path) -> None:
    write(tmp_path, rapat_mhtml=MHTML.replace("\n", "\r\n").encode())
    [document], failures = read(tmp_path)
    assert failures == []
    assert document.url == "https://jakarta.kpu.go.id/blog/read/8076_rapat"
    assert document.media_type == "text/html"
    assert document.body.decode().strip() == '<html lang="id"><p>Rapat pleno – terbuka</p></html>'


def test_a_file_of_parts_without_a_page_is_what_it_is(tmp_path: Path) -> None:
    write(tmp_path, surat_mhtml=MHTML.replace("text/html", "text/x-surat").encode())
    [document], _ = read(tmp_path)
    assert document.body.startswith(b"From: ")
