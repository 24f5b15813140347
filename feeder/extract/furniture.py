"""The words that pages put around an article, in Indonesian and in the languages of its neighbours on the web.

All questions take the folded text of one block. What is not in a list here is taken for the article's own: a missed
button costs a word, a paragraph taken for a button is lost.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from feeder.extract import imprints

_EDGE: Final = " \t:.,;!|/\\-–—»«›‹→←•·*#+<>[](){}\"'“”‘’…"


def _any(*phrases: str) -> re.Pattern[str]:
    """For words in lower case: a pattern that ignores case takes several times as long."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases))


def bare(text: str) -> str:
    """Without the punctuation and icons around."""
    return text.strip(_EDGE)


def _lower(text: str) -> str:
    return text.lower().replace("i̇", "i")  # a Turkish capital becomes two characters


def _bare(text: str) -> str:
    return _lower(bare(text))


# other articles

_RELATED: Final = _any(
    r"(?:artikel|berita|tulisan|pos|postingan|konten|topik|video|foto|informasi|pengumuman|kabar|link|tautan)"
    r" (?:(?:terkait|terpopuler|terbaru|terkini|populer|serupa)(?: lainnya)?|baru|lain|lainnya|pilihan|sebelumnya"
    r"|selanjutnya)",
    r"(?:baca|lihat|simak|tonton)(?: juga| pula)",
    r"terkait|terpopuler|terbaru|populer|kategori|tautan|arsip(?: berita)?|jajak pendapat|polling",
    r"(?:berita |artikel )?(?:yang )?paling (?:banyak )?(?:dibaca|dilihat|populer)(?: hari ini)?",
    r"rekomendasi(?: (?:untuk anda|berita|lainnya))?|pilihan (?:editor|redaksi)|jangan lewatkan",
    r"mungkin anda (?:juga )?(?:suka|sukai|menyukai|tertarik)|anda mungkin (?:juga )?(?:suka|menyukai)",
    r"bacaan (?:lain|lainnya|terkait)",
    r"related(?: (?:articles?|posts?|stories|story|news|content|links?|topics?|reading|pages|coverage|items|recipes))?",
    r"(?:read|see) (?:also|more|next)|also read|also on .{1,30}|keep reading|(?:what to )?read (?:this )?next|up next",
    r"more (?:from|on|in|stories|news|articles|posts|like this)\b.{0,40}|don.?t miss|around the web",
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in).{0,20}",
    r"recommended(?: (?:for you|reading|articles|stories|posts))?|editor.?s.? (?:picks?|choice)|blogroll|categories",
    r"(?:recent|latest|popular|top|featured|trending|newest|other|similar) (?:posts?|news|articles?|stories|comments)",
    r"most (?:read|popular|viewed|commented|shared)|trending(?: now)?|archives?|promoted(?: content)?",
    r"(?:next|previous|prev) (?:article|post|story)|sponsored(?: content| links| stories)?",
    r"from (?:our|the) (?:partners|web|sponsors)|related (?:searches|products|videos|ads|questions)",
    r"(?:(?:other )?(?:people|readers) are|what others are) reading|frequently bought together",
    r"(?:people|customers|readers|users) (?:also|who) (?:asked?|search(?:ed)?|view|like|read|buy|bought)\b.{0,40}",
    r"das (?:thema )?k(?:ö|oe)nnte (?:sie|dich|euch) auch (?:interessieren|gefallen)",
    r"auch interessant|mehr zum thema|zum thema|meistgelesen|lesen sie auch",
    r"(?:weitere|(?:ä|ae)hnliche|verwandte|neueste|zusammenh(?:ä|ae)ngende)"
    r" (?:artikel|themen|nachrichten|beitr(?:ä|ae)ge|posts)"
    r"(?: (?:zum thema|(?:aus )?der (?:kategorie|rubrik|reihe))\b.{0,50})?",
    r"(?:à|a) lire aussi|lire aussi|sur le m(?:ê|e)me (?:sujet|th(?:è|e)me)|articles (?:li(?:é|e)s|similaires)",
    r"lee tambi(?:é|e)n|noticias relacionadas|art(?:í|i)culos relacionados|te puede interesar|lees ook|leggi anche",
    r"(?:not(?:í|i)cias|mat(?:é|e)rias|artigos|articoli|notizie|entradas) (?:relacionad[ao]s|correlati|correlate)",
    r"leia (?:tamb(?:é|e)m|mais)|(?:le )?(?:plus|m(?:á|a)s|pi(?:ù|u)) (?:lus|lues|le(?:í|i)d[ao]s|vist[ao]s|lett[ei])",
    r"meer over.{0,30}",
    r"читайте также|по теме|похожие (?:статьи|новости)|ilgili haberler|zobacz także|czytaj (?:też|także)|přečtěte si",
    r"[你您]可能(?:也|还|会|也会|还会)?(?:喜欢|感兴趣)(?:的.{0,4})?|猜你喜欢|(?:推荐|延伸|热门|相关)(?:阅读|推荐)|热门文章",
    r"関連(?:記事|ニュース)|相关(?:新闻|阅读|文章)|相關(?:新聞|文章)|관련 ?(?:기사|뉴스)|tin liên quan|บทความที่เกี่ยวข้อง",
)
_LEADS: Final = _any(
    r"(?:baca|lihat|simak|tonton) (?:juga|pula)\b",
    r"(?:berita|artikel) terkait\s*:|related\s*:|read more\s*:",
    r"(?:read|see) also\s*:|also read\b|lesen sie (?:auch|dazu)\b|lire aussi\b|lee también\b",
    r"(?:berita|artikel|post|pos)?\s*(?:sebelumnya|selanjutnya|berikutnya|previous|next)\s*:",
)
_ONWARDS: Final = _any(
    r"(?:baca |lihat )?selengkapnya|(?:read|learn|see|view) (?:the )?(?:more|rest|full (?:article|story|post))",
    r"read (?:on|now|(?:more|the rest) of .{1,30})|continue reading|full (?:article|story)|more(?: info| details)?",
    r"details|weiter ?lesen|mehr(?: lesen| erfahren| dazu| infos?)?|(?:zum|ganzen) artikel(?: lesen)?|zum beitrag",
    r"lire (?:la suite|plus|l.article)|en savoir plus|(?:leer|ver|saber|saiba|ler|leia|veja) (?:m(?:á|a)s|mais)",
    r"leggi (?:tutto|di pi(?:ù|u))|continua(?: a leggere)?|lees (?:meer|verder)|l(?:ä|æ|e)s mer?e?|lue lis(?:ä|a){2}",
    r"czytaj (?:dalej|wi(?:ę|e)cej)|devam(?:ı|i)n(?:ı|i) oku|читать (?:далее|дальше|полностью)|подробнее",
    r"続きを読む|もっと見る|阅读(?:全文|更多)|查看(?:更多|详情)|더 ?보기|اقرأ المزيد",
)


@lru_cache(maxsize=4096)  # a site's menus and side bars stand on all its pages
def starts_related(text: str) -> bool:
    """A heading over other articles ("Berita Terkait")."""
    return len(text) <= 60 and _RELATED.fullmatch(_bare(text)) is not None


def is_related(text: str) -> bool:
    """A line that leads to another article ("Baca juga: …")."""
    return _LEADS.match(_lower(text.lstrip(_EDGE))) is not None


@lru_cache(maxsize=4096)
def leads_on(text: str) -> bool:
    """A link under a shortened text ("Selengkapnya", "Details")."""
    return len(text) <= 40 and _ONWARDS.fullmatch(_bare(text)) is not None


# readers' comments, and who the author is

_COMMENTS: Final = _any(
    r"(?:\d+ |no |belum ada |tidak ada )?(?:komentar|tanggapan|balasan|comments?|responses?|repl(?:y|ies)|kommentare?"
    r"|commentaires?|comentarios?|coment(?:á|a)rios?|reacties?|commenti)(?: ?\(?\d+\)?)?|buku tamu|guest ?book",
    r"komentar (?:anda|pembaca|terbaru|facebook)|comments? (?:section|closed|are closed)|reader comments",
    r"(?:tinggalkan|berikan|tulis|beri|kirim|tambah)(?:kan)? (?:sebuah )?(?:komentar|balasan|tanggapan)(?: anda)?",
    r"leave (?:a|your) (?:reply|comment|response)(?: .{0,40})?|(?:post|add|write|submit) a(?:nother)? comment",
    r"(?:.{1,40}[.!] )?sila(?:k|hk)an (?:masuk|login|log in) untuk (?:berkomentar|memberi(?:kan)? komentar)",
    r"join the (?:discussion|conversation|debate)|what do you think\??|discussion|login to comment",
    r"(?:view|show|load) comments|(?:\d+ )?(?:thoughts?|responses?) (?:on|to) .{1,200}",
    r"kommentare? (?:schreiben|verfassen|anzeigen|hinterlassen|abgeben)|schreibe einen kommentar(?: .{0,40})?",
    r"(?:\d+|satu) (?:komentar|tanggapan|balasan|pemikiran) (?:untuk|pada|terhadap|atas|di|tentang) .{1,200}",
    r"(?:vos |\d+ )?réactions?|réagir|commenter|(?:visitors?|readers?|user|latest|all)['’]?s? comments?(?: .{0,20})?",
    r"(?:\d+ )?(?:comentarii|комментари[ийея]+|yorum(?:lar)?|komentarze|コメント|评论|댓글)(?: ?\(?\d+\)?)?",
    r"escribe un comentario|deixe (?:um|seu) coment(?:á|a)rio|plaats een reactie|оставить комментарий|yorum yap",
    r"(?:customer|user|product|buyer) reviews?(?: ?\(?\d+\)?)?|\d+ (?:customer |user )?reviews?(?: (?:for|of) .+)?",
    r"ratings? (?:&|and) reviews?|reviews? (?:&|and) ratings?|(?:write|add|submit) a review|be the first to review.*",
    r"kundenbewertungen|ulasan (?:produk|pembeli|pelanggan)|avis (?:des )?clients?|opiniones de (?:los )?clientes",
    r"(?:isi )?komentar (?:[a-z]+ ){1,3}tanggung ?jawab .{1,200}|(?:the )?comments are owned by the poster.{0,80}",
    r"leserkommentare|laisser un commentaire|deja (?:un|una) (?:comentario|respuesta)|lascia un commento",
)
_ANSWERS: Final = _any(
    r"(?:\d+ )?(?:answers?|jawaban|antwort(?:en)?|r(?:é|e)ponses?|respuestas?|respostas?|rispost[ae]|ответ(?:ы|а|ов)?)"
    r"(?: ?\(?\d+\)?)?",
)
_REPLY: Final = _any(
    r"(?:balas(?:kan)?|tanggapi|reply|antworten|r(?:é|e)pondre|responder|rispondi|beantwoorden|svara?|ответить|yanıtla)"
    r"(?: ?\(?\d+\)?)?|返信|回复|답글",
)
_BIOGRAPHY: Final = _any(
    r"(?:tentang|profil|biodata) penulis|about the authors?|über (?:den autor|die autorin)|à propos de l.auteur",
)


@lru_cache(maxsize=4096)
def starts_comments(text: str) -> bool:
    """A heading over what readers wrote."""
    return len(text) <= 240 and _COMMENTS.fullmatch(_bare(text)) is not None


def starts_answers(text: str) -> bool:
    """A heading over answers to the question that the page is about."""
    return len(text) <= 30 and _ANSWERS.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=4096)
def asks_for_reply(text: str) -> bool:
    """The button below what a reader wrote ("Balas")."""
    return len(text) <= 20 and _REPLY.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=4096)
def starts_biography(text: str) -> bool:
    """A heading over some words about the author."""
    return len(text) <= 60 and _BIOGRAPHY.fullmatch(_bare(text)) is not None


# buttons, labels, counters, notices

_SHARE: Final = "(?:bagikan|sebarkan|share|teilen|partager|compartir|condividi)"
_SHARED: Final = (
    "(?:ini|ke|di|via|to|on|this|it|artikel|berita|informasi|halaman|post|article|story|page|recipe|with|friends|auf"
    "|facebook|twitter|whatsapp|telegram|x|:)"
)
_SHARES: Final = _any(rf"{_SHARE}(?: {_SHARED}){{1,4}}")
_FURNITURE: Final = _any(
    r"teilen sie (?:dies(?:e[nms]?)?|den|die)(?: (?:artikel|beitrag|seite|text|mit))*"
    r"|(?:artikel |beitrag )?(?:weiter)?empfehlen|gef(?:ä|ae)llt mir(?: wird geladen| lade)?",
    rf"{_SHARE}(?: {_SHARED}){{0,4}}",
    r"(?:baca |lihat |read |continue )?(?:selengkapnya|more|reading|semua|all|full (?:article|story))",
    r"kembali|(?:kembali )?ke (?:atas|beranda|halaman (?:utama|depan)|(?:daftar|indeks).{0,20})|go back|top",
    r"back(?: to (?:top|(?:the )?(?:home ?page|list(?:ing)?|index|overview|(?:all )?(?:news|articles|posts|blog))))?",
    r"zurück zur (?:übersicht|startseite|liste)|retour(?: (?:à la liste|à l.accueil|aux actualités|en haut))?",
    r"volver(?: (?:al? (?:inicio|listado|lista)|a (?:las )?noticias|arriba|atrás))?",
    r"cetak(?: (?:halaman|artikel|berita))?|print(?: (?:this )?(?:page|article))?|kirim|(?:kirim )?e-?mail|pdf",
    r"salin(?: (?:tautan|link|url))?|copy(?: (?:link|url))?|link copied!?|permalink|rss"
    r"|(?:tautan|link|url) (?:(?:telah|sudah|berhasil) )?disalin",
    r"facebook|twitter|x|whatsapp|telegram|line|linkedin|pinterest|reddit|instagram|youtube|tiktok|tweet|pin(?: it)?",
    r"(?:follow us on|ikuti (?:kami|kanal|akun).{0,12} di|folgen sie uns auf|suivez-nous sur|s(?:í|i)guenos en) .+",
    r"(?:was|is) this (?:page |article |post )?(?:helpful|useful)\??|how (?:useful|helpful) was this.{0,20}"
    r"|how would you rate .{1,40}|leave a (?:review|comment)"
    r"|apakah (?:informasi|artikel|halaman|berita|konten)(?: ini)? (?:bermanfaat|membantu|berguna).{0,20}",
    r"daftar isi|table of contents|inhaltsverzeichnis|table des matières",
    r"like|suka|save(?: recipe)?|simpan|bookmark|follow(?: us)?|ikuti(?: kami)?|subscribe|berlangganan|langganan"
    r"|sign up|(?:forgot(?:ten)?|lost|reset|lupa)(?: (?:your|my|kata))? (?:password|sandi)|passwort vergessen"
    r"|mot de passe oubli(?:é|e)",
    r"log ?in|masuk|daftar|register|logout|keluar|edit|hide|report|laporkan|cari|search|tutup|close|menu",
    r"(?:halaman )?(?:sebelumnya|selanjutnya|berikutnya)|(?:previous|next|prev)(?: page)?|(?:nächste|vorherige) seite",
    r"zurück|weiter|beranda|home|depan|navigasi|navigation",
    r"skip to (?:main )?content|lompat ke konten|loading|memuat|toggle .{1,20}|expand|collapse"
    r"|(?:show|hide) (?:more|less)|iklan|advertisement|advertising|ads?|anzeige|publicit(?:é|e)|werbung|publicidade?",
    r"(?:advertisement )?scroll (?:to continue|untuk).{0,40}|lanjutkan membaca.{0,30}",
    r"(?:article|story) continues (?:below|after).{0,40}|продолжение после рекламы|реклама",
    r"(?:please )?(?:sign (?:up|in)|log ?in|subscribe|register)(?: or (?:sign|log) ?(?:in|up))?"
    r" to (?:continue|keep|read).{0,30}|(?:［.{2,8}］ ?)?この記事は(?:有料)?会員限定.{0,40}",
    r"tags?|tagar|kata kunci|label|topik|topics?|keywords?|schlagworte?|filed under|posted in",
    r"kategori|category|categories|rubrik|(?:ukuran )?(?:font|huruf|teks|text)(?: size)?|a ?a ?a|a[+-]",
    r"add to (?:cart|bag|basket|wishlist|compare)|(?:buy|order|shop) now|in den warenkorb|ajouter au panier|sold out"
    r"|(?:\d+ )?(?:in|out of) stock|shipping calculated at checkout|size (?:chart|guide)|quantity|beli sekarang",
    r"(?:komentar (?:telah |sudah )?|kolom komentar )ditutup|kommentare (?:sind )?geschlossen|kommentar-?feed"
    r"|comments? (?:feed|rss)|trackbacks?(?:[- ]ur[il])?|pingbacks?",
    r"social sharing|dengarkan(?: artikel)?|listen(?: to (?:this )?article)?|(?:\d+ )?(?:shares?|likes?|suka)",
)
_VIEWS: Final = _any(
    r"(?:telah |sudah )?(?:dibaca|dilihat|dikunjungi|hits?|views?|pembaca|pengunjung|tayangan|reads?"
    r"|jumlah (?:pembaca|pengunjung|dibaca|view))\s*:?\s*(?:sebanyak )?[\d.,]+\s*(?:[km]|rb)?"
    r"(?:\s*(?:x|×|kali|orang|times|pembaca))?",
    r"[\d.,]+\s*(?:[km]|rb)?\s*(?:(?:x|×|kali|orang)\s*)?(?:telah |sudah )?(?:dibaca|dilihat|dikunjungi|viewe?d?s?"
    r"|hits?|pembaca|pengunjung|tayangan|reads?|times|pageviews?|komentar|comments?|balasan|tanggapan|kali|×|x)"
    r"(?: (?:kali|orang|x))?",
    r"(?:(?:waktu baca|reading time|lesezeit|lama baca)\s*:?\s*)?(?:±|~|kurang lebih |about )?\d+ ?"
    r"(?:min(?:ute|uten|utes|s|\.)?|menit)(?: (?:read|baca|membaca|lesezeit|waktu baca))?",
)
_LABELS: Final = re.compile(r"(?:[^:：]{1,20}[:：]\s*){2,}")  # of what a script fills in
_NEWSLETTER: Final = _any(
    r"\b(?:berlangganan|(?:subscribe|sign up)(?: (?:to|for))?|abonnieren|abonnez|suscr[ií]b\w+|inscr(?:eva|ivez)\b)"
    r".{0,40}(?:newsletter|buletin|nawala|infolettre|bolet[ií]n|boletim)",
    r"(?:newsletter|buletin|nawala|infolettre).{0,20}(?:abonnieren|berlangganan)",
)
_COOKIES: Final = re.compile(  # what a page says of its own, to its reader: others write about them, too
    r"^(?=.*\b(?:we|our|us|you|your|this|wir|uns\w*|sie|ihr\w*|du|nous|notre|nos|vous|votre|kami|anda|situs)\b)"
    r".*?\b(?:cookies?|kuki)\b.{0,200}\b(?:accept|agree|consent|setuju|terima|menerima|persetujuan|policy|kebijakan"
    r"|experience|pengalaman|zustimmen|akzeptieren|accepter)"
    r"|\b(?:we|(?:web)?site|wir|(?:web)?seite|nous|kami|situs|sitio|sito)\b(?: \w+){0,2}"
    r" (?:uses?|verwende[nt]|nutz(?:en|t)|setz(?:en|t)|utilis(?:ons|e)|menggunakan|utiliza(?:mos)?|usa(?:mos)?)"
    r"(?: \w+){0,3} (?:cookies?|kuki)\b",
    re.DOTALL,
)


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """A button, a label, a counter, a notice: nothing that anybody wrote for this article."""
    if len(text) > 600:
        return False
    lower = _lower(text)
    words = bare(lower)
    if len(text) <= 60 and (_FURNITURE.fullmatch(words) or _VIEWS.fullmatch(words) or _LABELS.fullmatch(lower)):
        return True
    # a search for a plain word costs a fraction of one for a pattern
    asks = ("cookie" in lower or "kuki" in lower) and _COOKIES.search(lower)
    return not words or bool(asks) or imprints.has_rights(lower)


def asks_to_subscribe(text: str) -> bool:
    """A line that asks to have a newsletter sent."""
    return len(text) <= 300 and _NEWSLETTER.search(text.lower()) is not None


def asks_to_share(text: str) -> bool:
    """A line over buttons that hand the page on ("Bagikan artikel ini")."""
    return len(text) <= 60 and _SHARES.fullmatch(_bare(text)) is not None


@lru_cache(maxsize=4096)
def is_count(text: str) -> bool:
    """A number of readers, or of minutes to read."""
    return len(words := _bare(text)) <= 60 and _VIEWS.fullmatch(words) is not None


# the names of sections

_SECTIONS: Final = frozenset(
    "berita|berita terkini|berita terbaru|berita utama|berita kpu|kabar|pengumuman|artikel|opini|sosialisasi|umum"
    "|kpu dalam berita|siaran pers|publikasi|informasi|detail|detail berita|detail artikel|detail pengumuman"
    "|baca berita|isi berita|halaman|news|latest news|blog|blogs|article|articles|post|posts|press release"
    "|press releases|home|beranda|read|story|stories|opinion|details|news detail|untitled|untitled document|document"
    "|index|aktuelles|nachrichten|startseite".split("|")
)


def is_section(text: str) -> bool:
    """What sites call their headings, and a title is not."""
    return bare(text).casefold() in _SECTIONS
