"""Pages that are cut off, and pages that nobody closed."""

from datetime import UTC, datetime

import pytest

from feeder.extract.ending import Ending, of, read
from feeder.extract.page import AnyPage
from feeder.model import Document, Draft, Role

SEEN = datetime(2025, 11, 14, tzinfo=UTC)

PAGE = (
    "<!DOCTYPE html><html><head><title>Rapat</title><style>p { margin: 0 }</style></head><body><!-- menu --><div><h1>"
    'Rapat</h1><p>Pleno "terbuka" di kantor</p><script>if (a < b) go()</script><p><a href="/b">Lagi</a></p></div>'
)


@pytest.mark.parametrize(
    "end", ["</body></html>", "</BODY>", "</body>\n<!-- made in 0.2 s -->\n", "</html>" + " " * 9000]
)
def test_a_page_that_is_closed_is_whole(end: str) -> None:
    assert of((PAGE + end).encode()) is Ending.WHOLE


def test_a_page_of_boxes_that_are_closed_is_whole_without_its_last_tags() -> None:
    assert of(PAGE.encode()) is Ending.WHOLE


@pytest.mark.parametrize(
    "end", ["<p class=", "<a href='/blog/re", "</di", "<", "<!-- foot", "<script>var a = '</p>", "<style>p {"]
)
def test_a_page_that_ends_within_markup_is_cut(end: str) -> None:
    assert of((PAGE + end).encode()) is Ending.CUT


@pytest.mark.parametrize(
    "end", ["KPU Kota Contoh, Jalan Contoh 1", "<div>", "<table><tr><td>1</td></tr>", "<ul><li>Rapat</li>"]
)
def test_a_page_that_ends_in_words_or_in_a_box_is_loose(end: str) -> None:
    assert of((PAGE + end).encode()) is Ending.LOOSE


@pytest.mark.parametrize(
    "text", ['{"html": "<div>', "<rss><channel><item><title>Ra", "Berita\n\nRapat <di", "", "<div><p>Rap"]
)
def test_what_is_no_page_is_whole(text: str) -> None:
    assert of(text.encode()) is Ending.WHOLE


def test_of_a_page_that_nobody_closed_the_text_below_its_own_title_is_whole() -> None:
    text = "".join(f"<p>Paragraf {n} dari berita tentang rapat pleno terbuka di kantor.</p>" for n in range(9))
    foot = "".join(f"<p>Jalan Contoh {n}</p>" for n in range(9))
    page = f"<!DOCTYPE html><html><body><div><h1>Rapat Pleno Terbuka</h1>{text}</div>{foot}<div>"
    url, hint = "https://kota.example/rapat", Draft(url="https://kota.example/rapat")  # of a list without titles
    document = Document(url=url, body=page.encode(), seen=SEEN, role=Role.ARTICLE, hint=hint)
    assert of(document.body) is Ending.LOOSE
    assert not read(AnyPage(url="https://kota.example/").extract, document).cut
