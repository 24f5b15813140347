"""Pages of a listing that go on by a script, a picture or a form, and what that is not to be taken for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract.kpu import KpuSite
from feeder.extract.page import SCRIPTED, AnyPage
from feeder.model import Document, Dropped, Page, Role

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
KPU = "https://kota.kpu.go.id/blog/category/104"
NEWS = "https://kota.example/kabar/semua"
TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu undangan."


def items(address: str, *numbers: int) -> str:
    return "".join(
        f'<div><h3><a href="{address.format(n)}">Rapat Pleno Terbuka Nomor {n}</a></h3><p>{TEXT}</p></div>'
        for n in numbers
    )


def kpu(more: str, *numbers: int, url: str = KPU) -> Page:
    html = f"<body><h1>Berita Terkini</h1><div>{items('/blog/read/{}_rapat', *numbers)}</div>{more}</body>"
    return KpuSite(url=KPU).extract(Document(url=url, body=html.encode(), seen=SEEN, role=Role.LISTING))


def news(more: str, *numbers: int, url: str = NEWS, menu: str = "") -> Page:
    html = f"<body>{menu}<h1>Kabar Kota</h1><div>{items('/kabar/detail/{}', *numbers)}</div>{more}</body>"
    return AnyPage(url=NEWS).extract(Document(url=url, body=html.encode(), seen=SEEN, role=Role.LISTING))


def following(page: Page) -> str:
    return next((each.url for each in page.follow if each.role is Role.LISTING), "")


def titles(page: Page) -> list[str]:
    return [each.hint.title for each in page.follow if each.hint]


@pytest.mark.parametrize(
    "button",
    [
        '<button type="button">Muat lebih banyak</button>',
        "<button wire:click=\"nextPage('page')\"><svg></svg></button>",
    ],
)
def test_a_script_that_fetches_the_next_page(button: str) -> None:
    assert following(kpu(button, 9, 8, 7)) == f"{KPU}?page=2"
    assert following(kpu(button, 6, 5, url=f"{KPU}?page=2")) == f"{KPU}?page=3"


def test_a_script_that_says_not_where_it_fetches_the_next_page_is_told() -> None:
    page = news('<button type="button">Muat lebih banyak</button>', 9, 8, 7)
    assert (following(page), page.dropped) == ("", (Dropped(SCRIPTED, NEWS),))


@pytest.mark.parametrize(
    "button",
    [
        "<button disabled>Berikutnya</button>",
        '<button data-bs-slide="next">Berikutnya</button>',
        '<button aria-controls="foto">Next</button>',
        '<form action="/cari"><button>Lanjut</button></form>',
        "<button>Cari</button>",
    ],
)
def test_other_buttons_do_not(button: str) -> None:
    assert following(kpu(button, 9, 8, 7)) == ""


@pytest.mark.parametrize(
    ("button", "following_"),
    [
        ("<button wire:click=\"nextPage('page')\">Berikutnya</button>", "?page={}"),
        ("<button wire:click=\"nextPage('kabar')\">Berikutnya</button>", "?kabar={}"),
        ('<button wire:click="nextPage" disabled>Berikutnya</button>', ""),
        ('<button data-page="{0}" data-max-page="4">Muat lebih banyak</button>', "?page={1}"),
        ('<button data-page="{0}" data-max-page="{0}">Muat lebih banyak</button>', ""),
        ('<button data-page="{1}">Muat lebih banyak</button>', "?page={1}"),
        ('<button data-page="{0}">Muat lebih banyak</button>', "?page={1}"),
    ],
)
def test_a_script_that_says_which_page_it_fetches(button: str, following_: str) -> None:
    address = following_.replace("{}", "{1}")
    first, second = ([button.format(n, n + 1), address.format(n, n + 1)] for n in (1, 2))
    assert following(news(first[0], 9, 8, 7)) == (NEWS + first[1] if first[1] else "")
    if "page" in address:
        assert following(news(second[0], 6, 5, 4, url=f"{NEWS}?page=2")) == f"{NEWS}?page=3"


@pytest.mark.parametrize(
    ("here", "there"),
    [("?hal=2", "?hal=3"), ("?cat=3&paged=2", "?cat=3&paged=3"), ("/page/2/", "/page/3/")],
)
def test_a_script_goes_on_as_the_address_counts(here: str, there: str) -> None:
    button = '<button data-page="2" data-max-page="4">Muat lebih banyak</button>'
    assert following(news(button, 6, 5, 4, url=NEWS + here)) == NEWS + there


def test_an_only_item_on_the_last_page_is_no_link_of_the_menu() -> None:
    menu = "".join(f'<div><a href="/topik/{name}-kota">{name.title()}</a></div>' for name in ("pasar", "jalan", "air"))
    page = news("<p>13 November 2025</p>", 4, url=f"{NEWS}?page=4", menu=f"<div>{menu}</div>")
    assert titles(page) == ["Rapat Pleno Terbuka Nomor 4"]


@pytest.mark.parametrize(
    "word",
    [
        *("Postingan Lama", "← Pos-pos lama", "Artikel Lama", "Entradas antiguas", "Entradas anteriores"),
        *("Publicaciones más antiguas", "Ältere Posts", "Oudere posts", "Postagens mais antigas", "Posts anteriores"),
        *("Post più vecchi", "Articoli meno recenti", "Предыдущие записи", "较旧的博文", "较早文章", "過去の投稿"),
        *("이전 게시물", "Starsze posty", "Daha eski yazılar", "Bài đăng Cũ hơn", "رسائل أقدم"),
    ],
)
def test_a_link_to_older_items(word: str) -> None:
    """As Blogger and WordPress have it; the addresses of the first have no page number."""
    here, older = "?updated-max=2025-11-12T13:54:00%2B07:00", "?updated-max=2025-11-09T13:54:00%2B07:00&max-results=3"
    assert following(news(f'<a href="{older}">{word}</a>', 9, 8, 7)) == NEWS + older
    assert following(news(f'<a href="{older}">{word}</a>', 6, 5, 4, url=NEWS + here)) == NEWS + older
    assert following(news(f'<a href="?page=1">{word}</a>', 9, 8, 7)) == f"{NEWS}?page=1"


@pytest.mark.parametrize("section", ["/kabar/lama", "/kabar/lama-2019", "/kabar/semua?id=12", "?kategori=lama"])
def test_a_section_of_older_items_is_no_next_page(section: str) -> None:
    for word in ("Artikel Lama", "Entradas anteriores"):
        assert following(news("", 9, 8, 7, menu=f'<ul><li><a href="{section}">{word}</a></li></ul>')) == ""


def test_a_form_of_one_button() -> None:
    sent = '<form><input type="hidden" name="halaman" value="2"><button>Berikutnya</button></form>'
    assert following(news(sent, 9, 8, 7)) == f"{NEWS}?halaman=2"
    assert following(news('<form action="/kabar/semua/6"><button>Berikutnya</button></form>', 9, 8, 7)) == f"{NEWS}/6"
    assert following(news('<form action="/kabar/cari"><button>Lanjut</button></form>', 9, 8, 7)) == ""


def test_a_picture_of_an_arrow() -> None:
    arrow = '<a href="/kabar/semua/6"><img src="/next.gif" alt="Berikutnya"></a>'
    assert following(news(arrow, 9, 8, 7)) == f"{NEWS}/6"


def test_a_list_on_a_home_page() -> None:
    url = "https://kota.example/?cat=3"
    choice = f'<select><option value="{url}&amp;paged=2">2</option></select>'
    html = f"<body><h1>Kabar</h1><div>{items('/?p={}', 9, 8, 7)}</div>{choice}</body>"
    page = AnyPage(url=url).extract(Document(url=url, body=html.encode(), seen=SEEN, role=Role.LISTING))
    assert following(page) == f"{url}&paged=2"


def test_the_middle_of_three_pages() -> None:
    url = "https://kota.example/?cat=3&paged=2"
    pages = '<p><a href="/?cat=3">1</a> <b>2</b> <a href="/?cat=3&amp;paged=3">3</a></p>'
    html = f"<body><h1>Kabar</h1><div>{items('/?p={}', 9, 8, 7)}</div>{pages}</body>"
    page = AnyPage(url="https://kota.example/?cat=3").extract(
        Document(url=url, body=html.encode(), seen=SEEN, role=Role.LISTING)
    )
    assert following(page) == "https://kota.example/?cat=3&paged=3"


def test_a_last_page_with_one_item() -> None:
    assert titles(news("", 3, url=f"{NEWS}/18")) == ["Rapat Pleno Terbuka Nomor 3"]


def test_a_link_at_the_foot_of_an_empty_page_is_no_item() -> None:
    foot = '<p><a href="/kabar/semua/6">2</a></p><p><a href="/kebijakan-privasi">Kebijakan Privasi Situs Ini</a></p>'
    html = f"<body><h1>Kabar Kota</h1><div></div>{foot}</body>"
    page = AnyPage(url=NEWS).extract(Document(url=f"{NEWS}/99", body=html.encode(), seen=SEEN, role=Role.LISTING))
    assert titles(page) == []


def test_what_the_menu_calls_a_list_is_its_category() -> None:
    menu = '<ul><li><a href="/kabar/semua">Kabar Kota</a></li><li><a href="/profil">Profil</a></li></ul>'
    found = news("", 9, 8, 7, menu=menu)
    assert [each.hint.categories for each in found.follow if each.hint] == [("Kabar Kota",)] * 3
    assert [each.hint.categories for each in news("", 9, 8, 7).follow if each.hint] == [()] * 3


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kabar Kota - Dinas Perdagangan", "Kabar Kota"),
        ("Dinas Perdagangan | Kabar Kota", "Kabar Kota"),
        ("Kabar Kota", "Kabar Kota"),  # and the address has "kabar"
        ("Dinas Perdagangan", ""),
        ("Kabar Kota Raya", ""),
    ],
)
def test_what_heading_and_title_call_a_list_is_its_category(title: str, name: str) -> None:
    found = news("", 9, 8, 7, menu=f"<title>{title}</title>")
    assert [each.hint.categories for each in found.follow if each.hint] == [(name,) if name else ()] * 3


@pytest.mark.parametrize("site", ['<a href="/">Kabar Kota</a>', "<meta property=og:site_name content='Kabar Kota'>"])
def test_the_name_of_the_site_is_no_category(site: str) -> None:
    found = news("", 9, 8, 7, menu=f"<title>Kabar Kota - Semua</title>{site}")
    assert [each.hint.categories for each in found.follow if each.hint] == [()] * 3


@pytest.mark.parametrize(("said", "name"), [("Kabar Warga", "Kabar Warga"), ("Beranda", ""), ("Selengkapnya", "")])
def test_what_menu_and_address_call_a_list_is_its_category(said: str, name: str) -> None:
    found = news("", 9, 8, 7, menu=f'<title>Dinas</title><p><a href="/kabar/semua">{said}</a></p>')
    assert [each.hint.categories for each in found.follow if each.hint] == [(name,) if name else ()] * 3


def test_a_link_back_to_newer_ones_is_no_name() -> None:
    older = f'<a href="{KPU}">Berita lebih baru</a> <a href="{KPU}?page=3">Berita lebih lama</a>'
    found = kpu(older, 6, 5, url=f"{KPU}?page=2")
    assert [each.hint.categories for each in found.follow if each.hint] == [("Berita Terkini",)] * 2


def test_a_page_that_breaks_off() -> None:
    half = f"<html><body><h1>Berita Terkini</h1><div>{items('/blog/read/{}_rapat', 9, 8, 7)}<div><a hr"
    page = KpuSite(url=KPU).extract(Document(url=KPU, body=half.encode(), seen=SEEN, role=Role.LISTING))
    assert following(page) == f"{KPU}?page=2"
    for end in ("</body>", "</div></div> Selesai </BODY></HTML>", "</div></div>"):
        assert following(kpu(end, 9, 8, 7)) == ""


def test_a_list_to_choose_the_page_from_on_a_host_with_numbers() -> None:
    first = "http://127.0.0.1:8000/kategori/kabar"
    choice = f'<select><option value="{first}">1</option><option value="{first}/hal/2">2</option></select>'
    html = f"<body><h1>Kabar</h1><div>{items('/kabar/{}', 9, 8, 7)}</div>{choice}</body>"
    page = AnyPage(url=first).extract(Document(url=first, body=html.encode(), seen=SEEN, role=Role.LISTING))
    assert following(page) == f"{first}/hal/2"
    choice = choice.replace("</select>", f'<option value="{first}/hal/3">3</option></select>')
    html = f"<body><h1>Kabar</h1><div>{items('/kabar/{}', 6, 5, 4)}</div>{choice}</body>"
    second = Document(url=f"{first}/hal/2", body=html.encode(), seen=SEEN, role=Role.LISTING)
    assert following(AnyPage(url=first).extract(second)) == f"{first}/hal/3"
    counted = '<select><option value="/kabar/semua">1</option><option value="/kabar/semua/6">2</option></select>'
    assert following(news(counted, 9, 8, 7)) == f"{NEWS}/6"


def test_addresses_that_count_on_from_the_lists_own() -> None:
    older, newer = '<a href="{}">&larr; Kabar sebelumnya</a>', '<a href="{}">Kabar lebih baru &rarr;</a>'
    assert following(news(older.format("/kabar/semua/5"), 9, 8, 7)) == f"{NEWS}/5"
    both = newer.format("/kabar/semua") + older.format("/kabar/semua/10")
    assert following(news(both, 6, 5, 4, url=f"{NEWS}/5")) == f"{NEWS}/10"
    assert following(news(newer.format("/kabar/semua/5"), 3, 2, url=f"{NEWS}/10")) == ""
    assert following(news('<div data-next="/kabar/semua/5"></div>', 9, 8, 7)) == f"{NEWS}/5"


@pytest.mark.parametrize("address", ["/berita?page={}", "/arsip/hal-{}", "/blog?category=104&page={}", "/blog/page/{}"])
@pytest.mark.parametrize("link", ['<link rel="next" href="{}">', '<p><a href="{}">Selanjutnya »</a></p>'])
def test_a_list_of_the_grammar_that_goes_on_elsewhere(link: str, address: str) -> None:
    assert following(kpu(link.format(address.format(2)), 9, 8, 7)).endswith(address.format(2))
    assert following(kpu(link.format(address.format(7)), 9, 8, 7)) == ""  # no next page of this one
    assert following(kpu(link.format("/blog/category/11?page=2"), 9, 8, 7)) == ""


def test_another_list_is_no_page_of_this_one() -> None:
    menu = '<a href="/kabar/3">Umum</a> <a href="/kabar/4">Kabar lainnya &rarr;</a>'
    assert following(news(menu, 9, 8, 7, url="https://kota.example/kabar/3")) == ""
    others = '<a href="/blog/category/11">Terbaru</a> <a href="/blog/category/105">Berita lainnya &raquo;</a>'
    assert following(kpu(others, 9, 8, 7)) == ""


@pytest.mark.parametrize("kind", [KpuSite, AnyPage])
@pytest.mark.parametrize("relation", ['rel="next"', ""])
@pytest.mark.parametrize(
    ("second", "third"),
    [
        ("?start=5", "?start=10"),
        ("?limitstart=5", "?limitstart=10"),
        ("?offset=5", "?offset=10"),
        ("?per_page=5", "?per_page=10"),  # CodeIgniter's offset
        ("/5", "/10"),
        ("?halaman=2", "?halaman=3"),
        ("?hal=2", "?hal=3"),
        ("?p=2", "?p=3"),
        ("?Page=2", "?Page=3"),
        ("?page_berita=2", "?page_berita=3"),
        ("?berita=2", "?berita=3"),
        ("/page/2", "/page/3"),
        ("/halaman/2", "/halaman/3"),
    ],
)
def test_a_list_of_the_grammar_that_counts_otherwise(
    kind: type[KpuSite | AnyPage], relation: str, second: str, third: str
) -> None:
    def read(here: str, *links: str) -> str:
        html = f"<body><h1>Berita Terkini</h1>{items('/blog/read/{}_rapat', 9, 8, 7)}<p>{' '.join(links)}</p></body>"
        document = Document(url=KPU + here, body=html.encode(), seen=SEEN, role=Role.LISTING)
        return following(kind(url=KPU).extract(document))

    def link(there: str, text: str, rel: str = "") -> str:
        return f'<a href="/blog/category/104{there}" {rel}>{text}</a>'

    assert read("", link(second, "Selanjutnya »", relation)) == KPU + second
    back = link("", "« Sebelumnya")
    assert read(second, back, link(third, "Selanjutnya »", relation)) == KPU + third
    assert read(third, link(second, "« Sebelumnya"), link("", "Awal")) == ""


def numbers(form: str, **pages: int | str) -> str:
    return " ".join(f'<a href="/blog/category/104{form.format(n)}">{name[1:]}</a>' for name, n in pages.items())


@pytest.mark.parametrize(
    ("here", "links", "next_", "count"),
    [
        ("", numbers("?page={}", p1=0, p2=1, p3=2), "?page=1", 3),  # Drupal counts from 0
        ("", numbers("{}", p1="", p2="?page=1", p3="?page=2"), "?page=1", 3),
        ("?page=1", numbers("{}", p1="", p3="?page=2"), "?page=2", 3),
        ("?page=3", numbers("?page={}", p1=0, p3=2, p9=8), "?page=4", 9),
        ("", numbers("?start={}", p2=5, p3=10), "?start=5", 3),
        ("?start=5", numbers("?start={}", p1=0, p3=10, p9=40), "?start=10", 9),
        ("", numbers("?page={}", p2=2, p9=9) + '<a href="?page=9">»</a>', "?page=2", 9),  # the arrow leads to the end
        ("", numbers("?page={}", p1=1), "", 1),
        ("", numbers("?per_page={}", p5=5, p10=10), "", 0),  # how many to show
        ("", numbers("?per_page={}", p20=20) + numbers("?per_page=6&page={}", p2=2), "?per_page=6&page=2", 0),
    ],
)
def test_the_numbers_on_links_say_how_pages_are_counted(here: str, links: str, next_: str, count: int) -> None:
    page = kpu(links, 9, 8, 7, url=KPU + here)
    assert (following(page), page.pages) == (KPU + next_ if next_ else "", count)


def test_the_second_page_of_a_list_that_counts_from_0_by_its_word() -> None:
    assert following(kpu('<a href="?page=1">Berikutnya ›</a>', 9, 8, 7)) == f"{KPU}?page=1"
    assert following(kpu('<a href="?page=1">‹ Sebelumnya</a> <a href="?page=1">Berikutnya ›</a>', 9, 8, 7)) == ""
    assert following(news('<a href="?page=1">Berikutnya ›</a>', 9, 8, 7)) == f"{NEWS}?page=1"


@pytest.mark.parametrize("name", ["page", "page_name"])
def test_a_parameter_that_names_a_page_counts_none(name: str) -> None:
    url = f"https://kota.example/?{name}=kabar"
    article = f"https://kota.example/?{name}=rapat-pleno-terbuka-nomor-7"
    html = f"<body><h1>Kabar Kota</h1>{items(f'/?{name}=rapat-pleno-terbuka-nomor-{{}}', 9, 8, 7)}"
    page = AnyPage(url=url).extract(Document(url=url, body=html.encode(), seen=SEEN, role=Role.LISTING))
    assert len(titles(page)) == 3
    html = f"<body><h1>Rapat Pleno Terbuka Nomor 7</h1><p>13 November 2025</p>{f'<p>{TEXT}</p>' * 9}"
    page = AnyPage(url=url).extract(Document(url=article, body=html.encode(), seen=SEEN))
    assert [each.title for each in page.items] == ["Rapat Pleno Terbuka Nomor 7"]


@pytest.mark.parametrize("name", ["kaca", "blad", "s"])
def test_an_only_number_that_counts_on_below_the_list(name: str) -> None:
    """In words and by a parameter that nobody knows."""
    assert following(news(f'<a href="?{name}=2">Sabanjure</a>', 9, 8, 7)) == f"{NEWS}?{name}=2"
    around = f'<a href="?{name}=1">Sadurunge</a> <a href="?{name}=3">Sabanjure</a>'
    assert following(news(around, 6, 5, 4, url=f"{NEWS}?{name}=2")) == f"{NEWS}?{name}=3"
    assert following(news(f'<a href="?{name}=1">Sadurunge</a>', 3, url=f"{NEWS}?{name}=2")) == ""


@pytest.mark.parametrize(
    "links",
    [
        '<a href="?lang=2">Basa Jawa</a>',
        '<a href="?id=2">Dokumen</a>',
        '<a href="?kaca=2">Loro</a> <a href="?kaca=7">Pitu</a>',
        '<a href="?kaca=2&amp;rubrik=3">Sabanjure</a>',
    ],
)
def test_other_numbers_below_the_list(links: str) -> None:
    assert following(news(links, 9, 8, 7)) == ""
    assert following(news("", 9, 8, 7, menu='<a href="?kaca=2">Olahraga</a>')) == ""
