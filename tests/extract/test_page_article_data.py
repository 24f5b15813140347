"""Articles of any site whose data hold other texts as well, or the same in another form."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from feeder.errors import ExtractError
from feeder.extract.page import AnyPage
from feeder.model import Document, Draft, Role
from feeder.normalise import html

URL = "https://guild.example/news/the-crane-12"
TITLE = "The harbour crane is painted green"
SENTENCE = "The crane by the old quay, which was red since anybody can remember, has been painted green this week. "
BODY = "".join(f"<p>{part} {SENTENCE}</p>" for part in ("First.", "Second.", "Third.", "Fourth.", "Fifth."))
OTHER = "".join(
    f"<p>{n} Whoever visits this site leaves a trace in a record that is kept for a while.</p>" for n in range(14)
)
SHOWN = f"<h1>{TITLE}</h1><p>10 November 2025</p><div>{BODY}</div>"


def article(shown: str, *data: Any, kind: str = "json", head: str = f"<title>{TITLE} - The Guild</title>") -> Draft:
    scripts = "".join(f'<script type="application/{kind}">{json.dumps(each)}</script>' for each in data)
    page = f"<html><head>{head}</head><body><main>{shown}</main>{scripts}</body></html>"
    seen = datetime(2026, 11, 30, tzinfo=UTC)
    document = Document(url=URL, body=page.encode(), seen=seen, role=Role.ARTICLE)
    return AnyPage(url="https://guild.example/news", zone=UTC).extract(document).items[0]


def text(draft: Draft) -> str:
    return html.text(html.clean(draft.html, draft.base))


FOREIGN: list[Any] = [
    {"title": "Privacy policy", "content": OTHER},
    {"nextPost": {"title": "Another text", "slug": "another", "content": OTHER}},
    {"author": {"name": "The press office", "title": "Head of the office", "description": OTHER}},
    {"post": {"title": TITLE, "content": BODY, "content_en": OTHER}},
    {"@type": "VideoObject", "name": "A film of the quay", "description": OTHER, "uploadDate": "2024-01-01"},
    {"@type": "Organization", "name": "The Guild", "description": OTHER},
]


@pytest.mark.parametrize("data", FOREIGN)
@pytest.mark.parametrize("shown", [SHOWN, f"<h1>{TITLE}</h1><p>10 November 2025</p><p>{SENTENCE}</p>"])
def test_an_article_that_is_shown_is_not_replaced_by_another_text(data: Any, shown: str) -> None:
    found = article(shown, data)
    assert found.title == TITLE
    assert "leaves a trace" not in text(found)
    assert "painted green" in text(found)


@pytest.mark.parametrize("beside", ["nextPost", "recommended", "latest", "privacy"])
def test_without_a_shown_article_the_one_that_the_page_is_called_by(beside: str) -> None:
    found = article(
        "<div id=app></div>",
        {
            "post": {"title": TITLE, "date": "2025-11-10", "content": BODY},
            beside: {"title": "Another", "content": OTHER},
        },
    )
    assert (found.title, "Fifth." in text(found)) == (TITLE, True)


def test_the_beginning_of_the_article_in_a_list_does_not_stand_for_it() -> None:
    post = {"title": TITLE, "date": "2025-11-10", "content": BODY}
    teaser = {"title": TITLE, "url": "/news/the-crane-12", "content": f"<p>First. {SENTENCE}{SENTENCE}</p>"}
    found = article("<div id=app></div>", {"post": post, "latest": [teaser]})
    assert "Fifth." in text(found)
    assert found.stated is not None


@pytest.mark.parametrize(
    "raw",
    [
        "![crane](/crane.jpg)\n\n" + "\n\n".join(f"**{n}** {SENTENCE}" for n in range(4)),
        json.dumps({"time": 1, "blocks": [{"type": "paragraph", "data": {"text": SENTENCE}} for _ in range(5)]}),
    ],
)
def test_what_is_shown_is_not_replaced_by_its_source(raw: str) -> None:
    found = article(SHOWN, {"post": {"title": TITLE, "content": raw}})
    assert "**" not in text(found)
    assert "{" not in text(found)
    assert "Fifth." in text(found)


def test_a_source_that_is_no_text_is_never_published() -> None:
    raw = json.dumps({"time": 1, "blocks": [{"type": "paragraph", "data": {"text": SENTENCE}} for _ in range(9)]})
    with pytest.raises(ExtractError, match="the page has no text"):
        article("<div id=app></div>", {"post": {"title": TITLE, "content": raw}})


def test_the_whole_text_goes_before_the_beginning_that_is_shown() -> None:
    found = article(
        f"<h1>{TITLE}</h1><p>First. {SENTENCE}</p><div id=app></div>",
        {"post": {"title": TITLE, "date": "2025-11-10", "content": BODY}},
    )
    assert "Fifth." in text(found)
    assert found.stated is not None


def test_a_footer_is_no_article() -> None:
    with pytest.raises(ExtractError, match="the page has no text"):
        article("<div>Loading…</div></main><footer><p>15 Harbour Street, The Old Town, by the quay</p></footer><main>")


def test_sentences_that_are_set_as_headings_are_text() -> None:
    found = article(f"<h1>{TITLE}</h1><p>10 November 2025</p><p>{SENTENCE}</p>" + f"<h4>{SENTENCE}Also here.</h4>" * 1)
    assert text(found).count("painted green") == 2


def test_comments_in_the_words_of_another_system() -> None:
    comments = "<div><h2>2 pemikiran pada “The harbour crane”</h2><p>Thank you for this, I liked it much.</p></div>"
    assert "Thank you" not in text(article(f"<article>{SHOWN}</article>{comments}"))


@pytest.mark.parametrize(("stated", "said"), [("en", "Fifth."), ("de", "leaves a trace")])
def test_of_an_article_in_two_languages_that_of_the_page(stated: str, said: str) -> None:
    post = {"title": TITLE, "content_en": BODY, "content_de": OTHER}
    page = (
        f"<html lang={stated}><title>{TITLE}</title><script type='application/json'>{json.dumps(post)}</script></html>"
    )
    document = Document(url=URL, body=page.encode(), seen=datetime(2026, 11, 30, tzinfo=UTC), role=Role.ARTICLE)
    (draft,) = AnyPage(url="https://guild.example/news", zone=UTC).extract(document).items
    assert said in text(draft)
    assert ("Fifth." in text(draft)) == (stated == "en")


@pytest.mark.parametrize(
    ("frame", "said", "files"),
    [
        ('<object data="/files/crane.pdf" type="application/pdf"></object>', "crane.pdf", ["crane.pdf"]),
        ('<p><iframe src="/files/crane.pdf" width="100%"></iframe></p>', "crane.pdf", ["crane.pdf"]),
        ('<iframe src="/viewer.html?file=/files/crane.pdf"></iframe>', "crane.pdf", ["crane.pdf"]),
        ('<embed src="/files/the%20crane.pdf#page=1">', "the crane.pdf", ["the crane.pdf"]),
        ('<iframe src="https://drive.example/file/d/1AbC/preview" width="640"></iframe>', "drive.example", []),
        ('<video src="/films/crane.mp4"></video>', "guild.example", []),
    ],
)
def test_an_article_that_is_a_frame_is_a_link_to_it(frame: str, said: str, files: list[str]) -> None:
    found = article("<div id=app></div>", {"post": {"title": TITLE, "slug": "the-crane-12", "content": frame}})
    assert text(found) == said
    assert html.clean(found.html, found.base).startswith('<p><a href="https://')
    assert [each.title for each in found.attachments] == files
