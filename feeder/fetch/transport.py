"""One request, one answer.

Works on httpx's transports, below its client: redirects and retries are decided elsewhere, and no cookies are kept.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from feeder.errors import FetchError, Trouble
from feeder.fetch import failures, guard, robots, tls
from feeder.fetch.answer import Answer, Call, Transient
from feeder.fetch.body import Body, BodyError, Cut
from feeder.fetch.network import Clock, Network, Resolve, look_up
from feeder.fetch.options import Options

_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=20, keepalive_expiry=60.0)
_TEXTS = ("text/", "xml", "json")  # in the types of what is read
_ERROR_LIMIT = 262_144  # bytes of an error page, which only tells whose it is


class Transport:
    """Connections to all hosts: made late, kept between requests, shared by all threads.

    Proxies are those of the environment. One is connected to wherever it stands, and looks names up by itself: behind
    it, only those addresses can be refused that are known here too.
    """

    def __init__(self, options: Options, monotonic: Callable[[], float], resolve: Resolve) -> None:
        self._clock = Clock(monotonic)
        self._options = options
        self._resolve = resolve
        self._guard = guard.Guard(options.allow_private)
        self._headers = options.headers
        self._proxies = getproxies()
        self._pools: dict[tuple[str, str, str], httpx.HTTPTransport] = {}
        self._lock = threading.Lock()

    def ask(self, call: Call, seconds: float, ca_file: str = "") -> Answer:
        """What was answered within the time; status 0 and a failure where nothing was."""
        self._clock.start(seconds)
        headers = {**self._headers, **call.headers}
        try:
            with failures.usable(call.url):
                request = httpx.Request(call.method, _parsed(call.url), headers=headers, content=call.body or None)
            with failures.told(call.url, seconds, proxy=urlsplit(self._proxy(urlsplit(call.url))).hostname or ""):
                response = self._pool(urlsplit(call.url), ca_file).handle_request(request)
        except FetchError as failure:
            return Answer(url=call.url, status=0, failure=failure)
        try:
            return self._read(call, response, seconds)
        finally:
            response.close()

    def hasten(self, seconds: float) -> None:
        """Whatever is being asked ends within this time."""
        self._clock.hasten(seconds)

    @property
    def hastened(self) -> bool:
        return self._clock.hastened

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()

    def _read(self, call: Call, response: httpx.Response, seconds: float) -> Answer:
        status = response.status_code
        headers = {key.lower(): value for key, value in response.headers.items()}
        body = self._body(call, status, headers)
        whole, failure = b"", None
        try:
            with failures.told(call.url, seconds, begun=True):
                whole = body.read(response.iter_raw(), _number(headers.get("content-length", "")))
        except BodyError as error:
            kind = Transient if isinstance(error, Cut) else FetchError
            failure = kind(call.url, f"the answer cannot be used: {error}", trouble=Trouble.BROKEN, status=status)
        except FetchError as error:
            failure = error
        return Answer(url=call.url, status=status, headers=headers, body=whole, size=body.size, failure=failure)

    def _body(self, call: Call, status: int, headers: dict[str, str]) -> Body:
        encoding = headers.get("content-encoding", "")
        if call.robots:
            return Body(encoding, wire_limit=robots.LIMIT, body_limit=robots.LIMIT, keep=True)
        if call.method == "HEAD":  # its headers speak of a body that does not come
            return Body("", wire_limit=_ERROR_LIMIT, body_limit=_ERROR_LIMIT, keep=True)
        if status >= 300:
            return Body(encoding, wire_limit=_ERROR_LIMIT, body_limit=_ERROR_LIMIT, keep=True)
        wire_limit, body_limit = self._options.wire_limit, self._options.body_limit
        text = any(each in headers.get("content-type", "").lower() for each in _TEXTS)
        return Body(encoding, wire_limit=wire_limit, body_limit=body_limit, text=text)

    def _pool(self, parts: SplitResult, ca_file: str) -> httpx.HTTPTransport:
        proxy = self._proxy(parts)
        if proxy:
            self._check_behind(parts)
        key = (parts.scheme, ca_file, proxy)
        with self._lock:
            if key not in self._pools:
                self._pools[key] = self._open(*key)
            return self._pools[key]

    def _open(self, scheme: str, ca_file: str, proxy: str) -> httpx.HTTPTransport:
        # Reading the system's store takes some 30 ms, which plain http need not spend.
        context = tls.context(ca_file) if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        pool = httpx.HTTPTransport(verify=context, trust_env=False, limits=_LIMITS, proxy=proxy or None)
        # httpcore takes a network backend, but httpx has no door through which to hand one in.
        guarded = None if proxy else self._guard
        pool._pool._network_backend = Network(self._clock, guarded, self._resolve, self._options.connect)
        return pool

    def _proxy(self, parts: SplitResult) -> str:
        """The proxy for an address, "" for none (NO_PROXY counts)."""
        found = self._proxies.get(parts.scheme) or self._proxies.get("all")
        if not found or proxy_bypass(parts.hostname or ""):
            return ""
        return found if "://" in found else f"http://{found}"

    def _check_behind(self, parts: SplitResult) -> None:
        host = parts.hostname or ""
        try:
            found = look_up(self._resolve, host, parts.port or 0, min(self._options.connect, self._clock.left()))
        except (httpcore.ConnectError, httpcore.ConnectTimeout):
            return  # a name that only the proxy knows
        self._guard.choose(host, found)


_parsed = lru_cache(64)(httpx.URL)  # a listing is asked again and again


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
