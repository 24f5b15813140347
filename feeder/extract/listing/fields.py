"""From what stands by an item to a draft of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from feeder.extract import downloads
from feeder.extract.listing import days
from feeder.extract.listing import meta as listing_meta
from feeder.extract.listing import text as listing_text
from feeder.extract.listing import titles as listing_titles
from feeder.extract.listing.groups import Segment
from feeder.extract.listing.lines import Line, Said
from feeder.extract.listing.marks import Marks
from feeder.extract.listing.meta import Manner
from feeder.extract.listing.names import Called
from feeder.extract.markup import inner_text
from feeder.extract.tracing import traced
from feeder.model import Attachment, Draft
from feeder.normalise.files import file_type
from feeder.normalise.text import fold

_SIGNS = re.compile(r"^[-–—:;,|•·\s]+\s")  # between a number on the link and the title behind it
_ANY = -9.0  # weight of a title that is believed because there is no other


@dataclass(frozen=True, slots=True)
class Setting:
    """What the page says of all its items."""

    base: str
    seen: datetime
    zone: tzinfo
    category: str  # of the listing, "" if it has none
    called: Called
    manner: Manner = field(default_factory=Manner)
    repeated: frozenset[str] = frozenset()  # forms of lines, and words of addresses, that most of the items have


def draft(segment: Segment, said: Said, url: str, marks: Marks, picture: str, setting: Setting) -> Draft | None:
    """What the page says of one item; None if it has no title. `said` are the lines of the segment."""
    slug = "" if (found := listing_titles.slug(url)) in setting.repeated else found
    spelled = {line for line in said.lines if listing_titles.is_spelled(line.text, slug)}
    free = [line for line in said.lines if line not in spelled]
    meta = listing_meta.read(free, marks, setting.called.known, setting.seen, setting.zone, setting.manner)
    rest = [line for line in said.lines if line in spelled or line in meta.rest]
    title, tier = _title(rest, said.lines, marks.titles, url, slug, setting.repeated)
    if not title:
        return None
    below = _below(rest, title)
    title = _SIGNS.sub("", days.after_day(title)[1] if setting.manner.led and meta.date else title) or title
    categories = tuple(each for each in meta.categories if fold(each) != fold(title))
    if setting.category and not any(fold(each) in setting.called.known for each in categories):
        categories = (setting.category, *categories)  # those are labels of another kind
    html, excerpt = listing_text.text(segment, below, more=said.more)
    told = Draft(
        url=url,
        title=title,
        html=html,
        base=setting.base if html else "",
        excerpt=excerpt,
        stated=meta.date,
        image=picture,
        categories=categories,
        authors=meta.authors,
        attachments=_beside(segment, url, setting.base),
    )
    return traced(told, "listing", [("title", tier), ("html", "whole"), *_reasons(meta, categories, setting)])


def _title(
    rest: Sequence[Line], lines: Sequence[Line], names: Sequence[str], url: str, slug: str, often: frozenset[str]
) -> tuple[str, str]:
    """The title among the lines that are nothing else, or, as it may read like a date or a category, among all."""
    title, tier = listing_titles.title(rest, names, url, slug, often=often)
    if title and tier != "address":
        return title, tier
    last = listing_titles.title(_wordy(lines), names, url, "" if title else slug, often=often, least=_ANY)
    return last if last[0] else (title, tier)


def _beside(segment: Segment, url: str, base: str) -> tuple[Attachment, ...]:
    """The other files by an item that is a file itself, such as the abstract of a decree."""
    links = (link for each in segment.elements for link in each.iter("a")) if file_type(url) else ()
    found = downloads.attachments(((link.get("href", ""), inner_text(link)) for link in links), base)
    return tuple(file for file in found if file.url != url)


def _reasons(meta: listing_meta.Meta, categories: Sequence[str], setting: Setting) -> Iterator[tuple[str, str]]:
    yield "excerpt", "shortened on the page"
    yield "stated", meta.dated
    yield "image", "by the item"
    yield "categories", "the listing's own" if categories[:1] == (setting.category,) else "a label by the item"
    yield "authors", "a line by the item"


def _wordy(lines: Sequence[Line]) -> list[Line]:
    dated = {line for line in lines if days.is_date(line.text) and not days.is_named_by_day(line.text)}
    return [line for line in lines if any(map(str.isalpha, line.text)) and line not in dated]


def _below(lines: Sequence[Line], title: str) -> list[Line]:
    """The lines below the title, without those that only repeat it."""
    same = [listing_titles.is_same(line.text, title) for line in lines]
    start = same.index(True) if True in same else 0
    return [line for line, repeats in zip(lines[start:], same[start:], strict=True) if not repeats]
