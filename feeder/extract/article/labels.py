"""The words before a fact about an article, which are nobody's name: "Publicado em", "Venue", "来源："."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from feeder.extract.article import lines
from feeder.normalise.date_labels import UNSAID, rank
from feeder.normalise.date_words import FOREIGN

_LONGEST: Final = 40  # characters
_SHORTEST: Final = 3  # letters of a name in small ones; fewer are "in", "по", "auf"
_EDGE: Final = " \t:：|·•–—-()[]【】「」"
_OF_DAYS: Final = re.compile(
    r"(?:date|data|datum|fecha|дата|tanggal|tgl)"
    r"(?: (?:of|de|di|der)? ?(?:publi\w+|pubbli\w+|post\w*|terbit|публикации|posting|issue))?"
    r"|time|when|day|dato|päivämäärä|день|tarihi?|\w+ (?:tarihi|date|datum)|waktu|hari|التاريخ|תאריך|วันที่|ngày(?: đăng)?"
    r"|日期|日時|日付|时间|時間|날짜|일시|게시일|(?:发布|發布|发表|發表|更新|刊登|投稿|公開|掲載|作成|등록|게시|작성|수정)"
    r"(?:于|於|在|日|日期|日時|时间|時間|일자?|일시)?"
    r"|julkaistu|utworzono|dodano|создано|diterbitkan|dipublikasikan|tayang|rilis"
    r"|créé(?: le)?|erstellt(?: am)?|creado(?: el)?"
    r"|years?|months?|tahun|bulan|hours?|heure|hora|ora|uhrzeit|tijd|время|시간|jam|pukul"
)
_OF_OTHERS: Final = re.compile(
    r"where|venue|place|location|lieu|lugar|luogo|ort|plaats|место|地点|場所|장소|tempat|lokasi"
    r"|sources?|sumber|fuente|fonte|quelle|bron|źródło|источник|来源|來源|出处|출처|from|dari"
    r"|[kc]ategor[a-zíé]{1,5}|категория|рубрика|раздел|分类|分類|栏目|カテゴリー?|카테고리|분류|rubrik|sección|section|in"
    r"|tags?|etiquetas|schlagwörter|теги|标签|タグ|태그|keywords?|kata kunci"
    r"|topics?|subjects?|filed under|(?:reading|read) time|time to read|waktu baca|lesezeit|temps de lecture"
    r"|tiempo de lectura|tempo di lettura|zugriffe|aufrufe|visitas|vistas|visite|lectures|просмотр(?:ов|ы)"
    r"|조회(?: ?수)?|추천(?: ?수)?|浏览(?:次数|量)?|点击(?:数|量)?|阅读(?:量|数)?"
    r"|閲覧数|lượt xem|wyświetleń|odsłony|görüntülenme|댓글|评论|コメント|details?|detalles|dettagli|detalhes|info"
)


@lru_cache(maxsize=4096)
def is_no_name(text: str) -> bool:
    """Whether a piece of a line is such a word, or one of a date or a sentence ("ноября", "in")."""
    return _bare(text) in FOREIGN or (text.islower() and len(text) <= _SHORTEST) or is_label(text)


def is_label(text: str) -> bool:
    """Whether it is such a word."""
    bare = _bare(text)
    dated = _OF_DAYS.fullmatch(bare) is not None or rank(f"{bare} ") != UNSAID
    return dated or is_before_others(text) or lines.announces_name(bare)


def is_before_others(text: str) -> bool:
    """Whether what stands behind it is neither a day nor a person, but a place, a source, a section or a number."""
    return _OF_OTHERS.fullmatch(_bare(text)) is not None


def _bare(text: str) -> str:
    return text.strip(_EDGE).lower() if len(text) <= _LONGEST else ""
