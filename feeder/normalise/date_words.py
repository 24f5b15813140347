"""The words of Indonesian and English dates: months, weekdays, zones, and the typography around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta, timezone
from functools import cache

_MONTHS = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agust aug agu ags agt",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
#: Months of other languages, which only a whole date names for certain ("Mars" is also a planet and a march). Where two
#: languages mean different months by one word, the one that more people read counts.
_FOREIGN = (
    "januar jänner janvier janv enero gennaio janeiro января ocak ene gen stycznia ledna ianuarie tammikuuta januarja"
    " січня януари ιανουαρίου يناير בינואר जनवरी",
    "februar février fevrier févr febrero febbraio fevereiro февраля şubat fév fev lutego února februarie helmikuuta"
    " februarja лютого февруари φεβρουαρίου فبراير בפברואר फरवरी",
    "märz maerz mars marzo março maart марта mart mär marts marca března martie maaliskuuta березня март μαρτίου مارس"
    " במרץ मार्च mac",
    "avril abril aprile апреля nisan avr abr kwietnia dubna aprilie huhtikuuta aprila квітня април απριλίου أبريل ابريل"
    " באפריל अप्रैल",
    "mai mayo maggio maio мая mayıs mag maj maja května toukokuuta травня май μαΐου مايو במאי मई",
    "juin junio giugno junho июня haziran giu czerwca června iunie kesäkuuta junija червня юни ιουνίου يونيو ביוני जून",
    "juillet juil julio luglio julho июля temmuz lug lipca července iulie heinäkuuta julija липня юли ιουλίου يوليو"
    " ביולי जुलाई julai",
    "août aout agosto augustus августа ağustos ago augusti sierpnia srpna elokuuta avgusta серпня август αυγούστου"
    " أغسطس اغسطس באוגוסט अगस्त ogos",
    "septembre septiembre setiembre settembre setembro сентября eylül set sett września září septembrie syyskuuta"
    " septembra вересня септември σεπτεμβρίου سبتمبر בספטמבר सितंबर सितम्बर",
    "octobre octubre ottobre outubro октября ekim ott out października října octombrie lokakuuta oktobra жовтня"
    " октомври οκτωβρίου أكتوبر اكتوبر באוקטובר अक्टूबर",
    "novembre noviembre novembro ноября kasım listopada listopadu noiembrie marraskuuta novembra листопада ноември"
    " νοεμβρίου نوفمبر בנובמבר नवंबर नवम्बर",
    "dezember décembre decembre diciembre dicembre dezembro декабря aralık dez déc dic grudnia prosince decembrie"
    " joulukuuta decembra грудня декември δεκεμβρίου ديسمبر בדצמבר दिसंबर दिसम्बर disember",
)
_WEEKDAYS = (
    "senin sen monday mon",
    "selasa sel tuesday tues tue",
    "rabu rab wednesday wed",
    "kamis kam thursday thurs thu",
    "jumat jum'at jum friday fri",
    "sabtu sab saturday sat",
    "minggu ahad min sunday sun",
)

#: Zones that a site writes as a word; hours east of Greenwich. The American ones are those of RFC 822.
_ZONES = {"wib": 7, "wita": 8, "wit": 9, "z": 0, "utc": 0, "gmt": 0, "ut": 0}
_ZONES |= {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}

MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
#: Months as Roman numbers, which stand in the numbers of letters, too: a day is named by them between hyphens, dots or
#: spaces alone (`13-XI-2025`).
ROMAN = {word: number for number, word in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
ROMAN_DATE = r"[0-3]?[0-9](?:-{0}-|\.{0}\.| {0} )(?:19|20)[0-9]{{2}}(?![0-9/-])".format(
    "(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})"
)
FOREIGN = {word: number for number, words in enumerate(_FOREIGN, 1) for word in words.split()}
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
ZONES = {word: timezone(timedelta(hours=hours)) for word, hours in _ZONES.items()}


def _either(words: Iterable[str]) -> str:
    """Any of the words, the longest that fits; a look at the first letter spares the trial of each of them."""
    some = sorted(words, key=len, reverse=True)
    return f"(?=[{''.join(sorted({word[0] for word in some}))}])(?:{'|'.join(some)})"


#: Regular expressions for text that went through `plain`; for `pattern`.
MONTH = rf"(?:{_either(MONTHS)})(?![a-z'])"
FOREIGN_DAY = (
    rf"(?<![0-9])([0-9]{{1,2}})(?:\.|er|º|°)?[\s-](?:de\s)?({_either(FOREIGN)})\.?[,،]?[\s-](?:de\s|del\s)?"
    r"((?:19|20)[0-9]{2})(?![0-9])"
)
ASIAN_DAY = r"((?:19|20)[0-9]{2})\s?[年년]\s?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日일]"
#: How long ago, in languages whose words stand elsewhere than in Indonesian or English.
SPANS_ABROAD = {
    "second": "sekunden?|secondes?|segundos?|secondi|seconden|секунд[а-я]*|秒|초",
    "minute": "minuten?|minutes?|minutos?|minut[aioy]?|минут[а-я]*|分钟?|분",
    "hour": "stunden?|heures?|horas?|or[ae]|uur|uren|час[а-я]*|godzin[ay]?|小时|時間|시간",
    "day": "tage?n?|jours?|d[ií]as?|giorn[oi]|dag(?:en)?|день|дн[а-я]*|dzień|dni|天|日|일",
    "week": "wochen?|semaines?|semanas?|settiman[ae]|weken?|недел[а-я]*|tydzień|tygodni[ae]?|周|週間|주",
    "month": "monat(?:en)?|mois|mes(?:es)?|m[eê]s|mesi|maand(?:en)?|месяц[а-я]*|miesi[ąę]c[ye]?|个月|か月|개월",
    "year": "jahr(?:en)?|ans?|a[ñn]os?|ann[oi]|jaar|лет|год[а-я]*|lata?|rok[ui]?|年|년",
}
_SPAN_ABROAD = f"(?:{'|'.join(SPANS_ABROAD.values())})(?![a-zà-ÿа-я])"
AGO_ABROAD = (
    rf"(?:(?:\bvor|\bil y a|\bhace|\bhá)\s(?:[0-9]{{1,4}}|einem|einer|une?|una?|uma?)\s{_SPAN_ABROAD}"
    rf"|(?<![0-9])[0-9]{{1,4}}\s?{_SPAN_ABROAD}\s?(?:fa|geleden|назад|temu|atrás|前|전)(?![a-zа-я]))"
)
#: Words for the day of publication before or above one that may be written as `26-11-28`.
ASIAN_LABEL = (
    "(?:작성|등록|게시|수정|발행|공고)(?:일시?|일자|날짜)|날짜|일자|日期|日付"
    "|(?:发布|發布|发表|發表|更新|添加|公布)(?:于|於|日期?|时间|時間)|(?:投稿|公開|掲載|登録)日時?"
)
LABELLED_DAY = rf"({ASIAN_LABEL})(\s?[:：]?\s?)([0-9]{{2}})([-./])(1[0-2]|0[1-9])\4(3[01]|[12][0-9]|0[1-9])(?![0-9])"
VIETNAMESE_DAY = r"\b([0-9]{1,2})\s(?:tháng|thg)\s([0-9]{1,2})(?:,|\snăm)?\s((?:19|20)[0-9]{2})(?![0-9])"
#: Days in numbers as Korean and Japanese pages have them (`2026. 8. 9.`, `2026.08.09`), and Czech ones (`9. 8. 2026`).
YEAR_FIRST = (
    r"(?<![0-9./-])(?!....[-/][01][0-9][-/][0-3][0-9])((?:19|20)[0-9]{2})(\s?[./-]\s?)([0-9]{1,2})\2([0-9]{1,2})"
    r"(?![0-9])"
)
SPACED_DAY = r"(?<![0-9.])([0-9]{1,2})(\s?[.-]\s)([0-9]{1,2})\2((?:19|20)[0-9]{2})(?![0-9])"
WEEKDAY = rf"\b(?:{_either(WEEKDAYS)})(?![a-z'])"
ZONE = rf"(?:{_either(ZONES)})\b"

_ODD = dict.fromkeys("‘’ʼ´`", "'") | dict.fromkeys("‐‑‒–—―−", "-")
_ODD |= dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad", "")
_ODD |= dict.fromkeys(
    "\r\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "
)
_TYPOGRAPHY = re.compile(f"[{''.join(_ODD)}]")
_ODDITIES = str.maketrans(_ODD)
_ODD_ASCII = tuple(filter(str.isascii, _ODD))
_SPACES = re.compile("  +")


def plain(text: str) -> str:
    """The text with one kind of space, dash and apostrophe, and runs of spaces as one; lines and tabs stay."""
    if not text.isascii():
        text = _TYPOGRAPHY.sub(lambda odd: _ODD[odd[0]], text)
    elif any(map(text.__contains__, _ODD_ASCII)):
        text = text.translate(_ODDITIES)
    return _SPACES.sub(" ", text) if "  " in text else text


def pattern(expression: str) -> Callable[[], re.Pattern[str]]:
    """A pattern for text that went through `plain`, in whatever case; compiled at its first use.

    All those of this room together take longer than everything else at the start of a command that may read no date.
    """
    return cache(lambda: re.compile(expression, re.I | re.A))


def real(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
