"""Sources that a program writes into config.yaml."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder import config
from feeder.config import editing
from feeder.errors import ConfigError

NEW = {"id": "kabar", "kind": "feed", "url": "https://example.org/feed?a=1#b", "title": 'Kabar "desa": # satu'}
A = "{id: a, kind: page, url: 'http://a.example/'}"


def written(folder: Path, text: str, *entries: editing.Entry) -> str:
    path = folder / "config.yaml"
    path.write_bytes(text.encode())
    editing.add(path, entries or [NEW])
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet\n",
        "database: sqlite:///feeder.db\n",
        "sources: []  # none\nfeeds: []\n",
        "sources:\n# none\nfeeds: []\n",
        f"sources: [{A}]  # one\n",
        f"sources: [\n  {A},  # one\n]\nfeeds: []\n",
        "sources:\n- id: a\n  kind: page\n  url: http://a.example/  # one\n\n# further feeds\nfeeds: []\n",
        "sources:\n   -  id: a\n      kind: page\n      url: http://a.example/\n      hosts:\n      - b.example",
        "sources:\n- id: a\n  kind: page\n  url: http://a.example/\n  title: >\n    A\n    b\n\nfeeds: []\n",
        f"{{sources: [], feeds: []}}\n# {A}\n",
        f"---\nsources:\n  - {A}\n...\n",
    ],
)
def test_a_source_is_added_and_nothing_else_changes(text: str, tmp_path: Path) -> None:
    before = {each.id for each in parsed(tmp_path, text).sources}
    after = written(tmp_path, text)
    assert {each.id for each in parsed(tmp_path, after).sources} == {*before, "kabar"}
    added = [line for line in after.splitlines() if line not in text.splitlines()]
    kept = [line for line in text.splitlines() if line not in after.splitlines()]
    assert len(added) <= 5
    assert all("sources: [" in line or "- b.example" in line or A in line for line in kept)
    assert all(
        comment in after for comment in ("# none", "# one", "# further feeds", "# nothing yet") if comment in text
    )


def parsed(folder: Path, text: str) -> config.Config:
    path = folder / "read.yaml"
    path.write_bytes(text.encode())
    return config.load(path, {}, empty=True)


def test_what_stands_behind_the_sources_stays_behind_them(tmp_path: Path) -> None:
    after = written(tmp_path, f"sources:\n  - {A}  # one\n\n# further feeds\nfeeds: []\n")
    assert after == (
        f"sources:\n  - {A}  # one\n  - id: kabar\n    kind: feed\n"
        '    url: "https://example.org/feed?a=1#b"\n    title: "Kabar \\"desa\\": # satu"\n'
        "\n# further feeds\nfeeds: []\n"
    )


def test_the_ends_of_lines_stay_as_they_are(tmp_path: Path) -> None:
    after = written(tmp_path, f"sources:\r\n  - {A}\r\nfeeds: []\r\n")
    assert after.count("\n") == after.count("\r\n")


def test_rights_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text("sources: []\n")
    real.chmod(0o640)
    (tmp_path / "config.yaml").symlink_to(real)
    editing.add(tmp_path / "config.yaml", [NEW])
    assert (tmp_path / "config.yaml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "kabar" in real.read_text()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["config.yaml", "real.yaml"]


@pytest.mark.parametrize("text", ["sources: a\n", "{database: 'sqlite:///a.db'}\n", "[]\n", "sources: [\n"])
def test_a_form_without_a_place_for_it(text: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no place for it at `sources`; add the source by hand"):
        written(tmp_path, text)
    assert (tmp_path / "config.yaml").read_text() == text


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        editing.add(tmp_path / "nowhere" / "config.yaml", [NEW])


@settings(deadline=None)
@given(title=st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1))
def test_any_title_comes_back_as_it_was(title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    entry = {**NEW, "title": title}
    after = written(tmp_path_factory.mktemp("titles"), f"sources: [{A}]\n", entry)
    assert after.endswith("}]\n")


def test_an_id_is_made_from_the_host_and_used_once(tmp_path: Path) -> None:
    known = parsed(tmp_path, "sources: [{id: example-org, kind: page, url: 'http://example.org/'}]")
    assert editing.identifier("https://www.jakarta.kpu.go.id/blog", known) == "jakarta-kpu-go-id"
    assert editing.identifier("https://example.org/feed", known) == "example-org-2"
    assert editing.identifier("https://example.org/feed", known, ["example-org-2"]) == "example-org-3"
    assert editing.identifier("http://[::1]:8000/", known) == "1-8000"
    assert editing.problem({**NEW, "id": editing.identifier(f"https://{'a' * 200}.org/", known)}) == ""


def test_a_source_is_known_in_any_spelling_of_its_address(tmp_path: Path) -> None:
    known = parsed(tmp_path, "sources: [{id: a, kind: page, url: 'http://www.example.org/news/'}]")
    assert editing.source_of("https://example.org/news?utm_source=x", known) == "a"
    assert editing.source_of("https://example.org/other", known) == ""


def test_what_cannot_be_a_source_is_told() -> None:
    assert "is no web address" in editing.problem({**NEW, "url": "javascript:alert(1)"})
