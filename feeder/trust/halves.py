"""Pages that break off in the middle: they are asked once more, and what they lost is not taken for gone.

A list that breaks off gives what it has, but for a last item that nothing else dates, and counts as a failure, so that
it is asked for in full the next time. Half a text never takes the place of a whole one; where nothing better is known,
it is shown as a beginning, and asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from feeder.errors import ExtractError
from feeder.extract import ending
from feeder.extract.ending import Ending
from feeder.model import Document, Draft, Dropped, Page, Request, Validators
from feeder.normalise import identity

LIST = "the list breaks off in the middle, and is asked again; what is missing comes once it is whole"
TEXT = "its page breaks off in the middle of the text; only the beginning is shown until a whole one is had"
KEPT = "its page breaks off in the middle of the text; the text that is known stays as it is"
REST = "the rest of a page that breaks off"

Ask = Callable[[Request], Iterable[Document]]

_END = 40  # characters by which the end of a text is known


@dataclass(slots=True)
class Manner:
    """How a site ends its pages, as far as was seen."""

    loosely: bool = False  # its list is not closed, and all of it seems to be there
    closed: bool = False  # pages of articles are

    def contradicts(self, dropped: Iterable[Dropped]) -> bool:
        """Whether a list that was taken for whole, although it is not closed, breaks off all the same."""
        return self.closed and any(each.reason == REST for each in dropped)


def pages(
    request: Request, ask: Ask, extract: Callable[[Document], Page], *, loosely: bool = False
) -> Iterator[tuple[Document, Page]]:
    """What an address says. One that breaks off is asked once more, and the answer that says more counts. Raises
    FetchError and ExtractError."""
    for first in ask(request):
        had = first, ending.read(extract, first, loosely=loosely)
        saved = bool(first.name)  # says the same whenever it is read
        again = ask(replace(request, validators=Validators())) if had[1].cut and not saved else ()
        for second in again:
            had = _fuller(had, (second, ending.read(extract, second, loosely=loosely)))
        yield had


def _fuller(first: tuple[Document, Page], second: tuple[Document, Page]) -> tuple[Document, Page]:
    """The one of two answers that says more. A list that is not closed, and ends twice alike, ends so."""
    (one, _), (other, page) = first, second
    if page.cut and not page.items and ending.of(other.body) is Ending.LOOSE and _tail(one) == _tail(other):
        return other, replace(page, cut=False, dropped=(*page.dropped, Dropped(REST, other.url)))
    return first if page.cut and len(other.body) < len(one.body) else second


def _tail(document: Document) -> bytes:
    """How a page ends, whatever it counts there."""
    return document.body.rstrip()[-_END:].translate(None, b"0123456789")


def draft(found: Draft, hint: Draft | None, before: str, *, loose: bool) -> Draft | None:
    """What is believed of a text that breaks off, beside what the listing says and the text that was known before; None
    if that says the same, and its page may be meant to end so. Raises ExtractError for what is not more than is known.
    """
    said = _text(found)
    lost = len(said) < len(before) and before.startswith(said)
    if before and said.endswith(before[-_END:]) and not lost:
        return found  # it ends as it always did
    if hint and len(hint.html) > len(found.html):
        found = replace(found, html=hint.html, base=hint.base or found.base)
    elif found.html:
        found = replace(found, html=_marked(found.html))
    shown = _text(found)
    if loose and before and shown == before:
        return None
    if before and len(shown) <= len(before):
        raise ExtractError(found.url, KEPT)
    return replace(found, shortened=True)


def is_unsure(found: Draft, hints: Sequence[Draft]) -> bool:
    """Whether an article, beside what a list that breaks off says of all, is its last one, and has its day from there,
    or none: of "11 November 2025" only "11 November 20" may stand there."""
    if not hints or not any(each.stated for each in hints) or found.stated not in (None, hints[-1].stated):
        return False
    return identity.key(hints[-1].url) in map(identity.key, (found.url, *found.aliases))


def _text(found: Draft) -> str:
    from feeder.normalise import html  # late: hardly any page breaks off

    return html.text(html.clean(found.html, found.base or found.url))


def _marked(markup: str) -> str:
    """With a mark behind its last word."""
    end = len(markup.rstrip())
    while markup.endswith(">", 0, end):
        start = markup.rfind("<", 0, end)
        if not markup.startswith("</", start):
            break
        end = len(markup[:start].rstrip())
    return f"{markup[:end]} …{markup[end:]}"
