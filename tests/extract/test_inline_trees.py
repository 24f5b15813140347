"""Texts that editors keep as trees."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import ExtractError
from feeder.extract.page import AnyPage
from feeder.model import Document, Draft, Role
from feeder.normalise import html

URL = "https://guild.example/news/the-crane-12"
TITLE = "The harbour crane is painted green"
FIRST, SECOND, LAST = (
    f"{each} The crane by the old quay & its rails, red since anybody can remember, are painted green this week."
    for each in ("First.", "Second.", "Last.")
)


def article(body: Any, shown: str = "<div id=app></div>", name: str = "content") -> Draft:
    post = json.dumps({"post": {"title": TITLE, "date": "2025-11-10", name: body}})
    page = f"<title>{TITLE}</title><body>{shown}<script type='application/json'>{post}</script></body></html>"
    seen = datetime(2026, 11, 30, tzinfo=UTC)
    document = Document(url=URL, body=page.encode(), seen=seen, role=Role.ARTICLE)
    return AnyPage(url="https://guild.example/news", zone=UTC).extract(document).items[0]


def read(body: Any, name: str = "content") -> str:
    draft = article(body, name=name)
    return html.clean(draft.html, draft.base)


def mirrored(kind: str, *children: Any, **more: Any) -> dict[str, Any]:
    """A node of ProseMirror."""
    return {"type": kind, "content": list(children), **more}


def prose(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": text, **more}


def ported(text: str, style: str = "normal", **more: Any) -> dict[str, Any]:
    """A block of Portable Text."""
    return {"_type": "block", "style": style, "children": [{"_type": "span", "text": text, "marks": []}], **more}


MARKED = FIRST.replace("&", "&amp;").replace("quay", '<a href="/quay">quay</a>')
EDITOR_JS = {"time": 1, "version": "2.2", "blocks": [
    {"id": "a", "type": "paragraph", "data": {"text": MARKED}},
    {"id": "b", "type": "header", "data": {"text": "The rails", "level": 3}},
    {"id": "c", "type": "list", "data": {"style": "ordered", "items": ["One", {"content": "Two", "items": []}]}},
    {"id": "d", "type": "image", "data": {"file": {"url": "/up/crane.jpg"}, "caption": "The crane"}},
    {"id": "e", "type": "paragraph", "data": {"text": SECOND}},
    {"id": "f", "type": "quote", "data": {"text": LAST}},
]}  # fmt: skip
TIP_TAP = mirrored(
    "doc",
    mirrored("paragraph", prose(FIRST.partition("quay")[0]),
             prose("quay", marks=[{"type": "bold"}, {"type": "link", "attrs": {"href": "/quay"}}]),
             prose(FIRST.partition("quay")[2])),
    mirrored("heading", prose("The rails"), attrs={"level": 3}),
    mirrored("orderedList", *(mirrored("listItem", mirrored("paragraph", prose(each))) for each in ("One", "Two"))),
    {"type": "image", "attrs": {"src": "/up/crane.jpg", "caption": "The crane"}},
    mirrored("paragraph", prose(SECOND)),
    mirrored("blockquote", mirrored("paragraph", prose(LAST))),
)  # fmt: skip
PORTABLE = [
    {"_type": "block", "style": "normal", "markDefs": [{"_key": "k", "_type": "link", "href": "/quay"}], "children": [
        {"_type": "span", "text": FIRST.partition("quay")[0], "marks": []},
        {"_type": "span", "text": "quay", "marks": ["strong", "k"]},
        {"_type": "span", "text": FIRST.partition("quay")[2]}]},
    ported("The rails", "h3"),
    ported("One", listItem="number", level=1),
    ported("Two", listItem="number", level=1),
    {"_type": "image", "asset": {"url": "/up/crane.jpg"}, "caption": "The crane"},
    ported(SECOND),
    ported(LAST, "blockquote"),
]  # fmt: skip
SLATE = [
    {"type": "paragraph", "children": [
        {"text": FIRST.partition("quay")[0]},
        {"type": "link", "url": "/quay", "children": [{"text": "quay"}]},
        {"text": FIRST.partition("quay")[2], "bold": True}]},
    {"type": "h3", "children": [{"text": "The rails"}]},
    {"type": "numbered-list", "children": [
        {"type": "list-item", "children": [{"text": "One"}]},
        {"type": "list-item", "children": [{"type": "lic", "children": [{"text": "Two"}]}]}]},
    {"type": "image", "url": "/up/crane.jpg", "caption": "The crane", "children": [{"text": ""}]},
    {"type": "paragraph", "children": [{"text": SECOND}]},
    {"type": "block-quote", "children": [{"text": LAST}]},
]  # fmt: skip
LINKED = MARKED.replace("/quay", "https://guild.example/quay")
WANTED = (
    f"<p>{LINKED}</p><h3>The rails</h3><ol><li>One</li><li>Two</li></ol>"
    '<figure><p><img src="https://guild.example/up/crane.jpg"></p><figcaption>The crane</figcaption></figure>'
    f"<p>{SECOND}</p><blockquote><p>{LAST}</p></blockquote>".replace(" & ", " &amp; ")
)


@pytest.mark.parametrize("body", [EDITOR_JS, TIP_TAP, PORTABLE, SLATE])
def test_paragraphs_headings_lists_pictures_and_links(body: Any) -> None:
    assert read(body).replace(' alt=""', "") == WANTED


PARAGRAPHS = "".join(f"<p>{each}</p>" for each in (FIRST, SECOND, LAST)).replace(" & ", " &amp; ")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ([FIRST, SECOND, LAST], "content"),
        ([FIRST, SECOND, LAST], "paragraphs"),
        ([f"<p>{each}</p>" for each in (FIRST, SECOND, LAST)], "body"),
        ([{"type": "text", "html": f"<p>{each}</p>"} for each in (FIRST, SECOND, LAST)], "blocks"),
        ([{"type": "paragraph", "text": each} for each in (FIRST, SECOND, LAST)], "isi"),
        ({"type": "doc", "children": [{"type": "p", "text": each} for each in (FIRST, SECOND, LAST)]}, "body"),
        (
            {"root": {"type": "root", "children": [
                {"type": "paragraph", "children": [{"type": "text", "text": each, "format": 1}], "indent": 0}
                for each in (FIRST, SECOND, LAST)]}},
            "content",
        ),
        (
            {"nodeType": "document", "content": [
                {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": each, "marks": []}], "data": {}}
                for each in (FIRST, SECOND, LAST)]},
            "body",
        ),
    ],
)  # fmt: skip
def test_paragraphs(body: Any, name: str) -> None:
    assert read(body, name) == PARAGRAPHS


def test_words_in_the_style_of_a_picture_are_no_picture() -> None:
    styled = {"type": "paragraph", "style": "background-image: none", "children": [{"text": FIRST}]}
    assert read([styled, SECOND, LAST]) == PARAGRAPHS


def test_parts_with_headings() -> None:
    parts = [{"heading": f"Part {n}", "body": f"<p>{each}</p>"} for n, each in enumerate((FIRST, LAST))]
    assert [each in read(parts, "sections") for each in ("<h3>Part 0</h3>", "<h3>Part 1</h3>", "Last.")] == [True] * 3


def test_the_items_of_a_list_are_no_text() -> None:
    items = [{"title": f"Item {n}", "slug": f"item-{n}", "text": FIRST * 3} for n in range(3)]
    with pytest.raises(ExtractError, match="the page has no text"):
        article({"items": items})


def test_a_text_that_is_shown_goes_before_a_tree() -> None:
    shown = f"<h1>{TITLE}</h1><p>10 November 2025</p><p>{SECOND}</p>"
    assert "First." not in article([FIRST * 9, LAST], shown).html


def test_an_excerpt_beside_a_tree_is_not_the_text() -> None:
    post = {"title": TITLE, "description": f"<p>{SECOND}</p>", "content": [FIRST, SECOND, LAST]}
    page = f"<title>{TITLE}</title><body><script type='application/json'>{json.dumps(post)}</script></body></html>"
    document = Document(url=URL, body=page.encode(), seen=datetime(2026, 11, 30, tzinfo=UTC), role=Role.ARTICLE)
    (draft,) = AnyPage(url="https://guild.example/news", zone=UTC).extract(document).items
    assert html.clean(draft.html, draft.base) == PARAGRAPHS


NODES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["text", "link", "image", "list", "h2", "<b>", "k", ""]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "type _type style text value content children items data attrs marks markDefs _key href url level "
                "listItem asset file caption heading".split()
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)


@given(NODES)
def test_any_tree_is_read(body: Any) -> None:
    assert LAST in html.text(read([body, FIRST, SECOND, LAST]))


def test_a_deep_tree_ends_somewhere() -> None:
    node: Any = prose(FIRST)
    for _ in range(100):
        node = mirrored("paragraph", mirrored("list", [node]))
    assert LAST in html.text(read([node, SECOND, LAST, LAST]))
