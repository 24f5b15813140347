"""Any site: the categories, tags and comments of an item stand by it, and in links that may look like its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeder.extract.page import AnyPage
from feeder.model import Document, Page, Role

TITLES = (
    "Council approves new budget for schools",
    "New rules for the night bus take effect",
    "Residents ask about cycle paths",
    "Volunteers help the fire brigade",
    "Report on the collection of waste",
)
NEXT = "https://town.example/news/page/2"
SECTIONS = ("works", "traffic", "works", "news", "works")


def read(main: str, url: str = "https://town.example/news") -> Page:
    html = f"<title>News</title><body><main><h1>News</h1>{main}</main></body>"
    seen = datetime(2026, 11, 30, tzinfo=UTC)
    return AnyPage(url=url, zone=UTC).extract(Document(url=url, body=html.encode(), seen=seen, role=Role.LISTING))


def titles(main: str) -> list[str]:
    return [each.hint.title for each in read(main).follow if each.hint]


def item(place: int, label: str, folder: str = "/news") -> str:
    link = f"{folder}/{TITLES[place].lower().replace(' ', '-')}"
    return (
        f"<div class=item><h2><a href={link}>{TITLES[place]}</a></h2><p>In <a href={label}>{SECTIONS[place]}</a></p>"
        f"<p>Published: {28 - place} November 2026</p><p>What was said is told here at length.</p></div>"
    )


@pytest.mark.parametrize("label", ["/tag/{0}-{1}", "/news/tag:{0}-{1}", "/news/category/{0}-{1}", "/news?tag={0}-{1}"])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_tags_and_categories_by_their_words(label: str, count: int) -> None:
    rows = "".join(item(place, label.format(SECTIONS[place], place)) for place in range(count))
    assert titles(rows) == list(TITLES[:count])


@pytest.mark.parametrize("count", [2, 3, 5])
@pytest.mark.parametrize("leading", [0, 1])
@pytest.mark.parametrize("last", [0, 1])
def test_categories_in_the_folder_of_the_items(count: int, leading: int, last: int) -> None:
    rows = [item(place, f"/news/{SECTIONS[place]}") for place in range(count)]
    parts = (rows[:leading], rows[leading : count - last], rows[count - last :])
    assert titles("".join(f"<div>{''.join(part)}</div>" for part in parts if part)) == list(TITLES[:count])


def test_all_items_may_lie_in_a_category() -> None:
    rows = "".join(item(place, "/category/works", "/category/works") for place in range(5))
    assert titles(rows) == list(TITLES)


def test_a_short_title_among_long_ones_changes_nothing() -> None:
    rows = [item(place, f"/news/{SECTIONS[place]}") for place in range(5)]
    rows[2] = rows[2].replace(TITLES[2], "Cycle paths")
    assert titles("".join(rows)) == [*TITLES[:2], "Cycle paths", *TITLES[3:]]


def test_headlines_in_the_box_of_a_first_item_are_no_labels() -> None:
    named = [f"A small headline of the day, number {n}" for n in (1, 2)]
    small = "".join(f"<li><a href=/news/small-headline-{n}>{title}</a>" for n, title in enumerate(named))
    rows = "".join(item(place, "/profile") for place in range(1, 5))
    found = titles(f"<div>{item(0, '/profile')}<ul>{small}</ul></div><div>{rows}</div>")
    assert found == [TITLES[0], *named, *TITLES[1:]]


def test_short_titles_are_titles_where_each_has_its_row() -> None:
    rows = "".join(
        f"<li><a href=/news/{each}>{each.title()}</a> <i>{9 - n}.11.2026</i></li>"
        for n, each in enumerate(("knots", "winches", "buoys", "ropes"))
    )
    assert titles(rows) == ["Knots", "Winches", "Buoys", "Ropes"]


@pytest.mark.parametrize(
    "replies",
    [
        "<span class=x>댓글</span>2<span class=x>개</span>",
        "<span>댓글 2개</span>",
        "<em>评论(2)</em>",
        "<i>コメント</i> 2<i>件</i>",
    ],
)
def test_how_many_comments_there_are_is_no_part_of_a_title(replies: str) -> None:
    named = ["심야 버스 안내", "도서관 개방 회의 개최", "가로등 정비 설명회", "지워진 댓글 2개"]
    row = f"<tr><td><a href=/news/{{1}}>{{0}} {replies}</a></td><td>2026-05-0{{1}}</td></tr>"
    rows = "".join(row.format(title, 9 - n) for n, title in enumerate(named))
    assert titles(f"<table>{rows}</table>") == named


@pytest.mark.parametrize("counts", [(1, 2, 7, 9), (2, 3, 4, 5), (1, 1, 2, 3)])
@pytest.mark.parametrize("more", ["", "<p><span>1</span> <a href=/news/page/2>2</a> <a href=/news/page/2>Next</a></p>"])
def test_how_many_comments_there_are_is_no_page(counts: tuple[int, ...], more: str) -> None:
    address = "/news/{}-what-was-decided"
    rows = (
        f"<div><h2><a href={address.format(place)}>{TITLES[place]}</a></h2><p>{28 - place} November 2026</p>"
        f"<a href={address.format(place)}#comments>{count}</a></div>"
        for place, count in enumerate(counts)
    )
    page = read("".join(rows) + more)
    assert [each.url for each in page.follow if each.role is Role.LISTING] == [NEXT] * bool(more)
    assert [str(each.hint.stated.at.date()) for each in page.follow if each.hint and each.hint.stated] == [
        f"2026-11-{28 - place}" for place in range(4)
    ]


@pytest.mark.parametrize("url", ["https://town.example/", "https://town.example/2026/11/"])
@pytest.mark.parametrize("date", ["{0}-{1}-{2}", "{2} / {1} / {0}"])
def test_a_day_of_which_each_part_leads_to_what_came_out_then(url: str, date: str) -> None:
    links = ("<a href=/2026/>2026</a>", "<a href=/2026/11/>11</a>", "<a href=/2026/11/{0}/>{0}</a>")
    rows = (
        f"<div><h2><a href=/2026/11/{day}/{title}.html>{title}</a></h2><p>{date.format(*links).format(day)}</p></div>"
        for day, title in zip((29, 16, 14, 12, 10), ("Holes", "Orbit", "Penny", "Update", "There"), strict=True)
    )
    page = read("".join(rows), url)
    assert [str(each.hint.stated.at.date()) for each in page.follow if each.hint and each.hint.stated] == [
        f"2026-11-{day}" for day in (29, 16, 14, 12, 10)
    ]
    assert all(each.role is Role.ARTICLE for each in page.follow)
