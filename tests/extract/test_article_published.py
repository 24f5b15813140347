"""Which of a page's days is that of its article."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import article, markup
from feeder.model import AHEAD, Document, Draft, Precision, When
from feeder.normalise import items

ZONE = ZoneInfo("Europe/Paris")
SEEN = datetime(2025, 11, 14, 10, 1, tzinfo=ZONE)
TITLE = "Trois artisans et un bateau de bois"
TEXT = (
    "<p>Au bord de la rivière, trois vieux artisans construisent encore des bateaux en bois, planche par planche.</p>"
)


def day(main: str, *, url: str = "https://journal.example/7", head: str = "") -> str:
    html = f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{main}</body></html>"
    document = Document(url=url, body=html.encode(), seen=SEEN)
    found = article.read(markup.tree(document), document, zone=ZONE).stated
    return found.at.astimezone(ZONE).strftime("%Y-%m-%d") if found else ""


@pytest.mark.parametrize(
    "line",
    [
        "jeudi 27 juin 2024", "Publié le 27 juin 2024 à 18:27", "27. Juni 2024", "27 de junio de 2024",
        "27 giugno 2024", "27 июня 2024 г.", "27 Haziran 2024", "2024年6月27日", "2024년 6월 27일",
        "27 يونيو، 2024", "27 Ιουνίου 2024", "27 czerwca 2024", "27. června 2024", "27-jun-2024", "27 tháng 6, 2024",
    ],
)  # fmt: skip
def test_the_months_of_other_languages(line: str) -> None:
    assert day(f"<p>{line}</p><div>{TEXT * 3}</div>") == "2024-06-27"


@pytest.mark.parametrize(
    ("changed", "published"),
    [
        ("Aktualisiert: 28. Juni 2024", "Veröffentlicht am Donnerstag, 27. Juni 2024"),
        ("Mis à jour le 28 juin 2024", "Publié le jeudi 27 juin 2024"),
        ("Actualizado el 28 de junio de 2024", "Publicado el 27 de junio de 2024"),
        ("آخر تحديث 28 يونيو 2024", "نشر في 27 يونيو 2024"),
    ],
)
def test_what_other_languages_say_of_a_day(changed: str, published: str) -> None:
    assert day(f"<p>{changed}</p><p>{published}</p><div>{TEXT * 3}</div>") == "2024-06-27"


def test_a_day_in_the_address_where_nothing_else_tells_one() -> None:
    address = "https://journal.example/2024/06/27/bateau/"
    assert day(TEXT * 3, url=address) == "2024-06-27"
    assert day(f"<p>28 juin 2024</p><div>{TEXT * 3}</div>", url=address) == "2024-06-28"


def test_what_is_seen_on_a_picture_is_older_than_what_metadata_state() -> None:
    caption = "<figcaption>The sun rises over the wharf of the old harbour in March 24, 2014.</figcaption>"
    stated = '<meta property="article:published_time" content="2024-06-27T19:53:52+02:00">'
    assert day(f"<figure><img src=/p.jpg>{caption}</figure>{TEXT * 3}", head=stated) == "2024-06-27"


@pytest.mark.parametrize(
    "address",
    [
        "https://journal.example/home/2024/6/27/bateau",
        "https://journal.example/live/2024/jun/27/bateau",
        "https://journal.example/2024/06/27/bateau",
    ],
)
def test_the_ways_in_which_addresses_write_a_day(address: str) -> None:
    assert day(TEXT * 3, url=address) == "2024-06-27"


@pytest.mark.parametrize(
    "head",
    [
        """<meta name="parsely-page" content='{"title": "Bateau", "pub_date": "2024-06-27T16:00:00Z"}'>""",
        '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2024-06-27"}</script>',
        '<script type="application/ld+json">{"@type": "VideoObject", "uploadDate": "2024-06-27"}</script>',
        '<meta itemprop="datePublished" content="2024-06-27">',
    ],
    ids=["for a counter", "page", "film", "microdata without a scope"],
)
def test_what_pages_tell_machines_where_they_describe_no_article(head: str) -> None:
    assert day(TEXT * 3, head=head) == "2024-06-27"


def test_pages_that_machines_are_told_of_with_several_days_have_none() -> None:
    nodes = (
        '[{"@type": "VideoObject", "uploadDate": "2024-06-27"}, {"@type": "VideoObject", "uploadDate": "2024-06-28"}]'
    )
    assert day(TEXT * 3, head=f'<script type="application/ld+json">{nodes}</script>') == ""


def test_when_it_was_changed_gives_way_to_what_metadata_state() -> None:
    stated = '<meta property="article:published_time" content="2024-06-27T19:53:52+07:00">'
    changed = "<p>Updated 9:22 PM, Fri June 28, 2024</p>"
    assert day(f"{changed}<div>{TEXT * 3}</div>", head=stated) == "2024-06-27"
    assert day(f"{changed}<div>{TEXT * 3}</div>") == "2024-06-28"


def test_a_day_that_is_a_link_among_links() -> None:
    links = "".join(f'<a href="/{name}">{name}</a>' for name in ("Marie Legrand", "No comments", "Boats", "Harbours"))
    assert day(f'<div><a href="/2024/06">27 June 2024</a>{links}</div><div>{TEXT * 3}</div>') == "2024-06-27"


def test_how_many_years_ago_is_no_day() -> None:
    asked = "<p>Asked 2 years ago</p>"
    assert day(f"{asked}<div>{TEXT * 3}</div><p>Asked 27 June 2024 at 11:02</p>") == "2024-06-27"


def test_the_day_of_another_text_is_not_ours() -> None:
    other = '<div><a href="/8">Deux voiliers neufs pour le port de la ville</a><p>1 juillet 2024</p></div>'
    assert day(f"<div>{TEXT * 3}</div>{other}") == ""


def test_a_day_that_is_told_in_full_to_machines_only() -> None:
    line = '<p><time datetime="2024-06-27T08:27:03Z">27 Jun</time> <span>234 kali dilihat</span></p>'
    assert day(f"{line}<div>{TEXT * 3}</div>") == "2024-06-27"


def test_tabs_between_the_title_and_the_day() -> None:
    tabs = '<ul><li><a href="#isi">Isi</a></li><li><a href="#komentar">Komentar (0)</a></li></ul>'
    assert day(f"{tabs}<div id=isi><p>27 Juni 2024</p>{TEXT * 3}</div>") == "2024-06-27"


def test_the_beginning_of_the_next_article_says_nothing_of_this_one() -> None:
    following = "Jakarta - Pelatihan pengelolaan kapal digelar di balai kota pada Kamis (27/6/2024) dan diikuti..."
    assert day(f"<div>{TEXT * 3}</div><div><a href=/8>Pelatihan</a><p>{following}</p></div>") == ""


def test_the_time_at_which_a_page_was_made() -> None:
    html = f"<p>Jumat, 14 November 2025 | 10:00:48</p><h1>{TITLE}</h1><div>{TEXT * 3}</div>"
    document = Document(url="https://journal.example/7", body=html.encode(), seen=SEEN)
    assert article.read(markup.tree(document), document, zone=ZONE).stated is None


def test_the_day_of_a_change_gives_way_to_that_of_the_listing() -> None:
    html = f"<h1>{TITLE}</h1><p>Terakhir diperbarui: 13 November 2025 09:12</p><div>{TEXT * 3}</div>"
    document = Document(url="https://journal.example/7", body=html.encode(), seen=SEEN)
    found = article.read(markup.tree(document), document, zone=ZONE)
    listed = Draft(url=document.url, stated=When(at=datetime(2024, 6, 27, tzinfo=ZONE), precision=Precision.DAY))
    assert found.stated is not None
    assert (found.stated.at.day, found.stated.vague) == (13, True)
    assert items.merge(found, listed).stated == listed.stated


@pytest.mark.parametrize(
    "line", ["<time datetime='2024-06-07'>6/7/24</time>", "<span title='2024-06-07'>06/07/2024</span>"]
)
def test_what_machines_are_told_says_which_number_is_the_month(line: str) -> None:
    assert day(f"<p>{line}</p><div>{TEXT * 3}</div>") == "2024-06-07"


@pytest.mark.parametrize(
    ("line", "listed", "expected"),
    [("6/7/2024", 7, 7), ("6/7/2024", 5, 6), ("6 July 2024", 7, 6), ("6/7/2024 18:27", 7, 7)],
)
def test_the_listing_says_which_number_is_the_month(line: str, listed: int, expected: int) -> None:
    """The 6th of July, or the 7th of June if the listing says so; a month by name is not open to question."""
    hint = Draft(stated=When(at=datetime(2024, 6, listed, tzinfo=ZONE), precision=Precision.DAY))
    html = f"<h1>{TITLE}</h1><p>{line}</p><div>{TEXT * 3}</div>"
    document = Document(url="https://journal.example/7", body=html.encode(), seen=SEEN, hint=hint)
    found = article.read(markup.tree(document), document, zone=ZONE).stated
    assert found is not None
    assert (found.at.month, found.at.day) == ((6, 7) if expected == 7 else (7, 6))


@pytest.mark.parametrize("title", ["Rapat Pleno Terbuka 12 November 2024", "12/11/2024: Rapat Pleno Terbuka"])
@pytest.mark.parametrize(
    "line", ["<div>Kamis, 27 Juni 2024 18:27</div>", "<p><time datetime='2024-06-27'>x</time></p>"]
)
def test_a_day_that_the_title_names_is_that_of_an_event(title: str, line: str) -> None:
    html = f"<title>x</title><h1>{title}</h1>{line}<div>{TEXT * 3}</div>"
    document = Document(url="https://journal.example/7", body=html.encode(), seen=SEEN)
    found = article.read(markup.tree(document), document, zone=ZONE).stated
    assert found is not None
    assert f"{found.at.astimezone(ZONE):%Y-%m-%d}" == "2024-06-27"


@pytest.mark.parametrize(
    "line",
    [
        "<time datetime='2024-06-27T08:27:03Z'>27 Jun</time> | Diperbarui 30 Oktober 2025 20:37",
        "Published <time datetime='2024-06-27T08:27:03Z'>Jun 27</time> Updated Oct 30, 2025",
        "Terbit: <time datetime='2024-06-27T08:27:03Z'>1 tahun yang lalu</time> | Diperbarui: 30 Oktober 2025 20:37",
        "Terbit: 27 Juni 2024 | Diperbarui: Senin, 30 Oktober 2025 20:37 WIB",
    ],
)
def test_the_day_of_a_change_in_the_same_line(line: str) -> None:
    assert day(f"<p>{line}</p><div>{TEXT * 3}</div>") == "2024-06-27"


def test_a_day_in_words_is_not_turned() -> None:
    line = "<p>5 June 2024 (no. 3/4/26)</p>"
    head = '<meta property="article:published_time" content="2024-05-06T00:00:00+02:00">'
    assert day(f"{line}<div>{TEXT * 3}</div>", head=head) == "2024-06-05"


@pytest.mark.parametrize("label", ["Diterbitkan: ", "Published ", "Diposting pada "])
def test_the_day_that_is_said_to_be_that_of_publication_wherever_it_stands(label: str) -> None:
    assert day(f"<p>21 Maret 2025</p><div>{TEXT * 4}</div><footer><p>{label}12 Maret 2025</p></footer>") == "2025-03-12"


@pytest.mark.parametrize(
    "moment",
    [
        '<time datetime="2024-06-27T09:12:00+02:00"></time>',
        '<time data-timestamp="1719472320"> </time>',
        '<relative-time datetime="2024-06-27T07:12:00Z"></relative-time>',
    ],
)
def test_a_moment_that_a_script_shows(moment: str) -> None:
    assert day(f"<p>{moment}</p><div>{TEXT * 3}</div>") == "2024-06-27"


@pytest.mark.parametrize(("tag", "expected"), [("h6", "2024-06-27"), ("h2", "")])
def test_who_wrote_it_and_when_in_a_heading_over_the_title(tag: str, expected: str) -> None:
    """In a smaller one: what stands in one like the title is another article."""
    over = f"<{tag}><b>Marie Legrand<span> | Kamis, 27 Juni 2024</span></b></{tag}>"
    html = f"<title>{TITLE}</title><div>{over}<h2>{TITLE}</h2></div><div>{TEXT * 3}</div>"
    document = Document(url="https://journal.example/7", body=html.encode(), seen=SEEN)
    found = article.read(markup.tree(document), document, zone=ZONE).stated
    assert (f"{found.at.astimezone(ZONE):%Y-%m-%d}" if found else "") == expected


def test_a_day_as_programs_write_it_with_two_digits_of_the_year() -> None:
    assert day(f"<p>Thursday, June 27 24 01:40</p><div>{TEXT * 3}</div>") == "2024-06-27"


@pytest.mark.parametrize("first", [True, False], ids=["as WordPress has it", "as some themes have it"])
@pytest.mark.parametrize("below", [True, False], ids=["below the text", "above the text"])
def test_a_post_that_was_changed(below: bool, first: bool) -> None:
    moments = (
        '<time class="entry-date published" datetime="2024-06-27T09:12:00+02:00">June 27, 2024</time>',
        '<time class="updated" datetime="2025-06-28T10:00:00+02:00">June 28, 2025</time>',
    )
    line = f'Posted on <a href="/7" rel="bookmark">{"".join(moments if first else reversed(moments))}</a> by Ruth'
    text = f"<div>{TEXT * 3}</div>"
    assert day(f"{text}<footer>{line}</footer>" if below else f"<div>{line}</div>{text}") == "2024-06-27"
    assert day(f"{text}<p>{moments[1]}</p>") == "2025-06-28"


@pytest.mark.parametrize("told", [27, 28])
def test_the_time_in_a_long_line_on_the_day_in_the_address(told: int) -> None:
    line = "27 Juni 2024 18:27:21 | Marie Legrand | Dibaca 31 Kali"
    html = f"<h1>{TITLE}</h1><p>{line}</p><div>{TEXT * 3}</div>"
    document = Document(url=f"https://journal.example/2024/06/{told}/bateau/", body=html.encode(), seen=SEEN)
    found = article.read(markup.tree(document), document, zone=ZONE).stated
    assert found is not None
    assert f"{found.at.astimezone(ZONE):%d %H:%M}" == ("27 18:27" if told == 27 else "28 00:00")


@pytest.mark.parametrize(("listed", "expected"), [(27, "2024-06-27"), (None, "2019-03-01")])
def test_a_long_line_with_the_day_of_the_listing_against_what_all_pages_tell_machines(
    listed: int | None, expected: str
) -> None:
    head = '<meta property="article:published_time" content="2019-03-01T00:00:00+01:00">'
    line = "<span>jeudi, 27 juin 2024 | 18:27</span> <span>Marie Legrand de la Rédaction</span>"
    html = f"<title>{TITLE}</title>{head}<h1>{TITLE}</h1>{line}<div>{TEXT * 3}</div>"
    hint = Draft(stated=When(at=datetime(2024, 6, listed, tzinfo=ZONE), precision=Precision.DAY)) if listed else None
    document = Document(url="https://journal.example/7", body=html.encode(), seen=SEEN, hint=hint)
    found = article.read(markup.tree(document), document, zone=ZONE).stated
    assert found is not None
    assert f"{found.at.astimezone(ZONE):%Y-%m-%d}" == expected


def ahead(main: str, head: str = "") -> list[str]:
    html = f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{main}</body></html>"
    document = Document(url="https://journal.example/7", body=html.encode(), seen=SEEN)
    draft = article.read(markup.tree(document), document, zone=ZONE)
    assert draft.stated is None
    return [trace.reason for trace in draft.traces if trace.tier == AHEAD]


def test_a_day_that_is_yet_to_come_is_none_and_is_named() -> None:
    said = ["2025-11-20 is yet to come"]
    assert ahead(f"<p>Publié le 20 novembre 2025</p><div>{TEXT * 3}</div>") == said
    assert ahead(TEXT * 3, '<meta property="article:published_time" content="2025-11-20T08:00:00+01:00">') == said


@pytest.mark.parametrize("line", ["", "La fête aura lieu le 20 novembre 2025 sur la grande place du vieux port"])
def test_a_page_without_a_day_of_its_own_is_not_dated_ahead(line: str) -> None:
    assert ahead(f"<p>{line}</p><div>{TEXT * 3}</div>") == []


@pytest.mark.parametrize("above", ["<p>26 juin 2024</p>", ""])
def test_a_day_in_an_element_of_the_title_goes_before_others(above: str) -> None:
    html = f"<title>{TITLE}</title>{above}<h1>{TITLE} <small>27 juin 2024</small></h1><p>28 juin 2024</p>{TEXT * 3}"
    document = Document(url="https://journal.example/7", body=html.encode(), seen=SEEN)
    found = article.read(markup.tree(document), document, zone=ZONE).stated
    assert found is not None
    assert found.at.date().isoformat() == "2024-06-27"
