"""Pages that list goods or texts, and threads: what is theirs, and what stands beside each."""

from __future__ import annotations

from story import BODY, FIRST, LAST, MORE, TITLE, read, text


def test_readers_who_say_more_than_the_article() -> None:
    said = "Kakek saya juga perajin perahu, dan cerita ini membuat saya ingat pada bengkelnya yang penuh serbuk. " * 12
    answers = f'<div class="comments"><p class="meta">Budi</p><div class="comment">{said}</div></div>'
    found = text(read(f'<div><h1>{TITLE}</h1><div class="t"><p>{FIRST}</p>{BODY}</div>{answers}</div>'))
    assert FIRST in found
    assert "Kakek saya" not in found


def test_a_thread_whose_parts_are_articles_below_the_title() -> None:
    said = (FIRST * 4, MORE[0] * 3, MORE[1], MORE[2] * 3, LAST)
    posts = "".join(
        f'<article class="message" id="post-{n}"><h4><a href="/anggota/{n}">Anggota {n}</a></h4>'
        f'<div class="main"><article class="words"><div>{each}</div></article></div></article>'
        for n, each in enumerate(said)
    )
    found = text(read(f'<div><div class="head"><h1>{TITLE}</h1></div><div class="thread">{posts}</div></div>'))
    assert all(each in found for each in said)


def test_what_readers_say_between_the_parts_of_a_text() -> None:
    parts = "".join(
        f'<div class="answer"><div class="text"><p>{each}</p><p>{LAST}</p></div>'
        f'<div class="comments"><ul><li><span>Kata Budi, bagian ini keliru.</span></li></ul></div></div>'
        for each in MORE
    )
    found = text(read(f'<main><h1>{TITLE}</h1><div class="question"><p>{FIRST}</p></div>{parts}</main>'))
    assert all(each in found for each in (FIRST, *MORE))
    assert "Kata Budi" not in found


def test_reviews_and_offers_of_a_shop_are_none_of_the_text() -> None:
    shop = "<p class=stock>12 in stock</p><p class=sku>SKU: ab-77</p>"
    others = "".join(f'<li><a href="/p/{n}">Perahu mainan nomor {n}</a></li>' for n in range(4))
    below = f"<h2>Customers also bought</h2><ul>{others}</ul><h2>2 reviews for {TITLE}</h2><p>{MORE[1]}</p>"
    found = text(read(f"<main><h1>{TITLE}</h1>{shop}<div><p>{FIRST}</p><p>{MORE[0]}</p>{below}</div></main>"))
    assert found.splitlines() == [FIRST, MORE[0]]


ENTRIES = "".join(
    f'<article class="card c{n}"><header><h2><a href="/cerita/{n}">Judul cerita nomor {n}</a></h2></header>'
    f'<section><p>{each}</p></section><footer>{n} Mei 2025 <a href="/orang">Ratna</a></footer></article>'
    for n, each in enumerate((FIRST, *MORE, LAST), 1)
)


def test_a_page_about_several_texts_has_them_all() -> None:
    found = text(read(f"<main><h1>Cerita Sungai</h1><div>{ENTRIES}</div></main>", "<title>Cerita Sungai</title>"))
    assert found.splitlines()[:3] == ["Judul cerita nomor 1", FIRST, "Judul cerita nomor 2"]
    assert all(each in found for each in (*MORE, LAST))
    assert "Ratna" not in found


def test_a_picture_with_a_short_title_is_not_about_the_texts_below_it() -> None:
    picture = '<div><img src="/pawai.jpg" width="800" height="600"></div>'
    found = text(
        read(
            f"<main><div><h1>Pawai Perahu</h1>{picture}</div><div><h3>Berita lainnya</h3>{ENTRIES}</div></main>",
            "<title>Pawai Perahu</title>",
        )
    )
    assert "Judul cerita nomor 3" not in found


def test_goods_in_the_cells_of_a_table_have_their_names() -> None:
    names = [f"Perahu kayu ulin nomor {n}" for n in range(6)]
    goods = [f'<td><div><h5><a href="/b/{each[-1]}">{each}</a></h5><div>Rp 90.000</div></div></td>' for each in names]
    rows = "".join(f"<tr>{''.join(goods[at : at + 3])}</tr>" for at in (0, 3))
    found = text(read(f"<h1>Perahu Kayu</h1><table>{rows}</table>", "<title>Perahu Kayu</title>"))
    assert all(name in found for name in names)
    assert found.count("Rp 90.000") == len(names)


def test_goods_below_a_thing_with_a_price_of_its_own_are_others() -> None:
    goods = "".join(f'<li><a href="/b/{n}">Perahu kayu ulin nomor {n}</a><p>Rp 90.000</p></li>' for n in range(6))
    found = text(read(f"<p>Rp 75.000</p><p>{FIRST}</p><p>Stok: 3</p><p>Dari hulu</p><ul>{goods}</ul>", ""))
    assert FIRST in found
    assert "nomor 5" not in found


def test_a_button_below_each_post_begins_no_comments() -> None:
    def post(number: int, writer: str, said: str) -> str:
        name = f'<h4 class="name"><a href="/orang/{number}">{writer}</a></h4>'
        day = f'<p><a href="#post-{number}">0{number + 1}.11.2025</a></p>'
        answer = '<footer><a href="/masuk">Reply</a></footer>'
        return f'<article class="post"><div>{name}{day}</div><div class="said"><p>{said}</p></div>{answer}</article>'

    writers = ("Rina", "Pak Udin", "Rina", "Tono", "Pak Udin")
    posts = "".join(map(post, range(5), writers, (FIRST, *MORE, LAST)))
    found = text(read(f'<h1>{TITLE}</h1><div class="thread">{posts}</div>'))
    assert found.splitlines() == [FIRST, *MORE, LAST]


def test_goods_that_are_links_as_a_whole() -> None:
    names = [f"Perahu kayu ulin nomor {n}" for n in range(6)]
    goods = "".join(f'<a href="/b/{each[-1]}"><div>{each}</div><div>Rp 90.000</div></a>' for each in names)
    found = text(read(f"<h1>Perahu</h1><p>{FIRST}</p><div>{goods}</div>", "<title>Perahu - Toko</title>"))
    assert found.splitlines() == [FIRST, *(line for name in names for line in (name, "Rp 90.000"))]


def test_the_first_entry_of_a_weblog_does_not_name_it() -> None:
    def entry(number: int, said: str) -> str:
        return (
            f'<article><h2><a href="/cerita/{number}/x">Kabar dari muara nomor {number}</a></h2><p>{said}</p></article>'
        )

    entries = "".join(map(entry, range(4), (FIRST, *MORE)))
    draft = read(f"<main><h1>Blog</h1>{entries}</main>", "<title>Blog | Muara Karang</title>")
    assert draft.title == "Blog"
    assert text(draft).splitlines()[:3] == ["Kabar dari muara nomor 0", FIRST, "Kabar dari muara nomor 1"]


def test_a_row_of_pictures_is_no_text_of_many_words() -> None:
    pictures = "".join(
        f'<li><img src="/foto/{n}.jpg" width="800"><div>Foto: Warga {n}</div><div>{n} / 9</div></li>' for n in range(9)
    )
    facts = '<div>Dibuat 5 hari</div><div>Suka 2.537</div><div><img src="/foto/ratna.jpg" width="90"></div>'
    steps = f"<section><h2>Langkah</h2><p>{FIRST}</p>{BODY}</section>"
    found = text(
        read(f"<div><h1>{TITLE}</h1></div><ul>{pictures}</ul><div class=f>{facts}</div><div class=s>{steps}</div>")
    )
    assert FIRST in found
    assert MORE[0] in found


def test_short_lines_alike_under_a_heading_are_a_list() -> None:
    needs = "".join(f'<p class="n">{what}</p><p class="q">{much}</p>' for what, much in NEEDS)
    found = text(read(f"<main><h1>{TITLE}</h1><div><h2>Bahan</h2>{needs}</div><div><p>{FIRST}</p>{BODY}</div></main>"))
    assert all(line in found for each in NEEDS for line in each)


def test_many_short_lines_alike_are_a_list_without_a_heading() -> None:
    needs = "".join(f'<div class="q">{much}</div><div class="n">{what}</div>' for what, much in NEEDS * 2)
    found = text(read(f"<main><h1>{TITLE}</h1>{needs}<div><p>{FIRST}</p>{BODY}</div></main>"))
    assert all(line in found for each in NEEDS for line in each)


def test_a_copy_for_small_screens_in_a_container_of_its_own() -> None:
    steps = f"<h2>Bahan</h2><ul><li>{FIRST}</li><li>{LAST}</li></ul><h2>Langkah</h2>{BODY}"
    found = text(
        read(f'<h1>{TITLE}</h1><div class="a"><div>{steps}</div></div><div class="b"><div>{steps}</div></div>')
    )
    assert found.count(FIRST) == found.count(MORE[-1]) == 1


def test_links_that_end_a_short_text_are_none_of_it_where_a_notice_follows() -> None:
    links = "".join(f'<li><a href="https://lain.example/{n}">Cerita lain dari muara {n}</a></li>' for n in range(5))
    boxes = f'<div class="l"><h4>Yang ramai</h4><ul>{links}</ul></div><div class="n"><p>{LAST}</p></div>'
    found = text(read(f'<div class="o"><h1>{TITLE}</h1><div class="t"><p>{MORE[0]}</p></div>{boxes}</div>'))
    assert MORE[0] in found
    assert "Cerita lain" not in found


NEEDS = (("Kayu jati", "dua papan"), ("Paku", "seratus"), ("Dempul", "satu kaleng"), ("Tali", "empat depa"))
