from __future__ import annotations

import pytest

from feeder.publish.active import active


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>a</p><script>alert(1)</script>", "<script>"),
        ("<IFRAME src='https://a.id/'></IFRAME>", "<iframe>"),
        ("<svg/onload=alert(1)>", "onload in <svg>"),
        ('<img src="https://a.id/1.png" ONERROR = "alert(1)">', "onerror in <img>"),
        ('<img alt="a > b" onerror=x src="https://a.id/">', "onerror in <img>"),
        ("<a href='javascript:alert(1)'>x</a>", "href in <a>"),
        ('<a href=" java\tscript:alert(1)">x</a>', "href in <a>"),
        ('<a href="scr\nipt:x">x</a>', "href in <a>"),
        ('<a href="JaVaScRiPt&colon;alert(1)">x</a>', "href in <a>"),
        ('<a href="&#106;avascript:alert(1)">x</a>', "href in <a>"),
        ("<a href=data:text/html;base64,PHNj>x</a>", "href in <a>"),
        ("<a href = vbscript:msgbox(5)>x</a>", "href in <a>"),
        ('<img src="data:image/svg+xml,x">', "src in <img>"),
        ('<blockquote cite="file:///etc/passwd">x</blockquote>', "cite in <blockquote>"),
        ("<meta http-equiv=refresh content=0>", "<meta>"),
    ],
)
def test_what_acts_is_found(markup: str, found: str) -> None:
    assert found in active(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>Rapat: onload = 5, javascript:alert(1), data:text/html &lt;script&gt;</p>",
        '<a href="https://a.id/?option=1&amp;data=a:b&amp;onerror=2" title="onclick = x: y">x</a>',
        '<img src="https://a.id/1.png" alt="Foto: A &amp; B, cite=data:x">',
        '<a href="mailto:kpu@kpu.go.id">x</a> <a href="tel:+6221">y</a> <a href="#isi">z</a>',
        "<p>formulir <em>linked</em> scripta</p>",
    ],
)
def test_what_only_looks_like_it_is_not(markup: str) -> None:
    assert active(markup) == ()
