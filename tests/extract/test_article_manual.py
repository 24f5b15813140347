"""Manuals and reference pages: chapters that the contents name, terms and what they mean, tables of facts."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import article, markup
from feeder.model import Document, Draft
from feeder.normalise import html

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, tzinfo=WIB)
URL = "https://manual.example/pumps.html"
TITLE = "The Hand Pump of Type Four"
INTRO = "A pump of this type lifts water from eight metres and less, and one person can work it for an hour."
MORE = "Two valves of leather do the work, and both of them are to be had from any saddler in the district."


def read(body: str, title: str = TITLE) -> Draft:
    page = f"<title>{title}</title><body>{body}</body>"
    document = Document(url=URL, body=page.encode(), seen=SEEN)
    return article.read(markup.tree(document), document, zone=WIB)


def said(draft: Draft) -> list[str]:
    return [line for line in html.text(html.clean(draft.html, draft.base)).split("\n") if line]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "水泵由一名工人操作，每小时可以提水八百升，不需要任何电力或者燃料。",
            "阀门用皮革制成，在任何一家马具店都可以买到。",
        ),
        (
            "ポンプは一人で動かすことができ、一時間に八百リットルの水を汲み上げます。",
            "弁は革製で、年に一度点検します。",
        ),
    ],
)
def test_short_sentences_in_scripts_without_spaces(lines: tuple[str, str]) -> None:
    top = '<div id="head"><p>手册</p><img src="/logo.png"></div><div class="up"><img src="/left.gif"></div>'
    parts = f"<div><h1>手动水泵</h1><p>{lines[0][:20]}。</p></div><div><h2>阀门</h2><p>{lines[0]}</p><p>{lines[1]}</p>"
    body = f'<div id="body">{parts}</div></div>'
    assert lines[0] in said(read(top + body, "手动水泵"))
