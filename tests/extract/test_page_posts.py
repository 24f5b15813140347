"""Any site: posts that stand there whole, and lead to their own page by nothing but their date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract.page import AnyPage
from feeder.model import Document, Page, Role

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 30, tzinfo=WIB)
URL = "https://kota.example/catatan"
TITLES = ("Pasar Pagi Dibuka Kembali", "Jalan Utama Ditutup", "Sekolah Terima Buku Baru", "Taman Kota Diperluas")
TEXT = "Keterangan itu disampaikan kepala dinas pada pertemuan dengan warga di balai kota."
SAYS_NOTHING = "Tidak ada keluhan yang masuk hari itu."
DATES = ["{0}/11/2025", "{0}-11-2025", "{0} November 2025", "{0}/11/2025 09:12", "2025-11-{0}"]


def boxed(title: str, link: str) -> str:
    body = f"<p>{TEXT}</p><p>{SAYS_NOTHING}</p><p>{TEXT} Lagi.</p>"
    return f"<div><h2>{title}</h2>{body}<p><small>Diposting pada {link}</small></p></div>"


def flat(title: str, link: str) -> str:
    body = f"<p>{TEXT}</p><p>{SAYS_NOTHING}</p><p>{TEXT} Lagi.</p>"
    return f"<h3>{title}</h3>{body}<p>posted by humas | {link}</p><hr>"


def note(title: str, link: str) -> str:
    who = '<img src="/avatar.png"><b>Dinas Kota</b> <span>@dinaskota</span>'
    return f"<div>{who}<div><p><b>{title}</b></p><p>{TEXT}</p></div><div>{link} &middot; 3 suka</div></div>"


def extract(body: str) -> Page:
    html = f"<title>Catatan</title><body><h1>Catatan Dinas</h1><div>{body}</div></body>"
    return AnyPage(url=URL).extract(Document(url=URL, body=html.encode(), seen=SEEN, role=Role.LISTING))


@pytest.mark.parametrize("post", [boxed, flat, note])
@pytest.mark.parametrize("date", DATES)
def test_posts_whose_only_link_is_the_date(post: Callable[[str, str], str], date: str) -> None:
    posts = (post(title, f'<a href="/catatan/{70 - n}">{date.format(20 - n)}</a>') for n, title in enumerate(TITLES))
    hints = [each.hint for each in extract("".join(posts)).follow if each.hint]
    assert [hint.title for hint in hints] == list(TITLES)
    assert [hint.stated.at.day for hint in hints if hint.stated] == [20, 19, 18, 17]


def test_a_row_of_page_numbers_is_no_row_of_posts() -> None:
    posts = "".join(boxed(title, f'<a href="/catatan/{70 - n}">{20 - n}/11/2025</a>') for n, title in enumerate(TITLES))
    pages = "".join(f'<a href="/catatan/hal/{n}">{n}</a>' for n in (2, 3, 4, 5, 6))
    found = extract(posts + f"<p>{pages}</p>")
    assert [each.url for each in found.follow if each.role is Role.LISTING] == ["https://kota.example/catatan/hal/2"]
    assert len(found.follow) == len(TITLES) + 1


def test_the_date_below_a_text_that_ends_with_a_table_of_days() -> None:
    table = (
        "<table>" + "".join(f"<tr><td>{day} Desember 2025</td><td>Tahap</td></tr>" for day in (1, 2, 3)) + "</table>"
    )
    posts = (
        boxed(title, f'{table}<a href="/catatan/{70 - n}">{20 - n} November 2025</a>').replace("<p>", f"<p>{TEXT}", 1)
        for n, title in enumerate(TITLES)
    )
    hints = [each.hint for each in extract("".join(posts)).follow if each.hint]
    assert [hint.stated.at.day for hint in hints if hint.stated] == [20, 19, 18, 17]
