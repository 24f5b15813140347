"""Lines about an article, which are not its text: its day, its author, its readers, and rows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from feeder.extract import datelines, furniture
from feeder.extract.article import moments, readers
from feeder.extract.blocks import Block, divided
from feeder.normalise import clock
from feeder.normalise.date_labels import EVENT, rank_of_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WRITER: Final = r"penulis|oleh|editor|reporter|pewarta|kontributor|redaktur|author|by|von|par|por"
_WROTE: Final = (
    r"(?:ditulis|dikirim|dipost(?:ing|kan)?|diposkan|dipublikasikan|diterbitkan|dibuat|diunggah|disusun)(?: pada)? oleh"
    r"|(?:written|posted|published|created|submitted|presented) by|(?:geschrieben|verfasst|veröffentlicht|erstellt) von"
    r"|(?:escrito|publicado|redactado|postado) por|(?:écrit|rédigé|publié|posté) par|(?:scritto|pubblicato) da"
    r"|(?:geschreven|geplaatst) door|(?:skrivet|författad) av|skrevet a[fv]"
)
_BY_NOUN: Final = (  # which begins sentences, too
    r"autor(?:in|a|es)?|auteur|autore|författare|автор(?:ы)?|yazar|tác giả|الكاتب|المؤلف"
    r"|작성자|글쓴이|作者|记者|撰稿人?|投稿者|執筆者?|著者"
)
_BYLINE: Final = re.compile(rf"(?:(?:{_WROTE}|{_WRITER})\b\s*[:;|]?|(?:{_BY_NOUN})\s*[:：])\s*(?=\S)", re.IGNORECASE)
_BY: Final = re.compile(
    r"\s(?:(?:oleh|by)(?:\s*[:：]\s*|\s+)|(?:penulis|pewarta|reporter|author)\s*[:：]\s*)(?=\S)", re.IGNORECASE
)
_ENDS_BY: Final = re.compile(r"\s(?:oleh|by)\s*[:：]?\s*$", re.IGNORECASE)
_POSTED: Final = re.compile(  # on some day, in some section, by somebody
    r"(?:(?:this \w+ was|\w+ ini) )?(?:posted|published|di(?:posting|poskan|publikasikan|terbitkan|unggah|tayangkan))"
    r" (?:on|in|at|pada|di|dalam|tanggal)\b[^.]+\W*",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(rf"(?:{_WROTE}|{_WRITER}|{_BY_NOUN})\s*[:：]?", re.IGNORECASE)
_PERSON: Final = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|penulis|users?|profile?|by|contributor|oleh)/"
    r"(?!(?:log|sign)-?(?:in|out|up)\b|register\b|password\b)|[?&]author=",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(  # below a picture
    r"(?:foto|gambar|ilustrasi|dok(?:umentasi)?|sumber|photo|image|credits?)\b", re.IGNORECASE
)
_ENDED: Final = re.compile(r"[.!?…。！？][\"”’»)]*$")
ENDS: Final = (".", ";", "?", "!", "。", "！", "？")  # of a sentence or of a list's item, not of a label
CUT: Final = ("…", "...")  # how an excerpt ends
AGENDA: Final = 3  # days: an article has its own, and that of its last change
_BESIDE: Final = 45  # characters beside a date that are no sentence
_PLACE: Final = 12  # characters of a word: "Jakarta", "Pahing"
_SENTENCE: Final = re.compile(r"[.!?]\s|[.!?]$|,.*,.*,")
_HALF_DAY: Final = re.compile(r"\b[ap]\.m\.", re.IGNORECASE)


def byline(text: str) -> str:
    """Who wrote it, if the line says nothing else ("Oleh: Humas"); else ""."""
    found = _BYLINE.match(text) if len(text) <= 120 else None
    return text[found.end() :] if found else ""


def signed(text: str) -> str:
    """Who wrote it, if the line says so ("09.12 WIB oleh Humas"); else ""."""
    if readers.counts_readers(text):
        return ""
    name = _BY.split(text)[-1] if _BY.search(text) else ""
    # "oleh admin", but not "by the staff of it"
    is_name = name[:1].isupper() or (" " not in name and not _ENDED.search(name))
    return byline(text) or (name if is_name else "")


def announces_name(text: str) -> bool:
    """A word before a name ("Penulis:"), or one behind a day ("13 November 2025 oleh")."""
    day, *by = _ENDS_BY.split(text)
    return (
        bool(by and (datelines.has_day(day) or datelines.is_date_words(day)))
        or _LABEL.fullmatch(text.strip()) is not None
    )


def leads_to_writer(link: HtmlElement) -> bool:
    """Whether a link leads to who wrote it, or to all that somebody wrote: by its relation (HTML, section 4.6.7.2), its
    class (microformats2), or its address."""
    said = "author" in link.get("rel", "").split() or "p-author" in link.get("class", "").split()
    return said or _PERSON.search(link.get("href", "")) is not None


def is_about(block: Block) -> bool:
    """A date line, an author line, a counter, or several of them in a row."""
    return 0 < len(block.text) <= 200 and _is_about(block.text, tuple(block.pieces()), moments.is_stamped(block))


@lru_cache(maxsize=4096)  # a site's menus and side bars stand on all its pages
def _is_about(line: str, pieces: tuple[str, ...], stamped: bool) -> bool:
    text = " ".join(pieces)
    if len(text) > 160:
        return False
    own = datelines.has_day(text) and rank_of_line(text) != EVENT
    about = (
        (own and (len(datelines.beside(text)) <= _PLACE or _POSTED.fullmatch(text) is not None))
        or clock.is_clock(text)
        or bool(byline(text))
        or furniture.is_count(text)
    )
    dated = stamped or own
    return about or (
        dated and not _SENTENCE.search(_HALF_DAY.sub("", datelines.without_days(line))) and _is_row(pieces)
    )


def _is_row(pieces: Iterable[str]) -> bool:
    """A date with other short pieces beside it: the author, a counter, a category."""
    rest = (part for part in divided(pieces) if not datelines.is_date(part) and not furniture.is_count(part))
    return all(len(part) < _BESIDE or len(datelines.beside(_BY.split(part)[0])) <= _PLACE for part in rest)


def is_credit(text: str) -> bool:
    """Who took a picture, as it stands below it."""
    return len(text) < 100 and _CREDIT.match(text) is not None


def is_label(block: Block) -> bool:
    """A short line without an end: the heading of a box, whatever its tag."""
    return (
        0 < len(block.text) < 60
        and not block.text.endswith((".", "?", "!", "”", '"', ":"))
        and block.box.tag not in ("li", "td", "th", "dd")
        and block.zone != "caption"
    )


def is_lede(block: Block) -> bool:
    """A sentence or two, without a link or a picture: what may introduce an article, if only as its second heading or
    its description in microdata, where it may lack its full stop."""
    text = block.text
    whole = len(text) >= (60 if block.rank > 1 else 80) and not block.links and not block.media and not block.zone
    ended = _ENDED.search(text) is not None or (block.rank > 1 and len(text) >= 80) or _is_description(block)
    return whole and ended and not furniture.is_furniture(text) and not is_about(block)


def _is_description(block: Block) -> bool:
    return any(
        node is not None and node.get("itemprop") == "description" for node in (block.box, block.box.getparent())
    )
