"""Pages that programs, firewalls and servers answer with in place of an article, with status 200."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feeder.extract import error_pages, furniture, markup
from feeder.extract.article.field import Text
from feeder.extract.article.heading import Heading
from feeder.extract.blocks import OUTSIDE, Outline
from feeder.extract.structured import Claims

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHORT: Final = 600  # characters of text: less stands on error pages, too
_LINE: Final = 120  # characters of a line that says that there is nothing

_NOTHING: Final = re.compile(
    r"(?:maaf,? |sorry,? )?(?:belum ada|tidak ada|no) (?:data|artikel|berita|konten|posts?|articles?|results?)"
    r"(?: (?:(?:yang )?ditemukan|tersedia|found|yet|dalam kategori ini))?"
    r"|(?:data|artikel|berita|halaman|konten|post|article|page)(?: yang anda (?:cari|minta))?"
    r" (?:tidak|belum) (?:ditemukan|tersedia|ada)|(?:post|article|page|content) not found|nothing found",
    re.IGNORECASE,
)
_LIST: Final = "a list of articles, and no article"
_THING: Final = (
    r"\b(?:page|file|url|resource|document|article|post|content|halaman|laman|artikel|berita|konten|dokumen|alamat)"
    r"(?: (?:you|yang|that|which)\b.{1,30}?| ini| itu)? (?:(?:was|is|could|can|has|sudah|telah|memang) )?"
)
_ABSENT: Final = re.compile(  # of the page itself: "Tidak ada komentar" says nothing of it
    r"^(?:error|galat|kesalahan|kode|http|status)?\W*(?:404|410)\b"
    rf"|{_THING}(?:not (?:be )?found|does(?:n.?t| not) exist)\b"
    rf"|{_THING}(?:tidak (?:dapat )?(?:ditemukan|tersedia|ada)|dihapus|been (?:removed|deleted))\b"
    r"|^(?:(?:maaf|sorry|oops|ups)\W+)?(?:not found|tidak ditemukan)\W*$"
    r"|\bnicht gefunden\b|\b(?:introuvable|non trouvée)\b|\bno encontrada\b",
    re.IGNORECASE,
)
_AILING: Final = re.compile(  # the site, and not the article
    r"\b(?:403|429|50[0-4])\b|\b(?:sementara|temporar\w+|layanan|service|server error|database|maintenance|pemeliharaan"
    r"|perbaikan|unavailable)\b",
    re.IGNORECASE,
)


def reason(
    tree: HtmlElement, here: str, page: Outline, claims: Claims, title: Heading, text: Text | None, *, promised: bool
) -> str:
    """Why the page at the address `here` is no article, in words for the operator; "" if it is one. Where none was
    `promised`, a list of articles is read for what it says."""
    size = sum(len(page.blocks[index].text) for index in text.kept) if text else 0
    lost = text is None or text.tier != "structure"  # nothing follows the title
    short = size < _SHORT or lost or _is_absent(title.text)  # what else stands there are suggestions
    headings = (title.text, *(claim for _, claim in claims.titles))
    if short and not claims.body and not title.listed and any(map(error_pages.is_heading, headings)):
        return f"an error page: {title.text[:80]}"
    if not claims.body and not (text and any(page.blocks[index].zone not in OUTSIDE for index in text.kept)):
        if frames := markup.frames(tree, here):
            return f"the page is only a frame around {' and '.join(frames)}: use a list whose links lead there"
        return "" if promised and title.agreed else "no article found: the page has no text"
    if short and any(_is_nothing(block.text) for block in page.blocks if not block.zone):
        return "no article: the page says that there is none"
    within = page.blocks[text.kept[0] : text.kept[-1] + 2] if text and text.kept else ()
    if promised and not title.agreed and sum(furniture.leads_on(block.text) for block in within) > 2:
        return _LIST
    if size < 2 * _SHORT and error_pages.has_message(" ".join(block.text[:500] for block in page.blocks[:40])):
        return "an error page: a program's or firewall's message in place of an article"
    return ""


def is_absence(page: Outline, claims: Claims, title: Heading, reason: str) -> bool:
    """Whether a page that is no article for this reason stands for one that is not there any more, rather than for
    something that went wrong. Only its words say so, in large letters or with little else: a page that shows the title,
    or reads like a list, may be one that we read amiss."""
    headings = (title.text, *(claim for _, claim in claims.titles))
    if title.listed or any(map(_AILING.search, headings)):
        return False
    blocks = () if reason == _LIST or page.gains[-1] > _SHORT else page.blocks
    said = (each.text for each in blocks if not each.zone and len(each.text) <= _LINE)
    return any(map(_is_absent, (*headings, *said)))


def _is_absent(text: str) -> bool:
    return bool(_ABSENT.search(text) or _is_nothing(text)) and not _AILING.search(text)


def _is_nothing(text: str) -> bool:
    """A line in place of an article that is not there."""
    return len(text) <= _LINE and _NOTHING.fullmatch(furniture.bare(text)) is not None
