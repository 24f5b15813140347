"""A real store on each database: an SQLite file, and a schema of its own on a PostgreSQL server.

The server is that of FEEDER_TEST_PG_URL, or one that is started from the system's binaries in a temporary folder.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from feeder.store.sql import SqlStore, open_store
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
    binaries = _binaries()
    if not binaries:
        pytest.skip("no PostgreSQL: neither FEEDER_TEST_PG_URL nor pg_ctl on this machine")
    user = _user()
    with tempfile.TemporaryDirectory() as folder:
        if user:
            shutil.chown(folder, user)
        yield from _serve(binaries, Path(folder), user)


def _serve(binaries: Path, folder: Path, user: str | None) -> Iterator[str]:
    port = _free_port()
    control = [str(binaries / "pg_ctl"), "-D", f"{folder}/data", "-w"]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    start = [*control, "-l", f"{folder}/log", "-o", options, "start"]

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL)

    run(str(binaries / "initdb"), "-D", "data", "-A", "trust", "-U", "feeder", "-E", "UTF8", "--no-locale", "--no-sync")
    run(*start)
    try:
        yield f"postgresql://feeder@127.0.0.1:{port}/postgres"
    finally:
        run(*control, "-m", "immediate", "stop")


def _binaries() -> Path | None:
    """Debian keeps them away from PATH, by version."""
    on_path = shutil.which("pg_ctl")
    found = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return found[-1] if found else None


def _user() -> str | None:
    """PostgreSQL does not run as root: whom to run it as instead."""
    if os.geteuid() != 0:
        return None
    return next(name for name in ("postgres", "nobody") if any(user.pw_name == name for user in pwd.getpwall()))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
