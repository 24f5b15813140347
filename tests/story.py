"""An article about boats, and how a page is read that has it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from feeder.extract import article, markup
from feeder.model import Document, Draft

ZONE = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, 1, tzinfo=ZONE)
URL = "https://warta.example/cerita/7"
TITLE = "Perahu Kayu Terakhir di Muara Karang"
FIRST = "Di tepi muara, tiga perajin tua masih membuat perahu dari kayu ulin, papan demi papan."
MORE = (
    "Satu perahu mereka selesaikan dalam empat bulan, tanpa gambar dan tanpa paku besi. Kayunya datang dari hulu.",
    "Anak-anak mereka bekerja di pabrik. Tidak seorang pun, kata mereka, mau meneruskan pekerjaan itu lagi.",
    "Tahun ini mereka menerima dua pesanan, yang satu dari sebuah museum di kota lain, yang satu dari nelayan.",
)
LAST = "Perahu untuk nelayan itu akan diluncurkan sebelum musim hujan tiba, bila cuaca mengizinkan."
BODY = "".join(f"<p>{each}</p>" for each in MORE)


def read(main: str, head: str = f"<title>{TITLE}</title>") -> Draft:
    body = f'<html lang="id"><head>{head}</head><body>{main}</body></html>'.encode()
    document = Document(url=URL, body=body, seen=SEEN)
    return article.read(markup.tree(document), document, zone=ZONE)


def text(draft: Draft) -> str:
    return markup.text(markup.tree(Document(url=URL, body=f"<body>{draft.html}".encode(), seen=SEEN)))
