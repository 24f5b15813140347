"""Entries of a list whose links lead to no page of the web."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeder.extract.kpu import KpuSite
from feeder.extract.listing.unsafe import NOWHERE
from feeder.extract.page import AnyPage
from feeder.model import Document, Role
from feeder.ports import Extractor

SEEN = datetime(2025, 11, 14, tzinfo=UTC)
TITLES = ("Rapat Pleno Terbuka Rekapitulasi", "Sosialisasi untuk Pemilih Pemula", "Kunjungan Mahasiswa ke Kantor")
SITES = (
    KpuSite(url="https://kota.example/blog/category/104"),
    AnyPage(url="https://kota.example/berita"),
)


def entry(address: str, title: str) -> str:
    share = '<a href="javascript:bagikan()">Bagikan</a> <a href="javascript:void(0)">Bagikan ke semua teman</a>'
    return f'<div><h3><a href="{address}">{title}</a></h3><p>13 November 2025</p><p>{share}</p></div>'


@pytest.mark.parametrize("site", SITES, ids=["kpu", "page"])
@pytest.mark.parametrize(
    "address", ["javascript:buka(4)", " JavaScript:void(0)", "data:text/html,<p>x", "file:///C:/berita/4.html"]
)
def test_they_are_counted_and_buttons_are_not(site: Extractor, address: str) -> None:
    rows = [entry(f"/blog/read/{n}_x{n}", title) for n, title in enumerate(TITLES)]
    menu = '<nav><a href="javascript:void(0)">Layanan Informasi Publik Kami</a></nav>'
    html = f"<h1>Berita</h1>{menu}{''.join(rows)}{entry(address, 'Pelantikan Pejabat di Kantor')}"
    url = next(iter(site.start())).url
    page = site.extract(Document(url=url, body=html.encode(), seen=SEEN, role=Role.LISTING))
    assert [each.hint.title for each in page.follow if each.hint] == list(TITLES)
    assert [each.what for each in page.dropped if each.reason == NOWHERE] == ["Pelantikan Pejabat di Kantor"]
