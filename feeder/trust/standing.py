"""Whether a page that answers still is the article that was asked for.

Sites seldom say 404 of what they took down: they send the reader to the list of articles, or to the same article under
another address, or say that there is nothing with a page that looks like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape

from feeder.errors import ExtractError, FetchError, Trouble
from feeder.model import Document, Draft, Page, Request, Role
from feeder.normalise import addresses, identity
from feeder.normalise.text import fold
from feeder.ports import Extractor, Fetch
from feeder.records import Known

#: The items that have these keys.
Keys = Callable[[Iterable[str]], Mapping[str, Known]]

STRANGE = (
    "its page says hardly a word of the title that it is known by: it is a wall before the article, or another page"
)
ANOTHER = "the site sends us to another article instead, {}: what is known of this one stays"
_CUT = ("…", "...")
_WORD = re.compile(r"[A-Za-z\u00c0-\u052f]{5,}")  # in scripts that divide words
_TELLING = 3  # of them: a list says "Read more", too
_SHARE = 3  # one in so many is said by the page of an article whose title was changed, and by no other page


def is_strange(page: Page, request: Request, document: Document) -> bool:
    """Whether it is another page than the one that was promised."""
    title = request.hint.title if request.hint else ""
    return not any(_speaks_of(title, each, document) for each in page.items)


def _speaks_of(title: str, draft: Draft, document: Document) -> bool:
    """Whether a page may be the article of this title: a wall in front of it, or a page of somebody else, has hardly a
    word of it in its head, its title and its text. Few words prove nothing, nor does a page without a title."""
    words = {each.casefold() for each in _WORD.findall(title)}
    if len(words) < _TELLING or not draft.title or not draft.html:
        return True
    head = document.body.partition(b"</head")[0].decode("utf-8", "ignore")
    said = unescape(f"{draft.title} {draft.html} {head}").casefold()
    return sum(each in said for each in words) * _SHARE >= len(words)


def another(document: Document, request: Request, item: Known | None, known: Keys) -> str:
    """The address of another item than the one that was asked for, if the site sends there; "" else. A new address of
    the same article leads to an item of its title."""
    title = request.hint.title if request.hint else ""
    if document.url == request.url or not title:
        return ""
    found = known([identity.key(document.url)]).values()
    others = (
        each for each in found if (item is None or each.number != item.number) and not _is_same(title, each.title)
    )
    return next((each.url for each in others), "")


def _is_same(title: str, known: str) -> bool:
    """Whether a title is one that is known, which a list may shorten."""
    said = fold(title)
    whole = said.rpartition(" ")[0] if title.rstrip().endswith(_CUT) else said
    return said == fold(known) or fold(known).startswith(f"{whole} ")


def article(request: Request, fetch: Fetch, extractor: Extractor) -> Iterator[Document]:
    """The page of an article. Raises FetchError, also where the site shows its listing in place of it."""
    for document in fetch(request):
        if document.url != request.url and addresses.canonical(document.url) in _lists(extractor):
            why = "the site sends us to its list of articles instead, so this page is gone"
            raise FetchError(request.url, why, trouble=Trouble.GONE)
        yield document


def is_there(url: str, number: int, fetch: Fetch, extractor: Extractor, known: Keys) -> bool:
    """Whether the page at this address still is the item of this number. Raises FetchError."""
    own = next((each for each in known([identity.key(url)]).values() if each.number == number), None)
    hint = Draft(url=url, title=own.title) if own else None
    for document in article(Request(url=url, role=Role.ARTICLE), fetch, extractor):
        if _is_another(document.url, number, known):
            return False
        try:
            extractor.extract(replace(document, role=Role.ARTICLE, hint=hint))
        except ExtractError as error:
            return not error.gone
    return True


def _is_another(url: str, number: int, known: Keys) -> bool:
    """Whether the address is that of another item."""
    return any(each.number != number for each in known([identity.key(url)]).values())


def _lists(extractor: Extractor) -> set[str]:
    return {addresses.canonical(each.url) for each in extractor.start()}
