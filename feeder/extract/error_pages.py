"""The words of pages that programs, firewalls and servers answer with in place of any other, with status 200."""

from __future__ import annotations

import re
from typing import Final

from feeder.extract.furniture import bare

_LONGEST: Final = 200  # characters of a heading that says what went wrong
_HEADING: Final = re.compile(
    r"(?:error |galat |kesalahan )?(?:40[0134]|410|419|429|50[0-4])(?:\W+.{0,80})?|(?:page |file )?not found.{0,40}"
    r"|.{0,60}\b(?:page|file|url|resource)\b.{0,30}\b(?:not found|does(?:n.?t| not) exist|cannot be displayed)\b.{0,40}"
    r"|.{0,60}\b(?:halaman|laman|artikel|berita|data|konten)\b.{0,40}\btidak (?:ditemukan|tersedia|ada)\b.{0,60}"
    r"|(?:maaf|oops|ups|whoops|sorry)\b.{0,120}|(?:internal )?server error.{0,40}|service unavailable.{0,40}"
    r"|bad gateway|gateway time-?out|forbidden.{0,30}|(?:access denied|akses ditolak).{0,60}|unauthorized"
    r"|too many requests|page expired|request rejected|web (?:page|application) (?:blocked|firewall).{0,60}"
    r"|attention required!?.{0,40}|just a moment\W*|checking (?:your browser|if the site).{0,80}"
    r"|are you (?:a )?(?:human|robot)\??|.{0,60}\bverif\w+\b.{0,40}\b(?:human|manusia|robot)\b.{0,40}"
    r"|.{0,60}\b(?:re)?captcha\b.{0,60}"
    r"|.{0,60}(?:something went wrong|terjadi kesalahan|an error (?:has )?occurr?ed|a database error occurred"
    r"|error establishing a database connection|a php error was encountered).{0,120}"
    r"|(?:.{0,40}(?:under|dalam) (?:maintenance|pemeliharaan|perbaikan)|be right back|site (?:is )?(?:offline|down)"
    r"|maintenance(?: mode)?).{0,60}|seite nicht gefunden.{0,40}|page (?:introuvable|non trouvée).{0,40}"
    r"|página no encontrada.{0,40}|index of /.{0,80}|apache2 .{0,20}default page.{0,20}|welcome to nginx!?"
    r"|log ?in|masuk",
    re.IGNORECASE,
)
_MESSAGE: Final = re.compile(  # of lower case
    r"sqlstate\[|you have an error in your sql syntax|uncaught (?:error|exception|typeerror)|errorexception"
    r"|mysqli?_connect\(\)|fatal error\b.{0,80}\bon line \d|parse error: syntax error"
    r"|traceback \(most recent call last\)|whoops, looks like something went wrong"
    r"|warning\s*: (?:mysqli?|include|require|undefined)|\b(?:attack|incident|support|ray|message) id\s*:"
    r"|could not be found on this server|the requested url was rejected"
)


def is_heading(text: str) -> bool:
    """A heading that says what went wrong ("404 Not Found")."""
    return len(text) <= _LONGEST and _HEADING.fullmatch(bare(text)) is not None


def has_message(text: str) -> bool:
    """Whether a program's or a firewall's message stands in a text."""
    return _MESSAGE.search(text.lower()) is not None
