"""Any site: lists in other languages than Indonesian and English."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract.page import AnyPage
from feeder.model import Document, Page, Role

ZONE = ZoneInfo("Europe/Paris")
URL = "https://ville.example/actus"
TITLES = (
    "Le marché couvert fermera six mois",
    "Un verger ouvre au pied de la tour",
    "La piscine passe au chauffage solaire",
    "Une fouille révèle un atelier de potier",
)
TEXT = "Les habitants réclamaient cette mesure depuis plusieurs années, et le maire l’a annoncée lundi soir…"


def card(number: int, title: str, date: str = "", more: str = "") -> str:
    link = f"/actus/7{number:x}f3"
    titled = f'<h3>{title}</h3><a href="{link}">{more}</a>' if more else f'<h3><a href="{link}">{title}</a></h3>'
    return f"<div>{titled}<p>{date}</p><p>{TEXT}</p></div>"


def read(cards: str, below: str = "") -> Page:
    html = f"<title>Actus</title><body><main><h1>Actus</h1>{cards}{below}</main></body>"
    document = Document(url=URL, body=html.encode(), seen=datetime(2026, 11, 30, tzinfo=ZONE), role=Role.LISTING)
    return AnyPage(url=URL, zone=ZONE).extract(document)


@pytest.mark.parametrize(
    ("count", "word"),
    [
        ("Seite 1 von 2", "Nächste Seite"),
        ("Page 1 sur 2", "Suivant »"),
        ("Página 1 de 2", "Siguiente"),
        ("Pagina 1 van 2", "Volgende"),
        ("Strona 1 z 2", "Następna"),
        ("صفحة 1 من 2", "الصفحة التالية"),
        ("第 1 页", "下一页"),
    ],
)
def test_the_next_page_by_its_word(count: str, word: str) -> None:
    found = read("".join(map(card, range(4), TITLES)), f'<div>{count} <a href="/actus?seite=2">{word}</a></div>')
    assert [each.url for each in found.follow if each.role is Role.LISTING] == [f"{URL}?seite=2"]
    assert len(found.follow) == len(TITLES) + 1


@pytest.mark.parametrize("more", ["Lire la suite", "Weiter", "Leer más", "Подробнее", "Mwy o hyn"])
def test_a_word_on_the_links_of_all_items_is_the_title_of_none(more: str) -> None:
    found = read("".join(card(number, title, more=more) for number, title in enumerate(TITLES)))
    assert [each.hint.title for each in found.follow if each.hint] == list(TITLES)
    assert len(found.follow) == len(TITLES)


@pytest.mark.parametrize(
    "date",
    [
        "{0} novembre 2026",
        "Publié le lundi {0} novembre 2026",
        "{0} نوفمبر 2026",
        "{0} de noviembre de 2026",
        "{0}. november 2026",
    ],
)
def test_the_date_by_an_item(date: str) -> None:
    found = read("".join(card(n, title, date.format(20 - n)) for n, title in enumerate(TITLES)))
    hints = [each.hint for each in found.follow if each.hint]
    assert [hint.stated.at.day for hint in hints if hint.stated] == [20, 19, 18, 17]
    assert {hint.excerpt for hint in hints} == {TEXT}


def test_titles_without_spaces() -> None:
    titles = ("市立図書館が夜間開館を再開へ", "港の灯台、百年ぶりに一般公開", "古い鉄道橋にひび割れ")
    rows = "".join(
        f'<dl><dt>2026年11月{20 - n}日</dt><dd><a href="/actus/{70 - n}.html">{title}</a></dd></dl>'
        for n, title in enumerate(titles)
    )
    assert [each.hint.title for each in read(rows).follow if each.hint] == list(titles)


def days(rows: str) -> list[str]:
    hints = [each.hint for each in read(rows).follow if each.hint]
    assert len(hints) == len(NOTICES)
    return [f"{each.stated.at:%Y-%m-%d}" if each.stated else "" for each in hints]


NOTICES = ("심야 버스 안내", "도서관 개방 시간 변경", "전통 시장 행사", "소방 훈련 일정")
BUSES = ("Night bus plan approved", "Library hours", "Statement on the market", "Fire drill in spring")
DAYS = ["2026-11-28", "2026-11-25", "2026-11-22", "2026-11-19"]


def board(form: str, numbers: Iterable[tuple[object, ...]], head: str = "", titles: Iterable[str] = NOTICES) -> str:
    rows = "".join(
        f'<tr><td>{9 - n}</td><td><a href="/notice/{9 - n}">{title}</a></td><td>{form.format(*number)}</td></tr>'
        for n, (title, number) in enumerate(zip(titles, numbers, strict=True))
    )
    named = f"<tr><th>번호</th><th>제목</th><th>{head}</th></tr>" if head else ""
    return f"<table>{named}{rows}</table>"


@pytest.mark.parametrize(
    "form", ["11-{}", "11.{}", "[11-{}]", "26-11-{}", "26.11.{}", "11-{} 16:41", "작성일 26-11-{}"]
)
@pytest.mark.parametrize("head", ["날짜", "发布时间", ""])
def test_days_in_numbers_of_two_digits_on_boards(form: str, head: str) -> None:
    """As gnuboard has them."""
    assert days(board(form, [(28,), (25,), (22,), (19,)], head)) == DAYS


def test_days_of_two_digits_beside_whole_ones_and_times_of_today() -> None:
    rows = board("{}{}{}", [("16:41", "", ""), ("11-", "28", ""), ("11-", "25", ""), ("03-", "02", "")])
    assert days(rows) == ["", "2026-11-28", "2026-11-25", "2026-03-02"]
    rows = board("{}{}", [("11.", "28"), ("11.", "25"), ("01.", "30"), ("2025.12.", "30")])
    assert days(rows) == ["2026-11-28", "2026-11-25", "2026-01-30", "2025-12-30"]


@pytest.mark.parametrize(
    ("form", "numbers", "head", "titles"),
    [
        ("{:02}.{:02}", [(1, 4), (1, 3), (1, 2), (1, 1)], "", NOTICES),  # versions
        ("{:02}.{:02}", [(11, 28), (11, 25), (11, 22), (11, 19)], "버전", NOTICES),
        ("{}.{:02}.{:02}", [(31, 11, 30), (31, 9, 30), (31, 6, 29), (31, 4, 29)], "", NOTICES),  # no years
        ("{:02}-{:02}", [(3, 14), (11, 20), (1, 5), (4, 21)], "", NOTICES),  # scores
        ("{:02}.{:02}", [(12, 90), (11, 50), (10, 25), (9, 19)], "", NOTICES),  # prices
        ("{:02}.{:02}", [(11, 28), (11, 25), (11, 22), (11, 19)], "", BUSES),  # times
        ("{:02}-{:02}", [(11, 19), (11, 22), (11, 25), (12, 28)], "날짜", NOTICES),  # events
        ("{:02}-{:02}<br>2020-01-02", [(11, 28), (11, 25), (11, 22), (11, 19)], "", NOTICES),
    ],
)
def test_other_numbers_of_two_digits_are_no_days(
    form: str, numbers: list[tuple[object, ...]], head: str, titles: tuple[str, ...]
) -> None:
    assert set(days(board(form, numbers, head, titles))) <= {"", "2020-01-02"}


@pytest.mark.parametrize(
    "label",
    [
        "Neueste Beiträge",
        "Articles récents",
        "Entradas recientes",
        "Свежие записи",
        "最近の投稿",
        "최근 글",
        "最新文章",
    ],
)
def test_the_latest_beside_a_list_are_none_of_it(label: str) -> None:
    others = "".join(
        f"<li><a href=/2025/0{number}/1{number}/billet/>{title}</a></li>" for number, title in enumerate(TITLES * 2, 1)
    )
    own = f"<h2><a href=19/pont/>Le pont sera repeint en mai</a></h2><p>19 novembre 2026</p><p>{TEXT}</p>"
    html = f"<body><div><h1>2026年11月</h1>{own}</div><div><h4>{label}</h4><ul>{others}</ul></div></body>"
    url, seen = "https://ville.example/2026/11/", datetime(2026, 11, 30, tzinfo=ZONE)
    page = AnyPage(url=url, zone=ZONE).extract(Document(url=url, body=html.encode(), seen=seen, role=Role.LISTING))
    assert [each.hint.title for each in page.follow if each.hint] == ["Le pont sera repeint en mai"]
