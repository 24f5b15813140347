"""Words around lists in other languages than Indonesian and English: weekdays, "next", "page", "most read", "nothing".

Alternations for the patterns of `words`, in lower case.
"""

from __future__ import annotations

from typing import Final

from feeder.normalise.date_words import ASIAN_DAY, FOREIGN, VIETNAMESE_DAY


def _words(*lines: str) -> str:
    return "(?:" + "|".join(lines) + ")"


MONTHS: Final = _words(*sorted(FOREIGN, key=len, reverse=True))
DAY: Final = rf"\b\d{{1,2}}(?:\.|er|º)?[\s-](?:de\s)?{MONTHS}(?!\w)|{ASIAN_DAY}|{VIETNAMESE_DAY}"
WEEKDAYS: Final = _words(
    r"lun(?:di|es|ed[iì])|mar(?:di|tes|ted[iì])|mer(?:credi|coled[iì])|mi[eé]rcoles|jeudi|jueves|gioved[iì]|vendredi",
    r"viernes|venerd[iì]|s[aá]bado|samedi|sabato|dimanche|domingo|domenica|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?",
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:maan|dins|woens|donder|vrij|zater|zon)dag",
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|(?:ال)?(?:أحد|اثنين|إثنين|ثلاثاء|أربعاء|خميس|جمعة|سبت)",
)
#: What else stands in a line about a date.
ABOUT_DATES: Final = (
    r"le|de|el|à|am|um|uhr|publié|publicado|veröffentlicht|geplaatst|op|em|il|опубликовано|г|ngày|[年月日년월일]"
)
NEXT: Final = _words(
    r"(?:nächste|ältere|weitere)(?: (?:seite|beiträge|artikel|meldungen))?|weiter|(?:page |articles? )?suivante?s?",
    r"articles plus anciens|(?:página )?siguientes?(?: página)?|más antigu[ao]s?|mais antig[ao]s|avanti",
    r"(?:página )?(?:próxim[ao]s?|seguinte)(?: página)?|(?:pagina )?(?:successiv[ao]|prossim[ao]|seguente)",
    r"volgende(?: pagina)?|oudere berichten|nästa(?: sida)?|n[æe]ste(?: side)?|seuraava(?: sivu)?",
    r"następna(?: strona)?|dalej|starsze|další(?: stránka| strana)?|ďalšia|următoarea(?: pagină)?|következő(?: oldal)?",
    r"(?:следующ(?:ая|ие)|далее|вперед|вперёд|наступна)(?: страница| сторінка)?|επόμεν[ηο](?: σελίδα)?",
    r"sonraki(?: sayfa)?|ileri|(?:trang )?(?:sau|tiếp(?: theo)?)|ถัดไป|หน้าถัดไป|अगला(?: पृष्ठ)?",
    r"(?:الصفحة )?التالية?|(?:صفحه )?بعدی|(?:העמוד )?הבאה?|下一[页頁]|下[页頁]|次の?(?:ページ)?へ?|다음(?: 페이지)?",
    r"(?:mehr|weitere) laden|charger plus|cargar más|carregar mais|carica altr[io]|показать ещё|загрузить ещё|加载更多",
    r"تحميل المزيد",
)
#: What leads to older items, and is the name of a section on some sites.
OLDER: Final = _words(
    r"(?:entradas|publicaciones|artículos|noticias) (?:(?:más )?antigu[ao]s|anteriores)",
    r"(?:postagens|publicações|posts|artigos|notícias) (?:(?:mais )?antig[ao]s|anteriores)",
    r"ältere (?:posts|einträge|nachrichten)|oudere (?:posts|artikelen)",
    r"(?:post|articoli|notizie) (?:più vecchie?|meno recenti)",
    r"(?:предыдущие|более ранние|старые) (?:записи|сообщения|новости)|starsze (?:posty|wpisy|artykuły)",
    r"(?:daha )?eski (?:yazılar|kayıtlar|yayınlar|gönderiler)|bài (?:đăng|viết) cũ hơn|(?:رسائل|مقالات|مشاركات) أقدم",
    r"[较較][旧早舊]的?(?:博文|文章|帖子)|(?:過去|以前)の(?:投稿|記事)|이전 ?게시물",
)
PREVIOUS: Final = _words(
    r"(?:vorherige|neuere|vorige)(?: seite| beiträge)?|zurück|(?:page )?précédente?s?|(?:página )?anterior(?:es)?",
    r"(?:pagina )?precedente|indietro|vorige(?: pagina)?|föregående|forrige|edellinen|poprzednia(?: strona)?|předchozí",
    r"предыдущ(?:ая|ие)|назад|προηγούμενη|önceki(?: sayfa)?|geri|(?:trang )?trước|(?:الصفحة )?السابقة?|قبلی",
    r"הקודם|上一[页頁]|上[页頁]|前の?(?:ページ)?へ?|이전(?: 페이지)?",
)
#: What else counts pages: "Seite 1 von 9".
PAGING: Final = _words(
    NEXT,
    PREVIOUS,
    r"seiten?|von|bis|sur|p[áa]gina|del?|di|van|strona|stránka|z|из|страница|sayfa|sida|side|av|trang|صفحة|من|第|页|頁|共",
    r"letzte|erste|derni[eè]re?|premi[eè]re?|[úu]ltim[ao]|primer[ao]?|prim[ao]|laatste|eerste|末页|首页|最後|最初",
)
BESIDE: Final = _words(
    r"meist ?gelesen(?:e artikel)?|am meisten gelesen|beliebte(?:ste)?(?: artikel| beiträge)?",
    r"les (?:plus|articles les plus) (?:lus|consultés|populaires)",
    r"(?:l[oa]s? )?más (?:leíd|vist)[oa]s?|(?:as )?mais (?:lid|vist)as|(?:i )?più letti",
    r"(?:notizie|artigos|artículos|noticias|articles) (?:correlat[ei]|relacionad[oa]s|similaires|liés)|meest gelezen",
    r"à lire aussi|самое читаемое|популярное|najczęściej czytane|en çok okunanlar|الأكثر (?:قراءة|مشاهدة)",
    r"مواضيع ذات صلة|人気記事|热门(?:文章|新闻)|많이 본 뉴스",
)
#: What themes put over the latest posts beside any list.
LATEST: Final = _words(
    r"neueste beiträge|articles récents|entradas recientes|(?:posts|tópicos) recentes|articoli recenti",
    r"recente berichten|свежие записи|ostatnie wpisy|son yazılar|bài viết mới|أحدث المقالات",
    r"最近の投稿|最近の記事|近期文章|最新文章|최(?:근|신) ?글",
)
EMPTY: Final = _words(
    r"keine (?:\w+ )?(?:einträge|beiträge|ergebnisse|artikel|meldungen|treffer)|aucune? (?:article|résultat|actualité)",
    r"no (?:hay|se encontraron) (?:noticias|resultados|entradas)|nessun (?:articolo|risultato)|nenhum(?:a notícia)?",
    r"geen (?:\w+ )?(?:berichten|resultaten)|ничего не найдено|нет (?:новостей|записей)|brak (?:wyników|wpisów)",
    r"لا (?:توجد|يوجد) (?:أخبار|نتائج|بيانات)",
)
