from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import ExtractError
from feeder.extract import markup
from feeder.extract.page import AnyPage
from feeder.extract.page_lists import Candidate, survey
from feeder.model import Document, Draft, Page, Request, Role

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
URL = "https://kota.example/kabar"
TITLES = (
    "Pasar Pagi Dibuka Kembali Setelah Perbaikan",
    "Jalan Utama Ditutup Selama Akhir Pekan",
    "Sekolah Dasar Terima Seribu Buku Baru",
    "Taman Kota Akan Diperluas Tahun Depan",
    "Warga Diminta Hemat Air Selama Kemarau",
)
WORDS = ("pasar", "jalan", "pasar", "taman", "air")
TEXT = "Keterangan itu disampaikan kepala dinas pada pertemuan dengan warga di balai kota. "
MENU = "".join(
    f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("profil", "layanan", "kontak", "kabar", "unduhan")
)
TAGS = "".join(
    f'<a href="/tag/{name}">{name}</a> ' for name in ("pasar-tradisional-kota", "jalan-raya-utama", "taman-kota-baru")
)


def slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def page(*addresses: str, more: str = "") -> str:
    cards = "".join(
        f"""<div><img src="/foto/{number}.jpg"><h3><a href="{address}">{title}</a></h3><p>{TEXT}...</p>
        <i>1{number}/11/2025</i></div>"""
        for number, (address, title) in enumerate(zip(addresses, TITLES, strict=False))
    )
    return f"""<html><head><title>Kota</title></head><body><ul>{MENU}</ul><div><h2>Kabar Kota</h2>{cards}{more}</div>
    <div><h4>Topik</h4>{TAGS}</div><footer><a href="/kebijakan-privasi-situs-ini">Kebijakan privasi</a></footer>
    </body></html>"""


def extract(html: str, url: str = URL, role: Role = Role.LISTING) -> Page:
    return AnyPage(url=URL).extract(Document(url=url, body=html.encode(), seen=SEEN, role=role))


def look(html: str, url: str = URL) -> tuple[Candidate, ...]:
    return survey(markup.tree(Document(url=url, body=html.encode(), seen=SEEN)), url)


PATTERNS = [
    ([f"/kabar/{slug(title)}" for title in TITLES], "kota.example/kabar/<slug>"),
    ([f"/{slug(title)}.html" for title in TITLES], "kota.example/<slug>.html"),
    ([f"/kabar/{number}" for number in range(70, 75)], "kota.example/kabar/<n>"),
    ([f"/2025/11/{number}/{slug(title)}" for number, title in enumerate(TITLES)], "kota.example/<n>/<n>/<n>/<slug>"),
    ([f"/baca.php?lihat=kabar&id={number}" for number in range(5)], "kota.example/baca.php?id=<n>&lihat=kabar"),
    (
        [f"/{word}/{slug(title)}" for word, title in zip(WORDS, TITLES, strict=True)],
        "kota.example/<name>/<slug>",
    ),
    ([f"/kabar/{word}" for word in ("pasar", "jalan", "sekolah", "taman", "air")], "kota.example/kabar/<name>"),
    ([f"https://lain.example/kabar/{slug(title)}" for title in TITLES], "lain.example/kabar/<slug>"),
]  # fmt: skip


@pytest.mark.parametrize(("addresses", "pattern"), PATTERNS)
def test_patterns(addresses: list[str], pattern: str) -> None:
    best = look(page(*addresses))[0]
    assert (best.pattern, best.count, best.titles) == (pattern, 5, TITLES[:3])


@pytest.mark.parametrize(("addresses", "pattern"), PATTERNS)
def test_the_articles_are_followed(addresses: list[str], pattern: str) -> None:
    found = extract(page(*addresses))
    assert [request.hint.title for request in found.follow if request.hint] == list(TITLES)
    assert {request.role for request in found.follow} == {Role.ARTICLE}
    hint = found.follow[0].hint
    assert hint is not None
    assert hint.image == "https://kota.example/foto/0.jpg"
    assert hint.stated is not None
    assert hint.excerpt.startswith(TEXT[:40])


def test_the_next_page_is_followed() -> None:
    found = extract(
        page(*(f"/kabar/{slug(title)}" for title in TITLES), more='<p><a href="/kabar?hal=2">Berikutnya</a></p>')
    )
    assert found.follow[-1] == Request(url=f"{URL}?hal=2", role=Role.LISTING)


def test_a_front_page_of_several_lists() -> None:
    def section(name: str, *titles: str) -> str:
        cards = "".join(
            f'<article><h3><a href="/kabar/{slug(title)}">{title}</a></h3><p>{TEXT}</p></article>' for title in titles
        )
        return f"<section><h2>{name}</h2><div>{cards}</div></section>"

    popular = section("Most Popular", "Sepuluh Tempat Makan Enak di Kota", "Jadwal Kereta Pagi Berubah Lagi")
    front = f"<html><main>{section('Politik', *TITLES[:3])}{section('Ekonomi', *TITLES[3:])}{popular}</main></html>"
    assert [request.hint.title for request in extract(front).follow if request.hint] == list(TITLES)


def test_it_starts_with_the_page() -> None:
    assert list(AnyPage(url=URL).start()) == [Request(url=URL, role=Role.LISTING)]


ARTICLE = f"<html><title>Kota</title><h1>{TITLES[0]}</h1><div><p>{TEXT * 3}</p><p>{TEXT * 4}</p></div></html>"


@pytest.mark.parametrize("role", [Role.ARTICLE, Role.UNKNOWN])
def test_an_article_gives_itself(role: Role) -> None:
    (draft,) = extract(ARTICLE, "https://kota.example/kabar/pasar", role).items
    assert draft.title == TITLES[0]


def test_a_page_that_nobody_asked_for_may_be_the_listing() -> None:
    html = page(*(f"/kabar/{slug(title)}" for title in TITLES))
    assert len(extract(html, role=Role.UNKNOWN).follow) == 5
    assert len(extract(html, "https://kota.example/simpan.html", Role.UNKNOWN).follow) == 5


def test_a_page_that_nobody_asked_for_is_an_article_if_that_says_more_than_the_list_beside_it() -> None:
    links = "".join(f'<li><a href="/kabar/{slug(title)}">{title}</a></li>' for title in TITLES)
    long = "".join(f"<p>{TEXT} Bagian {n}.</p>" for n in range(12))
    page = f"<html><title>{TITLES[0]} - Kota</title><h1>{TITLES[0]}</h1><div>{long}</div><ul>{links}</ul>"
    (draft,) = extract(page, "https://kota.example/simpan.html", Role.UNKNOWN).items
    assert "Bagian 11" in draft.html
    assert TITLES[2] not in draft.html
    short = page.replace(long, f"<p>{TEXT}</p>")
    assert extract(short, "https://kota.example/simpan.html", Role.UNKNOWN).follow


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (f"<html><ul>{MENU}</ul><p>{TEXT}</p></html>", "expected a list of links to articles"),
        ("<html><title>503 Service Unavailable</title><h1>503 Service Unavailable</h1></html>", "an error page: 503"),
        ("", "empty page"),
    ],
)
def test_what_has_no_list(html: str, message: str) -> None:
    with pytest.raises(ExtractError, match=f"^{URL}: ") as caught:
        extract(html)
    assert message in str(caught.value)
    assert html == "" or look(html) == ()


def test_an_index_by_letters_or_topics_is_no_list_of_articles() -> None:
    letters = "".join(f'<a href="/indeks/{letter}">{letter.upper()}</a> ' for letter in "abcdefghijklmnop")
    topics = "".join(
        f'<a href="/topik-{name}">{name.title()}</a> ' for name in ("pasar", "jalan", "air", "taman", "sekolah")
    )
    article = f'<ol><li><a href="/kabar/{slug(TITLES[0])}">{TITLES[0]}</a>, 13/11/2025</li></ol>'
    side = "".join(f'<li><a href="/kabar/{slug(title)}">{title}</a></li>' for title in TITLES[1:])
    html = f"<title>Kota</title><h1>Kabar</h1><p>{letters}</p><p>{topics}</p>{article}<h3>Populer</h3><ul>{side}</ul>"
    found = extract(html, f"{URL}?page=4")
    assert [request.hint.title for request in found.follow if request.hint] == [TITLES[0]]


def test_a_list_that_is_only_data() -> None:
    posts = ",".join(
        f'{{"title": "{title}", "url": "/kabar/{slug(title)}", "published_at": "2025-11-13", "excerpt": "{TEXT}"}}'
        for title in TITLES
    )
    found = extract(f'<html><body><script type="application/json">{{"posts": [{posts}]}}</script></body></html>')
    assert [request.hint.title for request in found.follow if request.hint] == list(TITLES)


ITEMS = [{"@type": "ListItem", "position": n, "url": f"{URL}/{slug(title)}"} for n, title in enumerate(TITLES, 1)]
DECLARED = json.dumps({"@context": "https://schema.org", "@type": "ItemList", "itemListElement": ITEMS})
LINKS = json.dumps({"links": [], "kabar": [{"title": each, "url": f"/data/{slug(each)}"} for each in TITLES]})


@pytest.mark.parametrize("data", [DECLARED, LINKS])
def test_a_list_of_addresses_that_is_only_data(data: str) -> None:
    found = extract(f'<html><body><div></div><script type="application/json">{data}</script></body></html>')
    assert [each.url.rpartition("/")[2] for each in found.follow] == [slug(title) for title in TITLES]


def test_the_title_that_a_list_does_not_say_is_that_of_the_article() -> None:
    list_ = extract(f'<html><body><script type="application/json">{DECLARED}</script></body></html>')
    document = Document(url=URL, body=ARTICLE.encode(), seen=SEEN, role=Role.ARTICLE, hint=list_.follow[0].hint)
    assert AnyPage(url=URL).extract(document).items[0].title == TITLES[0]


def test_links_that_are_shown_go_before_addresses_in_data() -> None:
    shown = page(
        *(f"/kabar/{slug(title)}" for title in TITLES), more=f'<script type="application/json">{LINKS}</script>'
    )
    assert extract(shown).follow[0].url == f"{URL}/{slug(TITLES[0])}"


def test_addresses_in_data_make_no_list_of_an_article() -> None:
    body = ARTICLE.replace("<div>", f'<script type="application/json">{LINKS}</script><div>', 1)
    assert extract(body, f"{URL}/artikel", Role.UNKNOWN).items[0].title == TITLES[0]


POSTS = json.dumps({"posts": [{"id": n, "title": each, "slug": slug(each)} for n, each in enumerate(TITLES)]})
HALF = POSTS[: len(POSTS) // 2]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            f"<script type='application/json'>{HALF}</script></html>",
            "the page's data break off in the middle: expected",
        ),
        (f"<script type='application/json'>{POSTS[:-2]}</script></html>", "the page's data break off"),
        (f"<script type='application/json'>{POSTS[:99]}tru</script></html>", "the page's data break off"),
        (f"<div id=app data-page='{HALF}'></div></html>", "the page's data break off"),
        (f"<div id=app data-page='{HALF}", "the page breaks off in the middle: expected"),
        (f"<script type='application/json'>{POSTS}</script></html>", f"5 items without an address, as {TITLES[0]}:"),
        (f"<div x-data='{{open: [1, 2], {'x' * 60}: 1'></div></html>", "an almost empty page"),
        (f"<script>var x = {HALF}</script></html>", "an almost empty page"),
    ],
)
def test_what_is_wrong_with_the_data_of_a_page_without_a_list(html: str, message: str) -> None:
    with pytest.raises(ExtractError) as error:
        extract(f"<html><title>Kota</title><body>{html}")
    assert message in str(error.value)


def test_an_article_whose_data_break_off() -> None:
    html = f"<html><title>{TITLES[0]}</title><script type='application/json'>{HALF}</script></html>"
    with pytest.raises(ExtractError, match="no article found: the page's data break off in the middle"):
        extract(html, f"{URL}/{slug(TITLES[0])}", Role.ARTICLE)


@pytest.mark.parametrize(
    ("holder", "name"), [('"kategori": {"id": 3, "nama": "Kabar Kota"}, ', ("Kabar Kota",)), ("", ())]
)
def test_what_data_say_of_the_category_beside_a_list(holder: str, name: tuple[str, ...]) -> None:
    posts = ",".join(
        f'{{"judul": "{title}", "url": "/kabar/{slug(title)}", "ringkasan": "{TEXT}"}}' for title in TITLES
    )
    data = f'{{"props": {{{holder}"berita": [{posts}]}}}}'
    found = extract(f'<html><body><script type="application/json">{data}</script></body></html>')
    assert {request.hint.categories for request in found.follow if request.hint} == {name}


def test_data_for_a_button_are_not_the_article_that_the_page_shows() -> None:
    message = f"Saya membaca ini di sini dan mungkin menarik bagi Anda juga: {URL}/pasar-pagi-dibuka-kembali"
    shared = {"title": TITLES[0], "url": f"{URL}/pasar", "date": "2025-11-13", "body": message}
    text = "".join(f"<p>{TEXT}Pertemuan nomor {n}.</p>" for n in range(9))
    found = extract(
        f"<html><head><title>{TITLES[0]}</title></head><body><h1>{TITLES[0]}</h1>{text}"
        f"<div data-share='{json.dumps(shared)}'></div></body></html>",
        f"{URL}/pasar",
        Role.ARTICLE,
    )
    [item] = found.items
    assert isinstance(item, Draft)
    assert "Pertemuan nomor 8" in item.html
    assert "menarik bagi Anda" not in item.html


def test_sections_between_the_day_and_the_name_of_an_item() -> None:
    sections = ("kota", "kota/jalan", "kota", "dunia/lingkungan", "kota/air")
    cards = (f"/2025/11/1{n}/{each}/{slug(TITLES[n])}.html" for n, each in enumerate(sections))
    found = extract(page(*cards), "https://kota.example")
    assert [request.hint.title for request in found.follow if request.hint] == list(TITLES)


def test_names_of_attributes_that_no_program_writes() -> None:
    cards = page(*(f"/kabar/{slug(title)}" for title in TITLES)).replace("<div><img", '<div {wwf="1" {{ x:y:z><img')
    assert len(extract(cards).follow) == len(TITLES)
