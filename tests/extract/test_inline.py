from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.extract import inline, markup
from feeder.extract.inline import carriers as inline_carriers
from feeder.extract.inline import flat as inline_flat
from feeder.extract.inline.site import Site
from feeder.extract.listing import Listing
from feeder.model import Attachment, Document
from feeder.normalise import addresses

WIB = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, tzinfo=WIB)
HOST = "https://kota.kpu.go.id"
URL = f"{HOST}/blog/category/104"
TEXT = "Rapat berlangsung sejak pagi dan diikuti seluruh pegawai kantor. " * 5


def site(url: str = URL) -> Site:
    return Site(url, url, SEEN, WIB, lambda each: addresses.article(each) is not None)


def data(html: str) -> list[Any]:
    tree = markup.tree(Document(url=URL, body=html.encode(), seen=SEEN))
    return list(inline_carriers.data(tree))


def listing(*values: Any, url: str = URL) -> Listing:
    return inline.listing(values, site(url))


def post(number: int, **more: Any) -> dict[str, Any]:
    return {"id": number, "title": f"Judul Berita {number}", "slug": "judul", "created_at": "2025-11-13", **more}


POSTS = [post(3), post(2), post(1)]
SCRIPT = json.dumps({"props": {"posts": POSTS, "menu": [{"id": 1, "title": "Profil", "url": "/profil"}]}})
NUXT = [
    ["ShallowReactive", 1], {"data": 2, "once": 14}, ["Reactive", 3], {"posts": 4}, [5, 10],
    {"id": 6, "title": 7, "slug": 8, "created_at": 9}, 3, "Judul Berita 3", "judul", "2025-11-13T02:12:33Z",
    {"id": 11, "title": 12, "slug": 8, "created_at": 13}, 2, "Judul Berita 2", ["Date", "2025-11-12T00:00:00Z"],
    ["Set"],
]  # fmt: skip


NUXT_2 = """window.__NUXT__=(function(a,b){return {layout:"default",data:[{posts:[
{id:3,title:"Judul Berita 3",slug:a,created_at:b,x:void 0},
{id:2,title:'Judul \\u0042erita 2',slug:a,created_at:b,ok:!0},
]}]}}("judul","2025-11-13"));"""
FETCHED = json.dumps({"status": 200, "headers": {}, "body": json.dumps({"posts": POSTS})})
COMMENTED = """var items = [ // of today
{id: 3, judul: 'Judul Berita 3', slug: 'judul', tanggal: '2025-11-13' /* a day, {no time} */},
{/* slug: 'x', */ id: 2, judul: 'Judul Berita 2', slug: 'judul', // http://x
tanggal: '2025-11-12'} /* the last */ ];"""
EDGES = [
    {"node": {"excerpt": "x", "frontmatter": {"title": each["title"], "date": "2025-11-13"}, "fields": {"slug": slug}}}
    for each in POSTS
    for slug in [f"/blog/read/{each['id']}_judul"]
]
SANITY = [{**each, "slug": {"_type": "slug", "current": "judul"}} for each in POSTS]
LITERAL = """const items = {posts: [{id: 3, judul: 'Judul Berita 3', slug: 'judul', tanggal: '13 November 2025'},
{'id': 2, judul: `Judul Berita 2`, slug: 'judul', tanggal: new Date('2025-11-12')}]}; run(items)"""


@pytest.mark.parametrize(
    "carrier",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{SCRIPT}</script>',
        f"<div id=app data-page='{SCRIPT}'></div>",
        f"<script>window.__INITIAL_STATE__ = {SCRIPT};</script>",
        f"<script>var a = 1; var data={SCRIPT}\nconsole.log(data)</script>",
        f"<script>window.state = JSON.parse({json.dumps(SCRIPT)});</script>",
        f'<script>self.__next_f.push([1,{json.dumps("4:" + SCRIPT + chr(10))}])</script>',
        f"<script>{NUXT_2}</script>",
        f"<script>{LITERAL}</script>",
        f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(NUXT)}</script>',
        f"<script>window.__STATE__ = {json.dumps(json.dumps(POSTS))}</script>",
        f"<script>window.__STATE__ = '{json.dumps(POSTS)}'; go()</script>",
        f'<script type="application/json" data-sveltekit-fetched>{FETCHED}</script>',
        f"<script>{COMMENTED}</script>",
        f"<script>var a = []; {''.join(f'a.push({json.dumps(each)});' for each in POSTS)}</script>",
        f'<script>window.pageData={{"edges": {json.dumps(EDGES)}}}</script>',
        f'<script type="application/json">{json.dumps(SANITY)}</script>',
    ],
)  # fmt: skip
def test_carriers(carrier: str) -> None:
    found = inline.listing(data(f"<html><body>{carrier}</body></html>"), site())
    assert [draft.title for draft in found.drafts][:2] == ["Judul Berita 3", "Judul Berita 2"]
    assert found.drafts[0].url == f"{HOST}/blog/read/3_judul"
    assert found.drafts[0].stated is not None


@pytest.mark.parametrize(
    "junk",
    [
        "<script>window.x = {function() { return [1, 2 };</script>",
        "<script>var x = {a: b.c(), d: [};" + "{" * 5000 + "</script>",
        '<script type="application/json">{"a": ' + "[" * 100_000 + "</script>",
        "<script>x = JSON.parse('" + "{" * 200 + "')</script>",
        "<script>" + "x={" * 3000 + "</script>",
        "<script>" + "x={/*" * 30_000 + "</script>",
        "<script>x = '[" + "{" * 200 + "'</script>",
        "<div data-x='" + "[" * 100_000 + "'></div>",
        '<script type="application/json">[[1,2],{"a":0,"b":1},{"c":0}]</script>',
    ],
)
def test_what_cannot_be_read_is_passed_over(junk: str) -> None:
    assert inline.listing(data(f"<html><body>{junk}</body></html>"), site()).drafts == ()


def test_names_in_both_languages_and_values_in_wrappers() -> None:
    found = listing(
        [
            {
                "post_id": 3,
                "judul": {"rendered": "Rapat &amp; Evaluasi"},
                "link": "https://kota.kpu.go.id/blog/read/3_rapat",
                "tanggal_posting": "Kamis, 13 November 2025 09:12 WIB",
                "gambar": {"sizes": 3, "url": "/images/foto.jpg"},
                "kategori": {"id": 11, "nama": "Pengumuman"},
                "penulis": [{"name": "Ratna"}, "Humas"],
                "ringkasan": "Rapat berlangsung sejak pagi...",
                "lampiran": [{"nama": "SK", "file": "/dmdocuments/sk 1.pdf"}],
                "dilihat": 883,
            }
        ]
    )
    (draft,) = found.drafts
    assert draft.title == "Rapat &amp; Evaluasi"
    assert draft.url == "https://kota.kpu.go.id/blog/read/3_rapat"
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 13, 9, 12, tzinfo=WIB)
    assert draft.image == f"{HOST}/images/foto.jpg"
    assert draft.categories == ("Pengumuman",)
    assert draft.authors == ("Ratna", "Humas")
    assert draft.excerpt == "Rapat berlangsung sejak pagi..."
    assert draft.attachments == (Attachment(url=f"{HOST}/dmdocuments/sk%201.pdf", title="SK"),)


@pytest.mark.parametrize(
    ("fields", "html", "excerpt"),
    [
        ({"isi": f"<p>{TEXT}</p>"}, f"<p>{TEXT}</p>", ""),
        ({"content": "&lt;p&gt;Rapat&lt;/p&gt;"}, "<p>Rapat</p>", ""),
        ({"body": "Satu.\n\nDua < tiga."}, "<p>Satu.</p><p>Dua &lt; tiga.</p>", ""),
        ({"content": f"{TEXT}...", "excerpt": "Rapat"}, "", "Rapat"),
        ({"description": "Rapat singkat"}, "", "Rapat singkat"),
        ({"description": f"<p>{TEXT}</p>"}, f"<p>{TEXT}</p>", ""),
    ],
)
def test_texts(fields: dict[str, str], html: str, excerpt: str) -> None:
    (draft,) = listing([post(1, **fields)]).drafts
    assert (draft.html, draft.excerpt) == (html, excerpt)


@pytest.mark.parametrize(
    "fields",
    [
        {"introtext": "<p>{0}</p>", "fulltext": "<p>{1}</p>"},
        {"lead": "{0}", "body": "<p>{1}</p>"},
        {"lead": "{0}", "body": "<p>{0}</p><p>{1}</p>"},
        {"introtext": "<p>{0}</p>", "fulltext": "", "text": "<p>{0}</p><p>{1}</p>"},
        {"introtext": "<p>{0}</p><p>{1}</p>", "fulltext": ""},
        {"lead": "Rapat di kantor ...", "body": "<p>{0}</p><p>{1}</p>"},
    ],
)
def test_texts_in_two_parts(fields: dict[str, str]) -> None:
    parts = [f"{first} {TEXT.strip()}" for first in ("Pembukaan rapat dihadiri ketua.", "Hasilnya dibacakan.")]
    (draft,) = listing([post(1, **{name: value.format(*parts) for name, value in fields.items()})]).drafts
    assert draft.html == "".join(f"<p>{each}</p>" for each in parts)


TONGUES = [
    lambda name, own, other: {f"{name}_id": own, f"{name}_en": other},
    lambda name, own, other: {f"{name}En": other, f"{name}Id": own},
    lambda name, own, other: {name: {"en": other, "id": own}},
    lambda name, own, other: {name: own, f"{name}_en": other},
]


@pytest.mark.parametrize("said", TONGUES)
@pytest.mark.parametrize("stated", ["id", "id-ID", "in"])
def test_of_texts_in_several_languages_that_of_the_page(said: Callable[..., dict[str, Any]], stated: str) -> None:
    fields = said("title", "Rapat Pleno", "Plenary Meeting") | said("content", f"<p>{TEXT}</p>", "<p>Meeting</p>" * 90)
    found = inline.listing(
        [[{"id": 3, "slug": "rapat", "content_no": "7", **fields}]], replace(site(), language=stated)
    )
    assert [(draft.title, draft.html) for draft in found.drafts] == [("Rapat Pleno", f"<p>{TEXT}</p>")]


def test_on_an_english_page_the_english_text() -> None:
    fields = {
        "title": "Rapat",
        "title_en": "A Meeting",
        "content": f"<p>{TEXT}</p>",
        "content_en": f"<p>The {TEXT}</p>",
    }
    found = inline.listing([[{"id": 3, **fields, "slug": "a"}]], replace(site(), language="en-GB"))
    assert [(draft.title, draft.html) for draft in found.drafts] == [("A Meeting", f"<p>The {TEXT}</p>")]


def test_a_number_is_no_text_in_indonesian() -> None:
    fields = {"content": f"<p>{TEXT}</p>", "content_id": "c77"}
    (draft,) = inline.listing([[post(3, **fields)]], replace(site(), language="id")).drafts
    assert draft.html == f"<p>{TEXT}</p>"


def test_which_field_of_the_data_each_value_is_from() -> None:
    told = {"thumbnail": "/images/1762999788a.jpg", "author": {"name": "Humas"}, "category": {"name": "Berita"}}
    (draft,) = listing({"posts": [post(1, content=TEXT, **told)], "current_page": 1, "last_page": 1}).drafts
    assert {(trace.field, trace.tier, trace.reason) for trace in draft.traces} == {
        ("title", "inline", ""),
        ("text", "inline", ""),
        ("published", "inline", "the field “createdat”"),
        ("image", "inline", "the field “thumbnail”"),
        ("categories", "inline", "the field “category”"),
        ("authors", "inline", "the field “author”"),
    }


def test_the_own_list_among_others() -> None:
    props = {
        "menu": [{"id": n, "title": f"Menu {n}", "slug": f"menu-{n}"} for n in range(9)],
        "popular": [post(n, excerpt=TEXT, image="/a.jpg") for n in (91, 92, 93)],
        "latest": [post(n, image="/a.jpg") for n in range(80, 86)],
        "list": {"items": POSTS, "meta": {"current_page": 2, "last_page": 9}},
    }
    found = listing({"props": props}, url=f"{URL}?page=2")
    assert [draft.title for draft in found.drafts] == ["Judul Berita 3", "Judul Berita 2", "Judul Berita 1"]
    assert (found.next, found.pages, found.known) == (f"{URL}?page=3", 9, True)


def test_objects_by_their_numbers() -> None:
    found = listing({"entities": {str(each["id"]): each for each in POSTS}})
    assert len(found.drafts) == 3


def test_an_empty_list_with_pagination_is_empty() -> None:
    found = listing({"posts": {"data": [], "current_page": 99, "last_page": 3}, "popular": POSTS})
    assert (found.drafts, found.empty, found.known, found.next) == ((), True, True, "")


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ({"next_page_url": "/blog/category/104?page=2", "current_page": 1}, f"{URL}?page=2"),
        ({"links": {"next": f"{URL}?page=2"}, "meta": {"current_page": 1, "total": 9}}, f"{URL}?page=2"),
        ({"page": 1, "totalPages": 4}, f"{URL}?page=2"),
        ({"current_page": 4, "last_page": 4, "next_page_url": None}, ""),
        ({"current_page": 1, "last_page": 2, "next_page_url": "https://lain.example/?page=2"}, f"{URL}?page=2"),
    ],
)
def test_the_next_page(pager: dict[str, Any], following: str) -> None:
    assert listing({"posts": {"data": POSTS, **pager}}).next == following


def test_the_category_by_its_number() -> None:
    categories = [{"id": 11, "name": "Pengumuman"}, {"id": 104, "name": "Kabar Terkini"}]
    found = listing({"menu": {"categories": categories}, "posts": POSTS})
    assert {draft.categories for draft in found.drafts} == {("Kabar Terkini",)}


def test_items_without_an_address_or_title_are_told() -> None:
    found = listing([*POSTS, {"id": "x", "title": "Tanpa nomor", "created_at": "2025-11-13"}, post(9, title="")])
    assert len(found.drafts) == 3
    assert [(drop.reason, drop.what) for drop in found.dropped] == [
        ("no address", "Tanpa nomor"),
        ("no title", f"{HOST}/blog/read/9_judul"),
    ]


def test_the_article_of_the_address_and_not_the_longest() -> None:
    url = f"{HOST}/blog/read/3_judul"
    values = [{"post": post(3, content=TEXT), "related": [post(4, content=TEXT * 9)]}]
    draft = inline.article(values, site(url))
    assert draft is not None
    assert (draft.title, draft.url, draft.html) == ("Judul Berita 3", url, f"<p>{TEXT.strip()}</p>")


@pytest.mark.parametrize("url", ["/blog/read/7_lain", "/berita/lain"])
def test_an_article_with_another_address_is_another(url: str) -> None:
    other = {"title": "Judul Lain", "url": url, "content": TEXT}
    here = Site(f"{HOST}/blog/read/3_judul", HOST, SEEN, WIB, lambda each: True)
    assert inline.article([other], here, ["Judul Berita 3 | KPU"]) is None


def test_an_article_called_like_its_page_may_have_another_address() -> None:
    here = Site(f"{HOST}/berita/judul", HOST, SEEN, WIB, lambda each: True)
    found = inline.article([{"title": "Judul Berita 3", "path": "/api/3", "content": TEXT}], here, ["Judul Berita 3"])
    assert found is not None
    assert found.url == f"{HOST}/berita/judul"


def test_the_article_of_a_page_with_its_head_apart() -> None:
    node = {"html": f"<p>{TEXT}</p>", "frontmatter": {"title": "Judul Berita 3", "date": "2025-11-13"}}
    draft = inline.article([{"result": {"data": {"markdownRemark": node}}}], site(f"{HOST}/blog/read/3_judul"))
    assert draft is not None
    assert (draft.title, draft.html, draft.stated is not None) == ("Judul Berita 3", f"<p>{TEXT}</p>", True)


def test_what_is_put_into_a_list_named_popular_is_beside() -> None:
    popular = "".join(f"populer.push({json.dumps(post(n, image='/a.jpg'))});" for n in range(90, 95))
    own = "".join(f"berita.push({json.dumps(each)});" for each in POSTS)
    found = inline.listing(data(f"<html><body><script>{popular}{own}</script></body></html>"), site())
    assert [draft.title for draft in found.drafts] == ["Judul Berita 3", "Judul Berita 2", "Judul Berita 1"]


def test_no_article() -> None:
    assert inline.article([{"a": [1, 2]}, POSTS, "x", None], site()) is None


def _tupled(value: Any) -> Any:
    """As Livewire writes lists and objects."""
    if isinstance(value, dict):
        return [{name: _tupled(each) for name, each in value.items()}, {"s": "arr"}]
    return [[_tupled(each) for each in value], {"s": "arr"}] if isinstance(value, list) else value


def _paired(value: Any) -> Any:
    """As Astro writes them."""
    if isinstance(value, dict):
        return [0, {name: _paired(each) for name, each in value.items()}]
    return [1, [_paired(each) for each in value]] if isinstance(value, list) else [0, value]


_QUOTED = json.dumps(json.dumps(POSTS)).replace('\\"', "\\u0022")[1:-1]


@pytest.mark.parametrize(
    "html",
    [
        f"<div wire:snapshot='{json.dumps({'data': {'posts': _tupled(POSTS)}})}'></div>",
        f"<astro-island props='{json.dumps({'posts': _paired(POSTS)})}'></astro-island>",
        f"""<div x-data="list(JSON.parse('{_QUOTED}'))"></div>""",
        """<div x-data="{posts: [{id: 3, judul: 'Judul Berita 3', slug: 'judul', tanggal: '2025-11-13'},
        {id: 2, judul: 'Judul Berita 2', slug: 'judul', tanggal: '2025-11-12'},
        {id: 1, judul: 'Judul Berita 1', slug: 'judul', tanggal: '2025-11-12'}], open: false}"></div>""",
        f"<script>kit.start(app, {{data: [null,{{type:'data',data:{json.dumps(POSTS)}}}]}})</script>",
    ],
)
def test_forms_of_their_own(html: str) -> None:
    found = inline.listing(data(html), site())
    assert [draft.title for draft in found.drafts] == ["Judul Berita 3", "Judul Berita 2", "Judul Berita 1"]


def test_rows_in_several_scripts_and_texts_in_rows_of_their_own() -> None:
    text = f"<p>{TEXT}Ruang “Jakarta”.</p>"
    rows = f'1:I["x"]\n2:T{len(text.encode()):x},{text}0:{json.dumps(["$", {"post": post(3, content="$2")}])}\n'
    pieces = (rows[:20], rows[20:99], rows[99:])
    html = "".join(f"<script>self.__next_f.push({json.dumps([1, each])})</script>" for each in pieces)
    found = inline.article(data(html.replace("</p>", "<\\/p>")), site(f"{HOST}/blog/read/3_judul"))
    assert found is not None
    assert found.html == text


def test_when_it_was_changed_never_counts() -> None:
    changed = {"updated_at": "2025-11-14T01:00:00Z"}
    posts = [{"id": n, "title": f"Judul Berita {n}", "tanggal_publikasi": "2025-11-13", **changed} for n in (3, 2)]
    assert {draft.stated.at.day for draft in listing(posts).drafts if draft.stated} == {13}
    posts = [{"id": n, "title": f"Judul Berita {n}", "slug": "judul", **changed} for n in (3, 2)]
    assert [draft.stated for draft in listing(posts).drafts] == [None, None]


@pytest.mark.parametrize(
    "name",
    [
        "dipublikasikan_pada", "dipublikasikan", "diterbitkan", "waktu_terbit", "tayang", "jadwal_tayang", "publikasi",
        "publish_at", "releaseDate", "posted_on", "firstPublished", "waktuPosting", "tgl_rilis",
    ],
)  # fmt: skip
def test_publication_goes_before_when_the_record_was_made(name: str) -> None:
    (draft,) = listing([post(1, created_at="2025-11-01T00:00:00Z", **{name: "2025-11-13T02:12:33Z"})]).drafts
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 13, 9, 12, 33, tzinfo=WIB)


@pytest.mark.parametrize(
    "name", ["publish_down", "published_until", "unpublished_at", "republished_last", "tayang_akhir"]
)
def test_the_end_of_publication_is_no_date(name: str) -> None:
    (draft,) = listing([post(1, **{name: "2025-11-10T02:12:33Z"})]).drafts
    assert draft.stated is not None
    assert draft.stated.at.day == 13


def test_five_megabytes() -> None:
    noise = [{"key": f"k{n}", "values": [n, {"a": "b" * 60}]} for n in range(50_000)]
    text = json.dumps({"noise": noise, "posts": {"data": POSTS, "current_page": 1, "last_page": 1}})
    assert len(text) > 5_000_000
    started = time.process_time()
    found = inline.listing(data(f'<html><body><script type="application/json">{text}</script></body></html>'), site())
    assert len(found.drafts) == 3
    assert time.process_time() - started < 30


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "title", "slug", "url", "data", "content", "image", "category", "x"]), inner
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_value_is_read(value: Any) -> None:
    found = listing(value)
    assert all(draft.url and draft.title for draft in found.drafts)
    inline.article([value], site(f"{HOST}/blog/read/3_judul"))


@given(st.lists(JSON, min_size=1))
def test_any_flat_list_is_read(value: list[Any]) -> None:
    inline_flat.unflatten(value)
    assert list(inline_flat.streamed(f"{json.dumps(value)}\nP1:{json.dumps(value)}\nP2:[["))


def test_fields_are_known_by_a_part_of_their_names() -> None:
    fields = {"id_artikel": "7", "judul_artikel": "Rapat Pleno", "slug": "rapat", "tgl_tayang": "13-11-2025 09:12"}
    (draft,) = listing([{**fields, "foto_artikel": "/images/a.jpg", "isi_artikel": f"<p>{TEXT}</p>"}]).drafts
    assert (draft.title, draft.image, draft.html) == ("Rapat Pleno", f"{HOST}/images/a.jpg", f"<p>{TEXT}</p>")
    assert draft.stated is not None
    assert draft.stated.at == datetime(2025, 11, 13, 9, 12, tzinfo=WIB)


def test_the_name_of_a_variable_tells_what_is_beside() -> None:
    script = f"var populer = {json.dumps([post(n) for n in range(90, 95)])};\nvar berita = {json.dumps(POSTS)};"
    found = inline.listing(data(f"<html><body><script>{script}</script></body></html>"), site())
    assert [draft.title for draft in found.drafts] == ["Judul Berita 3", "Judul Berita 2", "Judul Berita 1"]


@pytest.mark.parametrize("posts", [POSTS[:1], []])
def test_pagination_is_not_that_of_popular_items_beside_it(posts: list[Any]) -> None:
    pager = {"page": 4, "pageCount": 4}
    popular = [post(n, excerpt=TEXT, image="/a.jpg") for n in range(90, 95)]
    found = listing({"posts": posts, "popular": popular, "pagination": pager}, url=f"{URL}?page=4")
    assert len(found.drafts) == len(posts)


@pytest.mark.parametrize(
    "beside",
    [
        lambda popular: {"populer": popular},
        lambda popular: {"sidebar": {"berita": popular}},
        lambda popular: {"mostRead": {"posts": popular}},
    ],
)
def test_items_below_a_name_for_what_is_beside_are_beside_however_paged(beside: Callable[[Any], Any]) -> None:
    popular = {"data": [post(n, image="/a.jpg") for n in range(90, 95)], "current_page": 1, "last_page": 1}
    found = listing({**beside(popular), "berita": POSTS})
    assert [draft.title for draft in found.drafts] == ["Judul Berita 3", "Judul Berita 2", "Judul Berita 1"]


@pytest.mark.parametrize("holder", ["tag", "menu"])
def test_the_paged_list_of_a_tag_or_an_entry_of_the_menu_may_be_the_own(holder: str) -> None:
    found = listing({holder: {"posts": {"data": POSTS, "current_page": 1, "last_page": 2}}})
    assert len(found.drafts) == 3


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda each: {"cursor": "x", "node": each},
        lambda each: {"id": each["id"], "attributes": {**each, "id": None}},
        lambda each: {
            "@type": "ListItem",
            "position": 1,
            "item": {**each, "url": f"{HOST}/blog/read/{each['id']}_judul"},
        },
    ],
)
def test_objects_wrapped_in_others(wrapped: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    found = listing({"posts": [wrapped(each) for each in POSTS]})
    assert [draft.url for draft in found.drafts] == [f"{HOST}/blog/read/{n}_judul" for n in (3, 2, 1)]


NAMES = ["Rapat Pleno Terbuka Digelar", "Sosialisasi kepada Pemilih Pemula", "Ketua Menerima Kunjungan Siswa"]
PLACES = [f"{HOST}/blog/read/{n}_judul" for n in (3, 2, 1)]
BARE = [{"title": name, "url": place} for name, place in zip(NAMES, PLACES, strict=True)]
ENTRIES: list[Callable[[str, str], dict[str, Any]]] = [
    lambda name, place: {"name": name, "url": place},
    lambda name, place: {"item": {"@id": place, "name": name}},
    lambda name, place: {"name": name, "item": place},
    lambda name, place: {"item": {"@type": "NewsArticle", "headline": name, "url": place}},
    lambda name, place: {"url": place},
    lambda name, place: {"item": place},
]


def declared(*entries: dict[str, Any], kind: str = "ItemList") -> dict[str, Any]:
    listed = [{"@type": "ListItem", "position": n, **each} for n, each in enumerate(entries, 1)]
    return {"@context": "https://schema.org", "@type": kind, "itemListElement": listed}


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_list_that_is_declared(entry: Callable[[str, str], dict[str, Any]]) -> None:
    value = declared(*map(entry, NAMES, PLACES))
    found = inline.listing([value], site(), bare=True)
    assert [draft.url for draft in found.drafts] == PLACES
    assert [draft.title for draft in found.drafts] in (NAMES, ["", "", ""])
    assert found.dropped == ()


def test_titles_and_addresses_alone() -> None:
    assert [draft.title for draft in inline.listing([{"items": BARE}], site(), bare=True).drafts] == NAMES
    assert listing({"items": BARE}).drafts == ()


@pytest.mark.parametrize(
    "value",
    [
        {"menu": BARE},
        {"latest": BARE},
        {"items": BARE[:2]},
        {"items": [{**each, "title": "Visi dan Misi"} for each in BARE]},
        {"items": [{**each, "url": PLACES[0]} for each in BARE]},
        {"items": [{"id": n, "title": name} for n, name in enumerate(NAMES)]},
        declared({"name": NAMES[0], "item": PLACES[0]}, {"name": NAMES[1], "item": PLACES[1]}, kind="BreadcrumbList"),
        declared(*({"@type": "SiteNavigationElement", "name": name, "url": PLACES[0]} for name in NAMES)),
        {"posts": {"data": [], "current_page": 9, "last_page": 8}, "items": BARE},
    ],
)
def test_what_is_no_list_of_articles_is_none_for_having_addresses(value: Any) -> None:
    assert inline.listing([value], site(), bare=True).drafts == ()


def test_the_office_and_its_site_are_no_items() -> None:
    office = [{"@type": kind, "name": "KPU Kota", "url": HOST, "logo": "a.png"} for kind in ("WebSite", "Organization")]
    articles = [{"@type": "NewsArticle", "headline": f"Judul {n}", "url": f"{HOST}/{n}"} for n in (3, 2, 1)]
    graph = [*office, *({**each, "datePublished": "2025-11-13"} for each in articles)]
    found = inline.listing([{"@graph": graph}], replace(site(), is_item=lambda url: True))
    assert [draft.title for draft in found.drafts] == ["Judul 3", "Judul 2", "Judul 1"]


def test_what_the_elements_of_a_site_are_told() -> None:
    told = "".join(
        f'<news-item data-href="/blog/read/{n}_judul" heading="Judul Berita {n}" date="2025-11-1{n}"></news-item>'
        for n in (3, 2, 1)
    )
    found = inline.listing(data(f"<news-grid columns=3>{told}</news-grid>"), site())
    assert [(each.title, each.url) for each in found.drafts] == [
        (f"Judul Berita {n}", f"{HOST}/blog/read/{n}_judul") for n in (3, 2, 1)
    ]


@pytest.mark.parametrize("name", ["tautan", "detail_url", "linkBerita"])
def test_names_of_addresses(name: str) -> None:
    told = [{"judul": f"Judul {n}", name: f"/blog/read/{n}_judul", "tanggal": "2025-11-13"} for n in (2, 1)]
    assert [each.url for each in listing(told).drafts] == [f"{HOST}/blog/read/{n}_judul" for n in (2, 1)]


@pytest.mark.parametrize("pager", [{"page": 1, "pages": 3}, {"halaman": 1, "total_halaman": 3}])
def test_names_of_pages(pager: dict[str, int]) -> None:
    found = listing({"posts": POSTS, **pager})
    assert (found.next, found.pages) == (f"{URL}?page=2", 3)


def test_a_script_of_beginnings_alone_is_not_tried_for_ever() -> None:
    tries = "a.push({" * 6_000
    items = json.dumps([{"id": n, "title": f"Rapat Pleno {n}", "url": f"/b/{n}"} for n in range(9)])
    assert len(data(f"<script>x = {items}; {tries}</script>")) == 1
    assert data(f"<script>{tries}; x = {items}</script>") == []
