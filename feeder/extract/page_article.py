"""An article, from what its page shows or, where it shows nothing, from the data it holds for scripts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from feeder.errors import ExtractError
from feeder.extract import article, inline, markup
from feeder.extract.article import media as article_media
from feeder.extract.inline import carriers as inline_carriers
from feeder.extract.inline.objects import Site
from feeder.model import Document, Draft
from feeder.normalise import html
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHORT = 600  # characters of markup: so little may be all that a page shows without its scripts
_LITTLE = 100  # characters of markup: less than any text, when the page shows more
_LEADING = ("a", "iframe", "embed", "object")
_BEGINNING = 80  # characters of a text that are looked for on the page


def read(tree: HtmlElement, document: Document, site: Site) -> Draft:
    """The article of a page. Raises ExtractError, as `article.read` does, for a page that is none."""
    apart = _apart(tree, document, site)
    if apart and len(apart.html) >= len(markup.text(tree)):
        return _with_files(apart)
    try:
        shown = article.read(tree, document, zone=site.zone)
    except ExtractError:
        told = _told(tree, document, site)
        if told is None:
            raise
        return _with_files(told)
    if apart and len(apart.html) >= len(shown.html):  # less is what a button shares, or a player shows
        return _with_files(apart)
    if len(shown.html) >= _SHORT:
        return shown
    told = _told(tree, document, site)
    return _with_files(told) if told and not _is_shown(tree, told) else shown


def _apart(tree: HtmlElement, document: Document, site: Site) -> Draft | None:
    """The article that the page's data hold and the page does not show, without its scripts."""
    told = _told(tree, document, site, code=False)
    return told if told and len(told.html) >= _LITTLE and not _is_shown(tree, told) else None


def _told(tree: HtmlElement, document: Document, site: Site, *, code: bool = True) -> Draft | None:
    """The article that the page's data hold, if it holds any."""
    found = list(inline_carriers.data(tree, code=code))
    return inline.article(found, site, _called(tree, document)) if found else None


def _with_files(draft: Draft) -> Draft:
    """With the files that its text links to."""
    from lxml.html import fragment_fromstring

    root = fragment_fromstring(draft.html, create_parent="div")
    places = ((node.get("href") or node.get("src") or node.get("data"), node) for node in root.iter(*_LEADING))
    links = ((place, " ".join(node.text_content().split())) for place, node in places if place)
    listed = {each.url for each in draft.attachments}
    files = (each for each in article_media.attachments(links, draft.base) if each.url not in listed)
    return replace(draft, attachments=(*draft.attachments, *files))


def _called(tree: HtmlElement, document: Document) -> str:
    """All that the page and its listing call the article."""
    titles = tree.xpath("//title/text() | //meta[@property='og:title']/@content")
    return " ".join([document.hint.title if document.hint else "", *map(str, titles)])


def _is_shown(tree: HtmlElement, draft: Draft) -> bool:
    """Whether the page shows people what its data says."""
    beginning = fold(html.text(html.clean(draft.html, draft.base)))[:_BEGINNING]
    return not beginning or beginning in fold(markup.text(tree))
