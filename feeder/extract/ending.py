"""How a page ends. Servers that give up in the middle of one send what they have as if it were all, and many a page is
never closed although nothing of it is missing.

A page is cut off if it ends within a tag, a comment or a script. It is loose if it is not closed, and ends in words or
leaves boxes open: that may be the way of the site. Nothing is lost of an article where other things follow its text,
and of a list that is loose where they follow its last item.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from html import unescape
from typing import Final

from feeder.errors import ExtractError
from feeder.extract import files, program_errors
from feeder.model import Document, Draft, Page, Role
from feeder.normalise.text import fold

_TAIL: Final = 4096  # bytes that tell, of most pages
_LAST: Final = 5  # lines at the end of a page
_ABOVE: Final = 8  # lines between a title and its text
_LINE: Final = 20  # characters of a line that stands nowhere else by chance
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
    body = program_errors.apart(body)
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
    body = program_errors.apart(body)
    return bool(_CLOSED.search(body, max(len(body) - _TAIL, 0)) or _CLOSED.search(body))


def read(extract: Callable[[Document], Page], document: Document, *, loosely: bool = False) -> Page:
    """What a document says, marked if it breaks off; not for being loose where that is the way of its site, `loosely`.
    Raises ExtractError."""
    if file := files.page(document):
        return file
    end = of(document.body)
    if end is Ending.WHOLE or (loosely and end is Ending.LOOSE):
        return extract(document)
    try:
        page = extract(document)
    except ExtractError as error:
        if error.gone or not _begins(document):
            raise
        return Page(items=(Draft(url=document.url),), cut=True)
    return page if (page.items or end is Ending.LOOSE) and not _lost(document, page) else replace(page, cut=True)


def _begins(document: Document) -> bool:
    """Whether it is the page of the article that was promised, as far as it goes."""
    from feeder.extract import decoding

    title = fold(document.hint.title) if document.hint else ""
    return bool(title) and title in fold(unescape(decoding.decode(document)))


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


def _lost(document: Document, page: Page) -> bool:
    """Whether the text of an article, or the last item of a list, goes on to the last lines of its page; or the text
    does not stand below its title, as one that the page never came to."""
    from feeder.extract import markup

    lines = list(filter(None, map(fold, markup.text(markup.tree(document)).splitlines())))
    hints = [request.hint for request in page.follow if request.hint and request.role is not Role.LISTING]
    if page.items:
        titles = [fold((document.hint and document.hint.title) or each.title) for each in page.items]
        texts = [_text(each) for each in page.items]
        below = [_is_below(text, title, lines) for text, title in zip(texts, titles, strict=True)]
        return not all(below) or any(_runs_out(text, lines) for text in texts)
    return any(_runs_out(_text(each) or fold(f"{each.title} {each.excerpt}"), lines) for each in hints[-1:])


def _runs_out(text: str, lines: Sequence[str]) -> bool:
    last, end = lines[-_LAST:], text[-2 * _LINE :]
    return any(end in line or text.endswith(line) or (len(line) > _LINE and line in text) for line in last)


def _is_below(text: str, title: str, lines: Sequence[str]) -> bool:
    """Whether a text stands a few lines below its title."""
    begins = (place for place, line in enumerate(lines) if len(line) > _LINE and text.startswith(line))
    first = next(begins, -1)
    return bool(title) and any(title in line for line in lines[max(first - _ABOVE, 0) : first + 1])


def _text(draft: Draft) -> str:
    from feeder.normalise import html

    return fold(html.text(html.clean(draft.html, draft.base or draft.url)))
