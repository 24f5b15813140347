"""An article that its site shows in parts, each on a page of its own: they are asked in turn, and make one text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from feeder.errors import ExtractError, FetchError
from feeder.extract import page_parts
from feeder.model import Document, Draft, Page, Request, Role
from feeder.normalise import html
from feeder.trust.halves import Ask

_MOST: Final = 20  # parts


def joined(draft: Draft, request: Request, ask: Ask, extract: Callable[[Document], Page]) -> Draft:
    """A draft with the text and the files of all its parts. Raises FetchError where one cannot be had now: half a text
    is none. What is no article, or not to be had at all, is no part."""
    if not draft.further or not page_parts.is_first(request.url):
        return draft
    texts, files = [html.clean(draft.html, draft.base)], {each.url: each for each in draft.attachments}
    for part in _parts(draft, request, ask, extract):
        text = html.clean(part.html, part.base)
        if _is_known(text, texts):  # what turns there are readers' comments
            break
        texts.append(text)
        files.update((each.url, each) for each in part.attachments)
    return replace(draft, html="".join(texts), attachments=tuple(files.values()), further="")


def _is_known(text: str, texts: Iterable[str]) -> bool:
    """Whether most of a text was said before."""
    said = {line for each in texts for line in html.text(each).split("\n\n")}
    lines = html.text(text).split("\n\n")
    return 2 * sum(len(line) for line in lines if line in said) >= sum(map(len, lines))


def _parts(first: Draft, request: Request, ask: Ask, extract: Callable[[Document], Page]) -> Iterator[Draft]:
    url, asked = first.further, {request.url}
    while url and url not in asked and len(asked) <= _MOST:
        asked.add(url)
        try:
            documents = list(ask(Request(url=url, role=Role.ARTICLE, hint=request.hint)))
            found = [part for document in documents for part in extract(document).items]
        except ExtractError:
            return
        except FetchError as error:
            if not error.lasting:
                raise
            return
        yield from found
        url = found[-1].further if found else ""
