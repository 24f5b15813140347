"""What belongs to an article's text, and what stands in or beside it, on pages as people's programs make them."""

from __future__ import annotations

import json

import pytest
from story import BODY, FIRST, LAST, MORE, TITLE, read, text


def test_parts_of_one_text_in_an_article_element_each() -> None:
    found = text(
        read(
            f"<div><article class=c1><h1>{TITLE}</h1><div><p>{FIRST}</p></div></article></div>"
            f"<div><article class=c2><figure><img src=/p.jpg></figure><div>{BODY}</div></article></div>"
        )
    )
    assert FIRST in found
    assert all(each in found for each in MORE)


def test_a_shop_s_box_within_an_article_is_no_end() -> None:
    box = (
        '<section class="w"><div>Penawaran untuk perahu mainan</div><a href="/beli"><img src=/mainan.jpg></a>'
        '<a href="/beli">Rp 648.000</a><div>Harga sudah termasuk pajak, belum termasuk ongkos kirim.</div></section>'
    )
    found = text(
        read(
            f'<article><h1>{TITLE}</h1><section class="b"><div><p>{FIRST}</p>{BODY}</div>{box}</section>'
            f'<section class="b"><h2>Musim hujan</h2><p>{LAST}</p></section></article>'
        )
    )
    assert LAST in found
    assert "Penawaran" not in found


@pytest.mark.parametrize("part", ["", "<h4>Isi berita</h4>"])
def test_a_text_below_a_summary_and_behind_a_menu(part: str) -> None:
    summary = "Perahu dari bambu dan kulit pohon itu akan dipamerkan sampai musim hujan yang akan datang."
    menu = '<aside><nav><ul><li><a href="#isi">Isi berita</a></li><li><a href="#oleh">Oleh</a></li></ul></nav></aside>'
    text_ = (
        f'<div>{menu}<section><article id="isi">{part}<div><p>{FIRST}</p><p>{LAST}</p></div></article></section></div>'
    )
    found = text(read(f"<main><div><h1>{TITLE}</h1><p>{summary}</p></div>{text_}</main>"))
    assert all(each in found for each in (summary, FIRST, LAST))


def test_a_column_of_links_and_a_table_of_counters_is_beside_the_text() -> None:
    links = "".join(f'<li><a href="/artikel/{n}">Pelatihan Perahu {n}</a><br>1{n} November 2025</li>' for n in (6, 7))
    counts = "".join(f"<tr><td>{name}</td><td>:</td><td>310</td></tr>" for name in ("Hari ini", "Kemarin", "Total"))
    column = f"<div><b>Agenda Desa</b><ul>{links}</ul><div>Pengunjung</div><table>{counts}</table></div>"
    found = text(read(f"<div><div><h2>{TITLE}</h2><div>{BODY}</div></div>{column}</div>"))
    assert MORE[0] in found
    assert "Pengunjung" not in found


def test_labels_that_a_script_fills_in_are_no_text() -> None:
    head = "<header><div><h1>公开征求夜间公交意见</h1><span>阅读时长:</span><span>阅读量:</span></div></header>"
    said = "夜间公交的经费来自专项资金以及另外54项补助。会场上没有人对方案提出反对，表决顺利通过。"
    assert (
        text(read(f"{head}<main><article><p>{said}</p></article></main>", "<title>公开征求夜间公交意见</title>"))
        == said
    )


def test_chapters_with_headings_as_large_as_the_title() -> None:
    chapters = "".join(
        f'<section class="s{n}"><div class="w"><h1>Bagian {n}</h1></div><div class="w"><p>{each}</p></div></section>'
        for n, each in enumerate((FIRST, *MORE))
    )
    found = text(read(f'<div class="s"><h1>{TITLE}</h1></div>{chapters}'))
    assert all(each in found for each in (FIRST, *MORE))


def test_a_paragraph_that_is_only_a_link_goes_with_the_others() -> None:
    link = '<p><a href="https://museum.example/perahu/">https://museum.example/perahu/</a></p>'
    assert "museum.example" in text(
        read(f"<h1>{TITLE}</h1><div class=t><p>{FIRST} {MORE[0]} {MORE[1]}</p>{link}</div>")
    )


def test_an_introduction_above_a_table_of_links() -> None:
    rows = "".join(f'<tr><td><a href="/perahu/{n}">Perahu {n}, panjang sekian meter</a></td></tr>' for n in range(9))
    found = text(
        read(
            f"<main><h1>{TITLE}</h1><p>{FIRST}</p><div><h2>Daftar</h2><table>{rows}</table></div>"
            f"<div><h2>Cara</h2><ul>{''.join(f'<li>{each}</li>' for each in MORE)}</ul></div></main>"
        )
    )
    assert FIRST in found


def test_a_text_below_the_picture_with_a_box_of_buttons_between() -> None:
    top = f"<div class=head><img src=/p.jpg><h1>{TITLE}</h1><h2>Bagian pertama dari tiga cerita</h2></div>"
    side = "<aside><h3>Bagikan</h3><a href='https://t.me/share/url?url=x'>Telegram</a></aside>"
    found = text(
        read(f"<section>{top}<div class=body>{side}<div class=copy><p>{FIRST}</p>{BODY}</div></div></section>")
    )
    assert FIRST in found


def test_paragraphs_beside_a_small_form_stay() -> None:
    form = '<form action="/langganan"><p>Surel</p><input type="email"></form>'
    found = text(read(f"<h1>{TITLE}</h1><div><p>{FIRST}</p>{BODY}<div><p>{LAST}</p><p>{MORE[0]}</p>{form}</div></div>"))
    assert LAST in found


def test_a_text_within_a_form_that_is_marked_as_a_search() -> None:
    """As forms around whole pages are; what searches stays out."""
    paragraphs = f"<p>{FIRST}</p>{BODY}"
    form = f"<form role=search><h1>{TITLE}</h1>{paragraphs}</form>"
    about = f"<div><h2>Tentang kami</h2><p>{LAST}</p><p>{MORE[0]}</p></div>"
    box = "<div role=search><p>Perahu lain dicari lebih sering, dan kapal yang besar paling sering.</p></div>"
    assert FIRST in text(read(f"<main>{form}{about}</main>"))
    assert "sering" not in text(read(f"<main><h1>{TITLE}</h1>{paragraphs}{box}</main>"))


def test_answers_under_a_heading_that_repeats_the_title() -> None:
    said = (
        "Terima kasih atas ceritanya, semoga para perajin tetap sehat dan pesanannya terus berdatangan setiap tahun. "
    )
    answers = f"<div><h2>9 tanggapan untuk &#8220;{TITLE}&#8221;</h2><ol>{f'<li><p>{said}</p></li>' * 9}</ol></div>"
    found = text(read(f"<main><div><h1>{TITLE}</h1></div><div class=isi><p>{FIRST}</p>{BODY}</div>{answers}</main>"))
    assert found.splitlines() == [FIRST, *MORE]


def test_an_author_in_a_list_of_facts_with_links_that_lead_nowhere() -> None:
    facts = (
        '<ul><li><a href="#"><span>Ratna Dewi</span></a></li><li><a href="/2025/11/13/"><span>13 November 2025</span>'
        '</a></li><li><span>09:12</span></li><li><a href="#comments"><span>Tidak ada komentar</span></a></li></ul>'
    )
    found = read(f"<div><div><h1>{TITLE}</h1></div><div>{facts}</div><div><p>{FIRST}</p>{BODY}</div></div>")
    assert found.authors == ("Ratna Dewi",)


def test_shortened_texts_of_other_pages_below_a_short_article() -> None:
    others = "".join(
        f'<h2><a href="/cerita/{10 + at}">{each[:40]}</a></h2><p>{each} {FIRST} {LAST}</p>'
        f'<h3><a href="/cerita/{10 + at}">READ THE REST</a></h3>'
        for at, each in enumerate(MORE * 2)
    )
    story = f"<div class=story><p>{FIRST}</p><p>{MORE[0]}</p><p>{LAST}</p></div>"
    found = text(read(f"<div><div class=top><h1>{TITLE}</h1></div>{story}<div>{others}</div></div>"))
    assert found.splitlines() == [FIRST, MORE[0], LAST]


def test_shortened_texts_of_other_pages_above_an_article() -> None:
    others = "".join(
        f"<div class=t><img src=/{at}.jpg><div>1{at}.10.2025</div><div>{each[:30]}</div><div>{each} {LAST}</div>"
        f'<div><a href="/cerita/{at}">weiter lesen</a></div></div>'
        for at, each in enumerate(MORE * 2)
    )
    found = text(read(f"<div>{others}<div><h2>{TITLE}</h2><div>{BODY}<p>{FIRST}</p></div></div></div>"))
    assert found.splitlines() == [*MORE, FIRST]


def test_chapters_made_like_those_before_a_shop_s_box() -> None:
    box = (
        '<div class="toko"><div>Penawaran perahu mainan</div><a href="/beli">Rp 648.000</a>'
        "<div>Harga sudah termasuk pajak, belum termasuk ongkos kirim.</div></div>"
    )
    found = text(
        read(
            f"<main><article><header><h1>{TITLE}</h1></header>"
            f'<section class="bab bab--isi"><h2>Kayu</h2><div><p>{FIRST}</p>{BODY}</div>{box}</section>'
            f'<section class="bab bab--akhir"><h2>Musim hujan</h2><p>{LAST}</p></section></article></main>'
        )
    )
    assert LAST in found


def test_an_introduction_over_a_container_that_says_it_holds_the_article() -> None:
    whole = f'<div itemprop="articleBody"><p>{FIRST}</p>{BODY}</div>'
    between = f'<div><img src=/p.jpg><span>Bagikan</span></div><p class="lead">{LAST}</p><div>Iklan</div>'
    found = text(read(f"<div><header><h1>{TITLE}</h1></header>{between}{whole}</div>"))
    assert found.splitlines() == [LAST, FIRST, *MORE]


@pytest.mark.parametrize("whole", ["article", "main"])
@pytest.mark.parametrize("lead", ["<p>{}</p>", "<h2>{}</h2>", "<ul><li>Bagikan</li></ul><div><p>{}</p></div>"])
def test_an_introduction_between_a_title_and_the_element_of_its_text(lead: str, whole: str) -> None:
    top = f"<div><h1>{TITLE}</h1><p>13 November 2025</p></div><div>{lead.format(LAST)}</div>"
    found = text(read(f"{top}<{whole}><div><p>{FIRST}</p>{BODY}</div></{whole}>"))
    assert found.splitlines() == [LAST, FIRST, *MORE]


def test_a_table_whose_names_are_links() -> None:
    rows = "".join(
        f'<tr><td><a href="/perahu/{at}">Perahu kayu ulin nomor {at} dari Muara Karang</a></td><td>{at}00 kg</td><td>ya'
        "</td></tr>"
        for at in range(1, 9)
    )
    table = f"<div><h2>Hasil</h2><table><tr><th>Nama</th><th>Berat</th><th>Laut</th></tr>{rows}</table></div>"
    found = text(read(f"<main><h1>{TITLE}</h1><p>{FIRST}</p>{table}<div>{BODY}</div></main>"))
    assert "Perahu kayu ulin nomor 3" in found
    assert "800 kg" in found


def test_a_table_of_figures_that_lead_on_is_no_box_of_links() -> None:
    rows = "".join(
        f'<tr><td><a href="/perahu/{at}">Perahu kayu ulin nomor {at}</a></td><td>{at}00 kg</td><td>{at},5 m</td></tr>'
        for at in range(1, 9)
    )
    table = f"<div><h2>Hasil</h2><table><tr><th>Nama</th><th>Berat</th><th>Panjang</th></tr>{rows}</table></div>"
    found = text(read(f"<main><h1>{TITLE}</h1><div><p>{FIRST}</p>{BODY}</div>{table}</main>")).splitlines()
    assert found[: 1 + len(MORE)] == [FIRST, *MORE]
    assert found[-3:] == ["Perahu kayu ulin nomor 8", "800 kg", "8,5 m"]


def test_the_text_under_a_title_with_its_picture_above() -> None:
    parts = "".join(
        f"<div><img src=/{at}.jpg><h3>Bagian {at}</h3><p>{each} {LAST}</p></div>" for at, each in enumerate(MORE)
    )
    top = f"<div><div><img src=/p.jpg></div><div><h1>{TITLE}</h1><p>{FIRST}</p><p>{MORE[0]}</p></div></div>"
    found = text(read(f"<div>{top}{parts}</div>"))
    assert FIRST in found
    assert MORE[0] in found


def test_the_picture_of_a_step_is_no_heading_of_a_box() -> None:
    steps = "".join(
        f'<div class="step"><div class="says"><div>Langkah {n}</div><p>{each}</p></div><figure><img src=/{n}.jpg>'
        f"<figcaption>Gambar {n}</figcaption></figure></div>"
        for n, each in enumerate(MORE, 1)
    )
    found = text(
        read(
            f'<div><header><h1>{TITLE}</h1></header><div class="step"><div class="lead"><p>{FIRST * 6}</p></div>'
            f"<figure><img src=/0.jpg><figcaption>Gambar 0</figcaption></figure></div>{steps}</div>"
        )
    )
    assert all(each in found for each in MORE)


def test_chapters_beside_the_header_that_holds_the_title() -> None:
    chapters = "".join(
        f'<li><h2>Bagian {n}</h2><p>{each}</p><a href="/bagian/{n}">Baca bagian {n}</a></li>'
        for n, each in enumerate(MORE)
    )
    found = text(read(f"<section><header><h1>{TITLE}</h1><p>{FIRST}</p></header><ul>{chapters}</ul></section>"))
    assert all(each in found for each in (FIRST, *MORE))


def test_what_opens_at_a_touch_is_part_of_the_text() -> None:
    more = f"<details><summary>Bahan dan ukuran</summary><div><p>{MORE[1]}</p></div></details>"
    body = f'<div class="says"><p>{FIRST}</p><p>{MORE[0]} {MORE[2]}</p></div><button>Bagikan</button>'
    assert MORE[1] in text(read(f"<main><div><div class=title><h1>{TITLE}</h1></div>{body}{more}</div></main>"))


def test_a_picture_with_its_caption_between_two_chapters_of_a_long_text() -> None:
    chapter = f'<div class="part">{BODY * 6}</div>'
    picture = "<div class='wide'><figure><img src=/dermaga.jpg><figcaption>Dermaga tua</figcaption></figure></div>"
    last = f'<div class="part end"><h3>Musim hujan</h3><p>{LAST}</p><p>{FIRST}</p></div>'
    found = text(read(f"<div><h1>{TITLE}</h1><div>{chapter}{picture}{last}</div></div>"))
    assert "Dermaga tua" in found
    assert LAST in found


def test_large_headings_in_a_text_with_a_small_title() -> None:
    start = f"<div class=part><div><p>{FIRST * 3}</p><h2>Musim kemarau</h2>{BODY}</div></div>"
    rest = f"<div class=part><div><h2>Musim hujan</h2><p>{LAST}</p><p>{LAST} Begitulah.</p></div></div>"
    assert LAST in text(read(f"<div><h4>{TITLE}</h4></div><div>{start}{rest}</div>"))


def test_a_line_about_the_text_in_the_time_of_another_place() -> None:
    line = "<div>Published: 4 Mar, 2026 CET. Updated: Wed 4 Mar 2026 08:57 CET</div>"
    found = text(read(f"<main><h1>{TITLE}</h1>{line}<div><p>{FIRST}</p>{BODY}</div></main>"))
    assert found.splitlines()[0] == FIRST


def test_the_same_article_once_more_for_small_screens() -> None:
    whole = f"<h1>{TITLE}</h1><p>Muara Karang, 13 November 2025</p><p>{FIRST}</p>{BODY}"
    links = "".join(f"<h2><a href=/cerita/{n}>Cerita lain dari muara nomor {n}</a></h2>" for n in range(3))
    found = text(read(f"<div><div>{whole}<h4>Berita terkait</h4><div>{links}</div></div><div>{whole}</div></div>"))
    assert found.splitlines() == [FIRST, *MORE]


def test_the_same_article_once_more_in_other_elements() -> None:
    wide = f"<div><h1>{TITLE}</h1><p>{FIRST}</p><section>{BODY}</section></div>"
    small = f"<div><h1>{TITLE}</h1><p>{FIRST}</p><p>Muara Karang, Kamis</p>{BODY}</div>"
    assert text(read(f"<main>{wide}{small}</main>")).splitlines() == [FIRST, *MORE]


def test_the_same_text_once_more_without_its_title() -> None:
    found = text(read(f"<main><div><h1>{TITLE}</h1><p>{FIRST}</p>{BODY}</div><div>{BODY}</div></main>"))
    assert found.splitlines() == [FIRST, *MORE]


def test_a_cover_that_says_the_title_and_the_first_line_once_more() -> None:
    cover = f"<header><h1>{TITLE}</h1><p>{FIRST}</p></header>"
    found = text(read(f"<main>{cover}<section><h1>{TITLE}</h1><p>{FIRST}</p>{BODY}</section></main>"))
    assert all(each in found for each in (FIRST, *MORE))


STEPS = (
    "Bersihkan papan ulin dari getah, lalu jemur selama dua minggu di tempat yang teduh.",
    "Lengkungkan papan di atas bara, sedikit demi sedikit, sampai mengikuti bentuk lunas.",
    "Satukan papan dengan pasak kayu, dari haluan ke buritan, dan dempul celahnya dengan damar.",
)
GUIDE = (
    f"<main><div class=intro><h1>{TITLE}</h1><p>{FIRST}</p>{BODY}</div>"
    "<div class=more><h2><a href=/cerita/8>Kapal Pinisi Kembali Berlayar ke Utara</a></h2></div>"
    f"<div class=guide><h2>Langkah-langkah</h2><ol>{''.join(f'<li>{step}</li>' for step in STEPS)}</ol></div></main>"
)


@pytest.mark.parametrize(
    "steps",
    [
        [{"@type": "HowToStep", "text": step} for step in STEPS],
        [{"@type": "HowToSection", "itemListElement": [{"@type": "HowToStep", "text": step} for step in STEPS]}],
        "\n".join(STEPS),
    ],
)
def test_steps_that_the_page_tells_machines(steps: object) -> None:
    data = {"@context": "https://schema.org", "@type": "Recipe", "name": TITLE, "recipeInstructions": steps}
    head = f'<title>{TITLE}</title><script type="application/ld+json">{json.dumps(data)}</script>'
    assert text(read(GUIDE, head)).splitlines() == [FIRST, *MORE, "Langkah-langkah", *STEPS]


def test_steps_that_their_elements_name() -> None:
    typed = GUIDE.replace("<main>", '<main itemscope itemtype="https://schema.org/Recipe">')
    marked = typed.replace("<ol>", '<ol itemprop="recipeInstructions">')
    assert text(read(marked)).splitlines() == [FIRST, *MORE, "Langkah-langkah", *STEPS]


def test_the_longer_part_of_a_text_stands_in_a_box_of_its_own() -> None:
    whole = f"<main><div class=top><h1>{TITLE}</h1><p>{FIRST} {MORE[0]}</p></div><div class=bar><p>{LAST}</p></div>"
    rest = f"<div class=rest><h2>Tiga perajin</h2>{BODY * 2}</div>"
    assert MORE[2] in text(read(f"{whole}{rest}</main>"))


def test_a_longer_text_with_a_writer_of_its_own_is_another() -> None:
    first = f"<div class=top><h1>{TITLE}</h1><p>{FIRST} {MORE[0]}</p><p>{LAST}</p></div>"
    other = f"<div class=other><h2>Tiga perajin</h2><p>Oleh Ratna Sari</p>{BODY * 2}</div>"
    assert MORE[2] not in text(read(f"<main>{first}{other}</main>"))


def test_the_tables_of_facts_in_the_other_tabs_of_a_page() -> None:
    def tab(name: str, inside: str) -> str:
        return f'<div class="tab" id="{name}"><div class="head"><a href="#">{name}</a></div>{inside}</div>'

    facts = "".join(f"<tr><td>Bagian {n} dari perahu:</td><td>Kayu ulin dari hulu {n}</td></tr>" for n in range(9))
    tabs = tab("Cerita", f"<p>{FIRST}</p>{BODY}") + tab("Bahan", f"<table>{facts}</table>")
    assert "Kayu ulin dari hulu 8" in text(read(f'<h1>{TITLE}</h1><div class="tabs">{tabs}</div>'))
