from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import html

from feeder.model import Attachment, Basis, Revision, StoredItem, When
from feeder.publish import site
from feeder.publish.site_changes import changes
from publish.examples import CHANNEL, NEWEST, stored

NAMES = {"kpu-jakarta": "KPU Jakarta"}
EDITED = NEWEST + timedelta(days=1)
PDF = Attachment(url="https://jakarta.kpu.go.id/dmdocuments/a.pdf", title="Pengumuman", size=1_253_376)


def page(item: StoredItem, **channel: str) -> html.HtmlElement:
    return html.document_fromstring(site.item(item, replace(CHANNEL, **channel), NAMES))  # type: ignore[arg-type]


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def every(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    return [each for each in element.xpath(path) if isinstance(each, html.HtmlElement)]


def facts(shown: html.HtmlElement) -> dict[str, str]:
    (found,) = shown.xpath("//dl[@class='facts']")
    return {text(name): text(value) for name, value in zip(found.iter("dt"), found.iter("dd"), strict=True)}


def edited() -> StoredItem:
    """An item whose title, text, day and files were changed, one after the other."""
    now = stored(1, title="Batas waktu 20 November", text="Isi baru.", attachments=(PDF,))
    first = replace(now.item, title="Batas waktu 14 November", text="Isi lama.", attachments=())
    second = replace(first, text="Isi baru.")
    at = now.first_seen
    return replace(
        now,
        updated=EDITED,
        revision=3,
        revisions=(
            Revision(number=1, since=at, reason="text", item=first),
            Revision(number=2, since=at + timedelta(hours=1), reason="title, attachments", item=second),
        ),
    )


def test_where_an_item_comes_from() -> None:
    shown = page(stored(1))
    assert text(shown.find(".//h1")) == "Berita 1"
    assert text(shown.xpath("//*[@class='body']")[0]) == "Isi berita 1."
    assert facts(shown) == {
        "Alamat asli": "https://jakarta.kpu.go.id/blog/read/1_berita",
        "Terbit": "13 November 2025. Situs tidak menyatakan tanggal; hari ini dibaca dari isi berita.",
        "Pertama kali dilihat": "13 November 2025 pukul 10.12 WIB",
        "Tanda pengenal": "tag:jakarta.kpu.go.id,2025:blog/read/1",
    }
    assert "Belum pernah diubah" in text(shown)


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.STATED, "Tanggal dinyatakan oleh situs."),
        (Basis.FIRST_SEEN, "Situs tidak menyatakan tanggal; ini saat berita pertama kali kami lihat."),
    ],
)
def test_how_the_day_is_known(basis: Basis, said: str) -> None:
    item = stored(1)
    known = replace(item, item=replace(item.item, published=When(at=NEWEST, basis=basis)))
    assert facts(page(known))["Terbit"].endswith(said)


def test_an_item_without_an_address() -> None:
    assert facts(page(stored(1, url="")))["Alamat asli"] == "Berita ini masuk sebagai teks, tanpa alamat."


def test_addresses_within_the_output_are_relative() -> None:
    shown = page(stored(1))
    assert shown.xpath("//link[@rel='stylesheet']/@href") == ["../assets/style.css"]
    assert shown.xpath("//header[@class='bar']/a/@href") == ["../index.html"]
    assert shown.xpath("//link[@rel='canonical']/@href") == ["https://jakarta.kpu.go.id/blog/read/1_berita"]


def test_attachments_with_their_size() -> None:
    shown = page(stored(1, attachments=(PDF, replace(PDF, url="https://jakarta.kpu.go.id/b.zip", title="", size=None))))
    links = shown.xpath("//section[@aria-labelledby='files']//li")
    assert [text(each) for each in links] == ["Pengumuman application/pdf, 1,2 MB", "b.zip application/zip"]


def test_a_picture_stands_above_the_text_unless_it_is_in_it() -> None:
    image = "https://jakarta.kpu.go.id/images/1.jpg"
    assert page(stored(1, image=image)).xpath("//img[@class='picture']/@src") == [image]
    assert not page(stored(1, image=image, html=f'<p><img src="{image}" alt=""></p>')).xpath("//img[@class='picture']")


def test_edits_newest_first_with_their_words() -> None:
    newest, oldest = page(edited()).xpath("//section[@class='version']")
    assert text(newest.find("h3")) == "Versi 3: judul, lampiran"
    assert [text(each) for each in newest.xpath(".//del")] == ["dihapus: 14"]
    assert [text(each) for each in newest.xpath(".//ins")] == ["ditambahkan: 20", "ditambahkan: Pengumuman"]
    assert [text(each) for each in oldest.xpath(".//dd")] == ["Isi dihapus: lama. ditambahkan: baru."]
    assert newest.xpath("string(.//time)") == "14 November 2025 pukul 09.12 WIB"


def test_an_edited_day_and_picture() -> None:
    now = stored(1, image="https://jakarta.kpu.go.id/b.jpg")
    before = replace(now.item, image="", published=When(at=NEWEST - timedelta(days=3)))
    item = replace(now, revision=2, revisions=(Revision(number=1, since=NEWEST, reason="date, image", item=before),))
    (change,) = page(item).xpath("//section[@class='version']")
    assert [text(each) for each in change.xpath(".//dd")] == [
        "sebelum: 10 November 2025 sesudah: 13 November 2025",
        "sebelum: tidak ada sesudah: https://jakarta.kpu.go.id/b.jpg",
    ]


def test_edits_whose_versions_were_not_asked_for() -> None:
    assert "versi sebelumnya ada di arsip" in text(page(stored(1, revision=2)))


def test_changes_of_an_item_that_never_changed() -> None:
    assert changes(stored(1)) == []


def test_a_withdrawn_item_says_so_and_when_it_was_seen_last() -> None:
    shown = page(stored(1, withdrawn=EDITED))
    assert "Berita ini sudah tidak ada di situs asalnya sejak 14 November 2025." in text(shown)
    assert facts(shown)["Terakhir dilihat"] == "14 November 2025 pukul 08.12 WIB"


def test_a_later_look_changes_no_page() -> None:
    item = stored(1)
    again = replace(item, last_seen=item.last_seen + timedelta(days=5))
    assert site.item(item, CHANNEL, NAMES) == site.item(again, CHANNEL, NAMES)


def test_another_language_is_marked() -> None:
    shown = page(stored(1, language="en"))
    assert shown.get("lang") == "id"
    assert shown.xpath("//*[@class='body']/@lang") == ["en"]


def test_a_month_in_pieces() -> None:
    items = (stored(n, withdrawn=EDITED if n == 2 else None) for n in range(1, 400))
    pieces = list(site.month(date(2025, 11, 1), items, CHANNEL))
    assert len(pieces) > 5
    shown = html.document_fromstring(b"".join(pieces))
    entries = every(shown, "//ul[@class='list']/li")
    assert text(shown.find(".//h1")) == "Berita November 2025"
    assert len(entries) == 399
    assert entries[0].xpath("a/@href") == [f"../../{site.item_name(stored(1))}"]
    assert text(entries[1]).endswith("Ditarik 14 November 2025")
    assert shown.xpath("//a[@type='application/json']/@href") == ["11.json"]


def test_recent_changes_of_all_items() -> None:
    others = [replace(edited(), id=f"tag:x,2025:{n}", updated=EDITED + timedelta(minutes=n)) for n in range(80)]
    shown = html.document_fromstring(site.revisions([stored(9), *others], CHANNEL))
    assert len(every(shown, "//article")) == site.LISTED
    assert shown.xpath("//article[1]/h2/a/@href") == [f"{site.item_name(others[-1])}#v3"]


def test_withdrawn_items() -> None:
    shown = html.document_fromstring(site.withdrawn([stored(1, withdrawn=EDITED)], CHANNEL))
    assert [text(each) for each in every(shown, "//li")] == ["13 November 2025 Berita 1 Ditarik 14 November 2025"]


@pytest.mark.parametrize(
    ("language", "changed", "gone"),
    [
        ("id", "Belum ada berita yang diubah.", "Belum ada berita yang ditarik."),
        ("en", "Nothing was changed yet.", "Nothing was withdrawn yet."),
    ],
)
def test_pages_without_anything(language: str, changed: str, gone: str) -> None:
    channel = replace(CHANNEL, language=language)
    assert changed in site.revisions([], channel).decode()
    assert gone in site.withdrawn([], channel).decode()
