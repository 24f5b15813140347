"""`feeder serve`, as a process, and what it says where it cannot start."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from patience import PATIENCE

from feeder.cli import main

HEAD = b"GET /atom.xml HTTP/1.1\r\nHost: feeder.example\r\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "atom.xml").write_text("<feed/>")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "feeder", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    said = process.stdout.readline()
    found = re.fullmatch(r"serving .+ at (http://127\.0\.0\.1:\d+/)\n", said)
    assert found, said
    return found[1]


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_end(process: subprocess.Popen[str], end: signal.Signals) -> None:
    with httpx.Client(base_url=address(process)) as client:
        first = client.get("atom.xml")
        assert first.text == "<feed/>"
        assert client.get("atom.xml", headers={"if-none-match": first.headers["etag"]}).status_code == 304
        process.send_signal(end)
        assert process.wait(PATIENCE) == 0
    assert process.stderr
    assert process.stderr.read() == ""


def test_heads_of_requests_have_an_end(process: subprocess.Popen[str]) -> None:
    url = httpx.URL(address(process))
    assert url.port
    with socket.create_connection((url.host, url.port), timeout=PATIENCE) as client:
        client.sendall(HEAD)
        answer = b""
        try:
            for _ in range(100):
                client.sendall(b"X-Long: " + b"x" * 8000 + b"\r\n")
            answer = client.recv(100)
        except ConnectionError:
            answer = b"HTTP/1.1 400"  # cut off in the middle of what it would not read
    assert answer.startswith(b"HTTP/1.1 400")


def test_a_request_names_one_host(process: subprocess.Popen[str]) -> None:
    url = httpx.URL(address(process))
    assert url.port
    for head in (b"GET /atom.xml HTTP/1.1\r\n", HEAD + b"Host: other.example\r\n"):
        with socket.create_connection((url.host, url.port), timeout=PATIENCE) as client:
            client.sendall(head + b"\r\n")
            assert client.recv(100).startswith(b"HTTP/1.1 400")


def test_a_port_that_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"feeder: cannot listen at 127.0.0.1, port {port}: ")
    assert said.endswith("choose with --host and --port\n")


def test_a_bucket_is_served_by_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "config.yaml").write_text("output: s3://bucket/feeds\n")
    assert main(["serve", "--port", "0"]) == 2
    assert "serves folders alone" in capsys.readouterr().err


def test_a_missing_library_is_named(folder: Path) -> None:
    (folder / "uvicorn.py").write_text("raise ModuleNotFoundError('none', name='uvicorn')\n")
    command = [sys.executable, "-m", "feeder", "serve", "--port", "0"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "feeder: uvicorn is missing, which serving needs: pip install 'feeder-kpu[serve]'\n"
