"""Any site: the page's own list beside one of what is read most, where no heading of the page tells them apart."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import ExtractError
from feeder.extract.listing import BESIDE, RIVAL
from feeder.extract.page import AnyPage
from feeder.model import Document, Page, Role

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 30, tzinfo=WIB)
URL = "https://kota.example/kabar"
MORE = '<p><a href="/kabar?page=2">Berikutnya</a></p>'
WORDS = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh".split()


def row(number: int, dated: bool, tag: str = "div") -> str:
    said = f"<p>{number:02} November 2025</p>" if dated else ""
    title = f"Warga Kota Terima Kabar Baik Ke{WORDS[number % 10]} Hari Ini"
    address = f"/kabar/warga-kota-terima-kabar-{WORDS[number % 10]}-{number}"
    return f"<{tag}><h3><a href={address}>{title}</a></h3>{said}</{tag}>"


def rows(*numbers: int, dated: bool = True, tag: str = "div") -> str:
    return "".join(row(number, dated, tag) for number in numbers)


def extract(body: str) -> Page:
    html = f"<title>Kota</title><body>{body}</body>"
    return AnyPage(url=URL).extract(Document(url=URL, body=html.encode(), seen=SEEN, role=Role.LISTING))


def followed(page: Page) -> list[int]:
    return [int(each.url.rpartition("-")[2]) for each in page.follow if each.role is Role.ARTICLE]


OWN = (29, 27, 26, 24)
MOST_READ = (11, 22, 3, 25, 14, 21)


@pytest.mark.parametrize("between", ["<hr>", ""], ids=["a rule", "nothing"])
def test_a_dated_list_below_one_that_is_not(between: str) -> None:
    popular = f"<h2>Paling Banyak Dibaca</h2><div>{rows(*MOST_READ, dated=False)}</div>"
    assert followed(extract(f"{popular}{between}<div>{rows(*OWN)}{MORE}</div>")) == [*OWN]
    assert followed(extract(f"{popular}{between}<div>{rows(*OWN)}</div>")) == [*OWN]


def test_a_rule_ends_what_a_heading_is_over() -> None:
    popular = f"<h2>Paling Banyak Dibaca</h2><div>{rows(*MOST_READ, dated=False)}</div>"
    assert followed(extract(f"{popular}<hr><div>{rows(*OWN, dated=False)}</div>{MORE}")) == [*OWN]


def test_a_first_page_that_goes_on_and_shows_nothing_of_its_own_is_refused() -> None:
    popular = f"<h2>Paling Banyak Dibaca</h2><div>{rows(*MOST_READ, dated=False)}</div>"
    with pytest.raises(ExtractError, match="expected a list of links to articles"):
        extract(f"{popular}<div>{rows(*OWN, dated=False)}</div>{MORE}")


@pytest.mark.parametrize("turned", [False, True])
def test_of_lists_without_a_heading_the_one_from_new_to_old(turned: bool) -> None:
    lists = [f"<div>{rows(*MOST_READ)}</div>", f"<section>{rows(*OWN)}</section>"]
    page = extract("".join(reversed(lists) if turned else lists))
    assert followed(page) == [*OWN]
    assert {each.reason for each in page.dropped} == {BESIDE}


def test_a_list_of_the_same_make_whose_dates_go_up_and_down_is_no_part_of_it() -> None:
    assert followed(extract(f"<div>{rows(*MOST_READ)}</div><div>{rows(*OWN)}</div>")) == [*OWN]


def test_lists_that_nothing_tells_apart_are_named() -> None:
    page = extract(
        f"<main><ul>{rows(29, 27, 26, 24, tag='li')}</ul></main><div><ol>{rows(19, 17, 16, 14, tag='li')}</ol></div>"
    )
    assert followed(page) in ([29, 27, 26, 24], [19, 17, 16, 14])
    assert {each.reason for each in page.dropped} == {RIVAL}


def test_a_list_from_new_to_old_beside_a_richer_one_in_no_order_is_named() -> None:
    text = "<p>Kepala dinas menyampaikan hal itu di depan warga yang memenuhi halaman balai kota sejak pagi hari.</p>"
    rich = "".join(f"<div>{row(n, False)}<img src=/{n}.jpg>{text}</div>" for n in MOST_READ)
    page = extract(f"<div>{rich}</div><ul>{rows(*OWN, dated=False, tag='li')}</ul>")
    assert followed(page) == [*MOST_READ]
    assert {each.reason for each in page.dropped} == {RIVAL}


def _front(lead: str) -> list[str]:
    """The items of a category, below one that is told larger above its heading."""
    numbers = (8, 7, 6, 5, 4)
    rows = "".join(
        f'<div><a href="/kabar/{n}/rapat"><h4>Rapat Pleno Terbuka Nomor {n}</h4></a><i>{n} November 2025</i></div>'
        for n in numbers
    )
    menu = '<nav><a href="/kabar">Kabar</a> <a href="/olahraga">Olahraga</a></nav>'
    html = f"<body>{menu}{lead}<section><h3>Kabar</h3>{rows}</section></body>"
    page = AnyPage(url=URL).extract(Document(url=URL, body=html.encode(), seen=SEEN, role=Role.LISTING))
    return [each.url.split("/")[4] for each in page.follow]


def _lead(number: int, place: str = "kabar", label: str = "") -> str:
    link = f'<a href="/{place}/{number}/rapat-nomor"><h2>Rapat Pleno Terbuka Nomor {number}</h2></a>'
    return f'<section>{label}<img src="/{number}.jpg">{link}<p>{number} November 2025</p></section>'


def test_the_newest_item_of_a_category_above_its_heading() -> None:
    assert _front(_lead(9)) == ["9", "8", "7", "6", "5", "4"]


def test_what_stands_above_the_heading_of_a_category_and_is_none_of_it() -> None:
    listed = ["8", "7", "6", "5", "4"]
    assert _front(_lead(9, "olahraga")) == listed
    assert _front(_lead(9, label="<h3>Terpopuler</h3>")) == listed
