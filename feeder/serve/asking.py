"""What a request asks for: which file, in which encoding, and whether the asker has it already (RFC 9110)."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import unquote_to_bytes

_LONGEST = 500  # bytes of an Accept-Encoding that are worth reading
_TAG = re.compile(rb'"[^"]*"')
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
_OURS = (b"br", b"gzip")  # the better one first


def place(raw: bytes) -> str | None:
    """The name of a file or folder in the output, or None where a path can mean none: `..`, hidden, control characters.

    In: the path of the request, as sent. Out: without the first slash; what ends in one, and "", is a folder.
    """
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        return None
    steps = path.removeprefix("/").split("/")
    if not path.startswith("/") or _FORBIDDEN.search(path):
        return None
    if any(step.startswith(".") for step in steps) or not all(steps[:-1]):
        return None
    return "/".join(steps)


def encoding(accepts: bytes, ours: tuple[bytes, ...] = _OURS) -> bytes:
    """The encoding to answer in; empty for none. In: Accept-Encoding (section 12.5.3)."""
    return _encoding(accepts, ours) if 0 < len(accepts) <= _LONGEST else b""


@lru_cache(maxsize=256)
def _encoding(accepts: bytes, ours: tuple[bytes, ...]) -> bytes:
    weights = dict(_weight(part) for part in accepts.lower().split(b","))
    rest = weights.get(b"*", 0.0)
    best = max(ours, key=lambda each: weights.get(each, rest))
    weight = weights.get(best, rest)
    return best if weight > 0 and weight >= weights.get(b"identity", 0.0) else b""


def _weight(part: bytes) -> tuple[bytes, float]:
    name, _, parameter = part.partition(b";")
    key, _, value = parameter.partition(b"=")
    if key.strip() != b"q":
        return name.strip(), 1.0
    try:
        return name.strip(), float(value)
    except ValueError:
        return name.strip(), 0.0


def matches(wanted: bytes, tag: bytes) -> bool:
    """Whether If-None-Match names this entity tag; the comparison is the weak one (section 13.1.2)."""
    return wanted == tag or wanted.strip() == b"*" or tag in _TAG.findall(wanted)


def unchanged_since(wanted: bytes, modified: int) -> bool:
    """Whether If-Modified-Since, in any of the three forms of a date, is no earlier than this second since 1970."""
    try:
        since = parsedate_to_datetime(wanted.decode("latin-1"))
        return since.replace(tzinfo=since.tzinfo or UTC).timestamp() >= modified
    except (ValueError, OverflowError):
        return False
