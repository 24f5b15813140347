"""A PostgreSQL server of one's own, from the system's binaries; also as root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Server:
    """A server in a folder, which may be stopped and started."""

    def __init__(self, binaries: Path, folder: Path, user: str | None) -> None:
        self._folder, self._user = folder, user
        self._control = [str(binaries / "pg_ctl"), "-D", f"{folder}/data", "-w"]
        self._port = _free_port()
        self.url = f"postgresql://feeder@127.0.0.1:{self._port}/postgres"
        self.address = ("127.0.0.1", self._port)
        initdb = [str(binaries / "initdb"), "-D", "data", "-A", "trust", "-U", "feeder", "-E", "UTF8"]
        self._run(*initdb, "--no-locale", "--no-sync")

    def start(self) -> None:
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        self._run(*self._control, "-l", f"{self._folder}/log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run(*self._control, "-m", mode, "stop")

    def _run(self, *command: str) -> None:
        subprocess.run(command, check=True, cwd=self._folder, user=self._user, stdout=subprocess.DEVNULL)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Raises FileNotFoundError where PostgreSQL is not installed."""
    binaries = _binaries()
    user = _user()
    if user:
        shutil.chown(folder, user)
    server = Server(binaries, folder, user)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _binaries() -> Path:
    """Debian keeps them away from PATH, by version."""
    on_path = shutil.which("pg_ctl")
    found = [Path(on_path).parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not found:
        raise FileNotFoundError("no pg_ctl on this machine")
    return found[-1]


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
