"""What the words around a link say of it: the part of a listing page that survives every redesign.

Indonesian and English, as offices write them. Patterns are matched against one line of text without white space around.
"""

from __future__ import annotations

import re
from typing import Final

_COUNTED: Final = (
    r"(?:kali|x|views?|viewers?|hits?|di ?lihat|di ?baca|pembaca|pengunjung|tayangan|kunjungan|reads?|klik|komentar|"
    r"comments?|suka|likes?|menit|min|minutes?)"
)
_MONTHS: Final = (
    r"(?:jan(?:uari|uary)?|[fp]eb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu?(?:stus|s|t)?|aug(?:ust)?|"
    r"sept?(?:ember)?|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?)"
)

_MORE: Final = re.compile(
    r"\W*(?:(?:baca|lihat|klik|buka|simak|read|view|see|learn)\W*)?(?:berita|artikel|the|full|post|article)?\W*"
    r"(?:selengkap\w*|lengkap(?:nya)?|selanjutnya|lebih lanjut|lanjut(?:kan)?(?: (?:mem)?baca)?|detail(?:nya)?|disini|di sini|"
    r"more|continue reading|continue|details|story|article|baca|lihat|buka|read|view)"
    r"(?:\W*(?:berita|artikel|disini|di sini|»|more|ini))?\W*",
    re.IGNORECASE,
)
_MORE_BELOW: Final = re.compile(r"(?:(?<=[\s.…\]\)])|^)\W*(?:baca\s+|lihat\s+)?(?:selengkapnya|read more)\W*$", re.IGNORECASE)
_VIEWS: Final = re.compile(
    rf"\W*(?:{_COUNTED}\W*)*\d[\d.,]*\s*(?:k|rb|ribu|jt)?\W*(?:{_COUNTED}\W*)*", re.IGNORECASE
)
_BY: Final = re.compile(
    r"\W*(?:(?:ditulis|diposting|diposkan|dipublikasikan|diunggah|posted|written|published)?\s*(?:oleh|by)|penulis|author|"
    r"reporter|kontributor|editor)\b\s*:?\s*(?P<name>\w[^;:|]{1,60}?)\W*",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    rf"\b\d{{1,2}}\W{{0,2}}{_MONTHS}\b|\b{_MONTHS}\W+\d{{1,2}}\b|\b\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}\b"
    r"|\b(?:kemarin|hari ini|yesterday|today|baru saja|just now|yang lalu|lalu|ago)\b|^\d{1,2}[-/]\d{1,2}$",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(r"\b(?:lalu|ago|kemarin|hari ini|yesterday|today|baru saja|just now)\b", re.IGNORECASE)
_ABOUT_DATES: Final = re.compile(
    rf"\b{_MONTHS}\b|\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|"
    r"sun)(?:day)?\b|\b(?:wib|wita|wit|pukul|pkl|jam|am|pm|tanggal|tgl|hari|menit|detik|minggu|bulan|tahun|yang|lalu|ago|"
    r"kemarin|hari ini|today|yesterday|hours?|minutes?|days?|weeks?|months?|diposting|diposkan|dipublikasikan|diterbitkan|"
    r"diunggah|published|posted|updated|terbit|dibuat|rilis|pada|on|at|oleh|by|admin|date)\b|[\W\d_]+",
    re.IGNORECASE,
)
_BADGE: Final = re.compile(rf"(?P<month>{_MONTHS})\W*(?P<year>(?:19|20)\d\d)?", re.IGNORECASE)
_POPULAR: Final = re.compile(
    r"\W*(?:(?:berita|artikel|informasi|info|kabar|konten|tulisan|posting(?:an)?|topik|tag|paling|yang|posts?|news|articles?)"
    r"\W+)*(?:(?:ter)?popul[ae]r|terkait|serupa|sejenis|pilihan|rekomendasi|direkomendasikan|trending|"
    r"terfavorit|paling (?:banyak )?(?:dibaca|dilihat|dicari)|(?:banyak|sering) (?:dibaca|dilihat)|baca juga|lihat juga|simak juga|"
    r"mungkin anda (?:suka|tertarik)|most (?:read|viewed|popular)|related|popular|recommended|you may also like|see also|"
    r"sorotan|headlines?|sekilas|arsip|archives?|galeri|gallery|agenda|tautan|links?|download|unduhan|video|infografis)"
    r"(?:\W+\w+){0,2}\W*",
    re.IGNORECASE,
)
_LATEST: Final = re.compile(
    r"\W*(?:(?:berita|artikel|informasi|info|kabar|posting(?:an)?|posts?|news|update)\W+)*"
    r"(?:terbaru|terkini|terakhir|terupdate|lain(?:nya)?|latest|recent|breaking|hot|newest)(?:\W+\w+){0,1}\W*",
    re.IGNORECASE,
)
_REST: Final = re.compile(
    r"\W*(?:(?:berita|artikel|informasi|kabar|posts?|news)\W+)*(?:lain(?:nya)?|sebelumnya|terbaru|terkini|latest|recent|more|other)"
    r"(?:\W+(?:berita|news|posts?|articles?))?\W*",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(
    r"(?:baca|lihat|simak) juga|artikel terkait|berita terkait|terkait|see also|related", re.IGNORECASE
)
_EMPTY: Final = re.compile(
    r"\b(?:belum (?:ada|tersedia)|tidak (?:ada|ditemukan|tersedia|terdapat)|kosong|nihil|no (?:\w+ )?(?:posts?|data|results?|"
    r"items?|entries|articles?|news|records?)|nothing (?:was )?found|not found|empty|belum memiliki)\b",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"\W*(?:halaman )?(?:selanjutnya|berikutnya|berikut|lanjut|next(?: page)?|older(?: posts| entries)?|lebih lama|"
    r"(?:muat|tampilkan|lihat) (?:lebih(?: banyak)?|lagi|lainnya)|load more|show more)\W*|[»›>→]|&raquo;",
    re.IGNORECASE,
)
_PAGING: Final = re.compile(
    r"\W*(?:(?:hal(?:aman)?|page|dari|of|ke|sebelumnya|sebelum|prev(?:ious)?|pertama|terakhir|first|last|awal|akhir|newer|"
    r"older|next|selanjutnya|berikutnya|menampilkan|showing|to|sampai|results?|data|entri|entries|berita|artikel|item)\b|[\W\d])+",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:(?:arsip|daftar|indeks|index|semua|all|archives?)\b\W*)?(?:(?:kategori|category|rubrik|kanal|topik|topic|label|tag)\b\W*)?",
    re.IGNORECASE,
)
_PERMALINK: Final = re.compile(
    r"^(?:perma(?:nent )?link(?: to)?|link to|baca(?: selengkapnya)?|selengkapnya(?: tentang)?|read more(?: about)?|lihat|"
    r"judul|gambar|foto)\s*:\s*|^(?:permalink to|permanent link to|read more about|link to)\s+",
    re.IGNORECASE,
)
_CUT: Final = re.compile(r"\s*(?:\.{3,}|…|\[\W*\])\W*$")
_DOTS: Final = ("..", "…", "]", ")")
_SHORT: Final = 90  # characters; a longer line is text


def is_more(line: str) -> bool:
    """ "Selengkapnya", "Read more", "»": leads to an item and says nothing of it."""
    return len(line) < 45 and (bool(_MORE.fullmatch(line)) or not re.search(r"\w", line))


def without_more(line: str) -> tuple[str, bool]:
    """The line without a "Selengkapnya" at its end, and whether there was one."""
    if is_more(line):
        return "", any(map(str.isalpha, line))
    found = _MORE_BELOW.search(line, max(0, len(line) - 40))
    return (line[: found.start()].rstrip(), True) if found else (line, False)


def is_views(line: str) -> bool:
    """ "883", "1.204 kali dilihat", "Dibaca: 12x"."""
    return len(line) < 45 and bool(_VIEWS.fullmatch(line))


def is_dated(line: str) -> bool:
    """Whether a short line holds a date."""
    return len(line) <= _SHORT and bool(_DATED.search(line))


def is_date(line: str) -> bool:
    """Whether a short line holds a date and little else (a place, a name)."""
    return is_dated(line) and len(_ABOUT_DATES.sub(" ", line).split()) <= 2


def is_relative(line: str) -> bool:
    """Whether the line counts back from the present: "2 jam yang lalu", "Kemarin"."""
    return bool(_RELATIVE.search(line))


def badge(line: str) -> tuple[str, str]:
    """Month and year, "" where it has none, of a line that is nothing else; ("", "") for any other."""
    found = _BADGE.fullmatch(line)
    return (found["month"], found["year"] or "") if found else ("", "")


def author(line: str) -> str:
    """Who wrote it, from "Oleh: Humas" and the like; "" from any other line."""
    found = _BY.fullmatch(line) if len(line) <= _SHORT else None
    return found["name"] if found else ""


def sideline(label: str) -> float:
    """How surely the heading of a list says that the list is not the page's own: 0 to 1."""
    if len(label) > 45:
        return 0.0
    return 1.0 if _POPULAR.fullmatch(label) else 0.5 if _LATEST.fullmatch(label) else 0.0


def is_rest(label: str) -> bool:
    """ "Berita Lainnya": what is below belongs to the list above."""
    return bool(_REST.fullmatch(label))


def is_period(label: str) -> bool:
    """ "November 2025", "Kamis, 13 November 2025": a list that is divided by time."""
    return any(map(str.isdecimal, label)) and len(label) < 45 and not _ABOUT_DATES.sub("", label)


def leads_aside(line: str) -> bool:
    """Whether the text before a link announces another article ("Baca juga:")."""
    return bool(_ASIDE.search(line[-60:]))


def says_empty(line: str) -> bool:
    return len(line) <= 160 and bool(_EMPTY.search(line))


def is_next(line: str) -> bool:
    return len(line) < 30 and bool(_NEXT.fullmatch(line))


def is_paging(line: str) -> bool:
    return len(line) < 60 and bool(_PAGING.fullmatch(line))


def bare_label(text: str) -> str:
    """The name in "Kategori: Berita Terkini"."""
    return _LABEL.sub("", text).strip(" :»›>-–—|") or text


def bare_title(text: str) -> str:
    """The title in "Permalink to …"."""
    return _PERMALINK.sub("", text)


def is_cut(text: str) -> bool:
    return text.endswith(_DOTS) and bool(_CUT.search(text, max(0, len(text) - 40)))


def uncut(text: str) -> str:
    """The text without its closing dots."""
    found = _CUT.search(text, max(0, len(text) - 40)) if text.endswith(_DOTS) else None
    return text[: found.start()] if found else text
