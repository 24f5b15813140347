"""The JSON interface of the national site: `/api/blogs/<n>` (a Laravel paginator) and `/api/page/<n>/read`.

    {"success": true, "data": {"current_page": 1, "data": [{"id": 1, "blog_name": "…", "file_foto": "…",
     "foto_thumb": "…", "post_slug": "…", "created_at": "…"}], "next_page_url": "…"}}

The article of an entry is `/berita/baca/<id>/<post_slug>`; pictures lie under `/images/`. A page of the second kind is
`{"data": {"pages_desc": "<p>…"}}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

import orjson

from feeder.errors import ExtractError
from feeder.extract import decoding, inline, markup
from feeder.extract.inline.objects import folded, title
from feeder.extract.inline.site import Site
from feeder.extract.kpu import KpuSite, category_of, is_item
from feeder.extract.listing import fault as listing_fault
from feeder.model import Document, Draft, Page, Request, Role, Trace
from feeder.normalise import addresses
from feeder.normalise.clock import JAKARTA

_EXPECTED = 'expected {"success": true, "data": {"data": […]}}'


@dataclass(frozen=True, slots=True, kw_only=True)
class KpuApi:
    """One category as the interface gives it; the articles are read off their pages. `zone` is that of its times."""

    url: str
    zone: tzinfo = JAKARTA

    def start(self) -> Iterable[Request]:
        return (Request(url=self.url, role=Role.LISTING),)

    def extract(self, document: Document) -> Page:
        """An answer gives the articles to follow, in its order, and the next answer; an article gives itself.

        Raises ExtractError for what is neither, with what it says instead.
        """
        if document.role is Role.ARTICLE or addresses.article(document.url):
            return KpuSite(url=self.url, zone=self.zone).extract(document)
        answer = _answer(document)
        if "pages_desc" in answer:
            return Page(items=(_static(answer, document),))
        site = Site(document.url, document.url, document.seen, self.zone, is_item)
        found = inline.listing([{"data": answer}], site, category_of(document.url))
        return found.page()


def _answer(document: Document) -> Mapping[str, Any]:
    """The answer's data, with its entries as a list. Raises ExtractError if it is no answer, or a refusal."""
    name = document.name or document.url
    answer = _json(document)
    data = answer.get("data") if isinstance(answer, dict) else answer
    if isinstance(data, dict) and "pages_desc" in data:
        return data
    inner = data.get("data") if isinstance(data, dict) else None
    for entries, around in ((inner, data), (data, answer)):
        found = _entries(entries)
        if found or (found is not None and entries is inner):
            return {**(around if isinstance(around, dict) else {}), "data": found}
    said = str(answer.get("message") or answer)[:100] if isinstance(answer, dict) else str(answer)[:100]
    raise ExtractError(name, f"{_EXPECTED}; the answer is: {said}")


def _entries(value: Any) -> list[Any] | None:
    """Entries as a list; PHP gives those of a list that it has left some out of by their numbers."""
    if isinstance(value, dict) and value and all(key.isdecimal() for key in value):
        value = list(value.values())
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else None


def _json(document: Document) -> Any:
    """What the answer is, also below the notices that PHP puts above it. Raises ExtractError."""
    text = decoding.decode(document)
    notice = text.lstrip().startswith("<")
    try:
        return orjson.loads(text[text.find("{") :] if notice and "{" in text else text)
    except orjson.JSONDecodeError as error:
        tree = markup.tree(document) if notice else None
        said = str(error) if tree is None else listing_fault.error(tree) or " ".join(markup.text(tree).split())
        raise ExtractError(document.name or document.url, f"{_EXPECTED}; this is no JSON: {said[:100]}") from error


def _static(data: Mapping[str, Any], document: Document) -> Draft:
    """A page of the menu, which has no date."""
    fields = {name.removeprefix("pages"): value for name, value in folded(data).items()}
    return Draft(
        url=document.url,
        title=title(fields),
        html=str(data["pages_desc"]),
        base=document.url,
        traces=(Trace("title", "api"), Trace("text", "api")),
    )
