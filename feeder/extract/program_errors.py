"""What a program says of its own faults within a page that it made: its notices are none of the page, and nothing
behind the message with which it gave up is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from feeder.extract import error_pages

_NOTICED: Final = (b" on line <b>", b".php on line ", b"<h4>A PHP Error")  # a cheap look: most pages have none of these
_ENDED: Final = (b"Fatal error</b>", b"Parse error</b>")
_NOTICE: Final = re.compile(
    rb"(?:<br\s*/?>\s*)?<b>(?:Warning|Notice|Deprecated|Strict Standards)</b>\s*:\s.{1,1000}?\sin <b>[^<]{1,300}</b>"
    rb" on line <b>\d+</b>\s*(?:<br\s*/?>)?"  # PHP, and without its markup
    rb"|^(?:PHP )?(?:Warning|Notice|Deprecated): .{1,500} in [^\s<]+\.php on line \d+[ \t]*$"
    rb"|<div[^>]*>\s*<h4>A PHP Error was encountered</h4>.{1,2000}?<p>Line Number:\s*\d+</p>"  # CodeIgniter
    rb"(?:\s*<p>Backtrace:</p>(?:\s*<p[^>]*>\s*File:.{1,1000}?</p>)*)?\s*</div>",
    re.DOTALL | re.MULTILINE,
)
_FATAL: Final = re.compile(rb"(?:<br\s*/?>\s*)?<b>(?:Fatal error|Parse error)</b>\s*:\s")
_DOCUMENT: Final = re.compile(rb"<!doctype html|<html\b", re.I)
_HEADING: Final = re.compile(rb"<(title|h1)\b[^>]*>(.{1,300}?)</\1>", re.I | re.DOTALL)
_TAG: Final = re.compile(rb"<[^>]*>")
_BODY: Final = re.compile(rb"<body\b", re.I)
_LITTLE: Final = 200  # bytes of words: with fewer beside it, the message is what the page says


@lru_cache(maxsize=2)  # a page is asked several times in a row
def apart(body: bytes) -> bytes:
    """A page without what its program says of itself; as it is where it says little else."""
    shown = _NOTICE.sub(b"", body) if any(sign in body for sign in _NOTICED) else body
    begun = max(body.rfind(b"<html"), body.rfind(b"<HTML")) > body.find(b"<body") >= 0  # one page within another
    if begun or any(sign in body for sign in _ENDED):
        shown = shown[: _given_up(shown)]
    return shown if len(shown) < len(body) and _says(shown) else body


def _says(page: bytes) -> bool:
    begins = _BODY.search(page)
    return begins is not None and len(b" ".join(_TAG.sub(b" ", page[begins.end() :]).split())) >= _LITTLE


def _given_up(page: bytes) -> int:
    """Where a program ended, or began to send the page of an error behind what it had; the length if it did neither."""
    begins = _BODY.search(page)
    start = begins.end() if begins else len(page)
    fatal = _FATAL.search(page, start)
    other = next((found for found in _DOCUMENT.finditer(page, start) if _is_error(page[found.start() :])), None)
    return min((found.start() for found in (fatal, other) if found), default=len(page))


def _is_error(page: bytes) -> bool:
    told = (found[2].decode("utf-8", "replace") for found in _HEADING.finditer(page))
    return any(map(error_pages.is_heading, told))
