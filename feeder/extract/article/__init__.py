"""One news article, read off a page of any layout.

    outline > title > region > what of it is kept > markup and facts

What the page says to machines is collected first (structured.py) and believed as far as the page agrees with it. The
text is found by structure, around the title; where no title is shown or little follows it, by density; and where
the two disagree, trafilatura decides between them.

| of                     | look in                                                                                  |
| ---------------------- | ---------------------------------------------------------------------------------------- |
| the title              | `heading`, by `claimed_titles`                                                           |
| which text             | `text` asks all of the next rows in turn; `arbiter` is the second opinion                |
| where it lies          | `region`: from a `seed` on by `growth`, over a `field`; `claimed_parts` come to it       |
| what belongs to it     | `stretches`, `looks`; what pictures (`media`) and `teasers` count for                    |
| pages of several texts | `entries` with their texts, `rows` of goods and titles                                   |
| what is none of it     | `prune`, in a `body`: `boxes`, `comments`, `copies`, `biographies`, `others`, `threads`; |
|                        | where `answers` begin; single lines: `link_lines`, `fact_lines`, `readers`, `excerpts`   |
| its markup             | `content`                                                                                |
| facts                  | `around` title and text: `published` (`moments`), `authors`, `sections`, `picture`;      |
|                        | `language`                                                                               |
| words of such lines    | `lines`, `labels`                                                                        |
| what is no article     | `faults`                                                                                 |
"""

from __future__ import annotations

from datetime import tzinfo
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from feeder.errors import ExtractError
from feeder.extract import downloads, markup, structured
from feeder.extract.article import around as surroundings
from feeder.extract.article import authors, content, faults, heading, language, picture, published, sections
from feeder.extract.article import text as texts
from feeder.extract.article.field import Text
from feeder.extract.article.heading import Heading
from feeder.extract.blocks import Outline, Slot
from feeder.extract.outlining import outline
from feeder.extract.structured import Claims
from feeder.model import Document, Draft, Trace

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read(tree: HtmlElement, document: Document, *, zone: tzinfo) -> Draft:
    """What the page says of its article.

    In: the page's tree (markup.tree), the document it came from, and the zone that times without one are meant in.
    Out: a draft with the body's markup as found, links relative to its `base`,
    and a trace for each field. Raises ExtractError with a plain reason when the page is no article.
    """
    here, hint = document.url, document.hint or Draft()
    page = outline(tree)
    claims = structured.claims(tree, here)
    named = heading.find(page, claims, hint.title, here)
    title, text = texts.find(tree, page, named, claims, here, document.hint)
    if reason := faults.reason(tree, here, page, claims, title, text, promised=document.hint is not None):
        raise ExtractError(document.name or here, reason, gone=faults.is_absence(page, claims, title, reason))

    base = markup.base(tree, here)
    kept = text.kept if text else ()
    near = surroundings.around(page, title.index, kept, text.end if text else 0)
    html, told = _body(page, claims, text, base, near.opening)
    when, dated = published.find(near, claims, hint.stated, seen=document.seen, zone=zone)
    dated = dated if when else published.ahead(near, claims, seen=document.seen, zone=zone)
    headings, filed = sections.find(near, title.index, claims, here)
    people, signed = authors.find(near, claims, title.text, headings)
    image, pictured = picture.find(page, claims, title.index, kept, base=base, here=here, hint=_thumbnail(hint))
    tongue, spoken = language.find(claims, (page.blocks[index].text for index in kept))
    return Draft(
        url=here,
        title=title.text,
        html=html,
        base=base,
        stated=when,
        image=image,
        categories=headings,
        authors=people,
        attachments=downloads.attachments(content.links(page, kept), base),
        language=tongue,
        traces=tuple(filter(None, (_named(title), told, dated, signed, filed, pictured, spoken))),
    )


def _thumbnail(hint: Draft) -> str:
    """The picture that the listing shows by the item; one out of its text stands for nothing more."""
    name = unquote(hint.image.rpartition("/")[2])
    return "" if name and name in unquote(unescape(hint.html)) else hint.image


def _named(title: Heading) -> Trace | None:
    return Trace("title", "structure" if title.index >= 0 else "structured", title.reason) if title.text else None


def _body(
    page: Outline, claims: Claims, text: Text | None, base: str, without: Slot | None
) -> tuple[str, Trace | None]:
    if text is not None and text.kept:
        return content.markup(page, text.root, text.kept, base, without), Trace("html", text.tier, text.reason)
    paragraphs = (f"<p>{escape(line, quote=False)}</p>" for line in claims.body.splitlines() if line.strip())
    return "".join(paragraphs), Trace("html", "structured", "articleBody of the JSON-LD")
