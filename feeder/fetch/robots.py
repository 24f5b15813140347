"""What robots.txt says to us (RFC 9309). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

from feeder import __version__
from feeder.errors import FetchError, Trouble
from feeder.fetch.answer import Answer
from feeder.records import HostState

AGENT = f"feeder/{__version__}"
LONGEST_DELAY = 60.0  # seconds; who asks for more between two requests is asked at this pace
LIMIT = 512_000  # bytes; section 2.5 asks for at least 500 KiB
MISSING = (Trouble.GONE, Trouble.DENIED)
_KEPT = timedelta(hours=24)  # at most, by section 2.4
_KEPT_LEAST = timedelta(hours=1)  # whatever the server says, so that robots.txt is not asked for with every page
_SUSPECTS = 10  # lines that are looked at for the one to quote

_DISALLOW = re.compile(r"\s*dis?s?all?ow\s*:\s*([^#\s]+)", re.IGNORECASE)
_MAX_AGE = re.compile(r"\bmax-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def address(url: str) -> str:
    return urljoin(url, "/robots.txt")


def text(body: bytes) -> str:
    """The rules; of a body at the limit, without the line that it may have cut."""
    body = body.rpartition(b"\n")[0] if len(body) >= LIMIT else body
    return body.decode("utf-8-sig", "replace").replace("\0", "")


def known(state: HostState, now: datetime) -> bool:
    """Whether the rules can be used; any that were to last longer come from a clock that was wrong."""
    return state.robots_until is not None and now < state.robots_until <= now + _KEPT


def learned(state: HostState, answer: Answer, failure: FetchError | None, now: datetime) -> HostState:
    """What is known of a host after its robots.txt was asked for: that there is none allows everything, that it could
    not be had teaches nothing (section 2.3.1)."""
    if failure and failure.trouble not in MISSING:
        return state
    rules = text(answer.body) if answer.status == HTTPStatus.OK else ""
    until = now + _lifetime(answer.headers)
    return replace(state, robots=rules, robots_until=until)


def _lifetime(headers: Mapping[str, str]) -> timedelta:
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return min(_KEPT, max(_KEPT_LEAST, timedelta(seconds=int(found[1])))) if found else _KEPT


def forbids(rules: str, url: str) -> str:
    """The line that forbids the address to us, "" if it is allowed."""
    if not rules or _allows(rules, url):
        return ""
    return _culprit(rules, url) or "a rule of its own"


def delay(rules: str) -> float:
    """Seconds that we are to leave between requests."""
    asked = _parsed(rules).crawl_delay(AGENT) if rules else None
    return min(float(asked or 0.0), LONGEST_DELAY)


@lru_cache(maxsize=64)
def _parsed(rules: str) -> Any:
    from protego import Protego

    return Protego.parse(rules)


def _allows(rules: str, url: str) -> bool:
    return bool(_parsed(rules).can_fetch(url, AGENT))


def _culprit(rules: str, url: str) -> str:
    """The longest of the lines that would forbid the address also if no other line did."""
    lines = rules.splitlines()
    matching = [number for number, line in enumerate(lines) if _matches(line, url)]
    for number in sorted(matching, key=lambda each: len(lines[each]), reverse=True)[:_SUSPECTS]:
        others = {each for each in matching if each != number}
        if not _allows("\n".join(line for each, line in enumerate(lines) if each not in others), url):
            return lines[number].strip()
    return ""


def _matches(line: str, url: str) -> bool:
    found = _DISALLOW.match(line)
    return found is not None and not _allows(f"User-agent: *\nDisallow: {found[1]}", url)
