"""Any site: what is the title and what the day of an item where neither is plain."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeder.extract.page import AnyPage
from feeder.model import Document, Draft, Role

URL = "https://guild.example/papers/"
TITLES = (
    "A survey of winches.",
    "Knots",
    "On the drift of buoys in a slow current",
    "Rope against chain",
)


def read(row: str, *, above: str = "", titles: tuple[str, ...] = TITLES, language: str = "") -> list[Draft]:
    """What is found in rows made by the template, of a title and of a number that counts down."""
    rows = "".join(row.format(title, 9 - n) for n, title in enumerate(titles))
    html = f"<html lang='{language}'><title>Papers</title><body><main><h1>Papers</h1>{above}{rows}</main></body>"
    seen = datetime(2026, 11, 30, tzinfo=UTC)
    found = AnyPage(url=URL, zone=UTC).extract(Document(url=URL, body=html.encode(), seen=seen, role=Role.LISTING))
    return [each.hint for each in found.follow if each.hint]


def titles(found: list[Draft]) -> list[str]:
    return [each.title for each in found]


def days(found: list[Draft]) -> list[str]:
    return [f"{each.stated.at:%Y-%m-%d}" if each.stated else "" for each in found]


@pytest.mark.parametrize("code", ["GUILD-PAPER-00{1}", "26-310{1}", "Gu(2026)00{1}"])
def test_the_code_on_the_link_is_not_the_title(code: str) -> None:
    found = read(f"<tr><td><a href='/show.cgi?id=7{{1}}'>{code}</a></td><td>{{0}}</td><td>2026-05-0{{1}}</td></tr>")
    assert titles(found) == list(TITLES)
    assert days(found) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


def test_a_code_is_the_title_of_what_has_no_other() -> None:
    found = read("<li><a href='/papers/show.cgi?id=7{1}'>GP-00{1}</a> <i>2026-05-0{1}</i></li>")
    assert titles(found) == ["GP-009", "GP-008", "GP-007", "GP-006"]


def test_a_link_that_stands_alone_is_the_title_however_short() -> None:
    found = read("<li><a href='/papers/2026-05-0{1}-the-{1}-x.html'>{0}</a></li>")
    assert titles(found) == list(TITLES)


def test_a_day_with_a_name_is_the_title_where_there_is_no_other() -> None:
    found = read("<li><a href='/papers/service-2026-05-0{1}/'>Sunday service, 0{1} May 2026</a></li>")
    assert titles(found) == [f"Sunday service, 0{day} May 2026" for day in (9, 8, 7, 6)]
    assert days(found) == [f"2026-05-0{day}" for day in (9, 8, 7, 6)]


def test_what_a_picture_is_called_adds_nothing_to_the_title() -> None:
    picture = "<a href='/papers/p-{1}-x-y/'><img src='/t.png' alt='{0} Thumbnail'></a>"
    row = f"<div>{picture}<h3><a href='/papers/p-{{1}}-x-y/'>{{0}}</a></h3></div>"
    assert titles(read(row, titles=("Winches of the north", "Knots of the south", "Buoys of the east"))) == [
        "Winches of the north",
        "Knots of the south",
        "Buoys of the east",
    ]


@pytest.mark.parametrize(
    "row",
    [
        "<h2>{0} <a href='/papers/2026-05-0{1}-p.html'>{1}.5.2026</a></h2><p>What was found is told at length.</p>",
        "<li><a href='/papers/p-{1}-x'>{0}</a><br>Posted in Press Releases on May {1}, 2026 | <a>Preview</a></li>",
        "<li><p>{1} Mei 2026</p><p><a href='/papers/p-{1}-x'>{0}</a></p></li>",
        "<li><a href='/papers/p-{1}-x'>{0}</a><p>May 3</p><p>0{1} May 2026 · 2 min</p></li>",
    ],
    ids=["in the heading", "posted in and on", "above", "another without a year"],
)
def test_the_day_of_an_item(row: str) -> None:
    found = read(row, titles=("The winches of the north", "The knots of the south", "The buoys of the east"))
    assert titles(found) == ["The winches of the north", "The knots of the south", "The buoys of the east"]
    assert days(found) == ["2026-05-09", "2026-05-08", "2026-05-07"]


def test_malay_months() -> None:
    row = "<li><p>{1} {month} 2026</p><p><a href='/papers/p-{1}-x'>{0}</a></p></li>"
    for month, number in (("Mac", 3), ("Julai", 7), ("Ogos", 8)):
        assert days(read(row.replace("{month}", month)))[0] == f"2026-0{number}-09"


def test_one_day_that_can_only_have_the_month_first_tells_how_the_list_writes_them() -> None:
    row = "<li><a href='/papers/p-{1}-x'>{0}</a> <i>{1}/5/2026</i></li>"
    assert days(read(row)) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]
    other = "<li><a href='/papers/p-0-x'>Ropes of the west coast</a> <i>10/28/2026</i></li>"
    assert days(read(row, above=other)) == ["2026-10-28", "2026-09-05", "2026-08-05", "2026-07-05", "2026-06-05"]


def test_what_machines_are_told_says_which_number_is_the_month() -> None:
    row = "<li><a href='/papers/p-{1}-x'>{0}</a> <time datetime='2026-0{1}-05'>{1}/5/26</time></li>"
    assert days(read(row)) == ["2026-09-05", "2026-08-05", "2026-07-05", "2026-06-05"]


def test_the_heading_that_says_the_name_of_the_list_with_a_word_before_it() -> None:
    side = "".join(f"<li><a href='/papers/p-{n}-x'>{title}</a></li>" for n, title in enumerate(TITLES, 6))
    row = "<article><h2><a href='/papers/p-{1}-x'>{0}</a></h2><p>May {1}, 2026</p><p>It is told.</p></article>"
    html = (
        "<title>Papers &ndash; The Guild</title><body><h2><a href='/'>The Guild</a></h2><h1>Category: Papers</h1>"
        + "".join(row.format(title, 9 - n) for n, title in enumerate(TITLES))
        + f"<div><h2>Latest</h2><ul>{side}</ul></div>"
    )
    seen = datetime(2026, 11, 30, tzinfo=UTC)
    found = AnyPage(url=URL, zone=UTC).extract(Document(url=URL, body=html.encode(), seen=seen, role=Role.LISTING))
    assert [(each.hint.title, each.hint.categories) for each in found.follow if each.hint] == [
        (title, ("Papers",)) for title in TITLES
    ]


def test_the_day_that_titles_begin_with_is_not_part_of_them() -> None:
    found = read("<li><a aria-label='Link to the whole paper' href='/papers/p-{1}-x'>May {1}, 2026: {0}</a></li>")
    assert titles(found) == list(TITLES)
    assert days(found) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]
    found = read("<li><a href='/papers/p-{1}-x'>May {1} - {0}</a></li>", above="<h2>2026</h2>")
    assert titles(found) == list(TITLES)
    assert days(found) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


def test_a_title_that_alone_begins_with_a_day_keeps_it() -> None:
    named = ("April 15th: the day of the harbour", *TITLES[1:])
    found = read("<li><a href='/papers/p-{1}-x'>{0}</a> <i>May {1}, 2026</i></li>", titles=named)
    assert titles(found) == list(named)
    assert days(found)[0] == "2026-05-09"


def test_a_date_in_chinese_and_one_that_is_counted() -> None:
    assert days(read("<tr><th>2026年5月{1}日</th><td><a href='/papers/p-{1}-x'>{0}</a></td></tr>"))[0] == "2026-05-09"
    assert days(read("<li><a href='/papers/p-{1}-x'>{0}</a> <i>May {1}th, 2026</i></li>"))[0] == "2026-05-09"


def test_the_number_of_a_document_gives_its_day_and_not_its_title() -> None:
    row = (
        "<tr><td>{0}<br>HO No. PID/{1}/2026 dated 0{1}/05/2026</td><td><a href='/papers/{1}.pdf'><i></i></a></td></tr>"
    )
    found = read(row)
    assert titles(found) == list(TITLES)
    assert days(found) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


def test_the_heading_of_the_next_part_is_not_the_day_of_the_last_item_above_it() -> None:
    row = "<p><b>May {1}, 2026</b></p><a href='/papers/p-{1}-x.htm'>{0}</a><br>What was found is told at length.<br>"
    assert days(read(row)) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


def test_the_day_below_an_item_is_not_the_heading_of_the_next() -> None:
    row = "<h3><a href='/papers/p-{1}-x.htm'>{0}</a></h3><p>What was found is told at length.</p><p>May {1}, 2026</p>"
    assert days(read(row)) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]
    assert days(read(row, above="<p>May 20, 2026</p>")) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


def test_another_date_of_the_page_says_that_the_month_stands_first() -> None:
    row = "<li><a href='/papers/p-{1}-x'>{0}</a> <i>5/{1}/2026</i></li>"
    assert days(read(row))[0] == "2026-09-05"
    assert days(read(row, above="<p>Open since 04/30/2026.</p>"))[0] == "2026-05-09"


@pytest.mark.parametrize(
    ("site", "first"),
    [("https://town.gov", "2026-05-09"), ("https://town.gov.id", "2026-09-05"), ("https://lab.edu", "2026-05-09")],
)
def test_american_hosts_write_the_month_first(site: str, first: str) -> None:
    row = f"<base href='{site}/papers/'><li><a href='{site}/papers/p-{{1}}-x'>{{0}}</a> <i>5/{{1}}/2026</i></li>"
    assert days(read(row))[0] == first


@pytest.mark.parametrize(
    ("said", "stamp"),
    [
        ("5/{}/2026", "5/{}/2026 9:23 AM"),  # as SharePoint has it
        ("5/{}/2026", "05/0{}/2026"),
        ("0{}/05/2026", "5/{}/2026"),
        ("{} May", "5/{}/2026"),
        ("5/{}/2026", "{}/5/2026"),
    ],
)
def test_days_with_the_month_first_in_attributes_too(said: str, stamp: str) -> None:
    row = f"<li><a href='/papers/p-{{1}}-x'>{{0}}</a> <i title='{stamp}'>{said}</i></li>".replace("{}", "{1}")
    first = ("5/28/2026" if text.startswith(("5", "05")) else "28/5/2026" for text in (said, stamp))
    other = "<li><a href='/papers/p-0-x'>Ropes of the west coast</a> <i title='{1}'>{0}</i></li>".format(*first)
    assert days(read(row, above=other)) == ["2026-05-28", "2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


@pytest.mark.parametrize(
    ("language", "date", "first"),
    [
        ("en-us", "5/{1}/2026 4:41 PM", "2026-05-09"),
        ("en-US", "{1}/5/2026 4:41 PM", "2026-05-09"),  # days of one month, and not of four in turn
        ("en-US", "5/{1}/2026 16:41", "2026-09-05"),
        ("en", "5/{1}/2026 4:41 PM", "2026-09-05"),
        ("", "5/{1}/2026 4:41 PM", "2026-09-05"),
    ],
)
def test_a_page_in_american_english_with_a_twelve_hour_clock_writes_the_month_first(
    language: str, date: str, first: str
) -> None:
    row = f"<li><a href='/papers/p-{{1}}-x'>{{0}}</a> <i>{date}</i></li>"
    assert days(read(row, language=language))[0] == first


@pytest.mark.parametrize(
    "aside",
    [
        "<script>var built = '11/29/2026'</script>",
        "<p>Battery of 8/24/48 V; grep 1/20/15 and others of its kind.</p>",
        "<p>This offer of ours, which nobody should miss, ends on 12/31/2026 at midnight.</p>",
    ],
)
def test_other_numbers_of_the_page_do_not_turn_its_days(aside: str) -> None:
    row = "<li><a href='/papers/p-{1}-x'>{0}</a> <i>{1}/5/2026</i></li>"
    assert days(read(row, above=aside)) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


@pytest.mark.parametrize("sign", ["/", "-"])
def test_days_with_the_month_first_by_any_sign(sign: str) -> None:
    row = f"<li><a href='/papers/p-{{1}}-x'>{{0}}</a> <i>05{sign}0{{1}}{sign}2026</i></li>"
    other = f"<li><a href='/papers/p-0-x'>Ropes of the west coast</a> <i>05{sign}28{sign}2026</i></li>"
    assert days(read(row, above=other)) == ["2026-05-28", "2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


def test_a_title_that_speaks_of_a_day_is_not_that_of_its_item() -> None:
    named = ("Released on 3 May, the sailors speak about it", "Order no. 44 of the court dated 3 May 2026", *TITLES[2:])
    found = read("<li><a href='/papers/p-{1}-x'>{0}</a> <i>{1} May 2026</i></li>", titles=named)
    assert titles(found) == list(named)
    assert days(found) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


def test_a_number_in_a_heading_is_the_title() -> None:
    found = read("<div><h2><a href='/papers/v-{1}-x'>v1.{1}.0</a></h2><p>We mended: {0}</p><i>{1} May 2026</i></div>")
    assert titles(found) == ["v1.9.0", "v1.8.0", "v1.7.0", "v1.6.0"]


def test_a_title_keeps_its_signs_and_its_day_where_none_is_read() -> None:
    cold = ("–5 degrees expected in the harbour", "How to print a thumbnail", *TITLES[2:])
    assert titles(read("<li><a href='/papers/p-{1}-x'>{0}</a> <i>{1} May 2026</i></li>", titles=cold)) == list(cold)
    found = read("<li><a href='/papers/p-{1}-x'>May {1} - {0}</a></li>")
    assert (titles(found)[0], days(found)[0]) == ("May 9 - A survey of winches.", "")


def test_a_day_that_is_counted_before_its_month() -> None:
    assert days(read("<li><a href='/papers/p-{1}-x'>{0}</a> <i>{1}th of May 2026</i></li>"))[0] == "2026-05-09"


def test_a_title_behind_a_number_on_the_link_has_no_dash_before_it() -> None:
    row = "<a href='/papers/10{1}.pdf'>10{1}</a> - {0}<br>"
    assert titles(read(row, titles=("State against O'Connor and others", *TITLES[2:], "The old rope"))) == [
        "State against O'Connor and others",
        *TITLES[2:],
        "The old rope",
    ]


def test_the_newest_item_above_the_others_in_an_aside() -> None:
    lead = "<aside><article><h1><a href='/papers/p-10-x'>The newest of all papers</a></h1><i>May 10, 2026</i>"
    text = "<p>What was found is told here at length, and all of it, from one end to the other.</p></article></aside>"
    row = "<article><h2><a href='/papers/p-{1}-x'>{0}</a></h2><i>May {1}, 2026</i><p>What was found.</p></article>"
    assert titles(read(row, above=lead + text)) == ["The newest of all papers", *TITLES]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("<th>Judul<th>Diubah<th>Dibuat", "<td>{2}<td>1{1}/04/2026<td>0{1}/05/2026"),
        ("<th>Tanggal Pelaksanaan<th>Judul<th>Tanggal Publikasi", "<td>2{1}/05/2026<td>{2}<td>0{1}/05/2026"),
        ("<th>Paper<th>Last modified<th>Published", "<td>{2}<td>1{1}/04/2026<td>0{1}/05/2026"),
    ],
)
def test_the_head_of_a_column_says_which_day_it_has(head: str, row: str) -> None:
    link = "<a href='/papers/p-{1}-x'>{0}</a>"
    found = read(f"<tr>{row.replace('{2}', link)}</tr>", above=f"<table><tr>{head}</tr>")
    assert titles(found) == list(TITLES)
    assert days(found) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


RULED = "{0}<hr><div><p>{{1}}.5.2026</p><p>What was found.</p><a href='/papers/p-{{1}}-x'>Read more</a></div><hr>"


@pytest.mark.parametrize("title", ["<h3>{0}</h3>", "<div class=head><h3>{0}</h3></div>", "<p>{0}</p>"])
@pytest.mark.parametrize("above", ["", "<p>All papers of the guild.</p><hr>", "<h2>Papers</h2>"])
@pytest.mark.parametrize("count", [2, 4])
def test_a_rule_between_a_title_and_its_text(title: str, above: str, count: int) -> None:
    named = ("A survey of winches", *TITLES[2:], "A short history of knots")[:count]
    found = read(RULED.format(title), above=f"{above}", titles=named)
    assert titles(found) == [*named]


@pytest.mark.parametrize("last", ["", "<hr>"])
def test_what_stands_between_rules_below_each_item_is_no_title_of_the_next(last: str) -> None:
    row = "<div><h3><a href='/papers/p-{1}-x'>{0}</a></h3><p>{1}.5.2026</p></div><hr><p>No. {1} of the guild</p><hr>"
    assert titles(read(row, above=f"<p>All papers</p>{last}")) == list(TITLES)


LONG = "A survey of all winches, chains and ropes that the guild has had in use since its first year"


@pytest.mark.parametrize("place", range(4))
def test_a_long_title_in_a_box_above_that_of_its_link(place: int) -> None:
    row = (
        "<div class=a><p>{0}<br><span>May {1}, 2026</span></p></div><div class=b><a href='/papers/{1}'>VER +</a></div>"
    )
    named = ["Winches of the north", "Knots of the south", *TITLES[2:]]
    named[place] = LONG
    found = read(row, titles=tuple(named))
    assert titles(found) == named
    assert days(found) == ["2026-05-09", "2026-05-08", "2026-05-07", "2026-05-06"]


@pytest.mark.parametrize(("intro", "count"), [("All papers.", 3), ("All papers.", 4), (f"{LONG} and before", 4)])
@pytest.mark.parametrize("row", ["<h3><a href='/papers/p-{1}-x'>{0}</a></h3>", "<a href='/papers/p-{1}-x'>{0}</a>"])
def test_a_text_below_each_title_is_its_own(row: str, intro: str, count: int) -> None:
    texts = [f"{LONG}, and in the {n}th year of it." for n in (9, 8, 7, 6)]
    rows = "".join(
        row.format(title, 9 - n) + f"<p>{text}</p>" * (n < count)
        for n, (title, text) in enumerate(zip(TITLES, texts, strict=True))
    )
    found = read("", above=f"<p>{intro}</p>{rows}")
    assert titles(found) == list(TITLES)
    assert [each.excerpt for each in found][:count] == texts[:count]
