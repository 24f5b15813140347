"""An S3 server on this machine, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

KEY, SECRET = "AKIAKUNCI", "rahasia"

_SERVER = """
import logging, sys
from moto.server import ThreadedMotoServer

logging.disable()
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
"""


@contextmanager
def served() -> Iterator[str]:
    """The address of a server; it ends with the block."""
    command = [sys.executable, "-c", _SERVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        server.stdin.close()


def emptied(endpoint: str, bucket: str) -> None:
    """The server has this bucket and nothing in it."""
    _ask(f"{endpoint}/moto-api/reset", "POST")
    _ask(f"{endpoint}/{bucket}", "PUT")


def refusing(endpoint: str, after: str) -> None:
    """The server refuses the keys after so many requests; never with "inf"."""
    _ask(f"{endpoint}/moto-api/reset-auth", "POST", after.encode())


def _ask(url: str, method: str, body: bytes | None = None) -> None:
    urlopen(Request(url, body, {"Content-Type": "text/plain"}, method=method)).close()
