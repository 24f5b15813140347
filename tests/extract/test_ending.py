"""Pages that are cut off, and pages that nobody closed."""

import pytest

from feeder.extract.ending import Ending, of

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
