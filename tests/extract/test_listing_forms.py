"""Listings whose pages are reached by forms."""

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


def following(control: str, url: str = URL) -> str:
    items = "".join(f'<li><a href="/blog/read/{n}_x">Rapat Pleno Nomor {n}</a></li>' for n in (9, 8, 7))
    tree = markup.tree(Document(url=url, body=f"<body><ul>{items}</ul>{control}</body>".encode(), seen=SEEN))
    found = listing.read(tree, url, is_item=lambda each: addresses.article(each) is not None, seen=SEEN, zone=WIB)
    return found.next


OPTIONS = "<option value=1>1</option><option value=2>Halaman 2</option>"


@pytest.mark.parametrize(
    "control",
    [
        '<form><button name="page" value="1" disabled>1</button><button name="page" value="2">2</button></form>',
        '<form action="/blog/category/104?page=7"><input type="submit" name="page" value="2"></form>',
        f'<form><select name="page" onchange="this.form.submit()">{OPTIONS}</select></form>',
        f"""<select onchange="location.href='?page=' + this.value">{OPTIONS}</select>""",
        f'<select onchange="location = this.value"><option value="{URL}?page=2">Halaman 2</option></select>',
    ],
)
def test_the_next_page_by_a_form(control: str) -> None:
    assert following(control) == f"{URL}?page=2"


def test_what_a_form_sends_beside_the_page() -> None:
    hidden = '<input type="hidden" name="urut" value="baru"><input type="hidden" value="tanpa nama">'
    control = f'<form>{hidden}<button name="page" value="2">2</button></form>'
    assert following(control, f"{URL}?urut=baru") == f"{URL}?urut=baru&page=2"


@pytest.mark.parametrize(
    "control",
    [
        '<form method="post"><button name="page" value="2">2</button></form>',
        '<form><select name="bulan"><option value="2">2</option></select></form>',
        '<form><button name="page" value="2">Cari</button></form>',
        '<form><button value="2">2</button></form>',
        '<form><input type="number" name="page" value="2"></form>',
        '<button name="page" value="2">2</button>',
        "<select><option value=2>2</option></select>",
        '<form action="http://[x"><button name="page" value="2">2</button></form>',
        '<form action="javascript:alert(1)"><button name="page" value="2">2</button></form>',
        '<select><option value="javascript:/alert(1)">2</option></select>',
    ],
)
def test_other_controls_lead_nowhere(control: str) -> None:
    assert following(control) == ""
