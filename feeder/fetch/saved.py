"""Which public address a saved file is a copy of. Pure.

Best first: what the program that saved it wrote into it; its place in the folder, if that follows the address grammar
of the KPU sites; what the page calls itself (canonical link, OpenGraph), if that is on the same host; its place in the
folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

from feeder.normalise import addresses

LARGEST = 50_000_000  # bytes of a page that somebody saved
_HEAD = 65_536  # bytes in which a page says where it is from
_SAVERS = (
    re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE),  # browsers
    re.compile(r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE),
    re.compile(r"<!--\s*Saved from (\S+) at \S+ using monolith", re.IGNORECASE),
    re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack", re.IGNORECASE),
)
_SELF = re.compile(
    r"<link\b[^<>]*\brel\s*=\s*[\"']?canonical\b[^<>]*>|<meta\b[^<>]*[\"']og:url[\"'][^<>]*>", re.IGNORECASE
)
_VALUE = re.compile(r"\b(?:href|content)\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(html?|xhtml|php|aspx?)$", re.IGNORECASE)
_QUERY = re.compile(r"(.+?)(?:\?|@|%3[Ff])([\w.%\[\]-]+=.*)")  # as wget names files, on Unix and on Windows
_HOST = re.compile(r"([a-z0-9-]+\.){2,}[a-z]{2,}([:+]\d+)?", re.IGNORECASE)
_PATH_SAFE, _QUERY_SAFE = "%/:!$&'()*+,;=~-._", "%=&:!$'()*+,;~-._[]"


def address(body: bytes, inside: Sequence[str], whole: Sequence[str], site: str) -> str:
    """The address of a file with these bytes.

    `inside` is its path within the folder that was named, `whole` its path on the disk, in parts. `site` is where the
    folder belongs: an address with a slash at the end, otherwise its host.
    """
    base = site if site.endswith("/") else urljoin(site, "/")
    head = body[:_HEAD].decode("utf-8", "replace")
    return (
        _by_saver(head, base)
        or next((each for each in _by_grammar(whole, base)), "")
        or _by_itself(head, base)
        or urljoin(base, f"./{_path(inside)}")  # a name with a colon would be a scheme (RFC 3986, section 4.2)
    )


def _by_saver(head: str, base: str) -> str:
    for saver in _SAVERS:
        if found := saver.search(head):
            url = unescape(found[1])
            url = url if "://" in url else f"{urlsplit(base).scheme}://{url}"
            return url if addresses.canonical(url) else ""
    return ""


def _by_grammar(whole: Sequence[str], base: str) -> Iterator[str]:
    """The path from some folder on, if it is an address of the grammar; a folder named as a host is that host."""
    for start in (at for at, part in enumerate(whole) if part.lower() in addresses.ROOTS):
        before = whole[start - 1] if start else ""
        root = (
            f"{urlsplit(base).scheme}://{before.replace('+', ':')}/" if _HOST.fullmatch(before) else urljoin(base, "/")
        )
        url = urljoin(root, _path(whole[start:], bare=True))
        if addresses.article(url) or addresses.listing(url):
            yield url


def _by_itself(head: str, base: str) -> str:
    for tag in _SELF.findall(head):
        found = _VALUE.search(tag)
        url = urljoin(base, unescape(found[1])) if found else ""
        if url and addresses.host(url) == addresses.host(base):
            return url
    return ""


def _path(parts: Sequence[str], *, bare: bool = False) -> str:
    """The path and query that a file's name stands for; `bare`: without the suffix that programs add."""
    *folders, name = parts
    query = ""
    if found := _QUERY.fullmatch(name):
        name, query = found[1], "?" + quote(_SUFFIX.sub("", found[2]), safe=_QUERY_SAFE)
    name = "" if _SUFFIX.sub("", name).lower() == "index" else name
    name = _SUFFIX.sub("", name) if bare else name
    return quote("/".join((*folders, name)), safe=_PATH_SAFE) + query
