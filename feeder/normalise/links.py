"""Addresses in full, as every reader takes them: those in markup that is published. What pages are asked and known by
goes through `extract.markup.absolute`, which encodes more."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

_SAFE = "%/:@!$&'()*+,;=~-._"
_HOST = re.compile(r"[a-z0-9._-]*[a-z0-9]\.?|[0-9a-f:.]+")
_BLANK = re.compile(r"[\t\r\n]")
_CLEAN = re.compile(  # what comes out as it went in
    r"https?://(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}/[\w/:@!$&()'*+,=~.-]*(?:\?[\w/:@!$&()'*+,=~.?-]+)?", re.ASCII
)
_BARE = re.compile(r"%(?![0-9A-Fa-f]{2})")  # a percent sign that stands for itself


def absolute(base: str, address: str) -> str:
    """The address resolved against the base, percent-encoded (RFC 3986); "" for all that is not http or https.

    Names with spaces or letters of any script come out encoded; what is encoded already stays, and so do parentheses.
    """
    if _CLEAN.fullmatch(address):
        return address
    if "%" in address:
        address = _BARE.sub("%25", address)
    try:
        parts = urlsplit(urljoin(base, _BLANK.sub("", address.strip())))
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return ""
    host = f"[{host}]" if ":" in host else host
    path = quote(parts.path, safe=_SAFE, errors="replace")
    query = parts.query and "?" + quote(parts.query, safe=_SAFE + "?[]", errors="replace")
    fragment = parts.fragment and "#" + quote(parts.fragment, safe=_SAFE + "?", errors="replace")
    return f"{parts.scheme}://{host}{port}{path}{query}{fragment}"
