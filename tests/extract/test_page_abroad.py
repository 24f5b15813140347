"""Any site: lists in other languages than Indonesian and English."""

from __future__ import annotations

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
