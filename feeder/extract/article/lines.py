"""Lines about an article, which are not its text: dates, authors, counters, and rows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture
from feeder.extract.article import readers
from feeder.extract.blocks import Block, divided
from feeder.normalise import clock
from feeder.normalise.date_labels import EVENT, rank_of_line
from feeder.normalise.words import AGO_ABROAD, ASIAN_DAY, FOREIGN_DAY, VIETNAMESE_DAY

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MONTH: Final = (
    r"(?:jan(?:uari|uary|\.)?|feb(?:ruari|ruary|\.)?|pebruari|peb|mar(?:et|ch|\.)?|mrt|m(?:ä|ae)rz|apr(?:il|\.)?|mei|may|mai"
    r"|jun[ie]?\.?|jul[iy]?\.?|agu(?:stus|\.)?|ags|agt|aug(?:ust|\.)?|sep(?:t\.?|tember|\.)?|o[kc]t(?:ober|\.)?"
    r"|nov(?:ember|\.)?|nop(?:ember|\.)?|de[scz](?:ember|\.)?)"
)
_PAST: Final = r"(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun)"
_SPAN: Final = r"(?:second|minute|hour|day|week|month|year)"
_WORDED: Final = (
    rf"\bse{_PAST} (?:yang )?lalu\b|\ban? {_SPAN}s? ago\b"
    r"|^(?:kemarin|hari ini|yesterday|today|baru saja|just now)\b"
)
_NUMBERED: Final = (
    rf"\b(?=\d)(?:\d{{1,2}}(?:st|nd|rd|th|\.)?[\s/-]+{_MONTH}[\s,/'’-]+(?:\d{{4}}|\d{{2}})\b"
    r"|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)?\d{2}\b(?![.,]?\d)|(?:19|20)\d{2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\d)"
    rf"|\d+\s?{_PAST} (?:yang )?lalu\b|\d+ {_SPAN}s? ago\b)",
    rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:\d{{4}}\b|\d\d(?=\s\d{{1,2}}:\d\d))",
    rf"(?i:{FOREIGN_DAY})",
    ASIAN_DAY,
    VIETNAMESE_DAY,
    AGO_ABROAD,
)
_DAY: Final = re.compile("|".join((*_NUMBERED, _WORDED)), re.IGNORECASE)
_DAYS: Final = tuple(map(re.compile, (_WORDED, *_NUMBERED)))  # of lower case: as one, they take three times as long
_DATE_WORDS: Final = re.compile(
    rf"\b(?:{_MONTH}|senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|wed|thu|sat|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|wib|wita|wit|gmt|utc|cest|cet|e[ds]t|p[ds]t|bst|sgt|jst"
    r"|[ap]\.?m\.?|pukul|jam|uhr|at|pada|on|tanggal|tgl|hari|waktu|tayang|terbit|rilis"
    r"|di?(?:posting|posted|publikasikan|publish|terbitkan|buat|unggah|tulis|tayangkan|perbarui|update|ubah)|diposkan"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi(?:é|e)rcoles|jueves|viernes|s(?:á|a)bado"
    r"|domingo|luned(?:ì|i)|marted(?:ì|i)|mercoled(?:ì|i)|gioved(?:ì|i)|venerd(?:ì|i)|sabato|domenica|le|à"
    r"|publi(?:é|e) le|publicado el|pubblicato il|geplaatst op|am|um"
    r"|posted|published|publikasi|publish(?:ed)? date|created|date|updated?|last (?:updated|modified)|modified"
    r"|terakhir (?:diperbarui|diubah)|veröffentlicht|stand)\b|[\d\W_]+",
    re.IGNORECASE,
)
_WRITER: Final = r"penulis|oleh|editor|reporter|pewarta|kontributor|redaktur|author|by|von|par|por"
_WROTE: Final = (
    r"(?:ditulis|dikirim|dipost(?:ing|kan)?|diposkan|dipublikasikan|diterbitkan|dibuat|diunggah|disusun)(?: pada)? oleh"
    r"|(?:written|posted|published|created|submitted) by|(?:geschrieben|verfasst|veröffentlicht|erstellt) von"
    r"|(?:escrito|publicado|redactado|postado) por|(?:écrit|rédigé|publié|posté) par|(?:scritto|pubblicato) da"
    r"|(?:geschreven|geplaatst) door|(?:skrivet|författad) av|skrevet a[fv]"
)
_BY_NOUN: Final = (  # which begins sentences, too
    r"autor(?:in|a|es)?|auteur|autore|författare|автор(?:ы)?|yazar|tác giả|الكاتب|المؤلف"
    r"|작성자|글쓴이|作者|记者|撰稿人?|投稿者|執筆者?|著者"
)
_BYLINE: Final = re.compile(rf"(?:(?:{_WROTE}|{_WRITER})\b\s*[:;|]?|(?:{_BY_NOUN})\s*[:：])\s*(?=\S)", re.IGNORECASE)
_BY: Final = re.compile(r"\s(?:oleh|by)\s+(?=\S)", re.IGNORECASE)
_LABEL: Final = re.compile(rf"(?:{_WROTE}|{_WRITER}|{_BY_NOUN})\s*[:：]?", re.IGNORECASE)
_PERSON: Final = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|penulis|users?|profile?|by|contributor|oleh)/|[?&]author=", re.IGNORECASE
)
_CREDIT: Final = re.compile(  # below a picture
    r"(?:foto|gambar|ilustrasi|dok(?:umentasi)?|sumber|photo|image|credits?)\b", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"\d")
_ENDED: Final = re.compile(r"[.!?…。！？][\"”’»)]*$")
CUT: Final = ("…", "...")  # how an excerpt ends
AGENDA: Final = 3  # days: an article has its own, and that of its last change
_BESIDE: Final = 45  # characters beside a date that are no sentence
_SENTENCE: Final = re.compile(r"[.!?]\s|[.!?]$|,.*,.*,")
_HALF_DAY: Final = re.compile(r"\b[ap]\.m\.", re.IGNORECASE)


@lru_cache(maxsize=4096)
def has_day(text: str) -> bool:
    """Whether a day is named, in a form that date lines use."""
    forms = _DAYS if _DIGIT.search(text) else _DAYS[:1] if len(text) < 60 else ()
    lower = text.lower()
    return any(form.search(lower) for form in forms)


@lru_cache(maxsize=4096)
def is_date(text: str) -> bool:
    """A date, a time and the words around them, and nothing else."""
    return len(text) <= 120 and has_day(text) and len(_DATE_WORDS.sub("", _DAY.sub("", text))) <= 3


def is_date_words(text: str) -> bool:
    """A weekday, a month, a time of day, "Diposting": the stuff of date lines."""
    return len(text) <= 60 and not _DATE_WORDS.sub("", text)


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
    """A word before a name ("Penulis:")."""
    return _LABEL.fullmatch(text.strip()) is not None


def leads_to_writer(link: HtmlElement) -> bool:
    """Whether a link leads to who wrote it, or to all that somebody wrote."""
    return "author" in link.get("rel", "").split() or _PERSON.search(link.get("href", "")) is not None


def is_about(block: Block) -> bool:
    """A date line, an author line, a counter, or several of them in a row."""
    return 0 < len(block.text) <= 200 and _is_about(block.text, tuple(block.pieces()), _is_stamped(block))


@lru_cache(maxsize=4096)  # a site's menus and side bars stand on all its pages
def _is_about(line: str, pieces: tuple[str, ...], stamped: bool) -> bool:
    text = " ".join(pieces)
    if len(text) > 160:
        return False
    own = has_day(text) and rank_of_line(text) != EVENT
    about = (own and is_date(text)) or clock.is_clock(text) or bool(byline(text)) or furniture.is_count(text)
    dated = stamped or own
    return about or (dated and not _SENTENCE.search(_HALF_DAY.sub("", _DAY.sub("", line))) and _is_row(pieces))


def _is_row(pieces: Iterable[str]) -> bool:
    """A date with other short pieces beside it: the author, a counter, a category."""
    rest = (part for part in divided(pieces) if not is_date(part) and not furniture.is_count(part))
    return all(len(part) < _BESIDE or is_date(_BY.split(part)[0]) for part in rest)


def _is_stamped(block: Block) -> bool:
    """Whether a day is told to machines, whatever people are shown of it (HTML, section 4.5.14)."""
    return any(node.get("datetime") for node, tail in block.slots if not tail and node.tag == "time")


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
    """A sentence or two, without a link or a picture: what may introduce an article, if only as its second heading."""
    text = block.text
    whole = len(text) >= (60 if block.rank > 1 else 80) and not block.links and not block.media and not block.zone
    return whole and _ENDED.search(text) is not None and not furniture.is_furniture(text) and not is_about(block)
