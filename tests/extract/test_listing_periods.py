"""Days, months and years that stand once above several items."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import listing, markup
from feeder.model import Document
from feeder.normalise import addresses

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, tzinfo=WIB)
URL = "https://kota.kpu.go.id/blog/category/104"


def days(list_: str, above: str = "") -> list[str]:
    """What the items of a list are dated, as far as it is known."""
    html = f"<body><a href='{URL}'>Berita</a><main>{above}<h1>Berita</h1>{list_}</main></body>"
    tree = markup.tree(Document(url=URL, body=html.encode(), seen=SEEN))
    found = listing.read(tree, URL, is_item=lambda url: bool(addresses.article(url)), seen=SEEN, zone=WIB)
    return [f"{each.stated.at:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if each.stated else "" for each in found.drafts]


def item(number: int, said: str = "", tag: str = "li") -> str:
    title = f"Rapat Pleno Nomor {number} di Kota"
    return (
        f'<{tag}>{said}<h3><a href="/blog/read/{number}_x">{title}</a></h3><p>Rapat berlangsung sejak pagi.</p></{tag}>'
    )


def test_a_day_holds_for_all_items_as_far_as_the_next() -> None:
    timeline = (
        f"<ul><li><b>13 Nov. 2025</b></li>{item(9, '<i>15:30</i>')}{item(8, '<i>09:12</i>')}"
        f"<li><b>11 Nov. 2025</b></li>{item(7, '<i>08:00</i>')}</ul>"
    )
    assert days(timeline) == ["2025-11-13 15:30", "2025-11-13 09:12", "2025-11-11 08:00"]


@pytest.mark.parametrize("day", ["<b>13</b>", "<b>Kamis, 13</b>", "<b>13 Kam</b>"])
def test_a_month_above_days(day: str) -> None:
    archive = f"<h3>November 2025</h3><ul>{item(9, day)}</ul><h3>Oktober 2025</h3><ul>{item(8, '<b>7</b>')}</ul>"
    assert days(archive) == ["2025-11-13", "2025-10-07"]


def test_a_month_above_all_days() -> None:
    assert days(f"<h3>November 2025</h3><ul>{item(9, '<b>13</b>')}{item(8, '<b>7</b>')}</ul>") == [
        "2025-11-13",
        "2025-11-07",
    ]


@pytest.mark.parametrize("column", ["first", "last"])
def test_a_day_in_a_cell_that_spans_several_rows(column: str) -> None:
    """HTML, section 4.9.12."""

    def row(number: int, day: str = "", rows: int = 1) -> str:
        title = f'<td><a href="/blog/read/{number}_x">Rapat Pleno Nomor {number} di Kota</a></td>'
        cell = f'<td rowspan="{rows}">{day}</td>' if day else ""
        return f"<tr>{cell}{title}</tr>" if column == "first" else f"<tr>{title}{cell}</tr>"

    table = row(9, "13 November 2025", 3) + row(8) + row(7) + row(6, "11 November 2025") + row(5, "7/11/2025", 2)
    expected = ["2025-11-13"] * 3 + ["2025-11-11"] + ["2025-11-07"] * 2
    assert days(f"<table><tr><th>Tanggal</th><th>Judul</th></tr>{table}{row(4)}</table>") == expected


def test_a_year_above_days_without_one() -> None:
    archive = f"<h3>2024</h3><div>{item(9, '<b>13 Nov</b>', 'section')}{item(8, '<b>7 Mar</b>', 'section')}</div>"
    assert days(archive) == ["2024-11-13", "2024-03-07"]


@pytest.mark.parametrize("day", ["13/11", "13-11"])
def test_a_month_above_days_in_numbers(day: str) -> None:
    assert days(f"<h3>November 2025</h3><ul>{item(9, f'<time>{day}</time>')}{item(8)}</ul>")[0] == "2025-11-13"


def test_a_day_above_an_only_item_and_a_day_above_several() -> None:
    archive = (
        f"<h4>13 November 2025</h4><ul>{item(9)}</ul><h4>11 November 2025</h4><ul>{item(8)}</ul>"
        f"<h4>10 November 2025</h4><ul>{item(7)}{item(6)}</ul><h4>9 November 2025</h4><ul>{item(5)}</ul>"
    )
    assert days(archive) == ["2025-11-13", "2025-11-11", "2025-11-10", "2025-11-10", "2025-11-09"]


def test_views_are_no_days() -> None:
    assert days(f"<h3>November 2025</h3><ul>{item(9, '<b>13 views</b>')}{item(8, '<b>7 views</b>')}</ul>") == ["", ""]


@pytest.mark.parametrize("clock", ["Jumat, 14 November 2025", "Kamis, 13 November 2025 10:00 WIB"])
def test_a_day_above_all_items_may_be_that_of_the_page(clock: str) -> None:
    assert days(f"<p>{clock}</p><div>{item(9, tag='div')}{item(8, tag='div')}</div>") == ["", ""]


def test_the_date_of_a_change_is_not_that_of_the_item() -> None:
    said = "<p>Diperbarui: 14/11/2025 08:00</p><p>Terbit: 13/11/2025 09:12</p>"
    row = "<p>Diperbarui: 14/11/2025 08:00 | Terbit: 13/11/2025 09:12 | 34 hits</p>"
    found = days(f"<div>{item(9, said)}{item(8, row)}</div>")
    assert found == ["2025-11-13 09:12", "2025-11-13 09:12"]


def test_the_day_of_an_event_is_not_that_of_the_item() -> None:
    said = "<ul><li>Tanggal kegiatan: 10 November 2025</li><li>Diposting: 13 November 2025 09.12 WIB</li></ul>"
    assert days(f"<div>{item(9, said)}{item(8, said)}</div>") == ["2025-11-13 09:12", "2025-11-13 09:12"]


def test_attributes_that_say_when_it_was_changed() -> None:
    said = '<time itemprop="dateModified" datetime="2025-11-14T08:00:00+07:00"></time><p>13 November 2025</p>'
    assert days(f"<div>{item(9, said)}{item(8, said)}</div>") == ["2025-11-13", "2025-11-13"]


@pytest.mark.parametrize(
    ("period", "first", "second"),
    [("2025", "13 November", "12 November"), ("November 2025", "Kamis, 13", "Rabu, 12"), ("2025", "13 Nov", "12 Nov")],
)
def test_the_year_or_month_above_days_that_lack_it(period: str, first: str, second: str) -> None:
    rows = "".join(
        f'<dt>{day}</dt><dd><a href="/blog/read/{n}_rapat">Rapat Pleno Terbuka Nomor {n} di Kota</a></dd>'
        for n, day in ((9, first), (8, second))
    )
    assert days(f"<h2>{period}</h2><dl>{rows}</dl>") == ["2025-11-13", "2025-11-12"]


def test_the_year_above_the_month_above_the_items() -> None:
    months = f"<h3>November</h3><ul>{item(9)}{item(8)}</ul><h3>Oktober</h3><ul>{item(7)}{item(6)}</ul>"
    assert days(f"<h2>2025</h2>{months}") == ["", "", "", ""]
    dated = "".join(
        f"<h3>{day}</h3><ul>{item(n)}{item(n - 1)}</ul>" for n, day in ((9, "13 November"), (7, "3 Oktober"))
    )
    assert days(f"<h2>2025</h2>{dated}") == ["2025-11-13", "2025-11-13", "2025-10-03", "2025-10-03"]


def test_a_list_that_leaves_the_year_out_for_this_one_alone() -> None:
    rows = "".join(
        item(n, f"<b>{day}</b>") for n, day in ((9, "13 November"), (8, "20 Desember 2023"), (7, "9 Juni 2023"))
    )
    tree = markup.tree(Document(url=URL, body=f"<main><h1>Berita</h1><ul>{rows}</ul></main>".encode(), seen=SEEN))
    found = listing.read(tree, URL, is_item=lambda url: bool(addresses.article(url)), seen=SEEN, zone=WIB)
    assert [each.stated.yearless for each in found.drafts if each.stated] == [False] * 3
