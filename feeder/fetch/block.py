"""Block pages: what a firewall shows instead of the site, with any status.

Such a page must not be taken for an article, nor an article about a blocked site for such a page. So words alone do
not decide. A block page is short, leads nowhere, says in its first words that something was stopped, and gives a number
to quote to the administrator; or it carries the marks of a firewall's own scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LARGEST = 100_000  # bytes; challenges consist of long scripts
_LONGEST = 2_000  # characters of text
_BEGINNING = 300  # characters in which the page says what it is
_MOST_LINKS = 6

# Pages without any of these words are not looked at more closely.
_WORDS = (b"block", b"denied", b"reject", b"incident", b"support id", b"moment", b"firewall", b"not acceptable")
_WORDS_ID = (b"diblokir", b"ditolak", b"dicegah")

#: Marks of a firewall's own scripts, in the markup: name, all that must be there.
_MARKS = (
    ("Cloudflare", (r"<title>\s*(just a moment|attention required)", r"cf[-_]chl|challenge-platform|cf-error|ray id")),
    ("Imperva", (r"_incapsula_resource|incapsula incident id",)),
    ("Sucuri", (r"sucuri website firewall|sucuri cloudproxy", r"access denied|block")),
    ("DDoS-Guard", (r"<title>\s*ddos-guard", r"checking your browser|/\.well-known/ddos-guard")),
)
#: Whose words they are, where they give themselves away; only for the message.
_MAKERS = (
    ("FortiWeb", r"web page blocked|fortiweb|fortigate|fortiguard"),
    ("F5", r"requested url was rejected"),
    ("Akamai", r"reference #\d+\.[0-9a-f]+\.|edgesuite"),
    ("CloudFront", r"cloudfront"),
    ("ModSecurity", r"mod_?security"),
    ("Wordfence", r"wordfence"),
)
_STOPPED = re.compile(
    r"page (has been |was |is )?blocked|requests? (has been |was |is )?(blocked|rejected|denied)"
    r"|access (to [\w ]{1,30} )?(has been |was |is )?(denied|blocked)|you (have been|are|were) (blocked|denied)"
    r"|requested url was rejected|web application firewall|not acceptable|blocked by [\w ]{0,30}(firewall|security)"
    r"|(akses|permintaan|halaman|ip)( \w+){0,2} (di ?blokir|di ?tolak|di ?cegah)"
)
_NUMBER = re.compile(
    r"\b((?:attack|support|reference|incident|event|message|request|transaction|case|block|ray|log|error|session|violation)"
    r"(?: (?:id|number|no|code|reference))?)\b\.?[ :#]*(?:is)?[ :#]*([0-9a-z][0-9a-z.-]{5,})"
)
_UNSEEN = re.compile(r"<(?:(script|style|noscript|svg)\b|!--)")
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"(?:\s|&nbsp;)+")


def recognise(status: int, headers: Mapping[str, str], body: bytes) -> str:
    """Names the block page ("FortiWeb, attack id 20000001"); "" for everything else."""
    if headers.get("cf-mitigated") == "challenge":
        return "Cloudflare's check for browsers"
    if headers.get("x-amzn-waf-action"):
        return "AWS WAF's check for browsers"
    low = body.lower() if len(body) <= _LARGEST else b""
    if low.count(b"<a ") > _MOST_LINKS or not any(word in low for word in _WORDS + _WORDS_ID):
        return ""
    markup = low.decode("latin-1")
    text = _visible(markup)
    if len(text) > _LONGEST or "<" not in markup:
        return ""
    return _marked(markup) or _worded(text)


def _marked(markup: str) -> str:
    return next((name for name, marks in _MARKS if all(re.search(mark, markup) for mark in marks)), "")


def _worded(text: str) -> str:
    number = _NUMBER.search(text)
    while number and not any(digit.isdigit() for digit in number[2]):
        number = _NUMBER.search(text, number.start() + 1)
    if not number or not _STOPPED.search(text[:_BEGINNING]):
        return ""
    maker = next((name for name, words in _MAKERS if re.search(words, text)), "a firewall's block page")
    return f"{maker}, {number[1]} {number[2].rstrip('.-')}"


def _visible(markup: str) -> str:
    """What a reader sees; in one pass, so that no page takes long."""
    pieces, at = [], 0
    for opening in _UNSEEN.finditer(markup):
        if opening.start() >= at:
            pieces.append(markup[at : opening.start()])
            closing = f"</{opening[1]}" if opening[1] else "-->"
            end = markup.find(closing, opening.end())
            at = end + len(closing) if end >= 0 else len(markup)
    text = _TAG.sub(" ", "".join((*pieces, markup[at:])))
    return _BLANK.sub(" ", text).strip()
