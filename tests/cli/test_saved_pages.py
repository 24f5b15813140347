"""A folder of saved pages reads as the live site does, under public addresses."""

import json
from pathlib import Path

import pytest

from feeder.cli import main

SITE = Path(__file__).parents[2] / "demo" / "site"
CONFIG = 'sources: [{id: contoh, kind: kpu, url: "http://kota-contoh.example/blog/category/104"}]\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG)


def items() -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(Path("output/feed.json").read_text())["items"]
    return found


def test_a_saved_folder_is_the_site(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ingest", str(SITE), "--source", "contoh", "--seen-at", "2025-11-14"]) == 0
    assert capsys.readouterr().err == ""
    assert [str(item["url"]).partition("_")[0] for item in items()] == [
        f"http://kota-contoh.example/blog/read/{number}" for number in (8431, 8430, 8429, 8427, 8425, 8422)
    ]
    assert items()[0]["date_published"] == "2025-11-13T14:05:00+07:00"
    assert str(items()[2]["content_text"]).endswith("peningkatan kualitas pelayanan publik.")


def test_one_saved_article_by_itself() -> None:
    [article] = SITE.glob("blog/read/8430_*.html")
    assert main(["ingest", str(article), "--source", "contoh"]) == 0
    assert [str(item["title"])[:15] for item in items()] == ["Kunjungan Siswa"]


def test_an_article_that_was_renamed_has_no_address_until_one_is_found(tmp_path: Path) -> None:
    [article] = SITE.glob("blog/read/8430_*.html")
    Path("saved").mkdir()
    Path("saved", "kunjungan siswa.html").write_bytes(article.read_bytes())
    assert main(["ingest", "saved", "--source", "contoh", "--seen-at", "2025-11-14"]) == 0
    [before] = items()
    assert "kunjungan" not in str(before["url"])
    assert main(["ingest", str(SITE), "--source", "contoh", "--seen-at", "2025-11-14"]) == 0
    [after] = [each for each in items() if each["id"] == before["id"]]
    assert str(after["url"]).startswith("http://kota-contoh.example/blog/read/8430_")
    assert len(items()) == 6


def test_the_same_folder_again_changes_no_feed() -> None:
    def feeds() -> list[bytes]:
        return [Path("output", name).read_bytes() for name in ("atom.xml", "rss.xml", "feed.json")]

    assert main(["ingest", str(SITE), "--source", "contoh", "--seen-at", "2025-11-14"]) == 0
    before = feeds()
    assert main(["ingest", str(SITE), "--source", "contoh", "--seen-at", "2025-12-01"]) == 0
    assert feeds() == before


def test_a_renamed_page_without_text_is_no_article(capsys: pytest.CaptureFixture[str]) -> None:
    title = "<title>KPU Kota Contoh - Berita Terkini</title>"
    links = "".join(f'<a href="/page/read/{number}">Profil {number}</a>' for number in range(9))
    Path("daftar.html").write_text(f"<html><head>{title}</head><body><nav>{links}</nav><main><img src=a.gif></main>")
    assert main(["ingest", "daftar.html", "--source", "contoh"]) == 1
    assert "daftar.html: " in capsys.readouterr().err
    assert items() == []
