"""A WebSub hub and a subscriber on this machine (https://www.w3.org/TR/websub/), and a webhook.

The hub verifies subscriptions, fetches the topic when it is pinged, and delivers it signed; the subscriber finds the
hub by itself.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from patience import PATIENCE

_LINK = re.compile(r'<([^>]*)>; rel="(\w+)"')


class _Server:
    """Answers POST and GET with `post` and `get`: form or body in, status and text out."""

    def __init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self._reply(*outer.post(self.path, {k.lower(): v for k, v in self.headers.items()}, body))

            def do_GET(self) -> None:
                asked = {key: value[0] for key, value in parse_qs(urlsplit(self.path).query).items()}
                self._reply(*outer.get(asked))

            def _reply(self, status: int, text: str = "") -> None:
                self.close_connection = not status
                if not status:
                    return
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def handle(self) -> None:
                with suppress(OSError):  # whoever asked was killed
                    super().handle()

            def log_message(self, *_: Any) -> None:
                """The test's own output stays clean."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}/"

    def post(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        raise NotImplementedError

    def get(self, asked: dict[str, str]) -> tuple[int, str]:
        return 404, ""

    @contextmanager
    def running(self) -> Iterator[None]:
        Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield
        finally:
            self._http.shutdown()
            self._http.server_close()


class Hub(_Server):
    """`pings` are the topics it was told of; `down` is the status of its answers while it is broken."""

    def __init__(self) -> None:
        super().__init__()
        self.pings: list[str] = []
        self.down = 0
        self._subscribed: dict[tuple[str, str], bytes] = {}  # topic and callback, secret

    def post(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        form = {key: value[0] for key, value in parse_qs(body.decode()).items()}
        if self.down:
            return self.down, "broken"
        if form["hub.mode"] == "subscribe":
            return self._subscribe(form)
        assert headers["content-type"] == "application/x-www-form-urlencoded"
        self.pings.append(form["hub.url"])
        self._distribute(form["hub.url"])
        return 204, ""

    def _subscribe(self, form: dict[str, str]) -> tuple[int, str]:
        """Section 5.3: the subscriber must repeat a challenge."""
        topic, callback = form["hub.topic"], form["hub.callback"]
        challenge = hashlib.sha256(topic.encode()).hexdigest()
        asked = {"hub.mode": "subscribe", "hub.topic": topic, "hub.challenge": challenge, "hub.lease_seconds": "9999"}
        answer = httpx.get(f"{callback}?{urlencode(asked)}")
        if answer.status_code != 200 or answer.text != challenge:
            return 403, "not verified"
        self._subscribed[topic, callback] = form["hub.secret"].encode()
        return 202, ""

    def _distribute(self, topic: str) -> None:
        """Section 7: the whole document as it is now, with its type, links and signature."""
        document = httpx.get(topic)
        assert document.status_code == 200, document.text
        for (subscribed, callback), secret in self._subscribed.items():
            if subscribed == topic:
                signature = f"sha256={hmac.new(secret, document.content, 'sha256').hexdigest()}"
                links = f'<{self.url}>; rel="hub", <{topic}>; rel="self"'
                said = {
                    "Content-Type": document.headers["content-type"],
                    "Link": links,
                    "X-Hub-Signature": signature,
                }
                httpx.post(callback, content=document.content, headers=said).raise_for_status()


class Subscriber(_Server):
    """`got` are the documents that were delivered to it and are truly its hub's."""

    SECRET = "rahasia"

    def __init__(self) -> None:
        super().__init__()
        self.got: list[bytes] = []
        self._wanted = ""

    def subscribe(self, feed: str) -> None:
        """Finds hub and topic in the headers of the feed (section 4), and asks for what changes."""
        links = {rel: url for url, rel in _LINK.findall(httpx.get(feed).headers["link"])}
        self._wanted = links["self"]
        form = {
            "hub.mode": "subscribe",
            "hub.topic": links["self"],
            "hub.callback": self.url,
            "hub.secret": self.SECRET,
        }
        assert httpx.post(links["hub"], data=form).status_code == 202

    def get(self, asked: dict[str, str]) -> tuple[int, str]:
        return (200, asked["hub.challenge"]) if asked["hub.topic"] == self._wanted else (404, "")

    def post(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        expected = f"sha256={hmac.new(self.SECRET.encode(), body, 'sha256').hexdigest()}"
        if not hmac.compare_digest(headers["x-hub-signature"], expected):
            return 403, "not signed"
        self.got.append(body)
        return 200, ""


class Hook(_Server):
    """A webhook. `got` is what it was sent; `answer` is the status that it answers with, 0 for no answer at all."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answer = 204
        self.reached = Event()
        self._free = Event()
        self.release()

    def hold(self) -> None:
        """From now on, nothing is answered until `release`."""
        self._free.clear()

    def release(self) -> None:
        self._free.set()

    def post(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str]:
        self.got.append((headers, body))
        self.reached.set()
        self._free.wait(PATIENCE)
        return self.answer, ""
