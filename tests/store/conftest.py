"""A real store on each database: an SQLite file, and a schema of its own on a PostgreSQL server.

The server is that of FEEDER_TEST_PG_URL, or one that is started from the system's binaries in a temporary folder.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from feeder.store.sql import SqlStore, open_store
from postgres import serving
from world import JAKARTA, Clock

_schemas = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/feeder.db"
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def store(url: str, clock: Clock) -> Iterator[SqlStore]:
    opened = open_store(url, JAKARTA, clock)
    yield opened
    opened.close()


@pytest.fixture
def postgres_url(server: str) -> Iterator[str]:
    import psycopg

    schema = f"feeder_test_{os.getpid()}_{next(_schemas)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}".encode())
        yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{schema}&application_name={schema}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that may be written to."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    if given := os.environ.get("FEEDER_TEST_PG_URL"):
        yield given
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        try:
            started = stack.enter_context(serving(Path(folder)))
        except FileNotFoundError as error:
            pytest.skip(f"no PostgreSQL: neither FEEDER_TEST_PG_URL nor a server of one's own: {error}")
        yield started.url
