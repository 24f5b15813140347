"""Connections that go nowhere they should not, and end in time.

A backend for httpcore that resolves a name once, checks what it found, and connects to exactly that. httpx knows
timeouts for each read only: a server that sends one byte now and then holds such a client for ever. Here every step of
a request, from the name to the last byte, shares one deadline.
"""

from __future__ import annotations

import math
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

import httpcore

from feeder.fetch.guard import Guard

Resolve = Callable[[str, int], Sequence[str]]

_SLICE = 1.0  # a read looks at the clock this often, seconds


class Clock:
    """How long the request of this thread may still take."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._local = threading.local()
        self._last = math.inf

    def start(self, seconds: float) -> None:
        self._local.end = self._monotonic() + seconds

    def hasten(self, seconds: float) -> None:
        """All requests of all threads end within this time."""
        self._last = self._monotonic() + seconds

    @property
    def hastened(self) -> bool:
        return self._last < math.inf

    def left(self) -> float:
        return float(min(self._local.end, self._last) - self._monotonic())


class Network(httpcore.NetworkBackend):
    """Connects for httpcore; unguarded (`guard=None`) only to a proxy, which the operator chose."""

    def __init__(self, clock: Clock, guard: Guard | None, resolve: Resolve, connect: float) -> None:
        self._clock = clock
        self._guard = guard
        self._resolve = resolve
        self._connect = connect
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = look_up(self._resolve, host, port, min(self._connect, self._clock.left()))
        addresses = self._guard.choose(host, found) if self._guard else found
        last: Exception | None = None
        for number, address in enumerate(addresses):
            # Not the first address may use up all the time there is.
            seconds = min(self._connect, self._clock.left()) / (len(addresses) - number)
            try:
                stream = self._sockets.connect_tcp(address, port, max(seconds, 0.01), local_address, socket_options)
                return Stream(stream, self._clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(f"no address for {host}")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("local sockets are not asked")


class Stream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline of the request it serves."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self._inner = inner
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        while (left := self._clock.left()) > 0:
            try:
                return self._inner.read(max_bytes, min(left, _SLICE))
            except httpcore.ReadTimeout:
                continue
        raise httpcore.ReadTimeout("deadline")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, max(self._clock.left(), 0.01))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = max(self._clock.left(), 0.01)
        return Stream(self._inner.start_tls(ssl_context, server_hostname, seconds), self._clock)

    def close(self) -> None:
        self._inner.close()

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def system_resolver(host: str, port: int) -> list[str]:
    """A host's addresses, each once, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def look_up(resolve: Resolve, host: str, port: int, seconds: float) -> Sequence[str]:
    """The addresses of a host, in time. Raises httpcore's ConnectError and ConnectTimeout.

    The system's resolver knows no timeout, so it is asked in a thread that may be left behind.
    """
    answer: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolve(host, port))
        except OSError as error:
            answer.put(error)
        except UnicodeError as error:  # a label of more than 63 characters
            answer.put(OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=max(seconds, 0.01))
    except queue.Empty as error:
        raise httpcore.ConnectTimeout(f"looking up {host}") from error
    if isinstance(found, OSError):
        _refuse(found)
    return found


def _refuse(failure: OSError) -> NoReturn:
    """Raises httpcore's ConnectError, with the failure as its context: httpcore cuts the cause off."""
    try:
        raise failure
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
