import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.normalise import html

BASE = "https://kota-contoh.kpu.go.id/blog/read/7_tujuh"


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("halo<br><br>dua <b>tebal</b><br>tiga", "<p>halo</p><p>dua <b>tebal</b><br>tiga</p>"),
        ("<div><div>satu</div><div dir=auto>dua</div>ekor</div>", "<p>satu</p><p>dua</p><p>ekor</p>"),
        ("<p class=MsoNormal>a<o:p>&nbsp;</o:p></p><p>&nbsp;</p>", "<p>a</p>"),
        ("<ul>\n<li><p>x</p></li><li></li></ul>", "<ul><li>x</li></ul>"),
        (
            "<table><tr><td><p>1</p><td></table>",
            "<table><tbody><tr><td>1</td><td></td></tr></tbody></table>",
        ),
        ("<h1>Judul</h1>", "<h2>Judul</h2>"),
        ("<span>a<div>b</div>c</span>", "<p>a</p><p>b</p><p>c</p>"),
        ("<blockquote>kutipan</blockquote>", "<blockquote><p>kutipan</p></blockquote>"),
        ("tutup ]]> & <i>miring</i>", "<p>tutup ]]&gt; &amp; <i>miring</i></p>"),
        ("<p>&amp;nbsp;x &amp;lt;b&amp;gt;</p>", "<p>x &lt;b&gt;</p>"),
    ],
)
def test_layout_becomes_a_flow_of_blocks(found: str, kept: str) -> None:
    assert html.clean(found, BASE) == kept


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("<img src='/images/1 (2).jpg'>", '<p><img src="https://kota-contoh.kpu.go.id/images/1%20(2).jpg" alt=""></p>'),
        (
            "<img data-src='a.jpg' src='data:image/gif;base64,R0'>",
            'src="https://kota-contoh.kpu.go.id/blog/read/a.jpg"',
        ),
        ("<a href='berkas ü.pdf'>unduh</a>", 'href="https://kota-contoh.kpu.go.id/blog/read/berkas%20%C3%BC.pdf"'),
        ("<img src='100% siap.png'>", 'src="https://kota-contoh.kpu.go.id/blog/read/100%25%20siap.png"'),
        ("<a href='mailto:a@b.id'>surat</a>", '<a href="mailto:a@b.id">surat</a>'),
        ("<iframe src='//www.youtube.com/embed/x'></iframe>", '<a href="https://www.youtube.com/embed/x">'),
    ],
)
def test_addresses_are_absolute_and_encoded(found: str, kept: str) -> None:
    assert kept in html.clean(found, BASE)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x <img src=x onerror=alert(2)></p>",
        "<a href=' java\tscript:alert(1)'>x</a><a href='data:text/html;base64,x'>y</a>",
        "<a href='JaVaScRiPt&colon;alert(3)'>z</a>",
        "<svg onload=alert(3)><circle r=1></svg><math><mi xlink:href='data:x,<script>alert(7)</script>'>y</mi></math>",
        "<iframe srcdoc='<script>alert(4)</script>'></iframe><object data='javascript:alert(8)'></object>",
        "<style>p{background:url(javascript:alert(5))}</style><form action='javascript:alert(6)'><button>k</form>",
        "<img src='//evil.example/pixel.gif' width=1 height=1>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(7)'>",
    ],
)
def test_nothing_active_is_left(hostile: str) -> None:
    kept = html.clean(f"<p>Teks.</p>{hostile}", BASE)
    assert "<p>Teks.</p>" in kept
    for trace in ("alert", "javascript", "<script", "onerror", "onclick", "<iframe", "<form", "<svg", "data:", "pixel"):
        assert trace not in kept


def test_text_says_the_same_without_markup() -> None:
    markup = html.clean(
        "<p>Satu &amp; dua.</p><ul><li>a</li><li>b</li></ul><table><tr><td>1</td><td>2</td></tr></table>", ""
    )
    assert html.text(markup) == "Satu & dua.\n\na\nb\n\n1\t2"


@given(st.text(max_size=300))
def test_plain_text_comes_back_whole(text: str) -> None:
    from feeder.normalise.text import allowed

    words = allowed(text).split()
    assert html.text(html.clean(html.paragraphs(allowed(text)), "")).split() == words or "&" in text


@given(st.text(alphabet="<>/apdivbrimgscript ='\"&;#x\x00\ufeff", max_size=200))
def test_cleaning_never_fails_and_is_stable(markup: str) -> None:
    once = html.clean(markup, BASE)
    assert html.clean(once, BASE) == once


@pytest.mark.parametrize(
    ("title", "label"),
    [("Debat Publik Kedua", "Debat Publik Kedua"), ("YouTube video player", "youtube.com"), ("", "youtube.com")],
)
def test_a_player_becomes_a_link_that_says_what_it_shows(title: str, label: str) -> None:
    cleaned = html.clean(f'<iframe title="{title}" src="https://www.youtube.com/embed/x"></iframe>', BASE)
    assert html.text(cleaned) == label


@pytest.mark.parametrize(
    "code",
    [
        "<code><span>set foot<br></span><span>set pipe<br></span></code>",
        "<div>set foot</div><div>set pipe</div>",
        "set foot<br>\nset pipe",
        "set foot\nset pipe",
    ],
)
def test_lines_of_code_that_are_elements_stay_lines(code: str) -> None:
    assert html.text(html.clean(f"<pre>{code}</pre>", "https://a.example/")).splitlines() == ["set foot", "set pipe"]
