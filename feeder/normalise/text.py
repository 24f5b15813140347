"""Plain text that every feed reader can take, and that says what the page said."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

# What XML 1.0 forbids, the other control characters, soft hyphens (by which nobody searches), the byte order mark, the
# mark of a character that was lost, and what turns the direction of text around.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff\ufeff\u202a-\u202e\u2066-\u2069]"
)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ACTIVE = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|center|code|div|em|font|form|h[1-6]|head|hr|html|i|iframe|img|input|li|link"
    r"|meta|object|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|title|tr|u|ul|video)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MARKED = re.compile("[<&]")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_PER_WORD = 3  # characters of a word where none are divided by spaces, more or less
_CONTROLS = dict.fromkeys({*range(32), 127} - set(b"\t\n\r"))  # those of ASCII


def allowed(text: str) -> str:
    """The text without characters that a feed cannot or must not hold; in NFC, and otherwise as written."""
    if text.isascii():
        return text.translate(_CONTROLS)  # in a quarter of the time
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def line(text: str, limit: int = 1000) -> str:
    """One line of plain text: white space folded, entities that were escaped twice decoded, markup taken out. What is
    longer than any title is cut at a word: no reader could show it, and some would break."""
    flat = " ".join(plain(text).split())
    return flat if len(flat) <= limit else _cut(flat, limit)


def plain(text: str) -> str:
    """Plain text: like `line`, with white space as it is."""
    text = decoded(text)
    return allowed(_TAG.sub("", _ACTIVE.sub("", text)) if "<" in text else text)


def decoded(text: str) -> str:
    """Text in which entities that were escaped twice or more (`&amp;nbsp;` on the page) are decoded."""
    for _ in range(4):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def are_apart(before: str, after: str) -> bool:
    """Whether two pieces of text that touch are no one word, but moved apart by a style sheet: "Judul" and "Humas", or
    "Judul" and "100"."""
    begins = after[:1].isupper() or after[:1].isdecimal()
    return begins and before[-1:].islower() and before[-3:].isalpha()


@lru_cache(maxsize=4096)  # a title is compared with many lines
def fold(text: str) -> str:
    """Words alone, for comparing: no case, accents, punctuation or white space."""
    return " ".join(_WORD.findall((text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()))


def summary(text: str, limit: int = 280) -> str:
    """The first sentences within the limit of characters; where the first is longer, its beginning, cut at a word."""
    flat = line(text[: 2 * limit], 10 * limit) if not _MARKED.search(text[: 2 * limit]) else ""  # nearly always enough
    flat = flat if len(flat) > limit else line(text[: 20 * limit], 10 * limit)
    if len(flat) <= limit:
        return flat
    ends = [found.end() for found in _SENTENCE_END.finditer(flat[: limit + 1])]
    return flat[: ends[-1]].rstrip() if ends and ends[-1] >= limit // 3 else _cut(flat, limit)


def _cut(flat: str, limit: int) -> str:
    space = flat[:limit].rfind(" ")
    return flat[: space if space > 0 else limit].rstrip(" ,;:-–—") + "…"


def count(text: str) -> int:
    """How many words a text has."""
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(_UNSPACED.findall(text)) // _PER_WORD
