"""One news article, read off a page of any layout.

    outline > title > region > what of it is kept > markup and facts

What the page says to machines is collected first (structured.py) and believed as far as the page agrees with it. The
text is found by structure, around the title; where no title is shown or little follows it, by density; and where
the two disagree, trafilatura decides between them, if it is installed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final

from feeder.errors import ExtractError
from feeder.extract import article_arbiter as arbiter
from feeder.extract import article_body as body
from feeder.extract import article_facts as facts
from feeder.extract import article_heading as heading
from feeder.extract import article_media as media
from feeder.extract import article_picture as picture
from feeder.extract import article_prune as prune
from feeder.extract import article_region as regions
from feeder.extract import article_words as words
from feeder.extract import markup, structured
from feeder.extract.article_field import Region
from feeder.extract.article_heading import Heading
from feeder.extract.density import Outline, Slot, outline
from feeder.extract.structured import Claims
from feeder.model import Document, Draft, Trace

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHORT: Final = 600  # characters of text: less stands on error pages, too


def read(tree: HtmlElement, document: Document, *, zone: tzinfo, site_names: tuple[str, ...] = ()) -> Draft:
    """What the page says of its article.

    In: the page's tree (markup.tree), the document it came from, the zone that times without one are meant in, and
    names of the site, which are no titles. Out: a draft with the body's markup as found, links relative to its `base`,
    and a trace for each field. Raises ExtractError with a plain reason when the page is no article.
    """
    page = outline(tree)
    hint = document.hint or Draft()
    claims = structured.claims(tree, document.url)
    title = heading.find(page, claims, hint.title, site_names)
    title, region = _region(page, title, document.url, hint.excerpt)
    kept = prune.kept(page, region, title.text, document.url) if region else ()
    if arbiter.is_unsure(page, title, kept):
        region, kept = _second_opinion(tree, page, title, region, kept, document.url)
    _refuse(tree, document, page, claims, title, region, kept)
    base = markup.base(tree, document.url)
    near = facts.around(page, title.index, kept, region.end if region else 0)
    html, told = _body(page, claims, region, kept, base, near.opening)
    when, dated = facts.published(near, claims, seen=document.seen, zone=zone)
    people, signed = facts.authors(near, claims, site_names)
    sections, filed = facts.categories(near, title.index, claims, document.url)
    image, pictured = picture.lead(page, claims, title.index, kept, base, document.url, hint.image)
    language, spoken = facts.language(claims, (page.blocks[index].text for index in kept))
    named = Trace("title", "structure" if title.index >= 0 else "structured", title.reason) if title.text else None
    traces = (named, told, dated, signed, filed, pictured, spoken)
    return Draft(
        url=document.url,
        title=title.text,
        html=html,
        base=base,
        stated=when,
        image=image,
        categories=sections,
        authors=people,
        attachments=media.attachments(body.links(page, kept), base),
        language=language,
        traces=tuple(trace for trace in traces if trace is not None),
    )


def _region(page: Outline, title: Heading, here: str, excerpt: str) -> tuple[Heading, Region | None]:
    """Where the text lies; and the line over it, where the only headings stand behind most of the page's text."""
    worth = partial(media.worth, here=here)
    around = regions.around_title(page, title.index, worth, excerpt) if title.index >= 0 else None
    if around is not None and title.agreed:
        return title, around
    densest = regions.densest(page, worth)
    if densest is None or (around is not None and title.index < densest.end):
        return title, around
    if title.text and around is None:
        return title, densest
    line = heading.over(page, densest)
    return (line, regions.around_title(page, line.index, worth, excerpt)) if line else (title, around or densest)


def _second_opinion(
    tree: HtmlElement, page: Outline, title: Heading, region: Region | None, kept: tuple[int, ...], here: str
) -> tuple[Region | None, tuple[int, ...]]:
    """Ask trafilatura which is right: the text around the title, the densest text, or neither."""
    offers = [(region, kept)] if region is not None else []
    densest = regions.densest(page, partial(media.worth, here=here))
    if densest is not None:
        offers.append((densest, prune.kept(page, densest, title.text, here)))
    found = arbiter.decide(tree, page, title, offers)
    if found is None:
        return region, kept
    chosen, blocks, reason = found
    return replace(chosen, reason=f"{chosen.reason}; {reason}"), blocks


def _body(
    page: Outline, claims: Claims, region: Region | None, kept: tuple[int, ...], base: str, without: Slot | None
) -> tuple[str, Trace | None]:
    if region is not None and kept:
        return body.markup(page, region.root, kept, base, without), Trace("html", region.tier, region.reason)
    paragraphs = (f"<p>{escape(line, quote=False)}</p>" for line in claims.body.splitlines() if line.strip())
    return "".join(paragraphs), Trace("html", "structured", "articleBody of the JSON-LD")


def _refuse(
    tree: HtmlElement,
    document: Document,
    page: Outline,
    claims: Claims,
    title: Heading,
    region: Region | None,
    kept: tuple[int, ...],
) -> None:
    """Raise ExtractError for pages that are no articles."""

    def refuse(reason: str) -> None:
        raise ExtractError(document.name or document.url, reason)

    text = sum(len(page.blocks[index].text) for index in kept)
    headings = (title.text, *(claim for _, claim in claims.titles))
    lost = region is None or region.tier != "structure"  # nothing follows the title
    if (
        (text < _SHORT or lost)
        and not claims.body
        and not title.listed
        and any(words.is_error(heading) for heading in headings)
    ):
        refuse(f"an error page: {title.text[:80]}")
    if not kept and not claims.body:
        frame = markup.frame(tree, document.url)
        refuse(f"the page is only a frame around {frame}" if frame else "no article found: the page has no text")
    if text < _SHORT and any(words.says_nothing(block.text) for block in page.blocks if not block.zone):
        refuse("no article: the page says that there is none")
    if not title.text and sum(words.leads_on(block.text) for block in page.blocks) > 2:
        refuse("a list of articles, and no article")
    if text < _SHORT * 2 and words.has_fault(" ".join(block.text[:500] for block in page.blocks[:40])):
        refuse("an error page: a program's or firewall's message in place of an article")
