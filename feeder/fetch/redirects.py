"""Where a redirect may lead. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html import unescape
from http import HTTPStatus
from urllib.parse import urldefrag, urljoin, urlsplit

from feeder.errors import FetchError, Trouble
from feeder.fetch import guard
from feeder.fetch.answer import Answer
from feeder.normalise import addresses

_REDIRECTS = {301, 302, 303, 307, 308}
_LITTLE = 4096  # bytes of a page that only sends its readers on
_SPARE = re.compile(rb"<(noscript|script)\b.*?</\1\b|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_REFRESH = re.compile(
    rb"""<meta\b(?=[^>]*\bhttp-equiv\s*=\s*["']?refresh\b)[^>]*\bcontent\s*=\s*["']?\s*[0-5](?:\.\d*)?\s*[;,]"""
    rb"""\s*(?:url\s*=\s*)?["']?([^"'>\s]+)""",
    re.IGNORECASE,
)
_HOMES = {"", "/index.php", "/index.html", "/home"}


def target(answer: Answer) -> str:
    """Where the answer sends us, "" if nowhere. Raises FetchError for a place that cannot be read."""
    location = answer.headers.get("location", "").strip() if answer.status in _REDIRECTS else _refresh(answer)
    try:
        following = urldefrag(urljoin(answer.url, location)).url if location else ""
        return "" if following == answer.url and answer.status not in _REDIRECTS else following
    except ValueError as error:
        raise _astray(answer.url, f"to {location[:200]!r}, which is no address", Trouble.BROKEN) from error


def _refresh(answer: Answer) -> str:
    """Where a page without a word of its own sends its readers at once (HTML, section 4.2.5.3)."""
    if answer.status != HTTPStatus.OK or len(answer.body) > _LITTLE or b"refresh" not in answer.body.lower():
        return ""
    found = _REFRESH.search(_SPARE.sub(b"", answer.body))
    return unescape(found[1].decode("utf-8", "replace")) if found else ""


def check(trail: Sequence[str], url: str, hosts: Collection[str] | None, limit: int) -> None:
    """Whether one may go on from a trail of addresses to the next; raises FetchError.

    `hosts`: where one may go beside the first address' own host, in the spelling of `addresses.host`; None: anywhere.
    With or without `www.`, and http or https, are the same host.
    """
    first, host = trail[0], addresses.host(url)
    try:
        guard.check(url)
    except FetchError as refusal:
        raise _astray(first, f"to {refusal}", Trouble.REFUSED) from refusal
    if url in trail:
        raise _astray(first, f"in a circle, again to {url}", Trouble.BROKEN)
    if len(trail) > limit:
        raise _astray(first, f"on more than {limit} times, last to {url}", Trouble.BROKEN)
    if host == addresses.host(first):
        if is_home(url) and not is_home(first):
            raise _astray(first, "to its home page instead, so this page is gone", Trouble.GONE)
    elif hosts is not None and host not in hosts:
        if guard.is_link_local(url):
            raise _astray(first, f"to {url}, which is no public address", Trouble.REFUSED)
        words = f"to another host, {url}; if that is meant, add {host} to the source's hosts"
        raise _astray(first, words, Trouble.REFUSED)


def _astray(url: str, where: str, trouble: Trouble) -> FetchError:
    return FetchError(url, f"the site sends us {where}", trouble=trouble)


def is_home(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.lower().rstrip("/") in _HOMES and not parts.query
