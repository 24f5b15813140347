"""feeder preview"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.conftest import Serve

from feeder.cli import main

TEXT = "".join(f"<p>Kalimat nomor {n} tentang panen raya di lima desa pesisir utara.</p>" for n in range(12))
ARTICLE = f"""<html lang="id"><head><title>Panen raya dimulai | Kabar Desa</title></head><body>
<nav><a href="/">Beranda</a></nav><main><h1>Panen raya dimulai</h1><p>Kamis, 13 November 2025 09:12 WIB</p>
<div>{TEXT}</div></main></body></html>"""
TITLES = {7: "Panen raya dimulai", 6: "Pasar malam digelar", 5: "Saluran air dibersihkan", 4: "Sekolah baru dibuka"}
CARDS = "".join(
    f'<div><h3><a href="/blog/read/{number}_kabar">{title}</a></h3><p>Kalimat nomor 0 tentang panen raya...</p></div>'
    for number, title in TITLES.items()
)
LIST = f"""<html><head><title>Berita</title></head><body><main><h1>Berita Terkini</h1>{CARDS}</main>
<aside><h4>Berita Populer</h4><a href="/blog/read/2_kabar">Berita lama sekali</a></aside></body></html>"""
PAGES = {f"/blog/read/{number}_kabar": ARTICLE.replace(TITLES[7], title) for number, title in TITLES.items()}
FEED = f"""<rss><channel><item><title>Panen raya dimulai</title><link>https://example.org/1</link>
<description><![CDATA[{TEXT}]]></description></item></channel></rss>"""

Printed = pytest.CaptureFixture[str]


def test_an_article_of_a_site_that_nobody_configured(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/kabar/7/panen-raya-dimulai": ARTICLE})
    assert main(["preview", f"{site.url}kabar/7/panen-raya-dimulai"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "  1. title     Panen raya dimulai"
    assert lines[1].startswith("               ↳ structure: ")
    assert "     date      2025-11-13 09:12 +0700 (stated)" in lines
    assert "               ↳ structure: “Kamis, 13 November 2025 09:12 WIB” near the title" in lines
    assert lines[-1] == "items: 1, dropped: 0"
    assert [each.path for each in site.requests] == ["/kabar/7/panen-raya-dimulai"]
    assert list(folder.iterdir()) == []


def test_times_are_those_of_the_publisher(folder: Path, serve: Serve, capsys: Printed) -> None:
    dated = ARTICLE.replace("Kamis, 13 November 2025 09:12 WIB", '<time datetime="2025-11-13T02:12:00Z">x</time>')
    site = serve({"/kabar/7/dated": dated, "/kabar/7/bare": ARTICLE.replace("Kamis, 13 November 2025 09:12 WIB", "")})
    main(["preview", f"{site.url}kabar/7/dated"])
    assert "2025-11-13 09:12 +0700 (stated)" in capsys.readouterr().out
    main(["preview", f"{site.url}kabar/7/bare"])
    assert " +0700 (first-seen)" in capsys.readouterr().out


def test_a_list_with_its_articles_and_what_was_left_out(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/blog/category/104": LIST, **PAGES})
    assert main(["preview", f"{site.url}blog/category/104"]) == 0
    printed = capsys.readouterr().out
    assert "  1. title     Panen raya dimulai\n" in printed
    assert "  2. title     Pasar malam digelar\n" in printed
    assert f"     dropped   {site.url}blog/read/2_kabar: beside the list\n" in printed


def test_a_file_that_breaks_off_is_named(folder: Path, capsys: Printed) -> None:
    Path("saved.html").write_text(ARTICLE[: ARTICLE.rindex("lima desa")])
    main(["preview", "saved.html"])
    assert capsys.readouterr().err == (
        "feeder: saved.html: its page breaks off in the middle of the text; only the beginning is shown until a whole "
        "one is had\n"
    )


def test_what_cannot_be_had_is_told(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/blog/category/104": LIST, "/blog/read/7_kabar": ARTICLE})
    assert main(["preview", f"{site.url}blog/category/104"]) == 1
    printed = capsys.readouterr()
    assert f"feeder: {site.url}blog/read/6_kabar: " in printed.err
    assert "items: 1, " in printed.out


def test_a_long_text_is_shortened_unless_it_is_wanted(folder: Path, serve: Serve, capsys: Printed) -> None:
    url = f"{serve({'/kabar/7': ARTICLE}).url}kabar/7"
    main(["preview", url])
    short = capsys.readouterr().out
    assert " …\n               (132 words; --full shows all)\n" in short
    main(["preview", url, "--full"])
    whole = capsys.readouterr().out
    assert "Kalimat nomor 11 tentang" in whole
    assert "Kalimat nomor 11 tentang" not in short


def test_the_topics_of_an_item_and_what_made_them(folder: Path, serve: Serve, capsys: Printed) -> None:
    page = ARTICLE.replace("Panen raya dimulai", "KPU tetapkan daftar pemilih tetap")
    assert main(["preview", f"{serve({'/kabar/7': page}).url}kabar/7"]) == 0
    assert "     topic     " in capsys.readouterr().out


def test_a_feed(folder: Path, serve: Serve, capsys: Printed) -> None:
    assert main(["preview", f"{serve({'/rss': FEED}).url}rss", "--json"]) == 0
    [item] = json.loads(capsys.readouterr().out)["items"]
    assert (item["title"], item["url"]) == ("Panen raya dimulai", "https://example.org/1")


def test_a_feed_of_a_site_that_is_read_by_its_pages(folder: Path, serve: Serve, capsys: Printed) -> None:
    site = serve({"/feed": FEED})
    (folder / "config.yaml").write_text(
        "fetch: {contact: 'mailto:op@example.org', allow_private: [127.0.0.1], delay: 0s}\n"
        f"sources:\n  - {{id: desa, kind: kpu, url: '{site.url}blog/category/104'}}\n"
    )
    assert main(["preview", f"{site.url}feed"]) == 0
    assert "  1. title     Panen raya dimulai\n" in capsys.readouterr().out


def test_a_file_says_where_it_is_from(folder: Path, capsys: Printed) -> None:
    canonical = '<link rel="canonical" href="https://desa.example.org/kabar/7">'
    (folder / "page.html").write_text(ARTICLE.replace("<head>", f"<head>{canonical}"))
    assert main(["preview", "page.html"]) == 0
    assert "address   https://desa.example.org/kabar/7\n" in capsys.readouterr().out


def test_a_file_that_does_not_say_where_it_is_from(folder: Path, capsys: Printed) -> None:
    (folder / "page.html").write_text(ARTICLE)
    assert main(["preview", "page.html"]) == 0
    assert "address   https://unknown.invalid/page.html\n" in capsys.readouterr().out


def test_a_file_is_read_as_its_source_does(folder: Path, capsys: Printed) -> None:
    (folder / "config.yaml").write_text(
        'sources: [{id: desa, kind: selectors, url: "https://desa.example.org/", category: Kabar}]'
    )
    (folder / "page.html").write_text(ARTICLE)
    assert main(["preview", "page.html", "--source", "desa"]) == 0
    assert "category  Kabar\n" in capsys.readouterr().out
    assert main(["preview", "page.html", "--source", "kota"]) == 2
    assert "there is no source 'kota' in the configuration; it has: desa" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "body"), [("empty.html", b""), ("picture.html", b"\x89PNG\r\n\x1a\n")])
def test_a_file_that_is_nothing(name: str, body: bytes, folder: Path, capsys: Printed) -> None:
    (folder / name).write_bytes(body)
    assert main(["preview", name]) == 1
    assert f"feeder: {name}: this file is " in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["nosuch.html", "nosuch", "pages/nosuch.html", "./nosuch", "/nosuch", "file:///nosuch", ""]
)
def test_a_file_that_is_not_there_is_no_host(name: str, folder: Path, capsys: Printed) -> None:
    assert main(["preview", name]) == 2
    said = f"feeder: {name}: there is no such file; an address is written as https://example.org/news\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("name", ["127.0.0.1:9", "localhost:9/x.html", f"127.0.0.1:9/{'x' * 300}"])
def test_an_address_needs_no_scheme(name: str, folder: Path, capsys: Printed) -> None:
    assert main(["preview", name]) == 1
    assert f"feeder: https://{name}: " in capsys.readouterr().err


def test_detect_looks_at_addresses_alone(folder: Path, capsys: Printed) -> None:
    assert main(["detect", "page.html"]) == 2
    assert capsys.readouterr().err == "feeder: page.html: is no web address; write one, as https://example.org/news\n"
