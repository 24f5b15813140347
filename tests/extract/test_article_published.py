"""Which of a page's days is that of its article."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import article, markup
from feeder.model import Document

ZONE = ZoneInfo("Europe/Paris")
SEEN = datetime(2025, 11, 14, 10, 1, tzinfo=ZONE)
TITLE = "Trois artisans et un bateau de bois"
TEXT = (
    "<p>Au bord de la rivière, trois vieux artisans construisent encore des bateaux en bois, planche par planche.</p>"
)


def day(main: str, *, url: str = "https://journal.example/7", head: str = "") -> str:
    html = f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{main}</body></html>"
    document = Document(url=url, body=html.encode(), seen=SEEN)
    found = article.read(markup.tree(document), document, zone=ZONE).stated
    return found.at.astimezone(ZONE).strftime("%Y-%m-%d") if found else ""


@pytest.mark.parametrize(
    "line",
    [
        "jeudi 27 juin 2024", "Publié le 27 juin 2024 à 18:27", "27. Juni 2024", "27 de junio de 2024",
        "27 giugno 2024", "27 июня 2024 г.", "27 Haziran 2024", "2024年6月27日", "2024년 6월 27일",
    ],
)  # fmt: skip
def test_the_months_of_other_languages(line: str) -> None:
    assert day(f"<p>{line}</p><div>{TEXT * 3}</div>") == "2024-06-27"


def test_a_day_in_the_address_where_nothing_else_tells_one() -> None:
    address = "https://journal.example/2024/06/27/bateau/"
    assert day(TEXT * 3, url=address) == "2024-06-27"
    assert day(f"<p>28 juin 2024</p><div>{TEXT * 3}</div>", url=address) == "2024-06-28"


def test_what_is_seen_on_a_picture_is_older_than_what_metadata_state() -> None:
    caption = "<figcaption>The sun rises over the wharf of the old harbour in March 24, 2014.</figcaption>"
    stated = '<meta property="article:published_time" content="2024-06-27T19:53:52+02:00">'
    assert day(f"<figure><img src=/p.jpg>{caption}</figure>{TEXT * 3}", head=stated) == "2024-06-27"
