"""What a program says of its own faults within a page that it made."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.errors import ExtractError
from feeder.extract.ending import read
from feeder.extract.kpu import KpuSite
from feeder.model import Document, Draft, Page, Role
from feeder.normalise import html

WIB = ZoneInfo("Asia/Jakarta")
URL = "https://kota.kpu.go.id/blog/read/9_rapat"
LIST = "https://kota.kpu.go.id/blog/category/104"
TITLE = "Rapat Pleno Terbuka di Kantor Kota"
TEXT = [f"Rapat bagian {n} berlangsung sejak pagi dan diikuti seluruh pegawai kantor, mitra, dan tamu." for n in "abcd"]
WARNING = (
    "<br />\n<b>Warning</b>:  Undefined variable $kategori in <b>/home/kpu/app/berita.php</b> on line <b>42</b><br />\n"
)
PLAIN = "\nNotice: Undefined index: foto in /var/www/html/berita.php on line 7\n"
BOX = (
    '<div style="border:1px solid #990000;">\n<h4>A PHP Error was encountered</h4>\n<p>Severity: Notice</p>\n'
    "<p>Message:  Undefined variable: tag</p>\n<p>Filename: views/detail.php</p>\n<p>Line Number: 57</p>\n"
    '<p>Backtrace:</p>\n<p style="margin-left:10px">File: /app/x.php<br />Line: 57<br />Function: view</p>\n</div>'
)
FATAL = "<br />\n<b>Fatal error</b>:  Uncaught Error: Call to a member function tag() on null in /app/x.php:3"
PAGE = "<!DOCTYPE html>\n<html><head><title>Database Error</title></head><body><h1>A Database Error Occurred</h1>"
ERROR = f"{PAGE}<p>Error Number: 1146</p><p>SELECT * FROM `blog_tag`</p><p>Line Number: 41</p></body></html>"


def page(*, before: str = "", above: str = "", within: str = "", behind: str = "</div></body></html>") -> str:
    paragraphs = [f"<p>{each}</p>" for each in TEXT]
    text = paragraphs[0] + within + "".join(paragraphs[1:])
    return f"{before}<!DOCTYPE html><html><body><h1>{TITLE}</h1><p>13 November 2025</p><div>{above}{text}{behind}"


def had(said: str) -> Page:
    seen = datetime(2025, 11, 14, tzinfo=WIB)
    document = Document(url=URL, body=said.encode(), seen=seen, role=Role.ARTICLE, hint=Draft(url=URL, title=TITLE))
    return read(KpuSite(url=LIST).extract, document)


def text(found: Page) -> list[str]:
    return html.text(html.clean(found.items[0].html, URL)).split("\n\n")


@pytest.mark.parametrize("notice", [WARNING, PLAIN, BOX], ids=["html", "plain", "box"])
@pytest.mark.parametrize("place", ["before", "above", "within"])
def test_notices_are_none_of_the_page(place: str, notice: str) -> None:
    found = had(page(**{place: notice}))
    assert text(found) == TEXT
    assert not found.cut


@pytest.mark.parametrize("end", [FATAL, ERROR], ids=["message", "page"])
def test_a_page_ends_where_its_program_gave_up(end: str) -> None:
    found = had(page(behind=end))
    assert text(found) == TEXT
    assert found.cut


def test_a_page_that_is_nothing_but_an_error_says_so() -> None:
    with pytest.raises(ExtractError, match="an error page"):
        had(f"<!DOCTYPE html><html><body><h1>Berita</h1>{WARNING}{FATAL}</body></html>")
    with pytest.raises(ExtractError, match="an error page: A Database Error Occurred"):
        had(ERROR)


def test_a_text_about_programs_keeps_its_examples() -> None:
    code = "<pre>Notice: Undefined index in x.php on line 3</pre><p>Pesan <b>Warning</b> itu: biasa saja.</p>"
    assert [TEXT[0], *text(had(page(within=code)))[1:3]] == [
        TEXT[0],
        "Notice: Undefined index in x.php on line 3",
        "Pesan Warning itu: biasa saja.",
    ]
