"""Whatever a writer makes, in whatever frame of a site: the text of an article comes whole, and with nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from feeder.extract import article, markup
from feeder.model import Document
from feeder.normalise import html

WIB = ZoneInfo("Asia/Jakarta")
URL = "https://kota.kpu.go.id/blog/read/9_x"
TITLE = "KPU Kota Menggelar Rapat Koordinasi Data Pemilih"
SAID = "Rapat koordinasi berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan dari kota."
MORE = "Ketua menyampaikan bahwa data pemilih harus diperiksa bersama, kelurahan demi kelurahan, sampai akhir bulan."

TEXTS = (
    f"<p>{SAID}</p><p>{MORE}</p>",
    f"<p>{SAID} {MORE}</p>",
    f"<div>{SAID}<br><br>{MORE}<br><br>Rapat ditutup dengan doa bersama pada sore hari.</div>",
    f'<div style="text-align: justify">{SAID} {MORE}</div>',
)
PIECES = (
    "<p>Demikian disampaikan.</p>",
    "<p>Bagaimana cara mendaftar?</p>",
    f"<blockquote><p>“{MORE}”</p></blockquote>",
    "<h3>Tahapan berikutnya</h3><p>Bimbingan teknis di setiap kecamatan.</p>",
    "<ul><li>Fotokopi KTP</li><li>Pas foto berwarna</li></ul>",
    "<ol><li>Ahmad Fauzi</li><li>Dewi Lestari</li></ol>",
    "<table><tr><td>No</td><td>Nama</td></tr><tr><td>1</td><td>Ahmad Fauzi</td></tr></table>",
    "<table><tr><th>Tanggal</th><th>Kegiatan</th></tr><tr><td>10 November 2025</td><td>Rapat</td></tr>"
    "<tr><td>11 November 2025</td><td>Pelatihan</td></tr></table>",
    "<p>10 November 2025 : Rapat</p><p>11 November 2025 : Pelatihan</p><p>12 November 2025 : Penutupan</p>",
    "<p>Hari/Tanggal : Senin, 10 November 2025<br>Waktu : 09.00 WIB<br>Tempat : Aula KPU</p>",
    "<p>Pada Senin (10/11/2025), berkas itu diserahkan.</p>",
    "<p>Video itu telah dilihat 2.000 kali.</p>",
    "<p>Penulis buku tersebut adalah mantan anggota KPU.</p>",
    "<p>Kategori pemilih: pemula, muda, dan lansia.</p>",
    '<p><a href="/storage/lampiran.pdf">Unduh lampiran pengumuman</a></p>',
    '<p><a href="https://cekdptonline.kpu.go.id">https://cekdptonline.kpu.go.id</a></p>',
    '<p><img src="/storage/foto.jpg" width="800" height="500"></p>',
    "<p>#KPUMelayani #Pemilu2029</p>",
)

MENU = '<ul><li><a href="/">Beranda</a></li><li><a href="/blog/category/104">Berita</a></li></ul>'
SHARE = '<div>Bagikan: <a href="https://wa.me/?text=x">WhatsApp</a> <a href="https://t.me/share/url">Telegram</a></div>'
ROWS = "".join(
    f'<li><a href="/blog/read/{n}_y">Judul Berita Lain Nomor {n} di Kota</a> <small>1{n} November 2025</small></li>'
    for n in (1, 2, 3)
)
OTHERS = f"<h4>{{}}</h4><ul>{ROWS}</ul>"
FOOT = "<p>© 2025 KPU Kota.</p><p>Jl. Merdeka No. 1. Telp. 021-390425. Email: kota@kpu.go.id</p>"
FRAMES = (
    f"<header>{MENU}</header><main><article><h1>{TITLE}</h1><p>14 November 2025 | Humas | 98 kali dibaca</p>"
    f"<div>{{}}</div>{SHARE}</article></main><aside>{OTHERS.format('Terpopuler')}</aside><footer>{FOOT}</footer>",
    f"<div>{MENU}</div><div><div><h2>{TITLE}</h2><div><span>Humas</span> <span>14/11/2025 09:12</span></div>"
    f"<div>{{}}</div>{SHARE}<div>{OTHERS.format('Berita Terkait')}</div></div></div><div>{FOOT}</div>",
    f"<div>{MENU}</div><div><h2>{TITLE}</h2><small>Jumat, 14 November 2025</small>{{}}{SHARE}"
    f"{OTHERS.format('Baca Juga')}</div><div>{FOOT}</div>",
    f"<table><tr><td>{MENU}</td></tr><tr><td><table><tr><td><h1>{TITLE}</h1></td></tr>"
    f"<tr><td>14 November 2025</td></tr><tr><td>{{}}</td></tr></table></td><td>{OTHERS.format('Lainnya')}</td></tr>"
    f"<tr><td>{FOOT}</td></tr></table>",
    f"{MENU}<h1>{TITLE}</h1><i>Diposting 14 November 2025 oleh Humas</i>{{}}{SHARE}{FOOT}",
)


@given(st.sampled_from(FRAMES), st.sampled_from(TEXTS), st.lists(st.sampled_from(PIECES), unique=True, max_size=4))
@example(FRAMES[2], TEXTS[2], PIECES[6:8])
@example(FRAMES[4], TEXTS[1], PIECES[8:10])
@example(FRAMES[0], TEXTS[0], PIECES[7:10])
def test_what_stands_behind_the_first_paragraphs_comes_whole(frame: str, text: str, pieces: Sequence[str]) -> None:
    assert read(frame, text, *pieces) == said(text, *pieces)


@given(st.sampled_from(FRAMES), st.sampled_from(PIECES), st.sampled_from(PIECES))
def test_what_stands_before_the_paragraphs_comes_whole(frame: str, first: str, last: str) -> None:
    text = f"<p>{SAID}</p><p>{MORE}</p>"
    pieces = (first, text) if first == last else (first, text, last)
    assert read(frame, *pieces) == said(*pieces)


def said(*pieces: str) -> str:
    return html.text(html.clean("".join(pieces), URL))


def read(frame: str, *pieces: str) -> str:
    """The text of the article; its day and its files are those that are stated."""
    page = f"<!DOCTYPE html><title>{TITLE} - KPU Kota</title><body>{frame.format(''.join(pieces))}</body>"
    document = Document(url=URL, body=page.encode(), seen=datetime(2025, 11, 20, tzinfo=WIB))
    draft = article.read(markup.tree(document), document, zone=WIB)
    assert draft.stated is not None
    assert draft.stated.at.date().isoformat() == "2025-11-14"
    assert len(draft.attachments) == "".join(pieces).count(".pdf")
    return html.text(html.clean(draft.html, draft.base))
