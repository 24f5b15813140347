"""What PostgreSQL alone does: its troubles in plain words, and connections that break."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from feeder.errors import StoreError
from feeder.store.care import restore
from feeder.store.sql import SqlStore, open_store
from store.samples import FIRST, new
from world import JAKARTA

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")

from feeder.store.postgres import Postgres  # noqa: E402  # only where psycopg is


@pytest.mark.parametrize("password", ["se/cret", "s@cret", "1/s@cret", "%cret", "s:@cret"])
def test_an_address_that_is_none_shows_no_password(password: str) -> None:
    with pytest.raises(StoreError, match="in the password, write @ as %40") as raised:
        open_store(f"postgresql://feeder:{password}@host/feeder", JAKARTA)
    assert "cret" not in str(raised.value)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(
        StoreError, match=r"^postgresql://feeder@127.0.0.1:1/x: cannot be reached: see that the server runs"
    ) as raised:
        open_store("postgresql://feeder:secret@127.0.0.1:1/x", JAKARTA)
    assert "secret" not in str(raised.value)


def test_a_database_that_is_not_there(server: str) -> None:
    with pytest.raises(StoreError, match=r'cannot be reached: .* database "nowhere" does not exist'):
        open_store(server.rpartition("/")[0] + "/nowhere", JAKARTA)


def test_a_user_who_may_not_make_tables(postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        (name,) = admin.execute("SELECT current_schema()").fetchone() or ("",)
        admin.execute(f"CREATE ROLE {name} LOGIN; GRANT USAGE ON SCHEMA {name} TO {name}".encode())
        as_guest = postgres_url.replace("options=", f"options=-crole%3D{name}%20")
        with pytest.raises(StoreError, match="permission denied: make this user the owner of the database"):
            open_store(as_guest, JAKARTA)
        admin.execute(f"DROP OWNED BY {name}; DROP ROLE {name}".encode())


def test_a_copy_that_may_only_be_read(postgres_url: str) -> None:
    address = postgres_url.replace("options=", "options=-cdefault_transaction_read_only%3Don%20")
    with pytest.raises(StoreError, match="cannot be written: it is a read-only copy"):
        open_store(address, JAKARTA)


def test_a_writer_that_does_not_end(postgres_url: str) -> None:
    driver = Postgres(postgres_url)
    with closing(open_store(postgres_url, JAKARTA)) as store, psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute("SET lock_timeout = '1ms'")
        with store.begin("kpu"):
            other.execute(f"{driver.begin('lain')}; COMMIT".encode())
            with pytest.raises(psycopg.Error) as raised:
                other.execute(driver.begin("kpu").encode())
        words = driver.explain(raised.value)
    assert words == "another process has held it for 30 seconds: wait until it is done, or end it"


def test_a_connection_that_was_ended_is_replaced(postgres_url: str) -> None:
    with closing(open_store(postgres_url, JAKARTA)) as store:
        end_connections(postgres_url)
        with store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, [new(1)])
        assert list(store.ids()) == [new(1).stored.id]


def test_a_connection_that_ends_in_the_middle_leaves_nothing(postgres_url: str) -> None:
    def write(store: SqlStore) -> None:
        with store.begin("kpu") as transaction:
            transaction.write("kpu", FIRST, [new(1)])
            end_connections(postgres_url)
            transaction.write("kpu", FIRST, [new(2)])

    with closing(open_store(postgres_url, JAKARTA)) as store:
        with pytest.raises(StoreError, match="the server ended the connection: see that it runs, and run again"):
            write(store)
        assert list(store.ids()) == []
        assert store.check() == ()


def test_it_names_its_own_backup(postgres_url: str, tmp_path: Path) -> None:
    with (
        closing(open_store(postgres_url, JAKARTA)) as store,
        pytest.raises(StoreError, match="pg_dump --format=custom"),
    ):
        store.backup(tmp_path / "copy")
    with pytest.raises(StoreError, match="pg_restore --clean --if-exists"):
        restore(postgres_url, tmp_path / "copy", JAKARTA, force=True)


def end_connections(url: str) -> None:
    """As a server does that is stopped: end those of this test, and wait until they have ended."""
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("""
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()""")
