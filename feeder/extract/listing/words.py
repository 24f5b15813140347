"""What the words around a link say of it: the part of a listing page that survives every redesign.

Indonesian and English, as offices write them. All questions take one line, without white space around it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from feeder.extract import furniture
from feeder.extract.listing import abroad
from feeder.normalise.text import fold


def either(*lines: str) -> str:
    """An alternation of phrases, divided by bars."""
    return "(?:" + "|".join(lines) + ")"


_SHORT: Final = 90  # characters; a longer line is text
_TAIL: Final = 40  # characters at the end of a text in which "Selengkapnya" and dots are looked for

# What leads to an item and says nothing of it

_MORE: Final = re.compile(
    r"\W*(?:(?:baca|lihat|klik|buka|simak|read|view|see|learn)\W*)?(?:berita|artikel|the|full|post|article)?\W*"
    + either(
        r"selengkap\w*|lengkap(?:nya)?|selanjutnya|lebih lanjut|lanjut(?:kan)?(?: (?:mem)?baca)?|detail(?:nya)?",
        r"di ?sini|halaman|laman|more|continue(?: reading)?|details|story|article|baca|lihat|buka|read|view",
        r"unduh|download",
    )
    + r"(?:\W*(?:berita|artikel|di ?sini|»|more|ini|pdf|file|berkas|dokumen))?\W*",
    re.IGNORECASE,
)
_MORE_BELOW: Final = re.compile(
    r"(?:(?<=[\s.…\]\)])|^)\W*(?:baca\s+|lihat\s+)?(?:selengkapnya|read more)\W*$", re.IGNORECASE
)
_CUT: Final = re.compile(r"\s*(?:\.{3,}|…|\[\W*\])\W*$")
_DOTS: Final = ("..", "…", "]", ")")
_PERMALINK: Final = re.compile(
    r"^(?:perma(?:nent )?link(?: to)?|link to|baca(?: selengkapnya)?|selengkapnya(?: tentang)?|read more(?: about)?"
    r"|lihat|judul|gambar|foto)\s*:\s*"
    r"|^(?:permalink to|permanent link to|read more about|(?:post )?link to|selengkapnya tentang)\s+",
    re.IGNORECASE,
)


def is_more(line: str) -> bool:
    """ "Selengkapnya", "Read more", "»"."""
    if len(line) >= 45:
        return False
    return bool(_MORE.fullmatch(line)) or furniture.leads_on(line) or not re.search(r"\w", line)


def without_more(line: str) -> tuple[str, bool]:
    """The line without a "Selengkapnya" at its end, and whether there was one."""
    if is_more(line):
        return "", any(map(str.isalpha, line))
    found = _MORE_BELOW.search(line, max(0, len(line) - _TAIL))
    return (line[: found.start()].rstrip(), True) if found else (line, False)


def is_cut(text: str) -> bool:
    """Whether the text breaks off."""
    return text.endswith(_DOTS) and bool(_CUT.search(text, max(0, len(text) - _TAIL)))


def uncut(text: str) -> str:
    """The text without the dots that it breaks off with."""
    found = _CUT.search(text, max(0, len(text) - _TAIL)) if text.endswith(_DOTS) else None
    return text[: found.start()] if found else text


def bare_title(text: str) -> str:
    """The title in "Permalink to …"."""
    return _PERMALINK.sub("", text)


# What stands by an item

_COUNTED: Final = either(
    r"kali|x|views?|viewers?|hits?|di ?lihat|di ?baca|pembaca|pengunjung|tayangan|kunjungan|reads?|klik|komentar",
    r"comments?|suka|likes?|menit|min|minutes?",
)
_VIEWS: Final = re.compile(rf"\W*(?:{_COUNTED}\W*)*\d[\d.,]*\s*(?:k|rb|ribu|jt)?\W*(?:{_COUNTED}\W*)*", re.IGNORECASE)
_BY: Final = re.compile(
    r"\W*(?:(?:ditulis|diposting|diposkan|dipublikasikan|diunggah|posted|written|published)?\s*(?:oleh|by)|penulis|author"
    r"|reporter|kontributor|editor)\b\s*:?\s*(?P<name>\w[^;:|]{1,60}?)\W*",
    re.IGNORECASE,
)


def is_views(line: str) -> bool:
    """ "883", "1.204 kali dilihat", "3 menit baca", "0 Komentar"."""
    return len(line) < 45 and bool(_VIEWS.fullmatch(line))


def author(line: str) -> str:
    """Who wrote it, from "Oleh: Humas" and the like; "" from any other line."""
    found = _BY.fullmatch(line) if len(line) <= _SHORT else None
    return found["name"] if found else ""


# What stands above a list

_THINGS: Final = (
    r"berita|artikel|informasi|info|kabar|konten|tulisan|posting(?:an)?|pos|entri|kiriman|topik"
    r"|posts?|entr(?:y|ies)|news|articles?|stories"
)
_BESIDE: Final = re.compile(
    rf"\W*(?:(?:{_THINGS}|tag|paling|yang)\W+)*"
    + either(
        r"(?:ter)?popul[ae]r|terkait|serupa|sejenis|pilihan|rekomendasi|direkomendasikan|terfavorit|sorotan|headlines?",
        r"(?:banyak|sering) (?:dibaca|dilihat|dicari)|paling (?:dibaca|dilihat|dicari)|(?:baca|lihat|simak) juga",
        r"mungkin anda (?:suka|tertarik)|most (?:read|viewed|popular)|trending|related|popular|recommended|see also",
        r"you may also like|sekilas|arsip|archives?|galeri|gallery|agenda|tautan|links?|download|unduhan|video",
        r"infografis",
        abroad.BESIDE,
    )
    + r"(?:\W+\w+){0,2}\W*",
    re.IGNORECASE,
)
_LATEST: Final = re.compile(
    rf"\W*(?:(?:{_THINGS}|update)\W+)*"
    r"(?:terbaru|terkini|terakhir|terupdate|lain(?:nya)?|lama|latest|recent|breaking|hot|newest)(?:\W+\w+)?\W*"
    rf"|\W*{abroad.LATEST}\W*",
    re.IGNORECASE,
)
_REST: Final = re.compile(
    rf"\W*(?:(?:{_THINGS})\W+)*(?:lain(?:nya)?|sebelumnya|terbaru|terkini|latest|recent|more|other)(?:\W+(?:{_THINGS}))?\W*",
    re.IGNORECASE,
)
_NEWS: Final = re.compile(
    r"(?:berita|kabar|warta|artikel|pengumuman|siaran pers|opini|sosialisasi|news|announcements?|press releases?"
    r"|aktuelles|nachrichten|pressemitteilungen|actualités|noticias|notizie|nieuws)(?: (?:terkini|terbaru|utama))?",
    re.IGNORECASE,
)
_ARCHIVE: Final = re.compile(r"\W*(?:arsip|archives?)\b", re.IGNORECASE)
_ASIDE: Final = re.compile(r"(?:baca|lihat|simak) juga|terkait|see also|related", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^(?:(?:arsip|daftar|indeks|index|semua|all|archives?)\b\W*)?"
    r"(?:(?:kategori|category|rubrik|kanal|topik|topic|label|tag)\b\W*)?",
    re.IGNORECASE,
)


def sideline(label: str) -> float:
    """How surely the heading of a list says that the list is not the page's own: 0 to 1."""
    if len(label) > 45:
        return 0.0
    return 1.0 if _BESIDE.fullmatch(label) else 0.5 if _LATEST.fullmatch(label) else 0.0


def names_news(label: str) -> bool:
    """ "Berita Terkini", "Pengumuman", "News": what sites call a list, and not themselves."""
    return bool(_NEWS.fullmatch(label))


def is_rest(label: str, names: Collection[str] = ()) -> bool:
    """ "Berita Lainnya", or so with the page's own name (`names`, folded): it may belong to the list above."""
    bare = next((rest for name in names if (rest := fold(label).replace(name, "").strip()) != fold(label)), label)
    return bool(_REST.fullmatch(bare or label))


def is_archive(label: str) -> bool:
    """ "Arsip": what is older than the list above it."""
    return bool(_ARCHIVE.match(label))


def leads_aside(line: str) -> bool:
    """Whether the text before a link announces another article ("Baca juga:")."""
    return bool(_ASIDE.search(line[-60:]))


def bare_label(text: str) -> str:
    """The name in "Kategori: Berita Terkini"."""
    return _LABEL.sub("", text).strip(" :»›>-–—|") or text


# What stands around it

_EMPTY: Final = re.compile(
    r"\b(?:belum (?:ada|tersedia|memiliki)|tidak (?:ada|ditemukan|tersedia|terdapat)|kosong|nihil|not found"
    r"|nothing (?:was )?found|empty|no (?:\w+ )?(?:posts?|data|results?|items?|entries|articles?|news|records?))\b"
    rf"|\b{abroad.EMPTY}(?!\w)",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"\W*(?:(?:halaman|laman) )?"
    + either(
        r"selanjutnya|berikutnya|berikut|lanjut|next(?:[ -]page)?|older(?: posts| entries)?|lebih lama",
        r"(?:load|show) more|(?:muat|tampilkan|lihat) (?:lebih(?: banyak)?|lagi|lainnya)",
        abroad.NEXT,
    )
    + r"\W*|[»›>→]|››",
    re.IGNORECASE,
)
_OLDER: Final = re.compile(
    rf"\W*(?:(?:postingan|pos-pos|pos|artikel|berita|tulisan|entri|kiriman) (?:lebih )?lama|{abroad.OLDER})\W*",
    re.IGNORECASE,
)
_TURNING_ON: Final = re.compile(
    r"\b(?:sebelumnya|lebih lama|lama|older|selanjutnya|berikut(?:nya)?|next|lagi|lebih banyak|lainnya|more)\b|[»›→]",
    re.IGNORECASE,
)
_TURNING_BACK: Final = re.compile(
    rf"\b(?:(?:lebih |ter)?baru|newer|prev(?:ious)?|sebelumnya|awal|first|{abroad.PREVIOUS})\b|[«‹←]", re.IGNORECASE
)
_PAGING: Final = re.compile(
    r"\W*(?:"
    + either(
        r"hal(?:aman)?|page|dari|of|ke|sebelumnya|sebelum|prev(?:ious)?|pertama|terakhir|first|last|awal|akhir|newer|older",
        r"lebih (?:baru|lama|awal)|kembali|next|selanjutnya|berikutnya|menampilkan|showing|to|sampai|results?|data",
        r"entri|entries|berita|artikel|item",
        abroad.PAGING,
    )
    + r"(?!\w)|[\W\d])+",
    re.IGNORECASE,
)


def says_empty(line: str) -> bool:
    """ "Belum ada data.": nothing is listed."""
    return len(line) <= 160 and bool(_EMPTY.search(line))


def is_next(line: str) -> bool:
    """ "Berikutnya", "»", "Postingan Lama": leads to the next page."""
    return len(line) < 30 and bool(_NEXT.fullmatch(line) or _OLDER.fullmatch(line))


def is_older(line: str) -> bool:
    """ "Postingan Lama", "Entradas anteriores": leads to the next page, or to a section with that name."""
    return len(line) < 30 and bool(_OLDER.fullmatch(line))


def turns_on(line: str) -> bool:
    """ "← Berita sebelumnya", "Older news": a link to the next page of a list, if its address says so, too."""
    return len(line) < 30 and (_TURNING_ON.search(line) is not None or is_next(line))


def turns_back(line: str) -> bool:
    """ "Berita lebih baru →", "Newer": the same of the page before."""
    return len(line) < 30 and _TURNING_BACK.search(line) is not None and not is_older(line)


def is_paging(line: str) -> bool:
    """ "2", "Halaman 1 dari 30", "‹": leads through the pages, or counts them."""
    return len(line) < 60 and bool(_PAGING.fullmatch(line))
