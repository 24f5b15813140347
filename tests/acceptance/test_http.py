"""How the output is handed out, checked by a client that nobody here wrote: by `feeder serve`, by the daemon, and by
nginx with the configuration that ships."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from feeder.cli import main

ROOT = Path(__file__).parent.parent.parent
SUBSCRIBERS = 1000
PATIENCE = 60.0  # seconds
_NGINX = """
daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    include {folder}/feeder.conf;
}}
"""


@pytest.fixture
def output(beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The output of the seed; beside it lies a file that nobody may have."""
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(
        'sources: [{id: kpu-jakarta, kind: kpu, url: "https://jakarta.kpu.go.id/blog/category/104"}]\n'
    )
    page = str(beside / "seed" / "berita-terkini.txt")
    assert main(["ingest", page, "--source", "kpu-jakarta", "--seen-at", "2025-11-14"]) == 0
    (tmp_path / "secret.txt").write_text("RAHASIA")
    return tmp_path / "output"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(port: int, *command: str) -> Iterator[str]:
    """The address that a process answers at, once it does."""
    url = f"http://127.0.0.1:{port}/"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            end = time.monotonic() + PATIENCE
            while not _answers(url):
                assert process.poll() is None, process.stderr and process.stderr.read()
                assert time.monotonic() < end
            yield url
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
        finally:
            process.terminate()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.TransportError:
        return False


def check(beside: Path, url: str, *options: str) -> None:
    script = str(beside / "acceptance" / "check_http.py")
    done = subprocess.run(
        [sys.executable, script, url, "--outside", "secret.txt=RAHASIA", *options], capture_output=True, text=True
    )
    failed = [line for line in done.stdout.splitlines() if not line.startswith("PASS")]
    assert done.returncode == 0, "\n".join(failed) + done.stderr


def feeder(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "feeder", *arguments]


def test_feeder_serve(beside: Path, output: Path) -> None:
    port = free_port()
    with serving(port, *feeder("serve", "--port", str(port))) as url:
        check(beside, url, "--slow-close", "15")


def test_the_daemon(beside: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEEDER_FETCH__BUDGET__DAY", "1")  # it asks nobody far away
    port = free_port()
    with serving(port, *feeder("run", "--serve", "--port", str(port))) as url:
        check(beside, url, "--slow-close", "15")


def test_nginx_as_it_ships(beside: Path, output: Path, tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        pytest.skip("nginx is not installed; scripts/servers does that")
    port, folder = free_port(), tmp_path / "nginx"
    folder.mkdir()
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/lib/feeder/output", str(output))
    (folder / "feeder.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""  # others may not read the temporary folder
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user=user))
    with serving(port, nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")) as url:
        check(beside, url, "--slow-close", "15", "--skip", "precedence")  # of two conditions nginx wants both
