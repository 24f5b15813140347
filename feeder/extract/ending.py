"""How a page ends. Servers that give up in the middle of one send what they have as if it were all, and many a page is
never closed although nothing of it is missing.

A page is cut off if it ends within a tag, a comment or a script. It is loose if it is not closed, and ends in words or
leaves boxes open: that may be the way of the site. Nothing is lost of an article where other things follow its text,
and of a list that is loose where they follow its last item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from html import unescape
from typing import Final

from feeder.errors import ExtractError
from feeder.model import Document, Draft, Page, Role
from feeder.normalise.text import fold

_TAIL: Final = 4096  # bytes that tell, of most pages
_LAST: Final = 3  # lines at the end of a page
_LINE: Final = 15  # characters of a line that stands nowhere else by chance
_CLOSED: Final = re.compile(rb"</(?:html|body)\b", re.I)
_PAGE: Final = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.I)
_UNSEEN: Final = re.compile(rb"<(?:!--|(script|style|textarea|title)\b)", re.I)
_TAG: Final = re.compile(rb"<(?:[/!]?[a-z][^>]*|[/!]?)\Z", re.I)
_BOX: Final = re.compile(
    rb"<(/?)(div|main|section|article|header|footer|nav|aside|table|ul|ol|dl|form|figure|blockquote|a|h[1-6])\b", re.I
)


class Ending(StrEnum):
    WHOLE = "whole"
    LOOSE = "loose"
    CUT = "cut"


def of(body: bytes) -> Ending:
    """How these bytes end; what is no page is whole."""
    if not _PAGE.search(body[:_TAIL]) or closes(body):
        return Ending.WHOLE
    shown = _shown(body)
    if shown is None or _TAG.search(shown, max(shown.rfind(b"<"), 0)):
        return Ending.CUT
    opened: Counter[bytes] = Counter()
    for slash, name in _BOX.findall(shown):
        opened[name.lower()] += -1 if slash else 1
    return Ending.LOOSE if not shown.rstrip().endswith(b">") or max(opened.values(), default=0) > 0 else Ending.WHOLE


def closes(body: bytes) -> bool:
    """Whether a page says that it is at its end."""
    return bool(_CLOSED.search(body, max(len(body) - _TAIL, 0)) or _CLOSED.search(body))


def read(extract: Callable[[Document], Page], document: Document, *, loosely: bool = False) -> Page:
    """What a document says, marked if it breaks off; not for being loose where that is the way of its site, `loosely`.
    Raises ExtractError."""
    end = of(document.body)
    if end is Ending.WHOLE or (loosely and end is Ending.LOOSE):
        return extract(document)
    try:
        page = extract(document)
    except ExtractError as error:
        if error.gone or not _begins(document):
            raise
        return Page(items=(Draft(url=document.url),), cut=True)
    return page if (page.items or end is Ending.LOOSE) and not _runs_out(document, page) else replace(page, cut=True)


def _begins(document: Document) -> bool:
    """Whether it is the page of the article that was promised, as far as it goes."""
    from feeder.extract import markup

    title = fold(document.hint.title) if document.hint else ""
    return bool(title) and title in fold(unescape(markup.decode(document)))


def _shown(body: bytes) -> bytes | None:
    """A page without comments and scripts; None if it ends in one."""
    parts, at = [], 0
    while found := _UNSEEN.search(body, at):
        closing = re.compile(b"</" + found[1], re.I) if found[1] else re.compile(b"-->")
        end = closing.search(body, found.end())
        if end is None:
            return None
        parts.append(body[at : found.start()])
        at = end.start() if found[1] else end.end()
    return b"".join((*parts, body[at:]))


def _runs_out(document: Document, page: Page) -> bool:
    """Whether the text of an article, or the last item of a list, goes on to the last lines of its page."""
    from feeder.extract import markup

    lines = [fold(line) for line in markup.text(markup.tree(document)).splitlines()]
    last = [line for line in lines if line][-_LAST:]
    hints = [request.hint for request in page.follow if request.hint and request.role is not Role.LISTING]
    texts = [fold(_said(draft)) for draft in (*page.items, *hints[-1:])]
    return any(
        not text or any(text.endswith(line) or (len(line) > _LINE and line in text) for line in last) for text in texts
    )


def _said(draft: Draft) -> str:
    from feeder.normalise import html

    body = html.text(html.clean(draft.html, draft.base or draft.url))
    return body or " ".join(filter(None, (draft.title, draft.excerpt)))
