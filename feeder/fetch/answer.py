"""What is asked, what comes back, and what an answer other than a page means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from feeder.errors import FetchError, Trouble
from feeder.fetch import block

_LONGEST = timedelta(days=366)  # a Retry-After beyond this is no date but a mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to one address."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    robots: str = ""  # the host whose robots.txt this is: it needs no leave, and its beginning is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One response. Header names are in lower case; `failure` says why the body could not be had."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    size: int = 0  # of the body on the wire
    failure: FetchError | None = None


class Transient(FetchError):
    """A failure that another try may mend."""


def trouble(answer: Answer, now: datetime) -> FetchError | None:
    """What an answer says besides pages, redirects and "not modified"; None for those."""
    status, url = answer.status, answer.url
    if firewall := block.recognise(status, answer.headers, answer.body):
        return FetchError(url, f"the site's firewall blocks us ({firewall})", trouble=Trouble.BLOCKED, status=status)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return FetchError(url, f"there is no such page ({name(status)})", trouble=Trouble.GONE, status=status)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= 500:
        return _busy(answer, now)
    if status >= 400:
        return FetchError(url, _denial(status), trouble=Trouble.DENIED, status=status)
    return answer.failure


def _busy(answer: Answer, now: datetime) -> FetchError:
    until = retry_after(answer.headers.get("retry-after", ""), now)
    limited = answer.status == HTTPStatus.TOO_MANY_REQUESTS
    if until or limited:
        wish = f" and asks us to wait until {moment(until)}" if until else ""
        words = f"the site has too many requests to answer ({name(answer.status)}){wish}"
        return Transient(answer.url, words, trouble=Trouble.BUSY, status=answer.status, until=until)
    words = f"the site has trouble of its own ({name(answer.status)}); it will be asked again later"
    return Transient(answer.url, words, trouble=Trouble.SERVER, status=answer.status)


def _denial(status: int) -> str:
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return f"the site refuses to show this page ({name(status)}); if a browser shows it, ask the site to let us in"
    return f"the site does not answer such a request ({name(status)})"


def name(status: int) -> str:
    """502 Bad Gateway"""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def moment(at: datetime) -> str:
    """A time as messages tell it."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def retry_after(value: str, now: datetime) -> datetime | None:
    """When a server wants to be asked again (RFC 9110, section 10.2.3): seconds, or a date. None if it does not say."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return now + timedelta(seconds=min(int(value[:12]), _LONGEST.total_seconds()))
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(now, min(at, now + _LONGEST))


def content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    """Media type and charset as the server claims them; "" for what it does not say."""
    kind, *parameters = headers.get("content-type", "").split(";")
    pairs = dict(each.strip().lower().split("=", 1) for each in parameters if "=" in each)
    return kind.strip().lower(), pairs.get("charset", "").strip("\"' ")
