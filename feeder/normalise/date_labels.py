"""What the words before a date say of it: that it is the day of publication, or of something else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from feeder.normalise.date_words import WEEKDAY, pattern

PUBLISHED: Final = 0
UNSAID: Final = 1
CHANGED: Final = 2
EVENT: Final = 3  # when what the text tells of takes place, or a time for it ends

_NUMBER: Final = re.compile(r"\d+")
_REACH: Final = 44  # characters before a date
_ABROAD: Final = r"(?:le|am|vom|el|il|op|em|den|dem|w dniu)\s(?:[^0-9\s]{2,12}\s)?"
_AT_ONCE: Final = rf"[\W_]*(?:(?:pada|tanggal|tgl|hari|on|date|{WEEKDAY})\b[\W_]*)*(?:{_ABROAD})?\Z"
_PUBLISHED: Final = pattern(
    r"\b(?:(?:di|pen)?(?:posting|poskan|postkan|post|terbit|terbitkan|publikasi|publikasikan|publish|unggah|upload|rilis"
    rf"|tayang|tayangkan)|posted|published|publication|released"
    r"|veröffentlicht|erschienen|publi(?:é|e|cad)[eao]?s?|pubblicat[oa]|geplaatst|gepubliceerd"
    rf"|publicerad|opublikowan[oay]|zveřejněno|yayınlan(?:ma|dı)[a-z ]{{0,8}}){_AT_ONCE}"
    r"|(?:опубликовано|дата публикации|نشر(?:ت)? في|تاريخ النشر|发布(?:时间|日期)?|發布(?:時間|日期)?|公開日"
    rf"|掲載日|등록일?|작성일){_AT_ONCE}"
)
_CHANGED: Final = pattern(
    r"\b(?:di|pem|mem)?(?:perbarui|perbaharui|perbaruan|mutakhirkan|ubah|rubah|ubahan|edit|revisi|update)\b[^0-9|;]{0,28}\Z"
    r"|\b(?:last\s)?(?:updated?|modified|edited|revised|changed)\b[^0-9|;]{0,28}\Z"
    r"|\b(?:aktualisiert|(?:zuletzt )?geändert|aktualisierung|letzte änderung|mise? à jour|actualizad[oa]"
    r"|atualizado|modifi(?:é|cado|cato)[eao]?|aggiornat[oa]|bijgewerkt|gewijzigd|uppdaterad|oppdatert|aktualizowan[oa]"
    r"|aktualizováno|güncelle(?:me|ndi))[^0-9|;]{0,28}\Z"
    rf"|\b(?:(?:tanggal|tgl)\s(?:surat|penetapan)|ditetapkan){_AT_ONCE}"
    r"|(?:обновлено|изменено|آخر تحديث|更新(?:时间|日|日時)?|最終更新|수정일?)[^0-9|;]{0,28}\Z"
)
_EVENT: Final = pattern(
    r"\b(?:(?:tanggal|tgl|waktu|hari|jadwal)\s(?:kegiatan|acara|pelaksanaan|agenda|event|rapat|berlaku)"
    r"|hari\W{1,3}(?:tanggal|tgl)|batas\s(?:akhir|waktu|pendaftaran|pengumpulan|penyerahan)|deadline|berlaku(?:\s(?:mulai|sampai|hingga))?|berakhir"
    r"|kadaluarsa|di(?:tutup|buka|mulai|gelar|adakan|laksanakan|selenggarakan)|(?:event|start|end|due|closing)\sdate"
    rf"|closes|opens|until|expire[sd]?){_AT_ONCE}"
)
_ENTRY: Final = pattern(  # as WordPress and its likes have it below a text, with sections and tags before the day
    r"\W*(?:this\s(?:entry|post)\swas\s(?:posted|published)|(?:pos|tulisan|entri|artikel|berita)\sini\sdi(?:posting|poskan"
    r"|publikasikan|terbitkan|tulis))\b"
)


def rank(before: str) -> int:
    """PUBLISHED, UNSAID, CHANGED or EVENT: the lower, the more surely the date behind these words is that of
    publication."""
    return _rank(before[-_REACH:])


@lru_cache(maxsize=1024)
def _rank(near: str) -> int:
    if _PUBLISHED().search(near):
        return PUBLISHED
    return CHANGED if _CHANGED().search(near) else EVENT if _EVENT().search(near) else UNSAID


def rank_of_line(line: str) -> int:
    """The same of a line: as its first date has it, unless another is said to be that of publication."""
    if _ENTRY().match(line):
        return PUBLISHED
    ranks = [rank(line[: number.start()]) for number in _NUMBER.finditer(line)] or [rank(line)]
    return min(ranks) if PUBLISHED in ranks else ranks[0]
