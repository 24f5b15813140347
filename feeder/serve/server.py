"""The application on uvicorn, with limits against slow and many clients."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from feeder.serve.app import App, Message, Receive, Send

_PATIENCE = 10.0  # seconds for the head of a request, from its connection or first byte on
_STUCK = 30.0  # seconds for each piece of an answer
_IDLE = 5  # seconds between two requests of a connection
_HEAD = 128 * 1024  # bytes of a request's head
_BUFFER = 64 * 1024  # bytes that the system may hold for one client; it would take megabytes for each who reads slowly
_CLIENTS = 2000  # at once; more are told to come again
_END = 5  # seconds for what is on its way when told to end


class Protocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, but for nobody who takes forever: it knows a limit for idle connections alone."""

    _waits: asyncio.TimerHandle | None = None
    _stuck: asyncio.TimerHandle | None = None
    _begun = False  # in the head of a request
    _size = 0  # of the head so far, in bytes

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn narrows it too
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # the system's buffer is enough
        self._waits = self.loop.call_later(_PATIENCE, transport.abort)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.transport.is_closing():
            return
        if not self._begun and self.cycle is not None and not self.cycle.response_complete:
            self._rest()
            return
        self._size += len(data)
        if self._size > _HEAD:
            self._break_off()
        elif self._waits is None:
            self._waits = self.loop.call_later(_PATIENCE, self.transport.abort)

    def _break_off(self) -> None:
        if self._begun:
            self.send_400_response("The head of the request is too long.")
        else:  # the rest of a body that nobody wants, and that was answered already
            self.transport.close()

    def _rest(self) -> None:
        self._size = 0
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None

    def on_message_begin(self) -> None:
        self._begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._begun = False
        super().on_headers_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck = self.loop.call_later(_STUCK, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._flows()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._rest()
        self._flows()

    def _flows(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None


def serve(app: App, listening: socket.socket) -> None:
    """Answer until SIGTERM or SIGINT, and finish what is on its way. In: a socket that listens already."""
    server = _server(app, listening)
    _calmly(lambda: server.run(sockets=[listening]))


class Beside:
    """The same in a thread, beside something else that gets the signals."""

    def __init__(self, app: App, listening: socket.socket) -> None:
        self._app = app
        self._listening = listening
        self._server = _server(self._answer, listening)
        self._thread = threading.Thread(target=self._run, name="serve", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def turn(self, app: App) -> None:
        """From now on, this application answers."""
        self._app = app

    def end(self) -> None:
        """Take no more requests, and finish what is on its way."""
        self._server.should_exit = True

    def ended(self, seconds: float) -> bool:
        """Whether it comes to its end within this time."""
        self._thread.join(max(seconds, 0))
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._listening])
        finally:
            if not self._server.should_exit:  # a bug: nobody would notice that the feeds cannot be had any more
                os.kill(os.getpid(), signal.SIGTERM)

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


def _server(app: Callable[..., Any], listening: socket.socket) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        interface="asgi3",
        http=Protocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="error",  # uvicorn warns of each request that is no HTTP
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CLIENTS,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_END,
        backlog=_CLIENTS,
    )
    _allow_files()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)  # its connections have the same
    return uvicorn.Server(config)


def _allow_files() -> None:
    """A connection is an open file, and most systems allow 1,024 unless they are asked for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < 2 * _CLIENTS:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(2 * _CLIENTS, hard), hard))


def _calmly(run: Callable[[], Any]) -> None:
    """uvicorn raises the signal that ended it once more, for whoever stood there before: nobody is to die of it."""
    before = {each: signal.signal(each, lambda *_: None) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        run()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
