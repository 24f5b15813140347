"""What can go wrong with a connection, in words for people. The one edge where httpx's exceptions become ours."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import urlsplit

import httpx

from feeder.errors import FetchError, Trouble
from feeder.fetch.answer import Transient
from feeder.fetch.guard import Refused

_E = TypeVar("_E", bound=BaseException)

_INCOMPLETE_CHAIN = {2, 18, 19, 20, 21}  # OpenSSL's X509_V_ERR_… for an issuer that is missing or not trusted
_BEFORE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)  # while it is connected
_CA_FILE = (
    "; if the office leaves out part of its chain, put the missing certificate into a PEM file and name it as the"
    " source's ca_file"
)
_CUT = "the answer was cut off before its end, and half a page is not used"


@contextmanager
def told(url: str, seconds: float, *, begun: bool = False, proxy: str = "") -> Iterator[None]:
    """Raises FetchError for all that httpx raises; Transient where another try may help. `begun`: the answer had
    begun; `proxy` is what stands between."""
    try:
        yield
    except Refused as refusal:
        raise FetchError(url, str(refusal), trouble=Trouble.REFUSED) from refusal
    except httpx.ConnectTimeout as error:
        raise Transient(url, "no connection could be made in time; the site may be down") from error
    except httpx.TimeoutException as error:
        raise Transient(url, _late(seconds)) from error
    except httpx.ProxyError as error:
        raise Transient(url, f"the proxy that the environment names does not let us through ({error})") from error
    except httpx.ConnectError as error:
        raise _unconnected(url, error, proxy) from error
    except httpx.TransportError as error:
        if begun:
            raise Transient(url, _CUT, trouble=Trouble.BROKEN) from error
        raise Transient(url, f"the connection broke before an answer came ({error})") from error


@contextmanager
def usable(url: str) -> Iterator[None]:
    """Raises FetchError for addresses that httpx cannot read; idna's errors are ValueErrors."""
    try:
        yield
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(url, f"this is no usable address ({error})", trouble=Trouble.REFUSED) from error


def unsent(failure: FetchError) -> bool:
    """Whether it is certain that the request never reached anybody."""
    cause = failure.__cause__
    return not isinstance(cause, httpx.TransportError) or isinstance(cause, _BEFORE)


def _late(seconds: float) -> str:
    return f"there was no whole answer within {seconds:.3g} seconds; the site is slow, or does not answer at all"


def _unconnected(url: str, error: httpx.ConnectError, proxy: str) -> FetchError:
    if certificate := _within(error, ssl.SSLCertVerificationError):
        remedy = _CA_FILE if certificate.verify_code in _INCOMPLETE_CHAIN else ""
        return FetchError(url, f"its certificate cannot be verified ({certificate.verify_message}){remedy}")
    if _within(error, ssl.SSLError):
        remedy = f"if the site has none, write http://{urlsplit(url).netloc}/…"
        return Transient(url, f"no encrypted connection could be made ({error}); {remedy}")
    if _within(error, socket.gaierror):
        name = f"the proxy {proxy} of the environment" if proxy else "its host"
        return Transient(url, f"{name} is not known here; check the address and this machine's network")
    broken = _within(error, OSError)
    reason = broken.strerror if broken and broken.strerror else error
    way = f" to the proxy {proxy} of the environment" if proxy else ""
    return Transient(url, f"no connection could be made{way} ({reason}); it may be down")


def _within(error: BaseException, kind: type[_E]) -> _E | None:
    """The exception of a kind among those that led to this one."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, kind):
            return cause
        cause = cause.__cause__ or cause.__context__
    return None
