"""What the elements around an article's title and text tell of its day: to machines, and below the text."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.extract import article, markup
from feeder.model import Document, Draft, When

ZONE = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, 1, tzinfo=ZONE)
TITLE = "Rapat Koordinasi Data Pemilih"
TEXT = "<p>Komisi Pemilihan Umum menggelar rapat koordinasi bersama pemangku kepentingan di kantor setempat.</p>"
TOLD = 'datetime="2024-06-27T09:12:33+07:00"'


def read(html: str, listed: When | None = None) -> Draft:
    hint = Draft(stated=listed) if listed else None
    document = Document(url="https://kantor.example/7", body=html.encode(), seen=SEEN, hint=hint)
    return article.read(markup.tree(document), document, zone=ZONE)


def moment(above: str = "", below: str = "", *, title: str = f"<h1>{TITLE}</h1>", listed: When | None = None) -> str:
    html = f"<title>{TITLE}</title><article>{title}{above}<div>{TEXT * 3}</div>{below}</article>"
    found = read(html, listed).stated
    return f"{found.at.astimezone(ZONE):%Y-%m-%d %H:%M}" if found else ""


@pytest.mark.parametrize(
    "line",
    [
        f"<time {TOLD}><span>27</span><span>Jun</span></time>",
        f"<div><time {TOLD}><i class='fa fa-clock'></i> <span>27 Juni 2024</span></time></div>",
        f"<div><time {TOLD}><svg></svg> 27 Juni 2024</time></div>",
        "<p><time datetime='Thu Jun 27 2024 09:12:33 GMT+0700 (Western Indonesia Time)'><b>27 Jun</b></time></p>",
        f"<div><time {TOLD}><span>2 minggu yang lalu</span></time></div>",
        f"<time {TOLD}><div>27</div><div>Jun</div></time>",
        "<div><span title='Kamis, 27 Juni 2024 pukul 09.12'><i></i> <b>2 minggu yang lalu</b></span></div>",
        "<div><abbr title='Kamis, 27 Juni 2024 09:12' data-utime=1719454320><span>kemarin</span></abbr></div>",
        "<div><span data-timestamp='1719454320'><b>Jun 27</b></span></div>",
        "<div><span aria-label='Diterbitkan 27 Juni 2024 pukul 09.12'><i></i> 2 minggu lalu</span></div>",
        "<p><data class=dt-published value='2024-06-27T09:12:33+07:00'>pagi ini</data></p>",
        "<p>Ditulis <span class=dt-published><abbr title=2024-06-27>Kamis, 27 Jun</abbr> jam <b>09:12</b></span></p>",
    ],
)
def test_a_moment_whose_words_stand_in_elements_of_their_own(line: str) -> None:
    assert moment(line) == "2024-06-27 09:12"


def test_a_day_in_numbers_whose_year_has_two_digits_where_machines_are_told() -> None:
    assert moment("<time datetime='2022-09-23'><span>23/9/22</span></time>").startswith("2022-09-23")


def test_the_parts_of_a_day_are_no_text() -> None:
    parts = f"<time {TOLD}><b>27</b><b>Jun</b></time><img src=/images/7.jpg>"
    html = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{parts}<div>{TEXT * 3}</div></article>"
    assert "Jun" not in read(html).html


def test_the_moment_of_a_change_whose_words_stand_in_elements_of_their_own() -> None:
    changed = '<time class="updated" datetime="2025-06-28T10:00:00+07:00"><span>28 Juni 2025</span></time>'
    published = f'<time class="published" {TOLD}><span>27 Juni 2024</span></time>'
    assert moment(f"<div>{changed}{published}</div>") == "2024-06-27 09:12"


def test_where_a_link_leads_is_not_when_this_was_published() -> None:
    assert moment('<div><a href="/7" title="Rapat Pleno 12/11/2024">27/6/2024</a></div>').startswith("2024-06-27")
    assert moment('<div><a href="/7" title="9:12"><time datetime="2024-06-27">27/6/2024</time></a></div>') != ""


DAY = f"<time {TOLD}>27 Juni 2024</time>"
RUBRIC = '<a href="/rubrik/berita-terkini">Berita Terkini</a>'
WRITER = '<a href="/author/admin">admin</a>'


@pytest.mark.parametrize(
    "line",
    [
        f"<p class=byline>ditulis Parmas tanggal {DAY} dalam rubrik {RUBRIC}</p>",
        f"<p>(Humas KPU Jakarta / Foto: Datin) <time {TOLD}>Kamis, 27 Juni 2024 09.12 WIB</time></p>",
        f"<footer>This entry was posted in {RUBRIC} on {DAY} by {WRITER}.</footer>",
        f"<footer>Entri ini ditulis dalam {RUBRIC} dan dipublikasikan oleh {WRITER}. <a href=/7>{DAY}</a></footer>",
    ],
)
def test_a_long_line_below_the_text_that_tells_machines_its_day(line: str) -> None:
    assert moment(below=line) == "2024-06-27 09:12"


def test_what_a_sentence_below_the_text_tells_of_is_not_ours() -> None:
    assert moment(below=f"<div>Agenda berikutnya: rapat pleno terbuka di kantor KPU pada {DAY}</div>") == ""


def test_the_beginning_of_another_text_is_no_remark() -> None:
    begun = (
        f"{DAY} Jakarta - Pelatihan pengelolaan kapal digelar di balai kota dan diikuti oleh seratus orang dari desa..."
    )
    assert moment(below=f"<div>{begun}</div>") == ""


@pytest.mark.parametrize(
    "said",
    [
        "<div class='u-comment h-cite'><b class=p-author>Joko</b> <p>setuju sekali.</p> <time>1 Juli 2024</time></div>",
        "<div class='h-cite'><a class=p-author>Joko</a>: <div>setuju sekali.</div> <time>1 Juli 2024</time></div>",
        "<div class=replies><div><a>Joko</a> <span>1 Juli 2024</span><p>setuju sekali.</p></div></div>",
        "<section><article><footer><b>Joko</b> <time datetime=2024-07-01><a href=#c1>1 Jul</a></time></footer>"
        "<p>setuju sekali.</p></article></section>",
        "<div><h3>2 Balasan</h3><div><a>Joko</a> <span>1 Juli 2024</span><p>setuju sekali.</p></div></div>",
    ],
    ids=["microformats", "a citation", "by name", "an article of its own", "by heading"],
)
def test_the_day_of_what_a_reader_says_is_not_ours(said: str) -> None:
    assert moment(below=said) == ""
    line = f"<div>ditulis Parmas {DAY} in {RUBRIC} {WRITER}</div>"
    assert moment(below=line + said) == "2024-06-27 09:12"
    draft = read(f"<title>{TITLE}</title><article><h1>{TITLE}</h1><div>{TEXT * 3}</div>{said}</article>")
    assert "Joko" not in draft.authors


def test_an_article_around_what_stands_below_a_title_is_none_of_its_own() -> None:
    """Where the page shows no text, and only tells machines of it."""
    body = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{TITLE} digelar di kantor setempat."}}'
    shown = '<article><p>27 Juni 2024</p><p><a href="/tag/pemilu">Pemilu</a> <a href="/tag/kpu">KPU</a></p></article>'
    draft = read(f'<title>{TITLE}</title><h1>{TITLE}</h1>{shown}<script type="application/ld+json">{body}</script>')
    assert draft.stated is not None


def test_lines_about_an_article_may_be_called_after_its_comments() -> None:
    assert moment(below=f"<div class=date-comments><p>{DAY}</p><p>2 komentar</p></div>") == "2024-06-27 09:12"
    assert moment(below=f"<footer class=no-comments>ditulis {WRITER} {DAY}</footer>") == "2024-06-27 09:12"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1 Juli 2024", ""),  # what the listing says stands
        ("27 Juni 2024 09:12", "2024-06-27 09:12"),
        ("6/27/2024", "2024-06-27 00:00"),
        ("7/6/2024", "2024-06-07 00:00"),
        ("Diposting pada 1 Juli 2024", "2024-07-01 00:00"),
    ],
)
def test_the_day_of_the_listing_goes_before_another_below_the_text(line: str, expected: str) -> None:
    day = 7 if line.startswith("7/6") else 27
    listed = When(at=datetime(2024, 6, day, 8, 30, tzinfo=ZONE))
    assert moment(below=f"<div><p>{line}</p></div>", listed=listed) == expected
    assert moment(above=f"<div>{line}</div>", listed=listed) != ""


LEAD = "<p class=lead>KPU memastikan data pemilih siap digunakan pada pemilihan mendatang.</p>"


@pytest.mark.parametrize("line", ["27 Juni 2024", "Kamis, 27 Juni 2024 00:00 WIB", "Humas, 27 Juni 2024"])
def test_a_date_line_between_an_introduction_and_the_container_of_the_rest(line: str) -> None:
    html = f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{LEAD}<p>{line}</p><div>{TEXT * 3}</div></article>"
    draft = read(html)
    assert draft.stated is not None
    assert f"{draft.stated.at.astimezone(ZONE):%Y-%m-%d}" == "2024-06-27"
    assert line not in draft.html
    assert "siap digunakan" in draft.html


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD}<p>27 Juni 2024</p>{TEXT * 3}",
        f"{LEAD}<p>27 Juni 2024</p><div>{TEXT}</div>{TEXT * 2}",
        f"{LEAD}<p>27 Juni 2024</p><ul><li>Rapat pleno di kantor setempat dan di kecamatan.</li><li>Bimtek.</li></ul>",
        "<div>Rapat digelar di kantor setempat dan di kecamatan.<br><br>Humas, 27 Juni 2024<br><br></div>",
        f"{TEXT.replace('.', ' pada:')}<p>27 Juni 2024</p><div>{TEXT * 3}</div>",
    ],
    ids=["among paragraphs", "beside a box", "over a list", "the last line", "announced"],
)
def test_a_day_that_a_writer_typed_is_part_of_the_text(text: str) -> None:
    assert "27 Juni 2024" in read(f"<title>{TITLE}</title><article><h1>{TITLE}</h1>{text}</article>").html


def test_the_day_of_what_a_picture_shows_is_not_ours() -> None:
    shown = "<figure><img src=/images/7.jpg><figcaption>Foto bersama, 1 Januari 2020</figcaption></figure>"
    assert moment(f"{shown}<div><time {TOLD}>Kamis, 27/6/2024</time></div>") == "2024-06-27 09:12"
    assert moment(shown) == ""
    told = f"<figure><img src=/images/7.jpg><figcaption>Humas | <time {TOLD}>27/6/2024</time></figcaption></figure>"
    assert moment(told) == "2024-06-27 09:12"


def test_the_days_of_the_articles_before_and_behind() -> None:
    """The titles are short; the day may well be a link of its own."""
    others = [
        f'<a href="/{name}">Rapat {name} <time datetime="2024-06-2{name}">2{name} Jun</time></a>' for name in "68"
    ]
    assert moment(below=f"<div>{''.join(others)}</div>") == ""
    assert moment(below='<div><a href="/8"><div>Rapat Pleno</div><div>28 Juni 2024</div></a></div>') == ""
    assert (
        moment(below=f'<div><a href="/2024/06"><time {TOLD}><b>27</b> <i>Jun</i></time></a></div>')
        == "2024-06-27 09:12"
    )
    twice = "<time>27 Juni 2024</time><time>27 Juni 2024</time>"
    assert moment(below=f'<footer>Humas <a href="/7">{twice}</a></footer>') == "2024-06-27 00:00"


@pytest.mark.parametrize("parts", [("27", "Jun", "2024"), ("27", "Juni 2024"), ("Kamis", "27", "Juni", "2024")])
def test_the_leaf_of_a_calendar(parts: tuple[str, ...]) -> None:
    leaf = "".join(f"<div>{part}</div>" for part in parts)
    assert moment(f"<div>{leaf}</div>") == "2024-06-27 00:00"
