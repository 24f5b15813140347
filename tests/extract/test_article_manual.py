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


LONG = "".join(f"<p>{each}</p>" for each in (INTRO, MORE, *(f"{INTRO} {MORE} That is rule {n}." for n in range(5))))
CONTENTS = (
    '<div class="quick"><h3>Parts</h3><ul><li><img src="/down.png"> <a href="#valve">The lower valve</a></li>'
    '</ul><h3>Elsewhere</h3><ul><li><a href="/list.html">All the pumps that we know</a></li></ul></div>'
)


def chapter(name: str, *paragraphs: str) -> str:
    facts = "<table><tr><th>Material:</th><td>Oak</td></tr><tr><th>Weight:</th><td>Two kilograms</td></tr></table>"
    return (
        f'<div class="part-{name}"><h2 id="{name}">Of the {name}</h2>{facts}<p>{"</p><p>".join(paragraphs)}</p></div>'
    )


def test_chapters_that_the_contents_lead_to() -> None:
    intro = f'<div class="intro"><h1>{TITLE}</h1>{LONG}</div>'
    valve = "The lower valve sits in the water and is to be looked at once a year."
    found = said(read(f"<div>{intro}{CONTENTS}{chapter('valve', valve, INTRO)}</div>"))
    assert found[:2] == [INTRO, MORE]
    assert valve in found
    assert "Elsewhere" not in found


def test_a_box_of_which_the_contents_say_nothing_stays_out() -> None:
    intro = f'<div class="intro"><h1>{TITLE}</h1><p>{INTRO}</p><p>{MORE}</p></div>'
    box = f'<div class="offer"><h2 id="offer">Our shop</h2><p>{INTRO}</p></div>'
    found = said(read(f"<div>{intro}{box}</div>"))
    assert found == [INTRO, MORE]


def test_a_remark_at_the_end_of_a_section_ends_nothing() -> None:
    note = f'<div class="remark"><p>Note on leather</p><p>{MORE} {MORE} {INTRO}</p></div>'
    sections = f'<div class="section"><h3>One</h3><div class="text">{LONG}</div>{note}</div>'
    last = "The pump is emptied before the first frost, and its valves are kept in oil, both of them."
    page = f'<div class="chapter"><h2>{TITLE}</h2>{sections}<div class="section"><h3>Two</h3><p>{last}</p></div></div>'
    assert last in said(read(page))


def test_terms_that_are_mostly_links_go_with_what_they_mean() -> None:
    terms = "".join(
        f'<dt>{kind} <a href="/part/{n}">{name}</a></dt><dd>{text}</dd>'
        for n, (kind, name, text) in enumerate([("valve", "lower_valve", INTRO), ("rod", "lifting_rod", MORE)])
    )
    found = said(read(f"<main><h1>{TITLE}</h1><p>{INTRO}</p><dl>{terms}</dl></main>"))
    assert "valve lower_valve" in found
    assert "rod lifting_rod" in found


def test_a_table_of_facts_above_the_text() -> None:
    rows = (("Lift:", "Eight metres"), ("Made of:", "Oak and iron"), ("Weight:", "Ninety kilograms"))
    table = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows)
    found = said(read(f"<main><h1>{TITLE}</h1><table>{table}</table><p>{INTRO}</p><p>{MORE}</p></main>"))
    assert found == [*(f"{name}\t{value}" for name, value in rows), INTRO, MORE]


def test_a_line_that_says_the_title_over_chapters_as_large() -> None:
    chapters = "".join(f"<h1>{n}. Of the hand pump of type {n}</h1><p>{INTRO}</p><p>{MORE}</p>" for n in range(1, 5))
    draft = read(f'<div class="m"><div class="t"><div>{TITLE}</div></div>{chapters}</div>')
    assert draft.title == TITLE
    assert said(draft).count(MORE) == 4


def test_a_button_in_a_heading_is_none_of_it() -> None:
    heading = f"<h1>{TITLE} <button>Copy the address of the page</button></h1>"
    assert read(f"<main>{heading}<p>{INTRO}</p><p>{MORE}</p></main>", "Type Four in Pumps").title == TITLE


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


LINES = "".join(
    f'<li>Rule {n} of the <a href="/rules/{n}">book of all the pumps in this district</a>.</li>' for n in "12"
)
KINDS = "".join(f'<li><a href="/{n}.html">The wind pump of type {n}</a></li>' for n in ("four", "five"))


def test_a_list_of_links_that_a_sentence_announces() -> None:
    page = f"<h1>{TITLE}</h1>{LONG}<p>Its parts go into the pumps of these types, too:</p><ul>{KINDS}</ul>"
    assert said(read(f"<div>{page}</div>"))[-2:] == ["The wind pump of type four", "The wind pump of type five"]


def test_a_list_of_links_under_a_label_leads_away() -> None:
    assert (
        said(read(f"<div><h1>{TITLE}</h1>{LONG}<p>See:</p><ul>{KINDS}</ul></div>"))[-1] != "The wind pump of type five"
    )


def test_an_item_that_is_mostly_a_link_goes_with_its_list() -> None:
    told = "The leather of both valves is to be greased before the first frost of the year."
    found = said(read(f"<div><h1>{TITLE}</h1>{LONG}<ul><li>{told}</li>{LINES}<li>{INTRO}</li></ul></div>"))
    assert "Rule 1 of the book of all the pumps in this district." in found


def test_a_heading_with_a_link_in_it() -> None:
    heading = '<h2>of the <a href="/lever.html">long lever</a> and the <a href="/pump.html">lower valve</a></h2>'
    assert "of the long lever and the lower valve" in said(
        read(f"<div><h1>{TITLE}</h1>{LONG}{heading}<p>{INTRO}</p></div>")
    )


def test_a_command_above_the_first_paragraph() -> None:
    command = '<h2>Synopsis</h2><div class="verse"><pre>pump --type four</pre></div><h2>Description</h2>'
    assert "pump --type four" in said(read(f"<div><h1>{TITLE}</h1>{command}{LONG}</div>"))


def test_an_item_that_is_a_link_in_a_short_list() -> None:
    items = '<li><a href="/pipe.html">A pipe of two inches</a></li><li>A well of eight metres or less</li>'
    found = said(read(f'<div><h1>{TITLE}</h1><div class="a">{LONG}<h2>You need</h2><ul>{items}</ul></div></div>'))
    assert "A pipe of two inches" in found


def test_the_first_term_of_a_reference_of_short_words() -> None:
    def term(name: str, meaning: str) -> str:
        facts = "<dl><dt>Returns</dt><dd><p>the pump that was asked for.</p></dd></dl>"
        return f'<dl class="term"><dt>{name}(field)</dt><dd><p>{meaning}</p>{facts}</dd></dl>'

    terms = term("lift", "Lift water once.") + term("drain", MORE) + term("grease", INTRO)
    found = said(read(f"<div><section><h1>{TITLE}</h1><p>Words.</p>{terms}</section></div>"))
    assert [line for line in found if line.endswith("(field)")] == ["lift(field)", "drain(field)", "grease(field)"]


def test_a_question_that_a_touch_answers() -> None:
    answer = "<p>Not if it is drained.</p>"
    asked = f'<div class="q"><div><a href="">Does it freeze in winter?</a></div><div>{answer}</div></div>'
    assert "Does it freeze in winter?" in said(read(f"<div><h1>{TITLE}</h1>{LONG}{asked}{LONG}</div>"))


def test_a_question_that_leads_to_another_page() -> None:
    asked = '<div class="q"><a href="/sites/frost">Does the pump of type five freeze?</a></div>'
    assert "Does the pump of type five freeze?" not in said(read(f"<div><h1>{TITLE}</h1>{LONG}{asked}{LONG}</div>"))


@pytest.mark.parametrize(("heading", "kept"), [("<h2>Next steps</h2>", True), ("<h4>From the workshop</h4>", False)])
def test_a_list_of_links_that_is_a_chapter_like_the_others(heading: str, kept: bool) -> None:
    chapters = f"<h2>What it is</h2>{LONG}{heading}<ul>{KINDS}</ul>"
    found = said(read(f"<div><h1>{TITLE}</h1><div>{chapters}</div></div>"))
    assert ("The wind pump of type five" in found) is kept


def test_paragraphs_on_both_sides_of_a_long_list() -> None:
    terms = "".join(f"<dt>valve-{n}</dt><dd><p>{INTRO} {MORE}</p></dd>" for n in range(20))
    around = [f"The name of a part may be followed by its number, as rule {n} says." for n in range(4)]
    before, behind = (
        "".join(f'<div class="p"><p>{each}</p></div>' for each in some) for some in (around[:1], around[1:])
    )
    found = said(
        read(f'<h1>{TITLE}</h1><div><h2>Names</h2>{before}<div class="l"><dl>{terms}</dl></div>{behind}</div>')
    )
    assert [each for each in found if each in around] == around


def test_the_chapters_of_a_page_have_headings_as_large_as_its_title() -> None:
    names = ("Synopsis", "Setting up", "Upkeep", "Repair", "Spare parts", "Notes")
    chapters = "".join(f"<section><h2>{name}</h2><p>{INTRO} {MORE} {INTRO}</p></section>" for name in names)
    top = f"<h2>{TITLE}</h2><p>{INTRO} {MORE}</p><p>{INTRO} {MORE} {INTRO}</p>"
    found = said(read(f"<div><div>{top}</div>{chapters}</div>"))
    assert [line for line in found if line in names] == [*names]
