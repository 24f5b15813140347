"""The words that pages put around an article, in Indonesian and the languages of its neighbours on the web.

All questions take the folded text of one block.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_EDGE: Final = " \t:.,;|/\\-–—»«›‹→←•·*#+>[](){}\"'“”‘’…"


def _phrases(words: str) -> str:
    """An alternation of phrases that are written one per line or divided by a bar."""
    return "|".join(part.strip() for line in words.strip().splitlines() for part in line.split("|") if part.strip())


_RELATED: Final = re.compile(
    r"(?:{})(?: (?:untuk (?:anda|kamu)|for you|hari ini|lainnya|today))?".format(
        _phrases(
            r"""
            (?:artikel|berita|tulisan|pos|postingan|konten|topik|video|foto|informasi|pengumuman|kabar|link|tautan) (?:ter)?(?:kait|populer|baru|kini|lain|lainnya|serupa|pilihan|sebelumnya|selanjutnya)
            (?:baca|lihat|simak|tonton)(?: juga| pula)|terkait|terpopuler|terbaru|populer|paling (?:banyak )?(?:dibaca|dilihat|populer)
            rekomendasi|pilihan (?:editor|redaksi)|mungkin anda (?:juga )?(?:suka|sukai|menyukai|tertarik)|anda mungkin (?:juga )?(?:suka|menyukai)|jangan lewatkan
            (?:berita|artikel) (?:yang )?(?:banyak|paling) (?:dibaca|dilihat)|bacaan (?:lain|lainnya|terkait)|arsip(?: berita)?|kategori|tautan|jajak pendapat|polling
            related(?: (?:articles?|posts?|stories|story|news|content|links?|topics?|reading|pages|coverage|items|products|searches))?
            (?:read|see) (?:also|more|next)|also read|also on .{1,30}|more (?:from|on|in|stories|news|articles|posts|like this)\b.{0,40}|you (?:may|might) (?:also )?(?:like|enjoy|be interested in).{0,20}
            recommended(?: (?:for you|reading|articles|stories|posts))?|(?:recent|latest|popular|top|featured|trending|newest|other|similar) (?:posts?|news|articles?|stories|comments|videos|topics)
            most (?:read|popular|viewed|commented|shared)|trending(?: now)?|don.?t miss|up next|(?:next|previous|prev) (?:article|post|story|up)|keep reading|what to read next|read this next
            editor.?s.? (?:picks?|choice)|around the web|from (?:our|the) (?:partners|web|sponsors)|sponsored(?: content| links| stories)?|promoted(?: content)?|categories|archives?|blogroll
            (?:das k(?:ö|oe)nnte sie auch interessieren|auch interessant|mehr zum thema|weitere (?:artikel|themen|nachrichten|beitr(?:ä|ae)ge)|meistgelesen|(?:ä|ae)hnliche (?:artikel|beitr(?:ä|ae)ge)|lesen sie auch|verwandte (?:artikel|themen|beitr(?:ä|ae)ge)|neueste beitr(?:ä|ae)ge|zum thema)
            (?:à|a) lire aussi|lire aussi|sur le m(?:ê|e)me (?:sujet|th(?:è|e)me)|articles (?:li(?:é|e)s|similaires|r(?:é|e)cents)|lee tambi(?:é|e)n|noticias relacionadas|art(?:í|i)culos relacionados|te puede interesar|lees ook|leggi anche|leia (?:também|mais)
            """
        )
    ),
    re.IGNORECASE,
)
_RELATED_START: Final = re.compile(
    r"(?:baca|lihat|simak|tonton) (?:juga|pula)\b|(?:berita|artikel) terkait\s*:|(?:read|see) also\s*:|also read\b|related\s*:|read more\s*:"
    r"|lesen sie (?:auch|dazu)\b|lire aussi\b|lee también\b|(?:berita|artikel|post|pos)?\s*(?:sebelumnya|selanjutnya|berikutnya|previous|next)\s*:",
    re.IGNORECASE,
)
_COMMENTS: Final = re.compile(
    r"(?:\d+ |no |belum ada |tidak ada )?(?:{})(?: ?\(?\d+\)?)?".format(
        _phrases(
            r"""
            komentar(?: (?:anda|pembaca|terbaru|facebook))?|tanggapan|(?:tinggalkan|berikan|tulis|beri|kirim|tambah)(?:kan)? (?:sebuah )?(?:komentar|balasan|tanggapan|pesan)(?: anda)?
            comments?(?: (?:section|closed|are closed))?|responses?|repl(?:y|ies)|leave (?:a|your) (?:reply|comment|response)(?: .{0,40})?|(?:post|add|write|submit) a(?:nother)? comment|join the (?:discussion|conversation|debate)
            reader comments|thoughts? on .{1,200}|responses? to .{1,200}|what do you think\??|discussion|view comments|show comments|load comments|login to comment
            kommentare?(?: (?:schreiben|verfassen|anzeigen))?|schreibe einen kommentar(?: .{0,40})?|kommentar (?:hinterlassen|abgeben)|diskutieren sie mit|leserkommentare|commentaires?|laisser un commentaire|r(?:é|e)agir|comentarios?|deja (?:un|una) (?:comentario|respuesta)|reacties?|commenti|lascia un commento|coment(?:á|a)rios?
            """
        )
    ),
    re.IGNORECASE,
)
_FURNITURE: Final = re.compile(
    r"(?:{})".format(
        _phrases(
            r"""
            (?:bagikan|sebarkan|share|teilen|partager|compartir|condividi)(?: (?:ini|ke|di|via|to|on|this|it|artikel|berita|halaman|post|article|story|page|with|friends|auf|facebook|twitter|whatsapp|telegram|x|:)){0,4}
            (?:baca |lihat |read |continue )?(?:selengkapnya|more|reading|semua|all|full (?:article|story))|kembali(?: ke (?:atas|beranda|daftar.{0,20}))?|back(?: to top)?|go back|ke atas|top
            cetak(?: (?:halaman|artikel|berita))?|print(?: (?:this )?(?:page|article))?|kirim|(?:kirim )?e-?mail|pdf|salin(?: (?:tautan|link|url))?|copy(?: (?:link|url))?|link copied!?|tautan disalin
            facebook|twitter|x|whatsapp|telegram|line|linkedin|pinterest|reddit|instagram|youtube|tiktok|tweet|pin(?: it)?|like|suka|save|simpan|bookmark|follow(?: us)?|ikuti(?: kami)?|subscribe|berlangganan|langganan|sign up|log ?in|masuk|daftar|register|logout|keluar
            sebelumnya|selanjutnya|berikutnya|previous|next|prev|zurück|weiter|beranda|home|depan|menu|navigasi|navigation|cari|search|tutup|close|skip to (?:main )?content|lompat ke konten|loading|memuat|toggle .{1,20}|expand|collapse|show (?:more|less)
            iklan|advertisement|advertising|ad|ads|anzeige|publicit(?:é|e)|werbung|publicidad|advertisement scroll to continue.{0,40}|scroll (?:to continue|untuk).{0,40}|lanjutkan membaca.{0,30}|article continues (?:below|after).{0,40}|story continues below.{0,40}
            (?:tags?|tagar|kata kunci|label|topik|topics?|keywords?|schlagworte?|filed under|posted in|kategori|category|categories|rubrik)|editar|edit|hide|report|laporkan|permalink|rss
            (?:ukuran )?(?:font|huruf|teks|text)(?: size)?|a ?a ?a|a[+-]|dengarkan(?: artikel)?|listen(?: to (?:this )?article)?|(?:\d+ )?(?:shares?|likes?|suka)
            """
        )
    ),
    re.IGNORECASE,
)
_VIEWS: Final = re.compile(
    r"(?:(?:telah |sudah )?(?:dibaca|dilihat|dikunjungi|hits?|views?|pembaca|pengunjung|tayangan|reads?|jumlah (?:pembaca|pengunjung|dibaca|view))\s*:?\s*(?:sebanyak )?[\d.,]+\s*[kmr]?b?(?:\s*(?:x|×|kali|orang|times|pembaca))?"
    r"|[\d.,]+\s*[km]?\s*(?:(?:x|×|kali|orang)\s*)?(?:(?:telah |sudah )?(?:dibaca|dilihat|dikunjungi|views?|viewed|hits?|pembaca|pengunjung|tayangan|reads?|times|pageviews?|komentar|comments?|balasan|tanggapan|kali|×|x)))(?: (?:kali|orang|x))?",
    re.IGNORECASE,
)
_READING_TIME: Final = re.compile(
    r"(?:(?:waktu baca|reading time|lesezeit|lama baca)\s*:?\s*)?(?:±|~|kurang lebih |about )?\d+ ?(?:min(?:ute|uten|utes|s|\.)?|menit)(?: (?:read|baca|membaca|lesezeit|waktu baca))?",
    re.IGNORECASE,
)
_COOKIES: Final = re.compile(
    r"\b(?:cookies?|kuki)\b.{0,200}\b(?:accept|agree|consent|setuju|terima|menerima|persetujuan|policy|kebijakan|experience|pengalaman|zustimmen|akzeptieren|accepter)",
    re.IGNORECASE | re.DOTALL,
)
_RIGHTS: Final = re.compile(
    r"^(?:©|\(c\) ?\d|copyright\b|hak cipta\b)|\ball rights reserved\b|\bhak cipta dilindungi\b|\balle rechte vorbehalten\b|\btous droits réservés\b|©\s*(?:copyright\s*)?\d{4}|^(?:powered|developed|designed) by\b",
    re.IGNORECASE,
)
_RIGHTS_WORDS: Final = ("©", "(c)", "right", "recht", "droits", "hak cipta", "ed by ")
_BYLINE: Final = re.compile(
    r"(?:penulis|oleh|editor|reporter|pewarta|kontributor|redaktur|(?:ditulis|diposting|diposkan|dipublikasikan|diterbitkan|dibuat|diunggah|disusun)(?: pada)? oleh|by|written by|posted by|published by|author|created by|von|par|por)\b\s*[:;|]?\s*(?=\S)",
    re.IGNORECASE,
)
_MONTH: Final = (
    r"(?:jan(?:uari|uary|\.)?|feb(?:ruari|ruary|\.)?|pebruari|peb|mar(?:et|ch|\.)?|mrt|m(?:ä|ae)rz|apr(?:il|\.)?|mei|may|mai|jun[ie]?\.?|jul[iy]?\.?|agu(?:stus|\.)?|ags|agt|aug(?:ust|\.)?|sep(?:t|tember|\.)?"
    r"|o[kc]t(?:ober|\.)?|nov(?:ember|\.)?|nop(?:ember|\.)?|de[sc](?:ember|\.)?|dez(?:ember|\.)?)"
)
_DAY: Final = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?[\s/-]+{_MONTH}[\s,/'’-]+(?:\d{{4}}|\d{{2}})\b|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    r"|\b\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)?\d{2}\b(?![.,]?\d)|\b(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    r"|\b(?:\d+|se)\s?(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun)(?: yang)? (?:yang )?lalu\b|\bse(?:jam|menit|hari|minggu|pekan|bulan|tahun) (?:yang )?lalu\b|\b(?:\d+|an?) (?:second|minute|hour|day|week|month|year)s? ago\b"
    r"|^(?:kemarin|hari ini|yesterday|today|baru saja|just now)\b",
    re.IGNORECASE,
)
_DIGIT: Final = re.compile(r"\d")
_DATE_WORDS: Final = re.compile(
    rf"\b(?:{_MONTH}|senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|wib|wita|wit|gmt|utc|[ap]\.?m\.?|pukul|jam|uhr|at|pada|on|tanggal|tgl|hari|waktu|tayang|terbit|rilis|"
    r"di?(?:posting|posted|publikasikan|publish|terbitkan|buat|unggah|tulis|tayangkan|perbarui|update|ubah)|diposkan|dibuat|"
    r"posted|published|publikasi|publish(?:ed)? date|created|date|updated?|last (?:updated|modified)|modified|terakhir (?:diperbarui|diubah)|veröffentlicht|stand)\b|[\d\W_]+",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """Without the punctuation and icons around."""
    return text.strip(_EDGE)


def starts_related(text: str) -> bool:
    """A heading over other articles ("Berita Terkait")."""
    return len(text) <= 60 and _RELATED.fullmatch(bare(text)) is not None


def is_related(text: str) -> bool:
    """A line that leads to another article ("Baca juga: …")."""
    return _RELATED_START.match(text.lstrip(_EDGE)) is not None


_BIOGRAPHY: Final = re.compile(
    r"(?:tentang|profil|biodata) penulis|about the authors?|(?:written by|about) [A-Z]\w+ [A-Z]\w+|über den autor|à propos de l.auteur",
    re.IGNORECASE,
)


def starts_biography(text: str) -> bool:
    """A heading over some words about the author."""
    return len(text) <= 60 and _BIOGRAPHY.fullmatch(bare(text)) is not None


def starts_comments(text: str) -> bool:
    """A heading over what readers wrote."""
    return len(text) <= 120 and _COMMENTS.fullmatch(bare(text)) is not None


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """A button, a label, a counter, a notice: nothing that anybody wrote for this article."""
    if len(text) > 400:
        return False
    words = bare(text)
    if not words:
        return True
    if len(text) <= 60 and (_FURNITURE.fullmatch(words) or _VIEWS.fullmatch(words) or _READING_TIME.fullmatch(words)):
        return True
    lower = text.lower()  # a search for a plain word costs a fraction of one for a pattern
    if ("cookie" in lower or "kuki" in lower) and _COOKIES.search(lower):
        return True
    return _is_imprint(lower)


def _is_imprint(lower: str) -> bool:
    return any(word in lower for word in _RIGHTS_WORDS) and _RIGHTS.search(lower) is not None


def is_imprint(text: str) -> bool:
    """A copyright notice, or an address with telephone: the foot of a page."""
    return len(text) <= 400 and (_is_imprint(text.lower()) or is_contact(text))


_CONTACT: Final = (
    ("jl.", "jln", "jalan ", "street"),
    ("telp", "telepon", "phone", "fax", "faks"),
    ("@",),
    ("mail", "surel"),
)


def is_contact(text: str) -> bool:
    """An address with telephone, as footers carry it."""
    if len(text) > 300:
        return False
    lower = text.lower()
    return sum(any(word in lower for word in words) for words in _CONTACT) >= 3


def is_count(text: str) -> bool:
    """A number of readers, or of minutes to read."""
    words = bare(text)
    return len(words) <= 60 and bool(_VIEWS.fullmatch(words) or _READING_TIME.fullmatch(words))


def byline(text: str) -> str:
    """Who wrote it, if the line says nothing else ("Oleh: Humas"); else ""."""
    found = _BYLINE.match(text) if len(text) <= 120 else None
    return text[found.end() :] if found else ""


@lru_cache(maxsize=4096)
def has_day(text: str) -> bool:
    """Whether a day is named, in a form that date lines use."""
    return (_DIGIT.search(text) is not None or len(text) < 60) and _DAY.search(text) is not None


@lru_cache(maxsize=4096)
def is_date_line(text: str) -> bool:
    """A date, a time and the words around them, and nothing else."""
    return len(text) <= 120 and has_day(text) and len(_DATE_WORDS.sub("", _DAY.sub("", text))) <= 3


_ERRORS: Final = re.compile(
    r"(?:{})".format(
        _phrases(
            r"""
            (?:error |galat |kesalahan )?(?:40[0134]|410|419|429|50[0-4])(?:\W+.{0,80})?|.{0,60}\b(?:page|file|url|resource)\b.{0,30}\b(?:not found|doesn.?t exist|does not exist|cannot be (?:found|displayed))\b.{0,40}
            not found|.{0,60}\b(?:halaman|laman|artikel|berita|data|konten)\b.{0,40}\btidak (?:ditemukan|tersedia|ada)\b.{0,60}|(?:maaf|oops|ups|whoops|sorry)\b.{0,120}
            (?:internal )?server error.{0,40}|service unavailable.{0,40}|bad gateway|gateway time-?out|forbidden.{0,30}|access denied.{0,60}|akses ditolak.{0,60}|unauthorized|too many requests|page expired|request rejected
            web (?:page|application) (?:blocked|firewall).{0,60}|attention required!?.{0,40}|just a moment\W*|checking (?:your browser|if the site).{0,80}|are you (?:a )?(?:human|robot)\??|.{0,40}(?:verify|verifying) (?:that )?you are (?:a )?human.{0,40}
            .{0,60}(?:something went wrong|terjadi kesalahan|an error (?:has )?occurr?ed|a database error occurred|error establishing a database connection|a php error was encountered).{0,120}
            (?:.{0,40}(?:under|dalam) (?:maintenance|pemeliharaan|perbaikan)|sedang dalam (?:perbaikan|pemeliharaan)|be right back|site (?:is )?(?:offline|down)|maintenance(?: mode)?).{0,60}
            seite nicht gefunden.{0,40}|page (?:introuvable|non trouvée).{0,40}|página no encontrada.{0,40}|index of /.{0,80}|apache2 .{0,20}default page.{0,20}|welcome to nginx!?|login|log in|masuk
            """
        )
    ),
    re.IGNORECASE,
)
_FAULTS: Final = re.compile(
    r"SQLSTATE\[|You have an error in your SQL syntax|Uncaught (?:Error|Exception|TypeError)|Fatal error\b.{0,80}\bon line \d|Parse error: syntax error|Traceback \(most recent call last\)|Whoops, looks like something went wrong"
    r"|\b(?:Attack ID|Incident ID|Support ID|Ray ID|Message ID)\s*:|ErrorException|mysqli?_connect\(\)|Warning\s*: (?:mysqli?|include|require|Undefined)|could not be found on this server|The requested URL was rejected",
    re.IGNORECASE,
)


def is_error(heading: str) -> bool:
    """A heading or title that stands over no article."""
    return len(heading) <= 200 and _ERRORS.fullmatch(bare(heading)) is not None


_NOTHING: Final = re.compile(
    r"(?:maaf,? |sorry,? )?(?:belum ada|tidak ada|no) (?:data|artikel|berita|konten|posts?|articles?|results?)(?: (?:ditemukan|tersedia|found|yet|yang ditemukan|dalam kategori ini))?"
    r"|(?:data|artikel|berita|halaman|konten|post|article|page)(?: yang anda (?:cari|minta))? (?:tidak|belum) (?:ditemukan|tersedia|ada)|(?:post|article|page|content) not found|nothing found",
    re.IGNORECASE,
)
_MORE: Final = re.compile(r"(?:baca )?selengkapnya|read more|continue reading|weiterlesen|lire la suite", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """A line in place of an article that is not there."""
    return len(text) <= 120 and _NOTHING.fullmatch(bare(text)) is not None


def leads_on(text: str) -> bool:
    """A link under a shortened text."""
    return len(text) <= 40 and _MORE.fullmatch(bare(text)) is not None


def has_fault(text: str) -> bool:
    """Text that programs and firewalls write, and people do not."""
    return _FAULTS.search(text) is not None


_LABEL: Final = re.compile(
    r"(?:penulis|oleh|editor|reporter|pewarta|kontributor|ditulis oleh|by|written by|posted by|author)\s*:?",
    re.IGNORECASE,
)


_SECTION: Final = frozenset(
    "berita|berita terkini|berita terbaru|berita utama|berita kpu|kabar|pengumuman|artikel|opini|sosialisasi|umum|kpu dalam berita"
    "|siaran pers|publikasi|informasi|detail|detail berita|detail artikel|detail pengumuman|baca berita|isi berita|halaman|news"
    "|latest news|blog|blogs|article|articles|post|posts|press release|press releases|home|beranda|read|story|stories|opinion"
    "|details|news detail|untitled|untitled document|document|index|aktuelles|nachrichten|startseite".split("|")
)


def is_section(text: str) -> bool:
    """What sites call their headings, and a title is not."""
    return bare(text).casefold() in _SECTION


def is_label(text: str) -> bool:
    """A word that announces a name ("Penulis:")."""
    return _LABEL.fullmatch(text.strip()) is not None


def is_date_words(text: str) -> bool:
    """A weekday, a month, a time of day, "Diposting": the stuff of date lines."""
    return len(text) <= 60 and not _DATE_WORDS.sub("", text)
