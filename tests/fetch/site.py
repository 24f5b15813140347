"""A site of one function on this machine, and a clock that nobody waits for."""

from __future__ import annotations

import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.parser import Parser
from typing import Any, cast


@dataclass(frozen=True)
class Wanted:
    """A request as the site got it; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]


#: What the site sends for a request, byte by byte as it pleases; the connection closes unless it says its length.
Answerer = Callable[[Wanted], Iterable[bytes]]


def reply(status: int = 200, body: bytes = b"", kind: str = "text/html", **headers: str) -> list[bytes]:
    """A whole response; `_` in the name of a header stands for a hyphen."""
    lines = {"Content-Type": kind, "Content-Length": str(len(body))} | {
        key.replace("_", "-"): value for key, value in headers.items()
    }
    head = "".join(f"{key}: {value}\r\n" for key, value in lines.items())
    return [f"HTTP/1.1 {status} Whatever\r\n{head}\r\n".encode(), body]


@dataclass
class Site:
    """A running site. `requests` holds what was asked but robots.txt, `everything` all of it."""

    url: str
    everything: list[Wanted] = field(default_factory=list)

    @property
    def requests(self) -> list[Wanted]:
        return [each for each in self.everything if each.path != "/robots.txt"]

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://").removeprefix("https://").rstrip("/")


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast(_Server, self.server)
        while line := self.rfile.readline():
            method, path, _ = line.decode().split(" ", 2)
            lines = iter(lambda: self.rfile.readline().decode("latin-1"), "\r\n")
            headers = dict(Parser().parsestr("".join(lines)).items())
            wanted = Wanted(method, path, {key.lower(): value for key, value in headers.items()})
            server.site.everything.append(wanted)
            if not self._send(server.answer(wanted), method):
                return

    def _send(self, pieces: Iterable[bytes], method: str) -> bool:
        """Returns whether the connection goes on: where the response said how long it is, and was that long."""
        head, end, length = b"", b"", 0
        try:
            for piece in pieces:
                rest = piece
                if not end:
                    head, end, rest = (head + piece).partition(b"\r\n\r\n")
                length += len(rest)
                self.wfile.write(piece[: len(piece) - len(rest)] if method == "HEAD" else piece)
        except OSError:  # the fetcher had enough
            return False
        return f"Content-Length: {length}\r\n" in head.decode("latin-1") + "\r\n"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 32
    site: Site
    answer: Answerer
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        if self.tls:
            connection.settimeout(5)
            connection = self.tls.wrap_socket(connection, server_side=True)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections break here on purpose."""


def start(answer: Answerer, *, robots: Iterable[bytes] | Answerer = (), tls: ssl.SSLContext | None = None) -> _Server:
    """A site that answers until it is shut down. Its robots.txt does not exist, unless given."""

    def answered(wanted: Wanted) -> Iterable[bytes]:
        if wanted.path != "/robots.txt":
            return answer(wanted)
        return robots(wanted) if callable(robots) else list(robots) or reply(404)

    server = _Server(("127.0.0.1", 0), _Handler)
    port = server.server_address[1]
    server.site = Site(f"https://localhost:{port}/" if tls else f"http://127.0.0.1:{port}/")
    server.answer, server.tls = answered, tls
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    at: datetime = datetime(2025, 11, 14, 9, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # what was waited for

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        """Real time, for connections, and the sleep that nobody waited for."""
        return time.monotonic() + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)
