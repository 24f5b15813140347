"""A store is made, brought up to date, and shared by processes; and what it says when it cannot be opened."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from patience import PATIENCE

import feeder.store
from feeder.errors import StoreError
from feeder.model import Validators
from feeder.store.engine import open_engine
from feeder.store.sql import open_store
from store.samples import FIRST, new
from world import JAKARTA

MIGRATIONS = Path(feeder.store.__file__).parent / "migrations"
OPEN = """
import sys
from zoneinfo import ZoneInfo
from feeder.store.sql import open_store
store = open_store(sys.argv[1], ZoneInfo("Asia/Jakarta"))
sys.exit(len(store.check()))
"""


def test_an_opened_store_is_found_again(url: str) -> None:
    with closing(open_store(url, JAKARTA)) as store, store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(1)])
    with closing(open_store(url, JAKARTA)) as store:
        assert list(store.everything()) == [new(1).stored]


def test_four_processes_make_it_at_once(url: str) -> None:
    processes = [subprocess.Popen([sys.executable, "-c", OPEN, url]) for _ in range(4)]
    assert [process.wait(PATIENCE) for process in processes] == [0, 0, 0, 0]


def test_one_of_a_newer_feeder_is_left_alone(url: str) -> None:
    open_store(url, JAKARTA).close()
    engine = open_engine(url)
    with engine.session() as session:
        session.run("UPDATE feeder SET value = '99' WHERE name = 'schema'")
    engine.close()
    with pytest.raises(StoreError, match=r"made by a newer feeder \(schema 99; this one knows \d+\): upgrade feeder"):
        open_store(url, JAKARTA)


def test_validators_of_an_earlier_version_stay_with_who_had_the_article(url: str) -> None:
    engine = open_engine(url)
    with closing(engine), engine.session() as session:
        before = [path for path in sorted(MIGRATIONS.glob("*.sql")) if path.name < "0007"]
        for path in before:
            lines = path.read_text().format(**engine.driver.types).splitlines()
            for statement in "\n".join(line for line in lines if not line.startswith("--")).split(";"):
                session.run(statement)
        columns = "id, source, url, title, image, dated, month, published, updated, first_seen, digest, revision"
        session.run(
            f"INSERT INTO items ({columns}) VALUES ('tag:9', 'kpu', 'https://a', '', '', '', '', 1, 1, 1, '', 1)"
        )
        for page in ("https://a", "https://listing"):
            session.run("INSERT INTO validators (url, state) VALUES (?, ?)", (page, '{"etag": "9"}'))
        facts = [("schema", str(len(before))), ("zone", str(JAKARTA))]
        session.many("INSERT INTO feeder (name, value) VALUES (?, ?)", facts)
    with closing(open_store(url, JAKARTA)) as store:
        assert store.validators("kpu", "https://a").etag == "9"
        assert store.validators("kpu", "https://listing") == Validators()


def test_a_publisher_who_moves_to_another_zone_gets_other_months(url: str) -> None:
    with closing(open_store(url, JAKARTA)) as store:
        with store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, [new(1, at=datetime(2025, 10, 31, 18, tzinfo=UTC))])
        assert store.months() == [date(2025, 11, 1)]
        store.published(store.stale())
    with closing(open_store(url, UTC)) as store:
        assert store.months() == [date(2025, 10, 1)]
        assert store.stale().keys() == {"month:2025-10", "month:2025-11", "source:kpu"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("feeder.db", "must begin with sqlite:/// or postgresql://"),
        ("mysql://root:secret@host/feeder", "must begin with sqlite:/// or postgresql://"),
        ("sqlite://feeder.db", "is sqlite:///name.db, or sqlite:////folder/name.db"),
        ("sqlite:///", "is sqlite:///name.db"),
        ("sqlite:///:memory:", "is sqlite:///name.db"),
    ],
)
def test_an_address_that_is_none(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as raised:
        open_store(url, JAKARTA)
    assert "secret" not in str(raised.value)


def test_postgresql_without_its_package() -> None:
    without = "import sys; sys.modules['psycopg'] = None; from feeder.store.engine import open_engine"
    opening = "open_engine('postgresql://feeder@host/feeder')"
    done = subprocess.run([sys.executable, "-c", f"{without}; {opening}"], capture_output=True, text=True)
    assert "StoreError: PostgreSQL needs one more package: pip install 'feeder-kpu[cluster]'" in done.stderr


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none/feeder.db: the folder .*none does not exist: create it"):
        open_store(f"sqlite:///{tmp_path}/none/feeder.db", JAKARTA)


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder, and should be the database's file"):
        open_store(f"sqlite:///{tmp_path}", JAKARTA)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "feeder.db"
    path.write_text("Berita Terkini\n" * 100)
    with pytest.raises(StoreError, match=r"feeder.db: the file is damaged, or is no database: .* a backup"):
        open_store(f"sqlite:///{path}", JAKARTA)
    assert path.read_text() == "Berita Terkini\n" * 100


def test_a_database_that_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "feeder.db"
    with closing(open_store(f"sqlite:///{path}", JAKARTA)) as store, store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, (new(number) for number in range(300)))
    path.write_bytes(path.read_bytes()[:50_000])
    with (
        pytest.raises(StoreError, match="the file is damaged"),
        closing(open_store(f"sqlite:///{path}", JAKARTA)) as store,
    ):
        list(store.everything())


def test_damage_inside_is_found_by_check(tmp_path: Path) -> None:
    path = tmp_path / "feeder.db"
    with closing(open_store(f"sqlite:///{path}", JAKARTA)) as store:
        with store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, [new(1)])
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("DELETE FROM keys")
            raw.execute("DELETE FROM names")
            raw.execute("INSERT INTO keys VALUES ('key:9', 9)")
        assert store.check() == (
            f"{path}: row 1 of keys belongs to nothing",
            f"{path}: tag:kpu.example,2025:1 cannot be recognised: it has neither key nor name",
        )


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "feeder.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE items (id)")
    with pytest.raises(StoreError, match="table items already exists"):
        open_store(f"sqlite:///{path}", JAKARTA)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT name FROM sqlite_master").fetchall() == [("items",)]
