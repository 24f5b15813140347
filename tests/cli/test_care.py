"""feeder backup, restore and verify."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cli.kept import fetch, install, opened

from feeder.cli import main
from feeder.ports import Source
from world import Clock, FakeSite, news


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Source, site: FakeSite, clock: Clock) -> None:
    monkeypatch.chdir(tmp_path)
    install(source, site, clock)


def verify(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What does not agree: where, and what."""
    capsys.readouterr()
    status = main(["verify", "--json"])
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert status == bool(faults)
    assert all(each["remedy"] for each in faults)
    return {each["where"]: each["what"] for each in faults}


def test_an_installation_that_nobody_touched_is_whole(
    source: Source, site: FakeSite, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(capsys) == {}
    site.articles.insert(0, news(14, date="1 Desember 2025"))
    site.articles[2].title = "Judul lain"  # its words are gone, and stay in the index of words
    fetch(source, site, clock)
    assert verify(capsys) == {}
    assert main(["verify"]) == 0
    assert capsys.readouterr().out == "database, archive and feeds are whole, and say the same\n"


def test_files_that_were_lost_cut_edited_or_put_there(capsys: pytest.CaptureFixture[str]) -> None:
    output = Path("output")
    (output / "atom.xml").unlink()
    archive = output / "archive/2025/11.json"
    archive.write_bytes(archive.read_bytes()[:-100])
    feed = output / "feeds/contoh/rss.xml"
    feed.write_text(feed.read_text().replace("Kegiatan 13", "Kegiatan 31"))
    (output / "feeds/lama").mkdir()
    (output / "feeds/lama/atom.xml").write_text("<feed/>")
    (output / "robots.txt").write_text("of the operator")
    (output / "feeds/contoh/atom.xml.gz").write_text("of the web server")
    assert verify(capsys) == {
        "atom.xml": "is missing",
        "archive/2025/11.json": "says something else than the database",
        "feeds/contoh/rss.xml": "says something else than the database",
        "feeds/lama/atom.xml": "is no file that feeder writes",
    }
    main(["verify"])
    assert "  to mend: feeder publish --all\n" in capsys.readouterr().out
    assert main(["publish", "--all"]) == 0
    assert verify(capsys) == {"feeds/lama/atom.xml": "is no file that feeder writes"}


def test_an_index_that_promises_something_else(capsys: pytest.CaptureFixture[str]) -> None:
    index = Path("output/archive/index.json")
    promised = json.loads(index.read_text())
    promised["files"][0]["sha256"] = "0" * 64
    index.write_text(json.dumps(promised))
    assert verify(capsys) == {
        "archive/2025/11.json": "is not what archive/index.json promises",
        "archive/index.json": "says something else than the database",
    }
    index.write_text("[]")
    assert "archive/index.json" in verify(capsys)
    assert main(["publish", "--all"]) == 0
    assert verify(capsys) == {}


def test_what_is_not_published_yet(capsys: pytest.CaptureFixture[str]) -> None:
    with opened() as store, store.begin("contoh") as transaction:
        transaction.withdraw(1, store.now())
    assert "are not published yet" in verify(capsys)["output"]
    assert main(["publish"]) == 0
    assert verify(capsys) == {}


def test_a_lost_database_is_no_reason_to_take_the_archive_away(capsys: pytest.CaptureFixture[str]) -> None:
    Path("feeder.db").unlink()
    assert verify(capsys) == {"output": "shows 4 items, and this database, which never wrote it, knows 0"}
    main(["verify"])
    assert "to mend: name the database that it was written from, or put a backup back" in capsys.readouterr().out


def test_a_damaged_database(capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect("feeder.db")) as raw, raw:
        raw.execute("DELETE FROM revisions WHERE item = 1")
    assert verify(capsys)["database"].endswith("lacks an earlier revision, or has one too many")
    main(["verify"])
    assert "to mend: put a backup in its place: feeder restore FILE" in capsys.readouterr().out


def test_a_backup_brings_everything_back(
    source: Source, site: FakeSite, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = Path("output/atom.xml").read_bytes()
    assert main(["backup", "kept.db"]) == 0
    site.articles.insert(0, news(14, date="14 November 2025"))
    fetch(source, site, clock)
    assert Path("output/atom.xml").read_bytes() != feed
    assert main(["restore", "kept.db", "--force"]) == 0
    assert "kept.db: restored, 4 items" in capsys.readouterr().out
    assert Path("output/atom.xml").read_bytes() == feed
    fetch(source, site, clock)
    with opened() as store:
        assert len({each.id for each in store.everything()}) == 5
    assert [path for path, what in verify(capsys).items() if "no file that" not in what] == []


def test_the_database_that_a_backup_replaces_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "kept.db"]) == 0
    assert main(["correct", "2", "--title", "Judul yang benar"]) == 0
    assert main(["restore", "kept.db", "--force"]) == 0
    assert f"the database that was there before is {Path.cwd()}/feeder.db.before now; delete it" in error(capsys)
    assert "Judul yang benar" not in Path("output/feed.json").read_text()
    assert main(["restore", "feeder.db.before", "--force"]) == 0
    assert "feeder.db.before-2 now" in error(capsys)
    assert "Judul yang benar" in Path("output/feed.json").read_text()
    Path("feeder.db").unlink()
    assert main(["restore", "kept.db", "--force"]) == 0
    assert error(capsys) == ""


def test_an_older_backup_takes_nothing_out_of_the_output_unasked(
    source: Source, site: FakeSite, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", "kept.db"]) == 0
    site.articles.insert(0, news(14, date="14 November 2025"))
    fetch(source, site, clock)
    fuller = Path("output/atom.xml").read_bytes()
    Path("feeder.db").unlink()
    assert main(["restore", "kept.db"]) == 3
    assert "it has 4 items, and the output shows 5" in error(capsys)
    assert not Path("feeder.db").exists()
    assert Path("output/atom.xml").read_bytes() == fuller
    assert main(["restore", "kept.db", "--force"]) == 0
    assert "the output showed 5 items, and shows 4 now" in error(capsys)
    assert Path("output/atom.xml").read_bytes() != fuller


def test_a_damaged_database_takes_no_good_backup_away(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "kept.db"]) == 0
    kept = Path("kept.db").read_bytes()
    with closing(sqlite3.connect("kept.db")) as raw:
        [(page,)] = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'revisions'")
    with Path("feeder.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xde\xad\xbe\xef" * 1024)
    assert main(["backup", "kept.db"]) == 3
    assert "with `feeder restore FILE --force`; kept.db is left as it was" in error(capsys)
    assert Path("kept.db").read_bytes() == kept
    assert main(["restore", "kept.db", "--force"]) == 0
    assert verify(capsys) == {}


@pytest.mark.parametrize("name", [".", "output", ""])
def test_a_backup_is_a_file(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", name]) == 3
    assert "is a folder: name a file in it" in error(capsys)


def test_a_month_that_lost_its_last_item_stays_and_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", "2", "--date", "2099-12-01"]) == 0
    assert verify(capsys) == {}
    assert main(["correct", "2", "--undo"]) == 0
    assert json.loads(Path("output/archive/2099/12.json").read_text()) == {"items": []}
    assert verify(capsys) == {}
    Path("output/archive/2099/12.json").write_text('{"items": [{}]}')
    assert set(verify(capsys)) == {"archive/2099/12.json"}
    assert main(["publish", "--all"]) == 0
    assert verify(capsys) == {}


def test_a_restored_database_is_marked_for_publishing() -> None:
    assert main(["backup", "kept.db"]) == 0
    Path("feeder.db").unlink()
    Path("output/atom.xml").unlink()
    (Path("output") / "atom.xml").mkdir()  # nothing can be written there
    assert main(["restore", "kept.db"]) == 3
    (Path("output") / "atom.xml").rmdir()
    with opened() as store:
        assert {"source:contoh", "month:2025-11", "item:1"} <= set(store.stale())


def test_a_database_is_not_overwritten_by_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "kept.db"]) == 0
    assert main(["restore", "kept.db"]) == 3
    assert "feeder.db: there is a database already; to put it aside and have the backup, add --force" in error(capsys)
    with opened() as store, store.alone():
        assert main(["restore", "kept.db", "--force"]) == 3
    assert "another `feeder run` works on this database; end it first" in error(capsys)


def error(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_a_file_that_is_no_sound_backup_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("feeder.db").read_bytes()
    assert main(["backup", "kept.db"]) == 0
    Path("cut.db").write_bytes(Path("kept.db").read_bytes()[:-4096])
    with closing(sqlite3.connect("other.db")) as raw:
        raw.execute("CREATE TABLE a (b)")
    with closing(sqlite3.connect("kept.db")) as raw, raw:
        raw.execute("DELETE FROM revisions WHERE item = 1")
    words = {
        "cut.db": "the file is damaged",
        "other.db": "is no backup of feeder",
        "kept.db": "has no content",
        "none.db": "the backup cannot be read: No such file or directory",
        "feeder.db": "is the database itself: name a backup",
    }
    for name, said in words.items():
        assert main(["restore", name, "--force"]) == 3
        assert said in error(capsys)
    assert Path("feeder.db").read_bytes() == before
    assert list(Path().glob("*.part*")) == []
