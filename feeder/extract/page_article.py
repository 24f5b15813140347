"""An article, from what its page shows or, where it shows nothing, from the data it holds for scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from feeder.errors import ExtractError
from feeder.extract import article, downloads, inline, markup, page_parts
from feeder.extract.inline import carriers as inline_carriers
from feeder.extract.inline.site import Site
from feeder.model import Document, Draft
from feeder.normalise import html
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BROKEN = "no article found: the page's data break off in the middle"
_SHORT = 600  # characters of markup: so little may be all that a page shows without its scripts
_LITTLE = 100  # characters of markup: less than any text, when the page shows more
_WORD = re.compile(r"\w{4,}")
_TWITTER = "twitter:title"
_LEADING = ("a", "iframe", "embed", "object")
_BEGINNING = 80  # characters of a text that are looked for on the page


def read(tree: HtmlElement, document: Document, site: Site) -> Draft:
    """The article of a page. Raises ExtractError, as `article.read` does, for a page that is none.

    What a page shows goes first. Its data are believed over it where they surely are of the same article, and say what
    the page does not show, or more than twice as much; of others, where it shows no article.
    """
    return replace(_read(tree, document, site), further=page_parts.further(tree, document.url))


def _read(tree: HtmlElement, document: Document, site: Site) -> Draft:
    names = _called(tree, document)
    sure = _told(tree, site, names, code=False, sure=True)
    if sure and 2 * len(_text(sure)) >= 3 * len(markup.text(tree)):
        return _with_files(sure)
    try:
        shown = article.read(tree, document, zone=site.zone)
    except ExtractError as error:
        told = _told(tree, site, names, trees=True)
        if told is None and not error.gone and inline_carriers.breaks_off(tree):
            raise ExtractError(document.name or document.url, _BROKEN) from error
        if told is None:
            raise
        return _with_files(told)
    if sure and _says_more(sure, shown, tree):
        return _with_files(sure)
    if len(shown.html) >= _SHORT:
        return shown
    told = _told(tree, site, names, sure=bool(shown.html), trees=not shown.html)
    return _with_files(told) if told and (not shown.html or _says_more(told, shown, tree)) else shown


def _says_more(told: Draft, shown: Draft, tree: HtmlElement) -> bool:
    """Whether data say more of an article than its page shows: much more of the same, or a text that it does not show
    (a shorter one is what a button shares, or a player shows)."""
    ours, theirs = _text(told), _text(shown)
    if len(ours) >= 2 * len(theirs):
        return len(ours) >= _LITTLE
    words = set(_WORD.findall(theirs.casefold()))
    same = 10 * len(words.intersection(_WORD.findall(ours.casefold()))) >= 7 * len(words)
    return (
        len(told.html) >= max(len(shown.html), _LITTLE)
        and not same
        and fold(ours)[:_BEGINNING] not in fold(markup.text(tree))
    )


def _text(draft: Draft) -> str:
    return html.text(html.clean(draft.html, draft.base))


def _told(
    tree: HtmlElement,
    site: Site,
    names: Sequence[str],
    *,
    code: bool = True,
    sure: bool = False,
    trees: bool = False,
) -> Draft | None:
    """The article that the page's data hold, if they hold any; one that is `sure` has the page's address or title.
    Texts that editors keep as `trees` are for pages that show none."""
    found = list(inline_carriers.data(tree, code=code))
    return inline.article(found, site, names, sure=sure, trees=trees) if found else None


def _with_files(draft: Draft) -> Draft:
    """With the files that its text links to."""
    from lxml.html import fragment_fromstring

    root = fragment_fromstring(draft.html, create_parent="div")
    places = ((node.get("href") or node.get("src") or node.get("data"), node) for node in root.iter(*_LEADING))
    links = ((place, markup.inner_text(node)) for place, node in places if place)
    listed = {each.url for each in draft.attachments}
    files = (each for each in downloads.attachments(links, draft.base) if each.url not in listed)
    return replace(draft, attachments=(*draft.attachments, *files))


def _called(tree: HtmlElement, document: Document) -> list[str]:
    """What the page and its listing call the article; of the page's title the longest part, since the site's name may
    be another."""
    if document.hint and document.hint.title:
        return [document.hint.title]
    named = (each for each in tree.iter("meta") if each.get("property") == "og:title" or each.get("name") == _TWITTER)
    told = [value for each in named if (value := each.get("content")) is not None]
    return [*told, max(markup.titles(tree)[1:], key=len), *(each.text_content() for each in tree.iter("h1"))]
