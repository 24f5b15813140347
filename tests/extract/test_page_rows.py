"""Any site: lists whose items have nothing in common but the rows that they stand in."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feeder.errors import ExtractError
from feeder.extract.page import AnyPage
from feeder.model import Document, Draft, Page, Role

URL = "https://guild.example/notices/"
SEEN = datetime(2026, 11, 30, tzinfo=UTC)
TITLES = (
    "The harbour crane is to be painted green",
    "Minutes of the meeting about the new rope walk",
    "Apprentices wanted for the summer at the sail loft",
    "A day out to the lighthouse and back again",
    "Where the old anchor will stand from now on",
)
PLACES = (
    "/notices/crane-painted-green.html",
    "/files/2026/minutes%20rope.pdf",
    "https://lofts.example/jobs?id=44",
    "/outings/lighthouse",
    "https://museum.example/anchor/",
)


def read(body: str, title: str = "Notices", url: str = URL) -> Page:
    html = f"<html><title>{title}</title><body>{body}</body></html>"
    return AnyPage(url=URL, zone=UTC).extract(Document(url=url, body=html.encode(), seen=SEEN, role=Role.LISTING))


def drafts(found: Page) -> list[Draft]:
    return [each.hint for each in found.follow if each.hint]


def titles(found: Page) -> list[str]:
    return [each.title for each in drafts(found)]


def days(found: Page) -> list[str]:
    return [f"{each.stated.at:%Y-%m-%d}" if each.stated else "" for each in drafts(found)]


def rows(
    places: tuple[str, ...] = PLACES, row: str = "<tr><td>{2} May 2026</td><td><a href='{0}'>{1}</a></td></tr>"
) -> str:
    told = zip(places, TITLES, range(9, 0, -1), strict=False)
    return "".join(row.format(*each) for each in told)


def test_pages_files_and_other_sites_by_turns() -> None:
    found = read(f"<main><h1>Notices</h1><table>{rows()}</table></main>")
    assert titles(found) == list(TITLES)
    assert days(found) == [f"2026-05-0{day}" for day in (9, 8, 7, 6, 5)]
    assert [each.url.rpartition("/")[2] for each in drafts(found)][1] == "minutes%20rope.pdf"


def test_links_to_as_many_sites_as_there_are_items() -> None:
    places = tuple(f"https://member{n}.example/?p={n}" for n in range(5))
    row = '<li><a href="{0}"><img src="/faces/{2}.jpg" alt="" width="30">{1}</a></li>'
    found = read(f"<div><h1>Members</h1><h2>Friday, May 8, 2026</h2><ul>{rows(places, row)}</ul></div>")
    assert titles(found) == list(TITLES)


def test_titles_that_are_no_links_above_buttons_to_other_sites() -> None:
    row = '<div class="col-{2}"><h5>{1}</h5><p>Read what the paper says of it.</p><a href="{0}">Read more...</a></div>'
    places = tuple(f"https://paper{n}.example/{n}" for n in range(5))
    assert titles(read(f"<main><h1>Notices</h1>{rows(places, row)}</main>")) == list(TITLES)


def test_an_item_between_others_does_not_give_its_day_to_the_next() -> None:
    row = '<section><h2><a href="{0}">{1}</a></h2><p><a href="{0}">{2} May 2026</a></p><p>So they said.</p></section>'
    places = ("/notices/crane-1/", "/notices/rope/rope-2/", "/notices/loft-3/", "/notices/anchor-4/")
    found = read(f"<main><h1>Notices</h1>{rows(places, row)}</main>")
    assert titles(found) == list(TITLES[:4])
    assert days(found) == [f"2026-05-0{day}" for day in (9, 8, 7, 6)]


@pytest.mark.parametrize("row", ["<li><a href='{0}'>{1}</a></li>", "<p><a href='{0}'>{1}</a></p>"])
def test_a_menu_is_no_list_of_rows(row: str) -> None:
    names = ("About us", "Contact", "Members", "Press room", "Rules")
    menu = "".join(row.format(f"/{name.lower().replace(' ', '/')}", name) for name in names)
    with pytest.raises(ExtractError):
        read(f"<div>{menu}</div><p>Welcome.</p>")


def test_a_menu_of_menus_is_no_list() -> None:
    def entry(name: str, count: int) -> str:
        inner = "".join(
            f'<li><a href="/{name}/topic-{n}">The {name} topic of number {n}</a></li>' for n in range(count)
        )
        return f'<li><a href="#">{name}</a><ul>{inner}</ul></li>'

    menu = f"<ul>{entry('crafts', 9)}{entry('rooms', 8)}{entry('people', 7)}</ul>"
    notices = rows(tuple(f"/{n}/notice" for n in range(5)), "<li><a href='{0}'>{1}</a> {2} May 2026</li>")
    assert titles(read(f"{menu}<main><h1>Notices</h1><ul>{notices}</ul></main>")) == list(TITLES)


def test_a_list_by_year_is_no_menu() -> None:
    def year(number: int) -> str:
        inner = "".join(f'<li><a href="/{number}/{n}">{title}</a></li>' for n, title in enumerate(TITLES[:3]))
        return f'<li><a href="/{number}">{number}</a><ul>{inner}</ul></li>'

    assert len(drafts(read(f"<main><h1>Notices</h1><ul>{''.join(map(year, (2026, 2025, 2024)))}</ul></main>"))) == 9


def test_an_index_above_the_list_is_no_item() -> None:
    entries = rows(tuple(f"2026-05-0{n}-{n}.html" for n in range(5)), "<li><a href='{0}'>{1}</a></li>")
    found = read(f"<h1>Notices</h1><ul><li><a href='index.html'>Recent notice</a></li>{entries}</ul>")
    assert titles(found) == list(TITLES)


def test_an_item_without_a_day_among_others_that_have_one() -> None:
    entries = [
        f'<li><a href="/notices/{n}">The notice of number {n}</a> <i>{20 - n} May 2026</i></li>' for n in range(9)
    ]
    for place in (0, 4, 8):
        some = [*entries]
        some[place] = some[place].partition(" <i>")[0] + "</li>"
        found = read(f"<h1>Notices</h1><ul>{''.join(some)}</ul>")
        assert len(drafts(found)) == 9
        assert days(found)[place] == ""


def test_a_link_that_stands_apart_and_has_no_day_is_told() -> None:
    apart = '<h4><a href="/notices/drawcat">Switch to the other view</a></h4>'
    entries = "".join(
        f'<tr><td><a href="/notices/{n:03}">NOTE-{n:03}</a></td><td>The notice {n}</td><td>2026-05-0{n}</td></tr>'
        for n in range(9, 0, -1)
    )
    found = read(f"<h1>Notices</h1>{apart}<table>{entries}</table>")
    assert len(drafts(found)) == 9
    assert not any(each.url.endswith("drawcat") for each in drafts(found))


def test_a_few_items_of_different_kinds_do_not_become_one() -> None:
    entries = "".join(
        f'<li><a href="{place}">{title}</a> {day} May 2026</li>'
        for place, title, day in zip(
            ("/crane/green", "/files/rope.pdf", "/show?id=44"), TITLES, (20, 19, 18), strict=False
        )
    )
    with pytest.raises(ExtractError):
        read(f"<main><h1>Notices</h1><ul>{entries}</ul></main>")


@pytest.mark.parametrize("name", ["home", "default", "index"])
def test_a_page_may_be_called_like_an_index(name: str) -> None:
    places = (f"/notices/{name}", "/notices/abc", "/notices/xyz", "/notices/klm")
    assert (
        len(drafts(read(f"<h1>Notices</h1><ul>{rows(places, '<li><a href={0}>{1}</a> {2} May 2026</li>')}</ul>"))) == 4
    )


def test_a_link_to_nowhere_names_no_list() -> None:
    places = tuple(f"/posts/{n}.html" for n in range(5))
    entries = rows(places, "<p>{2} May 2026 - <a href='{0}'>{1}</a></p>")
    latest = "<h3><a href='#'>Archives</a></h3><ul><li><a href='/2026'>2026</a></li></ul>"
    assert titles(read(f"<div>{latest}</div><main><div><h2>Posted in 2026</h2>{entries}</div></main>")) == list(TITLES)


def test_a_first_page_of_several_without_items_is_not_taken_for_an_empty_one() -> None:
    numbers = "".join(f'<a href="{URL}?page={n}">{n}</a> ' for n in range(1, 6))
    with pytest.raises(ExtractError, match="none of the 5 links is one"):
        read(f"<h1>Notices</h1><canvas></canvas><p>{numbers}</p>")


def test_numbers_of_documents_are_no_pages() -> None:
    row = (
        "<div class='row'><div><a href='/opinions/2026/26-31{2}-20{2}.pdf'>26-31{2}</a></div>"
        "<div><div>{1}</div><i>5/2{2}/2026</i></div></div>"
    )
    years = "".join(f'<a href="/notices/{year}/1">{year}</a>' for year in range(2019, 2027))
    found = read(f"<div><p>Recent</p>{years}</div><div>{rows(row=row)}</div>")
    assert titles(found) == list(TITLES)
    assert days(found) == [f"2026-05-2{day}" for day in (9, 8, 7, 6, 5)]


def test_a_list_that_goes_on_in_another_element_from_new_to_old() -> None:
    row = "<li><h3><a href='{0}'>{1}</a></h3><small>{2} May 2026</small></li>"
    newest = "".join(row.format(f"/all/00{n}.html", f"The new notice of number {n}", 20 + n) for n in range(7, 2, -1))
    older = rows(tuple(f"/notices/about_the_{n}.html" for n in range(5)), row)
    found = read(f"<h1>Notices</h1><font size=1><ul>{newest}</ul></font><br><ul>{older}</ul>")
    assert titles(found) == [f"The new notice of number {n}" for n in range(7, 2, -1)] + list(TITLES)


def test_the_heading_of_a_part_with_one_item_is_not_its_title() -> None:
    def part(name: str, *numbers: int) -> str:
        inner = "".join(
            f"<tr><td><a href='/view/{n}'>{TITLES[n]}</a></td><td>May {9 - n}, 2026</td></tr>" for n in numbers
        )
        return f"<div><h2>{name}</h2><table>{inner}</table></div>"

    assert titles(read(f"<main>{part('Council', 0, 1)}{part('Board', 2)}{part('Court', 3, 4)}</main>")) == list(TITLES)


def test_a_few_links_that_say_little_are_no_list() -> None:
    few = (
        "<div><a href='/about/one-thing'>About one thing</a></div><div><a href='/about/two-things'>About two</a></div>"
    )
    with pytest.raises(ExtractError):
        read(f"<p>Welcome to the guild, which was founded long ago.</p>{few}")


def test_a_first_page_with_an_only_item_whose_title_is_a_plain_link() -> None:
    item = f'<ul><li><time>28 May 2026</time> - <a href="/notices/2026-05-crane/">{TITLES[0]}</a></li></ul>'
    assert titles(read(f"<main><h1>Notices</h1>{item}</main>")) == [TITLES[0]]


def side(name: str, first: int) -> str:
    notices = "".join(
        f'<li><a href="/?p={first - n}">The side notice of number {first - n}</a> <small>{20 - n} May 2026</small></li>'
        for n in range(5)
    )
    return f'<div id="{name}"><ul>{notices}</ul></div>'


LATEST = (
    '<ul><li><a href="#most">Popular</a></li><li><a href="#latest">Latest</a></li></ul>'
    f"{side('most', 40)}{side('latest', 90)}"
)


def test_the_only_item_of_a_last_page_beside_the_latest_with_days() -> None:
    item = f'<main><h1>Notices</h1><div><b>9 May 2026</b><h3><a href="/?p=7">{TITLES[0]}</a></h3><p>So it is.</p></div>'
    pages = f'<p><a href="{URL}?paged=1">1</a> <a href="{URL}?paged=2">2</a> 3</p></main>'
    found = read(f"<title>Notices</title>{item}{pages}{LATEST}", url=f"{URL}?paged=3")
    assert titles(found) == [TITLES[0]]


def test_a_list_that_is_held_for_scripts_beside_the_latest_with_days() -> None:
    entries = [
        {"id": n, "title": title, "url": f"/?p={n}", "date": f"2026-05-0{9 - n}"} for n, title in enumerate(TITLES)
    ]
    data = f"<script>window.listing = {json.dumps({'items': entries})}</script>"
    found = read(f"<main><h1>Notices</h1><div id=app></div></main>{LATEST}{data}")
    assert titles(found) == list(TITLES)


@pytest.mark.parametrize("label", ["Berita Lainnya", "Berita Terbaru", "Artikel Lama"])
def test_other_news_below_the_only_item_of_a_last_page(label: str) -> None:
    box = '<div><img src="/i.jpg"><h3><a href="/berita/detail/{}/x-y">{}</a></h3><p>{}</p></div>'
    own = box.format(7063, "Rapat pleno rekapitulasi data pemilih", "06-11-2024")
    others = "".join(
        box.format(number, f"Berita lama yang bernomor {number}", day)
        for number, day in ((81, "03-05-2021"), (95, "12-09-2022"), (77, "01-02-2021"))
    )
    pages = '<div><a href="/berita/index/2">2</a> <a href="/berita/index/3">3</a> <b>4</b></div>'
    below = f"<h3>{label}</h3><div>{others}</div>"
    page = f"<title>Berita Terkini</title><h1>Berita Terkini</h1><div>{own}</div>{pages}{below}"
    here = "https://kota.example/berita/index/4"
    document = Document(url=here, body=page.encode(), seen=SEEN, role=Role.LISTING)
    found = AnyPage(url="https://kota.example/berita/index", zone=UTC).extract(document)
    assert titles(found) == ["Rapat pleno rekapitulasi data pemilih"]


def test_a_list_for_each_day_of_one_item_or_of_several() -> None:
    lengths = (2, 1, 3, 4, 1, 2)
    named = [(n, f"2026-{n:03}, In the matter of ship {n} and its rope") for n in range(sum(lengths))]
    items = [f'<li><a href="20260{n:02}{"abcdefghijklm"[n]}.pdf">{title}</a></li>' for n, title in named]
    items[3] = items[3].replace("</li>", ' (<a href="/orders/3_caption.pdf">see the order</a>)</li>')
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    body = "".join(
        f"<p><strong>May {20 - place}, 2026</strong></p><ul>{''.join(items[start : start + length])}</ul>"
        for place, (start, length) in enumerate(zip(starts, lengths, strict=True))
    )
    menu = "".join(
        f'<li><a href="/guild/{name}.html">{name.title()}</a></li>' for name in ("welcome", "about", "ropes", "how")
    )
    found = read(f"<h3>The Guild</h3><ul>{menu}</ul><div><div>Notices 2026</div><div>{body}</div></div>")
    assert titles(found) == [title for _, title in named]
    assert days(found) == [f"2026-05-{20 - place}" for place, length in enumerate(lengths) for _ in range(length)]


def test_days_as_czech_and_korean_pages_write_them() -> None:
    row = '<a href="{0}"><div><span>News</span><span>{2}. 5. 2026</span></div><h3>{1}</h3></a>'
    found = read(f"<main><h1>Notices</h1>{rows(row=row)}</main>")
    assert days(found) == [f"2026-05-0{day}" for day in (9, 8, 7, 6, 5)]
    found = read(f"<main><h1>Notices</h1>{rows(row=row.replace('{2}. 5. 2026', '2026. 5. {2}.'))}</main>")
    assert days(found) == [f"2026-05-0{day}" for day in (9, 8, 7, 6, 5)]


def test_several_items_that_lead_to_another_site() -> None:
    places = (*(f"/notices/{n}/" for n in range(4)), "https://paper.example/a/", "https://paper.example/b/c")
    named = zip(places, (*TITLES, "One more word about the anchor"), strict=True)
    items = "".join(f'<li><a href="{place}"><b>{title}</b> <i>9 May 2026</i></a></li>' for place, title in named)
    assert len(titles(read(f"<main><h1>Notices</h1><ul>{items}</ul></main>"))) == len(places)


def test_files_in_an_archive() -> None:
    file = "<a href='/documents/archive/2026/r-v-{2}.pdf'>Download</a>"
    row = f"<tr><td>R. v. {{2}}</td><td>{{2}} May 2026</td><td>{file}</td></tr>"
    assert len(titles(read(f"<main><h1>Rulings</h1><table>{rows(row=row)}</table></main>"))) == len(TITLES)


def test_a_first_page_with_a_heading_and_nothing_to_read_is_no_end() -> None:
    with pytest.raises(ExtractError, match="none of the 2 links is one, and the page does not say that it is empty"):
        read('<a href="/">Home</a><a href="/notices/">Notices</a><main><h1>Notices</h1><div id="app"></div></main>')
