"""Lists that a page holds and does not show."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import listing, markup
from feeder.model import Document
from feeder.normalise import addresses

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
URL = "https://kota.kpu.go.id/blog/category/104"


def card(number: int, style: str = "") -> str:
    title = f"Rapat Pleno Nomor {number} di Kota"
    return f'<div{style}><h3><a href="/blog/read/{number}_x">{title}</a></h3><p>{number:02} November 2025</p></div>'


def cards(*some: int, style: str = "") -> str:
    return "".join(card(number, style) for number in some)


def read(main: str, above: str = "") -> list[int]:
    html = f"<title>KPU Kota</title><body>{above}<main><h1>Berita Terkini</h1>{main}</main></body>"
    tree = markup.tree(Document(url=URL, body=html.encode(), seen=SEEN))
    found = listing.read(
        tree,
        URL,
        is_item=lambda url: addresses.article(url) is not None,
        seen=SEEN,
        zone=WIB,
        category="Berita Terkini",
    )
    return [known.number for each in found.drafts if (known := addresses.article(each.url))]


HIDDEN = ('style="display:none"', "hidden", 'aria-hidden="true"', 'style="visibility: hidden"')


@pytest.mark.parametrize("how", HIDDEN)
def test_other_items_that_are_hidden_are_none(how: str) -> None:
    assert read(f"<div {how}>{cards(53, 52, 51)}</div><div>{cards(9, 8, 7)}</div>") == [9, 8, 7]


@pytest.mark.parametrize("how", HIDDEN)
def test_other_items_that_are_hidden_beside_an_only_item_are_none(how: str) -> None:
    assert read(f"<section>{card(9)}</section><section {how}><div>{cards(53, 52, 51)}</div></section>")[0] == 9


def test_items_in_a_template_are_none() -> None:
    assert read(f"<div>{cards(9, 8)}</div><template><div>{cards(53, 52)}</div></template>") == [9, 8]


def test_a_hidden_copy_of_the_same_items_changes_nothing() -> None:
    copy = f'<div style="display:none"><ul>{cards(9, 8, 7)}</ul></div>'
    assert read(f"<div>{cards(9, 8, 7)}</div>{copy}") == [9, 8, 7]
    assert read(f"{copy}<div>{cards(9, 8, 7)}</div>") == [9, 8, 7]


def test_items_that_a_button_shows_are_items() -> None:
    hidden = ' style="display: none"'
    assert read(f"<div>{cards(9, 8)}{cards(7, 6, style=hidden)}</div><button>Lainnya</button>") == [9, 8, 7, 6]
    assert read(f"<div>{cards(9, 8)}</div><div{hidden}>{cards(7, 6)}</div><button>Lainnya</button>") == [9, 8, 7, 6]


def test_items_behind_tabs_are_items() -> None:
    tabs = '<ul role="tablist"><li><a href="#a">2025</a></li><li><a href="#b">2024</a></li></ul>'
    panes = f"<div id=a role=tabpanel>{cards(9, 8)}</div><div id=b role=tabpanel hidden>{cards(7, 6)}</div>"
    assert read(tabs + panes) == [9, 8, 7, 6]


def test_items_that_come_in_one_by_one_are_items() -> None:
    assert read(f"<div>{cards(9, 8, 7, style=' style=visibility:hidden')}</div>") == [9, 8, 7]


def test_a_page_that_shows_nothing_before_its_script_ran_is_read() -> None:
    menu = f"<div>{cards(53, 52, 51)}</div>"
    page = f'<div>Memuat</div><div style="display:none"><h1>Berita Terkini</h1><div>{cards(9, 8, 7)}</div></div>'
    html = f"<title>KPU Kota</title><body>{menu}{page}</body>"
    tree = markup.tree(Document(url=URL, body=html.encode(), seen=SEEN))
    found = listing.read(tree, URL, is_item=lambda url: "/read/" in url, seen=SEEN, zone=WIB, category="Berita Terkini")
    assert len(found.drafts) == 3
    assert found.drafts[0].url.endswith("/9_x")


def test_what_opens_out_of_a_menu_is_none_of_the_items() -> None:
    entries = "".join(f'<li><a href="/page/{name}">{name}</a></li>' for name in ("Profil", "Layanan", "Kontak"))
    menu = f'<ul><li><a href="#">Berita</a><ul>{"".join(f"<li>{card(n)}</li>" for n in (53, 52, 51, 50))}</ul></li>'
    html = f"<title>KPU Kota</title><body>{menu}{entries}</ul><div>{cards(9, 8)}</div></body>"
    tree = markup.tree(Document(url=URL, body=html.encode(), seen=SEEN))
    found = listing.read(tree, URL, is_item=lambda url: "/read/" in url, seen=SEEN, zone=WIB)
    assert [draft.url.rpartition("/")[2] for draft in found.drafts] == ["9_x", "8_x"]
