"""Pages that libxml2 reads otherwise than browsers do."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import pytest
from lxml.html import tostring

from feeder.extract import markup
from feeder.model import Document

SEEN = datetime(2025, 11, 14, tzinfo=UTC)
SHADOW = "<div><template shadowrootmode=open><p>Teks dalam bayangan.</p></template></div>"
SPARE = f"<div id=app></div><noscript><p>{'Teks tanpa skrip. ' * 30}</p></noscript>"


def document(html: str) -> Document:
    return Document(url="https://kota.example/1", body=f"<body>{html}</body>".encode(), seen=SEEN)


def lines(html: str) -> list[str]:
    return markup.text(markup.tree(document(html))).split("\n")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (SHADOW, True),
        (SHADOW.replace("shadowrootmode=open", "x-for=i"), False),
        (SPARE, True),
        (f"<p>{'Teks halaman itu sendiri. ' * 30}</p>{SPARE}", False),
        ("<p>Memuat.</p><noscript>Teks: aktifkan JavaScript.</noscript>", False),
    ],
)
def test_what_is_shown_in_spite_of_its_element(html: str, shown: bool) -> None:
    said = "".join(lines(html))
    assert ("bayangan" in said or "tanpa skrip" in said) == shown


def test_cells_and_rows_end_what_was_left_open() -> None:
    html = "<table><tr><td><ul><li>Menu<td>Isi<td>Samping<tr><td>Kaki</table>"
    rows = [[cell.text_content() for cell in row] for row in markup.tree(document(html)).iter("tr")]
    assert rows == [["Menu", "Isi", "Samping"], ["Kaki"]]


def test_a_table_within_a_cell_stays_there() -> None:
    html = "<table><tr><td><li><table><tr><td>Dalam</table><td>Luar</table>"
    outer = next(markup.tree(document(html)).iter("tr"))
    assert [cell.text_content() for cell in outer] == ["Dalam", "Luar"]


@pytest.mark.parametrize(
    "first", ["<main>{}</main>", "<header><p>{}</header>", "<nav>{}</nav>", "<kpu-app>{}</kpu-app>"]
)
@pytest.mark.parametrize("rest", ["", "Isi <p>lain</p>", "<div>Isi</div>", "<footer>Kaki</footer><script>x</script>"])
def test_the_tags_of_head_and_body_may_be_left_out(first: str, rest: str) -> None:
    html = f"<!doctype html><html lang=id><meta charset=utf-8><title>Rapat</title>{first.format('Menu')}{rest}"
    tree = markup.tree(Document(url="https://kota.example/1", body=html.encode(), seen=SEEN))
    whole = markup.tree(
        Document(url="https://kota.example/1", body=html.replace("le><", "le><body><").encode(), seen=SEEN)
    )
    assert tostring(tree) == tostring(whole)


def test_what_stands_in_no_body_is_part_of_it() -> None:
    html = "<html><head><object data=a.swf></object><a name=atas></a><table><tr><td>Isi</table><div>Kaki</div>"
    document = Document(url="https://kota.example/1", body=html.encode(), seen=SEEN)
    assert markup.text(markup.tree(document)).split() == ["Isi", "Kaki"]
    assert [each.tag for each in markup.tree(document)] == ["head", "body"]


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<p>Teks <a href=/x>satu<p>Dua<p>Tiga", ["satu"]),
        ("<ul><li><a href=/1>Satu<li><a href=/2>Dua</ul><p>Kaki", ["Satu", "Dua"]),
        ("<dl><dt>Kamis<dd><a href=/1>Satu<dt>Rabu<dd><a href=/2>Dua</dl>", ["Satu", "Dua"]),
        ("<ul><li><a href=/1><b>Satu</b><li><a href=/2><b>Dua</b></ul>", ["Satu", "Dua"]),
        ("<p><a href=/1><p>Kartu</p></a></p>", ["Kartu"]),
        ("<li><a href=/1><p>Kartu</p><p>Isi</p></a>", ["KartuIsi"]),
    ],
)
def test_items_and_paragraphs_end_a_link_that_was_left_open(html: str, links: list[str]) -> None:
    document = Document(url="https://kota.example/1", body=html.encode(), seen=SEEN)
    assert [link.text_content() for link in markup.tree(document).iter("a")] == links


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</body></html>\n<!-- kepala --><html><body>"])
def test_what_stands_behind_the_end_of_the_page_is_part_of_it(end: str) -> None:
    """Old templates have a header that ends the page, and a footer that ends it again."""
    assert lines(f"<html><body><p>Kepala</p>{end}Teks <p>Isi</p></body></html> <p>Kaki</html>") == [
        "Kepala", "Teks", "Isi", "Kaki",
    ]  # fmt: skip


def test_a_text_whose_markup_was_escaped_once_too_often() -> None:
    told = "".join(f"<p>Alinea {number} tentang rapat pleno terbuka di aula kantor.</p>" for number in range(5))
    assert lines(f"<div>{escape(told)}</div>")[0] == "Alinea 0 tentang rapat pleno terbuka di aula kantor."
    noisy = lines(f"<div>{escape('<!-- Word --><?xml x?>' + told)}</div>")
    assert noisy[0] == "Alinea 0 tentang rapat pleno terbuka di aula kantor."
    assert "<p>" in lines(f"<pre>{escape(told)}</pre>")[0]
    about = "Teks ini menjelaskan bahwa <p> memulai alinea dan </p> mengakhirinya. " + "Tidak lebih dari itu. " * 9
    assert "<p>" in lines(f"<div>{escape(about)}</div>")[0]


@pytest.mark.parametrize(
    ("attribute", "write"),
    [
        ("isi", escape),
        (":isi", lambda told: escape(json.dumps(told))),
        ("v-bind:isi", lambda told: escape(f"'{told}'")),
    ],
    ids=["text", "JSON", "expression"],
)
def test_what_an_element_of_the_site_is_given_to_show(attribute: str, write: Callable[[str], str]) -> None:
    told = "".join(f"<p>Alinea {number} tentang rapat pleno terbuka di aula kantor.</p>" for number in range(5))
    given = f'{attribute}="{write(told)}"'
    assert lines(f"<h1>Rapat</h1><isi-berita {given}></isi-berita>")[1:3] == [
        "Alinea 0 tentang rapat pleno terbuka di aula kantor.",
        "Alinea 1 tentang rapat pleno terbuka di aula kantor.",
    ]
    assert len(lines(f"<h1>Rapat</h1><isi-berita {given}><p>Sudah ada.</p></isi-berita>")) == 2
    assert len(lines(f"<h1>Rapat</h1><div {given}></div>")) == 1


BOX = "<div class=card><h4><a href=/{0}>Judul {0}</a></h4><p>{0} November 2025</p><div>{1}Isi {0} …</div></div>"
ENTRY = "<li><h3>Judul {0}</h3>{1}Isi {0} …<p>{0} November 2025</p><a href=/{0}>Selengkapnya</a></li>"
LINK = "<a class=card href=/{0}><div><h4>Judul {0}</h4><p>{0} November 2025</p><div>{1}Isi {0} …</div></div></a>"
LINE = "<div><h4><a href=/{0}>Judul {0}</a></h4><p>{0} November 2025</p>{1}Isi {0} …</div>"

GRID = (
    '<div class="col list"><div class=row><div class=col><h4><a href=/{0}>Judul {0}</a></h4></div></div>'
    "<div class=row><div class=half><img src=/{0}.jpg></div><div class=half><p>{1}Isi {0} …</p></div></div></div>"
)


@pytest.mark.parametrize("row", [BOX, ENTRY, LINK, LINE, GRID])
@pytest.mark.parametrize("cut", ["<div>", "<div><div>", "<div class=x><p>", "<table><tr><td>"])
@pytest.mark.parametrize("at", [{1}, {3}, {4}, {2, 3}, {1, 2, 3, 4}])
def test_rows_end_what_an_excerpt_left_open(row: str, cut: str, at: set[int]) -> None:
    rows = "".join(row.format(place, cut if place in at else "") for place in range(1, 6))
    tag = "ul" if row is ENTRY else "section"
    html = f"<body><h1>Berita</h1><{tag}>{rows}</{tag}><ul><li><a href=?page=2>2</a></ul><footer>Kaki</footer>"
    tree = markup.tree(Document(url="https://kota.example/", body=html.encode(), seen=SEEN))
    found = next(tree.iter(tag))
    titles = [[each.text_content() for each in row.iter("h3", "h4")] for row in found if "Isi" in row.text_content()]
    assert titles == [[f"Judul {place}"] for place in range(1, 6)]
    words = markup.text(tree).split()
    assert [each for each in words if each in ("Berita", "Judul", "2", "Kaki")][-2:] == ["2", "Kaki"]


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li class=c>{1}<ul><li class=c>{2}<li class=c>{3}</ul></ul>",
        "<div class=c>{1}<div><div class=c>{2}</div><div class=c>{3}</div></div></div>",
        "<div class=c><h2>{1}</h2><div class=c><h3>{2}</h3></div><div class=c><h3>{3}</h3></div></div>",
        "<div class=c>{1}<div class=c>{2}</div></div><div class=c>{3}</div>",
    ],
)
def test_what_lies_in_another_by_right_stays_there(html: str) -> None:
    links = [f"<a href=/{place}>Judul</a>" for place in range(4)]
    body = f"<body>{html.format(*links)}".encode()
    tree = markup.tree(Document(url="https://kota.example/", body=body, seen=SEEN))
    outer, inner, *_ = tree.find_class("c")
    assert outer in inner.iterancestors()


@pytest.mark.parametrize("tag", ["header", "section", "nav", "main", "li", "h2", "figure", "form", "SECTION"])
@pytest.mark.parametrize("inside", ["<div>", "<div class=a><p><div>", "<div><span>", "<!-- </div> --><div>"])
def test_a_div_that_was_left_open_ends_with_what_is_around_it(tag: str, inside: str) -> None:
    tree = markup.tree(document(f"<{tag}>{inside}Menu</{tag}><p>Isi</p>"))
    assert [each.text for each in tree.iter("p") if each.getparent().tag == "body"] == ["Isi"]


@pytest.mark.parametrize(
    "html",
    [
        "<section><table><tr><td><div>Satu</section><p>Isi</p></td></tr></table></section>",  # an end tag out of place
        "<ul><li><div>Satu</div></li></section></ul><p>Isi</p>",
        "<script>'<section><div>'</script></section><p>Isi</p>",
    ],
)
def test_other_end_tags_end_no_more_than_they_did(html: str) -> None:
    shown, plain = (lines(each) for each in (html, html.replace("</section>", "")))
    assert shown == plain


def test_very_many_divs_that_were_left_open() -> None:
    said = lines("<header><div>Menu</header><p>Isi</p>" + "<ul><li><div>" * 5000 + "</ul>" * 5000)
    assert said[:2] == ["Menu", "Isi"]
