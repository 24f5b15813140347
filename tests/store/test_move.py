"""An installation moves between the two databases with all that it remembers, whole or to be completed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeder import pipeline
from feeder.cli import main
from feeder.errors import StoreError
from feeder.model import Correction
from feeder.ports import Source
from feeder.records import Asked, HostState
from feeder.store.engine import Engine, Value, open_engine
from feeder.store.move import Moved, move
from feeder.store.sql import open_store
from feeder.store.tables import Table, tables
from store.samples import FIRST, edited, new
from world import JAKARTA, Clock, FakeSite, news

DAY = timedelta(days=1)


@pytest.fixture(params=["sqlite to postgresql", "postgresql to sqlite", "sqlite to sqlite"])
def route(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """The addresses of two databases that are not there, or empty."""
    origin, target = (f"sqlite:///{tmp_path}/{name}.db" for name in ("old", "new"))
    postgres = request.getfixturevalue("postgres_url") if "postgresql" in request.param else ""
    return (postgres or origin if request.param.startswith("post") else origin), (
        postgres if request.param.endswith("postgresql") else target
    )


def copy(origin: str, target: str) -> Moved:
    return move(origin, target, lambda ranges, _: ranges)


def fill(url: str, count: int, first: int = 0) -> None:
    with closing(open_store(url, JAKARTA)) as store, store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, (new(number) for number in range(first, first + count)))


def live(url: str, site: FakeSite, source: Source, clock: Clock) -> None:
    """An installation that has seen news, an edit, a removal, a correction, a page that waits, and other hosts."""
    with closing(open_store(url, JAKARTA, clock)) as store:
        site.articles = [news(number, date="13 November 2025") for number in range(20, 0, -1)]
        pipeline.refresh(source, site.fetch, store, clock)
        clock.forward(days=1)
        site.articles[0].text += " Ada perubahan."
        site.lost, site.hidden = {18}, {18}
        pipeline.refresh(source, site.fetch, store, clock, again=lambda _: True)
        site.blank = True
        clock.forward(days=1)
        pipeline.refresh(source, site.fetch, store, clock)
        with store.begin("kpu") as transaction:
            transaction.correct(3, Correction(field="title", value="Judul yang benar", at=clock()))
        store.assign(lambda _: {"topic-x": "Topik", "sendiri": ""}, "1", [])
        asked = Asked(
            at=clock(), host="kpu.example", url="https://kpu.example/", source="kpu", status=200, size=5, seconds=0.1
        )
        store.hosts.release("", HostState(host="kpu.example", robots="User-agent: *"), [asked] * 3)


def rows(url: str) -> dict[str, list[str]]:
    """Everything that is stored."""
    engine = open_engine(url)
    with closing(engine), engine.session() as session:
        found = {each.name: session.all(f"SELECT {', '.join(each.columns)} FROM {each.name}") for each in tables()}
    return {name: sorted(json.dumps(row) for row in some) for name, some in found.items()}


def test_everything_arrives(route: tuple[str, str], site: FakeSite, source: Source, clock: Clock) -> None:
    origin, target = route
    live(origin, site, source, clock)
    moved = copy(origin, target)
    before = rows(origin)
    assert rows(target) == before
    assert {each.table: each.rows for each in moved.tables} == {
        name: len(some) for name, some in before.items() if name != "feeder"
    }
    with closing(open_store(origin, JAKARTA, clock)) as old, closing(open_store(target, JAKARTA, clock)) as copied:
        assert list(copied.everything()) == list(old.everything()) != []
        assert copied.check() == ()


def test_the_numbers_go_on_after_the_last(route: tuple[str, str]) -> None:
    origin, target = route
    fill(origin, 5)
    copy(origin, target)
    fill(target, 1, first=5)
    with closing(open_store(target, JAKARTA)) as store:
        assert store.number("key:5") == 6


def test_a_second_time_it_only_compares(route: tuple[str, str]) -> None:
    fill(route[0], 5)
    assert not copy(*route).before
    assert copy(*route).before


def test_there_and_back_nothing_has_changed(
    postgres_url: str, tmp_path: Path, site: FakeSite, source: Source, clock: Clock
) -> None:
    old, new = (f"sqlite:///{tmp_path}/{name}.db" for name in ("old", "new"))
    live(old, site, source, clock)
    copy(old, postgres_url)
    copy(postgres_url, new)
    assert rows(new) == rows(old)


# What may stand in a table, by the type of its columns


def values(kind: str) -> st.SearchStrategy[Value]:
    if kind.startswith("DOUBLE"):
        return st.floats(allow_nan=False, allow_infinity=False)
    if kind == "TEXT":
        return st.text(st.characters(exclude_characters="\0", codec="utf-8"))
    return st.integers(-(2**31) if kind == "INTEGER" else -(2**63), 2**31 - 1 if kind == "INTEGER" else 2**63 - 1)


def table_rows(engine: Engine, table: Table, items: int) -> st.SearchStrategy[list[tuple[Value, ...]]]:
    with engine.session() as session:
        sql = 'SELECT name, type, "notnull" OR pk FROM pragma_table_info(?) ORDER BY cid'
        columns = session.all(sql, (table.name,))
    each = []
    for name, kind, needed in columns:
        item = name == "item" or name == table.number
        some = st.integers(1, items) if item else values(kind)
        each.append(some if needed else st.none() | some)
    unique = [lambda row, place=place: row[place] for place in _unique(engine, table)]
    return st.lists(st.tuples(*each), max_size=8, unique_by=(lambda row: _key(table, row), *unique))


def _unique(engine: Engine, table: Table) -> list[int]:
    """The places of columns of which no two rows hold the same, beside the key."""
    sql = 'SELECT column.name FROM pragma_index_list(?) AS i, pragma_index_info(i.name) AS column WHERE i."unique"'
    with engine.session() as session:
        names = {name for (name,) in session.all(sql + " AND i.origin <> 'pk'", (table.name,))}
    return [place for place, name in enumerate(table.columns) if name in names]


def _key(table: Table, row: tuple[Value, ...]) -> object:
    return tuple(row[table.columns.index(key)] for key in table.key) if table.unique else object()


def insert(engine: Engine, table: Table, some: Iterable[tuple[Value, ...]]) -> None:
    with engine.transaction() as session:
        session.many(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", some)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("kind", ["postgresql", "sqlite"])
def test_whatever_stands_in_a_table_arrives(
    kind: str, data: st.DataObject, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("move")
    origin, back = (f"sqlite:///{folder}/{name}.db" for name in ("origin", "back"))
    target = f"sqlite:///{folder}/target.db"
    if kind == "postgresql":
        target = request.getfixturevalue("postgres_url")
        empty(target)
    fill(origin, 4)
    with closing(open_engine(origin)) as engine:
        for table in tables():
            if table.name not in ("feeder", "items"):
                with engine.transaction() as session:
                    session.run(f"DELETE FROM {table.name}")
                insert(engine, table, data.draw(table_rows(engine, table, 4), table.name))
    copy(origin, target)
    copy(target, back)
    assert rows(back) == rows(target) == rows(origin)


def empty(url: str) -> None:
    with closing(open_engine(url)) as engine, engine.session() as session:
        for table in reversed(tables()):
            session.run(f"DROP TABLE IF EXISTS {table.name}")


# Killed


KILLED = """
import os, sys
from feeder.store.move import move

def watched(ranges, total):
    print(total, flush=True)
    for done, each in enumerate(ranges):
        if done == int(sys.argv[3]):
            os.kill(os.getpid(), 9)
        yield each

move(sys.argv[1], sys.argv[2], watched)
"""


def killed(origin: str, target: str, after: int) -> int:
    """A move that is killed after so many ranges. Returns how many there are."""
    done = subprocess.run([sys.executable, "-c", KILLED, origin, target, str(after)], capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
    return int(done.stdout)


def test_a_run_that_was_killed_is_completed_by_the_next(route: tuple[str, str]) -> None:
    origin, target = route
    fill(origin, 1200)
    dice = random.Random(origin.partition(":")[0])
    total = killed(origin, target, 0)
    for after in sorted(dice.sample(range(1, total), 2)):
        killed(origin, target, after)
        with pytest.raises(StoreError, match=r"holds a part of .* `feeder migrate-store` was stopped: run it again"):
            open_store(target, JAKARTA)
    assert not copy(origin, target).before
    assert rows(target) == rows(origin)


def test_what_was_written_between_two_runs_arrives_too(route: tuple[str, str]) -> None:
    origin, target = route
    fill(origin, 1200)
    with closing(open_store(origin, JAKARTA)) as store, store.begin("kpu") as transaction:
        transaction.wait("kpu", None)
        transaction.seen("lain", FIRST, [1, 2], {})
    killed(origin, target, killed(origin, target, 3) - 2)
    with closing(open_store(origin, JAKARTA)) as store:
        with store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, [edited(new(1), FIRST + DAY, title="Lain"), new(5000)])
            transaction.undo(1, ["title"])
        store.hosts.release("", HostState(host="kpu.example"), [])
    with closing(open_engine(origin)) as engine, engine.session() as session:
        session.run("DELETE FROM sightings WHERE source = 'lain'")
    copy(origin, target)
    assert rows(target) == rows(origin)


def test_two_that_run_at_once_are_one_too_many(route: tuple[str, str]) -> None:
    fill(route[0], 1)

    def second(ranges: Iterable[None], _: int) -> Iterator[None]:
        with pytest.raises(StoreError, match="works on this database; end it first"):
            copy(*route)
        yield from ranges

    move(*route, second)


# What is refused


def test_a_target_that_holds_another_installation(route: tuple[str, str]) -> None:
    origin, target = route
    fill(origin, 3)
    fill(target, 2)
    before = rows(target)
    words = r"holds another installation already \(2 rows in items, where there are 3 to move\); name an empty"
    with pytest.raises(StoreError, match=words):
        copy(origin, target)
    assert rows(target) == before


def test_a_target_that_holds_as_many_others(route: tuple[str, str]) -> None:
    origin, target = route
    fill(origin, 2)
    fill(target, 2, first=1)
    before = rows(target)
    with pytest.raises(StoreError, match=r"items is not what there is to move \(2 rows.*; name an empty database"):
        copy(origin, target)
    assert rows(target) == before


def test_a_target_that_holds_something_else(route: tuple[str, str]) -> None:
    origin, target = route
    fill(origin, 1)
    with closing(open_engine(target)) as engine, engine.session() as session:
        session.run("CREATE TABLE invoices (number BIGINT)")
    with pytest.raises(StoreError, match="holds a table invoices of something else; name an empty database"):
        copy(origin, target)


def test_a_target_that_holds_a_part_of_another(route: tuple[str, str], tmp_path: Path) -> None:
    origin, target = route
    fill(origin, 1)
    fill(other := f"sqlite:///{tmp_path}/other.db", 1)
    killed(other, target, 3)
    with pytest.raises(StoreError, match=r"holds a part of .*other\.db; complete that, or empty it first"):
        copy(origin, target)


def test_an_origin_that_is_newer_or_empty_or_the_target_itself(route: tuple[str, str]) -> None:
    origin, target = route
    with pytest.raises(StoreError, match="holds nothing of feeder, so there is nothing to move: see its name"):
        copy(origin, target)
    fill(origin, 1)
    with pytest.raises(StoreError, match="both addresses name the same database"):
        copy(origin, origin)
    with closing(open_engine(origin)) as engine, engine.session() as session:
        session.run("UPDATE feeder SET value = '99' WHERE name = 'schema'")
    with pytest.raises(StoreError, match=r"was made by a newer feeder \(schema 99"):
        copy(origin, target)


def test_nothing_is_made_of_an_address_that_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is nothing to move"):
        copy(f"sqlite:///{tmp_path}/wrong.db", f"sqlite:///{tmp_path}/new.db")
    assert list(tmp_path.iterdir()) == []


def test_not_while_the_daemon_runs_on_it(route: tuple[str, str]) -> None:
    fill(route[0], 1)
    with (
        closing(open_store(route[0], JAKARTA)) as store,
        store.alone(),
        pytest.raises(StoreError, match="works on this database; end it first"),
    ):
        copy(*route)


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    def peak(name: str, count: int) -> int:
        origin = f"sqlite:///{tmp_path}/{name}.db"
        with closing(open_store(origin, JAKARTA)) as store, store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, (new(number, text="kata " * 400) for number in range(count)))
        tracemalloc.start()
        copy(origin, f"sqlite:///{tmp_path}/{name}-copy.db")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    few = peak("few", 600)
    assert peak("many", 1800) < 1.3 * few


# From the command line


def published(folder: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setenv("FEEDER_DATABASE", database)
    monkeypatch.setenv("FEEDER_OUTPUT", str(folder))
    assert main(["publish", "--all"]) == 0
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_is_published_of_both_is_the_same(
    route: tuple[str, str],
    site: FakeSite,
    source: Source,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(f"sources: [{{id: {source.id}, kind: kpu, url: '{source.office.url}'}}]\n")
    origin, target = route
    live(origin, site, source, clock)
    assert main(["migrate-store", *route]) == 0
    said = capsys.readouterr().out
    assert "is copied, and was compared row by row" in said
    assert f"database: {target.partition('?')[0]}" in said
    first = published(tmp_path / "first", origin, monkeypatch)
    assert published(tmp_path / "second", target, monkeypatch) == first
    assert len(first) > 40


def test_the_result_for_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    fill("sqlite:///old.db", 2)
    assert main(["migrate-store", "--json", "sqlite:///old.db", "sqlite:///new.db"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["origin"], said["target"]) == (f"{tmp_path}/old.db", f"{tmp_path}/new.db")
    assert {each["table"]: each["rows"] for each in said["tables"]}["items"] == 2


@pytest.mark.parametrize(
    ("addresses", "words"),
    [
        (("feeder.db", "sqlite:///new.db"), "FROM: this is no database; write sqlite:///feeder.db"),
        (("sqlite:///old.db", "mysql://root:secret@host/x"), "TO: this is no database; write sqlite:///feeder.db"),
        (("sqlite:///old.db", "sqlite:///none/new.db"), "TO: there is no folder"),
    ],
)
def test_addresses_that_are_none(
    addresses: tuple[str, str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["migrate-store", *addresses]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "secret" not in said
